import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { shapes } from "../patterns/index.ts";
import { check } from "./check.ts";
import { canConnect } from "./connect.ts";
import { editOf } from "./edits.ts";
import { graphSentences } from "./messages.ts";
import { graphOf, node, quickest } from "./samples/build.ts";
import { remembering, toys } from "./samples/toyCatalogue.ts";
import type { Connect, Graph, Node, Value } from "./schema.ts";

const kinds = [...toys, ...remembering, ...catalogue.filter(({ kind }) => kind === "lif" || kind === "lectureLif")];

const cell = (parameters: Readonly<Record<string, Value>>) => graphOf([node("E", "cell", { parameters })]);
const start = (value: Value) => graphOf([node("E", "cell", { start: { v: value } })]);
/** Two populations joined by a synapse, whole and sound. */
const joined = (more: Partial<Node> = {}, nPre = 5, nPost = 5, order: Graph["order"] = "nest"): Graph =>
  graphOf(
    [node("A", "cell", { n: nPre }), node("B", "cell", { n: nPost }), node("S", "syn", more)],
    ["A.spikes -> S.spikes", "S.i -> B.i"],
    { order },
  );
const rule = (connect: Connect, nPre = 5, nPost = 5) => joined({ connect }, nPre, nPost);
const onto = (connect: Connect, n = 5) =>
  graphOf([node("A", "cell", { n }), node("S", "syn", { connect })], ["A.spikes -> S.spikes", "S.i -> A.i"]);

/** Cells that remember pictures. */
const memory = (parameters: Readonly<Record<string, Value>>, n = 4) =>
  graphOf(
    [node("P", "pictures", { n: 4 }), node("E", "cell", { n }), node("W", "stored", { parameters })],
    ["E.v -> W.v_pre", "P.patterns -> W.patterns", "W.i -> E.i"],
  );
/** Equations whose cells rest as long as `refractory` says. */
const resting = {
  parameters: { t_ref: { default: -2, unit: "ms" } },
  state: { v: { unit: "mV", start: "0" } },
  equations: "dv/dt = -v/(5 ms) + 0*t_ref*v/(1 ms^2)",
  threshold: "v > 10 mV",
  reset: "v = 0 mV",
};
const blob = `"P": No shape "blob"; there are ${shapes.join(", ")}.`;

