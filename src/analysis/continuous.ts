/**
 * A network as it would be without steps: its equations by an adaptive method whose error is far below any that shows, spikes
 * where the threshold is met and not at the end of a step, arrivals and rests at their moments. Slow, and for circuits without
 * chance; the measure of every other integrator.
 *
 * @source Dormand & Prince (1980), J. Comput. Appl. Math. 6, 19-26; control of the length of a piece as in Hairer, Norsett &
 *   Wanner (1993), Solving Ordinary Differential Equations I, II.4
 */
import { type Network, timeAt } from "../compiler/index.ts";
import { evaluate, numberOps } from "../expression/index.ts";
import { NoSolution, type Part, unstepped } from "./unstepped.ts";

export { NoSolution } from "./unstepped.ts";

export interface Continuous {
  readonly timeMs: number;
  /** Of the watched population, in engine units. */
  state(name: string, cell: number): number;
  /** Of the watched population, in order of time. */
  readonly spikes: readonly { timeMs: number; cell: number }[];
  /** @throws NoSolution where a state is lost, or a cell fires ever faster */
  runTo(timeMs: number): void;
}

const nodes = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;
const rows = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;
/** Fifth minus fourth order. */
const errors = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
/** Error allowed in one piece, relative to 1 + |x| of each state. */
const tolerance = 1e-12;
/** Pieces are no shorter, and moments no closer [ms]. */
const least = 1e-12;
/** Spikes of a cell within a millisecond; more have no end. */
const mostInMs = 100;

/** What will happen at a moment: a spike arrives, a rest ends, a source sends. */
interface Moment {
  timeMs: number;
  happen: () => void;
}

