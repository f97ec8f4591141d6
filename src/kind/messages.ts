/** Every sentence of the kind check, in one table so that wording is reviewed in one place. What units and names need is said by src/expression. */
import type { Diagnostic } from "../diagnostic/index.ts";

export interface Sentence {
  code: string;
  message: string;
  severity?: Diagnostic["severity"];
  /** The state that the fix adds. */
  declare?: { name: string; unit: string };
}

const range = ([low, high]: readonly [number, number], unit: string): string =>
  `${low} to ${high}${unit === "1" ? "" : ` ${unit}`}`;
const meant = (guess: string | undefined): string => (guess === undefined ? "" : ` Did you mean ${guess}?`);

export const messages = {
  // Words.
  missingWords: (what: string): Sentence => ({
    code: "missing-words",
    message: `${what} has no text. Say in one sentence what it is.`,
  }),
  missingSource: (): Sentence => ({
    code: "missing-source",
    message: "There is no source. Name the paper or book the equations come from.",
  }),
  sourceWithoutYear: (source: string): Sentence => ({
    code: "source-without-year",
    message: `The source "${source}" has no year. Write it as Author (year), place.`,
  }),

  // Stop conditions.
  stopDraws: (name: string): Sentence => ({
    code: "stop-draws",
    message: `A condition that stops a run cannot use ${name}. Compare states, parameters or t with a number, as in v > -50 mV.`,
  }),

  // Names.
  totalOf: (name: string): Sentence => ({
    code: "total-of",
    message: `The sum is of ${name}, which is not a state. Sum a state that each pair has.`,
  }),
  badName: (name: string): Sentence => ({
    code: "bad-name",
    message: `"${name}" cannot be a name. Use letters, digits and _, and begin with a letter.`,
  }),
  takenName: (name: string, meaning: string): Sentence => ({
    code: "taken-name",
    message: `${name} is ${meaning} and cannot be declared. Choose another name.`,
  }),
  unitAsName: (name: string): Sentence => ({
    code: "unit-as-name",
    message: `${name} is a unit. A variable of that name would hide it; choose another name.`,
  }),
  twice: (name: string, first: string, second: string): Sentence => ({
    code: "declared-twice",
    message: `${name} is declared twice, as ${first} and as ${second}. Rename one.`,
  }),

  // Parameters.
  missingForm: (name: string, forms: readonly string[]): Sentence => ({
    code: "missing-form",
    message: `${name} needs a value for each form, and for nothing else: ${forms.join(", ")}.`,
  }),
  badDefault: (name: string, needed: string): Sentence => ({
    code: "bad-default",
    message: `The default of ${name} must be ${needed}.`,
  }),
  outOfRange: (name: string, value: number, allowed: readonly [number, number], unit: string): Sentence => ({
    code: "default-out-of-range",
    message: `The default of ${name} is ${value}; it can be ${range(allowed, unit)}.`,
  }),
  badRange: (name: string, which: string): Sentence => ({
    code: "bad-range",
    message: `The ${which} of ${name} must go from a lower to a higher number${which === "slider" ? " within its range" : ""}.`,
  }),
  logRange: (name: string): Sentence => ({
    code: "log-range",
    message: `${name} has a logarithmic scale, so its lowest value must be above 0.`,
  }),
  perPair: (name: string): Sentence => ({
    code: "per-pair",
    message: `${name} has one value for each pair of cells, which only synapses know. Take out per: "pair".`,
  }),

  // Presets.
  presetForm: (preset: string, form: string, forms: readonly string[]): Sentence => ({
    code: "preset-form",
    message: `The preset ${preset} is written in the form ${form}, which the kind does not have. Known: ${forms.join(", ") || "none"}.`,
  }),
  presetName: (preset: string, name: string, as: string): Sentence => ({
    code: "preset-name",
    message: `The preset ${preset} sets ${name}, which is not ${as} of this kind.`,
  }),
  presetValue: (
    preset: string,
    name: string,
    value: number,
    allowed: readonly [number, number] | undefined,
    unit: string,
  ): Sentence => ({
    code: "preset-value",
    message: `The preset ${preset} sets ${name} to ${value}; it can be ${allowed ? range(allowed, unit) : "any finite number"}.`,
  }),

  presetSteps: (preset: string): Sentence => ({
    code: "preset-steps",
    message: `The preset ${preset} is shown for no time or in no step. Give it a duration and a step, published or converged, that is above 0 and no longer.`,
  }),
  presetStimulus: (preset: string): Sentence => ({
    code: "preset-stimulus",
    message: `The preset ${preset} is shown with a current, but the kind has no input that takes one.`,
  }),

  // Equations.
  /** @param unit of the state that may be declared; undefined where it is something else already, or another one is meant */
  notAState: (
    name: string,
    meaning: string | undefined,
    guess: string | undefined,
    states: string,
    unit?: string,
  ): Sentence => ({
    code: "not-a-state",
    message: `${name} is ${meaning ?? "not declared"} and cannot be changed here. States: ${states}.${meant(guess)}`,
    ...(unit === undefined ? {} : { declare: { name, unit } }),
  }),
  secondDerivative: (name: string): Sentence => ({
    code: "second-derivative",
    message: `d${name}/dt is written twice. Put all of it in one equation.`,
  }),
  setAgain: (name: string): Sentence => ({
    code: "set-again",
    message: `${name} is set twice. Put all of it in one line, or give the second another name.`,
  }),
  setDeclared: (name: string, meaning: string): Sentence => ({
    code: "set-declared",
    message: `${name} is ${meaning} and cannot be set here. Choose another name on the left.`,
  }),
  updateInEquations: (name: string, op: string): Sentence => ({
    code: "update-in-equations",
    message: `Equations say what ${name} is, not how it changes: write ${name} = … or d${name}/dt = … instead of ${name} ${op} ….`,
  }),
  neverMoves: (name: string): Sentence => ({
    code: "never-moves",
    severity: "warning",
    message: `${name} never changes: nothing says d${name}/dt, and no spike sets it. Write an equation for it or make it a parameter.`,
  }),
  unused: (name: string): Sentence => ({
    code: "unused-parameter",
    severity: "warning",
    message: `${name} is not used anywhere. Use it in an equation or take it out.`,
  }),
  noiseHere: (field: string): Sentence => ({
    code: "noise-outside-derivative",
    message: `White noise xi has a meaning only in dx/dt = …; ${field} cannot use it. For a random number once, write randn().`,
  }),
  noiseNotLinear: (name: string): Sentence => ({
    code: "noise-not-linear",
    message: `d${name}/dt: white noise xi can only be multiplied by something and added, as in sigma*xi. For a random number in every step, write randn().`,
  }),
  lastHere: (field: string): Sentence => ({
    code: "last-not-here",
    message: `last(…) is a value as it was before the step; equations without noise, a threshold and a reset can ask for it, and ${field} cannot. Write the variable itself.`,
  }),
  lastOf: (name: string, meaning: string, states: string): Sentence => ({
    code: "last-of-no-state",
    message: `last(${name}) asks for a state as it was before the step, but ${name} is ${meaning}. States: ${states}.`,
  }),
  holdMoves: (name: string, parameters: string): Sentence => ({
    code: "hold-moves",
    message: `How long a cell rests cannot depend on ${name}, which changes during a run. Use parameters alone: ${parameters}.`,
  }),
  drawHere: (name: string, field: string): Sentence => ({
    code: "draw-not-here",
    message: `${name}(…) draws a random number, which ${field} cannot do.`,
  }),
  startUses: (name: string, meaning: string): Sentence => ({
    code: "start-uses",
    message: `A start value cannot use ${name}: it is ${meaning}. It may use parameters and the states above.`,
  }),

  // Spikes, delays and ports.
  noSpikeRule: (port: string): Sentence => ({
    code: "no-spike-rule",
    severity: "warning",
    message: `${port} sends spikes, but nothing says when. Write a threshold such as v >= V_th.`,
  }),
  wrongRule: (family: string, type: string, needed: string): Sentence => ({
    code: "wrong-spike-rule",
    message: `A kind of the family ${family} cannot have a spike rule of the type ${type}; it can have ${needed}.`,
  }),
  emptyReset: (): Sentence => ({
    code: "empty-reset",
    severity: "warning",
    message:
      "A spike changes nothing, so the cell fires again in every step while the condition holds. Write a reset, or a threshold of the form v > V_th.",
  }),
  notATimeList: (name: string): Sentence => ({
    code: "not-a-time-list",
    message: `${name} must be a parameter of the type list with a unit of time.`,
  }),
  notACellList: (name: string): Sentence => ({
    code: "not-a-cell-list",
    message: `${name} must be a parameter of the type list with the number of a cell for each spike.`,
  }),
  notAHeldState: (name: string, states: string): Sentence => ({
    code: "not-a-held-state",
    message: `${name} cannot be held: it is not a state. States: ${states}.`,
  }),
  needsSpikes: (what: string): Sentence => ({
    code: "needs-spikes",
    message: `${what} is for synapses that spikes arrive at; this one takes a value.`,
  }),
  onlySynapse: (what: string): Sentence => ({
    code: "only-synapse",
    message: `${what} is for synapses only.`,
  }),
  noDelay: (found: string): Sentence => ({
    code: "no-delay",
    message: `A synapse needs a parameter for its delay, per pair and in ms; ${found}.`,
  }),
  readsUnknown: (port: string, reads: string, known: string): Sentence => ({
    code: "reads-unknown",
    message: `The output ${port} sends ${reads}, which nothing sets. Write ${reads} = … among the equations, or send one of: ${known}.`,
  }),
  readsUnit: (port: string, reads: string, unit: string): Sentence => ({
    code: "reads-unit",
    message: `The output ${port} is in ${unit}, but ${reads} has another unit.`,
  }),
  inputReads: (port: string): Sentence => ({
    code: "input-reads",
    message: `${port} is an input and cannot read a variable. Take out reads.`,
  }),
  inputUnit: (port: string): Sentence => ({
    code: "input-unit",
    message: `The input ${port} needs a unit, so that only fitting currents are wired to it.`,
  }),
  nothingLeaves: (port: string): Sentence => ({
    code: "nothing-leaves",
    message: `Nothing reaches the target through ${port}. Write ${port} = … among the equations, or change the target when a spike arrives, as in v += weight.`,
  }),
  noList: (name: string, list: string): Sentence => ({
    code: "no-list",
    message: `${name} is read from ${list}, which is no parameter of the type list. Name one, or declare it.`,
  }),
  noPatterns: (name: string, reads: string): Sentence => ({
    code: "no-patterns",
    message: `${name} is made of ${reads || "patterns"}, which this kind does not have. Name a parameter or an input that holds patterns.`,
  }),
  noLesson: (name: string): Sentence => ({
    code: "no-lesson",
    message: `The lesson of this kind speaks of ${name}, which it does not have. Name a parameter, or for units what the equations say.`,
  }),
  badMethod: (method: string, known: string): Sentence => ({
    code: "bad-method",
    message: `${method} is not an integrator. Known: ${known}.`,
  }),
  missingMigration: (version: number): Sentence => ({
    code: "missing-migration",
    message: `Version ${version + 1} needs a migration from version ${version}, so that older files still open.`,
  }),
} as const;
