import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kind } from "../kind/index.ts";
import { check } from "./check.ts";
import { canConnect } from "./connect.ts";
import type { Edit } from "./edit.ts";
import { editOf, namedEdits } from "./edits.ts";
import {
  addNode,
  addNote,
  addWired,
  align,
  applyPreset,
  clear,
  connect,
  copy,
  declareState,
  disconnect,
  distribute,
  duplicate,
  editNote,
  emptyGraph,
  fitsPort,
  flip,
  group,
  insertSynapse,
  moveNodes,
  paste,
  presetsOf,
  reconnect,
  removeNodes,
  removeNote,
  removeSelection,
  rename,
  renameGroup,
  replaceText,
  resetParameter,
  resizeNote,
  roomForCells,
  setAbout,
  setColor,
  setConnect,
  setDefinition,
  setDt,
  setForm,
  setLabel,
  setMethod,
  setN,
  setOrder,
  setParameter,
  setParameters,
  setPlots,
  setSeed,
  setStart,
  setTogether,
  setUpPreset,
  shownAs,
  splitSynapse,
  tidy,
  ungroup,
} from "./index.ts";
import { splitEnd } from "./lookup.ts";
import { parseGraph } from "./parse.ts";
import { graphOf, node } from "./samples/build.ts";
import { toys } from "./samples/toyCatalogue.ts";
import type { Definition, Graph, Node } from "./schema.ts";
import { serialize } from "./serialize.ts";

const after = (graph: Graph, ...edits: readonly Edit[]): Graph =>
  edits.reduce((present, edit) => edit.apply(present), graph);
const nodeOf = (graph: Graph, id: string): Node | undefined => graph.nodes.find((present) => present.id === id);
const wiresOf = ({ wires }: Graph): readonly string[] => wires.map(({ from, to }) => `${from} -> ${to}`);
const empty = emptyGraph("Test");

describe("nodes", () => {
  it("get the next free id and label; neurons the next free colour", () => {
    const three = after(
      empty,
      addNode("cell", [0, 0], toys),
      addNode("quick", [3, 9], toys),
      addNode("cell", [200, 0], toys),
      addNode("drive", [0, 0], toys),
    );
    expect(three.nodes.map(({ id, label, color }) => [id, label, color])).toEqual([
      ["cell1", "C 1", 1],
      ["quick1", "Q 1", 2],
      ["cell2", "C 2", 3],
      ["drive1", "D 1", undefined],
    ]);
    expect(three.nodes[1]?.at).toEqual([0, 16]);
    const again = after(three, removeNodes(["quick1"]), addNode("cell", [0, 0], toys, { n: 80, label: "E" }));
    expect(again.nodes.at(-1)).toEqual({ id: "cell3", kind: "cell", label: "E", at: [0, 0], color: 2, n: 80 });
  });

  it("of a later version say so, and those of no kind are not added", () => {
    expect(after(empty, addNode("grown", [0, 0], toys)).nodes[0]?.version).toBe(2);
    expect(after(empty, addNode("gone", [0, 0], toys))).toBe(empty);
  });

  it("take their wires and groups with them", () => {
    const graph = graphOf([node("A", "cell"), node("B", "cell"), node("I", "drive")], ["I.i -> A.i", "I.i -> B.i"], {
      groups: [{ id: "g", label: "G", nodes: ["A"] }],
    });
    const left = after(graph, removeNodes(["A"]));
    expect(wiresOf(left)).toEqual(["I.i -> B.i"]);
    expect(left).not.toHaveProperty("groups");
    expect(left.nodes[0]).toBe(graph.nodes[1]);
    expect(wiresOf(after(graph, removeSelection({ wires: [0] })))).toEqual(["I.i -> B.i"]);
  });

  it("share what an edit does not touch, and change nothing where there is nothing to change", () => {
    const graph = graphOf([node("A", "cell"), node("B", "cell")]);
    const next = after(graph, setLabel("A", "E"));
    expect(next.nodes[1]).toBe(graph.nodes[1]);
    expect(next.wires).toBe(graph.wires);
    for (const idle of [
      setLabel("A", "A"),
      setLabel("gone", "E"),
      setN("A", 1),
      flip([]),
      removeNodes(["gone"]),
      setColor("gone", 2),
      moveNodes({ A: [3, 3] }),
      disconnect("A.v", "B.i"),
    ])
      expect(idle.apply(graph)).toBe(graph);
    expect(after(graph, flip(["A"]), flip(["A"]))).toEqual(graph);
  });

  it("have as many cells as fit", () => {
    const graph = graphOf([node("A", "cell"), node("B", "cell", { n: 999_000 })]);
    expect(roomForCells(graph, ["A"])).toBe(1000);
    expect(roomForCells(graph, ["A", "B"])).toBe(500_000);
    expect(nodeOf(after(graph, setN("A", 5000)), "A")?.n).toBe(1000);
    expect(nodeOf(after(graph, setN("A", -4)), "A")).toEqual(node("A", "cell"));
    expect(nodeOf(after(graph, setN("A", 2.4)), "A")?.n).toBe(2);
  });
});

