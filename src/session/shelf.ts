/**
 * Circuits in storage. Each circuit has three places, and each save takes the place of the oldest, so the two copies before
 * it stay whole whatever happens to a write. A copy carries length and checksum of its text: a torn or altered one is
 * noticed, moved aside under "rescue/…" and reported, never opened and never thrown away.
 */
import type { Diagnostic } from "../diagnostic/index.ts";
import { type Graph, parseGraph, serialize } from "../graph/index.ts";
import type { Catalogue } from "../kind/index.ts";
import { sessionDiagnostic, whatFailed } from "./messages.ts";
import type { CircuitEntry, Storage } from "./types.ts";

const recordSchema = 1;
const copies = 3;
/** Where the id of the circuit on the board is kept: the program starts with it. */
const openKey = "open";

/** One stored copy. */
interface StoredCircuit {
  schema: number;
  /** Counts the saves of a circuit: the highest is the newest, whatever the clock says. */
  serial: number;
  savedAtMs: number;
  name: string;
  cells: number;
  text: string;
  check: { length: number; sum: number };
}

export interface Loaded {
  graph?: Graph;
  savedAtMs?: number;
  diagnostics: readonly Diagnostic[];
}

export interface Shelf {
  /** Looks up how often a circuit was saved, so that its next save needs no reading first: that of a page about to go. */
  prepare(id: string): Promise<void>;
  /** Resolves when the circuit is safely stored. @throws what the storage throws */
  save(id: string, graph: Graph): Promise<void>;
  /** The newest good copy. Never throws. */
  load(id: string): Promise<Loaded>;
  /** Newest first. @throws what the storage throws */
  list(): Promise<readonly CircuitEntry[]>;
  remove(id: string): Promise<void>;
  /** Notes that this circuit is on the board. Not worth a message when it fails: the newest is opened instead. */
  opened(id: string): Promise<void>;
}

export function createShelf(storage: Storage, catalogue: Catalogue, now: () => number): Shelf {
  const serials = new Map<string, number>();
  let noted: string | undefined;
  const opened = async (id: string) => {
    if (noted === id) return;
    noted = id;
    await storage.set(openKey, id).catch(() => undefined);
  };

  /** Copies of a circuit, newest first; damaged ones are moved aside. */
  const readCopies = async (id: string) => {
    const good: StoredCircuit[] = [];
    let damaged = 0;
    let newer = false;
    for (let slot = 0; slot < copies; slot++) {
      const key = keyOf(id, slot);
      const record = await storage.get(key);
      if (record === undefined) continue;
      if (isNewer(record)) newer = true;
      else if (isWhole(record)) good.push(record);
      else {
        damaged++;
        // Without room for a second copy the damaged one stays where it is: good copies must open all the same.
        await storage
          .set(`rescue/${id}/${slot}/${now()}`, record)
          .then(() => storage.remove(key))
          .catch(() => undefined);
      }
    }
    good.sort((a, b) => b.serial - a.serial);
    return { good, damaged, newer };
  };

  const lastSerial = async (id: string): Promise<number> => (await readCopies(id)).good[0]?.serial ?? 0;

  return {
    opened,
    async prepare(id) {
      const last = await lastSerial(id).catch(() => undefined);
      if (last !== undefined && !serials.has(id)) serials.set(id, last);
    },
    async save(id, graph) {
      const serial = (serials.get(id) ?? (await lastSerial(id))) + 1;
      const text = serialize(graph);
      const record: StoredCircuit = {
        schema: recordSchema,
        serial,
        savedAtMs: now(),
        name: graph.name,
        cells: countCells(graph, catalogue),
        text,
        check: { length: text.length, sum: checksum(text) },
      };
      await storage.set(keyOf(id, serial % copies), record);
      serials.set(id, serial);
    },

    async load(id) {
      try {
        const { good, damaged, newer } = await readCopies(id);
        const [newest] = good;
        const name = newest ? `"${newest.name}"` : "This circuit";
        if (newer) return { diagnostics: [sessionDiagnostic("record-newer", "error", name)] };
        if (!newest) {
          const code = damaged > 0 ? "record-lost" : "record-missing";
          return { diagnostics: [sessionDiagnostic(code, "error", name)] };
        }
        serials.set(id, newest.serial);
        const { graph, diagnostics } = parseGraph(newest.text, catalogue);
        const notes = damaged > 0 ? [sessionDiagnostic("record-damaged", "warning", name)] : [];
        return { ...(graph && { graph, savedAtMs: newest.savedAtMs }), diagnostics: [...notes, ...diagnostics] };
      } catch (error) {
        return { diagnostics: [sessionDiagnostic("library-unreadable", "error", whatFailed(error))] };
      }
    },

    async list() {
      const newest = new Map<string, StoredCircuit | undefined>();
      for (const key of await storage.keys()) {
        const id = /^circuit\/(.+)\/\d$/.exec(key)?.[1];
        if (id === undefined) continue;
        const record = await storage.get(key);
        const before = newest.get(id);
        if (isWhole(record) && !(before && before.serial > record.serial)) newest.set(id, record);
        else if (!before) newest.set(id, undefined);
      }
      return [...newest]
        .map(([id, record]): CircuitEntry => {
          // Opening an entry without a readable copy says what is wrong with it.
          if (!record) return { id, name: "Unreadable circuit", savedAtMs: 0, cells: 0 };
          return { id, name: record.name, savedAtMs: record.savedAtMs, cells: record.cells };
        })
        .sort((a, b) => b.savedAtMs - a.savedAtMs);
    },

    async remove(id) {
      serials.delete(id);
      for (let slot = 0; slot < copies; slot++) await storage.remove(keyOf(id, slot));
    },
  };
}

/**
 * The circuit to begin with: the one that was on the board, or else the newest that can be read.
 *
 * @returns undefined when the library is empty; diagnostics of what could not be read on the way. Never throws.
 */
export async function loadLast(
  storage: Storage,
  catalogue: Catalogue,
  now: () => number,
): Promise<{ id: string; graph: Graph; diagnostics: readonly Diagnostic[] } | undefined> {
  const shelf = createShelf(storage, catalogue, now);
  const entries = await shelf.list().catch(() => []);
  const open = await storage.get(openKey).catch(() => undefined);
  const problems: Diagnostic[] = [];
  for (const { id } of [...entries].sort((a, b) => Number(b.id === open) - Number(a.id === open))) {
    const { graph, diagnostics } = await shelf.load(id);
    problems.push(...diagnostics);
    if (graph) return { id, graph, diagnostics: problems };
  }
  return undefined;
}

const keyOf = (id: string, slot: number): string => `circuit/${id}/${slot}`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isNewer = (value: unknown): boolean =>
  isRecord(value) && typeof value["schema"] === "number" && value["schema"] > recordSchema;

function isWhole(value: unknown): value is StoredCircuit {
  if (!isRecord(value) || value["schema"] !== recordSchema) return false;
  const { serial, savedAtMs, name, cells, text, check } = value;
  if (typeof text !== "string" || typeof name !== "string" || !isRecord(check)) return false;
  if (![serial, savedAtMs, cells].every(Number.isFinite)) return false;
  return check["length"] === text.length && check["sum"] === checksum(text);
}

/** FNV-1a over UTF-16 code units: finds accidents, not forgeries. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash >>> 0;
}

function countCells(graph: Graph, catalogue: Catalogue): number {
  const neurons = new Set(catalogue.filter(({ family }) => family === "neuron").map(({ kind }) => kind));
  return graph.nodes.reduce((sum, node) => sum + (neurons.has(node.kind) ? (node.n ?? 1) : 0), 0);
}
