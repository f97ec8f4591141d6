/**
 * From a network to the bytes of its engine. One module holds everything a step does: for every population `update` (and
 * `test`, where it cannot ride along), `spike` and `reset`; for every projection `deliver`; then `record` and `run`, which
 * calls them in the order of the step. Addresses are immediates, two cells go at a time, spikes leave through a branch that
 * is rarely taken, and refractory cells are a short list that is put back after the dense pass.
 */
import { evaluate, names, test, type Tree } from "../expression/index.ts";
import { nodes as rkNodes, control, errors, rows, weights } from "./integrators/rkf45.ts";
import { layOut, type Layout, type PopulationLayout } from "./layout.ts";
import type { Assignment, Draw, Network, Population, Projection, Spike } from "./network.ts";
import { gridOf } from "./orders.ts";
import { Dag, type Ir } from "./wasm/dag.ts";
import { type Code, Module } from "./wasm/encoder.ts";
import { addRuntime, type Runtime } from "./wasm/runtime.ts";

export interface Emitted {
  bytes: Uint8Array;
  layout: Layout;
  /** Pages of 64 KiB. */
  pages: number;
}

/** A condition that stops the run when it holds for any cell of a population. */
export interface StopCondition {
  population: number;
  when: Tree;
}

type Threshold = Extract<Spike, { type: "threshold" }>;

/** safety * worst^(-1/6) is beyond `control.most` for any error below this. */
const surelyMost = 3e-5;

/** Flags that `run` leaves in its error global. */
export const runFlags = { historyFull: 1, spikesFull: 2, stopped: 4 } as const;

