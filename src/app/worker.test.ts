import { expect, it } from "vitest";
import { catalogue } from "../../nodes/index.ts";

it("the catalogue can be sent to the engine's thread", () => {
  const sent = catalogue.map(({ migrations: _, ...kind }) => kind);
  expect(structuredClone(sent)).toEqual(sent);
});
