/** Whole networks: simulated seconds a second of processor time, with the rates that show that the right network ran. */
import type { Simulation } from "../../engine/index.ts";
import type { Catalogue } from "../../kind/index.ts";
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
    /** How many times less processor time ours takes; absent for ours. */
    ratio?: Spread;
    note?: string;
  }[];
  rates: readonly { node: string; rate: number; expected: readonly [mean: number, sd: number]; fits: boolean }[];
}

/** Graphs differ: a rate fits within so many standard deviations between seeds, and a little for the width of the window. */
const deviations = 4;
const slack = 0.02;

export function measureNetwork(
  circuit: NetworkCircuit,
  peers: readonly Peer[],
  rounds: number,
  catalogue: Catalogue,
): NetworkRow {
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
  const contestants: Contestant[] = [
    {
      name: "Spikeboard, Node",
      turn() {
        ours.reset();
        return timed(() => runAndCount(ours, steps));
      },
    },
    ...peers.map(({ name, prepare }): Contestant => ({ name, turn: prepare(durationMs) })),
  ];
  const samples = takeTurns(contestants, rounds);
  const speed = (of: readonly Sample[], time: (sample: Sample) => number) =>
    spreadOf(of.map((sample) => durationMs / 1000 / time(sample)));
  const { populations, projections } = ours.network;
  return {
    name: circuit.name,
    source: circuit.source,
    cells: populations.reduce((sum, { family, n }) => sum + (family === "neuron" ? n : 0), 0),
    pairs: projections.reduce((sum, { targets }) => sum + targets.length, 0),
    compileMs: building.cpuS * 1000,
    contestants: contestants.map(({ name }, k) => {
      const own = samples[k] ?? [];
      const note = peers[k - 1]?.note;
      return {
        name,
        speed: speed(own, ({ cpuS }) => cpuS),
        wallSpeed: speed(own, ({ wallS }) => wallS),
        spikes: own.at(-1)?.spikes ?? 0,
        ...(k > 0 && { ratio: ratioOf(samples[0] ?? [], own) }),
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
