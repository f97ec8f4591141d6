/**
 * What the chrome may ask of the board, and how it reaches it: the board hands its acts to a context that `Editor` holds,
 * so nothing is global and a second editor on the page has a board of its own.
 */
import { createContext, type RefObject, useContext, useEffect, useMemo } from "react";

export interface BoardApi {
  /** Middle of what is in view, in board pixels. */
  centre(): { x: number; y: number };
  /** Brings the node into view and gives it keyboard focus. */
  focusNode(id: string): void;
  /** Brings the node into view, if it is not, and leaves the focus where it is. */
  showNode(id: string): void;
  /** Fits the whole circuit into view, at most at 100 %. */
  fit(): void;
}

export const BoardContext = createContext<RefObject<BoardApi | null> | null>(null);

const held = (context: RefObject<BoardApi | null> | null): RefObject<BoardApi | null> => {
  if (!context) throw new Error("useBoard outside BoardContext");
  return context;
};

/** For the chrome. While no board is on screen (phone tabs), the centre is the origin and the rest does nothing. */
export function useBoard(): BoardApi {
  const board = held(useContext(BoardContext));
  return useMemo(
    () => ({
      centre: () => board.current?.centre() ?? { x: 0, y: 0 },
      focusNode: (id) => board.current?.focusNode(id),
      showNode: (id) => board.current?.showNode(id),
      fit: () => board.current?.fit(),
    }),
    [board],
  );
}

/** For the board: announces what it can do for as long as it is mounted. `api` is kept as given; memoise it. */
export function useProvideBoard(api: BoardApi): void {
  const board = held(useContext(BoardContext));
  useEffect(() => {
    board.current = api;
    return () => {
      if (board.current === api) board.current = null;
    };
  }, [board, api]);
}
