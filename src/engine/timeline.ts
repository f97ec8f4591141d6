/**
 * Time one can move in: checkpoints of the whole state every so often, and a log of what was written, and which cells were
 * kicked, between them. Going back
 * is restoring the checkpoint before the moment and running again; random numbers depend on the step alone, so the replay is
 * exact. Moments from before an edit of the circuit's shape are replayed on the network of then, and carried into the present.
 */
import type { Simulation, Snapshot } from "./simulation.ts";
import { populationOf } from "./summary.ts";

interface Checkpoint {
  simulation: Simulation;
  snapshot: Snapshot;
  timeMs: number;
}
interface Act {
  simulation: Simulation;
  step: number;
}
interface Write extends Act {
  node: string;
  parameter: string;
  value: number;
}
/** What adds to a state must not be done twice: no checkpoint of its step is from before it. */
interface Poke extends Act {
  population: number;
  by: number;
}

const memoryBudget = 96 << 20;
const mostCheckpoints = 400;
/** Networks kept for going back, the present one among them, which is kept however large it is. */
const mostNetworks = 4;
const networkBudget = 512 << 20;
const firstIntervalMs = 5;

export interface Timeline {
  /** Call after every piece of a run; takes a checkpoint when one is due. */
  note(simulation: Simulation): void;
  /** A value was written at the present step. */
  wrote(simulation: Simulation, node: string, parameter: string, value: number): void;
  /** The cells of a population were kicked at the present step, by so much in engine units. */
  poked(simulation: Simulation, population: number, by: number): void;
  /** Steps until the next kick that was gone back over: it comes again when the run passes its moment. Infinity: none. */
  stepsToKick(simulation: Simulation): number;
  /** Does the kicks of the present step that were gone back over. */
  kickAgain(simulation: Simulation): void;
  /** Brings `simulation` to the state after `step` steps, if that lies in the past that is kept; present values are written over it. @returns the step reached */
  goTo(simulation: Simulation, step: number): number;
  /** A new network took over: checkpoint it at once. */
  began(simulation: Simulation): void;
  clear(): void;
}

export function createTimeline(): Timeline {
  let checkpoints: Checkpoint[] = [];
  let writes: (Write | Poke)[] = [];
  /** Kicks that were gone back over. */
  let ahead: { timeMs: number; node: string; by: number }[] = [];
  let intervalMs = firstIntervalMs;
  let bytes = 0;

  const take = (simulation: Simulation): void => {
    const snapshot = simulation.snapshot();
    checkpoints.push({ simulation, snapshot, timeMs: simulation.timeMs });
    bytes += snapshot.bytes.length;
    if (bytes > memoryBudget || checkpoints.length > mostCheckpoints) thin();
  };
  /** Every second one goes, but for the first of each network; the grid gets coarser. */
  const thin = (): void => {
    checkpoints = checkpoints.filter(
      (each, k) =>
        k === 0 || k % 2 === 1 || checkpoints[k - 1]?.simulation !== each.simulation || k === checkpoints.length - 1,
    );
    bytes = checkpoints.reduce((total, { snapshot }) => total + snapshot.bytes.length, 0);
    intervalMs *= 2;
  };
  const forgetNetworks = (): void => {
    const known = [...new Set(checkpoints.map(({ simulation }) => simulation))];
    let held = 0;
    const fits = (simulation: Simulation, back: number) => {
      held += simulation.layout.bytes;
      return back === 0 || held <= networkBudget;
    };
    const keep = new Set(known.slice(-mostNetworks).reverse().filter(fits));
    checkpoints = checkpoints.filter(({ simulation }) => keep.has(simulation));
    writes = writes.filter(({ simulation }) => keep.has(simulation));
    bytes = checkpoints.reduce((total, { snapshot }) => total + snapshot.bytes.length, 0);
  };

  const stepOf = (simulation: Simulation, timeMs: number): number => Math.round(timeMs / simulation.network.dt);

  const timeline: Timeline = {
    note(simulation) {
      const last = checkpoints.at(-1);
      if (!last || last.simulation !== simulation || simulation.timeMs - last.timeMs >= intervalMs) take(simulation);
    },
    wrote(simulation, node, parameter, value) {
      writes.push({ simulation, step: simulation.step, node, parameter, value });
    },
    poked(simulation, population, by) {
      writes.push({ simulation, step: simulation.step, population, by });
      checkpoints = checkpoints.filter(
        ({ simulation: of, snapshot }) => of !== simulation || snapshot.step !== simulation.step,
      );
      bytes = checkpoints.reduce((total, { snapshot }) => total + snapshot.bytes.length, 0);
      take(simulation);
    },
    stepsToKick(simulation) {
      const steps = ahead.map(({ timeMs }) => stepOf(simulation, timeMs) - simulation.step);
      return Math.min(Number.POSITIVE_INFINITY, ...steps.filter((left) => left > 0));
    },
    kickAgain(simulation) {
      const due = ahead.filter(({ timeMs }) => stepOf(simulation, timeMs) <= simulation.step);
      if (due.length === 0) return;
      ahead = ahead.filter((each) => !due.includes(each));
      for (const { node, by } of due) {
        const population = populationOf(simulation.network, node);
        if (population < 0) continue;
        simulation.poke(population, by);
        timeline.poked(simulation, population, by);
      }
    },
    began(simulation) {
      take(simulation);
      forgetNetworks();
    },
    goTo(simulation, step) {
      const timeMs = step * simulation.network.dt;
      const index = checkpoints.findLastIndex((each) => each.timeMs <= timeMs + 1e-9);
      const from = checkpoints[Math.max(0, index)];
      if (!from) return simulation.step;
      const present = simulation.snapshot().scalars;
      const past = from.simulation;
      past.restore(from.snapshot);
      const goal = Math.max(from.snapshot.step, Math.round(timeMs / past.network.dt));
      for (const write of writes) {
        if (write.simulation !== past || write.step < past.step || write.step > goal) continue;
        runTo(past, write.step);
        if ("parameter" in write) past.write(write.node, write.parameter, Float64Array.of(write.value));
        else if (write.step > from.snapshot.step) past.poke(write.population, write.by);
      }
      runTo(past, goal);
      if (past !== simulation) simulation.carry(past);
      else {
        // From here on the present values hold; they are part of the new past.
        simulation.setScalars(present);
      }
      checkpoints = checkpoints.filter((each) => each.timeMs <= timeMs + 1e-9);
      const happened = (write: Act): boolean => write.step * write.simulation.network.dt < timeMs + 1e-9;
      ahead.push(
        ...writes.flatMap((write) => {
          const { network } = write.simulation;
          if ("parameter" in write || happened(write)) return [];
          const node = network.populations[write.population]?.node ?? "";
          return [{ timeMs: write.step * network.dt, node, by: write.by }];
        }),
      );
      writes = writes.filter(happened);
      bytes = checkpoints.reduce((total, { snapshot }) => total + snapshot.bytes.length, 0);
      take(simulation);
      return simulation.step;
    },
    clear() {
      checkpoints = [];
      writes = [];
      ahead = [];
      bytes = 0;
      intervalMs = firstIntervalMs;
    },
  };
  return timeline;
}

/** Runs without keeping what is recorded: it has been seen. */
function runTo(simulation: Simulation, step: number): void {
  while (simulation.step < step) {
    const { steps } = simulation.run(Math.min(step - simulation.step, 1000));
    simulation.takeSpikes();
    simulation.takeSamples();
    if (steps === 0) return;
  }
}
