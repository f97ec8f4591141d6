/**
 * Spike sources that send more than anybody could look at, background input as a rule: what they send reaches its targets, and
 * is not recorded.
 */
import { type Network, type Population, prepare, sendsCounts, timeAt } from "../compiler/index.ts";
import { evaluate, numberOps } from "../expression/index.ts";

/** Spikes of sources in a second of model time that are recorded, all together: twenty seconds of more would fill the record. */
export const mostRecorded = 1e6;

/** Moments at which a source is asked how much it sends, in steps: it may begin later, or stop. */
const moments = [0, 1e1, 1e2, 1e3, 1e4, 1e5];

/**
 * Indices of these populations: the busiest, until what the others send can be recorded. Only sources that send counts: for them,
 * not to record is to save most of the work.
 */
export function quietSources(network: Network): number[] {
  const sources = network.populations
    .flatMap((population, index) =>
      sendsCounts(network, index) ? [{ index, spikes: spikesASecond(network, population) }] : [],
    )
    .sort((a, b) => a.spikes - b.spikes);
  let recorded = 0;
  const quiet = sources.filter(({ spikes }) => {
    recorded += spikes;
    return recorded > mostRecorded;
  });
  return quiet.map(({ index }) => index).sort((a, b) => a - b);
}

/** The mean of a Poisson source at its busiest, all cells together. */
function spikesASecond(network: Network, population: Population): number {
  const draw = population.draws.find(({ type }) => type === "poisson");
  if (draw?.type !== "poisson") return 0;
  const values = prepare(network, population);
  const at = (step: number, cell: number): number => {
    const mean = evaluate<number, boolean>(draw.mean, numberOps, (name) => {
      if (name === "dt") return network.dt;
      if (name === "t") return timeAt(network.dt, step);
      const own = values.get(name);
      // What a source remembers, such as how long it rests yet, is at 0 when it is free to send.
      return own === undefined ? 0 : own.length === 1 ? own[0] : own[cell];
    });
    return mean > 0 ? mean : 0;
  };
  const alike = [...values.values()].every(({ length }) => length === 1);
  const sums = moments.map((step) => {
    if (alike) return population.n * at(step, 0);
    let sum = 0;
    for (let cell = 0; cell < population.n; cell++) sum += at(step, cell);
    return sum;
  });
  return (Math.max(...sums) * 1000) / network.dt;
}
