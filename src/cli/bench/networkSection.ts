/** Whole networks: simulated seconds a second of processor time, with the rates that show that the right network ran. */
import { setTimeout } from "node:timers/promises";
import type { Network } from "../../compiler/index.ts";
import type { Simulation } from "../../engine/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import { nodeThreads } from "../threads.ts";
import type { Chromium } from "./chromium.ts";
import type { NetworkCircuit } from "./circuits.ts";
import { type Contestant, ratioOf, type Sample, type Spread, spreadOf, takeTurns, timed } from "./measure.ts";
import { compiled, ratesOf, runAndCount, warm } from "./ours.ts";
import type { Peer } from "./peers.ts";

export interface NetworkRow {
  name: string;
  source: string;
  cells: number;
  pairs: number;
  /** Processor time from the graph to a network in memory [ms]. */
  compileMs: number;
  /** By contestant, ours first. */
  contestants: readonly {
    name: string;
    /** Simulated seconds a second of processor time. */
    speed: Spread;
    /** The same of the clock on the wall. */
    wallSpeed: Spread;
    spikes: number;
    /** How many times less processor time ours takes in Node; absent for ours. */
    ratio?: Spread;
    /** The same in Chromium. */
    chromiumRatio?: Spread;
    /** Of our own engine: its spikes must be those of Node. */
    same: boolean;
    note?: string;
  }[];
  rates: readonly { node: string; rate: number; expected: readonly [mean: number, sd: number]; fits: boolean }[];
}

/** Graphs differ: a rate fits within so many standard deviations between seeds, and a little for the width of the window. */
const deviations = 4;
const slack = 0.02;

export async function measureNetwork(
  key: string,
  circuit: NetworkCircuit,
  peers: readonly Peer[],
  rounds: number,
  catalogue: Catalogue,
  chromium: Chromium | undefined,
  threads = 1,
): Promise<NetworkRow> {
  const { graph, durationMs, expected } = circuit;
  let simulation: Simulation | undefined;
  const building = timed(() => {
    simulation = warm(compiled(graph, catalogue), 0);
    return 0;
  });
  if (!simulation) throw new Error("nothing was compiled");
  const ours = simulation;
  const rates = ratesOf(ours, expected.fromMs, durationMs);
  const steps = Math.round(durationMs / graph.dt);
  const inChromium = await chromium?.prepare(key);
  const several = threads > 1 ? await onThreads(compiled(graph, catalogue), threads) : undefined;
  const contestants: (Contestant & { same: boolean; note?: string })[] = [
    {
      name: "Spikeboard, Node",
      same: true,
      turn() {
        ours.reset();
        return timed(() => runAndCount(ours, steps));
      },
    },
    ...(inChromium ? [{ name: "Spikeboard, Chromium", same: true, turn: inChromium }] : []),
    ...(several
      ? [
          {
            name: `Spikeboard, Node, ${threads} threads`,
            same: true,
            turn() {
              several.reset();
              return timed(() => runAndCount(several, steps));
            },
          },
        ]
      : []),
    ...peers.map(({ name, note, prepare }) => ({
      name,
      same: false,
      turn: prepare(durationMs),
      ...(note && { note }),
    })),
  ];
  const samples = await takeTurns(contestants, rounds);
  several?.release();
  const speed = (of: readonly Sample[], time: (sample: Sample) => number) =>
    spreadOf(of.map((sample) => durationMs / 1000 / time(sample)));
  const { populations, projections } = ours.network;
  return {
    name: circuit.name,
    source: circuit.source,
    cells: populations.reduce((sum, { family, n }) => sum + (family === "neuron" ? n : 0), 0),
    pairs: projections.reduce((sum, { targets }) => sum + targets.length, 0),
    compileMs: building.cpuS * 1000,
    contestants: contestants.map(({ name, same, note }, k) => {
      const own = samples[k] ?? [];
      return {
        name,
        same,
        speed: speed(own, ({ cpuS }) => cpuS),
        wallSpeed: speed(own, ({ wallS }) => wallS),
        spikes: own.at(-1)?.spikes ?? 0,
        ...(k > 0 && { ratio: ratioOf(samples[0] ?? [], own) }),
        ...(!same && inChromium && { chromiumRatio: ratioOf(samples[1] ?? [], own) }),
        ...(note && { note }),
      };
    }),
    rates: Object.entries(expected.rates).map(([node, range]) => {
      const rate = rates.get(node) ?? Number.NaN;
      const [mean, sd] = range;
      return { node, rate, expected: range, fits: Math.abs(rate - mean) <= deviations * sd + slack * mean };
    }),
  };
}

/** All of whose threads have come up, or nothing where the network keeps to one. */
async function onThreads(network: Network, count: number): Promise<Simulation | undefined> {
  const simulation = warm(network, 0, nodeThreads(count));
  if (!simulation.layout.threads) return undefined;
  while (simulation.threads < count) await setTimeout(5);
  return simulation;
}
