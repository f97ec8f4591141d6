/**
 * The tensor arithmetic of training as WebAssembly, two numbers at a time: products of a layer, their gradients, the units' own functions
 * and the moves of the optimisers. Sums are taken in one fixed order and without fused operations, so that training has the same
 * bits on every machine; the plain loops of `network.ts` keep to the same order and are what this is tested against.
 *
 * Numbers are doubles. Singles would halve the time of the products, but a gradient can then be checked to three digits at
 * best, and a network on the board computes in doubles too.
 */
import { type Code, Dag, type Ir, Module } from "../../wasm/index.ts";
import type { Activation } from "./activation.ts";
import { beta1, beta2, inertia, tiny } from "./optimiser.ts";

/** Addresses are in bytes, counts in numbers. Elementwise functions round their count up to two: what they touch is padded. */
export interface Kernels {
  /** z[r][j] = sum_k x[r][k] w[j][k] + b[j], even and odd k summed apart. */
  dots(x: number, w: number, b: number, z: number, rows: number, inputs: number, outputs: number): void;
  /**
   * to[i][k] += sum_t s[i][t] v[t][k] in the order of t, for i to m, t to `terms`, k to n.
   *
   * @param row from s[i][t] to s[i + 1][t] [bytes], @param term to s[i][t + 1]
   */
  sums(to: number, s: number, v: number, m: number, terms: number, n: number, row: number, term: number): void;
  /** d = d s */
  times(d: number, s: number, n: number): void;
  sgd(w: number, g: number, n: number, rate: number): void;
  momentum(w: number, g: number, mean: number, n: number, rate: number): void;
  /** @param rate divided by what the mean still lacks, @param more one over what the square still lacks */
  adam(w: number, g: number, mean: number, square: number, n: number, rate: number, more: number): void;
  fill(to: number, n: number): void;
  /** For each activation: a = f(z), and the same with s = f'(z). */
  value: ((z: number, a: number, n: number) => void)[];
  both: ((z: number, a: number, s: number, n: number) => void)[];
}

export function createKernels(activations: readonly Activation[], memory: WebAssembly.Memory): Kernels {
  const module = new Module();
  dots(module);
  sums(module);
  moves(module);
  activations.forEach((activation, k) => {
    units(module, `value${k}`, activation, false);
    units(module, `both${k}`, activation, true);
  });
  const bytes = module.finish(1) as Uint8Array<ArrayBuffer>;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const named = exports as unknown as Kernels & Record<string, never>;
  return {
    ...named,
    value: activations.map((_, k) => named[`value${k}`] as unknown as Kernels["value"][number]),
    both: activations.map((_, k) => named[`both${k}`] as unknown as Kernels["both"][number]),
  };
}

const i32s = (n: number) => Array<"i32">(n).fill("i32");

/** `body` for place, place + step … as long as a whole step is left, the place going on. */
function stepping(code: Code, place: number, end: number, step: number, body: () => void): void {
  code.block((leave) => {
    code.loop((again) => {
      code.get(place).i32(step).op("i32.add").get(end).op("i32.gt_s");
      leave(true);
      body();
      advance(code, place, step);
      again(false);
    });
  });
}

const advance = (code: Code, local: number, by: number): Code => code.get(local).i32(by).op("i32.add").set(local);
/** local = base + (row + more) * stride */
const placed = (code: Code, local: number, base: number, row: number, more: number, stride: number): Code =>
  code.get(base).get(row).i32(more).op("i32.add").get(stride).op("i32.mul").op("i32.add").set(local);
const locals = (code: Code, n: number, type: "i32" | "v128"): number[] =>
  Array.from({ length: n }, () => code.local(type));
/** sum += a b */
const addProduct = (code: Code, sum: number, a: number, b: number): Code =>
  code.get(sum).get(a).get(b).v("f64x2.mul").v("f64x2.add").set(sum);

