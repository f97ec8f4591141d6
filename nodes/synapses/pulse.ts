import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** A current for one time step: what the shortest scripts of spiking networks do. */
export const pulse = defineSynapse({
  kind: "pulse",
  version: 1,
  label: "Pulse of one step",
  short: "pulse",
  about: "Each spike is a current of `weight` that lasts for one time step.",
  notes:
    "As in scripts that add a row of weights to the input current of the next step: the charge of a spike is weight times dt, so a result depends on the step, and the step belongs to the model. " +
    "The pulse fills the step at whose end a delta synapse with the same delay would jump; with a delay of one step it acts in the step after the spike. " +
    "Where the membrane's response should not depend on dt, take the exponential synapse.",
  sources: ["Izhikevich (2003), Simple model of spiking neurons, IEEE Trans. Neural Netw. 14, 1569-1572"],
  icon: "M6,15.5H10V8.5H14V15.5H18",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "p", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 2000, "per area": 30, rate: 6 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-10000, 10000], "per area": [-100, 100], rate: [-20, 20] },
      per: "pair",
      about: "Current for one step; below 0 inhibits",
    },
    delay: travelTime,
  },
  state: { p: { unit: "I", start: "0", about: "Current of this step" } },

  equations: "",
  onSpike: "p += weight",
  arrives: "start",
  afterStep: "p = 0*p",
  delay: "delay",
});
