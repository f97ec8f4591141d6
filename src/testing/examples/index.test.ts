/**
 * The gallery's index is made here, from the graphs and their runs. After a change of a graph, or of what an engine computes,
 * `WRITE_INDEX=1 npx vitest run src/testing/examples/index.test.ts` writes it anew.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../../nodes/index.ts";
import { cellsOf, parseGraph } from "../../graph/index.ts";
import { kindOf } from "../../kind/index.ts";
import { type Entry, entries } from "./list.ts";
import { cellsOfBand, drawPicture } from "./picture.ts";
import { run } from "./run.ts";

const folder = join(import.meta.dirname, "../../../public/examples");
const textOf = (file: string): string => readFileSync(join(folder, `${file}.json`), "utf8");

/** One line of the index. */
function line(entry: Entry): string {
  const { file, group, from, minutes, picture, pictureOf } = entry;
  const { graph } = parseGraph(textOf(file), catalogue);
  if (!graph) throw new Error(`${file} does not open.`);
  const cellsIn = (family: string): number =>
    graph.nodes.reduce((sum, node) => sum + (kindOf(catalogue, node)?.family === family ? cellsOf(node) : 0), 0);
  const traces = picture.bands.flatMap((band) =>
    "traces" in band ? band.traces : "cells" in band ? cellsOfBand(band) : [],
  );
  const strokes = drawPicture(picture, run(textOf(pictureOf ?? file), catalogue, picture.toMs, traces));
  return JSON.stringify({
    file: `${file}.json`,
    title: graph.name,
    question: graph.about,
    cells: cellsIn("neuron") || cellsIn("spikes"),
    minutes,
    group,
    from,
    kinds: [...new Set(graph.nodes.map(({ kind }) => kind))],
    picture: strokes,
  });
}

test("the index holds what the graphs and their runs say; if not, write it anew", { timeout: 300_000 }, () => {
  const lines = entries.map(line);
  if (process.env["WRITE_INDEX"]) writeFileSync(join(folder, "index.json"), `[\n${lines.join(",\n")}\n]\n`);
  const written = new Set(textOf("index").split(/,?\n/));
  // Names and not lines: a picture in a list of failures helps nobody.
  expect(entries.flatMap(({ file }, k) => (written.has(lines[k] as string) ? [] : [file]))).toEqual([]);
  expect((JSON.parse(textOf("index")) as { file: string }[]).map(({ file }) => file)).toEqual(
    entries.map(({ file }) => `${file}.json`),
  );
});

test("every graph of the folder is in the index", () => {
  const files = readdirSync(folder).filter((file) => file !== "index.json");
  expect(files.toSorted()).toEqual(entries.map(({ file }) => `${file}.json`).toSorted());
});

test("every kind of the catalogue is in an example", () => {
  const index = JSON.parse(textOf("index")) as { kinds: readonly string[] }[];
  const shown = new Set(index.flatMap(({ kinds }) => kinds));
  expect(catalogue.map(({ kind }) => kind).filter((kind) => !shown.has(kind))).toEqual([]);
});

test("pictures are light: at most 4 kB each", () => {
  const index = JSON.parse(textOf("index")) as { file: string; picture: unknown }[];
  expect(index.filter(({ picture }) => JSON.stringify(picture).length > 4000).map(({ file }) => file)).toEqual([]);
});
