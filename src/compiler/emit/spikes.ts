/** Spikes within a step: finding them, turning away cells at rest, what a spike does to its cell, and the short list of cells at rest. */
import { callsIn } from "../../expression/index.ts";
import { type Code, Dag, type Ir } from "../../wasm/index.ts";
import type { Layout, PopulationLayout } from "../layout.ts";
import type { Assignment, Population } from "../network.ts";
import { type Emission, runFlags } from "./emission.ts";
import { computed, conditionOf, forEach, layoutOf, ownOf, rangeOf, store, viewOf } from "./view.ts";

/**
 * Runs assignments on the cell whose byte offset is in `place` (one lane), storing the states they set.
 *
 * @param elsewhere addresses for states that are to be kept in another place for now
 */
export function assign(
  w: Emission,
  code: Code,
  index: number,
  place: number,
  assignments: readonly Assignment[],
  elsewhere: ReadonlyMap<string, number> = new Map(),
): void {
  const view = viewOf(w, new Dag(1), index, place);
  for (const { name, tree } of assignments) view.env.set(name, computed(w, view, tree));
  const set = [...new Set(assignments.map(({ name }) => name))].filter((name) => view.layout.states.has(name));
  for (const name of set) view.dag.keep(code, view.env.get(name) as Ir);
  for (const name of set)
    store(code, view, elsewhere.get(name) ?? (view.layout.states.get(name) as number), view.env.get(name) as Ir);
}

/** Whether the reset asks for values from before the step, so that they must be in memory. */
export const resetLooksBack = ({ spike }: Population): boolean =>
  spike?.type === "threshold" && spike.then.some(({ tree }) => callsIn(tree).has("last"));

/** reset(cell): what a spike does to the cell that sent it; it then rests. */
export function emitReset(w: Emission, population: Population, index: number): number {
  const { index: self, code } = w.module.declare({ params: ["i32"], results: [] });
  const spike = population.spike;
  if (spike?.type !== "threshold") return self;
  const layout = layoutOf(w, index);
  const place = code.local("i32");
  code.get(0).i32(3).op("i32.shl").set(place);
  // Held states that show their peak go to where the rest takes them from.
  const moved = new Set(spike.late ? spike.then.map(({ name }) => name) : []);
  assign(w, code, index, place, spike.then, spike.late ? layout.saved : new Map());
  const list = ownOf(w, index)?.list ?? layout.list;
  if (list) {
    for (const [name, address] of [...layout.saved].filter(([name]) => !moved.has(name)))
      code
        .get(place)
        .get(place)
        .mem("f64.load", layout.states.get(name) as number)
        .mem("f64.store", address);
    const { count, cells } = list;
    code
      .get(0)
      .i32(population.n)
      .op("i32.lt_u")
      .if(() => {
        // A hold of no steps leaves the cell free at once.
        code
          .get(0)
          .i32(2)
          .op("i32.shl")
          .mem("i32.load", layout.until as number)
          .getGlobal(w.step)
          .i32(1)
          .op("i32.add")
          .op("i32.gt_s")
          .if(() => {
            code.i32(0).mem("i32.load", count).i32(2).op("i32.shl").get(0).mem("i32.store", cells);
            code.i32(0).i32(0).mem("i32.load", count).i32(1).op("i32.add").mem("i32.store", count);
          });
      });
  }
  return self;
}

/**
 * spike(cell): a candidate that passed the test. Cells at rest and the padding are turned away here. What a thread finds it keeps
 * until all have come that far.
 */
export function emitSpike(
  w: Emission,
  population: Population,
  index: number,
  immediate: boolean,
  reset: number,
): number {
  const { index: self, code } = w.module.declare({ params: ["i32"], results: [] });
  const layout = layoutOf(w, index);
  code
    .get(0)
    .i32(population.n)
    .op("i32.ge_u")
    .if(() => code.get(0).call(reset).op("return"));
  const hold = population.spike?.type === "threshold" ? population.spike.hold : undefined;
  if (hold && layout.until !== undefined) {
    code
      .getGlobal(w.step)
      .get(0)
      .i32(2)
      .op("i32.shl")
      .mem("i32.load", layout.until)
      .op("i32.lt_s")
      .if(() => code.op("return"));
    const slot = layout.slots.get(hold) as { address: number; perCell: boolean };
    const steps = code.local("i32");
    if (slot.perCell) code.get(0).i32(3).op("i32.shl").mem("f64.load", slot.address);
    else code.i32(0).mem("f64.load", slot.address);
    code.op("i32.trunc_f64_s").set(steps);
    // A hold of no steps leaves the cell free at once, even within this step.
    code.get(0).i32(2).op("i32.shl").getGlobal(w.step);
    code.get(steps).i32(w.network.order.holdOffset).op("i32.add").i32(0).get(steps).i32(0).op("i32.gt_s").op("select");
    code.op("i32.add").mem("i32.store", layout.until);
  }
  const found = ownOf(w, index)?.found;
  if (found) {
    code.i32(0).mem("i32.load", found.count).i32(2).op("i32.shl").get(0).mem("i32.store", found.cells);
    code.i32(0).i32(0).mem("i32.load", found.count).i32(1).op("i32.add").mem("i32.store", found.count);
  } else sendSpike(w, code, index);
  if (immediate) code.get(0).call(reset);
  return self;
}

