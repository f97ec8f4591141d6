import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { parseGraph } from "../../graph/index.ts";
import { createSchool, type Report, type SchoolReply } from "../../learning/index.ts";
import type { Inks } from "../../plots/index.ts";
import { boardPicture } from "./boardPicture.ts";
import { lessonOf, type Taught } from "./lesson.ts";

function taughtIn(file: string): { taught: Taught; report: Report } {
  const text = readFileSync(join(import.meta.dirname, `../../../public/examples/${file}.json`), "utf8");
  const { taught } = lessonOf(parseGraph(text, catalogue).graph!, catalogue, "y")!;
  const replies: SchoolReply[] = [];
  createSchool((reply) => replies.push(reply), { now: () => 0, schedule: () => {} }).handle({
    type: "open",
    id: 1,
    layers: taught!.texts,
    data: taught!.data,
    options: { loss: "squared", optimiser: "sgd", batch: 0, test: 0, seed: 1 },
    rate: 0.1,
    pace: 1,
  });
  return { taught: taught!, report: (replies[0] as Extract<SchoolReply, { type: "report" }>).report };
}

const inks = { of: (token: string) => token, panel: "#fff", edge: "#ccc", ink: "#000", ink3: "#666" } as Inks;

/** A canvas that notes the colour and width of every stroke, and every text. */
function paper() {
  const strokes: { ink: string; width: number }[] = [];
  const texts: string[] = [];
  const style = { strokeStyle: "", lineWidth: 0 };
  const nothing = (): void => {};
  const ctx = new Proxy(style as unknown as CanvasRenderingContext2D, {
    get(_, name) {
      if (name === "stroke") return () => strokes.push({ ink: style.strokeStyle, width: style.lineWidth });
      if (name === "fillText") return (text: string) => texts.push(text);
      if (name === "measureText") return () => ({ width: 10 });
      return Object.hasOwn(style, name) ? style[name as keyof typeof style] : nothing;
    },
  });
  return { ctx, strokes, texts };
}

const line = [
  [0, 0],
  [100, 0],
  [100, 50],
] as const;

test("each weight is a strand of its wire: blue below 0, orange above, wider the stronger", () => {
  const { taught, report } = taughtIn("xor-learned");
  const lesson = boardPicture(taught, report)(inks);
  const { ctx, strokes } = paper();
  lesson.wire(ctx, line, "W2");
  const [rest, ...strands] = strokes;
  expect(rest?.ink).toBe("--canvas");
  const { weights } = report.layers[1]!;
  expect(strands.map(({ ink }) => ink)).toEqual([...weights].map((weight) => (weight < 0 ? "--c1" : "--c2")));
  const order = (values: readonly number[]): number[] => [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  expect(order(strands.map(({ width }) => width))).toEqual(order([...weights].map(Math.abs)));
  // No strand for a wire that carries no weights of the lesson.
  const other = paper();
  lesson.wire(other.ctx, line, "s");
  expect(other.strokes).toEqual([]);
});

test("many weights share strands, and of the numbers the strongest are named", () => {
  const { taught, report } = taughtIn("spirals-learned");
  const lesson = boardPicture(taught, report)(inks);
  const { ctx, strokes, texts } = paper();
  const wide = taught.layers[1]!.weights.node.id;
  lesson.wire(ctx, line, wide);
  expect(strokes).toHaveLength(1 + 12);
  Object.assign(globalThis, { getComputedStyle: () => ({ fontFamily: "mono" }) });
  lesson.values(ctx, [0, 0], wide, 1, { x: 0, y: 0, w: 1000, h: 1000 });
  expect(texts[0]).toMatch(/: 256 weights, the 8 strongest$/);
  expect(texts).toHaveLength(9);
  const far = Math.max(...[...report.layers[1]!.weights].map(Math.abs));
  const said = texts.slice(1).map((text) => Math.abs(Number(text.split("  ")[1]!.replace("−", "-"))));
  expect(Math.max(...said)).toBeCloseTo(far, 2);
});

test("where there is no plane to show, nodes keep their own windows", () => {
  const { taught, report } = taughtIn("sine-learned");
  const lesson = boardPicture(taught, report)(inks);
  for (const { units } of taught.layers)
    expect(lesson.window(paper().ctx, { x: 0, y: 0, w: 100, h: 50 }, units.node.id)).toBe(false);
});
