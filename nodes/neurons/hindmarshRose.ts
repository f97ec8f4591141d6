import { defineNeuron } from "../../src/kind/index.ts";

/** Hindmarsh and Rose's three equations: a spiking pair, and a slow variable that makes bursts of it. */
export const hindmarshRose = defineNeuron({
  kind: "hindmarshRose",
  version: 1,
  label: "Hindmarsh–Rose",
  short: "HR",
  about: "Three variables that burst: two make the spikes, and a slow third ends and begins the bursts.",
  notes:
    "The smallest smooth model of bursting, and of chaos in a single cell. x of the paper is called v here. Numbers are without units: one unit of v is shown as 1 mV, " +
    "one of time as 1 ms, and an input of 1 mV/ms is I = 1. I = 2 gives bursts of two spikes, I near 3.25 chaos, larger I tonic firing; r sets how slow z is and so how long a burst lasts. " +
    "What counts as a spike is v crossing 1 upwards. Where it is chaotic, any two integrators part after some bursts; that is the model and not an error.",
  sources: ["Hindmarsh & Rose (1984), A model of neuronal bursting using three coupled first order differential equations, Proc. R. Soc. Lond. B 221, 87-102"],
  icon: "M5,16H6L7,8L8,14L9,8L10,14L11,8L12,16H16L17,8L18,14",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron; 1 mV/ms is I = 1" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of v = 1" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Fast variable (x of the paper), for plots" },
    z: { signal: "value", reads: "z", unit: "mV", about: "Slow variable, for plots" },
  },

  parameters: {
    a: { default: 1, unit: "1", range: [-100, 100], slider: [0.5, 2], about: "Weight of the cube" },
    b: { default: 3, unit: "1", range: [-100, 100], slider: [2, 4], about: "Weight of the square" },
    c: { default: 1, unit: "mV", range: [-100, 100], slider: [0, 2], about: "Drive of the recovery" },
    d: { default: 5, unit: "1", range: [-100, 100], slider: [3, 7], about: "How strongly the recovery follows the square" },
    r: { default: 0.006, unit: "1/ms", range: [0, 10], slider: [0.001, 0.05], scale: "log", about: "Speed of the slow variable" },
    s: { default: 4, unit: "1", range: [-100, 100], slider: [1, 6], about: "How strongly the slow variable follows v" },
    v_r: { default: -1.6, unit: "mV", range: [-100, 100], slider: [-2, -1], about: "Where the slow variable turns" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-1, 5], about: "Constant input from within; 1 mV/ms is I = 1" },
  },
  state: {
    v: { unit: "mV", start: "-1.6 mV", about: "Fast variable, x of the paper" },
    y: { unit: "mV", start: "c - d*v^2/mV", about: "Recovery variable" },
    z: { unit: "mV", start: "2 mV", about: "Slow variable" },
  },

  // Dividing by mV and ms changes units only.
  equations: `dv/dt = (y - a*v^3/mV/mV + b*v^2/mV - z)/ms + i + I_e
dy/dt = (c - d*v^2/mV - y)/ms
dz/dt = r*(s*(v - v_r) - z)`,
  spike: { type: "crossing", of: "v", level: "1 mV" },
  method: { brian2: "rk4" },

  presets: {
    bursting: { label: "Periodic bursts", about: "I = 2: bursts of two spikes, one burst every 128 ms.", parameters: { I_e: 2 } },
    chaotic: { label: "Chaotic bursts", about: "I = 3.25: no two bursts alike.", parameters: { I_e: 3.25 } },
  },
});