/** The spike of a cell (argument 0) goes on its way, and into the record. */
function sendSpike(w: Emission, code: Code, index: number): void {
  const layout = layoutOf(w, index);
  const { spikes, stop } = w.layout;
  const number = code.local("i32");
  if (layout.history) remember(w, code, layout.history);
  if (w.layout.agenda) announce(w, code, index, w.layout.agenda);
  // The record.
  const record = () => {
    code
      .i32(0)
      .mem("i32.load", spikes.count)
      .i32(3)
      .op("i32.shl")
      .tee(number)
      .getGlobal(w.step)
      .mem("i32.store", spikes.entries);
    code
      .get(number)
      .get(0)
      .i32(layout.first)
      .op("i32.add")
      .mem("i32.store", spikes.entries + 4);
    code.i32(0).i32(0).mem("i32.load", spikes.count).i32(1).op("i32.add").mem("i32.store", spikes.count);
  };
  code
    .i32(0)
    .mem("i32.load", layout.heard as number)
    .if(() => {
      code
        .i32(0)
        .mem("i32.load", spikes.count)
        .i32(spikes.capacity)
        .op("i32.ge_u")
        .if(() => code.getGlobal(w.flags).i32(runFlags.spikesFull).op("i32.or").setGlobal(w.flags), record);
    });
  code.get(0).i32(layout.first).op("i32.add").tee(number).i32(0).mem("i32.load", stop.first).op("i32.ge_s");
  code
    .get(number)
    .i32(0)
    .mem("i32.load", stop.last)
    .op("i32.le_s")
    .op("i32.and")
    .if(() => code.getGlobal(w.flags).i32(runFlags.stopped).op("i32.or").setGlobal(w.flags));
}

/** send(cell): the same as a function. */
export function emitSend(w: Emission, index: number): number {
  const { index: self, code } = w.module.declare({ params: ["i32"], results: [] });
  sendSpike(w, code, index);
  return self;
}

/** The cell (argument 0) goes to the head of the circular list, and is one more in this step's count. */
function remember(w: Emission, code: Code, history: NonNullable<PopulationLayout["history"]>): void {
  const slotAddress = () =>
    code
      .getGlobal(w.step)
      .i32(history.slots - 1)
      .op("i32.and")
      .i32(3)
      .op("i32.shl");
  code
    .i32(0)
    .mem("i32.load", history.live)
    .i32(history.capacity)
    .op("i32.ge_u")
    .if(
      () => code.getGlobal(w.flags).i32(runFlags.historyFull).op("i32.or").setGlobal(w.flags),
      () => {
        code
          .i32(0)
          .mem("i32.load", history.head)
          .i32(history.capacity - 1)
          .op("i32.and")
          .i32(2)
          .op("i32.shl")
          .get(0)
          .mem("i32.store", history.cells);
        code.i32(0).i32(0).mem("i32.load", history.head).i32(1).op("i32.add").mem("i32.store", history.head);
        code.i32(0).i32(0).mem("i32.load", history.live).i32(1).op("i32.add").mem("i32.store", history.live);
        slotAddress();
        slotAddress()
          .mem("i32.load", history.starts + 4)
          .i32(1)
          .op("i32.add")
          .mem("i32.store", history.starts + 4);
      },
    );
}

