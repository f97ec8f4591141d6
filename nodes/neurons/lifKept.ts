import { defineNeuron } from "../../src/kind/index.ts";

/** The leaky neuron that keeps what arrives while it is refractory, and takes it in afterwards. */
export const lifKept = defineNeuron({
  kind: "lifKept",
  version: 1,
  label: "LIF that keeps refractory input",
  short: "LIF k",
  about: "A leaky neuron in which jumps that arrive during the refractory period are kept and act at its end.",
  notes:
    "In the plain leaky neuron a delta synapse that arrives while v is held is lost. Here such jumps add up in `kept`, fade with the membrane's time constant, as they would have in the membrane, " +
    "and are added to v in the first step in which it is free. With synaptic currents there is no difference, since they outlast the rest by themselves. " +
    "It is NEST's iaf_psc_delta with refractory_input.",
  sources: [
    "Rotter & Diesmann (1999), Exact digital simulation of time-invariant linear systems, Biol. Cybern. 81, 381-402",
    "Diesmann, Gewaltig, Rotter & Aertsen (2001), State space analysis of synchronous spiking in cortical neural networks, Neurocomputing 38-40, 565-571",
  ],
  icon: "M5,16Q10,9 12,8.5V16H15V12.5Q17,14.5 19,15",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches the threshold" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 250, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    tau_m: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Membrane time constant, C_m over the leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -55, unit: "mV", range: [-1000, 1000], slider: [-65, 0], about: "Threshold" },
    V_reset: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -50], about: "Potential after a spike; below V_th" },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: {
    v: { unit: "mV", start: "E_L", about: "Membrane potential" },
    kept: { unit: "mV", start: "0 mV", about: "Jumps that wait for the end of the rest" },
  },

  equations: `dv/dt = (E_L - v)/tau_m + (i + I_e)/C_m
dkept/dt = -kept/tau_m`,
  // While the cell rests, what v is above V_reset has arrived in this step.
  afterStep: `kept += if(resting > 0, v - V_reset, 0 mV)
v = if(resting > 0, V_reset, v + kept)
kept = if(resting > 0, kept, 0 mV)`,
  spike: { type: "threshold", when: "v >= V_th", then: "v = V_reset", hold: "t_ref", holds: [], pauses: ["v"] },
});
