/** What keys, buttons and menus all do, said once: undo and redo with their words, play and pause, and
 * what is opened from more than one place. */
import type { Graph } from "../graph/index.ts";
import { type Catalogue, kindOf } from "../kind/index.ts";
import type { Session } from "../session/index.ts";
import { announce } from "./announce.ts";
import { laboratoryOf } from "./laboratory/lessonParts.ts";
import { show } from "./screen.ts";

export function undo(session: Session): void {
  const { undo: label } = session.store.getState();
  if (label === undefined) return;
  session.undo();
  announce(`Undone: ${label}`);
}

export function redo(session: Session): void {
  const { redo: label } = session.store.getState();
  if (label === undefined) return;
  session.redo();
  announce(`Redone: ${label}`);
}

export const playOrPause = (session: Session): void =>
  session.store.getState().run.running ? session.pause() : session.play();

/** [mV], and without a unit for states that are plain numbers: enough to make a cell at rest fire. */
const kick = { mV: 20, plain: 1 };

/** True for a node whose cells can be kicked: a neuron with a state. */
export function canKick(graph: Graph, catalogue: Catalogue, id: string): boolean {
  const node = graph.nodes.find((each) => each.id === id);
  const kind = node && kindOf(catalogue, node);
  return kind?.family === "neuron" && Object.keys(kind.state).length > 0;
}

/** Kicks all cells of a neuron node that do not rest: a part of the run, which a replay repeats. */
export function kickCells(session: Session, id: string): void {
  const { network, graph } = session.store.getState();
  const [state] = network?.populations.find(({ node }) => node === id)?.states ?? [];
  if (!state) return;
  const by = state.unit === "mV" ? kick.mV : kick.plain;
  session.poke(id, by);
  const label = graph.nodes.find((each) => each.id === id)?.label ?? id;
  announce(`Kicked ${label} by ${by}${state.unit === "1" ? "" : ` ${state.unit}`}`);
}

/**
 * What the panel of a node is called in menus: a laboratory for what takes part in a memory, firing analysis for other neurons
 * (units that never spike have a response all the same). Undefined for a node that has no panel.
 */
export function analysisName(graph: Graph, catalogue: Catalogue, id: string): string | undefined {
  const laboratory = laboratoryOf(graph, catalogue, id);
  if (laboratory) return laboratory === "memory" ? "Memory laboratory…" : "Learning laboratory…";
  const node = graph.nodes.find((each) => each.id === id);
  const kind = node && kindOf(catalogue, node);
  if (kind?.family !== "neuron") return undefined;
  return kind.spike ? "Analyse firing…" : "Analyse response…";
}

/** Asks which kind a node should be; it is selected, so that its numbers stand in the inspector before and after. */
export function chooseKind(session: Session, node: string): void {
  session.select({ nodes: [node], wires: [], notes: [] });
  show({ dialog: "kind" });
}

/** The panel of a node; it is selected too, so that its numbers stand in the inspector and its states are recorded. */
export function analyse(session: Session, node: string): void {
  session.select({ nodes: [node], wires: [], notes: [] });
  show({ analysis: node });
}
