import { defineNeuron, type Shown } from "../../src/kind/index.ts";

const of2003 = "Izhikevich (2003), IEEE Trans. Neural Netw. 14, 1569-1572, with currents and steps of the author's script";
const of2004 = "Izhikevich (2004), IEEE Trans. Neural Netw. 15, 1063-1070, with currents and steps of the author's script";

type Stimulus = Shown["stimulus"];

/** Levels that hold, each from its time on. The scripts switch with strict inequalities: what begins after 15 ms begins with the next step. */
const held = (...levels: readonly (readonly [from: number, level: number])[]): Stimulus => ({
  kind: "stepList",
  parameters: { amplitude: 1, times: levels.map(([from]) => from), levels: levels.map(([, level]) => level) },
});

/** Straight lines from point to point. */
const ramps = (...points: readonly (readonly [time: number, value: number])[]): Stimulus => ({
  kind: "waveform",
  parameters: { amplitude: 1, times: points.map(([time]) => time), samples: points.map(([, value]) => value) },
});

/** The script's step and how long it runs. T has no converged solution. */
const shown = (dt: number, duration: number, stimulus: Stimulus, converges = true): Shown => ({
  stimulus,
  duration,
  published: { dt, method: "gs_euler" },
  ...(converges && { converged: { dt: dt / 100, method: "rk4" } }),
  why: converges
    ? `The script takes Euler steps of ${dt} ms, first v and then u from the new v, and looks for v above 30 mV only after a step, when v has overshot it; the overshot v moves u as well. In fine steps v is reset as it reaches 30 mV.`
    : "Its reset lowers u, so that the exact solution fires ever faster and has no end: the pattern is made by the script's steps alone.",
});

/** One pattern: a, b, c, d, the potential it starts from, and in words the current, the step and the spikes of script and exact solution. */
const pattern =
  (source: string) =>
  (
    label: string,
    [a, b, c, d, v]: readonly [number, number, number, number, number],
    about: string,
    experiment: Shown,
    more: Readonly<Record<string, number>> = {},
    u?: number,
  ) => ({
    label,
    about,
    parameters: { a, b, c, d, ...more },
    start: { v, ...(u === undefined ? {} : { u }) },
    source,
    shown: experiment,
  });
const type = pattern(of2003);
const figure = pattern(of2004);
/** Two patterns have another parabola. */
const shallow = { k_1: 4.1, k_0: 108 };

