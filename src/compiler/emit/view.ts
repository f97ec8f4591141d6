/**
 * How one emitted function sees the elements of a population: names of the equations become loads, splats, draws and values
 * computed earlier, one or two elements at a time.
 */
import { evaluate, type Tree, test } from "../../expression/index.ts";
import { type Code, Dag, type Ir } from "../../wasm/index.ts";
import type { PopulationLayout } from "../layout.ts";
import { type Draw, oldPrefix, type Population, theta } from "../network.ts";
import { gridOf } from "../orders.ts";
import { addDraws } from "../runtime/runtime.ts";
import { tableCall } from "../tables.ts";
import { cubicsOf } from "./cubic.ts";
import type { Emission, View } from "./emission.ts";

export function layoutOf(w: Emission, index: number): PopulationLayout {
  return w.layout.populations[index] as PopulationLayout;
}

export function viewOf(w: Emission, dag: Dag, index: number, place: number, shift = 0, stamp = 0, vectors = 1): View {
  return {
    dag,
    population: w.network.populations[index] as Population,
    layout: layoutOf(w, index),
    place,
    shift,
    vectors,
    env: new Map(),
    stamp,
  };
}

export function loadEach(view: View, address: number, label: string, still = false): Ir {
  const { dag, place, shift } = view;
  return dag.leaf(`${label}@${address}+${shift}`, still, (code) =>
    code.get(place).mem(dag.lanes === 2 ? "v128.load" : "f64.load", address + shift),
  );
}

export function loadAll(view: View, address: number, label: string, still = true): Ir {
  const { dag } = view;
  return dag.leaf(`${label}@${address}`, still, (code) =>
    code.i32(0).mem(dag.lanes === 2 ? "v128.load64_splat" : "f64.load", address),
  );
}

export function lookup(w: Emission, view: View, name: string): Ir | undefined {
  const known = view.env.get(name);
  if (known) return known;
  const { dag, population, layout } = view;
  const slot = layout.slots.get(name);
  if (slot)
    return slot.perCell ? loadEach(view, slot.address, name, view.over === "steps") : loadAll(view, slot.address, name);
  const state = layout.states.get(name);
  if (state !== undefined) return loadEach(view, state, name);
  const old = name.startsWith(oldPrefix) ? layout.states.get(name.slice(oldPrefix.length)) : undefined;
  // In an adaptive step memory holds what the step began with.
  if (old !== undefined) return loadEach(view, old, name);
  if (name === "dt") return dag.constant(w.network.dt);
  if (name === "t") return timeOf(w, view);
  if (name === theta) return thetaOf(w, view);
  if (name === "$held") return heldOf(w, view);
  const input = population.inputs.find((each) => each.name === name);
  if (input) {
    const from = layoutOf(w, input.from);
    const address = (input.part ? from.more[input.part - 1] : from.out) as number;
    return input.pick === "all" ? loadAll(view, address, name, sameForAll(view)) : loadEach(view, address, name);
  }
  const course = population.courses.find((each) => each.name === name);
  if (course) return courseOf(w, view, course);
  const draw = population.draws.find((each) => each.name === name);
  if (draw) return drawOf(w, view, draw);
  const read = population.pairs?.reads.find((each) => each.name === name);
  if (read) return readTarget(w, view, read.state);
  if (population.pairs?.total?.name === name) {
    const { place } = view;
    const targets = w.layout.projections[population.pairs.projection]?.targets as number;
    return dag.leaf(`${name}@target`, false, (code) =>
      code
        .get(place)
        .i32(1)
        .op("i32.shr_u")
        .mem("i32.load", targets)
        .i32(3)
        .op("i32.shl")
        .mem("f64.load", layout.total as number),
    );
  }
  const sent = population.pairs?.readsPre.find((each) => each.name === name);
  if (sent) return readSource(w, view, sent);
  return undefined;
}

/** Whether what is the same for all cells of a step need be computed but once in the loop that is written. */
const sameForAll = ({ over }: View): boolean => over !== "steps";

/** A value out of a list, the same for all elements. */
function courseOf(w: Emission, view: View, { name, times, line, at }: Population["courses"][number]): Ir {
  const lists = view.layout.courses.get(name) as { times: number; values: number };
  const inner: View = { ...view, dag: new Dag(1), env: new Map() };
  const time = computed(w, inner, at);
  return view.dag.leaf(`course ${name}`, sameForAll(view), (code) => {
    code.i32(lists.times).i32(lists.values).i32(times.length);
    inner.dag.put(code, time);
    code.call(line ? w.runtime.courseLine : w.runtime.courseHold);
    if (view.dag.lanes === 2) code.v("f64x2.splat");
  });
}

