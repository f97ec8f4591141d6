/**
 * One step on several threads. Each has a module of its own, for its own cells, on the memory of all. The first gives out a turn,
 * does its part, waits until all have done theirs, and then does alone what is not for several: it joins the spikes that were
 * found, in the order in which one thread would have found them, and records. Between two runs memory is as one thread would
 * have left it.
 */
import type { Code } from "../../wasm/index.ts";
import type { PopulationLayout, ThreadsLayout } from "../layout.ts";
import { handOutCounts, rowOf } from "./counts.ts";
import { type Emission, runFlags } from "./emission.ts";
import { beginStep, eachOf, emitSend, listSpikes, resetAll } from "./spikes.ts";
import { early, findingOrder, type StepFunctions } from "./step.ts";

/** Looks at a word before falling asleep: some tenths of a millisecond, since waking takes longer than most steps. */
const looks = 1 << 18;
/** How long the first thread sleeps between two looks for a lost one [ns], and how often: what takes longer does not come. */
const nap = 100_000_000n;
const naps = 300;

/**
 * The parts of a step that all threads do at the same time, as functions. Spikes are joined after the first; the second, if there
 * is one, is for spikes that arrive in the step in which they are found.
 */
function emitParts(w: Emission, f: StepFunctions): number[] {
  const { network, layout } = w;
  const { shares } = layout.threads as ThreadsLayout;
  const atOnce = network.projections.some(({ delays }) => delays.includes(0));
  const { phases } = network.order;
  const cut = atOnce ? phases.indexOf("test") + 1 : phases.length;
  const among = (functions: readonly number[]) => functions.filter((_, index) => !shares.before.includes(index));
  return [phases.slice(0, cut), phases.slice(cut)]
    .filter((part) => part.length > 0)
    .map((part, number) => {
      const { index: self, code } = w.module.declare({ params: [], results: [] });
      const call = (functions: readonly number[]) => {
        for (const index of functions) if (index >= 0) code.call(index);
      };
      if (number === 0)
        for (const { found } of layout.threads?.own[w.thread as number] ?? [])
          if (found) code.i32(0).i32(0).mem("i32.store", found.count);
      for (const phase of part)
        if (phase === "integrate") {
          call(f.delivers.filter((_, bundle) => early(w)[bundle]));
          call(among(f.outputs));
          call(among(f.updates));
        } else if (phase === "deliver") {
          call(f.settles);
          call(f.delivers.filter((_, bundle) => !early(w)[bundle]));
          call(f.clamps);
        } else if (phase === "test") call(f.tests);
        else if (phase === "reset")
          network.populations.forEach((population, index) => {
            const reset = f.resets[index] as number;
            if (population.spike?.type === "threshold" && !f.plans[index]?.immediate && reset >= 0)
              resetAll(w, code, index, reset);
          });
      return self;
    });
}

/** serve(): does its parts, turn by turn, until there is nothing more to do. */
export function emitServe(w: Emission, f: StepFunctions): void {
  const { turn, sleepers, arrived, resting, ready, task } = w.layout.threads as ThreadsLayout;
  const parts = emitParts(w, f);
  const until = emitUntilTurn(w);
  const { code } = w.module.declare({ params: [], results: [] }, "serve");
  const mine = code.local("i32");
  code.i32(0).i32(1).mem("i32.atomic.add", ready).op("drop");
  code.loop((again) => {
    code.get(mine).call(until).set(mine);
    code
      .i32(0)
      .mem("i32.load", task)
      .op("i32.eqz")
      .if(() => code.op("return"));
    code
      .i32(0)
      .mem("i32.load", task + 4)
      .setGlobal(w.step);
    parts.forEach((part, k) => {
      code
        .i32(0)
        .mem("i32.load", task)
        .i32(k + 1)
        .op("i32.eq")
        .if(() => code.call(part));
    });
    code.i32(0).i32(1).mem("i32.atomic.add", arrived).op("drop");
    code
      .i32(0)
      .mem("i32.atomic.load", resting)
      .if(() => wake(code, arrived));
    again(false);
  });

  /** until(last turn) -> the next, awaited. */
  function emitUntilTurn(w: Emission): number {
    const { index: self, code } = w.module.declare({ params: ["i32"], results: ["i32"] });
    const [now, left] = [code.local("i32"), code.local("i32")];
    code.loop((again) => {
      code.i32(looks).set(left);
      code.loop((look) => {
        code
          .i32(0)
          .mem("i32.atomic.load", turn)
          .tee(now)
          .get(0)
          .op("i32.ne")
          .if(() => code.get(now).op("return"));
        code.get(left).i32(1).op("i32.sub").tee(left);
        look(true);
      });
      code.i32(0).i32(1).mem("i32.atomic.add", sleepers).op("drop");
      code.i32(0).get(0).i64(-1n).mem("atomic.wait32", turn).op("drop");
      code.i32(0).i32(-1).mem("i32.atomic.add", sleepers).op("drop");
      again(false);
    });
    code.op("unreachable");
    return self;
  }
}

