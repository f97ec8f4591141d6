/** Questions and changes that hold for every tree: its names, its parts, one name for another. */
import type { Tree } from "./tree.ts";

/** The parts directly below a node, in the order of the text. */
export function parts(tree: Tree): readonly Tree[] {
  switch (tree.type) {
    case "number":
    case "name":
      return [];
    case "negate":
    case "not":
      return [tree.arg];
    case "binary":
    case "compare":
    case "logic":
      return [tree.left, tree.right];
    case "call":
      return tree.args;
  }
}

/** The node with each part changed; the node itself when nothing changed, so that shared subtrees stay shared. */
export function withParts(tree: Tree, change: (part: Tree) => Tree): Tree {
  switch (tree.type) {
    case "number":
    case "name":
      return tree;
    case "negate":
    case "not": {
      const arg = change(tree.arg);
      return arg === tree.arg ? tree : { ...tree, arg };
    }
    case "binary":
    case "compare":
    case "logic": {
      const [left, right] = [change(tree.left), change(tree.right)];
      return left === tree.left && right === tree.right ? tree : { ...tree, left, right };
    }
    case "call": {
      const args = tree.args.map(change);
      return args.every((arg, i) => arg === tree.args[i]) ? tree : { ...tree, args };
    }
  }
}

/** Applies `make` to each distinct node once: an inlined tree shares subtrees and is far smaller than it looks. */
export function memoized<R>(make: (tree: Tree, again: (part: Tree) => R) => R): (tree: Tree) => R {
  const done = new Map<Tree, R>();
  const again = (tree: Tree): R => {
    const before = done.get(tree);
    if (before !== undefined || done.has(tree)) return before as R;
    const made = make(tree, again);
    done.set(tree, made);
    return made;
  };
  return again;
}

/** Every name in the tree, in the order of first use; units used as constants and `t` are among them. */
export function names(tree: Tree): Set<string> {
  const found = new Set<string>();
  const visit = memoized<true>((part, again) => {
    if (part.type === "name") found.add(part.name);
    parts(part).forEach(again);
    return true;
  });
  visit(tree);
  return found;
}

export const dependsOn = (tree: Tree, name: string): boolean => dependsOnAny(tree, new Set([name]));

export function dependsOnAny(tree: Tree, some: ReadonlySet<string>): boolean {
  return memoized<boolean>((part, again) => (part.type === "name" ? some.has(part.name) : parts(part).some(again)))(
    tree,
  );
}

/** Functions called anywhere in the tree. */
export function callsIn(tree: Tree): Set<string> {
  const found = new Set<string>();
  memoized<true>((part, again) => {
    if (part.type === "call") found.add(part.name);
    parts(part).forEach(again);
    return true;
  })(tree);
  return found;
}

/**
 * The tree with names replaced by trees. Replacements are shared by reference. `last(x)` keeps its x: it names a state and
 * does not compute with it.
 */
export function substitute(tree: Tree, replacements: ReadonlyMap<string, Tree>): Tree {
  if (replacements.size === 0) return tree;
  return memoized<Tree>((part, again) => {
    if (part.type === "name") return replacements.get(part.name) ?? part;
    if (part.type === "call" && part.name === "last") return part;
    return withParts(part, again);
  })(tree);
}

/** Same structure, names and numbers; where in the text they stand does not matter. */
export function equalTrees(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  if (a.type !== b.type) return false;
  if (a.type === "number") return Object.is(a.value, (b as typeof a).value) && a.unit === (b as typeof a).unit;
  if (a.type === "name") return a.name === (b as typeof a).name;
  if (a.type === "call" && a.name !== (b as typeof a).name) return false;
  if ("op" in a && a.op !== (b as typeof a).op) return false;
  const [left, right] = [parts(a), parts(b)];
  return left.length === right.length && left.every((part, i) => equalTrees(part, right[i] as Tree));
}
