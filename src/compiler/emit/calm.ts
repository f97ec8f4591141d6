/**
 * Many steps of a small network in one go. Where no spike arrives a step is arithmetic alone: every cell is then written out, two
 * by two, with states, parameters and rests in locals from step to step. Such a stretch ends where a cell fires, which is seen to
 * here where nothing else of the step can meet it, or where a rest ends. Nothing is stored before it is known that the step is
 * calm; one that is not is done by the functions for all networks.
 */

import { type Code, Dag, type Ir } from "../../wasm/index.ts";
import type { Population } from "../network.ts";
import type { Emission, Sampling, View } from "./emission.ts";
import { beginStep, forgetSteps } from "./spikes.ts";
import { takeStep } from "./update.ts";
import { computed, conditionOf, layoutOf, viewOf } from "./view.ts";
import { emitRows } from "./watch.ts";

/** Steps that are done in full after an attempt that brought none: where something happens all the time, trying costs little. */
const pause = 4;

/** Two cells side by side. */
interface Pair {
  index: number;
  population: Population;
  /** Number of the pair in its population. */
  at: number;
  /** The second is none. */
  odd: boolean;
  /** Locals by state. */
  states: ReadonlyMap<string, number>;
  /** Local: cells that rest. */
  resting: number | undefined;
}

/**
 * calm(first step, count) -> steps done, fewer where something happens in the next. `wait` is a global: attempts to leave out.
 *
 * @param functions of all networks, by population; -1 for none
 * @param finds where the reset may follow the test at once, whatever else the step brings: what hands the cells that have passed
 *   the test to `spike`, in the order of a step
 * @param record function that samples, by the table
 * @param samples what is in the table
 */
