/** The laboratory's questions, asked through the desk as the page asks them. */
import { expect, test } from "vitest";
import { parsePatterns } from "../../patterns/index.ts";
import {
  createLaboratoryDesk,
  createMemoryLaboratory,
  type DeskReply,
  type Memory,
  type MemoryAnswer,
  type MemoryProgress,
  type MemoryQuestion,
} from "../index.ts";

const memory: Memory = {
  patterns: "8x8; letters TLX",
  storage: { rule: "pseudo-inverse", diagonal: false },
  lesion: 0,
  damage: "pairs",
  hurt: [],
  seed: 1,
};

/** A desk whose pieces run when they are told to, on a clock that goes one millisecond a look. */
function desk() {
  const replies: DeskReply<MemoryProgress, MemoryAnswer>[] = [];
  const pieces: (() => void)[] = [];
  let ms = 0;
  const { handle } = createLaboratoryDesk<MemoryQuestion, MemoryProgress, MemoryAnswer>(
    createMemoryLaboratory(),
    (reply) => replies.push(reply),
    { now: () => ms++, schedule: (piece) => pieces.push(piece) },
  );
  const work = (most = 1e4) => {
    for (let k = 0; k < most && pieces.length > 0; k++) pieces.shift()?.();
  };
  return { handle, work, replies };
}

const cue = parsePatterns(memory.patterns).points.slice(0, 64).fill(0, 40);
const recallOf = (of: Memory): MemoryQuestion => ({
  type: "recall",
  memory: of,
  cue,
  options: { update: "synchronous" },
});

test("a letter seen in part is recalled, with its overlaps on the way, and named", () => {
  const { handle, work, replies } = desk();
  handle({ type: "ask", id: 1, question: recallOf(memory) });
  work();
  const [reply] = replies.filter(({ type }) => type === "answer");
  expect(reply).toMatchObject({
    id: 1,
    answer: { type: "recall", end: "settled", meaning: { type: "stored", pattern: 0 } },
  });
  const { glimpses } = (reply as { answer: Extract<MemoryAnswer, { type: "recall" }> }).answer;
  expect(glimpses[0]?.state).toEqual(cue);
  expect(glimpses.at(-1)?.overlaps[0]).toBe(1);
});

test("what was learned is learned once", () => {
  const { handle, work, replies } = desk();
  handle({ type: "ask", id: 1, question: recallOf(memory) });
  handle({ type: "ask", id: 2, question: recallOf(memory) });
  handle({ type: "ask", id: 3, question: recallOf({ ...memory, hurt: [5] }) });
  work();
  const learned = replies.flatMap((reply) =>
    reply.type === "answer" && reply.answer.type === "recall" ? [reply.answer.learnedMs !== undefined] : [],
  );
  expect(learned).toEqual([true, false, true]);
});

test("other starts look at the same memory, damage and all", () => {
  const { handle, work, replies } = desk();
  const damaged = { ...memory, lesion: 0.3 };
  handle({ type: "ask", id: 1, question: recallOf(damaged) });
  for (const seed of [1, 2])
    handle({ type: "ask", id: 1 + seed, question: { type: "rests", memory: damaged, starts: 8, seed } });
  handle({ type: "ask", id: 4, question: recallOf(damaged) });
  work();
  const answers = replies.flatMap((reply) => (reply.type === "answer" ? [reply.answer] : []));
  const [, one, two, again] = answers;
  // What was learned and damaged first was asked every time: nothing was learned anew.
  expect(again).not.toHaveProperty("learnedMs");
  expect(one).not.toEqual(two);
});

test("a question that is taken back is not answered, and the next one is", () => {
  const { handle, work, replies } = desk();
  handle({ type: "ask", id: 1, question: { type: "capacity", n: 60, loads: [0.1, 0.2], networks: 40, seed: 1 } });
  handle({ type: "ask", id: 2, question: { type: "rests", memory, starts: 3, seed: 1 } });
  work(3);
  handle({ type: "cancel", id: 1 });
  work();
  expect(replies.filter(({ type }) => type === "answer").map(({ id }) => id)).toEqual([2]);
});

test("a long answer tells what it knows by then", () => {
  const { handle, work, replies } = desk();
  handle({ type: "ask", id: 1, question: { type: "capacity", n: 60, loads: [0.1, 0.2], networks: 40, seed: 1 } });
  work();
  const told = replies.flatMap((reply) => (reply.type === "progress" ? [reply.progress] : []));
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]?.points?.length).toBeGreaterThan(0);
});

test("no patterns: refused in a sentence", () => {
  const { handle, work, replies } = desk();
  handle({ type: "ask", id: 1, question: recallOf({ ...memory, patterns: "8x8" }) });
  work();
  expect(replies).toEqual([{ type: "refused", id: 1, why: "It broke off: there are no patterns to store." }]);
});
