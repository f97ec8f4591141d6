/** What the analysis reads of a population as constants of its equations. */
import type { Population } from "../compiler/index.ts";

/** Parameters of a population's first cell, in engine units. */
export const constantsOf = ({ parameters }: Population): Map<string, number> =>
  new Map(parameters.map(({ name, values }) => [name, values[0] as number]));
