import { expect, test } from "vitest";
import { main } from "./main.ts";
import { testTerminal } from "./testTerminal.ts";

/** A constant current into one leaky cell with NEST's parameters, and a second cell behind a synapse. */
const circuit = {
  spikeboard: 1,
  name: "Two cells",
  seed: 1,
  dt: 0.1,
  order: "nest",
  nodes: [
    { id: "source", kind: "constant", label: "Source", at: [0, 0], parameters: { amplitude: 500 } },
    { id: "first", kind: "lif", label: "First", at: [160, 0] },
    { id: "syn", kind: "exponential", label: "Synapse", at: [320, 0], parameters: { weight: 100 } },
    { id: "second", kind: "lif", label: "Second", at: [480, 0], n: 2 },
  ],
  wires: [
    { from: "source.i", to: "first.i" },
    { from: "first.spikes", to: "syn.spikes" },
    { from: "syn.i", to: "second.i" },
  ],
};

async function spikeboard(line: string, files: Readonly<Record<string, unknown>> = { "two.json": circuit }) {
  const terminal = testTerminal(
    Object.fromEntries(
      Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file : JSON.stringify(file)]),
    ),
  );
  const code = await main(line.split(" ").filter(Boolean), terminal);
  return { code, ...terminal };
}

test("run: a steady current makes the cell fire at the times of the closed form", async () => {
  const { code, printed, problems } = await spikeboard("run two.json --duration 100");
  expect(problems).toBe("");
  expect(code).toBe(0);
  const result = JSON.parse(printed);
  expect(result).toMatchObject({ graph: "Two cells", seed: 1, dt_ms: 0.1, duration_ms: 100, traces: {} });
  // From rest to threshold: tau ln(RI / (RI - 15)) with RI = 500 pA * 10 ms / 250 pF = 20 mV, then 2 ms of rest.
  const toThreshold = 10 * Math.log(20 / 5);
  const times: number[] = result.spikes.first.times_ms;
  expect(times.length).toBe(Math.floor((100 - toThreshold) / (toThreshold + 2)) + 1);
  for (const [k, time] of times.entries()) {
    const exact = toThreshold + k * (toThreshold + 2);
    // Each round trip may lose less than a step.
    expect(time - exact).toBeGreaterThanOrEqual(-0.1);
    expect(time - exact).toBeLessThan(0.2 * (k + 1));
  }
  expect(result.spikes.second).toEqual({ times_ms: [], cells: [] });
});

test("run: traces have one row a cell, each as long as the times", async () => {
  const { printed } = await spikeboard("run two.json --duration 20 --record second.v syn.i_syn");
  const { traces } = JSON.parse(printed);
  expect(Object.keys(traces)).toEqual(["second.v", "syn.i_syn"]);
  const { times_ms: times, values } = traces["second.v"];
  expect(times.length).toBe(200);
  expect(values.map((row: number[]) => row.length)).toEqual([200, 200]);
  expect(values[0][0]).toBeCloseTo(-70, 9);
  expect(Math.max(...values[1])).toBeGreaterThan(-70);
  expect(Math.max(...traces["syn.i_syn"].values[0])).toBeCloseTo(100, 0);
});

test("run: more threads leave the same result, and end with it", async () => {
  const cells = {
    id: "first",
    kind: "hodgkinHuxley",
    label: "First",
    at: [0, 0],
    n: 300,
    parameters: { I_e: { uniform: [0, 20] } },
  };
  const many = {
    ...circuit,
    nodes: [cells, circuit.nodes[2], { ...circuit.nodes[3], n: 200 }],
    wires: circuit.wires.slice(1),
  };
  const on = (threads: number) =>
    spikeboard(`run many.json --duration 20 --threads ${threads} --record second.v`, { "many.json": many });
  const one = await on(1);
  expect(JSON.parse(one.printed).spikes.first.cells.length).toBeGreaterThan(10);
  expect(await on(2)).toMatchObject({ code: 0, problems: "", printed: one.printed });
});

test("run: a circuit that keeps to one thread says so, and a number of threads that is none is refused", async () => {
  expect((await spikeboard("run two.json --duration 20 --threads 2")).problems).toContain("runs on one thread");
  const { code, problems } = await spikeboard("run two.json --duration 20 --threads 0");
  expect(code).toBe(2);
  expect(problems).toContain("--threads is 0; it must be a whole number from 1 to 64.");
});

test("run: dt and seed may be replaced, and the result may go to a file as a table", async () => {
  const { code, printed, written } = await spikeboard(
    "run two.json --duration 20 --dt 0.5 --seed 9 --record first.v --format csv --out out.csv",
  );
  expect(code).toBe(0);
  expect(printed).toBe("");
  const lines = written.get("out.csv")?.trimEnd().split("\n") ?? [];
  expect(lines[0]).toBe("node,variable,cell,time_ms,value");
  expect(lines.filter((line) => line.startsWith("first,v,0,")).length).toBe(40);
  expect(lines.filter((line) => line.startsWith("first,spikes,0,")).length).toBe(1);
});

