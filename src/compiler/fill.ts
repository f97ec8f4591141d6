/**
 * Rows of projections with very many pairs, written by WebAssembly: about a hundred times as fast as pair by pair in JavaScript.
 * Each row draws from counters of its own. A pair has up to two random words: one for its target, where the rule draws with
 * replacement from the whole matrix, and one whose halves say which of 65 536 delays and weights it has (`quantiles.ts`).
 * Within a row a counting sort puts delays in order; pairs of one delay stay as they were drawn, or as the rule has put them.
 */
import { streamOf } from "../random/index.ts";
import { Module } from "../wasm/index.ts";
import type { Pairs } from "./connect.ts";
import { type Indices, indices, movable } from "./network.ts";
import { addWords } from "./runtime/philox.ts";

export interface Filling {
  node: string;
  seed: number;
  nPre: number;
  nPost: number;
  /** The cell itself is no target. */
  noSelf: boolean;
  /** Pairs that the rule has made, or how many are to be drawn from all, with replacement. */
  pairs: Pairs | number;
  /** For each of 65 536 equal chances, which of `kinds` delays. */
  classes: Uint16Array;
  kinds: number;
  /** For each of 65 536 equal chances, a weight. */
  codes: Int16Array | undefined;
}

/** Pairs between two reports. */
const chunk = 1 << 18;
/** Rows longer than this are for `connect`. */
export const longestRow = 1 << 22;

/**
 * @returns rows as in `Projection`, and the code of each pair's weight
 * @yields pairs that were made since the last report
 */
export function* fill(
  filling: Filling,
): Generator<number, { offsets: Uint32Array; targets: Indices; codes: Int16Array | undefined }> {
  const { nPre, nPost, kinds, pairs } = filling;
  const drawn = typeof pairs === "number";
  const total = drawn ? pairs : pairs.targets.length;
  let longest = 0;
  // No row that is drawn is ten deviations longer than the mean: the chance of one is below 1e-20.
  if (drawn) longest = Math.ceil(total / nPre + 10 * Math.sqrt(total / nPre) + 64);
  else for (let row = 0; row < nPre; row++) longest = Math.max(longest, lengthOf(pairs, row));

  let top = 64;
  const take = (bytes: number): number => {
    const at = top;
    top = Math.ceil((at + bytes) / 64) * 64;
    return at;
  };
  const room = Math.max(chunk, longest) + 64;
  const plan: Plan = {
    classes: take(2 * 65536),
    codes: take(2 * 65536),
    counts: take(4 * nPre),
    places: take(4 * kinds),
    targetWords: take(4 * room),
    valueWords: take(4 * room),
    given: take(4 * room),
    ends: take(4 * kinds * Math.min(nPre, room)),
    targets: take(4 * room),
    values: take(2 * room),
  };
  const pages = Math.ceil(top / 65536);
  const memory = new WebAssembly.Memory({ initial: pages });
  const code = new WebAssembly.Module(emitFill(filling, plan, pages) as BufferSource);
  const { count, row: fillRow } = new WebAssembly.Instance(code, { env: { memory } }).exports as {
    count(block: number, words: number): void;
    row(row: number, length: number, at: number, base: number, ends: number): void;
  };
  new Uint16Array(memory.buffer, plan.classes).set(filling.classes);
  if (filling.codes) new Int16Array(memory.buffer, plan.codes).set(filling.codes);

  let lengths: Uint32Array;
  if (drawn) {
    for (let done = 0; done < total; done += chunk) {
      count(done / chunk + 1, Math.min(chunk, total - done));
      if (done % (16 * chunk) === 0) yield 0;
    }
    lengths = new Uint32Array(memory.buffer, plan.counts, nPre);
  } else lengths = Uint32Array.from({ length: nPre }, (_, row) => lengthOf(pairs, row));

  const Targets = indices(nPost, 0).constructor as Uint16ArrayConstructor | Uint32ArrayConstructor;
  const offsets = new Uint32Array(movable(4 * (nPre * kinds + 1)), 0, nPre * kinds + 1);
  const targets = new Targets(movable(Targets.BYTES_PER_ELEMENT * total), 0, total);
  const codes = filling.codes && new Int16Array(movable(2 * total), 0, total);
  for (let row = 0, base = 0; row < nPre; ) {
    let [last, count] = [row, 0];
    while (last < nPre && (last === row || count + (lengths[last] as number) <= chunk)) {
      if (last - row === room) break;
      count += lengths[last++] as number;
    }
    if (!drawn) new Targets(memory.buffer, plan.given).set(pairs.targets.subarray(base, base + count));
    for (let each = row, at = 0; each < last; each++) {
      fillRow(each, lengths[each] as number, at, base, plan.ends + 4 * kinds * (each - row));
      at += lengths[each] as number;
    }
    offsets.set(new Uint32Array(memory.buffer, plan.ends, kinds * (last - row)), row * kinds + 1);
    targets.set(new Targets(memory.buffer, plan.targets, count), base);
    codes?.set(new Int16Array(memory.buffer, plan.values, count), base);
    row = last;
    base += count;
    yield count;
  }
  return { offsets, targets, codes };
}

const lengthOf = ({ offsets }: Pairs, row: number): number => (offsets[row + 1] as number) - (offsets[row] as number);

/** Addresses. */
interface Plan {
  classes: number;
  codes: number;
  /** Pairs of each row. */
  counts: number;
  /** Where the next pair of each delay goes. */
  places: number;
  targetWords: number;
  valueWords: number;
  /** Targets that the rule has made. */
  given: number;
  ends: number;
  targets: number;
  values: number;
}

