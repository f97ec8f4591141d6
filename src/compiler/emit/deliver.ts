/** Between populations: spikes that arrive at their targets, and targets that fire reaching the pairs that end on them. */
import { evaluate, names } from "../../expression/index.ts";
import { type Code, Dag, type Ir } from "../../wasm/index.ts";
import { addend } from "../arrivals.ts";
import { shortPiece } from "../bundles.ts";
import { type Layout, segmentsOf } from "../layout.ts";
import type { Assignment, Draw, Population, Projection } from "../network.ts";
import { rowOf } from "./counts.ts";
import type { Emission, View } from "./emission.ts";
import { computed, forEach, layoutOf, loadEach, lookup, rangeOf, store, viewOf } from "./view.ts";

/**
 * deliver(): spikes whose delay is over reach their targets, by delay, then in the order in which they were found, then by
 * projection where several go together.
 */
export function emitDeliver(w: Emission, members: readonly number[]): number {
  const { index: self, code } = w.module.declare({ params: [], results: [] });
  const ways = members.map((index) => wayOf(w, index)).filter(({ from, to }) => to > from);
  const [first] = ways;
  if (!first) return self;
  const { projection, layout } = first;
  const pairs =
    projection.pairs === undefined
      ? undefined
      : (w.network.populations[projection.pairs]?.pairs as NonNullable<Population["pairs"]>);
  const onSpike = pairs?.onSpike ?? projection.onSpike;
  const { history, counts } = layoutOf(w, projection.pre);
  const size = ways.reduce((sum, each) => sum + each.projection.size, 0);
  if (onSpike.length === 0 || size === 0) return self;
  if (!history && counts) addCounts(w, code, projection, layout);
  if (!history) return self;
  const kinds = projection.delays.length;
  const [delay, position, end, pair, last, place, slot, target, row] = Array.from({ length: 9 }, () =>
    code.local("i32"),
  ) as [number, number, number, number, number, number, number, number, number];

  const longRows = size > 1 << 20;
  // Rows that are cut by many delays: a line of memory for each spike and delay.
  const shortPieces = size < shortPiece * kinds * (w.network.populations[projection.pre]?.n ?? 0);
  const loops = pairs ? [] : ways.flatMap((way) => addTo(w, code, way.projection, way.layout, pair, last) ?? []);
  const body = loops.length > 0 ? undefined : eventBody();
  body?.hoist(code);
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
        piece(0);
        code.set(row);
        if (loops.length > 0 && longRows) fetchNext();
        (body ? [eachPair] : loops).forEach((loop, k) => {
          const [way, before] = [ways[k] as Way, ways[k - 1]];
          const goesOn =
            before?.layout.lane === way.layout.lane - 1 && !isCut(before, before.to) && !isCut(way, way.from);
          if (goesOn) code.get(last).set(pair);
          else bound(way, way.from, row, 0).set(pair);
          bound(way, way.to, row, 1).set(last);
          code.get(pair).get(last).op("i32.lt_u").if(loop);
        });
        code.get(position).i32(1).op("i32.add").set(position);
        nextSpike(false);
      });
    });
    code.get(delay).i32(1).op("i32.add").tee(delay).i32(kinds).op("i32.lt_u");
    nextDelay(true);
  });
  return self;

  /** The piece of a spike: of the present one, or of one that is `ahead`. */
  function piece(ahead: number): void {
    code.get(position);
    if (ahead > 0) code.i32(ahead).op("i32.add");
    code
      .i32((history?.capacity ?? 0) - 1)
      .op("i32.and")
      .i32(2)
      .op("i32.shl")
      .mem("i32.load", history?.cells ?? 0);
    code.i32(kinds).op("i32.mul").get(delay).op("i32.add");
  }

  /** Where the pairs of a piece begin (0) or end (1) that are this thread's: at the offsets, or where targets from `cell` on begin. */
  function bound({ layout, cuts }: Way, cell: number, piece: number, end: 0 | 1): Code {
    const cut = cuts.cells.indexOf(cell);
    const [each, at] =
      cut < 0 ? [layout.stride, layout.offsets + 4 * (layout.lane + end)] : [cuts.cells.length, cuts.at + 4 * cut];
    return code
      .get(piece)
      .i32(4 * each)
      .op("i32.mul")
      .mem("i32.load", at);
  }

  function eachPair(): void {
    code.loop((nextPair) => {
      loadTarget(code, pair, layout);
      code.i32(3).op("i32.shl").set(target);
      if (pairs) code.get(pair).i32(3).op("i32.shl").set(place);
      body?.write(code);
      code.get(pair).i32(1).op("i32.add").tee(pair).get(last).op("i32.lt_u");
      nextPair(true);
    });
  }

  /** Asks memory for the beginning of the next cell's row, whose lines then come all at once, while this row is gone through. */
  function fetchNext(): void {
    piece(1);
    code.set(target);
    const shift = layout.targetBytes === 2 ? 1 : 2;
    if (shortPieces) {
      bound(first as Way, (first as Way).from, target, 0).set(place);
      code.get(place).i32(shift).op("i32.shl").mem("i32.load8_u", layout.targets).op("drop");
      for (const { address, packed } of layout.perPair.values())
        code
          .get(place)
          .i32(packed ? 1 : 3)
          .op("i32.shl")
          .mem("i32.load8_u", address)
          .op("drop");
      return;
    }
    const last = ways.at(-1) as Way;
    bound(first as Way, (first as Way).from, target, 0)
      .i32(shift)
      .op("i32.shl");
    bound(last, last.to, target, 1).i32(shift).op("i32.shl").set(place).set(target);
    code.loop((again) => {
      for (let line = 0; line < 4; line++)
        code
          .get(target)
          .mem("i32.load8_u", layout.targets + 64 * line)
          .op("drop");
      code.get(target).i32(256).op("i32.add").tee(target).get(place).op("i32.lt_u");
      again(true);
    });
  }

  function eventBody() {
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
    for (const [name, values] of layout.perPair)
      view.env.set(
        name,
        dag.leaf(name, false, (c) =>
          loadValue(
            c
              .get(pair)
              .i32(values.packed ? 1 : 3)
              .op("i32.shl"),
            values,
          ),
        ),
      );
    // Draws of a summed synapse are one for each pair.
    for (const draw of view.population.draws)
      if (draw.name.startsWith(`$d${projection.node}.`)) view.env.set(draw.name, pairDraw(w, dag, draw, pair));
    return eventOf(w, dag, undefined, view, onSpike);
  }
}

