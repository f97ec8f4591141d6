import { defineSynapse } from "../../src/kind/index.ts";
import { forms } from "../forms.ts";
import { travelTime } from "../parts.ts";

/** Short-term plasticity: each spike uses up what is ready, and primes what is released. */
export const tsodyksMarkram = defineSynapse({
  kind: "tsodyksMarkram",
  version: 1,
  label: "Short-term plasticity",
  short: "STP",
  about: "A synapse that tires or warms up: depression and facilitation by what is left and what is released.",
  notes:
    "x is the part of transmitter that is ready and u the part of it that a spike releases. A spike first raises u, then sends weight u x, then takes u x away; so the first spike " +
    "sends weight U. With a long tau_rec it depresses and reports changes of rate, with a long tau_fac it facilitates and passes what lasts; tau_fac 0 keeps u at U. " +
    "The order is that of Maass and Markram and of NEST's tsodyks2_synapse; rules that take x away before u rises give other amplitudes. Exact between spikes, so no result depends on the time step.",
  sources: [
    "Tsodyks & Markram (1997), The neural code between neocortical pyramidal neurons depends on neurotransmitter release probability, PNAS 94, 719-723",
    "Markram, Wang & Tsodyks (1998), Differential signaling via the same axon of neocortical pyramidal neurons, PNAS 95, 5323-5328",
    "Maass & Markram (2002), Synapses as dynamic memory buffers, Neural Netw. 15, 155-161",
  ],
  icon: "M7,16V8M10,16V11M13,16V13M16,16V14.5M5,16H19",

  forms,
  inputs: { spikes: { signal: "spikes", about: "Spikes of the presynaptic cells" } },
  outputs: { i: { signal: "current", reads: "i_syn", unit: "I", about: "Current into the target cells" } },

  parameters: {
    weight: {
      unit: "I",
      default: { absolute: 200, "per area": 3, rate: 2 },
      range: { absolute: [-1e6, 1e6], "per area": [-1e4, 1e4], rate: [-1e4, 1e4] },
      slider: { absolute: [-1000, 1000], "per area": [-20, 20], rate: [-20, 20] },
      per: "pair",
      about: "Jump of the current if all were released; below 0 inhibits",
    },
    delay: travelTime,
    U: { default: 0.5, unit: "1", range: [0, 1], about: "Released part: of what is ready, by a first spike" },
    tau_rec: { default: 800, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Time in which x recovers" },
    tau_fac: { default: 0, unit: "ms", range: [0, 1e5], slider: [0, 2000], about: "Time in which u falls back; 0: no facilitation" },
    tau_syn: { default: 2, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log", about: "Decay time constant of the current" },
  },
  state: {
    u: { unit: "1", start: "0", about: "Part that a spike releases" },
    x: { unit: "1", start: "1", about: "Part that is ready" },
    i_syn: { unit: "I", start: "0", about: "Synaptic current" },
  },

  equations: `du/dt = -u/max(tau_fac, 0.001 ms)
dx/dt = (1 - x)/tau_rec
di_syn/dt = -i_syn/tau_syn`,
  // First u, then what is sent, then x. A tau_fac of 0 forgets within a microsecond.
  onSpike: `u += U*(1 - u)
i_syn += weight*u*x
x -= u*x`,
  delay: "delay",

  presets: {
    depressing: { label: "Depressing", about: "At 50 Hz amplitudes fall to 5 percent of the first.", parameters: { U: 0.5, tau_rec: 800, tau_fac: 0 } },
    facilitating: { label: "Facilitating", about: "At 50 Hz the fourth amplitude is twice the first.", parameters: { U: 0.15, tau_rec: 50, tau_fac: 1000 } },
  },
});
