/**
 * Where each population's rows lie in the raster: bands one under the other, a row a cell, and which spike is under the
 * pointer. Everything in CSS pixels.
 */
import { firstAt, type TimeView, xAt } from "./time.ts";

/** Spikes in order of time; the first `count` entries are valid. Cells count through all populations. */
export interface Spikes {
  count: number;
  times: Float64Array;
  cells: Uint32Array;
}

export interface Band {
  /** Number of its first cell in `Spikes.cells`, and how many cells it has. */
  first: number;
  n: number;
}

/** The cells that a band had before: `n` until `untilMs`, in order of time; spikes of those that are gone carry the number `gone`. */
export interface Past {
  gone: number;
  sizes: readonly { untilMs: number; n: number }[];
}

/** Mean number of cells that a band of `n` had in a stretch of time. */
export function cellsOver(n: number, past: Past | undefined, fromMs: number, toMs: number): number {
  if (!past) return n;
  let sum = 0;
  let at = fromMs;
  for (const size of past.sizes) {
    const until = Math.min(toMs, size.untilMs);
    if (until <= at) continue;
    sum += size.n * (until - at);
    at = until;
  }
  return at < toMs ? (sum + n * (toMs - at)) / (toMs - fromMs) : toMs > fromMs ? sum / (toMs - fromMs) : n;
}

export interface InkedBand extends Band {
  /** CSS colour. */
  color: string;
  /** Seventh population and on: the band's edge is hatched. */
  hatched?: boolean;
}

export interface InkedBandWithLabel extends InkedBand {
  label: string;
}

export interface BandPlace {
  top: number;
  height: number;
  /** Height of a cell's row, below 1 when cells are many. */
  row: number;
  /** Height of a tick: 95 to 230 % of a row, at least 2.4. */
  tick: number;
}

export const bandGap = 6;
export const tickWidth = 1.6;
const leastTick = 2.4;
const mostTick = 22;

/**
 * Stacks bands into `height` pixels. Heights go with the number of cells, but no band gets less than
 * six tenths of an equal share: 30 % for the smaller of two, 20 % of three, 15 % of four.
 */
export function placeBands(bands: readonly Band[], height: number): BandPlace[] {
  const count = bands.length;
  if (count === 0) return [];
  const room = Math.max(count, height - bandGap * (count - 1));
  const floor = count === 1 ? 1 : 0.6 / count;
  const shares = bands.map((band) => band.n);
  const raised = new Array<boolean>(count).fill(false);
  // Raising one band to the floor takes room from the others and may push another under it: at most `count` rounds.
  for (let round = 0; round < count; round++) {
    const free = 1 - raised.filter(Boolean).length * floor;
    const total = bands.reduce((sum, band, k) => sum + (raised[k] ? 0 : band.n), 0);
    let again = false;
    for (let k = 0; k < count; k++) {
      const share = raised[k] ? floor : ((bands[k] as Band).n / total) * free;
      shares[k] = share;
      if (!raised[k] && share < floor - 1e-9) again = raised[k] = true;
    }
    if (!again) break;
  }
  let top = 0;
  return bands.map((band, k) => {
    const tall = room * (shares[k] as number);
    const row = tall / Math.max(1, band.n);
    const place = { top, height: tall, row, tick: tickHeight(row) };
    top += tall + bandGap;
    return place;
  });
}

/** Rows of a pixel or less overlap (230 %), rows of 2.5 and more stay apart (95 %). */
function tickHeight(row: number): number {
  const stretch = 2.3 - (1.35 * (Math.min(2.5, Math.max(1, row)) - 1)) / 1.5;
  return Math.min(mostTick, Math.max(leastTick, row * stretch));
}

/** Top of the tick of a cell of a band; tall rows keep their tick in the middle. */
export function tickTop(place: BandPlace, cell: number): number {
  const spare = Math.max(0, (place.row - place.tick) / 2);
  const top = place.top + cell * place.row + spare;
  return Math.max(place.top, Math.min(top, place.top + place.height - place.tick));
}

export interface SpikeHit {
  /** Which band, which of its cells, when. */
  band: number;
  cell: number;
  timeMs: number;
  /** Middle of the tick. */
  x: number;
  y: number;
}

/** The spike nearest to a point of the raster, within `reach` pixels; undefined where there is none. */
export function nearestSpike(
  spikes: Spikes,
  bands: readonly Band[],
  places: readonly BandPlace[],
  view: TimeView,
  width: number,
  x: number,
  y: number,
  reach = 9,
): SpikeHit | undefined {
  const pixelMs = (view.toMs - view.fromMs) / width;
  const centre = view.fromMs + x * pixelMs;
  const low = firstAt(spikes.times, spikes.count, centre - reach * pixelMs);
  const high = firstAt(spikes.times, spikes.count, centre + reach * pixelMs);
  let nearest: SpikeHit | undefined;
  let least = reach * reach;
  for (let k = low; k < high; k++) {
    const id = spikes.cells[k] as number;
    const band = bands.findIndex((each) => id >= each.first && id < each.first + each.n);
    const place = places[band];
    if (!place) continue;
    const cell = id - (bands[band] as Band).first;
    const timeMs = spikes.times[k] as number;
    const tickX = xAt(view, width, timeMs);
    const top = tickTop(place, cell);
    const away = y < top ? top - y : y > top + place.tick ? y - top - place.tick : 0;
    const distance = (tickX - x) ** 2 + away ** 2;
    if (distance < least) {
      least = distance;
      nearest = { band, cell, timeMs, x: tickX, y: top + place.tick / 2 };
    }
  }
  return nearest;
}
