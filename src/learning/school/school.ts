/**
 * Teaches one network at a time, in short pieces between messages, and reports when it is asked, once a frame of the screen. Lives in a
 * thread of its own; the clock and the scheduler are handed in.
 */

import type { Clock } from "../../desk/index.ts";
import type { DataSet } from "../data/sets.ts";
import type { TrainingOptions } from "../mlp/trainer.ts";
import { createLearner, type LayerText, type Learner, type Report } from "./session.ts";

export type SchoolRequest =
  | {
      type: "open";
      id: number;
      layers: readonly LayerText[];
      data: DataSet;
      options: TrainingOptions;
      rate: number;
      pace: number;
    }
  | { type: "train"; on: boolean }
  /** A frame has room for a report. While it trains at a pace, that is also when it goes on. */
  | { type: "frame" }
  | { type: "update" }
  | { type: "epoch" }
  | { type: "rate"; rate: number }
  | { type: "pace"; pace: number }
  | { type: "choose"; options: TrainingOptions }
  /** Other samples, of the same width. */
  | { type: "show"; data: DataSet }
  /** Something that it should answer in every report. */
  | { type: "ask"; x: Float64Array }
  | { type: "fresh"; seed: number }
  /** To the weights that had the least loss. */
  | { type: "back" };

export type SchoolReply =
  | { type: "report"; id: number; training: boolean; report: Report }
  /** Why it cannot be taught, in a sentence. */
  | { type: "refused"; id: number; why: string };

/** Longest time of teaching between looking at messages, and for one frame of the screen [ms]. */
const [pieceMs, frameMs] = [4, 10];

/** Nothing more comes of going on. */
const over = ({ settled, diverged }: Learner): boolean => settled || diverged;

export function createSchool(
  post: (reply: SchoolReply) => void,
  clock: Clock,
): { handle(request: SchoolRequest): void } {
  let now: { id: number; learner: Learner; rate: number; pace: number; training: boolean } | undefined;
  let scheduled = false;

  function tell(): void {
    if (!now) return;
    post({ type: "report", id: now.id, training: now.training, report: now.learner.report(now.training) });
  }
  function refuse(id: number, fault: unknown): void {
    now = undefined;
    post({
      type: "refused",
      id,
      why: `It cannot be taught: ${fault instanceof Error ? fault.message : String(fault)}.`,
    });
  }
  /** At most so many updates, fewer if they take longer than that [ms]. */
  function teach(most: number, ms: number): void {
    if (!now) return;
    const { learner, rate } = now;
    const began = clock.now();
    for (let k = 0; k < most && clock.now() - began < ms && !over(learner); k++) learner.update(rate);
    if (over(learner)) now.training = false;
  }
  const flatOut = (): boolean => now?.training === true && now.pace === Number.POSITIVE_INFINITY;
  /** Goes on piece by piece, messages in between, for as long as nothing paces it. */
  function goOn(): void {
    if (scheduled || !flatOut()) return;
    scheduled = true;
    clock.schedule(() => {
      scheduled = false;
      if (!flatOut()) return;
      teach(Number.POSITIVE_INFINITY, pieceMs);
      if (!now?.training) tell();
      goOn();
    });
  }

  return {
    handle(request) {
      if (request.type === "open") {
        const { id, layers, data, options, rate, pace } = request;
        try {
          now = { id, learner: createLearner(layers, data, options), rate, pace, training: false };
        } catch (fault) {
          return refuse(id, fault);
        }
        return tell();
      }
      if (!now) return;
      const { learner } = now;
      switch (request.type) {
        case "train":
          now.training = request.on;
          // Said at once: a report that is still on its way tells of the time before.
          tell();
          return goOn();
        case "frame":
          if (!now.training) return;
          if (!flatOut()) teach(now.pace, frameMs);
          return tell();
        case "rate":
          now.rate = request.rate;
          return;
        case "pace":
          now.pace = request.pace;
          return goOn();
        case "choose":
          learner.choose(request.options);
          return tell();
        case "show":
          learner.show(request.data);
          return tell();
        case "ask":
          learner.ask(request.x);
          return tell();
        case "fresh":
          learner.fresh(request.seed);
          return tell();
        case "back":
          now.training = false;
          learner.back();
          return tell();
        case "update":
          now.training = false;
          learner.update(now.rate);
          return tell();
        case "epoch": {
          now.training = false;
          const until = learner.epochs + 1;
          while (learner.epochs < until && !learner.diverged) learner.update(now.rate);
          return tell();
        }
      }
    },
  };
}
