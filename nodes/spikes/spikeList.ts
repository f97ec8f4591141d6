import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime } from "../forms.ts";

/** Spikes at times that are written down. */
export const spikeList = defineSpikes({
  kind: "spikeList",
  version: 1,
  label: "Spike list",
  short: "list",
  about: "Spikes at the times that you write down.",
  notes:
    "For recorded trains, for paired pulses, and for any test where each spike has to be where you want it. " +
    "Times are in ms and belong on the time grid; the same time may be listed twice. " +
    "All cells of the node send the same list, unless `cells` says which cell sends which spike.",
  sources: ["Bi & Poo (1998), Synaptic modifications in cultured hippocampal neurons, J. Neurosci. 18, 10464-10472 (paired spikes at set times)"],
  icon: "M7,8V16M9,8V16M15,8V16M19,8V16",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "The listed spikes" } },
  parameters: {
    times: { type: "list", default: [10, 20, 30, 60, 65, 100], unit: "ms", range: anyTime, about: "Spike times, rising" },
    cells: { type: "list", default: [], unit: "1", range: [0, 1e6], about: "The cell that sends each spike; empty: every cell sends all of them" },
  },
  state: {},
  equations: "",
  spike: { type: "times", times: "times", cells: "cells" },
});
