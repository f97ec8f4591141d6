/**
 * Equations as they stand on paper: fractions stacked, subscripts upright, Greek letters, e to a power. Written once over a
 * `Typesetter`, which is told "a fraction of this over that" and makes TeX text or a MathML tree of it.
 */
import { negate } from "./build.ts";
import { greek } from "./greek.ts";
import { printUnit } from "./quantities.ts";
import type { Statement, Tree } from "./tree.ts";
import { isUnitConstant } from "./units.ts";

export interface TypesetOptions {
  /** Text to put in place of a name: its present value, "-65 mV". */
  values?: (name: string) => string | undefined;
  /** Index written under every variable, as in v_i; which names are variables is said by `indexed`. */
  subscript?: string;
  /** Names that get the index; absent: all but `t`, `dt`, `pi` and units. */
  indexed?: (name: string) => boolean;
  /** Set `v = V_reset` with an arrow, as something that happens and not something that holds. */
  arrow?: boolean;
}

/** The forms of mathematics that equations need. */
export interface Typesetter<R> {
  row(parts: readonly R[]): R;
  /** One letter is slanted, a word upright. */
  identifier(text: string): R;
  number(text: string): R;
  /** An operator between or before values: + − = ≤ ( ). */
  operator(text: string): R;
  /** Words among the signs, with space around: "and". */
  words(text: string): R;
  /** A thin space: a product without a sign. */
  product(): R;
  fraction(above: R, below: R): R;
  superscript(base: R, above: R): R;
  subscript(base: R, below: readonly R[]): R;
  /** Upright label text of a subscript. */
  label(text: string): R;
  root(inner: R): R;
  fenced(open: string, inner: R, close: string): R;
  /** `a if test, b otherwise`. */
  cases(rows: readonly { value: R; test?: R }[]): R;
}

export function typesetStatement<R>(statement: Statement, to: Typesetter<R>, options: TypesetOptions = {}): R {
  const set = new Setting(to, { ...options, values: () => undefined });
  const target = set.name(statement.name);
  const right = typesetTree(statement.right, to, options);
  if (statement.type === "derivative") {
    const d = (of: R): R => to.row([to.identifier("d"), of]);
    return to.row([to.fraction(d(target), d(to.identifier("t"))), to.operator("="), right]);
  }
  if (statement.op === "=") return to.row([target, to.operator(options.arrow ? "←" : "="), right]);
  // v += w is read as "v becomes v + w".
  const op = statement.op === "+=" ? "+" : statement.op === "-=" ? "-" : "*";
  const name: Tree = { type: "name", name: statement.name };
  const whole = typesetTree({ type: "binary", op, left: name, right: statement.right }, to, {
    ...options,
    values: (of) => (of === statement.name ? undefined : options.values?.(of)),
  });
  return to.row([target, to.operator("←"), whole]);
}

export const typesetTree = <R>(tree: Tree, to: Typesetter<R>, options: TypesetOptions = {}): R =>
  new Setting(to, options).tree(hoisted(tree));

/**
 * A minus sign in a factor is written before the whole product, where paper has it: (-g) (v - E) is -g (v - E). One line of
 * a fraction does for a / b / c.
 */
function hoisted(tree: Tree): Tree {
  switch (tree.type) {
    case "number":
      return tree.value < 0 ? negate({ ...tree, value: -tree.value }) : tree;
    case "name":
      return tree;
    case "negate":
    case "not":
      return { ...tree, arg: hoisted(tree.arg) };
    case "call":
      return { ...tree, args: tree.args.map(hoisted) };
    case "binary": {
      const [left, right] = [hoisted(tree.left), hoisted(tree.right)];
      if ((tree.op === "*" || tree.op === "/") && left.type === "negate") {
        return { type: "negate", arg: hoisted({ type: "binary", op: tree.op, left: left.arg, right }) };
      }
      if (tree.op === "/" && left.type === "binary" && left.op === "/") {
        const below: Tree = { type: "binary", op: "*", left: left.right, right };
        return { type: "binary", op: "/", left: left.left, right: below };
      }
      return { ...tree, left, right };
    }
    case "compare":
    case "logic":
      return { ...tree, left: hoisted(tree.left), right: hoisted(tree.right) };
  }
}

