import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Short-term plasticity of a conductance: each spike uses up what is ready, and primes what is released. */
export const tsodyksMarkramConductance = defineSynapse({
  kind: "tsodyksMarkramConductance",
  version: 1,
  label: "Short-term plasticity, conductance",
  short: "STP g",
  about: "A synapse that tires or warms up and opens a conductance, which pulls the target towards E_rev.",
  notes:
    "x is the part of transmitter that is ready and u the part of it that a spike releases; weight u x is what a spike opens, and it closes with tau_syn. " +
    "Two drives meet here: the amplitude depends on the spikes before, and what flows depends on the target's own potential. " +
    "A spike first raises u, then opens, then takes u x away, as in NEST's tsodyks2_synapse onto a conductance-based neuron; so the first spike opens weight U. " +
    "The states between spikes are exact; the target is integrated numerically, as g (E_rev - v) is not linear.",
  sources: [
    "Tsodyks & Markram (1997), The neural code between neocortical pyramidal neurons depends on neurotransmitter release probability, PNAS 94, 719-723",
    "Markram, Wang & Tsodyks (1998), Differential signaling via the same axon of neocortical pyramidal neurons, PNAS 95, 5323-5328",
    "Maass & Markram (2002), Synapses as dynamic memory buffers, Neural Netw. 15, 155-161",
  ],
  icon: "M6,8H18M7,17V10.5M10,17V12.5M13,17V14M16,17V15M5,17H19",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 10, "per area": 0.2, rate: 0.1 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Conductance opened by a spike if all were released, 0 or above",
    },
    delay: travelTime,
    U: { default: 0.5, unit: "1", range: [0, 1], about: "Released part: of what is ready, by a first spike" },
    tau_rec: { default: 800, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Time in which x recovers" },
    tau_fac: { default: 0, unit: "ms", range: [0, 1e5], slider: [0, 2000], about: "Time in which u falls back; 0: no facilitation" },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the conductance" },
    E_rev: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    u: { unit: "1", start: "0", about: "Part that a spike releases" },
    x: { unit: "1", start: "1", about: "Part that is ready" },
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `du/dt = -u/max(tau_fac, 0.001 ms)
dx/dt = (1 - x)/tau_rec
dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  // First u, then what is sent, then x. A tau_fac of 0 forgets within a microsecond.
  onSpike: `u += U*(1 - u)
g += weight*u*x
x -= u*x`,
  delay: "delay",
});
