/**
 * The compiled system as terms: for a population, C dv_i/dt on the left and on the right one term for each part of its own
 * equation and for each thing wired to it. Made from the equations of the kinds alone, by algebra on their trees.
 */
import {
  build,
  dependsOn,
  equalTrees,
  evaluate,
  inline,
  linearPart,
  type MathNode,
  names,
  numberOps,
  parseStatements,
  printMathML,
  type Statement,
  simplify,
  substitute,
  type Tree,
  toEngine,
  withParts,
} from "../../expression/index.ts";
import type { Graph } from "../../graph/index.ts";
import type { Catalogue, ResolvedKind } from "../../kind/index.ts";
import { writeNumber, writeUnit } from "../controls/number.ts";
import { rowName } from "../controls/symbol.ts";
import { type Known, middle, sourcesOf, targetsOf, valueIn } from "../nodes.ts";
import { gradedSum, pairWeight } from "./graded.ts";
import { fenced, indexed, leaf, row, space, sumOver } from "./marks.ts";

export interface Term {
  key: string;
  math: MathNode;
  /** Plain name beneath. */
  caption: string;
  /** Written before the term; absent for the first and for what stands by itself. */
  sign?: "+" | "−";
  /** The node this term comes from; absent for the population's own. */
  node?: string;
}

export interface PopulationEquation {
  population: Known;
  left: Term;
  right: readonly Term[];
  /** Inputs that stand inside a function of the right side, and so cannot be added to it: what each is the sum of. */
  inputs: readonly { left: Term; right: readonly Term[] }[];
}

export const statementsOf = (text: string): readonly Statement[] => parseStatements(text).statements;

/** Parts of a sum, with their signs. A sum over a common denominator is taken apart. */
export function addends(tree: Tree, sign: 1 | -1 = 1): readonly { tree: Tree; sign: 1 | -1 }[] {
  const flipped = -sign as 1 | -1;
  if (tree.type === "negate") return addends(tree.arg, flipped);
  if (tree.type === "binary") {
    if (tree.op === "+" || tree.op === "-")
      return [...addends(tree.left, sign), ...addends(tree.right, tree.op === "+" ? sign : flipped)];
    if (tree.op === "/") {
      const above = addends(tree.left);
      // (E - v)/tau is one idea; a numerator of more than a difference is several.
      if (above.length > 2)
        return above.map((part) => ({ tree: { ...tree, left: part.tree }, sign: part.sign === 1 ? sign : flipped }));
    }
    if (tree.op === "*" && tree.left.type === "negate") return addends({ ...tree, left: tree.left.arg }, flipped);
  }
  return [{ tree, sign }];
}

/** Multiplied by `factor`, and what cancels is cancelled. */
function times(tree: Tree, factor: Tree | undefined): Tree {
  if (!factor) return tree;
  if (tree.type === "binary" && tree.op === "/" && equalTrees(tree.right, factor)) return tree.left;
  return simplify({ type: "binary", op: "*", left: factor, right: tree });
}

/** How a value is written in place of its symbol; a spread by its mean. */
export function valueWords({ node, kind }: Known, name: string): string | undefined {
  const parameter = Object.hasOwn(kind.parameters, name) ? kind.parameters[name] : undefined;
  if (!parameter) return undefined;
  const value = valueIn(node, name, parameter);
  if (typeof value === "string") return undefined;
  const at = middle(value);
  return `${writeNumber(at, 4)}${parameter.unit === "1" ? "" : `\u2009${writeUnit(parameter.unit)}`}`;
}

/** What a part of the population's own equation is called, from the words of the kind about its symbols. */
export function captionOf(tree: Tree, sign: 1 | -1, known: Known, state: string): string {
  const { kind } = known;
  const inside = [...names(tree)];
  const about = (name: string): string => kind.parameters[name]?.about ?? kind.state[name]?.about ?? "";
  for (const name of inside) {
    const found = /^(\w+) (?:conductance|current|input)\b/i.exec(about(name));
    if (found?.[1]) return found[1].toLowerCase();
  }
  // What the kind works out beforehand under a name that is a word says best what it is.
  const word = inside.find(
    (name) => /^[a-z]{4,}$/.test(name) && !Object.hasOwn(kind.parameters, name) && !Object.hasOwn(kind.state, name),
  );
  if (word) return word;
  const other = inside.find((name) => name !== state && Object.hasOwn(kind.state, name));
  if (other) return rowName(other, about(other)).label.toLowerCase();
  if (inside.includes(state)) {
    const slope = linearPart([tree], [state])?.A[0]?.[0];
    if (!slope) return "upstroke";
    return sign * present(slope, known) < 0 ? "leak" : "growth";
  }
  const parameter = inside.find((name) => Object.hasOwn(kind.parameters, name));
  return parameter ? rowName(parameter, about(parameter)).label.toLowerCase() : "constant";
}

