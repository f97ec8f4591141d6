/**
 * The live app without a view. In: acts (`edit`, `undo`, `play`, `seek` …), and replies of the engine. Out: a small store of
 * immutable state to follow, and growing arrays of what the run left behind. It owns three things: the graph with its
 * history, the run, and the library in which circuits are kept. It knows neither React nor the DOM, and is handed its
 * engine, its storage and its clock.
 */

export type { Claims, Lost } from "./claims.ts";
export { inProcessLink, type WorkerLike, workerLink } from "./links.ts";
export { createSession, type SessionOptions } from "./session.ts";
export { loadLast } from "./shelf.ts";
export type * from "./types.ts";
