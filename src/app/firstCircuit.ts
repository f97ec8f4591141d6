/** What a first visit opens, already running: excitation and inhibition in balance, and a squid axon beside them. */
import type { Graph } from "../graph/index.ts";

export const firstCircuit: Graph = {
  spikeboard: 1,
  name: "Balance, and a squid",
  about: "Halve the weight of I → E. Does E fire twice as much? Guess first.",
  seed: 4207,
  dt: 0.1,
  order: "nest",
  nodes: [
    { id: "poisson", kind: "poisson", label: "Poisson", at: [32, 48], n: 100, parameters: { rate: 20 } },
    {
      id: "pe",
      kind: "exponential",
      label: "P → E",
      at: [208, 64],
      parameters: { weight: 110, tau_syn: 5 },
      connect: { rule: "in-degree", k: 20 },
    },
    { id: "e", kind: "lif", label: "E", at: [368, 48], n: 80, color: 1, parameters: { tau_m: 20 } },
    {
      id: "ei",
      kind: "exponential",
      label: "E → I",
      at: [592, 64],
      parameters: { weight: 200, tau_syn: 5 },
      connect: { rule: "probability", p: 0.3 },
    },
    { id: "i", kind: "lif", label: "I", at: [752, 48], n: 20, color: 2 },
    {
      id: "ie",
      kind: "exponential",
      label: "I → E",
      at: [560, 208],
      flipped: true,
      parameters: { weight: { normal: [-80, 20] }, tau_syn: 8 },
      connect: { rule: "probability", p: 0.4 },
    },
    {
      id: "step",
      kind: "step",
      label: "Step",
      at: [32, 288],
      form: "per area",
      parameters: { amplitude: 8.5, start: 50 },
    },
    { id: "squid", kind: "hodgkinHuxley", label: "Squid axon", at: [224, 288], color: 3 },
  ],
  wires: [
    { from: "poisson.spikes", to: "pe.spikes" },
    { from: "pe.i", to: "e.i" },
    { from: "e.spikes", to: "ei.spikes" },
    { from: "ei.i", to: "i.i" },
    { from: "i.spikes", to: "ie.spikes" },
    { from: "ie.i", to: "e.i" },
    { from: "step.i", to: "squid.i" },
  ],
  notes: [
    {
      id: "try",
      at: [480, 320],
      size: [288, 64],
      text: "Halve the weight of I → E.\nDoes E fire twice as much? Guess first.",
    },
  ],
};
