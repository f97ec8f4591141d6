import { describe, expect, test } from "vitest";
import { mulHi, philox } from "./philox.ts";
import { drawWords, keyOf, streamOf } from "./stream.ts";
import { uniform } from "./uniform.ts";

/** Counter, key, words. The first three are the published Random123 vectors. */
const known: readonly (readonly [string, string, string])[] = [
  ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
  ["00000000 00000000 00000000 00000000", "0000002a 00000000", "9ceaf053 77f5493b 12bf50ad 5742b3d7"],
  ["00000000 00000001 00000000 00000000", "0000002a 00000000", "42e0b8b3 7dbf5de8 2fe739d4 6aaf03eb"],
  ["00000001 00000000 00000000 00000000", "0000002a 00000000", "fcdb2127 53ba6cfd 838f5a6e 744e06fb"],
  ["00000001 00000001 00000000 00000000", "0000002a 00000000", "220383a8 6880ffbe 93ef3466 da94bb0d"],
  ["00000002 00000000 00000000 00000000", "0000002a 00000000", "d36c0225 a8875dcb 9a4d6d99 c609a559"],
  ["00000002 00000001 00000000 00000000", "0000002a 00000000", "0db84388 159ef790 936810ee f8e388ac"],
];
const uniforms = [
  0.39904647231489565, 0.2521843556833381, 0.8180693431347436, 0.6129598801477738, 0.2612414769172763,
  0.9877186516453577, 0.1328661248700198, 0.825866830783453, 0.05359289113027521,
];
const words = (text: string) => text.split(" ").map((word) => Number.parseInt(word, 16));

describe("Philox4x32-10", () => {
  test.each(known.map((row, k) => [...row, uniforms[k] as number] as const))("%s under %s", (counter, key, out, u) => {
    const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = words(counter);
    const [k0 = 0, k1 = 0] = words(key);
    const got = new Uint32Array(4);
    philox(c0, c1, c2, c3, k0, k1, got);
    expect([...got]).toEqual(words(out));
    expect(uniform(got[0] as number, got[1] as number)).toBe(u);
  });

  test("the high half of a product is that of exact integers", () => {
    const values = [0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xd2511f53, 0xfffffffe, 0xffffffff];
    for (const a of values) for (const b of values) expect(mulHi(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
  });
});

describe("streams", () => {
  test("a node's stream depends on its own name and purpose only, and names do not run together", () => {
    expect(streamOf("exc", "noise")).toBe(streamOf("exc", "noise"));
    const names = ["exc", "inh", "n1", "n11", "n12"].flatMap((node) =>
      ["noise", "connect", "1noise", "start.v"].map((purpose) => streamOf(node, purpose)),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test("its number is written into no file but decides every saved circuit's spikes: it must never change", () => {
    expect(streamOf("exc", "noise")).toMatchInlineSnapshot(`146247888`);
    expect(streamOf("poisson1", "count")).toMatchInlineSnapshot(`3795543259`);
  });

  test("steps above 2^32, blocks and seeds above 2^32 each give other words", () => {
    const draw = (seed: number, step: number, block: number) => {
      const out = new Uint32Array(4);
      drawWords(keyOf(seed), step, 0, 1, block, out);
      return [...out].join();
    };
    const all = [
      draw(1, 0, 0),
      draw(1, 2 ** 32, 0),
      draw(1, 2 ** 33, 0),
      draw(1, 0, 1),
      draw(1, 0, 2),
      draw(2 ** 32 + 1, 0, 0),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
