/**
 * Golden cases of chance: random words, the statistics of random trains and currents, and the rate of a cell that noise drives.
 * A long run of the case is shared out among many cells, which draw independently. What a case is about shows in its parameters.
 *
 * @source closed forms, Random123's vectors; each case names its own
 */
import { passes } from "../diagnostic/index.ts";
import { check, formatVersion, type Graph, type Node, type Wire } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { philox, uniform } from "../random/index.ts";
import { words as caseWords, expectFields, type Quantity, quantityOf, worstOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { type GoldenRun, runGolden } from "./goldenRun.ts";
import type { CaseReader, Deviation } from "./reference.ts";
import { countsOf, deviationOf, fanoOf, intervalsOf, meanOf, medianOf } from "./trainStatistics.ts";

interface Given {
  id: string;
  model: { name: string };
  parameters: Record<string, Quantity>;
  stimulus?: { items: { counter: string[]; key: string[] }[] };
  expected: Record<string, unknown>;
  tolerance: Record<string, unknown>;
}
interface Asked {
  given: Given;
  catalogue: Catalogue;
  fingerprint: Fingerprint;
}

/** Which share the run: enough to fill vectors, few enough that each has a long train. */
const nCells = 20;

/** By the parameters that a case must have. Of several that fit, the one that asks for the most. */
const forms: readonly { parameters: readonly string[]; compare: (asked: Asked) => Deviation[] }[] = [
  { parameters: [], compare: randomWords },
  { parameters: ["rate_hz", "dt_s"], compare: recipe },
  { parameters: ["rate_hz"], compare: exactPoisson },
  { parameters: ["hazard_hz", "dead_time_s"], compare: deadTime },
  { parameters: ["order", "rate_hz"], compare: gammaTrain },
  { parameters: ["r0_hz", "m", "f_hz"], compare: modulated },
  { parameters: ["mu", "sigma", "tau_ms", "dt_ms"], compare: ornsteinUhlenbeck },
  { parameters: ["tau_ms", "theta", "v_reset", "t_ref"], compare: drivenByNoise },
];

/** What a case may leave out: how long to look, in which steps (0: those that suit it), and what another program drew its numbers from. */
const asides: Readonly<Record<string, number>> = { duration_s: 1000, n_steps: 1e6, dt_ms: 0, seed: 0 };

export const sourceCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; kind?: string } | null;
    return given?.schema?.startsWith("neuro-golden-case") === true && given.kind === "source";
  },
  compare: (data, fingerprint) => {
    const given = data as Given;
    expectFields(given, "", [...caseWords, "model", "parameters", "stimulus", "expected", "tolerance"]);
    const named = Object.keys(given.parameters);
    const [form] = forms
      .filter(({ parameters }) => parameters.every((name) => named.includes(name)))
      .toSorted((a, b) => b.parameters.length - a.parameters.length);
    const strange = named.filter((name) => !form?.parameters.includes(name) && !Object.hasOwn(asides, name));
    if (!form || strange.length > 0)
      throw new Error(
        `${given.model.name} has the parameters ${named.join(", ") || "none"}; known are ${forms.map(({ parameters }) => parameters.join(", ")).join("; ")}, and beside each ${Object.keys(asides).join(", ")}`,
      );
    return form.compare({ given, catalogue, fingerprint });
  },
});

const number = ({ parameters }: Given, name: string): number => quantityOf(parameters[name] ?? asides[name], name);
const at = [0, 0] as const;

function graphOf(given: Given, nodes: readonly Node[], wires: readonly Wire[], dt: number): Graph {
  return { spikeboard: formatVersion, name: given.id, seed: 1, dt, order: "brian2", nodes, wires };
}

/** A number that the case expects, and how far it may be off; by the name of its tolerance. */
function toward({ expected, tolerance }: Given, name: string, found: number, limit = name): Deviation {
  const allowed = quantityOf(tolerance[limit] as number | undefined, `tolerance.${limit}`);
  return { what: name, found: Math.abs(found - (expected[name] as number)), allowed, unit: unitOf(name) };
}

