/**
 * Do the units close? Every expression has a dimension that follows from its parts; where two that must agree do not, the
 * message names the part at fault and, where some name in scope would mend it, that name.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { constantOf } from "./build.ts";
import { calls, isCall } from "./calls.ts";
import { type Dimension, isPlain, noise, one, over, power, sameDimension, time, times } from "./dimension.ts";
import { isCondition } from "./evaluate.ts";
import { messages } from "./messages.ts";
import { neverHasValue } from "./noValue.ts";
import { diagnose, type Sentence, type TextPlace } from "./place.ts";
import { print } from "./print.ts";
import { perTime, printUnit, quantityWord, unitName, usualName } from "./quantities.ts";
import { simplify } from "./simplify.ts";
import { nearestWord } from "./spelling.ts";
import type { Statement, Tree } from "./tree.ts";
import { isUnit, isUnitConstant, isUnitSymbol, parseUnit } from "./units.ts";

/** What the names in a text stand for. */
export interface Scope extends TextPlace {
  /** Unit text or dimension of each name. `t`, `dt`, `pi`, `xi` and the units are known without. */
  names: ReadonlyMap<string, string | Dimension> | Readonly<Record<string, string | Dimension>>;
  /** Names that may have a derivative line; absent: every name of `names`. */
  states?: Iterable<string>;
  /** Names without a unit check: every value counts as a plain number, as in equations published without units. */
  lax?: boolean;
}

/** Problems of a list of statements, in the order of the text. Names they set are known from there on. */
export function check(statements: readonly Statement[], scope: Scope): Diagnostic[] {
  const checker = new Checker(scope);
  const states = new Set(scope.states ?? checker.names.keys());
  const later = new Map<string, number>();
  statements.forEach((statement, i) => {
    if (statement.type === "assign" && !later.has(statement.name)) later.set(statement.name, i);
  });
  statements.forEach((statement, i) => {
    checker.setLater = new Set([...later].filter(([, place]) => place >= i).map(([name]) => name));
    checkStatement(statement, checker, states);
  });
  return checker.diagnostics;
}

function checkStatement(statement: Statement, checker: Checker, states: ReadonlySet<string>): void {
  const { name, right } = statement;
  if (statement.type === "derivative") {
    checker.where = `d${name}/dt: `;
    const own = checker.names.get(name);
    if (!states.has(name)) {
      const span = statement.span && { from: statement.span.from, to: statement.span.from + name.length + 4 };
      const slope = checker.dimension(right, own && perTime(own));
      const unit = unitName(own ?? (slope ? times(slope, time) : one));
      const sentence = messages.unknownDerivative(name, nearestWord(name, states), states, unit, span);
      checker.report(sentence, { type: "name", name, ...(span ? { span } : {}) });
    }
    checker.expect(right, own && perTime(own), `d${name}/dt`);
    return;
  }
  checker.where = `${name}: `;
  const own = checker.names.get(name);
  if (statement.op !== "=" && !checker.names.has(name)) {
    const span = statement.span && { from: statement.span.from, to: statement.span.from + name.length };
    checker.unknown({ type: "name", name, ...(span ? { span } : {}) });
  }
  if (statement.op === "*=") checker.expect(right, own && one, `${name} *=`);
  else if (own) checker.expect(right, own, name);
  else checker.names.set(name, checker.dimension(right));
}

/**
 * Problems of one expression.
 *
 * @param needed the unit or dimension its value must have, "condition" where a truth value is needed, or nothing
 */
export function checkTree(tree: Tree, scope: Scope, needed?: string | Dimension): Diagnostic[] {
  const checker = new Checker(scope);
  if (needed === "condition") checker.condition(tree, true);
  else checker.expect(tree, needed === undefined ? undefined : dimensionIn(needed));
  return checker.diagnostics;
}

/** Dimension of an expression; undefined where a problem leaves it open, or where any fits, as for a literal 0. */
export const dimensionOf = (tree: Tree, scope: Scope): Dimension | undefined => new Checker(scope).dimension(tree);

function dimensionIn(unit: string | Dimension): Dimension | undefined {
  if (typeof unit !== "string") return unit;
  const parsed = parseUnit(unit);
  return isUnit(parsed) ? parsed.dimension : undefined;
}

const builtIn: ReadonlyMap<string, Dimension> = new Map(Object.entries({ t: time, dt: time, pi: one, xi: noise }));

