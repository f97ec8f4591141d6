/** Looking on: samples for plots, the condition that stops a run, values that are no longer numbers. */
import { Dag } from "../../wasm/index.ts";
import { type Emission, runFlags, type StopCondition } from "./emission.ts";
import { conditionOf, forEach, layoutOf, viewOf } from "./view.ts";

/** record(): groups [every, first entry, entries, -] whose turn it is append [group, step, values…] to the buffer. */
export function emitRecord(w: Emission): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const { traces } = w.layout;
  const [group, at, entry, end, fill] = Array.from({ length: 5 }, () => code.local("i32")) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const stamp = w.network.order.stampOffset;
  code.i32(0).mem("i32.load", traces.fill).i32(3).op("i32.shl").set(fill);
  const append = (value: () => void) => {
    code.get(fill);
    value();
    code.mem("f64.store", traces.buffer).get(fill).i32(8).op("i32.add").set(fill);
  };
  code.block((leave) => {
    code.loop((again) => {
      code.get(group).i32(0).mem("i32.load", traces.groupCount).op("i32.ge_u");
      leave(true);
      code.get(group).i32(4).op("i32.shl").set(at);
      code
        .getGlobal(w.step)
        .i32(stamp)
        .op("i32.add")
        .get(at)
        .mem("i32.load", traces.groups)
        .op("i32.rem_u")
        .op("i32.eqz")
        .if(() => {
          append(() => code.get(group).op("f64.convert_i32_u"));
          append(() => code.getGlobal(w.step).op("f64.convert_i32_u"));
          code
            .get(at)
            .mem("i32.load", traces.groups + 4)
            .i32(3)
            .op("i32.shl")
            .set(entry);
          code
            .get(entry)
            .get(at)
            .mem("i32.load", traces.groups + 8)
            .i32(3)
            .op("i32.shl")
            .op("i32.add")
            .set(end);
          code.loop((nextEntry) => {
            append(() =>
              code
                .get(entry)
                .mem("i32.load", traces.entries)
                .mem("f64.load", 0)
                .get(entry)
                .mem("i32.load", traces.entries + 4)
                .mem("f64.load", 0)
                .op("f64.add"),
            );
            code.get(entry).i32(8).op("i32.add").tee(entry).get(end).op("i32.lt_u");
            nextEntry(true);
          });
        });
      code.get(group).i32(1).op("i32.add").set(group);
      again(false);
    });
  });
  code.i32(0).get(fill).i32(3).op("i32.shr_u").mem("i32.store", traces.fill);
  return self;
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
