/** What `--record` asks for, found in the network. */
import { maxTraceEntries, maxTraceGroups, type Network } from "../compiler/index.ts";
import type { RecordRequest } from "../engine/index.ts";
import { splitRecord } from "./result.ts";
import { UsageError } from "./usage.ts";

export interface Record {
  /** As asked for: "exc.v". */
  name: string;
  request: RecordRequest;
}

/**
 * Every asked variable, of all cells and in every step.
 *
 * @throws UsageError for a node or variable that the network does not have, with those that it has
 */
export function recordsOf(network: Network, names: readonly string[]): readonly Record[] {
  const records = [...new Set(names)].map((name) => ({ name, request: requestFor(network, name) }));
  const cells = records.reduce((sum, { request }) => sum + request.cells.length, 0);
  if (records.length > maxTraceGroups || cells > maxTraceEntries) {
    throw new UsageError(
      `--record asks for ${records.length} variables of ${cells} cells in all; a run records at most ${maxTraceGroups} of ${maxTraceEntries}.`,
    );
  }
  return records;
}

function requestFor(network: Network, name: string): RecordRequest {
  const { node, variable } = splitRecord(name);
  const { populations } = network;
  if (!node || !variable)
    throw new UsageError(`--record is ${name}; it must be a node and a variable, such as lif1.v.`);

  const own = populations.findIndex((population) => population.node === node);
  if (own >= 0 && known(network, own).includes(variable)) return allCells(network, own, variable);

  // A synapse that is summed on its target has its states there, under its own name.
  const summed = populations.findIndex((_, index) => known(network, index).includes(name));
  if (summed >= 0) return allCells(network, summed, name);

  if (own >= 0) {
    throw new UsageError(
      `${node} has no variable ${variable} to record. It has ${known(network, own).join(", ") || "none"}.`,
    );
  }
  const all = populations.flatMap((population, index) =>
    known(network, index).map((each) => `${population.node}.${each}`),
  );
  throw new UsageError(`There is nothing to record at ${name}. There are ${all.join(", ") || "no variables"}.`);
}

/** The variables of a population: its states, and the output of a source. */
function known(network: Network, index: number): string[] {
  const population = network.populations[index];
  const states = population?.states.map((state) => state.name) ?? [];
  return population?.output ? [...states, "i"] : states;
}

function allCells(network: Network, population: number, variable: string): RecordRequest {
  const cells = Array.from({ length: network.populations[population]?.n ?? 0 }, (_, cell) => cell);
  return { population, variable, cells, every: 1 };
}
