/**
 * From a network to the bytes of its engine. One module holds everything a step does: for every population `update` (and
 * `test`, where it cannot ride along), `spike` and `reset`; for every projection `deliver`; then `record` and `run`, which
 * calls them in the order of the step. Addresses are immediates, two cells go at a time, spikes leave through a branch that
 * is rarely taken, and refractory cells are a short list that is put back after the dense pass.
 */
import { Module } from "../../wasm/index.ts";
import { type Layout, layOut } from "../layout.ts";
import { coupledOf, mostRounds, type Network, type Population } from "../network.ts";
import { addRuntime, type Runtime } from "../runtime/runtime.ts";
import type { Shares } from "../share.ts";
import { isSmall } from "../small.ts";
import { emitCalm } from "./calm.ts";
import { emitLearn } from "./deliver.ts";
import type { Emission, Sampling, StopCondition } from "./emission.ts";
import { beginStep, emitTest, resetAll, resetLooksBack } from "./spikes.ts";
import { early, findingOrder, stepFunctions } from "./step.ts";
import { emitLead, emitServe } from "./threads.ts";
import { emitCheck, emitRecord, emitStop } from "./watch.ts";
import { emitMeasure, emitRounds } from "./waves.ts";

export { runFlags, type Sampling, type StopCondition } from "./emission.ts";

export interface Emitted {
  bytes: Uint8Array;
  layout: Layout;
  /** Pages of 64 KiB. */
  pages: number;
}

/** What all modules of a seed begin with. */
let common: { seed: number; module: Module; step: number; flags: number; runtime: Runtime } | undefined;

/** The globals and functions that every module has, made once: they take longer than a few cells. */
function beginning(seed: number): NonNullable<typeof common> {
  if (common?.seed !== seed) {
    const module = new Module();
    const [step, flags] = [module.global(), module.global()];
    common = { seed, module, step, flags, runtime: addRuntime(module, step, seed) };
  }
  return { ...common, module: common.module.fork() };
}

/**
 * For one thread.
 *
 * @param samples what is recorded, as in the table of `emitRecord`: a small network has it in its code
 * @param shares memory is shared, and has room for what threads need: see `emitThread`
 */