describe("values", () => {
  const graph = graphOf([
    node("E", "cell"),
    node("F", "cell"),
    node("I", "drive", { parameters: { amplitude: 7 } }),
    node("O", "own"),
  ]);

  it("equal to the default are left out when the catalogue is at hand", () => {
    const set = after(graph, setParameter("E", "C_m", 250, toys));
    expect(nodeOf(set, "E")?.parameters).toEqual({ C_m: 250 });
    expect(after(set, setParameter("E", "C_m", 100, toys))).toEqual(graph);
    expect(after(set, resetParameter("E", "C_m"))).toEqual(graph);
    expect(
      after(graph, setParameters(["E", "F"], "t_ref", 3))
        .nodes.slice(0, 2)
        .map(({ parameters }) => parameters),
    ).toEqual([{ t_ref: 3 }, { t_ref: 3 }]);
  });

  it("of several names are set in one step", () => {
    const edit = setTogether("E", { C_m: 250, t_ref: 3 });
    expect(nodeOf(after(graph, edit), "E")?.parameters).toEqual({ C_m: 250, t_ref: 3 });
    expect(edit.label).toBe("Set C_m and t_ref");
    expect(after(graph, setTogether("E", {}))).toBe(graph);
  });

  it("that no file could hold change nothing", () => {
    const wrong = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      { normal: [1] },
      null,
      {},
      "x".repeat(20_001),
    ] as unknown as readonly number[];
    for (const value of wrong)
      for (const edit of [setParameter("E", "C_m", value), setStart("E", "v", value)])
        expect(edit.apply(graph)).toBe(graph);
    expect(setParameter("E", "__proto__", 1).apply(graph)).toBe(graph);
    expect(setConnect("E", { rule: "odd" } as never).apply(graph)).toBe(graph);
    expect(setMethod("E", "magic" as never).apply(graph)).toBe(graph);
    expect(after(graph, setDt(Number.NaN), setSeed(Number.NaN))).toBe(graph);
  });

  it("of one gesture are one undo step", () => {
    expect(setParameter("E", "C_m", 1).coalesce).toBe(setParameter("E", "C_m", 2).coalesce);
    expect(setParameter("E", "C_m", 1).coalesce).not.toBe(setParameter("F", "C_m", 1).coalesce);
    expect(moveNodes({ E: [0, 0] }).coalesce).toBeUndefined();
  });

  it("whose unit changes with the form go back to their default", () => {
    const rate = after(graph, setForm("I", "rate", toys));
    expect(nodeOf(rate, "I")).toEqual(node("I", "drive", { form: "rate" }));
    expect(nodeOf(after(rate, setForm("I", "absolute", toys)), "I")).toEqual(node("I", "drive"));
    const slow = graphOf([node("S", "syn", { parameters: { tau: 9, weight: 3 } })]);
    expect(after(slow, setForm("S", "rate", toys)).nodes[0]?.parameters).toEqual({ tau: 9 });
  });

  it("of equations: a new definition drops what it no longer names, wires included", () => {
    const first: Definition = {
      parameters: { a: { default: 1, unit: "mV" } },
      state: { v: { unit: "mV", start: "a" } },
      equations: "dv/dt = -v/(5 ms)",
      threshold: "v > a",
    };
    const second: Definition = {
      ...first,
      parameters: {},
      state: { u: { unit: "mV", start: "0" } },
      equations: "du/dt = -u/(5 ms)",
    };
    const wired = after(
      {
        ...graph,
        wires: [
          { from: "O.spikes", to: "O.i" },
          { from: "O.v", to: "O.i" },
        ],
      },
      setDefinition("O", first, toys),
      setParameter("O", "a", 2),
      setStart("O", "v", 1),
    );
    expect(nodeOf(wired, "O")).toMatchObject({ definition: first, parameters: { a: 2 }, start: { v: 1 } });
    const next = after(wired, setDefinition("O", second, toys));
    expect(nodeOf(next, "O")).toEqual(node("O", "own", { definition: second }));
    expect(wiresOf(next)).toEqual(["O.spikes -> O.i"]);
    expect(nodeOf(after(wired, setDefinition("O", undefined, toys)), "O")).not.toHaveProperty("definition");
  });

  it("of equations: a slip is mended in place", () => {
    const definition: Definition = {
      parameters: {},
      state: { v: { unit: "mV", start: "1 mv" } },
      equations: "dv/dt = -V/(5 ms)",
      threshold: "v > 1",
    };
    const slip = after(graph, setDefinition("O", definition, toys));
    const mended = after(
      slip,
      replaceText("O", "equations", 9, 10, "v", toys),
      replaceText("O", "when", 4, 5, "1 mV", toys),
      replaceText("O", "state.v", 2, 4, "mV", toys),
    );
    expect(nodeOf(mended, "O")?.definition).toMatchObject({
      equations: "dv/dt = -v/(5 ms)",
      threshold: "v > 1 mV",
      state: { v: { start: "1 mV" } },
    });
    const train = graphOf([node("T", "train")]);
    expect(after(train, replaceText("T", "rate", 0, 2, "20", toys)).nodes[0]?.parameters).toEqual({ rate: "20 Hz" });
  });
});

