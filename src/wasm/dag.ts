/**
 * Expressions as a graph of operations with equal ones shared, and from there to instructions. `Dag` is an `Ops`: the tree
 * walker and the function recipes of `expression/` build it, the same ones that compute in the interpreter. Two lanes are
 * f64x2 (two cells at once), one lane is plain f64. What does not change from cell to cell (`invariant`) is computed once
 * before the loop; what is used twice goes to a local. Registers are V8's affair; the order is ours where it counts (`compute`).
 */
import { numberOps, type Ops } from "../expression/index.ts";
import type { Code, Plain, Vector } from "./encoder.ts";
import { scheduled } from "./schedule.ts";

export interface Ir {
  /** Number in its graph. */
  readonly id: number;
  readonly op: Operation | "constant" | "leaf";
  readonly args: readonly Ir[];
  readonly mask: boolean;
  /** The same for every cell. */
  readonly invariant: boolean;
  readonly value: number | undefined;
  readonly emit: ((code: Code) => void) | undefined;
  uses: number;
  /** Local that holds it in the code being written; -1: none yet. */
  local: number;
}

type Operation =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "sqrt"
  | "floor"
  | "nearest"
  | "pow2"
  | "exponent"
  | "mantissa"
  | "less"
  | "lessEqual"
  | "equal"
  | "and"
  | "or"
  | "not"
  | "select";

const one: Partial<Record<Operation, Plain>> = {
  add: "f64.add",
  sub: "f64.sub",
  mul: "f64.mul",
  div: "f64.div",
  neg: "f64.neg",
  abs: "f64.abs",
  sqrt: "f64.sqrt",
  floor: "f64.floor",
  nearest: "f64.nearest",
  less: "f64.lt",
  lessEqual: "f64.le",
  equal: "f64.eq",
  and: "i32.and",
  or: "i32.or",
  not: "i32.eqz",
  select: "select",
};
const two: Partial<Record<Operation, Vector>> = {
  add: "f64x2.add",
  sub: "f64x2.sub",
  mul: "f64x2.mul",
  div: "f64x2.div",
  neg: "f64x2.neg",
  abs: "f64x2.abs",
  sqrt: "f64x2.sqrt",
  floor: "f64x2.floor",
  nearest: "f64x2.nearest",
  less: "f64x2.lt",
  lessEqual: "f64x2.le",
  equal: "f64x2.eq",
  and: "v128.and",
  or: "v128.or",
  not: "v128.not",
  select: "v128.bitselect",
};

/** How much a graph may hope for, see `usually`: nothing, what seldom fails, or also what a circuit may fail all the time. */
export type Hope = "none" | "usual" | "bold";

/** 1.5 * 2^52: added to a whole number it leaves that number in the low bits. */
const magic = 6755399441055744;
const mantissaBits = 0x000fffffffffffffn;
const oneBits = 0x3ff0000000000000n;
const twoTo52Bits = 0x4330000000000000n;

/** Whether x and 1/x are both exact: 2^k with |k| up to 1000. */
function isPowerOfTwo(x: number): boolean {
  const k = Math.round(Math.log2(Math.abs(x)));
  return Math.abs(k) <= 1000 && Math.abs(x) === 2 ** k;
}

export class Dag implements Ops<Ir, Ir> {
  readonly lanes: 1 | 2;
  /** What must hold of every lane for the values of a hopeful graph to be right: see `usually`. */
  readonly hopes = new Set<Ir>();
  /** Whether a bold hope is among them. */
  dares = false;
  private readonly hope: Hope;
  private readonly constants = new Map<number, Ir>();
  private readonly leaves = new Map<string, Ir>();
  private readonly groups = new Map<string, readonly Ir[]>();
  private readonly nodes = new Map<string, Ir>();
  private minusZero: Ir | undefined;
  private count = 0;

  /** @param hope which usual ways are taken; the caller must look at `hopes` and have another graph at hand */
  constructor(lanes: 1 | 2, hope: Hope = "none") {
    this.lanes = lanes;
    this.hope = hope;
  }

