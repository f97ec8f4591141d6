/**
 * Where firing begins. A first run tries currents over many decades at once; then the interval in which the answer changes
 * is cut again and again, each time into as many parts as there are copies: bisection with thirty hands.
 */
import { fromEngine } from "../expression/index.ts";
import { type Cell, startPoint } from "./cell.ts";
import { type Firing, firingOf } from "./intervals.ts";
import { largestCurrent, probe, share } from "./probe.ts";
import { systemOf } from "./system.ts";

export interface Onset {
  /** Least step that makes it fire once, in the unit of the input; undefined: none does. Below 0 for a cell that fires by itself. */
  rheobase: number | undefined;
  /** Least step on which it goes on firing; undefined: none, it is phasic or silent. */
  onset: number | undefined;
  /** However faint, a current fires it in the end: the numbers above are only what this long a step shows. */
  vanishing: boolean;
  /** It fires without any current. */
  spontaneous: boolean;
  /** Noise of its own decides when it fires: no current is sharp. */
  chance: boolean;
  /** Rates [Hz] just above the onset and a fifth above it. */
  startHz: number;
  laterHz: number;
  /** "1": the rate grows from zero. "2": it starts at a rate of its own. "between". Undefined where it never goes on firing. */
  excitability: "1" | "2" | "between" | undefined;
  /** A good upper end for a curve of rates, in the unit of the input. */
  highest: number;
}

const settleMs = 200;
const stepMs = 600;
const hands = 24;
/** Currents of the first run: six decades up to the largest. */
const decades = 6;
const each = 12;

export function* findOnset(cell: Cell): Generator<number, Onset> {
  const most = largestCurrent(cell);
  if (!cell.population.spike) return { ...nothing(most), highest: rounded(movingCurrent(cell) ?? most / 10) };
  const scan = Array.from({ length: decades * each + 1 }, (_, k) => most * 10 ** (k / each - decades));
  const keeps = (firing: Firing): boolean => firing.steadyHz > 0;
  const fires = (firing: Firing): boolean => firing.count > 0;
  if (!cell.input) {
    const [alone] = yield* rates(cell, [0], 0, 1);
    const silent = !alone || !keeps(alone);
    return { ...nothing(most), spontaneous: !silent, startHz: alone?.steadyHz ?? 0, laterHz: alone?.steadyHz ?? 0 };
  }

  // Up from rest; for a cell that fires by itself, down until it is silent.
  const up = [0, ...scan];
  const answers = yield* rates(cell, up, 0, 0.3);
  const spontaneous = keeps(answers[0] as Firing);
  if (cell.population.draws.length > 0) {
    const lively = up.find((_, k) => (answers[k]?.steadyHz ?? 0) >= 80);
    return { ...nothing(most), spontaneous, chance: true, highest: rounded(lively ?? most / 10) };
  }
  const down = spontaneous ? [...scan.map((current) => -current).reverse(), 0] : [];
  const below = spontaneous ? yield* rates(cell, down, 0.3, 0.4) : [];
  const [currents, found] = spontaneous
    ? [
        [...down, ...scan],
        [...below, ...answers.slice(1)],
      ]
    : [up, answers];

  // A cell that fires by itself begins above the last current that silences it; others at the first that fires them.
  const cut = function* (
    holds: (firing: Firing) => boolean,
    from: number,
    to: number,
  ): Generator<number, number | undefined> {
    const last = spontaneous ? found.findLastIndex((firing, k) => !holds(firing) && (currents[k] as number) < 0) : -1;
    const at = spontaneous ? last + 1 : found.findIndex(holds);
    if (at < 1) return undefined;
    let [low, high] = [currents[at - 1] as number, currents[at] as number];
    const rounds = 4;
    for (let round = 0; round < rounds; round++) {
      const parts = Array.from({ length: hands }, (_, k) => low + ((high - low) * (k + 1)) / (hands + 1));
      const span = (to - from) / rounds;
      const firings = yield* rates(cell, parts, from + round * span, from + (round + 1) * span);
      const first = spontaneous ? firings.findLastIndex((firing) => !holds(firing)) + 1 : firings.findIndex(holds);
      const hit = first < 0 ? hands : first;
      [low, high] = [hit === 0 ? low : (parts[hit - 1] as number), hit >= hands ? high : (parts[hit] as number)];
      if (Math.abs(high - low) < 1e-6 * Math.max(Math.abs(high), most * 1e-7)) break;
    }
    return high;
  };
  const onset = yield* cut(keeps, 0.4, 0.6);
  const single = yield* cut(fires, 0.6, 0.8);
  const rheobase = single === undefined ? onset : onset === undefined ? single : closer(single, onset);
  if (onset === undefined)
    return { ...nothing(most), rheobase, highest: rheobase === undefined || rheobase <= 0 ? most / 100 : 3 * rheobase };

  const size = Math.max(Math.abs(onset), 1e-6 * most);
  const [start, later] = (yield* rates(cell, [onset, onset + 0.2 * size], 0.8, 0.9)) as [Firing, Firing];
  // Three times as long a step: a cell without a leak then fires on less, a cell with one does not.
  const patient = rheobase && rheobase > 0 ? (yield* rates(cell, [0.6 * rheobase], 0.9, 1, 3 * stepMs))[0] : undefined;
  const vanishing = patient !== undefined && patient.count > 0;
  // Up to where it fires at a good rate, but neither so near that nothing is seen nor so far that the onset is lost.
  const brisk = currents.find((current, k) => current > onset && (found[k]?.steadyHz ?? 0) >= 80);
  const [near, far] = [onset + 1.5 * size, onset + (vanishing ? 200 : 6) * size];
  const highest = Math.min(far, Math.max(near, brisk ?? far));
  // Two intervals in a step are the fewest it can show: that is as good as zero.
  const slow = start.steadyHz < 2500 / stepMs;
  const ratio = vanishing || slow ? 0 : start.steadyHz / later.steadyHz;
  return {
    rheobase,
    onset,
    vanishing,
    spontaneous,
    chance: false,
    startHz: start.steadyHz,
    laterHz: later.steadyHz,
    excitability: ratio < 0.5 ? "1" : ratio > 0.65 ? "2" : "between",
    highest: rounded(highest),
  };
}

