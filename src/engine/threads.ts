/** Several threads on one network: who starts them, what each is told, and rows of synapses brought into their order. */
import {
  beginOf,
  emitThread,
  endOf,
  type Layout,
  type Network,
  type Projection,
  type ProjectionLayout,
  sharedCost,
} from "../compiler/index.ts";
import type { Job } from "./serve.ts";

export interface Threads {
  /** In all, the one that asks among them. */
  count: number;
  /** @returns what stops the thread, wherever it is */
  start(job: Job): () => void;
  /** [ms]. With a clock at hand, threads are left out as long as one alone is found to be faster. */
  now?: () => number;
}

/** A thread came to an end in the middle of a step. The state is void until it is restored; the run then goes on with one thread. */
export class LostThread extends Error {}

/** The work of a step that makes one more thread worth its while [ns]: meeting takes about a third of a microsecond. */
const leastShare = 10_000;

/** Threads that gain something for a network, of `most`. */
export function threadsFor(network: Network, most: number): number {
  const work = most > 1 ? (sharedCost(network) ?? 0) : 0;
  return Math.max(1, Math.min(most, Math.floor(work / leastShare)));
}

/** What the engine's module does. */
export interface Runner {
  run(step: number, count: number): number;
  flags(): number;
}

/** The first thread's side of all. */
export interface Crew extends Runner {
  /** That take part, as long as that is faster. */
  readonly threads: number;
  /** Sends all others home. */
  leave(): void;
}

/** Starts threads, which take part as soon as all have come up; until then, and where that is faster, `alone` does all. */
export function createCrew(
  network: Network,
  layout: Layout,
  memory: WebAssembly.Memory,
  threads: Threads,
  alone: Runner,
): Crew {
  const { shares, ready, lost, arrived } = layout.threads as NonNullable<Layout["threads"]>;
  const words = new Int32Array(memory.buffer);
  const codeOf = (thread: number) => emitThread(network, layout, thread);
  const stops = Array.from({ length: shares.threads - 1 }, (_, k) =>
    threads.start({ code: codeOf(k + 1), memory, lost, arrived }),
  );
  const all = new WebAssembly.Instance(new WebAssembly.Module(codeOf(0) as BufferSource), { env: { memory } })
    .exports as unknown as Runner & Pick<Crew, "leave">;
  const choice = threads.now && createChoice(threads.now);
  let there = false;
  const isThere = (): boolean => (there ||= Atomics.load(words, ready / 4) === stops.length);
  let last = alone;
  return {
    get threads() {
      return isThere() && (choice?.better ?? 1) === 1 ? shares.threads : 1;
    },
    run(step, count) {
      if (!isThere()) return alone.run(step, count);
      const way = choice?.next() ?? 1;
      last = way === 1 ? all : alone;
      const work = () => last.run(step, count);
      return choice ? choice.timed(work) : work();
    },
    flags: () => last.flags(),
    leave() {
      all.leave();
      for (const stop of stops) stop();
    },
  };
}

/** Runs of which the first are for the browser to swap in optimised code, and the others are timed. */
const trial = { warm: 3, timed: 3 };
/** Of the time, for trying the slower way: a core that was busy may be free now. */
const trialShare = 1 / 20;

/** Which of two ways of doing a number of steps takes less time: both are tried, the slower one now and then. */
function createChoice(now: () => number) {
  /** [ms] a step. */
  const took: [number?, number?] = [];
  let better: 0 | 1 = 1;
  let way: 0 | 1 = 1;
  let runs = 0;
  let sum = { ms: 0, steps: 0 };
  let begunMs = now();
  let nextTrialMs = Number.POSITIVE_INFINITY;
  const turnTo = (to: 0 | 1): void => {
    if (to !== way) runs = 0;
    way = to;
    sum = { ms: 0, steps: 0 };
  };
  return {
    /** As far as is known: a trial changes nothing until its end. */
    get better() {
      return better;
    },
    next(): 0 | 1 {
      if (now() >= nextTrialMs) {
        begunMs = now();
        nextTrialMs = Number.POSITIVE_INFINITY;
        turnTo(better === 1 ? 0 : 1);
      }
      return way;
    },
    timed(work: () => number): number {
      const from = now();
      const steps = work();
      runs += 1;
      if (runs <= trial.warm || steps === 0) return steps;
      sum.ms += now() - from;
      sum.steps += steps;
      if (runs < trial.warm + trial.timed) return steps;
      took[way] = sum.ms / sum.steps;
      runs = trial.warm;
      const [alone, together] = took;
      if (alone === undefined || together === undefined) turnTo(alone === undefined ? 0 : 1);
      else {
        better = alone < together ? 0 : 1;
        turnTo(better);
        if (nextTrialMs === Number.POSITIVE_INFINITY) nextTrialMs = now() + (now() - begunMs) / trialShare;
      }
      return steps;
    },
  };
}

/**
 * Brings the pairs of each piece of a row into the order of the threads that their targets belong to, and writes down where each
 * thread's begin. A target's own pairs stay in their order, so that its additions do. Targets that ascend are in order already.
 */
export function divide(
  projection: Projection,
  own: ProjectionLayout,
  { at, cells }: { at: number; cells: readonly number[] },
  buffer: ArrayBufferLike,
): void {
  const { offsets, stride, targets, perPair } = projection;
  const count = targets.length;
  const pieces = (offsets.length - 1) / stride;
  const rows = {
    targets:
      own.targetBytes === 2 ? new Uint16Array(buffer, own.targets, count) : new Uint32Array(buffer, own.targets, count),
    values: perPair.flatMap(({ name }) => {
      const { address, packed } = own.perPair.get(name) ?? {};
      if (address === undefined) return [];
      return [packed ? new Int16Array(buffer, address, count) : new Float64Array(buffer, address, count)];
    }),
  };
  const cuts = new Uint32Array(buffer, at, cells.length * pieces);
  const next = new Uint32Array(cells.length + 1);
  const partOf = (target: number): number => {
    let part = 0;
    for (let k = 0; k < cells.length; k++) if (target >= (cells[k] as number)) part++;
    return part;
  };
  const lists = [rows.targets, ...rows.values];
  let places = new Uint32Array(0);
  let old = new Float64Array(0);
  for (let piece = 0; piece < pieces; piece++) {
    const [begin, end] = [beginOf(projection, piece), endOf(projection, piece)];
    next.fill(0);
    let last = 0;
    let inOrder = true;
    for (let pair = begin; pair < end; pair++) {
      const part = partOf(rows.targets[pair] as number);
      if (part < last) inOrder = false;
      last = part;
      next[part]! += 1;
    }
    let sum = begin;
    for (let part = 0; part < next.length; part++) {
      const own = next[part] as number;
      next[part] = sum;
      if (part > 0) cuts[piece * cells.length + part - 1] = sum;
      sum += own;
    }
    if (inOrder) continue;
    if (places.length < end - begin) {
      places = new Uint32Array(2 * (end - begin));
      old = new Float64Array(places.length);
    }
    for (let pair = begin; pair < end; pair++) {
      const part = partOf(rows.targets[pair] as number);
      places[pair - begin] = next[part]!++;
    }
    for (const values of lists) {
      for (let pair = begin; pair < end; pair++) old[pair - begin] = values[pair] as number;
      for (let k = 0; k < end - begin; k++) values[places[k] as number] = old[k] as number;
    }
  }
}
