import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** A clock with a tremor: regular spikes, each a little early or late. */
export const jittered = defineSpikes({
  kind: "jittered",
  version: 1,
  label: "Jittered train",
  short: "jitter",
  about: "Spikes at equal distances, each moved by a random time of its own.",
  notes:
    "Between the metronome and chance: the mean rate and the phase stay as they are, whatever the jitter, because each spike moves about its own place and not about the last spike. " +
    "Volleys from many jittered cells show how exact arrival must be for a target to notice. Each cell draws its own jitter; it is cut at 0.45 of a period so that spikes keep their order. " +
    "With jitter 0 it is the regular train.",
  sources: ["Mainen & Sejnowski (1995), Reliability of spike timing in neocortical neurons, Science 268, 1503-1506 (spikes that jitter about fixed times)"],
  icon: "M6,8V16M10.5,8V16M13.5,8V16M19,8V16M8,17.5H9M15,17.5H17",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "One train for each cell" } },
  parameters: {
    rate: { default: 20, unit: "Hz", range: [0.001, 1e5], slider: [1, 200], about: "Spikes a second" },
    jitter: { default: 5, unit: "ms", range: [0, 1e5], slider: [0, 50], about: "Standard deviation of a spike about its place" },
    start: { default: 50, unit: "ms", range: anyTime, slider: [0, 2000], about: "Place of the first spike" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: { due: { unit: "ms", start: "start + clip(jitter*randn(), -0.45/rate, 0.45/rate)", about: "Time of the spike that is next, or was last" } },
  equations: `place = floor((t - start)*rate + 0.5)
next = floor((t + dt - start)*rate + 0.5)`,
  spike: { type: "count", count: "int(due <= t + 1e-6 ms and t - dt < due - 1e-6 ms and t < stop)" },
  // Half-way between two places, where neither can be due, the time of the coming spike is drawn.
  afterStep: "due = if(next > place and next > 0, start + next/rate + clip(jitter*randn(), -0.45/rate, 0.45/rate), due)",
});
