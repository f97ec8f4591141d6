import { defineSynapse } from "../../src/kind/index.ts";

/** From spikes to rates: a running average of the spikes that arrive. */
export const spikesToRate = defineSynapse({
  kind: "spikesToRate",
  version: 1,
  label: "Spikes to rate",
  short: "sp → r",
  about: "Smooths the spikes of spiking cells into a rate, as the input of rate units.",
  notes:
    "Each spike adds a pulse of area 1 that fades with tau, so the sum is the firing rate over about the last tau. A source that fires at r_0 gives its weight; with all to all and N sources, " +
    "a weight of 1/N averages over them. Longer tau: smoother and later, with a standard deviation of 1/sqrt(2 tau rate) of the mean for a single Poisson train.",
  sources: ["Dayan & Abbott (2001), Theoretical Neuroscience, section 1.2"],
  icon: "M5,7V17M7,7V17M9,7V17M11,15Q14,15 15,12T19,9",

  inputs: { spikes: { signal: "spikes", about: "Spikes of the sending cells" } },
  outputs: { i: { signal: "current", reads: "x", unit: "1", about: "The rate in units of r_0, times the weight" } },

  parameters: {
    weight: { default: 1, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], per: "pair", about: "What a source firing at r_0 adds to the target" },
    r_0: { default: 100, unit: "Hz", range: [1e-3, 1e6], slider: [1, 500], scale: "log", about: "Firing rate that counts as 1" },
    tau: { default: 50, unit: "ms", range: [0.1, 1e5], slider: [5, 1000], scale: "log", about: "Time over which spikes are averaged" },
    delay: { default: 1, unit: "ms", range: [0, 1e4], slider: [0.1, 20], per: "pair", about: "Travel time of a spike" },
  },
  state: { x: { unit: "1", start: "0", about: "Running average" } },

  equations: "dx/dt = -x/tau",
  onSpike: "x += weight/(tau*r_0)",
  delay: "delay",
});
