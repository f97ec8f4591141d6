import { describe, expect, test } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { mathText, parse, print } from "../../expression/index.ts";
import type { Graph, Node } from "../../graph/index.ts";
import { known } from "../nodes.ts";
import { systemBlocks, systemText } from "./blocks.ts";
import { addends, nodeTerms, populationEquation, shortLabel } from "./system.ts";

const node = (id: string, kind: string, more: Partial<Node> = {}): Node => ({
  id,
  kind,
  label: id,
  at: [0, 0],
  ...more,
});
const graph: Graph = {
  spikeboard: 1,
  name: "",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [
    node("P", "poisson", { n: 10 }),
    node("E", "lif", { n: 80 }),
    node("squid", "hodgkinHuxley"),
    node("adex", "adex"),
    node("syn", "exponential", { label: "P → E", parameters: { weight: -80 } }),
    node("cond", "exponentialConductance", { label: "cond" }),
    node("jump", "delta", { label: "jump" }),
    node("Step", "step"),
  ],
  wires: [
    { from: "P.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "E.i" },
    { from: "P.spikes", to: "cond.spikes" },
    { from: "cond.i", to: "E.i" },
    { from: "P.spikes", to: "jump.spikes" },
    { from: "jump.i", to: "E.i" },
    { from: "Step.i", to: "E.i" },
  ],
};
const of = (id: string) => known(graph, catalogue, id)!;
const equation = (id: string, numbers = false) => populationEquation(graph, catalogue, of(id), { numbers })!;
const plain = (math: Parameters<typeof mathText>[0]) => mathText(math).replace(/<[^>]+>/g, "");

describe("the equation of a leaky neuron with four things wired to it", () => {
  const { left, right } = equation("E");
  test("C dv/dt stands on the left, since the input is divided by C", () => {
    expect(plain(left.math)).toBe("Cmdvidt");
    expect(left.caption).toBe("membrane");
  });
  test("a term for the leak, then one for each wire, each with its node", () => {
    expect(right.map(({ caption, node }) => [caption, node])).toEqual([
      ["leak", undefined],
      ["P → E", "syn"],
      ["cond", "cond"],
      ["jump", "jump"],
      ["Step", "Step"],
    ]);
  });
  test("a current synapse is a sum over j of W and its kernel, named after its source", () => {
    expect(plain(right[1]!.math)).toBe("∑jWijPgjP(t)");
  });
  test("a conductance keeps its driving force", () => {
    expect(plain(right[2]!.math)).toContain("(Erev−vi)");
  });
  test("a jump arrives as a pulse after its delay", () => {
    expect(plain(right[3]!.math)).toContain("δ(t−tj−d)");
  });
  test("a constant that is switched off is left out", () => {
    expect(plain({ tag: "mrow", children: right.map(({ math }) => math) })).not.toContain("Ie");
  });
  test("with numbers, values stand in place of symbols", () => {
    expect(plain(equation("E", true).left.math)).toBe("250\u2009pFdvidt");
    expect(plain(equation("E", true).right[1]!.math)).toContain("(−80\u2009pA)");
  });
});

test("the squid axon's terms have the names of their channels", () => {
  expect(equation("squid").right.map(({ caption }) => caption)).toEqual(["sodium", "potassium", "leak"]);
  expect(equation("adex").right.map(({ caption }) => caption)).toEqual(["leak", "upstroke", "adaptation"]);
});

test("a synapse says its own equation and what a spike does", () => {
  const terms = nodeTerms(graph, catalogue, of("syn"), { numbers: false });
  expect(terms.map(({ caption }) => caption)).toEqual(["decay, 2\u2009ms", "a spike of P arrives"]);
});

test("sums are taken apart with their signs", () => {
  const parts = (text: string) =>
    addends(parse(text).tree!).map(({ tree, sign }) => `${sign === 1 ? "+" : "-"}${print(tree)}`);
  expect(parts("a - (b - c)")).toEqual(["+a", "-b", "+c"]);
  expect(parts("-a*b + c")).toEqual(["-a * b", "+c"]);
  expect(parts("(E - v)/tau")).toEqual(["+(E - v) / tau"]);
  expect(parts("(a + b + c)/tau")).toHaveLength(3);
});

test("labels shorten to what is before the arrow", () => {
  expect([shortLabel("P → E"), shortLabel("Poisson"), shortLabel("Drive"), shortLabel("E")]).toEqual([
    "P",
    "Poi.",
    "Drive",
    "E",
  ]);
});

test("the sheet has a block for each node that says something", () => {
  expect(systemBlocks(graph, catalogue, false).map(({ known: { node } }) => node.id)).toEqual(
    graph.nodes.map(({ id }) => id),
  );
});

test("the system copies as text with its values, and as TeX", () => {
  const text = systemText(graph, catalogue, "text");
  expect(text).toContain("# E: Leaky integrate-and-fire, n = 80");
  expect(text).toContain("weight = -80 pA");
  expect(systemText(graph, catalogue, "TeX")).toContain("\\begin{align}");
});

test("what a synapse learns when its target fires is on the sheet, and in the text", () => {
  const learning = { ...graph, nodes: [node("learns", "stdp")], wires: [] };
  const words = systemBlocks(learning, catalogue, false).flatMap(({ lines }) => lines.map((line) => line.words));
  expect(words).toContain("when a spike arrives");
  expect(words).toContain("when the target fires");
  expect(systemText(learning, catalogue, "text")).toMatch(/when the target fires: w = clip/);
});

test("Izhikevich's square is a square, and what pushes v up is no leak", () => {
  const izh = node("izh", "izhikevich");
  const { right } = populationEquation(
    { ...graph, nodes: [izh], wires: [] },
    catalogue,
    known({ ...graph, nodes: [izh], wires: [] }, catalogue, "izh")!,
    {
      numbers: false,
    },
  )!;
  expect(right.map(({ caption }) => caption)).toEqual(["upstroke", "growth", "height", "recovery"]);
  expect(mathText(right[0]!.math)).toContain("<msubsup>");
});

describe("rate units", () => {
  const rates: Graph = {
    ...graph,
    nodes: [
      node("u", "tanhUnit", { n: 6, label: "Units" }),
      node("W", "weightedSum", { label: "W" }),
      node("r", "firingRate", { n: 6, label: "Rates" }),
      node("R", "weightedSum", { label: "R", parameters: { gain: 2 } }),
      node("gap", "gapJunction"),
      node("lif", "lif", { n: 3 }),
      node("wc", "wilsonCowan"),
      node("cue", "step", { form: "plain" }),
    ],
    wires: [
      { from: "u.r", to: "W.r_pre" },
      { from: "W.i", to: "u.i" },
      { from: "r.r", to: "R.r_pre" },
      { from: "R.i", to: "r.i" },
      { from: "lif.v", to: "gap.v_pre" },
      { from: "gap.i", to: "lif.i" },
      { from: "cue.i", to: "wc.i" },
    ],
  };
  const said = (id: string) => {
    const { left, right, inputs } = populationEquation(rates, catalogue, known(rates, catalogue, id)!, {
      numbers: false,
    })!;
    return [left, ...right, ...inputs.flatMap((each) => [each.left, ...each.right])].map(({ math }) => plain(math));
  };
  test("say tau dv_i/dt = -v_i + sum_j W_ij g(v_j)", () => {
    expect(said("u")).toEqual(["τdvidt", "vi", "∑jWijUnitsg(vj)"]);
  });
  test("with the curve on the input, say what the input is the sum of", () => {
    expect(said("r")).toEqual(["τdridt", "ri", "max(0,gain(ii+Ie−θ))", "ii", "∑jWijRatesgainrj"]);
  });
  test("an input that stands in a computed name is kept apart too", () => {
    expect(said("wc").slice(-2)).toEqual(["ii", "Icue(t)"]);
  });
  test("a gap junction says its difference of potentials", () => {
    expect(said("lif").at(-1)).toBe("∑jWijlif(vj−vi)");
  });
});
