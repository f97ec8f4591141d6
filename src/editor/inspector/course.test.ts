import { describe, expect, test } from "vitest";
import { courseAt } from "../../kind/index.ts";
import { type CourseLists, drawOver, frameOf } from "./course.ts";
import { mostRows, type PairRules, readMatrix, readPairTable, readTable, type TableRules } from "./table.ts";

const at = (lists: CourseLists, between: "hold" | "line", time: number): number =>
  courseAt(
    { times: Float64Array.from(lists.times), values: Float64Array.from(lists.values), line: between === "line" },
    time,
  );
const rises = ({ times }: CourseLists): boolean => times.every((time, k) => k === 0 || time > (times[k - 1] as number));
const steps: CourseLists = { times: [20, 80, 120], values: [0.5, 0, 1] };
const curve: CourseLists = { times: [0, 50, 100], values: [0, 1, 0] };

test("the picture shows all of a course, with room to draw it longer, higher and lower", () => {
  const { end, low, high } = frameOf(curve);
  expect(end).toBeGreaterThan(100);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(1);
  expect(frameOf({ times: [], values: [] })).toMatchObject({ low: -1, high: 1 });
});

test("a stroke over steps holds what the hand drew, and leaves what was before and after", () => {
  const drawn = drawOver(
    steps,
    "hold",
    [
      [40, 0.8],
      [60, 0.8],
    ],
    [1, 0.1],
  );
  expect(rises(drawn)).toBe(true);
  expect([30, 40, 60, 70, 100, 130].map((time) => at(drawn, "hold", time))).toEqual([0.5, 0.8, 0.8, 0.5, 0, 1]);
});

test("a level that is held is written once", () => {
  expect(
    drawOver(
      { times: [], values: [] },
      "hold",
      [
        [10, 2],
        [30, 2],
      ],
      [1, 0.1],
    ),
  ).toEqual({
    times: [10, 31],
    values: [2, 0],
  });
});

test("a straight stroke is two points, whichever way the hand went", () => {
  for (const stroke of [
    [
      [20, 1],
      [40, 3],
    ],
    [
      [40, 3],
      [20, 1],
    ],
  ] as const) {
    const drawn = drawOver(curve, "line", stroke, [1, 0.1]);
    expect(drawn.times).toEqual([0, 20, 40, 50, 100]);
    expect(at(drawn, "line", 30)).toBeCloseTo(2, 12);
  }
});

test("where the hand went back, the later touch counts; values stay in range", () => {
  const drawn = drawOver(
    curve,
    "line",
    [
      [20, 0],
      [40, 0],
      [20, 9],
    ],
    [1, 0.1],
    [-1, 2],
  );
  expect(at(drawn, "line", 20)).toBe(2);
});

test("a click sets one point", () => {
  expect(drawOver(curve, "line", [[70, 0.5]], [1, 0.1])).toEqual({ times: [0, 50, 70, 100], values: [0, 1, 0.5, 0] });
});

const columns = [
  { name: "time", unit: "ms", range: [0, 1e6] },
  { name: "value", unit: "1" },
] as const;
const course: TableRules = { columns, order: "rising" };
const raster: TableRules = {
  columns: [columns[0], { name: "cell", unit: "1", range: [0, 1e6], whole: true }],
  order: "any",
  alone: true,
};

test.each([
  ["with names above", "time (ms),current\n0,1\n0.5,-2e-1\n"],
  ["with windows line ends, a mark of byte order and a remark", "\uFEFF# recorded\r\n0,1\r\n\r\n0.5,-0.2\r\n"],
  ["with semicolons and decimal commas", "t;i\n0;1\n0,5;-0,2"],
  ["with tabs", "0\t1\n0.5\t-0.2"],
  ["with spaces", "0 1\n0.5   -0.2"],
])("a table is read %s", (_, text) => expect(readTable(text, course)).toEqual({ times: [0, 0.5], values: [1, -0.2] }));

test.each([
  ["0,1\n1,two", /^Line 2: “two” is no number/],
  ["t,i\n0,1\n\n0,2", /^Line 4: 0 ms is not after 0 ms on line 2/],
  ["0,1,2", /^Line 1: 3 columns; there must be two: time in ms and value/],
  ["-1,1", /^Line 1: time -1 is outside 0 to 1000000 ms/],
  ["0,1\n1,", /^Line 2: no value/],
  ["t,i", /no rows/],
  ["", /no rows/],
])("%j is refused whole, with the line and the reason", (text, reason) =>
  expect(readTable(text, course)).toEqual({ wrong: expect.stringMatching(reason) }),
);

