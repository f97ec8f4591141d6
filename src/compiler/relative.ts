/** States kept relative to a parameter, such as v to E_L: what trees and assignments become. */
import { names, type Tree } from "../expression/index.ts";
import type { Assignment } from "./network.ts";
import { add, ref, sub } from "./trees.ts";

/** Trees written for absolute values, turned to stored ones: a state kept relative to E is E less. */
export class Relative {
  private readonly to: ReadonlyMap<string, string>;
  constructor(to: ReadonlyMap<string, string>) {
    this.to = to;
  }
  tree(tree: Tree): Tree {
    if (this.to.size === 0) return tree;
    if (tree.type === "compare" && tree.left.type === "name") {
      const level = this.to.get(tree.left.name);
      // v >= V_th with both sides less E_L, which rounds as NEST does.
      if (level !== undefined && ![...names(tree.right)].some((name) => this.to.has(name)))
        return { ...tree, right: sub(tree.right, ref(level)) };
    }
    switch (tree.type) {
      case "name":
        return this.to.has(tree.name) ? add(tree, ref(this.to.get(tree.name) as string)) : tree;
      case "number":
        return tree;
      case "negate":
      case "not":
        return { ...tree, arg: this.tree(tree.arg) };
      case "binary":
      case "compare":
      case "logic":
        return { ...tree, left: this.tree(tree.left), right: this.tree(tree.right) };
      case "call": {
        const [state] = tree.args;
        if (tree.name === "last" && state?.type === "name" && this.to.has(state.name))
          return add(tree, ref(this.to.get(state.name) as string));
        return { ...tree, args: tree.args.map((arg) => this.tree(arg)) };
      }
    }
  }
  assignment({ name, tree }: Assignment): Assignment {
    const level = this.to.get(name);
    if (level === undefined) return { name, tree: this.tree(tree) };
    // x = x + w and x = max(x, low) need no detour through the absolute value.
    if (
      tree.type === "binary" &&
      (tree.op === "+" || tree.op === "-") &&
      tree.left.type === "name" &&
      tree.left.name === name
    )
      return { name, tree: { ...tree, right: this.tree(tree.right) } };
    if (
      tree.type === "call" &&
      (tree.name === "max" || tree.name === "min") &&
      tree.args.length === 2 &&
      tree.args[0]?.type === "name" &&
      tree.args[0].name === name
    )
      return { name, tree: { ...tree, args: [tree.args[0], sub(this.tree(tree.args[1] as Tree), ref(level))] } };
    return { name, tree: sub(this.tree(tree), ref(level)) };
  }
}
