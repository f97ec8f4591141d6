/** One step of a population: what it sends, its assignments from old values to new, unrolled where they are few, and its spikes where the test can ride along. */

import { type Code, Dag, type Hope, type Ir } from "../../wasm/index.ts";
import type { Population } from "../network.ts";
import { adaptive } from "./adaptive.ts";
import { countSpikes } from "./counts.ts";
import type { Emission, Threshold, View } from "./emission.ts";
import { listSpikes, report, resetLooksBack } from "./spikes.ts";
import { computed, conditionOf, forEach, layoutOf, lookup, rangeOf, store, viewOf } from "./view.ts";

/** What leaves at the start of the step: currents, for pairs summed over the pairs of each target, and graded values. */
export function emitOutput(w: Emission, population: Population, index: number): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const layout = layoutOf(w, index);
  const place = code.local("i32");
  const dag = new Dag(1);
  const view = viewOf(w, dag, index, place);
  if (population.pairs) {
    const sums = [
      ...(population.output ? [{ to: layout.out as number, value: computed(w, view, population.output) }] : []),
      ...(population.pairs.total
        ? [{ to: layout.total as number, value: computed(w, view, population.pairs.total.tree) }]
        : []),
      ...population.pairs.more.map((tree, k) => ({ to: layout.more[k] as number, value: computed(w, view, tree) })),
    ];
    const nPost = w.network.populations[population.pairs.post]?.n ?? 0;
    const targets = w.layout.projections[population.pairs.projection]?.targets as number;
    for (const { to } of sums) forEach(code, place, nPost, 8, () => code.get(place).f64(0).mem("f64.store", to));
    dag.hoist(
      code,
      sums.map(({ value }) => value),
    );
    const at = code.local("i32");
    forEach(code, place, population.n, 8, () => {
      code.get(place).i32(1).op("i32.shr_u").mem("i32.load", targets).i32(3).op("i32.shl").set(at);
      for (const { to, value } of sums) {
        code.get(at).get(at).mem("f64.load", to);
        dag.put(code, value);
        code.op("f64.add").mem("f64.store", to);
      }
    });
    return self;
  }
  const leaving = [
    ...(population.output ? [{ to: layout.out as number, value: computed(w, view, population.output) }] : []),
    ...population.sent.map(({ name, tree }) => ({
      to: layout.sent.get(name) as number,
      value: computed(w, view, tree),
    })),
  ];
  dag.hoist(
    code,
    leaving.map(({ value }) => value),
  );
  const { from, to: end } = rangeOf(w, index);
  const send = () => {
    for (const { to, value } of leaving) store(code, view, to, value);
  };
  forEach(code, place, end, 8, send, from);
  return self;
}

export function emitUpdate(w: Emission, population: Population, index: number, fused: boolean, spike: number): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  if (population.spike?.type === "count") countSpikes(w, code, population, index, spike);
  else if (population.spike?.type === "times" && w.thread === undefined) listSpikes(w, code, index, spike);
  if (population.states.length === 0) return self;
  if (population.update.type === "adaptive") adaptive(w, code, population, index, fused, spike);
  else straight(w, code, population, index, fused, spike);
  return self;
}

/** Puts what the assignments of a step make of the states into the names of a view. @returns the states before */
export function takeStep(w: Emission, view: View): ReadonlyMap<string, Ir> {
  const { update, states, after } = view.population;
  const { lets, next } = update.type === "straight" ? update : { lets: [], next: [] };
  for (const { name, tree } of lets) view.env.set(name, computed(w, view, tree));
  const old = new Map(states.map(({ name }) => [name, lookup(w, view, name) as Ir]));
  const moved = next.map(({ name, tree }) => [name, computed(w, view, tree)] as const);
  for (const [name, ir] of moved) view.env.set(name, ir);
  for (const { name, tree } of after) view.env.set(name, computed(w, view, tree));
  for (const [name, ir] of old) view.env.set(`last ${name}`, ir);
  return old;
}

/** Blocks that are computed the safer way from one on in which a hope failed: where hopes keep failing, trying costs little. */
const pause = 9;

