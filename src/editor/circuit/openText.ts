/** A circuit from outside (file, drop, link, example) becomes the open one; the one that was open stays in the library. */
import { emptyGraph, type Graph, parseGraph } from "../../graph/index.ts";
import type { Session } from "../../session/index.ts";
import { analyse, analysisName } from "../acts.ts";
import { announce } from "../announce.ts";
import { show } from "../screen.ts";
import { sheetQuery } from "../useMedia.ts";
import { dismiss, notices, notify } from "./notice.ts";

/** Opens a graph, and the laboratory that it asks for. `play`: it starts at once, as examples do. */
export async function openGraph(session: Session, graph: Graph, { play = false } = {}): Promise<void> {
  const { notice: earlier } = notices.getState();
  await session.open(graph);
  // What was said of a file refused before this one is no longer the thing to talk about.
  if (earlier?.wrong && notices.getState().notice === earlier) dismiss();
  show({ screen: "circuit", tab: "board", population: undefined });
  const panel = graph.view?.panel;
  // Where there is room for it beside the board.
  const opens = panel !== undefined && analysisName(graph, session.catalogue, panel) && !matchMedia(sheetQuery).matches;
  if (opens) analyse(session, panel);
  show({ teaches: opens === true && play });
  announce(`Opened ${graph.name}`);
  if (play) session.play();
}

/**
 * Reads and opens a file's text. A refused file changes nothing, and its reasons are shown.
 *
 * @param name of the file or link, for the sentence
 */
export async function openText(
  session: Session,
  text: string,
  name: string,
  options?: { play?: boolean },
): Promise<boolean> {
  const { graph, diagnostics } = parseGraph(text, session.catalogue);
  if (!graph) {
    notify({
      text: `${name} cannot be opened as a circuit.`,
      lines: diagnostics.slice(0, 5).map(({ message }) => message),
      wrong: true,
    });
    return false;
  }
  await openGraph(session, graph, options);
  return true;
}

/** A circuit with nothing in it. The seed is drawn, so that two new circuits differ in their chance. */
export const newGraph = (): Graph => ({ ...emptyGraph(), seed: crypto.getRandomValues(new Uint16Array(1))[0] ?? 1 });