/** The smallest graph for each code, its sentence, and the label of its fix. */
const cases: readonly (readonly [code: keyof typeof graphSentences, graph: Graph, message: string, fix?: string])[] = [
  [
    "unknown-kind",
    graphOf([node("E", "cel")]),
    '"E" is of the kind cel, which is not known here. It is kept and takes no part. Did you mean cell?',
  ],
  [
    "newer-kind",
    graphOf([node("E", "cell", { version: 4 })]),
    '"E" was written for version 4 of cell; here it is version 1. Open it in a newer Spikeboard.',
  ],
  [
    "unknown-form",
    graphOf([node("I", "drive", { form: "odd" })]),
    '"I" (drive) has no form odd. It has absolute, rate.',
    "Use absolute",
  ],
  [
    "unknown-form",
    graphOf([node("E", "cell", { form: "odd" })]),
    '"E" (cell) has no form odd. It has none.',
    "Leave it out",
  ],
  [
    "unknown-parameter",
    cell({ C_n: 5 }),
    '"E" (cell) has no parameter C_n; its value is kept and not used. Did you mean C_m?',
    "Remove it",
  ],
  [
    "unknown-state",
    graphOf([node("E", "cell", { start: { V: 5 } })]),
    '"E" (cell) has no state V; its start is kept and not used. Did you mean v?',
    "Remove it",
  ],
  [
    "unknown-field",
    graphOf([node("E", "cell", { cells: 50 })]),
    '"E" (cell) has a field cells, which is kept and not used. Did you mean n?',
    "Rename it n",
  ],
  [
    "reset-fires",
    graphOf([node("L", "lif", { parameters: { V_reset: -50 } })]),
    '"L": after v = V_reset the threshold v >= V_th is still met, so it fires again as soon as it can. Change one of the two.',
  ],
  [
    "negative-rest",
    graphOf([node("M", "own", { definition: { ...resting, refractory: "-3 ms" } })]),
    '"M" would rest for -3 ms after a spike; it can be 0 ms or more.',
    "Change to 0 ms",
  ],
  [
    "negative-rest",
    graphOf([node("M", "own", { definition: { ...resting, refractory: "t_ref" } })]),
    '"M" would rest for -2 ms after a spike; it can be 0 ms or more.',
    "Set t_ref to 0 ms",
  ],
  [
    "wrong-value",
    cell({ C_m: "big" }),
    '"E" (cell): C_m is "big"; it must be a number or a distribution.',
    "Back to the default",
  ],
  [
    "wrong-value",
    graphOf([node("T", "train", { parameters: { times: 5 } })]),
    '"T" (train): times is 5; it must be a list of numbers.',
    "Back to the default",
  ],
  [
    "wrong-value",
    graphOf([node("T", "train", { parameters: { rate: 5 } })]),
    '"T" (train): rate is 5; it must be an equation, as text.',
    "Back to the default",
  ],
  [
    "wrong-value",
    start([1, 2]),
    '"E" (cell): v is a list; it must be a number, an expression or a distribution.',
    "Back to the default",
  ],
  ["out-of-range", cell({ t_ref: -2 }), '"E" (cell): t_ref is -2 ms; it can be 0 to 20 ms.', "Set to 0 ms"],
  [
    "out-of-range",
    cell({ C_m: { uniform: [5, 20] } }),
    '"E" (cell): C_m is 5 pF; it can be 10 to 1000 pF.',
    "Move it into the range",
  ],
  [
    "out-of-range",
    cell({ C_m: { normal: [2000, 1] } }),
    '"E" (cell): C_m is 2000 pF; it can be 10 to 1000 pF.',
    "Set the mean to 1000 pF",
  ],
  [
    "out-of-range",
    cell({ channels: { values: [0, 5] } }),
    '"E" (cell): channels is 0; it can be 1 to 100.',
    "Move them into the range",
  ],
  [
    "out-of-range",
    graphOf([node("T", "train", { parameters: { times: [5, -1] } })]),
    '"T" (train): times is -1 ms; it can be 0 to 1000000 ms.',
    "Move them into the range",
  ],
  ["not-whole", cell({ channels: 2.5 }), '"E" (cell): channels is 2.5; it must be a whole number.', "Set to 3"],
  [
    "draws-out-of-range",
    cell({ C_m: { normal: [100, 60] } }),
    '"E" (cell): some draws of C_m will fall outside 10 to 1000 pF. Bound them, or choose a smaller sd.',
    "Bound the draws",
  ],
  [
    "negative-sd",
    cell({ C_m: { normal: [100, -5] } }),
    '"E": the standard deviation of C_m is -5; it can be 0 or more.',
    "Set sd to 5",
  ],
  [
    "negative-sd",
    start({ normal: [0, -5] }),
    '"E": the standard deviation of v is -5; it can be 0 or more.',
    "Set sd to 5",
  ],
  [
    "low-above-high",
    cell({ C_m: { uniform: [200, 100] } }),
    '"E": C_m is drawn from 200 to 100; the lower end must come first.',
    "Swap them",
  ],
  [
    "low-above-high",
    cell({ C_m: { normal: [100, 5], min: 110, max: 90 } }),
    '"E": C_m is drawn from 110 to 90; the lower end must come first.',
    "Swap them",
  ],
  [
    "lognormal-mean",
    start({ lognormal: [0, 1] }),
    '"E": the mean of v is 0; a lognormal needs a mean above 0. Take a normal instead.',
    "Make it a normal",
  ],
  [
    "mean-outside-bounds",
    cell({ C_m: { normal: [100, 1], min: 150 } }),
    '"E": hardly any draw of C_m falls within its bounds, 150 to any high value. Move the mean or the bounds.',
    "Remove the bounds",
  ],
  [
    "no-values",
    cell({ C_m: { values: [] } }),
    '"E": C_m has an empty list of values; it needs at least one.',
    "Back to the default",
  ],
  [
    "cells-of-synapse",
    joined({ n: 4 }),
    '"S" is a synapse and has no cells of its own; its number of cells is not used.',
    "Leave it out",
  ],
  [
    "rule-without-synapse",
    graphOf([node("E", "cell", { connect: { rule: "one-to-one" } })]),
    '"E" is not a synapse; its connection rule is not used.',
    "Leave it out",
  ],
  [
    "signals-differ",
    graphOf([node("Poisson", "train"), node("E", "cell")], ["Poisson.spikes -> E.i"]),
    '"Poisson" sends spikes, but "E" takes a current. Put a synapse between them.',
    "Insert a synapse",
  ],
  [
    "signals-differ",
    graphOf([node("A", "cell"), node("B", "cell"), node("S", "syn")], ["A.v -> S.spikes", "S.i -> B.i"]),
    '"A" sends a value, but "S" takes spikes. Wire its output spikes instead.',
    "Use spikes",
  ],
  [
    "signals-differ",
    graphOf([node("A", "cell"), node("B", "cell")], ["A.v -> B.i"]),
    '"A" sends a value, but "B" takes a current.',
    "Remove the wire",
  ],
  [
    "units-differ",
    graphOf([node("I", "drive"), node("Q", "quick")], ["I.i -> Q.i"]),
    '"I" sends a current in pA, but "Q" takes one in mV/ms. Switch "I" to mV/ms.',
    "Switch to mV/ms",
  ],
  [
    "units-differ",
    graphOf([node("I", "drive"), node("E", "cell"), node("Q", "quick")], ["I.i -> E.i", "I.i -> Q.i"]),
    '"I" sends a current in pA, but "Q" takes one in mV/ms. It cannot do both: use another source for "Q".',
  ],
  [
    "duplicate-wire",
    graphOf([node("I", "drive"), node("E", "cell")], ["I.i -> E.i", "I.i -> E.i"]),
    '"I" and "E" are already wired here. A second wire would change nothing.',
    "Remove one",
  ],
  [
    "two-sources",
    graphOf(
      [node("A", "cell"), node("B", "cell"), node("S", "syn")],
      ["A.spikes -> S.spikes", "B.spikes -> S.spikes", "S.i -> A.i"],
    ),
    '"S" already takes spikes from "A". A synapse has one source; give "B" a synapse of its own.',
    "Give it a synapse of its own",
  ],
  [
    "two-targets",
    graphOf(
      [node("A", "cell"), node("B", "cell"), node("S", "syn")],
      ["A.spikes -> S.spikes", "S.i -> A.i", "S.i -> B.i"],
    ),
    '"S" already reaches "A". A synapse has one target; give "B" a synapse of its own.',
    "Give it a synapse of its own",
  ],
  [
    "no-source",
    graphOf([node("A", "cell"), node("S", "syn")], ["S.i -> A.i"]),
    '"S" has no source. Wire spikes into it.',
  ],
  [
    "no-source",
    graphOf([node("A", "cell"), node("S", "stored")], ["S.i -> A.i"]),
    '"S" has no source. Wire a value into it.',
  ],
  [
    "no-target",
    graphOf([node("A", "cell"), node("S", "syn")], ["A.spikes -> S.spikes"]),
    '"S" has no target. Wire it to a neuron.',
  ],
  [
    "course-lengths",
    graphOf([node("L", "listed", { parameters: { times: [5, 6, 7] } })]),
    '"L": times holds 3 and levels 2 numbers. Each time needs its value.',
    "Shorten times to 2",
  ],
  [
    "course-back",
    graphOf([node("L", "listed", { parameters: { times: [20, 10] } })]),
    '"L": times must rise, but 20 ms is followed by 10 ms. Put them in order.',
  ],
  [
    "coarse-step",
    graphOf([node("E", "lif", { method: "euler", parameters: { tau_m: 0.3 } })]),
    '"E": v has a time constant of 0.3 ms, and steps of 0.1 ms are long for it with forward Euler: in a time constant it falls to 30 % in place of 37 %. Take steps of 0.05 ms, or the adaptive integrator.',
    "Set dt to 0.05 ms",
  ],
  [
    "unpublished-step",
    graphOf([node("E", "lectureLif")]),
    '"E": the spikes of "The lecture" belong to the steps of 0.01 ms in which it was published; in steps of 0.1 ms there may be others.',
    "Set dt to 0.01 ms",
  ],
  [
    "target-lacks",
    joined({ kind: "reader" }),
    '"S" reads u of its target, but "B" has no such state; it has v. Wire it to a unit that has one.',
  ],
  [
    "wrong-value",
    memory({ rule: "magic" }),
    '"W" (stored): rule is "magic"; it must be one of hebb, mean.',
    "Back to the default",
  ],
  ["bad-patterns", graphOf([node("P", "pictures", { n: 4, parameters: { shapes: "2x2; shapes blob" } })]), blob],
  [
    "pattern-size",
    graphOf([node("P", "pictures"), node("E", "cell", { n: 4 })], ["P.i -> E.i"]),
    'The patterns of "P" have 4 points, but "P" has 1 cell. One cell for each point.',
    "Set to 4",
  ],
  [
    "pattern-size",
    memory({}, 5),
    'The patterns of "P" have 4 points, but "E" has 5 cells. One cell for each point.',
    'Give "E" 4',
  ],
  [
    "no-stored-patterns",
    graphOf([node("E", "cell", { n: 4 }), node("W", "stored")], ["E.v -> W.v_pre", "W.i -> E.i"]),
    '"W" stores nothing: its weights are 0. Wire patterns into it.',
  ],
  [
    "cells-differ",
    graphOf([node("I", "drive", { n: 3 }), node("E", "cell", { n: 80 })], ["I.i -> E.i"]),
    '"I" has 3 cells, but "E" has 80. It must have 1, for all of them, or 80.',
    "Set to 80",
  ],
  [
    "one-to-one-cells",
    rule({ rule: "one-to-one" }, 5, 6),
    '"S" joins cells one to one, but "A" has 5 and "B" has 6. The numbers must be equal.',
    "Join all to all",
  ],
  [
    "one-to-one-cells",
    graphOf(
      [node("T", "train"), node("S", "syn", { connect: { rule: "one-to-one" } }), node("E", "cell", { n: 7 })],
      ["T.spikes -> S.spikes", "S.i -> E.i"],
    ),
    '"S" joins cells one to one, but "T" has 1 and "E" has 7. The numbers must be equal.',
    'Give "T" 7',
  ],
  [
    "delay-under-step",
    joined({ parameters: { delay: 0.04 } }),
    '"S": delay is 0.04 ms, which rounds to no step at all; the shortest is one step, 0.1 ms.',
    "Make it one step",
  ],
  [
    "delay-under-step",
    joined({ parameters: { delay: { uniform: [0, 2] } } }),
    '"S": delay is 0 ms, which rounds to no step at all; the shortest is one step, 0.1 ms.',
    "Make it one step",
  ],
  [
    "delay-under-step",
    joined({ connect: { rule: "pairs", pairs: [[0, 1, 5, 0]] } }),
    '"S": delay is 0 ms, which rounds to no step at all; the shortest is one step, 0.1 ms.',
    "Make it one step",
  ],
  [
    "near-limit",
    graphOf([node("P", "chance", { parameters: { rate: 500 } })], [], { dt: 1 }),
    '"P" (chance): rate*dt is 0.5; 0.1 or less is wanted. It is a chance.',
    "Set dt to 0.2 ms",
  ],
  [
    "near-limit",
    graphOf([node("P", "chance", { n: 2, parameters: { rate: { values: [100, 250] } } })], [], { dt: 1 }),
    '"P" (chance): rate*dt is 0.25; 0.1 or less is wanted. It is a chance.',
    "Set dt to 0.2 ms",
  ],
  [
    "over-limit",
    graphOf([node("P", "chance", { parameters: { rate: { uniform: [10, 15_000] } } })]),
    '"P" (chance): rate*dt is 1.5; it can be at most 1. It is a chance.',
    "Set dt to 0.005 ms",
  ],
  [
    "bad-probability",
    rule({ rule: "probability", p: 20 }),
    '"S": the probability is 20; it can be 0 to 1.',
    "Set to 1",
  ],
  [
    "bad-count",
    rule({ rule: "in-degree", k: 2.5 }),
    '"S": the in-degree is 2.5; it must be a whole number from 0.',
    "Set to 3",
  ],
  [
    "too-many-partners",
    rule({ rule: "in-degree", k: 9, multapses: false }),
    '"S": the in-degree is 9, but without multapses there are only 5 to choose from.',
    "Set to 5",
  ],
  [
    "too-many-partners",
    onto({ rule: "out-degree", k: 5, multapses: false, autapses: false }),
    '"S": the out-degree is 5, but without multapses there are only 4 to choose from.',
    "Set to 4",
  ],
  [
    "too-many-partners",
    rule({ rule: "total", k: 31, multapses: false }, 5, 6),
    '"S": the number of pairs is 31, but without multapses there are only 30 to choose from.',
    "Set to 30",
  ],
  [
    "no-partners",
    onto({ rule: "in-degree", k: 2, autapses: false }, 1),
    '"S": the in-degree is 2, but a cell would have to reach itself, and autapses are off.',
    "Allow autapses",
  ],
  ["no-pairs", onto({ rule: "all-to-all", autapses: false }, 1), '"S" joins no cells: its rule leaves no pair.'],
  [
    "pair-out-of-range",
    rule({
      rule: "pairs",
      pairs: [
        [0, 1],
        [0, 5],
      ],
    }),
    '"S": pair 1 is [0, 5], but cells go from 0 to 4 and from 0 to 4.',
    "Leave out such pairs",
  ],
];

