/** The forms of golden case that `spikeboard reference` knows. */
import type { Catalogue } from "../kind/index.ts";
import { nestCases } from "./nestCase.ts";
import type { CaseReader } from "./reference.ts";

export const readers = (catalogue: Catalogue): readonly CaseReader[] => [nestCases(catalogue)];
