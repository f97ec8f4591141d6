/** Looking on: samples for plots, the condition that stops a run, values that are no longer numbers. */
import { type Code, Dag } from "../../wasm/index.ts";
import { traceGroupBytes, traceRunBytes } from "../layout.ts";
import { type Emission, runFlags, type Sampling, type StopCondition } from "./emission.ts";
import { conditionOf, forEach, layoutOf, viewOf } from "./view.ts";

/**
 * record(): every group whose turn it is appends a row of its values to its own part of the buffer. A group is a list of runs of
 * cells that lie side by side, so that two go at a time; the second of a last pair is written over by the next row.
 */
export function emitRecord(w: Emission): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const { traces } = w.layout;
  const [group, groups, run, runs, at, end, shift, level] = Array.from({ length: 8 }, () => code.local("i32")) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const same = code.local("v128");
  const copy = (putLevel: () => void, further: () => void) =>
    code.loop((again) => {
      code.get(at).get(shift).op("i32.add").get(at).mem("v128.load", 0);
      putLevel();
      code.v("f64x2.add").mem("v128.store", 0);
      further();
      code.get(at).i32(16).op("i32.add").tee(at).get(end).op("i32.lt_u");
      again(true);
    });
  code.i32(0).mem("i32.load", traces.groupCount).i32(traceGroupBytes).op("i32.mul").set(groups);
  code.block((leave) => {
    code.loop((nextGroup) => {
      code.get(group).get(groups).op("i32.ge_u");
      leave(true);
      code
        .get(group)
        .mem("i32.load", traces.groups + 4)
        .getGlobal(w.step)
        .op("i32.eq")
        .if(() => {
          code.get(group).getGlobal(w.step).get(group).mem("i32.load", traces.groups).op("i32.add");
          code.mem("i32.store", traces.groups + 4);
          code
            .get(group)
            .mem("i32.load", traces.groups + 8)
            .set(shift);
          code
            .get(group)
            .mem("i32.load", traces.groups + 12)
            .set(run);
          code
            .get(group)
            .mem("i32.load", traces.groups + 16)
            .set(runs);
          code.block((noMore) => {
            code.loop((nextRun) => {
              code.get(run).get(runs).op("i32.ge_u");
              noMore(true);

              code.get(shift).get(run).mem("i32.load", 0).tee(at).op("i32.sub").set(shift);
              code.get(run).mem("i32.load", 4).set(end);
              code.get(run).mem("i32.load", 8).set(level);
              code
                .get(run)
                .mem("i32.load", 12)
                .if(
                  () =>
                    copy(
                      () => code.get(level).mem("v128.load", 0),
                      () => code.get(level).i32(16).op("i32.add").set(level),
                    ),
                  () => {
                    code.get(level).mem("v128.load64_splat", 0).set(same);
                    copy(
                      () => code.get(same),
                      () => {},
                    );
                  },
                );
              code.get(shift).get(end).op("i32.add").set(shift);
              code.get(run).i32(traceRunBytes).op("i32.add").set(run);
              nextRun(false);
            });
          });
          code
            .get(group)
            .get(shift)
            .mem("i32.store", traces.groups + 8);
        });
      code.get(group).i32(traceGroupBytes).op("i32.add").set(group);
      nextGroup(false);
    });
  });
  return self;
}

/** Recorded values that are written out; more go through the table. */
const mostWritten = 64;

/**
 * The same with every value written out: what the table says is read where this is called, and `leave` writes down how far it came.
 *
 * @param step local: the step to which rows belong, the next one at the end
 * @param localOf the local that holds a value and that of the cell beside it, if one does
 * @returns nothing where there are too many
 */
