/** The live app without a view. */
export type * from "./types.ts";