const unitOf = (name: string): string => (/_hz$/.exec(name) ? "Hz" : /_s$/.exec(name) ? "s" : "");

/** The trains [s] of one source kind, `nCells` of them, as long together as the case asks. */
function trains(
  { given, catalogue, fingerprint }: Asked,
  kind: string,
  parameters: Node["parameters"],
  usual: number,
): { times: number[][]; seconds: number } {
  const dt = number(given, "dt_ms") || usual;
  const seconds = number(given, "duration_s") / nCells;
  const graph = graphOf(
    given,
    [{ id: "source", kind, label: "source", at, n: nCells, parameters: parameters ?? {} }],
    [],
    dt,
  );
  const run = runGolden(graph, catalogue, Math.round((1000 * seconds) / dt), [], fingerprint);
  return { times: byCell(run, "source", nCells, dt).map((own) => own.map((ms) => ms / 1000)), seconds };
}

/** Times [ms] of each cell. */
function byCell(run: GoldenRun, node: string, n: number, dt: number): number[][] {
  const own = Array.from({ length: n }, (): number[] => []);
  const { steps, cells } = run.spikes(node);
  steps.forEach((step, k) => {
    own[cells[k] as number]?.push(step * dt);
  });
  return own;
}

/** Rate, spread of the intervals and of the counts in windows of a second. */
function trainStatistics(given: Given, { times, seconds }: ReturnType<typeof trains>): Deviation[] {
  const { expected } = given;
  const gaps = intervalsOf(times);
  const deviations = [
    toward(given, "rate_hz", times.flat().length / (seconds * times.length)),
    toward(given, "cv_isi", deviationOf(gaps) / meanOf(gaps)),
  ];
  const counts = times.flatMap((own) => [...countsOf(own, 0, seconds, 1)]);
  for (const name of ["fano_1s", "fano_long_window"])
    if (name in expected) deviations.push(toward(given, name, fanoOf(counts), "fano"));
  return deviations;
}

function randomWords({ given }: Asked): Deviation[] {
  const { expected, tolerance, stimulus, model } = given;
  if (model.name !== "philox4x32-10") throw new Error(`${model.name} is not the generator here; philox4x32-10 is`);
  expectFields(expected, "expected", ["output", "uniform53_of_first_two_words"]);
  expectFields(tolerance, "tolerance", ["bits"]);
  const wordOf = (text: string): number => Number.parseInt(text, 16);
  const drawn = (stimulus?.items ?? []).map(({ counter, key }) => {
    const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter.map(wordOf);
    const [k0 = 0, k1 = 0] = key.map(wordOf);
    const out = new Uint32Array(4);
    philox(c0, c1, c2, c3, k0, k1, out);
    return [...out];
  });
  const output = expected["output"] as string[][];
  const uniforms = expected["uniform53_of_first_two_words"] as number[] | undefined;
  const wrong = output.filter((row, k) => row.some((word, i) => drawn[k]?.[i] !== wordOf(word))).length;
  return [
    { what: `${output.length} blocks of words`, found: wrong, allowed: 0, unit: "" },
    ...(uniforms
      ? [
          {
            what: `${uniforms.length} uniform numbers`,
            found: worstOf(
              drawn.map(([first = 0, second = 0]) => uniform(first, second)),
              uniforms,
            ),
            allowed: 0,
            unit: "",
          },
        ]
      : []),
  ];
}

