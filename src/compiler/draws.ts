/**
 * Random numbers in bulk: those of `random/`, bit for bit, drawn by WebAssembly, which takes a tenth of the time. Connectivity and
 * drawn values ask for millions of them at once.
 */
import { functions } from "../expression/index.ts";
import { drawWords, keyOf, log, normalOf, uniform } from "../random/index.ts";
import { type Code, Dag, Module } from "../wasm/index.ts";
import { addWords } from "./runtime/philox.ts";
import { boxMuller, recipe } from "./runtime/runtime.ts";

/** At most so many numbers come at a time. */
export const atOnce = 1 << 15;

export interface Draws {
  /** Uniforms of elements `first` on, from the first two words of each. What is returned is good until the next draw. */
  uniforms(first: number, count: number, stream: number): Float64Array;
  /** Standard normals of elements `first` on. */
  normals(first: number, count: number, stream: number): Float64Array;
  /** Uniforms of one element, two of each step; `first` is even. */
  series(first: number, count: number, element: number, stream: number): Float64Array;
  /**
   * How far apart successes are, in tries: of uniforms as in `series`, 1 + floor(log(1 - u) perFailure).
   *
   * @param perFailure 1 / log(1 - p)
   */
  gaps(first: number, count: number, element: number, stream: number, perFailure: number): Float64Array;
}

const wordsAt = 64;
const numbersAt = wordsAt + 16 * (atOnce + 16);
const pages = Math.ceil((numbersAt + 8 * (atOnce + 16)) / 65536);

/** Fewer numbers than this are drawn before WebAssembly is ready. */
const fewest = 1000;

let known: { seed: number; draws: Draws } | undefined;

/**
 * @param seed of the graph; what was made for the last one is kept
 * @param total numbers that will be asked for, about
 */
export function drawsOf(seed: number, total: number): Draws {
  if (known?.seed === seed) return known.draws;
  if (total < fewest) return singly(seed);
  const memory = new WebAssembly.Memory({ initial: pages });
  const code = new WebAssembly.Module(emitDraws(seed) as BufferSource);
  const made = new WebAssembly.Instance(code, { env: { memory } }).exports as {
    uniforms(first: number, count: number, stream: number): void;
    normals(first: number, count: number, stream: number): void;
    series(step: number, count: number, element: number, stream: number): void;
    gaps(count: number, perFailure: number): void;
  };
  const taken = (count: number) => new Float64Array(memory.buffer, numbersAt, count);
  const draws: Draws = {
    uniforms(first, count, stream) {
      made.uniforms(first, count, stream);
      return taken(count);
    },
    normals(first, count, stream) {
      made.normals(first, count, stream);
      return taken(count);
    },
    series(first, count, element, stream) {
      made.series(first / 2, count, element, stream);
      return taken(count);
    },
    gaps(first, count, element, stream, perFailure) {
      made.series(first / 2, count, element, stream);
      made.gaps(count, perFailure);
      return taken(count);
    },
  };
  known = { seed, draws };
  return draws;
}

/** The same without WebAssembly. */
function singly(seed: number): Draws {
  const key = keyOf(seed);
  const words = new Uint32Array(4);
  const unit = (at: 0 | 2) => uniform(words[at] as number, words[at + 1] as number);
  const each = (count: number, value: (k: number) => number) =>
    Float64Array.from({ length: count }, (_, k) => value(k));
  const byElement = (value: () => number) => (first: number, count: number, stream: number) =>
    each(count, (k) => {
      drawWords(key, 0, first + k, stream, 0, words);
      return value();
    });
  const series: Draws["series"] = (first, count, element, stream) =>
    each(count, (k) => {
      if (k % 2 === 0) drawWords(key, (first + k) / 2, element, stream, 0, words);
      return unit(k % 2 === 0 ? 0 : 2);
    });
  return {
    uniforms: byElement(() => unit(0)),
    normals: byElement(() => normalOf(words)),
    series,
    gaps: (first, count, element, stream, perFailure) =>
      series(first, count, element, stream).map((u) => 1 + Math.floor(log(1 - u) * perFailure)),
  };
}

