/**
 * What the run left behind, in typed arrays that double when full: a frame appends in time proportional to what is new.
 *
 * A rewind does not cut at once. Moving the cursor back leaves what lies ahead in view; only when the run goes on from there
 * is it void. Until then `pendingCut` remembers where.
 */
import type { Frame, NetworkSummary } from "../engine/index.ts";
import type { Past, Recordings } from "./types.ts";

/** Most spikes kept, and samples kept of one trace. When full, the oldest quarter goes. */
export const recordingLimits = { spikes: 20_000_000, samples: 4_000_000 };

const firstRoom = 1024;

/** What is kept up to a limit of its own. */
export type Kept = keyof typeof recordingLimits;

type Spikes = Recordings["spikes"];
type Trace = { count: number; times: Float64Array; values: Float32Array };

export interface Recorder {
  /** The arrays the views read. The object stays, its fields change. */
  recordings: Recordings;
  /** Takes in a frame. `from`: what lies at or after this time [ms] is void. Returns what had to let go of old data in this run. */
  append(frame: Frame, from?: number): ReadonlySet<Kept>;
  /**
   * Spikes numbered by one network get the numbers of the next; those of nodes that are gone go. Those of cells that are gone stay
   * for the rate that the population had, as does the number of its cells until `atMs`.
   */
  renumber(before: NetworkSummary, after: NetworkSummary, atMs: number): void;
  /** A new run; the present one becomes `last` unless it is empty. */
  reset(): void;
  /** Another circuit: nothing is kept. */
  clear(): void;
}

/** An empty recorder. `limits` are for tests. */
export function createRecorder(limits = recordingLimits): Recorder {
  let traces = new Map<string, Trace>();
  const levels = new Map<string, { values: Float32Array; held: Uint8Array }>();
  let past = new Map<string, Past>();
  /** Nodes that have lost cells: the place in this list, above `goneBase`, is the number of those cells. */
  const shrunk: string[] = [];
  const recordings: Recordings = { spikes: noSpikes(), traces, levels, past, fresh: noSpikes() };
  let full = new Set<Kept>();
  const startAnew = () => {
    traces = new Map();
    past = new Map();
    full = new Set();
    recordings.spikes = noSpikes();
    recordings.traces = traces;
    recordings.past = past;
    recordings.fresh = noSpikes();
  };
  return {
    recordings,
    append(frame, from) {
      if (from !== undefined) {
        recordings.spikes.count = firstAtOrAfter(recordings.spikes, from);
        for (const trace of traces.values()) trace.count = firstAtOrAfter(trace, from);
        // From here on the run has its present cells.
        for (const { sizes } of past.values()) for (const size of sizes) size.untilMs = Math.min(size.untilMs, from);
      }
      if (appendSpikes(recordings.spikes, frame.spikes, limits.spikes)) full.add("spikes");
      recordings.fresh = frame.spikes;
      for (const { node, variable, cells, times, values } of frame.traces) {
        for (const [column, cell] of cells.entries()) {
          const key = `${node}.${variable}.${cell}`;
          const trace = traces.get(key) ?? { count: 0, times: new Float64Array(0), values: new Float32Array(0) };
          traces.set(key, trace);
          if (appendSamples(trace, times, values, column, cells.length, limits.samples)) full.add("samples");
        }
      }
      for (const { node, values, held } of frame.levels) levels.set(node, { values, held });
      return full;
    },
    renumber(before, after, atMs) {
      const goneOf = (node: string): number => {
        const at = shrunk.indexOf(node);
        return goneBase + (at < 0 ? shrunk.push(node) - 1 : at);
      };
      for (const { node, n } of spikingOf(before)) {
        if (n === (nodeOf(after, node)?.n ?? n)) continue;
        const keep = (sizes: Map<string, Past>, untilMs: number): void => {
          const known = sizes.get(node) ?? { gone: goneOf(node), sizes: [] };
          sizes.set(node, known);
          known.sizes.push({ untilMs, n });
        };
        keep(past, atMs);
        // The run before had these cells to its end.
        if (recordings.last) keep(recordings.last.past as Map<string, Past>, Number.POSITIVE_INFINITY);
      }
      const number = numbering(before, after, goneOf, (gone) => nodeOf(after, shrunk[gone - goneBase] ?? ""));
      if (!number) return;
      renumberSpikes(recordings.spikes, number);
      recordings.fresh = noSpikes();
      if (recordings.last) renumberSpikes(recordings.last.spikes, number);
    },
    reset() {
      if (recordings.spikes.count > 0 || traces.size > 0) recordings.last = { spikes: recordings.spikes, traces, past };
      startAnew();
    },
    clear() {
      startAnew();
      levels.clear();
      delete recordings.last;
    },
  };
}

