/**
 * The shape of a file, field by field in the order of `schema.ts`: what the validator reads, what the JSON Schema states and
 * the order in which `serialize` writes are all this.
 */
import { nearestWord } from "../expression/index.ts";
import { limits } from "./limits.ts";
import { describe } from "./messages.ts";
import type { Connect, Definition, Distribution, Graph, Group, Node, Note, Value, View, Wire } from "./schema.ts";
import {
  anything,
  type Field,
  flag,
  isRecord,
  join,
  list,
  number,
  object,
  oneOf,
  pair,
  type Reader,
  record,
  text,
  whole,
} from "./validate.ts";
import { unsafeKeys } from "./walk.ts";

const need = (read: Reader<unknown>): Field => ({ read, required: true });
const may = (read: Reader<unknown>, unless?: Field["unless"]): Field => ({ read, ...(unless && { unless }) });
const isEmpty = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

const label = text(limits.label);
const prose = text(limits.text);
const numbers = list(number(), limits.cells);
const place: Reader<readonly [number, number]> = {
  wanted: "a list of two numbers",
  read(value, path, report) {
    const at = pair.read(value, path, report);
    const within = at?.every(
      (x, axis) => number(-limits.place, limits.place, " px").read(x, join(path, axis), report) !== undefined,
    );
    return within ? at : undefined;
  },
};

/** Letters, digits, `_` and `-`, and none of the words JavaScript keeps to itself. */
export const isId = (value: string): boolean => /^[A-Za-z0-9_-]{1,200}$/.test(value) && !unsafeKeys.has(value);

const id: Reader<string> = {
  wanted: "a text",
  read(value, path, report) {
    const read = label.read(value, path, report);
    if (read === undefined) return undefined;
    if (unsafeKeys.has(read)) return void report.add("unsafe-key", path, [path, read]);
    return isId(read) ? read : void report.add("bad-id", path, [path, describe(read)]);
  },
};

const distributionKinds = ["uniform", "normal", "lognormal", "values"] as const;
const distributions: Record<(typeof distributionKinds)[number], Reader<Distribution>> = {
  uniform: object({ uniform: need(pair) }),
  normal: object({ normal: need(pair), min: may(number()), max: may(number()) }),
  lognormal: object({ lognormal: need(pair), min: may(number()), max: may(number()) }),
  values: object({ values: need(numbers) }),
};

export const value: Reader<Value> = {
  wanted: "a number, a text, a list of numbers or a distribution",
  read(value, path, report) {
    if (typeof value === "number") return number().read(value, path, report);
    if (typeof value === "string") return prose.read(value, path, report);
    if (Array.isArray(value)) return numbers.read(value, path, report);
    const kinds = isRecord(value) ? distributionKinds.filter((kind) => Object.hasOwn(value, kind)) : [];
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) return void report.add("bad-distribution", path, [path]);
    return distributions[kind].read(value, path, report);
  },
};

const pairs: Reader<readonly (readonly number[])[]> = list(
  {
    wanted: "a list of two or four numbers",
    read(value, path, report) {
      const fits = Array.isArray(value) && (value.length === 2 || value.length === 4);
      if (!fits || !value.every((entry) => Number.isFinite(entry))) return void report.add("bad-pair", path, [path]);
      return value.map((entry: number) => entry + 0);
    },
  },
  limits.values,
);

const rule = need(oneOf("all-to-all", "one-to-one", "probability", "in-degree", "out-degree", "total", "pairs"));
const autapses = may(flag);
const drawn = object<Connect>({ rule, k: need(number()), autapses, multapses: may(flag) });
const rules: Record<Connect["rule"], Reader<Connect>> = {
  "all-to-all": object({ rule, autapses }),
  "one-to-one": object({ rule }),
  probability: object({ rule, p: need(number()), autapses }),
  "in-degree": drawn,
  "out-degree": drawn,
  total: drawn,
  pairs: object({ rule, pairs: need(pairs) }),
};

export const connect: Reader<Connect> = {
  wanted: "a connection rule",
  read(value, path, report) {
    if (!isRecord(value) || !Object.hasOwn(value, "rule")) return object<Connect>({ rule }).read(value, path, report);
    const name = value["rule"];
    if (typeof name === "string" && Object.hasOwn(rules, name))
      return rules[name as Connect["rule"]].read(value, path, report);
    return void report.add("bad-rule", join(path, "rule"), [join(path, "rule"), describe(name)]);
  },
};

/** All to all is what no rule means, unless it says more. */
export const isAllToAll = (value: unknown): boolean =>
  isRecord(value) && value["rule"] === "all-to-all" && Object.keys(value).length === 1;