/** The steps in which this step's spikes arrive are no calm ones. */
function announce(w: Emission, code: Code, index: number, { at, slots }: NonNullable<Layout["agenda"]>): void {
  const mark = (delay: () => void) => {
    code.getGlobal(w.step);
    delay();
    code
      .op("i32.add")
      .i32(slots - 1)
      .op("i32.and")
      .i32(1)
      .mem("i32.store8", at);
  };
  const kind = code.local("i32");
  w.network.projections.forEach(({ pre, post, pairs, delays }, projection) => {
    const table = w.layout.projections[projection]?.delays as number;
    // A spike of the target that travels back to the pairs is there after two delays.
    const back = w.network.populations[pairs ?? -1]?.pairs?.back === true;
    const ways = [...(pre === index ? [1] : []), ...(post === index && back ? [2] : [])];
    for (const way of ways) {
      if (delays.length <= 4) for (const delay of delays) mark(() => code.i32(way * delay));
      else
        forEach(code, kind, delays.length, 8, () =>
          mark(() => code.get(kind).i32(1).op("i32.shr_u").mem("i32.load", table).i32(way).op("i32.mul")),
        );
    }
  });
}

/** The step's slot of the history starts empty at the head. */
export function beginStep(w: Emission, code: Code, index: number): void {
  const { history } = layoutOf(w, index);
  if (!history) return;
  const slot = () =>
    code
      .getGlobal(w.step)
      .i32(history.slots - 1)
      .op("i32.and")
      .i32(3)
      .op("i32.shl");
  code.i32(0).i32(0).mem("i32.load", history.live);
  slot()
    .mem("i32.load", history.starts + 4)
    .op("i32.sub")
    .mem("i32.store", history.live);
  slot().i32(0).mem("i32.load", history.head).mem("i32.store", history.starts);
  slot()
    .i32(0)
    .mem("i32.store", history.starts + 4);
}

/** Slots of the history that belong to the steps from `first` to `end` (locals), in which no cell fired, hold no spikes now. */
export function forgetSteps(w: Emission, code: Code, first: number, end: number): void {
  const [past, slot] = [code.local("i32"), code.local("i32")];
  for (const { history } of w.layout.populations) {
    if (!history) continue;
    const live = () => code.i32(0).mem("i32.load", history.live);
    live().if(() => {
      code.get(first).set(past);
      code.block((leave) => {
        code.loop((again) => {
          code.get(past).get(end).op("i32.ge_s");
          leave(true);
          code
            .get(past)
            .i32(history.slots - 1)
            .op("i32.and")
            .i32(3)
            .op("i32.shl")
            .set(slot);
          code.i32(0);
          live()
            .get(slot)
            .mem("i32.load", history.starts + 4)
            .op("i32.sub")
            .mem("i32.store", history.live);
          code
            .get(slot)
            .i32(0)
            .mem("i32.store", history.starts + 4);
          code.get(past).i32(1).op("i32.add").set(past);
          live();
          again(true);
        });
      });
    });
  }
}

/** Resets of this step's spikes, where they must wait for the deliveries. */
export function resetAll(w: Emission, code: Code, index: number, reset: number): void {
  const found = ownOf(w, index)?.found;
  if (found) {
    eachOf(code, found, (cell) => cell().call(reset));
    return;
  }
  const history = layoutOf(w, index).history as NonNullable<PopulationLayout["history"]>;
  const [position, end] = [code.local("i32"), code.local("i32")];
  const slot = () =>
    code
      .getGlobal(w.step)
      .i32(history.slots - 1)
      .op("i32.and")
      .i32(3)
      .op("i32.shl");
  slot().mem("i32.load", history.starts).tee(position);
  slot()
    .mem("i32.load", history.starts + 4)
    .op("i32.add")
    .set(end);
  code.block((leave) => {
    code.loop((again) => {
      code.get(position).get(end).op("i32.eq");
      leave(true);
      code
        .get(position)
        .i32(history.capacity - 1)
        .op("i32.and")
        .i32(2)
        .op("i32.shl")
        .mem("i32.load", history.cells)
        .call(reset);
      code.get(position).i32(1).op("i32.add").set(position);
      again(false);
    });
  });
}

/** Goes through a list of cells; `body` is handed what puts the cell on the stack. */
export function eachOf(
  code: Code,
  { count, cells }: { count: number; cells: number },
  body: (cell: () => Code) => void,
): void {
  const [at, end] = [code.local("i32"), code.local("i32")];
  code.i32(0).set(at).i32(0).mem("i32.load", count).i32(2).op("i32.shl").set(end);
  code.block((leave) => {
    code.loop((again) => {
      code.get(at).get(end).op("i32.ge_u");
      leave(true);
      body(() => code.get(at).mem("i32.load", cells));
      code.get(at).i32(4).op("i32.add").set(at);
      again(false);
    });
  });
}

