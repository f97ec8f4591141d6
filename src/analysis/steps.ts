/** A family of current steps around the onset, and the potential under each: the first page of every electrophysiology paper. */
import type { Cell, Quantity } from "./cell.ts";
import { firingOf } from "./intervals.ts";
import type { Onset } from "./onset.ts";
import { probe } from "./probe.ts";

export interface StepFamily {
  currents: readonly number[];
  /** Unit of the currents. */
  unit: string;
  state: Quantity;
  /** [ms] from the start of the step; it ends at `stepMs`. */
  times: Float64Array;
  stepMs: number;
  /** The state under each current, and its spikes [ms]. */
  curves: readonly { values: Float32Array; spikes: readonly number[]; steadyHz: number }[];
}

const stepMs = 300;

/**
 * Five currents: one that pulls down, one far below the onset, one just below, one just above, one well above. Where a single
 * spike needs less than firing that goes on, there is one between the two.
 */
export function stepsAround({ onset, rheobase, highest, vanishing }: Onset): number[] {
  const figures = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(3)));
  if (onset !== undefined && rheobase !== undefined && !vanishing && rheobase > 0 && onset > 1.05 * rheobase)
    return figures([-0.5 * rheobase, 0.5 * rheobase, (rheobase + onset) / 2, 1.03 * onset, 1.6 * onset]);
  const edge = vanishing ? highest / 8 : (rheobase ?? onset ?? highest / 2);
  const size = edge === 0 ? highest / 2 : Math.abs(edge);
  const above = rheobase === undefined ? [0.5, 1] : [0.08, 0.8];
  return figures([-1.5, -0.5, -0.05, ...above].map((share) => edge + share * size));
}

export function* stepFamily(cell: Cell, currents: readonly number[]): Generator<number, StepFamily> {
  const state = cell.states[0] ?? { name: "v", unit: "mV" };
  const { times, answers } = yield* probe(cell, {
    currents,
    settleMs: 200,
    stepMs,
    tailMs: 100,
    record: [state.name],
    everyMs: Math.max(cell.dt, 0.1),
  });
  // What settles before is not drawn, but for a little of the rest.
  const from = times.findIndex((time) => time >= -40);
  return {
    currents,
    unit: cell.input?.unit ?? "1",
    state,
    times: times.slice(from),
    stepMs,
    curves: answers.map(({ traces, spikes }) => ({
      values: (traces.get(state.name) as Float32Array).slice(from),
      spikes: spikes.filter((time) => time > -40),
      steadyHz: firingOf(spikes, stepMs).steadyHz,
    })),
  };
}