export function timeOf(w: Emission, view: View): Ir {
  const { dag, stamp } = view;
  if (view.time !== undefined) return dag.leaf("t", false, (code) => code.get(view.time as number));
  return dag.leaf(`t${stamp}`, sameForAll(view), (code) => {
    code.getGlobal(w.step).i32(stamp).op("i32.add").op("f64.convert_i32_u");
    toTime(w, code);
    if (dag.lanes === 2) code.v("f64x2.splat");
  });
}

/** How far an adaptive step has come, from 0 to 1. */
function thetaOf(w: Emission, view: View): Ir {
  const { dag } = view;
  if (view.time === undefined) return dag.constant(0);
  const { time: _, ...atStart } = view;
  return dag.div(dag.sub(timeOf(w, view), timeOf(w, atStart)), dag.constant(w.network.dt));
}

/** From steps on the stack to ms. */
export function toTime(w: Emission, code: Code): void {
  const { numerator, denominator } = gridOf(w.network.dt);
  code.f64(numerator).op("f64.mul");
  if (denominator !== 1) code.f64(denominator).op("f64.div");
}

export function heldOf(w: Emission, view: View): Ir {
  const { dag, layout, place, shift } = view;
  const until = layout.until;
  if (until === undefined) return dag.constant(0);
  return dag.leaf(`held+${shift}`, false, (code) => {
    if (dag.lanes === 2) {
      code.f64x2(1).f64x2(0);
      code
        .get(place)
        .i32(1)
        .op("i32.shr_u")
        .mem("v128.load64_zero", until + shift / 2);
      code.getGlobal(w.step).v("i32x4.splat").v("i32x4.gt_s").v("i64x2.extend_low_i32x4_s").v("v128.bitselect");
    } else
      code
        .get(place)
        .i32(1)
        .op("i32.shr_u")
        .mem("i32.load", until + shift / 2)
        .getGlobal(w.step)
        .op("i32.gt_s")
        .op("f64.convert_i32_s");
  });
}

/** The function that draws for so many vectors of cells, once in a module. */
function drawsOf({ draws, module, step, network }: Emission, type: "normal" | "uniform", vectors: number): number {
  const key = `${type} ${vectors}`;
  const index = draws.get(key) ?? addDraws(module, step, network.seed, type, vectors);
  draws.set(key, index);
  return index;
}

export function drawOf(w: Emission, view: View, draw: Draw): Ir {
  const { dag, place, shift, vectors } = view;
  if (dag.lanes === 2 && draw.type !== "poisson") {
    const before = shift - (shift % (16 * vectors));
    const drawn = drawsOf(w, draw.type, vectors);
    const all = dag.several(`${draw.name}+${before}`, vectors, (code) => {
      code.get(place).i32(3).op("i32.shr_u");
      if (before > 0) code.i32(before / 8).op("i32.add");
      code.i32(draw.stream).i32(draw.block).call(drawn);
    });
    return all[(shift - before) / 16] as Ir;
  }
  const element = (code: Code, lane: number) =>
    code
      .get(place)
      .i32(3)
      .op("i32.shr_u")
      .i32(shift / 8 + lane)
      .op("i32.add");
  const mean = draw.type === "poisson" ? computed(w, view, draw.mean) : undefined;
  const one = (code: Code, lane: number) => {
    if (mean) {
      dag.put(code, mean);
      if (dag.lanes === 2) code.lane("extract", lane);
    }
    element(code, lane)
      .i32(draw.stream)
      .i32(draw.block)
      .call(draw.type === "normal" ? w.runtime.normal : w.runtime.uniform);
    if (mean) code.call(w.runtime.poisson);
  };
  return dag.leaf(`${draw.name}+${shift}`, false, (code) => {
    one(code, 0);
    if (dag.lanes === 2) {
      code.v("f64x2.splat");
      one(code, 1);
      code.lane("replace", 1);
    }
  });
}