/** Value of an expression of parameters as they are now, in engine units; not a number where it holds anything else. */
function present(tree: Tree, { node, kind }: Known): number {
  try {
    return evaluate(tree, numberOps, (name) => {
      const parameter = Object.hasOwn(kind.parameters, name) ? kind.parameters[name] : undefined;
      return parameter && toEngine(middle(valueIn(node, name, parameter)), parameter.unit);
    });
  } catch {
    // A state or an assigned name: its sign is not known beforehand.
    return Number.NaN;
  }
}

/** v*v reads as v squared, whatever was written for the sake of rounding. */
function squared(tree: Tree): Tree {
  const inner = withParts(tree, squared);
  return inner.type === "binary" && inner.op === "*" && equalTrees(inner.left, inner.right)
    ? { ...inner, op: "^", right: { type: "number", value: 2 } }
    : inner.type === "binary" &&
        inner.op === "*" &&
        inner.left.type === "binary" &&
        inner.left.op === "*" &&
        equalTrees(inner.left.right, inner.right)
      ? {
          ...inner,
          left: inner.left.left,
          right: { type: "binary", op: "^", left: inner.right, right: { type: "number", value: 2 } },
        }
      : inner;
}

const isVariable =
  (kind: ResolvedKind, assigned: ReadonlySet<string>) =>
  (name: string): boolean =>
    Object.hasOwn(kind.state, name) || assigned.has(name);

/** A few letters of a node's name, to stand above a symbol: what is before an arrow ("P → E" is P), whole if it is short. */
export function shortLabel(label: string): string {
  const [first = label] = label.split(/\s*(?:→|->)\s*/);
  return first.trim().length <= 5 ? first.trim() : `${first.trim().slice(0, 3)}.`;
}

/** What sends something to a node in a run; patterns are read before it. */
const sendersOf = (graph: Graph, catalogue: Catalogue, { node, kind }: Known) =>
  sourcesOf(graph, catalogue, node.id).filter(({ port }) => kind.inputs[port]?.signal !== "patterns");

