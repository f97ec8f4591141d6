import { defineNeuron } from "../../src/kind/index.ts";

/** A cell that only passes spikes on: what arrives is sent in the same step. */
export const relay = defineNeuron({
  kind: "relay",
  version: 1,
  label: "Relay",
  short: "relay",
  about: "Passes on the spikes it receives, in the step in which they arrive; it computes nothing.",
  notes:
    "Wire a delta synapse to it. One random train through a relay reaches all targets of the relay as the same train, whereas the source itself may draw anew for each of its cells; " +
    "and a learning synapse onto a relay can be taught by any list of spikes. Each jump of v makes one spike and v is back at 0, whatever the weight and its sign; " +
    "several that arrive in one step leave as one. Currents do not move it. NEST's parrot_neuron does the same.",
  sources: ["Gewaltig & Diesmann (2007), NEST (NEural Simulation Tool), Scholarpedia 2(4), 1430, model parrot_neuron"],
  icon: "M5,12H14M11,9L14,12L11,15M17,8V16",

  inputs: { i: { signal: "current", unit: "pA", about: "Where delta synapses are wired; a current has no effect" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each step in which spikes arrive" },
    v: { signal: "value", reads: "v", unit: "mV", about: "What arrived and is still to be sent, for plots" },
  },

  parameters: {},
  state: { v: { unit: "mV", start: "0 mV", about: "What arrived and is still to be sent" } },

  equations: "dv/dt = 0*v/ms",
  afterStep: "v = abs(v)",
  spike: { type: "threshold", when: "v > 0 mV", then: "v = 0 mV" },
});
