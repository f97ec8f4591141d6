/**
 * The format as a JSON Schema (draft 2020-12), for editors that help people write it by hand. Published as
 * `public/graph.schema.json`; a test holds the two together, and this table to `shape.ts`. It says less than `parseGraph`:
 * that a wire leads to a node, a schema cannot say.
 */
import { limits } from "./limits.ts";
import { formatVersion } from "./schema.ts";

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const text = (maxLength: number, description?: string): Schema => ({
  type: "string",
  maxLength,
  ...(description && { description }),
});
const number = (description?: string, bounds: Schema = {}): Schema => ({
  type: "number",
  ...bounds,
  ...(description && { description }),
});
const whole = (minimum: number, maximum: number, description?: string): Schema => ({
  type: "integer",
  minimum,
  maximum,
  ...(description && { description }),
});
const list = (items: Schema, maxItems: number, description?: string): Schema => ({
  type: "array",
  items,
  maxItems,
  ...(description && { description }),
});
const tuple = (...prefixItems: readonly Schema[]): Schema => ({
  type: "array",
  prefixItems,
  items: false,
  minItems: prefixItems.length,
});
const table = (additionalProperties: Schema, description?: string): Schema => ({
  type: "object",
  additionalProperties,
  ...(description && { description }),
});
const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  required,
  properties,
});

const texts = text(limits.text);
const autapses: Schema = { type: "boolean", default: true, description: "false: no cell reaches itself" };
const multapses: Schema = { type: "boolean", default: true, description: "false: no pair is drawn twice" };
const bounds = { min: number("Lower draws are drawn again"), max: number("Higher draws are drawn again") };
const rule = (name: string, more: Readonly<Record<string, Schema>> = {}, required: readonly string[] = []): Schema =>
  object(["rule", ...required], { rule: { const: name }, ...more });
const degree = (name: string, k: string): Schema => rule(name, { k: number(k), autapses, multapses }, ["k"]);

/** The schema as plain data, keys in the order of `schema.ts`. */
export const jsonSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Spikeboard graph",
  description: "A circuit of neurons, synapses and sources: what Spikeboard saves and opens. Unknown fields are kept.",
  ...object(["spikeboard", "name", "seed", "dt", "order", "nodes", "wires"], {
    spikeboard: { const: formatVersion, description: "Number of the format" },
    name: text(limits.label),
    about: text(limits.text, "Words for the reader: what to notice"),
    seed: whole(0, limits.seed, "Same graph and seed: same spikes"),
    dt: number("Time step [ms]", { minimum: limits.dt[0], maximum: limits.dt[1] }),
    order: { enum: ["nest", "brian2"], description: "The order of things within a step" },
    nodes: list(ref("node"), limits.nodes),
    wires: list(ref("wire"), limits.wires),
    notes: list(ref("note"), limits.notes),
    groups: list(ref("group"), limits.groups),
    view: ref("view"),
  }),
  $defs: {
    id: {
      type: "string",
      pattern: "^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9_-]{1,200}$",
      description: "Unique in the file",
    },
    at: {
      ...tuple(
        number(undefined, { minimum: -limits.place, maximum: limits.place }),
        number(undefined, { minimum: -limits.place, maximum: limits.place }),
      ),
      description: "Place of the top left corner on the board [px]; holes are 16 apart",
    },
    node: object(["id", "kind", "label", "at"], {
      id: ref("id"),
      kind: text(limits.label, "Name of a kind of the catalogue; a node of another kind is kept and takes no part"),
      version: { ...whole(1, limits.cells, "Version of the kind the parameters were written for"), default: 1 },
      label: text(limits.label),
      at: ref("at"),
      n: { ...whole(1, limits.cells, "Number of cells; not for synapses"), default: 1 },
      color: whole(1, limits.color, "Colour number of a population"),
      flipped: { type: "boolean", default: false, description: "Inputs on the right" },
      form: text(limits.label, "Name of a form of the kind, which is its set of units; absent: the first"),
      parameters: table(ref("value"), "Only what differs from the default, in the unit of the parameter"),
      start: table(ref("value"), "Where states start, if not as the kind says"),
      method: {
        enum: ["exact", "exponential_euler", "exponential_euler_tabulated", "euler", "gs_euler", "rk4", "rkf45"],
        description: "Integrator",
      },
      connect: ref("connect"),
      definition: ref("definition"),
    }),
    value: {
      description: "A number, a list, an expression, or a distribution that is drawn once for each cell or pair",
      anyOf: [
        { type: "number" },
        texts,
        list({ type: "number" }, limits.cells),
        object(["uniform"], { uniform: tuple(number("low"), number("high")) }),
        object(["normal"], { normal: tuple(number("mean"), number("standard deviation")), ...bounds }),
        object(["lognormal"], {
          lognormal: tuple(number("mean of the values"), number("their standard deviation")),
          ...bounds,
        }),
        object(["values"], {
          values: list({ type: "number" }, limits.cells, "One a cell, in order, repeated if short"),
        }),
      ],
    },
    connect: {
      description: "Synapses: who reaches whom; absent: all to all",
      oneOf: [
        rule("all-to-all", { autapses }),
        rule("one-to-one"),
        rule("probability", { p: number("Of each pair, 0 to 1"), autapses }, ["p"]),
        degree("in-degree", "Sources of each target cell"),
        degree("out-degree", "Targets of each source cell"),
        degree("total", "Pairs in all"),
        rule(
          "pairs",
          {
            pairs: list(
              {
                anyOf: [
                  tuple(number("pre"), number("post")),
                  tuple(number("pre"), number("post"), number("weight"), number("delay")),
                ],
              },
              limits.values,
            ),
          },
          ["pairs"],
        ),
      ],
    },
    definition: {
      description: "The user's own equations",
      ...object(["parameters", "state", "equations"], {
        parameters: table(
          object(["default", "unit"], {
            default: number(),
            unit: text(limits.label),
            range: tuple(number("lowest"), number("highest")),
            about: texts,
          }),
        ),
        state: table(object(["unit", "start"], { unit: text(limits.label), start: texts, about: texts })),
        equations: texts,
        threshold: texts,
        reset: texts,
        refractory: texts,
        onSpike: texts,
        onPost: texts,
        current: text(limits.label, "Unit of the input current of a neuron, or of the output current of a synapse"),
      }),
    },
    wire: object(["from", "to"], {
      from: {
        type: "string",
        pattern: "^[^.]+\\..+$",
        maxLength: 2 * limits.label + 1,
        description: "node.port of an output",
      },
      to: {
        type: "string",
        pattern: "^[^.]+\\..+$",
        maxLength: 2 * limits.label + 1,
        description: "node.port of an input",
      },
    }),
    note: object(["id", "at", "text"], { id: ref("id"), at: ref("at"), size: ref("at"), text: texts }),
    group: object(["id", "label", "nodes"], {
      id: ref("id"),
      label: text(limits.label),
      nodes: list(ref("id"), limits.nodes),
    }),
    view: object([], {
      speed: number("Simulated time over real time when it opens", { minimum: 0.001, maximum: 1000 }),
      traces: list(text(limits.label, "node.variable, drawn for cell 0, or node.variable.3 for cell 3"), 64),
      spanMs: number("Width of the plots [ms]", { minimum: 0.1, maximum: 1e9 }),
      plots: list(text(limits.label, 'plots from top to bottom: "spikes", "rate", "membrane:mV"; others follow'), 64),
      panel: ref("id"),
    }),
  },
};

/** The text of `public/graph.schema.json`. */
export const printJsonSchema = (): string => `${JSON.stringify(jsonSchema, null, 2)}\n`;
