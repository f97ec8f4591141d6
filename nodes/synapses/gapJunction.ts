import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";

/** Electrical synapse: a resistor between two cells. */
export const gapJunction = defineSynapse({
  kind: "gapJunction",
  version: 1,
  label: "Gap junction",
  short: "gap",
  about: "A resistor between two cells: current flows from the higher potential to the lower, at every moment.",
  notes:
    "Wire the output v of one population to it and it to another, or to the same one. A real junction conducts both ways: between two populations use two nodes, one each way; " +
    "within one population all to all it is symmetric by itself. In steady state a passive cell follows its neighbour by the coupling coefficient g/(g + g_L). " +
    "The potential of the source is held over a time step, so keep the step short against the spike; that of the target is not, where the target is integrated adaptively. " +
    "A cell coupled to itself feels nothing.",
  sources: [
    "Bennett & Zukin (2004), Electrical coupling and neuronal synchronization in the mammalian brain, Neuron 41, 495-511",
    "Kopell & Ermentrout (2004), Chemical and electrical synapses perform complementary roles in the synchronization of interneuronal networks, PNAS 101, 15482-15487",
  ],
  icon: "M5,12H8L9,9L11,15L13,9L15,15L16,12H19",

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
});
