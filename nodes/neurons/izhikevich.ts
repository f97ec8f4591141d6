import { defineNeuron } from "../../src/kind/index.ts";

/** Izhikevich's simple model: a quadratic spike upstroke and one recovery variable give twenty firing patterns. */
export const izhikevich = defineNeuron({
  kind: "izhikevich",
  version: 1,
  label: "Izhikevich",
  short: "Izh",
  about: "Four numbers a, b, c, d choose among regular, bursting, chattering, fast and other firing patterns.",
  notes:
    "Cheap enough for large networks, rich enough to look like cortical cells; inputs are rates of change in mV/ms and not " +
    "currents. Regular spiking is a 0.02, b 0.2, c -65, d 8; fast spiking a 0.1, d 2; chattering c -50, d 2. " +
    "Its published patterns belong to the published time step: with another dt, or with a finer integrator, spike counts change, " +
    "since v overshoots V_peak by up to tens of mV before the reset is seen. " +
    "In NEST's step order it is advanced as NEST's izhikevich (all from old values), in Brian2's as in the author's scripts (v, then u).",
  sources: [
    "Izhikevich (2003), Simple model of spiking neurons, IEEE Trans. Neural Netw. 14, 1569-1572",
    "Izhikevich (2004), Which model to use for cortical spiking neurons?, IEEE Trans. Neural Netw. 15, 1063-1070",
  ],
  icon: "M5,16H8V8V16H10V8V16H12V8V16H19",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    a: { default: 0.02, unit: "1/ms", range: [-10, 10], slider: [-0.05, 0.2], about: "Speed of the recovery; small is slow" },
    b: { default: 0.2, unit: "1/ms", range: [-100, 100], slider: [-1.5, 1.5], about: "How strongly the recovery follows v below threshold" },
    c: { default: -65, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Potential after a spike" },
    d: { default: 8, unit: "mV/ms", range: [-1000, 1000], slider: [-25, 10], about: "Step of the recovery at a spike" },
    V_peak: { default: 30, unit: "mV", range: [-1000, 1000], slider: [0, 50], about: "Peak of a spike, where v is reset" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-30, 100], about: "Constant input from within" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV", about: "Membrane potential" },
    u: { unit: "mV/ms", start: "b*v", about: "Recovery" },
  },

  // The numbers 0.04, 5 and 140 are the paper's fit; their units are 1/(mV ms), 1/ms and mV/ms.
  equations: `dv/dt = 0.04*v*v/mV/ms + 5*v/ms + 140 mV/ms - u + i + I_e
du/dt = a*(b*v - u)`,
  spike: { type: "threshold", when: "v >= V_peak", then: "v = c; u += d" },
  method: { nest: "euler", brian2: "gs_euler" },
});
