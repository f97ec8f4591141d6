/**
 * Old files. A file climbs one version at a time through pure functions; every format ever written is kept as a sample under
 * `samples/` and must still open. Parameters climb by the version of their kind in the same way.
 */
import type { Kind } from "../kind/index.ts";
import { formatVersion, type Node, type Value } from "./schema.ts";
import { isRecord } from "./validate.ts";

type File = Readonly<Record<string, unknown>>;

/** From format v to v + 1. Gets any object at all: what it does not understand it leaves for the validator to name. */
export const migrations: Readonly<Record<number, (file: File) => File>> = {
  /** Format 0 called wires edges, with `source` and `target`, and knew only NEST's order of a step. */
  0(file) {
    const { edges, ...rest } = file;
    const wire = (edge: unknown): unknown => {
      if (!isRecord(edge)) return edge;
      const { source, target, ...others } = edge;
      return { ...(source !== undefined && { from: source }), ...(target !== undefined && { to: target }), ...others };
    };
    return {
      order: "nest",
      ...rest,
      ...(edges !== undefined && { wires: Array.isArray(edges) ? edges.map(wire) : edges }),
    };
  },
};

/**
 * A file of any earlier format as one of this format. Pure: the file given is not changed.
 *
 * @param file has been walked; `spikeboard` is a whole number from 0 to `formatVersion`
 */
export function migrate(file: File): File {
  let present = file;
  for (let version = Number(file["spikeboard"]); version < formatVersion; version++) {
    const step = migrations[version];
    if (!step) throw new Error(`no migration from format ${version}`);
    present = { ...step(present), spikeboard: version + 1 };
  }
  return present;
}

/** A node whose parameters were written for an older version of its kind, brought up to the present one. */
export function migrateNode(node: Node, kind: Kind): Node {
  const written = node.version ?? 1;
  if (written >= kind.version) return node;
  let parameters: Readonly<Record<string, unknown>> = node.parameters ?? {};
  for (let version = written; version < kind.version; version++)
    parameters = kind.migrations?.[version]?.(parameters) ?? parameters;
  const { parameters: _, ...rest } = node;
  return {
    ...rest,
    version: kind.version,
    ...(Object.keys(parameters).length > 0 && { parameters: parameters as Readonly<Record<string, Value>> }),
  } as Node;
}
