/**
 * What a node kind may say, and the check that it says it correctly. In: a kind, which is data from a file under `nodes/`
 * or a user's own definition. Out: the same kind with the units of one form filled in, and a list of what is wrong with
 * it. This folder knows equations and units; it knows no graph, no network and no kind by name.
 *
 *   resolve      a kind in one of its sets of units: plain numbers and units
 *   kindOf       the kind of a node, with the user's own definition laid over it; definitionOf goes back to text
 *   checkKind    all that is wrong with a kind, at its place
 *   scopeOf      what the names in a kind's equations stand for
 */

export { type CheckOptions, checkKind, isSound } from "./check.ts";
export { checkEquationValue } from "./checkParameters.ts";
export { type CourseList, courseAt } from "./course.ts";
export { type DefinitionLike, definitionOf, kindOf, type NodeLike } from "./definition.ts";
export * from "./kind.ts";
export {
  defaultValue,
  fittingForm,
  formNames,
  isResolved,
  parameterRange,
  parameterUnit,
  type ResolvedKind,
  type ResolvedParameter,
  resolve,
  resolveUnit,
} from "./resolve.ts";
export { builtFrom, scopeOf } from "./scope.ts";
export { checkStop } from "./stop.ts";
