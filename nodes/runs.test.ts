/** Every kind, in every form and both step orders, at its defaults: it runs for 100 ms, stays finite, and both engines agree to the bit. */
import { describe, expect, it } from "vitest";
import { createReference } from "../src/engine/reference.ts";
import { createSimulation } from "../src/engine/simulation.ts";
import { check } from "../src/graph/index.ts";
import { formNames, type Kind, resolve } from "../src/kind/index.ts";
import { circuit, node } from "../src/testing/circuits.ts";
import { networkOf } from "../src/testing/run.ts";
import { catalogue } from "./index.ts";

/** A neuron for each unit of current, and the form of synapses and sources that fits it. */
const targets = [
  { form: "absolute", unit: "pA", kind: "lif", neuronForm: undefined },
  { form: "per area", unit: "uA/cm^2", kind: "hodgkinHuxley", neuronForm: "per area" },
  { form: "rate", unit: "mV/ms", kind: "izhikevich", neuronForm: undefined },
  { form: "plain", unit: "1", kind: "sigmoidUnit", neuronForm: undefined },
  { form: "frequency", unit: "Hz", kind: "poissonUnit", neuronForm: undefined },
] as const;
type Target = (typeof targets)[number];

/** Enough for the least excitable of the neurons that take this unit. */
const currents = new Map([
  ["pA", 1000],
  ["uA/cm^2", 100],
  ["mV/ms", 10],
  ["Hz", 500],
]);

const inForm = (form: string | undefined) => (form === undefined ? {} : { form });
const neuron = ({ kind, neuronForm }: Target, id = "n") => node(id, kind, { n: 3, ...inForm(neuronForm) });

/** The kind between a source and a target that fit it. */
function placed(kind: Kind, form: string | undefined, order: "nest" | "brian2", amplitude?: number) {
  const sends = resolve(kind, form).outputs.i?.unit;
  const target = targets.find((each) => each.form === form) ?? targets.find(({ unit }) => unit === sends) ?? targets[0];
  const it = node("it", kind.kind, inForm(form));
  const drive = node("p", "poisson", { n: 4, parameters: { rate: 200 } });
  switch (kind.family) {
    case "neuron": {
      const unit = resolve(kind, form).inputs.i?.unit;
      const fits = targets.find((each) => each.unit === unit) ?? targets[0];
      return circuit(
        [{ ...it, n: 3 }, node("c", "constant", { form: fits.form, ...(amplitude === undefined ? {} : { parameters: { amplitude } }) })],
        ["c.i > it.i"],
        { order },
      );
    }
    case "synapse": {
      const [value, port] = Object.entries(kind.inputs).find(([, { signal }]) => signal === "value") ?? [];
      if (port && port.unit !== "mV" && port.unit !== "1") {
        const opens = node("p", "conductanceNoise", { n: 4, ...inForm(form) });
        return circuit([opens, it, neuron(target)], [`p.g_e > it.${value}`, "it.i > n.i"], { order });
      }
      const graded = port?.unit === "mV" ? node("p", "lif", { n: 4, parameters: { I_e: 500 } }) : node("p", "sigmoidUnit", { n: 4 });
      const source = value === undefined ? drive : graded;
      const wires = [value === undefined ? "p.spikes > it.spikes" : `p.${port?.unit === "mV" ? "v" : "r"} > it.${value}`, "it.i > n.i"];
      return circuit([source, it, neuron(target)], wires, { order });
    }
    case "current":
      if (!Object.hasOwn(kind.outputs, "i"))
        return circuit([{ ...it, n: 3 }, node("s", "dynamicClamp", inForm(form)), neuron(target)], ["it.g_e > s.g_in", "s.i > n.i"], { order });
      // A cue has a cell for each point of its patterns.
      return Object.keys(kind.computed ?? {}).length > 0
        ? circuit(
            [
              { ...it, n: 64 },
              { ...neuron(target), n: 64 },
            ],
            ["it.i > n.i"],
            { order },
          )
        : circuit([it, neuron(target)], ["it.i > n.i"], { order });
    case "spikes":
      return circuit([{ ...it, n: 4 }, node("s", "exponential"), neuron(targets[0])], ["it.spikes > s.spikes", "s.i > n.i"], { order });
  }
}

const cases = catalogue.flatMap((kind) =>
  (formNames(kind).length > 0 ? formNames(kind) : [undefined]).flatMap((form) =>
    (["nest", "brian2"] as const).map((order) => [kind.kind, form ?? "its only form", order, kind, form] as const),
  ),
);

describe("at its defaults", () => {
  it.each(cases)("%s (%s, %s) is a good circuit, runs and stays finite", (_, __, order, kind, form) => {
    const graph = placed(kind, form, order);
    expect(check(graph, catalogue).filter(({ severity }) => severity === "error")).toEqual([]);
    const network = networkOf(graph, catalogue);
    const simulation = createSimulation(network);
    while (simulation.step < 1000) expect(simulation.run(1000 - simulation.step).flags).toBe(0);
    network.populations.forEach(({ states }, index) => {
      for (const { name } of states) for (const value of simulation.state(index, name)) expect(Number.isFinite(value), name).toBe(true);
    });
  });

  it.each(cases)("%s (%s, %s) is the same in both engines", (_, __, order, kind, form) => {
    const graph = placed(kind, form, order);
    const simulation = createSimulation(networkOf(graph, catalogue));
    const reference = createReference(networkOf(graph, catalogue));
    while (simulation.step < 150) simulation.run(150 - simulation.step);
    reference.run(150);
    networkOf(graph, catalogue).populations.forEach(({ states, node: id }, index) => {
      for (const { name } of states) expect([id, name, ...simulation.state(index, name)]).toEqual([id, name, ...reference.state(index, name)]);
    });
  });

  // A relay is moved by spikes alone.
  const driven = catalogue.filter(({ family, spike, equations }) => family === "neuron" && spike && /\bi\b/.test(equations));
  it.each(driven.map((kind) => [kind.kind, kind] as const))("%s fires when it is driven hard", (_, kind) => {
    const hard = currents.get(resolve(kind).inputs.i?.unit ?? "");
    for (const order of ["nest", "brian2"] as const) {
      const simulation = createSimulation(networkOf(placed(kind, formNames(kind)[0], order, hard), catalogue));
      simulation.run(1000);
      expect(simulation.takeSpikes().times.length).toBeGreaterThan(0);
    }
  });
});
