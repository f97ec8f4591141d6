/** What a first visit opens, already running: excitation and inhibition in balance, and a squid axon beside them. The gallery has it too. */
import type { Graph } from "../graph/index.ts";

export const firstCircuit: Graph = {
  spikeboard: 1,
  name: "Balance, and a squid",
  about: "Halve the weight of I → E. Does E fire twice as much? Guess first.",
  seed: 4207,
  dt: 0.1,
  order: "nest",
  nodes: [
    {
      id: "poisson",
      kind: "poisson",
      label: "Poisson",
      at: [32, 48],
      n: 80,
      parameters: {
        rate: 300,
      },
    },
    {
      id: "pe",
      kind: "exponential",
      label: "P → E",
      at: [208, 64],
      parameters: {
        tau_syn: 5,
        weight: 160,
      },
      connect: {
        rule: "one-to-one",
      },
    },
    {
      id: "e",
      kind: "lif",
      label: "E",
      at: [368, 48],
      n: 80,
      color: 1,
      parameters: {
        tau_m: 20,
      },
    },
    {
      id: "ei",
      kind: "exponential",
      label: "E → I",
      at: [592, 64],
      parameters: {
        tau_syn: 5,
        weight: 240,
      },
      connect: {
        rule: "probability",
        p: 0.3,
      },
    },
    {
      id: "i",
      kind: "lif",
      label: "I",
      at: [752, 48],
      n: 20,
      color: 2,
    },
    {
      id: "ie",
      kind: "exponential",
      label: "I → E",
      at: [560, 192],
      flipped: true,
      parameters: {
        tau_syn: 8,
        weight: {
          normal: [-120, 30],
        },
      },
      connect: {
        rule: "probability",
        p: 0.4,
      },
    },
    {
      id: "step",
      kind: "step",
      label: "Step",
      at: [32, 288],
      form: "per area",
      parameters: {
        amplitude: 8.5,
        start: 50,
      },
    },
    {
      id: "squid",
      kind: "hodgkinHuxley",
      label: "Squid axon",
      at: [224, 288],
      color: 3,
    },
  ],
  wires: [
    {
      from: "poisson.spikes",
      to: "pe.spikes",
    },
    {
      from: "pe.i",
      to: "e.i",
    },
    {
      from: "e.spikes",
      to: "ei.spikes",
    },
    {
      from: "ei.i",
      to: "i.i",
    },
    {
      from: "i.spikes",
      to: "ie.spikes",
    },
    {
      from: "ie.i",
      to: "e.i",
    },
    {
      from: "step.i",
      to: "squid.i",
    },
  ],
  notes: [
    {
      id: "note-try",
      at: [480, 320],
      size: [288, 64],
      text: "Halve the weight of I → E.\nDoes E fire twice as much? Guess first.",
    },
  ],
  view: {
    speed: 0.05,
    traces: ["e.v", "i.v", "squid.v", "squid.m", "squid.h", "squid.n"],
    spanMs: 400,
  },
};
