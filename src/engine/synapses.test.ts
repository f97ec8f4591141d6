/** Postsynaptic potentials in closed form, asked of the catalogue's synapses as they run. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { compile } from "../compiler/index.ts";
import { defineNeuron } from "../kind/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { run } from "../testing/run.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

const [C, tauM, rest] = [250, 10, -70];
const arrival = 10;

/** A spike at 8.5 ms reaches a resting leaky cell 1.5 ms later, with the weight given. */
function psp(synapse: string, parameters: Record<string, number>, start = rest) {
  const nodes = [
    node("s", "spikeList", { parameters: { times: [8.5] } }),
    node("syn", synapse, { parameters }),
    node("n", "lif", { parameters: { V_th: 100, E_L: start }, start: { v: start } }),
  ];
  const graph = circuit(nodes, ["s.spikes > syn.spikes", "syn.i > n.i"], { dt: 0.01 });
  const { times, values } = run(graph, catalogue, 80, ["n.v"]).trace("n", "v");
  const rise = values.map((v) => v - start);
  const peak = rise.reduce((best, x, k) => (Math.abs(x) > Math.abs(rise[best]!) ? k : best), 0);
  /** Time since the arrival. */
  const after = (k: number) => times[k]! - arrival;
  return {
    rise,
    after,
    peak: { ms: after(peak), mV: rise[peak]! },
    at: (ms: number) => rise[times.findIndex((t) => Math.abs(t - arrival - ms) < 1e-6)]!,
  };
}

/** The largest difference between values and what they should be. */
const apart = (values: readonly number[], truth: (k: number) => number) =>
  values.reduce((worst, x, k) => Math.max(worst, Math.abs(x - truth(k))), 0);

describe("a delta synapse", () => {
  it("jumps by its weight on arrival and fades with the membrane", () => {
    const { rise, after, peak } = psp("delta", { weight: 3 });
    expect(peak.ms).toBeCloseTo(0, 9);
    expect(peak.mV).toBeCloseTo(3, 12);
    expect(apart(rise, (k) => (after(k) < -1e-6 ? 0 : 3 * Math.exp(-after(k) / tauM)))).toBeLessThan(1e-11);
  });
});

describe("an exponential current", () => {
  const [w, tauS] = [500, 3];
  const factor = (tauM * tauS) / (tauM - tauS);
  const closed = (t: number) => (t <= 0 ? 0 : (w / C) * factor * (Math.exp(-t / tauM) - Math.exp(-t / tauS)));

  it("follows w/C tau_m tau_s/(tau_m - tau_s) (e^-t/tau_m - e^-t/tau_s) at every step", () => {
    const { rise, after } = psp("exponential", { weight: w, tau_syn: tauS });
    expect(apart(rise, (k) => closed(after(k)))).toBeLessThan(1e-10);
  });

  it("peaks at ln(tau_m/tau_s) tau_m tau_s/(tau_m - tau_s)", () => {
    const { peak } = psp("exponential", { weight: w, tau_syn: tauS });
    const ms = Math.log(tauM / tauS) * factor;
    expect(Math.abs(peak.ms - ms)).toBeLessThan(0.01);
    expect(peak.mV).toBeCloseTo(closed(ms), 5);
  });

  it("has the limit w/C t e^-t/tau where both time constants are one, and nearby", () => {
    for (const tau_syn of [10, 10 + 1e-9, 10 - 1e-6]) {
      const { rise, after } = psp("exponential", { weight: w, tau_syn });
      const limit = (t: number) => (w / C) * t * Math.exp(-t / tauM);
      expect(apart(rise, (k) => limit(Math.max(0, after(k))))).toBeLessThan(1e-5);
    }
  });
});

describe("an alpha current", () => {
  it("is e w (t/tau_s) e^-t/tau_s, and peaks at exactly w at tau_s", () => {
    const nodes = [
      node("s", "spikeList", { parameters: { times: [8.5] } }),
      node("syn", "alpha", { parameters: { weight: 80, tau_syn: 4 } }),
      node("n", "lif"),
    ];
    const graph = circuit(nodes, ["s.spikes > syn.spikes", "syn.i > n.i"]);
    const { times, values } = run(graph, catalogue, 60, ["n.syn.i_syn"]).trace("n", "syn.i_syn");
    const closed = (t: number) => 80 * Math.E * t * Math.exp(-t);
    expect(apart(values, (k) => closed(Math.max(0, times[k]! - arrival) / 4))).toBeLessThan(1e-10);
    expect(Math.max(...values)).toBeCloseTo(80, 9);
    expect(times[values.indexOf(Math.max(...values))]).toBeCloseTo(arrival + 4, 9);
  });

  it("moves the membrane by the convolution of both", () => {
    const [w, tauS] = [80, 4];
    const beta = (tauM * tauS) / (tauM - tauS);
    const { rise, after } = psp("alpha", { weight: w, tau_syn: tauS });
    const closed = (t: number) =>
      ((w * Math.E) / (tauS * C)) *
      (beta * beta * (Math.exp(-t / tauM) - Math.exp(-t / tauS)) - beta * t * Math.exp(-t / tauS));
    expect(apart(rise, (k) => closed(Math.max(0, after(k))))).toBeLessThan(1e-10);
  });
});

