/**
 * Answers the page's questions about cells one after another, in short pieces between messages, so that a question can be
 * taken back while it is worked on. What was found is kept by the parameters it was found for. Lives in a thread of its own
 * beside the engine's; the clock and the scheduler are handed in.
 */
import { type Clock, createDesk, faultWords } from "../desk/index.ts";
import type { Graph, Node } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { type Cell, isolate, NotAnalysable } from "./cell.ts";
import { compareSteps } from "./comparison.ts";
import { channelGates } from "./gates.ts";
import { findOnset, type Onset } from "./onset.ts";
import { firingPattern } from "./pattern.ts";
import { phasePlane } from "./plane.ts";
import { presentOf } from "./present.ts";
import { share } from "./probe.ts";
import type { AnalysisReply, AnalysisRequest, Facts, Question, Questions } from "./protocol.ts";
import { rateCurve } from "./rates.ts";
import { stepFamily, stepsAround } from "./steps.ts";

type Ask = Extract<AnalysisRequest, { type: "ask" }>;

const mostKept = 64;

export function createAnalyst(
  catalogue: Catalogue,
  post: (reply: AnalysisReply) => void,
  clock: Clock,
): { handle(request: AnalysisRequest): void } {
  const kept = new Map<string, unknown>();

  /** The result kept under a key, or made and kept. What is asked for is moved to the end: the oldest goes first. */
  function* remembered<T>(key: string, make: () => Generator<number, T>): Generator<number, T> {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known as T;
    }
    const made = yield* make();
    kept.set(key, made);
    const oldest = kept.keys().next().value;
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  function* answer(ask: Ask): Generator<number, AnalysisReply> {
    const { id, question, graph, options } = ask;
    const cell = isolate(graph, ask.node, catalogue);
    const own = cellKey(graph, cell.node);
    const onset = (): Generator<number, Onset> => remembered(`onset ${own}`, () => findOnset(cell));
    const result = yield* remembered(
      `${question} ${question === "present" || question === "compare" ? circuitKey(graph, ask.node) : own} ${JSON.stringify(options)}`,
      () => work(ask, cell, onset),
    );
    const facts: Facts = { unit: cell.input?.unit, states: cell.states, spread: cell.spread };
    return { type: "answer", id, question, facts, result } as AnalysisReply;
  }

  function* work(
    ask: Ask,
    cell: Cell,
    onset: () => Generator<number, Onset>,
  ): Generator<number, Questions[Question]["answer"]> {
    switch (ask.question) {
      case "rates": {
        const found = yield* share(onset(), 0, 0.6);
        if (!cell.input) return { onset: found };
        return {
          onset: found,
          curve: yield* share(rateCurve(cell, found, ask.options.range, ask.options.stepMs), 0.6, 1),
        };
      }
      case "steps": {
        const found = yield* share(onset(), 0, 0.8);
        return yield* share(stepFamily(cell, ask.options.currents ?? (cell.input ? stepsAround(found) : [0])), 0.8, 1);
      }
      case "pattern": {
        const found = yield* share(onset(), 0, 0.8);
        return yield* share(firingPattern(cell, ask.options.current ?? firingCurrent(found)), 0.8, 1);
      }
      case "present":
        return yield* presentOf(ask.graph, cell, catalogue);
      case "compare":
        return yield* compareSteps(ask.graph, cell, ask.options, catalogue);
      case "plane": {
        // The room for a spike; a system that cannot be drawn need not be searched.
        const found = cell.states.length <= 2 ? yield* share(onset(), 0, 0.8) : undefined;
        const { current = 0, ranges } = ask.options;
        return yield* share(
          phasePlane(cell, {
            current,
            ...(found && cell.input ? { firing: firingCurrent(found) } : {}),
            ...(ranges ? { ranges } : {}),
          }),
          0.8,
          1,
        );
      }
      case "gates": {
        if (cell.states.length < 2) return {};
        const found = yield* share(onset(), 0, 0.9);
        const gates = yield* share(channelGates(cell, cell.input ? firingCurrent(found) : 0), 0.9, 1);
        return gates ? { gates } : {};
      }
    }
  }

  return createDesk<Ask, number, AnalysisReply>(
    answer,
    {
      progress: ({ id }, share) => ({ type: "progress", id, share }),
      refused: ({ id }, fault) => ({
        type: "refused",
        id,
        why: fault instanceof NotAnalysable ? fault.message : `It cannot be analysed: ${faultWords(fault)}.`,
      }),
    },
    post,
    clock,
  );
}

/** A current on which it fires well: half as much again as it needs; a little, for a cell that needs none. */
export function firingCurrent({ onset, rheobase, highest, vanishing, spontaneous }: Onset): number {
  if (spontaneous) return Number((0.5 * Math.abs(onset ?? highest / 5)).toPrecision(3));
  const edge = vanishing ? highest / 3 : (onset ?? rheobase ?? highest / 2);
  const size = edge === 0 ? highest / 2 : Math.abs(edge);
  return Number((edge + 0.5 * size).toPrecision(3));
}

/** Everything about a node that its answers depend on: not its name, its place or its number of cells. */
function cellKey({ dt, order, seed }: Graph, { kind, form, parameters, start, method, definition }: Node): string {
  return JSON.stringify([dt, order, seed, kind, form, parameters, start, method, definition]);
}

/** Everything a circuit's run depends on. */
function circuitKey({ dt, order, seed, nodes, wires }: Graph, node: string): string {
  const bare = nodes.map(({ label, at, color, flipped, ...rest }) => rest);
  return JSON.stringify([node, dt, order, seed, bare, wires]);
}
