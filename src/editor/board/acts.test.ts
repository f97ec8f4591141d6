import { expect, test, vi } from "vitest";
import { addNote, type Edit, emptyGraph, type Graph } from "../../graph/index.ts";
import type { Session } from "../../session/index.ts";
import { notices } from "../circuit/notice.ts";

// Keys are written as the machine has them, which is asked of the browser.
vi.stubGlobal("navigator", { platform: "Linux" });
const { addAndSelect } = await import("./acts.ts");

test("what a circuit has no room for is not added, and the reason is said", () => {
  let graph: Graph = emptyGraph();
  let selected: unknown;
  const session = {
    store: { getState: () => ({ graph }) },
    edit({ apply }: Edit) {
      graph = apply(graph);
    },
    select(selection: unknown) {
      selected = selection;
    },
  } as unknown as Session;
  const { notes } = addAndSelect(session, addNote([0, 0]));
  expect(notes).toHaveLength(1);
  expect(selected).toMatchObject({ notes });
  expect(notices.getState().notice).toBeNull();

  graph = { ...graph, notes: Array.from({ length: 1000 }, (_, k) => ({ id: `n${k}`, at: [0, 0], text: "" })) };
  expect(addAndSelect(session, addNote([0, 0]))).toEqual({ nodes: [], notes: [] });
  expect(notices.getState().notice?.text).toMatch(/^Nothing was added: a circuit has room for 1.000.000 cells/);
});
