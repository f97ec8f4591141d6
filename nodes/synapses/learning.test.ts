/** Where learning between rate units must end, by the papers that the rules come from. */
import { expect, it } from "vitest";
import { circuit, node } from "../../src/testing/circuits.ts";
import { run } from "../../src/testing/run.ts";
import { catalogue } from "../index.ts";

const plain = (id: string, kind: string, parameters: Readonly<Record<string, number>>, n = 1) => node(id, kind, { n, form: "plain", parameters });
const unit = (id: string, n = 1) => node(id, "linearUnit", { n, parameters: { tau: 1 } });
const last = (values: readonly number[]): number => values.at(-1) as number;

/** Two inputs that share a noise of variance 1 and have each an own one of variance 1/4: their first component is the diagonal. */
const correlated = (rule: string, parameters: Readonly<Record<string, unknown>>) =>
  circuit(
    [
      plain("both", "ouNoise", { mean: 0, sigma: 1, tau: 20 }),
      plain("own", "ouNoise", { mean: 0, sigma: 0.5, tau: 20 }, 2),
      unit("x", 2),
      node("W", rule, { parameters: { weight: { values: [0.3, -0.2] }, ...parameters } }),
      unit("y"),
    ],
    ["both.i > x.i", "own.i > x.i", "x.r > W.r_pre", "W.i > y.i"],
    { dt: 0.5 },
  );

it("Oja's rule turns to the first principal component, at length 1", () => {
  const ran = run(correlated("oja", { tau_w: 5000 }), catalogue, 40_000, ["W.W.w"]);
  const [a, b] = [0, 1].map((pair) => last(ran.trace("W", "W.w", pair).values)) as [number, number];
  expect(Math.hypot(a, b)).toBeCloseTo(1, 1);
  expect(Math.abs(a + b) / Math.SQRT2).toBeGreaterThan(0.99);
});

it("Hebb's rule turns the same way, and grows without end", () => {
  const ran = run(correlated("hebbLearning", { tau_w: 20_000 }), catalogue, 60_000, ["W.W.w"]);
  const [a, b] = [0, 1].map((pair) => ran.trace("W", "W.w", pair).values) as [number[], number[]];
  const length = (k: number): number => Math.hypot(a[k] as number, b[k] as number);
  expect(Math.abs(last(a) + last(b)) / Math.SQRT2 / length(a.length - 1)).toBeGreaterThan(0.98);
  expect(length(a.length - 1)).toBeGreaterThan(5 * length(0));
});

it("a BCM cell that is shown two inputs by turns answers one of them, with 2, and its threshold is that answer", () => {
  const turn = (id: string, start: number) => plain(id, "pulseTrain", { amplitude: 1, start, period: 200, width: 100 });
  const graph = circuit(
    [
      turn("a", 0),
      turn("b", 100),
      unit("left"),
      unit("right"),
      ...["left", "right"].map((side, k) => node(`W_${side}`, "bcm", { parameters: { weight: k === 0 ? 0.55 : 0.5 } })),
      unit("y"),
    ],
    ["a.i > left.i", "b.i > right.i", "left.r > W_left.r_pre", "right.r > W_right.r_pre", "W_left.i > y.i", "W_right.i > y.i"],
    { dt: 0.5 },
  );
  const ran = run(graph, catalogue, 60_000, ["W_left.W_left.w", "W_right.W_right.w", "W_left.W_left.theta"]);
  expect(last(ran.trace("W_left", "W_left.w").values)).toBeCloseTo(2, 1);
  expect(last(ran.trace("W_right", "W_right.w").values)).toBeCloseTo(0, 1);
  const thetas = ran.trace("W_left", "W_left.theta").values.slice(-400);
  expect(thetas.reduce((sum, theta) => sum + theta, 0) / thetas.length).toBeCloseTo(2, 1);
});
