/** Problems as text: the same sentences as in the app, each with its place and its way out. */
import type { Diagnostic, Place } from "../diagnostic/index.ts";

/**
 * A problem in two or three lines:
 *
 *     error: "Excitatory" (lif): t_ref is -2 ms; it can be 0 to 20 ms.
 *       at exc, parameter t_ref
 *       fix: Set t_ref to 0 ms
 */
export function printDiagnostic({ severity, at, message, fix }: Diagnostic): string {
  const lines = [`${severity}: ${message}`];
  const place = printPlace(at);
  if (place) lines.push(`  at ${place}`);
  if (fix) lines.push(`  fix: ${fix.label}`);
  return `${lines.join("\n")}\n`;
}

/** Where, in the words of someone who has the file open; "" when it is the circuit as a whole. */
export function printPlace(at: Place): string {
  switch (at.type) {
    case "graph":
      return "";
    case "file":
      return at.path;
    case "node":
      return at.node;
    case "port":
      return `${at.node}, port ${at.port}`;
    case "wire":
      return `the wire from ${at.from} to ${at.to}`;
    case "parameter":
      return `${at.node}, parameter ${at.parameter}`;
    case "equation":
      return `${at.node ? `${at.node}, ` : ""}${at.field}, characters ${at.from + 1} to ${at.to}`;
  }
}

/** "2 errors, 1 warning", or "no problems". */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const words = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return words.join(", ") || "no problems";
}
