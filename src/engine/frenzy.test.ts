/**
 * Izhikevich's pattern T lowers the recovery at each spike, so that in fine steps it fires ever faster and has no solution:
 * the run stops there and says so, and every engine finds the same cell at the same time.
 */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { runCircuit } from "../cli/run.ts";
import { testTerminal } from "../cli/testTerminal.ts";
import { parseOptions } from "../cli/usage.ts";
import { timeAt } from "../compiler/index.ts";
import { type Graph, type Node, serialize } from "../graph/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { networkOf } from "../testing/run.ts";
import { createFrenzy } from "./frenzy.ts";
import { createHost } from "./host.ts";
import type { Reply } from "./protocol.ts";
import { createReference } from "./reference.ts";
import { createSimulation } from "./simulation.ts";

const alone = (kind: string, dt: number, more: Partial<Node>, order: Graph["order"] = "brian2") =>
  circuit([node("calm", "lif", { n: 3, parameters: { I_e: 400 } }), node("wild", kind, more)], [], { dt, order });
const patternT = (dt: number) =>
  alone("izhikevich", dt, {
    method: "rk4",
    n: 2,
    parameters: { a: -0.026, b: -1, c: -45, d: -2, I_e: { values: [80, 120] } },
    start: { v: -63.8 },
  });

/** How a run ends in the app, and when. */
function endOf(graph: Graph, untilMs: number): Extract<Reply, { type: "stopped" }> | undefined {
  const replies: Reply[] = [];
  let queue: (() => void)[] = [];
  let now = 0;
  const clock = { now: () => (now += 0.5), schedule: (piece: () => void) => void queue.push(piece) };
  const host = createHost(catalogue, (reply) => replies.push(reply), clock);
  host.handle({ type: "graph", version: 1, graph });
  host.handle({ type: "run", speed: "max", untilMs });
  while (queue.length > 0) {
    const pieces = queue;
    queue = [];
    for (const piece of pieces) piece();
  }
  return replies.find((reply) => reply.type === "stopped");
}

describe("a cell that fires ever faster", () => {
  it("stops the run, and is named with the time and a way out", () => {
    const stopped = endOf(patternT(0.005), 400);
    expect(stopped?.timeMs).toBeLessThan(399);
    expect(stopped?.why).toMatchObject({
      code: "frenzy",
      severity: "error",
      at: { type: "node", node: "wild" },
      message: expect.stringMatching(
        /"wild": cell [01] fired more than 10 times within a millisecond, up to [\d.]+ ms.*refractory/,
      ),
    });
  });

  it("is found alike by the interpreter, whatever pieces the spikes come in", () => {
    const network = networkOf(patternT(0.005), catalogue);
    const simulation = createSimulation(network);
    const pieces = createFrenzy(simulation);
    let found: unknown;
    while (found === undefined && simulation.timeMs < 400) {
      simulation.run(137);
      found = pieces.look(simulation.takeSpikes());
    }
    const reference = createReference(network);
    reference.run(simulation.step);
    const all = createFrenzy(simulation).look({
      times: Float64Array.from(reference.spikes, ([step]) => timeAt(network.dt, step + network.order.stampOffset)),
      cells: Uint32Array.from(reference.spikes, ([, cell]) => cell),
    });
    expect(found).toBeDefined();
    expect(all).toEqual(found);
  });

  it("ends the terminal's run with an error", () => {
    const terminal = testTerminal({ "T.json": serialize(patternT(0.005)) });
    const options = parseOptions(
      ["--duration", "400"],
      ["duration", "dt", "seed", "record", "format", "out"],
      ["record"],
    );
    expect(() => runCircuit("T.json", options, catalogue, terminal)).toThrow();
    expect(terminal.problems).toContain("fired more than 10 times within a millisecond");
  });

  it("is none in the published steps, nor is a fast cell, a busy source or a model in plain numbers", () => {
    expect(endOf(patternT(0.5), 400)?.why).toEqual({ type: "until" });
    const fast = alone("lif", 0.1, { parameters: { I_e: 1e6, t_ref: 0 } }, "nest");
    expect(endOf(fast, 50)?.why).toEqual({ type: "until" });
    const source = alone("poisson", 0.05, { parameters: { rate: 50000 } }, "nest");
    expect(endOf(source, 50)?.why).toEqual({ type: "until" });
    // A millisecond of the lecture's loop is a second.
    const loop = alone("lectureIf", 0.01, { parameters: { g: 100 } }, "nest");
    expect(endOf(loop, 2)?.why).toEqual({ type: "until" });
    // Ten in a millisecond are allowed.
    const ten = alone("lif", 0.05, { parameters: { I_e: 1e6, t_ref: 0.1 } }, "nest");
    expect(endOf(ten, 50)?.why).toEqual({ type: "until" });
    expect(endOf(alone("lif", 0.05, { parameters: { I_e: 1e6, t_ref: 0 } }, "nest"), 50)?.why).toMatchObject({
      code: "frenzy",
    });
  });
});