/** p < r dt. */
function recipe(asked: Asked): Deviation[] {
  const { given, catalogue } = asked;
  expectFields(given.expected, "expected", ["rate_hz", "cv_isi", "fano_1s", "fano_long_window", "refuse_or_warn_if"]);
  expectFields(given.tolerance, "tolerance", ["rate_hz", "cv_isi", "fano"]);
  const [rate, dt] = [number(given, "rate_hz"), 1000 * number(given, "dt_s")];
  const deviations = trainStatistics(given, trains(asked, "bernoulli", { rate }, dt));
  if (!("refuse_or_warn_if" in given.expected)) return deviations;
  // What is said of r dt as it is, and of an r dt above 1.
  const said = (hz: number): string => {
    const source: Node = { id: "source", kind: "bernoulli", label: "source", at, parameters: { rate: hz } };
    const diagnostics = check(graphOf(given, [source], [], dt), catalogue);
    return passes(diagnostics) ? (diagnostics.length > 0 ? "warned" : "accepted") : "refused";
  };
  const ratio = (rate * dt) / 1000;
  return [
    ...deviations,
    {
      what: `what is said of r dt = ${ratio} and of 1.5`,
      found:
        Number(said(rate) !== (ratio > 1 ? "refused" : ratio > 0.1 ? "warned" : "accepted")) +
        Number(said(1500 / dt) !== "refused"),
      allowed: 0,
      unit: "",
    },
  ];
}

function exactPoisson(asked: Asked): Deviation[] {
  const { given } = asked;
  const { expected, tolerance } = given;
  expectFields(expected, "expected", ["rate_hz", "cv_isi", "fano_1s", "fano_long_window", "isi_median_s"]);
  expectFields(tolerance, "tolerance", ["rate_hz", "cv_isi", "fano"]);
  const rate = number(given, "rate_hz");
  const found = trains(asked, "poisson", { rate }, stepFor(rate));
  const deviations = trainStatistics(given, found);
  if ("isi_median_s" in expected)
    deviations.push({
      what: "isi_median_s",
      found: Math.abs(medianOf(intervalsOf(found.times)) - (expected["isi_median_s"] as number)),
      // Four standard errors of the median of exponential intervals.
      allowed: 4 / (rate * Math.sqrt(rate * number(given, "duration_s"))),
      unit: "s",
    });
  return deviations;
}

/** A step in which two spikes are rare [ms]. */
const stepFor = (hz: number): number => Math.max(0.01, Math.min(0.1, Number((10 / hz).toPrecision(1))));

function deadTime(asked: Asked): Deviation[] {
  const { given } = asked;
  expectFields(given.expected, "expected", ["rate_hz", "cv_isi", "fano_1s", "fano_long_window"]);
  expectFields(given.tolerance, "tolerance", ["rate_hz", "cv_isi", "fano"]);
  const [hazard, dead] = [number(given, "hazard_hz"), number(given, "dead_time_s")];
  const rate = 1 / (dead + 1 / hazard);
  return trainStatistics(
    given,
    trains(asked, "gammaRenewal", { rate, order: 1, dead: 1000 * dead }, stepFor(hazard) / 2),
  );
}

function gammaTrain(asked: Asked): Deviation[] {
  const { given } = asked;
  expectFields(given.expected, "expected", ["rate_hz", "cv_isi", "fano_1s", "fano_long_window"]);
  expectFields(given.tolerance, "tolerance", ["rate_hz", "cv_isi", "fano"]);
  const [order, rate] = [number(given, "order"), number(given, "rate_hz")];
  return trainStatistics(given, trains(asked, "gammaRenewal", { rate, order, dead: 0 }, stepFor(order * rate)));
}