/**
 * Assignments from old values to new. Where operations have a usual way (`Ops.usually`), the loop is there several times: a
 * hopeful one, whose hopes are looked at before anything is stored, and one that is always right. Where a hope fails, the
 * next blocks are left to a loop that hopes for less. All give the same bits.
 */
function straight(w: Emission, main: Code, population: Population, index: number, fused: boolean, spike: number): void {
  const { update } = population;
  if (update.type !== "straight") return;
  const lanes = population.pairs ? 1 : 2;
  const keeps = !fused || resetLooksBack(population);
  const changed = new Set([...update.next, ...population.after].map(({ name }) => name));
  // As many elements at a time as a small body allows.
  const size = update.lets.length + update.next.length;
  const unroll = lanes === 1 || population.n < 16 ? 1 : size <= 8 ? 4 : size <= 14 ? 2 : 1;
  const stride = lanes === 1 ? 8 : 16 * unroll;
  const { from, to } = rangeOf(w, index);
  const all = Math.ceil((to * 8) / stride) * stride;

  /** Goes on from `place` to `end`, a local. */
  const go = (code: Code, place: number, end: number, hope: Hope): void => {
    const dag = new Dag(lanes, hope);
    const parts = Array.from({ length: unroll }, (_, u) => {
      const view = viewOf(w, dag, index, place, 16 * u, 0, unroll);
      const old = takeStep(w, view);
      const mask = fused ? conditionOf(w, view, (population.spike as Threshold).when) : undefined;
      return { view, mask, old };
    });
    const hopes = [...dag.hopes];
    const roots = parts
      .flatMap(({ view, mask }) => [...changed].map((name) => view.env.get(name) as Ir).concat(mask ? [mask] : []))
      .concat(hopes);
    dag.hoist(code, roots);
    // Each part is stored as soon as it is there: registers are few.
    const finish = () => {
      const masks: number[] = [];
      for (const { view, mask, old } of parts) {
        for (const name of changed) dag.keep(code, view.env.get(name) as Ir);
        if (mask) masks.push(dag.keep(code, mask));
        if (keeps) for (const [name, address] of view.layout.lasts) store(code, view, address, old.get(name) as Ir);
        for (const name of changed) store(code, view, view.layout.states.get(name) as number, view.env.get(name) as Ir);
      }
      if (masks.length > 0) report(code, masks, place, lanes, spike);
      code.get(place).i32(stride).op("i32.add").tee(place).get(end).op("i32.lt_u");
    };
    if (hopes.length === 0) {
      code.loop((again) => {
        finish();
        again(true);
      });
      return;
    }
    const safer = piece(dag.dares ? "usual" : "none");
    code.block((done) => {
      code.loop((resume) => {
        code.block((failed) => {
          code.loop((again) => {
            dag.compute(code, hopes);
            hopes.forEach((hope, k) => {
              dag.put(code, hope);
              if (k > 0) code.v("v128.and");
            });
            code.v("v128.not").v("v128.any_true");
            failed(true);
            dag.compute(code, roots);
            finish();
            again(true);
          });
          done(false);
        });
        code.get(place).call(safer).tee(place).get(end).op("i32.lt_u");
        resume(true);
      });
    });
  };
  /** A function that goes on from a place for a few blocks. @returns of the function: the place after them */
  const piece = (hope: Hope): number => {
    const { index: self, code } = w.module.declare({ params: ["i32"], results: ["i32"] });
    const end = code.local("i32");
    code
      .get(0)
      .i32(pause * stride)
      .op("i32.add")
      .tee(end)
      .i32(all)
      .get(end)
      .i32(all)
      .op("i32.lt_u")
      .op("select")
      .set(end);
    go(code, 0, end, hope);
    code.get(0);
    return self;
  };

  if (to <= from) return;
  const [place, end] = [main.local("i32"), main.local("i32")];
  main
    .i32(8 * from)
    .set(place)
    .i32(all)
    .set(end);
  go(main, place, end, lanes === 2 ? "bold" : "none");
}
