/**
 * A network as text: every population with its equations as they are integrated and each term tied to the node it comes from,
 * every projection with its matrix of weights. The same text serves the terminal and the tests.
 */
import { fromEngine, print, simplify, substitute, type Tree } from "../expression/index.ts";
import { eachPair, type Network, type ParameterSlot, type Population, type Projection } from "./network.ts";
import { tableError, tabulate } from "./tables.ts";

export function printNetwork(network: Network): string {
  const { order, dt, seed } = network;
  const head = [
    "dv_i/dt = f(v_i, t) + sum over j of W_ij g(v_j, t), node by node",
    `Order of a step: ${order.name} (${order.phases.join(", ")}). dt = ${dt} ms, seed ${seed}.`,
  ].join("\n");
  return [
    head,
    ...network.populations.map((population) => printPopulation(network, population)),
    ...network.projections.map((projection) => printProjection(network, projection)),
  ].join("\n\n");
}

function printPopulation(network: Network, population: Population): string {
  const words = wordsOf(network, population);
  const text = (tree: Tree): string => print(named(simplify(tree), words));
  const count = `${population.n} ${population.type === "cells" ? plural(population.n, "cell") : plural(population.n, "pair")}`;
  const lines = [
    `${population.node} "${population.label}": ${count}${population.states.length > 0 ? `, ${population.method}` : ""}`,
  ];
  for (const { name, tree } of population.equations) lines.push(`  d${name}/dt = ${text(tree)}`);
  lines.push(...tableLines(network, population));
  for (const note of population.notes ?? []) lines.push(`  ${note}`);
  if (population.output) lines.push(`  sends ${text(population.output)}`);
  for (const { name, text: tree } of population.sent) lines.push(`  sends ${name} = ${text(tree)}`);
  const { total } = population.pairs ?? {};
  if (total) lines.push(`  where ${total.name} is the sum of ${text(total.tree)} over all pairs on the same cell`);
  for (const { name, pre, from } of population.pairs?.readsPre ?? []) {
    const source = network.populations[pre];
    lines.push(`  where ${name} is ${from} of cell j of ${source?.node} "${source?.label}"`);
  }
  for (const { name, from, pick } of population.inputs) {
    const source = network.populations[from];
    const what = pick === "target" ? "the sum over j of what is sent by the pairs" : "the current";
    lines.push(`  where ${words.get(name)} is ${what} of ${source?.node} "${source?.label}"`);
  }
  for (const projection of network.projections) {
    if (network.populations[projection.post] !== population) continue;
    const pre = network.populations[projection.pre];
    const states = population.states
      .filter(({ name }) => name.startsWith(`${projection.node}.`))
      .map(({ name }) => name);
    if (states.length > 0)
      lines.push(
        `  where ${states.join(", ")} is what the spikes of ${pre?.node} "${pre?.label}" have left (sum over j of W_ij)`,
      );
  }
  const { spike } = population;
  if (spike?.type === "threshold") {
    const { when, then } = population.rule ?? spike;
    lines.push(`  spikes when ${text(when)}`);
    for (const { name, tree } of then) lines.push(`    and then ${name} = ${text(tree)}`);
    const held = population.states.filter((state) => state.held).map(({ name }) => name);
    if (spike.hold)
      lines.push(`    and rests for t_ref${held.length > 0 ? `, in which ${held.join(", ")} stands still` : ""}`);
  } else if (spike?.type === "count") lines.push(`  spikes in a step: ${text(spike.count)}`);
  else if (spike?.type === "times") lines.push(`  ${spike.steps.length} listed ${plural(spike.steps.length, "spike")}`);
  for (const slot of population.parameters)
    if (!slot.name.startsWith("$")) lines.push(`  ${slot.name} = ${valueText(slot)}`);
  return lines.join("\n");
}

/** What there is to know of how a population is stepped, whatever values its parameters have. */
export function stepNotes({ constants, notes = [] }: Population): string[] {
  const tables = constants.flatMap((each) => (each.type === "table" ? [each] : []));
  if (tables.length === 0) return [...notes];
  const gates = tables.flatMap(({ state, of }) => (state === undefined ? [] : [`${state} of ${of}`]));
  const what = [...gates, ...(gates.length < tables.length ? ["exp of other rates"] : [])];
  return [`looked up, each value to ${tableError} or else computed: ${what.join(", ")}`, ...notes];
}

