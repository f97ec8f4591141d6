/** The reference without steps, against closed forms and against SciPy's DOP853 at 1e-12 as the golden cases list it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { networkOf } from "../testing/run.ts";
import { createContinuous, NoSolution } from "./continuous.ts";

const solved = (graph: Graph, untilMs: number, id = "n") => {
  const network = networkOf(graph, catalogue);
  const solution = createContinuous(
    network,
    network.populations.findIndex((each) => each.node === id),
  );
  solution.runTo(untilMs);
  return solution;
};
const timesOf = (...asked: Parameters<typeof solved>): number[] => solved(...asked).spikes.map(({ timeMs }) => timeMs);
const alone = (kind: string, more: Partial<Node> = {}, dt = 0.1): Graph => circuit([node("n", kind, more)], [], { dt });
const convergedOf = (name: string): number[] =>
  JSON.parse(readFileSync(new URL(`../../e2e/reference/brian2/${name}.json`, import.meta.url), "utf8")).expected
    .converged.spike_times_ms;

/** Every k-th time, to within so many ms. */
function near(found: readonly number[], wanted: readonly number[], within: number): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((time, k) => {
    expect(Math.abs(time - wanted[k]!), `spike ${k + 1}`).toBeLessThan(within);
  });
}

describe("spikes between the steps", () => {
  it("of a leaky cell are at tau ln(RI/(RI - theta)) and t_ref later again, to 1e-9 ms", () => {
    // 500 pA through 10 ms/250 pF lift it by 20 mV, 15 of them to the threshold.
    const first = 10 * Math.log(20 / 5);
    const wanted = Array.from({ length: 6 }, (_, k) => first + k * (first + 2));
    near(timesOf(alone("lif", { parameters: { I_e: 500 } }), 100), wanted, 1e-9);
    // Whatever the step of the circuit.
    near(timesOf(alone("lif", { parameters: { I_e: 500 } }, 1), 100), wanted, 1e-9);
  });

  it("of a perfect integrator are as far apart as its charge takes", () => {
    const graph = alone("integrateAndFire", { parameters: { C_m: 250, V_th: -55, V_reset: -70, t_ref: 0, I_e: 100 } });
    near(timesOf(graph, 100), [37.5, 75], 1e-9);
  });

  it("of a quadratic cell are at its closed interval", () => {
    const tau = 10;
    const one = tau * (Math.atan(100) - Math.atan(-100));
    const first = tau * (Math.atan(100) - Math.atan(0));
    const graph = alone("qif", { parameters: { I_e: 1, tau }, start: { v: 0 } });
    near(
      timesOf(graph, 100),
      [0, 1, 2].map((k) => first + k * one).filter((time) => time < 100),
      1e-8,
    );
  });

  it("of Hodgkin and Huxley's cell are SciPy's, with a step of current and with a fast sine", () => {
    const step = node("s", "step", { form: "per area", parameters: { amplitude: 10, start: 5, stop: 150 } });
    near(timesOf(circuit([step, node("n", "hodgkinHuxley")], ["s.i > n.i"]), 150), convergedOf("n074_hh_10"), 2e-6);
    const sine = node("s", "sine", {
      form: "per area",
      parameters: { amplitude: 100, frequency: 1000, phase: 0, offset: 0 },
    });
    const driven = circuit([sine, node("n", "hodgkinHuxley")], ["s.i > n.i"], { order: "brian2" });
    near(timesOf(driven, 100), convergedOf("n081_hh_sine_1khz"), 2e-6);
  });

  it("count six where Izhikevich's script has five", () => {
    // Regular spiking, 14 mV/ms after 15 ms: from the first step of 0.25 ms after it.
    const step = node("s", "step", { form: "rate", parameters: { amplitude: 14, start: 15.25, stop: 1000 } });
    const cell = node("n", "izhikevich", { parameters: { a: 0.02, b: 0.2, c: -65, d: 8 }, start: { v: -63 } });
    const found = timesOf(circuit([step, cell], ["s.i > n.i"]), 150);
    near(found, convergedOf("n100_izh03_RS"), 1e-5);
  });
});

describe("what arrives", () => {
  it("is felt after its delay to the last bit of it: a jump decays from then on", () => {
    const graph = circuit(
      [
        node("a", "spikeList", { parameters: { times: [10] } }),
        node("s", "delta", { parameters: { weight: 5, delay: 1.5 } }),
        node("n", "lif"),
      ],
      ["a.spikes > s.spikes", "s.i > n.i"],
    );
    const solution = solved(graph, 11.5);
    expect(solution.state("v", 0)).toBeCloseTo(-70, 12);
    solution.runTo(15);
    expect(solution.state("v", 0)).toBeCloseTo(-70 + 5 * Math.exp(-3.5 / 10), 11);
  });

  it("makes the closed potential of an exponential current, and of two cells in a row", () => {
    const graph = circuit(
      [
        node("a", "spikeList", { parameters: { times: [10] } }),
        node("s", "exponential", { parameters: { weight: 100, delay: 1, tau_syn: 2 } }),
        node("n", "lif"),
      ],
      ["a.spikes > s.spikes", "s.i > n.i"],
    );
    // w/C tau_m tau_s/(tau_m - tau_s) (e^(-t/tau_m) - e^(-t/tau_s)), 5 ms after the arrival
    const wanted = (((100 / 250) * (10 * 2)) / (10 - 2)) * (Math.exp(-0.5) - Math.exp(-2.5));
    expect(solved(graph, 16).state("v", 0)).toBeCloseTo(-70 + wanted, 10);
  });

  it("lets a cell fire that it lifts above the threshold, and is lost on one that rests", () => {
    const graph = circuit(
      [
        node("a", "spikeList", { parameters: { times: [10, 11, 30] } }),
        node("s", "delta", { parameters: { weight: 16, delay: 1 } }),
        node("n", "lif"),
      ],
      ["a.spikes > s.spikes", "s.i > n.i"],
    );
    near(timesOf(graph, 50), [11, 31], 1e-9);
  });
});

describe("is refused with the reason", () => {
  const why = (graph: Graph, untilMs = 50): string => {
    try {
      solved(graph, untilMs);
    } catch (error) {
      if (error instanceof NoSolution) return error.message;
      throw error;
    }
    return "";
  };

  it("where chance draws, steps are part of the model, or pairs learn", () => {
    const noisy = circuit([node("s", "ouNoise"), node("n", "lif")], ["s.i > n.i"]);
    expect(why(noisy)).toMatch(/"s" draws by chance/);
    expect(why(alone("izhikevich2003"))).toMatch(/does something in each step/);
    const learning = circuit(
      [node("a", "regular"), node("s", "stdp"), node("n", "lif")],
      ["a.spikes > s.spikes", "s.i > n.i"],
    );
    expect(why(learning)).toMatch(/"s" keeps values for each pair/);
  });

  it("where a cell fires ever faster: Izhikevich's pattern T", () => {
    const parameters = { a: -0.026, b: -1, c: -45, d: -2, I_e: 120 };
    expect(why(alone("izhikevich", { parameters, start: { v: -63.8 } }), 300)).toMatch(/fires ever faster/);
  });

  it("and not for what is elsewhere on the board", () => {
    const apart = circuit(
      [node("s", "ouNoise"), node("m", "lif"), node("n", "lif", { parameters: { I_e: 500 } })],
      ["s.i > m.i"],
    );
    expect(timesOf(apart, 20)).toHaveLength(1);
  });
});
