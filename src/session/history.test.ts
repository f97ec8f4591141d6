import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyGraph, type Graph } from "../graph/index.ts";
import { editHistory, type History, moveHistory, presentGraph, redoLabel, startHistory, undoLabel } from "./history.ts";
import type { Edit } from "./types.ts";

const name = (text: string, coalesce?: string): Edit => ({
  label: `Name ${text}`,
  apply: (graph) => ({ ...graph, name: text }),
  ...(coalesce === undefined ? {} : { coalesce }),
});
const undo = (history: History) => moveHistory(history, -1);
const redo = (history: History) => moveHistory(history, 1);

describe("history", () => {
  test("undo gives back the very graph of before and names what it takes back", () => {
    const first = emptyGraph();
    let history = editHistory(startHistory(first), name("a"), 0);
    const second = presentGraph(history);
    expect([undoLabel(history), redoLabel(history)]).toEqual(["Name a", undefined]);
    history = undo(history);
    expect(presentGraph(history)).toBe(first);
    expect([undoLabel(history), redoLabel(history)]).toEqual([undefined, "Name a"]);
    expect(presentGraph(redo(history))).toBe(second);
  });

  test("a drag is one step; a pause, another edit or an undo ends it", () => {
    const drag = (history: History, times: number[]) =>
      times.reduce((all, at) => editHistory(all, name(`at ${at}`, "drag"), at), history);
    const start = startHistory(emptyGraph());
    expect(drag(start, [0, 16, 900, 1800]).entries.length).toBe(2);
    expect(drag(start, [0, 16, 1017]).entries.length).toBe(3);
    expect(drag(editHistory(drag(start, [0, 16]), name("x"), 20), [30]).entries.length).toBe(4);
    const other = editHistory(drag(start, [0]), name("y", "another drag"), 10);
    expect(other.entries.length).toBe(3);
    expect(drag(redo(undo(drag(start, [0]))), [20]).entries.length).toBe(3);
    // Undone and dragged on: the new drag takes the place of what was undone.
    expect(drag(undo(drag(start, [0])), [20]).entries.length).toBe(2);
    expect(presentGraph(undo(drag(start, [0, 16, 32])))).toBe(presentGraph(start));
  });

  test("an edit that changes nothing makes no step and keeps what can be redone", () => {
    const history = undo(editHistory(startHistory(emptyGraph()), name("a"), 0));
    expect(editHistory(history, { label: "Nothing", apply: (graph) => graph }, 1)).toBe(history);
    expect(editHistory(history, { label: "Copy", apply: (graph) => ({ ...graph }) }, 1)).toBe(history);
  });

  test("after any acts, undoing all is the first graph and redoing all the last, by reference", () => {
    const act = fc.oneof(
      fc.record({
        type: fc.constant("edit" as const),
        text: fc.string({ maxLength: 2 }),
        key: fc.option(fc.constantFrom("a", "b")),
      }),
      fc.constant({ type: "undo" as const }),
      fc.constant({ type: "redo" as const }),
      fc.record({ type: fc.constant("wait" as const), ms: fc.nat(2000) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const first: Graph = emptyGraph();
        let history = startHistory(first);
        let clock = 0;
        for (const one of acts) {
          if (one.type === "edit") history = editHistory(history, name(one.text, one.key ?? undefined), clock);
          else if (one.type === "wait") clock += one.ms;
          else history = one.type === "undo" ? undo(history) : redo(history);
        }
        const last = history.entries[history.entries.length - 1]?.graph;
        let back = history;
        for (let k = 0; k < acts.length; k++) back = undo(back);
        expect(presentGraph(back)).toBe(first);
        for (let k = 0; k < acts.length; k++) back = redo(back);
        expect(presentGraph(back)).toBe(last);
      }),
      { numRuns: 300 },
    );
  });
});
