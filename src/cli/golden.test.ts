/** The golden cases in e2e/reference, whatever program they come from: spikes to the step, traces within tolerance. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { createFingerprint } from "./fingerprint.ts";
import { readers } from "./readers.ts";

const folder = new URL("../../e2e/reference/", import.meta.url);
/** Of the large networks, those that a unit test has the time for; the command runs all. */
const small = ["x_cuba_small.json", "x_izh2003.json"];
const casesIn = (name: string) =>
  readdirSync(new URL(`${name}/`, folder)).filter(
    (file) => file.endsWith(".json") && (name !== "statistics" || small.includes(file)),
  );
const known = readers(catalogue);

const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe.each(folders)("golden cases: %s", (name) => {
  it.each(casesIn(name))("%s", { timeout: 60_000 }, (file) => {
    const data: unknown = JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), "utf8"));
    const deviations = known.find((reader) => reader.reads(data))?.compare(data, createFingerprint()) ?? [];
    expect(deviations.length, "something is compared").toBeGreaterThan(0);
    // Not a number is never within bounds.
    expect(deviations.filter(({ found, allowed }) => !(found <= allowed))).toEqual([]);
  });
});