const signs: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥", "==": "=", "!=": "≠", "-": "−" };

/** Functions whose printed name differs. */
const renamed: Readonly<Record<string, string>> = { log: "ln", rand: "U", randn: "N", poisson: "Poisson", sign: "sgn" };

/** From loose to tight, as on paper: a fraction or root brackets itself, a minus sign counts as a sum. */
function hold(tree: Tree): number {
  switch (tree.type) {
    case "logic":
      return tree.op === "or" ? 1 : 2;
    case "not":
      return 3;
    case "compare":
      return 4;
    case "negate":
      return 5;
    case "binary":
      return tree.op === "+" || tree.op === "-" ? 5 : tree.op === "*" ? 6 : tree.op === "/" ? 7 : 8;
    case "number":
      return /e/.test(String(tree.value)) ? 7 : tree.unit === undefined ? 9 : 8;
    case "name":
      return 9;
    case "call":
      return tree.name === "exp" || tree.name === "pow" ? 8 : 9;
  }
}

class Setting<R> {
  readonly #to: Typesetter<R>;
  readonly #options: TypesetOptions;
  /** Above a line there is no room for stacked fractions. */
  #raised = 0;

  constructor(to: Typesetter<R>, options: TypesetOptions) {
    this.#to = to;
    this.#options = options;
  }

