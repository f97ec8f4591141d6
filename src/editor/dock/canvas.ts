/** A canvas that keeps its pixels in step with its size on screen and the display's pixel ratio. */
import type { RefObject } from "react";

/** Sizes the canvas to w by h CSS pixels; undefined when it is not on screen. Clears it only when the size changed. */
export function sized(
  ref: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
): { context: CanvasRenderingContext2D; ratio: number } | undefined {
  const { current: canvas } = ref;
  if (!canvas || width < 1 || height < 1) return undefined;
  const ratio = devicePixelRatio || 1;
  const wide = Math.round(width * ratio);
  const tall = Math.round(height * ratio);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
  const context = canvas.getContext("2d");
  return context ? { context, ratio } : undefined;
}

/** Writes text into an element only when it is another one: layout is not touched otherwise. */
export function write(element: Element | null | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
