import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { duplicate, setParameter } from "./index.ts";
import { parseGraph } from "./parse.ts";
import { graphOf, node, quickest } from "./samples/build.ts";
import type { Graph } from "./schema.ts";
import { serialize } from "./serialize.ts";

const manual = readFileSync(new URL("./FORMAT.md", import.meta.url), "utf8");

describe("the text of a graph", () => {
  it("has one node and one wire a line, keys in order, defaults left out", () => {
    const graph = graphOf(
      [
        {
          label: "E",
          kind: "lif",
          at: [0, 0],
          id: "e",
          note: { b: 1, a: [1, { c: null }] },
          parameters: { V_th: -50, C_m: 200 },
          n: 1,
          flipped: false,
        },
        node("i", "constant", { connect: { rule: "all-to-all" } }),
      ],
      ["i.i -> e.i"],
      { notes: [], lesson: "first", about: "" },
    );
    expect(serialize(graph)).toBe(`{
  "spikeboard": 1,
  "name": "Test",
  "seed": 1,
  "dt": 0.1,
  "order": "nest",
  "nodes": [
    { "id": "e", "kind": "lif", "label": "E", "at": [0, 0], "parameters": { "C_m": 200, "V_th": -50 }, "note": { "b": 1, "a": [1, { "c": null }] } },
    { "id": "i", "kind": "constant", "label": "i", "at": [0, 0] }
  ],
  "wires": [
    { "from": "i.i", "to": "e.i" }
  ],
  "lesson": "first"
}
`);
  });

  it("changes by one line when one value changes, and not at all when it changes back", () => {
    const graph = graphOf([node("a", "lif"), node("b", "lif", { parameters: { V_th: -50 } }), node("c", "lif")]);
    const changed = setParameter("b", "C_m", 300).apply(graph);
    const [before, after] = [serialize(graph).split("\n"), serialize(changed).split("\n")];
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
    const back = setParameter("b", "C_m", 250, catalogue).apply(setParameter("b", "V_th", -50).apply(changed));
    const other = setParameter("b", "C_m", 250, catalogue).apply(setParameter("b", "V_th", -50).apply(graph));
    expect(serialize(back)).toBe(serialize(other));
  });

  it("survives any sign in a text", () => {
    const label = 'a"b\\c\n\u2028 \ud800 é 漢';
    const { graph } = parseGraph(serialize(graphOf([node("a", "lif", { label })])), catalogue);
    expect(graph?.nodes[0]?.label).toBe(label);
  });

  it("of five thousand nodes is written and read within half a second", () => {
    const some = graphOf(
      Array.from({ length: 2500 }, (_, index) =>
        node(`n${index}`, "lif", { at: [16 * index, 0], parameters: { V_th: -50 } }),
      ),
    );
    const many = duplicate(some.nodes.map(({ id }) => id)).apply(graphOf(some.nodes));
    expect(many.nodes).toHaveLength(5000);
    expect(quickest(() => parseGraph(serialize(many), catalogue))).toBeLessThan(500);
  });
});

describe("the manual of the format", () => {
  it("has an example that opens without a problem and is written back as it stands", () => {
    const text = /```json\n([^`]*)```/.exec(manual)?.[1] ?? "";
    const { graph, diagnostics } = parseGraph(text, catalogue);
    expect(diagnostics).toEqual([]);
    expect(serialize(graph as Graph)).toBe(text);
  });

  it("lists rules and values that open", () => {
    const written = [...manual.matchAll(/^\| `([{[].*?)` \|/gm)].map(
      ([, text = ""]) => JSON.parse(text) as { rule?: string },
    );
    expect(written.length).toBeGreaterThan(10);
    const nodes = written.map((value, index) =>
      "rule" in value
        ? node(`n${index}`, "exponential", { connect: value as never })
        : node(`n${index}`, "strange", { parameters: { x: value as never } }),
    );
    const { graph, diagnostics } = parseGraph(graphOf(nodes), catalogue);
    expect(graph).toBeDefined();
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
