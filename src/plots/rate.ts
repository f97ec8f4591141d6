/**
 * Rate over time: spikes counted in bins of 10 ms, smoothed over three, drawn as steps. Bins are kept between frames and only
 * new spikes are counted; a run that was rewound is counted again from its start.
 */
import { curveStepAfter, line as d3Line } from "d3";
import { type Band, cellsOver, type Past, type Spikes } from "./bands.ts";
import type { TimeView } from "./time.ts";

export const binMs = 10;

export interface RateBins {
  /**
   * Counts the spikes not seen yet. `bands` may change: all is then counted again. `pastOf` says of a band which spikes of cells
   * that are gone were its.
   */
  update(spikes: Spikes, bands: readonly Band[], pastOf?: (band: number) => Past | undefined): void;
  /** Counts of a band; the first `length()` entries are valid. */
  counts(band: number): Uint32Array;
  length(): number;
}

export function createRateBins(): RateBins {
  let of: readonly Band[] = [];
  let counts: Uint32Array[] = [];
  let bandOf = new Int16Array(0);
  let bandOfGone = new Map<number, number>();
  let seen = 0;
  let length = 0;
  let lastTime = 0;
  let lastCell = 0;

  const restart = (bands: readonly Band[], pastOf: (band: number) => Past | undefined): void => {
    of = bands;
    counts = bands.map(() => new Uint32Array(256));
    bandOf = new Int16Array(bands.reduce((most, band) => Math.max(most, band.first + band.n), 0)).fill(-1);
    bands.forEach((band, b) => {
      bandOf.fill(b, band.first, band.first + band.n);
    });
    bandOfGone = new Map();
    bands.forEach((_, b) => {
      const past = pastOf(b);
      if (past) bandOfGone.set(past.gone, b);
    });
    seen = 0;
    length = 0;
  };

  return {
    update(spikes, bands, pastOf = () => undefined) {
      // A rewind may be followed by new spikes before we look again: the last spike seen then is another one.
      const rewound =
        spikes.count < seen ||
        (seen > 0 && (spikes.times[seen - 1] !== lastTime || spikes.cells[seen - 1] !== lastCell));
      if (bands !== of || rewound) restart(bands, pastOf);
      if (spikes.count === seen) return;
      length = Math.floor((spikes.times[spikes.count - 1] as number) / binMs) + 1;
      if (length > (counts[0]?.length ?? length))
        counts = counts.map((old) => {
          const grown = new Uint32Array(2 ** Math.ceil(Math.log2(length)));
          grown.set(old);
          return grown;
        });
      for (let k = seen; k < spikes.count; k++) {
        const cell = spikes.cells[k] as number;
        const band = cell < bandOf.length ? (bandOf[cell] as number) : (bandOfGone.get(cell) ?? -1);
        if (band < 0) continue;
        const bins = counts[band] as Uint32Array;
        const bin = Math.floor((spikes.times[k] as number) / binMs);
        bins[bin] = (bins[bin] as number) + 1;
      }
      seen = spikes.count;
      lastTime = spikes.times[seen - 1] as number;
      lastCell = spikes.cells[seen - 1] as number;
    },
    counts: (band) => counts[band] ?? new Uint32Array(0),
    length: () => length,
  };
}

/** A step curve: from `times[k]` on, the rate is `rates[k]`; the first `count` entries are valid. */
export interface RateSteps {
  count: number;
  times: Float64Array;
  rates: Float64Array;
  /** Highest rate in it. */
  highest: number;
}

export const createRateSteps = (): RateSteps => ({
  count: 0,
  times: new Float64Array(64),
  rates: new Float64Array(64),
  highest: 0,
});

/**
 * The part of the bins in view as steps at least 2 px wide, in spikes per second and cell. Bins that are not complete at
 * `untilMs` are left out. Writes into `into`, which grows as needed. `past`: the cells that there were before.
 */
export function rateSteps(
  counts: Uint32Array,
  nBins: number,
  nCells: number,
  view: TimeView,
  width: number,
  untilMs: number,
  into: RateSteps,
  past?: Past,
): RateSteps {
  const group = groupOf(view, width);
  const stepMs = binMs * group;
  const first = Math.max(0, Math.floor(view.fromMs / stepMs) - 1);
  const complete = Math.floor(untilMs / stepMs + 1e-9);
  const end = Math.min(complete, Math.ceil(view.toMs / stepMs) + 1);
  const need = Math.max(0, end - first) + 1;
  if (into.times.length < need) {
    into.times = new Float64Array(need * 2);
    into.rates = new Float64Array(need * 2);
  }
  const weight = (bin: number): number =>
    past ? Math.max(1, nCells) / Math.max(1, cellsOver(nCells, past, bin * binMs, (bin + 1) * binMs)) : 1;
  const countAt = (bin: number): number => (bin >= 0 && bin < nBins ? (counts[bin] as number) * weight(bin) : 0);
  const scale = 1000 / (Math.max(1, nCells) * stepMs);
  let used = 0;
  let highest = 0;
  for (let step = first; step < end; step++) {
    let sum = 0;
    if (group === 1)
      sum = (countAt(step - 1) + 3 * countAt(step) + (step + 1 < complete ? countAt(step + 1) : countAt(step))) / 5;
    else for (let k = 0; k < group; k++) sum += countAt(step * group + k);
    const rate = sum * scale;
    into.times[used] = step * stepMs;
    into.rates[used] = rate;
    if (rate > highest) highest = rate;
    used++;
  }
  if (used > 0) {
    // The last step has a width too.
    into.times[used] = end * stepMs;
    into.rates[used] = into.rates[used - 1] as number;
    used++;
  }
  into.count = used;
  into.highest = highest;
  return into;
}

/** How many bins share a step: 1, 2, 5, 10 … so that a step is at least 2 px wide. */
function groupOf(view: TimeView, width: number): number {
  const pixels = (binMs * width) / (view.toMs - view.fromMs);
  for (let power = 1; power < 1e9; power *= 10)
    for (const digit of [1, 2, 5]) if (digit * power * pixels >= 2) return digit * power;
  return 1e9;
}

/** Rate of the steps at a moment; NaN outside them. */
export function rateAt(steps: RateSteps, timeMs: number): number {
  for (let k = steps.count - 2; k >= 0; k--)
    if (timeMs >= (steps.times[k] as number))
      return timeMs < (steps.times[k + 1] as number) ? (steps.rates[k] as number) : Number.NaN;
  return Number.NaN;
}

/** Traces the steps: onto the canvas context if one is given, else as the `d` of a path. */
export function stepPath(
  steps: RateSteps,
  x: (timeMs: number) => number,
  y: (rate: number) => number,
  context: CanvasRenderingContext2D | null = null,
): string | null {
  const draw = d3Line<number>(
    (k) => x(steps.times[k] as number),
    (k) => y(steps.rates[k] as number),
  ).curve(curveStepAfter);
  if (context) draw.context(context);
  else draw.digits(2);
  return draw(indices(steps.count));
}

let counting = new Uint32Array(0);
/** 0, 1, 2 … as a view of one shared array: nothing is allocated a frame. */
function indices(count: number): Uint32Array {
  if (counting.length < count) counting = Uint32Array.from({ length: count * 2 }, (_, k) => k);
  return counting.subarray(0, count);
}