test("a table may have a hundred thousand rows and no more", () => {
  const rows = (count: number): string => Array.from({ length: count }, (_, k) => `${k},1`).join("\n");
  expect(readTable(rows(mostRows), course)).toMatchObject({ times: { length: mostRows } });
  expect(readTable(rows(mostRows + 1), course)).toEqual({ wrong: expect.stringContaining(`Line ${mostRows + 1}`) });
});

test("a raster is put in order of time, and may do without cells", () => {
  expect(readTable("time,cell\n5,0\n2,1\n5,3", raster)).toEqual({ times: [2, 5, 5], values: [1, 0, 3] });
  expect(readTable("2\n1", raster)).toEqual({ times: [1, 2], values: [] });
  expect(readTable("1,0.5", raster)).toEqual({ wrong: "Line 1: cell 0.5 is not a whole number." });
  expect(readTable("1,0\n2", raster)).toEqual({ wrong: expect.stringMatching(/^Line 2: 1 of 2 columns/) });
});

describe("pairs of cells", () => {
  const rules: PairRules = {
    nPre: 4,
    nPost: 3,
    weight: { unit: "pA", range: [-1000, 1000] },
    delay: { unit: "ms", range: [0, 100] },
  };
  test("are read with their weights and delays, or without", () => {
    expect(readPairTable("from,to,weight,delay\n3,2,-80.25,1.5\n0,0,1e2,2", rules)).toEqual({
      pairs: [
        [3, 2, -80.25, 1.5],
        [0, 0, 100, 2],
      ],
    });
    expect(readPairTable("0 1\n1 2", rules)).toEqual({
      pairs: [
        [0, 1],
        [1, 2],
      ],
    });
  });
  test("have no delay where what is sent acts at once", () => {
    const { delay: _, ...graded } = rules;
    expect(readPairTable("0,1,0.5", graded)).toEqual({ pairs: [[0, 1, 0.5, 0]] });
  });
  test.each([
    ["4,0", /^Line 1: from 4 is outside 0 to 3/],
    ["0,0\n0,3", /^Line 2: to 3 is outside 0 to 2/],
    ["0,0.5", /^Line 1: to 0.5 is not a whole number/],
    ["0,0,1001,1", /^Line 1: weight 1001 is outside -1000 to 1000 pA/],
    ["0,0,10,-1", /^Line 1: delay -1 is outside 0 to 100 ms/],
    ["0,0,10", /^Line 1: 3 columns; there must be 2 or 4: from and to, or with weight in pA and delay in ms/],
    ["0,0\n0,1,10,1", /^Line 2: 4 of 2 columns/],
    ["from,to", /no rows/],
  ])("%j is refused whole, with the line and the reason", (text, reason) =>
    expect(readPairTable(text, rules)).toEqual({ wrong: expect.stringMatching(reason) }),
  );
});

describe("a matrix of weights", () => {
  const size = { nPre: 2, nPost: 3 };
  const weight = { name: "weight", unit: "pA", range: [-1000, 1000] as const };
  const entries = [
    [0, 0, 1.5],
    [0, 2, -2],
    [1, 1, 0],
  ];
  test.each([
    ["# a comment\n1.5,,-2\n,0,\n"],
    ["1,5;;-2\n;0;\n"],
    ["1.5\t\t-2\n\t0\t"],
    ["to 0,to 1,to 2\n1.5,,-2\n,0,"],
    ["1.5 nan -2\nnan 0 nan"],
  ])("has a row for each sending cell, and no pair where a field is empty: %j", (text) =>
    expect(readMatrix(text, size, weight)).toEqual({ entries }),
  );
  test("of one receiving cell has an empty line where there is no pair", () =>
    expect(readMatrix("1\n\n3\n", { nPre: 3, nPost: 1 }, weight)).toEqual({
      entries: [
        [0, 0, 1],
        [2, 0, 3],
      ],
    }));
  test.each([
    ["1,2,3", /^1 row; there must be 2, one for each sending cell/],
    ["1,2\n3,4", /^Line 1: 2 columns; there must be 3, one for each receiving cell\.$/],
    ["1,2\n3,4\n5,6", /It looks turned/],
    ["1,2,3\n4,5,x", /^Line 2: “x” is no number/],
    ["1,2,3\n4,5,2000", /^Line 2: weight 2000 is outside -1000 to 1000 pA/],
  ])("%j is refused whole, with the line and the reason", (text, reason) =>
    expect(readMatrix(text, size, weight)).toEqual({ wrong: expect.stringMatching(reason) }),
  );
});
