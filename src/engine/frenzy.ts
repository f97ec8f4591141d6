/**
 * Cells that fire ever faster: a reset that leads back to the threshold, or one that lowers the recovery it should raise, has no
 * solution in ever finer steps. Found by the recorded spikes alone, whichever engine made them, once they are taken from it.
 */
import type { Population } from "../compiler/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import { engineMessages } from "./messages.ts";
import type { Simulation, Spikes } from "./simulation.ts";

/** Spikes of a cell in a millisecond; the fastest axons manage one. */
export const mostInMs = 10;

export interface Frenzy {
  /** There are cells that may fire so fast: with steps of a tenth of a millisecond none can. */
  readonly watches: boolean;
  /** @returns what forbids going on: the first cell with more spikes in one millisecond */
  look(spikes: Spikes): Diagnostic | undefined;
}

/**
 * Whether a population can fire so fast, and it would mean something: cells with a membrane potential that is reset. A model in plain
 * numbers has no milliseconds of its own, and a source of spikes may stand for a thousand cells.
 */
const mayRage = ({ type, family, states, spike, rule }: Population, dt: number): boolean =>
  type === "cells" &&
  family === "neuron" &&
  spike?.type === "threshold" &&
  (rule?.then ?? []).length > 0 &&
  states.some(({ voltage }) => voltage) &&
  (dt * mostInMs < 1 - 1e-9 || spike.substep === true);

export function createFrenzy({ network, layout }: Pick<Simulation, "network" | "layout">): Frenzy {
  const watched = network.populations.flatMap((population, index) => {
    const first = layout.populations[index]?.first ?? -1;
    if (first < 0 || !mayRage(population, network.dt)) return [];
    const { n } = population;
    return [{ population, first, end: first + n, ms: new Int32Array(n).fill(-1), counts: new Uint8Array(n) }];
  });
  if (watched.length === 0) return { watches: false, look: () => undefined };
  return {
    watches: true,
    look({ times, cells }) {
      for (let k = 0; k < times.length; k++) {
        const cell = cells[k] as number;
        for (const { population, first, end, ms, counts } of watched) {
          if (cell < first || cell >= end) continue;
          const own = cell - first;
          // A time on the grid may be a last bit below the millisecond that it is meant to be.
          const now = Math.floor((times[k] as number) + 1e-9);
          if (ms[own] !== now) {
            ms[own] = now;
            counts[own] = 0;
          }
          counts[own]!++;
          if (counts[own] === mostInMs + 1)
            return engineMessages.frenzy(population.node, population.label, own, times[k] as number, mostInMs);
        }
      }
      return undefined;
    },
  };
}
