/**
 * A kind on its way from the palette to the board. The palette writes, the board reads: it draws the ghost while `phase` is
 * "move", adds the node on "drop" if the pointer is over it, and forgets on "cancel". Pointer events, so that a finger can do it.
 */
import { createStore } from "zustand/vanilla";

export interface PaletteDrag {
  kind: string;
  clientX: number;
  clientY: number;
  phase: "move" | "drop" | "cancel";
}

export const paletteDrag = createStore<{ drag: PaletteDrag | null }>(() => ({ drag: null }));
