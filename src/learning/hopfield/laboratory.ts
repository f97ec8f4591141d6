/**
 * What the memory laboratory asks and answers: a recall frame by frame, where the network rests, how much it holds, how it
 * forgets. Answers are plain data with typed arrays. A matrix is kept until another is asked for, so that one cue after another
 * costs a recall and no learning.
 */

import type { Clock } from "../../desk/index.ts";
import { brushed, deleted, deletedPairs, parsePatterns, type Storage, store, stroke } from "../../patterns/index.ts";
import { type CapacityOptions, type CapacityPoint, capacityCurve } from "./capacity.ts";
import { type Forgetting, forgetting } from "./forgetting.ts";
import { type Meaning, meaningOf, overlaps } from "./meaning.ts";
import { type RecallOptions, recall } from "./recall.ts";
import { type Resting, restingStates } from "./spurious.ts";

/** A network that has learned, and what was done to it. */
export interface Memory {
  /** Text of the patterns. */
  patterns: string;
  storage: Storage;
  lesion: number;
  damage: "pairs" | "single" | "stroke";
  /** Units that lost all their weights. */
  hurt: readonly number[];
  seed: number;
}

/** A state on the way, with what it is like. */
export interface Glimpse {
  round: number;
  state: Float64Array;
  energy: number;
  /** With each stored pattern. */
  overlaps: Float64Array;
}

export type MemoryQuestion =
  | {
      type: "recall";
      memory: Memory;
      cue: Float64Array;
      options: Pick<RecallOptions, "update" | "atZero" | "seed" | "framesPerSweep">;
    }
  | {
      type: "rests";
      memory: Memory;
      starts: number;
      /** Of the starts; the memory and its damage have a seed of their own. */
      seed: number;
    }
  | ({ type: "capacity" } & CapacityOptions)
  | { type: "forgetting"; n: number; m: number; networks: number; seed: number };

export type MemoryAnswer =
  | {
      type: "recall";
      glimpses: readonly Glimpse[];
      end: "settled" | "cycle" | "running";
      rounds: number;
      meaning: Meaning;
      /** Time that learning took [ms]; undefined where it had been learned before. */
      learnedMs?: number;
      /** Time of the recall alone [ms]. */
      recalledMs: number;
    }
  | { type: "rests"; resting: readonly Resting[] }
  | { type: "capacity"; points: readonly CapacityPoint[] }
  | { type: "forgetting"; found: readonly Forgetting[] };

export interface MemoryProgress {
  share: number;
  /** Capacity: what is measured so far. */
  points?: readonly CapacityPoint[];
}

/** Answers questions, one generator each; what was learned last is remembered between them. */
export function createMemoryLaboratory(): (
  question: MemoryQuestion,
  clock: Pick<Clock, "now">,
) => Generator<MemoryProgress, MemoryAnswer> {
  let known: { key: string; learned: Learned } | undefined;

  const learn = (memory: Memory): Learned => {
    const key = JSON.stringify(memory);
    if (known?.key !== key) known = { key, learned: learned(memory) };
    return known.learned;
  };

  return function* answer(question, clock) {
    switch (question.type) {
      case "recall": {
        const before = known;
        const began = clock.now();
        const { weights, points } = learn(question.memory);
        const learnedAt = clock.now();
        const { frames, end, rounds, state } = recall(weights, question.cue, question.options);
        const recalledMs = clock.now() - learnedAt;
        yield { share: 0.9 };
        return {
          type: "recall",
          glimpses: frames.map((frame) => ({ ...frame, overlaps: overlaps(points, frame.state) })),
          end,
          rounds,
          meaning: meaningOf(points, state),
          ...(known === before ? {} : { learnedMs: learnedAt - began }),
          recalledMs,
        };
      }
      case "rests": {
        const { weights, points, n } = learn(question.memory);
        const work = restingStates(weights, points, n, question.starts, question.seed);
        for (let step = work.next(); ; step = work.next()) {
          if (step.done) return { type: "rests", resting: step.value };
          yield { share: step.value };
        }
      }
      case "capacity":
        return { type: "capacity", points: yield* capacityCurve(question) };
      case "forgetting": {
        const { n, m, networks, seed } = question;
        const work = forgetting(n, m, networks, seed);
        for (let step = work.next(); ; step = work.next()) {
          if (step.done) return { type: "forgetting", found: step.value };
          yield { share: step.value };
        }
      }
    }
  };
}

interface Learned {
  weights: Float64Array;
  points: Float64Array;
  n: number;
}

/** @throws when the patterns cannot be read */
function learned({ patterns, storage, lesion, damage, hurt, seed }: Memory): Learned {
  const { width, height, points, names } = parsePatterns(patterns);
  const n = names.length > 0 ? width * height : 0;
  if (n === 0) throw new Error("there are no patterns to store");
  let weights = store(points, n, storage);
  if (lesion > 0)
    weights =
      damage === "stroke"
        ? stroke(weights, lesion, seed)
        : damage === "single"
          ? deleted(weights, lesion, seed)
          : deletedPairs(weights, n, lesion, seed);
  if (hurt.length > 0) {
    const units = new Uint8Array(n);
    for (const unit of hurt) units[unit] = 1;
    weights = brushed(weights, units);
  }
  return { weights, points, n };
}
