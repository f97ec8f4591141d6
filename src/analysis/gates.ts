/**
 * Channel gates: states without a unit whose equation is linear in themselves, dx/dt = (x_inf(v) - x) / tau_x(v), with x_inf
 * between 0 and 1. Read off the form of the equations, so that it holds for a gate of any name.
 * @source Hodgkin & Huxley (1952), J. Physiol. 117, 500-544, equations 7 to 16 and figures 4, 5, 7 to 10
 */
import { conditionallyLinear, dependsOnAny, functionOf, toEngine } from "../expression/index.ts";
import type { Cell, Quantity } from "./cell.ts";
import { probe } from "./probe.ts";
import { systemOf } from "./system.ts";

export interface Gate {
  name: string;
  /** Over `Gates.levels`. */
  steady: Float64Array;
  /** [ms] */
  tau: Float64Array;
}

export interface Gates {
  v: Quantity;
  /** Values of v at which the curves are given, equally far apart. */
  levels: Float64Array;
  gates: readonly Gate[];
  /** One spike: times [ms] from its peak, v, and each gate in the order of `gates`. Absent when it does not fire. */
  spike?: { times: Float64Array; v: Float32Array; gates: readonly Float32Array[] };
}

const points = 181;
const runMs = 200;

/**
 * @param current one that makes it fire, in the unit of the input
 * @returns undefined when it has no gates
 */
export function* channelGates(cell: Cell, current: number): Generator<number, Gates | undefined> {
  const system = systemOf(cell, 0);
  const [v] = cell.states;
  if (!system || !v) return undefined;
  const others = cell.states.slice(1);
  const range: readonly [number, number] = v.unit === "mV" ? [-100, 60] : [-2, 2];
  const levels = Float64Array.from({ length: points }, (_, k) => range[0] + ((range[1] - range[0]) * k) / (points - 1));
  const names = new Set(cell.states.map(({ name }) => name));
  const gates = others.flatMap(({ name, unit }, k): Gate[] => {
    const linear = unit === "1" ? conditionallyLinear(system.trees[k + 1] as never, name) : null;
    const elsewhere = new Set([...names].filter((other) => other !== v.name));
    if (!linear || dependsOnAny(linear.a, elsewhere) || dependsOnAny(linear.b, elsewhere)) return [];
    const constant = (wanted: string): number | undefined => system.constants.get(wanted);
    const [a, b] = [functionOf(linear.a, [v.name], constant), functionOf(linear.b, [v.name], constant)];
    const at = [...levels].map((level) => [toEngine(level, v.unit)]);
    const steady = Float64Array.from(at, (point) => -b(point) / a(point));
    const tau = Float64Array.from(at, (point) => -1 / a(point));
    const inside = steady.every((value) => value >= -1e-6 && value <= 1 + 1e-6) && tau.every((value) => value > 0);
    return inside ? [{ name, steady, tau }] : [];
  });
  if (gates.length === 0) return undefined;
  const record = [v.name, ...gates.map(({ name }) => name)];
  const { times, answers } = yield* probe(cell, { currents: [current], settleMs: 100, stepMs: runMs, record });
  const { traces, spikes: train } = answers[0] ?? { traces: new Map<string, Float32Array>(), spikes: [] };
  const spikes = train.filter((time) => time > 0);
  const trace = traces.get(v.name);
  // Not the first: that one starts from rest and not from where the spike before left the gates.
  const mark = spikes.length > 2 ? spikes.at(-2) : spikes[0];
  if (mark === undefined || !trace) return { v, levels, gates };
  let peak = times.findIndex((time) => time >= mark - 2);
  const until = times.findLastIndex((time) => time <= mark + 2);
  for (let k = peak; k <= until; k++) if ((trace[k] as number) > (trace[peak] as number)) peak = k;
  const from = Math.max(
    0,
    times.findIndex((time) => time >= (times[peak] as number) - 5),
  );
  const end = Math.min(times.length, times.findLastIndex((time) => time <= (times[peak] as number) + 15) + 1);
  return {
    v,
    levels,
    gates,
    spike: {
      times: times.slice(from, end).map((time) => time - (times[peak] as number)),
      v: trace.slice(from, end),
      gates: gates.map(({ name }) => (traces.get(name) as Float32Array).slice(from, end)),
    },
  };
}