const unit = text(limits.label);
export const definition: Reader<Definition> = object({
  parameters: need(record(object({ default: need(number()), unit: need(unit), range: may(pair), about: may(prose) }))),
  state: need(record(object({ unit: need(unit), start: need(prose), about: may(prose) }))),
  equations: need(prose),
  threshold: may(prose),
  reset: may(prose),
  refractory: may(prose),
  onSpike: may(prose),
  onPost: may(prose),
  current: may(unit),
});

export const nodeFields: Readonly<Record<keyof NamedFields<Node>, Field>> = {
  id: need(id),
  kind: need(label),
  version: may(whole(1, limits.cells), (version) => version === 1),
  label: need(label),
  at: need(place),
  n: may(whole(1, limits.cells), (n) => n === 1),
  color: may(whole(1, limits.color)),
  flipped: may(flag, (flipped) => flipped === false),
  form: may(label),
  parameters: may(record(value), isEmpty),
  start: may(record(value), isEmpty),
  method: may(oneOf("exact", "exponential_euler", "exponential_euler_tabulated", "euler", "gs_euler", "rk4", "rkf45")),
  connect: may(connect, isAllToAll),
  definition: may(definition),
};

/** What a field is called in other programs' files. */
const otherNames: Readonly<Record<string, keyof typeof nodeFields>> = {
  cells: "n",
  count: "n",
  size: "n",
  number: "n",
  population: "n",
  params: "parameters",
  values: "parameters",
  name: "label",
  position: "at",
  initial: "start",
  rule: "connect",
  connection: "connect",
  integrator: "method",
};

/**
 * The field of a node that a person meant by one that is not known: a slip, or the name it has elsewhere. Undefined for known
 * fields and for those that look like none: other programs may add their own.
 */
export function meantField(field: string): keyof typeof nodeFields | undefined {
  if (Object.hasOwn(nodeFields, field)) return undefined;
  const other = Object.hasOwn(otherNames, field.toLowerCase()) ? otherNames[field.toLowerCase()] : undefined;
  return other ?? (nearestWord(field, Object.keys(nodeFields)) as keyof typeof nodeFields | undefined);
}

/** A node of a kind that is not known here: its place is read, what it holds is kept as it is. */
const strangeFields = { ...nodeFields };
for (const field of ["form", "parameters", "start", "method", "connect", "definition"] as const)
  strangeFields[field] = may(anything);

const knownNode = object<Node>(nodeFields);
const strangeNode = object<Node>(strangeFields);

export const wireFields: Readonly<Record<keyof NamedFields<Wire>, Field>> = {
  from: need(text(2 * limits.label + 1)),
  to: need(text(2 * limits.label + 1)),
};
export const noteFields: Readonly<Record<keyof NamedFields<Note>, Field>> = {
  id: need(id),
  at: need(place),
  size: may(place),
  text: need(prose),
};
/** Speeds the run bar offers, and stretches of time a plot can show. */
export const viewFields: Readonly<Record<keyof NamedFields<View>, Field>> = {
  speed: may(number(0.001, 1000)),
  traces: may(list(label, 64)),
  spanMs: may(number(0.1, 1e9, " ms")),
  plots: may(list(label, 64)),
  panel: may(id),
};

export const groupFields: Readonly<Record<keyof NamedFields<Group>, Field>> = {
  id: need(id),
  label: need(label),
  nodes: need(list(id, limits.nodes)),
};

/** Fields of a type that has others by index, without the index. */
type NamedFields<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/** @param isKnown whether a kind of that name is in the catalogue */
export function graphFields(isKnown: (kind: string) => boolean): Readonly<Record<keyof NamedFields<Graph>, Field>> {
  const node: Reader<Node> = {
    wanted: "a node",
    read(value, path, report) {
      const strange = isRecord(value) && typeof value["kind"] === "string" && !isKnown(value["kind"]);
      return (strange ? strangeNode : knownNode).read(value, path, report);
    },
  };
  return {
    spikeboard: need(whole(0, limits.cells)),
    name: need(label),
    about: may(prose, isEmpty),
    seed: need(whole(0, limits.seed)),
    dt: need(number(...limits.dt, " ms")),
    order: need(oneOf("nest", "brian2")),
    nodes: need(list(node, limits.nodes)),
    wires: need(list(object<Wire>(wireFields), limits.wires)),
    notes: may(list(object<Note>(noteFields), limits.notes), isEmpty),
    groups: may(list(object<Group>(groupFields), limits.groups), isEmpty),
    view: may(object<View>(viewFields), isEmpty),
  };
}

export const readGraph = (isKnown: (kind: string) => boolean): Reader<Graph> => object<Graph>(graphFields(isKnown));
