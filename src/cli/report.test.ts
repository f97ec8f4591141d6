import { expect, test } from "vitest";
import { countDiagnostics, printDiagnostic, printPlace } from "./report.ts";

test("a problem is its sentence, its place and its way out", () => {
  expect(
    printDiagnostic({
      code: "out-of-range",
      severity: "error",
      at: { type: "parameter", node: "exc", parameter: "t_ref" },
      message: '"Excitatory" (lif): t_ref is -2 ms; it can be 0 to 20 ms.',
      fix: { label: "Set t_ref to 0 ms", edit: { name: "setParameter", args: ["exc", "t_ref", 0] } },
    }),
  ).toBe(
    'error: "Excitatory" (lif): t_ref is -2 ms; it can be 0 to 20 ms.\n  at exc, parameter t_ref\n  fix: Set t_ref to 0 ms\n',
  );
});

test("characters are counted from one, as editors do", () => {
  expect(printPlace({ type: "equation", node: "n", field: "equations", from: 0, to: 3 })).toBe(
    "n, equations, characters 1 to 3",
  );
});

test("a count says how many of what", () => {
  const of = (severity: "error" | "warning") => ({ code: "x", severity, at: { type: "graph" }, message: "" }) as const;
  expect(countDiagnostics([])).toBe("no problems");
  expect(countDiagnostics([of("error"), of("warning"), of("warning")])).toBe("1 error, 2 warnings");
});
