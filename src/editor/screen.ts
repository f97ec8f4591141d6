/** What is open: which screen, which dialog, which tab of the phone. Never undone, never saved. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export interface Screen {
  screen: "circuit" | "examples";
  dialog: "add" | "kind" | "help" | "library" | "equations" | "outline" | null;
  /** Phone only. */
  tab: "board" | "add" | "outline" | "equations";
  /** Neuron node whose firing is analysed beside the board. */
  analysis: string | null;
  /** The laboratory that opens next begins to teach. */
  teaches: boolean;
  /** It takes the room of board and plots. */
  analysisWide: boolean;
  /** The inspector as a sheet over the board, where the window is too narrow for a column. */
  sheet: boolean;
  /** Population whose equation stands in the strip when the selection does not say. */
  population: string | undefined;
}

export const screen = createStore<Screen>(() => ({
  screen: "circuit",
  dialog: null,
  tab: "board",
  analysis: null,
  teaches: false,
  analysisWide: false,
  sheet: false,
  population: undefined,
}));

export const show = (change: Partial<Screen>): void => screen.setState(change);
export const useScreen = <T>(select: (state: Screen) => T): T => useStore(screen, select);