describe("a state that the equations lack", () => {
  const definition: Definition = {
    parameters: { C_m: { default: 100, unit: "pF" }, k: { default: 0, unit: "1" } },
    state: { v: { unit: "mV", start: "0" } },
    equations: "dv/dt = v/(5 ms)",
  };
  const graph = graphOf([node("O", "own", { definition }), node("E", "cell")]);
  const declared = (name: string, unit: string) =>
    nodeOf(after(graph, declareState("O", name, unit, toys)), "O")?.definition;

  it("is declared, and begins at 0", () => {
    expect(declared("x", "pA")?.state).toEqual({ ...definition.state, x: { unit: "pA", start: "0" } });
  });

  it("takes the unit and the value of the parameter that it was", () => {
    expect(declared("C_m", "1")).toMatchObject({
      parameters: { k: { default: 0, unit: "1" } },
      state: { C_m: { unit: "pF", start: "100 pF" } },
    });
    expect(declared("C_m", "1")?.parameters).not.toHaveProperty("C_m");
    expect(declared("k", "1")?.state["k"]).toEqual({ unit: "1", start: "0" });
  });

  it("… once, and by nodes that have equations of their own", () => {
    const idle = (id: string, name: string) => declareState(id, name, "1", toys).apply(graph);
    expect(idle("O", "v")).toBe(graph);
    expect(idle("E", "x")).toBe(graph);
  });
});

