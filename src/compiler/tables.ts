/**
 * Functions of one variable as cubics on pieces of equal width, made when a network is loaded or a value changes. Interpreter and
 * engine read the same numbers, and compute the same sum from them. The error is looked at in every piece, where a cubic through
 * four places is farthest from what it stands for; there are twice as many pieces until it is small enough.
 */
import { evaluate, names, type Tree } from "../expression/index.ts";
import { Dag, type Ir, Module } from "../wasm/index.ts";
import type { Constant } from "./network.ts";

export type TableConstant = Extract<Constant, { type: "table" }>;

/** A cubic out of a table: (table, place in pieces, which function), a call in the trees of a network. */
export const tableCall = "$cubic";

const fewestPieces = 32;
/** Numbers of a piece: c0 of the first function and of the second, c1 of both, and so on. */
export const pieceSize = 8;

/** Error allowed, in parts of the value; of one that is small, in parts of a thousandth of the largest. */
export const tableError = 1e-9;
const small = 1e-3;

export interface Table {
  /** 0 where the error stays too large: nothing is then looked up. */
  pieces: number;
  /** Pieces in a unit of the variable. */
  per: number;
  /** Float64Array(pieces * pieceSize) */
  cubics: Float64Array;
  /** Largest error found, in parts of the value. */
  error: number;
}

/** Places in a piece: those that the cubic goes through (the last is the next one's first), and those where its error is looked at. */
const through = [0, 1 / 3, 2 / 3] as const;
const between = [0.12732200375003502, 0.5, 0.872677996249965] as const;

/** The last table of each, since networks are loaded more often than rates are changed. */
const known = new WeakMap<TableConstant, { key: string; table: Table }>();

/** @param lookup values of the parameters and of `dt` */
export function tabulate(constant: TableConstant, lookup: (name: string) => number | undefined): Table {
  const asked = new Set(constant.trees.flatMap((tree) => [...names(tree)]));
  const key = [...asked].map(lookup).join();
  const before = known.get(constant);
  if (before?.key === key) return before.table;
  const values = valuesOf(constant, lookup);
  let table: Table = { pieces: 0, per: 0, cubics: new Float64Array(0), error: Number.NaN };
  for (let pieces = fewestPieces; pieces <= constant.most; pieces *= 2) {
    const tried = cut(constant, values, pieces);
    table = { ...tried, ...(tried.error <= tableError ? {} : { pieces: 0, cubics: table.cubics }) };
    if (table.pieces > 0) break;
  }
  known.set(constant, { key, table });
  return table;
}

function cut({ low, high }: TableConstant, values: Values, pieces: number): Table {
  const width = (high - low) / pieces;
  const places = [...through, ...between];
  const at = Float64Array.from({ length: pieces * places.length + 2 }, (_, k) => {
    const piece = Math.floor(k / places.length);
    return low + (piece + (places[k % places.length] as number)) * width;
  });
  const cubics = new Float64Array(pieces * pieceSize);
  let error = 0;
  values(at).forEach((found, which) => {
    let largest = 0;
    for (const value of found) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) return;
    for (let piece = 0; piece < pieces; piece++) {
      const from = piece * places.length;
      const [f0, f1, f2] = found.subarray(from, from + 3) as unknown as [number, number, number];
      const f3 = found[from + places.length] as number;
      const to = piece * pieceSize + which;
      cubics[to] = f0;
      cubics[to + 2] = -5.5 * f0 + 9 * f1 - 4.5 * f2 + f3;
      cubics[to + 4] = 9 * f0 - 22.5 * f1 + 18 * f2 - 4.5 * f3;
      cubics[to + 6] = -4.5 * f0 + 13.5 * f1 - 13.5 * f2 + 4.5 * f3;
      for (const [k, place] of between.entries()) {
        const value = found[from + through.length + k] as number;
        const off = Math.abs(cubicAt(cubics, to, place) - value) / (Math.abs(value) + small * largest);
        // Once it is no number it stays none.
        if (!(off <= error)) error = off;
      }
    }
  });
  return { pieces, per: pieces / (high - low), cubics, error };
}

/** (c0 + c1 t) + (c2 + c3 t) t^2, in this order wherever it is computed. */
function cubicAt(c: Float64Array, from: number, t: number): number {
  const [c0, c1, c2, c3] = [c[from], c[from + 2], c[from + 4], c[from + 6]] as [number, number, number, number];
  return c0 + c1 * t + (c2 + c3 * t) * (t * t);
}

/** What the interpreter makes of `tableCall`. */
export function lookUp(cubics: Float64Array, place: number, which: number): number {
  const piece = Math.floor(place);
  // Beyond the table nobody looks at the result.
  if (!(piece >= 0 && piece < cubics.length / pieceSize)) return Number.NaN;
  return cubicAt(cubics, piece * pieceSize + which, place - piece);
}

type Values = (at: Float64Array) => Float64Array[];

/** The functions of a table at many places, by WebAssembly: there are some ten thousand. */
function valuesOf({ of, trees, most }: TableConstant, lookup: (name: string) => number | undefined): Values {
  const module = new Module();
  const { code } = module.declare({ params: ["i32"], results: [] }, "fill");
  const place = code.local("i32");
  const dag = new Dag(2);
  const variable = dag.leaf(of, false, (each) => each.get(place).mem("v128.load", 0));
  const lookedUp = (name: string): Ir | undefined => {
    if (name === of) return variable;
    const value = lookup(name);
    return value === undefined ? undefined : dag.constant(value);
  };
  const results = trees.map((tree: Tree) => evaluate<Ir, Ir>(tree, dag, lookedUp));
  const room = 16 * Math.ceil(((through.length + between.length) * most + 2) / 2);
  code.loop((again) => {
    dag.compute(code, results);
    results.forEach((result, which) => {
      code.get(place);
      dag.put(code, result);
      code.mem("v128.store", (which + 1) * room);
    });
    code.get(place).i32(16).op("i32.add").tee(place).get(0).op("i32.lt_u");
    again(true);
  });
  const pages = Math.ceil(((trees.length + 1) * room) / 65536);
  const bytes = module.finish(pages);
  const memory = new WebAssembly.Memory({ initial: pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } });
  const doubles = new Float64Array(memory.buffer);
  return (at) => {
    doubles.set(at);
    (exports.fill as (end: number) => void)(8 * at.length);
    return trees.map((_, which) => doubles.slice(((which + 1) * room) / 8, ((which + 1) * room) / 8 + at.length));
  };
}
