import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { highestWeight, startingWeight, travelTime } from "../parts.ts";

/** Synaptic scaling driven by the rate: a cell that fires too little strengthens all its synapses by one factor, one that fires too much weakens them. */
export const rateScaling = defineSynapse({
  kind: "rateScaling",
  version: 1,
  label: "Synaptic scaling by rate",
  short: "to rate",
  about: "All synapses of a cell grow or shrink in proportion, until the cell fires at the rate it aims for.",
  notes:
    "A cell in culture that is kept silent for days makes all its excitatory synapses stronger, and weaker again when it fires too much: their ratios stay, and with them what the cell has learned. " +
    "`r` is the rate as the cell feels it, over some tau_r; the goal is reached slowly and exactly. " +
    "Real scaling takes hours to days; the default is fast enough to watch. Where beta times tau_r times the rate is not small, it overshoots and rings. " +
    "For sums that are kept whatever the rate take scaling with STDP; on its own this rule learns nothing but a rate.",
  sources: [
    "Turrigiano, Leslie, Desai, Rutherford & Nelson (1998), Activity-dependent scaling of quantal amplitude in neocortical neurons, Nature 391, 892-896",
    "van Rossum, Bi & Turrigiano (2000), Stable Hebbian learning from spike timing-dependent plasticity, J. Neurosci. 20, 8812-8821",
  ],
  icon: "M6,17V14M10,17V11M14,17V13M18,17V8M5,9H13M11,7L13,9L11,11",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: startingWeight,
    delay: travelTime,
    w_max: { ...highestWeight, about: "Highest weight: no synapse grows above it" },
    r_goal: { default: 10, unit: "Hz", range: [0, 1e5], slider: [0, 50], about: "Rate at which the target comes to fire" },
    beta: {
      default: 0.05,
      unit: "1",
      range: [0, 100],
      slider: [0.001, 1],
      scale: "log",
      about: "How much one spike too few or too many changes the weights, as a part of them",
    },
    tau_r: { default: 500, unit: "ms", range: [0.1, 1e9], slider: [10, 1e4], scale: "log", about: "Over what time the target feels its own rate" },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    r: { unit: "Hz", start: "r_goal", about: "Rate of the target as it feels it" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dw/dt = beta*w*(r_goal - r)
dr/dt = -r/tau_r
di_syn/dt = -i_syn/tau_syn`,
  onSpike: "i_syn += w",
  onPost: "r += 1/tau_r",
  afterStep: "w = min(w, w_max)",
  delay: "delay",
});
