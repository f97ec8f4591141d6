import { defineCurrent } from "../../src/kind/index.ts";

/** One of the two conductances: mean and spread of a whole cell [nS], and by its area [mS/cm²]. */
const conductance = (words: string, mean: readonly [number, number], sigma: readonly [number, number], tau: number) => ({
  mean: {
    unit: "G",
    default: { absolute: mean[0], "per area": mean[1], rate: mean[1] },
    range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
    slider: { absolute: [0, 100], "per area": [0, 1], rate: [0, 1] },
    about: `Mean ${words} conductance`,
  } as const,
  sigma: {
    unit: "G",
    default: { absolute: sigma[0], "per area": sigma[1], rate: sigma[1] },
    range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
    slider: { absolute: [0, 50], "per area": [0, 0.5], rate: [0, 0.5] },
    about: `Standard deviation of the ${words} conductance before it is clipped`,
  } as const,
  tau: { default: tau, unit: "ms", range: [0.01, 1e5], slider: [0.5, 50], scale: "log", about: `Correlation time of the ${words} conductance` } as const,
});
// The cell of the paper has 34 636 µm².
const excitatory = conductance("excitatory", [12.1, 0.035], [3, 0.0087], 2.728);
const inhibitory = conductance("inhibitory", [57.3, 0.165], [6.6, 0.019], 10.49);

/** Fluctuating conductances: the thousands of synapses of a cell in a living brain as two Ornstein-Uhlenbeck processes. */
export const conductanceNoise = defineCurrent({
  kind: "conductanceNoise",
  version: 1,
  label: "Conductance noise",
  short: "g noise",
  about: "An excitatory and an inhibitory conductance that fluctuate as those of a cell in a living brain.",
  notes:
    "Wire each output through a dynamic clamp, of 0 mV for g_e and of -75 mV for g_i, to the cell: what flows then depends on its potential. " +
    "Unlike a noise current it also opens the membrane, which grows leakier, faster and less sensitive: the high-conductance state. " +
    "Both processes start in their stationary law, do not depend on the time step, and are clipped at 0, since a conductance cannot be negative. " +
    "Defaults are those of the paper for a whole pyramidal cell of some 35 000 µm²; small model cells take less.",
  sources: [
    "Destexhe, Rudolph, Fellous & Sejnowski (2001), Fluctuating synaptic conductances recreate in vivo-like activity in neocortical neurons, Neuroscience 107, 13-24",
    "Uhlenbeck & Ornstein (1930), On the theory of the Brownian motion, Phys. Rev. 36, 823-841",
  ],
  icon: "M6,9L8,7L10,10L12,8L14,10L16,7L18,9M6,16L9,14L12,17L15,15L18,16",

  forms: { absolute: { G: "nS" }, "per area": { G: "mS/cm^2" }, rate: { G: "1/ms" } },
  inputs: {},
  outputs: {
    g_e: { signal: "value", reads: "g_e", unit: "G", about: "Excitatory conductance" },
    g_i: { signal: "value", reads: "g_i", unit: "G", about: "Inhibitory conductance" },
  },
  parameters: {
    g_e0: excitatory.mean,
    sigma_e: excitatory.sigma,
    tau_e: excitatory.tau,
    g_i0: inhibitory.mean,
    sigma_i: inhibitory.sigma,
    tau_i: inhibitory.tau,
  },
  state: {
    x_e: { unit: "G", start: "g_e0 + sigma_e*randn()", about: "Excitatory process, before it is clipped" },
    x_i: { unit: "G", start: "g_i0 + sigma_i*randn()", about: "Inhibitory process, before it is clipped" },
  },
  equations: `g_e = max(x_e, 0)
g_i = max(x_i, 0)`,
  // The exact step of dx/dt = (g_0 - x)/tau + sigma sqrt(2/tau) xi, each with a draw of its own.
  afterStep: `x_e = g_e0 + (x_e - g_e0)*exp(-dt/tau_e) + sigma_e*sqrt(1 - exp(-2*dt/tau_e))*randn()
x_i = g_i0 + (x_i - g_i0)*exp(-dt/tau_i) + sigma_i*sqrt(1 - exp(-2*dt/tau_i))*randn()`,
});