const table = cases.map(([code, graph, message, label]) => ({ code, graph, message, label }));

describe("check", () => {
  it.each(table)("$code", ({ code, graph, message, label }) => {
    const found = check(graph, kinds).find((diagnostic) => diagnostic.code === code);
    expect(found?.message).toBe(message);
    expect(found?.severity).toBe(graphSentences[code].severity);
    expect(found?.fix?.label).toBe(label);
  });

  it.each(table.filter(({ label }) => label))(
    "the fix of $code mends it, and does no other harm",
    ({ code, graph }) => {
      const before = check(graph, kinds);
      const found = before.find((diagnostic) => diagnostic.code === code);
      const mended = found?.fix ? editOf(found.fix, kinds).apply(graph) : graph;
      const after = check(mended, kinds);
      expect(after.filter(({ message }) => message === found?.message)).toEqual([]);
      const known = new Set(before.map((diagnostic) => diagnostic.code));
      expect(after.filter((diagnostic) => diagnostic.severity === "error" && !known.has(diagnostic.code))).toEqual([]);
    },
  );

  it("has a case for every sentence but those that only a wire being drawn can have", () => {
    const covered = new Set(cases.map(([code]) => code));
    expect(Object.keys(graphSentences).filter((code) => !covered.has(code as never))).toEqual([
      "wire-backwards",
      "nothing-there",
    ]);
  });

  it("finds nothing wrong with a sound circuit, autapses and multapses included", () => {
    expect(check(joined(), kinds)).toEqual([]);
    expect(check(onto({ rule: "all-to-all" }), kinds)).toEqual([]);
    expect(check(onto({ rule: "in-degree", k: 50 }), kinds)).toEqual([]);
    expect(check(joined({ parameters: { delay: 0 } }, 5, 5, "brian2"), kinds)).toEqual([]);
    expect(check(joined({ parameters: { delay: 0.05 } }), kinds)).toEqual([]);
    expect(
      check(joined({ parameters: { weight: { lognormal: [50, 20] }, delay: { normal: [1.5, 0.2] } } }), kinds),
    ).toEqual([]);
  });

  it("keeps the fields that other programs add, and renames only what can be read", () => {
    const strange = graphOf([node("E", "cell", { shape: "round", cells: 50 })]);
    expect(check(strange, kinds).map(({ code }) => code)).toEqual(["unknown-field"]);
    const mended = (more: Partial<Node>) => {
      const graph = graphOf([node("E", "cell", more)]);
      const [found] = check(graph, kinds);
      return found?.fix && editOf(found.fix, kinds).apply(graph).nodes[0];
    };
    expect(mended({ cells: 50 })).toEqual(node("E", "cell", { n: 50 }));
    expect(mended({ cells: 50, n: 7 })).toEqual(node("E", "cell", { n: 7 }));
    expect(mended({ cells: "many" })).toEqual(node("E", "cell"));
  });

  it("warns of a reset that meets the threshold, wherever the equations tell, and of none that is published", () => {
    const warns = (more: Partial<Node>, kind = "lif") =>
      check(graphOf([node("E", kind, more)]), catalogue).some(({ code }) => code === "reset-fires");
    expect(warns({ parameters: { V_reset: -50 } })).toBe(true);
    expect(warns({ parameters: { V_th: { uniform: [-80, -50] } } })).toBe(true);
    expect(warns({ parameters: { V_reset: { uniform: [-60, -50] }, V_th: { uniform: [-58, -48] } } })).toBe(false);
    expect(warns({ parameters: { c: 40 } }, "izhikevich")).toBe(true);
    expect(warns({ parameters: { V_reset: 10 } }, "adex")).toBe(true);
    expect(warns({ parameters: { V_reset: 10 } }, "escapeNoise")).toBe(false);
    for (const { kind, presets = {} } of catalogue)
      for (const { parameters, form } of [{ parameters: {}, form: undefined }, ...Object.values(presets)])
        expect(warns({ parameters, ...(form !== undefined && { form }) }, kind), kind).toBe(false);
  });

  it("warns of pulses closer than the time step", () => {
    const found = (period: number) =>
      check(graphOf([node("P", "pulseTrain", { parameters: { period } })]), catalogue).map(({ code }) => code);
    expect(found(0.01)).toEqual(["near-limit"]);
    expect(found(0.1)).toEqual([]);
  });

  it("puts errors first", () => {
    const severities = check(graphOf([node("S", "syn"), node("E", "cell", { parameters: { C_m: 0 } })]), kinds).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(["error", "warning", "warning"]);
  });

  it("leaves nodes of unknown kinds and their wires alone", () => {
    const graph = graphOf(
      [node("X", "strange"), node("E", "cell"), node("S", "syn")],
      ["X.a -> E.i", "E.spikes -> X.b", "E.spikes -> S.spikes", "S.i -> X.c"],
    );
    expect(check(graph, kinds).map(({ code }) => code)).toEqual(["unknown-kind"]);
  });

  it("judges a custom node by its own definition", () => {
    const definition = {
      parameters: { a: { default: 1, unit: "mV", range: [0, 5] as const } },
      state: { u: { unit: "mV", start: "0" } },
      equations: "du/dt = i",
      current: "mV/ms",
    };
    const graph = graphOf(
      [node("O", "own", { definition, parameters: { a: 9 }, start: { u: 1 } }), node("I", "drive")],
      ["I.i -> O.i"],
    );
    expect(
      check(graph, kinds)
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => code),
    ).toEqual(["out-of-range", "units-differ"]);
  });
});

