/**
 * The user's own equations. A node may carry a `definition`; laid over the kind that it names, it makes a kind like any
 * other, and nothing downstream can tell it from one of the catalogue.
 */
import { parse, type Span } from "../expression/index.ts";
import type { Catalogue, Kind, Parameter, Port, SpikeRule, State } from "./kind.ts";
import { type ResolvedKind, resolve } from "./resolve.ts";

/** What a custom node adds to its kind. The graph's `Definition` has this shape. */
export interface DefinitionLike {
  parameters: Readonly<
    Record<string, { default: number; unit: string; range?: readonly [number, number]; about?: string }>
  >;
  state: Readonly<Record<string, { unit: string; start: string; about?: string }>>;
  equations: string;
  /** Neurons: when a cell spikes, what a spike does, and for how long it then rests. */
  threshold?: string;
  reset?: string;
  refractory?: string;
  /** Synapses: what an arriving spike does. */
  onSpike?: string;
  /** Synapses: what happens when the target cell fires. */
  onPost?: string;
  /** Unit of the input current of a neuron, or of the output current of a synapse. */
  current?: string;
}

/** As much of a graph's node as decides its kind. */
export interface NodeLike {
  kind: string;
  form?: string;
  definition?: DefinitionLike;
}

/**
 * The kind of a node: that of the catalogue in the node's form, with the node's own definition laid over it. Undefined
 * when the catalogue has no such kind. The same node, or the same definition, gives the same object.
 */
export function kindOf(catalogue: Catalogue, node: NodeLike): ResolvedKind | undefined {
  const base = catalogue.find(({ kind }) => kind === node.kind);
  if (!base) return undefined;
  return resolve(node.definition ? defined(base, node.definition) : base, node.form);
}

const merged = new WeakMap<DefinitionLike, Map<Kind, Kind>>();

function defined(base: Kind, definition: DefinitionLike): Kind {
  let kinds = merged.get(definition);
  if (!kinds) {
    kinds = new Map();
    merged.set(definition, kinds);
  }
  let kind = kinds.get(base);
  if (!kind) {
    kind = merge(base, definition);
    kinds.set(base, kind);
  }
  return kind;
}

function merge(base: Kind, definition: DefinitionLike): Kind {
  const {
    forms: _,
    spike: __,
    onSpike: ___,
    onPost: ____,
    afterStep: _____,
    method: ______,
    presets: _______,
    limits: ________,
    total: _________,
    ...common
  } = base;
  const { equations, current } = definition;
  const parameters = { ...ownParameters(base, definition), ...delayOf(base) };
  const state: Record<string, State> = mapRecord(definition.state, ({ about, unit, start }, name) => ({
    about: about || name,
    unit,
    start,
  }));
  const kind: Kind = { ...common, parameters, state, equations };
  const spike = base.family === "neuron" ? spikeRule(definition) : undefined;
  if (spike) kind.spike = spike;
  if (base.family === "neuron") {
    kind.inputs = withUnit(base.inputs, current);
    kind.outputs = neuronOutputs(base, state);
  }
  if (base.family === "synapse") {
    if (definition.onSpike !== undefined) kind.onSpike = definition.onSpike;
    if (definition.onPost?.trim()) kind.onPost = definition.onPost;
    kind.outputs = synapseOutputs(base, kind, current);
  }
  return kind;
}

/** `per: "pair"` is the kind's to say and not the user's: the weight stays one value for each pair of cells. */
function ownParameters(base: Kind, definition: DefinitionLike): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(definition.parameters).map(([name, { about, ...parameter }]) => {
      const per = Object.hasOwn(base.parameters, name) ? base.parameters[name]?.per : undefined;
      return [name, { about: about || name, ...parameter, ...(per ? { per } : {}) }];
    }),
  );
}

/** Every synapse has a delay, whatever its equations say. */
function delayOf(base: Kind): Record<string, Parameter> {
  const delay = base.delay === undefined ? undefined : base.parameters[base.delay];
  return base.delay !== undefined && delay ? { [base.delay]: delay } : {};
}

