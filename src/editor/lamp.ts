/**
 * The one lamp: what the pointer or the keyboard is at, lit at once on the board, in the equation and in the plots.
 * Selection is the session's; this is only the passing look.
 */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export interface Lamp {
  /** The node looked at. */
  node?: string;
  /** One cell of it, when a tick or a hole is looked at. */
  cell?: number;
}

export const lamp = createStore<{ at: Lamp }>(() => ({ at: {} }));

/** Lights a node (and a cell of it), or with no argument puts the lamp out. */
export function light(node?: string, cell?: number): void {
  const { at } = lamp.getState();
  if (at.node === node && at.cell === cell) return;
  lamp.setState({ at: node === undefined ? {} : cell === undefined ? { node } : { node, cell } });
}

export const useLamp = (): Lamp => useStore(lamp, (state) => state.at);

/** Only renders again when this node's light goes on or off. */
export const useLit = (node: string): boolean => useStore(lamp, (state) => state.at.node === node);
