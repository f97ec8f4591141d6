/** What the session is told of a network: populations, projections, present levels, pairs. */
import { beginOf, endOf, type Network, stepNotes } from "../compiler/index.ts";
import { fromEngine } from "../expression/index.ts";
import type { Frame, NetworkSummary, Reply } from "./protocol.ts";
import type { Simulation } from "./simulation.ts";

export function summarize(simulation: Simulation): NetworkSummary {
  const { network, layout } = simulation;
  return {
    populations: network.populations
      .map((population, index) => ({
        node: population.node,
        n: population.n,
        first: simulation.hears(index) ? (layout.populations[index]?.first ?? -1) : -1,
        states: [
          ...population.states.map(({ name, unit }) => ({ name, unit })),
          ...(population.family === "current" && population.output
            ? [{ name: "i", unit: population.outputUnit ?? "1" }]
            : []),
        ],
        method: population.method,
        notes: stepNotes(population),
      }))
      .filter((_, index) => network.populations[index]?.type === "cells"),
    pairs: network.populations.flatMap(({ node, type, n, states }) =>
      type === "pairs" && states.length > 0
        ? [{ node, n, states: states.map(({ name, unit }) => ({ name: name.slice(node.length + 1), unit })) }]
        : [],
    ),
    projections: network.projections.map((projection) => ({
      node: projection.node,
      pre: network.populations[projection.pre]?.node ?? "",
      post: network.populations[projection.post]?.node ?? "",
      pairs: projection.size,
      bytes:
        Math.ceil(projection.offsets.byteLength / projection.stride) +
        projection.size *
          projection.perPair.reduce(
            (sum, { values }) => sum + values.BYTES_PER_ELEMENT,
            projection.targets.BYTES_PER_ELEMENT,
          ),
    })),
    threads: layout.threads?.shares.threads ?? 1,
    bytes: layout.bytes,
    dtMs: network.dt,
  };
}

export const populationOf = (network: Network, node: string): number =>
  network.populations.findIndex((population) => population.node === node && population.type === "cells");

/** Where a variable that is to be recorded lives: of cells under its own name, of pairs with their node's name in front. */
export function recordedIn(
  network: Network,
  node: string,
  variable: string,
): { population: number; variable: string } | undefined {
  const cells = populationOf(network, node);
  const own = network.populations[cells];
  if (own?.states.some(({ name }) => name === variable) || (own?.family === "current" && own.output !== undefined))
    return { population: cells, variable };
  const name = `${node}.${variable}`;
  const pairs = network.populations.findIndex((each) => each.node === node && each.type === "pairs");
  if (network.populations[pairs]?.states.some((state) => state.name === name))
    return { population: pairs, variable: name };
  return undefined;
}

const mostLevels = 400;

/** First state of up to 400 cells, or the highest of each of 400 blocks. */
export function levelsOf(simulation: Simulation, nodes: readonly string[]): Frame["levels"] {
  return nodes.flatMap((node) => {
    const index = populationOf(simulation.network, node);
    const population = simulation.network.populations[index];
    const state = population?.states[0];
    if (!population || !state) return [];
    const scale = fromEngine(1, state.unit);
    const all = simulation.state(index, state.name);
    const shown = Math.min(population.n, mostLevels);
    const values = new Float32Array(shown);
    const held = new Uint8Array(shown);
    for (let k = 0; k < shown; k++) {
      const [from, to] = [Math.floor((k * population.n) / shown), Math.floor(((k + 1) * population.n) / shown)];
      let highest = all[from] as number;
      let resting = 0;
      for (let cell = from; cell < to; cell++) {
        highest = Math.max(highest, all[cell] as number);
        if (simulation.held(index, cell)) resting = 1;
      }
      values[k] = highest * scale;
      held[k] = resting;
    }
    return [{ node, values, held }];
  });
}

/** Present weights of all pairs, in engine units, where they are a state that starts at the weight. */
function learnedWeights(simulation: Simulation, node: string): Float64Array | undefined {
  const index = simulation.network.populations.findIndex((each) => each.node === node && each.type === "pairs");
  const starts = simulation.network.populations[index]?.start ?? [];
  const state = starts.find(({ tree }) => tree.type === "name" && tree.name === `${node}.weight`)?.state;
  return state === undefined ? undefined : simulation.state(index, state);
}

/** Pairs of a synapse node, all of them or an even selection of `limit`. */
export function pairsOf(
  simulation: Simulation,
  node: string,
  limit: number,
): Omit<Extract<Reply, { type: "pairs" }>, "type" | "id"> {
  const { network } = simulation;
  const projection = network.projections.find((each) => each.node === node);
  const empty = {
    node,
    total: 0,
    nPre: 0,
    nPost: 0,
    pre: new Uint32Array(0),
    post: new Uint32Array(0),
    weight: new Float64Array(0),
    delayMs: new Float64Array(0),
  };
  if (!projection) return empty;
  const total = projection.size;
  const stride = strideOf(total, limit, network.populations[projection.post]?.n ?? 1);
  const count = Math.ceil(total / stride);
  const pre = new Uint32Array(count);
  const post = new Uint32Array(count);
  const weight = new Float64Array(count);
  const delayMs = new Float64Array(count);
  const drawn = projection.perPair.find(({ name }) => name.endsWith(".weight"));
  const slot = network.populations
    .flatMap(({ parameters }) => parameters)
    .find((each) => each.node === node && each.parameter === "weight");
  const scale = slot ? fromEngine(1, slot.unit) : 1;
  const learned = learnedWeights(simulation, node);
  const start = new Float64Array(learned ? count : 0);
  const kinds = projection.delays.length;
  let [piece, end] = [0, endOf(projection, 0) - beginOf(projection, 0)];
  for (let k = 0; k < count; k++) {
    while (end <= k * stride) {
      piece += 1;
      end += endOf(projection, piece) - beginOf(projection, piece);
    }
    const pair = endOf(projection, piece) - end + k * stride;
    pre[k] = Math.floor(piece / kinds);
    post[k] = projection.targets[pair] as number;
    const own = drawn && (drawn.values[pair] as number) * drawn.scale;
    const given = (own ?? slot?.values[slot.values.length === 1 ? 0 : pair] ?? 0) * scale;
    weight[k] = learned ? (learned[pair] as number) * scale : given;
    if (learned) start[k] = given;
    delayMs[k] = (projection.delays[piece % kinds] as number) * network.dt;
  }
  return {
    node,
    total,
    nPre: network.populations[projection.pre]?.n ?? 0,
    nPost: network.populations[projection.post]?.n ?? 0,
    pre,
    post,
    weight,
    ...(learned ? { start } : {}),
    delayMs,
  };
}

/** Every how many pairs one is told, so that no more than `limit` are: prime to the targets, or the same columns of W would always be left out. */
function strideOf(total: number, limit: number, targets: number): number {
  let stride = Math.max(1, Math.ceil(total / limit));
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  while (stride > 1 && divisor(stride, targets) > 1) stride += 1;
  return stride;
}