/** The term of one thing wired to a population. */
function sourceTerm(graph: Graph, catalogue: Catalogue, source: Known, options: { numbers: boolean }): Term {
  const { node, kind } = source;
  const output = Object.values(kind.outputs).find(({ signal }) => signal === "current");
  const base = { key: node.id, node: node.id, caption: node.label, sign: "+" as const };
  if (kind.family !== "synapse") {
    const label = shortLabel(node.label);
    const only = Object.keys(kind.parameters).length === 1 ? Object.keys(kind.parameters)[0] : undefined;
    const value = options.numbers && only !== undefined ? valueWords(source, only) : undefined;
    if (value) return { ...base, math: leaf("mn", value) };
    const letter: MathNode = { tag: "msup", children: [leaf("mi", "I"), leaf("mi", label, { mathvariant: "normal" })] };
    return { ...base, math: row(letter, leaf("mo", "("), leaf("mi", "t"), leaf("mo", ")")) };
  }

  const [pre] = sendersOf(graph, catalogue, source).filter(({ kind: { family } }) => family !== "synapse");
  // A synapse that is named after its ends says itself whose it is.
  const above = shortLabel(/→|->/.test(node.label) ? node.label : (pre?.node.label ?? node.label));
  const on = statementsOf(kind.onSpike ?? "").find((statement) => statement.type === "assign" && statement.op === "+=");
  const weight = on ? [...names(on.right)].find((name) => kind.parameters[name]?.per === "pair") : pairWeight(kind);
  const shown = options.numbers && weight !== undefined ? valueWords(source, weight) : undefined;
  const W = shown
    ? leaf("mn", /^−/.test(shown) ? `(${shown})` : shown)
    : indexed(leaf("mi", "W"), row(leaf("mi", "i"), leaf("mi", "j")), above);
  const of = (letter: string): MathNode => indexed(leaf("mi", letter), leaf("mi", "j"), shown ? "" : above);
  const graded = Object.entries(kind.inputs).find(([, { signal }]) => signal === "value")?.[0];
  if (graded !== undefined) {
    const values = (name: string) => (options.numbers ? valueWords(source, name) : undefined);
    return { ...base, math: gradedSum(graph, catalogue, source, graded, W, values) };
  }
  const atTime = [leaf("mo", "("), leaf("mi", "t"), leaf("mo", ")")];

  // A spike that moves the target itself leaves no current between spikes: a pulse after the delay.
  if (on && !Object.hasOwn(kind.state, on.name)) {
    const arrival = row(
      leaf("mi", "t"),
      leaf("mo", "−"),
      { tag: "msub", children: [leaf("mi", "t"), leaf("mi", "j")] },
      leaf("mo", "−"),
      leaf("mi", "d"),
    );
    return {
      ...base,
      math: row(
        sumOver("j"),
        space("0.12em"),
        W,
        space("0.12em"),
        leaf("mi", "δ"),
        leaf("mo", "("),
        arrival,
        leaf("mo", ")"),
      ),
    };
  }
  // What the output is beside the state that spikes feed: nothing for a current, (E_rev - v) for a conductance.
  const { assigned } = inline(statementsOf(kind.equations));
  const reads = output?.reads ?? "";
  const right = assigned.get(reads);
  const fed = on?.name ?? Object.keys(kind.state)[0] ?? "";
  const drive = right && linearPart([right], [fed])?.A[0]?.[0];
  const factor = drive && !(drive.type === "number" && drive.value === 1) ? drive : undefined;
  const states = (name: string): boolean => !Object.hasOwn(kind.parameters, name);
  const driveMath = factor
    ? [
        space("0.17em"),
        fenced(
          factor,
          printMathML(factor, {
            subscript: "i",
            indexed: states,
            ...(options.numbers ? { values: (name) => valueWords(source, name) } : {}),
          }),
        ),
      ]
    : [];
  return {
    ...base,
    math: row(
      sumOver("j"),
      space("0.12em"),
      W,
      space(shown ? "0.17em" : "0.04em"),
      of("g"),
      ...(factor ? [] : atTime),
      ...driveMath,
    ),
  };
}

/**
 * The equation of a population's first state.
 *
 * @param numbers values stand in place of the symbols of parameters
 * @returns undefined when the kind has no differential equation that can be read
 */