const noSpikes = (): Spikes => ({ count: 0, times: new Float64Array(0), cells: new Uint32Array(0) });

/** Index of the first entry at or after a time, by halving. */
function firstAtOrAfter({ count, times }: { count: number; times: Float64Array }, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes room for `more` entries. Returns true when the oldest had to go for it. */
function makeRoom<A extends Float32Array | Uint32Array>(
  list: { count: number; times: Float64Array },
  companion: A,
  more: number,
  limit: number,
  keep: (companion: A) => void,
): boolean {
  let dropped = false;
  if (list.count + more > limit) {
    const gone = Math.min(list.count, Math.max(Math.ceil(limit / 4), list.count + more - limit));
    list.times.copyWithin(0, gone, list.count);
    companion.copyWithin(0, gone, list.count);
    list.count -= gone;
    dropped = true;
  }
  if (list.count + more > list.times.length) {
    const room = Math.max(firstRoom, 2 * list.times.length, list.count + more);
    const times = new Float64Array(room);
    times.set(list.times.subarray(0, list.count));
    list.times = times;
    const grown = new (companion.constructor as new (length: number) => A)(room);
    grown.set(companion.subarray(0, list.count));
    keep(grown);
  }
  return dropped;
}

function appendSpikes(spikes: Spikes, { times, cells }: Frame["spikes"], limit: number): boolean {
  const skip = Math.max(0, times.length - limit);
  const more = times.length - skip;
  const dropped = makeRoom(spikes, spikes.cells, more, limit, (grown) => (spikes.cells = grown));
  spikes.times.set(times.subarray(skip), spikes.count);
  spikes.cells.set(cells.subarray(skip), spikes.count);
  spikes.count += more;
  return dropped;
}

/** One column of samples[k * width + column]. */
function appendSamples(
  trace: Trace,
  times: Float64Array,
  values: Float32Array,
  column: number,
  width: number,
  limit: number,
): boolean {
  const skip = Math.max(0, times.length - limit);
  const more = times.length - skip;
  const dropped = makeRoom(trace, trace.values, more, limit, (grown) => (trace.values = grown));
  trace.times.set(times.subarray(skip), trace.count);
  for (let k = 0; k < more; k++) trace.values[trace.count + k] = values[(skip + k) * width + column] as number;
  trace.count += more;
  return dropped;
}

/** Numbers from here on are of cells that their population no longer has. */
const goneBase = 0x8000_0000;
/** No node has this cell any more. */
const nowhere = 0xffff_ffff;

type Population = NetworkSummary["populations"][number];

const spikingOf = ({ populations }: NetworkSummary): Population[] => populations.filter(({ first }) => first >= 0);
const nodeOf = (network: NetworkSummary, node: string): Population | undefined =>
  spikingOf(network).find((population) => population.node === node);

/**
 * New number of each old one, or undefined when all stay as they are.
 *
 * @param goneOf the number of cells that a node loses
 * @param stays whether the node that lost the cells of such a number is still there
 */
function numbering(
  before: NetworkSummary,
  after: NetworkSummary,
  goneOf: (node: string) => number,
  stays: (gone: number) => unknown,
): ((cell: number) => number) | undefined {
  const spiking = spikingOf(before);
  const table = new Uint32Array(spiking.reduce((sum, { n }) => sum + n, 0)).fill(nowhere);
  for (const { node, n, first } of spiking) {
    const next = nodeOf(after, node);
    if (!next) continue;
    for (let cell = 0; cell < n; cell++) table[first + cell] = cell < next.n ? next.first + cell : goneOf(node);
  }
  if (table.every((number, cell) => number === cell)) return undefined;
  return (cell) => (cell >= goneBase ? (stays(cell) ? cell : nowhere) : (table[cell] ?? nowhere));
}

function renumberSpikes(spikes: Spikes, number: (cell: number) => number): void {
  let kept = 0;
  for (let at = 0; at < spikes.count; at++) {
    const cell = number(spikes.cells[at] as number);
    if (cell === nowhere) continue;
    spikes.times[kept] = spikes.times[at] as number;
    spikes.cells[kept++] = cell;
  }
  spikes.count = kept;
}