describe("wires", () => {
  const graph = graphOf([
    node("I", "drive"),
    node("E", "cell", { at: [0, 0] }),
    node("Q", "quick", { at: [400, 0] }),
    node("S", "syn"),
    node("T", "train"),
  ]);

  it("adapt a source that nothing else hangs on", () => {
    expect(nodeOf(after(graph, connect("I.i", "Q.i", toys)), "I")?.form).toBe("rate");
    const held = after(graph, connect("I.i", "E.i", toys), connect("I.i", "Q.i", toys));
    expect(wiresOf(held)).toEqual(["I.i -> E.i"]);
  });

  it("give a lone source the cells that a one-to-one rule asks for", () => {
    const many = after(
      graph,
      setN("E", 40),
      setConnect("S", { rule: "one-to-one" }),
      connect("S.i", "E.i", toys),
      connect("T.spikes", "S.spikes", toys),
    );
    expect(nodeOf(many, "T")?.n).toBe(40);
    expect(check(many, toys)).toEqual([]);
  });

  it("that are refused change nothing", () => {
    expect(connect("T.spikes", "E.i", toys).apply(graph)).toBe(graph);
  });

  it("move to another port and keep their place and their unknown fields", () => {
    const two = {
      ...graph,
      wires: [
        { from: "I.i", to: "E.i", bend: 3 },
        { from: "T.spikes", to: "S.spikes" },
      ],
    };
    const moved = after(two, reconnect("I.i", "E.i", "I.i", "Q.i", toys));
    expect(moved.wires[0]).toEqual({ from: "I.i", to: "Q.i", bend: 3 });
    expect(nodeOf(moved, "I")?.form).toBe("rate");
    expect(reconnect("I.i", "E.i", "I.i", "S.spikes", toys).apply(two)).toBe(two);
  });

  it("get a synapse where spikes meet a current, half way and in the right units", () => {
    const next = after({ ...graph, wires: [{ from: "E.spikes", to: "Q.i" }] }, insertSynapse("E.spikes", "Q.i", toys));
    expect(wiresOf(next)).toEqual(["E.spikes -> syn1.spikes", "syn1.i -> Q.i"]);
    expect(nodeOf(next, "syn1")).toEqual({ id: "syn1", kind: "syn", label: "S 1", at: [224, 16], form: "rate" });
    expect(nodeOf(after(graph, insertSynapse("E.spikes", "E.i", toys)), "syn1")?.at).toEqual([0, 144]);
    expect(insertSynapse("E.spikes", "Q.i", toys, "cell").apply(graph)).toBe(graph);
  });

  it("give a further source or target its own copy of the synapse", () => {
    const base = after(
      graph,
      connect("E.spikes", "S.spikes", toys),
      connect("S.i", "E.i", toys),
      setParameter("S", "weight", 7),
    );
    const next = after(base, splitSynapse("T.spikes", "S.spikes", toys));
    expect(wiresOf(next)).toEqual(["E.spikes -> S.spikes", "S.i -> E.i", "T.spikes -> syn1.spikes", "syn1.i -> E.i"]);
    expect(nodeOf(next, "syn1")?.parameters).toEqual({ weight: 7 });
  });

  it("come with a node that is dropped at their end, in its units", () => {
    const dropped = after(graph, addWired("drive", [0, 0], "Q.i", toys));
    expect(wiresOf(dropped)).toEqual(["drive1.i -> Q.i"]);
    expect(nodeOf(dropped, "drive1")?.form).toBe("rate");
    expect(wiresOf(after(graph, addWired("cell", [0, 0], "E.spikes", toys)))).toEqual([
      "E.spikes -> syn1.spikes",
      "syn1.i -> cell1.i",
    ]);
    expect(wiresOf(after(graph, addWired("train", [0, 0], "E.i", toys)))).toEqual([
      "train1.spikes -> syn1.spikes",
      "syn1.i -> E.i",
    ]);
    expect(wiresOf(after(graph, addWired("syn", [0, 0], "E.spikes", toys)))).toEqual(["E.spikes -> syn1.spikes"]);
    expect(wiresOf(after(graph, addWired("drive", [0, 0], "E.spikes", toys)))).toEqual([]);
    expect(fitsPort(graph, toys, "E.spikes", "drive")).toBeNull();
    expect(fitsPort(graph, toys, "E.spikes", "cell")).toEqual({ port: "i", through: "synapse" });
  });
});