export function emit(network: Network, stop?: StopCondition): Emitted {
  const layout = layOut(network);
  const module = new Module();
  const step = module.global();
  const flags = module.global();
  const runtime = addRuntime(module, step, network.seed);
  const writer = new Writer(network, layout, module, step, flags, runtime);

  const plans = network.populations.map((population, index) => plan(network, population, index));
  const resets = network.populations.map((population, index) => (population.spike ? writer.reset(population, index) : -1));
  const spikes = network.populations.map((population, index) => (population.spike ? writer.spike(population, index, plans[index]?.immediate === true, resets[index] as number) : -1));
  const outputs = network.populations.map((population, index) => (population.output ? writer.output(population, index) : -1));
  const updates = network.populations.map((population, index) => writer.update(population, index, plans[index]?.fused === true, spikes[index] as number));
  const tests = network.populations.map((population, index) => (population.spike && plans[index]?.fused !== true ? writer.test(population, index, spikes[index] as number) : -1));
  const delivers = network.projections.map((projection, index) => writer.deliver(projection, index));
  const learns = network.projections.map((projection, index) => (layout.projections[index]?.incoming ? writer.learn(projection, index) : -1));
  const clamps = network.populations.map((population, index) => (layout.populations[index]?.list ? writer.clamp(population, index) : -1));
  const record = writer.record();
  const stopping = stop ? writer.stop(stop) : -1;
  writer.check();

  // run(first step, count) -> steps done
  const { code } = module.declare({ params: ["i32", "i32"], results: ["i32"] }, "run");
  const done = code.local("i32");
  const call = (functions: readonly number[]) => {
    for (const index of functions) if (index >= 0) code.call(index);
  };
  code.i32(0).setGlobal(flags);
  code.block((leave) => {
    code.loop((again) => {
      code.get(done).get(1).op("i32.ge_u");
      leave(true);
      code.i32(0).mem("i32.load", layout.spikes.count).i32(layout.spikes.capacity - 2 * layout.spikingCells).op("i32.gt_s");
      leave(true);
      code.i32(0).mem("i32.load", layout.traces.fill).i32(0).mem("i32.load", layout.traces.need).op("i32.add").i32(layout.traces.capacity / 8).op("i32.gt_s");
      leave(true);
      code.get(0).get(done).op("i32.add").setGlobal(step);
      network.populations.forEach((population, index) => {
        if (population.spike) writer.beginStep(code, index);
      });
      for (const phase of network.order.phases) {
        if (phase === "integrate") {
          const order = network.populations.map((population, index) => ({ index, pairs: population.type === "pairs" }));
          call(outputs);
          call(order.filter(({ pairs }) => pairs).map(({ index }) => updates[index] as number));
          call(order.filter(({ pairs }) => !pairs).map(({ index }) => updates[index] as number));
        } else if (phase === "deliver") {
          call(delivers);
          call(clamps);
        } else if (phase === "test") call(tests);
        else if (phase === "reset") {
          call(learns);
          network.populations.forEach((population, index) => {
            if (population.spike?.type === "threshold" && !plans[index]?.immediate) writer.resetAll(code, index, resets[index] as number);
          });
        } else call([record]);
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

  const pages = Math.max(1, Math.ceil(layout.bytes / 65536));
  return { bytes: module.finish(pages), layout, pages };
}

/** Whether the spike test can ride along with the update, and the reset with the test. */
function plan(network: Network, population: Population, index: number): { fused: boolean; immediate: boolean } {
  const spike = population.spike;
  if (spike?.type !== "threshold") return { fused: false, immediate: true };
  const written = new Set(network.projections.filter(({ post, pairs }) => post === index && pairs === undefined).flatMap(({ onSpike }) => onSpike.map(({ name }) => name)));
  const pairWrites = network.projections.filter(({ post, pairs }) => post === index && pairs !== undefined).flatMap(({ pairs }) => network.populations[pairs as number]?.pairs?.onSpike ?? []);
  for (const { name } of pairWrites) written.add(name);
  const touches = (trees: readonly Tree[]) => trees.some((tree) => [...names(tree)].some((name) => written.has(name)));
  const resetTouches = touches(spike.then.map(({ tree }) => tree)) || spike.then.some(({ name }) => written.has(name));
  if (network.order.name === "brian2") return { fused: true, immediate: !resetTouches };
  return { fused: population.beforeTest.length === 0 && !touches([spike.when]) && !resetTouches, immediate: true };
}

/** How one function sees the elements: which registers hold the place, and how many lanes go at a time. */
interface View {
  dag: Dag;
  population: Population;
  layout: PopulationLayout;
  /** Local with the byte offset of the element's doubles (element * 8). */
  place: number;
  /** Bytes added to it: later elements of an unrolled loop. */
  shift: number;
  /** Names that stand for something computed here. */
  env: Map<string, Ir>;
  /** `t` of the equations: step index plus this, times dt. */
  stamp: number;
  /** Time within the step, for stages (adaptive): local. */
  time?: number;
}

class Writer {
  private readonly network: Network;
  private readonly layout: Layout;
  private readonly module: Module;
  private readonly step: number;
  private readonly flags: number;
  private readonly runtime: Runtime;

  constructor(network: Network, layout: Layout, module: Module, step: number, flags: number, runtime: Runtime) {
    this.network = network;
    this.layout = layout;
    this.module = module;
    this.step = step;
    this.flags = flags;
    this.runtime = runtime;
  }

  private populationLayout(index: number): PopulationLayout {
    return this.layout.populations[index] as PopulationLayout;
  }

  // Reading -----------------------------------------------------------------------------------------------------------

  private view(dag: Dag, index: number, place: number, shift = 0, stamp = 0): View {
    return { dag, population: this.network.populations[index] as Population, layout: this.populationLayout(index), place, shift, env: new Map(), stamp };
  }

  private each(view: View, address: number, label: string): Ir {
    const { dag, place, shift } = view;
    return dag.leaf(`${label}@${address}+${shift}`, false, (code) => code.get(place).mem(dag.lanes === 2 ? "v128.load" : "f64.load", address + shift));
  }
  private all(view: View, address: number, label: string): Ir {
    const { dag } = view;
    return dag.leaf(`${label}@${address}`, true, (code) => code.i32(0).mem(dag.lanes === 2 ? "v128.load64_splat" : "f64.load", address));
  }

  private lookup(view: View, name: string): Ir | undefined {
    const known = view.env.get(name);
    if (known) return known;
    const { dag, population, layout } = view;
    const slot = layout.slots.get(name);
    if (slot) return slot.perCell ? this.each(view, slot.address, name) : this.all(view, slot.address, name);
    const state = layout.states.get(name);
    if (state !== undefined) return this.each(view, state, name);
    if (name === "dt") return dag.constant(this.network.dt);
    if (name === "t") return this.time(view);
    if (name === "$held") return this.held(view);
    const input = population.inputs.find((each) => each.name === name);
    if (input) {
      const address = this.populationLayout(input.from).out as number;
      return input.pick === "all" ? this.all(view, address, name) : this.each(view, address, name);
    }
    const draw = population.draws.find((each) => each.name === name);
    if (draw) return this.draw(view, draw);
    const read = population.pairs?.reads.find((each) => each.name === name);
    if (read) return this.readTarget(view, read.state);
    const sent = population.pairs?.readsPre.find((each) => each.name === name);
    if (sent) return this.readSource(view, sent);
    return undefined;
  }

  private time(view: View): Ir {
    const { dag, stamp } = view;
    if (view.time !== undefined) return dag.leaf("t", false, (code) => code.get(view.time as number));
    return dag.leaf(`t${stamp}`, true, (code) => {
      code.getGlobal(this.step).i32(stamp).op("i32.add").op("f64.convert_i32_u");
      this.toTime(code);
      if (dag.lanes === 2) code.v("f64x2.splat");
    });
  }

  /** From steps on the stack to ms. */
  private toTime(code: Code): void {
    const { numerator, denominator } = gridOf(this.network.dt);
    code.f64(numerator).op("f64.mul");
    if (denominator !== 1) code.f64(denominator).op("f64.div");
  }

  private held(view: View): Ir {
    const { dag, layout, place, shift } = view;
    const until = layout.until;
    if (until === undefined) return dag.constant(0);
    return dag.leaf(`held+${shift}`, false, (code) => {
      if (dag.lanes === 2) {
        code.f64x2(1).f64x2(0);
        code.get(place).i32(1).op("i32.shr_u").mem("v128.load64_zero", until + shift / 2);
        code.getGlobal(this.step).v("i32x4.splat").v("i32x4.gt_s").v("i64x2.extend_low_i32x4_s").v("v128.bitselect");
      } else
        code.get(place).i32(1).op("i32.shr_u").mem("i32.load", until + shift / 2).getGlobal(this.step).op("i32.gt_s").op("f64.convert_i32_s");
    });
  }

  private draw(view: View, draw: Draw): Ir {
    const { dag, place, shift } = view;
    const element = (code: Code, lane: number) => code.get(place).i32(3).op("i32.shr_u").i32(shift / 8 + lane).op("i32.add");
    const mean = draw.type === "poisson" ? this.value(view, draw.mean) : undefined;
    const one = (code: Code, lane: number) => {
      if (mean) {
        if (dag.lanes !== 1) throw new Error("a Poisson count is drawn one cell at a time");
        dag.put(code, mean);
      }
      element(code, lane).i32(draw.stream).i32(draw.block).call(draw.type === "normal" ? this.runtime.normal : this.runtime.uniform);
      if (mean) code.call(this.runtime.poisson);
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
  private readTarget(view: View, state: string): Ir {
    const { dag, population, place } = view;
    const { post, projection } = population.pairs as NonNullable<Population["pairs"]>;
    const target = this.populationLayout(post);
    const targets = this.layout.projections[projection]?.targets as number;
    const at = (code: Code) => code.get(place).i32(1).op("i32.shr_u").mem("i32.load", targets).i32(3).op("i32.shl");
    const load = (address: number, key: string) => dag.leaf(`${key}@target`, false, (code) => at(code).mem("f64.load", address));
    const value = load(target.states.get(state) as number, state);
    const level = this.network.populations[post]?.states.find(({ name }) => name === state)?.relativeTo;
    const slot = level === undefined ? undefined : target.slots.get(level);
    if (!slot) return value;
    return dag.add(value, slot.perCell ? load(slot.address, level as string) : this.all(view, slot.address, level as string));
  }

  /** Value of the sending cell of a pair (one lane): a state, made absolute, or what its population sends. */
  private readSource(view: View, { name, pre, state }: { name: string; pre: number; state?: string }): Ir {
    const { dag, population, place } = view;
    const source = this.populationLayout(pre);
    const sources = this.layout.projections[population.pairs?.projection as number]?.sources as number;
    const at = (code: Code) => code.get(place).i32(1).op("i32.shr_u").mem("i32.load", sources).i32(3).op("i32.shl");
    const load = (address: number, key: string) => dag.leaf(`${key}@source`, false, (code) => at(code).mem("f64.load", address));
    if (state === undefined) return load(source.out as number, name);
    const value = load(source.states.get(state) as number, state);
    const level = this.network.populations[pre]?.states.find((each) => each.name === state)?.relativeTo;
    const slot = level === undefined ? undefined : source.slots.get(level);
    if (!slot) return value;
    return dag.add(value, slot.perCell ? load(slot.address, level as string) : this.all(view, slot.address, level as string));
  }

  private value(view: View, tree: Tree): Ir {
    return evaluate<Ir, Ir>(tree, view.dag, (name) => this.lookup(view, name), this.hook(view));
  }
  private condition(view: View, tree: Tree): Ir {
    return test<Ir, Ir>(tree, view.dag, (name) => this.lookup(view, name), this.hook(view));
  }
  /** last(x): the value at the start of the step. */
  private hook(view: View) {
    return (name: string, args: readonly Tree[]): Ir | undefined => {
      if (name !== "last" || args[0]?.type !== "name") return undefined;
      const state = args[0].name;
      const kept = view.layout.lasts.get(state);
      const early = view.env.get(`last ${state}`);
      return early ?? this.each(view, kept as number, `last ${state}`);
    };
  }

  // Writing -----------------------------------------------------------------------------------------------------------

  private store(code: Code, view: View, address: number, ir: Ir): void {
    code.get(view.place);
    view.dag.put(code, ir);
    code.mem(view.dag.lanes === 2 ? "v128.store" : "f64.store", address + view.shift);
  }

  /** Runs assignments on the cell whose byte offset is in `place` (one lane), storing the states they set. */
  private assign(code: Code, index: number, place: number, assignments: readonly Assignment[]): void {
    const view = this.view(new Dag(1), index, place);
    for (const { name, tree } of assignments) view.env.set(name, this.value(view, tree));
    const set = [...new Set(assignments.map(({ name }) => name))].filter((name) => view.layout.states.has(name));
    for (const name of set) view.dag.keep(code, view.env.get(name) as Ir);
    for (const name of set) this.store(code, view, view.layout.states.get(name) as number, view.env.get(name) as Ir);
  }

  /** reset(cell): what a spike does to the cell that sent it; it then rests. */
  reset(population: Population, index: number): number {
    const { index: self, code } = this.module.declare({ params: ["i32"], results: [] });
    const spike = population.spike;
    if (spike?.type !== "threshold") return self;
    const layout = this.populationLayout(index);
    const place = code.local("i32");
    code.get(0).i32(3).op("i32.shl").set(place);
    this.assign(code, index, place, spike.then);
    if (layout.list) {
      for (const [name, address] of layout.saved) code.get(place).get(place).mem("f64.load", layout.states.get(name) as number).mem("f64.store", address);
      const { count, cells } = layout.list;
      code.get(0).i32(population.n).op("i32.lt_u").if(() => {
        // A hold of no steps leaves the cell free at once.
        code.get(0).i32(2).op("i32.shl").mem("i32.load", layout.until as number).getGlobal(this.step).i32(1).op("i32.add").op("i32.gt_s").if(() => {
          code.i32(0).mem("i32.load", count).i32(2).op("i32.shl").get(0).mem("i32.store", cells);
          code.i32(0).i32(0).mem("i32.load", count).i32(1).op("i32.add").mem("i32.store", count);
        });
      });
    }
    return self;
  }

  /** spike(cell): a candidate that passed the test. Cells at rest and the padding are turned away here. */
  spike(population: Population, index: number, immediate: boolean, reset: number): number {
    const { index: self, code } = this.module.declare({ params: ["i32"], results: [] });
    const layout = this.populationLayout(index);
    const history = layout.history as NonNullable<PopulationLayout["history"]>;
    const { spikes, stop } = this.layout;
    const number = code.local("i32");
    code.get(0).i32(population.n).op("i32.ge_u").if(() => code.get(0).call(reset).op("return"));
    const hold = population.spike?.type === "threshold" ? population.spike.hold : undefined;
    if (hold && layout.until !== undefined) {
      code.getGlobal(this.step).get(0).i32(2).op("i32.shl").mem("i32.load", layout.until).op("i32.lt_s").if(() => code.op("return"));
      const slot = layout.slots.get(hold) as { address: number; perCell: boolean };
      code.get(0).i32(2).op("i32.shl");
      if (slot.perCell) code.get(0).i32(3).op("i32.shl").mem("f64.load", slot.address);
      else code.i32(0).mem("f64.load", slot.address);
      code.op("i32.trunc_f64_s").getGlobal(this.step).op("i32.add").i32(this.network.order.holdOffset).op("i32.add").mem("i32.store", layout.until);
    }
    // History: the cell at the head of the circular list, one more in this step's count.
    const slotAddress = () => code.getGlobal(this.step).i32(history.slots - 1).op("i32.and").i32(3).op("i32.shl");
    code.i32(0).mem("i32.load", history.live).i32(history.capacity).op("i32.ge_u").if(
      () => code.getGlobal(this.flags).i32(runFlags.historyFull).op("i32.or").setGlobal(this.flags),
      () => {
        code.i32(0).mem("i32.load", history.head).i32(history.capacity - 1).op("i32.and").i32(2).op("i32.shl").get(0).mem("i32.store", history.cells);
        code.i32(0).i32(0).mem("i32.load", history.head).i32(1).op("i32.add").mem("i32.store", history.head);
        code.i32(0).i32(0).mem("i32.load", history.live).i32(1).op("i32.add").mem("i32.store", history.live);
        slotAddress();
        slotAddress().mem("i32.load", history.starts + 4).i32(1).op("i32.add").mem("i32.store", history.starts + 4);
      },
    );
    // The record.
    code.i32(0).mem("i32.load", spikes.count).i32(spikes.capacity).op("i32.ge_u").if(
      () => code.getGlobal(this.flags).i32(runFlags.spikesFull).op("i32.or").setGlobal(this.flags),
      () => {
        code.i32(0).mem("i32.load", spikes.count).i32(3).op("i32.shl").tee(number).getGlobal(this.step).mem("i32.store", spikes.entries);
        code.get(number).get(0).i32(layout.first).op("i32.add").mem("i32.store", spikes.entries + 4);
        code.i32(0).i32(0).mem("i32.load", spikes.count).i32(1).op("i32.add").mem("i32.store", spikes.count);
      },
    );
    code.get(0).i32(layout.first).op("i32.add").tee(number).i32(0).mem("i32.load", stop.first).op("i32.ge_s");
    code.get(number).i32(0).mem("i32.load", stop.last).op("i32.le_s").op("i32.and").if(() => code.getGlobal(this.flags).i32(runFlags.stopped).op("i32.or").setGlobal(this.flags));
    if (immediate) code.get(0).call(reset);
    return self;
  }

  /** The step's slot of the history starts empty at the head. */
  beginStep(code: Code, index: number): void {
    const history = this.populationLayout(index).history as NonNullable<PopulationLayout["history"]>;
    const slot = () => code.getGlobal(this.step).i32(history.slots - 1).op("i32.and").i32(3).op("i32.shl");
    code.i32(0).i32(0).mem("i32.load", history.live);
    slot().mem("i32.load", history.starts + 4).op("i32.sub").mem("i32.store", history.live);
    slot().i32(0).mem("i32.load", history.head).mem("i32.store", history.starts);
    slot().i32(0).mem("i32.store", history.starts + 4);
  }

  /** Currents that leave at the start of the step; for pairs, summed over the pairs of each target. */
  output(population: Population, index: number): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const layout = this.populationLayout(index);
    const out = layout.out as number;
    const place = code.local("i32");
    const dag = new Dag(1);
    const view = this.view(dag, index, place);
    const value = this.value(view, population.output as Tree);
    if (population.pairs) {
      const nPost = this.network.populations[population.pairs.post]?.n ?? 0;
      const targets = this.layout.projections[population.pairs.projection]?.targets as number;
      this.forEach(code, place, nPost, 8, () => code.get(place).f64(0).mem("f64.store", out));
      dag.hoist(code, [value]);
      const at = code.local("i32");
      this.forEach(code, place, population.n, 8, () => {
        code.get(place).i32(1).op("i32.shr_u").mem("i32.load", targets).i32(3).op("i32.shl").tee(at);
        code.get(at).mem("f64.load", out);
        dag.put(code, value);
        code.op("f64.add").mem("f64.store", out);
      });
      return self;
    }
    dag.hoist(code, [value]);
    this.forEach(code, place, population.n, 8, () => this.store(code, view, out, value));
    return self;
  }

  private forEach(code: Code, place: number, n: number, stride: number, body: () => void): void {
    if (n === 0) return;
    code.i32(0).set(place);
    code.loop((again) => {
      body();
      code.get(place).i32(stride).op("i32.add").tee(place).i32(n * 8).op("i32.lt_u");
      again(true);
    });
  }

  // Updating ----------------------------------------------------------------------------------------------------------

  update(population: Population, index: number, fused: boolean, spike: number): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    if (population.spike?.type === "count") this.count(code, population, index, spike);
    else if (population.spike?.type === "times") this.times(code, index, spike);
    if (population.states.length === 0) return self;
    if (population.update.type === "adaptive") this.adaptive(code, population, index, fused, spike);
    else this.straight(code, population, index, fused, spike);
    return self;
  }

  private straight(code: Code, population: Population, index: number, fused: boolean, spike: number): void {
    const { update } = population;
    if (update.type !== "straight") return;
    const lanes = population.pairs ? 1 : 2;
    const dag = new Dag(lanes);
    const place = code.local("i32");
    const changed = new Set([...update.next, ...population.after].map(({ name }) => name));
    const build = (shift: number) => {
      const view = this.view(dag, index, place, shift);
      for (const { name, tree } of update.lets) view.env.set(name, this.value(view, tree));
      const old = new Map(population.states.map(({ name }) => [name, this.lookup(view, name) as Ir]));
      const next = update.next.map(({ name, tree }) => [name, this.value(view, tree)] as const);
      for (const [name, ir] of next) view.env.set(name, ir);
      for (const { name, tree } of population.after) view.env.set(name, this.value(view, tree));
      for (const [name, ir] of old) view.env.set(`last ${name}`, ir);
      const mask = fused ? this.condition(view, (population.spike as Threshold).when) : undefined;
      return { view, mask, old };
    };
    // As many elements at a time as a small body allows.
    const size = population.update.type === "straight" ? update.lets.length + update.next.length : 0;
    const unroll = lanes === 2 && population.n >= 16 && size <= 6 ? 4 : 1;
    const parts = Array.from({ length: unroll }, (_, u) => build(16 * u));
    const roots = parts.flatMap(({ view, mask }) => [...changed].map((name) => view.env.get(name) as Ir).concat(mask ? [mask] : []));
    dag.hoist(code, roots);
    const stride = lanes === 1 ? 8 : 16 * unroll;
    this.forEach(code, place, Math.ceil((population.n * 8) / stride) * (stride / 8), stride, () => {
      const masks: number[] = [];
      for (const { view, mask, old } of parts) {
        for (const name of changed) dag.keep(code, view.env.get(name) as Ir);
        if (mask) masks.push(dag.keep(code, mask));
        if (!fused) for (const [name, address] of view.layout.lasts) this.store(code, view, address, old.get(name) as Ir);
        for (const name of changed) this.store(code, view, view.layout.states.get(name) as number, view.env.get(name) as Ir);
      }
      if (masks.length > 0) this.report(code, masks, place, lanes, spike);
    });
  }

  /** Hands every cell whose mask is set to `spike`. */
  private report(code: Code, masks: readonly number[], place: number, lanes: 1 | 2, spike: number): void {
    const cell = (offset: number) => code.get(place).i32(3).op("i32.shr_u").i32(offset).op("i32.add").call(spike);
    if (lanes === 1) {
      code.get(masks[0] as number).if(() => cell(0));
      return;
    }
    code.get(masks[0] as number);
    for (const mask of masks.slice(1)) code.get(mask).v("v128.or");
    code.v("v128.any_true").if(() => {
      masks.forEach((mask, u) => {
        for (const lane of [0, 1]) code.get(mask).v("i64x2.bitmask").i32(1 << lane).op("i32.and").if(() => cell(2 * u + lane));
      });
    });
  }

  /** A threshold test of its own, after deliveries. */
  test(population: Population, index: number, spike: number): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    if (population.spike?.type !== "threshold") return self;
    const dag = new Dag(2);
    const place = code.local("i32");
    const view = this.view(dag, index, place);
    for (const { name, tree } of population.beforeTest) view.env.set(name, this.value(view, tree));
    const mask = this.condition(view, population.spike.when);
    const changed = [...view.env];
    dag.hoist(code, [...changed.map(([, ir]) => ir), mask]);
    this.forEach(code, place, Math.ceil(population.n / 2) * 2, 16, () => {
      for (const [, ir] of changed) dag.keep(code, ir);
      const found = dag.keep(code, mask);
      for (const [name, ir] of changed) this.store(code, view, view.layout.states.get(name) as number, ir);
      this.report(code, [found], place, 2, spike);
    });
    return self;
  }

  private count(code: Code, population: Population, index: number, spike: number): void {
    if (population.spike?.type !== "count") return;
    const dag = new Dag(1);
    const place = code.local("i32");
    const left = code.local("i32");
    const value = this.value(this.view(dag, index, place, 0, this.network.order.stampOffset), population.spike.count);
    dag.hoist(code, [value]);
    this.forEach(code, place, population.n, 8, () => {
      // At most 1000 spikes of one cell in one step; NaN counts as none.
      const count = dag.keep(code, value);
      code.get(count).f64(1).op("f64.ge").if(() => {
        code.f64(1000).get(count).get(count).f64(1000).op("f64.gt").op("select").op("i32.trunc_f64_s").set(left);
        code.loop((again) => {
          code.get(place).i32(3).op("i32.shr_u").call(spike);
          code.get(left).i32(1).op("i32.sub").tee(left).i32(0).op("i32.gt_s");
          again(true);
        });
      });
    });
  }

  private times(code: Code, index: number, spike: number): void {
    const times = this.populationLayout(index).times;
    if (!times || times.length === 0) return;
    const next = code.local("i32");
    code.block((leave) => {
      code.loop((again) => {
        code.i32(0).mem("i32.load", times.next).tee(next).i32(times.length).op("i32.ge_u");
        leave(true);
        code.get(next).i32(2).op("i32.shl").mem("i32.load", times.steps).getGlobal(this.step).op("i32.ne");
        leave(true);
        code.get(next).i32(2).op("i32.shl").mem("i32.load", times.cells).call(spike);
        code.i32(0).get(next).i32(1).op("i32.add").mem("i32.store", times.next);
        again(false);
      });
    });
  }

  /**
   * RKF45 with a step length kept per cell: the right sides as a function of their own, the control loop around it. Two cells
   * go through the loop side by side, each with its own step length, until both have reached the end of the step.
   */
  private adaptive(code: Code, population: Population, index: number, fused: boolean, spike: number): void {
    const { update } = population;
    if (update.type !== "adaptive") return;
    const layout = this.populationLayout(index);
    const { dt } = this.network;
    const lanes = population.pairs ? 1 : 2;
    const type = lanes === 2 ? "v128" : "f64";
    const maskType = lanes === 2 ? "v128" : "i32";
    const count = update.rights.length;
    const slopes = this.slopes(index, update.rights, lanes);
    const place = code.local("i32");
    const group = () => Array.from({ length: count }, () => code.local(type));
    const [y, y1] = [group(), group()];
    const k = rows.map(() => group());
    const [h, tau, worst, factor, start] = Array.from({ length: 5 }, () => code.local(type)) as [number, number, number, number, number];
    const [last, active, reject, accept] = Array.from({ length: 4 }, () => code.local(maskType)) as [number, number, number, number];
    const address = (i: number) => layout.states.get(update.rights[i]?.name as string) as number;
    /** Computes one thing from locals and puts it into a local. */
    const set = (target: number, build: (dag: Dag, read: (local: number) => Ir) => Ir) => {
      const dag = new Dag(lanes);
      dag.put(code, build(dag, (local) => dag.leaf(`${local}`, false, (c) => c.get(local))));
      code.set(target);
    };
    const any = (mask: number) => (lanes === 2 ? code.get(mask).v("v128.any_true") : code.get(mask));
    /** safety * worst^exponent, lane by lane. */
    const power = (target: number, exponent: number) => {
      const one = (lane: number) => {
        code.f64(control.safety).get(worst);
        if (lanes === 2) code.lane("extract", lane);
        code.f64(exponent).call(this.runtime.pow).op("f64.mul");
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
      const terms = factors.flatMap((each, s) => (each === 0 ? [] : [dag.mul(dag.constant(each), read((k[s] as number[])[i] as number))]));
      return dag.mul(read(h), terms.reduce((total, term) => dag.add(total, term)));
    };

    code.getGlobal(this.step).op("f64.convert_i32_u");
    this.toTime(code);
    if (lanes === 2) code.v("f64x2.splat");
    code.set(start);
    this.forEach(code, place, Math.ceil(population.n / lanes) * lanes, 8 * lanes, () => {
      const load = lanes === 2 ? "v128.load" : "f64.load";
      for (let i = 0; i < count; i++) code.get(place).mem(load, address(i)).set(y[i] as number);
      code.get(place).mem(load, layout.stepLength as number).set(h);
      set(tau, (dag) => dag.constant(0));
      set(active, (dag, read) => dag.less(read(tau), dag.constant(dt)));
      code.loop((again) => {
        set(last, (dag, read) => dag.and(dag.less(dag.sub(dag.constant(dt), read(tau)), read(h)), read(active)));
        set(h, (dag, read) => dag.select(read(last), dag.sub(dag.constant(dt), read(tau)), read(h)));
        for (let s = 0; s < rows.length; s++) {
          const dag = new Dag(lanes);
          const read = (local: number) => dag.leaf(`${local}`, false, (c) => c.get(local));
          code.get(place);
          dag.put(code, dag.add(dag.add(read(start), read(tau)), dag.mul(dag.constant(rkNodes[s] as number), read(h))));
          for (let i = 0; i < count; i++) dag.put(code, s === 0 ? read(y[i] as number) : dag.add(read(y[i] as number), moved(dag, read, rows[s] as readonly number[], i)));
          code.call(slopes);
          for (let i = count - 1; i >= 0; i--) code.set((k[s] as number[])[i] as number);
        }
        set(worst, (dag) => dag.constant(0));
        for (let i = 0; i < count; i++) {
          set(y1[i] as number, (dag, read) => dag.add(read(y[i] as number), moved(dag, read, weights, i)));
          set(factor, (dag, read) => dag.div(dag.abs(moved(dag, read, errors, i)), dag.constant(update.tolerance)));
          set(worst, (dag, read) => dag.select(dag.less(read(worst), read(factor)), read(factor), read(worst)));
        }
        // Too large an error: a shorter step from the same place, unless it can get no shorter.
        set(reject, (dag, read) => dag.and(dag.less(dag.constant(control.reject), read(worst)), read(active)));
        any(reject).if(() => {
          power(factor, -1 / 5);
          set(factor, (dag, read) => dag.mul(read(h), dag.select(dag.less(dag.constant(control.least), read(factor)), read(factor), dag.constant(control.least))));
          set(reject, (dag, read) => dag.and(dag.not(dag.equal(dag.add(read(tau), read(factor)), read(tau))), read(reject)));
          set(accept, (dag, read) => dag.and(dag.not(read(reject)), read(active)));
          this.acceptStep(set, { y, y1, tau, h, last, accept }, dt);
          // Lanes that were refused go on with the shorter step; none of them grows.
          set(h, (dag, read) => dag.select(read(reject), read(factor), read(h)));
        }, () => {
          code.get(active).set(accept);
          this.acceptStep(set, { y, y1, tau, h, last, accept }, dt);
        });
        set(reject, (dag, read) => dag.and(dag.less(read(worst), dag.constant(control.lengthen)), read(accept)));
        any(reject).if(() => {
          // Far below the error allowed the factor is at its limit, and no power need be taken.
          set(last, (dag, read) => dag.and(dag.not(dag.less(read(worst), dag.constant(surelyMost))), read(reject)));
          set(factor, (dag) => dag.constant(control.most));
          any(last).if(() => {
            power(factor, -1 / 6);
            set(factor, (dag, read) => dag.select(dag.less(dag.constant(1), read(factor)), read(factor), dag.constant(1)));
            set(factor, (dag, read) => dag.select(dag.less(read(factor), dag.constant(control.most)), read(factor), dag.constant(control.most)));
          });
          set(h, (dag, read) => dag.select(read(reject), dag.mul(read(h), read(factor)), read(h)));
        });
        set(active, (dag, read) => dag.less(read(tau), dag.constant(dt)));
        any(active);
        again(true);
      });
      code.get(place).get(h).mem(lanes === 2 ? "v128.store" : "f64.store", layout.stepLength as number);
      const dag = new Dag(lanes);
      const view = this.view(dag, index, place);
      const old = new Map(update.rights.map(({ name }) => [name, this.each(view, layout.states.get(name) as number, name)]));
      const keepOld = [...(fused ? (population.spike as Threshold).lasts : layout.lasts.keys())];
      for (const name of keepOld) dag.keep(code, old.get(name) as Ir);
      for (let i = 0; i < count; i++) view.env.set(update.rights[i]?.name as string, dag.leaf(`y${i}`, false, (c) => c.get(y[i] as number)));
      for (const { name, tree } of population.after) view.env.set(name, this.value(view, tree));
      for (const name of keepOld) view.env.set(`last ${name}`, old.get(name) as Ir);
      if (!fused) for (const [name, kept] of layout.lasts) this.store(code, view, kept, old.get(name) as Ir);
      for (const { name } of update.rights) dag.keep(code, view.env.get(name) as Ir);
      for (const { name } of update.rights) this.store(code, view, layout.states.get(name) as number, view.env.get(name) as Ir);
      if (fused) this.report(code, [dag.keep(code, this.condition(view, (population.spike as Threshold).when))], place, lanes, spike);
    });
  }

  private acceptStep(
    set: (target: number, build: (dag: Dag, read: (local: number) => Ir) => Ir) => void,
    { y, y1, tau, h, last, accept }: { y: number[]; y1: number[]; tau: number; h: number; last: number; accept: number },
    dt: number,
  ): void {
    y.forEach((local, i) => {
      set(local, (dag, read) => dag.select(read(accept), read(y1[i] as number), read(local)));
    });
    set(tau, (dag, read) => dag.select(read(accept), dag.select(read(last), dag.constant(dt), dag.add(read(tau), read(h))), read(tau)));
  }

  /** slopes(place, t, states…) -> derivatives… */
  private slopes(index: number, rights: readonly Assignment[], lanes: 1 | 2): number {
    const type = lanes === 2 ? "v128" : "f64";
    const values = Array<"v128" | "f64">(rights.length).fill(type);
    const { index: self, code } = this.module.declare({ params: ["i32", type, ...values], results: values });
    const dag = new Dag(lanes);
    const view: View = { ...this.view(dag, index, 0), time: 1 };
    rights.forEach(({ name }, i) => {
      view.env.set(name, dag.leaf(`y${i}`, false, (c) => c.get(2 + i)));
    });
    const kept = rights.map(({ tree }) => this.value(view, tree)).map((value) => dag.keep(code, value));
    for (const local of kept) code.get(local);
    return self;
  }

  // Between populations -----------------------------------------------------------------------------------------------

  /** deliver(): spikes whose delay is over reach their targets, by delay, then in the order in which they were found. */
  deliver(projection: Projection, index: number): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const pairs = projection.pairs === undefined ? undefined : (this.network.populations[projection.pairs]?.pairs as NonNullable<Population["pairs"]>);
    const onSpike = pairs?.onSpike ?? projection.onSpike;
    const layout = this.layout.projections[index] as Layout["projections"][number];
    const history = this.populationLayout(projection.pre).history;
    if (!history || onSpike.length === 0 || projection.targets.length === 0) return self;
    const kinds = projection.delays.length;
    const [delay, position, end, pair, last, place, slot, target] = Array.from({ length: 8 }, () => code.local("i32")) as [number, number, number, number, number, number, number, number];

    const body = (() => {
      const dag = new Dag(1);
      if (pairs) {
        return this.onSpike(dag, this.pairView(dag, projection.pairs as number, place), this.view(dag, projection.post, target), onSpike);
      }
      const view = this.view(dag, projection.post, target);
      for (const [name, address] of layout.perPair) view.env.set(name, dag.leaf(name, false, (c) => c.get(pair).i32(3).op("i32.shl").mem("f64.load", address)));
      // Draws of a summed synapse are one for each pair.
      for (const draw of view.population.draws)
        if (draw.name.startsWith(`$d${projection.node}.`)) view.env.set(draw.name, this.pairDraw(dag, draw, pair));
      return this.onSpike(dag, undefined, view, onSpike);
    })();

    body.hoist(code);
    code.loop((nextDelay) => {
      code.getGlobal(this.step).get(delay).i32(2).op("i32.shl").mem("i32.load", layout.delays).op("i32.sub").i32(history.slots - 1).op("i32.and").i32(3).op("i32.shl").set(slot);
      code.get(slot).mem("i32.load", history.starts).set(position);
      code.get(position).get(slot).mem("i32.load", history.starts + 4).op("i32.add").set(end);
      code.block((noSpikes) => {
        code.loop((nextSpike) => {
          code.get(position).get(end).op("i32.eq");
          noSpikes(true);
          // Row and segment of the cell.
          code.get(position).i32(history.capacity - 1).op("i32.and").i32(2).op("i32.shl").mem("i32.load", history.cells);
          code.i32(kinds).op("i32.mul").get(delay).op("i32.add").i32(2).op("i32.shl").tee(pair).mem("i32.load", layout.offsets + 4).set(last);
          code.get(pair).mem("i32.load", layout.offsets).set(pair);
          code.block((noPairs) => {
            code.loop((nextPair) => {
              code.get(pair).get(last).op("i32.ge_u");
              noPairs(true);
              code.get(pair).i32(2).op("i32.shl").mem("i32.load", layout.targets).i32(3).op("i32.shl").set(target);
              if (pairs) code.get(pair).i32(3).op("i32.shl").set(place);
              body.write(code);
              code.get(pair).i32(1).op("i32.add").set(pair);
              nextPair(false);
            });
          });
          code.get(position).i32(1).op("i32.add").set(position);
          nextSpike(false);
        });
      });
      code.get(delay).i32(1).op("i32.add").tee(delay).i32(kinds).op("i32.lt_u");
      nextDelay(true);
    });
    return self;
  }

  /** Pairs as events see them: states of the target are met as they are stored, not through `reads`. */
  private pairView(dag: Dag, index: number, place: number): View {
    const view = this.view(dag, index, place);
    return { ...view, population: { ...view.population, pairs: { ...(view.population.pairs as NonNullable<Population["pairs"]>), reads: [] } } };
  }

  /** learn(): cells of the target that fired in this step reach the pairs that end on them. */
  learn(projection: Projection, index: number): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const pairs = this.network.populations[projection.pairs as number]?.pairs as NonNullable<Population["pairs"]>;
    const incoming = this.layout.projections[index]?.incoming;
    const history = this.populationLayout(projection.post).history;
    if (!incoming || !history) return self;
    const [position, end, cell, entry, last, place, slot, target] = Array.from({ length: 8 }, () => code.local("i32")) as [number, number, number, number, number, number, number, number];
    const dag = new Dag(1);
    const body = this.onSpike(dag, this.pairView(dag, projection.pairs as number, place), this.view(dag, projection.post, target), pairs.onPost);
    body.hoist(code);
    code.getGlobal(this.step).i32(history.slots - 1).op("i32.and").i32(3).op("i32.shl").tee(slot).mem("i32.load", history.starts).set(position);
    code.get(position).get(slot).mem("i32.load", history.starts + 4).op("i32.add").set(end);
    code.block((leave) => {
      code.loop((nextSpike) => {
        code.get(position).get(end).op("i32.eq");
        leave(true);
        code.get(position).i32(history.capacity - 1).op("i32.and").i32(2).op("i32.shl").mem("i32.load", history.cells).tee(cell).i32(3).op("i32.shl").set(target);
        code.get(cell).i32(2).op("i32.shl").tee(cell).mem("i32.load", incoming.offsets).set(entry);
        code.get(cell).mem("i32.load", incoming.offsets + 4).set(last);
        code.block((noPairs) => {
          code.loop((nextPair) => {
            code.get(entry).get(last).op("i32.ge_u");
            noPairs(true);
            code.get(entry).i32(2).op("i32.shl").mem("i32.load", incoming.pairs).i32(3).op("i32.shl").set(place);
            body.write(code);
            code.get(entry).i32(1).op("i32.add").set(entry);
            nextPair(false);
          });
        });
        code.get(position).i32(1).op("i32.add").set(position);
        nextSpike(false);
      });
    });
    return self;
  }

  private pairDraw(dag: Dag, draw: Draw, pair: number): Ir {
    return dag.leaf(draw.name, false, (code) => code.get(pair).i32(draw.stream).i32(draw.block).call(draw.type === "normal" ? this.runtime.normal : this.runtime.uniform));
  }

  /** Assignments of an event: names of the pair first (if it has states of its own), then of the target cell. */
  private onSpike(dag: Dag, own: View | undefined, post: View, assignments: readonly Assignment[]) {
    const env = new Map<string, Ir>();
    const find = (name: string): Ir | undefined => env.get(name) ?? (own ? this.lookup(own, name) : undefined) ?? this.lookup(post, name);
    for (const { name, tree } of assignments) env.set(name, evaluate<Ir, Ir>(tree, dag, find));
    const views = (name: string): View | undefined => (own?.layout.states.has(name) ? own : post.layout.states.has(name) ? post : undefined);
    const set = [...env].filter(([name]) => views(name) !== undefined);
    return {
      hoist: (code: Code) => dag.hoist(code, set.map(([, ir]) => ir)),
      write: (code: Code) => {
        if (set.length > 1) for (const [, ir] of set) dag.keep(code, ir);
        for (const [name, ir] of set) {
          const view = views(name) as View;
          this.store(code, view, view.layout.states.get(name) as number, ir);
        }
      },
    };
  }

  /** clamp(): held states of refractory cells go back to their values; cells whose time is over leave the list. */
  clamp(population: Population, index: number): number {
    void population;
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const layout = this.populationLayout(index);
    const { count, cells } = layout.list as NonNullable<PopulationLayout["list"]>;
    const [at, kept, end, cell, place] = Array.from({ length: 5 }, () => code.local("i32")) as [number, number, number, number, number];
    code.i32(0).mem("i32.load", count).i32(2).op("i32.shl").set(end);
    code.block((leave) => {
      code.loop((again) => {
        code.get(at).get(end).op("i32.ge_u");
        leave(true);
        code.get(at).mem("i32.load", cells).set(cell);
        code.getGlobal(this.step).get(cell).i32(2).op("i32.shl").mem("i32.load", layout.until as number).op("i32.lt_s").if(() => {
          code.get(cell).i32(3).op("i32.shl").set(place);
          for (const [name, saved] of layout.saved) code.get(place).get(place).mem("f64.load", saved).mem("f64.store", layout.states.get(name) as number);
          code.get(kept).get(cell).mem("i32.store", cells);
          code.get(kept).i32(4).op("i32.add").set(kept);
        });
        code.get(at).i32(4).op("i32.add").set(at);
        again(false);
      });
    });
    code.i32(0).get(kept).i32(2).op("i32.shr_u").mem("i32.store", count);
    return self;
  }

  /** Resets of this step's spikes, where they must wait for the deliveries. */
  resetAll(code: Code, index: number, reset: number): void {
    const history = this.populationLayout(index).history as NonNullable<PopulationLayout["history"]>;
    const [position, end] = [code.local("i32"), code.local("i32")];
    const slot = () => code.getGlobal(this.step).i32(history.slots - 1).op("i32.and").i32(3).op("i32.shl");
    slot().mem("i32.load", history.starts).tee(position);
    slot().mem("i32.load", history.starts + 4).op("i32.add").set(end);
    code.block((leave) => {
      code.loop((again) => {
        code.get(position).get(end).op("i32.eq");
        leave(true);
        code.get(position).i32(history.capacity - 1).op("i32.and").i32(2).op("i32.shl").mem("i32.load", history.cells).call(reset);
        code.get(position).i32(1).op("i32.add").set(position);
        again(false);
      });
    });
  }

  // Looking on --------------------------------------------------------------------------------------------------------

  /** record(): groups [every, first entry, entries, -] whose turn it is append [group, step, values…] to the buffer. */
  record(): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const { traces } = this.layout;
    const [group, at, entry, end, fill] = Array.from({ length: 5 }, () => code.local("i32")) as [number, number, number, number, number];
    const stamp = this.network.order.stampOffset;
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
        code.getGlobal(this.step).i32(stamp).op("i32.add").get(at).mem("i32.load", traces.groups).op("i32.rem_u").op("i32.eqz").if(() => {
          append(() => code.get(group).op("f64.convert_i32_u"));
          append(() => code.getGlobal(this.step).op("f64.convert_i32_u"));
          code.get(at).mem("i32.load", traces.groups + 4).i32(3).op("i32.shl").set(entry);
          code.get(entry).get(at).mem("i32.load", traces.groups + 8).i32(3).op("i32.shl").op("i32.add").set(end);
          code.loop((nextEntry) => {
            append(() => code.get(entry).mem("i32.load", traces.entries).mem("f64.load", 0).get(entry).mem("i32.load", traces.entries + 4).mem("f64.load", 0).op("f64.add"));
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
  stop({ population, when }: StopCondition): number {
    const { index: self, code } = this.module.declare({ params: [], results: [] });
    const dag = new Dag(1);
    const place = code.local("i32");
    const mask = this.condition(this.view(dag, population, place, 0, this.network.order.stampOffset), when);
    dag.hoist(code, [mask]);
    this.forEach(code, place, this.network.populations[population]?.n ?? 0, 8, () => {
      dag.put(code, mask);
      code.if(() => code.getGlobal(this.flags).i32(runFlags.stopped).op("i32.or").setGlobal(this.flags));
    });
    return self;
  }

  /** check() -> 1 + number of the first population with a value that is not finite, or a voltage beyond 1e6 mV; 0 if none. */
  check(): void {
    const { code } = this.module.declare({ params: [], results: ["i32"] }, "check");
    const place = code.local("i32");
    const bad = code.local("v128");
    this.network.populations.forEach((population, index) => {
      const layout = this.populationLayout(index);
      code.f64x2(0).set(bad);
      for (const { name, voltage } of population.states) {
        const address = layout.states.get(name) as number;
        const limit = voltage ? 1e6 : 1e300;
        this.forEach(code, place, Math.floor(population.n / 2) * 2, 16, () => {
          code.get(place).mem("v128.load", address).v("f64x2.abs").f64x2(limit).v("f64x2.lt").v("v128.not").get(bad).v("v128.or").set(bad);
        });
        if (population.n % 2 === 1) code.i32(8 * (population.n - 1)).mem("v128.load64_splat", address).v("f64x2.abs").f64x2(limit).v("f64x2.lt").v("v128.not").get(bad).v("v128.or").set(bad);
      }
      code.get(bad).v("v128.any_true").if(() => code.i32(index + 1).op("return"));
    });
    code.i32(0);
  }
}
