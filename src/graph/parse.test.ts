import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { limits } from "./limits.ts";
import { migrations } from "./migrate.ts";
import { parseGraph } from "./parse.ts";
import { quickest } from "./samples/build.ts";
import { toys } from "./samples/toyCatalogue.ts";
import { formatVersion, type Graph } from "./schema.ts";
import { serialize } from "./serialize.ts";

const cell = (id: string, more: object = {}) => ({ id, kind: "cell", label: id, at: [0, 0], ...more });
const file = (more: object = {}) => ({
  spikeboard: 1,
  name: "Test",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [],
  wires: [],
  ...more,
});
const reasons = (value: unknown) =>
  parseGraph(value, toys).diagnostics.map(({ at, message }) => [at.type === "file" ? at.path : at.type, message]);
const refused = (value: unknown) => {
  const { graph, diagnostics } = parseGraph(value, toys);
  expect(graph).toBeUndefined();
  return diagnostics.map(({ code, at, message }) => [code, at.type === "file" ? at.path : at.type, message]);
};

describe("a file that is sound", () => {
  it("opens from its text and from its value alike", () => {
    const graph = file({ nodes: [cell("a", { n: 3, parameters: { C_m: 200 } })] });
    expect(parseGraph(graph, toys)).toStrictEqual({ graph, diagnostics: [] });
    expect(parseGraph(JSON.stringify(graph), toys)).toStrictEqual({ graph, diagnostics: [] });
    expect(parseGraph(`\uFEFF${JSON.stringify(graph)}`, toys).graph).toStrictEqual(graph);
  });

  it("keeps unknown fields and unknown kinds, whatever they hold", () => {
    const future = {
      id: "x",
      kind: "future",
      label: "X",
      at: [0, 0],
      parameters: { a: { gamma: [1, 2] }, b: null },
      connect: "somehow",
      extra: [1, { deep: true }],
    };
    const graph = file({
      nodes: [future, cell("a", { shape: "round" })],
      wires: [{ from: "x.out", to: "a.i", bend: 3 }],
      lesson: { step: 2 },
    });
    const opened = parseGraph(graph, toys);
    expect(opened.graph).toStrictEqual(graph);
    expect(opened.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["unknown-kind", "warning"]]);
    expect(JSON.parse(serialize(opened.graph as Graph))).toStrictEqual(graph);
  });

  it("opens with values out of range and says so", () => {
    const { graph, diagnostics } = parseGraph(file({ nodes: [cell("a", { parameters: { t_ref: -2 } })] }), toys);
    expect(graph?.nodes[0]?.parameters).toEqual({ t_ref: -2 });
    expect(diagnostics.map(({ code }) => code)).toEqual(["out-of-range"]);
  });

  it("leaves out what absence means anyway", () => {
    const wordy = file({
      about: "",
      notes: [],
      nodes: [
        cell("a", { n: 1, version: 1, flipped: false, parameters: {}, start: {}, connect: { rule: "all-to-all" } }),
      ],
    });
    expect(parseGraph(wordy, toys).graph).toStrictEqual(file({ nodes: [cell("a")] }));
    expect(
      Object.is(
        parseGraph('{"spikeboard":1,"name":"","seed":1,"dt":1,"order":"nest","nodes":[],"wires":[],"x":-0.0}', toys)
          .graph?.["x"],
        0,
      ),
    ).toBe(true);
  });

  it("does not change the value it was given", () => {
    const before = file({ nodes: [cell("a", { n: 1, kind: "grown", parameters: { refr: 3 } })] });
    const copy = structuredClone(before);
    parseGraph(before, toys);
    expect(before).toStrictEqual(copy);
  });
});

