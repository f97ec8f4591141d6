/**
 * The keys of the board. Plain keys act only while the keyboard is on the board (or nowhere); those with Ctrl act unless text
 * is being written. Built for one tab stop: arrows go from node to node, or move what is selected.
 */
import type { Session } from "../../session/index.ts";
import { analyse, analysisName, canKick, chooseKind, kickCells } from "../acts.ts";
import { announce } from "../announce.ts";
import { isTyping } from "../useShortcuts.ts";
import {
  duplicateSelected,
  flipSelected,
  groupSelected,
  nudge,
  removeSelected,
  selectAll,
  selectionWords,
  selectNothing,
  ungroupSelected,
} from "./acts.ts";
import { type BoardNode, meaning } from "./flow.ts";
import { hole } from "./geometry.ts";
import type { BoardStore, MenuTarget, Spot } from "./state.ts";
import type { WireInfo } from "./wires.ts";

export interface KeyInputs {
  session: Session;
  store: BoardStore;
  board: HTMLElement;
  nodes(): readonly BoardNode[];
  wires(): readonly WireInfo[];
  /** React Flow id of what has the keyboard focus, if it is on the board. */
  focused(): string | undefined;
  focusThing(id: string): void;
  /** Where a panel for this thing goes. */
  spotOf(id: string | undefined): Spot;
  fit(): void;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Handles one key press; prevents the browser's own act when it was the board's. */
export function boardKeys(inputs: KeyInputs, event: KeyboardEvent): void {
  if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(".board-panel")) return;
  const here = target === document.body || inputs.board.contains(target);
  const done =
    event.ctrlKey || event.metaKey ? withCtrl(inputs, event, here) : here && !event.altKey && plain(inputs, event);
  if (done) event.preventDefault();
}

function withCtrl({ session, store, spotOf }: KeyInputs, event: KeyboardEvent, here: boolean): boolean {
  const key = event.key.toLowerCase();
  if (key === "f" && !event.shiftKey) store.setState({ panel: { type: "find", at: spotOf(undefined) } });
  else if (!here) return false;
  else if (key === "a") selectAll(session);
  else if (key === "d") duplicateSelected(session);
  else if (key === "g") (event.shiftKey ? ungroupSelected : groupSelected)(session);
  else return false;
  return true;
}

function plain(inputs: KeyInputs, event: KeyboardEvent): boolean {
  const { session, store, focused, focusThing, spotOf, fit } = inputs;
  const id = focused();
  const { selection } = session.store.getState();
  const arrow = arrows[event.key];
  if (arrow) return press(inputs, id, arrow, event.shiftKey);
  switch (event.key) {
    case "Delete":
    case "Backspace": {
      if (selection.nodes.length + selection.wires.length + selection.notes.length === 0) return false;
      const next = neighbour(inputs);
      removeSelected(session);
      if (next) requestAnimationFrame(() => focusThing(next));
      return true;
    }
    case "Escape":
      if (store.getState().wiring) store.setState({ wiring: null });
      else if (store.getState().panel) store.setState({ panel: null });
      else if (selection.nodes.length + selection.wires.length + selection.notes.length > 0) selectNothing(session);
      else return false;
      return true;
    case "/":
      store.setState({ panel: { type: "find", at: spotOf(undefined) } });
      return true;
    case "!":
    case "1":
      if (!event.shiftKey) return false;
      fit();
      return true;
    case "ContextMenu":
    case "F10":
      if (event.key === "F10" && !event.shiftKey) return false;
      store.setState({ panel: { type: "menu", at: spotOf(id), target: targetOf(inputs, id) } });
      return true;
    case "F2": {
      const one = id ?? selection.nodes[0];
      if (one === undefined) return false;
      store.setState({ editing: one });
      return true;
    }
    case "[":
    case "]":
      return followWire(inputs, id, event.key === "]");
    case "Enter":
      if (id === undefined || target(event)?.closest(".port")) return false;
      choose(inputs, id, event.shiftKey);
      return true;
  }
  switch (event.key.toLowerCase()) {
    case "f":
      if (event.shiftKey || selection.nodes.length === 0) return false;
      flipSelected(session);
      return true;
    case "c": {
      const node = id !== undefined && meaning(id).type === "node" && !isWire(inputs, id) ? id : selection.nodes[0];
      if (node === undefined) return false;
      store.setState({ panel: { type: "connect", at: spotOf(node), node } });
      return true;
    }
    case "i": {
      const node = session.store.getState().graph.nodes.find((each) => each.id === (id ?? selection.nodes[0]));
      if (event.shiftKey || !node || !analysisName(session.store.getState().graph, session.catalogue, node.id))
        return false;
      analyse(session, node.id);
      return true;
    }
    case "k": {
      const node = id !== undefined && meaning(id).type === "node" && !isWire(inputs, id) ? id : selection.nodes[0];
      if (event.shiftKey || node === undefined || !canKick(session.store.getState().graph, session.catalogue, node))
        return false;
      kickCells(session, node);
      return true;
    }
    case "t": {
      const node = session.store.getState().graph.nodes.find((each) => each.id === (id ?? selection.nodes[0]));
      if (event.shiftKey || !node) return false;
      chooseKind(session, node.id);
      return true;
    }
    case "m":
      if (id === undefined || isWire(inputs, id)) return false;
      if (!isSelected(inputs, id)) choose(inputs, id, false);
      announce("Arrows move it by one hole, Shift and arrows by four. Escape ends.");
      return true;
  }
  return false;
}

