/** Builds the app into `dist/` when the sources changed since the last build. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { alone, cache, fingerprint, readText, root, runTool, writeText } from "./workspace.mjs";

const stamp = join(cache, "built");
const sources = ["index.html", "vite.config.ts", "tsconfig.json", "package-lock.json", "src", "nodes", "public"];

/** @returns {Promise<boolean>} false if the build failed; what went wrong has been printed */
export function build() {
  return alone("build", async () => {
    const wanted = fingerprint(sources, [process.versions.node]);
    if (readText(stamp) === wanted && existsSync(join(root, "dist/index.html"))) return true;
    writeText(stamp, "");
    const code = await runTool("vite", ["build", "--logLevel", "warn"]);
    if (code === 0) writeText(stamp, wanted);
    return code === 0;
  });
}
