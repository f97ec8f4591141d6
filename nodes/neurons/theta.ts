import { defineNeuron } from "../../src/kind/index.ts";

/** Theta neuron: the quadratic neuron on a circle, where infinity is a place like any other. */
export const theta = defineNeuron({
  kind: "theta",
  version: 1,
  label: "Theta neuron",
  short: "theta",
  about: "A phase that goes round a circle and fires as it passes pi: the quadratic neuron without a reset.",
  notes:
    "With v = tan(theta/2) it is the quadratic integrate-and-fire neuron with its peak at infinity, and theta stays smooth where v jumps. " +
    "Numbers are without units: an input of 1 mV/ms is I = 1. For I above 0 it fires every pi tau/sqrt(I); for I below 0 it has a rest and " +
    "a threshold, one on each side of 0. It has no membrane potential, so synapses that need one cannot end on it: wire currents to it.",
  sources: ["Ermentrout & Kopell (1986), Parabolic bursting in an excitable system coupled with a slow oscillation, SIAM J. Appl. Math. 46, 233-253"],
  icon: "M6,12.5Q6,7 12,7T18,12.5T12,18T6,12.5M6,12.5H9",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron; 1 mV/ms is I = 1" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time theta passes pi" },
    theta: { signal: "value", reads: "theta", unit: "rad", about: "The phase, for plots" },
  },

  parameters: {
    tau: { default: 10, unit: "ms", range: [0.01, 1e5], slider: [1, 100], scale: "log", about: "Time constant" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-2, 5], about: "Constant input from within; 1 mV/ms is I = 1" },
  },
  state: { theta: { unit: "rad", start: "0", about: "Phase, from -pi to pi" } },

  equations: "dtheta/dt = (1 - cos(theta) + (1 + cos(theta))*(i + I_e)*ms/mV)/tau",
  spike: { type: "threshold", when: "theta > pi", then: "theta -= 2*pi" },
  method: { nest: "rk4", brian2: "rk4" },
});
