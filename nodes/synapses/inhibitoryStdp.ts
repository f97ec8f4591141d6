import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { traces, travelTime } from "../parts.ts";

/** Inhibition that grows until its target fires at the rate it should. */
export const inhibitoryStdp = defineSynapse({
  kind: "inhibitoryStdp",
  version: 1,
  label: "Inhibitory plasticity",
  short: "iSTDP",
  about: "Inhibition that learns to balance excitation: it grows until the target fires at the rate `rho_0`.",
  notes:
    "Spikes of both sides that are near strengthen it whichever comes first; every spike of the source alone weakens it by eta alpha, with alpha = 2 rho_0 tau. " +
    "Both cancel when the target fires at rho_0, so inhibition comes to mirror the excitation of each cell: detailed balance. " +
    "The weight is a conductance and never negative; `w` is its value as it is now and starts at `weight`. Give it seconds to settle.",
  sources: [
    "Vogels, Sprekeler, Zenke, Clopath & Gerstner (2011), Inhibitory plasticity balances excitation and inhibition in sensory pathways and memory networks, Science 334, 1569-1573",
  ],
  icon: "M12,7V17M5,14H19M6,13Q11.5,12.5 12,8Q12.5,12.5 18,13",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "G",
      default: { absolute: 1, "per area": 0.02, rate: 0.01 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 100], "per area": [0, 2], rate: [0, 1] },
      per: "pair",
      about: "Conductance at the start, added by each spike, 0 or above",
    },
    delay: travelTime,
    eta: {
      unit: "G",
      default: { absolute: 0.1, "per area": 0.002, rate: 0.001 },
      range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
      slider: { absolute: [0, 1], "per area": [0, 0.02], rate: [0, 0.01] },
      about: "Learning step",
    },
    rho_0: { default: 5, unit: "Hz", range: [0, 1e5], slider: [0, 50], about: "Rate at which the target comes to fire" },
    tau: { default: 20, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "How long spikes of either side are remembered" },
    tau_syn: { default: 6, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant" },
    E_rev: { default: -80, unit: "mV", range: [-1000, 1000], slider: [-100, 50], about: "Reversal potential: above threshold excites, below it inhibits" },
  },
  state: {
    w: { unit: "G", start: "weight", about: "Weight as it is now" },
    ...traces,
    g: { unit: "G", start: "0", about: "Open conductance" },
  },

  equations: `dpre/dt = -pre/tau
dpost/dt = -post/tau
dg/dt = -g/tau_syn
i = g*(E_rev - v)`,
  // The weight that is sent is the one before this spike's own change.
  onSpike: `g += w
pre += 1
w = max(w + eta*(post - 2*rho_0*tau), 0)`,
  onPost: `post += 1
w = max(w + eta*pre, 0)`,
  delay: "delay",
});
