/** The bulk filler against the same rule pair by pair, and against what the rule promises. */
import { describe, expect, test } from "vitest";
import { drawWords, keyOf, streamOf } from "../random/index.ts";
import { connect } from "./connect.ts";
import { type Filling, fill } from "./fill.ts";

const seed = 7;

function filled(filling: Filling) {
  const work = fill(filling);
  let made = 0;
  for (;;) {
    const { done, value } = work.next();
    if (done) return { ...value, made };
    made += value;
  }
}

/** Word k of a row: sixteen come from four blocks, word 0 of each first. */
function wordOf(stream: number, row: number, block: number, k: number): number {
  const words = new Uint32Array(4);
  drawWords(keyOf(seed), 4 * Math.floor(k / 16) + (k % 4), row, stream, block, words);
  return words[Math.floor(k / 4) % 4]!;
}
const scaled = (word: number, n: number) => Number((BigInt(word) * BigInt(n)) >> 32n);

/** [source, delay, target, code] of every pair, in order. */
function slowly({ node, nPre, nPost, noSelf, pairs, classes, kinds, codes }: Filling) {
  const [connecting, valuing] = [streamOf(node, "connect"), streamOf(node, "pairs")];
  const targetsOf: number[][] = Array.from({ length: nPre }, () => []);
  if (typeof pairs === "number") {
    const lengths = new Uint32Array(nPre);
    for (let k = 0; k < pairs; k++)
      lengths[scaled(wordOf(connecting, 0, 1 + Math.floor(k / 2 ** 18), k % 2 ** 18), nPre)]!++;
    for (let row = 0; row < nPre; row++)
      for (let k = 0; k < lengths[row]!; k++) {
        const other = scaled(wordOf(connecting, row, 0, k), noSelf ? nPost - 1 : nPost);
        targetsOf[row]!.push(noSelf && other >= row ? other + 1 : other);
      }
  } else
    for (let row = 0; row < nPre; row++)
      targetsOf[row] = [...pairs.targets.subarray(pairs.offsets[row], pairs.offsets[row + 1])];
  return targetsOf.flatMap((targets, row) => {
    const all = targets.map((target, k) => {
      const word = wordOf(valuing, row, 0, k);
      return [row, kinds > 1 ? classes[word >>> 16]! : 0, target, codes ? codes[word & 65535]! : 0] as const;
    });
    return all.sort((a, b) => a[1] - b[1]);
  });
}

function listed({ kinds, nPre }: Filling, { offsets, targets, codes }: ReturnType<typeof filled>) {
  return Array.from({ length: nPre * kinds }, (_, segment) =>
    Array.from(targets.subarray(offsets[segment], offsets[segment + 1]), (target, k) => [
      Math.floor(segment / kinds),
      segment % kinds,
      target,
      codes ? codes[offsets[segment]! + k]! : 0,
    ]),
  ).flat();
}

const classes = Uint16Array.from({ length: 65536 }, (_, k) => (k < 20000 ? 0 : k < 50000 ? 1 : 2));
const codes = Int16Array.from({ length: 65536 }, (_, k) => k - 32768);
const base: Filling = { node: "s", seed, nPre: 40, nPost: 50, noSelf: false, pairs: 3000, classes, kinds: 3, codes };

describe("rows filled in bulk", () => {
  test.each<[string, Partial<Filling>]>([
    ["drawn from all", {}],
    ["no cell onto itself", { nPost: 40, noSelf: true }],
    ["one delay", { kinds: 1 }],
    ["one weight", { codes: undefined }],
    ["one of both", { kinds: 1, codes: undefined }],
    ["more cells than two bytes count", { nPost: 70_000 }],
    ["rows that stay empty", { nPre: 500, pairs: 300 }],
    ["no pair at all", { pairs: 0 }],
    ["pairs that the rule made", { pairs: connect({ rule: "in-degree", k: 30 }, 40, 50, false, 3, seed) }],
    [
      "pairs between many cells",
      { nPost: 70_000, pairs: connect({ rule: "out-degree", k: 30 }, 40, 70_000, false, 3, seed) },
    ],
  ])("are those of the rule, pair by pair: %s", (_, change) => {
    const filling = { ...base, ...change };
    expect(listed(filling, filled(filling))).toEqual(slowly(filling));
  });

  test("as many as asked for, in more than one piece, each cell as often as chance has it", () => {
    const filling = { ...base, nPre: 1000, nPost: 1000, pairs: 1_000_000 };
    const { offsets, targets, made, codes: drawn } = filled(filling);
    expect([targets.length, offsets.at(-1), made]).toEqual([1_000_000, 1_000_000, 1_000_000]);
    const [out, into] = [new Float64Array(1000), new Float64Array(1000)];
    for (let row = 0; row < 1000; row++) out[row] = offsets[3 * row + 3]! - offsets[3 * row]!;
    for (const target of targets) into[target]! += 1;
    for (const degrees of [out, into]) {
      // Chi squared of 999 degrees of freedom: 999 +- 45.
      const chi = degrees.reduce((sum, degree) => sum + (degree - 1000) ** 2 / 1000, 0);
      expect(Math.abs(chi - 999)).toBeLessThan(4 * 45);
    }
    const late = Array.from({ length: 1000 }, (_, row) => offsets[3 * row + 3]! - offsets[3 * row + 2]!);
    const share = late.reduce((sum, each) => sum + each, 0) / 1e6;
    expect(Math.abs(share - 15536 / 65536)).toBeLessThan(4 * Math.sqrt(0.18 / 1e6));
    const mean = drawn!.reduce((sum, code) => sum + code, 0) / 1e6;
    expect(Math.abs(mean)).toBeLessThan(4 * 18.9);
  });

  test("another seed, another node: other pairs", () => {
    const first = filled(base).targets.join();
    expect(filled({ ...base, seed: 8 }).targets.join()).not.toBe(first);
    expect(filled({ ...base, node: "t" }).targets.join()).not.toBe(first);
    expect(filled(base).targets.join()).toBe(first);
  });
});
