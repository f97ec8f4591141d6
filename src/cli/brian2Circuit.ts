/**
 * A golden case in Brian2's step order as a circuit: equations come as text, so a kind is made for every group, synapse and
 * stimulus of the case. Numbers are plain (ms, mV and whatever closes with them), as the cases give them.
 */
import { type Connect, formatVersion, type Graph, type Node, type Value, type Wire } from "../graph/index.ts";
import type { Kind, Method, SpikeRule } from "../kind/index.ts";
import { words as caseWords, expectFields } from "./caseFields.ts";

type Quantity = number | number[] | { value: number | number[]; unit: string };
interface Segment {
  kind: "const" | "ramp" | "sine";
  t0: number;
  t1: number;
  value?: number;
  slope?: number;
  offset?: number;
  amp?: number;
  freq_hz?: number;
}
interface Stimulus {
  base: number;
  segments: Segment[];
}
export interface Model {
  aux: ({ name: string; expr: string } | [string, string])[];
  equations: string[];
  threshold: string | null;
  reset: string[];
  refractory: string | null;
  clamped_while_refractory?: string[];
}
export interface Group extends Model {
  n: number;
  parameters: Record<string, Quantity>;
  initial: Record<string, number | number[]>;
  I?: Stimulus | Stimulus[];
}
export interface NetworkCase {
  groups: Record<string, Group>;
  sources: Record<string, { n: number; spikes_index_time_ms: [number, number][] }>;
  synapses: {
    pre: string;
    post: string;
    on_event: string;
    edges_pre_post_weight_delay_ms: [number, number, number, number][];
  }[];
  gap_junctions: { group: string; current: string; edges_i_j_w: [number, number, number][] }[];
}
export interface Given {
  id: string;
  kind: string;
  model?: Model;
  network?: NetworkCase;
  parameters?: Record<string, Quantity>;
  initial?: Record<string, number>;
  stimulus?: Stimulus;
  dt_ms: number;
  duration_ms: number;
  method: Method;
  expected: Record<string, unknown>;
  tolerance: Record<string, unknown>;
}

const words = { version: 1, label: "", short: "", about: "", notes: "", sources: [], icon: "" } as const;
const plain = (value: number | readonly number[] | string) => ({ unit: "1", default: value as number, about: "" });

const modelFields = ["aux", "equations", "threshold", "reset", "refractory", "clamped_while_refractory"];

/** @throws naming a field of the case, its model, its network or its stimuli that nothing here reads */
export function checkFields(given: Given): void {
  expectFields(given, "", [
    ...caseWords,
    ..."model network parameters initial stimulus dt_ms duration_ms method expected tolerance".split(" "),
  ]);
  if (given.model) expectFields(given.model, "model", ["name", ...modelFields]);
  if (given.stimulus) checkStimulus(given.stimulus, "stimulus");
  if (!given.network) return;
  const { groups, sources, synapses, gap_junctions } = given.network;
  expectFields(given.network, "network", [
    ..."dt_ms duration_ms method groups sources synapses gap_junctions".split(" "),
  ]);
  for (const [id, group] of Object.entries(groups)) {
    expectFields(group, id, ["n", "model", "parameters", "initial", "I", ...modelFields]);
    for (const stimulus of group.I === undefined ? [] : [group.I].flat()) checkStimulus(stimulus, `${id}.I`);
  }
  for (const [id, source] of Object.entries(sources)) expectFields(source, id, ["n", "spikes_index_time_ms"]);
  for (const synapse of synapses)
    expectFields(synapse, `the synapse onto ${synapse.post}`, [
      ..."pre post on_event edges_pre_post_weight_delay_ms".split(" "),
    ]);
  for (const gap of gap_junctions)
    expectFields(gap, `the gap junction of ${gap.group}`, ["group", "current", "edges_i_j_w"]);
}

function checkStimulus(stimulus: Stimulus, at: string): void {
  expectFields(stimulus, at, ["variable", "base", "segments"]);
  for (const segment of stimulus.segments) {
    const fields = { const: ["value"], ramp: ["value", "slope"], sine: ["offset", "amp", "freq_hz"] }[segment.kind];
    if (!fields) throw new Error(`a piece of ${at} is ${segment.kind}; const, ramp and sine are known`);
    expectFields(segment, `the ${segment.kind} of ${at}`, ["kind", "t0", "t1", ...fields]);
  }
}

