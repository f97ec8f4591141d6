/** The forms of golden case that `spikeboard reference` knows. */
import type { CaseReader } from "./reference.ts";

export const readers: readonly CaseReader[] = [];
