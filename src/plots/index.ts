/**
 * Drawings of typed arrays on one axis of time. In go sorted spike times with cell numbers, sampled curves, colours and a
 * size; out come pixels on a canvas, path texts, an SVG, a CSV. It must not know graphs, kinds, sessions or React.
 */
export { counted, formatNumber, formatTick, formatTime, formatValue, printUnit } from "./format.ts";
export { blockMeans, drawMatrix, type Pairs, pairAt, weakestOpacity } from "./matrix.ts";
export { curveDashes, type Inks, pack, type PopulationStyle, populationStyle, readInks } from "./palette.ts";
export { extentOf, type Histogram, histogram, histogramPath, linePath } from "./path.ts";
export { cvOfIntervals, fanoFactor, rateHz, type SpanStatistics, spanStatistics } from "./statistics.ts";
export {
  firstAt,
  fit,
  follow,
  leadShare,
  pan,
  spanOf,
  type TimeTicks,
  type TimeView,
  timeAt,
  timeTicks,
  withSpan,
  xAt,
  zoomAt,
} from "./time.ts";
