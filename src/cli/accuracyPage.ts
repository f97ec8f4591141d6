/** The accuracy page: what was compared with whom, how far apart the two were and how far they may be, a table a family. */
import { holds, nearest, type Outcome, printNumber } from "./outcome.ts";

/**
 * Markdown with a table for each folder of cases, one row a case.
 *
 * @param outcomes in the order of their paths
 */
export function accuracyPage(outcomes: readonly Outcome[]): string {
  const families = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const family = outcome.path.split("/").slice(0, -1).join("/") || "Cases";
    families.set(family, [...(families.get(family) ?? []), outcome]);
  }
  const passed = outcomes.filter((outcome) => outcome.holds).length;
  const tables = [...families].map(
    ([family, own]) =>
      `## ${family}\n\n${own.filter((outcome) => outcome.holds).length} of ${own.length} within tolerance.\n\n${table(own)}`,
  );
  return `${introduction(passed, outcomes.length)}\n${tables.join("\n")}`;
}

const introduction = (passed: number, all: number): string => `# Accuracy

${passed} of ${all} golden cases are within their tolerance. This page is written by
\`npm run --silent spikeboard -- reference e2e/reference --page e2e/reference/ACCURACY.md\`; do not edit it by hand.

Each row is a case with the programs or formulas that its numbers come from. Of all that is compared, the deviation nearest to its
limit is shown; where all must agree to the step or the bit and do, it says *exact*. The last column is the fingerprint of the case's
spikes, the same wherever the same cells fire in the same steps.
`;

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => `| ${cells(outcome).map(escaped).join(" | ")} |\n`);
  return `| Case | Source of truth | Compared | Deviation | Tolerance | Spikes |\n| --- | --- | --- | --- | --- | --- |\n${rows.join("")}`;
}

function cells({ path, sources, deviations, problem, fingerprint }: Outcome): readonly string[] {
  const name =
    path
      .split("/")
      .at(-1)
      ?.replace(/\.json$/, "") ?? path;
  const source = sources.join("; ");
  if (problem) return [`✗ ${name}`, source, problem, "", "", ""];
  const broken = deviations.filter((deviation) => !holds(deviation));
  const [told] = broken.length > 0 ? nearest(broken) : nearest(deviations);
  if (!told) return [name, source, "", "", "", fingerprint];
  const { what, found, allowed, unit } = told;
  const others = deviations.length > 1 ? `, of ${deviations.length}` : "";
  return [
    `${broken.length > 0 ? "✗ " : ""}${name}`,
    source,
    `${what}${others}`,
    found === 0 && allowed === 0 ? "exact" : printNumber(found, unit),
    allowed === 0 ? "exact" : printNumber(allowed, unit),
    fingerprint,
  ];
}

/** A bar would end the cell. */
const escaped = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
