import { expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";
import { checkStop, kindOf } from "./index.ts";

const lif = kindOf(catalogue, { kind: "lif" })!;
const codes = (text: string): string[] => checkStop(lif, text).map(({ code }) => code);

it.each(["v > -50 mV", "v > V_th - 1 mV", "t >= 20 ms and v < E_L", "not v > -50 mV"])("%s may stop a run", (text) => {
  expect(checkStop(lif, text)).toEqual([]);
});

it.each([
  ["foo > 3", "unknown-name"],
  ["v", "needs-condition"],
  ["t > 5", "different-units"],
  ["v >", "missing-operand"],
  ["rand() > 0.5", "stop-draws"],
  ["v > -50 mV*xi", "stop-draws"],
])("%s is refused: %s", (text, code) => {
  expect(codes(text)).toContain(code);
});
