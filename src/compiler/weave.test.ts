import fc from "fast-check";
import { expect, it } from "vitest";
import { type Strand, type Whole, weave } from "./weave.ts";

/** Pieces of a strand, as numbers of pairs, to rows of its own. */
function strandOf(sizes: readonly number[], wide: boolean, seed: number): Strand {
  const offsets = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, piece) => {
    offsets[piece + 1] = (offsets[piece] as number) + size;
  });
  const total = offsets[sizes.length] as number;
  const targets = new (wide ? Uint32Array : Uint16Array)(total).map((_, k) => (seed + 7 * k) % 60000);
  return { offsets, stride: 1, lane: 0, lists: [targets, Int16Array.from({ length: total }, (_, k) => seed - 3 * k)] };
}

function woven(strands: readonly Strand[], pieces: number, wide: boolean) {
  const size = strands.reduce((sum, { lists }) => sum + (lists[0] as Whole).length, 0);
  const offsets = new Uint32Array(pieces * strands.length + 1);
  const lists: Whole[] = [new (wide ? Uint32Array : Uint16Array)(size), new Int16Array(size)];
  weave(strands, offsets, lists);
  return { offsets, lists };
}

const bytesOf = (list: Whole | undefined): Buffer =>
  Buffer.from(list?.buffer as ArrayBuffer, list?.byteOffset, list?.byteLength);

const strands = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([pieces, count, wide]) =>
    fc.record({
      pieces: fc.constant(pieces),
      wide: fc.constant(wide),
      strands: fc
        .array(
          fc.array(
            fc.oneof({ weight: 30, arbitrary: fc.nat({ max: 20 }) }, { weight: 1, arbitrary: fc.constant(40_000) }),
            {
              minLength: pieces,
              maxLength: pieces,
            },
          ),
          { minLength: count, maxLength: count },
        )
        .map((all) => all.map((sizes, k) => strandOf(sizes, wide, 11 * k))),
    }),
  );

it("every piece holds the pairs of each strand in turn, and can be taken apart again", () => {
  fc.assert(
    fc.property(strands, ({ pieces, wide, strands }) => {
      const { offsets, lists } = woven(strands, pieces, wide);
      strands.forEach((strand, lane) => {
        const back = woven([{ offsets, stride: strands.length, lane, lists }], pieces, wide);
        expect(back.offsets).toEqual(strand.offsets);
        strand.lists.forEach((list, k) => {
          expect(bytesOf(back.lists[k]?.subarray(0, list.length)).equals(bytesOf(list))).toBe(true);
        });
      });
      let next = 0;
      for (let piece = 0; piece < pieces; piece++)
        strands.forEach((strand, lane) => {
          expect(offsets[piece * strands.length + lane]).toBe(next);
          next += (strand.offsets[piece + 1] as number) - (strand.offsets[piece] as number);
        });
      expect(offsets.at(-1)).toBe(next);
    }),
    { numRuns: 30 },
  );
});

it("goes through more pieces than a block holds", () => {
  const sizes = Array.from({ length: 20_000 }, (_, k) => k % 9);
  const all = [strandOf(sizes, false, 1), strandOf(sizes.toReversed(), false, 2)];
  const { offsets, lists } = woven(all, sizes.length, false);
  all.forEach((strand, lane) => {
    for (const piece of [0, 1, 4095, 4096, 12_345, 19_999]) {
      const own = strand.lists[1]?.subarray(strand.offsets[piece], strand.offsets[piece + 1]);
      expect(lists[1]?.subarray(offsets[2 * piece + lane], offsets[2 * piece + lane + 1])).toEqual(own);
    }
  });
});
