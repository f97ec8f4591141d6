/**
 * The one axis of time that ruler and plots share: which stretch of the run is on screen. Pure functions from view to view;
 * a function that changes nothing returns the view it was given, so that nobody redraws for it. Times in [ms].
 */
export interface TimeView {
  fromMs: number;
  toMs: number;
  /** Keep the present in view while the run goes on. */
  follow: boolean;
}

/** Share of the width kept free right of the present in follow mode: room for the scrubber's flag. */
export const leadShare = 0.045;
/** Narrowest and widest view [ms]. */
export const shortestMs = 0.5;
export const longestMs = 3.6e6;

const clampSpan = (span: number): number => Math.min(longestMs, Math.max(shortestMs, span));

export const spanOf = (view: TimeView): number => view.toMs - view.fromMs;

/** Pixels from the left edge to a moment. */
export const xAt = (view: TimeView, width: number, timeMs: number): number =>
  ((timeMs - view.fromMs) / (view.toMs - view.fromMs)) * width;

/** The moment under a pixel. */
export const timeAt = (view: TimeView, width: number, x: number): number =>
  view.fromMs + (x / width) * (view.toMs - view.fromMs);

/** Moves the view, never before 0 ms. A view moved by hand no longer follows. */
export function pan(view: TimeView, byMs: number): TimeView {
  const fromMs = Math.max(0, view.fromMs + byMs);
  if (fromMs === view.fromMs) return view;
  return { fromMs, toMs: fromMs + spanOf(view), follow: false };
}

/** Makes the view `factor` times as long with `atMs` staying under the pointer, as far as 0 ms allows. */
export function zoomAt(view: TimeView, atMs: number, factor: number): TimeView {
  const span = clampSpan(spanOf(view) * factor);
  const fromMs = Math.max(0, atMs - ((atMs - view.fromMs) / spanOf(view)) * span);
  return { fromMs, toMs: fromMs + span, follow: view.follow };
}

/**
 * The view that keeps the present in sight: it stands still until the present nears its right edge, then slides by whole
 * pixels of a plot `width` [px] wide, so that marks keep their shape from frame to frame.
 */
export function follow(view: TimeView, nowMs: number, width: number): TimeView {
  if (!view.follow) return view;
  const span = spanOf(view);
  const lead = span * leadShare;
  if (nowMs >= view.fromMs && nowMs + lead <= view.toMs) return view;
  const pixelMs = span / Math.max(1, width);
  const wanted = nowMs + lead - span;
  const fromMs = Math.max(0, Math.ceil(wanted / pixelMs) * pixelMs);
  return fromMs === view.fromMs ? view : { fromMs, toMs: fromMs + span, follow: true };
}

/** The whole run, from 0 ms to `endMs` with the lead at its right; at least `leastMs` long. */
export function fit(view: TimeView, endMs: number, leastMs = 100): TimeView {
  return { fromMs: 0, toMs: clampSpan(Math.max(leastMs, endMs / (1 - leadShare))), follow: view.follow };
}

/** The same present at the same pixel, with another length of view. */
export function withSpan(view: TimeView, spanMs: number, nowMs: number): TimeView {
  return zoomAt(view, Math.min(Math.max(nowMs, view.fromMs), view.toMs), clampSpan(spanMs) / spanOf(view));
}

export interface TimeTicks {
  /** Distance of labels, of upright marks and of the small ones [ms]. */
  labelMs: number;
  majorMs: number;
  minorMs: number;
}

/** Round distances for a ruler: labels at least `apart` pixels from each other. */
export function timeTicks(view: TimeView, width: number, apart = 90): TimeTicks {
  const least = (spanOf(view) / Math.max(1, width)) * apart;
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = least / power;
  if (digit <= 1) return { labelMs: power, majorMs: power / 2, minorMs: power / 10 };
  if (digit <= 2) return { labelMs: 2 * power, majorMs: power, minorMs: power / 5 };
  if (digit <= 5) return { labelMs: 5 * power, majorMs: power, minorMs: power / 2 };
  return { labelMs: 10 * power, majorMs: 5 * power, minorMs: power };
}

/** First index whose time is at or after `timeMs`, among the first `count` of the sorted `times`. */
export function firstAt(times: Float64Array, count: number, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