/** What is looked up, and how exactly: with the values that parameters have now. */
function tableLines({ dt }: Network, { constants, parameters }: Population): string[] {
  const shared = (name: string) => (name === "dt" ? dt : parameters.find((slot) => slot.name === name)?.values[0]);
  return constants.flatMap((each) => {
    if (each.type !== "table") return [];
    const { low, high, most, state, of } = each;
    const { pieces, error } = tabulate(each, shared);
    const [what, from] =
      state === undefined
        ? ["exp of what rates make of a step", `from ${low} to ${high}`]
        : [state, `of ${of} from ${low} to ${high} mV`];
    const found = error.toPrecision(2);
    return pieces > 0
      ? [`  tabulated: ${what}, ${from}, in ${pieces} pieces, each to ${found} of its value`]
      : [`  not tabulated: ${what}, since ${most} pieces ${from} leave an error of ${found}; it is computed in full`];
  });
}

function printProjection(network: Network, projection: Projection): string {
  const [pre, post] = [network.populations[projection.pre], network.populations[projection.post]];
  const delays = Array.from(projection.delays, (steps) => Number((steps * network.dt).toFixed(6)));
  const between = delays.length > 4 ? `${delays[0]} to ${delays.at(-1)}` : delays.join(", ");
  const pairs = projection.size;
  const owner = projection.pairs === undefined ? post : network.populations[projection.pairs];
  const graded = (owner?.pairs?.readsPre.length ?? 0) > 0;
  const lines = [
    `${projection.node} "${projection.label}": W from ${pre?.node} to ${post?.node}, ${pre?.n} by ${post?.n}, ${pairs} ${plural(pairs, "pair")}, ${graded ? "without delay" : `delay ${between} ms`}`,
  ];
  const words = owner ? wordsOf(network, owner) : new Map<string, string>();
  const onSpike = projection.pairs === undefined ? projection.onSpike : (owner?.pairs?.onSpike ?? []);
  for (const { name, tree } of onSpike) lines.push(`  when a spike arrives: ${name} = ${print(named(tree, words))}`);
  for (const { name, tree } of owner?.pairs?.onPost ?? [])
    lines.push(
      `  ${owner?.pairs?.back ? "two delays after the target fires" : "when the target fires"}: ${name} = ${print(named(tree, words))}`,
    );
  const weight = projection.perPair.find(({ name }) => name.endsWith(".weight"));
  if (weight && weight.values.length > 0) {
    const { values, scale } = weight;
    let [total, squares] = [0, 0];
    eachPair(projection, (pair) => {
      total += (values[pair] as number) * scale;
    });
    const mean = total / pairs;
    eachPair(projection, (pair) => {
      squares += ((values[pair] as number) * scale - mean) ** 2;
    });
    const sd = Math.sqrt(squares / pairs);
    lines.push(`  weights: mean ${Number(mean.toPrecision(4))}, sd ${Number(sd.toPrecision(3))} (engine units)`);
  }
  lines.push(
    projection.pairs === undefined
      ? "  summed on the target cell"
      : owner?.states.length === 0
        ? "  computed for each pair in every step"
        : "  with states of its own for each pair",
  );
  return lines.join("\n");
}

/** Readable words for the names that the compiler made up: draws, inputs, holds. */
function wordsOf(network: Network, population: Population): Map<string, string> {
  const words = new Map<string, string>();
  for (const draw of population.draws) {
    if (draw.type !== "poisson") words.set(draw.name, draw.type === "uniform" ? "rand()" : "randn()");
    else words.set(draw.name, `poisson(${print(named(draw.mean, words))})`);
  }
  for (const { name, from } of population.inputs) words.set(name, `I_${network.populations[from]?.node}`);
  if (population.spike?.type === "threshold" && population.spike.hold) words.set(population.spike.hold, "t_ref");
  return words;
}

function valueText({ values, unit }: ParameterSlot): string {
  const shown = (value: number): number => Number(fromEngine(value, unit).toPrecision(12));
  const in_ = unit === "1" ? "" : ` ${unit}`;
  if (values.length === 1) return `${shown(values[0] as number)}${in_}`;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.length === 0 ? "no values" : `${values.length} values, ${shown(low)} to ${shown(high)}${in_}`;
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

/** The tree with made-up names replaced; a word stands as a name, which prints as it is. */
const named = (tree: Tree, words: ReadonlyMap<string, string>): Tree =>
  substitute(tree, new Map([...words].map(([name, word]) => [name, { type: "name", name: word }])));
