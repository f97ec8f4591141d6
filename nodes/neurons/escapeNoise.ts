import { defineNeuron } from "../../src/kind/index.ts";

/** Leaky neuron with a soft threshold: chance decides when it fires, and the potential decides the odds. */
export const escapeNoise = defineNeuron({
  kind: "escapeNoise",
  version: 1,
  label: "Escape noise (stochastic LIF)",
  short: "escape",
  about: "A leaky neuron that fires by chance, at a rate that grows exponentially with its potential.",
  notes:
    "All noise of the cell in one place: instead of a sharp threshold there is a rate rho = rho_0 exp((v - V_th)/Delta_u), and in a step " +
    "it fires with the probability 1 - exp(-rho dt). A small Delta_u makes it the leaky neuron, a large one a Poisson neuron driven by its input. " +
    "It is the neuron of generalised linear models; each cell draws from the graph's seed, so a run can be repeated. " +
    "Because the probability is exact for the rate at the end of the step, halving dt changes the mean rate only as v moves within a step.",
  sources: [
    "Gerstner & van Hemmen (1992), Associative memory in a network of 'spiking' neurons, Network 3, 139-164",
    "Gerstner, Kistler, Naud & Paninski (2014), Neuronal Dynamics, section 9.1",
  ],
  icon: "M5,16Q9,10 13,9M13,7V9M15,7V9.5M17.5,7V9M13,9Q16,10 19,9.5",

  inputs: { i: { signal: "current", unit: "pA", about: "Sum of every current wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time it fires" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    C_m: { default: 250, unit: "pF", range: [0.1, 1e5], slider: [50, 500], about: "Membrane capacitance" },
    tau_m: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Membrane time constant, C_m over the leak conductance" },
    E_L: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -40], about: "Resting potential" },
    V_th: { default: -55, unit: "mV", range: [-1000, 1000], slider: [-65, 0], about: "Potential at which it fires at the rate rho_0" },
    Delta_u: { default: 2, unit: "mV", range: [1e-5, 1000], slider: [0.1, 20], scale: "log", about: "Softness of the threshold; small is sharp" },
    rho_0: { default: 100, unit: "Hz", range: [0, 1e6], slider: [1, 1000], about: "Firing rate at the threshold" },
    V_reset: { default: -70, unit: "mV", range: [-1000, 1000], slider: [-90, -50], about: "Potential after a spike" },
    t_ref: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period: how long v stays at V_reset" },
    I_e: { default: 0, unit: "pA", range: [-1e6, 1e6], slider: [-500, 1000], about: "Constant current from within" },
  },
  state: { v: { unit: "mV", start: "E_L", about: "Membrane potential" } },

  equations: `rho = rho_0*exp(min((v - V_th)/Delta_u, 100))
dv/dt = (E_L - v)/tau_m + (i + I_e)/C_m`,
  spike: { type: "threshold", when: "rand() < 1 - exp(-rho*dt)", then: "v = V_reset", hold: "t_ref" },
});