/** Threshold and reset; without a reset, `v > 0 mV` is an upward crossing, as a Hodgkin-Huxley cell needs it. */
function spikeRule({ threshold, reset = "", refractory }: DefinitionLike): SpikeRule | undefined {
  if (!threshold?.trim()) return undefined;
  const hold = refractory?.trim() ? { hold: refractory } : {};
  if (!reset.trim()) {
    const { tree } = parse(threshold);
    if (tree?.type === "compare" && (tree.op === ">" || tree.op === ">=") && tree.left.span && tree.right.span) {
      // Blanks in front keep the characters of both texts where they stand in the threshold, which is what the user sees.
      const part = ({ from, to }: Span): string => " ".repeat(from) + threshold.slice(from, to);
      return { type: "crossing", of: part(tree.left.span), level: part(tree.right.span), ...hold };
    }
  }
  return { type: "threshold", when: threshold, then: reset, ...hold };
}

/** Spikes, and v or else the first state for plots. */
function neuronOutputs({ outputs }: Kind, state: Kind["state"]): Record<string, Port> {
  const spikes = Object.entries(outputs).filter(([, port]) => port.signal === "spikes");
  const shown = Object.hasOwn(state, "v") ? "v" : Object.keys(state)[0];
  const unit = shown === undefined ? undefined : state[shown]?.unit;
  if (shown === undefined || unit === undefined) return Object.fromEntries(spikes);
  const about = (Object.hasOwn(outputs, shown) ? outputs[shown]?.about : undefined) ?? "First state, for plots";
  return { ...Object.fromEntries(spikes), [shown]: { signal: "value", reads: shown, unit, about } };
}

/** A synapse sends what it calls `i`; one that has no `i` makes jumps only, and then carries no unit. */
function synapseOutputs(base: Kind, kind: Kind, current: string | undefined): Record<string, Port> {
  return mapRecord(base.outputs, (port) => {
    if (port.signal !== "current" || port.reads === undefined) return port;
    const { reads, unit, ...rest } = port;
    const says =
      Object.hasOwn(kind.state, reads) || new RegExp(`(^|[\\n;])\\s*${reads}\\s*=(?!=)`).test(kind.equations);
    return says ? { ...rest, reads, unit: current ?? unit ?? "1" } : rest;
  });
}

const withUnit = (ports: Readonly<Record<string, Port>>, unit: string | undefined): Record<string, Port> =>
  mapRecord(ports, (port) => (port.signal === "current" && unit !== undefined ? { ...port, unit } : port));

/** A kind as the text of a definition: where the user starts from, and how "Edit these equations" opens a built-in kind. */
export function definitionOf(kind: Kind, form?: string): DefinitionLike {
  const from = resolve(kind, form);
  const parameters: Record<string, DefinitionLike["parameters"][string]> = {};
  for (const [name, { about, unit, default: value, range }] of Object.entries(from.parameters)) {
    if (typeof value !== "number" || name === from.delay || onlyAfterStep(from, name)) continue;
    parameters[name] = { default: value, unit, ...(range ? { range } : {}), about };
  }
  const definition: DefinitionLike = {
    parameters,
    state: mapRecord(from.state, ({ about, unit, start }) => ({ unit, start, about })),
    equations: sending(from),
  };
  const { spike, onSpike, onPost } = from;
  if (spike?.type === "threshold") Object.assign(definition, { threshold: spike.when, reset: spike.then });
  if (spike?.type === "crossing")
    Object.assign(definition, { threshold: `${spike.of.trim()} > ${spike.level.trim()}` });
  if ((spike?.type === "threshold" || spike?.type === "crossing") && spike.hold !== undefined)
    Object.assign(definition, { refractory: spike.hold });
  if (onSpike !== undefined) Object.assign(definition, { onSpike });
  if (onPost !== undefined) Object.assign(definition, { onPost });
  const current = Object.values(from.family === "synapse" ? from.outputs : from.inputs).find(
    ({ signal }) => signal === "current",
  );
  return current?.unit === undefined ? definition : { ...definition, current: current.unit };
}

/** A definition has no `afterStep`: what is read there and nowhere else has no place in it. */
function onlyAfterStep({ afterStep = "", equations, onSpike, onPost, spike, state }: Kind, name: string): boolean {
  const reads = (text: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const others = [equations, onSpike ?? "", onPost ?? "", JSON.stringify(spike ?? ""), JSON.stringify(state)];
  return reads(afterStep) && !others.some(reads);
}

/** The equations, with a line `i = i_syn` where the output has another name than what it reads. */
function sending({ family, outputs, equations }: Kind): string {
  if (family !== "synapse") return equations;
  const lines = Object.entries(outputs).flatMap(([name, { reads }]) =>
    reads === undefined || reads === name ? [] : [`${name} = ${reads}`],
  );
  return [equations, ...lines].filter((line) => line !== "").join("\n");
}

function mapRecord<A, B>(record: Readonly<Record<string, A>>, change: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