  constant(value: number): Ir {
    // A map takes -0 for 0.
    const known = Object.is(value, -0) ? this.minusZero : this.constants.get(value);
    if (known) return known;
    const ir = this.make("constant", [], false, true, value);
    if (Object.is(value, -0)) this.minusZero = ir;
    else this.constants.set(value, ir);
    return ir;
  }
  /** A load, a splat, a draw: anything that `emit` leaves on the stack, from `args` maybe. Equal keys are one value. */
  leaf(name: string, invariant: boolean, emit: (code: Code) => void, args: readonly Ir[] = []): Ir {
    const known = this.leaves.get(name);
    if (known) return known;
    const ir = this.make("leaf", args, false, invariant, undefined, emit);
    this.leaves.set(name, ir);
    return ir;
  }

  /** Several values that `emit` leaves on the stack at once. */
  several(name: string, count: number, emit: (code: Code) => void, args: readonly Ir[] = []): readonly Ir[] {
    const known = this.groups.get(name);
    if (known) return known;
    const first = this.make("leaf", args, false, false, undefined, (code) => {
      emit(code);
      for (const other of others.toReversed()) {
        other.local = code.local(this.typeOf(other));
        code.set(other.local);
      }
    });
    const others = Array.from({ length: count - 1 }, () => {
      const other: Ir = this.make("leaf", [first], false, false, undefined, (code) => {
        this.keep(code, first);
        code.get(other.local);
      });
      return other;
    });
    this.groups.set(name, [first, ...others]);
    return [first, ...others];
  }

  add(a: Ir, b: Ir): Ir {
    return this.node("add", [a, b]);
  }
  sub(a: Ir, b: Ir): Ir {
    return this.node("sub", [a, b]);
  }
  mul(a: Ir, b: Ir): Ir {
    if (b.op === "constant" && b.value === 1) return a;
    if (a.op === "constant" && a.value === 1) return b;
    return this.node("mul", [a, b]);
  }
  div(a: Ir, b: Ir): Ir {
    // By a power of two: times its inverse is the same, and far quicker.
    if (b.op === "constant" && isPowerOfTwo(b.value as number))
      return this.mul(a, this.constant(1 / (b.value as number)));
    return this.node("div", [a, b]);
  }
  neg(a: Ir): Ir {
    return this.node("neg", [a]);
  }
  abs(a: Ir): Ir {
    return this.node("abs", [a]);
  }
  sqrt(a: Ir): Ir {
    return this.node("sqrt", [a]);
  }
  floor(a: Ir): Ir {
    return this.node("floor", [a]);
  }
  nearest(a: Ir): Ir {
    return this.node("nearest", [a]);
  }
  pow2(k: Ir): Ir {
    return this.node("pow2", [k]);
  }
  exponent(a: Ir): Ir {
    return this.node("exponent", [a]);
  }
  mantissa(a: Ir): Ir {
    return this.node("mantissa", [a]);
  }
  less(a: Ir, b: Ir): Ir {
    return this.node("less", [a, b], true);
  }
  lessEqual(a: Ir, b: Ir): Ir {
    return this.node("lessEqual", [a, b], true);
  }
  equal(a: Ir, b: Ir): Ir {
    return this.node("equal", [a, b], true);
  }
  and(a: Ir, b: Ir): Ir {
    return this.node("and", [a, b], true);
  }
  or(a: Ir, b: Ir): Ir {
    return this.node("or", [a, b], true);
  }
  not(a: Ir): Ir {
    return this.node("not", [a], true);
  }
  select(m: Ir, a: Ir, b: Ir): Ir {
    return a === b ? a : this.node("select", [a, b, m]);
  }
  usually(good: Ir, usual: () => Ir, always: () => Ir, bold = false): Ir {
    if (this.hope === "none" || (bold && this.hope !== "bold")) return always();
    const [test] = good.args;
    // What is not less is greater or equal, or else no number: then the other graph may find out.
    const less = good.op === "not" && test?.op === "less" ? (test.args as [Ir, Ir]) : undefined;
    this.hopes.add(less ? this.lessEqual(less[1], less[0]) : good);
    this.dares ||= bold;
    return usual();
  }

  /** Computes, before a loop, every invariant value that the roots need, and keeps it in a local. */
  hoist(code: Code, roots: readonly Ir[]): void {
    const seen = new Set<Ir>();
    const visit = (ir: Ir) => {
      if (seen.has(ir)) return;
      seen.add(ir);
      if (ir.op === "constant") return;
      if (ir.invariant) {
        this.put(code, ir);
        if (ir.local < 0) {
          ir.local = code.local(this.typeOf(ir));
          code.set(ir.local);
        } else code.op("drop");
        return;
      }
      for (const arg of ir.args) visit(arg);
    };
    for (const root of roots) visit(root);
  }

