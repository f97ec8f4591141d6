/**
 * Steps of current into copies of a cell, many at once: one run of n cells costs little more than a run of one. Every
 * analysis here is a generator that yields the share of its work that is done, so that whoever runs it can stop it, wait,
 * or show how far it is.
 */
import { createSimulation } from "../engine/index.ts";
import { toEngine } from "../expression/index.ts";
import { type Cell, driven } from "./cell.ts";

export interface Protocol {
  /** One copy for each, in the unit of the input. */
  currents: readonly number[];
  /** Without current, before the step [ms]. */
  settleMs: number;
  stepMs: number;
  /** Without current, after it [ms]. */
  tailMs?: number;
  /** States to record. */
  record?: readonly string[];
  /** [ms]; absent: every step. */
  everyMs?: number;
}

export interface Answer {
  current: number;
  /** Spike times [ms] from the start of the step; negative while it settles. */
  spikes: readonly number[];
  /** Recorded states by name, in their units, at `times`. */
  traces: ReadonlyMap<string, Float32Array>;
}

export interface Answers {
  /** Of the samples [ms], from the start of the step. */
  times: Float64Array;
  answers: readonly Answer[];
}

/** Work between two yields, in steps of cells; some milliseconds for any kind. */
const piece = 12_000;

export function* probe(cell: Cell, protocol: Protocol): Generator<number, Answers> {
  const { currents, settleMs, stepMs, tailMs = 0, record = [], everyMs } = protocol;
  const { dt } = cell;
  const n = currents.length;
  const simulation = createSimulation(driven(cell, currents, settleMs, settleMs + stepMs));
  const cells = currents.map((_, k) => k);
  const every = Math.max(1, Math.round((everyMs ?? dt) / dt));
  simulation.record(record.map((variable) => ({ population: 0, variable, cells, every })));
  const spikes: number[][] = currents.map(() => []);
  const times: number[] = [];
  const samples = record.map(() => [] as number[]);
  const first = simulation.layout.populations[0]?.first ?? 0;
  const steps = Math.round((settleMs + stepMs + tailMs) / dt);
  const atOnce = Math.max(1, Math.floor(piece / n));
  while (simulation.step < steps) {
    simulation.run(Math.min(atOnce, steps - simulation.step));
    const found = simulation.takeSpikes();
    for (let k = 0; k < found.times.length; k++)
      spikes[(found.cells[k] as number) - first]?.push((found.times[k] as number) - settleMs);
    simulation.takeSamples().forEach((group, at) => {
      if (at === 0) for (const time of group.times) times.push(time - settleMs);
      for (const value of group.values) samples[at]?.push(value);
    });
    yield simulation.step / steps;
  }
  return {
    times: Float64Array.from(times),
    answers: currents.map((current, k) => ({
      current,
      spikes: spikes[k] as number[],
      traces: new Map(
        record.map((name, at) => [
          name,
          Float32Array.from({ length: times.length }, (_, sample) => samples[at]?.[sample * n + k] as number),
        ]),
      ),
    })),
  };
}

/** A generator's progress as a part of a larger one: from `from` to `to`. */
export function* share<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** To the end, at once: for tests and the terminal. */
export function finish<T>(work: Generator<number, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * The largest current worth trying, in the unit of the input: it would move the membrane by 100 mV in a millisecond (or a
 * number without unit by 100), more than any cell can resist.
 */
export function largestCurrent({ gain, states }: Cell): number {
  const fast = states[0]?.unit === "1" ? 100 : 100 / toEngine(1, states[0]?.unit ?? "1");
  return gain !== 0 ? Math.abs(fast / gain) : 1e4;
}
