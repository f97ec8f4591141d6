import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Electrical synapse whose cells see one another move within a step. */
export const gapJunctionFollowed = defineSynapse({
  kind: "gapJunctionFollowed",
  version: 1,
  label: "Gap junction, followed within steps",
  short: "gap f",
  about: "A resistor between two cells whose potentials are followed through every step, until both sides agree.",
  notes:
    "As the gap junction, and wired like it, but the potential of the source is not held over a step: it is taken as a cubic in time, through value and slope at both ends of the step, " +
    "and the step is repeated until no potential moves by more than 1e-7 mV. So spikes that cells send one another through the junction do not lag, whatever dt. " +
    "This is NEST's waveform relaxation; it needs cells that are integrated adaptively in NEST's step order, such as those with channels, and elsewhere it is the plain gap junction. " +
    "It takes some four times as long.",
  sources: [
    "Hahne, Helias, Kunkel, Igarashi, Bolten, Frommer & Diesmann (2015), A unified framework for spiking and gap-junction interactions in distributed neuronal network simulations, Front. Neuroinform. 9, 22",
    "Bennett & Zukin (2004), Electrical coupling and neuronal synchronization in the mammalian brain, Neuron 41, 495-511",
  ],
  icon: "M5,12H8L9,9L11,15L13,9L15,15L16,12H19M6,18Q12,16 18,18",

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
  },
  state: {},

  equations: "i = weight*(v_pre - v)",
  followsTo: 1e-7,
});
