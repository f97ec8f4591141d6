import { defineSynapse } from "../../src/kind/index.ts";

/** What should come out of a layer: it marks the layer that is taught to answer, and on request tells it the answer. */
export const target = defineSynapse({
  kind: "target",
  version: 1,
  label: "Target",
  short: "target",
  about: "Says what a layer should answer: from the output t of samples to the units that are taught to say it.",
  notes:
    "Wire t of the samples to it, and it to the units whose answer is meant: the learning laboratory teaches the network up to there, whatever else those units are wired to. Without it the last layer is the one. " +
    "In a run it adds strength times t to each unit. At 0, as it stands, that is nothing, and what comes out is the network's own. Turned up, the units hear the answer as they hear any input: a teacher, for synapses that learn from what fires together. " +
    "Every cell of the samples sends the same t, so one pair a unit is enough; with several units t is the number of a class.",
  sources: [
    "Widrow & Hoff (1960), Adaptive switching circuits, IRE WESCON Convention Record 4, 96-104",
    "Hertz, Krogh & Palmer (1991), Introduction to the theory of neural computation, Addison-Wesley, chapter 5",
  ],
  icon: "M12,7.5Q17,7.5 17,12.5T12,17.5T7,12.5T12,7.5M12,11Q13.5,11 13.5,12.5T12,14T10.5,12.5T12,11",

  inputs: { t_pre: { signal: "value", unit: "1", about: "What should come out" } },
  outputs: { i: { signal: "current", reads: "i", unit: "1", about: "The target, times strength" } },
  parameters: { strength: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [0, 5], about: "What a target of 1 adds to each unit" } },
  lesson: { type: "target" },
  state: {},

  equations: "i = strength*t_pre",
});
