import { expect, test } from "vitest";
import { agrees } from "./install.mjs";

const locked = {
  "": {},
  "node_modules/react": { version: "19.3.1" },
  "node_modules/tool-linux": { version: "2.0.0", optional: true, os: ["linux"] },
  "node_modules/tool-darwin": { version: "2.0.0", optional: true, os: ["darwin"] },
};
const { "node_modules/tool-darwin": _, "": __, ...installed } = locked;

test("what npm installed for this system agrees with the lock file", () => {
  expect(agrees(installed, locked, "linux")).toBe(true);
});

test.each([
  ["nothing is installed", undefined, "linux"],
  ["a package is missing", { "node_modules/tool-linux": installed["node_modules/tool-linux"] }, "linux"],
  ["a package has another version", { ...installed, "node_modules/react": { version: "18.0.0" } }, "linux"],
  ["the folder was copied from another system", installed, "darwin"],
])("installs again when %s", (_why, found, platform) => {
  expect(agrees(found, locked, platform)).toBe(false);
});