/** A projection, which of its targets are this thread's, and where its pieces are parted. */
function wayOf(w: Emission, index: number) {
  const projection = w.network.projections[index] as Projection;
  return {
    projection,
    layout: w.layout.projections[index] as Layout["projections"][number],
    ...rangeOf(w, projection.post),
    cuts: w.layout.threads?.cuts[index] ?? { at: 0, cells: [] },
  };
}
type Way = ReturnType<typeof wayOf>;

/** Whether the piece of a row is parted before the targets from `cell` on. */
const isCut = ({ cuts }: Way, cell: number): boolean => cuts.cells.includes(cell);

type PairValuesAt = { address: number; packed: boolean; scale: number };

/** The value `k` places on from the address on the stack. */
function loadValue(code: Code, { address, packed, scale }: PairValuesAt, k = 0): Code {
  if (!packed) return code.mem("f64.load", address + 8 * k);
  return code
    .mem("i32.load16_s", address + 2 * k)
    .op("f64.convert_i32_s")
    .f64(scale)
    .op("f64.mul");
}

/** The target of the pair whose number is in a local. */
function loadTarget(code: Code, pair: number, { targets, targetBytes }: Layout["projections"][number]): void {
  code
    .get(pair)
    .i32(targetBytes === 2 ? 1 : 2)
    .op("i32.shl")
    .mem(targetBytes === 2 ? "i32.load16_u" : "i32.load", targets);
}

/**
 * The row from `pair` to `last` (not empty) where spikes only add: a plain loop over targets, four at a time, in their order.
 *
 * @returns what writes the loop, or nothing where what is added is neither one number for all nor stored for each pair
 */
