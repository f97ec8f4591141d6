/**
 * Functions every module carries if it needs them: Philox draws and scalar exp, log, pow, all from the same recipes as the
 * interpreter, so that draws are the same bits.
 */
import { functions } from "../../expression/index.ts";
import { keyOf, philoxConstants } from "../../random/index.ts";
import { type Code, Dag, type Ir, type Module, type Signature } from "../../wasm/index.ts";
import { drawFour } from "./philox.ts";

export interface Runtime {
  /** (element, stream, block) -> uniform on [0, 1) */
  uniform: number;
  /** (element, stream, block) -> standard normal */
  normal: number;
  /** (mean, u) -> count as f64 */
  poisson: number;
  /** (word 0, word 1) -> uniform on [0, 1) */
  unit: number;
  /** (address, mean): fills a table of Poisson counts, see emit/counts.ts */
  tabulate: number;
  /** (address of times, of values, their number, time) -> the value, see course.ts */
  courseHold: number;
  courseLine: number;
  /** (x, y) -> x^y */
  pow: number;
}

const scalar = (params: number): Signature => ({ params: Array<"f64">(params).fill("f64"), results: ["f64"] });

/** A function of plain numbers from a recipe. */
export function recipe(module: Module, params: number, build: (dag: Dag, args: Ir[]) => Ir): number {
  const { index, code } = module.declare(scalar(params));
  const dag = new Dag(1);
  const args = Array.from({ length: params }, (_, k) => dag.leaf(`arg${k}`, false, (c) => c.get(k)));
  dag.put(code, build(dag, args));
  return index;
}

/**
 * @param step index of the global that holds the present step
 * @param seed of the graph: the key, baked in
 */
export function addRuntime(module: Module, step: number, seed: number): Runtime {
  const exp = recipe(module, 1, (dag, [x]) => functions.exp(dag, x as Ir));
  const log = recipe(module, 1, (dag, [x]) => functions.log(dag, x as Ir));
  const pow = recipe(module, 2, (dag, [x, y]) => functions.pow(dag, x as Ir, y as Ir));
  const words = [module.global(), module.global(), module.global(), module.global()] as const;
  const philox = addPhilox(module, step, seed, words);

  const draw: Signature = { params: ["i32", "i32", "i32"], results: ["f64"] };
  const unit = module.declare({ params: ["i32", "i32"], results: ["f64"] });
  unit.code.get(0).i32(5).op("i32.shr_u").op("f64.convert_i32_u").f64(67108864).op("f64.mul");
  unit.code.get(1).i32(6).op("i32.shr_u").op("f64.convert_i32_u").op("f64.add").f64(9007199254740992).op("f64.div");
  const uniformOf = (code: Code, high: number, low: number) => code.getGlobal(high).getGlobal(low).call(unit.index);
  const uniform = module.declare(draw);
  uniform.code.get(0).get(1).get(2).call(philox);
  uniformOf(uniform.code, words[0], words[1]);

  const normal = module.declare(draw);
  normal.code.get(0).get(1).get(2).call(philox);
  const one = new Dag(1);
  const uniforms = [
    one.leaf("u1", false, (code) => uniformOf(code, words[0], words[1])),
    one.leaf("u2", false, (code) => uniformOf(code, words[2], words[3])),
  ] as const;
  one.put(normal.code, boxMuller(one, ...uniforms));
  const poisson = addPoisson(module, exp, log);
  return {
    uniform: uniform.index,
    normal: normal.index,
    pow,
    poisson,
    unit: unit.index,
    tabulate: addTabulate(module, poisson),
    courseHold: addCourse(module, false),
    courseLine: addCourse(module, true),
  };
}

export const boxMuller = (dag: Dag, u1: Ir, u2: Ir): Ir =>
  dag.mul(
    dag.sqrt(dag.mul(dag.constant(-2), functions.log(dag, dag.sub(dag.constant(1), u1)))),
    functions.cos(dag, dag.mul(dag.constant(2 * Math.PI), u2)),
  );

/**
 * Adds a function (element, stream, block) that draws for the element and its neighbours, two in a vector: words by four, and
 * what is made of them side by side. Only for who needs it, for it is long.
 */
