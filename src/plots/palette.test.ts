import { describe, expect, it } from "vitest";
import { pack, populationStyle } from "./palette.ts";

describe("a population's style", () => {
  it("takes six hues in order", () => expect([1, 6].map((n) => populationStyle(n).token)).toEqual(["--c1", "--c6"]));
  it("comes round with a ring and dashes, then with a square and dots", () => {
    expect(populationStyle(7)).toEqual({ token: "--c1", mark: "ring", dash: [6, 4] });
    expect(populationStyle(13)).toMatchObject({ token: "--c1", mark: "square" });
  });
  it("of a source has no hue", () => expect(populationStyle()).toEqual({ token: "--src", mark: "disc", dash: [] }));
});

it("packs a colour as the bytes of an image: red, green, blue, alpha", () => {
  expect([...new Uint8Array(new Uint32Array([pack("#1a4a8a", 0.5)]).buffer)]).toEqual([0x1a, 0x4a, 0x8a, 128]);
});
