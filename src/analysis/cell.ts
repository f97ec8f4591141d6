/**
 * The copy that is analysed: one node taken out of its circuit, with its own parameters, step and integrator, and a current
 * source that can be anything in place of all that was wired to it. The engine runs it as it runs the circuit, so what is
 * found here is what the board would do.
 */
import { compile, type Network, type Population } from "../compiler/index.ts";
import { derivative, evaluate, fromEngine, functionOf, numberOps, type Tree, toEngine } from "../expression/index.ts";
import type { Distribution, Graph, Node, Value } from "../graph/index.ts";
import { type Catalogue, defineCurrent, kindOf, type ResolvedKind } from "../kind/index.ts";
import { constantsOf } from "./functions.ts";

export interface Quantity {
  name: string;
  unit: string;
}

export interface Cell {
  graph: Graph;
  node: Node;
  kind: ResolvedKind;
  catalogue: Catalogue;
  /** The current input that is driven. Absent: the kind takes no current, and only its own doings can be watched. */
  input?: Quantity;
  /** States that have an equation, the one that the input drives first: the membrane potential, where there is one. */
  states: readonly Quantity[];
  /**
   * How fast the input moves the first state: (unit of the state)/ms for one unit of the input. 0 when it does not, or
   * when that depends on chance.
   */
  gain: number;
  /** The node alone, with one cell and no current: for its equations. */
  population: Population;
  dt: number;
  /** Parameters differ from cell to cell, and the analysis is that of a cell with the middle ones. */
  spread: boolean;
}

/** Why a node cannot be analysed, in words for the reader. */
export class NotAnalysable extends Error {}

const probeKind = "$probe";
const probeNode = "probe$";

/** A current that is 0 but from `on` to `off`. Its unit is that of the input it goes to. */
const probe = (unit: string) =>
  defineCurrent({
    kind: probeKind,
    version: 1,
    label: "Probe",
    short: "I",
    about: "The current of an analysis.",
    notes: "Stands in for everything that was wired to the cell.",
    sources: ["Step current of a patch-clamp protocol"],
    icon: "M8,12H19",
    inputs: {},
    outputs: { i: { signal: "current", reads: "i", unit, about: "The current" } },
    parameters: {
      amplitude: { unit, default: 0, about: "While it is on" },
      on: { unit: "ms", default: 0, about: "When it begins" },
      off: { unit: "ms", default: 0, about: "When it ends" },
    },
    state: {},
    equations: "i = if(t >= on and t < off, amplitude, 0)",
  });

/** Middle of a value that may be drawn anew for each cell. */
function typical(value: Value): Value {
  if (!isDrawn(value)) return value;
  if ("uniform" in value) return (value.uniform[0] + value.uniform[1]) / 2;
  if ("normal" in value) return value.normal[0];
  if ("lognormal" in value) return value.lognormal[0];
  return value.values.reduce((sum, x) => sum + x, 0) / Math.max(1, value.values.length);
}

const typicals = (record: Node["parameters"]): Record<string, Value> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, typical(value)]));

const isDrawn = (value: Value): value is Distribution => typeof value === "object" && !Array.isArray(value);

/**
 * Takes a node out of its circuit.
 *
 * @throws NotAnalysable, with a sentence, when it is no neuron or its equations do not compile
 */
export function isolate(graph: Graph, id: string, catalogue: Catalogue): Cell {
  const found = graph.nodes.find((each) => each.id === id);
  const kind = found && kindOf(catalogue, found);
  if (!found || !kind) throw new NotAnalysable("This node is no longer in the circuit.");
  if (kind.family !== "neuron") throw new NotAnalysable(`"${found.label}" is no neuron; only neurons fire.`);
  const input = Object.entries(kind.inputs).find(([, { signal }]) => signal === "current");
  const unit = input?.[1].unit ?? "1";
  const node: Node = { ...found, parameters: typicals(found.parameters), start: typicals(found.start) };
  const cell = {
    graph,
    node,
    kind,
    catalogue: [...catalogue, probe(unit)],
    ...(input ? { input: { name: input[0], unit } } : {}),
    dt: graph.dt,
    spread: [...Object.values(found.parameters ?? {}), ...Object.values(found.start ?? {})].some(isDrawn),
  };
  const network = driven(cell, [0], 0, 0);
  const population = network.populations[0] as Population;
  const { gain, first } = drivenState(population, graph.dt);
  const withEquation = population.equations.map(({ name }) => ({
    name,
    unit: population.states.find((state) => state.name === name)?.unit ?? "1",
  }));
  const states = [
    ...withEquation.filter(({ name }) => name === first),
    ...withEquation.filter(({ name }) => name !== first),
  ];
  const v = states[0]?.unit ?? "1";
  return { ...cell, population, states, gain: fromEngine(toEngine(gain, unit), v) };
}

