/** The file that the app saves runs in a terminal: results on standard output and nothing else there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "playwright/test";

const program = join(import.meta.dirname, "../src/cli/bootstrap/spikeboard.mjs");

const circuit = {
  spikeboard: 1,
  name: "One cell",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 0], parameters: { amplitude: 500 } },
    { id: "cell", kind: "lif", label: "Cell", at: [160, 0] },
  ],
  wires: [{ from: "source.i", to: "cell.i" }],
};

function spikeboard(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("runs a circuit, the same twice, and says what it cannot do by its exit code", () => {
  mkdirSync(test.info().outputDir, { recursive: true });
  const path = test.info().outputPath("circuit.json");
  writeFileSync(path, JSON.stringify(circuit));
  const first = spikeboard("run", path, "--duration", "100", "--record", "cell.v");
  expect(first).toMatchObject({ status: 0, stderr: "" });
  const result = JSON.parse(first.stdout);
  const fields = "graph seed dt_ms duration_ms fingerprint spikeboard graph_hash methods spikes traces";
  expect(Object.keys(result).join(" ")).toBe(fields);
  expect(result.spikeboard).toBe(spikeboard("version").stdout.trim());
  expect(result.methods.cell).toBe("exact propagator");
  expect(result.spikes.cell.times_ms.length).toBeGreaterThan(3);
  expect(result.traces["cell.v"].values[0].length).toBe(1000);
  expect(spikeboard("run", path, "--duration", "100", "--record", "cell.v").stdout).toBe(first.stdout);

  writeFileSync(path, JSON.stringify({ ...circuit, dt: -1 }));
  expect(spikeboard("check", path).status).toBe(1);
  expect(spikeboard("run", "nowhere.json", "--duration", "1")).toMatchObject({ status: 2, stdout: "" });
});

test("runs on several threads, and ends when they have done", () => {
  const path = join(import.meta.dirname, "../public/examples/coba.json");
  const [one, two] = ["1", "2"].map((threads) => spikeboard("run", path, "--duration", "50", "--threads", threads));
  expect(one?.status).toBe(0);
  expect(two).toEqual(one);
});
