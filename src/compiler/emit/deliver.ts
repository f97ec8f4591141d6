/** Between populations: spikes that arrive at their targets, and targets that fire reaching the pairs that end on them. */
import { evaluate } from "../../expression/index.ts";
import { type Layout, segmentsOf } from "../layout.ts";
import type { Assignment, Draw, Population, Projection } from "../network.ts";
import { Dag, type Ir } from "../wasm/dag.ts";
import type { Code } from "../wasm/encoder.ts";
import type { Emission, View } from "./emission.ts";
import { layoutOf, lookup, store, viewOf } from "./view.ts";

/** deliver(): spikes whose delay is over reach their targets, by delay, then in the order in which they were found. */
export function emitDeliver(w: Emission, projection: Projection, index: number): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const pairs =
    projection.pairs === undefined
      ? undefined
      : (w.network.populations[projection.pairs]?.pairs as NonNullable<Population["pairs"]>);
  const onSpike = pairs?.onSpike ?? projection.onSpike;
  const layout = w.layout.projections[index] as Layout["projections"][number];
  const history = layoutOf(w, projection.pre).history;
  if (!history || onSpike.length === 0 || projection.targets.length === 0) return self;
  const kinds = projection.delays.length;
  const [delay, position, end, pair, last, place, slot, target] = Array.from({ length: 8 }, () =>
    code.local("i32"),
  ) as [number, number, number, number, number, number, number, number];

  const body = (() => {
    const dag = new Dag(1);
    if (pairs) {
      return eventOf(
        w,
        dag,
        pairView(w, dag, projection.pairs as number, place),
        viewOf(w, dag, projection.post, target),
        onSpike,
      );
    }
    const view = viewOf(w, dag, projection.post, target);
    for (const [name, address] of layout.perPair)
      view.env.set(
        name,
        dag.leaf(name, false, (c) => c.get(pair).i32(3).op("i32.shl").mem("f64.load", address)),
      );
    // Draws of a summed synapse are one for each pair.
    for (const draw of view.population.draws)
      if (draw.name.startsWith(`$d${projection.node}.`)) view.env.set(draw.name, pairDraw(w, dag, draw, pair));
    return eventOf(w, dag, undefined, view, onSpike);
  })();

  body.hoist(code);
  code.loop((nextDelay) => {
    code
      .getGlobal(w.step)
      .get(delay)
      .i32(2)
      .op("i32.shl")
      .mem("i32.load", layout.delays)
      .op("i32.sub")
      .i32(history.slots - 1)
      .op("i32.and")
      .i32(3)
      .op("i32.shl")
      .set(slot);
    code.get(slot).mem("i32.load", history.starts).set(position);
    code
      .get(position)
      .get(slot)
      .mem("i32.load", history.starts + 4)
      .op("i32.add")
      .set(end);
    code.block((noSpikes) => {
      code.loop((nextSpike) => {
        code.get(position).get(end).op("i32.eq");
        noSpikes(true);
        // Row and segment of the cell.
        code
          .get(position)
          .i32(history.capacity - 1)
          .op("i32.and")
          .i32(2)
          .op("i32.shl")
          .mem("i32.load", history.cells);
        code
          .i32(kinds)
          .op("i32.mul")
          .get(delay)
          .op("i32.add")
          .i32(2)
          .op("i32.shl")
          .tee(pair)
          .mem("i32.load", layout.offsets + 4)
          .set(last);
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
export function pairView(w: Emission, dag: Dag, index: number, place: number): View {
  const view = viewOf(w, dag, index, place);
  return {
    ...view,
    population: {
      ...view.population,
      pairs: { ...(view.population.pairs as NonNullable<Population["pairs"]>), reads: [] },
    },
  };
}

/** learn(): cells of the target that fired reach the pairs that end on them, in this step or as their spikes come back. */
export function emitLearn(w: Emission, projection: Projection, index: number): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const pairs = w.network.populations[projection.pairs as number]?.pairs as NonNullable<Population["pairs"]>;
  const { incoming, delays } = w.layout.projections[index] as Layout["projections"][number];
  const history = layoutOf(w, projection.post).history;
  if (!incoming || !history || projection.targets.length === 0) return self;
  const segments = segmentsOf(pairs, projection);
  const [segment, position, end, cell, entry, last, place, slot, target] = Array.from({ length: 9 }, () =>
    code.local("i32"),
  ) as [number, number, number, number, number, number, number, number, number];
  const dag = new Dag(1);
  const body = eventOf(
    w,
    dag,
    pairView(w, dag, projection.pairs as number, place),
    viewOf(w, dag, projection.post, target),
    pairs.onPost,
  );
  body.hoist(code);
  code.loop((nextSegment) => {
    code.getGlobal(w.step);
    if (pairs.back) code.get(segment).i32(2).op("i32.shl").mem("i32.load", delays).i32(1).op("i32.shl").op("i32.sub");
    code
      .i32(history.slots - 1)
      .op("i32.and")
      .i32(3)
      .op("i32.shl")
      .tee(slot)
      .mem("i32.load", history.starts)
      .set(position);
    code
      .get(position)
      .get(slot)
      .mem("i32.load", history.starts + 4)
      .op("i32.add")
      .set(end);
    code.block((leave) => {
      code.loop((nextSpike) => {
        code.get(position).get(end).op("i32.eq");
        leave(true);
        code
          .get(position)
          .i32(history.capacity - 1)
          .op("i32.and")
          .i32(2)
          .op("i32.shl")
          .mem("i32.load", history.cells)
          .tee(cell)
          .i32(3)
          .op("i32.shl")
          .set(target);
        code.get(cell);
        if (pairs.back) code.i32(segments).op("i32.mul").get(segment).op("i32.add");
        code.i32(2).op("i32.shl").tee(cell).mem("i32.load", incoming.offsets).set(entry);
        code
          .get(cell)
          .mem("i32.load", incoming.offsets + 4)
          .set(last);
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
    if (!pairs.back) return;
    code.get(segment).i32(1).op("i32.add").tee(segment).i32(segments).op("i32.lt_u");
    nextSegment(true);
  });
  return self;
}

export function pairDraw(w: Emission, dag: Dag, draw: Draw, pair: number): Ir {
  return dag.leaf(draw.name, false, (code) =>
    code
      .get(pair)
      .i32(draw.stream)
      .i32(draw.block)
      .call(draw.type === "normal" ? w.runtime.normal : w.runtime.uniform),
  );
}

/** Assignments of an event: names of the pair first (if it has states of its own), then of the target cell. */
export function eventOf(w: Emission, dag: Dag, own: View | undefined, post: View, assignments: readonly Assignment[]) {
  const env = new Map<string, Ir>();
  const find = (name: string): Ir | undefined =>
    env.get(name) ?? (own ? lookup(w, own, name) : undefined) ?? lookup(w, post, name);
  for (const { name, tree } of assignments) env.set(name, evaluate<Ir, Ir>(tree, dag, find));
  const views = (name: string): View | undefined =>
    own?.layout.states.has(name) ? own : post.layout.states.has(name) ? post : undefined;
  const set = [...env].filter(([name]) => views(name) !== undefined);
  return {
    hoist: (code: Code) =>
      dag.hoist(
        code,
        set.map(([, ir]) => ir),
      ),
    write: (code: Code) => {
      if (set.length > 1) for (const [, ir] of set) dag.keep(code, ir);
      for (const [name, ir] of set) {
        const view = views(name) as View;
        store(code, view, view.layout.states.get(name) as number, ir);
      }
    },
  };
}
