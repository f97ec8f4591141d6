/** Each fault has one smallest kind that shows it, with the sentence the user reads and the characters it points at. */
import { describe, expect, it } from "vitest";
import { type CheckOptions, checkKind, isSound } from "./check.ts";
import { checkEquationValue } from "./checkParameters.ts";
import type { Kind } from "./kind.ts";
import { resolve } from "./resolve.ts";
import { cell, source, spiking, synapse } from "./toys.ts";

/** The one diagnostic of a kind that has one fault: code, the characters it points at, and the sentence. */
function fault(kind: Kind, options?: CheckOptions) {
  const found = checkKind(kind, options);
  expect(found.map(({ code }) => code)).toHaveLength(1);
  return found[0];
}

describe("a good kind", () => {
  it.each([
    ["neuron", cell()],
    ["synapse", synapse()],
    ["current source", source()],
    ["spike source", spiking()],
  ])("%s has nothing wrong", (_, kind) => {
    expect(checkKind(kind)).toEqual([]);
    expect(isSound(kind)).toBe(true);
  });
});

describe("equations", () => {
  it("says what is missing when units do not close, at the right side", () => {
    const equations = "dv/dt = g_L*(E_L - v) + i";
    expect(fault(cell({ equations }))).toMatchObject({
      code: "unit-mismatch",
      severity: "error",
      at: { type: "equation", field: "equations", from: 8, to: 25 },
    });
  });

  it("guesses what a misspelt name was meant to be", () => {
    const found = fault(cell({ equations: "dv/dt = (g_L*(E_l - v) + i)/C_m" }), { node: "n1" });
    expect(found).toMatchObject({ code: "unknown-name", at: { node: "n1", field: "equations", from: 14, to: 17 } });
    expect(found?.message).toContain("Did you mean E_L?");
    expect(found?.fix?.edit).toEqual({ name: "replaceText", args: ["n1", "equations", 14, 17, "E_L"] });
  });

  it("reports a text that cannot be read, and blames nothing else for it", () => {
    expect(fault(cell({ equations: "dv/dt = (g_L*(E_L - v) + i/C_m" }))).toMatchObject({ code: "missing-bracket" });
  });

  it("knows assigned names from their line on", () => {
    const good = "leak = g_L*(E_L - v)\ndv/dt = (leak + i)/C_m";
    expect(checkKind(cell({ equations: good }))).toEqual([]);
    const late = good.split("\n").reverse().join("\n");
    expect(checkKind(cell({ equations: late })).map(({ at }) => at)).toEqual([
      { type: "equation", field: "equations", from: 9, to: 13 },
    ]);
  });

  it.each([
    ["set-declared", "E_L = 3 mV\n", "E_L is a parameter and cannot be set here. Choose another name on the left."],
    [
      "set-declared",
      "v = 3 mV\n",
      "v is a state (write dv/dt = … for how it changes) and cannot be set here. Choose another name on the left.",
    ],
    ["set-again", "x = 1\nx = 2\n", "x is set twice. Put all of it in one line, or give the second another name."],
    ["second-derivative", "dv/dt = 0\n", "dv/dt is written twice. Put all of it in one equation."],
  ])("refuses %s", (code, before, message) => {
    expect(fault(cell({ equations: before + cell().equations }))).toMatchObject({ code, message });
  });

  it("wants equations to say what is, not what changes", () => {
    expect(checkKind(cell({ equations: `x = 1\nx += 1\n${cell().equations}` }))[0]).toMatchObject({
      code: "update-in-equations",
      message: "Equations say what x is, not how it changes: write x = … or dx/dt = … instead of x += ….",
    });
  });

  it("allows white noise in derivatives and nowhere else", () => {
    const noisy = cell({ equations: "dv/dt = (E_L - v)*g_L/C_m + i/C_m + E_L*sqrt(g_L/C_m)*xi" });
    expect(checkKind(noisy)).toEqual([]);
    expect(fault(cell({ spike: { ...rule, when: "v*xi*sqrt(1 ms) >= V_th" } }))).toMatchObject({
      code: "noise-outside-derivative",
    });
  });

  it.each(["xi*xi*ms", "exp(xi*sqrt(ms))", "abs(xi)*sqrt(ms)", "sign(xi)", "if(xi > 0, 1, 0)"])(
    "refuses white noise that is no factor: %s",
    (text) => {
      const noisy = cell({ equations: `dv/dt = (E_L - v)*g_L/C_m + i/C_m + E_L/ms*${text}` });
      expect(checkKind(noisy)[0]).toMatchObject({
        code: "noise-not-linear",
        message:
          "dv/dt: white noise xi can only be multiplied by something and added, as in sigma*xi. For a random number in every step, write randn().",
        at: { field: "equations", from: 8 },
      });
    },
  );

  it("lets equations, a threshold and a reset look back by a step, and nothing else", () => {
    expect(checkKind(cell({ spike: { ...rule, when: "v >= V_th and last(v) < V_th", then: "v = last(v)" } }))).toEqual(
      [],
    );
    const equations = "dv/dt = (E_L - last(v))*g_L/C_m + i/C_m";
    expect(checkKind(cell({ equations }))).toEqual([]);
    expect(fault(cell({ equations: `${equations} + last(v)*xi/sqrt(1 ms)` }))).toMatchObject({ code: "last-not-here" });
    expect(fault(cell({ afterStep: "v = last(v)" }))).toMatchObject({
      code: "last-not-here",
      message:
        "last(…) is a value as it was before the step; equations without noise, a threshold and a reset can ask for it, and afterStep cannot. Write the variable itself.",
    });
  });

  it.each([
    ["V_th", "last(V_th) asks for a state as it was before the step, but V_th is a parameter. States: v."],
    ["x", "last(x) asks for a state as it was before the step, but x is computed by the equations. States: v."],
  ])("remembers states alone: last(%s)", (name, message) => {
    const asks = cell({ equations: `x = 2*v\n${cell().equations}`, spike: { ...rule, when: `last(${name}) > V_th` } });
    expect(fault(asks)).toMatchObject({ code: "last-of-no-state", message, at: { field: "threshold" } });
  });

  it.each([
    ["t_ref*v/E_L", "v"],
    ["rand()*t_ref", "rand()"],
    ["t_ref*i/(1 pA)", "i"],
    ["0*t", "t"],
  ])("refuses a rest that is not known before the run: %s", (hold, name) => {
    const refused = checkKind(cell({ spike: { ...rule, hold } })).find(({ code }) => code === "hold-moves");
    expect(refused).toMatchObject({ at: { field: "refractory" } });
    expect(refused?.message).toContain(`cannot depend on ${name}, which changes during a run`);
  });
});

