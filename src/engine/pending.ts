/**
 * Results taken from the engine and not sent yet, as the typed arrays in which they came: mostly there is one of each a frame,
 * which then goes out without a copy.
 */
import type { Frame } from "./protocol.ts";
import type { Simulation, Spikes } from "./simulation.ts";

interface Trace {
  node: string;
  variable: string;
  cells: readonly number[];
  parts: { times: Float64Array; values: Float32Array }[];
}

export interface Pending {
  /** Takes over all that the engine has recorded. @returns the spikes among it */
  add(simulation: Simulation): Spikes;
  /** All of it, for a frame; nothing is pending then. */
  take(): Pick<Frame, "spikes" | "traces">;
  forget(): void;
  /** Drops what is stamped `endMs` or later. */
  cut(endMs: number): void;
  /** The last spike of cells `first` to `last`, ends included, counted through all populations. */
  lastSpike(first: number, last: number): { timeMs: number; cell: number } | undefined;
}

export function createPending(): Pending {
  let spikes: Spikes[] = [];
  const traces = new Map<string, Trace>();

  const forget = (): void => {
    spikes = [];
    traces.clear();
  };

  return {
    forget,
    add(simulation) {
      const more = simulation.takeSpikes();
      if (more.times.length > 0) spikes.push(more);
      for (const { request, times, values } of simulation.takeSamples()) {
        if (times.length === 0) continue;
        const { cells } = request;
        const { node = "", type } = simulation.network.populations[request.population] ?? {};
        // Pairs carry the name of their node before that of the variable.
        const variable = type === "pairs" ? request.variable.slice(node.length + 1) : request.variable;
        const key = `${node}.${variable}.${cells.join()}`;
        const trace = traces.get(key) ?? { node, variable, cells, parts: [] };
        trace.parts.push({ times, values: new Float32Array(values) });
        traces.set(key, trace);
      }
      return more;
    },
    take() {
      const taken = {
        spikes: {
          times: joined(
            spikes.map(({ times }) => times),
            (length) => new Float64Array(length),
          ),
          cells: joined(
            spikes.map(({ cells }) => cells),
            (length) => new Uint32Array(length),
          ),
        },
        traces: [...traces.values()].flatMap(({ node, variable, cells, parts }) => {
          const times = joined(
            parts.map(({ times }) => times),
            (length) => new Float64Array(length),
          );
          const values = joined(
            parts.map(({ values }) => values),
            (length) => new Float32Array(length),
          );
          return times.length > 0 ? [{ node, variable, cells, times, values }] : [];
        }),
      };
      forget();
      return taken;
    },
    cut(endMs) {
      const kept = (times: Float64Array): number => times.findLastIndex((time) => time < endMs) + 1;
      spikes = spikes.map(({ times, cells }) => {
        const count = kept(times);
        return { times: times.subarray(0, count), cells: cells.subarray(0, count) };
      });
      for (const { cells, parts } of traces.values())
        for (const part of parts) {
          const count = kept(part.times);
          part.times = part.times.subarray(0, count);
          part.values = part.values.subarray(0, count * cells.length);
        }
    },
    lastSpike(first, last) {
      for (const { times, cells } of spikes.toReversed()) {
        const at = cells.findLastIndex((cell) => cell >= first && cell <= last);
        if (at >= 0) return { timeMs: times[at] as number, cell: cells[at] as number };
      }
      return undefined;
    },
  };
}

/** One after another. A single array that owns its buffer from end to end goes as it is: the buffer can be transferred. */
function joined<T extends Float32Array | Float64Array | Uint32Array>(
  parts: readonly T[],
  make: (length: number) => T,
): T {
  const [only] = parts;
  if (only && parts.length === 1 && only.byteLength === only.buffer.byteLength) return only;
  const joint = make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joint.set(part, at);
    at += part.length;
  }
  return joint;
}