const target = (event: Event): Element | null => (event.target instanceof Element ? event.target : null);
const isWire = ({ wires }: KeyInputs, id: string): boolean => wires().some((wire) => wire.id === id);

/** Arrows move what is selected; with nothing selected they go to the nearest node that way. */
function press(inputs: KeyInputs, id: string | undefined, [dx, dy]: readonly [number, number], far: boolean): boolean {
  const { session, nodes, focusThing } = inputs;
  const { selection } = session.store.getState();
  if (selection.nodes.length + selection.notes.length > 0) {
    const step = far ? 4 * hole : hole;
    nudge(session, dx * step, dy * step);
    return true;
  }
  const here = nodes().find((node) => node.id === id);
  const next = here ? nearest(here, nodes(), dx, dy) : nodes().find(({ type }) => type === "part");
  if (next) focusThing(next.id);
  return true;
}

const middle = ({ position, width = 0, height = 0 }: BoardNode): readonly [number, number] => [
  position.x + width / 2,
  position.y + height / 2,
];

/** The nearest node or note in a direction; what lies aside counts double. */
export function nearest(from: BoardNode, nodes: readonly BoardNode[], dx: number, dy: number): BoardNode | undefined {
  const [x, y] = middle(from);
  let best: BoardNode | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    if (node.id === from.id || node.type === "group") continue;
    const [nx, ny] = middle(node);
    const along = (nx - x) * dx + (ny - y) * dy;
    const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx);
    const distance = along + 2 * aside;
    if (along > 0 && distance < bestDistance) [best, bestDistance] = [node, distance];
  }
  return best;
}

/** From a node along a wire, and from a wire to its end: `]` with the signal, `[` against it. */
function followWire(inputs: KeyInputs, id: string | undefined, forward: boolean): boolean {
  if (id === undefined) return false;
  const { session, wires, focusThing } = inputs;
  const wire = wires().find((each) => each.id === id);
  if (wire) {
    selectNothing(session);
    focusThing(forward ? wire.to.node : wire.from.node);
    return true;
  }
  const next = wires().find((each) => (forward ? each.from.node : each.to.node) === id);
  if (!next) {
    announce(forward ? "No wire leaves here" : "No wire arrives here");
    return true;
  }
  session.select({ nodes: [], wires: [next.number], notes: [] });
  focusThing(next.id);
  announce(next.name);
  return true;
}

function isSelected({ session, wires }: KeyInputs, id: string): boolean {
  const { selection, graph } = session.store.getState();
  const wire = wires().find((each) => each.id === id);
  if (wire) return selection.wires.includes(wire.number);
  const what = meaning(id);
  if (what.type === "note") return selection.notes.includes(what.id);
  if (what.type === "node") return selection.nodes.includes(what.id);
  return (
    graph.groups?.find((group) => group.id === what.id)?.nodes.every((node) => selection.nodes.includes(node)) === true
  );
}

/** Selects what has the focus, or takes it out of the selection. `add` keeps the rest. */
export function choose(inputs: KeyInputs, id: string, add: boolean): void {
  const { session, wires } = inputs;
  const { selection, graph } = session.store.getState();
  const on = isSelected(inputs, id);
  const toggle = <T>(list: readonly T[], items: readonly T[]): T[] =>
    on ? list.filter((item) => !items.includes(item)) : [...list.filter((item) => !items.includes(item)), ...items];
  const base = add || on ? selection : { nodes: [], wires: [], notes: [] };
  const wire = wires().find((each) => each.id === id);
  const what = meaning(id);
  if (wire) session.select({ ...base, wires: toggle(base.wires, [wire.number]) });
  else if (what.type === "note") session.select({ ...base, notes: toggle(base.notes, [what.id]) });
  else
    session.select({
      ...base,
      nodes: toggle(
        base.nodes,
        what.type === "node" ? [what.id] : (graph.groups?.find((group) => group.id === what.id)?.nodes ?? []),
      ),
    });
  announce(`${on ? "Not selected" : "Selected"}: ${selectionWords(session.store.getState().selection)} selected`);
}

/** What a menu at the focus is about; the thing is selected first, as a click with the right button does. */
function targetOf(inputs: KeyInputs, id: string | undefined): MenuTarget {
  if (id === undefined) return { type: "canvas" };
  if (!isSelected(inputs, id)) choose(inputs, id, false);
  return isWire(inputs, id) ? { type: "wire", id } : meaning(id);
}

/** Where the keyboard goes when the selection is deleted: the nearest thing that stays. */
function neighbour({ session, nodes, focused }: KeyInputs): string | undefined {
  const { selection } = session.store.getState();
  const id = focused();
  const gone = new Set([...selection.nodes, ...selection.notes.map((note) => `note:${note}`)]);
  const here = nodes().find((node) => node.id === id);
  const [x, y] = here ? middle(here) : [0, 0];
  const left = nodes().filter((node) => !gone.has(node.id) && node.type !== "group");
  const away = (node: BoardNode): number => Math.hypot(middle(node)[0] - x, middle(node)[1] - y);
  return left.sort((a, b) => away(a) - away(b))[0]?.id;
}
