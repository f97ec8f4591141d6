import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchema, printJsonSchema } from "./jsonSchema.ts";
import { parseGraph } from "./parse.ts";
import { graphOf, node } from "./samples/build.ts";
import { mutate } from "./samples/mutate.ts";
import { toys } from "./samples/toyCatalogue.ts";
import { serialize } from "./serialize.ts";
import { graphFields, groupFields, nodeFields, noteFields, viewFields, wireFields } from "./shape.ts";
import type { Field } from "./validate.ts";

type Schema = Readonly<Record<string, unknown>>;
const defs = jsonSchema["$defs"] as Readonly<Record<string, Schema>>;

/** As much of JSON Schema as ours uses; an unknown keyword fails the test that meets it. */
function accepts(schema: Schema, value: unknown): boolean {
  const list = Array.isArray(value) ? value : undefined;
  const table = typeof value === "object" && value !== null && !list ? (value as Record<string, unknown>) : undefined;
  return Object.entries(schema).every(([keyword, rule]) => {
    switch (keyword) {
      case "$schema":
      case "title":
      case "description":
      case "default":
      case "$defs":
        return true;
      case "$ref":
        return accepts(defs[String(rule).replace("#/$defs/", "")] as Schema, value);
      case "type":
        if (rule === "array") return list !== undefined;
        if (rule === "object") return table !== undefined;
        return rule === "integer" ? Number.isInteger(value) : typeof value === rule;
      case "const":
        return value === rule;
      case "enum":
        return (rule as unknown[]).includes(value);
      case "anyOf":
        return (rule as Schema[]).some((option) => accepts(option, value));
      case "oneOf":
        return (rule as Schema[]).filter((option) => accepts(option, value)).length === 1;
      case "minimum":
        return typeof value !== "number" || value >= (rule as number);
      case "maximum":
        return typeof value !== "number" || value <= (rule as number);
      case "maxLength":
        return typeof value !== "string" || value.length <= (rule as number);
      case "pattern":
        return typeof value !== "string" || new RegExp(String(rule), "u").test(value);
      case "minItems":
        return !list || list.length >= (rule as number);
      case "maxItems":
        return !list || list.length <= (rule as number);
      case "prefixItems":
        return !list || (rule as Schema[]).every((item, index) => index >= list.length || accepts(item, list[index]));
      case "items": {
        const rest = list?.slice((schema["prefixItems"] as unknown[] | undefined)?.length ?? 0) ?? [];
        return rule === false ? rest.length === 0 : rest.every((item) => accepts(rule as Schema, item));
      }
      case "required":
        return !table || (rule as string[]).every((key) => Object.hasOwn(table, key));
      case "properties":
        return (
          !table ||
          Object.entries(rule as Record<string, Schema>).every(
            ([key, inner]) => !Object.hasOwn(table, key) || accepts(inner, table[key]),
          )
        );
      case "additionalProperties": {
        const named = Object.keys((schema["properties"] as object | undefined) ?? {});
        return (
          !table || Object.entries(table).every(([key, inner]) => named.includes(key) || accepts(rule as Schema, inner))
        );
      }
      default:
        throw new Error(`the schema uses ${keyword}`);
    }
  });
}

const folder = new URL("../../public/examples/", import.meta.url);
const examples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];

describe("the JSON Schema", () => {
  it("is published as it stands here", async () => {
    await expect(printJsonSchema()).toMatchFileSnapshot("../../public/graph.schema.json");
  });

  it("names the same fields, in the same order and as much needed, as the reader", () => {
    const same = (schema: Schema | undefined, fields: Readonly<Record<string, Field>>) => {
      expect(Object.keys(schema?.["properties"] as object)).toEqual(Object.keys(fields));
      expect(schema?.["required"]).toEqual(Object.keys(fields).filter((key) => fields[key]?.required));
    };
    same(
      jsonSchema,
      graphFields(() => true),
    );
    same(defs["node"], nodeFields);
    same(defs["wire"], wireFields);
    same(defs["note"], noteFields);
    same(defs["group"], groupFields);
    same(defs["view"], viewFields);
  });

  it("takes every example", () => {
    for (const name of examples) {
      const graph: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
      if (typeof graph === "object" && graph !== null && "spikeboard" in graph)
        expect(accepts(jsonSchema, graph), name).toBe(true);
    }
  });

  it("takes what the reader takes", { timeout: 30_000 }, () => {
    const text = serialize(
      graphOf(
        [
          node("a", "cell", {
            n: 3,
            color: 1,
            parameters: { C_m: { normal: [100, 5], min: 10 }, t_ref: { values: [1, 2] } },
            start: { v: "1 mV" },
          }),
          node("s", "syn", {
            form: "rate",
            connect: { rule: "in-degree", k: 2, multapses: false },
            parameters: { weight: { lognormal: [5, 1] } },
          }),
          node("p", "syn", {
            connect: {
              rule: "pairs",
              pairs: [
                [0, 1],
                [1, 2, 3, 1.5],
              ],
            },
          }),
          node("o", "own", {
            definition: {
              parameters: { a: { default: 1, unit: "mV", range: [0, 2] } },
              state: { v: { unit: "mV", start: "a" } },
              equations: "dv/dt = i",
            },
            method: "rk4",
          }),
        ],
        ["a.spikes -> s.spikes", "s.i -> a.i"],
        {
          notes: [{ id: "n", at: [0, 0], size: [32, 32], text: "" }],
          groups: [{ id: "g", label: "G", nodes: ["a"] }],
          about: "Words",
        },
      ),
    );
    let taken = 0;
    for (let seed = 0; seed < 800; seed++) {
      const file = mutate(text, seed);
      const { graph } = parseGraph(file, toys);
      // What a node of an unknown kind holds, the reader keeps and the schema does not know.
      if (
        !graph ||
        graph.nodes.some(({ kind }) => !toys.some((toy) => toy.kind === kind)) ||
        JSON.parse(file).spikeboard !== 1
      )
        continue;
      taken++;
      expect(accepts(jsonSchema, graph), file).toBe(true);
    }
    expect(taken).toBeGreaterThan(100);
  });

  it("refuses what has the wrong shape", () => {
    const sound = graphOf([node("a", "cell")]);
    for (const wrong of [
      { ...sound, dt: 0 },
      { ...sound, seed: 1.5 },
      { ...sound, nodes: [node("a b", "cell")] },
      { ...sound, wires: [{ from: "a", to: "a.i" }] },
      { ...sound, order: "neuron" },
      [],
      null,
    ])
      expect(accepts(jsonSchema, wrong)).toBe(false);
    for (const value of [{ normal: [1] }, null, { gamma: [1, 2] }, true])
      expect(accepts(jsonSchema, graphOf([node("a", "cell", { parameters: { C_m: value as never } })]))).toBe(false);
  });
});
