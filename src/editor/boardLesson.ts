/**
 * What a laboratory draws on the board while it teaches. The live canvas asks it in every frame, past React; what it draws is the
 * laboratory's own and is loaded with it.
 */
import { createStore } from "zustand/vanilla";
import type { Inks } from "../plots/index.ts";

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface BoardLesson {
  /** Into the window of a neuron node, in place of its field. @returns false for a node that it has nothing to say of */
  window(ctx: CanvasRenderingContext2D, box: Box, node: string): boolean;
  /** Along a wire that leaves a node. */
  wire(ctx: CanvasRenderingContext2D, points: readonly (readonly [x: number, y: number])[], from: string): void;
  /** Beside the middle of a wire whose node is looked at: what it carries, in numbers. @param view what of the board is in sight */
  values(
    ctx: CanvasRenderingContext2D,
    at: readonly [x: number, y: number],
    from: string,
    zoom: number,
    view: Box,
  ): void;
}

export const boardLesson = createStore<{ lesson: ((inks: Inks) => BoardLesson) | undefined }>(() => ({
  lesson: undefined,
}));