describe("the board", () => {
  const three = graphOf([
    node("A", "cell"),
    node("B", "drive", { at: [320, 64] }),
    node("C", "syn", { at: [640, 160] }),
  ]);
  const places = (graph: Graph) => graph.nodes.map(({ at }) => at);

  it("aligns edges and middles", () => {
    expect(places(after(three, align(["A", "B", "C"], "left", toys)))).toEqual([
      [0, 0],
      [0, 64],
      [0, 160],
    ]);
    expect(places(after(three, align(["A", "B", "C"], "bottom", toys)))).toEqual([
      [0, 96],
      [320, 128],
      [640, 160],
    ]);
    expect(align(["A"], "left", toys).apply(three)).toBe(three);
  });

  it("makes gaps equal", () => {
    const uneven = after(three, moveNodes({ B: [192, 64] }));
    expect(places(after(uneven, distribute(["A", "B", "C"], "horizontal", toys)))).toEqual([
      [0, 0],
      [336, 64],
      [640, 160],
    ]);
  });

  it("keeps notes and groups", () => {
    const graph = after(
      three,
      addNote([5, 5], "Watch"),
      editNote("note1", "Watch B"),
      resizeNote("note1", [200, 3]),
      moveNodes({ note1: [32, 32] }),
      group(["A", "B"]),
      group(["B", "C"], "Pair"),
      renameGroup("group1", "Alone"),
    );
    expect(graph.notes).toEqual([{ id: "note1", at: [32, 32], size: [208, 32], text: "Watch B" }]);
    expect(graph.groups).toEqual([
      { id: "group1", label: "Alone", nodes: ["A"] },
      { id: "group2", label: "Pair", nodes: ["B", "C"] },
    ]);
    expect(after(graph, removeNote("note1"), ungroup("group1"), ungroup("group2"))).toEqual(three);
    expect(after(graph, clear())).toEqual(empty);
  });
});

describe("copies", () => {
  const graph = after(
    graphOf(
      [node("E", "cell", { color: 1 }), node("S", "syn"), node("I", "drive")],
      ["E.spikes -> S.spikes", "S.i -> E.i", "I.i -> E.i"],
    ),
    group(["E", "S"], "Loop"),
  );

  it("have their own ids, labels and colours, and the wires among them", () => {
    const twice = after(graph, duplicate(["E", "S"]));
    expect(twice.nodes.slice(3).map(({ id, label, at, color }) => [id, label, at, color])).toEqual([
      ["E1", "E 2", [32, 32], 2],
      ["S1", "S 2", [32, 32], undefined],
    ]);
    expect(wiresOf(twice).slice(3)).toEqual(["E1.spikes -> S1.spikes", "S1.i -> E1.i"]);
    expect(twice.groups?.[1]).toEqual({ id: "group2", label: "Loop", nodes: ["E1", "S1"] });
  });

  it("pass through the clipboard as the text of a file", () => {
    const text = serialize(copy(graph, ["E", "S"]));
    const { graph: clip } = parseGraph(text, toys);
    const pasted = after(empty, paste(clip as Graph, [64, 64]));
    expect(pasted.nodes.map(({ id, at }) => [id, at])).toEqual([
      ["E", [64, 64]],
      ["S", [64, 64]],
    ]);
    expect(wiresOf(pasted)).toEqual(["E.spikes -> S.spikes", "S.i -> E.i"]);
  });

  it("that would pass a limit are not made", () => {
    const full = graphOf([node("A", "cell", { n: 600_000 })]);
    expect(duplicate(["A"]).apply(full)).toBe(full);
  });
});

/** One of everything, wired. */
const busy = after(
  empty,
  ...["cell", "cell", "quick", "own", "syn", "syn", "drive", "train"].map((kind, index) =>
    addNode(kind, [192 * index, 0], toys),
  ),
  ...[
    "cell1.spikes -> syn1.spikes",
    "syn1.i -> cell2.i",
    "train1.spikes -> syn2.spikes",
    "syn2.i -> quick1.i",
    "drive1.i -> own1.i",
  ].map((wire) => {
    const [from = "", to = ""] = wire.split(" -> ");
    return connect(from, to, toys);
  }),
  addNote([0, 200], "Watch"),
  group(["cell1", "cell2"]),
);