/** Izhikevich's simple model: a quadratic spike upstroke and one recovery variable give twenty firing patterns. */
export const izhikevich = defineNeuron({
  kind: "izhikevich",
  version: 1,
  label: "Izhikevich",
  short: "Izh",
  about: "Four numbers a, b, c, d choose among regular, bursting, chattering, fast and other firing patterns.",
  notes:
    "Cheap enough for large networks, rich enough to look like cortical cells; inputs are rates of change in mV/ms and not " +
    "currents. Its published patterns belong to the published time step: with another dt, or with a finer integrator, spike counts change, " +
    "since v overshoots V_peak by up to tens of mV before the reset is seen. " +
    "In NEST's step order it is advanced as NEST's izhikevich (all from old values), in Brian2's as in the author's scripts (v, then u).",
  lecture: [
    "Hybrid models are said to reduce Hodgkin and Huxley's. No step leads from their currents to these: this is a quadratic integrate-and-fire neuron with one recovery variable and a reset by hand, alike near threshold and in what patterns it makes.",
    "Its author is Izhikevich, not Izhekivich.",
  ],
  sources: [
    "Izhikevich (2003), Simple model of spiking neurons, IEEE Trans. Neural Netw. 14, 1569-1572",
    "Izhikevich (2004), Which model to use for cortical spiking neurons?, IEEE Trans. Neural Netw. 15, 1063-1070",
  ],
  icon: "M5,16H8V8V16H10V8V16H12V8V16H19",

  inputs: { i: { signal: "current", unit: "mV/ms", about: "Sum of every input wired to this neuron" } },
  outputs: {
    spikes: { signal: "spikes", about: "One event for each time v reaches its peak" },
    v: { signal: "value", reads: "v", unit: "mV", about: "Membrane potential, for plots" },
  },

  parameters: {
    a: { default: 0.02, unit: "1/ms", range: [-10, 10], slider: [-0.05, 0.2], about: "Recovery speed; small is slow" },
    b: { default: 0.2, unit: "1/ms", range: [-100, 100], slider: [-1.5, 1.5], about: "How strongly the recovery follows v below threshold" },
    c: { default: -65, unit: "mV", range: [-1000, 1000], slider: [-80, -40], about: "Potential after a spike" },
    d: { default: 8, unit: "mV/ms", range: [-1000, 1000], slider: [-25, 10], about: "Recovery step at a spike" },
    V_peak: { default: 30, unit: "mV", range: [-1000, 1000], slider: [0, 50], about: "Peak of a spike, where v is reset" },
    I_e: { default: 0, unit: "mV/ms", range: [-1e4, 1e4], slider: [-30, 100], about: "Constant input from within" },
    k_1: { default: 5, unit: "1/ms", range: [-100, 100], slider: [3, 6], about: "Slope of the parabola at 0 mV; 4.1 in two of the patterns" },
    k_0: { default: 140, unit: "mV/ms", range: [-1e4, 1e4], slider: [100, 150], about: "Height of the parabola at 0 mV; 108 in two of the patterns" },
    V_u: { default: 0, unit: "mV", range: [-1000, 1000], slider: [-80, 0], about: "Potential the recovery is measured from; -65 for accommodation" },
    leak_u: { default: 1, unit: "1", range: [0, 1], about: "Forgetting of the recovery; 0: it only adds up, as for accommodation" },
  },
  state: {
    v: { unit: "mV", start: "-65 mV", about: "Membrane potential" },
    u: { unit: "mV/ms", start: "b*(v - V_u)", about: "Recovery" },
  },

  // The numbers 0.04, 5 and 140 are the paper's fit; their units are 1/(mV ms), 1/ms and mV/ms.
  equations: `dv/dt = 0.04*v*v/mV/ms + k_1*v + k_0 - u + i + I_e
du/dt = a*(b*(v - V_u) - leak_u*u)`,
  spike: { type: "threshold", when: "v >= V_peak", then: "v = c; u += d" },
  method: { nest: "euler", brian2: "gs_euler" },

  presets: {
    RS: type(
      "Regular spiking (RS)",
      [0.02, 0.2, -65, 8, -63],
      "14 mV/ms after 15 ms, step 0.25 ms, 150 ms: 5 spikes as published, 6 converged.",
      shown(0.25, 150, held([15.25, 14])),
    ),
    IB: type(
      "Intrinsically bursting (IB)",
      [0.02, 0.2, -55, 4, -70],
      "11 mV/ms after 15 ms, step 0.25 ms, 150 ms: 7 spikes either way.",
      shown(0.25, 150, held([15.25, 11])),
    ),
    CH: type(
      "Chattering (CH)",
      [0.02, 0.2, -50, 2, -70],
      "10 mV/ms after 15 ms, step 0.25 ms, 150 ms: bursts with a short pause.",
      shown(0.25, 150, held([15.25, 10])),
    ),
    FS: type(
      "Fast spiking (FS)",
      [0.1, 0.2, -65, 2, -70],
      "10 mV/ms after 15 ms, step 0.25 ms, 150 ms: 15 spikes as published, 19 converged.",
      shown(0.25, 150, held([15.25, 10])),
    ),
    TC: type(
      "Thalamo-cortical (TC), from rest",
      [0.02, 0.25, -65, 0.05, -63],
      "1.5 mV/ms after 30 ms, step 0.25 ms, 150 ms: tonic firing.",
      shown(0.25, 150, held([30.25, 1.5])),
    ),
    TCRebound: type(
      "Thalamo-cortical (TC), rebound",
      [0.02, 0.25, -65, 0.05, -87],
      "-25 mV/ms until 45 ms, then 0, step 0.25 ms, 150 ms: a burst of 5 as published, 7 converged.",
      shown(0.25, 150, held([0, -25], [45.25, 0])),
    ),
    RZ: type(
      "Resonator (RZ)",
      [0.1, 0.26, -65, 2, -70],
      "-2, from 10 ms on -0.5, and 10 mV/ms from 60 to 65 ms, step 0.25 ms, 100 ms.",
      shown(0.25, 100, held([0, -2], [10.25, -0.5], [60.25, 10], [65, -0.5])),
    ),
    LTS: type(
      "Low-threshold spiking (LTS)",
      [0.02, 0.25, -65, 2, -63],
      "10 mV/ms after 25 ms, step 0.25 ms, 250 ms: 18 spikes as published, 20 converged.",
      shown(0.25, 250, held([25.25, 10])),
    ),

    A: figure("A Tonic spiking", [0.02, 0.2, -65, 6, -70], "14 mV/ms after 10 ms, step 0.25 ms, 100 ms: 5 spikes.", shown(0.25, 100, held([10.25, 14]))),
    B: figure(
      "B Phasic spiking",
      [0.02, 0.25, -65, 6, -64],
      "0.5 mV/ms after 20 ms, step 0.25 ms, 200 ms: one spike at the onset.",
      shown(0.25, 200, held([20.25, 0.5])),
    ),
    C: figure("C Tonic bursting", [0.02, 0.2, -50, 2, -70], "15 mV/ms after 22 ms, step 0.25 ms, 220 ms.", shown(0.25, 220, held([22.25, 15]))),
    D: figure(
      "D Phasic bursting",
      [0.02, 0.25, -55, 0.05, -64],
      "0.6 mV/ms after 20 ms, step 0.2 ms, 200 ms: one burst, of 6 as published and 8 converged.",
      shown(0.2, 200, held([20.2, 0.6])),
    ),
    E: figure(
      "E Mixed mode",
      [0.02, 0.2, -55, 4, -70],
      "10 mV/ms after 16 ms, step 0.25 ms, 160 ms: a burst, then single spikes; 6 as published, 7 converged.",
      shown(0.25, 160, held([16.25, 10])),
    ),
    F: figure("F Spike-frequency adaptation", [0.01, 0.2, -65, 8, -70], "30 mV/ms after 8.5 ms, step 0.25 ms, 85 ms.", shown(0.25, 85, held([8.75, 30]))),
    G: figure(
      "G Class 1 excitable",
      [0.02, -0.1, -55, 6, -60],
      "A ramp of 0.075 mV/ms per ms from 30 ms on, step 0.25 ms, 300 ms: 10 spikes, the rate from 0 up.",
      shown(0.25, 300, ramps([30, 0], [1030, 75])),
      shallow,
    ),
    H: figure(
      "H Class 2 excitable",
      [0.2, 0.26, -65, 0, -64],
      "-0.5, and from 30 ms on a ramp of 0.015 mV/ms per ms, step 0.25 ms, 300 ms: firing sets in at a high rate.",
      shown(0.25, 300, ramps([0, -0.5], [30, -0.5], [1030, 14.5])),
    ),
    I: figure(
      "I Spike latency",
      [0.02, 0.2, -65, 6, -70],
      "7.04 mV/ms from 10 to 13 ms, step 0.2 ms, 100 ms: one late spike, at this step only; converged there is none.",
      shown(0.2, 100, held([10.2, 7.04], [13, 0])),
    ),
    J: figure(
      "J Subthreshold oscillation",
      [0.05, 0.26, -60, 0, -62],
      "2 mV/ms from 20 to 25 ms, step 0.25 ms, 200 ms: one spike, then ringing.",
      shown(0.25, 200, held([20.25, 2], [25, 0])),
    ),
    K: figure(
      "K Resonator",
      [0.1, 0.26, -60, -1, -62],
      "0.65 mV/ms for 4 ms from 40, 60, 280 and 320 ms, step 0.25 ms, 400 ms: it answers pairs at its own rhythm.",
      shown(0.25, 400, held([40.25, 0.65], [44, 0], [60.25, 0.65], [64, 0], [280.25, 0.65], [284, 0], [320.25, 0.65], [324, 0])),
    ),
    L: figure(
      "L Integrator",
      [0.02, -0.1, -55, 6, -60],
      "9 mV/ms for 2 ms from 9.1, 14.1, 70 and 80 ms, step 0.25 ms, 100 ms: only the close pair fires it.",
      shown(0.25, 100, held([9.25, 9], [11.25, 0], [14.25, 9], [16.25, 0], [70.25, 9], [72, 0], [80.25, 9], [82, 0])),
      shallow,
    ),
    M: figure(
      "M Rebound spike",
      [0.03, 0.25, -60, 4, -64],
      "-15 mV/ms from 20 to 25 ms, step 0.2 ms, 200 ms: one spike after the release.",
      shown(0.2, 200, held([20.2, -15], [25, 0])),
    ),
    N: figure(
      "N Rebound burst",
      [0.03, 0.25, -52, 0, -64],
      "-15 mV/ms from 20 to 25 ms, step 0.2 ms, 200 ms: a burst after the release.",
      shown(0.2, 200, held([20.2, -15], [25, 0])),
    ),
    O: figure(
      "O Threshold variability",
      [0.03, 0.25, -60, 4, -64],
      "1 mV/ms at 10-15 and 80-85 ms, -6 at 70-75 ms, step 0.25 ms, 100 ms: the second pulse fires it, the first does not.",
      shown(0.25, 100, held([10.25, 1], [15, 0], [70.25, -6], [75, 0], [80.25, 1], [85, 0])),
    ),
    P: figure(
      "P Bistability",
      [0.1, 0.26, -60, 0, -61],
      "0.24 mV/ms, with 1.24 at 37.5-42.5 and 216-221 ms, step 0.25 ms, 300 ms: 5 spikes as published, 7 converged.",
      shown(0.25, 300, held([0, 0.24], [37.75, 1.24], [42.5, 0.24], [216.25, 1.24], [221, 0.24])),
    ),
    Q: figure(
      "Q Depolarising after-potential",
      [1, 0.2, -60, -21, -70],
      "20 mV/ms from 9 to 11 ms, step 0.1 ms, 50 ms: one spike at this step only; converged it is a burst of 8.",
      shown(0.1, 50, held([9.1, 20], [11, 0])),
    ),
    R: figure(
      "R Accommodation",
      [0.02, 1, -55, 4, -65],
      "A ramp of 0.04 mV/ms per ms for 200 ms is not seen, 0.32 per ms from 300 to 312.5 ms is; step 0.5 ms, 400 ms.",
      shown(0.5, 400, ramps([0, 0], [199.5, 7.98], [200, 0], [300, 0], [312, 3.84], [312.5, 0])),
      { V_u: -65, leak_u: 0 },
      -16,
    ),
    S: figure(
      "S Inhibition-induced spiking",
      [-0.02, -1, -60, 8, -63.8],
      "80 mV/ms, and 75 from 50 to 250 ms, step 0.5 ms, 350 ms: it fires while the input is lower.",
      shown(0.5, 350, held([0, 80], [50, 75], [250.5, 80])),
    ),
    T: figure(
      "T Inhibition-induced bursting",
      [-0.026, -1, -45, -2, -63.8],
      "80 mV/ms, and 75 from 50 to 250 ms, step 0.5 ms, 350 ms: 12 spikes as published; a finer step makes it fire ever faster.",
      shown(0.5, 350, held([0, 80], [50, 75], [250.5, 80]), false),
    ),
  },
});