describe.each(["exponentialConductance", "alphaConductance"])("%s", (kind) => {
  const peakAt = (start: number, E_rev: number) => psp(kind, { weight: 2, tau_syn: 3, E_rev }, start).peak.mV;

  it("moves the membrane less the nearer it is to E_rev, and not at all there", () => {
    const [far, near, there] = [peakAt(-70, 0), peakAt(-35, 0), peakAt(0, 0)];
    expect(near).toBeLessThan(far);
    // The equation is linear in v - E_rev, so the potential is proportional to the driving force.
    expect(near / far).toBeCloseTo(0.5, 5);
    expect(there).toBe(0);
  });

  it("hyperpolarizes below E_rev's side, and only shunts at rest", () => {
    expect(peakAt(-70, -85)).toBeLessThan(0);
    expect(peakAt(-70, -70)).toBe(0);
  });

  it("makes a second spike add less than the first", () => {
    const times = (list: number[]) => {
      const nodes = [
        node("s", "spikeList", { parameters: { times: list } }),
        node("syn", kind, { parameters: { weight: 200, tau_syn: 3 } }),
        node("n", "lif", { parameters: { V_th: 100 } }),
      ];
      const { values } = run(circuit(nodes, ["s.spikes > syn.spikes", "syn.i > n.i"]), catalogue, 60, ["n.v"]).trace(
        "n",
        "v",
      );
      return Math.max(...values) - rest;
    };
    expect(times([5, 5])).toBeLessThan(1.5 * times([5]));
    expect(times([5, 5])).toBeGreaterThan(times([5]));
  });
});

describe("a gap junction between cells with channels", () => {
  /** Potential of the second of two cells, of which the first alone is driven, at every 0.1 ms. */
  const potential = (kind: string, dt: number, engine: "fast" | "slow" = "fast") => {
    const graph = circuit(
      [
        node("n", "mancilla", { n: 2, parameters: { I_e: { values: [150, 0] } } }),
        node("gap", kind, {
          parameters: { weight: 3 },
          connect: { rule: "pairs", pairs: [[0, 1, 3, 0] as const, [1, 0, 3, 0] as const] },
        }),
      ],
      ["n.v > gap.v_pre", "gap.i > n.i"],
      { dt },
    );
    const { network } = compile(graph, catalogue);
    if (!network) throw new Error("does not compile");
    const made = engine === "fast" ? createSimulation(network) : createReference(network);
    return Array.from({ length: 250 }, () => {
      made.run(Math.round(0.1 / dt));
      return made.state(0, "v")[1] as number;
    });
  };

  it("lags by what is held over a step, and not where cells follow one another", () => {
    const fine = potential("gapJunction", 0.0025);
    const off = (values: readonly number[]) => apart(values, (k) => fine[k] as number);
    expect(off(potential("gapJunctionFollowed", 0.1))).toBeLessThan(off(potential("gapJunction", 0.1)) / 5);
  });

  it.each(["gapJunction", "gapJunctionFollowed"])("is the same in both engines (%s)", (kind) => {
    expect(potential(kind, 0.1, "slow")).toEqual(potential(kind, 0.1));
  });
});

