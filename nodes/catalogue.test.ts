/** The same questions, asked of every kind. A kind that answers them needs no test of its own to be usable. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkKind, definitionOf, formNames, type Kind, kindOf, resolve } from "../src/kind/index.ts";
import { catalogue } from "./index.ts";

const folders = { neurons: "neuron", rates: "neuron", synapses: "synapse", currents: "current", spikes: "spikes" } as const;
const here = new URL(".", import.meta.url);
const files = Object.entries(folders).flatMap(([folder, family]) =>
  readdirSync(new URL(folder, here))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ path: `${folder}/${file}`, name: file.slice(0, -3), family })),
);

describe("the catalogue", () => {
  it.each(files)("lists $path", ({ path, name, family }) => {
    const kind = catalogue.find((entry) => entry.kind === name);
    expect(kind, `nodes/${path} is not in nodes/index.ts`).toBeDefined();
    expect(kind?.family, `nodes/${path} lies in the folder of another family`).toBe(family);
  });

  it("lists nothing twice, and nothing without a file", () => {
    expect(catalogue.map(({ kind }) => kind).sort()).toEqual(files.map(({ name }) => name).sort());
  });

  it("keeps families together, in the order of the palette", () => {
    const order = catalogue.map(({ family }) => family).filter((family, i, all) => family !== all[i - 1]);
    expect(order).toEqual(["neuron", "synapse", "current", "spikes"]);
  });

  it.each(files)("$path imports nothing but src/kind and what kinds share", ({ path, name }) => {
    const text = readFileSync(new URL(path, here), "utf8");
    for (const [, from] of text.matchAll(/from "([^"]+)"/g)) {
      expect(["../../src/kind/index.ts", "../forms.ts", "../parts.ts"], `nodes/${path}`).toContain(from);
    }
    expect(text, `nodes/${path} exports a kind under its own name`).toMatch(new RegExp(`export const ${name} = define`));
  });

  it("gives every kind its own label, short name and icon", () => {
    for (const field of ["label", "short"] as const) {
      const seen = catalogue.map((kind) => `${kind.family} ${kind[field]}`);
      expect(new Set(seen).size, field).toBe(seen.length);
    }
  });
});

describe.each(catalogue.map((kind) => [kind.kind, kind] as const))("%s", (_, kind) => {
  it("says nothing wrong", () => {
    expect(checkKind(kind)).toEqual([]);
  });

  it("has an icon that stays inside its box", () => {
    const [x, y] = extent(kind.icon);
    expect(Math.min(...x)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...x)).toBeLessThanOrEqual(19);
    expect(Math.min(...y)).toBeGreaterThanOrEqual(6);
    expect(Math.max(...y)).toBeLessThanOrEqual(19);
  });

  it("fits on a node and in a tooltip", () => {
    expect(kind.short.length).toBeLessThanOrEqual(8);
    expect(kind.about.length).toBeLessThanOrEqual(120);
    for (const parameter of Object.values(kind.parameters)) expect(parameter.about.length).toBeLessThanOrEqual(90);
  });

  it("has the same equations in every form", () => {
    for (const form of formNames(kind)) expect(resolve(kind, form).equations).toBe(kind.equations);
  });

  it("can be checked in a few milliseconds", () => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      checkKind(kind);
      best = Math.min(best, performance.now() - start);
    }
    // The best of twenty: other work on a shared machine is not the check's fault.
    expect(best).toBeLessThan(10);
  });
});

describe("the worked example of the README", () => {
  it("is the file it speaks of", () => {
    const [, code = ""] = readFileSync(new URL("README.md", here), "utf8").match(/```ts\n([\s\S]*?)```/) ?? [];
    const file = readFileSync(new URL("neurons/lif.ts", here), "utf8").replace(/\s+/g, " ");
    const lines = code.split("\n").map((line) => line.replace(/\s+\/\/ .*$/, "").trim());
    const whole = lines.filter((line) => line !== "" && !line.includes("…"));
    expect(whole.length).toBeGreaterThan(15);
    for (const line of whole) expect(file).toContain(line);
    expect(readFileSync(new URL("neurons/lif.ts", here), "utf8").split("\n").length).toBeLessThanOrEqual(60);
  });
});

const editable = { neuron: "customNeuron", synapse: "customSynapse" } as const;

describe("a kind as the start of a user's own", () => {
  // A synapse that takes a value, or a neuron with a second input, has a port that the user's own kind lacks, and a unit without spikes lacks one that the user's own neuron has.
  // What is made of patterns is the kind's to say.
  const fits = ({ family, inputs, spike, computed }: Kind) =>
    family === "synapse"
      ? !computed && Object.values(inputs).every(({ signal }) => signal !== "value")
      : spike !== undefined && Object.keys(inputs).length === 1;
  const own = catalogue.filter((kind): kind is Kind & { family: keyof typeof editable } => kind.family in editable && fits(kind));
  it.each(own.map((kind) => [kind.kind, kind] as const))("%s can be opened as text and still says nothing wrong", (_, kind) => {
    for (const form of [undefined, ...formNames(kind)]) {
      const definition = definitionOf(kind, form);
      const node = { kind: editable[kind.family], definition };
      const reopened = kindOf(catalogue, node);
      expect(reopened && checkKind(reopened)).toEqual([]);
      expect(kindOf(catalogue, node)).toBe(reopened);
    }
  });
});

/** All x and all y that a path of absolute M, L, H, V, Q and T names. */
function extent(path: string): [number[], number[]] {
  const x: number[] = [];
  const y: number[] = [];
  for (const [, command, rest = ""] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = rest.match(/-?[\d.]+/g)?.map(Number) ?? [];
    expect("MLHVQT").toContain(command);
    numbers.forEach((number, i) => {
      if (command === "H" || (command !== "V" && i % 2 === 0)) x.push(number);
      else y.push(number);
    });
  }
  return [x, y];
}
