import { defineNeuron } from "../../src/kind/index.ts";

/** Discrete unit: at its turn it looks at what it hears and takes its side. */
export const binaryUnit = defineNeuron({
  kind: "binaryUnit",
  version: 1,
  label: "Binary unit",
  short: "±1",
  about: "A unit of two states that takes, at its turn, the sign of what it hears: u' = sign(h).",
  notes:
    "The unit of McCulloch and Pitts and of Hopfield's memory: no membrane, only a state, -1 or +1 (or 0 and 1 with low at 0). Every T each unit has its turn. All at once is the lecture's way; " +
    "one after another never raises the energy of a symmetric network, and a turn is a step of its own: n units take at least n steps, however short T is. For an order of your own give phase a list: when within T each unit has its turn. A random order is drawn from the seed and kept. " +
    "A unit that hears exactly 0 keeps its state, or goes to 0 as the lecture's sign does. A cue sets the state outright while it lasts, to any number.",
  lecture: [
    "sign(0) is 0, so that a unit which hears exactly nothing leaves both states. Usual is that it keeps the one it has.",
    "The trained patterns are called spin-glass states. They are Mattis states, as orderly as a magnet; spin-glass states are the spurious ones that take over above capacity.",
    "That the energy only falls needs weights that are symmetric, none below 0 to a unit itself, and one unit after another. All at once, a network may swing between two states for ever.",
    "It is called an excellent statistical classifier. It is a memory that is asked by a part of its content: what it recalls may be a mixture or a negative, which is no class.",
  ],
  sources: [
    "McCulloch & Pitts (1943), A logical calculus of the ideas immanent in nervous activity, Bull. Math. Biophys. 5, 115-133",
    "Hopfield (1982), Neural networks and physical systems with emergent collective computational abilities, PNAS 79, 2554-2558",
  ],
  icon: "M5,16H11V8H19M11,12H13",

  inputs: {
    i: { signal: "current", unit: "1", about: "Sum of everything wired to this unit" },
    c: { signal: "current", unit: "1", about: "Cue: while it is not 0, the state is set to it" },
  },
  outputs: { u: { signal: "value", reads: "u", unit: "1", about: "State" } },

  parameters: {
    theta: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Threshold" },
    low: { default: -1, unit: "1", range: [-1, 0], about: "State below the threshold: -1, or 0 for a step" },
    T: {
      default: 10,
      unit: "ms",
      range: [0.01, 1e5],
      slider: [1, 500],
      scale: "log",
      about: "Time from one turn of a unit to its next; one after another at least a step for each unit",
    },
    turns: {
      type: "choice",
      default: "together",
      choices: {
        together: "All at once",
        sequence: "One after another",
        ordered: "In an order of your own",
        random: "In random order",
      },
      unit: "1",
      about: "Who has a turn when",
    },
    phase: { default: 0, unit: "1", range: [0, 1], about: "When within T a unit has its turn, in an order of your own" },
    at_0: {
      type: "choice",
      default: "keep",
      choices: { keep: "Keeps its state", zero: "Goes to 0" },
      unit: "1",
      about: "What a unit does that hears exactly 0",
    },
    I_e: { default: 0, unit: "1", range: [-1e6, 1e6], slider: [-5, 5], about: "Constant input from within" },
  },
  state: {
    u: { unit: "1", start: "if(rand() < 0.5, low, 1)", about: "State" },
  },
  computed: {
    place: { type: "place", about: "Place of the unit in its population, from 0 to 1" },
    drawn: { type: "place", drawn: true, about: "Place of the unit in an order drawn from the seed" },
    cells: { type: "cells", about: "Number of units" },
  },
  equations: `h = i + I_e - theta
every = if(turns == 0, T, max(T, cells*dt))
turn = if(turns == 0, 0, if(turns == 1, place, if(turns == 2, phase, drawn)))`,
  // A turn comes when time passes it, half a step to either side.
  afterStep: `u = if(floor((t + dt/2)/every - turn) > floor((t - dt/2)/every - turn), if(h == 0 and at_0 == 0, u, max(low, sign(h))), u)
u = if(c == 0, u, c)`,
});