export function circuitOf(
  given: Given,
  network: NetworkCase,
  method: Method,
  dt: number,
  order: "nest" | "brian2",
): { graph: Graph; catalogue: Kind[] } {
  const catalogue: Kind[] = [];
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const at = [0, 0] as const;
  for (const [id, group] of Object.entries(network.groups)) {
    const smooth = smoothStimulus(group);
    catalogue.push(neuronKind(id, group, smooth));
    const parameters = Object.fromEntries(
      Object.entries(group.parameters).map(([name, quantity]) => [name, numberOf(quantity)]),
    );
    const start = Object.fromEntries(
      Object.entries(group.initial).map(([name, value]) => [name, Array.isArray(value) ? { values: value } : value]),
    );
    nodes.push({ id, kind: id, label: id, at, n: group.n, method, parameters, start });
    if (smooth === undefined) addStimuli(id, group, catalogue, nodes, wires);
  }
  for (const [id, source] of Object.entries(network.sources)) {
    catalogue.push({
      ...words,
      kind: `${id} list`,
      family: "spikes",
      inputs: {},
      outputs: { spikes: { signal: "spikes", about: "" } },
      parameters: {
        times: { ...plain([]), default: [], type: "list", unit: "ms" },
        cells: { ...plain([]), default: [], type: "list" },
      },
      state: {},
      equations: "",
      spike: { type: "times", times: "times", cells: "cells" },
    });
    const events = source.spikes_index_time_ms;
    nodes.push({
      id,
      kind: `${id} list`,
      label: id,
      at,
      n: source.n,
      parameters: { times: events.map(([, time]) => time), cells: events.map(([cell]) => cell) },
    });
  }
  network.synapses.forEach((synapse, index) => {
    const id = `syn${index}`;
    catalogue.push({
      ...words,
      kind: id,
      family: "synapse",
      inputs: { spikes: { signal: "spikes", about: "" } },
      outputs: { i: { signal: "current", unit: "1", about: "" } },
      parameters: { weight: { ...plain(0), per: "pair" }, delay: { ...plain(0), unit: "ms", per: "pair" } },
      state: {},
      equations: "",
      // The cases call the weight w, a name that a target may use too.
      onSpike: synapse.on_event.replace(/=.*/, (right) => right.replace(/\bw\b/g, "weight")),
      delay: "delay",
    });
    const edges = synapse.edges_pre_post_weight_delay_ms;
    const pairs: Connect = { rule: "pairs", pairs: edges };
    nodes.push({ id, kind: id, label: id, at, connect: pairs });
    wires.push(
      { from: `${synapse.pre}.spikes`, to: `${id}.spikes` },
      { from: `${id}.i`, to: `${synapse.post}.${inputOf(network.groups[synapse.post])}` },
    );
  });
  for (const [index, gap] of network.gap_junctions.entries()) {
    if (inputOf(network.groups[gap.group]) !== "I")
      throw new Error(`${gap.group} has a stimulus in its equations, where a gap junction cannot be added`);
    addGap(gap, `gap${index}`, catalogue, nodes, wires);
  }
  return { graph: { spikeboard: formatVersion, name: given.id, seed: 0, dt, order, nodes, wires }, catalogue };
}

/** Where currents arrive: in I, or beside it where the stimulus of a cell stands in its equations. */
const inputOf = (group: Group | undefined): string => (group && smoothStimulus(group) !== undefined ? "beside" : "I");

/** "I_i += w*(v_j - v_i), v taken at the step start": what cell i receives from cell j. */
function addGap(
  { group, current, edges_i_j_w }: NetworkCase["gap_junctions"][number],
  id: string,
  catalogue: Kind[],
  nodes: Node[],
  wires: Wire[],
): void {
  const [, equation = ""] = /^I_i \+= (.*), v taken at the step start$/.exec(current) ?? [];
  if (equation === "") throw new Error(`the current of a gap junction is ${current}, which cannot be read`);
  catalogue.push({
    ...words,
    kind: id,
    family: "synapse",
    inputs: { v_pre: { signal: "value", unit: "1", about: "" } },
    outputs: { i: { signal: "current", reads: "i", unit: "1", about: "" } },
    parameters: { weight: { ...plain(0), per: "pair" } },
    state: {},
    equations: `i = ${equation
      .replace(/\bw\b/g, "weight")
      .replace(/\bv_j\b/g, "v_pre")
      .replace(/\bv_i\b/g, "v")}`,
  });
  nodes.push({
    id,
    kind: id,
    label: id,
    at: [0, 0],
    connect: { rule: "pairs", pairs: edges_i_j_w.map(([i, j, w]) => [j, i, w, 0]) },
  });
  wires.push({ from: `${group}.v`, to: `${id}.v_pre` }, { from: `${id}.i`, to: `${group}.I` });
}