export function addDraws(
  module: Module,
  step: number,
  seed: number,
  type: "normal" | "uniform",
  vectors: number,
): number {
  const { index, code } = module.declare({
    params: ["i32", "i32", "i32"],
    results: Array<"v128">(vectors).fill("v128"),
  });
  // The logarithm is of a number from 2^-53 to 1: the usual way always holds.
  const dag = new Dag(2, "usual");
  const results: Ir[] = [];
  for (let four = 0; four < vectors / 2; four++) {
    const first = code.local("i32");
    code
      .get(0)
      .i32(4 * four)
      .op("i32.add")
      .set(first);
    const { words, emit } = drawFour(
      code,
      step,
      seed,
      first,
      () => code.get(1),
      () => code.get(2),
      4,
    );
    emit();
    for (const half of vectors === 1 ? [0] : [0, 1]) {
      /** The upper bits of a word of two draws, as numbers. */
      const part = (word: number, shift: number) =>
        dag.leaf(`word ${four} ${half} ${word}`, false, (each) => {
          const local = words[word] as number;
          each.get(local);
          if (half === 1) each.get(local).pick32([2, 3, 2, 3]);
          each.i32(shift).v("i32x4.shr_u").v("f64x2.convert_low_i32x4_s");
        });
      const uniform = (word: number) =>
        dag.mul(dag.add(dag.mul(part(word, 5), dag.constant(67108864)), part(word + 1, 6)), dag.constant(2 ** -53));
      results.push(type === "normal" ? boxMuller(dag, uniform(0), uniform(2)) : uniform(0));
    }
  }
  dag.compute(code, results);
  for (const result of results) dag.put(code, result);
  return index;
}

/**
 * Counts by the first 12 bits of the uniform. Whichever way outcomes share out the unit interval, each has one stretch of it:
 * when both ends of a bit pattern give the same count, all between do.
 */
function addTabulate(module: Module, poisson: number): number {
  const { index, code } = module.declare({ params: ["i32", "f64"], results: [] });
  const [entry, first, last] = [code.local("i32"), code.local("f64"), code.local("f64")];
  const at = (shift: number) =>
    code
      .get(1)
      .get(entry)
      .op("f64.convert_i32_u")
      .f64(1 / 4096)
      .op("f64.mul")
      .f64(shift)
      .op("f64.add")
      .call(poisson);
  code.loop((again) => {
    at(0).set(first);
    at(1 / 4096 - 2 ** -53).set(last);
    code.get(0).get(entry).op("i32.add");
    code.get(first).op("i32.trunc_f64_s").i32(0x80);
    code.get(first).get(last).op("f64.eq").get(first).f64(127).op("f64.le").op("i32.and").op("select");
    code.mem("i32.store8", 0);
    code.get(entry).i32(1).op("i32.add").tee(entry).i32(4096).op("i32.lt_u");
    again(true);
  });
  return index;
}

/** `courseAt` of course.ts, instruction for instruction. */
function addCourse(module: Module, line: boolean): number {
  const { index, code } = module.declare({ params: ["i32", "i32", "i32", "f64"], results: ["f64"] });
  const [times, values, count, at] = [0, 1, 2, 3];
  const [low, high, middle] = [code.local("i32"), code.local("i32"), code.local("i32")];
  /** An entry of a list, `back` before or after the found place. */
  const entry = (list: number, back: number) =>
    code.get(list).get(low).i32(back).op("i32.add").i32(3).op("i32.shl").op("i32.add").mem("f64.load", 0);
  code.get(count).set(high);
  code.block((leave) => {
    code.loop((again) => {
      code.get(low).get(high).op("i32.lt_u").op("i32.eqz");
      leave(true);
      code.get(low).get(high).op("i32.add").i32(1).op("i32.shr_u").set(middle);
      code.get(times).get(middle).i32(3).op("i32.shl").op("i32.add").mem("f64.load", 0).get(at).op("f64.le");
      code.if(
        () => code.get(middle).i32(1).op("i32.add").set(low),
        () => code.get(middle).set(high),
      );
      again(false);
    });
  });
  code
    .get(low)
    .op("i32.eqz")
    .if(() => code.f64(0).op("return"));
  if (!line) {
    entry(values, -1);
    return index;
  }
  code
    .get(low)
    .get(count)
    .op("i32.eq")
    .if(() => {
      code.f64(0);
      entry(values, -1).get(at);
      entry(times, -1).op("f64.gt").op("select").op("return");
    });
  entry(values, -1);
  entry(values, 0);
  entry(values, -1).op("f64.sub").get(at);
  entry(times, -1).op("f64.sub");
  entry(times, 0);
  entry(times, -1).op("f64.sub").op("f64.div").op("f64.mul").op("f64.add");
  return index;
}

