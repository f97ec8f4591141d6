/** Everything in a kind that is written in the expression language: does it parse, do units close, is every name known? */
import {
  calls,
  callsIn,
  check,
  checkTree,
  dimensionOf,
  linearPart,
  listWords,
  names as namesIn,
  nearestWord,
  one,
  parse,
  parseStatements,
  parts,
  type Span,
  type Statement,
  type Tree,
  unitName,
} from "../expression/index.ts";
import type { Findings } from "./findings.ts";
import type { SpikeRule } from "./kind.ts";
import { messages } from "./messages.ts";
import type { ResolvedKind } from "./resolve.ts";
import { anyUnit, builtFrom, declaredNames, type Names, readableParameters } from "./scope.ts";

/**
 * Checks all texts of a kind in one form.
 *
 * @param target units of the target cell's states, for synapses
 * @returns the scope after the equations: parameters, states, inputs and assigned names
 */
export function checkEquations(
  kind: ResolvedKind,
  target: Readonly<Record<string, string>>,
  findings: Findings,
): Names {
  const texts = new Texts(kind, findings);
  const names = declaredNames(kind);
  // A synapse reads the states of its target by name; its own names come first.
  if (kind.family === "synapse") {
    for (const [name, unit] of Object.entries(target)) if (!names.has(name)) names.set(name, unit);
  }

  texts.starts();
  texts.equations(names);
  if (kind.afterStep !== undefined) {
    const seen: Names = new Map([["resting", "1"], ...names]);
    const { total } = kind;
    if (total) seen.set(total.name, kind.state[total.of]?.unit ?? anyUnit);
    texts.changes(kind.afterStep, "afterStep", seen, Object.keys(kind.state));
  }
  if (kind.spike) texts.spike(kind.spike, names);
  for (const event of ["onSpike", "onPost"] as const) {
    const text = kind[event];
    if (text === undefined) continue;
    const seen: Names = new Map([...Object.entries(target), ...readableParameters(kind), ...ownStates(kind)]);
    texts.changes(text, event, seen, [...Object.keys(kind.state), ...Object.keys(target)]);
  }
  texts.limits();
  texts.courses();
  texts.leftovers();
  return names;
}

const ownStates = (kind: ResolvedKind): [string, string][] =>
  Object.entries(kind.state).map(([name, { unit }]) => [name, unit]);

class Texts {
  readonly #kind: ResolvedKind;
  readonly #findings: Findings;
  /** Names read anywhere, and states that something moves. */
  readonly #used = new Set<string>();
  readonly #moved = new Set<string>();

  constructor(kind: ResolvedKind, findings: Findings) {
    this.#kind = kind;
    this.#findings = findings;
  }

