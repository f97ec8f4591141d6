/**
 * Imports point one way. The order is read from README.md beside this file; what is forbidden is named by file and line.
 * The core's own tsconfig finds the DOM below `plots/` by its types; this finds the imports, the doors and the clocks.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "src/README.md"), "utf8");

/** Folders from the lowest to the highest, as the map lists them. */
const layers = [...readme.matchAll(/^(\w+)\/ {2,}\S/gm)].map((match) => match[1]!);

test("the map lists the folders of src/, all of them and no others", () => {
  const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(layers.toSorted()).toEqual(folders.map((entry) => entry.name).toSorted());
});

test("imports point one way, through front doors", () => {
  expect(violations(sources())).toEqual([]);
});

test.each([
  ["src/kind/a.ts", 'import { x } from "../graph/index.ts";', "kind/ stands below graph/"],
  ["src/kind/a.ts", 'export * from "../graph/index.ts";', "kind/ stands below graph/"],
  ["src/editor/a.tsx", 'import { x } from "../graph/edits.ts";', "the door of graph/ is graph/index.ts"],
  ["src/editor/a.tsx", 'import { x } from "../testing/index.ts";', "testing/ is for tests"],
  ["src/session/a.ts", 'import { x } from "../../nodes/index.ts";', "only app/, cli/ and tests import nodes/"],
  ["nodes/neurons/a.ts", 'import { x } from "../../src/graph/index.ts";', "nodes/ imports only src/kind/index.ts"],
  ["nodes/neurons/a.ts", 'import { x } from "../../src/kind/kind.ts";', "nodes/ imports only src/kind/index.ts"],
  ["src/plots/a.ts", 'import { x } from "../graph/index.ts";', "plots/ knows only arrays"],
  ["src/plots/a.ts", 'import { useState } from "react";', "react belongs to editor/ and app/"],
  ["src/session/a.ts", 'import { create } from "zustand";', "zustand belongs to editor/ and app/"],
  ["src/engine/a.ts", 'import { scaleLinear } from "d3";', "d3 belongs to plots/ and editor/"],
  ["src/engine/a.ts", "const x = Math.random();", "Math.random has no place below session/"],
  ["src/compiler/a.ts", "const x = Date.now();", "Date.now has no place below session/"],
  ["src/session/a.ts", "document.title = name;", "document has no place below plots/"],
])("%s may not say %s", (path, line, complaint) => {
  expect(violations(new Map([[path, `// A first line.\n${line}`]]))).toEqual([`${path}:2: ${complaint}`]);
});

test("comments and tests may say anything", () => {
  const lines =
    '// from "../app/index.ts"\n/* Math.random() */\nexport const url = "https://example.org"; // document.title\n';
  expect(violations(new Map([["src/kind/a.ts", lines]]))).toEqual([]);
  expect(violations(new Map([["src/kind/a.test.ts", 'import { x } from "../../nodes/index.ts";']]))).toEqual([]);
});

/** Packages of the view, and the layers that may use them. */
const viewPackages: Readonly<Record<string, readonly string[]>> = {
  react: ["editor", "app"],
  "react-dom": ["editor", "app"],
  reactflow: ["editor", "app"],
  zustand: ["editor", "app"], // "zustand/vanilla", the store without React, may be used by session/
  d3: ["plots", "editor"],
};

/** Names that make a run depend on more than its graph, with the first layer that may use them. */
const effects: readonly (readonly [pattern: RegExp, name: string, layer: string])[] = [
  [/\bMath\.random\b/g, "Math.random", "session"],
  [/\bDate\.now\b/g, "Date.now", "session"],
  [/\bnew Date\(\)/g, "new Date()", "session"],
  [/\bperformance\.now\b/g, "performance.now", "session"],
  [/\bset(?:Timeout|Interval)\(/g, "a timer", "session"],
  [/(?<![.\w])fetch\(/g, "fetch", "session"],
  [/(?<![.\w])document\b(?=\.)/g, "document", "plots"],
  [/(?<![.\w])window\b(?=\.)/g, "window", "plots"],
];

/** All complaints about some files, each "path:line: what". Keys are paths from the root with forward slashes. */
function violations(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    // Tests, what they share, and the makers of their sample files.
    if (/\.test\.tsx?$|^src\/testing\/|\/samples\//.test(path)) return [];
    const code = withoutComments(text);
    const complain = (index: number, what: string) => `${path}:${code.slice(0, index).split("\n").length}: ${what}`;
    const layer = path.startsWith("src/") ? path.split("/")[1]! : "nodes";
    const complaints: string[] = [];
    for (const { index, target } of importsOf(code)) {
      const what = target.startsWith(".") ? wrongPath(path, layer, resolve(path, target)) : wrongPackage(layer, target);
      if (what) complaints.push(complain(index, what));
    }
    const height = layers.indexOf(layer);
    for (const [pattern, name, first] of effects) {
      if (height >= layers.indexOf(first)) continue;
      for (const match of code.matchAll(pattern)) {
        complaints.push(complain(match.index, `${name} has no place below ${first}/`));
      }
    }
    return complaints;
  });
}

function wrongPath(from: string, layer: string, target: string): string | undefined {
  if (layer === "nodes") {
    const allowed = target.startsWith("nodes/") || target === "src/kind/index.ts";
    return allowed ? undefined : "nodes/ imports only src/kind/index.ts";
  }
  if (target.startsWith("nodes/")) {
    return ["app", "cli"].includes(layer) ? undefined : "only app/, cli/ and tests import nodes/";
  }
  const [, to = ""] = target.split("/");
  if (!target.startsWith("src/") || to === layer || !layers.includes(to)) return undefined;
  if (to === "testing") return "testing/ is for tests";
  if (layer === "plots") return "plots/ knows only arrays";
  if (layers.indexOf(to) > layers.indexOf(layer)) return `${layer}/ stands below ${to}/`;
  if (target !== `src/${to}/index.ts` && from !== target) return `the door of ${to}/ is ${to}/index.ts`;
  return undefined;
}

function wrongPackage(layer: string, target: string): string | undefined {
  const name = target.startsWith("zustand/vanilla") ? target : target.split("/")[0]!;
  const homes = viewPackages[name];
  if (!homes || homes.includes(layer)) return undefined;
  return `${name} belongs to ${homes.map((home) => `${home}/`).join(" and ")}`;
}

/** Imports, re-exports, dynamic imports and the addresses of workers. */
function importsOf(code: string): { index: number; target: string }[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)(["'])([^"'\n]+)\1/g;
  return [...code.matchAll(pattern)].map((match) => ({ index: match.index, target: match[2]! }));
}

/** The path that a relative import names, from the root. */
function resolve(from: string, target: string): string {
  return new URL(target, `file:///${from}`).pathname.slice(1);
}

/** Blanks comments, keeping every line where it is; strings are stepped over, since addresses hold `//`. */
function withoutComments(text: string): string {
  const pattern = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(pattern, (found) => (found.startsWith("/") ? found.replace(/[^\n]/g, " ") : found));
}

function sources(): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of ["src", "nodes"]) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(path) || path.endsWith(".d.ts")) continue;
      const name = `${folder}/${path.replaceAll("\\", "/")}`;
      files.set(name, readFileSync(join(root, name), "utf8"));
    }
  }
  return files;
}
