/**
 * One engine step of Runge-Kutta-Fehlberg 4(5) with its own step length inside, on plain numbers: what the emitted loop does.
 *
 * @source Fehlberg (1969), NASA TR R-315; step control of GSL 2.7
 */
import { rkf45Tableau, type Tolerance } from "../compiler/index.ts";
import { functions, numberOps } from "../expression/index.ts";

const { nodes, rows, weights, errors, control } = rkf45Tableau;

/**
 * @param slopes (t [ms], states) -> derivatives
 * @param h the cell's step length [ms]
 * @param accepted what becomes of the states after every accepted piece: spikes within the step
 * @returns states at t + dt and the step length to go on with
 */
export function rkf45Step(
  slopes: (t: number, y: readonly number[]) => number[],
  t: number,
  dt: number,
  start: readonly number[],
  h: number,
  { allowed, relative }: Tolerance,
  accepted: (y: number[]) => number[] = (y) => y,
): { y: number[]; h: number } {
  let y = start.slice();
  let tau = 0;
  for (let tries = 0; tau < dt; tries++) {
    if (tries === control.pieces) return { y: y.map(() => Number.NaN), h };
    const last = h > dt - tau;
    if (last) h = dt - tau;
    const k: number[][] = [];
    rows.forEach((row, s) => {
      k.push(
        slopes(
          t + tau + (nodes[s] as number) * h,
          y.map((value, i) => (s === 0 ? value : value + h * combine(row, k, i))),
        ),
      );
    });
    const next = y.map((value, i) => value + h * combine(weights, k, i));
    const slope = relative ? slopes(t + tau + h, next) : [];
    let worst = 0;
    for (let i = 0; i < y.length; i++) {
      const limit = relative ? allowed * Math.abs(h * (slope[i] as number)) + allowed : allowed;
      const error = Math.abs(h * combine(errors, k, i)) / limit;
      worst = error > worst ? error : worst;
    }
    if (worst > control.reject) {
      const factor = control.safety * power(worst, -1 / 5);
      const shorter = factor > control.least ? factor : control.least;
      if (tau + h * shorter !== tau) {
        h *= shorter;
        continue;
      }
    }
    y = accepted(next);
    tau = last ? dt : tau + h;
    if (worst < control.lengthen) {
      let factor = control.safety * power(worst, -1 / 6);
      factor = factor > 1 ? factor : 1;
      h *= factor < control.most ? factor : control.most;
    }
  }
  return { y, h };
}

const power = (x: number, y: number): number => functions.pow(numberOps, x, y);

/** Terms with a factor of 0 are left out, as in the emitted code. */
function combine(factors: readonly number[], k: readonly number[][], i: number): number {
  let total: number | undefined;
  factors.forEach((factor, s) => {
    if (factor === 0) return;
    const term = factor * (k[s]?.[i] as number);
    total = total === undefined ? term : total + term;
  });
  return total ?? 0;
}
