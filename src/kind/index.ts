/**
 * What a node kind may say, and the check that it says it correctly. In: a kind, which is data from a file under `nodes/`
 * or a user's own definition. Out: the same kind with the units of one form filled in, and a list of what is wrong with
 * it. This folder knows equations and units; it knows no graph, no network and no kind by name.
 */
export * from "./kind.ts";
export { definitionOf, kindOf, type DefinitionLike, type NodeLike } from "./definition.ts";
export {
  defaultValue,
  fittingForm,
  formNames,
  parameterRange,
  parameterUnit,
  resolve,
  resolveUnit,
  type ResolvedKind,
  type ResolvedParameter,
} from "./resolve.ts";
