import { expect, test } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { circuit, node } from "../testing/circuits.ts";
import { type AnalysisReply, type AnalysisRequest, createAnalyst } from "./index.ts";

const graph = circuit([node("a", "lif"), node("s", "constant")], ["s.i > a.i"]);

/** An analyst whose clock stands still until `tick`: each piece is one step of work. */
function bench() {
  const replies: AnalysisReply[] = [];
  const pieces: (() => void)[] = [];
  let time = 0;
  const analyst = createAnalyst(catalogue, (reply) => replies.push(reply), {
    now: () => (time += 7),
    schedule: (piece) => pieces.push(piece),
  });
  return {
    replies,
    ask: (request: AnalysisRequest) => analyst.handle(request),
    /** Pieces run until nothing is left, or until so many. @returns how many ran */
    run(most = Number.POSITIVE_INFINITY): number {
      let count = 0;
      for (; pieces.length > 0 && count < most; count++) pieces.shift()?.();
      return count;
    },
  };
}

const rates = (id: number, from = graph, options = {}): AnalysisRequest => ({
  type: "ask",
  id,
  question: "rates",
  graph: from,
  node: "a",
  options,
});

test("a question is answered in pieces, with its progress on the way", () => {
  const { ask, run, replies } = bench();
  ask(rates(1));
  expect(run()).toBeGreaterThan(10);
  expect(replies.at(-1)).toMatchObject({ type: "answer", id: 1, question: "rates", facts: { unit: "pA" } });
  const shares = replies.flatMap((reply) => (reply.type === "progress" ? [reply.share] : []));
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((x, y) => x - y));
});

test("what was found is kept by the parameters: another name or place asks for no work, another number does", () => {
  const { ask, run, replies } = bench();
  ask(rates(1));
  const first = run();
  const moved = { ...graph, nodes: graph.nodes.map((each) => ({ ...each, label: "E", at: [64, 64] as const })) };
  ask(rates(2, moved));
  expect(run()).toBeLessThan(3);
  const changed = { ...graph, nodes: graph.nodes.map((each) => ({ ...each, parameters: { C_m: 100 } })) };
  ask(rates(3, changed));
  expect(run()).toBeGreaterThan(first / 2);
  expect(replies.filter(({ type }) => type === "answer")).toHaveLength(3);
});

test("a question that is taken back is dropped, under way or waiting", () => {
  const { ask, run, replies } = bench();
  ask(rates(1));
  ask(rates(2, graph, { range: [0, 2000] }));
  run(3);
  ask({ type: "cancel", id: 1 });
  ask({ type: "cancel", id: 2 });
  run();
  expect(replies.filter(({ type }) => type === "answer")).toEqual([]);
});

test("what cannot be analysed is refused with a sentence", () => {
  const { ask, run, replies } = bench();
  ask({ type: "ask", id: 1, question: "steps", graph, node: "s", options: {} });
  ask({ type: "ask", id: 2, question: "plane", graph, node: "gone", options: {} });
  run();
  expect(replies).toEqual([
    { type: "refused", id: 1, why: '"s" is no neuron; only neurons fire.' },
    { type: "refused", id: 2, why: "This node is no longer in the circuit." },
  ]);
});