  tree(tree: Tree): R {
    const to = this.#to;
    switch (tree.type) {
      case "number":
        return this.#number(tree);
      case "name": {
        const value = this.#options.values?.(tree.name);
        return value === undefined ? this.name(tree.name) : to.number(value.replace(/^-/, "−"));
      }
      case "negate":
        return to.row([to.operator("−"), this.#within(tree.arg, 6)]);
      case "not":
        return to.row([to.words("not"), this.#within(tree.arg, 3)]);
      case "compare":
        return to.row([
          this.#within(tree.left, 5),
          to.operator(signs[tree.op] ?? tree.op),
          this.#within(tree.right, 5),
        ]);
      case "logic":
        return to.row([
          this.#within(tree.left, hold(tree)),
          to.words(tree.op),
          this.#within(tree.right, hold(tree) + 1),
        ]);
      case "binary":
        return this.#binary(tree);
      case "call":
        return this.#call(tree);
    }
  }

  #within(tree: Tree, least: number): R {
    const inner = this.tree(tree);
    // A value put in place of a name may carry a sign or a unit.
    const loose = tree.type === "name" && least > 5 && /^[-−]| /.test(this.#options.values?.(tree.name) ?? "");
    return hold(tree) < least || loose ? this.#to.fenced("(", inner, ")") : inner;
  }

  #number({ value, unit }: Tree & { type: "number" }): R {
    const to = this.#to;
    const [digits = "", exponent] = String(value).split("e");
    const ten = exponent && to.superscript(to.number("10"), to.number(exponent.replace("+", "").replace("-", "−")));
    const plain = !ten ? to.number(digits) : digits === "1" ? ten : to.row([to.number(digits), to.operator("·"), ten]);
    const printed = unit === undefined ? "" : printUnit(unit);
    return printed === "" ? plain : to.row([plain, to.product(), to.label(printed)]);
  }

  #binary({ op, left, right }: Tree & { type: "binary" }): R {
    const to = this.#to;
    switch (op) {
      case "+":
      case "-":
        return to.row([this.#within(left, 5), to.operator(signs[op] ?? op), this.#within(right, 6)]);
      case "*": {
        // Digits side by side would run together.
        const join = startsWithDigit(right) ? to.operator("·") : to.product();
        return to.row([this.#within(left, 6), join, this.#within(right, 7)]);
      }
      case "/":
        if (this.#raised > 0) return to.row([this.#within(left, 6), to.operator("/"), this.#within(right, 8)]);
        return to.fraction(this.tree(left), this.tree(right));
      case "^":
        return this.#power(left, right);
    }
  }

  #power(base: Tree, exponent: Tree): R {
    if (exponent.type === "number" && exponent.value === 0.5) return this.#to.root(this.tree(base));
    return this.#to.superscript(this.#within(base, 9), this.#above(exponent));
  }

  #above(tree: Tree): R {
    this.#raised++;
    const above = this.tree(tree);
    this.#raised--;
    return above;
  }

  #call({ name, args }: Tree & { type: "call" }): R {
    const to = this.#to;
    const [a, b, c] = args as readonly [Tree, Tree, Tree];
    switch (name) {
      case "exp":
        // e^… while it stays readable: not in another exponent, and not over a long one.
        if (this.#raised === 0 && size(a) <= 16) return to.superscript(to.identifier("e"), this.#above(a));
        break;
      case "sqrt":
        return to.root(this.tree(a));
      case "abs":
        return to.fenced("|", this.tree(a), "|");
      case "floor":
        return to.fenced("⌊", this.tree(a), "⌋");
      case "pow":
        return this.#power(a, b);
      case "if":
        return to.cases([{ value: this.tree(b), test: this.tree(a) }, { value: this.tree(c) }]);
      case "rand":
        return to.row([
          to.identifier("U"),
          to.fenced("(", to.row([to.number("0"), to.operator(","), to.number("1")]), ")"),
        ]);
      case "randn":
        return to.row([
          to.identifier("N"),
          to.fenced("(", to.row([to.number("0"), to.operator(","), to.number("1")]), ")"),
        ]);
    }
    const list = args.flatMap((arg, i) => (i === 0 ? [this.tree(arg)] : [to.operator(","), this.tree(arg)]));
    return to.row([to.identifier(renamed[name] ?? name), to.fenced("(", to.row(list), ")")]);
  }

  /** V_th, τ_m, v_i: what follows the first underscore goes below, upright. */
  name(name: string): R {
    const to = this.#to;
    if (name === "dt") return to.row([to.identifier("Δ"), to.identifier("t")]);
    const { subscript, indexed } = this.#options;
    const isVariable = indexed ? indexed(name) : name !== "t" && name !== "pi" && !isUnitConstant(name);
    const numbered = /^([A-Za-z]+?)(\d+)$/.exec(name);
    const [base = name, ...below] = numbered ? numbered.slice(1) : name.split("_").filter((part) => part !== "");
    const printed = isUnitConstant(name) ? to.label(printUnit(name)) : to.identifier(greek.get(base) ?? base);
    const labels = below.map((label) => to.label(greek.get(label) ?? label));
    if (subscript !== undefined && isVariable) labels.push(to.identifier(subscript));
    return labels.length === 0 ? printed : to.subscript(printed, labels);
  }
}

/** Would a product sign be missed before it? */
function startsWithDigit(tree: Tree): boolean {
  if (tree.type === "number") return true;
  if (tree.type !== "binary") return false;
  return (tree.op === "*" || tree.op === "^") && startsWithDigit(tree.left);
}

/** Nodes of a tree, counted up to what matters here. */
function size(tree: Tree, most = 20): number {
  if (most <= 0) return 1;
  switch (tree.type) {
    case "number":
    case "name":
      return 1;
    case "negate":
    case "not":
      return 1 + size(tree.arg, most - 1);
    case "call":
      return tree.args.reduce((sum, arg) => sum + size(arg, most - sum), 1);
    default: {
      const left = size(tree.left, most - 1);
      return 1 + left + size(tree.right, most - left - 1);
    }
  }
}