const wake = (code: Code, word: number): Code => code.i32(0).i32(-1).mem("atomic.notify", word).op("drop");

/** run(first step, count) -> steps done, as on one thread; leave(): the others have nothing more to do. */
export function emitLead(w: Emission, f: StepFunctions, recording: number): void {
  const { network, layout, module, flags, step } = w;
  const { shares, turn, sleepers, arrived, task } = layout.threads as ThreadsLayout;
  const parts = emitParts(w, f);
  const join = emitJoin(w, f);
  const gather = emitGather(w);
  const recordsFirst = network.order.phases[0] === "record";

  const release = (code: Code) => {
    code.i32(0).i32(1).mem("i32.atomic.add", turn).op("drop");
    code
      .i32(0)
      .mem("i32.atomic.load", sleepers)
      .if(() => wake(code, turn));
  };
  const { code } = module.declare({ params: ["i32", "i32"], results: ["i32"] }, "run");
  const [done, expected] = [code.local("i32"), code.local("i32")];
  code.i32(0).setGlobal(flags);
  code.i32(0).mem("i32.atomic.load", arrived).set(expected);
  spread(w, code);
  code.block((leave) => {
    code.loop((again) => {
      code.get(done).get(1).op("i32.ge_u");
      leave(true);
      code
        .i32(0)
        .mem("i32.load", layout.spikes.count)
        .i32(layout.spikes.capacity - 2 * layout.spikingCells)
        .op("i32.gt_s");
      leave(true);
      code.get(0).get(done).op("i32.add").setGlobal(step);
      if (recordsFirst) code.call(recording);
      for (const functions of [f.outputs, f.updates])
        for (const index of shares.before) if ((functions[index] as number) >= 0) code.call(functions[index] as number);
      parts.forEach((part, k) => {
        code
          .i32(0)
          .i32(k + 1)
          .mem("i32.store", task);
        code
          .i32(0)
          .getGlobal(step)
          .mem("i32.store", task + 4);
        release(code);
        code.call(part);
        code
          .get(expected)
          .i32(shares.threads - 1)
          .op("i32.add")
          .tee(expected)
          .call(gather)
          .op("i32.eqz")
          .if(() => code.i32(runFlags.lost).setGlobal(flags).get(done).op("return"));
        if (k === 0) code.call(join);
      });
      if (!recordsFirst) code.call(recording);
      code.get(done).i32(1).op("i32.add").set(done);
      code.getGlobal(flags).op("i32.eqz");
      again(true);
    });
  });
  collect(w, code);
  code.get(done);
  module.declare({ params: [], results: ["i32"] }, "flags").code.getGlobal(flags);
  const end = module.declare({ params: [], results: [] }, "leave");
  end.code.i32(0).i32(0).mem("i32.store", task);
  release(end.code);
}