const rule = { type: "threshold", when: "v >= V_th", then: "v = E_L", hold: "t_ref" } as const;

describe("start values", () => {
  const start = (text: string) => cell({ state: { v: { about: "Potential", unit: "mV", start: text } } });

  it("may draw and may use parameters", () => expect(checkKind(start("E_L + (V_th - E_L)*rand()"))).toEqual([]));
  it("must have the state's unit", () =>
    expect(fault(start("E_L*E_L"))).toMatchObject({ code: "unit-mismatch", at: { field: "start.v" } }));
  it.each([
    [
      "v",
      "A start value cannot use v: it is a state that is declared here or below. It may use parameters and the states above.",
    ],
    ["i/g_L", "A start value cannot use i: it is an input. It may use parameters and the states above."],
    [
      "V_th*t/ms",
      "A start value cannot use t: it is a time, and the start is at 0. It may use parameters and the states above.",
    ],
  ])("cannot be %s", (text, message) => expect(fault(start(text))).toMatchObject({ code: "start-uses", message }));
});

describe("parameters", () => {
  const E_L = cell().parameters.E_L as Kind["parameters"][string];
  const withE = (change: Partial<typeof E_L>) =>
    cell({ parameters: { ...cell().parameters, E_L: { ...E_L, ...change } } });

  it.each([
    ["default-out-of-range", { default: -300 }, "The default of E_L is -300; it can be -200 to 100 mV."],
    ["bad-default", { default: Number.NaN }, "The default of E_L must be a finite number."],
    ["bad-default", { default: "E" }, "The default of E_L must be a number."],
    ["bad-default", { default: -70.5, type: "integer" as const }, "The default of E_L must be a whole number."],
    [
      "bad-range",
      { slider: [-300, 0] as const },
      "The slider of E_L must go from a lower to a higher number within its range.",
    ],
    ["log-range", { scale: "log" as const }, "E_L has a logarithmic scale, so its lowest value must be above 0."],
    [
      "per-pair",
      { per: "pair" as const },
      'E_L has one value for each pair of cells, which only synapses know. Take out per: "pair".',
    ],
    ["missing-words", { about: " " }, "E_L has no text. Say in one sentence what it is."],
  ])("refuses %s (%o)", (code, change, message) => {
    expect(fault(withE(change))).toMatchObject({ code, message });
  });

  it("names the symbol that is no unit", () => {
    expect(fault(withE({ unit: "mVolt" }))).toMatchObject({
      code: "unknown-unit",
      at: { field: "parameters.E_L.unit" },
    });
  });

  it("wants a number for each form", () => {
    const good = source();
    const amplitude = { ...good.parameters.amplitude, default: { absolute: 1 } } as Kind["parameters"][string];
    expect(checkKind({ ...good, parameters: { amplitude } })[0]).toMatchObject({
      code: "missing-form",
      message: "amplitude needs a value for each form, and for nothing else: absolute, rate.",
    });
  });

  it.each([
    ["taken-name", "pi", "pi is the number 3.14159… and cannot be declared. Choose another name."],
    ["taken-name", "exp", "exp is a function and cannot be declared. Choose another name."],
    ["unit-as-name", "nS", "nS is a unit. A variable of that name would hide it; choose another name."],
    ["bad-name", "2x", '"2x" cannot be a name. Use letters, digits and _, and begin with a letter.'],
    ["declared-twice", "v", "v is declared twice, as a parameter and as a state. Rename one."],
  ])("refuses %s: %s", (code, name, message) => {
    const kind = cell({ parameters: { ...cell().parameters, [name]: { about: "x", unit: "mV", default: 1 } } });
    expect(checkKind(kind)).toContainEqual(expect.objectContaining({ code, message }));
  });

  it("warns of one that is not used, which stops nothing", () => {
    const kind = cell({ parameters: { ...cell().parameters, b: { about: "x", unit: "pA", default: 1 } } });
    expect(fault(kind)).toMatchObject({
      code: "unused-parameter",
      severity: "warning",
      message: "b is not used anywhere. Use it in an equation or take it out.",
    });
    expect(isSound(kind)).toBe(true);
  });

  it("checks the text of a rate r(t) against its unit", () => {
    const kind = resolve(spiking());
    expect(checkEquationValue(kind, "rate", "20 Hz*(1 + sin(t/tau))")).toEqual([]);
    expect(checkEquationValue(kind, "rate", "20*(1 + sin(t/tau))", "p1")[0]).toMatchObject({
      code: "unit-mismatch",
      at: { type: "equation", node: "p1", field: "rate" },
    });
    expect(checkEquationValue(kind, "rate", "20 Hz*sin(t")[0]).toMatchObject({ code: "missing-bracket" });
  });
});

