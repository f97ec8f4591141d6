/** Which Spikeboard this is. */
import { readFileSync } from "node:fs";

/** As in package.json, two folders up from the sources and from the bundle alike. */
export const version = (): string =>
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