export function emitCalm(
  w: Emission,
  { outputs, updates, clamps }: Record<"outputs" | "updates" | "clamps", readonly number[]>,
  finds: readonly number[] | undefined,
  record: number,
  samples: readonly Sampling[],
): { calm: number; wait: number } | undefined {
  const { network, layout } = w;
  // Synapses with values of their own are functions here too, and find in memory what they look for.
  const inMemory = network.populations.some(({ type, sent }) => type === "pairs" || sent.length > 0);
  const recordsFirst = network.order.phases[0] === "record";
  // Records would show what leaves in this step instead of the last.
  const ofStates = ({ population, variable }: Sampling) => layoutOf(w, population).states.has(variable);
  if (inMemory && recordsFirst && !samples.every(ofStates)) return undefined;
  const { index: self, code } = w.module.declare({ params: ["i32", "i32"], results: ["i32"] });
  const wait = w.module.global();
  const [step, last, end, fired, over, clean] = Array.from({ length: 6 }, () => code.local("i32")) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const pairs = network.populations.flatMap((population, index) =>
    population.type === "pairs"
      ? []
      : Array.from({ length: Math.ceil(population.n / 2) }, (_, at): Pair => {
          const rests = layoutOf(w, index).until !== undefined;
          return {
            index,
            population,
            at,
            odd: 2 * at + 1 === population.n,
            states: new Map(population.states.map(({ name }) => [name, code.local("v128")])),
            resting: rests ? code.local("v128") : undefined,
          };
        }),
  );
  const place = code.local("i32");
  const anyRests = pairs.some(({ resting }) => resting !== undefined);

  code.get(0).tee(step).set(clean);
  code.get(0).get(1).op("i32.add").set(last);
  const rows = emitRows(w, code, samples, step, ({ population, variable }, cell) =>
    pairs.find(({ index, at }) => index === population && at === cell >> 1)?.states.get(variable),
  );
  // States are in memory too where something looks for them there in the course of a stretch.
  const through = inMemory || !rows;
  const sample = () => {
    if (rows) rows.append();
    else code.call(record);
  };
  code.block((leave) => {
    code.loop((nextStretch) => {
      code.get(last).set(end);
      const notBeyond = (bound: number) => {
        code.get(end).get(bound).get(end).get(bound).op("i32.lt_s").op("select").set(end);
      };
      const bound = code.local("i32");
      network.populations.forEach((_, index) => {
        const { times } = layoutOf(w, index);
        if (!times || times.length === 0) return;
        code.i32(0).mem("i32.load", times.next).tee(bound).i32(times.length).op("i32.lt_u");
        code.if(() => {
          code.get(bound).i32(2).op("i32.shl").mem("i32.load", times.steps).set(bound);
          notBeyond(bound);
        });
      });
      for (const pair of pairs) load(pair);
      if (anyRests) {
        // The first rest to end, and whether those that rest are as their rest leaves them.
        const [firsts, untils, strange, now] = Array.from({ length: 4 }, () => code.local("v128")) as [
          number,
          number,
          number,
          number,
        ];
        code.get(end).v("i32x4.splat").set(firsts);
        code.get(step).v("i32x4.splat").set(now);
        code.f64x2(0).set(strange);
        for (const { index, population, at, states, resting } of pairs) {
          if (resting === undefined) continue;
          const { until, saved } = layoutOf(w, index);
          code
            .i32(0)
            .mem("v128.load64_zero", (until as number) + 8 * at)
            .tee(untils);
          code.get(now).v("i32x4.gt_s").v("i64x2.extend_low_i32x4_s").set(resting);
          code.get(firsts).get(untils).get(firsts).get(untils).get(now).v("i32x4.gt_s").v("v128.bitselect");
          code.v("i32x4.min_s").set(firsts);
          // Statements between arrival and test would find what the rest holds, every time anew.
          if (population.beforeTest.length > 0) code.get(resting).get(strange).v("v128.or").set(strange);
          for (const [name, address] of saved) {
            code
              .i32(0)
              .mem("v128.load", address + 16 * at)
              .get(states.get(name) as number);
            code.v("f64x2.eq").v("v128.not").get(resting).v("v128.and").get(strange).v("v128.or").set(strange);
          }
        }
        code.get(strange).v("v128.any_true");
        leave(true);
        for (const lane of [0, 1]) {
          code.get(firsts).lane32(lane).set(bound);
          notBeyond(bound);
        }
      }
      code.get(end).get(step).op("i32.le_s");
      leave(true);
      // As many as may come in a step must find room.
      const { count, capacity } = layout.spikes;
      if (finds) {
        code
          .i32(0)
          .mem("i32.load", count)
          .i32(capacity - 2 * layout.spikingCells)
          .op("i32.gt_s");
        leave(true);
      }
      if (anyRests) {
        pairs.forEach(({ resting }, k) => {
          if (resting === undefined) return;
          code.get(resting);
          if (pairs.slice(0, k).some((each) => each.resting !== undefined)) code.v("v128.or");
        });
        code.v("v128.any_true").if(
          () => stretch(true),
          () => stretch(false),
        );
      } else stretch(false);
      if (!through) for (const pair of pairs) store(pair);
      code.get(over);
      leave(true);
      if (finds) code.get(fired).if(() => fire(finds));
      // Cells whose rest is over leave the list.
      for (const clamp of clamps) if (clamp >= 0) code.call(clamp);
      if (finds) {
        code.get(fired).if(() => {
          if (!recordsFirst) {
            for (const pair of pairs) load(pair);
            sample();
          }
          code.get(step).i32(1).op("i32.add").set(step);
        });
        code.getGlobal(w.flags);
        leave(true);
      }
      code.get(step).get(last).op("i32.lt_s");
      nextStretch(true);
    });
  });
  forgetSteps(w, code, clean, step);
  rows?.leave();
  code.get(step).get(0).op("i32.sub");
  return { calm: self, wait };

  function load({ index, at, odd, states }: Pair): void {
    // What is no cell does as the one beside it.
    for (const [name, local] of states)
      code
        .i32(0)
        .mem(odd ? "v128.load64_splat" : "v128.load", (layoutOf(w, index).states.get(name) as number) + 16 * at)
        .set(local);
  }

  function store({ index, at, states }: Pair): void {
    for (const [name, local] of states)
      code
        .i32(0)
        .get(local)
        .mem("v128.store", (layoutOf(w, index).states.get(name) as number) + 16 * at);
  }

  /** The spikes of a step in which cells fire and nothing arrives. */
  function fire(functions: readonly number[]): void {
    forgetSteps(w, code, clean, step);
    for (const index of network.populations.keys()) beginStep(w, code, index);
    code.get(step).i32(1).op("i32.add").set(clean);
    for (const find of functions) code.call(find);
  }

  /** Steps up to `end`, or to one in which cells fire (`fired`, not counted yet), or to the first that is not calm (`over`). */
  function stretch(rests: boolean): void {
    const outs = new Map<string, number>();
    const dags = network.populations.map(() => new Dag(2, "usual"));
    const viewOfPair = ({ index, at, states, resting }: Pair): View => {
      const dag = dags[index] as Dag;
      const view: View = { ...viewOf(w, dag, index, place, 16 * at), over: "steps" };
      for (const [name, local] of states)
        view.env.set(
          name,
          dag.leaf(`${name}+${at}`, false, (c) => c.get(local)),
        );
      if (!rests || resting === undefined) view.env.set("$held", dag.constant(0));
      for (const { name, from, pick } of view.population.inputs) {
        const local = outs.get(`${from} ${pick === "all" ? 0 : at}`);
        if (local === undefined) continue;
        const put = (c: Code) => {
          c.get(local);
          if (pick === "all") c.lane("extract", 0).v("f64x2.splat");
        };
        view.env.set(name, dag.leaf(`${name}+${at}`, false, put));
      }
      return view;
    };

    const sending = pairs.filter(({ population }) => population.output && !inMemory);
    const sent = sending.map((pair) => {
      const view = viewOfPair(pair);
      outs.set(`${pair.index} ${pair.at}`, code.local("v128"));
      return {
        pair,
        dag: view.dag,
        out: computed(w, view, pair.population.output as NonNullable<Population["output"]>),
      };
    });
    const moving = pairs
      .filter(({ population }) => population.states.length > 0)
      .map((pair) => {
        const { beforeTest, spike } = pair.population;
        const view = viewOfPair(pair);
        const old = takeStep(w, view);
        // What is held stays as it is; a cell at rest that passes the test all the same is turned away.
        const { resting } = pair;
        if (rests && resting !== undefined)
          for (const name of layoutOf(w, pair.index).saved.keys()) {
            const rest = view.dag.leaf(`rest+${pair.at}`, false, (c) => c.get(resting));
            view.env.set(name, view.dag.select(rest, old.get(name) as Ir, view.env.get(name) as Ir));
          }
        for (const { name, tree } of beforeTest) view.env.set(name, computed(w, view, tree));
        const found = spike?.type === "threshold" ? conditionOf(w, view, spike.when) : undefined;
        const values = [...pair.states].flatMap(([name, local]) => {
          const value = view.env.get(name) as Ir;
          return value === old.get(name) ? [] : [{ name, local, value }];
        });
        return { pair, dag: view.dag, found, values };
      });
    dags.forEach((dag, index) => {
      const roots = [
        ...sent.flatMap(({ pair, out }) => (pair.index === index ? [out] : [])),
        ...moving.flatMap(({ pair, found, values }) =>
          pair.index === index ? [...values.map(({ value }) => value), ...(found ? [found] : [])] : [],
        ),
      ];
      dag.hoist(code, [...roots, ...dag.hopes]);
    });

    code.i32(0).tee(fired).set(over);
    code.block((stop) => {
      const giveUp = () => {
        code.i32(1).set(over);
        stop(false);
      };
      code.loop((nextStep) => {
        code.get(step).setGlobal(w.step);
        if (layout.agenda) {
          const { at, slots } = layout.agenda;
          code
            .get(step)
            .i32(slots - 1)
            .op("i32.and")
            .mem("i32.load8_u", at)
            .if(giveUp);
        }
        if (inMemory) for (const output of outputs) if (output >= 0) code.call(output);
        for (const { pair, dag, out } of sent) {
          dag.put(code, out);
          code.set(outs.get(`${pair.index} ${pair.at}`) as number);
        }
        let tests = 0;
        const event = (put: () => void) => {
          put();
          if (tests++ > 0) code.v("v128.or");
        };
        const giveUpAtOnce = () => {
          code
            .get(step)
            .get(0)
            .op("i32.eq")
            .if(() => code.i32(pause).setGlobal(wait));
          giveUp();
        };
        for (const { dag, values } of moving) for (const { value } of values) dag.keep(code, value);
        for (const dag of dags) for (const hope of dag.hopes) dag.keep(code, hope);
        for (const dag of dags) for (const hope of dag.hopes) event(() => code.get(hope.local).v("v128.not"));
        if (tests > 0) code.v("v128.any_true").if(giveUpAtOnce);
        tests = 0;
        for (const { pair, dag, found } of moving)
          if (found)
            event(() => {
              dag.put(code, found);
              if (pair.odd) code.i32x4([-1, -1, 0, 0]).v("v128.and");
            });
        if (tests > 0) {
          code.v("v128.any_true").set(fired);
          if (!finds) code.get(fired).if(giveUpAtOnce);
        }
        if (recordsFirst) sample();
        for (const [index, { type }] of network.populations.entries())
          if (type === "pairs") code.call(updates[index] as number);
        for (const { pair } of sent)
          code
            .i32(0)
            .get(outs.get(`${pair.index} ${pair.at}`) as number)
            .mem("v128.store", (layoutOf(w, pair.index).out as number) + 16 * pair.at);
        for (const { pair, dag, values } of moving) {
          for (const { local, value } of values) {
            dag.put(code, value);
            code.set(local);
          }
          if (through) store(pair);
        }
        if (tests > 0 && finds) {
          code.get(fired);
          stop(true);
        }
        if (!recordsFirst) sample();
        code.get(step).i32(1).op("i32.add").tee(step).get(end).op("i32.lt_s");
        nextStep(true);
      });
    });
  }
}