/** Four rows by two outputs at a time: eight sums wait for nothing but themselves, and stay in registers. */
function dots(module: Module): void {
  const { code } = module.declare({ params: i32s(7), results: [] }, "dots");
  const [x, w, b, z, rows, inputs, outputs] = [0, 1, 2, 3, 4, 5, 6];
  const [row, output, k, stride] = locals(code, 4, "i32") as [number, number, number, number];
  const [xs, ws] = [locals(code, 4, "i32"), locals(code, 2, "i32")];
  const [acc, wide] = [locals(code, 8, "v128"), locals(code, 2, "v128")];
  const one = code.local("v128");
  code.get(inputs).i32(3).op("i32.shl").set(stride);
  for (const high of [4, 1]) {
    const block = (across: number) => {
      const [own, weights] = [xs.slice(0, high), ws.slice(0, across)];
      for (const [r, local] of own.entries()) placed(code, local, x, row, r, stride);
      for (const [j, local] of weights.entries()) placed(code, local, w, output, j, stride);
      for (let at = 0; at < high * across; at++) code.f64x2(0).set(acc[at] as number);
      const products = (load: "v128.load" | "v128.load64_zero", offset: number) => {
        weights.forEach(
          (local, j) =>
            void code
              .get(local)
              .mem(load, offset)
              .set(wide[j] as number),
        );
        own.forEach((local, r) => {
          code.get(local).mem(load, offset).set(one);
          for (let j = 0; j < across; j++) addProduct(code, acc[r * across + j] as number, one, wide[j] as number);
        });
      };
      code.i32(0).set(k);
      for (const step of [4, 2])
        stepping(code, k, inputs, step, () => {
          for (let offset = 0; offset < 8 * step; offset += 16) products("v128.load", offset);
          for (const local of [...own, ...weights]) advance(code, local, 8 * step);
        });
      code
        .get(k)
        .get(inputs)
        .op("i32.lt_s")
        .if(() => products("v128.load64_zero", 0));
      for (let r = 0; r < high; r++)
        for (let j = 0; j < across; j++) {
          const sum = acc[r * across + j] as number;
          code.get(z).get(row).i32(r).op("i32.add").get(outputs).op("i32.mul").get(output).op("i32.add");
          code.i32(3).op("i32.shl").op("i32.add");
          code.get(sum).lane("extract", 0).get(sum).lane("extract", 1).op("f64.add");
          code
            .get(b)
            .get(output)
            .i32(3)
            .op("i32.shl")
            .op("i32.add")
            .mem("f64.load", 8 * j)
            .op("f64.add");
          code.mem("f64.store", 8 * j);
        }
    };
    stepping(code, row, rows, high, () => {
      code.i32(0).set(output);
      for (const across of [2, 1]) stepping(code, output, outputs, across, () => block(across));
    });
  }
}

/** Four rows by four columns at a time; a stretch of columns is read from the cache for all rows. */
function sums(module: Module): void {
  const { code } = module.declare({ params: i32s(8), results: [] }, "sums");
  const [to, s, v, m, terms, n, row, term] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [i, column, t, stride, from] = locals(code, 5, "i32") as [number, number, number, number, number];
  const [ss, tos] = [locals(code, 4, "i32"), locals(code, 4, "i32")];
  const [acc, wide] = [locals(code, 8, "v128"), locals(code, 2, "v128")];
  const one = code.local("v128");
  code.get(n).i32(3).op("i32.shl").set(stride);
  for (const across of [4, 2, 1]) {
    const pairs = Math.ceil(across / 2);
    const load = across === 1 ? "v128.load64_zero" : "v128.load";
    const block = (high: number) => {
      const [own, targets] = [ss.slice(0, high), tos.slice(0, high)];
      const sum = (r: number, p: number) => acc[r * pairs + p] as number;
      for (const [r, local] of own.entries()) placed(code, local, s, i, r, row);
      targets.forEach((local, r) => {
        placed(code, local, to, i, r, stride);
        code.get(local).get(column).i32(3).op("i32.shl").op("i32.add").set(local);
        for (let p = 0; p < pairs; p++)
          code
            .get(local)
            .mem(load, 16 * p)
            .set(sum(r, p));
      });
      code.get(v).get(column).i32(3).op("i32.shl").op("i32.add").set(from);
      code.i32(0).set(t);
      stepping(code, t, terms, 1, () => {
        for (let p = 0; p < pairs; p++)
          code
            .get(from)
            .mem(load, 16 * p)
            .set(wide[p] as number);
        own.forEach((local, r) => {
          code.get(local).mem("v128.load64_splat", 0).set(one);
          for (let p = 0; p < pairs; p++) addProduct(code, sum(r, p), one, wide[p] as number);
          code.get(local).get(term).op("i32.add").set(local);
        });
        code.get(from).get(stride).op("i32.add").set(from);
      });
      targets.forEach((local, r) => {
        if (across === 1) code.get(local).get(sum(r, 0)).lane("extract", 0).mem("f64.store", 0);
        else
          for (let p = 0; p < pairs; p++)
            code
              .get(local)
              .get(sum(r, p))
              .mem("v128.store", 16 * p);
      });
    };
    stepping(code, column, n, across, () => {
      code.i32(0).set(i);
      for (const high of [4, 1]) stepping(code, i, m, high, () => block(high));
    });
  }
}