const nothing = (most: number): Onset => ({
  rheobase: undefined,
  onset: undefined,
  vanishing: false,
  spontaneous: false,
  chance: false,
  startHz: 0,
  laterHz: 0,
  excitability: undefined,
  highest: rounded(most / 10),
});

/**
 * For a unit that never spikes: the input that moves it by 20 mV, or by 2 where it has no unit, once it has settled; read off
 * the linear part of its equation at the start. Undefined where it doesn't settle.
 */
function movingCurrent(cell: Cell): number | undefined {
  const system = systemOf(cell, 0);
  const start = startPoint(cell.population);
  const at = cell.states.map(({ name, unit }) => fromEngine(start.get(name) ?? 0, unit));
  const slope = system?.jacobian[0]?.[0]?.(at) ?? 0;
  const by = cell.states[0]?.unit === "1" ? 2 : fromEngine(20, cell.states[0]?.unit ?? "mV");
  return slope < 0 && cell.gain !== 0 ? Math.abs((by * slope) / cell.gain) : undefined;
}

/** Two searches end on slightly different grids: what is the same to a thousandth is the same. */
const closer = (single: number, onset: number): number =>
  Math.abs(single - onset) <= 1e-3 * Math.abs(onset) ? onset : single;

/** Up to two figures, so that an axis ends on a number one would choose. */
function rounded(value: number): number {
  if (!(value > 0)) return value;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(3));
}

function* rates(
  cell: Cell,
  currents: readonly number[],
  from: number,
  to: number,
  lengthMs = stepMs,
): Generator<number, Firing[]> {
  const { answers } = yield* share(probe(cell, { currents, settleMs, stepMs: lengthMs }), from, to);
  return answers.map(({ spikes }) => firingOf(spikes, lengthMs));
}
