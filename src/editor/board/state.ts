/**
 * What the board itself remembers while it is on screen: a wire on its way, the one panel that floats, where the keyboard
 * is. Never saved and never undone; one store for each board.
 */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Diagnostic } from "../../diagnostic/index.ts";

export interface PortRef {
  node: string;
  port: string;
  way: "in" | "out";
}

/** "node.port", as wires name their ends. */
export const endName = ({ node, port }: Pick<PortRef, "node" | "port">): string => `${node}.${port}`;

/** A key for one port of one way: a node may call an input and an output alike. */
export const portKey = ({ node, port, way }: PortRef): string => `${way} ${node}.${port}`;

export interface Wiring {
  from: PortRef;
  /** `portKey`s of all ports that this one may be wired to. */
  fits: ReadonlySet<string>;
  by: "drag" | "click";
  /** Number of the wire whose end is being moved. */
  moving?: number;
}

export interface Spot {
  /** Where on the board's element [px]. */
  x: number;
  y: number;
}

export type MenuTarget =
  | { type: "node" | "note" | "group"; id: string }
  | { type: "wire"; id: string }
  | { type: "canvas" };

export type Panel =
  | { type: "menu"; at: Spot; target: MenuTarget }
  /** Add a node by name; wired to `from` when a wire was dropped here. */
  | { type: "add"; at: Spot; from?: PortRef }
  | { type: "connect"; at: Spot; node: string }
  | { type: "find"; at: Spot }
  | { type: "refusal"; at: Spot; diagnostic: Diagnostic; from: PortRef; to: PortRef };

export interface BoardState {
  wiring: Wiring | null;
  panel: Panel | null;
  /** React Flow id of the node, note, group or wire that holds the board's tab stop. */
  roving: string | undefined;
  /** Node or note whose text is being written in place. */
  editing: string | undefined;
}

export type BoardStore = StoreApi<BoardState>;

export const createBoardStore = (): BoardStore =>
  createStore<BoardState>(() => ({ wiring: null, panel: null, roving: undefined, editing: undefined }));

/** What nodes and wires on the board need of it. */
export interface BoardParts {
  store: BoardStore;
  /** Text elements that the live overlay writes, by node: rate on the left, mean of the first state on the right. */
  readouts: Map<string, { rate: HTMLElement; level: HTMLElement }>;
  acts: BoardActs;
}

/** What a node or wire may ask the board to do. */
export interface BoardActs {
  /** A click on a port: takes a wire in hand, or puts the end of the one in hand here. */
  pressPort(port: PortRef, element: Element): void;
  rename(node: string, label: string): void;
  renameGroup(group: string, label: string): void;
  writeNote(note: string, text: string): void;
  resizeNote(note: string, size: readonly [number, number]): void;
}

export const BoardPartsContext = createContext<BoardParts | null>(null);

export function useBoardParts(): BoardParts {
  const parts = useContext(BoardPartsContext);
  if (!parts) throw new Error("a board component outside the board");
  return parts;
}

/** Select small pieces: the component renders again whenever the selected value is a new one. */
export const useBoardState = <T>(select: (state: BoardState) => T): T => useStore(useBoardParts().store, select);