function addTo(
  w: Emission,
  code: Code,
  projection: Projection,
  layout: Layout["projections"][number],
  pair: number,
  last: number,
): (() => void) | undefined {
  const what = addend(w.network, projection);
  if (!what) return undefined;
  const weights = what.tree.type === "name" ? layout.perPair.get(what.tree.name) : undefined;
  const dag = new Dag(1);
  const [at, end, weightAt, target] = Array.from({ length: 4 }, () => code.local("i32")) as [
    number,
    number,
    number,
    number,
  ];
  let weight = -1;
  if (weights === undefined) {
    if ([...names(what.tree)].some((name) => layout.perPair.has(name))) return undefined;
    const value = computed(w, viewOf(w, dag, projection.post, target), what.tree);
    if (!value.invariant && value.op !== "constant") return undefined;
    dag.hoist(code, [value]);
    weight = dag.keep(code, value);
  }
  const state = layoutOf(w, projection.post).states.get(what.state) as number;
  const size = layout.targetBytes;
  const one = (k: number) => {
    code
      .get(at)
      .mem(size === 2 ? "i32.load16_u" : "i32.load", layout.targets + size * k)
      .i32(3)
      .op("i32.shl")
      .tee(target);
    code.get(target).mem("f64.load", state);
    if (weights === undefined) code.get(weight);
    else loadValue(code.get(weightAt), weights, k);
    code.op("f64.add").mem("f64.store", state);
  };
  const step = (count: number) => {
    for (let k = 0; k < count; k++) one(k);
    if (weights !== undefined)
      code
        .get(weightAt)
        .i32((weights.packed ? 2 : 8) * count)
        .op("i32.add")
        .set(weightAt);
    code
      .get(at)
      .i32(size * count)
      .op("i32.add")
      .tee(at);
  };
  const shift = size === 2 ? 1 : 2;
  return () => {
    code.get(pair).i32(shift).op("i32.shl").set(at);
    if (weights !== undefined)
      code
        .get(pair)
        .i32(weights.packed ? 1 : 3)
        .op("i32.shl")
        .set(weightAt);
    // As many as come in fours, then the rest.
    code.get(last).get(last).get(pair).op("i32.sub").i32(3).op("i32.and").op("i32.sub").set(pair);
    code.get(pair).i32(shift).op("i32.shl").set(end);
    code
      .get(at)
      .get(end)
      .op("i32.lt_u")
      .if(() => {
        code.loop((again) => {
          step(4);
          code.get(end).op("i32.lt_u");
          again(true);
        });
      });
    code.get(last).i32(shift).op("i32.shl").set(end);
    code
      .get(at)
      .get(end)
      .op("i32.lt_u")
      .if(() => {
        code.loop((again) => {
          step(1);
          code.get(end).op("i32.lt_u");
          again(true);
        });
      });
  };
}

/** Counts of a source go straight onto the cells of the same number, two at a time, each spike added by itself. */
function addCounts(w: Emission, code: Code, projection: Projection, layout: Layout["projections"][number]): void {
  const { state, tree } = addend(w.network, projection) as NonNullable<ReturnType<typeof addend>>;
  const [row, place] = [code.local("i32"), code.local("i32")];
  const [left, old, more] = [code.local("v128"), code.local("v128"), code.local("v128")];
  const dag = new Dag(2);
  const view = viewOf(w, dag, projection.post, place);
  // One pair for each cell is never filled in bulk: these are doubles.
  for (const [name, { address }] of layout.perPair) view.env.set(name, loadEach(view, address, name));
  const value = computed(w, view, tree);
  const address = view.layout.states.get(state) as number;
  // Adding -0 changes no number, whatever its sign: it stands for no spike. Kept as the bits in which it differs from the value.
  const spread = () => code.f64x2(-0).v("v128.xor");
  dag.hoist(code, [value]);
  const invariant = value.invariant || value.op === "constant";
  if (invariant) {
    dag.put(code, value);
    spread();
    code.set(more);
  }
  rowOf(w, code, projection.pre, () => code.i32(projection.delays[0] as number));
  code.set(row);
  const { from, to } = rangeOf(w, projection.post);
  const each = () => {
    code.get(row).get(place).i32(2).op("i32.shr_u").op("i32.add").mem("v128.load32_zero", 0);
    code.v("i32x4.extend_low_i16x8_u").v("i64x2.extend_low_i32x4_u").tee(left);
    code.v("v128.any_true").if(() => {
      if (!invariant) {
        dag.put(code, value);
        spread();
        code.set(more);
      }
      code.get(place).mem("v128.load", address).set(old);
      code.loop((again) => {
        for (let k = 0; k < atOnce; k++) {
          code.get(old).get(left).i64x2(k).v("i64x2.gt_s").get(more).v("v128.and").f64x2(-0).v("v128.xor");
          code.v("f64x2.add").set(old);
        }
        code.get(left).i64x2(atOnce).v("i64x2.sub").tee(left).i64x2(0).v("i64x2.gt_s").v("v128.any_true");
        again(true);
      });
      code.get(place).get(old).mem("v128.store", address);
    });
  };
  forEach(code, place, Math.min(to, projection.targets.length), 16, each, from);
}

/** Spikes of a cell that are added between two looks at whether there are more. */
const atOnce = 4;

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
