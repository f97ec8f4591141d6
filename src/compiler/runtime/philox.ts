/**
 * Philox for four neighbouring elements at a time: the same numbers as `random/philox.ts`. What the four
 * share (step, stream, block, and what the first rounds make of them) is computed once, before the loop over elements.
 */
import { keyOf, philoxConstants } from "../../random/index.ts";
import type { Code, Module } from "../../wasm/index.ts";

/** A counter word: one number for all elements, or a vector of four. */
interface Word {
  wide: boolean;
  local: number;
}

export interface FourDraws {
  /** Locals with word 0, 1 and so on of each of the four draws, after `emit`. */
  words: readonly number[];
  /** In the loop: draws for elements `first` to `first + 3`. */
  emit: () => void;
}

/**
 * @param step index of the global that holds the present step
 * @param first local (i32) with the first of the four elements, in the loop
 * @param stream puts the stream on the stack, and `block` the block
 * @param count how many of the four words of a draw are asked for
 */
export function drawFour(
  code: Code,
  step: number,
  seed: number,
  first: number,
  stream: () => void,
  block: () => void,
  count: 2 | 4,
): FourDraws {
  const { m0, m1, w0, w1, rounds } = philoxConstants;
  const [low, high] = keyOf(seed);
  const inside: (() => void)[] = [];
  const narrow = (emit: () => void): Word => {
    const local = code.local("i32");
    emit();
    code.set(local);
    return { wide: false, local };
  };
  const wide = (emit: () => void): Word => {
    const local = code.local("v128");
    inside.push(() => {
      emit();
      code.set(local);
    });
    return { wide: true, local };
  };
  const splat = ({ local }: Word): number => {
    const all = code.local("v128");
    code.get(local).v("i32x4.splat").set(all);
    return all;
  };
  const factors = new Map(
    [m0, m1].map((m): [number, number] => {
      const local = code.local("v128");
      code.i32(m).v("i32x4.splat").set(local);
      return [m, local];
    }),
  );

  /** High and low words of the 64-bit product. */
  const multiply = (word: Word, m: number): { high: Word; low: Word } => {
    if (!word.wide) {
      const product = () => code.get(word.local).op("i64.extend_i32_u").i64(BigInt(m)).op("i64.mul");
      return {
        high: narrow(() => product().i64(32n).op("i64.shr_u").op("i32.wrap_i64")),
        low: narrow(() => product().op("i32.wrap_i64")),
      };
    }
    const factor = factors.get(m) as number;
    const [even, odd] = [code.local("v128"), code.local("v128")];
    inside.push(() => {
      code.get(word.local).get(factor).v("i64x2.extmul_low_i32x4_u").set(even);
      code.get(word.local).get(factor).v("i64x2.extmul_high_i32x4_u").set(odd);
    });
    const half = (words: readonly [number, number, number, number]) =>
      wide(() => code.get(even).get(odd).pick32(words));
    return { high: half([1, 3, 5, 7]), low: half([0, 2, 4, 6]) };
  };
  /** a ^ b ^ key, what is alike for all joined first. */
  const mix = (a: Word, b: Word, key: number): Word => {
    if (!a.wide && !b.wide) return narrow(() => code.get(a.local).get(b.local).op("i32.xor").i32(key).op("i32.xor"));
    if (a.wide && b.wide)
      return wide(() => code.get(a.local).get(b.local).v("v128.xor").i32x4([key, key, key, key]).v("v128.xor"));
    const [vector, scalar] = a.wide ? [a, b] : [b, a];
    const rest = splat(narrow(() => code.get(scalar.local).i32(key).op("i32.xor")));
    return wide(() => code.get(vector.local).get(rest).v("v128.xor"));
  };

  let c: [Word, Word, Word, Word] = [
    narrow(() => code.getGlobal(step)),
    wide(() => code.get(first).v("i32x4.splat").i32x4([0, 1, 2, 3]).v("i32x4.add")),
    narrow(stream),
    narrow(block),
  ];
  for (let round = 0; round < rounds; round++) {
    const k0 = (low + Math.imul(w0, round)) | 0;
    const k1 = (high + Math.imul(w1, round)) | 0;
    const of2 = multiply(c[2], m1);
    // Two words need but half of the last round.
    if (round === rounds - 1 && count === 2) {
      c = [mix(of2.high, c[1], k0), of2.low, c[2], c[3]];
      break;
    }
    const of0 = multiply(c[0], m0);
    c = [mix(of2.high, c[1], k0), of2.low, mix(of0.high, c[3], k1), of0.low];
  }
  return {
    words: c.slice(0, count).map(({ local }) => local),
    emit: () => {
      for (const each of inside) each();
    },
  };
}

/**
 * Adds a function (address, count, step, element, stream, block) that writes one word after another, sixteen at a time: word 0
 * of four draws, then word 1 of them, and so on, in whole sixteens, `count` words or a few more.
 *
 * @param along what counts up from draw to draw, from the number that is handed in
 */
export function addWords(module: Module, seed: number, along: "step" | "element"): number {
  const { m0, m1, w0, w1, rounds } = philoxConstants;
  const [low, high] = keyOf(seed);
  const { index, code } = module.declare({ params: ["i32", "i32", "i32", "i32", "i32", "i32"], results: [] });
  const [address, count] = [0, 1];
  const wide = () => code.local("v128");
  const [even, odd, factor0, factor1] = [wide(), wide(), wide(), wide()];
  const start = [2, 3, 4, 5].map((word) => {
    const all = wide();
    code.get(word).v("i32x4.splat").set(all);
    return all;
  });
  const counting = start[along === "step" ? 0 : 1] as number;
  code.get(counting).i32x4([0, 1, 2, 3]).v("i32x4.add").set(counting);
  code.i32(m0).v("i32x4.splat").set(factor0).i32(m1).v("i32x4.splat").set(factor1);
  const c: [number, number, number, number] = [wide(), wide(), wide(), wide()];
  const halves = [wide(), wide(), wide(), wide()] as const;
  const multiply = (word: number, factor: number, above: number, below: number) => {
    code.get(word).get(factor).v("i64x2.extmul_low_i32x4_u").set(even);
    code.get(word).get(factor).v("i64x2.extmul_high_i32x4_u").set(odd);
    code.get(even).get(odd).pick32([1, 3, 5, 7]).set(above);
    code.get(even).get(odd).pick32([0, 2, 4, 6]).set(below);
  };
  code.loop((again) => {
    start.forEach((word, k) => {
      code.get(word).set(c[k] as number);
    });
    for (let round = 0; round < rounds; round++) {
      const k0 = (low + Math.imul(w0, round)) | 0;
      const k1 = (high + Math.imul(w1, round)) | 0;
      const [high0, low0, high1, low1] = halves;
      multiply(c[0], factor0, high0, low0);
      multiply(c[2], factor1, high1, low1);
      code.get(high1).get(c[1]).v("v128.xor").i32x4([k0, k0, k0, k0]).v("v128.xor").set(c[0]);
      code.get(high0).get(c[3]).v("v128.xor").i32x4([k1, k1, k1, k1]).v("v128.xor").set(c[2]);
      code.get(low1).set(c[1]).get(low0).set(c[3]);
    }
    c.forEach((word, k) => {
      code
        .get(address)
        .get(word)
        .mem("v128.store", 16 * k);
    });
    code.get(counting).i32x4([4, 4, 4, 4]).v("i32x4.add").set(counting);
    code.get(address).i32(64).op("i32.add").set(address);
    code.get(count).i32(16).op("i32.sub").tee(count).i32(0).op("i32.gt_s");
    again(true);
  });
  return index;
}
