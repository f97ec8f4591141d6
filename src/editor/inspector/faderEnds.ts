import type { ResolvedParameter } from "../../kind/index.ts";

/** Ends of the fader: those the kind names, widened to hold the value, within what is allowed. */
export function faderEnds(
  parameter: Pick<ResolvedParameter, "range" | "slider">,
  value: number,
  home: number,
): readonly [number, number] {
  const ends = parameter.slider ?? parameter.range;
  if (!ends) {
    const size = Math.max(Math.abs(value), Math.abs(home), 1) * 2;
    return value < 0 || home < 0 ? [-size, size] : [0, size];
  }
  return [Math.min(ends[0], value), Math.max(ends[1], value)];
}
