/**
 * Golden cases of a neuron's steady rate against constant current, from its closed form: one cell for each current.
 *
 * @source closed forms; each case names its own
 */
import { formatVersion, type Graph, type Node } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { words as caseWords, expectFields, type Quantity, quantityOf } from "./caseFields.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { type GoldenRun, runGolden } from "./goldenRun.ts";
import type { CaseReader, Deviation } from "./reference.ts";

interface Given {
  id: string;
  model: { name: string };
  parameters: Record<string, Quantity>;
  expected: { I_nA: number[]; rate_hz: number[]; rheobase_nA?: number };
  tolerance: { rate_rel: number };
}

/** Of the run [ms]: long beside every interval, and fine beside the shortest. */
const durationMs = 3000;
const dt = 0.01;

export const rateTableCases = (catalogue: Catalogue): CaseReader => ({
  reads: (data) => {
    const given = data as { schema?: string; expected?: object } | null;
    return (
      given?.schema?.startsWith("neuro-golden-case") === true &&
      "rate_hz" in (given.expected ?? {}) &&
      "I_nA" in (given.expected ?? {})
    );
  },
  compare: (data, fingerprint) => compare(data as Given, catalogue, fingerprint),
});

function compare(given: Given, catalogue: Catalogue, fingerprint: Fingerprint): Deviation[] {
  const { model, expected, tolerance } = given;
  expectFields(given, "", [...caseWords, "model", "parameters", "stimulus", "expected", "tolerance"]);
  if (model.name !== "lif") throw new Error(`${model.name} has no table of rates here; lif has`);
  expectFields(given.parameters, "parameters", ["v_rest", "v_reset", "v_th", "tau", "R", "t_ref"]);
  expectFields(expected, "expected", ["I_nA", "rate_hz", "rheobase_nA"]);
  expectFields(tolerance, "tolerance", ["rate_rel"]);
  const run = (what: string, currents: readonly number[]): GoldenRun =>
    runGolden(graphOf(given, currents), catalogue, Math.round(durationMs / dt), [], fingerprint, what);
  const rates = ratesOf(run("rates", expected.I_nA), expected.I_nA.length);
  const deviations: Deviation[] = [
    {
      what: `${rates.length} rates, relative`,
      found: expected.rate_hz.reduce((most, wanted, k) => {
        const rate = rates[k] as number;
        return Math.max(most, wanted === 0 ? (rate === 0 ? 0 : Number.NaN) : Math.abs(rate / wanted - 1));
      }, 0),
      allowed: tolerance.rate_rel,
      unit: "",
    },
  ];
  const { rheobase_nA: rheobase } = expected;
  if (rheobase !== undefined) {
    const near = Array.from({ length: 41 }, (_, k) => rheobase * (1 + (k - 20) / 1000));
    const fires = ratesOf(run("rheobase", near), near.length).map((rate) => rate > 0);
    const lowest = near[fires.indexOf(true)] ?? Number.NaN;
    deviations.push({
      what: "rheobase, relative",
      found: Math.abs(lowest / rheobase - 1),
      allowed: tolerance.rate_rel,
      unit: "",
    });
  }
  return deviations;
}

/** Of each cell, from its first spike to its last [Hz]; 0 for fewer than two spikes. */
function ratesOf(run: GoldenRun, n: number): number[] {
  const { steps, cells } = run.spikes("cells");
  const own = Array.from({ length: n }, (): number[] => []);
  steps.forEach((step, k) => {
    own[cells[k] as number]?.push(step);
  });
  return own.map((all) =>
    all.length < 2 ? 0 : (1000 * (all.length - 1)) / (((all.at(-1) as number) - (all[0] as number)) * dt),
  );
}

/** Potentials in mV, R in MOhm, currents in nA: the capacitance is tau/R, in nF. */
function graphOf(given: Given, currents: readonly number[]): Graph {
  const number = (name: string): number => quantityOf(given.parameters[name], name);
  const cells: Node = {
    id: "cells",
    kind: "lif",
    label: "cells",
    at: [0, 0],
    n: currents.length,
    parameters: {
      C_m: (1000 * number("tau")) / number("R"),
      tau_m: number("tau"),
      E_L: number("v_rest"),
      V_th: number("v_th"),
      V_reset: number("v_reset"),
      t_ref: number("t_ref"),
      I_e: { values: currents.map((current) => 1000 * current) },
    },
  };
  return { spikeboard: formatVersion, name: given.id, seed: 0, dt, order: "nest", nodes: [cells], wires: [] };
}