describe("texts", () => {
  const found = (graph: Graph) =>
    check(graph, kinds).map(({ at, message }) => [
      at.type === "equation" ? `${at.node} ${at.field} ${at.from}-${at.to}` : at.type,
      message,
    ]);
  const definition = {
    parameters: { tau: { default: 5, unit: "ms" } },
    state: { u: { unit: "mV", start: "0 mV" } },
    equations: "du/dt = -u/tau + i/(100 pF)",
    threshold: "u > 10 mV",
    reset: "u = 0 mV",
  };

  it("of a sound definition, start and rate have no problem", () => {
    const graph = graphOf([
      node("O", "own", { definition, start: { u: "rand()*tau/(1 ms)*1 mV" } }),
      node("T", "train", { parameters: { rate: "5 Hz + 2 Hz*sin(t/(1 ms))" } }),
    ]);
    expect(found(graph)).toEqual([]);
  });

  it("are reported at their characters, in the node that has them", () => {
    expect(
      found(graphOf([node("O", "own", { definition: { ...definition, equations: "du/dt = -w/tau" } })]))[0]?.[0],
    ).toBe("O equations 9-10");
    expect(found(graphOf([node("E", "cell", { start: { v: "5 pA" } })]))[0]?.[0]).toMatch(/^E start\.v /);
    expect(found(graphOf([node("T", "train", { parameters: { rate: "5 Hz +" } })]))[0]?.[0]).toMatch(/^T rate /);
  });

  it("of a synapse are read with the states of its target", () => {
    const reading = { parameters: {}, state: {}, equations: "i = (1 nS)*v", onSpike: "v += 1 mV", current: "pA" };
    const joined = (target: Node) =>
      graphOf(
        [target, node("S", "wired", { definition: reading })],
        [`${target.id}.spikes -> S.spikes`, `S.i -> ${target.id}.i`],
      );
    const renamed = [
      ...toys,
      ...toys
        .filter(({ kind }) => kind === "syn")
        .map((kind) => ({
          ...kind,
          kind: "wired",
          editable: true,
          outputs: { i: { ...kind.outputs["i"], signal: "current" as const, about: "Current", reads: "i" } },
        })),
    ];
    expect(check(joined(node("E", "cell")), renamed).filter(({ severity }) => severity === "error")).toEqual([]);
    const wrong = check(joined(node("O", "own", { definition })), renamed).filter(
      ({ severity }) => severity === "error",
    );
    expect(wrong.map(({ at }) => at)).toMatchObject([
      { type: "equation", node: "S", field: "equations", from: 11, to: 12 },
      { type: "equation", node: "S", field: "onSpike", from: 0 },
    ]);
  });
});

