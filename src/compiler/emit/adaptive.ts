/** The adaptive method as a loop in WebAssembly: two cells side by side, each with its own step length. */

import { type Code, Dag, type Ir } from "../../wasm/index.ts";
import { control, errors, nodes as rkNodes, rows, weights } from "../integrators/rkf45.ts";
import type { Assignment, Population } from "../network.ts";
import type { Emission, Threshold, View } from "./emission.ts";
import { report, resetLooksBack } from "./spikes.ts";
import { computed, conditionOf, forEach, layoutOf, loadEach, rangeOf, store, toTime, viewOf } from "./view.ts";

/** safety * worst^(-1/6) is beyond `control.most` for any error below this. */
const surelyMost = 3e-5;

/**
 * RKF45 with a step length kept per cell: the right sides as a function of their own, the control loop around it. Two cells
 * go through the loop side by side, each with its own step length, until both have reached the end of the step.
 */
export function adaptive(
  w: Emission,
  code: Code,
  population: Population,
  index: number,
  fused: boolean,
  spike: number,
): void {
  const { update } = population;
  if (update.type !== "adaptive") return;
  const layout = layoutOf(w, index);
  const { dt } = w.network;
  const substep =
    population.spike?.type === "threshold" && population.spike.substep ? population.spike.when : undefined;
  const lanes = population.pairs ? 1 : 2;
  const type = lanes === 2 ? "v128" : "f64";
  const maskType = lanes === 2 ? "v128" : "i32";
  const count = update.rights.length;
  const slopes = emitSlopes(w, index, update.rights, lanes);
  const place = code.local("i32");
  const group = () => Array.from({ length: count }, () => code.local(type));
  const [y, y1] = [group(), group()];
  const slope = update.tolerance.relative ? group() : [];
  const k = rows.map(() => group());
  const [h, tau, worst, factor, start] = Array.from({ length: 5 }, () => code.local(type)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const [last, active, reject, accept] = Array.from({ length: 4 }, () => code.local(maskType)) as [
    number,
    number,
    number,
    number,
  ];
  const tries = code.local("i32");
  const address = (i: number) => layout.states.get(update.rights[i]?.name as string) as number;
  /** Computes one thing from locals and puts it into a local. */
  const set = (target: number, build: (dag: Dag, read: (local: number) => Ir) => Ir) => {
    const dag = new Dag(lanes);
    dag.put(
      code,
      build(dag, (local) => dag.leaf(`${local}`, false, (c) => c.get(local))),
    );
    code.set(target);
  };
  const any = (mask: number) => (lanes === 2 ? code.get(mask).v("v128.any_true") : code.get(mask));
  /** safety * worst^exponent, lane by lane. */
  const power = (target: number, exponent: number) => {
    const one = (lane: number) => {
      code.f64(control.safety).get(worst);
      if (lanes === 2) code.lane("extract", lane);
      code.f64(exponent).call(w.runtime.pow).op("f64.mul");
    };
    one(0);
    if (lanes === 2) {
      code.v("f64x2.splat");
      one(1);
      code.lane("replace", 1);
    }
    code.set(target);
  };
  /** y + h * (factors · k), terms from left to right, those with a factor of 0 left out. */
  const moved = (dag: Dag, read: (local: number) => Ir, factors: readonly number[], i: number): Ir => {
    const terms = factors.flatMap((each, s) =>
      each === 0 ? [] : [dag.mul(dag.constant(each), read((k[s] as number[])[i] as number))],
    );
    return dag.mul(
      read(h),
      terms.reduce((total, term) => dag.add(total, term)),
    );
  };

  code.getGlobal(w.step).op("f64.convert_i32_u");
  toTime(w, code);
  if (lanes === 2) code.v("f64x2.splat");
  code.set(start);
  const { from, to } = rangeOf(w, index);
  const body = () => {
    const load = lanes === 2 ? "v128.load" : "f64.load";
    for (let i = 0; i < count; i++)
      code
        .get(place)
        .mem(load, address(i))
        .set(y[i] as number);
    code
      .get(place)
      .mem(load, layout.stepLength as number)
      .set(h);
    set(tau, (dag) => dag.constant(0));
    code.i32(0).set(tries);
    set(active, (dag, read) => dag.less(read(tau), dag.constant(dt)));
    code.loop((again) => {
      set(last, (dag, read) => dag.and(dag.less(dag.sub(dag.constant(dt), read(tau)), read(h)), read(active)));
      set(h, (dag, read) => dag.select(read(last), dag.sub(dag.constant(dt), read(tau)), read(h)));
      for (let s = 0; s < rows.length; s++) {
        const dag = new Dag(lanes);
        const read = (local: number) => dag.leaf(`${local}`, false, (c) => c.get(local));
        code.get(place);
        dag.put(code, dag.add(dag.add(read(start), read(tau)), dag.mul(dag.constant(rkNodes[s] as number), read(h))));
        for (let i = 0; i < count; i++)
          dag.put(
            code,
            s === 0
              ? read(y[i] as number)
              : dag.add(read(y[i] as number), moved(dag, read, rows[s] as readonly number[], i)),
          );
        code.call(slopes);
        for (let i = count - 1; i >= 0; i--) code.set((k[s] as number[])[i] as number);
      }
      for (let i = 0; i < count; i++)
        set(y1[i] as number, (dag, read) => dag.add(read(y[i] as number), moved(dag, read, weights, i)));
      if (update.tolerance.relative) {
        // The slope at the end of the piece, against which the error is measured.
        const dag = new Dag(lanes);
        const read = (local: number) => dag.leaf(`${local}`, false, (c) => c.get(local));
        code.get(place);
        dag.put(code, dag.add(dag.add(read(start), read(tau)), read(h)));
        for (const local of y1) code.get(local);
        code.call(slopes);
        for (let i = count - 1; i >= 0; i--) code.set(slope[i] as number);
      }
      set(worst, (dag) => dag.constant(0));
      for (let i = 0; i < count; i++) {
        set(factor, (dag, read) => {
          const { allowed, relative } = update.tolerance;
          const limit = relative
            ? dag.add(
                dag.mul(dag.constant(allowed), dag.abs(dag.mul(read(h), read(slope[i] as number)))),
                dag.constant(allowed),
              )
            : dag.constant(allowed);
          return dag.div(dag.abs(moved(dag, read, errors, i)), limit);
        });
        set(worst, (dag, read) => dag.select(dag.less(read(worst), read(factor)), read(factor), read(worst)));
      }
      // Too large an error: a shorter step from the same place, unless it can get no shorter.
      set(reject, (dag, read) => dag.and(dag.less(dag.constant(control.reject), read(worst)), read(active)));
      any(reject).if(
        () => {
          power(factor, -1 / 5);
          set(factor, (dag, read) =>
            dag.mul(
              read(h),
              dag.select(
                dag.less(dag.constant(control.least), read(factor)),
                read(factor),
                dag.constant(control.least),
              ),
            ),
          );
          set(reject, (dag, read) =>
            dag.and(dag.not(dag.equal(dag.add(read(tau), read(factor)), read(tau))), read(reject)),
          );
          set(accept, (dag, read) => dag.and(dag.not(read(reject)), read(active)));
          acceptStep(set, { y, y1, tau, h, last, accept }, dt);
          // Lanes that were refused go on with the shorter step; none of them grows.
          set(h, (dag, read) => dag.select(read(reject), read(factor), read(h)));
        },
        () => {
          code.get(active).set(accept);
          acceptStep(set, { y, y1, tau, h, last, accept }, dt);
        },
      );
      set(reject, (dag, read) => dag.and(dag.less(read(worst), dag.constant(control.lengthen)), read(accept)));
      any(reject).if(() => {
        // Far below the error allowed the factor is at its limit, and no power need be taken.
        set(last, (dag, read) => dag.and(dag.not(dag.less(read(worst), dag.constant(surelyMost))), read(reject)));
        set(factor, (dag) => dag.constant(control.most));
        any(last).if(() => {
          power(factor, -1 / 6);
          set(factor, (dag, read) =>
            dag.select(dag.less(dag.constant(1), read(factor)), read(factor), dag.constant(1)),
          );
          set(factor, (dag, read) =>
            dag.select(dag.less(read(factor), dag.constant(control.most)), read(factor), dag.constant(control.most)),
          );
        });
        set(h, (dag, read) => dag.select(read(reject), dag.mul(read(h), read(factor)), read(h)));
      });
      if (substep) {
        const dag = new Dag(lanes);
        const view = viewOf(w, dag, index, place);
        update.rights.forEach(({ name }, i) => {
          view.env.set(
            name,
            dag.leaf(`y${i}`, false, (c) => c.get(y[i] as number)),
          );
        });
        const when = dag.and(
          conditionOf(w, view, substep),
          dag.leaf("accept", false, (c) => c.get(accept)),
        );
        dag.put(code, when);
        code.set(reject);
        // A spike resets the cell where it lies; the states come back from there.
        any(reject).if(() => {
          const save = lanes === 2 ? "v128.store" : "f64.store";
          for (let i = 0; i < count; i++)
            code
              .get(place)
              .get(y[i] as number)
              .mem(save, address(i));
          report(code, [reject], place, lanes, spike);
          for (let i = 0; i < count; i++)
            code
              .get(place)
              .mem(load, address(i))
              .set(y[i] as number);
        });
      }
      set(active, (dag, read) => dag.less(read(tau), dag.constant(dt)));
      // Cells that are still on their way after very many tries never arrive.
      code.get(tries).i32(1).op("i32.add").tee(tries).i32(control.pieces).op("i32.ge_u");
      code.if(() => {
        for (const local of y)
          set(local, (dag, read) => dag.select(read(active), dag.constant(Number.NaN), read(local)));
        set(active, (dag) => dag.less(dag.constant(1), dag.constant(0)));
      });
      any(active);
      again(true);
    });
    code
      .get(place)
      .get(h)
      .mem(lanes === 2 ? "v128.store" : "f64.store", layout.stepLength as number);
    const dag = new Dag(lanes);
    const view = viewOf(w, dag, index, place);
    const old = new Map(
      update.rights.map(({ name }) => [name, loadEach(view, layout.states.get(name) as number, name)]),
    );
    const keepOld = [...(fused && !substep ? (population.spike as Threshold).lasts : layout.lasts.keys())];
    for (const name of keepOld) dag.keep(code, old.get(name) as Ir);
    for (let i = 0; i < count; i++)
      view.env.set(
        update.rights[i]?.name as string,
        dag.leaf(`y${i}`, false, (c) => c.get(y[i] as number)),
      );
    for (const { name, tree } of population.after) view.env.set(name, computed(w, view, tree));
    for (const name of keepOld) view.env.set(`last ${name}`, old.get(name) as Ir);
    if (!fused || resetLooksBack(population))
      for (const [name, kept] of layout.lasts) store(code, view, kept, old.get(name) as Ir);
    for (const { name } of update.rights) dag.keep(code, view.env.get(name) as Ir);
    for (const { name } of update.rights)
      store(code, view, layout.states.get(name) as number, view.env.get(name) as Ir);
    if (fused && !substep)
      report(code, [dag.keep(code, conditionOf(w, view, (population.spike as Threshold).when))], place, lanes, spike);
  };
  forEach(code, place, Math.ceil(to / lanes) * lanes, 8 * lanes, body, from);
}

export function acceptStep(
  set: (target: number, build: (dag: Dag, read: (local: number) => Ir) => Ir) => void,
  { y, y1, tau, h, last, accept }: { y: number[]; y1: number[]; tau: number; h: number; last: number; accept: number },
  dt: number,
): void {
  y.forEach((local, i) => {
    set(local, (dag, read) => dag.select(read(accept), read(y1[i] as number), read(local)));
  });
  set(tau, (dag, read) =>
    dag.select(read(accept), dag.select(read(last), dag.constant(dt), dag.add(read(tau), read(h))), read(tau)),
  );
}

/** slopes(place, t, states…) -> derivatives… */
export function emitSlopes(w: Emission, index: number, rights: readonly Assignment[], lanes: 1 | 2): number {
  const type = lanes === 2 ? "v128" : "f64";
  const values = Array<"v128" | "f64">(rights.length).fill(type);
  const { index: self, code } = w.module.declare({ params: ["i32", type, ...values], results: values });
  const dag = new Dag(lanes);
  const view: View = { ...viewOf(w, dag, index, 0), time: 1 };
  rights.forEach(({ name }, i) => {
    view.env.set(
      name,
      dag.leaf(`y${i}`, false, (c) => c.get(2 + i)),
    );
  });
  const kept = rights.map(({ tree }) => computed(w, view, tree)).map((value) => dag.keep(code, value));
  for (const local of kept) code.get(local);
  return self;
}