/** r0 (1 + m sin 2 pi f t): its mean, how it follows the phase, and how strongly. */
function modulated(asked: Asked): Deviation[] {
  const { given } = asked;
  const { expected, tolerance } = given;
  expectFields(expected, "expected", ["mean_rate_hz", "vector_strength", "phase_histogram_hz"]);
  expectFields(tolerance, "tolerance", ["mean_rate_hz", "vector_strength", "phase_histogram_hz"]);
  const [r0, m, f] = [number(given, "r0_hz"), number(given, "m"), number(given, "f_hz")];
  const rate = `${r0} Hz*(1 + ${m}*sin(2*pi*${f} Hz*t))`;
  const dt = stepFor(r0 * (1 + m));
  const { times, seconds } = trains(asked, "inhomogeneousPoisson", { rate }, dt);
  // A spike is somewhere within its step.
  const phases = times.flat().map((time) => (((time + dt / 2000) * f) % 1) * 2 * Math.PI);
  const strength = Math.hypot(meanOf(phases.map(Math.cos)), meanOf(phases.map(Math.sin)));
  const histogram = expected["phase_histogram_hz"] as number[] | undefined;
  const all = seconds * times.length;
  const deviations = [toward(given, "mean_rate_hz", phases.length / all), toward(given, "vector_strength", strength)];
  if (histogram) {
    const bins = histogram.length;
    const counts = countsOf(phases, 0, 2 * Math.PI, (2 * Math.PI) / bins);
    deviations.push({
      what: `phase_histogram_hz of ${bins} bins`,
      found: worstOf(
        [...counts].map((count) => count / (all / bins)),
        histogram,
      ),
      allowed: Number(tolerance["phase_histogram_hz"]),
      unit: "Hz",
    });
  }
  return deviations;
}

/** The noise and the exact update that makes it. */
function ornsteinUhlenbeck({ given, catalogue, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance } = given;
  expectFields(expected, "expected", "a noise_coefficient mean sd autocorrelation_at_tau euler_maruyama_sd".split(" "));
  expectFields(tolerance, "tolerance", ["mean", "sd", "autocorrelation_at_tau"]);
  const [mean, sigma, tau, dt] = ["mu", "sigma", "tau_ms", "dt_ms"].map((name) => number(given, name)) as [
    number,
    number,
    number,
    number,
  ];
  const steps = Math.round(number(given, "n_steps") / nCells);
  const values = (what: string, more: Partial<Node>, spread: number, count: number): number[][] => {
    const node: Node = {
      id: "noise",
      kind: "ouNoise",
      form: "plain",
      label: "noise",
      at,
      n: nCells,
      parameters: { mean, sigma: spread, tau },
      ...more,
    };
    // A source steps only for a reader.
    const reader: Node = { id: "reader", kind: "linearUnit", label: "reader", at, n: nCells };
    const graph = graphOf(given, [node, reader], [{ from: "noise.i", to: "reader.i" }], dt);
    const cells = Array.from({ length: nCells }, (_, cell) => cell);
    const run = runGolden(
      graph,
      catalogue,
      count,
      [{ node: "noise", variable: "x", cells, every: 1 }],
      fingerprint,
      what,
    );
    const own = cells.map((): number[] => []);
    (run.samples[0] ?? []).forEach((x, k) => {
      own[k % nCells]?.push(x);
    });
    return own;
  };
  const rows = values("exact", {}, sigma, steps);
  const all = rows.flat();
  const lag = Math.round(tau / dt);
  const center = meanOf(all);
  const variance = deviationOf(all, 0) ** 2;
  const products = rows.flatMap((row) => row.slice(lag).map((x, k) => (x - center) * ((row[k] as number) - center)));
  const deviations = [
    toward(given, "mean", center),
    toward(given, "sd", Math.sqrt(variance)),
    toward(given, "autocorrelation_at_tau", meanOf(products) / variance),
  ];
  if ("a" in expected) {
    // Without noise, one step of what is 1 away from the mean.
    const [[before = 0, after = 0] = []] = values("decay", { start: { x: mean + 1 } }, 0, 2);
    deviations.push({
      what: "a",
      found: Math.abs((after - mean) / (before - mean) - (expected["a"] as number)),
      allowed: 1e-12,
      unit: "",
    });
  }
  if ("noise_coefficient" in expected) {
    const a = Math.exp(-dt / tau);
    const pushes = rows.flatMap((row) => row.slice(1).map((x, k) => x - mean - a * ((row[k] as number) - mean)));
    const wanted = expected["noise_coefficient"] as number;
    deviations.push({
      what: "noise_coefficient",
      found: Math.abs(deviationOf(pushes) - wanted),
      // Four standard errors of a standard deviation.
      allowed: (4 * wanted) / Math.sqrt(2 * pushes.length),
      unit: "",
    });
  }
  if ("euler_maruyama_sd" in expected) {
    const euler = values("euler", { method: "euler" }, sigma, steps).flat();
    deviations.push(toward(given, "euler_maruyama_sd", deviationOf(euler, 0), "sd"));
  }
  return deviations;
}

