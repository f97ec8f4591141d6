import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** Spikes sent up to a time: whole bursts, and what the present one has sent. The millionth catches ratios just short of a whole number. */
const sent = (t: string): string => {
  const burst = `floor((${t} - start)/period + 1e-6)`;
  return `max(number*${burst} + min(floor((${t} - start - period*${burst})/interval + 1e-6) + 1, number), 0)`;
};

/** Groups of quick spikes at equal distances. */
export const bursts = defineSpikes({
  kind: "bursts",
  version: 1,
  label: "Burst train",
  short: "bursts",
  about: "Bursts of `number` spikes, `interval` apart, one burst every `period`.",
  notes:
    "How thalamus speaks in sleep and hippocampus at theta, and the stimulus that plasticity likes best: theta bursts are four spikes at 100 Hz, five times a second. " +
    "A facilitating synapse answers the burst, a depressing one its first spike. All cells of the node fire together. " +
    "A burst must be over before the next begins: number times interval at most a period. Times are put on the time grid.",
  sources: [
    "Larson, Wong & Lynch (1986), Patterned stimulation at the theta frequency is optimal for the induction of hippocampal long-term potentiation, Brain Res. 368, 347-350",
    "Lisman (1997), Bursts as a unit of neural information, Trends Neurosci. 20, 38-43",
  ],
  icon: "M6,8V16M8,8V16M10,8V16M15,8V16M17,8V16M19,8V16",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "The train" } },
  parameters: {
    number: { type: "integer", default: 4, unit: "1", range: [1, 1e6], slider: [1, 20], about: "Spikes in a burst" },
    interval: { default: 10, unit: "ms", range: [0.001, 1e6], slider: [1, 50], about: "From one spike to the next within a burst" },
    period: { default: 200, unit: "ms", range: [0.001, 1e6], slider: [10, 1000], about: "From the first spike of a burst to the first of the next" },
    start: { default: 10, unit: "ms", range: anyTime, slider: [0, 2000], about: "Time of the first spike" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {},
  equations: "",
  spike: { type: "count", count: `int(t < stop)*(${sent("t")} - ${sent("(t - dt)")})` },

  presets: {
    theta: {
      label: "Theta bursts",
      about: "Four spikes at 100 Hz, five times a second: the stimulus that induces potentiation.",
      parameters: { number: 4, interval: 10, period: 200 },
      source: "Larson, Wong & Lynch (1986), Brain Res. 368, 347-350",
    },
  },
});