test.each(["1000", "0.000001"])("run: --dt %s is refused, as it is in a file", async (dt) => {
  const { code, problems } = await spikeboard(`run two.json --duration 1000 --dt ${dt}`);
  expect(code).toBe(2);
  expect(problems).toContain(`--dt is ${dt}; it must be a number from 0.001 to 10, in ms, without the unit.`);
});

test("check: a file with a bad n and a bad wire has both listed", async () => {
  const wrong = structuredClone(circuit);
  Object.assign(wrong.nodes[1]!, { n: -1 });
  wrong.wires.push({ from: "nobody.spikes", to: "second.i" }, { from: "first.spikes", to: "second.nothing" });
  const { code, problems } = await spikeboard("check two.json", { "two.json": wrong });
  expect(code).toBe(1);
  for (const part of ["nodes[1].n is -1", "names the node nobody", "has no input nothing"])
    expect(problems).toContain(part);
});

test("check: lists every problem with its place, and the exit code is 1", async () => {
  const wrong = structuredClone(circuit);
  Object.assign(wrong.nodes[1]!, { parameters: { t_ref: -2 } });
  expect(await spikeboard("check two.json")).toMatchObject({ code: 0, printed: "two.json: no problems\n" });
  const { code, printed, problems } = await spikeboard("check two.json", { "two.json": wrong });
  expect(code).toBe(1);
  expect(printed).toBe("two.json: 1 error\n");
  expect(problems).toMatch(
    /^error: "First" \(lif\): t_ref is -2 ms; it can be 0 to .* ms\.\n {2}at first, parameter t_ref\n/,
  );
});

test("run: refuses what check refuses, and prints no result", async () => {
  expect(await spikeboard("run two.json --duration 10", { "two.json": "{" })).toMatchObject({ code: 1, printed: "" });
});

test("run: a membrane that runs away is named with its cell and its moment", async () => {
  // From 1 mV, dv/dt = v^2 per mV and ms reaches infinity at 1 ms.
  const definition = {
    parameters: {},
    state: { v: { unit: "mV", start: "1 mV" } },
    equations: "dv/dt = v*v/(1 mV*1 ms)",
  };
  const nodes = [{ id: "first", kind: "customNeuron", label: "First", at: [0, 0], definition }];
  const { code, printed, problems } = await spikeboard("run two.json --duration 100", {
    "two.json": { ...circuit, nodes, wires: [] },
  });
  expect(problems).toMatch(/"First": v of cell 0 became .* at 1(\.\d)? ms\./);
  expect({ code, printed }).toEqual({ code: 1, printed: "" });
});

test("explain: the compiled equations name the nodes", async () => {
  const { code, printed } = await spikeboard("explain two.json");
  expect(code).toBe(0);
  for (const name of ["first", "second", "syn", "dv/dt"]) expect(printed).toContain(name);
});

test("kinds: the list has every family, a page has equations and sources", async () => {
  const { printed } = await spikeboard("kinds");
  for (const words of ["Neurons", "Synapses", "Current sources", "Spike-train sources", "  lif  "]) {
    expect(printed).toContain(words);
  }
  expect((await spikeboard("kinds lif")).printed).toContain("dv/dt = ");
  expect(await spikeboard("kinds lyf")).toMatchObject({ code: 2 });
});

test.each([
  ["run two.json", "Say how long to simulate"],
  ["run --duration 10", "Name a graph file."],
  ["run two.json --duration 10.05", "--duration 10.05 is no whole number of steps of 0.1 ms. Try 10."],
  ["run two.json --duration 10 --format xml", "--format is xml; it must be json or csv."],
  ["run two.json --duration 10 --record first.w", "first has no variable w to record. It has v."],
  ["run two.json --duration 10 --record third.v", "There is nothing to record at third.v. There are"],
  ["run none.json --duration 10", "none.json cannot be opened: there is no such file."],
  ["fly", "There is no command fly."],
])("%s: exit code 2, and says what would do", async (line, message) => {
  const { code, printed, problems } = await spikeboard(line);
  expect(code).toBe(2);
  expect(printed).toBe("");
  expect(problems).toContain(message);
});

test("help and version", async () => {
  expect((await spikeboard("")).printed).toContain("spikeboard help <command>");
  expect((await spikeboard("help run")).printed).toContain("--duration");
  expect((await spikeboard("run --help")).printed).toContain("--duration");
  expect((await spikeboard("--version")).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
});
