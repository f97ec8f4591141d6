import { expect, test } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { pictureOf } from "./index.ts";

const graph = (text: string, n: number) =>
  circuit(
    [
      node("p", "patterns", { n, parameters: { patterns: text } }),
      node("shown", "linearUnit", { n }),
      node("stored", "binaryUnit", { n }),
      node("w", "hebb"),
      node("sum", "weightedSum"),
      node("other", "tanhUnit", { n }),
    ],
    [
      "p.i > shown.i",
      "p.patterns > w.patterns",
      "stored.u > w.u_pre",
      "w.i > stored.i",
      "shown.r > sum.r_pre",
      "sum.i > other.i",
    ],
  );

test("cells to which patterns are shown, or among which they are stored, make their picture; others none", () => {
  const found = (text: string, n: number) => {
    const made = graph(text, n);
    return ["p", "shown", "stored", "other"].map((id) =>
      pictureOf(made, catalogue, made.nodes.find((each) => each.id === id)!),
    );
  };
  const picture = { width: 5, height: 7 };
  expect(found("5x7\nletters A", 35)).toEqual([undefined, picture, picture, undefined]);
  expect(found("5x7\nletters A", 36)).toEqual([undefined, undefined, undefined, undefined]);
  expect(found("9x1\nrandom 2 seed 1", 9)).toEqual([undefined, undefined, undefined, undefined]);
});
