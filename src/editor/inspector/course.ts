/** Drawing a course over time: what a stroke of the hand makes of the two lists. */
import { courseAt } from "../../kind/index.ts";

export interface CourseLists {
  /** [ms], rising. */
  times: readonly number[];
  values: readonly number[];
}

/** A place that the hand passed: [ms] and the value there. */
export type Touch = readonly [time: number, value: number];

export interface Frame {
  /** [ms] at the right edge; the left one is 0. */
  end: number;
  low: number;
  high: number;
}

/** A number that is read easily and lies at or above: 1, 2 or 5 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** What the picture shows: all of the course, with room to draw it longer, higher and lower. */
export function frameOf({ times, values }: CourseLists): Frame {
  const last = times.at(-1) ?? 0;
  const step = niceAbove(Math.max(last, 20) / 10);
  const end = (Math.floor(last / step + 1e-9) + 2) * step;
  const [low, high] = values.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [0, 0]);
  const room = Math.max(high - low, 1e-9) * 0.25;
  if (low === 0 && high === 0) return { end, low: -1, high: 1 };
  return { end, low: low < 0 ? low - room : -room, high: high > 0 ? high + room : room };
}

/**
 * The course with a stroke drawn over it: between the stroke's first and last moment it holds what the hand drew, elsewhere what
 * it held. Where the hand went back, the later touch counts.
 *
 * @param grid how finely the hand can draw: time [ms] and value; touches are rounded to it
 * @param range of the values
 */
export function drawOver(
  lists: CourseLists,
  between: "hold" | "line",
  stroke: readonly Touch[],
  grid: Touch,
  range: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): CourseLists {
  const drawn = alongTime(stroke, grid, range);
  const first = drawn[0]?.[0];
  const last = drawn.at(-1)?.[0];
  if (first === undefined || last === undefined) return lists;
  const old = lists.times.map((time, k): Touch => [time, lists.values[k] ?? 0]);
  const kept = (touches: readonly Touch[]): Touch[] =>
    between === "line" ? straightened(touches, grid[1] * 0.75) : held(touches);
  let after = old.filter(([time]) => time > last);
  if (between === "hold") {
    // What was held before goes on where the hand left off.
    const end = roundTo(last + grid[0], grid[0]);
    const course = {
      times: Float64Array.from(lists.times),
      values: Float64Array.from(lists.values),
      line: false,
    };
    after = after.filter(([time]) => time > end);
    after.unshift([end, courseAt(course, end)]);
    return listsOf(held([...old.filter(([time]) => time < first), ...drawn, ...after]));
  }
  return listsOf([...old.filter(([time]) => time < first), ...kept(drawn), ...after]);
}

const listsOf = (touches: readonly Touch[]): CourseLists => ({
  times: touches.map(([time]) => time),
  values: touches.map(([, value]) => value),
});

/** Without the rounding of a product: 0.1 * 3 is 0.3. */
const roundTo = (x: number, step: number): number => Number((Math.round(x / step) * step).toPrecision(12));

/** One value for every moment of the grid that the hand passed, in order of time; what lies between two touches is a straight line. */
function alongTime(stroke: readonly Touch[], [step, fine]: Touch, range: readonly [number, number]): Touch[] {
  const cells = new Map<number, number>();
  const put = (cell: number, value: number): void => {
    if (cell >= 0) cells.set(cell, Math.max(range[0], Math.min(range[1], roundTo(value, fine))));
  };
  let before: Touch | undefined;
  for (const touch of stroke) {
    const [from, to] = [before ?? touch, touch].map(([time]) => Math.round(time / step)) as [number, number];
    const [v0, v1] = [(before ?? touch)[1], touch[1]];
    const direction = Math.sign(to - from);
    for (let cell = from; direction !== 0 && cell !== to; cell += direction)
      if (cell !== from) put(cell, v0 + ((v1 - v0) * (cell - from)) / (to - from));
    put(to, v1);
    before = touch;
  }
  return [...cells].sort(([a], [b]) => a - b).map(([cell, value]) => [roundTo(cell * step, step), value] as const);
}

/** Without levels that say what is held anyhow. */
function held(touches: readonly Touch[]): Touch[] {
  return touches.filter(([, value], k) => k === 0 || value !== touches[k - 1]?.[1]);
}

/** The fewest of the points from which no point is further than `tolerance` in value (Ramer 1972; Douglas and Peucker 1973). */
function straightened(touches: readonly Touch[], tolerance: number): Touch[] {
  const keep = new Set<number>([0, touches.length - 1]);
  const pending: [number, number][] = [[0, touches.length - 1]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [a, b] = next;
    const [t0, v0] = touches[a] as Touch;
    const [t1, v1] = touches[b] as Touch;
    let worst = tolerance;
    let at = -1;
    for (let k = a + 1; k < b; k++) {
      const [t, v] = touches[k] as Touch;
      const off = Math.abs(v - (v0 + ((v1 - v0) * (t - t0)) / (t1 - t0)));
      if (off > worst) [worst, at] = [off, k];
    }
    if (at < 0) continue;
    keep.add(at);
    pending.push([a, at], [at, b]);
  }
  return touches.filter((_, k) => keep.has(k));
}
