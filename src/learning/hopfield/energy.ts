/**
 * How low a state lies and how near it is to a pattern.
 */

/**
 * E = -1/2 u'Wu. It never rises when units are updated one after another and W is symmetric with W_ii >= 0.
 *
 * @param weights Float64Array(n * n), row-major
 * @param state Float64Array(n)
 * @source Hopfield (1982), PNAS 79, 2554-2558
 */
export function energy(weights: Float64Array, state: Float64Array): number {
  const n = state.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const u = state[i] as number;
    if (u === 0) continue;
    let h = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) h += (weights[at] as number) * (state[j] as number);
    sum += u * h;
  }
  return -sum / 2;
}

/** (1/n) sum of u_i p_i: 1 at the pattern, -1 at its inverse, near 0 at what it has nothing to do with. */
export function overlap(state: Float64Array, pattern: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < state.length; i++) sum += (state[i] as number) * (pattern[i] as number);
  return sum / state.length;
}