export function emit(
  network: Network,
  stop?: StopCondition,
  samples: readonly Sampling[] = [],
  shares?: Shares,
): Emitted {
  const layout = layOut(network, shares);
  const { module, step, flags, runtime } = beginning(network.seed);
  const w: Emission = { network, layout, module, step, flags, runtime, draws: new Map() };

  const { plans, resets, spikes, outputs, updates, tests, delivers, clamps, settles } = stepFunctions(w);
  const learns = network.projections.map((projection, index) =>
    layout.projections[index]?.incoming ? emitLearn(w, projection, index) : -1,
  );
  const coupled = coupledOf(network);
  const rounds = coupled.map((index) => emitRounds(w, network.populations[index] as Population, index));
  const measures = coupled.map((index) => emitMeasure(w, network.populations[index] as Population, index));
  const recording = emitRecord(w);
  const stopping = stop ? emitStop(w, stop) : -1;
  const calm =
    isSmall(network) && !stop
      ? emitCalm(w, { outputs, updates, clamps }, firesAlone(network, plans) ? finds() : undefined, recording, samples)
      : undefined;
  emitCheck(w);

  /** Functions that find the spikes of a step that is done, in the order in which the others would. */
  function finds(): number[] {
    const ofStates = (index: number) => network.populations[index]?.spike?.type === "threshold";
    return findingOrder(network, plans)
      .filter(ofStates)
      .map((index) => emitTest(w, network.populations[index] as Population, index, spikes[index] as number, true));
  }

  // run(first step, count) -> steps done
  const { code } = module.declare({ params: ["i32", "i32"], results: ["i32"] }, "run");
  const done = code.local("i32");
  const [round, more] = [code.local("i32"), code.local("i32")];
  const call = (functions: readonly number[]) => {
    for (const index of functions) if (index >= 0) code.call(index);
  };
  code.i32(0).setGlobal(flags);
  code.block((leave) => {
    code.loop((again) => {
      code.get(done).get(1).op("i32.ge_u");
      leave(true);
      if (calm) {
        code.getGlobal(calm.wait).if(
          () => code.getGlobal(calm.wait).i32(1).op("i32.sub").setGlobal(calm.wait),
          () => {
            code.get(0).get(done).op("i32.add").get(1).get(done).op("i32.sub").call(calm.calm);
            code.get(done).op("i32.add").tee(done).get(1).op("i32.ge_u").getGlobal(flags).op("i32.or");
            leave(true);
          },
        );
      }
      code
        .i32(0)
        .mem("i32.load", layout.spikes.count)
        .i32(layout.spikes.capacity - 2 * layout.spikingCells)
        .op("i32.gt_s");
      leave(true);
      code.get(0).get(done).op("i32.add").setGlobal(step);
      if (layout.agenda)
        code
          .getGlobal(step)
          .i32(layout.agenda.slots - 1)
          .op("i32.and")
          .i32(0)
          .mem("i32.store8", layout.agenda.at);
      network.populations.forEach((population, index) => {
        if (population.spike) beginStep(w, code, index);
      });
      for (const phase of network.order.phases) {
        if (phase === "integrate") {
          const order = network.populations.map((population, index) => ({ index, pairs: population.type === "pairs" }));
          call(delivers.filter((_, bundle) => early(w)[bundle]));
          call(rounds.map(({ begin }) => begin));
          call(outputs);
          call(order.filter(({ pairs }) => pairs).map(({ index }) => updates[index] as number));
          call(
            order
              .filter(({ pairs, index }) => !pairs && !coupled.includes(index))
              .map(({ index }) => updates[index] as number),
          );
          if (coupled.length === 0) continue;
          code.i32(0).set(round);
          code.loop((repeat) => {
            code.i32(0).f64(0).mem("f64.store", layout.moved);
            call(coupled.map((index) => updates[index] as number));
            call(measures);
            code.get(round).i32(1).op("i32.add").tee(round).i32(mostRounds).op("i32.lt_u");
            code.i32(0).mem("f64.load", layout.moved).f64(1).op("f64.gt").op("i32.and").tee(more);
            code.if(() => {
              call(rounds.map((each) => each.again));
              call(order.filter(({ index }) => following(network, index)).map(({ index }) => outputs[index] as number));
            });
            code.get(more);
            repeat(true);
          });
        } else if (phase === "deliver") {
          call(settles);
          layout.bundles.forEach((members, bundle) => {
            for (const index of members)
              if (comesBack(network, network.projections[index]?.pairs)) call([learns[index] as number]);
            if (!early(w)[bundle]) call([delivers[bundle] as number]);
          });
          call(clamps);
        } else if (phase === "test") call(tests);
        else if (phase === "reset") {
          call(learns.filter((_, index) => !comesBack(network, network.projections[index]?.pairs)));
          network.populations.forEach((population, index) => {
            if (population.spike?.type === "threshold" && !plans[index]?.immediate)
              resetAll(w, code, index, resets[index] as number);
          });
        } else call([recording]);
      }
      if (stopping >= 0) code.call(stopping);
      code.get(done).i32(1).op("i32.add").set(done);
      code.getGlobal(flags).op("i32.eqz");
      again(true);
    });
  });
  code.get(done);
  const read = module.declare({ params: [], results: ["i32"] }, "flags");
  read.code.getGlobal(flags);

  const pages = pagesOf(layout);
  return { bytes: module.finish(pages, shares !== undefined), layout, pages };
}

const pagesOf = ({ bytes }: Layout): number => Math.max(1, Math.ceil(bytes / 65536));

/** The module of one of several threads on the same memory: the first has `run`, as on one thread, and all others `serve`. */
export function emitThread(network: Network, layout: Layout, thread: number): Uint8Array {
  const { module, step, flags, runtime } = beginning(network.seed);
  const w: Emission = { network, layout, module, step, flags, runtime, thread, draws: new Map() };
  const functions = stepFunctions(w);
  if (thread === 0) emitLead(w, functions, emitRecord(w));
  else emitServe(w, functions);
  return module.finish(pagesOf(layout), true);
}

/** Whether spikes meet nothing else that a step may bring, and can be found by states alone once the step is done. */
const firesAlone = ({ projections, populations }: Network, plans: readonly { immediate: boolean }[]): boolean =>
  projections.every(({ delays }) => delays.every((delay) => delay > 0)) &&
  populations.every((population, index) => {
    const { pairs, spike } = population;
    if (pairs && pairs.onPost.length > 0 && !pairs.back) return false;
    if (spike?.type !== "threshold") return true;
    return plans[index]?.immediate === true && !spike.late && !resetLooksBack(population) && spike.lasts.length === 0;
  });

/** Pairs that follow what comes in through a step. */
const following = ({ populations }: Network, index: number): boolean =>
  (populations[index]?.pairs?.more.length ?? 0) > 1;

/** Whether spikes of the target travel back to the pairs: they then meet them with what arrives. */
const comesBack = ({ populations }: Network, pairs: number | undefined): boolean =>
  pairs !== undefined && populations[pairs]?.pairs?.back === true;
