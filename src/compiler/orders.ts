/**
 * The two orders of a step. A step has index k and covers t_k to t_k + dt. In NEST's order arriving spikes are added before
 * the threshold test of the step that ends at their arrival, spikes carry the end of the step, and a refractory cell rests
 * for exactly t_ref; in Brian2's the test comes before the delivery, spikes carry the start, and the rest is one step shorter.
 *
 * @source NEST 3.10 behaviour and Brian2 2.5 default schedule; golden cases of both stand in e2e/reference
 */
import type { StepOrder } from "./network.ts";

export const orders: Readonly<Record<"nest" | "brian2", StepOrder>> = {
  nest: {
    name: "nest",
    phases: ["integrate", "deliver", "test", "reset", "record"],
    stampOffset: 1,
    holdOffset: 1,
    minDelay: 1,
    rounding: "up",
    crossing: "peak",
  },
  brian2: {
    name: "brian2",
    phases: ["record", "integrate", "test", "deliver", "reset"],
    stampOffset: 0,
    holdOffset: 0,
    minDelay: 0,
    rounding: "nearest",
    crossing: "level",
  },
};

/** Microseconds, the grain in which NEST reads times. */
const tics = (ms: number): number => Math.floor(1000 * ms + 0.5);

/** Steps of a run are counted in 32 bits: no run is longer, and what would come later never comes. */
export const mostSteps = 2 ** 31 - 1;
/** A rest longer than this never ends: the sum of a step and a rest has room in 32 bits. */
const longestHold = 2 ** 30;

/** A holding time in whole steps; less than none is none, and so is one that is not a number. */
export function holdSteps(order: StepOrder, ms: number, dt: number): number {
  const steps = order.rounding === "up" ? Math.ceil(tics(ms) / tics(dt)) : Math.round(ms / dt);
  return Math.min(longestHold, Math.max(0, steps || 0));
}

/** A delay in whole steps: the nearest, halves up; multiplying by steps per ms, since 0.15 / 0.1 is not 1.5 in floating point. */
export function delaySteps(order: StepOrder, ms: number, dt: number): number {
  return Math.max(
    order.minDelay,
    order.name === "nest" ? Math.floor(ms * (1000 / tics(dt)) + 0.5) : Math.round(ms / dt),
  );
}

/** The step in which a listed spike of time `ms` is found; off-grid times go up to the next grid point (NEST) or to the nearest. */
export function spikeStep(order: StepOrder, ms: number, dt: number): number {
  const grid = order.rounding === "up" ? Math.ceil(tics(ms) / tics(dt) - 1e-9) : Math.round(ms / dt);
  return grid - order.stampOffset;
}

/**
 * Times are n dt, never accumulated. A step that is a decimal, such as 0.1 ms, is a ratio of whole numbers here, so that
 * n dt is the double nearest to the true time and `t >= 0.3` means what it says.
 */
export function gridOf(dt: number): { numerator: number; denominator: number } {
  for (let denominator = 1; denominator <= 1e6; denominator *= 10) {
    const numerator = Math.round(dt * denominator);
    if (numerator > 0 && numerator / denominator === dt) return { numerator, denominator };
  }
  return { numerator: dt, denominator: 1 };
}

/** Time of a step [ms]. */
export function timeAt(dt: number, step: number): number {
  const { numerator, denominator } = gridOf(dt);
  return (step * numerator) / denominator;
}
