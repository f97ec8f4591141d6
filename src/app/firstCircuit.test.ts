import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { firstCircuit } from "./firstCircuit.ts";

it("is the circuit of that name in the gallery", () => {
  const file = new URL("../../public/examples/balance-and-a-squid.json", import.meta.url);
  expect(firstCircuit).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