/** Any edit, of things that are there and of things that are not. */
const anyEdit = (): fc.Arbitrary<Edit> => {
  const kind = fc.constantFrom(...toys.map((toy) => toy.kind), "gone");
  const id = fc.constantFrom(
    "cell1",
    "cell2",
    "quick1",
    "own1",
    "syn1",
    "syn2",
    "drive1",
    "train1",
    "note1",
    "group1",
    "gone",
  );
  const ids = fc.uniqueArray(id, { maxLength: 4 });
  const at = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.double());
  const port = fc.constantFrom("i", "v", "u", "spikes");
  const end = fc.tuple(id, port).map(([node, name]) => `${node}.${name}`);
  const name = fc.constantFrom("C_m", "t_ref", "weight", "delay", "amplitude", "rate", "v", "toString");
  const value = fc.oneof(
    fc.double(),
    fc.string(),
    fc.array(fc.double(), { maxLength: 3 }),
    fc.record({ normal: fc.tuple(fc.double(), fc.double()), min: fc.double() }, { requiredKeys: ["normal"] }),
  );
  const rule = fc.oneof(
    fc.record({ rule: fc.constantFrom("all-to-all", "one-to-one") }),
    fc.record({ rule: fc.constantFrom("in-degree", "out-degree", "total"), k: fc.double(), autapses: fc.boolean() }),
    fc.constant(undefined),
  ) as fc.Arbitrary<Node["connect"]>;
  const definition = fc.constantFrom<Definition | undefined>(
    undefined,
    {
      parameters: { C_m: { default: 1, unit: "pF" } },
      state: { u: { unit: "mV", start: "0" } },
      equations: "du/dt = i/C_m",
      threshold: "u > 1 mV",
    },
    { parameters: {}, state: {}, equations: "", current: "mV/ms" },
  );
  const text = fc.string({ maxLength: 300, unit: "binary" });
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(kind, at).map(([k, p]) => addNode(k, p, toys)) },
    { weight: 4, arbitrary: fc.tuple(kind, at, end).map(([k, p, e]) => addWired(k, p, e, toys)) },
    { weight: 6, arbitrary: fc.tuple(end, end).map(([a, b]) => connect(a, b, toys)) },
    { weight: 2, arbitrary: fc.tuple(end, end).map(([a, b]) => insertSynapse(a, b, toys)) },
    fc.tuple(end, end).map(([a, b]) => disconnect(a, b)),
    fc.tuple(end, end, end, end).map(([a, b, c, d]) => reconnect(a, b, c, d, toys)),
    fc.tuple(end, end).map(([a, b]) => splitSynapse(a, b, toys)),
    ids.map((list) => removeNodes(list)),
    fc.record({ nodes: ids, wires: fc.array(fc.nat(5)), notes: ids }).map(removeSelection),
    fc.tuple(id, name, value).map(([n, p, v]) => setParameter(n, p, v, toys)),
    fc.tuple(ids, name, value).map(([n, p, v]) => setParameters(n, p, v)),
    fc.tuple(id, name).map(([n, p]) => resetParameter(n, p)),
    fc.tuple(id, name, value).map(([n, p, v]) => setStart(n, p, v)),
    fc.tuple(id, text).map(([n, t]) => setLabel(n, t)),
    fc.tuple(id, fc.double()).map(([n, x]) => setN(n, x)),
    fc.tuple(id, fc.double()).map(([n, x]) => setColor(n, x)),
    fc.tuple(id, fc.constantFrom("absolute", "rate", "", "odd")).map(([n, f]) => setForm(n, f, toys)),
    fc.tuple(ids, fc.constantFrom("slow", "high", "odd")).map(([n, p]) => applyPreset(n, p, toys)),
    fc.tuple(id, rule).map(([n, r]) => setConnect(n, r)),
    fc.tuple(id, fc.constantFrom("rk4" as const, "euler" as const, undefined)).map(([n, m]) => setMethod(n, m)),
    fc.tuple(id, definition).map(([n, d]) => setDefinition(n, d, toys)),
    ids.map((list) => flip(list)),
    ids.map((list) => duplicate(list, list)),
    fc.dictionary(id, at).map((positions) => moveNodes(positions)),
    fc.dictionary(id, at).map((positions) => tidy(positions)),
    fc
      .tuple(ids, fc.constantFrom("left" as const, "middle" as const, "bottom" as const))
      .map(([n, how]) => align(n, how, toys)),
    ids.map((list) => distribute(list, "vertical", toys)),
    fc.tuple(at, text).map(([p, t]) => addNote(p, t)),
    fc.tuple(id, text).map(([n, t]) => editNote(n, t)),
    fc.tuple(id, at).map(([n, s]) => resizeNote(n, s)),
    id.map((n) => removeNote(n)),
    ids.map((list) => group(list)),
    id.map((n) => ungroup(n)),
    fc.tuple(id, text).map(([n, t]) => renameGroup(n, t)),
    text.map((t) => rename(t)),
    text.map((t) => setAbout(t)),
    fc.double().map((x) => setSeed(x)),
    fc.double().map((x) => setDt(x)),
    fc.constantFrom(setOrder("brian2"), setOrder("nest"), setPlots(["rate", "spikes"]), setPlots(["membrane:mV"])),
    { weight: 1, arbitrary: fc.constant(clear()) },
  );
};
const anySequence = fc.array(anyEdit(), { minLength: 1, maxLength: 40, size: "max" });
const runs = Number(process.env["SPIKEBOARD_FUZZ"] ?? 0) > 0 ? 1000 : 200;

