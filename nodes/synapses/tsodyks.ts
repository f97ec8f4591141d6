import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Short-term plasticity with three parts of the resource: ready, at work, and used up. */
export const tsodyks = defineSynapse({
  kind: "tsodyks",
  version: 1,
  label: "Short-term plasticity, three states",
  short: "STP 3",
  about: "A synapse that tires: its resource is ready, at work for `tau_psc`, or recovering for `tau_rec`.",
  notes:
    "The full scheme of 2000: a spike moves the part u of what is ready (x) to work (y), from where it goes with tau_psc to recovery (1 - x - y) and with tau_rec back. " +
    "While transmitter is at work it cannot recover, so at high rates this one tires a little more than the two-state rule; where tau_psc is far below tau_rec both agree. " +
    "tau_psc stands for the duration of the current and is usually set to tau_syn. Order and numbers are those of NEST's tsodyks_synapse: u first decays and rises, then u x is sent and leaves x. " +
    "All states are exact between spikes.",
  sources: [
    "Tsodyks, Uziel & Markram (2000), Synchrony generation in recurrent networks with frequency-dependent synapses, J. Neurosci. 20, RC50",
    "Tsodyks, Pawelzik & Markram (1998), Neural networks with dynamic synapses, Neural Comput. 10, 821-835",
  ],
  icon: "M6,16H18M7,16V8M11,16V12M15,16V10M11,10.5L13,8.5L15,10",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 200, "per area": 3, rate: 2 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20] },
      per: "pair",
      about: "Jump of the current if all were released; below 0 inhibits",
    },
    delay: travelTime,
    U: { default: 0.5, unit: "1", range: [0, 1], about: "Released part: of what is ready, by a first spike" },
    tau_rec: { default: 800, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Time in which used transmitter recovers" },
    tau_fac: { default: 0, unit: "ms", range: [0, 1e5], slider: [0, 2000], about: "Time in which u falls back; 0: no facilitation" },
    tau_psc: { default: 3, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "How long released transmitter is at work" },
    tau_syn: { default: 3, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    u: { unit: "1", start: "0", about: "Part that a spike releases" },
    x: { unit: "1", start: "1", about: "Part that is ready" },
    y: { unit: "1", start: "0", about: "Part that is at work" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `du/dt = -u/max(tau_fac, 0.001 ms)
dx/dt = (1 - x - y)/tau_rec
dy/dt = -y/tau_psc
di_syn/dt = -i_syn/tau_syn`,
  // First u, then what is sent, which goes from x to y. A tau_fac of 0 forgets within a microsecond.
  onSpike: `u += U*(1 - u)
i_syn += weight*u*x
y += u*x
x -= u*x`,
  delay: "delay",
});
