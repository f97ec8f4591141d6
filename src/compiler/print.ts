/**
 * A network as text: every population with its equations as they are integrated, every projection with its rows. The same
 * text serves the terminal, the tests and the sheet of all equations.
 */
import { print } from "../expression/index.ts";
import type { Network, Population, Projection } from "./network.ts";

export function printNetwork(network: Network): string {
  const head = `order of a step: ${network.order.name} (${network.order.phases.join(", ")}), dt = ${network.dt} ms, seed ${network.seed}`;
  return [
    head,
    ...network.populations.map((population) => printPopulation(network, population)),
    ...network.projections.map((projection) => printProjection(network, projection)),
  ].join("\n\n");
}

function printPopulation(network: Network, population: Population): string {
  const lines = [
    `${population.node} "${population.label}": ${population.n} ${population.type === "cells" ? "cells" : "pairs"}, ${population.method}`,
  ];
  for (const { name, tree } of population.equations) lines.push(`  d${name}/dt = ${print(tree)}`);
  if (population.output) lines.push(`  sends ${print(population.output)}`);
  for (const { name, from } of population.inputs)
    lines.push(`  ${name}: current of ${network.populations[from]?.node}`);
  const { spike } = population;
  if (spike?.type === "threshold") {
    lines.push(`  spike when ${print(spike.when)}`);
    for (const { name, tree } of spike.then) lines.push(`    ${name} = ${print(tree)}`);
    if (spike.hold)
      lines.push(
        `    then held for ${spike.hold} steps: ${
          population.states
            .filter(({ held }) => held)
            .map(({ name }) => name)
            .join(", ") || "nothing"
        }`,
      );
  } else if (spike?.type === "count") lines.push(`  spikes in a step: ${print(spike.count)}`);
  else if (spike?.type === "times") lines.push(`  ${spike.steps.length} listed spikes`);
  for (const { name, relativeTo } of population.states)
    if (relativeTo) lines.push(`  ${name} is kept less ${relativeTo}`);
  for (const { name, values, unit } of population.parameters)
    lines.push(`  ${name} = ${values.length === 1 ? values[0] : `${values.length} values`} (${unit})`);
  return lines.join("\n");
}

function printProjection(network: Network, projection: Projection): string {
  const [pre, post] = [network.populations[projection.pre], network.populations[projection.post]];
  const delays = Array.from(projection.delays, (steps) => `${Number((steps * network.dt).toFixed(6))}`);
  const lines = [
    `${projection.node} "${projection.label}": ${pre?.node} to ${post?.node}, ${projection.targets.length} pairs, delay ${delays.length > 4 ? `${delays[0]} to ${delays.at(-1)}` : delays.join(", ")} ms`,
  ];
  const onSpike =
    projection.pairs === undefined ? projection.onSpike : (network.populations[projection.pairs]?.pairs?.onSpike ?? []);
  for (const { name, tree } of onSpike) lines.push(`  on a spike: ${name} = ${print(tree)}`);
  lines.push(projection.pairs === undefined ? "  summed on the target cell" : "  with states of its own for each pair");
  return lines.join("\n");
}
