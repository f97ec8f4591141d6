/** `npm run spikeboard`: the terminal, straight from the sources where Node strips types, else from a bundle of them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { install } from "./install.mjs";
import { alone, cache, fingerprint, readText, root, writeText } from "./workspace.mjs";

await install();
const entry = join(root, "src/cli/main.ts");
const program = "typescript" in process.features && process.features.typescript ? entry : await bundle();
const { main } = await import(pathToFileURL(program).href);
process.exitCode = await main(process.argv.slice(2));

/** @returns {Promise<string>} the path of the bundle, made again when the sources changed */
function bundle() {
  return alone("cli", async () => {
    const output = join(cache, "cli/main.mjs");
    const stamp = join(cache, "cli/stamp");
    const wanted = fingerprint(["src", "nodes", "package-lock.json"]);
    if (readText(stamp) === wanted && existsSync(output)) return output;
    const { build } = await import("vite");
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      build: {
        ssr: entry,
        outDir: join(cache, "cli"),
        target: "node20",
        minify: false,
        emptyOutDir: true,
        rolldownOptions: { output: { entryFileNames: "main.mjs" } },
      },
    });
    writeText(stamp, wanted);
    return output;
  });
}