/** State of the target cell of a pair (one lane). Kept relative states are made absolute. */
export function readTarget(w: Emission, view: View, state: string): Ir {
  const { dag, population, place } = view;
  const { post, projection } = population.pairs as NonNullable<Population["pairs"]>;
  const target = layoutOf(w, post);
  const targets = w.layout.projections[projection]?.targets as number;
  const at = (code: Code) => code.get(place).i32(1).op("i32.shr_u").mem("i32.load", targets).i32(3).op("i32.shl");
  const load = (address: number, key: string) =>
    dag.leaf(`${key}@target`, false, (code) => at(code).mem("f64.load", address));
  const value = load(target.states.get(state) as number, state);
  const level = w.network.populations[post]?.states.find(({ name }) => name === state)?.relativeTo;
  const slot = level === undefined ? undefined : target.slots.get(level);
  if (!slot) return value;
  return dag.add(
    value,
    slot.perCell ? load(slot.address, level as string) : loadAll(view, slot.address, level as string),
  );
}

/** Value of the sending cell of a pair (one lane): a state, made absolute, or another value that it sends. */
export function readSource(
  w: Emission,
  view: View,
  { name, pre, from }: { name: string; pre: number; from: string },
): Ir {
  const { dag, population, place } = view;
  const source = layoutOf(w, pre);
  const sources = w.layout.projections[population.pairs?.projection as number]?.sources as number;
  const at = (code: Code) => code.get(place).i32(1).op("i32.shr_u").mem("i32.load", sources).i32(3).op("i32.shl");
  const load = (address: number, key: string) =>
    dag.leaf(`${key}@source`, false, (code) => at(code).mem("f64.load", address));
  const sent = source.sent.get(from);
  if (sent !== undefined) return load(sent, name);
  const value = load(source.states.get(from) as number, from);
  const level = w.network.populations[pre]?.states.find((each) => each.name === from)?.relativeTo;
  const slot = level === undefined ? undefined : source.slots.get(level);
  if (!slot) return value;
  return dag.add(
    value,
    slot.perCell ? load(slot.address, level as string) : loadAll(view, slot.address, level as string),
  );
}

export function computed(w: Emission, view: View, tree: Tree): Ir {
  return evaluate<Ir, Ir>(tree, view.dag, (name) => lookup(w, view, name), hook(w, view));
}

export function conditionOf(w: Emission, view: View, tree: Tree): Ir {
  return test<Ir, Ir>(tree, view.dag, (name) => lookup(w, view, name), hook(w, view));
}

/** last(x): the value at the start of the step; and functions from a table. */
export function hook(w: Emission, view: View) {
  return (name: string, args: readonly Tree[]): Ir | undefined => {
    if (name === tableCall) {
      const [table, place, which] = args;
      if (table?.type !== "name" || !place || which?.type !== "number") return undefined;
      const address = view.layout.tables.get(table.name) as number;
      const most = view.population.constants.find((each) => each.type === "table" && each.name === table.name);
      return most?.type === "table"
        ? cubicsOf(view.dag, address, most.most, computed(w, view, place))[which.value]
        : undefined;
    }
    if (name !== "last" || args[0]?.type !== "name") return undefined;
    const state = args[0].name;
    const kept = view.layout.lasts.get(state);
    const early = view.env.get(`last ${state}`);
    return early ?? loadEach(view, kept as number, `last ${state}`);
  };
}

export function store(code: Code, view: View, address: number, ir: Ir): void {
  code.get(view.place);
  view.dag.put(code, ir);
  code.mem(view.dag.lanes === 2 ? "v128.store" : "f64.store", address + view.shift);
}

/** The elements that are stepped by this code: all, or those of its thread. */
export function rangeOf(w: Emission, index: number): { from: number; to: number } {
  const bounds = w.thread === undefined ? undefined : w.layout.threads?.shares.bounds[index];
  if (!bounds || w.thread === undefined) return { from: 0, to: w.network.populations[index]?.n ?? 0 };
  return { from: bounds[w.thread] as number, to: bounds[w.thread + 1] as number };
}

/** What a thread has for itself, of a population. */
export const ownOf = ({ layout, thread }: Emission, index: number) =>
  thread === undefined ? undefined : layout.threads?.own[thread]?.[index];

export function forEach(code: Code, place: number, end: number, stride: number, body: () => void, from = 0): void {
  if (end <= from) return;
  code.i32(8 * from).set(place);
  code.loop((again) => {
    body();
    code
      .get(place)
      .i32(stride)
      .op("i32.add")
      .tee(place)
      .i32(end * 8)
      .op("i32.lt_u");
    again(true);
  });
}
