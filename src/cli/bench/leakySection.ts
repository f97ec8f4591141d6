/**
 * Leaky cells alone, from one to hundreds of thousands, beside plain JavaScript: what a cell and step costs when nothing else
 * is to be done. Up to twenty cells both sides record every v in every step.
 */
import { createSimulation } from "../../engine/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import { leakyCells } from "./circuits.ts";
import { type Contestant, ratioOf, type Sample, type Spread, spreadOf, takeTurns, timed } from "./measure.ts";
import { compiled, fewCellsBatch, runAndCount } from "./ours.ts";
import { arrayCells, unrolledCells } from "./plain.ts";

export interface LeakyRow {
  cells: number;
  recorded: boolean;
  /** [ns] a cell and step. */
  ours: Spread;
  plain: Spread;
  /** How many times less time ours takes. */
  ratio: Spread;
  spikes: readonly [ours: number, plain: number];
}

export const sizes = [1, 5, 20, 1000, 4000, 40_000, 400_000] as const;
/** Cells and steps in a turn, and the most steps of it. */
const work = 2e7;
const mostSteps = 1e6;

export async function measureLeaky(cells: number, rounds: number, catalogue: Catalogue): Promise<LeakyRow> {
  const recorded = cells <= 20;
  const simulation = createSimulation(compiled(leakyCells(cells), catalogue));
  if (recorded)
    simulation.record([
      { population: 0, variable: "v", cells: Array.from({ length: cells }, (_, cell) => cell), every: 1 },
    ]);
  const plain = recorded ? unrolledCells(cells) : arrayCells(cells);
  const steps = Math.min(mostSteps, Math.max(50, Math.round(work / cells)));
  const few = fewCellsBatch(cells);
  const contestants: Contestant[] = [
    {
      name: "ours",
      turn: () => timed(() => (recorded ? runAndCount(simulation, steps, few, few) : runAndCount(simulation, steps))),
    },
    { name: "plain", turn: () => timed(() => plain.run(steps)) },
  ];
  // The first turn only warms up; it counts for the spikes all the same.
  const warming = await takeTurns(contestants, 1);
  const [a = [], b = []] = await takeTurns(contestants, rounds);
  const nsOf = (samples: readonly Sample[]) => spreadOf(samples.map(({ cpuS }) => (cpuS * 1e9) / steps / cells));
  const spikesOf = (k: number, samples: readonly Sample[]) =>
    [...(warming[k] ?? []), ...samples].reduce((sum, { spikes }) => sum + spikes, 0);
  return {
    cells,
    recorded,
    ours: nsOf(a),
    plain: nsOf(b),
    ratio: ratioOf(a, b),
    spikes: [spikesOf(0, a), spikesOf(1, b)],
  };
}