/** The network of as many copies as there are currents [in the unit of the input], copy k driven by current k. */
export function driven(
  cell: Pick<Cell, "graph" | "node" | "catalogue" | "input">,
  currents: readonly number[],
  onMs: number,
  offMs: number,
): Network {
  const { graph, node, catalogue, input } = cell;
  const n = currents.length;
  // Half a step early: the moment is on the grid, and rounding must not decide which step it falls into.
  const half = graph.dt / 2;
  const source: Node = {
    id: probeNode,
    kind: probeKind,
    label: "Probe",
    at: [0, 0],
    n,
    parameters: { amplitude: n === 1 ? (currents[0] ?? 0) : { values: currents }, on: onMs - half, off: offMs - half },
  };
  const { network, diagnostics } = compile(
    {
      ...graph,
      nodes: input ? [{ ...node, n }, source] : [{ ...node, n }],
      wires: input ? [{ from: `${probeNode}.i`, to: `${node.id}.${input.name}` }] : [],
      notes: [],
      groups: [],
    },
    catalogue,
  );
  if (!network) throw new NotAnalysable(diagnostics[0]?.message ?? "Its equations do not compile.");
  return network;
}

/** The state on which the input acts, and the slope of its derivative with respect to the input, in engine units. */
function drivenState(population: Population, dt: number): { first: string | undefined; gain: number } {
  const inputs = population.inputs.map(({ name }) => name);
  for (const { name, tree } of population.equations) {
    for (const input of inputs) {
      const slope = derivative(tree, input);
      if (slope.type === "number" && slope.value === 0) continue;
      const at = startPoint(population).set("dt", dt);
      const value = functionOf(slope, [], (wanted) => at.get(wanted) ?? (inputs.includes(wanted) ? 0 : undefined))([]);
      return { first: name, gain: Number.isFinite(value) ? value : 0 };
    }
  }
  const voltage = population.states.find(({ voltage }) => voltage)?.name;
  return { first: voltage ?? population.equations[0]?.name, gain: 0 };
}

/** Parameters and start values of the copy, in engine units. Draws have their means. */
export function startPoint(population: Population): Map<string, number> {
  const values = constantsOf(population);
  for (const { state, tree } of population.start)
    values.set(state, functionOf(tree, [], (name) => values.get(name) ?? (name === "t" ? 0 : undefined))([]));
  return values;
}

export interface Guide {
  state: string;
  /** In the unit of the state. */
  value: number;
  type: "threshold" | "reset";
}

/** Where spikes are found and where they lead, when these are fixed levels of one state. */
export function guidesOf({ population }: Cell): Guide[] {
  const { spike } = population;
  if (spike?.type !== "threshold") return [];
  const values = constantsOf(population);
  const isState = (name: string): boolean => population.states.some((state) => state.name === name);
  const level = (state: string, tree: Tree): number | undefined => {
    const slot = population.states.find(({ name }) => name === state);
    try {
      const stored = evaluate<number, boolean>(tree, numberOps, (name) =>
        isState(name) ? undefined : values.get(name),
      );
      const base = slot?.relativeTo === undefined ? 0 : (values.get(slot.relativeTo) ?? 0);
      return fromEngine(stored + base, slot?.unit ?? "1");
    } catch {
      // It reads a state: no fixed level.
      return undefined;
    }
  };
  const guides: Guide[] = [];
  const compared = (tree: Tree): void => {
    if (tree.type === "logic") {
      compared(tree.left);
      compared(tree.right);
    } else if (tree.type === "compare" && tree.left.type === "name" && isState(tree.left.name)) {
      const value = level(tree.left.name, tree.right);
      if (value !== undefined) guides.push({ state: tree.left.name, value, type: "threshold" });
    }
  };
  compared(spike.when);
  for (const { name, tree } of spike.then) {
    const value = level(name, tree);
    if (value !== undefined) guides.push({ state: name, value, type: "reset" });
  }
  return guides;
}
