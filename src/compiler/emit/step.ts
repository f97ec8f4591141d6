/** The functions of one step: for every population and projection those that it needs, and what forces some of them apart. */
import { dependsOnAny, names } from "../../expression/index.ts";
import { type Assignment, coupledOf, type Network, type Population } from "../network.ts";
import { emitDeliver } from "./deliver.ts";
import type { Emission } from "./emission.ts";
import { emitClamp, emitReset, emitSpike, emitTest } from "./spikes.ts";
import { emitOutput, emitUpdate } from "./update.ts";
import { rangeOf } from "./view.ts";

interface Plan {
  fused: boolean;
  immediate: boolean;
}

/** Indices of functions, by population or, of deliveries, by bundle; -1 where there is nothing to do. */
export interface StepFunctions {
  plans: readonly Plan[];
  resets: readonly number[];
  spikes: readonly number[];
  outputs: readonly number[];
  updates: readonly number[];
  tests: readonly number[];
  delivers: readonly number[];
  clamps: readonly number[];
  settles: readonly number[];
}

export function stepFunctions(w: Emission): StepFunctions {
  const { network, layout } = w;
  const { populations, projections } = network;
  /** Those of which this code steps any. */
  const busy = populations.map((_, index) => {
    const { from, to } = rangeOf(w, index);
    return to > from || w.thread === undefined;
  });
  const each = (write: (population: Population, index: number) => number): number[] =>
    populations.map((population, index) => (busy[index] ? write(population, index) : -1));
  const plans = populations.map((population, index) => plan(network, population, index));
  const resets = each((population, index) => (population.spike ? emitReset(w, population, index) : -1));
  const spikes = each((population, index) =>
    population.spike ? emitSpike(w, population, index, plans[index]?.immediate === true, resets[index] as number) : -1,
  );
  const outputs = each((population, index) =>
    population.output || population.pairs?.total || population.sent.length > 0 ? emitOutput(w, population, index) : -1,
  );
  const updates = each((population, index) =>
    emitUpdate(w, population, index, plans[index]?.fused === true, spikes[index] as number),
  );
  const tests = each((population, index) =>
    population.spike && plans[index]?.fused !== true ? emitTest(w, population, index, spikes[index] as number) : -1,
  );
  const delivers = layout.bundles.map((members) =>
    members.some((index) => busy[projections[index]?.post as number]) ? emitDeliver(w, members) : -1,
  );
  const clamps = each((_, index) => (layout.populations[index]?.list ? emitClamp(w, index) : -1));
  const settles = each((population, index) =>
    layout.populations[index]?.list && looksAtHeld(network, population, index) ? emitClamp(w, index, false) : -1,
  );
  return { plans, resets, spikes, outputs, updates, tests, delivers, clamps, settles };
}

/** Of all bundles, which arrive at the start of the step. */
export const early = ({ network, layout }: Emission): boolean[] =>
  layout.bundles.map(([index]) => network.projections[index as number]?.early === true);

/** Populations that spike, in the order in which a step finds their spikes. */
export function findingOrder({ populations }: Network, plans: readonly Plan[]): number[] {
  const spiking = [...populations.keys()].filter((index) => populations[index]?.spike);
  const late = (index: number) => populations[index]?.spike?.type === "threshold" && !plans[index]?.fused;
  return [...spiking.filter((index) => !late(index)), ...spiking.filter(late)];
}

/**
 * Whether the spike test can ride along with the update, and the reset with the test. They cannot where an event that the
 * order of the step puts between them reads what the reset changes, or changes what test or reset read.
 */
function plan(network: Network, population: Population, index: number): Plan {
  const spike = population.spike;
  if (spike?.type !== "threshold") return { fused: false, immediate: true };
  if (spike.substep) return { fused: true, immediate: true };
  const arrivals = arrivalsAt(network, index);
  const answers = network.populations.flatMap(({ pairs }) =>
    pairs?.post === index && !pairs.back ? pairs.onPost : [],
  );
  const reset = { reads: readsOf(spike.then), writes: new Set(spike.then.map(({ name }) => name)) };
  const meets = (events: readonly Assignment[]) =>
    events.some(({ name }) => reset.reads.has(name) || reset.writes.has(name)) ||
    [...readsOf(events)].some((name) => reset.writes.has(name));
  const moved = new Set(arrivals.map(({ name }) => name));
  // A round that is taken back finds no spikes.
  if (coupledOf(network).includes(index)) return { fused: false, immediate: spike.late !== true && !meets(answers) };
  // A peak is to be seen until the step ends: the rest must not have begun when arrivals are over.
  const early = spike.late !== true;
  if (network.order.name === "brian2") return { fused: true, immediate: early && !meets(arrivals) && !meets(answers) };
  return {
    fused: early && population.beforeTest.length === 0 && !dependsOnAny(spike.when, moved) && !meets(arrivals),
    immediate: !meets(answers),
  };
}

/** What arriving spikes do to the cells of a population, from all projections onto it. */
const arrivalsAt = ({ projections, populations }: Network, index: number): readonly Assignment[] =>
  projections
    .filter(({ post, early }) => post === index && !early)
    .flatMap(({ pairs: own, onSpike }) => {
      const pairs = own === undefined ? undefined : populations[own]?.pairs;
      return pairs ? [...pairs.onSpike, ...(pairs.back ? pairs.onPost : [])] : onSpike;
    });

const readsOf = (assignments: readonly Assignment[]): ReadonlySet<string> =>
  new Set(assignments.flatMap(({ tree }) => [...names(tree)]));

/** Whether an arriving spike looks at a state that stands still in a refractory cell: it must be put back before. */
const looksAtHeld = (network: Network, population: Population, index: number): boolean => {
  const reads = readsOf(arrivalsAt(network, index));
  return population.states.some(({ name, held }) => held && reads.has(name));
};
