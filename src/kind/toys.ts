/** Four small kinds that are in no catalogue, one a family, for tests: each is right in itself and can be made wrong in one place. */
import { defineCurrent, defineNeuron, defineSpikes, defineSynapse, type Kind } from "./kind.ts";

const words = {
  version: 1,
  label: "Toy",
  short: "toy",
  about: "A toy.",
  notes: "For tests.",
  sources: ["Nobody (2000), nowhere"],
  icon: "M0,0H1",
};

export const cell = (change: Partial<Kind> = {}): Kind => ({
  ...defineNeuron({
    ...words,
    kind: "cell",
    inputs: { i: { signal: "current", unit: "pA", about: "Current" } },
    outputs: {
      spikes: { signal: "spikes", about: "Spikes" },
      v: { signal: "value", reads: "v", unit: "mV", about: "Potential" },
    },
    parameters: {
      C_m: { default: 250, unit: "pF", range: [1, 1000], about: "Capacitance" },
      g_L: { default: 25, unit: "nS", range: [0, 1000], about: "Leak" },
      E_L: { default: -70, unit: "mV", range: [-200, 100], about: "Rest" },
      V_th: { default: -55, unit: "mV", range: [-200, 100], about: "Threshold" },
      t_ref: { default: 2, unit: "ms", range: [0, 100], about: "Refractory period" },
    },
    state: { v: { unit: "mV", start: "E_L", about: "Potential" } },
    equations: "dv/dt = (g_L*(E_L - v) + i)/C_m",
    spike: { type: "threshold", when: "v >= V_th", then: "v = E_L", hold: "t_ref" },
  }),
  ...change,
});

export const synapse = (change: Partial<Kind> = {}): Kind => ({
  ...defineSynapse({
    ...words,
    kind: "synapse",
    inputs: { spikes: { signal: "spikes", about: "Spikes" } },
    outputs: { i: { signal: "current", reads: "i", unit: "pA", about: "Current" } },
    parameters: {
      weight: { default: 1, unit: "nS", range: [0, 100], per: "pair", about: "Weight" },
      delay: { default: 1, unit: "ms", range: [0, 100], per: "pair", about: "Delay" },
      tau_syn: { default: 5, unit: "ms", range: [0.1, 100], scale: "log", about: "Decay" },
      E_rev: { default: 0, unit: "mV", range: [-200, 200], about: "Reversal" },
    },
    state: { g: { unit: "nS", start: "0", about: "Conductance" } },
    equations: "dg/dt = -g/tau_syn\ni = g*(E_rev - v)",
    onSpike: "g += weight",
    delay: "delay",
  }),
  ...change,
});

export const source = (change: Partial<Kind> = {}): Kind => ({
  ...defineCurrent({
    ...words,
    kind: "source",
    forms: { absolute: { I: "pA" }, rate: { I: "mV/ms" } },
    inputs: {},
    outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current" } },
    parameters: {
      amplitude: {
        unit: "I",
        default: { absolute: 500, rate: 10 },
        range: { absolute: [-1000, 1000], rate: [-100, 100] },
        about: "Height",
      },
      rise: { unit: "I/ms", default: 0, range: { absolute: [-10, 10], rate: [-1, 1] }, about: "Slope" },
    },
    state: {},
    equations: "i = amplitude + rise*t",
  }),
  ...change,
});

export const spiking = (change: Partial<Kind> = {}): Kind => ({
  ...defineSpikes({
    ...words,
    kind: "spiking",
    inputs: {},
    outputs: { spikes: { signal: "spikes", about: "Spikes" } },
    parameters: {
      rate: { type: "equation", default: "20 Hz*(1 + sin(t/tau))", unit: "Hz", about: "Rate" },
      tau: { default: 100, unit: "ms", range: [1, 1000], about: "Slowness" },
    },
    state: {},
    equations: "",
    spike: { type: "count", count: "poisson(rate*dt)" },
  }),
  ...change,
});
