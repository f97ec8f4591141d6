import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** Inhomogeneous Poisson process: the rate is a function of time that the user writes. */
export const inhomogeneousPoisson = defineSpikes({
  kind: "inhomogeneousPoisson",
  version: 1,
  label: "Poisson with r(t)",
  short: "r(t)",
  about: "Random spikes whose rate follows an equation in the time `t`.",
  notes:
    "For stimuli that change: a sine, a step, a train of volleys. Write the rate with its unit, as in 20 Hz*(1 + sin(2*pi*4 Hz*t)); " +
    "where it is negative nothing is sent. The rate is read once a step, at the time of the spike, so it should change little within a step. " +
    "Cells differ in their draws and share the rate.",
  lecture: [
    "It is said to hold only if the rate changes slowly. The process is exact for any rate that has an integral: the count from a to b is Poisson with the integral of `r`. Slow against the step must it be only where one draw a step decides, as here.",
  ],
  sources: [
    "Lewis & Shedler (1979), Simulation of nonhomogeneous Poisson processes by thinning, Nav. Res. Logist. Q. 26, 403-413",
    "Dayan & Abbott (2001), Theoretical Neuroscience, section 1.4",
  ],
  icon: "M6,12.5Q10,6 19,12.5M8,14.5V17M10,14.5V17M11.5,14.5V17M15,14.5V17",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "One train for each cell" } },
  parameters: {
    rate: {
      type: "equation",
      default: "20 Hz*(1 + 0.8*sin(2*pi*4 Hz*t))",
      unit: "Hz",
      about: "Rate r(t) of each cell, of the time t",
    },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {},
  equations: "",
  spike: { type: "count", count: "poisson(max(rate*dt, 0)*int(t >= start and t < stop))" },
});
