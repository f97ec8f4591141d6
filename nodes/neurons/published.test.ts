/**
 * Published sets as their authors ran them: the experiment that one choice sets up gives the spikes of the author's script, which is
 * written out here as a loop, and in fine steps the number of the exact solution.
 */
import { describe, expect, it } from "vitest";
import { applyPreset, check, emptyGraph, type Graph, type Node, presetsOf, setUpPreset, shownAs } from "../../src/graph/index.ts";
import { type Kind, kindOf, type Preset } from "../../src/kind/index.ts";
import { circuit, node } from "../../src/testing/circuits.ts";
import { run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const setsOf = (kind: string): Readonly<Record<string, Preset>> => catalogue.find((each) => each.kind === kind)?.presets ?? {};

function experiment(kind: string, key: string, way: "published" | "converged", order: Graph["order"] = "nest"): Graph {
  const bare = circuit([node("n", kind)], [], { order });
  return setUpPreset(["n"], key, way, catalogue).apply(bare);
}

function spikesOf(kind: string, key: string, way: "published" | "converged", order: Graph["order"] = "nest"): number[] {
  const graph = experiment(kind, key, way, order);
  const { shown } = setsOf(kind)[key] as Preset;
  return run(graph, catalogue, shown?.duration ?? 0).spikes("n");
}

const within = (t: number, ...pieces: readonly (readonly [from: number, to: number])[]): boolean => pieces.some(([from, to]) => t > from && t < to);
const after = (level: number, from: number) => (t: number) => (t > from ? level : 0);
const between =
  (level: number, ...pieces: readonly (readonly [number, number])[]) =>
  (t: number) =>
    within(t, ...pieces) ? level : 0;
const lower = (t: number): number => (t < 50 || t > 250 ? 80 : 75);

/** The current of each script at t, as it is written there. */
const currents: Readonly<Record<string, (t: number) => number>> = {
  RS: after(14, 15),
  IB: after(11, 15),
  CH: after(10, 15),
  FS: after(10, 15),
  TC: after(1.5, 30),
  TCRebound: (t) => (t > 45 ? 0 : -25),
  RZ: (t) => (within(t, [60, 65]) ? 10 : t > 10 ? -0.5 : -2),
  LTS: after(10, 25),
  A: after(14, 10),
  B: after(0.5, 20),
  C: after(15, 22),
  D: after(0.6, 20),
  E: after(10, 16),
  F: after(30, 8.5),
  G: (t) => (t > 30 ? 0.075 * (t - 30) : 0),
  H: (t) => (t > 30 ? -0.5 + 0.015 * (t - 30) : -0.5),
  I: between(7.04, [10, 13]),
  J: between(2, [20, 25]),
  K: between(0.65, [40, 44], [60, 64], [280, 284], [320, 324]),
  L: between(9, [100 / 11, 100 / 11 + 2], [100 / 11 + 5, 100 / 11 + 7], [70, 72], [80, 82]),
  M: between(-15, [20, 25]),
  N: between(-15, [20, 25]),
  O: (t) => (within(t, [10, 15], [80, 85]) ? 1 : within(t, [70, 75]) ? -6 : 0),
  P: (t) => (within(t, [37.5, 42.5], [216, 221]) ? 1.24 : 0.24),
  Q: (t) => (Math.abs(t - 10) < 1 ? 20 : 0),
  R: (t) => (t < 200 ? t / 25 : t >= 300 && t < 312.5 ? ((t - 300) / 12.5) * 4 : 0),
  S: lower,
  T: lower,
};

/** Spikes of the author's script, as numbers of its steps. */
function scripted({ parameters, start = {}, shown }: Preset, current: (t: number) => number): number[] {
  const { a = 0, b = 0, c = 0, d = 0, k_1 = 5, k_0 = 140, V_u = 0, leak_u = 1 } = parameters;
  const dt = shown?.published?.dt ?? 1;
  let v = start.v as number;
  let u = start.u ?? b * (v - V_u);
  const steps: number[] = [];
  for (let k = 0; k < Math.round((shown?.duration ?? 0) / dt); k++) {
    const t = k * dt;
    v += dt * (0.04 * v * v + k_1 * v + k_0 - u + current(t));
    u += dt * a * (b * (v - V_u) - leak_u * u);
    if (v > 30) {
      steps.push(k);
      v = c;
      u += d;
    }
  }
  return steps;
}

describe("Izhikevich's patterns", () => {
  const presets = setsOf("izhikevich");

  it("have each a script to be compared with", () => expect(Object.keys(currents)).toEqual(Object.keys(presets)));

  it.each(Object.keys(presets))("%s as published: the spikes of the script, in both orders of a step", (key) => {
    const preset = presets[key] as Preset;
    const dt = preset.shown?.published?.dt ?? 1;
    const steps = scripted(preset, currents[key] as (t: number) => number);
    expect(steps.length).toBeGreaterThan(0);
    // A spike is stamped with the start of its step in Brian2's order and with its end in NEST's.
    expect(spikesOf("izhikevich", key, "published", "brian2").map((time) => Math.round(time / dt))).toEqual(steps);
    expect(spikesOf("izhikevich", key, "published").map((time) => Math.round(time / dt) - 1)).toEqual(steps);
  });

  // Counts of the exact solution, reset at 30 mV: SciPy's DOP853 at a tolerance of 1e-12.
  it.each([
    ["RS", 6],
    ["IB", 7],
    ["FS", 19],
    ["TCRebound", 7],
    ["LTS", 20],
    ["A", 5],
    ["B", 1],
    ["D", 8],
    ["E", 7],
    ["G", 10],
    ["I", 0],
    ["J", 1],
    ["L", 1],
    ["M", 1],
    ["O", 1],
    ["P", 7],
    ["Q", 8],
    ["R", 1],
  ])("%s converged: %i spikes", (key, count) => expect(spikesOf("izhikevich", key, "converged")).toHaveLength(count));

  it("T has no converged solution", () => expect(presets.T?.shown?.converged).toBeUndefined());
});

describe("other kinds", () => {
  it.each([
    ["adex", "tonic", "published", 60],
    ["adex", "adaptation", "published", 12],
    ["adex", "regularBursting", "published", 11],
    ["adex", "delayedRegularBursting", "published", 32],
    ["adex", "transient", "published", 1],
    ["adex", "irregular", "published", 33],
    ["adex", "tonic", "converged", 62],
    ["adex", "adaptation", "converged", 12],
    ["adex", "regularBursting", "converged", 11],
    ["adex", "delayedRegularBursting", "converged", 32],
    ["adex", "transient", "converged", 1],
    ["adex", "cortical", "converged", 5],
    ["izhikevich2007", "RS", "converged", 6],
    ["glif", "GLIF3", "converged", 9],
    ["glif", "GLIF5", "converged", 8],
    ["hodgkinHuxley", "anodeBreak", "converged", 1],
    ["fitzHughNagumo", "excitable", "converged", 1],
  ] as const)("%s, %s, %s: %i spikes", (kind, key, way, count) => expect(spikesOf(kind, key, way)).toHaveLength(count));

  it.each([
    ["lectureIf", "lecture", [45, 65]],
    ["lectureIf", "below", [45]],
    ["lectureLif", "lecture", [25, 41]],
    ["lectureLif", "zero", [25, 31, 37, 43, 49]],
  ] as const)("%s, %s: the samples of the lecture", (kind, key, samples) =>
    expect(spikesOf(kind, key, "published").map((time) => Math.round(time / 0.01))).toEqual(samples),
  );
});

it("a set is given in the units that it is written in, whatever the node's were", () => {
  const graph = { ...emptyGraph(), nodes: [{ id: "n", kind: "hodgkinHuxley", label: "HH", at: [0, 0] as const, form: "absolute" }] };
  const [cell] = applyPreset(["n"], "repetitive", catalogue).apply(graph).nodes;
  const kind = kindOf(catalogue, cell as Node);
  expect([cell?.parameters?.["I_e"], kind?.parameters["I_e"]?.unit]).toEqual([10, "uA/cm^2"]);
  // Ten picoamperes are another thing.
  expect(presetsOf({ ...graph.nodes[0], parameters: { I_e: 10 } } as Node, kindOf(catalogue, graph.nodes[0] as Node) as Kind)).toEqual([]);
});

const every = catalogue.flatMap(({ kind, presets = {} }) =>
  Object.entries(presets).flatMap(([key, { shown }]) =>
    (["published", "converged"] as const).flatMap((way) => (shown?.[way] ? [[kind, key, way] as const] : [])),
  ),
);

it.each(every)("%s, %s, %s: a circuit without a problem, that is as it was set up", (kind, key, way) => {
  const graph = experiment(kind, key, way);
  expect(check(graph, catalogue).filter(({ severity }) => severity === "error")).toEqual([]);
  expect(shownAs(graph, ["n"], key, catalogue)).toBe(way);
  expect(presetsOf(graph.nodes[0] as Node, kindOf(catalogue, { kind }) as Kind)).toContain(key);
  expect(graph.nodes).toHaveLength(2);
});
