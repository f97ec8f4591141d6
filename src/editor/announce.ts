/** One polite live region for the whole editor: run state, undo, refusals. Seen by no one, heard by screen readers. */
import { createStore } from "zustand/vanilla";

export const announcement = createStore<{ text: string; count: number }>(() => ({ text: "", count: 0 }));

export function announce(text: string): void {
  announcement.setState(({ count }) => ({ text, count: count + 1 }));
}
