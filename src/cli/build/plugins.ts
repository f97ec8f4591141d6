/**
 * Small Vite plugins for the build: the policy first in the page, code that page and workers share, what is compiled ahead, and the
 * list of files the service worker keeps.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Plugin } from "vite";
import { metaPolicy, securityHeaders } from "./headers.ts";

/** Puts the Content Security Policy before anything the page could load. Build only: Vite's dev server injects inline code. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "spikeboard-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

/**
 * Builds workers with the page instead of each by itself, so that what both import (expressions, graph, kinds) is one file that
 * is fetched once. In place of `new URL("./worker.ts", import.meta.url)`, before Vite's own way with it.
 */
export function workersWithPage(): Plugin {
  const worker = /new URL\("(\.\/\w*[wW]orker\.ts)", import\.meta\.url\)/g;
  return {
    name: "spikeboard-workers",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { code: worker },
      handler(code, id) {
        return code.replace(worker, (_, path: string) => {
          const file = this.emitFile({ type: "chunk", id: resolve(dirname(id), path) });
          return `import.meta.ROLLUP_FILE_URL_${file}`;
        });
      },
    },
  };
}

/**
 * Asks V8 to compile what the page begins with while it arrives, in a thread of its own: function by function, at the first call,
 * takes a fifth of the page's own time until it can be used. Other engines read a comment.
 */
export function compiledAhead(): Plugin {
  return {
    name: "spikeboard-compiled-ahead",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const page = chunks.find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId?.endsWith("index.html"));
        const first = new Set([page?.fileName, ...(page?.imports ?? [])]);
        for (const chunk of chunks)
          if (first.has(chunk.fileName)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      },
    },
  };
}

/**
 * Puts `const build = { version, files, headers };` at the top of the built `service-worker.js`. `files` maps every file
 * of the build, relative to the page, to its hash in the form that `fetch` checks; `version` is the hash of them all, so a
 * build with the same bytes is no update.
 */
export function offline(): Plugin {
  let folder = "";
  return {
    name: "spikeboard-offline",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const worker = join(folder, "service-worker.js");
        const code = readFileSync(worker, "utf8");
        const files: Record<string, string> = {};
        for (const path of filesBelow(folder)) {
          const url = relative(folder, path).split(sep).join("/");
          if (url === "service-worker.js" || url.endsWith(".map")) continue;
          files[url === "index.html" ? "./" : url] = `sha256-${sha256(readFileSync(path)).toString("base64")}`;
        }
        const version = sha256(JSON.stringify([files, securityHeaders, code]))
          .toString("hex")
          .slice(0, 12);
        const build = JSON.stringify({ version, files, headers: securityHeaders }, null, 1);
        writeFileSync(worker, `const build = ${build};\n\n${code}`);
      },
    },
  };
}

const sha256 = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest();

/** Every file below a folder, sorted, so that two builds of the same sources are the same bytes. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
