/**
 * A golden case of NEST as a circuit of the product's own kinds: each NEST model is a neuron and a synapse node for each of its
 * receptors, each list of spikes a spike list, each current a source that starts when NEST's would.
 */
import { formatVersion, type Graph, type Node, type Value, type Wire } from "../graph/index.ts";
import { type Recipe, type Recorded, recipeOf, synapseKind, withFloor } from "./nestRecipes.ts";

type Numbers = Readonly<Record<string, number | number[] | boolean | null>>;
type Edge = [pre: number, post: number, weight: number, delayMs: number];

export interface NestCase {
  id: string;
  dt_ms: number;
  duration_ms: number;
  kernel?: { min_delay_ms: number; waveform_relaxation: boolean; wfr_tol_mV?: number; wfr_max_iterations?: number };
  nodes: {
    id: string;
    nest: string;
    n: number;
    params: Numbers;
    init: Numbers;
    per_cell?: Record<string, number[]>;
    tau_minus?: number;
  }[];
  inputs: {
    id: string;
    kind: string;
    n: number;
    spikes?: number[][];
    weights?: number[][];
    multiplicities?: number[][];
    params?: Numbers;
  }[];
  connections: {
    from: string;
    to: string;
    receptor?: string;
    synapse: { model: string; params?: Numbers };
    edges: Edge[];
  }[];
  expected: {
    spikes: Record<string, [cell: number, timeMs: number][]>;
    traces: {
      node: string;
      var: string;
      unit: string;
      cells: number[];
      first_ms: number;
      interval_ms: number;
      values: number[][];
    }[];
    weights?: { connection: number; sent: [timeMs: number, edge: number, weight: number][] }[];
  };
  tolerance: Record<string, number | string>;
}

/** The case as a circuit. @throws with the reason when our kinds cannot say it */
export function graphOf(given: NestCase): Graph {
  const nodes: Node[] = [];
  const wires: Wire[] = [];
  const at = [0, 0] as const;
  for (const each of given.nodes) {
    if (each.nest === relay && !isCell(given, each.id)) continue;
    const recipe = recipeOf(each);
    if (!recipe) throw new Error(`${each.nest} is not among the kinds yet`);
    const value = numberOf(each);
    const parameters: Record<string, Value> = recipe.extra?.(value, each.params) ?? {};
    for (const [theirs, ours] of Object.entries(recipe.parameters)) if (ours !== "") parameters[ours] = value(theirs);
    const start = recipe.starts?.(each.params) ?? {};
    for (const [theirs, ours] of Object.entries(recipe.start)) {
      if (each.init[theirs] !== undefined || each.per_cell?.[theirs]) start[ours] = value(theirs);
      else if (theirs === "V_m") start[ours] = -70;
    }
    const bounded = typeof each.params.V_min === "number";
    if (bounded) parameters.V_min = value("V_min");
    nodes.push({
      id: each.id,
      kind: bounded ? withFloor(recipe.kind) : recipe.kind,
      label: each.id,
      at,
      n: each.n,
      ...(recipe.form ? { form: recipe.form } : {}),
      parameters,
      start,
    });
  }
  const lists = new Map<string, { id: string; factor: number }[]>();
  for (const { id, n } of [
    ...given.inputs.filter(({ kind }) => kind === "spike_list"),
    ...given.nodes.filter(({ nest, id }) => nest === relay && !isCell(given, id)),
  ])
    lists.set(id, addLists(nodes, id, n, eventsOf(given, id)));
  given.connections.forEach((connection, index) => {
    const { model, params = {} } = connection.synapse;
    if (lists.has(connection.to)) return;
    const target = given.nodes.find(({ id }) => id === connection.to);
    const recipe = target && recipeOf(target);
    if (!target || !recipe) throw new Error(`nothing is known of the target ${connection.to}`);
    if (model === "gap") {
      addGap(given, nodes, wires, connection, `gap${index}`);
      return;
    }
    // What arrives at a relay moves it by a jump; a synapse that learns only listens to it.
    const jumps = target.nest === relay && model === "static";
    const kind = synapseKind(model, jumps ? { ...recipe, synapse: "delta" } : recipe);
    const input = given.inputs.find(({ id }) => id === connection.from);
    if (input && input.kind !== "spike_list") {
      addCurrent(given, nodes, wires, input, connection, target, `cur${index}`, recipe);
      return;
    }
    for (const { id: from, factor } of lists.get(connection.from) ?? [{ id: connection.from, factor: 1 }])
      for (const sign of ["ex", "in"] as const) {
        // A weight that learns keeps the sign of its bound, from 0 too.
        const excites = (weight: number) => factor * (weight || Number(params.Wmax ?? 0)) > 0;
        const edges = connection.edges.filter(([, , weight]) => excites(weight) === (sign === "ex"));
        if (edges.length === 0) continue;
        const id = `${sign}${index}_${from}`;
        const value = numberOf(target);
        const parameters = Object.fromEntries(
          Object.entries(recipe.receptor?.(sign) ?? {}).map(([ours, theirs]) => [ours, value(theirs)]),
        );
        const size = (weight: number) => (recipe.magnitude ? Math.abs(weight * factor) : weight * factor);
        const pairs = edges.map(([pre, post, weight, delay]) => [pre, post, size(weight), delay] as const);
        Object.assign(parameters, kind.parameters(params, target.tau_minus ?? 20));
        const start = kind.start?.(params) ?? {};
        nodes.push({
          id,
          kind: kind.kind,
          ...(kind.form ? { form: kind.form } : {}),
          label: id,
          at,
          parameters,
          start,
          connect: { rule: "pairs", pairs },
        });
        wires.push({ from: `${from}.spikes`, to: `${id}.spikes` }, { from: `${id}.i`, to: `${connection.to}.i` });
      }
  });
  return { spikeboard: formatVersion, name: given.id, seed: 0, dt: given.dt_ms, order: "nest", nodes, wires };
}

