/** A few kinds with round numbers that exist only in tests: what a message says must not move when a real kind does. */
import { type Catalogue, defineCurrent, defineNeuron, defineSpikes, defineSynapse } from "../../kind/index.ts";

const words = {
  version: 1,
  about: "Toy.",
  notes: "Toy.",
  sources: ["Nobody (1900), Nowhere"],
  icon: "M5,7H19",
} as const;
const forms = { absolute: { I: "pA" }, rate: { I: "mV/ms" } } as const;
const spikes = { signal: "spikes", about: "Spikes" } as const;

const cell = defineNeuron({
  ...words,
  kind: "cell",
  label: "Cell",
  short: "C",
  inputs: { i: { signal: "current", unit: "pA", about: "Currents" } },
  outputs: { spikes, v: { signal: "value", reads: "v", unit: "mV", about: "Potential" } },
  parameters: {
    C_m: { default: 100, unit: "pF", range: [10, 1000], about: "Capacitance" },
    t_ref: { default: 2, unit: "ms", range: [0, 20], about: "Refractory period" },
    channels: { default: 10, unit: "1", range: [1, 100], type: "integer", about: "Channels" },
  },
  state: { v: { unit: "mV", start: "0 mV", about: "Potential" } },
  equations: "dv/dt = i/C_m",
  spike: { type: "threshold", when: "v >= 10 mV", then: "v = 0 mV", hold: "t_ref" },
});

/** Takes its input in other units than `cell`. */
const quick = defineNeuron({
  ...cell,
  kind: "quick",
  label: "Quick",
  short: "Q",
  inputs: { i: { signal: "current", unit: "mV/ms", about: "Inputs" } },
});

/** Has published values. */
const famous = defineNeuron({
  ...cell,
  kind: "famous",
  label: "Famous",
  short: "F",
  presets: {
    slow: {
      label: "Slow",
      parameters: { C_m: 500, channels: 20 },
      shown: {
        stimulus: { kind: "drive", parameters: { amplitude: 7 } },
        duration: 100,
        published: { dt: 0.5, method: "euler" },
        converged: { dt: 0.01, method: "rk4" },
        why: "Long steps err.",
      },
    },
    high: { label: "High", parameters: { C_m: 100 }, start: { v: 5 } },
  },
});

/** The user may write its equations. */
const own = defineNeuron({ ...cell, kind: "own", label: "Own", short: "O", editable: true });

/** Version 2 called the refractory period t_ref, version 1 called it refr. */
const grown = defineNeuron({
  ...cell,
  kind: "grown",
  label: "Grown",
  short: "G",
  version: 2,
  migrations: { 1: ({ refr, ...rest }) => ({ ...rest, ...(refr !== undefined && { t_ref: refr }) }) },
});

const syn = defineSynapse({
  ...words,
  kind: "syn",
  label: "Synapse",
  short: "S",
  forms,
  inputs: { spikes },
  outputs: { i: { signal: "current", reads: "s", unit: "I", about: "Current" } },
  parameters: {
    weight: { default: { absolute: 50, rate: 5 }, unit: "I", range: [-1000, 1000], per: "pair", about: "Jump" },
    delay: { default: 1.5, unit: "ms", range: [0, 100], per: "pair", about: "Delay" },
    tau: { default: 5, unit: "ms", range: [0.1, 200], about: "Decay" },
  },
  state: { s: { unit: "I", start: "0", about: "Current" } },
  equations: "ds/dt = -s/tau",
  onSpike: "s += weight",
  delay: "delay",
});

/** Reads a state of its target that cells do not have. */
const reader = defineSynapse({
  ...syn,
  kind: "reader",
  label: "Reader",
  short: "R",
  target: { u: "mV" },
  equations: "ds/dt = -s*u/(tau*mV)",
});