describe("any sequence of edits", { timeout: 120_000 }, () => {
  it("reaches graphs worth testing", () => {
    const graphs = fc.sample(anySequence, { numRuns: 100, seed: 1 }).map((edits) => after(busy, ...edits));
    const mean = (count: (graph: Graph) => number) =>
      graphs.reduce((sum, graph) => sum + count(graph), 0) / graphs.length;
    expect(mean(({ nodes }) => nodes.length)).toBeGreaterThan(5);
    expect(mean(({ wires }) => wires.length)).toBeGreaterThan(2);
    expect(
      mean(
        ({ nodes }) =>
          nodes.filter(({ parameters, start, connect, definition }) => parameters ?? start ?? connect ?? definition)
            .length,
      ),
    ).toBeGreaterThan(0.5);
    expect(graphs.some(({ notes, groups }) => notes && groups)).toBe(true);
  });

  it("leaves nothing dangling, and a graph that opens again as it was, byte for byte", () => {
    fc.assert(
      fc.property(anySequence, (edits) => {
        const graph = after(busy, ...edits);
        const ids = new Set(graph.nodes.map(({ id }) => id));
        for (const { from, to } of graph.wires)
          for (const end of [from, to]) expect(ids.has(splitEnd(end).node)).toBe(true);
        for (const { nodes } of graph.groups ?? []) for (const id of nodes) expect(ids.has(id)).toBe(true);
        const text = serialize(graph);
        const opened = parseGraph(text, toys);
        expect(opened.graph, JSON.stringify(opened.diagnostics[0])).toStrictEqual(graph);
        expect(serialize(opened.graph as Graph)).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  it("undone to the start is the first graph, redone to the end the last", () => {
    fc.assert(
      fc.property(anySequence, (edits) => {
        // Undo is a list of graphs; that is sound only if no edit changes a graph in place.
        const history = [busy];
        const texts = [serialize(busy)];
        for (const edit of edits) {
          const next = edit.apply(history.at(-1) as Graph);
          if (next === history.at(-1)) continue;
          history.push(next);
          texts.push(serialize(next));
        }
        expect(history.map(serialize)).toEqual(texts);
        expect(serialize(history[0] as Graph)).toBe(texts[0]);
      }),
      { numRuns: runs },
    );
  });

  it("does nothing the second time where it says that nothing changed, and keeps untouched nodes", () => {
    fc.assert(
      fc.property(anySequence, anyEdit(), (edits, edit) => {
        const before = after(busy, ...edits);
        const next = edit.apply(before);
        if (next === before) return;
        expect(serialize(next)).not.toBe(serialize(before));
        const old = new Map(before.nodes.map((present) => [present.id, present]));
        for (const present of next.nodes) {
          const was = old.get(present.id);
          if (was && JSON.stringify(was) === JSON.stringify(present)) expect(present).toBe(was);
        }
      }),
      { numRuns: runs },
    );
  });

  it("whatever may be connected is connected, and is then sound", () => {
    fc.assert(
      fc.property(anySequence, fc.nat(), fc.nat(), (edits, a, b) => {
        const graph = after(busy, ...edits);
        const outs = graph.nodes.flatMap(({ id }) => ["i", "spikes", "v"].map((port) => `${id}.${port}`));
        const [from, to] = [outs[a % outs.length], outs[b % outs.length]];
        if (from === undefined || to === undefined || canConnect(graph, toys, from, to)) return;
        const next = after(graph, connect(from, to, toys));
        expect(next.wires).toHaveLength(graph.wires.length + 1);
        const wrong = check(next, toys).filter(
          ({ at, code }) => at.type === "wire" && at.from === from && at.to === to && code !== "cells-differ",
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

describe("published values", () => {
  const famous = (more: Partial<Node>) => graphOf([node("F", "famous", more)]);
  const kind = toys.find((each) => each.kind === "famous") as Kind;
  const told = (graph: Graph) => presetsOf(nodeOf(graph, "F") as Node, kind);

  it("replace one another whole, and leave alone what none of them names", () => {
    const own = famous({ parameters: { C_m: 250, t_ref: 5 }, start: { v: 3 } });
    expect(told(own)).toEqual([]);
    const slow = after(own, applyPreset(["F"], "slow", toys));
    expect(nodeOf(slow, "F")).toEqual(node("F", "famous", { parameters: { t_ref: 5, C_m: 500, channels: 20 } }));
    expect(told(slow)).toEqual(["slow"]);
    const high = after(slow, applyPreset(["F"], "high", toys));
    expect(nodeOf(high, "F")).toEqual(node("F", "famous", { parameters: { t_ref: 5 }, start: { v: 5 } }));
    expect(told(high)).toEqual(["high"]);
  });

  describe("with the experiment that shows them", () => {
    const set = (graph: Graph, way: "published" | "converged" = "published") =>
      after(graph, setUpPreset(["F"], "slow", way, toys));
    const sources = (graph: Graph) =>
      graph.wires.filter(({ to }) => to === "F.i").map(({ from }) => nodeOf(graph, splitEnd(from).node));

    it("bring their source, wired in its units, their integrator and their step, and nothing else stays", () => {
      const graph = set(famous({ parameters: { t_ref: 5 }, start: { v: 3 } }));
      expect(nodeOf(graph, "F")).toEqual(
        node("F", "famous", { parameters: { C_m: 500, channels: 20 }, method: "euler" }),
      );
      expect(graph.dt).toBe(0.5);
      expect(sources(graph)).toEqual([expect.objectContaining({ kind: "drive", parameters: { amplitude: 7 } })]);
      expect(check(graph, toys).filter(({ severity }) => severity === "error")).toEqual([]);
      expect(shownAs(graph, ["F"], "slow", toys)).toBe("published");
      expect(shownAs(after(graph, setDt(0.1)), ["F"], "slow", toys)).toBeUndefined();
    });

    it("are set up once: again it changes nothing, and the other way keeps the source", () => {
      const graph = set(famous({}));
      expect(set(graph)).toBe(graph);
      const fine = set(graph, "converged");
      expect(fine.nodes).toHaveLength(graph.nodes.length);
      expect([fine.dt, nodeOf(fine, "F")?.method]).toEqual([0.01, "rk4"]);
      expect(shownAs(fine, ["F"], "slow", toys)).toBe("converged");
    });

    it("take over the source that feeds the node alone, and unplug one that feeds others too", () => {
      const graph = graphOf(
        [node("S", "drive", { label: "Mine" }), node("T", "drive"), node("F", "famous"), node("G", "famous")],
        ["S.i -> F.i", "T.i -> F.i", "T.i -> G.i"],
      );
      const next = set(graph);
      expect(next.nodes).toHaveLength(4);
      expect(sources(next)).toEqual([
        expect.objectContaining({ id: "S", label: "Mine", parameters: { amplitude: 7 } }),
      ]);
      expect(next.wires).toContainEqual({ from: "T.i", to: "G.i" });
    });
  });

  it("are not put on nodes whose kind has none", () => {
    const graph = graphOf([node("E", "cell", { parameters: { C_m: 250 } })]);
    expect(applyPreset(["E", "gone"], "slow", toys).apply(graph)).toBe(graph);
  });
});

describe("named edits", () => {
  it("run from plain data, as a fix holds them", () => {
    const graph = graphOf([node("T", "train"), node("E", "cell")]);
    const fix = canConnect(graph, toys, "T.spikes", "E.i")?.fix;
    const next = fix && editOf(structuredClone(fix), toys).apply(graph);
    expect(next && check(next, toys)).toEqual([]);
    expect(() => editOf({ label: "?", edit: { name: "toString", args: [] } }, toys)).toThrow(
      "no edit is named toString",
    );
    expect(Object.keys(namedEdits)).toContain("setParameter");
  });
});