/** gather(arrivals) -> 1 as soon as there have been so many, or 0 where a thread is lost. */
function emitGather(w: Emission): number {
  const { index: self, code } = w.module.declare({ params: ["i32"], results: ["i32"] });
  const { arrived, resting, lost } = w.layout.threads as ThreadsLayout;
  const [left, seen] = [code.local("i32"), code.local("i32")];
  const done = (result: number) => () => code.i32(0).i32(0).mem("i32.atomic.store", resting).i32(result).op("return");
  code.i32(looks).set(left);
  code.loop((look) => {
    code
      .i32(0)
      .mem("i32.atomic.load", arrived)
      .get(0)
      .op("i32.eq")
      .if(() => code.i32(1).op("return"));
    code.get(left).i32(1).op("i32.sub").tee(left);
    look(true);
  });
  code.i32(0).i32(1).mem("i32.atomic.store", resting);
  code.i32(naps).set(left);
  code.loop((again) => {
    code.i32(0).mem("i32.atomic.load", arrived).tee(seen).get(0).op("i32.eq").if(done(1));
    code.i32(0).mem("i32.atomic.load", lost).if(done(0));
    code.i32(0).get(seen).i64(nap).mem("atomic.wait32", arrived).i32(2).op("i32.ne");
    again(true);
    // A nap to the end.
    code.get(left).i32(1).op("i32.sub").tee(left);
    again(true);
  });
  code.i32(0);
  return self;
}

/** join(): all spikes of the step, population by population, each in the order of its cells. */
function emitJoin(w: Emission, f: StepFunctions): number {
  const { network, layout } = w;
  const threads = layout.threads as ThreadsLayout;
  const order = findingOrder(network, f.plans);
  const sends = order.map((index) => emitSend(w, index));
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const row = code.local("i32");
  for (const index of order) beginStep(w, code, index);
  order.forEach((index, k) => {
    const population = network.populations[index];
    const send = sends[k] as number;
    if (population?.spike?.type === "times") listSpikes(w, code, index, send);
    else if (population?.spike?.type === "count") {
      rowOf(w, code, index, () => code.i32(0));
      code.set(row);
      handOutCounts(w, code, population, index, row, send);
    } else
      for (const own of threads.own) {
        const { found } = own[index] as (typeof own)[number];
        if (found) eachOf(code, found, (cell) => cell().call(send));
      }
  });
  return self;
}

/** Cells at rest go to the lists of their threads. */
function spread(w: Emission, code: Code): void {
  const { shares, own } = w.layout.threads as ThreadsLayout;
  const cell = code.local("i32");
  w.layout.populations.forEach(({ list }, index) => {
    if (!list) return;
    for (const each of own) code.i32(0).i32(0).mem("i32.store", listOf(each, index).count);
    eachOf(code, list, (next) => {
      next().set(cell);
      code.block((added) => {
        own.forEach((each, thread) => {
          code
            .get(cell)
            .i32(shares.bounds[index]?.[thread + 1] as number)
            .op("i32.lt_u")
            .if(() => {
              append(code, listOf(each, index), () => code.get(cell));
              added(false);
            });
        });
      });
    });
  });
}

/** And back to the list of all. */
function collect(w: Emission, code: Code): void {
  const { own } = w.layout.threads as ThreadsLayout;
  w.layout.populations.forEach(({ list }, index) => {
    if (!list) return;
    code.i32(0).i32(0).mem("i32.store", list.count);
    for (const each of own) eachOf(code, listOf(each, index), (cell) => append(code, list, cell));
  });
}

type List = NonNullable<PopulationLayout["list"]>;

const listOf = (own: ThreadsLayout["own"][number], index: number): List => own[index]?.list as List;

function append(code: Code, { count, cells }: List, cell: () => Code): void {
  code.i32(0).mem("i32.load", count).i32(2).op("i32.shl");
  cell().mem("i32.store", cells);
  code.i32(0).i32(0).mem("i32.load", count).i32(1).op("i32.add").mem("i32.store", count);
}
