import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { isolationHeaders, securityHeaders } from "./src/cli/build/headers.ts";
import { compiledAhead, contentSecurityPolicy, offline, workersWithPage } from "./src/cli/build/plugins.ts";

export default defineConfig({
  // Relative addresses: the build works from any folder of any static host.
  base: "./",
  plugins: [react(), workersWithPage(), compiledAhead(), contentSecurityPolicy(), offline()],
  worker: { format: "es" },
  build: {
    target: "es2023",
    // Inlined assets would be data: addresses, which the policy forbids for fonts.
    assetsInlineLimit: 0,
    // The preload helper of Vite is for browsers that lack module preload; all we support have it.
    modulePreload: { polyfill: false },
    // The budget is on the whole first load, compressed, and a browser test holds it.
    chunkSizeWarningLimit: 2000,
    // Few files compress better than many: the compiler with what it stands on, which page and engine need at once, and what the
    // page shares with its panels.
    rolldownOptions: {
      // A further thread takes one function out of the engine, and must not load all of it.
      treeshake: { moduleSideEffects: [{ test: /\/src\/engine\//, sideEffects: false }] },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "compiler", test: /\/src\/(compiler|wasm|graph|kind|patterns|expression|random|diagnostic)\// },
            { name: "shared", test: /\/src\/editor\/(controls\/|[^/]+$)/ },
          ],
        },
      },
    },
  },
  server: { headers: { ...isolationHeaders } },
  preview: { headers: { ...securityHeaders } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "nodes/**/*.test.ts"],
    // React Flow cannot be measured in an imitation of a browser: the view is tested in a real one, by e2e/.
    environment: "node",
    // A busy machine is no defect: how fast things are is for the benchmark to say.
    testTimeout: 60_000,
  },
});