  /** One expression with the unit or dimension it must have; its tree when it could be read. */
  #expression(text: string, field: string, names: Names, needed?: Parameters<typeof checkTree>[2]): Tree | undefined {
    const place = this.#findings.place(field);
    const { tree, diagnostics } = parse(text, { names: names.keys(), ...place });
    this.#findings.add(tree ? checkTree(tree, { names, ...place }, needed) : diagnostics);
    if (tree) this.#reads(tree, field);
    return tree;
  }

  #reads(tree: Tree, field: string, noise = false): void {
    for (const name of namesIn(tree)) {
      this.#used.add(name);
      if (name === "xi" && !noise) this.#findings.report(messages.noiseHere(field), field, tree.span);
    }
    const looksBack = field === "threshold" || field === "reset" || (field === "equations" && !namesIn(tree).has("xi"));
    if (!looksBack && callsIn(tree).has("last")) this.#findings.report(messages.lastHere(field), field, tree.span);
    for (const name of lastsOf(tree)) {
      if (!Object.hasOwn(this.#kind.state, name))
        this.#findings.report(
          messages.lastOf(name, this.#meaning(name), listWords(Object.keys(this.#kind.state))),
          field,
          tree.span,
        );
    }
    if (field !== "onSpike" && field !== "onPost") return;
    const event = field === "onSpike" ? "an arriving spike" : "a spike of the target";
    for (const name of callsIn(tree)) {
      if (calls[name]?.draws) this.#findings.report(messages.drawHere(name, event), field, tree.span);
    }
  }

  /** Values at time 0, of parameters and of the states above. */
  starts(): void {
    const names: Names = new Map(readableParameters(this.#kind));
    const below = declaredNames(this.#kind);
    for (const [name, { unit, start }] of Object.entries(this.#kind.state)) {
      const field = `start.${name}`;
      const place = this.#findings.place(field);
      const { tree, diagnostics } = parse(start, { names: below.keys(), ...place });
      const early = tree ? [...namesIn(tree)].filter((used) => this.#tooEarly(used, names)) : [];
      for (const used of early) this.#findings.report(messages.startUses(used, this.#meaning(used)), field, tree?.span);
      if (!tree) this.#findings.add(diagnostics);
      else if (early.length === 0) this.#findings.add(checkTree(tree, { names, ...place }, unit));
      for (const used of tree ? namesIn(tree) : []) this.#used.add(used);
      names.set(name, unit);
    }
  }

  #tooEarly(name: string, names: Names): boolean {
    if (names.has(name)) return false;
    return ["t", "dt", "xi"].includes(name) || this.#meaning(name) !== unknown;
  }

  /** What a name is in this kind, in words. */
  #meaning(name: string): string {
    const { parameters, state, inputs, equations } = this.#kind;
    if (name === "t" || name === "dt") return "a time, and the start is at 0";
    if (name === "xi") return "white noise";
    if (Object.hasOwn(state, name)) return "a state that is declared here or below";
    if (Object.hasOwn(parameters, name)) return "a parameter";
    if (Object.hasOwn(inputs, name)) return "an input";
    const { statements } = parseStatements(equations);
    return statements.some((statement) => statement.type === "assign" && statement.name === name)
      ? "computed by the equations"
      : unknown;
  }

  /** Adds what the equations assign to `names`. */
  equations(names: Names): void {
    const { equations, state, parameters, inputs } = this.#kind;
    const field = "equations";
    const place = this.#findings.place(field);
    const { statements, diagnostics } = parseStatements(equations, { names: names.keys(), ...place });
    this.#findings.add(diagnostics);
    this.#findings.add(check(statements, { names, states: Object.keys(state), ...place }));
    const set = new Set<string>();
    for (const statement of statements) {
      const { name, right, span } = statement;
      this.#reads(right, field, statement.type === "derivative");
      const target = span && { from: span.from, to: right.span?.from ?? span.to };
      if (statement.type === "derivative") {
        if (this.#moved.has(name)) this.#findings.report(messages.secondDerivative(name), field, target);
        this.#moved.add(name);
        // White noise is a factor of its own: of xi^2 or exp(xi) no integrator can make sense.
        if (namesIn(right).has("xi") && !linearPart([right], ["xi"]))
          this.#findings.report(messages.noiseNotLinear(name), field, right.span);
        continue;
      }
      if (statement.op !== "=") this.#findings.report(messages.updateInEquations(name, statement.op), field, target);
      const declared = Object.hasOwn(state, name)
        ? `a state (write d${name}/dt = … for how it changes)`
        : Object.hasOwn(parameters, name)
          ? "a parameter"
          : Object.hasOwn(inputs, name)
            ? "an input"
            : undefined;
      if (declared) this.#findings.report(messages.setDeclared(name, declared), field, target);
      else if (set.has(name)) this.#findings.report(messages.setAgain(name), field, target);
      else names.set(name, dimensionOf(right, { names }) ?? anyUnit);
      set.add(name);
    }
    // A line that could not be read still sets its name: what uses it is not at fault.
    for (const [, name] of equations.matchAll(/(?:^|[\n;])\s*([A-Za-z]\w*)\s*=(?!=)/g)) {
      if (name !== undefined && !names.has(name)) names.set(name, anyUnit);
    }
  }

  /** Statements that change states: a reset, an arriving spike, the end of a step. */
  changes(text: string, field: string, names: Names, states: readonly string[]): void {
    const place = this.#findings.place(field);
    const { statements, diagnostics } = parseStatements(text, { names: names.keys(), ...place });
    this.#findings.add(diagnostics);
    const sound: Statement[] = [];
    for (const statement of statements) {
      this.#reads(statement.right, field);
      if (statement.type === "derivative" || !states.includes(statement.name)) {
        this.#notAState(statement, states, field, names);
        continue;
      }
      this.#moved.add(statement.name);
      sound.push(statement);
    }
    this.#findings.add(check(sound, { names, ...place }));
  }

  #notAState({ name, type, span, right }: Statement, states: readonly string[], field: string, names: Names): void {
    const meaning = type === "derivative" ? "given a derivative" : this.#meaning(name);
    const guess = meaning === unknown ? nearestWord(name, states) : undefined;
    const target: Span | undefined = span && { from: span.from, to: right.span?.from ?? span.to };
    const mayBe = meaning === unknown && guess === undefined;
    const unit = mayBe ? unitName(dimensionOf(right, { names }) ?? one) : undefined;
    this.#findings.report(messages.notAState(name, meaning, guess, listWords(states), unit), field, target);
  }

  spike(rule: SpikeRule, names: Names): void {
    const states = Object.keys(this.#kind.state);
    switch (rule.type) {
      case "threshold":
        this.#expression(rule.when, "threshold", names, "condition");
        this.changes(rule.then, "reset", names, states);
        if (rule.ceiling !== undefined) this.#expression(rule.ceiling, "ceiling", names);
        if (!rule.then.trim()) this.#findings.report(messages.emptyReset(), "reset");
        for (const name of [...(rule.holds ?? []), ...(rule.pauses ?? [])]) {
          if (!states.includes(name)) this.#findings.report(messages.notAHeldState(name, listWords(states)), "holds");
        }
        break;
      case "crossing": {
        const of = this.#expression(rule.of, "threshold", names);
        this.#expression(rule.level, "threshold", names, of && dimensionOf(of, { names }));
        break;
      }
      case "count":
        this.#expression(rule.count, "count", names, "1");
        return;
      case "times":
        this.#used.add(rule.times);
        if (rule.cells !== undefined) this.#used.add(rule.cells);
        return;
    }
    if (rule.hold !== undefined) this.#hold(rule.hold, names);
  }

  /** How long a cell rests is known before a run: it depends on parameters alone. */
  #hold(text: string, names: Names): void {
    const tree = this.#expression(text, "refractory", names, "ms");
    if (!tree) return;
    const parameters = new Map(readableParameters(this.#kind));
    const moves = [...namesIn(tree)].filter((name) => (names.has(name) && !parameters.has(name)) || name === "t");
    const draws = [...callsIn(tree)].filter((name) => calls[name]?.draws).map((name) => `${name}()`);
    const [first] = [...moves, ...draws];
    if (first !== undefined)
      this.#findings.report(messages.holdMoves(first, listWords(parameters.keys())), "refractory", tree.span);
  }

  /** Asked before a run: parameters and the time step alone. */
  limits(): void {
    const names: Names = new Map(readableParameters(this.#kind));
    for (const [index, { of }] of (this.#kind.limits ?? []).entries())
      this.#expression(of, `limits.${index}`, names, "1");
  }

  courses(): void {
    const { courses = {}, parameters } = this.#kind;
    const names: Names = new Map(readableParameters(this.#kind));
    for (const [name, { times, values, at }] of Object.entries(courses)) {
      for (const list of times === undefined ? [values] : [times, values]) {
        this.#used.add(list);
        if (parameters[list]?.type !== "list") this.#findings.report(messages.noList(name, list), `courses.${name}`);
      }
      if (at !== undefined) this.#expression(at, `courses.${name}.at`, names, times === undefined ? "1" : "ms");
    }
  }

  /** What is declared and then forgotten. */
  leftovers(): void {
    const { parameters, state, delay, lesson } = this.#kind;
    for (const { type, default: text } of Object.values(parameters)) {
      const tree = type === "equation" && typeof text === "string" ? parse(text).tree : undefined;
      if (tree) this.#reads(tree, "count");
    }
    for (const name of builtFrom(this.#kind)) this.#used.add(name);
    if (lesson?.type === "samples") this.#used.add(lesson.rule);
    for (const name of Object.keys(parameters)) {
      if (name !== delay && !this.#used.has(name)) this.#findings.suspect(messages.unused(name), `parameters.${name}`);
    }
    for (const name of Object.keys(state)) {
      if (!this.#moved.has(name)) this.#findings.suspect(messages.neverMoves(name), `state.${name}`);
    }
  }
}

const unknown = "not declared";

/** Names whose value before the step is asked for. */
const lastsOf = (tree: Tree): readonly string[] => [
  ...(tree.type === "call" && tree.name === "last"
    ? tree.args.flatMap((arg) => (arg.type === "name" ? arg.name : []))
    : []),
  ...parts(tree).flatMap(lastsOf),
];
