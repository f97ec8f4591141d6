/** The syntax tree of an equation: what `parse` makes and every later stage reads. Plain data, never mutated. */

/** Characters of the source text: from inclusive, to exclusive. */
export interface Span {
  from: number;
  to: number;
}

export type Tree =
  /** A literal. `unit` is set when the number was written with one: `5 mV`. `value` is as written, in that unit. */
  | { type: "number"; value: number; unit?: string; span?: Span }
  /** A parameter, state variable, input, assigned name, `t`, `dt`, `pi`, `xi`, or a unit used as a constant (`v / mV`). */
  | { type: "name"; name: string; span?: Span }
  | { type: "negate"; arg: Tree; span?: Span }
  | { type: "binary"; op: "+" | "-" | "*" | "/" | "^"; left: Tree; right: Tree; span?: Span }
  | { type: "compare"; op: "<" | "<=" | ">" | ">=" | "==" | "!="; left: Tree; right: Tree; span?: Span }
  | { type: "logic"; op: "and" | "or"; left: Tree; right: Tree; span?: Span }
  | { type: "not"; arg: Tree; span?: Span }
  /**
   * exp log sqrt sin cos tan sinh cosh tanh abs min max clip sign step floor exprel pow int, `if(test, a, b)`,
   * `last(x)` (state x at the start of the step), and the draws rand() randn() poisson(mean).
   * `rare` is the compiler's: the test of an `if` is seldom true, the argument of an `exp` seldom far from 0.
   */
  | { type: "call"; name: string; args: readonly Tree[]; rare?: true; span?: Span };

export type Statement =
  | { type: "derivative"; name: string; right: Tree; span?: Span }
  | { type: "assign"; name: string; op: "=" | "+=" | "-=" | "*="; right: Tree; span?: Span };