function emitFill({ node, seed, nPre, nPost, noSelf, pairs, kinds, codes }: Filling, plan: Plan, pages: number) {
  const module = new Module();
  const words = addWords(module, seed, "step");
  const connect = streamOf(node, "connect");
  const scaled = (code: ReturnType<typeof module.declare>["code"], n: number) =>
    code.op("i64.extend_i32_u").i64(BigInt(n)).op("i64.mul").i64(32n).op("i64.shr_u").op("i32.wrap_i64");

  // count(block, words): so many pairs more, each in a row of its own choice.
  {
    const { code } = module.declare({ params: ["i32", "i32"], results: [] }, "count");
    const [at, place] = [code.local("i32"), code.local("i32")];
    code.i32(plan.targetWords).get(1).i32(0).i32(0).i32(connect).get(0).call(words);
    code.loop((again) => {
      code.get(at).mem("i32.load", plan.targetWords);
      scaled(code, nPre).i32(2).op("i32.shl").tee(place);
      code.get(place).mem("i32.load", plan.counts).i32(1).op("i32.add").mem("i32.store", plan.counts);
      code.get(at).i32(4).op("i32.add").tee(at).get(1).i32(2).op("i32.shl").op("i32.lt_u");
      again(true);
    });
  }

  // row(row, length, at, base, ends): pairs from `at` on in this chunk, which begins with pair `base`.
  const { code } = module.declare({ params: ["i32", "i32", "i32", "i32", "i32"], results: [] }, "row");
  const [row, length, first, base, ends] = [0, 1, 2, 3, 4];
  const [at, place, kind, sum, target] = [
    code.local("i32"),
    code.local("i32"),
    code.local("i32"),
    code.local("i32"),
    code.local("i32"),
  ];
  const [narrow, drawn, sorted] = [nPost <= 65536, typeof pairs === "number", kinds > 1];
  /** From the value word of the pair at hand to the place of its delay, in bytes of `places`. */
  const placeOf = () => {
    code.get(at).mem("i32.load", plan.valueWords).i32(16).op("i32.shr_u").i32(1).op("i32.shl");
    return code.mem("i32.load16_u", plan.classes).i32(2).op("i32.shl");
  };
  const eachPair = (body: () => void) => {
    code.i32(0).set(at);
    code.loop((again) => {
      body();
      code.get(at).i32(4).op("i32.add").tee(at).get(length).i32(2).op("i32.shl").op("i32.lt_u");
      again(true);
    });
  };
  code.get(length).if(() => {
    if (drawn) code.i32(plan.targetWords).get(length).i32(0).get(row).i32(connect).i32(0).call(words);
    if (sorted || codes)
      code.i32(plan.valueWords).get(length).i32(0).get(row).i32(streamOf(node, "pairs")).i32(0).call(words);
  });
  if (sorted) {
    code
      .i32(plan.places)
      .i32(0)
      .i32(4 * kinds)
      .fill();
    code.get(length).if(() =>
      eachPair(() => {
        placeOf().tee(place);
        code.get(place).mem("i32.load", plan.places).i32(1).op("i32.add").mem("i32.store", plan.places);
      }),
    );
  }
  // From how many of each delay to where the first of them goes.
  code.get(first).set(sum);
  if (sorted)
    code.loop((again) => {
      code.get(kind).mem("i32.load", plan.places).set(target);
      code.get(kind).get(sum).mem("i32.store", plan.places);
      code.get(sum).get(target).op("i32.add").set(sum);
      code.get(ends).get(kind).op("i32.add").get(sum).get(base).op("i32.add").mem("i32.store", 0);
      code
        .get(kind)
        .i32(4)
        .op("i32.add")
        .tee(kind)
        .i32(4 * kinds)
        .op("i32.lt_u");
      again(true);
    });
  else code.get(ends).get(first).get(length).op("i32.add").get(base).op("i32.add").mem("i32.store", 0);
  code.get(length).if(() =>
    eachPair(() => {
      if (drawn) {
        code.get(at).mem("i32.load", plan.targetWords);
        scaled(code, noSelf ? nPost - 1 : nPost);
        if (noSelf) code.tee(target).get(target).get(row).op("i32.ge_u").op("i32.add");
      } else {
        const shift = narrow ? 1 : 2;
        code.get(at).i32(2).op("i32.shr_u").get(first).op("i32.add").i32(shift).op("i32.shl");
        code.mem(narrow ? "i32.load16_u" : "i32.load", plan.given);
      }
      code.set(target);
      if (sorted) {
        placeOf().tee(kind).get(kind).mem("i32.load", plan.places).tee(place);
        code.i32(1).op("i32.add").mem("i32.store", plan.places);
      } else code.get(first).get(at).i32(2).op("i32.shr_u").op("i32.add").set(place);
      code
        .get(place)
        .i32(narrow ? 1 : 2)
        .op("i32.shl")
        .get(target);
      code.mem(narrow ? "i32.store16" : "i32.store", plan.targets);
      if (!codes) return;
      code.get(place).i32(1).op("i32.shl");
      code.get(at).mem("i32.load", plan.valueWords).i32(65535).op("i32.and").i32(1).op("i32.shl");
      code.mem("i32.load16_u", plan.codes).mem("i32.store16", plan.values);
    }),
  );
  return module.finish(pages);
}