interface Row {
  mu_mV: number;
  sigma_mV: number;
  siegert_hz: number;
  [measured: string]: number;
}

/** How far two programs with the same step may be apart, relative. */
const sameGrid = 0.03;

/** A leaky cell and white noise, drawn anew in every step; a resistance of 1, so that currents are potentials. */
function drivenByNoise({ given, catalogue, fingerprint }: Asked): Deviation[] {
  const { expected, tolerance } = given;
  expectFields(expected, "expected", ["rows"]);
  expectFields(tolerance, "tolerance", ["rate_rel_at_dt_0.1"]);
  const [tau, theta, reset, t_ref] = ["tau_ms", "theta", "v_reset", "t_ref"].map((name) => number(given, name)) as [
    number,
    number,
    number,
    number,
  ];
  const n = 100;
  const ms = 20_000;
  const rateOf = ({ mu_mV, sigma_mV }: Row, dt: number, what: string): number => {
    const noise: Node = {
      id: "noise",
      kind: "whiteNoise",
      label: "noise",
      at,
      n,
      parameters: { mean: mu_mV, sigma: sigma_mV * Math.sqrt(tau / dt), hold: dt },
    };
    const cells: Node = {
      id: "cells",
      kind: "lif",
      label: "cells",
      at,
      n,
      parameters: { C_m: tau, tau_m: tau, E_L: 0, V_th: theta, V_reset: reset, t_ref },
      start: { v: reset },
    };
    const graph = graphOf(given, [noise, cells], [{ from: "noise.i", to: "cells.i" }], dt);
    const run = runGolden(graph, catalogue, Math.round(ms / dt), [], fingerprint, what);
    // From the second on, when nothing is left of the start.
    const late = run.spikes("cells").steps.filter((step) => step * dt >= 1000).length;
    return (1000 * late) / (n * (ms - 1000));
  };
  return (expected["rows"] as Row[]).flatMap((row): Deviation[] => {
    const measured = Object.keys(row).flatMap((name) => {
      const dt = /^monte_carlo_dt([\d.]+)_hz$/.exec(name)?.[1];
      return dt === undefined ? [] : [{ name, dt: Number(dt) }];
    });
    expectFields(row, "a row", ["mu_mV", "sigma_mV", "siegert_hz", ...measured.map(({ name }) => name)]);
    const place = `mu ${row.mu_mV}, sigma ${row.sigma_mV}`;
    const coarse = rateOf(row, 0.1, place);
    const relative = (found: number, wanted: number): number => Math.abs(found / wanted - 1);
    // Where the other program at this step is further off than the tolerance, so is any on this grid; it may not be further yet.
    const listed = row["monte_carlo_dt0.1_hz"];
    const bias = listed === undefined ? 0 : relative(listed, row.siegert_hz);
    const limit = Number(tolerance["rate_rel_at_dt_0.1"]);
    return [
      {
        what: `rate for ${place}, relative to Siegert's`,
        found: relative(coarse, row.siegert_hz),
        allowed: bias > limit ? bias + sameGrid : limit,
        unit: "",
      },
      ...measured.map(({ name, dt }) => ({
        what: `rate for ${place} at dt ${dt} ms, relative to the same by another program`,
        found: relative(dt === 0.1 ? coarse : rateOf(row, dt, `${place}, dt ${dt}`), row[name] as number),
        allowed: sameGrid,
        unit: "",
      })),
    ];
  });
}
