/**
 * Teaches one network at a time, in short pieces between messages, and reports at the pace of the screen. Lives in a thread of its own; the
 * clock and the scheduler are handed in.
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
  | { type: "update" }
  | { type: "epoch" }
  | { type: "rate"; rate: number }
  | { type: "pace"; pace: number }
  | { type: "choose"; options: TrainingOptions }
  /** Other samples, of the same width. */
  | { type: "show"; data: DataSet }
  /** Something that it should answer in every report. */
  | { type: "ask"; x: Float64Array }
  | { type: "fresh"; seed: number };

export type SchoolReply =
  | { type: "report"; id: number; training: boolean; report: Report }
  /** Why it cannot be taught, in a sentence. */
  | { type: "refused"; id: number; why: string };

/** Time of teaching between looking at messages, and from report to report [ms]. */
const pieceMs = 8;
const frameMs = 15;

export interface SchoolClock extends Clock {
  /** Runs `piece` after so long [ms]. */
  later(ms: number, piece: () => void): void;
}

export function createSchool(
  post: (reply: SchoolReply) => void,
  clock: SchoolClock,
): { handle(request: SchoolRequest): void } {
  let now: { id: number; learner: Learner; rate: number; pace: number; training: boolean } | undefined;
  let scheduled = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let reportMs = 0;

  function tell(): void {
    if (!now) return;
    const began = clock.now();
    const report = now.learner.report();
    toldAt = clock.now();
    reportMs = toldAt - began;
    post({ type: "report", id: now.id, training: now.training, report });
  }
  function refuse(id: number, fault: unknown): void {
    now = undefined;
    post({
      type: "refused",
      id,
      why: `It cannot be taught: ${fault instanceof Error ? fault.message : String(fault)}.`,
    });
  }
  function wake(afterMs: number): void {
    if (scheduled || !now?.training) return;
    scheduled = true;
    const go = (): void => {
      scheduled = false;
      piece();
    };
    if (afterMs > 0) clock.later(afterMs, go);
    else clock.schedule(go);
  }
  function piece(): void {
    if (!now?.training) return;
    const { learner, rate, pace } = now;
    const began = clock.now();
    let left = pace;
    while (left-- > 0 && clock.now() - began < pieceMs && !learner.settled) learner.update(rate);
    if (learner.settled) now.training = false;
    const paced = Number.isFinite(pace);
    // Where a look at the network takes long, most of the time still goes into teaching it.
    const soon = paced && reportMs < pieceMs;
    if (!now.training || soon || clock.now() - toldAt >= Math.max(frameMs, 3 * reportMs)) tell();
    wake(paced ? frameMs - (clock.now() - began) : 0);
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
          wake(0);
          return request.on ? undefined : tell();
        case "rate":
          now.rate = request.rate;
          return;
        case "pace":
          now.pace = request.pace;
          return;
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
        case "update":
          now.training = false;
          learner.update(now.rate);
          return tell();
        case "epoch": {
          now.training = false;
          const until = learner.epochs + 1;
          while (learner.epochs < until) learner.update(now.rate);
          return tell();
        }
      }
    },
  };
}
