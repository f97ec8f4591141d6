import { defineNeuron } from "../../src/kind/index.ts";

/** From rates to spikes: cells that fire at random, as often as their input says. */
export const poissonUnit = defineNeuron({
  kind: "poissonUnit",
  version: 1,
  label: "Rate to spikes (Poisson)",
  short: "r → sp",
  about: "Cells that fire at random at the rate their input says: the bridge from rate units to spiking ones.",
  notes:
    "Wire a rate unit to it through a weighted sum in Hz: with a weight of 100 Hz an output of 1 becomes 100 spikes a second. Each cell waits for a random number of expected spikes, q below 0, " +
    "which the rate fills up: by the time-rescaling theorem that is a Poisson train of this rate, whatever its course. It fires at most once in a step, so keep rate times dt well below 1; " +
    "a refractory period makes the train more regular. What is read back from the spikes is a noisy copy of the rate: more cells, or a longer time to average over, make it smoother.",
  sources: [
    "Brown, Barbieri, Ventura, Kass & Frank (2002), The time-rescaling theorem and its application to neural spike train data analysis, Neural Comput. 14, 325-346",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 1.4",
  ],
  icon: "M5,15Q8,15 9,12T13,9M15,7V17M17,7V17M19,7V17",

  inputs: { i: { signal: "current", unit: "Hz", about: "The rate, as the sum of everything wired to it" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time a cell fires" },
    q: { signal: "value", reads: "q", unit: "1", about: "Expected spikes, from a random number below 0 up to 0, for plots" },
  },

  parameters: {
    t_ref: { default: 0, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Refractory period" },
    I_e: { default: 0, unit: "Hz", range: [-1e6, 1e6], slider: [0, 200], about: "Rate without any input" },
  },
  state: { q: { unit: "1", start: "log(1 - rand())", about: "Expected spikes, less those waited for" } },

  equations: "dq/dt = max(0, i + I_e)",
  spike: { type: "threshold", when: "q >= 0", then: "q += log(1 - rand())", hold: "t_ref", holds: ["q"] },
});
