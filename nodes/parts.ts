/** Parameters and states that synapses share word for word; what differs from one to the next stands in its own file. */

export const travelTime = {
  default: 1.5,
  unit: "ms",
  range: [0, 100],
  slider: [0, 20],
  per: "pair",
  about: "Travel time of a spike; NEST's step order needs at least one time step",
} as const;

/** Where a learned weight starts, for synapses whose spikes let the current jump. */
export const startingWeight = {
  unit: "I",
  default: { absolute: 200, "per area": 3, rate: 2 },
  range: { absolute: [0, 1e6], "per area": [0, 1e4], rate: [0, 1e4] },
  slider: { absolute: [0, 1000], "per area": [0, 20], rate: [0, 20] },
  per: "pair",
  about: "Weight at the start: jump of the current for each spike, 0 or above",
} as const;

export const highestWeight = {
  unit: "I",
  default: { absolute: 400, "per area": 6, rate: 4 },
  range: { absolute: [1e-6, 1e6], "per area": [1e-6, 1e4], rate: [1e-6, 1e4] },
  slider: { absolute: [1, 1000], "per area": [0.1, 20], rate: [0.1, 20] },
  about: "Highest weight; the lowest is 0",
} as const;

const memory = { default: 20, unit: "ms", range: [0.01, 1e5], slider: [0.1, 500], scale: "log" } as const;

/** How long each side's spikes are remembered. */
export const memories = {
  tau_plus: { ...memory, about: "Memory of the source, for potentiation: how long its spikes are remembered" },
  tau_minus: { ...memory, about: "Memory of the target, for depression: how long its spikes are remembered" },
} as const;

export const traces = {
  pre: { unit: "1", start: "0", about: "Trace of the source's spikes" },
  post: { unit: "1", start: "0", about: "Trace of the target's spikes" },
} as const;

/** The rule of the synapses whose delay lies in the target's dendrite, in NEST's numbers. */
export const dendritic = {
  delay: { ...travelTime, about: "Travel time between synapse and cell body; NEST's order needs at least one time step" },
  rule: {
    lambda: { default: 0.01, unit: "1", range: [0, 100], slider: [0, 0.1], about: "Potentiation, as a part of w_max" },
    alpha: { default: 1, unit: "1", range: [-100, 100], slider: [0, 3], about: "Depression over potentiation" },
    mu_plus: {
      default: 1,
      unit: "1",
      range: [0, 10],
      slider: [0, 1],
      about: "Softness of the upper bound; 0: steps of one size, 1: they shrink towards w_max",
    },
    mu_minus: { default: 1, unit: "1", range: [0, 10], slider: [0, 1], about: "Softness of the lower bound; 0: steps of one size, 1: they shrink towards 0" },
    ...memories,
  },
  back: {
    fresh: { unit: "1", start: "0", about: "Spikes of the target that came back last" },
    t_back: { unit: "ms", start: "-1 ms", about: "When they came back" },
  },
  // A target's spike that comes back in this very step is in `post` already, and must not count.
  onSpike: "w = clip(w - alpha*lambda*w_max*max(w/w_max, 0)^mu_minus*(post - if(t > t_back, 0, fresh)), 0, w_max)",
  onPost: `w = clip(w + lambda*w_max*max(1 - w/w_max, 0)^mu_plus*pre, 0, w_max)
post += 1
fresh = if(t > t_back, 1, fresh + 1)
t_back = t`,
  sources: [
    "Morrison, Aertsen & Diesmann (2007), Spike-timing-dependent plasticity in balanced random networks, Neural Comput. 19, 1437-1467",
    "Gütig, Aharonov, Rotter & Sompolinsky (2003), Learning input correlations through nonlinear temporally asymmetric Hebbian plasticity, J. Neurosci. 23, 3697-3714",
  ],
  notes:
    "Here the source's spike is at the synapse at once, while what it causes takes the delay to the cell body and the target's spike takes the delay back, " +
    "so a pair counts by t_post + delay - t_pre. As in NEST's stdp_synapse the target's spike goes first where both meet: it strengthens what came before, and is no reason to weaken. " +
    "Potentiation is lambda and depression alpha lambda, as parts of w_max; a mu of 0 makes steps of one size, 1 lets them shrink towards the bound. " +
    "`w` is the weight as it reaches the cell body, a delay after the synapse changed; it starts at `weight`.",
} as const;
