/** The lock file must install on Linux, macOS and Windows, from any registry, and without running anybody's scripts. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "./workspace.mjs";

interface Entry {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(`${root}/package-lock.json`, "utf8"));
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

test("every platform's package of an optional dependency has its entry", () => {
  const missing = packages.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      // A package's own copy or one further up, as Node looks them up.
      .filter((name) => !packages.some(([other]) => other.endsWith(`node_modules/${name}`)))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test("no entry names a registry, and each has the hash of its content", () => {
  expect(packages.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([]);
  expect(packages.filter(([, entry]) => !entry.integrity && !entry.link).map(([path]) => path)).toEqual([]);
});

test("no package runs a script when it is installed", () => {
  const scripts = packages.filter(([, entry]) => entry.hasInstallScript);
  expect(scripts.map(([path]) => path)).toEqual([]);
});
