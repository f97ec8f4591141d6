import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { createFingerprint } from "./fingerprint.ts";
import { readers } from "./readers.ts";

const known = readers(catalogue);
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../e2e/reference/${name}.json`, import.meta.url), "utf8"));
const compare = (data: unknown) => known.find((reader) => reader.reads(data))?.compare(data, createFingerprint());

/** A case of each reader, and where it could say something more. */
const places = [
  ["brian2/n011_lif_step_1p52", ["", "model", "stimulus", "expected", "tolerance"]],
  ["brian2/s01_delta_psp", ["", "network", "network.groups.post", "network.sources.pre", "network.synapses.0"]],
  ["brian2/s17_delays", ["expected", "tolerance"]],
  ["brian2/net11_gap_hh", ["network.gap_junctions.0", "expected", "expected.n", "tolerance"]],
  ["brian2/s19_gap_junction_passive", ["expected", "expected.grid", "tolerance"]],
  ["rate/r01_activations", ["", "model", "stimulus", "expected", "tolerance"]],
  ["rate/r09_wta_rate", ["expected"]],
  ["rate/r07_ring_attractor", ["parameters", "expected"]],
  ["plasticity/p03_stdp_all_to_all", ["", "model", "parameters", "stimulus", "expected", "tolerance"]],
  ["plasticity/p11_triplet", ["parameters"]],
  ["plasticity/p15_synaptic_scaling", ["model", "parameters", "expected"]],
  ["plasticity/s21_stp_depressing", ["", "model", "parameters", "stimulus", "expected", "tolerance"]],
  ["lecture/n001_deck_if", ["", "model", "parameters", "stimulus", "expected", "tolerance"]],
  ["lecture/n030_lif_fI_table", ["", "parameters", "expected", "tolerance"]],
  ["learning/d11_perceptron_deck_epoch", ["", "model", "parameters", "stimulus", "expected", "tolerance"]],
  ["learning/d13_perceptron_xor_fails", ["stimulus", "expected", "expected.epochs.0"]],
  ["learning/d16_xor_deck_layers", ["model", "model.layers.0", "stimulus", "expected", "expected.rows.0"]],
  ["learning/d17_mlp_xor_tanh", ["", "model", "parameters", "stimulus", "expected", "tolerance"]],
  ["sources/q01_philox", ["", "parameters", "expected", "tolerance"]],
  ["sources/q03_bernoulli_poisson", ["", "parameters", "expected", "tolerance"]],
  ["statistics/x_cuba_small", ["", "model", "parameters", "parameters.overrides", "tolerance"]],
] as const;

it.each(places.flatMap(([name, at]) => at.map((place) => [name, place] as const)))(
  "%s: a field of its own in “%s” is an error that names it",
  (name, place) => {
    const data = read(name);
    const holder = place
      .split(".")
      .filter(Boolean)
      .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, data);
    holder["odd_field"] = 1;
    expect(() => compare(data)).toThrow("odd_field");
  },
);

it("a model, a rule or a kind of stimulus that is not known is named, and does not pass", () => {
  const change = (name: string, edit: (data: never) => void): unknown => {
    const data = read(name);
    edit(data as never);
    return data;
  };
  const rule = change("plasticity/p03_stdp_all_to_all", (data: { model: { name: string } }) => {
    data.model.name = "stdp_other";
  });
  expect(() => compare(rule)).toThrow("stdp_other");
  const pairing = change("plasticity/p03_stdp_all_to_all", (data: { model: { pairing: string } }) => {
    data.model.pairing = "every third";
  });
  expect(() => compare(pairing)).toThrow("every third");
  const stimulus = change("brian2/n011_lif_step_1p52", (data: { stimulus: { segments: [{ kind: string }] } }) => {
    data.stimulus.segments[0].kind = "staircase";
  });
  expect(() => compare(stimulus)).toThrow("staircase");
  const words = change("statistics/x_cuba_small", (data: { model: { connectivity: string } }) => {
    data.model.connectivity = "a small world";
  });
  expect(() => compare(words)).toThrow("a small world");
});

it("compares the traces that a case of plasticity ends with, and finds one that is off", () => {
  const data = read("plasticity/p03_stdp_all_to_all") as {
    parameters: Record<string, { value: number } | number>;
    stimulus: { pre_spike_times_ms: number[]; post_spike_times_ms: number[] };
    expected: Record<string, unknown>;
  };
  const value = (name: string): number => {
    const given = data.parameters[name];
    return typeof given === "object" ? given.value : (given as number);
  };
  const { pre_spike_times_ms: pre, post_spike_times_ms: post } = data.stimulus;
  const last = Math.max(...pre, ...post);
  const sum = (times: readonly number[], tau: number) =>
    times.reduce((total, time) => total + Math.exp(-(last - time) / tau), 0);
  const traces = {
    apre: value("A_plus") * sum(pre, value("tau_plus_ms")),
    apost: value("A_minus") * sum(post, value("tau_minus_ms")),
  };
  const off = (finalTraces: Record<string, number>) =>
    compare({ ...data, expected: { ...data.expected, final_traces: finalTraces } })
      ?.filter(({ what }) => what.includes("after the last event"))
      .map(({ found, allowed }) => found <= allowed);
  expect(off(traces)?.length).toBeGreaterThanOrEqual(2);
  expect(off(traces)?.every(Boolean)).toBe(true);
  expect(off({ ...traces, apre: traces.apre * 1.01 })?.every(Boolean)).toBe(false);
  expect(() => off({ odd_trace: 1 })).toThrow("odd_trace");
});

it("takes what a case of chance says beside its parameters: the step, a seed, no duration", () => {
  const data = read("sources/q12_gamma_renewal") as { parameters: Record<string, unknown> };
  const { duration_s: _, ...rest } = data.parameters;
  const passes = (parameters: Record<string, unknown>) =>
    compare({ ...data, parameters })?.every(({ found, allowed }) => found <= allowed);
  expect(passes({ ...rest, dt_ms: 0.1, seed: 4 })).toBe(true);
  expect(() => passes({ ...rest, odd: 1 })).toThrow("odd");
});
