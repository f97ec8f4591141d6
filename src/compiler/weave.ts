/**
 * Lays rows of several projections side by side, piece by piece. Some ten million pieces of a few pairs each: in WebAssembly, by
 * blocks that stay in the cache, sixteen bytes at a time. What a copy writes too far, the next one overwrites.
 */
import { Module } from "../wasm/index.ts";

/** The pairs of a projection, as in `Projection`: where its pieces are among `lists`, whose numbers take two or four bytes. */
export interface Strand {
  offsets: Uint32Array;
  stride: number;
  lane: number;
  lists: readonly Whole[];
}

export type Whole = Uint16Array | Int16Array | Uint32Array;

/** Most pieces of a block, and how many pairs of a strand it has room for; more where one piece has more. */
const most = { pieces: 1 << 12, pairs: 1 << 15 };

/**
 * @param strands with as many pieces each
 * @param offsets Uint32Array(pieces * strands + 1), written
 * @param lists with room for the pairs of all strands, written
 */
export function weave(strands: readonly Strand[], offsets: Uint32Array, lists: readonly Whole[]): void {
  const pieces = (offsets.length - 1) / strands.length;
  const span = ({ offsets: own, stride, lane }: Strand, from: number, to: number): [number, number] => [
    own[from * stride + lane] as number,
    own[(to - 1) * stride + lane + 1] as number,
  ];
  let longest = most.pairs;
  for (const strand of strands)
    for (let piece = 0; piece < pieces; piece++) {
      const [begin, end] = span(strand, piece, piece + 1);
      longest = Math.max(longest, end - begin);
    }

  let top = 64;
  const take = (bytes: number): number => {
    const at = top;
    top = Math.ceil((at + bytes) / 64 + 1) * 64;
    return at;
  };
  const plan: Plan = {
    strands: strands.map(({ stride }) => ({
      stride,
      offsets: take(4 * (most.pieces * stride + 2)),
      lists: lists.map(({ BYTES_PER_ELEMENT: bytes }) => ({ bytes, at: take(bytes * longest) })),
    })),
    offsets: take(4 * most.pieces * strands.length),
    lists: lists.map(({ BYTES_PER_ELEMENT: bytes }) => ({ bytes, at: take(bytes * longest * strands.length) })),
  };
  const pages = Math.ceil(top / 65536);
  const memory = new WebAssembly.Memory({ initial: pages });
  const code = new WebAssembly.Module(emitWeave(plan, pages) as BufferSource);
  const run = new WebAssembly.Instance(code, { env: { memory } }).exports["weave"] as (
    count: number,
    next: number,
  ) => void;

  for (let piece = 0, next = 0; piece < pieces; ) {
    let count = Math.min(most.pieces, pieces - piece);
    const fits = (strand: Strand) => {
      const [begin, end] = span(strand, piece, piece + count);
      return end - begin <= longest;
    };
    while (!strands.every(fits)) count >>= 1;
    strands.forEach((strand, k) => {
      const { stride, lane } = strand;
      const [begin, end] = span(strand, piece, piece + count);
      const own = plan.strands[k] as Plan["strands"][number];
      const first = piece * stride + lane;
      new Uint32Array(memory.buffer, own.offsets).set(strand.offsets.subarray(first, first + (count - 1) * stride + 2));
      for (const [l, list] of strand.lists.entries())
        like(list, memory, own.lists[l]?.at as number).set(list.subarray(begin, end));
    });
    run(count, next);
    const rows = strands.length * count;
    offsets.set(new Uint32Array(memory.buffer, plan.offsets, rows), piece * strands.length + 1);
    const end = offsets[piece * strands.length + rows] as number;
    for (const [l, list] of lists.entries())
      list.set(like(list, memory, plan.lists[l]?.at as number).subarray(0, end - next), next);
    piece += count;
    next = end;
  }
}

const like = (list: Whole, { buffer }: WebAssembly.Memory, at: number): Whole =>
  list instanceof Uint32Array
    ? new Uint32Array(buffer, at)
    : list instanceof Int16Array
      ? new Int16Array(buffer, at)
      : new Uint16Array(buffer, at);

/** Addresses. */
interface Plan {
  strands: readonly { stride: number; offsets: number; lists: Lists }[];
  offsets: number;
  lists: Lists;
}
type Lists = readonly { bytes: number; at: number }[];

/** weave(pieces, number of the first pair): one block. */
function emitWeave(plan: Plan, pages: number): Uint8Array {
  const module = new Module();
  const { code } = module.declare({ params: ["i32", "i32"], results: [] }, "weave");
  const [pieces, next] = [0, 1];
  const local = () => code.local("i32");
  const [piece, to, base, begin, size, from, at, end] = [
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
  ];
  const firsts = plan.strands.map(({ offsets }) => {
    const first = local();
    code.i32(0).mem("i32.load", offsets).set(first);
    return first;
  });
  code.get(next).set(base);
  code.loop((again) => {
    plan.strands.forEach((strand, k) => {
      const offset = (which: number) =>
        code
          .get(piece)
          .i32(4 * strand.stride)
          .op("i32.mul")
          .mem("i32.load", strand.offsets + 4 * which);
      offset(0).set(begin);
      offset(1).get(begin).op("i32.sub").set(size);
      code.get(size).if(() => {
        plan.lists.forEach((list, l) => {
          const bytes = list.bytes === 2 ? 1 : 2;
          code
            .get(begin)
            .get(firsts[k] as number)
            .op("i32.sub")
            .i32(bytes)
            .op("i32.shl")
            .set(from);
          code.get(next).get(base).op("i32.sub").i32(bytes).op("i32.shl").tee(at);
          code.get(size).i32(bytes).op("i32.shl").op("i32.add").set(end);
          code.loop((more) => {
            code
              .get(at)
              .get(from)
              .mem("v128.load", strand.lists[l]?.at as number)
              .mem("v128.store", list.at);
            code.get(from).i32(16).op("i32.add").set(from);
            code.get(at).i32(16).op("i32.add").tee(at).get(end).op("i32.lt_u");
            more(true);
          });
        });
        code.get(next).get(size).op("i32.add").set(next);
      });
      code.get(to).get(next).mem("i32.store", plan.offsets);
      code.get(to).i32(4).op("i32.add").set(to);
    });
    code.get(piece).i32(1).op("i32.add").tee(piece).get(pieces).op("i32.lt_u");
    again(true);
  });
  return module.finish(pages);
}
