/**
 * WebAssembly as bytes: instructions with names, and expressions as instructions. What is computed, and where its numbers lie in
 * memory, is left to those who write the functions.
 */
export { Dag, type Hope, type Ir } from "./dag.ts";
export { type Code, Module, type Signature } from "./encoder.ts";
