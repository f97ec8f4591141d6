import fc from "fast-check";
import { expect, test } from "vitest";
import { csvPieces, decimalTime, jsonPieces, type RunResult, splitRecord } from "./result.ts";

const result: RunResult = {
  graph: "One cell",
  seed: 7,
  dtMs: 0.1,
  durationMs: 20,
  fingerprint: "0123456789abcdef",
  version: "1.2.3",
  graphHash: "ab",
  methods: { exc: "exact propagator" },
  spikes: new Map([
    ["exc", { timesMs: [15.9, 17], cells: [0, 3] }],
    ["silent", { timesMs: [], cells: [] }],
  ]),
  traces: new Map([
    [
      "exc.v",
      {
        timesMs: [0.1, 0.2],
        values: [
          [-70, -69.5],
          [-70, -1e-7],
        ],
      },
    ],
  ]),
};

test("JSON has exactly the fields that the manual names", () => {
  expect(JSON.parse([...jsonPieces(result)].join(""))).toEqual({
    graph: "One cell",
    seed: 7,
    dt_ms: 0.1,
    duration_ms: 20,
    fingerprint: "0123456789abcdef",
    spikeboard: "1.2.3",
    graph_hash: "ab",
    methods: { exc: "exact propagator" },
    spikes: { exc: { times_ms: [15.9, 17], cells: [0, 3] }, silent: { times_ms: [], cells: [] } },
    traces: {
      "exc.v": {
        times_ms: [0.1, 0.2],
        values: [
          [-70, -69.5],
          [-70, -1e-7],
        ],
      },
    },
  });
});

test("JSON of an empty run is JSON", () => {
  const empty = { ...result, spikes: new Map(), traces: new Map() };
  expect(JSON.parse([...jsonPieces(empty)].join(""))).toMatchObject({ spikes: {}, traces: {} });
});

test("CSV has one row an event or sample", () => {
  expect([...csvPieces(result)].join("").split("\n")).toEqual([
    "node,variable,cell,time_ms,value",
    "exc,spikes,0,15.9,",
    "exc,spikes,3,17,",
    "exc,v,0,0.1,-70",
    "exc,v,0,0.2,-69.5",
    "exc,v,1,0.1,-70",
    "exc,v,1,0.2,-1e-7",
    "",
  ]);
});

test("numbers read back as the same doubles, however many", () => {
  const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0));
  fc.assert(
    fc.property(doubles, (values) => {
      const traces = new Map([["n.v", { timesMs: values, values: [values] }]]);
      const read = JSON.parse([...jsonPieces({ ...result, traces })].join(""));
      expect(read.traces["n.v"].values[0]).toEqual(values);
    }),
  );
  const long = Array.from({ length: 25_001 }, (_, i) => i);
  const read = JSON.parse(
    [...jsonPieces({ ...result, spikes: new Map([["n", { timesMs: long, cells: long }]]) })].join(""),
  );
  expect(read.spikes.n.cells).toEqual(long);
});

test("a time is the decimal that is meant", () => {
  for (let step = 0; step < 100_000; step += 7) expect(String(decimalTime(step * 0.1)).length).toBeLessThanOrEqual(7);
  expect(decimalTime(3 * 0.1)).toBe(0.3);
});

test("a record names a node and a variable, which may be a synapse's", () => {
  expect(splitRecord("exc.v")).toEqual({ node: "exc", variable: "v" });
  expect(splitRecord("exc.syn.i_syn")).toEqual({ node: "exc", variable: "syn.i_syn" });
});