export function populationEquation(
  graph: Graph,
  catalogue: Catalogue,
  population: Known,
  { numbers }: { numbers: boolean },
): PopulationEquation | undefined {
  const { kind } = population;
  const state = Object.keys(kind.state)[0];
  const statements = statementsOf(kind.equations);
  const own = statements.find((statement) => statement.type === "derivative" && statement.name === state);
  if (!own && state !== undefined) return turnEquation(graph, catalogue, population, state, numbers);
  if (!own || state === undefined) return undefined;
  const assigned = new Set(statements.flatMap((statement) => (statement.type === "assign" ? [statement.name] : [])));
  const inputs = Object.entries(kind.inputs).flatMap(([name, { signal }]) => (signal === "current" ? [name] : []));
  const whole = inline(statements).derivatives.get(state) ?? own.right;
  const outright = inputs.filter((input) => dependsOn(own.right, input));
  const inside = inputs.filter((input) => !outright.includes(input) && dependsOn(whole, input));
  const linear = linearPart([own.right], outright);
  const bound = linear ? inside : [...outright, ...inside];
  const gain = linear?.A[0]?.[0];
  // 1/C in front of the input: the whole line is written times C, as in a textbook.
  const capacity =
    gain?.type === "binary" && gain.op === "/" && gain.left.type === "number" && gain.left.value === 1
      ? gain.right
      : !gain && own.right.type === "binary" && own.right.op === "/" && own.right.right.type === "name"
        ? own.right.right
        : undefined;
  const over = capacity && !gain && own.right.type === "binary" ? own.right.left : undefined;
  const options = {
    subscript: "i",
    indexed: (name: string) => isVariable(kind, assigned)(name) || inputs.includes(name),
    ...(numbers ? { values: (name: string) => valueWords(population, name) } : {}),
  };

  const rest = addends(over ?? own.right).flatMap((part) =>
    linear && outright.some((input) => dependsOn(part.tree, input)) ? withoutInputs(part, outright) : [part],
  );
  const shown = rest.filter(({ tree }) => !isNothing(tree, population));
  const ownTerms = shown.map(
    ({ tree, sign }, k): Term => ({
      key: `own${k}`,
      math: printMathML(squared(over ? tree : times(tree, capacity)), options),
      caption: bound.some((input) => dependsOn(tree, input)) ? "response" : captionOf(tree, sign, population, state),
      sign: sign === 1 ? "+" : "−",
    }),
  );
  const arrivingAt = (ports: readonly string[]): Term[] => arriving(graph, catalogue, population, ports, numbers);
  const sums = sumsOf(bound, arrivingAt);
  const variable: MathNode = { tag: "msub", children: [leaf("mi", state), leaf("mi", "i")] };
  const slope: MathNode = {
    tag: "mfrac",
    children: [row(leaf("mi", "d"), variable), row(leaf("mi", "d"), leaf("mi", "t"))],
  };
  const left: Term = {
    key: "left",
    math: capacity ? row(printMathML(capacity, options), space("0.06em"), slope) : slope,
    caption:
      rowName(state, kind.state[state]?.about ?? "")
        .label.split(" ")[0]
        ?.toLowerCase() ?? "",
  };
  return {
    population,
    left,
    right: [...ownTerms, ...arrivingAt(linear ? outright : [])],
    inputs: sums.filter(({ right }) => right.length > 0),
  };
}

/** The terms of all that is wired to some inputs of a population. */
function arriving(
  graph: Graph,
  catalogue: Catalogue,
  { node }: Known,
  ports: readonly string[],
  numbers: boolean,
): Term[] {
  const sources = sourcesOf(graph, catalogue, node.id).filter(({ port }) => ports.includes(port));
  const each = new Map(sources.map((source) => [source.node.id, source]));
  return [...each.values()].map((source) => sourceTerm(graph, catalogue, source, { numbers }));
}

/** What each of some inputs is the sum of. */
const sumsOf = (
  inputs: readonly string[],
  arrivingAt: (ports: readonly string[]) => readonly Term[],
): PopulationEquation["inputs"] =>
  inputs.map((input) => ({
    left: {
      key: `in ${input}`,
      math: printMathML({ type: "name", name: input }, { subscript: "i" }),
      caption: "input",
    },
    right: arrivingAt([input]),
  }));

/**
 * The equation of a population whose first state has no derivative but is set after a step: what it becomes at its turn,
 * u' = sign(h). Where it only keeps what it is, nothing is said.
 *
 * @returns undefined when nothing sets the state
 */
function turnEquation(
  graph: Graph,
  catalogue: Catalogue,
  population: Known,
  state: string,
  numbers: boolean,
): PopulationEquation | undefined {
  const { kind } = population;
  const set = statementsOf(kind.afterStep ?? "").find(({ type, name }) => type === "assign" && name === state);
  if (!set) return undefined;
  const { assigned } = inline(statementsOf(kind.equations));
  const right = simplify(substitute(moving(set.right, state), assigned));
  const inputs = Object.entries(kind.inputs).flatMap(([name, { signal }]) => (signal === "current" ? [name] : []));
  const silent = [...names(right)].filter((name) => isNothing({ type: "name", name }, population));
  const shown = simplify(substitute(right, new Map(silent.map((name) => [name, { type: "number", value: 0 }]))));
  const next: MathNode = leaf("mo", "′");
  const left: MathNode = { tag: "msubsup", children: [leaf("mi", state), leaf("mi", "i"), next] };
  return {
    population,
    left: { key: "left", math: left, caption: "at its turn" },
    right: [
      {
        key: "own0",
        math: printMathML(shown, {
          subscript: "i",
          indexed: (name) => Object.hasOwn(kind.state, name) || inputs.includes(name),
          ...(numbers ? { values: (name: string) => valueWords(population, name) } : {}),
        }),
        caption: "response",
        sign: "+",
      },
    ],
    inputs: sumsOf(
      inputs.filter((input) => dependsOn(right, input)),
      (ports) => arriving(graph, catalogue, population, ports, numbers),
    ).filter(({ right }) => right.length > 0),
  };
}

