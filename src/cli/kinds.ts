/** `kinds`: the catalogue as text; with a name, all that the kind says about itself. */
import { type Catalogue, type Family, formNames, type Kind, resolve } from "../kind/index.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

const families: Readonly<Record<Family, string>> = {
  neuron: "Neurons",
  synapse: "Synapses",
  current: "Current sources",
  spikes: "Spike-train sources",
};

/** @throws UsageError for a kind that does not exist, with those that do */
export function printKinds(names: readonly string[], catalogue: Catalogue, terminal: Terminal): void {
  if (names.length === 0) {
    terminal.out(listOf(catalogue));
    return;
  }
  for (const name of names) {
    const kind = catalogue.find((candidate) => candidate.kind === name);
    if (!kind) throw new UsageError(`There is no kind ${name}. There are ${catalogue.map((k) => k.kind).join(", ")}.`);
    terminal.out(pageOf(kind));
  }
}

/** By family, in the order of the palette: the name to write into a file, what it is called, what it is. */
function listOf(catalogue: Catalogue): string {
  const width = Math.max(...catalogue.map((kind) => kind.kind.length));
  return Object.entries(families)
    .map(([family, title]) => {
      const kinds = catalogue.filter((kind) => kind.family === family);
      return `${title}\n${kinds.map((kind) => `  ${kind.kind.padEnd(width)}  ${kind.about}\n`).join("")}`;
    })
    .join("\n");
}

/** The page of a textbook: words, equations, parameters with units and ranges, sources. */
function pageOf(kind: Kind): string {
  const { parameters, state, inputs, outputs } = resolve(kind);
  const forms = formNames(kind);
  const unit = (text: string) => (text === "1" ? "" : ` ${text}`);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["Equations", textLines(kind.equations)],
    ["After each step", textLines(kind.afterStep ?? "")],
    ["On a spike that arrives", textLines(kind.onSpike ?? "")],
    ["When the target fires", textLines(kind.onPost ?? "")],
    ["Spike", spikeLines(kind)],
    [
      forms.length > 0 ? `Parameters (as in the form ${forms[0]}; forms: ${forms.join(", ")})` : "Parameters",
      Object.entries(parameters).map(([name, { default: value, unit: u, range, about }]) => {
        const span = range ? `, ${range[0]} to ${range[1]}` : "";
        return `${name} = ${typeof value === "object" ? JSON.stringify(value) : value}${unit(u)}${span}: ${about}`;
      }),
    ],
    [
      "State",
      Object.entries(state).map(
        ([name, { start, unit: u, about }]) => `${name}${unit(u)}, at first ${start}: ${about}`,
      ),
    ],
    ["Inputs", Object.entries(inputs).map(([name, { signal, about }]) => `${name} (${signal}): ${about}`)],
    ["Outputs", Object.entries(outputs).map(([name, { signal, about }]) => `${name} (${signal}): ${about}`)],
    ["The lecture, put right", kind.lecture ?? []],
    ["Sources", kind.sources],
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`);
  return `${kind.label} (${kind.kind}, version ${kind.version})\n${kind.about}\n\n${kind.notes}\n\n${body.join("\n")}`;
}

const textLines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function spikeLines({ spike }: Kind): string[] {
  switch (spike?.type) {
    case undefined:
      return [];
    case "threshold":
      return [
        `when ${spike.when}`,
        ...textLines(spike.then).map((line) => `then ${line}`),
        ...(spike.hold ? [`hold for ${spike.hold}`] : []),
      ];
    case "crossing":
      return [`when ${spike.of} rises above ${spike.level}`, ...(spike.hold ? [`then none for ${spike.hold}`] : [])];
    case "count":
      return [`${spike.count} spikes in each step`];
    case "times":
      return [`at the times ${spike.times}`];
  }
}