const numberOf = (quantity: Quantity): Value => {
  const value = typeof quantity === "object" && !Array.isArray(quantity) ? quantity.value : quantity;
  return Array.isArray(value) ? { values: value } : value;
};

function neuronKind(id: string, group: Group, smooth: string | undefined): Kind {
  const aux = group.aux.map((line) =>
    Array.isArray(line) ? `${line[0]} = ${line[1]}` : `${line.name} = ${line.expr}`,
  );
  const states = group.equations.map((line) => /^d(\w+)\/dt/.exec(line)?.[1] as string);
  const stimulus = smooth === undefined ? [] : [`I = ${smooth}`];
  return {
    ...words,
    kind: id,
    family: "neuron",
    inputs: { [inputOf(group)]: { signal: "current", unit: "1", about: "" } },
    outputs: {
      spikes: { signal: "spikes", about: "" },
      ...(states.includes("v") ? { v: { signal: "value", reads: "v", unit: "1", about: "" } } : {}),
    },
    parameters: Object.fromEntries(Object.keys(group.parameters).map((name) => [name, plain(0)])),
    state: Object.fromEntries(states.map((name) => [name, { unit: "1", start: "0", about: "" }])),
    equations: [...stimulus, ...aux, ...group.equations].join("\n"),
    ...(group.threshold ? { spike: spikeRule(group) } : {}),
  };
}

function spikeRule(group: Group): SpikeRule {
  const threshold = group.threshold as string;
  const hold = group.refractory ? { hold: group.refractory } : {};
  const crossing = /^(\w+) > (\S+) \(upward crossing/.exec(threshold);
  if (crossing) return { type: "crossing", of: crossing[1] as string, level: crossing[2] as string, ...hold };
  return {
    type: "threshold",
    when: threshold,
    then: group.reset.join("\n"),
    ...hold,
    holds: group.clamped_while_refractory ?? [],
  };
}

/** A sine is followed within the step, so it stands in the equations; pieces that are constant or ramps are held over the step. */
function smoothStimulus(group: Group): string | undefined {
  const stimulus = Array.isArray(group.I) ? undefined : group.I;
  if (!stimulus?.segments.some(({ kind }) => kind === "sine")) return undefined;
  return textOf(stimulus);
}

/** Where pieces overlap the later one holds. Times of the cases are n dt in floating point; ours are the nearest decimals. */
const textOf = ({ base, segments }: Stimulus): string =>
  segments.reduce((before, { kind, t0, t1, value = 0, slope = 0, offset = 0, amp = 0, freq_hz = 0 }) => {
    const level =
      kind === "const"
        ? `${value}`
        : kind === "ramp"
          ? `(${value} + ${slope}*(t - ${t0}))`
          : `(${offset} + ${amp}*sin(2*pi*${freq_hz}*(t - ${t0})/1000))`;
    return `if(t >= ${tidy(t0)} and t < ${tidy(t1)}, ${level}, ${before})`;
  }, `${base}`);

const tidy = (time: number): number => Math.round(time * 1e9) / 1e9;

function addStimuli(id: string, group: Group, catalogue: Kind[], nodes: Node[], wires: Wire[]): void {
  const add = (name: string, equation: string, n: number, parameters: Record<string, Value>) => {
    catalogue.push({
      ...words,
      kind: name,
      family: "current",
      inputs: {},
      outputs: { I: { signal: "current", reads: "i", unit: "1", about: "" } },
      parameters: Object.fromEntries(Object.keys(parameters).map((key) => [key, plain(0)])),
      state: {},
      equations: `i = ${equation}`,
    });
    nodes.push({ id: name, kind: name, label: name, at: [0, 0], n, parameters });
    wires.push({ from: `${name}.I`, to: `${id}.I` });
  };
  if (!group.I) return;
  if (!Array.isArray(group.I)) {
    add(`${id} stimulus`, textOf(group.I), 1, {});
    return;
  }
  // One stimulus a cell: its pieces one after the other, with amplitudes by cell.
  const stimuli = group.I;
  const pieces = new Map<string, number[]>();
  stimuli.forEach((stimulus, cell) => {
    for (const { t0, t1, value = 0 } of [{ t0: 0, t1: 1e9, value: stimulus.base }, ...stimulus.segments]) {
      const key = `int(t >= ${tidy(t0)} and t < ${tidy(t1)})`;
      const row = pieces.get(key) ?? Array<number>(group.n).fill(0);
      row[cell] = (row[cell] as number) + value;
      pieces.set(key, row);
    }
  });
  [...pieces].forEach(([window, values], k) => {
    add(`${id} stimulus ${k}`, `level*${window}`, group.n, { level: { values } });
  });
}
