/**
 * What a neuron does with a current, found on copies of it while the circuit goes on. In go a graph, a node and the
 * catalogue; out come numbers to draw: where firing begins, rates against current, families of steps, patterns in words,
 * intervals, the phase plane, the gates, and what another integrator, another step or none would make of it. It reads the
 * equations and runs the engine, and knows no kind by name, so it holds for the user's own. Every analysis is a generator that
 * yields the share of its work that is done.
 *
 *   createAnalyst      answers the page's questions (protocol.ts) in short pieces, from a thread of its own
 *   createContinuous   solves a circuit without steps, as the measure of those with steps
 *   finish             runs one analysis to its end
 */
export { createAnalyst, firingCurrent } from "./analyst.ts";
export { type Cell, type Guide, guidesOf, isolate, NotAnalysable, type Quantity } from "./cell.ts";
export { type Comparison, compareSteps, type OtherWay, type SteppedRun } from "./comparison.ts";
export { type Continuous, createContinuous } from "./continuous.ts";
export { channelGates, type Gate, type Gates } from "./gates.ts";
export { cvOf, firingOf, type IntervalStatistics, intervalsOf, statisticsOf } from "./intervals.ts";
export { findOnset, type Onset } from "./onset.ts";
export { firingPattern, type Pattern, patternOf } from "./pattern.ts";
export {
  classify,
  type FixedPoint,
  fixedPoints,
  type NoPlane,
  newton,
  type PhaseLine,
  type PhasePlane,
  phasePlane,
  type Range,
} from "./plane.ts";
export { type Present, presentOf } from "./present.ts";
export { finish } from "./probe.ts";
export type { AnalysisReply, AnalysisRequest, Facts, Question, Questions } from "./protocol.ts";
export { type RateCurve, rangeOf, rateCurve } from "./rates.ts";
export { type StepFamily, stepFamily, stepsAround } from "./steps.ts";
export { type System, systemOf } from "./system.ts";