function addPhilox(
  module: Module,
  step: number,
  seed: number,
  words: readonly [number, number, number, number],
): number {
  const { m0, m1, w0, w1, rounds } = philoxConstants;
  const [low, high] = keyOf(seed);
  const { index, code } = module.declare({ params: ["i32", "i32", "i32"], results: [] });
  const c = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("i32")] as const;
  const p = [code.local("i64"), code.local("i64")] as const;
  code.getGlobal(step).set(c[0]).get(0).set(c[1]).get(1).set(c[2]).get(2).set(c[3]);
  for (let round = 0; round < rounds; round++) {
    const k0 = (low + Math.imul(w0, round)) | 0;
    const k1 = (high + Math.imul(w1, round)) | 0;
    code.get(c[0]).op("i64.extend_i32_u").i64(BigInt(m0)).op("i64.mul").set(p[0]);
    code.get(c[2]).op("i64.extend_i32_u").i64(BigInt(m1)).op("i64.mul").set(p[1]);
    code.get(p[1]).i64(32n).op("i64.shr_u").op("i32.wrap_i64").get(c[1]).op("i32.xor").i32(k0).op("i32.xor").set(c[0]);
    code.get(p[1]).op("i32.wrap_i64").set(c[1]);
    code.get(p[0]).i64(32n).op("i64.shr_u").op("i32.wrap_i64").get(c[3]).op("i32.xor").i32(k1).op("i32.xor").set(c[2]);
    code.get(p[0]).op("i32.wrap_i64").set(c[3]);
  }
  words.forEach((word, k) => {
    code.get(c[k] as number).setGlobal(word);
  });
  return index;
}

/** `poissonCount` of random/poisson.ts, instruction for instruction. */
function addPoisson(module: Module, exp: number, log: number): number {
  const { index, code } = module.declare(scalar(2));
  const [mean, u] = [0, 1];
  const [count, chance, mode, below, above, chanceBelow, chanceAbove] = Array.from({ length: 7 }, () =>
    code.local("f64"),
  ) as [number, number, number, number, number, number, number];
  const k2 = code.local("f64");
  code
    .get(mean)
    .f64(0)
    .op("f64.gt")
    .op("i32.eqz")
    .if(() => code.f64(0).op("return"));
  code
    .get(mean)
    .f64(10)
    .op("f64.lt")
    .if(() => {
      code.get(mean).op("f64.neg").call(exp).set(chance);
      code.block((leave) => {
        code.loop((again) => {
          code.get(u).get(chance).op("f64.ge").get(count).f64(100).op("f64.lt").op("i32.and").op("i32.eqz");
          leave(true);
          code.get(u).get(chance).op("f64.sub").set(u).get(count).f64(1).op("f64.add").set(count);
          code.get(chance).get(mean).get(count).op("f64.div").op("f64.mul").set(chance);
          again(false);
        });
      });
      code.get(count).op("return");
    });
  code.get(mean).op("f64.floor").set(mode);
  // chanceOfMode
  const k = mode;
  code.get(k).get(k).op("f64.mul").set(k2);
  const series = () => {
    code
      .f64(1 / 12)
      .f64(1 / 360)
      .f64(1 / 1260)
      .f64(1)
      .f64(1680)
      .get(k2)
      .op("f64.mul")
      .op("f64.div")
      .op("f64.sub")
      .get(k2)
      .op("f64.div")
      .op("f64.sub")
      .get(k2)
      .op("f64.div")
      .op("f64.sub")
      .get(k)
      .op("f64.div");
  };
  code.get(k).get(mean).get(k).op("f64.div").call(log).op("f64.mul");
  code.get(mean).get(k).op("f64.sub").op("f64.sub");
  code
    .f64(0.5)
    .f64(2 * Math.PI)
    .get(k)
    .op("f64.mul")
    .call(log)
    .op("f64.mul")
    .op("f64.sub");
  series();
  code.op("f64.sub").call(exp).set(chance);
  code.get(mode).set(below).get(mode).set(above).get(chance).set(chanceBelow).get(chance).set(chanceAbove);
  code.get(u).get(chance).op("f64.sub").set(u);
  code.block((leave) => {
    code.loop((again) => {
      code
        .get(u)
        .f64(0)
        .op("f64.ge")
        .get(chanceAbove)
        .get(chanceBelow)
        .op("f64.add")
        .f64(1e-18)
        .op("f64.gt")
        .op("i32.and")
        .op("i32.eqz");
      leave(true);
      code.get(above).f64(1).op("f64.add").set(above);
      code.get(chanceAbove).get(mean).get(above).op("f64.div").op("f64.mul").set(chanceAbove);
      code
        .get(u)
        .get(chanceAbove)
        .op("f64.sub")
        .tee(u)
        .f64(0)
        .op("f64.lt")
        .if(() => code.get(above).op("return"));
      code.get(chanceBelow).get(below).get(mean).op("f64.div").op("f64.mul").set(chanceBelow);
      code.get(below).f64(1).op("f64.sub").set(below);
      code
        .get(u)
        .get(chanceBelow)
        .op("f64.sub")
        .tee(u)
        .f64(0)
        .op("f64.lt")
        .if(() => code.get(below).op("return"));
      again(false);
    });
  });
  code.get(mode);
  return index;
}
