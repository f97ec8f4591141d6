/** Several threads on one network: who starts them, what each is told, and rows of synapses brought into their order. */
import {
  beginOf,
  emitThread,
  endOf,
  type Layout,
  type Network,
  type Projection,
  type ProjectionLayout,
} from "../compiler/index.ts";

/** What a thread needs, which runs `serve` on it. */
export interface Job {
  code: Uint8Array;
  memory: WebAssembly.Memory;
  /** Address of the word that says that a thread is lost, and of the one at which the first waits. */
  lost: number;
  arrived: number;
}

export interface Threads {
  /** In all, the one that asks among them. */
  count: number;
  /** @returns what stops the thread, wherever it is */
  start(job: Job): () => void;
}

/** The first thread's side of all. */
export interface Crew {
  readonly threads: number;
  /** Whether all threads have come up. */
  isThere(): boolean;
  run(step: number, count: number): number;
  flags(): number;
  /** Sends all others home. */
  leave(): void;
}

export function createCrew(network: Network, layout: Layout, memory: WebAssembly.Memory, threads: Threads): Crew {
  const { shares, ready, lost, arrived } = layout.threads as NonNullable<Layout["threads"]>;
  const words = new Int32Array(memory.buffer);
  const codeOf = (thread: number) => emitThread(network, layout, thread);
  const stops = Array.from({ length: shares.threads - 1 }, (_, k) =>
    threads.start({ code: codeOf(k + 1), memory, lost, arrived }),
  );
  const first = new WebAssembly.Instance(new WebAssembly.Module(codeOf(0) as BufferSource), { env: { memory } })
    .exports as Pick<Crew, "run" | "flags" | "leave">;
  let there = false;
  return {
    threads: shares.threads,
    isThere: () => (there ||= Atomics.load(words, ready / 4) === stops.length),
    run: first.run,
    flags: first.flags,
    leave() {
      first.leave();
      for (const stop of stops) stop();
    },
  };
}

/**
 * In a thread of its own: does its part of every step until it is sent home. It refers to nothing outside, so that its text is a
 * program of its own, for threads that have no bundle.
 */
export function serve({ code, memory, lost, arrived }: Job): void {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code as BufferSource), { env: { memory } });
    (exports["serve"] as () => void)();
  } catch (fault) {
    const words = new Int32Array(memory.buffer);
    Atomics.store(words, lost / 4, 1);
    Atomics.notify(words, arrived / 4);
    throw fault;
  }
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
  let places = new Uint32Array(1024);
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
    if (places.length < end - begin) places = new Uint32Array(2 * (end - begin));
    for (let pair = begin; pair < end; pair++) {
      const part = partOf(rows.targets[pair] as number);
      places[pair - begin] = next[part]!++;
    }
    for (const values of [rows.targets, ...rows.values]) {
      const old = values.slice(begin, end);
      for (let k = 0; k < old.length; k++) values[places[k] as number] = old[k] as number;
    }
  }
}