describe("canConnect", () => {
  const graph = graphOf([
    node("I", "drive"),
    node("E", "cell", { n: 80 }),
    node("Q", "quick"),
    node("S", "syn"),
    node("T", "train"),
    node("J", "drive", { n: 3 }),
  ]);
  const reason = (from: string, to: string, present = graph) => canConnect(present, kinds, from, to);

  it("is null for what connect makes good: form and number adapt", () => {
    expect(reason("I.i", "E.i")).toBeNull();
    expect(reason("I.i", "Q.i")).toBeNull();
    expect(reason("S.i", "Q.i")).toBeNull();
    expect(reason("E.spikes", "S.spikes")).toBeNull();
  });

  it("refuses with the reason and a way out", () => {
    expect(reason("T.spikes", "E.i")).toEqual({
      code: "signals-differ",
      severity: "error",
      at: { type: "wire", from: "T.spikes", to: "E.i" },
      message: '"T" sends spikes, but "E" takes a current. Put a synapse between them.',
      fix: { label: "Insert a synapse", edit: { name: "insertSynapse", args: ["T.spikes", "E.i"] } },
    });
    expect(reason("I.i", "S.spikes")?.message).toBe(
      '"I" sends a current, but "S" takes spikes. A current goes straight into a neuron.',
    );
    expect(reason("E.v", "S.spikes")?.fix?.edit).toEqual({ name: "connect", args: ["E.spikes", "S.spikes"] });
    expect(reason("J.i", "E.i")?.message).toBe(
      '"J" has 3 cells, but "E" has 80. It must have 1, for all of them, or 80.',
    );
    expect(reason("E.i", "I.i")?.message).toBe(
      "A wire runs from an output to an input; this one runs from E.i to I.i.",
    );
    expect(reason("E.i", "I.i")?.fix?.edit).toEqual({ name: "connect", args: ["I.i", "E.i"] });
    expect(reason("I.i", "E.gone")?.message).toBe("There is nothing to wire at E.gone.");
  });

  it("knows what is wired already", () => {
    const wired = {
      ...graph,
      wires: [
        { from: "I.i", to: "E.i" },
        { from: "E.spikes", to: "S.spikes" },
        { from: "S.i", to: "E.i" },
      ],
    };
    expect(reason("I.i", "E.i", wired)?.code).toBe("duplicate-wire");
    expect(reason("I.i", "Q.i", wired)?.code).toBe("units-differ");
    expect(reason("T.spikes", "S.spikes", wired)?.code).toBe("two-sources");
    expect(reason("S.i", "Q.i", wired)?.code).toBe("two-targets");
  });

  it("answers for every port of a large graph within a frame", () => {
    const nodes = Array.from({ length: 5000 }, (_, index) => node(`n${index}`, "cell"));
    const large = graphOf([...nodes, node("I", "drive")]);
    canConnect(large, kinds, "I.i", "n0.i");
    const all = quickest(() => {
      for (const { id } of nodes) canConnect(large, kinds, "I.i", `${id}.i`);
    });
    expect(all).toBeLessThan(100);
  });
});