/** NEST's relay sends on what arrives. What a list sends is known beforehand, and so is what a relay makes of it: another list. */
const relay = "parrot_neuron";

/** Whether a node is a cell and not a list: a relay is where learning synapses see its spikes, or where a cell feeds it. */
function isCell(given: NestCase, id: string, seen: readonly string[] = []): boolean {
  const node = given.nodes.find((each) => each.id === id);
  if (node?.nest !== relay) return node !== undefined;
  // Relays that feed one another in a ring are lists if nothing else decides.
  if (seen.includes(id)) return false;
  return given.connections.some(({ from, to, receptor, synapse }) =>
    to === id
      ? synapse.model !== "static" || (receptor !== "record_only" && isCell(given, from, [...seen, id]))
      : false,
  );
}

interface Event {
  time: number;
  cell: number;
  /** Multiplies the weight of the connection. */
  factor: number;
}

/** Spikes of a list, or of a relay that lists feed. @throws when something else feeds it */
function eventsOf(given: NestCase, id: string): Event[] {
  const input = given.inputs.find((each) => each.id === id);
  if (input)
    return (input.spikes ?? []).flatMap((times, cell) =>
      times.flatMap((time, k) =>
        Array.from({ length: input.multiplicities?.[cell]?.[k] ?? 1 }, () => ({
          time,
          cell,
          factor: input.weights?.[cell]?.[k] ?? 1,
        })),
      ),
    );
  if (given.nodes.find((each) => each.id === id)?.nest !== relay)
    throw new Error(`a relay of ${id} is not among the kinds`);
  return given.connections
    .filter(({ to, receptor }) => to === id && receptor !== "record_only")
    .flatMap(({ from, edges }) => {
      const sent = eventsOf(given, from);
      return edges.flatMap(([pre, post, , delay]) =>
        sent
          .filter(({ cell }) => cell === pre)
          .map(({ time }) => ({ time: tidy(time + stepsOf(delay, given.dt_ms) * given.dt_ms), cell: post, factor: 1 })),
      );
    })
    .sort((a, b) => a.time - b.time || a.cell - b.cell);
}

/** Whole steps of a rest, upwards. */
export const restOf = (time: number, dt: number): number =>
  Math.ceil(Math.floor(1000 * time + 0.5) / Math.floor(1000 * dt + 0.5));

/** Whole steps of a delay, as NEST rounds it. */
const stepsOf = (delay: number, dt: number): number => Math.floor(delay * (1000 / Math.floor(1000 * dt + 0.5)) + 0.5);
const tidy = (time: number): number => Math.round(time * 1e6) / 1e6;

/** One list for each weight that its spikes carry, since a weight belongs to a connection here. */
function addLists(nodes: Node[], id: string, n: number, events: readonly Event[]): { id: string; factor: number }[] {
  return [...new Set(events.map(({ factor }) => factor))].map((factor, k) => {
    const own = events.filter((event) => event.factor === factor);
    const name = k === 0 ? id : `${id}_${k}`;
    nodes.push({
      id: name,
      kind: "spikeList",
      label: name,
      at: [0, 0],
      n,
      parameters: { times: own.map(({ time }) => time), cells: own.map(({ cell }) => cell) },
    });
    return { id: name, factor };
  });
}

