/**
 * Sources whose spikes are counts, four cells at a time: Philox words, then a count from a table of the mean in use. The table
 * has an entry for each of the 4096 intervals that the first 12 bits of the uniform tell apart; an interval within which the
 * count changes says so, and the count is computed. So the counts are those of `random/poisson.ts`, to the last one.
 */

import { type Code, Dag } from "../../wasm/index.ts";
import { padded } from "../layout.ts";
import type { Draw, Population } from "../network.ts";
import { drawFour } from "../runtime/philox.ts";
import type { Emission } from "./emission.ts";
import { computed, forEach, layoutOf, ownOf, rangeOf, viewOf } from "./view.ts";

export const tableBits = 12;
/** The sign of an entry whose interval holds several counts. */
const several = 0x80;
/** Most spikes of one cell in one step. */
const most = 1000;

type PoissonDraw = Extract<Draw, { type: "poisson" }>;

/** The draw that is the count, where the count is nothing but a Poisson number. */
export function poissonDraw({ spike, draws }: Population): PoissonDraw | undefined {
  if (spike?.type !== "count" || spike.count.type !== "name") return undefined;
  const { name } = spike.count;
  return draws.find((draw): draw is PoissonDraw => draw.name === name && draw.type === "poisson");
}

/** Puts the address of the counts of the step `delay` (on the stack) steps ago on the stack, in bytes. */
export function rowOf(w: Emission, code: Code, index: number, delay: () => void): void {
  const { rows, slots, stride } = layoutOf(w, index).counts as NonNullable<ReturnType<typeof layoutOf>["counts"]>;
  code.getGlobal(w.step).i32(slots).op("i32.add");
  delay();
  code.op("i32.sub").i32(slots).op("i32.rem_u").i32(stride).op("i32.mul").i32(rows).op("i32.add");
}

/** Draws this step's counts of a source into its row, then hands out the spikes; of threads, the first does so later, for all. */
export function countSpikes(w: Emission, code: Code, population: Population, index: number, spike: number): void {
  if (population.spike?.type !== "count") return;
  const row = code.local("i32");
  rowOf(w, code, index, () => code.i32(0));
  code.set(row);
  const draw = poissonDraw(population);
  if (draw) drawCounts(w, code, index, draw, row);
  else computeCounts(w, code, population, index, row);
  if (w.thread === undefined) handOutCounts(w, code, population, index, row, spike);
}

/** Hands the spikes of the row at `row` to `spike`, where anyone wants them one by one. */
export function handOutCounts(
  w: Emission,
  code: Code,
  population: Population,
  index: number,
  row: number,
  spike: number,
): void {
  const layout = layoutOf(w, index);
  if (layout.history) handOut(code, population.n, row, spike);
  else {
    // Asked for by the recorder, or by a stop at a spike.
    const { stop } = w.layout;
    code.i32(0).mem("i32.load", layout.heard as number);
    code.i32(0).mem("i32.load", stop.last).i32(layout.first).op("i32.ge_s");
    code
      .i32(0)
      .mem("i32.load", stop.first)
      .i32(layout.first + population.n)
      .op("i32.lt_s")
      .op("i32.and");
    code.op("i32.or").if(() => handOut(code, population.n, row, spike));
  }
}

/** Any other expression, cell by cell. */
function computeCounts(w: Emission, code: Code, population: Population, index: number, row: number): void {
  if (population.spike?.type !== "count") return;
  const dag = new Dag(1);
  const [place, count] = [code.local("i32"), code.local("f64")];
  const value = computed(w, viewOf(w, dag, index, place, 0, w.network.order.stampOffset), population.spike.count);
  dag.hoist(code, [value]);
  const { from, to } = rangeOf(w, index);
  const each = () => {
    code.get(place).i32(2).op("i32.shr_u").get(row).op("i32.add");
    dag.put(code, value);
    code.set(count);
    whole(code, count);
    code.mem("i32.store16", 0);
  };
  forEach(code, place, to, 8, each, from);
}

/** The count in a local as a whole number from 0 to `most`; NaN counts as none. */
function whole(code: Code, count: number): void {
  code.get(count).f64(most).op("f64.min").f64(0).get(count).f64(1).op("f64.ge").op("select").op("i32.trunc_f64_s");
}

