import { defineNeuron } from "../../src/kind/index.ts";

/** FitzHugh and Nagumo's caricature of the axon: a cubic and a line, and excitability becomes a picture. */
export const fitzHughNagumo = defineNeuron({
  kind: "fitzHughNagumo",
  version: 1,
  label: "FitzHugh–Nagumo",
  short: "FHN",
  about: "Two variables, a cubic and a line: excitability that can be drawn in the plane.",
  notes:
    "Hodgkin and Huxley's axon reduced to what can be seen: v is fast, w recovers slowly, and everything follows from where their nullclines cross. " +
    "Numbers are without units: one unit of v is shown as 1 mV, one of time as 1 ms, and an input of 1 mV/ms is I = 1. It rests at v = -1.199 for I = 0, oscillates for I " +
    "between about 0.33 and 1.42, and above that it is blocked at a high v. There is no threshold; what counts as a spike is v crossing 1 upwards.",
  sources: [
    "FitzHugh (1961), Impulses and physiological states in theoretical models of nerve membrane, Biophys. J. 1, 445-466",
    "Nagumo, Arimoto & Yoshizawa (1962), An active pulse transmission line simulating nerve axon, Proc. IRE 50, 2061-2070",
  ],
  icon: "M6,8Q8,18 12,12.5T18,15M6,17L18,8",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron; 1 mV/ms is I = 1" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each upward crossing of v = 1" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Fast variable, for plots" },
    w: { signal: "value", reads: "w", unit: "mV", about: "Recovery variable, for plots" },
  },

  parameters: {
    a: { default: 0.7, unit: "mV", range: [-100, 100], slider: [-1, 2], about: "Place of the recovery's line" },
    b: { default: 0.8, unit: "1", range: [-100, 100], slider: [0, 2], about: "Inverse slope of the recovery's line" },
    tau: { default: 12.5, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "How much slower the recovery is" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-1, 2], about: "Constant input from within; 1 mV/ms is I = 1" },
  },
  state: {
    v: { unit: "mV", start: "-1.1994080352440348 mV", about: "Fast variable, at rest" },
    w: { unit: "mV", start: "-0.6242600440550434 mV", about: "Recovery variable, at rest" },
  },

  // Dividing by mV and ms changes units only.
  equations: `dv/dt = (v - v^3/3/mV/mV - w)/ms + i + I_e
dw/dt = (v + a - b*w)/tau`,
  spike: { type: "crossing", of: "v", level: "1 mV" },
  method: { brian2: "rk4" },

  presets: {
    excitable: {
      label: "Excitable",
      about: "At rest. 1 mV/ms for 2 ms gives one spike, 0.1 gives none.",
      parameters: { I_e: 0 },
      shown: {
        stimulus: { kind: "step", parameters: { amplitude: 1, start: 20, stop: 22 } },
        duration: 200,
        converged: { dt: 0.05, method: "rk4" },
      },
    },
    oscillating: { label: "Oscillating", about: "I = 0.5: a spike every 39.5 ms.", parameters: { I_e: 0.5 } },
    blocked: { label: "Excitation block", about: "I = 1.6: one swing, then it stays high.", parameters: { I_e: 1.6 } },
  },
});