describe("STDP with the delay in the dendrite", () => {
  const delays = [1, 2.5, 4];
  /** Weights after one spike of the source at 50 ms, one of the target at 50 ms + lag, and a last one of the source at 100 ms. */
  const weights = (lag: number, order: "nest" | "brian2") => {
    const list = (id: string, times: readonly number[]) => node(id, "spikeList", { parameters: { times } });
    const graph = circuit(
      [
        list("a", [50, 100]),
        list("b", [49 + lag]),
        // In Brian2's order a jump is tested one step later.
        node("kick", "delta", { parameters: { delay: order === "nest" ? 1 : 0.9 } }),
        node("post", "relay"),
        node("syn", "stdpDendritic", {
          parameters: { w_max: 400 },
          connect: { rule: "pairs", pairs: delays.map((delay) => [0, 0, 100, delay] as const) },
        }),
      ],
      ["a.spikes > syn.spikes", "syn.i > post.i", "b.spikes > kick.spikes", "kick.i > post.i"],
      { order },
    );
    const { network } = compile(graph, catalogue);
    if (!network) throw new Error("does not compile");
    const fast = createSimulation(network);
    fast.run(1060);
    const slow = createReference(network);
    slow.run(1060);
    const population = network.populations.findIndex(({ type }) => type === "pairs");
    const found = [...fast.state(population, "syn.w")];
    expect(found).toEqual([...slow.state(population, "syn.w")]);
    return found;
  };

  it.each(["nest", "brian2"] as const)(
    "pairs by t_post + delay - t_pre, which is also what the later spike sees (%s)",
    (order) => {
      for (const lag of [-30, -2.5, -0.9, 20]) {
        weights(lag, order).forEach((found, k) => {
          const apart = lag + (delays[k] as number);
          // Together at the synapse: neither strengthens nor weakens.
          let w = 100;
          if (apart > 1e-6) w += 0.01 * 400 * (1 - w / 400) * Math.exp(-apart / 20);
          if (apart < -1e-6) w -= 0.01 * w * Math.exp(apart / 20);
          w -= 0.01 * w * Math.exp(-(50 - apart) / 20);
          expect(found, `lag ${lag} ms, delay ${delays[k]} ms`).toBeCloseTo(w, 9);
        });
      }
    },
  );

  it("sums the current on the target, whatever the weights do", () => {
    const { network } = compile(
      circuit(
        [node("p", "poisson", { n: 5 }), node("syn", "stdpDendritic"), node("n", "lif", { n: 2 })],
        ["p.spikes > syn.spikes", "syn.i > n.i"],
      ),
      catalogue,
    );
    const states = (node: string) =>
      network?.populations.find((each) => each.node === node)?.states.map(({ name }) => name);
    expect(states("n")).toContain("syn.i_syn");
    expect(states("syn")).not.toContain("syn.i_syn");
  });
});

describe("delays", () => {
  it("bring a spike to its target after the delay, rounded to the step", () => {
    for (const delay of [0.1, 0.15, 0.24, 1.5, 20, 63.7]) {
      const nodes = [
        node("s", "spikeList", { parameters: { times: [5] } }),
        node("syn", "delta", { parameters: { weight: 50, delay } }),
        node("n", "lif"),
      ];
      const { spikes } = run(circuit(nodes, ["s.spikes > syn.spikes", "syn.i > n.i"]), catalogue, 100);
      expect(spikes("n")[0], `delay ${delay} ms`).toBeCloseTo(5 + Math.round(delay * 10) / 10, 9);
    }
  });

  it("may be 0 in Brian2's order, where a jump is tested one step later", () => {
    const nodes = [
      node("s", "spikeList", { parameters: { times: [5] } }),
      node("syn", "delta", { parameters: { weight: 50, delay: 0 } }),
      node("n", "lif"),
    ];
    const { spikes } = run(
      circuit(nodes, ["s.spikes > syn.spikes", "syn.i > n.i"], { order: "brian2" }),
      catalogue,
      10,
    );
    expect(spikes("n")[0]).toBeCloseTo(5.1, 9);
  });
});

it("graded synapses on two outputs of one cell each read their own", () => {
  const value = (reads: string) => ({ signal: "value", reads, unit: "1", about: "" }) as const;
  const twofold = defineNeuron({
    ...{ kind: "twofold", version: 1, label: "Twofold", short: "2", about: "", notes: "", sources: [], icon: "" },
    inputs: {},
    outputs: { double: value("double"), square: value("square"), x: value("x") },
    parameters: {},
    state: { x: { unit: "1", start: "3", about: "" } },
    equations: "double = 2*x\nsquare = x*x\ndx/dt = 0/ms",
  });
  const outputs = ["double", "square", "x"];
  const graph = circuit(
    [
      node("source", "twofold"),
      ...outputs.flatMap((name) => [node(`w_${name}`, "weightedSum"), node(name, "linearUnit", { n: 2 })]),
    ],
    outputs.flatMap((name) => [`source.${name} > w_${name}.r_pre`, `w_${name}.i > ${name}.i`]),
  );
  const { simulation, network } = run(graph, [...catalogue, twofold], 1000);
  const settled = outputs.map((name) =>
    simulation.state(
      network.populations.findIndex((each) => each.node === name),
      "v",
    ),
  );
  for (const [k, expected] of [6, 9, 3].entries()) for (const v of settled[k]!) expect(v).toBeCloseTo(expected, 6);
});
