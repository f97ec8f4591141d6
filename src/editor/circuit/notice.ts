/**
 * What could not be done and why, in one bar under the top edge, with its way out; and what was done and can be taken back. One
 * at a time: the last thing that happened is the one to talk about.
 */
import { createStore } from "zustand/vanilla";
import { announce } from "../announce.ts";

export interface Notice {
  text: string;
  /** More lines, such as the reasons a file was refused. */
  lines?: readonly string[];
  door?: { label: string; act: () => void };
  wrong?: boolean;
}

export const notices = createStore<{ notice: Notice | null }>(() => ({ notice: null }));

export function notify(notice: Notice): void {
  notices.setState({ notice });
  announce([notice.text, ...(notice.lines ?? [])].join(" "));
}

export const dismiss = (): void => notices.setState({ notice: null });