/** `body` for two numbers at each of the addresses, until `n` are done. */
function sweep(code: Code, addresses: readonly number[], n: number, body: () => void): void {
  code.block((leave) => {
    code.loop((again) => {
      code.get(n).i32(0).op("i32.le_s");
      leave(true);
      body();
      for (const address of addresses) advance(code, address, 16);
      advance(code, n, -2);
      again(false);
    });
  });
}

/** The units' own functions, from the same trees that run on the board. */
function units(module: Module, name: string, activation: Activation, slopes: boolean): void {
  const { code } = module.declare({ params: i32s(slopes ? 4 : 3), results: [] }, name);
  const dag = new Dag(2);
  const { value, slope } = activation.over<Ir, Ir>(
    dag,
    dag.leaf("z", false, (each) => each.get(0).mem("v128.load", 0)),
  );
  const made = slopes ? [value, slope] : [value];
  dag.hoist(code, made);
  sweep(code, made.map((_, k) => k + 1).concat(0), made.length + 1, () => {
    for (const ir of made) dag.keep(code, ir);
    made.forEach((ir, k) => {
      code.get(k + 1);
      dag.put(code, ir);
      code.mem("v128.store", 0);
    });
  });
}

/** How a gradient moves the weights, as `optimiser.ts` says; and what stands between the layers. */
function moves(module: Module): void {
  const load = (code: Code, address: number): Code => code.get(address).mem("v128.load", 0);
  const splat = (code: Code, local: number): number => {
    const both = code.local("v128");
    code.get(local).v("f64x2.splat").set(both);
    return both;
  };

  const times = module.declare({ params: i32s(3), results: [] }, "times").code;
  sweep(times, [0, 1], 2, () => {
    load(load(times.get(0), 0), 1)
      .v("f64x2.mul")
      .mem("v128.store", 0);
  });

  const fill = module.declare({ params: i32s(2), results: [] }, "fill").code;
  fill.get(0).i32(0).get(1).i32(3).op("i32.shl").fill();

  const sgd = module.declare({ params: [...i32s(3), "f64"], results: [] }, "sgd").code;
  const by = splat(sgd, 3);
  sweep(sgd, [0, 1], 2, () => {
    load(load(sgd.get(0), 0).get(by), 1)
      .v("f64x2.mul")
      .v("f64x2.sub")
      .mem("v128.store", 0);
  });

  const momentum = module.declare({ params: [...i32s(4), "f64"], results: [] }, "momentum").code;
  const [rate, speed] = [splat(momentum, 4), momentum.local("v128")];
  sweep(momentum, [0, 1, 2], 3, () => {
    load(load(momentum.f64x2(inertia), 2).v("f64x2.mul"), 1)
      .v("f64x2.add")
      .set(speed);
    momentum.get(2).get(speed).mem("v128.store", 0);
    load(momentum.get(0), 0).get(rate).get(speed).v("f64x2.mul").v("f64x2.sub").mem("v128.store", 0);
  });

  const adam = module.declare({ params: [...i32s(5), "f64", "f64"], results: [] }, "adam").code;
  const [first, second] = [splat(adam, 5), splat(adam, 6)];
  const [g, mean, square] = locals(adam, 3, "v128") as [number, number, number];
  sweep(adam, [0, 1, 2, 3], 4, () => {
    load(adam, 1).set(g);
    load(adam.f64x2(beta1), 2)
      .v("f64x2.mul")
      .f64x2(1 - beta1)
      .get(g)
      .v("f64x2.mul")
      .v("f64x2.add")
      .set(mean);
    load(adam.f64x2(beta2), 3)
      .v("f64x2.mul")
      .f64x2(1 - beta2)
      .get(g)
      .v("f64x2.mul")
      .get(g)
      .v("f64x2.mul");
    adam.v("f64x2.add").set(square);
    adam.get(2).get(mean).mem("v128.store", 0).get(3).get(square).mem("v128.store", 0);
    load(adam.get(0), 0).get(first).get(mean).v("f64x2.mul");
    adam.get(square).get(second).v("f64x2.mul").v("f64x2.sqrt").f64x2(tiny).v("f64x2.add").v("f64x2.div");
    adam.v("f64x2.sub").mem("v128.store", 0);
  });
}