/** An expression without the branches in which a state only keeps what it is. */
function moving(tree: Tree, state: string): Tree {
  if (tree.type !== "call" || tree.name !== "if") return tree;
  const [, yes, no] = tree.args as [Tree, Tree, Tree];
  const keeps = (branch: Tree): boolean => branch.type === "name" && branch.name === state;
  return keeps(no) ? moving(yes, state) : keeps(yes) ? moving(no, state) : tree;
}

/** What is left of a part that holds an input, with the inputs taken as zero. */
function withoutInputs(
  { tree, sign }: { tree: Tree; sign: 1 | -1 },
  inputs: readonly string[],
): readonly { tree: Tree; sign: 1 | -1 }[] {
  const linear = linearPart([tree], inputs);
  const rest = linear?.b[0];
  if (!rest || build.isZero(rest)) return [];
  return addends(rest, sign);
}

/** A constant that is switched off says nothing: a lone parameter whose value is zero. */
function isNothing(tree: Tree, { node, kind }: Known): boolean {
  const inside = [...names(tree)].filter((name) => Object.hasOwn(kind.parameters, name));
  if ([...names(tree)].some((name) => Object.hasOwn(kind.state, name))) return false;
  const factor = tree.type === "binary" && tree.op === "/" ? tree.left : tree;
  if (factor.type !== "name") return false;
  const parameter = kind.parameters[factor.name];
  return inside.length > 0 && parameter !== undefined && valueIn(node, factor.name, parameter) === 0;
}

/** The equations of a synapse or a source by themselves, and for a synapse what a spike does. */
export function nodeTerms(
  graph: Graph,
  catalogue: Catalogue,
  of: Known,
  { numbers }: { numbers: boolean },
): readonly Term[] {
  const { kind, node } = of;
  const statements = statementsOf(kind.equations);
  const assigned = new Set(statements.flatMap((statement) => (statement.type === "assign" ? [statement.name] : [])));
  const index = kind.family === "synapse" ? "j" : "i";
  const options = {
    subscript: index,
    indexed: isVariable(kind, assigned),
    ...(numbers ? { values: (name: string) => valueWords(of, name) } : {}),
  };
  const own = statements.map((statement, k): Term => {
    const [name] = [...names(statement.right)].filter((each) => Object.hasOwn(kind.parameters, each));
    const parameter = name === undefined ? undefined : kind.parameters[name];
    const words =
      name === undefined || !parameter
        ? ""
        : rowName(name, parameter.about)
            .label.toLowerCase()
            .replace(/ (time )?constant$/, "");
    const value = name === undefined || numbers ? undefined : valueWords(of, name);
    return {
      key: `eq${k}`,
      math: printMathML(statement, options),
      caption: value && words ? `${words}, ${value}` : words || kind.short,
      node: node.id,
    };
  });
  if (kind.family !== "synapse") return own;
  const senders = sendersOf(graph, catalogue, of).map((source) => source.node.label);
  const targets = targetsOf(graph, catalogue, node.id).map((target) => target.node.label);
  const arrivals = statementsOf(kind.onSpike ?? "").map(
    (statement, k): Term => ({
      key: `on${k}`,
      math: row(
        printMathML(statement, { ...options, indexed: (name: string) => !Object.hasOwn(kind.parameters, name) }),
        leaf("mtext", "\u2002at\u2002"),
        { tag: "msub", children: [leaf("mi", "t"), leaf("mi", "j")] },
        ...(kind.delay === undefined ? [] : [leaf("mo", "+"), leaf("mi", "d")]),
      ),
      caption:
        senders.length > 0
          ? `a spike of ${senders.join(", ")} arrives`
          : targets.length > 0
            ? "a spike arrives"
            : "for each spike",
      node: node.id,
    }),
  );
  return [...own, ...arrivals];
}
