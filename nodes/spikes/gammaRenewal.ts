import { defineSpikes } from "../../src/kind/index.ts";
import { anyTime, never } from "../forms.ts";

/** Gamma renewal process with a dead time: random spikes that keep a distance. */
export const gammaRenewal = defineSpikes({
  kind: "gammaRenewal",
  version: 1,
  label: "Gamma train with dead time",
  short: "gamma",
  about: "Random spikes, more regular than Poisson: a gamma law of the given order, and a pause after each spike.",
  notes:
    "Real neurons are rarely as irregular as Poisson: after a spike they need to recover. Inside, a Poisson process runs `order` times as fast and every order-th event is a spike; " +
    "for the time `dead` after one it stands still. The mean rate is the rate you set. Intervals have a coefficient of variation of (1 - rate dead)/sqrt(order), and over long windows counts have " +
    "a Fano factor of its square. With order 1 and dead 0 it is Poisson. The process is in its steady state from the start; dead is rounded to whole steps.",
  sources: [
    "Cox (1962), Renewal Theory, Methuen",
    "Kuffler, Fitzhugh & Barlow (1957), Maintained activity in the cat's retina in light and darkness, J. Gen. Physiol. 40, 683-702",
  ],
  icon: "M6,8V16M9.5,8V16M12,8V16M16,8V16M19,8V16M6,18Q8,16 9,18T12,18",

  inputs: {},
  outputs: { spikes: { signal: "spikes", about: "One train for each cell" } },
  parameters: {
    rate: { default: 50, unit: "Hz", range: [0, 1e5], slider: [0, 300], about: "Mean number of spikes a second, for each cell" },
    order: { type: "integer", default: 3, unit: "1", range: [1, 1000], slider: [1, 20], about: "Regularity: 1 is Poisson, large is a clock" },
    dead: { default: 2, unit: "ms", range: [0, 1e4], slider: [0, 20], about: "Pause after a spike; below 1/rate" },
    start: { default: 0, unit: "ms", range: anyTime, slider: [0, 2000], about: "When it begins" },
    stop: { default: never, unit: "ms", range: anyTime, slider: [0, 2000], about: "From then on it is silent; 1e9 is never" },
  },
  state: {
    stage: { unit: "1", start: "floor(order*rand())", about: "Events since the last spike" },
    rest: { unit: "ms", start: "0", about: "What is left of the pause" },
    send: { unit: "1", start: "0", about: "Spikes to send in the coming step" },
  },
  // A pause ends somewhere within a step and so lasts half a step longer on average.
  equations: "resting = rate*if(dead > 0 ms, dead + dt/2, 0 ms)",
  spike: { type: "count", count: "send*int(t >= start and t < stop)" },
  // Drawn at the end of a step for the next: events of the fast process, spikes among them, what remains, and the pause.
  afterStep: `rest = max(rest - dt, 0 ms)
stage += poisson(order*rate*dt/max(1 - resting, 1e-3)*int(rest < dt/2))
send = floor(stage/order)
send = if(dead > 0 ms, min(send, 1), send)
stage = if(dead > 0 ms and send > 0, 0, stage - order*send)
rest = if(send > 0, dead + dt, rest)`,
});
