/** Finding things of the board on the page, and giving them the keyboard. */

/** The element of a node, note, group or wire by its React Flow id. */
export const elementOf = (board: HTMLElement | null, id: string): HTMLElement | SVGElement | null =>
  board?.querySelector<HTMLElement | SVGElement>(
    `:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(id)}"]`,
  ) ?? null;

/** React Flow id of what an element belongs to. */
export const idOf = (element: Element | null): string | undefined =>
  element?.closest<HTMLElement | SVGElement>(".react-flow__node, .react-flow__edge")?.dataset.id;

/** Focuses a thing that may still be on its way onto the page: it is looked for in the next few frames. */
export function focusSoon(board: () => HTMLElement | null, id: string, tries = 6): void {
  const element = elementOf(board(), id);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(board, id, tries - 1));
}