/** @throws NoSolution where something on the way to the watched population has no solution without steps */
export function createContinuous(network: Network, watched: number): Continuous {
  const { dt, order } = network;
  const { parts, point } = unstepped(network, watched);
  const own = parts.find(({ index }) => index === watched) as Part;
  const size = point.y.length;
  const until = new Map(parts.map(({ index, population }) => [index, new Float64Array(population.n).fill(-1)]));
  const armed = new Map(parts.map(({ index, population }) => [index, new Array<boolean>(population.n).fill(false)]));
  const recent = new Map<string, number[]>();
  const spikes: { timeMs: number; cell: number }[] = [];
  const moments: Moment[] = [];
  let t = 0;
  let h = Math.min(dt, 0.01);
  let y = point.y;

  const later = (timeMs: number, happen: () => void): void => {
    const at = moments.findLastIndex((moment) => moment.timeMs <= timeMs) + 1;
    moments.splice(at, 0, { timeMs, happen });
  };
  const rests = ({ index }: Part, cell: number): boolean => t < (until.get(index)?.[cell] as number) - least;

  function slopesAt(time: number, at: Float64Array): Float64Array {
    const out = new Float64Array(size);
    point.t = time;
    point.y = at;
    for (const part of parts) {
      const { n, states } = part.population;
      part.slopes.forEach((slope, state) => {
        if (!slope) return;
        for (point.cell = 0; point.cell < n; point.cell++)
          if (!states[state]?.held || !rests(part, point.cell)) out[part.at + state * n + point.cell] = slope(point);
      });
    }
    return out;
  }

  /** The states after `length`, and the error as a share of what is allowed. */
  function tried(length: number): { next: Float64Array; error: number } {
    const k: Float64Array[] = [];
    let next = y;
    rows.forEach((row, stage) => {
      next = y.slice();
      row.forEach((factor, j) => {
        const slope = k[j] as Float64Array;
        if (factor !== 0) for (let i = 0; i < size; i++) next[i]! += length * factor * (slope[i] as number);
      });
      k.push(slopesAt(t + (nodes[stage] as number) * length, next));
    });
    let error = 0;
    for (let i = 0; i < size; i++) {
      const off = errors.reduce((sum, factor, j) => sum + factor * (k[j]?.[i] as number), 0);
      error = Math.max(error, Math.abs(length * off) / (tolerance * (1 + Math.abs(next[i] as number))));
    }
    return { next, error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error };
  }

  /** Cells whose rule holds at these states, and that may fire. */
  function firing(time: number, at: Float64Array): { part: Part; cell: number }[] {
    point.t = time;
    point.y = at;
    return parts.flatMap((part) => {
      const { rule, index } = part;
      if (!rule) return [];
      const found: { part: Part; cell: number }[] = [];
      for (let cell = 0; cell < part.population.n; cell++) {
        point.cell = cell;
        if (rests(part, cell) || (rule.crossing && !armed.get(index)?.[cell])) continue;
        if (rule.when(point)) found.push({ part, cell });
      }
      return found;
    });
  }

  /** Whose rule does not hold may cross its level again. */
  function rearm(): void {
    point.t = t;
    point.y = y;
    for (const { rule, index, population } of parts)
      if (rule?.crossing)
        for (point.cell = 0; point.cell < population.n; point.cell++)
          (armed.get(index) as boolean[])[point.cell] = !rule.when(point);
  }

  function fire({ part, cell }: { part: Part; cell: number }): void {
    const { rule, index, population, at } = part;
    send(part, cell);
    if (!rule) return;
    const key = `${index} ${cell}`;
    const last = [...(recent.get(key) ?? []), t].slice(-mostInMs - 1);
    recent.set(key, last);
    const [first = t] = last;
    if (last.length > mostInMs && t - first < 1)
      throw new NoSolution(
        `"${population.label}" fires ever faster from ${Number(first.toFixed(3))} ms on: it has no solution.`,
      );
    point.t = t;
    point.y = y;
    point.cell = cell;
    // One after another, as they are written.
    for (const { state, value } of rule.then) y[at + state * population.n + cell] = value(point);
    if (rule.crossing) (armed.get(index) as boolean[])[cell] = false;
    const hold = rule.holdMs[cell] as number;
    if (hold > 0) {
      (until.get(index) as Float64Array)[cell] = t + hold;
      later(t + hold, () => {});
    }
  }

  /** A spike goes out, and arrives after its delays. */
  function send({ index }: Part, cell: number): void {
    if (index === watched) spikes.push({ timeMs: t, cell });
    for (const projection of network.projections) {
      const target = parts.find((part) => part.index === projection.post);
      if (projection.pre !== index || !target) continue;
      if (projection.pairs !== undefined)
        throw new NoSolution(
          `"${projection.label}" keeps values for each pair of cells, which the reference does not follow.`,
        );
      const kinds = projection.delays.length;
      projection.delays.forEach((delay, k) => {
        const from = projection.offsets[cell * kinds + k] as number;
        const to = projection.offsets[cell * kinds + k + 1] as number;
        if (to > from) later(t + timeAt(dt, delay), () => arrive(target, projection, from, to));
      });
    }
  }

  function arrive(
    part: Part,
    { onSpike, perPair, targets }: Network["projections"][number],
    from: number,
    to: number,
  ): void {
    const { at, population } = part;
    const numberOf = (name: string, cell: number): number | undefined => {
      const slot = population.parameters.find((known) => known.name === name);
      return slot && (slot.values.length === 1 ? slot.values[0] : slot.values[cell]);
    };
    for (let pair = from; pair < to; pair++) {
      const cell = targets[pair] as number;
      // What a spike does is written for states as the engine stores them: some relative to a rest.
      const level = (state: number): number => numberOf(population.states[state]?.relativeTo ?? "", cell) ?? 0;
      for (const { name, tree } of onSpike) {
        const state = population.states.findIndex((each) => each.name === name);
        if (population.states[state]?.held && rests(part, cell)) continue;
        const after = evaluate<number, boolean>(tree, numberOps, (wanted) => {
          const each = perPair.find((values) => values.name === wanted);
          if (each) return (each.values[pair] as number) * each.scale;
          const place = population.states.findIndex((known) => known.name === wanted);
          return place < 0 ? numberOf(wanted, cell) : (y[at + place * population.n + cell] as number) - level(place);
        });
        y[at + state * population.n + cell] = after + level(state);
      }
    }
  }

  // Sources that send at times of their own, which lie on the grid of the steps.
  for (const part of parts) {
    const { spike } = part.population;
    if (spike?.type !== "times") continue;
    spike.steps.forEach((step, k) => {
      later(timeAt(dt, step + order.stampOffset), () => send(part, spike.cells[k] as number));
    });
  }
  const counting = parts.filter(({ count }) => count);
  let stamps = order.stampOffset;
  const countNext = (): void => {
    const now = timeAt(dt, stamps++);
    if (counting.length > 0) later(now, countAt);
  };
  const countAt = (): void => {
    for (const part of counting)
      for (let cell = 0; cell < part.population.n; cell++) {
        Object.assign(point, { t, y, cell });
        const count = Math.min(1000, Math.trunc(part.count?.(point) ?? 0));
        for (let k = 0; k < count; k++) send(part, cell);
      }
    countNext();
  };
  countNext();
  rearm();

  function settle(): void {
    for (let round = 0; ; round++) {
      const ready = firing(t, y);
      if (ready.length === 0) return;
      for (const each of ready) fire(each);
      if (round > mostInMs) throw new NoSolution("A reset that meets the threshold again has no end.");
    }
  }

  return {
    get timeMs() {
      return t;
    },
    spikes,
    state: (name, cell) =>
      y[own.at + own.population.states.findIndex((state) => state.name === name) * own.population.n + cell] as number,
    runTo(end) {
      while (t < end - least) {
        const [next] = moments;
        if (next && next.timeMs <= t + least) {
          moments.shift();
          next.happen();
          if (!moments[0] || moments[0].timeMs > t + least) settle();
          continue;
        }
        // No longer than a step of the circuit, so that nothing it would see is stepped over.
        const room = Math.min(end, next?.timeMs ?? end) - t;
        const length = Math.min(h, dt, room);
        const { next: there, error } = tried(length);
        const change = Math.min(5, Math.max(0.2, 0.9 * error ** -0.2));
        if (error > 1 && length > least) {
          h = Math.max(least, length * change);
          continue;
        }
        if (there.some((value) => !Number.isFinite(value)))
          throw new NoSolution(
            `"${own.population.label}" has no solution beyond ${Number(t.toFixed(3))} ms: a value grows beyond all bounds.`,
          );
        if (firing(t + length, there).length === 0) {
          t = length === room ? t + room : t + length;
          y = there;
          rearm();
        } else {
          // The threshold is met on the way: where, by halves of the piece.
          let [low, high] = [0, length];
          while (high - low > least / 10 && (low + high) / 2 > low && (low + high) / 2 < high) {
            const middle = (low + high) / 2;
            if (firing(t + middle, tried(middle).next).length > 0) high = middle;
            else low = middle;
          }
          y = tried(high).next;
          t += high;
          settle();
        }
        if (length === Math.min(h, dt) || error > 1) h = Math.min(dt, Math.max(least, length * change));
      }
    },
  };
}