export function emitRows(
  w: Emission,
  code: Code,
  samples: readonly Sampling[],
  step: number,
  localOf: (sampling: Sampling, cell: number) => number | undefined,
): { append(): void; leave(): void } | undefined {
  if (samples.reduce((sum, { cells }) => sum + cells.length, 0) > mostWritten) return undefined;
  const rows = samples.map((sampling, group) => {
    const at = w.layout.traces.groups + traceGroupBytes * group;
    const [due, to] = [code.local("i32"), code.local("i32")];
    code
      .i32(0)
      .mem("i32.load", at + 4)
      .set(due);
    code
      .i32(0)
      .mem("i32.load", at + 8)
      .set(to);
    return { sampling, at, due, to };
  });
  const write = (sampling: Sampling, to: number) => {
    const { population, variable, cells } = sampling;
    const own = layoutOf(w, population);
    const level = w.network.populations[population]?.states.find(({ name }) => name === variable)?.relativeTo;
    const slot = level === undefined ? undefined : own.slots.get(level);
    const address = own.states.get(variable) ?? (own.out as number);
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k] as number;
      const local = localOf(sampling, cell);
      const even = cell % 2 === 0;
      code.get(to);
      if (local !== undefined) code.get(local);
      else code.i32(0).mem(even ? "v128.load" : "v128.load64_splat", address + 8 * cell);
      if (slot?.perCell) code.i32(0).mem("v128.load", slot.address + 8 * (even ? cell : cell - 1));
      else if (slot) code.i32(0).mem("v128.load64_splat", slot.address);
      else code.f64x2(0);
      code.v("f64x2.add");
      // Two where they lie side by side: what is no sample is written over by the next.
      if (even) code.mem("v128.store", 8 * k);
      else code.lane("extract", 1).mem("f64.store", 8 * k);
      if (even && cells[k + 1] === cell + 1) k++;
    }
    code
      .get(to)
      .i32(8 * cells.length)
      .op("i32.add")
      .set(to);
  };
  return {
    append() {
      for (const { sampling, due, to } of rows) {
        const { every } = sampling;
        if (every === 1) write(sampling, to);
        else
          code
            .get(due)
            .get(step)
            .op("i32.eq")
            .if(() => {
              write(sampling, to);
              code.get(due).i32(every).op("i32.add").set(due);
            });
      }
    },
    leave() {
      for (const { sampling, at, due, to } of rows) {
        code
          .i32(0)
          .get(sampling.every === 1 ? step : due)
          .mem("i32.store", at + 4);
        code
          .i32(0)
          .get(to)
          .mem("i32.store", at + 8);
      }
    },
  };
}

/** stop(): raises the flag when the condition holds for any cell. */
export function emitStop(w: Emission, { population, when }: StopCondition): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const dag = new Dag(1);
  const place = code.local("i32");
  const mask = conditionOf(w, viewOf(w, dag, population, place, 0, w.network.order.stampOffset), when);
  dag.hoist(code, [mask]);
  forEach(code, place, w.network.populations[population]?.n ?? 0, 8, () => {
    dag.put(code, mask);
    code.if(() => code.getGlobal(w.flags).i32(runFlags.stopped).op("i32.or").setGlobal(w.flags));
  });
  return self;
}

/** check() -> 1 + number of the first population with a value that is not finite, or a voltage beyond 1e6 mV; 0 if none. */
export function emitCheck(w: Emission): void {
  const { code } = w.module.declare({ params: [], results: ["i32"] }, "check");
  const place = code.local("i32");
  const bad = code.local("v128");
  w.network.populations.forEach((population, index) => {
    const layout = layoutOf(w, index);
    code.f64x2(0).set(bad);
    for (const { name, voltage } of population.states) {
      const address = layout.states.get(name) as number;
      const limit = voltage ? 1e6 : 1e300;
      forEach(code, place, Math.floor(population.n / 2) * 2, 16, () => {
        code
          .get(place)
          .mem("v128.load", address)
          .v("f64x2.abs")
          .f64x2(limit)
          .v("f64x2.lt")
          .v("v128.not")
          .get(bad)
          .v("v128.or")
          .set(bad);
      });
      if (population.n % 2 === 1)
        code
          .i32(8 * (population.n - 1))
          .mem("v128.load64_splat", address)
          .v("f64x2.abs")
          .f64x2(limit)
          .v("f64x2.lt")
          .v("v128.not")
          .get(bad)
          .v("v128.or")
          .set(bad);
    }
    code
      .get(bad)
      .v("v128.any_true")
      .if(() => code.i32(index + 1).op("return"));
  });
  code.i32(0);
}
