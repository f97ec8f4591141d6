import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { memories, startingWeight, traces, travelTime } from "../parts.ts";

/** Synaptic scaling: now and then all synapses of a cell shrink or grow by one factor, so that their sum stays what it was. */
export const scaledStdp = defineSynapse({
  kind: "scaledStdp",
  version: 1,
  label: "STDP with synaptic scaling",
  short: "scaling",
  about: "A synapse that learns while its target keeps the sum of its weights: what one gains, the others lose.",
  notes:
    "Every `interval` each target multiplies the weights of all its synapses of this node by sum / (their sum now), so their ratios stay and their total is `sum` again. " +
    "That keeps Hebbian learning from running away and makes synapses compete. Between, it is STDP in which all pairs of spikes count and steps have one size; with A_plus and A_minus at 0 " +
    "it only scales. A total of 0 stays. `w` is the weight as it is now; it starts at `weight`.",
  sources: [
    "Turrigiano, Leslie, Desai, Rutherford & Nelson (1998), Activity-dependent scaling of quantal amplitude in neocortical neurons, Nature 391, 892-896",
    "Song, Miller & Abbott (2000), Competitive Hebbian learning through spike-timing-dependent synaptic plasticity, Nat. Neurosci. 3, 919-926",
  ],
  icon: "M6,16V12M10,16V9M14,16V13M18,16V8M5,18H19",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: startingWeight,
    delay: travelTime,
    sum: {
      unit: "I",
      default: { absolute: 2000, "per area": 30, rate: 20 },
      range: { absolute: [0, 1e8], "per area": [0, 1e6], rate: [0, 1e6] },
      slider: { absolute: [0, 10000], "per area": [0, 200], rate: [0, 200] },
      about: "What the weights onto one cell add up to after each scaling",
    },
    interval: {
      default: 1000,
      unit: "ms",
      range: [0.01, 1e9],
      slider: [10, 10000],
      scale: "log",
      about: "Time from one scaling to the next; the first is at the end of the first",
    },
    A_plus: {
      unit: "I",
      default: { absolute: 4, "per area": 0.06, rate: 0.04 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 40], "per area": [0, 0.6], rate: [0, 0.4] },
      about: "Potentiation by a pair of spikes at once",
    },
    A_minus: {
      unit: "I",
      default: { absolute: 4.2, "per area": 0.063, rate: 0.042 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 40], "per area": [0, 0.6], rate: [0, 0.4] },
      about: "Depression by a pair of spikes at once",
    },
    ...memories,
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    ...traces,
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },
  total: { name: "total", of: "w", about: "Sum of the weights onto the target cell" },

  equations: `dpre/dt = -pre/tau_plus
dpost/dt = -post/tau_minus
di_syn/dt = -i_syn/tau_syn`,
  // The weight that is sent is the one before this spike's own change.
  onSpike: `i_syn += w
w = max(w - A_minus*post, 0)
pre += 1`,
  onPost: `w = w + A_plus*pre
post += 1`,
  // In the step that ends an interval; the millionth catches ratios just short of a whole number.
  afterStep: "w = if(floor((t + dt)/interval + 1e-6) > floor(t/interval + 1e-6) and total > 0, w*sum/total, w)",
  delay: "delay",
});
