import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { highestWeight, startingWeight, travelTime } from "../parts.ts";

/** Plasticity by triplets of spikes, which makes learning depend on the rate as in slices. */
export const tripletStdp = defineSynapse({
  kind: "tripletStdp",
  version: 1,
  label: "Triplet STDP",
  short: "STDP 3",
  about: "STDP with a memory for the spike before: pairs at high rates potentiate, as in experiments.",
  notes:
    "Pair rules say that pairing at 40 Hz does what pairing at 1 Hz does; slices say otherwise. Here each side has a fast and a slow trace, and a spike counts more when the " +
    "cell's own last spike is near. The slow trace is read before it gets its own increment. Defaults are the fit to visual cortex, all spikes paired, as parts of w_max. " +
    "`w` is the weight as it is now; it starts at `weight`.",
  sources: ["Pfister & Gerstner (2006), Triplets of spikes in a model of spike timing-dependent plasticity, J. Neurosci. 26, 9673-9682"],
  icon: "M7,9V15M12,7V17M17,9V15M7,12H17",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: startingWeight,
    delay: travelTime,
    w_max: highestWeight,
    A2_plus: { default: 5e-10, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Potentiation by a pair, as a part of w_max" },
    A3_plus: { default: 6.2e-3, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Potentiation by a triplet, as a part of w_max" },
    A2_minus: { default: 7e-3, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Depression by a pair, as a part of w_max" },
    A3_minus: { default: 2.3e-4, unit: "1", range: [-100, 100], slider: [0, 0.1], about: "Depression by a triplet, as a part of w_max" },
    tau_plus: { default: 16.8, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Fast memory of the source" },
    tau_x: { default: 101, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Slow memory of the source" },
    tau_minus: { default: 33.7, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Fast memory of the target" },
    tau_y: { default: 125, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Slow memory of the target" },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    w: { unit: "I", start: "weight", about: "Weight as it is now" },
    r_1: { unit: "1", start: "0", about: "Fast trace of the source" },
    r_2: { unit: "1", start: "0", about: "Slow trace of the source" },
    o_1: { unit: "1", start: "0", about: "Fast trace of the target" },
    o_2: { unit: "1", start: "0", about: "Slow trace of the target" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `dr_1/dt = -r_1/tau_plus
dr_2/dt = -r_2/tau_x
do_1/dt = -o_1/tau_minus
do_2/dt = -o_2/tau_y
di_syn/dt = -i_syn/tau_syn`,
  // The weight that is sent is the one before this spike's own change.
  onSpike: `i_syn += w
w = clip(w - w_max*o_1*(A2_minus + A3_minus*r_2), 0, w_max)
r_1 += 1
r_2 += 1`,
  onPost: `w = clip(w + w_max*r_1*(A2_plus + A3_plus*o_2), 0, w_max)
o_1 += 1
o_2 += 1`,
  delay: "delay",
});