function emitDraws(seed: number): Uint8Array {
  const module = new Module();
  const byElement = addWords(module, seed, "element");
  const byStep = addWords(module, seed, "step");
  const logarithm = recipe(module, 1, (dag, [x]) => functions.log(dag, x as NonNullable<typeof x>));

  /** A loop over numbers, `each` at a time; `group` is the address of the sixteen words of the numbers at hand. */
  const eachNumber = (code: Code, count: number, each: number, body: (place: number) => void) => {
    const place = code.local("i32");
    code.get(count).if(() =>
      code.loop((again) => {
        body(place);
        code
          .get(place)
          .i32(8 * each)
          .op("i32.add")
          .tee(place);
        code.get(count).i32(3).op("i32.shl").op("i32.lt_u");
        again(true);
      }),
    );
  };
  /** Word `word` of the draw, whose address is that of its word 0 within sixteen, as a uniform's part. */
  const unit = (code: Code, at: number, word: number) => {
    const load = (k: number) => code.get(at).mem("i32.load", wordsAt + 16 * (word + k));
    load(0).i32(5).op("i32.shr_u").op("f64.convert_i32_u").f64(67108864).op("f64.mul");
    load(1)
      .i32(6)
      .op("i32.shr_u")
      .op("f64.convert_i32_u")
      .op("f64.add")
      .f64(2 ** -53)
      .op("f64.mul");
  };
  /** From the number of a draw to the address of its word 0: 64 bytes for four draws, 4 for one. */
  const drawAt = (code: Code, at: number) => {
    code.tee(at).i32(2).op("i32.shr_u").i32(6).op("i32.shl");
    code.get(at).i32(3).op("i32.and").i32(2).op("i32.shl").op("i32.add").set(at);
  };

  {
    const { code } = module.declare({ params: ["i32", "i32", "i32"], results: [] }, "uniforms");
    const at = code.local("i32");
    code.i32(wordsAt).get(1).i32(2).op("i32.shl").i32(0).get(0).get(2).i32(0).call(byElement);
    eachNumber(code, 1, 1, (place) => {
      code.get(place).i32(3).op("i32.shr_u");
      drawAt(code, at);
      code.get(place);
      unit(code, at, 0);
      code.mem("f64.store", numbersAt);
    });
  }
  {
    const { code } = module.declare({ params: ["i32", "i32", "i32"], results: [] }, "normals");
    const [at, u1, u2] = [code.local("i32"), code.local("v128"), code.local("v128")];
    code.i32(wordsAt).get(1).i32(2).op("i32.shl").i32(0).get(0).get(2).i32(0).call(byElement);
    // The logarithm is of a number from 2^-53 to 1: the usual way always holds.
    const dag = new Dag(2, "usual");
    const value = boxMuller(
      dag,
      dag.leaf("u1", false, (c) => c.get(u1)),
      dag.leaf("u2", false, (c) => c.get(u2)),
    );
    eachNumber(code, 1, 2, (place) => {
      code.get(place).i32(3).op("i32.shr_u");
      drawAt(code, at);
      for (const [local, word] of [
        [u1, 0],
        [u2, 2],
      ] as const) {
        unit(code, at, word);
        code.v("f64x2.splat").get(at).i32(4).op("i32.add").set(at);
        unit(code, at, word);
        code.lane("replace", 1).set(local).get(at).i32(4).op("i32.sub").set(at);
      }
      code.get(place);
      dag.put(code, value);
      code.mem("v128.store", numbersAt);
    });
  }
  {
    const { code } = module.declare({ params: ["i32", "i32", "i32", "i32"], results: [] }, "series");
    const at = code.local("i32");
    code.i32(wordsAt).get(1).i32(1).op("i32.add").i32(1).op("i32.shl").get(0).get(2).get(3).i32(0).call(byStep);
    eachNumber(code, 1, 2, (place) => {
      code.get(place).i32(4).op("i32.shr_u");
      drawAt(code, at);
      code.get(place);
      unit(code, at, 0);
      code.mem("f64.store", numbersAt);
      code.get(place);
      unit(code, at, 2);
      code.mem("f64.store", numbersAt + 8);
    });
  }
  {
    const { code } = module.declare({ params: ["i32", "f64"], results: [] }, "gaps");
    eachNumber(code, 0, 1, (place) => {
      code.get(place).f64(1).get(place).mem("f64.load", numbersAt).op("f64.sub").call(logarithm);
      code.get(1).op("f64.mul").op("f64.floor").f64(1).op("f64.add").mem("f64.store", numbersAt);
    });
  }
  return module.finish(pages);
}
