import { defineNeuron, type Shown } from "../../src/kind/index.ts";

const shown: Shown = { stimulus: { kind: "constant", parameters: { amplitude: 10 } }, duration: 200, published: { dt: 1 } };

/** Izhikevich's neuron in the steps of his network script of 2003: v in two halves of a step, then u. */
export const izhikevich2003 = defineNeuron({
  kind: "izhikevich2003",
  version: 1,
  label: "Izhikevich, 2003 script",
  short: "Izh 03",
  about: "The Izhikevich neuron as the network script of 2003 steps it: v in two half steps, then the recovery u.",
  notes:
    "The script takes a step of 1 ms and halves it for v alone, for numerical stability; the recovery then follows the new v. Its spike times belong to that scheme and to dt 1 ms. " +
    "Both halves are written out in the equations, where dt is the step, so Gauss-Seidel Euler is the method in both step orders; a finer method would step something else. " +
    "With pulses of one step as synapses it is the script's network, and NEST's izhikevich with consistent_integration off.",
  sources: ["Izhikevich (2003), Simple model of spiking neurons, IEEE Trans. Neural Netw. 14, 1569-1572"],
  icon: "M5,16H7V8V16H11V8V16H15V8V16H19M8,18.5H14",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    a: { default: 0.02, unit: "1/ms", range: [-10, 10], slider: [-0.05, 0.2], about: "Recovery speed; small is slow" },
    b: { default: 0.2, unit: "1/ms", range: [-100, 100], slider: [-1.5, 1.5], about: "How strongly the recovery follows v below threshold" },
    c: { default: -65, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Potential after a spike" },
    d: { default: 8, unit: "mV/ms", range: [-1000, 1000], slider: [-25, 10], about: "Recovery step at a spike" },
    V_peak: { default: 30, unit: "mV", range: [-1000, 1000], slider: [0, 50], about: "Peak of a spike, where v is reset" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-30, 100], about: "Constant input from within" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV", about: "Membrane potential" },
    u: { unit: "mV/ms", start: "b*v", about: "Recovery" },
  },

  // The mean of both halves' slopes, since the second half starts where the first one ends.
  equations: `first = 0.04*v*v/mV/ms + 5*v/ms + 140 mV/ms - u + i + I_e
half = v + first*dt/2
second = 0.04*half*half/mV/ms + 5*half/ms + 140 mV/ms - u + i + I_e
dv/dt = (first + second)/2
du/dt = a*(b*v - u)`,
  spike: { type: "threshold", when: "v >= V_peak", then: "v = c; u += d" },
  method: { nest: "gs_euler", brian2: "gs_euler" },

  presets: {
    RS: { label: "Regular spiking (RS)", about: "10 mV/ms, step 1 ms.", parameters: { a: 0.02, b: 0.2, c: -65, d: 8 }, shown },
    IB: { label: "Intrinsically bursting (IB)", about: "10 mV/ms, step 1 ms.", parameters: { a: 0.02, b: 0.2, c: -55, d: 4 }, shown },
    CH: { label: "Chattering (CH)", about: "10 mV/ms, step 1 ms.", parameters: { a: 0.02, b: 0.2, c: -50, d: 2 }, shown },
    FS: { label: "Fast spiking (FS)", about: "10 mV/ms, step 1 ms.", parameters: { a: 0.1, b: 0.2, c: -65, d: 2 }, shown },
    LTS: { label: "Low-threshold spiking (LTS)", about: "10 mV/ms, step 1 ms.", parameters: { a: 0.02, b: 0.25, c: -65, d: 2 }, shown },
  },
});
