/**
 * The texts of a kind as trees in the names of a population: units become numbers, the user's texts for "equation"
 * parameters are put in place, and random draws become names that the engine fills at every step.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import {
  inline,
  parse,
  parseStatements,
  type Statement,
  substitute,
  type Tree,
  toEngine,
  unitConstant,
} from "../expression/index.ts";
import type { ResolvedKind } from "../kind/index.ts";
import { streamOf } from "../random/index.ts";
import type { Draw } from "./network.ts";
import { num, ref } from "./trees.ts";

/** Reads texts of one kind for one node, collecting problems and draws on the way. */
export class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly draws: Draw[] = [];
  private readonly node: string;
  private readonly own: ReadonlySet<string>;
  private readonly texts: ReadonlyMap<string, Tree>;
  private readonly prefix: string;
  private readonly stream: number;

  /**
   * @param own names the kind declares: these get `prefix` in front
   * @param texts values of "equation" parameters
   */
  constructor(node: string, own: ReadonlySet<string>, prefix: string, texts: ReadonlyMap<string, string>) {
    this.node = node;
    this.own = own;
    this.prefix = prefix;
    this.stream = streamOf(node, "noise");
    const trees = new Map<string, Tree>();
    for (const [name, text] of texts) {
      const { tree, diagnostics } = parse(text, { field: name, node });
      this.diagnostics.push(...diagnostics);
      trees.set(name, tree ?? num(0));
    }
    this.texts = trees;
  }

  expression(text: string, field: string): Tree {
    const { tree, diagnostics } = parse(text, { field, node: this.node });
    this.diagnostics.push(...diagnostics);
    return this.localize(tree ?? num(0));
  }

  statements(text: string, field: string): Statement[] {
    const { statements, diagnostics } = parseStatements(text, { field, node: this.node });
    this.diagnostics.push(...diagnostics);
    return statements.map((statement) => ({
      ...statement,
      name: this.own.has(statement.name) ? this.prefix + statement.name : statement.name,
      right: this.localize(statement.right),
    }));
  }

  /** Equations with assigned names put in place: derivatives by state, and what each assigned name stands for. */
  equations(text: string): { derivatives: ReadonlyMap<string, Tree>; assigned: ReadonlyMap<string, Tree> } {
    return inline(this.statements(text, "equations"));
  }

  private localize(tree: Tree): Tree {
    const named = substitute(tree, this.texts);
    return rewrite(named, (part) => {
      if (part.type === "number") return part.unit === undefined ? part : num(toEngine(part.value, part.unit));
      if (part.type === "name") {
        if (this.own.has(part.name)) return ref(this.prefix + part.name);
        const constant = unitConstant(part.name);
        return constant === undefined || part.name === "pi" ? part : num(constant);
      }
      return part.type === "call" ? this.drawn(part) : part;
    });
  }

  private drawn(part: Extract<Tree, { type: "call" }>): Tree {
    const block = this.draws.length;
    const name = `$d${this.prefix}${block}`;
    if (part.name === "rand") this.draws.push({ name, type: "uniform", stream: this.stream, block });
    else if (part.name === "randn") this.draws.push({ name, type: "normal", stream: this.stream, block });
    else if (part.name === "poisson")
      this.draws.push({ name, type: "poisson", stream: this.stream, block, mean: part.args[0] as Tree });
    else return part;
    return ref(name);
  }

  /** A draw for white noise `xi`, one for each name. */
  noise(xi: string): string {
    const name = `$d${this.prefix}${xi}`;
    if (!this.draws.some((draw) => draw.name === name))
      this.draws.push({ name, type: "normal", stream: this.stream, block: this.draws.length });
    return name;
  }
}

/** Every node of the tree replaced by what `change` makes of it, from the leaves up. */
export function rewrite(tree: Tree, change: (tree: Tree) => Tree): Tree {
  const again = (part: Tree): Tree => rewrite(part, change);
  switch (tree.type) {
    case "number":
    case "name":
      return change(tree);
    case "negate":
    case "not":
      return change({ ...tree, arg: again(tree.arg) });
    case "binary":
    case "compare":
    case "logic":
      return change({ ...tree, left: again(tree.left), right: again(tree.right) });
    case "call":
      return change({ ...tree, args: tree.args.map(again) });
  }
}

/** Names a kind declares for its equations. */
export const ownNames = (kind: ResolvedKind): Set<string> =>
  new Set([
    ...Object.keys(kind.parameters),
    ...Object.keys(kind.computed ?? {}),
    ...Object.keys(kind.courses ?? {}),
    ...Object.keys(kind.state),
    ...Object.entries(kind.inputs)
      .filter(([, port]) => port.signal !== "spikes" && port.signal !== "patterns")
      .map(([name]) => name),
    ...(kind.total ? [kind.total.name] : []),
  ]);
