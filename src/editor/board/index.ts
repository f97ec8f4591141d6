/**
 * The canvas. In: the session, from its context. Out: `<Board />`, which fills its parent. React Flow is known here and, in
 * what concerns our graph, only in `flow.ts`; live values go past React through one overlay canvas.
 */
export { Board } from "./Board.tsx";
