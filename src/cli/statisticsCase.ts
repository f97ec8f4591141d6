/**
 * Golden cases of statistics: large random networks, whose rates and rhythms must lie where single runs of other programs lie.
 *
 * @source the authors' networks in C++ and in Brian2 2.5.1; each case names its own
 */
import type { Catalogue } from "../kind/index.ts";
import { words as caseWords, expectFields } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { runGolden } from "./goldenRun.ts";
import type { CaseReader, Deviation } from "./reference.ts";
import { circuitOf, type Given } from "./statisticsCircuit.ts";
import { countsOf, deviationOf, fanoOf, intervalsOf, meanOf } from "./trainStatistics.ts";

const seed = 1;

export const statisticsCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; kind?: string } | null;
    return given?.schema?.startsWith("neuro-golden-case") === true && given.kind === "stat-network";
  },
  compare: (data, fingerprint) => compare(data as Given, catalogue, fingerprint),
});

function compare(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  expectFields(given, "", [
    ...caseWords,
    ..."model parameters dt_ms duration_ms window_ms metrics expected tolerance".split(" "),
  ]);
  expectFields(
    given.model,
    "model",
    "equations threshold reset method connectivity".split(" ").concat("zero synaptic delay"),
  );
  expectFields(given.tolerance, "tolerance", ["single_run_interval"]);
  const run = runGolden(
    circuitOf(given, seed),
    catalogue,
    Math.round(given.duration_ms / given.dt_ms),
    [],
    fingerprint,
    "",
    ["e", "i"],
  );
  const trainsOf = (node: string): number[][] => {
    const n = run.network.populations.find((population) => population.node === node)?.n ?? 0;
    const own = Array.from({ length: n }, (): number[] => []);
    const { steps, cells } = run.spikes(node);
    const [from, to] = given.window_ms;
    steps.forEach((step, k) => {
      const time = step * given.dt_ms;
      if (time >= from - 1e-9 && time < to - 1e-9) own[cells[k] as number]?.push(time);
    });
    return own;
  };
  const activity = { e: trainsOf("e"), i: trainsOf("i"), window: given.window_ms };
  return Object.entries(given.tolerance.single_run_interval).map(([name, [low, high]]): Deviation => {
    const metric = metrics[name];
    if (!metric)
      throw new Error(`${name} is not a number that is taken here; there are ${Object.keys(metrics).join(", ")}`);
    return {
      what: `${name} from the middle of its interval`,
      found: Math.abs(metric(activity) - (low + high) / 2),
      // An end of the interval is in it, whatever the rounding.
      allowed: ((high - low) / 2) * (1 + 1e-12),
      unit: name.endsWith("_hz") ? "Hz" : "",
    };
  });
}

/** Spike times [ms] within the window, by cell. */
interface Activity {
  e: readonly (readonly number[])[];
  i: readonly (readonly number[])[];
  window: readonly [from: number, to: number];
}

const metrics: Readonly<Record<string, (activity: Activity) => number>> = {
  rate_E_hz: ({ e, window }) => rateOf(e, window),
  rate_I_hz: ({ i, window }) => rateOf(i, window),
  cv_isi: ({ e }) =>
    meanOf(
      e
        .filter((times) => times.length >= 5)
        .map((times) => {
          const gaps = intervalsOf([times]);
          return deviationOf(gaps) / meanOf(gaps);
        }),
    ),
  pop_fano_1ms: (activity) => fanoOf(populationCounts(activity, 1)),
  corr_5ms: ({ e, window }) => correlationOf(e.slice(0, 500), window, 5),
  frac_silent: ({ e, i }) => [...e, ...i].filter((times) => times.length === 0).length / (e.length + i.length),
  peak_hz: (activity) => peakOf(populationCounts(activity, 0.5), 0.5),
};

const rateOf = (trains: readonly (readonly number[])[], [from, to]: Activity["window"]): number =>
  (1000 * trains.reduce((sum, times) => sum + times.length, 0)) / (trains.length * (to - from));

function populationCounts({ e, i, window: [from, to] }: Activity, bin: number): Int32Array {
  const all = new Int32Array(Math.floor((to - from) / bin + 1e-9));
  for (const times of [...e, ...i])
    for (const time of times) {
      const at = Math.floor((time - from) / bin + 1e-9);
      if (at < all.length) all[at] = (all[at] as number) + 1;
    }
  return all;
}

/**
 * The mean over all pairs of Pearson's correlation of counts. Of standardised counts z, the variance of their sum over n cells is
 * n plus twice the sum of all correlations. Cells whose count never changes have none.
 */
function correlationOf(trains: readonly (readonly number[])[], [from, to]: Activity["window"], bin: number): number {
  const sum = new Float64Array(Math.floor((to - from) / bin + 1e-9));
  let n = 0;
  for (const times of trains) {
    const counts = [...countsOf(times, from, to, bin)];
    const spread = deviationOf(counts, 0);
    if (spread === 0) continue;
    const center = meanOf(counts);
    for (const [k, count] of counts.entries()) sum[k] = (sum[k] as number) + (count - center) / spread;
    n += 1;
  }
  return (deviationOf([...sum], 0) ** 2 - n) / (n * (n - 1));
}

/** Where the spectrum is highest above 6 Hz [Hz]: Hann windows of 500 ms that overlap by half. */
function peakOf(counts: Int32Array, binMs: number): number {
  const length = Math.round(500 / binMs);
  const center = meanOf([...counts]);
  const power = new Float64Array(length / 2);
  for (let from = 0; from + length <= counts.length; from += length / 2) {
    const windowed = Float64Array.from({ length }, (_, k) => {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * k) / length);
      return hann * ((counts[from + k] as number) - center);
    });
    for (let f = 1; f < power.length; f++) {
      let [real, imaginary] = [0, 0];
      for (let k = 0; k < length; k++) {
        const angle = (2 * Math.PI * ((f * k) % length)) / length;
        real += (windowed[k] as number) * Math.cos(angle);
        imaginary += (windowed[k] as number) * Math.sin(angle);
      }
      power[f] = (power[f] as number) + real * real + imaginary * imaginary;
    }
  }
  const hertz = (f: number): number => (1000 * f) / (length * binMs);
  let best = 0;
  for (let f = 1; f < power.length; f++) if (hertz(f) > 6 && (power[f] as number) > (power[best] as number)) best = f;
  return hertz(best);
}