const drive = defineCurrent({
  ...words,
  kind: "drive",
  label: "Drive",
  short: "D",
  forms,
  inputs: {},
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current" } },
  parameters: { amplitude: { default: { absolute: 500, rate: 10 }, unit: "I", about: "Current" } },
  state: {},
  equations: "i = amplitude",
});

const train = defineSpikes({
  ...words,
  kind: "train",
  label: "Train",
  short: "T",
  inputs: {},
  outputs: { spikes },
  parameters: {
    times: { default: [10, 20], unit: "ms", range: [0, 1e6], type: "list", about: "Times" },
    rate: { default: "10 Hz", unit: "Hz", type: "equation", about: "Rate" },
  },
  state: {},
  equations: "",
  spike: { type: "times", times: "times" },
});

const chance = defineSpikes({
  ...train,
  kind: "chance",
  label: "Chance",
  short: "Ch",
  parameters: { rate: { default: 10, unit: "Hz", about: "Rate" } },
  spike: { type: "count", count: "int(rand() < rate*dt)" },
  limits: [{ of: "rate*dt", warn: 0.1, most: 1, about: "It is a chance." }],
});

const pictures = defineCurrent({
  ...drive,
  kind: "pictures",
  label: "Pictures",
  short: "Pic",
  forms: {},
  outputs: {
    patterns: { signal: "patterns", reads: "shapes", about: "What is stored" },
    i: { signal: "current", reads: "i", unit: "pA", about: "Cue" },
  },
  parameters: {
    shapes: { type: "patterns", default: "2x2; shapes ring", unit: "1", about: "Pictures" },
    amplitude: { default: 500, unit: "pA", about: "Current" },
    shown: { type: "integer", default: 1, unit: "1", about: "Which" },
    cue: { type: "choice", default: "whole", choices: { whole: "Whole" }, unit: "1", about: "How" },
    share: { default: 0, unit: "1", about: "Share" },
  },
  computed: { x: { type: "cue", about: "Point", patterns: "shapes", shown: "shown", cue: "cue", share: "share" } },
  equations: "i = amplitude*x",
});

const stored = defineSynapse({
  ...words,
  kind: "stored",
  label: "Stored",
  short: "W",
  inputs: {
    v_pre: { signal: "value", unit: "mV", about: "Potential" },
    patterns: { signal: "patterns", about: "What is stored" },
  },
  outputs: { i: { signal: "current", reads: "i", unit: "pA", about: "Current" } },
  parameters: {
    gain: { default: 1, unit: "nS", about: "Gain" },
    rule: { type: "choice", default: "hebb", choices: { hebb: "Hebb", mean: "Mean" }, unit: "1", about: "Rule" },
    diagonal: {
      type: "choice",
      default: "zero",
      choices: { zero: "Zero", kept: "Kept" },
      unit: "1",
      about: "Diagonal",
    },
    lesion: { default: 0, unit: "1", about: "Lesion" },
    damage: { type: "choice", default: "pairs", choices: { pairs: "Pairs" }, unit: "1", about: "Damage" },
  },
  state: {},
  computed: {
    weight: {
      type: "weights",
      about: "Weight",
      patterns: "patterns",
      rule: "rule",
      diagonal: "diagonal",
      lesion: "lesion",
      damage: "damage",
    },
  },
  equations: "i = gain*weight*v_pre",
});

/** Kinds whose values come from patterns. */
export const remembering: Catalogue = [pictures, stored];

/** A current that is written down. */
const listed = defineCurrent({
  ...drive,
  kind: "listed",
  label: "Listed",
  short: "L",
  parameters: {
    times: { type: "list", default: [10, 20], unit: "ms", range: [0, 1e6], about: "Times" },
    levels: { type: "list", default: [1, 0], unit: "1", about: "Levels" },
  },
  courses: { level: { times: "times", values: "levels", between: "hold", about: "Level" } },
  equations: "i = level*pA",
});

export const toys: Catalogue = [cell, quick, famous, own, grown, syn, reader, drive, listed, train, chance];