/** A current through connections: what the source has at s acts in the step that begins at s + delay, and s = 0 never acts. */
function addCurrent(
  given: NestCase,
  nodes: Node[],
  wires: Wire[],
  input: NestCase["inputs"][number],
  connection: NestCase["connections"][number],
  target: NestCase["nodes"][number],
  id: string,
  recipe: Recipe,
): void {
  const dt = given.dt_ms;
  const params = input.params ?? {};
  const number = (name: string, usual: number) => (typeof params[name] === "number" ? (params[name] as number) : usual);
  const form = recipe.unit === "mV/ms" ? "rate" : "absolute";
  const byDelay = new Map<number, number[]>();
  for (const [, post, weight, delay] of connection.edges) {
    const steps = stepsOf(delay, dt);
    const row = byDelay.get(steps) ?? Array<number>(target.n).fill(0);
    row[post] = (row[post] as number) + weight;
    byDelay.set(steps, row);
  }
  for (const [steps, weights] of byDelay) {
    const shift = steps * dt;
    const window = (from: number, to: number) => ({
      start: tidy(Math.max(from, dt) + shift),
      stop: tidy(Math.min(to, 1e8) + shift),
    });
    const add = (tag: string, kind: string, level: number, parameters: Record<string, Value>) => {
      const name = `${id}_${steps}${tag}`;
      nodes.push({
        id: name,
        kind,
        form,
        label: name,
        at: [0, 0],
        n: target.n,
        parameters: { amplitude: { values: weights.map((weight) => weight * level) }, ...parameters },
      });
      wires.push({ from: `${name}.i`, to: `${target.id}.${recipe.port ?? "i"}` });
    };
    const [start, stop] = [number("start", 0), number("stop", 1e8)];
    if (input.kind === "dc") add("", "step", number("amplitude", 0), window(start, stop));
    else if (input.kind === "steps") {
      const levels = params.amplitude_values as number[];
      const times = params.amplitude_times as number[];
      levels.forEach((level, k) => {
        add(`_${k}`, "step", level, window(Math.max(start, times[k] as number), Math.min(stop, times[k + 1] ?? 1e8)));
      });
    } else if (input.kind === "ac") {
      const frequency = number("frequency", 0);
      const phase = number("phase", 0) - (360 * frequency * shift) / 1000;
      add("", "sine", number("amplitude", 0), {
        frequency,
        phase: phase % 360,
        offset: { values: weights.map((weight) => weight * number("offset", 0)) },
        ...window(start, stop),
      });
    } else throw new Error(`${input.kind} is not among the sources yet`);
  }
}

/** Gap junctions: without relaxation a potential is that of the step's start, and in the first step nothing flows. */
function addGap(
  { dt_ms: dt, kernel }: NestCase,
  nodes: Node[],
  wires: Wire[],
  { from, to, edges }: NestCase["connections"][number],
  id: string,
): void {
  const relaxed = kernel?.waveform_relaxation === true;
  if (!relaxed && kernel && kernel.min_delay_ms > dt)
    throw new Error("a potential held for several steps is not among the kinds");
  nodes.push({
    id,
    kind: relaxed ? "gapJunctionFollowed" : "gapJunctionSwitched",
    form: "absolute",
    label: id,
    at: [0, 0],
    parameters: relaxed ? {} : { t_on: dt },
    connect: { rule: "pairs", pairs: edges.map(([pre, post, weight]) => [pre, post, weight, 0] as const) },
  });
  wires.push({ from: `${from}.v`, to: `${id}.v_pre` }, { from: `${id}.i`, to: `${to}.i` });
}

/** A parameter or start value: one number, or one a cell. */
const numberOf =
  (node: NestCase["nodes"][number]) =>
  (name: string): Value => {
    const each = node.per_cell?.[name];
    if (each) return { values: each };
    const given = node.params[name] ?? node.init[name];
    // Receptors are numbered from 1, and the first is the one that is used.
    const one = Array.isArray(given) ? given[0] : given;
    return typeof one === "number" ? one : 0;
  };

/** Where a learning connection's weights are found: the synapse node, and the pair and the delay in steps of each edge. */
export function weightsOf(given: NestCase, index: number): { node: string; pairs: number[]; steps: number[] } {
  const { edges, from } = given.connections[index] as NestCase["connections"][number];
  const steps = edges.map(([, , , delay]) => stepsOf(delay, given.dt_ms));
  // As rows are kept: by sending cell, delay and target, then as given.
  const order = edges
    .map(([pre, post], edge) => ({ pre, post, edge, steps: steps[edge] as number }))
    .sort((a, b) => a.pre - b.pre || a.steps - b.steps || a.post - b.post || a.edge - b.edge);
  const pairs = Array<number>(edges.length);
  order.forEach(({ edge }, pair) => {
    pairs[edge] = pair;
  });
  return { node: `ex${index}_${from}`, pairs, steps };
}

/** What NEST records of a node, in our names; receptors carry the id of the first synapse node that feeds them. Undefined where nothing does. */
export function recordedOf(given: NestCase, node: string, name: string, graph: Graph): Recorded | undefined {
  const own = given.nodes.find(({ id }) => id === node);
  const recorded = own && recipeOf(own)?.traces[name];
  if (recorded === undefined) throw new Error(`${name} of ${node} is not a recorded state`);
  const { states, ...rest }: Recorded =
    typeof recorded === "string" ? { states: [recorded], of: ([state]) => state as number } : recorded;
  const variables = states.map((each) => {
    const [receptor = "", state] = each.split(".");
    if (state === undefined) return each;
    const first = graph.nodes.find(
      ({ id, kind }) =>
        id.startsWith(receptor) &&
        kind !== "spikeList" &&
        graph.wires.some((wire) => wire.from === `${id}.i` && wire.to === `${node}.i`),
    );
    return first && `${first.id}.${state}`;
  });
  return variables.every((each) => each !== undefined) ? { ...rest, states: variables } : undefined;
}