/**
 * clamp(): held states of refractory cells go back to their values; cells whose time ends with this step leave the list, but
 * not where arrivals are still to come.
 */
export function emitClamp(w: Emission, index: number, last = true): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const layout = layoutOf(w, index);
  const { count, cells } = ownOf(w, index)?.list ?? (layout.list as NonNullable<PopulationLayout["list"]>);
  const [at, kept, end, cell, place] = Array.from({ length: 5 }, () => code.local("i32")) as [
    number,
    number,
    number,
    number,
    number,
  ];
  code.i32(0).mem("i32.load", count).i32(2).op("i32.shl").set(end);
  code.block((leave) => {
    code.loop((again) => {
      code.get(at).get(end).op("i32.ge_u");
      leave(true);
      code.get(at).mem("i32.load", cells).set(cell);
      code
        .getGlobal(w.step)
        .get(cell)
        .i32(2)
        .op("i32.shl")
        .mem("i32.load", layout.until as number)
        .op("i32.lt_s")
        .if(() => {
          code.get(cell).i32(3).op("i32.shl").set(place);
          for (const [name, saved] of layout.saved)
            code
              .get(place)
              .get(place)
              .mem("f64.load", saved)
              .mem("f64.store", layout.states.get(name) as number);
          if (!last) return;
          // A cell that is free in the next step leaves now: it may fire then, and must not stand in the list twice.
          code
            .getGlobal(w.step)
            .i32(1)
            .op("i32.add")
            .get(cell)
            .i32(2)
            .op("i32.shl")
            .mem("i32.load", layout.until as number)
            .op("i32.lt_s")
            .if(() => {
              code.get(kept).get(cell).mem("i32.store", cells);
              code.get(kept).i32(4).op("i32.add").set(kept);
            });
        });
      code.get(at).i32(4).op("i32.add").set(at);
      again(false);
    });
  });
  if (last) code.i32(0).get(kept).i32(2).op("i32.shr_u").mem("i32.store", count);
  return self;
}

/** Hands every cell whose mask is set to `spike`. */
export function report(code: Code, masks: readonly number[], place: number, lanes: 1 | 2, spike: number): void {
  const cell = (offset: number) => code.get(place).i32(3).op("i32.shr_u").i32(offset).op("i32.add").call(spike);
  if (lanes === 1) {
    code.get(masks[0] as number).if(() => cell(0));
    return;
  }
  code.get(masks[0] as number);
  for (const mask of masks.slice(1)) code.get(mask).v("v128.or");
  code.v("v128.any_true").if(() => {
    masks.forEach((mask, u) => {
      for (const lane of [0, 1])
        code
          .get(mask)
          .v("i64x2.bitmask")
          .i32(1 << lane)
          .op("i32.and")
          .if(() => cell(2 * u + lane));
    });
  });
}

/** A threshold test of its own, after deliveries; `settled` where the statements before it have been obeyed. */
export function emitTest(w: Emission, population: Population, index: number, spike: number, settled = false): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  if (population.spike?.type !== "threshold") return self;
  const dag = new Dag(2);
  const place = code.local("i32");
  const view = viewOf(w, dag, index, place);
  if (!settled) for (const { name, tree } of population.beforeTest) view.env.set(name, computed(w, view, tree));
  const mask = conditionOf(w, view, population.spike.when);
  const changed = [...view.env];
  dag.hoist(code, [...changed.map(([, ir]) => ir), mask]);
  const { from, to } = rangeOf(w, index);
  const each = () => {
    for (const [, ir] of changed) dag.keep(code, ir);
    const found = dag.keep(code, mask);
    for (const [name, ir] of changed) store(code, view, view.layout.states.get(name) as number, ir);
    report(code, [found], place, 2, spike);
  };
  forEach(code, place, Math.ceil(to / 2) * 2, 16, each, from);
  return self;
}

export function listSpikes(w: Emission, code: Code, index: number, spike: number): void {
  const times = layoutOf(w, index).times;
  if (!times || times.length === 0) return;
  const next = code.local("i32");
  code.block((leave) => {
    code.loop((again) => {
      code.i32(0).mem("i32.load", times.next).tee(next).i32(times.length).op("i32.ge_u");
      leave(true);
      code.get(next).i32(2).op("i32.shl").mem("i32.load", times.steps).getGlobal(w.step).op("i32.ne");
      leave(true);
      code.get(next).i32(2).op("i32.shl").mem("i32.load", times.cells).call(spike);
      code.i32(0).get(next).i32(1).op("i32.add").mem("i32.store", times.next);
      again(false);
    });
  });
}