describe("rate units", () => {
  const graph = graphOf([
    node("U", "sigmoidUnit"),
    node("V", "tanhUnit"),
    node("L", "lif"),
    node("P", "poisson"),
    node("C", "step"),
    node("W", "weightedSum"),
  ]);
  const reason = (from: string, to: string) => canConnect(graph, catalogue, from, to);

  it("are joined by a weighted sum, to spiking cells too, and spikes reach them as a rate", () => {
    for (const [from, to, synapse, form] of [
      ["U.r", "V.i", "weightedSum", undefined],
      ["U.r", "L.i", "weightedSum", "absolute"],
      ["P.spikes", "U.i", "spikesToRate", undefined],
      ["L.v", "L.i", "gapJunction", undefined],
    ] as const) {
      const { message, fix } = reason(from, to) ?? {};
      expect(message).toContain("Put a synapse between them.");
      const mended = fix ? editOf(fix, catalogue).apply(graph) : graph;
      expect([mended.nodes.at(-1)?.kind, mended.nodes.at(-1)?.form]).toEqual([synapse, form]);
      expect(check(mended, catalogue).filter(({ code }) => code === "units-differ")).toEqual([]);
    }
  });

  it("say what does not fit in words for numbers without a unit", () => {
    expect(reason("L.v", "W.r_pre")?.message).toBe('"L" sends a value in mV, but "W" takes one in plain numbers.');
    expect(reason("C.i", "U.i")).toBeNull();
  });
});