/** Undefined fits everything: a literal 0, or a part whose problem is already reported. */
type Found = Dimension | undefined;

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  readonly names: Map<string, Found>;
  setLater: ReadonlySet<string> = new Set();
  /** Opens each message: "dv/dt: ". */
  where = "";
  readonly #place: TextPlace;
  readonly #lax: boolean;
  /** A shared subtree is checked, and complained about, once. */
  readonly #done = new Map<Tree, Found>();

  constructor({ names, lax = false, field, node }: Scope) {
    const entries = names instanceof Map ? [...names] : Object.entries(names);
    this.names = new Map(entries.map(([name, unit]) => [name, dimensionIn(unit as string | Dimension)]));
    this.#lax = lax;
    this.#place = { ...(field === undefined ? {} : { field }), ...(node === undefined ? {} : { node }) };
  }

  report(sentence: Sentence, at: Tree): void {
    this.diagnostics.push(diagnose(sentence, at.span, this.#place));
  }

  unknown(tree: Tree & { type: "name" }): void {
    const { name, span } = tree;
    const known = [...this.names.keys()];
    if (this.setLater.has(name)) this.report(messages.usedBeforeSet(this.where, name), tree);
    else if (isUnitSymbol(name) && !isUnitConstant(name))
      this.report(messages.loneUnit(this.where, name, known, span), tree);
    else {
      const guess = nearestWord(name, [...known, "t", "dt", "pi", "xi"]);
      this.report(messages.unknownName(this.where, name, guess, [...known, "t"], span), tree);
    }
  }

  /** Checks `tree` and that its value has the dimension `needed`. */
  expect(tree: Tree, needed: Found, target?: string): void {
    const found = this.dimension(tree, needed);
    if (!found || !needed || this.#lax || sameDimension(found, needed)) return;
    if (this.#bareNoise(tree, needed)) return;
    const advice = this.#mend(found, needed);
    const sentence = target
      ? messages.rightSide(target, inUnit(found), theUnit(needed), advice)
      : messages.resultUnit(shown(tree), inUnit(found), theUnit(needed), advice);
    this.report(sentence, tree);
  }

  /** @param strict a plain number will not do */
  condition(tree: Tree, strict = false): void {
    const found = this.dimension(tree);
    if (isCondition(tree) || (tree.type === "call" && (tree.name === "if" || tree.name === "int"))) return;
    if (strict || (found && !isPlain(found))) {
      this.report(
        messages.needsCondition(this.where, shown(tree), found && !this.#lax ? ` ${inUnit(found)}` : ""),
        tree,
      );
    }
  }

  /** @param needed what the whole should come to, when known: it decides which of two unlike terms is at fault */
  dimension(tree: Tree, needed?: Found): Found {
    if (this.#done.has(tree)) return this.#done.get(tree);
    const found = this.#find(tree, needed);
    const never = neverHasValue(tree);
    if (never) this.report(messages.noValue(this.where, shown(tree), never.type), tree);
    this.#done.set(tree, found);
    return found;
  }

  #find(tree: Tree, needed?: Found): Found {
    switch (tree.type) {
      case "number": {
        if (tree.value === 0) return undefined;
        return tree.unit === undefined || this.#lax ? one : dimensionIn(tree.unit);
      }
      case "name":
        return this.#named(tree);
      case "negate":
        return this.dimension(tree.arg, needed);
      case "not":
        this.condition(tree.arg);
        return one;
      case "logic":
        this.condition(tree.left);
        this.condition(tree.right);
        return one;
      case "compare":
        this.#alike(tree, tree.left, tree.right, "compared");
        return one;
      case "binary":
        switch (tree.op) {
          case "+":
          case "-":
            return this.#alike(tree, tree.left, tree.right, tree.op === "+" ? "added" : "subtracted", needed);
          case "*":
          case "/": {
            const [a, b] = [this.dimension(tree.left), this.dimension(tree.right)];
            return a && b && (tree.op === "*" ? times(a, b) : over(a, b));
          }
          case "^":
            return this.#power(tree, tree.left, tree.right);
        }
        break;
      case "call":
        return this.#call(tree, needed);
    }
  }

  #named(tree: Tree & { type: "name" }): Found {
    const { name } = tree;
    if (this.names.has(name)) return this.#lax ? one : this.names.get(name);
    const given = builtIn.get(name);
    if (given) return this.#lax ? one : given;
    if (isUnitConstant(name) && !isCall(name)) return this.#lax ? one : dimensionIn(name);
    if (!isCall(name)) this.unknown(tree);
    return undefined;
  }

  /** Two values that must have one dimension; theirs is returned. */
  #alike(tree: Tree, left: Tree, right: Tree, act: string, needed?: Found): Found {
    const [a, b] = [this.dimension(left, needed), this.dimension(right, needed)];
    if (!a || !b) return a ?? b;
    if (this.#lax || sameDimension(a, b)) return a;
    const fits = needed && (sameDimension(a, needed) ? "left" : sameDimension(b, needed) ? "right" : undefined);
    if (needed && fits) {
      const [part, found] = fits === "left" ? [right, b] : [left, a];
      if (this.#bareNoise(part, needed)) return needed;
      this.report(
        messages.termUnit(this.where, shown(part), inUnit(found), theUnit(needed), this.#mend(found, needed)),
        part,
      );
      return needed;
    }
    const advice = this.#mend(b, a, shown(right));
    this.report(
      messages.differentUnits(this.where, act, shown(left), inUnit(a), shown(right), inUnit(b), advice),
      tree,
    );
    return undefined;
  }

  /** White noise as a term of its own lacks its strength: one of the right unit that is there, or a written one. */
  #bareNoise(tree: Tree, needed: Dimension): boolean {
    if (tree.type !== "name" || tree.name !== "xi" || this.names.has("xi")) return false;
    const wanted = over(needed, noise);
    const unit = unitName(wanted);
    const there = [...this.names].find(([, found]) => found && !isPlain(found) && sameDimension(found, wanted));
    const strength = there?.[0] ?? (unit.startsWith("1") ? unit : `1 ${unit}`);
    this.report(messages.bareNoise(this.where, unitText(noise), strength, theUnit(wanted), tree.span), tree);
    return true;
  }

  #power(tree: Tree, base: Tree, exponent: Tree): Found {
    const [a, b] = [this.dimension(base), this.dimension(exponent)];
    if (b && !isPlain(b)) {
      this.report(messages.plainExponent(this.where, shown(exponent), inUnit(b)), exponent);
      return undefined;
    }
    if (!a || isPlain(a)) return a;
    const n = constantOf(simplify(exponent));
    if (n === undefined) {
      this.report(messages.constantExponent(this.where, shown(base), inUnit(a)), tree);
      return undefined;
    }
    return this.#wholeOrHalf(tree, base, a, power(a, n));
  }

  #wholeOrHalf(tree: Tree, base: Tree, of: Dimension, result: Dimension): Found {
    if (result.every((exponent) => Number.isInteger(2 * exponent))) return result;
    this.report(messages.fractionalUnit(this.where, shown(tree), shown(base), inUnit(of)), tree);
    return undefined;
  }

  #call(tree: Tree & { type: "call" }, needed?: Found): Found {
    const rule = isCall(tree.name) ? calls[tree.name]?.rule : undefined;
    const [a, b, c] = tree.args as readonly [Tree, Tree, Tree];
    switch (rule) {
      case "plain":
        for (const arg of tree.args) this.#plainArgument(tree, arg);
        return one;
      case "any":
        this.dimension(a);
        return one;
      case "last":
        return this.dimension(a);
      case "same":
        return tree.args
          .map((arg): [Tree, Found] => [arg, this.dimension(arg, needed)])
          .reduce(([x, dx], [y]): [Tree, Found] => [
            dx ? x : y,
            this.#alike(tree, x, y, `given to ${tree.name} together`, needed),
          ])[1];
      case "choice":
        this.condition(a);
        return this.#alike(tree, b, c, "the two outcomes of one if", needed);
      case "root": {
        const inner = this.dimension(a);
        return inner && this.#wholeOrHalf(tree, a, inner, power(inner, 0.5));
      }
      case "power":
        return this.#power(tree, a, b);
      case undefined:
        return undefined;
    }
  }

  #plainArgument(tree: Tree & { type: "call" }, arg: Tree): void {
    const found = this.dimension(arg);
    if (!found || isPlain(found)) return;
    const word = quantityWord(found);
    const advice = ` Divide it by ${word ? `${word} or by ` : ""}1 ${unitText(found)}.`;
    this.report(messages.plainArgument(this.where, tree.name, shown(arg), inUnit(found), advice), arg);
  }

  /** The name that would turn one dimension into the other, if the scope has one; else what kind of value would. */
  #mend(found: Dimension, needed: Dimension, what = ""): string {
    const [divisor, factor] = [over(found, needed), over(needed, found)];
    const by = what ? `${what} ` : "";
    const divide = this.#nameOf(divisor);
    if (divide) return ` Divide ${by}by ${divide}.`;
    const multiply = this.#nameOf(factor);
    if (multiply) return ` Multiply ${by}by ${multiply}.`;
    if (isPlain(found)) return ` Multiply ${by}by a value in ${unitText(needed)}.`;
    if (isPlain(needed)) return ` Divide ${by}by ${theUnit(found)}.`;
    const word = quantityWord(divisor);
    if (word) return ` Divide ${by}by ${word} (${unitText(divisor)}).`;
    const other = quantityWord(factor);
    return other ? ` Multiply ${by}by ${other} (${unitText(factor)}).` : "";
  }

  /** "a capacitance such as C_m (pF)". */
  #nameOf(dimension: Dimension): string | undefined {
    const fitting = [...this.names]
      .filter(([, found]) => found && !isPlain(found) && sameDimension(found, dimension))
      .map(([name]) => name);
    const usual = usualName(dimension);
    const name = fitting.find((candidate) => usual?.test(candidate)) ?? fitting[0];
    if (name === undefined) return undefined;
    const word = quantityWord(dimension);
    return word ? `${word} such as ${name} (${unitText(dimension)})` : `${name} (${unitText(dimension)})`;
  }
}

const unitText = (dimension: Dimension): string => printUnit(unitName(dimension));
const inUnit = (dimension: Dimension): string => (isPlain(dimension) ? "a plain number" : `in ${unitText(dimension)}`);
const theUnit = (dimension: Dimension): string => (isPlain(dimension) ? "a plain number" : unitText(dimension));

/** A part of the equation, short enough for a sentence. */
function shown(tree: Tree): string {
  const text = print(tree);
  return text.length <= 40 ? text : `${text.slice(0, 38)}…`;
}
