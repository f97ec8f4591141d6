/**
 * Drawings of typed arrays on one axis of time. In go sorted spike times with cell numbers, sampled curves, colours and a
 * size; out come pixels on a canvas, path texts, an SVG, a CSV. It must not know graphs, kinds, sessions or React.
 */

export {
  type Band,
  type BandPlace,
  bandGap,
  type InkedBand,
  nearestSpike,
  placeBands,
  type SpikeHit,
  type Spikes,
  tickTop,
  tickWidth,
} from "./bands.ts";
export { type CsvHead, matrixToCSV, pairsToCSV, spikesToCSV, tracesToCSV } from "./csv.ts";
export { axisTicks, type Domain, settle } from "./domain.ts";
export { counted, formatLevel, formatNumber, formatTick, formatTime, formatValue, printUnit } from "./format.ts";
export { blockMeans, drawMatrix, isMixed, type Pairs, pairAt, type Signed, weakestOpacity } from "./matrix.ts";
export { curveDashes, type Inks, type PopulationStyle, pack, populationStyle, readInks } from "./palette.ts";
export { extentOf, type Histogram, histogram, histogramPath, linePath } from "./path.ts";
export { type Panel, type Picture, pictureHeight, toPNG, toSVG } from "./picture.ts";
export { createRaster, faintest, mostRead, type RasterFrame, type RasterReport } from "./raster.ts";
export {
  binMs,
  createRateBins,
  createRateSteps,
  type RateBins,
  type RateSteps,
  rateAt,
  rateSteps,
  stepPath,
} from "./rate.ts";
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
export { createPick, curvePath, fillColumns, type Pick, pickSamples, type Samples, valueAt } from "./trace.ts";
export { arrowsPath, jumpsAt, piecesPath, type Scale, xyPath } from "./xy.ts";
