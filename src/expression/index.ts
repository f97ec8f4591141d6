/**
 * The expression language. Text comes in; trees, unit checks, values, derivatives and typeset equations go out. Knows
 * nothing of neurons, graphs or the machine that runs them: what a name stands for is always handed in.
 *
 *   parse        text -> tree, with every problem at its place
 *   check        units of a tree against a scope
 *   evaluate     tree -> value, over any arithmetic (`Ops`): interpreter and compiler are the same walk
 *   derivative, simplify, linearPart …   tree -> tree
 *   print, printTeX, printMathML         tree -> text
 */

export * as build from "./build.ts";
export { aliases, type Call, calls, isCall, reserved } from "./calls.ts";
export { check, checkTree, dimensionOf, type Scope } from "./check.ts";
export { unitConstant } from "./constants.ts";
export { derivative } from "./derivative.ts";
export { type Dimension, isPlain, one, over, power, sameDimension, time, times } from "./dimension.ts";
export { type CallHook, evaluate, isCondition, type Lookup, test, type Walker, walker } from "./evaluate.ts";
export { functionOf, isNoise, type Late, type LateTest, lateBy, type Right } from "./functionOf.ts";
export * as functions from "./functions.ts";
export { greek } from "./greek.ts";
export { inline } from "./inline.ts";
export { conditionallyLinear, linearPart } from "./linear.ts";
export { type NoValue, neverHasValue, noValueIn } from "./noValue.ts";
export { numberOps } from "./numberOps.ts";
export type { Ops } from "./ops.ts";
export { parse } from "./parse.ts";
export { fixOf, type TextPlace } from "./place.ts";
export { print, printStatement } from "./print.ts";
export { type MathNode, mathNamespace, mathText, printMathML } from "./printMathML.ts";
export { printTeX } from "./printTeX.ts";
export { printUnit, quantityWord, unitName, unitsOf } from "./quantities.ts";
export type { ParseOptions } from "./reader.ts";
export { simplify } from "./simplify.ts";
export { listWords, nearestWord } from "./spelling.ts";
export { parseStatements } from "./statements.ts";
export type { Span, Statement, Tree } from "./tree.ts";
export { type TypesetOptions, type Typesetter, typesetStatement, typesetTree } from "./typeset.ts";
export {
  commonUnits,
  fromEngine,
  isUnit,
  isUnitConstant,
  isUnitSymbol,
  parseUnit,
  toEngine,
  type Unit,
  unitDimension,
  unitOf,
} from "./units.ts";
export { callsIn, dependsOn, dependsOnAny, equalTrees, memoized, names, parts, substitute, withParts } from "./walk.ts";
