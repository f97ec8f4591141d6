/** What passes between the page and the thread that analyses. Results are plain data with typed arrays. */
import type { Graph } from "../graph/index.ts";
import type { Comparison, OtherWay } from "./comparison.ts";
import type { Gates } from "./gates.ts";
import type { Onset } from "./onset.ts";
import type { Pattern } from "./pattern.ts";
import type { NoPlane, PhaseLine, PhasePlane, Range } from "./plane.ts";
import type { Present } from "./present.ts";
import type { RateCurve } from "./rates.ts";
import type { StepFamily } from "./steps.ts";

/** What the node is, before anything is run. */
export interface Facts {
  /** Unit of the input; undefined: it takes no current. */
  unit: string | undefined;
  states: readonly { name: string; unit: string }[];
  /** Analysed with the middle of parameters that differ from cell to cell. */
  spread: boolean;
}

/** The questions, each with what it may be told and what it answers. */
export interface Questions {
  rates: { ask: { range?: Range; stepMs?: number }; answer: { onset: Onset; curve?: RateCurve } };
  steps: { ask: { currents?: readonly number[] }; answer: StepFamily };
  pattern: { ask: { current?: number }; answer: Pattern };
  present: { ask: object; answer: Present };
  plane: { ask: { current?: number; ranges?: readonly [Range, Range] }; answer: PhasePlane | PhaseLine | NoPlane };
  gates: { ask: object; answer: { gates?: Gates } };
  compare: { ask: OtherWay; answer: Comparison };
}

export type Question = keyof Questions;

export type AnalysisRequest =
  | {
      [Q in Question]: {
        type: "ask";
        id: number;
        question: Q;
        graph: Graph;
        node: string;
        options: Questions[Q]["ask"];
      };
    }[Question]
  | { type: "cancel"; id: number };

export type AnalysisReply =
  | { type: "progress"; id: number; share: number }
  | {
      [Q in Question]: { type: "answer"; id: number; question: Q; facts: Facts; result: Questions[Q]["answer"] };
    }[Question]
  /** Why there is no answer, in a sentence. */
  | { type: "refused"; id: number; why: string };
