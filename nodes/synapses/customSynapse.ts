import { defineSynapse } from "../../src/kind/index.ts";
import { travelTime } from "../parts.ts";

/** The user's own synapse. What stands here is where they start: a conductance that rises and falls. */
export const customSynapse = defineSynapse({
  kind: "customSynapse",
  version: 1,
  label: "Your equations",
  short: "g(v)",
  about: "A synapse that you write yourself: what an arriving spike does, and what current it causes.",
  notes:
    "Starts as a conductance with a rise and a decay; change any line and it runs the new one at once. " +
    "`i` is what flows into the target cells, and `v` is their membrane potential. " +
    "The line for an arriving spike may change this synapse's own states or jump the target's, as in v += weight. " +
    "As long as the equations are linear in the synapse's own states, all pairs onto one cell are summed and cost no more than one.",
  sources: [
    "Destexhe, Mainen & Sejnowski (1994), Synthesis of models for excitable membranes, synaptic transmission and neuromodulation, J. Comput. Neurosci. 1, 195-230",
  ],
  icon: "M8,9L6,12L8,15M16,9L18,12L16,15",
  editable: true,

  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "pA", about: "Current into the target cells" } },

  parameters: {
    weight: { default: 2, unit: "nS", range: [0, 1e6], per: "pair", about: "What one spike adds" },
    delay: travelTime,
    tau_r: { default: 1, unit: "ms", range: [0.01, 1000], about: "Rise time constant" },
    tau_d: { default: 5, unit: "ms", range: [0.01, 1000], about: "Decay time constant" },
    E_rev: { default: 0, unit: "mV", range: [-200, 200], about: "Reversal potential" },
  },
  state: {
    s: { unit: "nS", start: "0 nS", about: "Rising part" },
    g: { unit: "nS", start: "0 nS", about: "Open conductance" },
  },

  equations: `ds/dt = -s/tau_r
dg/dt = s/tau_r - g/tau_d
i = g*(E_rev - v)`,
  onSpike: "s += weight",
  delay: "delay",
});