describe("a file that is refused", () => {
  it("names a newer format", () => {
    expect(refused(file({ spikeboard: 3 }))).toEqual([
      [
        "newer-format",
        "spikeboard",
        "This file was written by a newer Spikeboard (format 3); this one reads up to format 1.",
      ],
    ]);
  });

  it("has one exact sentence for each reason", () => {
    const deep = JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`);
    const cases: readonly (readonly [unknown, string, string, string])[] = [
      [
        "x".repeat(limits.fileLength + 1),
        "file-too-large",
        "$",
        "The file has 20 000 001 characters; at most 20 000 000 can be opened.",
      ],
      [
        '{\n  "name": oops }',
        "not-json",
        "line 2, column 11",
        "This is not JSON: line 2, column 11: a value is expected here.",
      ],
      [
        {},
        "not-a-graph",
        "spikeboard",
        "This is not a Spikeboard graph: the field spikeboard, the number of its format, is missing.",
      ],
      [[], "wrong-type", "$", "The file must be an object, but is a list."],
      [
        file({ x: deep }),
        "too-deep",
        `x${"[0]".repeat(31)}`,
        `x${"[0]".repeat(31)} lies more than 32 levels deep; a graph needs fewer than ten.`,
      ],
      [
        '{"a":{"__proto__":1}}',
        "unsafe-key",
        "a.__proto__",
        "a.__proto__ is named __proto__, which means something to the browser itself. Choose another name.",
      ],
      ['{"x":1e999}', "not-finite", "x", "x is not a finite number."],
      [
        { x: () => 1 },
        "not-data",
        "x",
        "x is a function; a graph holds only numbers, texts, true, false, null, lists and objects.",
      ],
      [file({ seed: undefined }), "missing-field", "seed", "seed is missing; it must be a whole number."],
      [file({ seed: 1.5 }), "wrong-type", "seed", "seed must be a whole number, but is 1.5."],
      [file({ order: "neuron" }), "wrong-type", "order", 'order must be "nest" or "brian2", but is "neuron".'],
      [
        file({ nodes: [cell("a", { label: 5 })] }),
        "wrong-type",
        "nodes[0].label",
        "nodes[0].label must be a text, but is 5.",
      ],
      [file({ dt: 20 }), "out-of-bounds", "dt", "dt is 20 ms; it can be 0.001 to 10 ms."],
      [
        file({ nodes: [cell("a", { n: 0 })] }),
        "out-of-bounds",
        "nodes[0].n",
        "nodes[0].n is 0; it can be 1 to 1000000.",
      ],
      [
        file({ nodes: [cell("a", { label: "x".repeat(201) })] }),
        "too-long",
        "nodes[0].label",
        "nodes[0].label has 201 characters; it can have 200.",
      ],
      [file({ wires: Array(50_001).fill(0) }), "too-many", "wires", "wires has 50 001 entries; it can have 50 000."],
      [
        file({ nodes: [cell("a", { n: 600_000 }), cell("b", { n: 600_000 })] }),
        "too-many-cells",
        "nodes",
        "The nodes have 1 200 000 cells in all; a graph can have 1 000 000.",
      ],
      [
        file({ nodes: [cell("a b")] }),
        "bad-id",
        "nodes[0].id",
        'nodes[0].id is "a b"; an id is made of letters, digits, _ and -.',
      ],
      [
        file({ nodes: [cell("a"), cell("a")] }),
        "duplicate-id",
        "nodes[1].id",
        "nodes[1].id is a, but that is already the id of nodes[0].",
      ],
      [
        file({ nodes: [cell("a")], wires: [{ from: "a", to: "a.i" }] }),
        "bad-end",
        "wires[0].from",
        'wires[0].from is "a"; the end of a wire is written node.port, such as lif1.spikes.',
      ],
      [
        file({ nodes: [cell("cells")], wires: [{ from: "cell.spikes", to: "cells.i" }] }),
        "missing-node",
        "wires[0].from",
        "wires[0].from names the node cell, which is not in the file. Did you mean cells?",
      ],
      [
        file({ groups: [{ id: "g", label: "G", nodes: ["q"] }] }),
        "missing-node",
        "groups[0].nodes[0]",
        "groups[0].nodes[0] names the node q, which is not in the file.",
      ],
      [
        file({ nodes: [cell("a")], wires: [{ from: "a.spike", to: "a.i" }] }),
        "missing-port",
        "wires[0].from",
        'wires[0].from: "a" (cell) has no output spike. It has spikes, v.',
      ],
      [
        file({ nodes: [cell("a", { parameters: { C_m: { normal: [1, 2], uniform: [1, 2] } } })] }),
        "bad-distribution",
        "nodes[0].parameters.C_m",
        'nodes[0].parameters.C_m must be a number, a text, a list of numbers or one of {"uniform": [low, high]}, {"normal": [mean, sd]}, {"lognormal": [mean, sd]} and {"values": [numbers]}.',
      ],
      [
        file({ nodes: [cell("a", { parameters: { C_m: { normal: [1] } } })] }),
        "wrong-type",
        "nodes[0].parameters.C_m.normal",
        "nodes[0].parameters.C_m.normal must be a list of two numbers, but is a list.",
      ],
      [
        file({ nodes: [cell("a", { connect: { rule: "some" } })] }),
        "bad-rule",
        "nodes[0].connect.rule",
        'nodes[0].connect.rule is "some"; it can be "all-to-all", "one-to-one", "probability", "in-degree", "out-degree", "total" or "pairs".',
      ],
      [
        file({ nodes: [cell("a", { connect: { rule: "pairs", pairs: [[1, 2, 3]] } })] }),
        "bad-pair",
        "nodes[0].connect.pairs[0]",
        "nodes[0].connect.pairs[0] must be [pre cell, post cell] or [pre cell, post cell, weight, delay].",
      ],
    ];
    for (const [value, ...expected] of cases) expect(refused(value)[0]).toEqual(expected);
  });

  it("lists all reasons, up to twenty", () => {
    expect(reasons(file({ seed: -1, dt: "small", nodes: [cell("a", { label: 1 })] })).map(([path]) => path)).toEqual([
      "seed",
      "dt",
      "nodes[0].label",
    ]);
    expect(reasons(file({ nodes: Array(50).fill({}) }))).toHaveLength(20);
  });

  it("is refused for having more values than can be opened, before they are read", () => {
    const hydra = Array.from({ length: 12 }).reduce((inner: unknown[]) => Array(8).fill(inner), []);
    expect(refused(file({ hydra }))[0]?.[0]).toBe("too-many-values");
  });

  it("is called no JSON when it has stopped being that before it lies too deep", () => {
    expect(refused(`\u0001\u0002 ${"[".repeat(40)}`)).toEqual([
      ["not-json", "line 1, column 1", "This is not JSON: line 1, column 1: a value is expected here."],
    ]);
    expect(refused(`{"a": 1, ${"[".repeat(40)}`)[0]?.[0]).toBe("not-json");
    expect(refused(`{"a": ${"[".repeat(40)}`)[0]?.[0]).toBe("too-deep");
  });

  it("has faults of nodes and of wires listed together, and no wire blamed for a node that cannot be read", () => {
    const wires = [{ from: "b.spikes", to: "a.i" }, { from: "a.spikes" }, 7];
    const codes = (nodes: readonly unknown[]) => refused(file({ nodes, wires })).map(([code, path]) => [code, path]);
    const unread = [
      ["missing-field", "wires[1].to"],
      ["wrong-type", "wires[2]"],
    ];
    expect(codes([cell("a", { n: 0 })])).toEqual([
      ["out-of-bounds", "nodes[0].n"],
      ...unread,
      ["missing-node", "wires[0].from"],
    ]);
    expect(codes([cell("a"), cell("b b")])).toEqual([["bad-id", "nodes[1].id"], ...unread]);
  });

  it("survives a value that contains itself", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    expect(refused(loop)[0]?.[0]).toBe("too-deep");
  });

  it("leaves every object's prototype alone", () => {
    parseGraph('{"spikeboard":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', toys);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(refused(file({ nodes: [cell("constructor")] }))).toEqual([
      [
        "unsafe-key",
        "nodes[0].id",
        "nodes[0].id is named constructor, which means something to the browser itself. Choose another name.",
      ],
    ]);
    // A parameter may be called like something that every object inherits.
    expect(parseGraph(file({ nodes: [cell("toString", { kind: "hasOwnProperty" })] }), toys).graph).toBeDefined();
    expect(
      parseGraph(
        file({ nodes: [cell("a", { parameters: { toString: 1 }, start: { valueOf: 1 } })] }),
        toys,
      ).diagnostics.map((d) => d.code),
    ).toEqual(["unknown-parameter", "unknown-state"]);
  });
});

describe("text that is not JSON", () => {
  it("is looked through however long its strings and numbers are, and refused at once when it is too deep", {
    timeout: 20_000,
  }, () => {
    for (const piece of [`"${"x\\n".repeat(5e6)}`, "1".repeat(19e6), `${" ".repeat(19e6)}?`])
      expect(reasons(`${piece}!`)[0]?.[1]).toMatch(/^This is not JSON: line 1, column \d+: [^"]/);
    const brackets = "[".repeat(19e6);
    expect(reasons(brackets)).toEqual([
      ["line 1, column 33", "line 1, column 33 lies more than 32 levels deep; a graph needs fewer than ten."],
    ]);
    expect(quickest(() => parseGraph(brackets, toys))).toBeLessThan(100);
    expect(reasons(`{"x": "${"[".repeat(100)}\\""`)[0]?.[1]).toMatch(/^This is not JSON/);
  });

  it.each([
    ["", 1, 1, "the text ends too early"],
    ['{"a": 1', 1, 8, "the text ends too early"],
    ['{"a": 1,}', 1, 9, 'a name in " is expected here; no comma goes before a closing }'],
    ["{a: 1}", 1, 2, 'a name in " or } is expected here'],
    ['{"a" 1}', 1, 6, ": is expected here"],
    ["[1\n 2]", 2, 2, "a comma or a closing bracket is expected here"],
    ["[1] x", 1, 5, "the graph has ended, but the text goes on"],
    ['["a\nb"]', 1, 2, 'this text in " has no end, or a sign in it that needs a \\ before it'],
    ["[01]", 1, 3, "a comma or a closing bracket is expected here"],
  ])("%j", (text, line, column, problem) => {
    expect(reasons(text)).toEqual([
      [`line ${line}, column ${column}`, `This is not JSON: line ${line}, column ${column}: ${problem}.`],
    ]);
  });
});

describe("old files", () => {
  const sample = (version: number) =>
    readFileSync(new URL(`./samples/format-${version}.json`, import.meta.url), "utf8");

  it("every migration has a sample that exercises it and still opens", async () => {
    const { catalogue } = await import("../../nodes/index.ts");
    expect(Object.keys(migrations).map(Number)).toEqual(Array.from({ length: formatVersion }, (_, version) => version));
    for (const version of Object.keys(migrations).map(Number)) {
      const text = sample(version);
      expect(JSON.parse(text).spikeboard).toBe(version);
      expect(migrations[version]?.(JSON.parse(text))).not.toEqual(JSON.parse(text));
      const { graph, diagnostics } = parseGraph(text, catalogue);
      expect(diagnostics).toEqual([]);
      expect(graph?.spikeboard).toBe(formatVersion);
    }
  });

  it("format 0: edges become wires and keep what else they hold", () => {
    const { graph } = parseGraph(sample(0), []);
    expect(graph?.order).toBe("nest");
    expect(graph?.wires).toEqual([
      { from: "drive.i", to: "first.i" },
      { from: "first.spikes", to: "syn.spikes", bend: 40 },
      { from: "syn.i", to: "second.i" },
    ]);
    expect(graph).not.toHaveProperty("edges");
    expect(graph?.nodes[2]?.["colorHint"]).toBe("warm");
  });

  it("parameters of an older kind are migrated, those of a newer one are not touched", () => {
    const nodes = [
      cell("a", { kind: "grown", parameters: { refr: 3, C_m: 50 } }),
      cell("b", { kind: "grown", version: 3 }),
    ];
    const { graph, diagnostics } = parseGraph(file({ nodes }), toys);
    expect(graph?.nodes[0]).toStrictEqual(cell("a", { kind: "grown", version: 2, parameters: { C_m: 50, t_ref: 3 } }));
    expect(graph?.nodes[1]).toStrictEqual(nodes[1]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["newer-kind"]);
  });
});