function drawCounts(w: Emission, code: Code, index: number, draw: PoissonDraw, row: number): void {
  const { counts } = layoutOf(w, index);
  const table = ownOf(w, index)?.table ?? (counts as NonNullable<typeof counts>).table;
  const { from, to: end } = rangeOf(w, index);
  const [place, cell, to, count] = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("f64")];
  const dag = new Dag(1);
  const means = [0, 1, 2, 3].map((lane) =>
    computed(w, viewOf(w, dag, index, place, 8 * lane, w.network.order.stampOffset), draw.mean),
  );
  dag.hoist(code, means);
  const [mean] = means;
  const alike = mean?.invariant === true || mean?.op === "constant";
  const { stream, block } = draw;
  const four = drawFour(
    code,
    w.step,
    w.network.seed,
    cell,
    () => code.i32(stream),
    () => code.i32(block),
    2,
  );
  const [word0, word1] = four.words as [number, number];

  /** poisson(mean, u) of one of the four. */
  const exact = (lane: number) => {
    code.get(to);
    dag.put(code, means[lane] as NonNullable<typeof mean>);
    code.get(word0).lane32(lane).get(word1).lane32(lane).call(w.runtime.unit).call(w.runtime.poisson).set(count);
    whole(code, count);
    code.mem("i32.store16", 2 * lane);
  };
  const lanes = [0, 1, 2, 3];
  const pass = (body: () => void) => {
    code
      .i32(from)
      .set(cell)
      .get(row)
      .i32(2 * from)
      .op("i32.add")
      .set(to);
    if (!alike) code.i32(8 * from).set(place);
    code.loop((again) => {
      four.emit();
      body();
      if (!alike) code.get(place).i32(32).op("i32.add").set(place);
      code.get(to).i32(8).op("i32.add").set(to);
      code.get(cell).i32(4).op("i32.add").tee(cell).i32(end).op("i32.lt_u");
      again(true);
    });
    // Cells that are none send nothing.
    for (let cell = end; cell < padded(end); cell++)
      code
        .get(row)
        .i32(0)
        .mem("i32.store16", 2 * cell);
  };
  const slowly = () => pass(() => lanes.forEach(exact));
  if (!alike || !mean) {
    slowly();
    return;
  }

  const now = code.local("f64");
  dag.put(code, mean);
  code.set(now);
  const entries = lanes.map(() => code.local("i32"));
  const intervals = code.local("v128");
  const quickly = () =>
    pass(() => {
      code
        .get(word0)
        .i32(32 - tableBits)
        .v("i32x4.shr_u")
        .set(intervals);
      for (const lane of lanes)
        code
          .get(intervals)
          .lane32(lane)
          .mem("i32.load8_u", table.entries)
          .set(entries[lane] as number);
      code.get(entries[0] as number);
      for (const lane of lanes.slice(1)) code.get(entries[lane] as number).op("i32.or");
      code
        .i32(several)
        .op("i32.and")
        .if(
          () => lanes.forEach(exact),
          () => {
            for (const lane of lanes)
              code
                .get(to)
                .get(entries[lane] as number)
                .mem("i32.store16", 2 * lane);
          },
        );
    });
  code
    .get(now)
    .f64(0)
    .op("f64.gt")
    .if(
      () => {
        // A mean that stays is worth a table; one that moves with time is not.
        code
          .get(now)
          .i32(0)
          .mem("f64.load", table.mean)
          .op("f64.ne")
          .if(() => {
            code
              .get(now)
              .i32(0)
              .mem("f64.load", table.last)
              .op("f64.eq")
              .if(() => {
                code.i32(table.entries).get(now).call(w.runtime.tabulate);
                code.i32(0).get(now).mem("f64.store", table.mean);
              });
            code.i32(0).get(now).mem("f64.store", table.last);
          });
        code.get(now).i32(0).mem("f64.load", table.mean).op("f64.eq").if(quickly, slowly);
      },
      () =>
        code
          .get(row)
          .i32(2 * from)
          .op("i32.add")
          .i32(0)
          .i32(2 * (padded(end) - from))
          .fill(),
    );
}

/** Every spike by itself, cell by cell; eight silent cells are passed over at once. */
function handOut(code: Code, n: number, row: number, spike: number): void {
  const [eight, cell, end, left] = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("i32")];
  code.i32(0).set(eight);
  code.loop((again) => {
    code
      .get(row)
      .get(eight)
      .i32(1)
      .op("i32.shl")
      .op("i32.add")
      .mem("v128.load", 0)
      .v("v128.any_true")
      .if(() => {
        code.get(eight).tee(cell).i32(8).op("i32.add").set(end);
        code.loop((nextCell) => {
          code
            .get(row)
            .get(cell)
            .i32(1)
            .op("i32.shl")
            .op("i32.add")
            .mem("i32.load16_u", 0)
            .tee(left)
            .if(() => {
              code.loop((nextSpike) => {
                code.get(cell).call(spike);
                code.get(left).i32(1).op("i32.sub").tee(left);
                nextSpike(true);
              });
            });
          code.get(cell).i32(1).op("i32.add").tee(cell).get(end).op("i32.lt_u");
          nextCell(true);
        });
      });
    code.get(eight).i32(8).op("i32.add").tee(eight).i32(n).op("i32.lt_u");
    again(true);
  });
}