describe("spikes", () => {
  it("wants a condition for a threshold", () => {
    expect(fault(cell({ spike: { ...rule, when: "v - V_th" } }))).toMatchObject({
      code: "needs-condition",
      at: { field: "threshold" },
    });
  });

  it("offers to declare a state that a reset changes and that is nowhere", () => {
    const found = checkKind(cell({ spike: { ...rule, then: "v = E_L; x += 2 pA" } }), { node: "n1" })[0];
    expect(found).toMatchObject({
      code: "not-a-state",
      message: "x is not declared and cannot be changed here. States: v.",
    });
    expect(found?.fix).toEqual({
      label: "Declare the state x",
      edit: { name: "declareState", args: ["n1", "x", "pA"] },
    });
    const known = checkKind(cell({ spike: { ...rule, then: "V_th += 1 mV" } }), { node: "n1" });
    expect(known.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it("lets a reset change states only, and guesses which", () => {
    expect(fault(cell({ spike: { ...rule, then: "v = E_L; V_th += 1 mV" } }))).toMatchObject({
      code: "not-a-state",
      at: { field: "reset", from: 9, to: 17 },
      message: "V_th is a parameter and cannot be changed here. States: v.",
    });
    expect(checkKind(cell({ spike: { ...rule, then: "V = E_L" } }))[0]?.message).toBe(
      "V is not declared and cannot be changed here. States: v. Did you mean v?",
    );
  });

  it("wants a time for the refractory period", () => {
    expect(checkKind(cell({ spike: { ...rule, hold: "g_L" } }))[0]).toMatchObject({
      code: "unit-mismatch",
      at: { field: "refractory" },
    });
  });

  it("warns of a reset that does nothing", () => {
    expect(fault(cell({ spike: { ...rule, then: "" } }))).toMatchObject({ code: "empty-reset", severity: "warning" });
  });

  it("compares both sides of a crossing", () => {
    const kind = cell({ spike: { type: "crossing", of: "v", level: "3 pA", hold: "t_ref" } });
    expect(checkKind(kind)).toContainEqual(expect.objectContaining({ code: "unit-mismatch" }));
  });

  it("holds states and nothing else", () => {
    expect(fault(cell({ spike: { ...rule, holds: ["E_L"] } }))).toMatchObject({
      code: "not-a-held-state",
      message: "E_L cannot be held: it is not a state. States: v.",
    });
  });

  it("keeps to the rules of the family", () => {
    expect(checkKind(cell({ spike: { type: "count", count: "1" } }))).toContainEqual(
      expect.objectContaining({
        code: "wrong-spike-rule",
        message:
          "A kind of the family neuron cannot have a spike rule of the type count; it can have threshold or crossing.",
      }),
    );
    const { spike: _, ...silent } = cell();
    expect(checkKind(silent)).toContainEqual(
      expect.objectContaining({
        code: "no-spike-rule",
        message: "spikes sends spikes, but nothing says when. Write a threshold such as v >= V_th.",
      }),
    );
    expect(checkKind(spiking({ spike: { type: "times", times: "rate" } }))).toContainEqual(
      expect.objectContaining({
        code: "not-a-time-list",
        message: "rate must be a parameter of the type list with a unit of time.",
      }),
    );
  });
});

describe("synapses", () => {
  it("read the target's v, or whatever states they are told of", () => {
    const reads = synapse({ equations: "dg/dt = -g/tau_syn\ni = g*(E_rev - u)" });
    expect(checkKind(reads)[0]).toMatchObject({ code: "unknown-name" });
    expect(checkKind(reads, { target: { u: "mV" } })).toEqual([]);
  });

  it("may jump the target and need no current then", () => {
    const jump = synapse({
      outputs: { i: { signal: "current", about: "Jumps" } },
      onSpike: "v += weight*GOhm; g += weight",
    });
    expect(checkKind(jump).filter(({ severity }) => severity === "error")).toEqual([
      expect.objectContaining({ code: "unit-mismatch" }),
    ]);
    expect(isSound({ ...jump, onSpike: "v += E_rev; g += weight" })).toBe(true);
  });

  it("must do something to the target", () => {
    expect(fault(synapse({ outputs: { i: { signal: "current", about: "Jumps" } } }))).toMatchObject({
      code: "nothing-leaves",
      message:
        "Nothing reaches the target through i. Write i = … among the equations, or change the target when a spike arrives, as in v += weight.",
    });
    expect(checkKind(synapse({ equations: "dg/dt = -g/tau_syn" }))).toContainEqual(
      expect.objectContaining({
        code: "reads-unknown",
        message: "The output i sends i, which nothing sets. Write i = … among the equations, or send one of: g.",
      }),
    );
  });

  it("send what their port says", () => {
    const kind = synapse({ outputs: { i: { signal: "current", reads: "i", unit: "mV/ms", about: "Current" } } });
    expect(fault(kind)).toMatchObject({
      code: "reads-unit",
      at: { field: "current" },
      message: "The output i is in mV/ms, but i has another unit.",
    });
  });

  it("draw nothing when a spike arrives", () => {
    expect(fault(synapse({ onSpike: "g += weight*rand()" }))).toMatchObject({
      code: "draw-not-here",
      message: "rand(…) draws a random number, which an arriving spike cannot do.",
    });
  });

  it("have a delay", () => {
    const { delay: _, ...without } = synapse();
    expect(checkKind(without)[0]).toMatchObject({
      code: "no-delay",
      message: "A synapse needs a parameter for its delay, per pair and in ms; none is named.",
    });
    expect(fault(synapse({ delay: "weight" }))).toMatchObject({ code: "no-delay" });
  });

  it("are the only ones to receive spikes", () => {
    expect(checkKind(cell({ onSpike: "v += 1 mV", delay: "t_ref" })).map(({ code }) => code)).toEqual([
      "only-synapse",
      "only-synapse",
    ]);
  });
});

describe("the rest", () => {
  it.each([
    ["missing-source", { sources: [] }, "There is no source. Name the paper or book the equations come from."],
    [
      "source-without-year",
      { sources: ["Lapicque"] },
      'The source "Lapicque" has no year. Write it as Author (year), place.',
    ],
    [
      "missing-migration",
      { version: 2 },
      "Version 2 needs a migration from version 1, so that older files still open.",
    ],
    [
      "bad-method",
      { method: { nest: "leapfrog" as "euler" } },
      "leapfrog is not an integrator. Known: exact, exponential_euler, exponential_euler_tabulated, euler, gs_euler, rk4, rkf45.",
    ],
    [
      "bad-name",
      { kind: "my cell" },
      '"my cell" cannot be a name. Use letters, digits and _, and begin with a letter.',
    ],
  ])("refuses %s", (code, change, message) => {
    expect(fault(cell(change))).toMatchObject({ code, message });
  });

  it("wants a unit on an input, and nothing read there", () => {
    expect(
      checkKind(cell({ inputs: { i: { signal: "current", about: "Current", reads: "v" } } })).map(({ code }) => code),
    ).toEqual(["input-reads", "input-unit"]);
  });

  it("warns of a state that nothing moves", () => {
    const state = { ...cell().state, w: { about: "Idle", unit: "1", start: "0" } };
    expect(fault(cell({ state }))).toMatchObject({
      code: "never-moves",
      message:
        "w never changes: nothing says dw/dt, and no spike sets it. Write an equation for it or make it a parameter.",
    });
  });

  it("finds all faults in one pass, errors first", () => {
    const codes = checkKind(cell({ equations: "dv/dt = (g_L*(E_l - v) + i)/C_M", spike: { ...rule, then: "" } })).map(
      ({ code }) => code,
    );
    expect(codes.slice(0, 2)).toEqual(["unknown-name", "unknown-name"]);
    expect(codes).toContain("empty-reset");
  });

  it("answers within a keystroke", () => {
    let best = Number.POSITIVE_INFINITY;
    for (let k = 0; k < 50; k++) {
      const kind = cell({ equations: `x${k} = ${k} mV\ndv/dt = (g_L*(E_L - v + x${k}) + i)/C_m` });
      const start = performance.now();
      checkKind(kind);
      best = Math.min(best, performance.now() - start);
    }
    expect(best).toBeLessThan(3);
  });
});

describe("presets", () => {
  const good = { label: "Slow", parameters: { C_m: 500 }, start: { v: -60 }, source: "Nobody (2000), nowhere" };
  const shown = { stimulus: { kind: "source", parameters: {} }, duration: 100, published: { dt: 0.1 } };
  const withPreset = (change: object) => cell({ presets: { slow: { ...good, ...change } } });

  it("may name any of the kind's parameters and states", () => {
    expect(checkKind(withPreset({}))).toEqual([]);
    expect(checkKind(withPreset({ shown }))).toEqual([]);
  });

  it.each([
    ["missing-words", { label: " " }, "The label of the preset slow has no text. Say in one sentence what it is."],
    [
      "source-without-year",
      { source: "somewhere" },
      'The source "somewhere" has no year. Write it as Author (year), place.',
    ],
    [
      "preset-form",
      { form: "rate" },
      "The preset slow is written in the form rate, which the kind does not have. Known: none.",
    ],
    ["preset-name", { parameters: { c: 1 } }, "The preset slow sets c, which is not a parameter of this kind."],
    ["preset-name", { start: { C_m: 1 } }, "The preset slow sets C_m, which is not a state of this kind."],
    ["preset-value", { parameters: { C_m: 0 } }, "The preset slow sets C_m to 0; it can be 1 to 1000 pF."],
    [
      "preset-steps",
      { shown: { ...shown, published: { dt: 0 } } },
      "The preset slow is shown for no time or in no step. Give it a duration and a step, published or converged, that is above 0 and no longer.",
    ],
    [
      "missing-words",
      { shown: { ...shown, converged: { dt: 0.01 } } },
      "Why the two ways to step the preset slow differ has no text. Say in one sentence what it is.",
    ],
  ])("says %s", (code, change, message) => {
    expect(fault(withPreset(change))).toMatchObject({ code, message, at: { field: "presets.slow" } });
  });
});

describe("synapses that learn, and those that read a value", () => {
  it("check what a spike of the target does like any other text", () => {
    const learns = { ...synapse().state, x: { unit: "1", start: "0", about: "Trace" } };
    expect(checkKind(synapse({ state: learns, onPost: "x += 1" }))).toEqual([]);
    expect(fault(synapse({ state: learns, onPost: "x += 1 nS" }))).toMatchObject({ at: { field: "onPost" } });
    expect(fault(cell({ onPost: "v += 1 mV" }))).toMatchObject({ code: "only-synapse" });
    expect(fault(cell({ delaySide: "target" }))).toMatchObject({ code: "only-synapse" });
  });

  it("have no arriving spikes and no delay where a value comes in", () => {
    const { delay: _, onSpike: __, ...toy } = synapse();
    const gap: Kind = {
      ...toy,
      inputs: { v_pre: { signal: "value", unit: "mV", about: "Potential of the source" } },
      parameters: { weight: { default: 1, unit: "nS", per: "pair", about: "Coupling" } },
      state: {},
      equations: "i = weight*(v_pre - v)",
    };
    expect(checkKind(gap)).toEqual([]);
    expect(checkKind({ ...gap, onSpike: "v += 1 mV" }).map(({ code }) => code)).toEqual(["needs-spikes"]);
    expect(checkKind({ ...gap, delay: "weight" }).map(({ code }) => code)).toEqual(["needs-spikes"]);
  });
});
