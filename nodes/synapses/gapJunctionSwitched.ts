import { defineSynapse } from "../../src/kind/index.ts";
import { anyTime, forms, never } from "../forms.ts";

/** Electrical synapse that is open for a time only. */
export const gapJunctionSwitched = defineSynapse({
  kind: "gapJunctionSwitched",
  version: 1,
  label: "Gap junction, switched",
  short: "gap sw",
  about: "A resistor between two cells that conducts from one time to another: coupling switched on and off.",
  notes:
    "As the gap junction, and wired like it, but it conducts only while t_on <= t < t_off: see two cells fall into step when the junction opens, and drift apart when it closes, " +
    "as a blocker of the channels would do it. With t_on one time step it is NEST's gap_junction without waveform relaxation, through which nothing flows in the first step.",
  sources: [
    "Bennett & Zukin (2004), Electrical coupling and neuronal synchronization in the mammalian brain, Neuron 41, 495-511",
    "Hahne, Helias, Kunkel, Igarashi, Bolten, Frommer & Diesmann (2015), A unified framework for spiking and gap-junction interactions in distributed neuronal network simulations, Front. Neuroinform. 9, 22",
  ],
  icon: "M5,12H7L8,9L10,15L12,9L13,12H14.5L18,8.5M18,12H19",

  forms,
  inputs: { v_pre: { signal: "value", unit: "mV", about: "Membrane potential of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 1, "per area": 0.02, rate: 0.01 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Coupling conductance",
    },
    t_on: { default: 0, unit: "ms", range: anyTime, slider: [0, 200], about: "It conducts from this time on" },
    t_off: { default: never, unit: "ms", range: anyTime, slider: [0, 1000], about: "It conducts up to this time" },
  },
  state: {},

  equations: "i = if(t >= t_on and t < t_off, weight, 0*weight)*(v_pre - v)",
});