  /** Leaves the value on the stack. */
  put(code: Code, ir: Ir): void {
    if (ir.local >= 0) {
      code.get(ir.local);
      return;
    }
    this.operation(code, ir);
    if (ir.uses > 1 && ir.op !== "constant") {
      ir.local = code.local(this.typeOf(ir));
      code.tee(ir.local);
    }
  }

  /** Computes all that the roots need, in an order in which little waits. */
  compute(code: Code, roots: readonly Ir[]): void {
    for (const ir of scheduled(roots)) this.keep(code, ir);
  }

  /** Computes the value into a local (kept for later uses) and returns the local. */
  keep(code: Code, ir: Ir): number {
    if (ir.local >= 0) return ir.local;
    this.operation(code, ir);
    ir.local = code.local(this.typeOf(ir));
    code.set(ir.local);
    return ir.local;
  }

  private operation(code: Code, ir: Ir): void {
    if (ir.op === "constant") {
      if (this.lanes === 2) code.f64x2(ir.value as number);
      else code.f64(ir.value as number);
    } else if (ir.op === "leaf") (ir.emit as (code: Code) => void)(code);
    else {
      for (const arg of ir.args) this.put(code, arg);
      this.instruction(code, ir.op);
    }
  }

  private typeOf(ir: Ir): "f64" | "v128" | "i32" {
    return this.lanes === 2 ? "v128" : ir.mask ? "i32" : "f64";
  }

  private node(op: Operation, args: readonly Ir[], mask = false): Ir {
    if (!mask && op !== "select" && args.every((arg) => arg.op === "constant")) {
      const values = args.map((arg) => arg.value as number);
      return this.constant((numberOps[op as "add"] as (...numbers: number[]) => number)(...values));
    }
    const [a, b, c] = args;
    const key = `${op} ${a?.id} ${b?.id} ${c?.id}`;
    const known = this.nodes.get(key);
    if (known) return known;
    for (const arg of args) arg.uses += 1;
    const ir = this.make(
      op,
      args,
      mask,
      args.every((arg) => arg.invariant),
    );
    this.nodes.set(key, ir);
    return ir;
  }

  /** All of one shape: there are many. */
  private make(
    op: Ir["op"],
    args: readonly Ir[],
    mask: boolean,
    invariant: boolean,
    value?: number,
    emit?: (code: Code) => void,
  ): Ir {
    return { id: this.count++, op, args, mask, invariant, value, emit, uses: 0, local: -1 };
  }

  private instruction(code: Code, op: Operation): void {
    const simple = this.lanes === 2 ? two[op] : one[op];
    if (simple !== undefined) {
      if (this.lanes === 2) code.v(simple as Vector);
      else code.op(simple as Plain);
      return;
    }
    if (this.lanes === 2) {
      const bits = (value: bigint) => {
        code.i64(value).v("i64x2.splat");
      };
      if (op === "pow2") {
        code.f64x2(magic).v("f64x2.add");
        bits(1023n);
        code.v("i64x2.add").i32(52).v("i64x2.shl");
      } else if (op === "exponent") {
        code.i32(52).v("i64x2.shr_u");
        bits(twoTo52Bits);
        code
          .v("v128.or")
          .f64x2(4503599627370496 + 1023)
          .v("f64x2.sub");
      } else {
        bits(mantissaBits);
        code.v("v128.and");
        bits(oneBits);
        code.v("v128.or");
      }
    } else if (op === "pow2")
      code
        .f64(magic)
        .op("f64.add")
        .op("i64.reinterpret_f64")
        .i64(1023n)
        .op("i64.add")
        .i64(52n)
        .op("i64.shl")
        .op("f64.reinterpret_i64");
    else if (op === "exponent")
      code
        .op("i64.reinterpret_f64")
        .i64(52n)
        .op("i64.shr_u")
        .i64(twoTo52Bits)
        .op("i64.or")
        .op("f64.reinterpret_i64")
        .f64(4503599627370496 + 1023)
        .op("f64.sub");
    else
      code
        .op("i64.reinterpret_f64")
        .i64(mantissaBits)
        .op("i64.and")
        .i64(oneBits)
        .op("i64.or")
        .op("f64.reinterpret_i64");
  }
}
