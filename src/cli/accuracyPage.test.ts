import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accuracyPage } from "./accuracyPage.ts";
import type { Outcome } from "./outcome.ts";

const outcome = (path: string, more: Partial<Outcome> = {}): Outcome => ({
  path,
  holds: true,
  deviations: [{ what: "3 spikes", found: 0, allowed: 0, unit: "" }],
  problem: "",
  fingerprint: "0123456789abcdef",
  sources: ["Brian2 2.5.1", "closed form"],
  ...more,
});

test("a table a folder, a row a case, the deviation nearest to its limit", () => {
  const page = accuracyPage([
    outcome("cells/a.json"),
    outcome("cells/b.json", {
      deviations: [
        { what: "3 spikes", found: 0, allowed: 0, unit: "" },
        { what: "v | w", found: 1.23456e-9, allowed: 1e-6, unit: "mV" },
      ],
      fingerprint: "",
    }),
    outcome("nets/c.json", {
      holds: false,
      deviations: [
        { what: "v", found: 2, allowed: 1, unit: "mV" },
        { what: "rate", found: 0, allowed: 1, unit: "Hz" },
      ],
    }),
    outcome("nets/d.json", { holds: false, deviations: [], problem: "model has odd", fingerprint: "", sources: [] }),
  ]);
  expect(page).toMatch(/^# Accuracy\n\n2 of 4 golden cases/);
  expect(page.slice(page.indexOf("## "))).toBe(`## cells

2 of 2 within tolerance.

| Case | Source of truth | Compared | Deviation | Tolerance | Spikes |
| --- | --- | --- | --- | --- | --- |
| a | Brian2 2.5.1; closed form | 3 spikes | exact | exact | 0123456789abcdef |
| b | Brian2 2.5.1; closed form | v \\| w, of 2 | 1.23e-9 mV | 0.000001 mV |  |

## nets

0 of 2 within tolerance.

| Case | Source of truth | Compared | Deviation | Tolerance | Spikes |
| --- | --- | --- | --- | --- | --- |
| ✗ c | Brian2 2.5.1; closed form | v, of 2 | 2 mV | 1 mV | 0123456789abcdef |
| ✗ d |  | model has odd |  |  |  |
`);
});

test("the page that is kept has a row for every case that is kept; the command in it writes it anew", () => {
  const folder = new URL("../../e2e/reference/", import.meta.url);
  const page = readFileSync(new URL("ACCURACY.md", folder), "utf8");
  const rows = [...page.matchAll(/^## (.+)$|^\| (?:✗ )?(\S+) \|/gm)];
  let family = "";
  const listed: string[] = [];
  for (const [, heading, name] of rows) {
    if (heading !== undefined) family = heading;
    else if (name !== undefined && name !== "Case" && name !== "---") listed.push(`${family}/${name}.json`);
  }
  const kept = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
  expect(listed.toSorted()).toEqual(kept);
  expect(page).toContain("reference e2e/reference --page e2e/reference/ACCURACY.md");
});
