/**
 * WebAssembly bytes, written by hand: the few instructions that are needed, with names. `Code` collects the body of one
 * function; `Module` puts functions, types, the imported memory and the exports together. No validation happens here: a
 * wrong body is a fault of ours, which the engine's `WebAssembly.Module` reports; tests also run the bytes through wabt.
 *
 * @source WebAssembly Core Specification 2.0, chapter 5 (binary format)
 */

export type ValType = "i32" | "i64" | "f64" | "v128";
const valTypeCode: Record<ValType, number> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

export interface Signature {
  params: readonly ValType[];
  results: readonly ValType[];
}

/** Plain instructions without immediates. */
const plain = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
  "i32.eqz": 0x45,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.gt_s": 0x4a,
  "i32.gt_u": 0x4b,
  "i32.le_s": 0x4c,
  "i32.le_u": 0x4d,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "i64.eqz": 0x50,
  "i64.lt_u": 0x54,
  "f64.eq": 0x61,
  "f64.ne": 0x62,
  "f64.lt": 0x63,
  "f64.gt": 0x64,
  "f64.le": 0x65,
  "f64.ge": 0x66,
  "i32.ctz": 0x68,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.rem_s": 0x6f,
  "i32.rem_u": 0x70,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.xor": 0x73,
  "i32.shl": 0x74,
  "i32.shr_u": 0x76,
  "i64.add": 0x7c,
  "i64.sub": 0x7d,
  "i64.mul": 0x7e,
  "i64.and": 0x83,
  "i64.or": 0x84,
  "i64.shl": 0x86,
  "i64.shr_u": 0x88,
  "f64.abs": 0x99,
  "f64.neg": 0x9a,
  "f64.floor": 0x9c,
  "f64.nearest": 0x9e,
  "f64.sqrt": 0x9f,
  "f64.add": 0xa0,
  "f64.sub": 0xa1,
  "f64.mul": 0xa2,
  "f64.div": 0xa3,
  "f64.min": 0xa4,
  "f64.max": 0xa5,
  "i32.wrap_i64": 0xa7,
  "i32.trunc_f64_s": 0xaa,
  "i64.extend_i32_s": 0xac,
  "i64.extend_i32_u": 0xad,
  "f64.convert_i32_s": 0xb7,
  "f64.convert_i32_u": 0xb8,
  "f64.convert_i64_s": 0xb9,
  "i64.reinterpret_f64": 0xbd,
  "f64.reinterpret_i64": 0xbf,
} as const;

/** Vector instructions without immediates (prefix 0xfd). */
const vector = {
  "i32x4.splat": 0x11,
  "i64x2.splat": 0x12,
  "f64x2.splat": 0x14,
  "i32x4.gt_s": 0x3b,
  "f64x2.eq": 0x47,
  "f64x2.lt": 0x49,
  "f64x2.gt": 0x4a,
  "f64x2.le": 0x4b,
  "f64x2.ge": 0x4c,
  "v128.not": 0x4d,
  "v128.and": 0x4e,
  "v128.andnot": 0x4f,
  "v128.or": 0x50,
  "v128.xor": 0x51,
  "v128.bitselect": 0x52,
  "v128.any_true": 0x53,
  "f64x2.floor": 0x75,
  "f64x2.nearest": 0x94,
  "i32x4.extend_low_i16x8_u": 0xa9,
  "i32x4.shl": 0xab,
  "i32x4.shr_u": 0xad,
  "i32x4.add": 0xae,
  "i32x4.min_s": 0xb6,
  "i64x2.bitmask": 0xc4,
  "i64x2.extend_low_i32x4_s": 0xc7,
  "i64x2.extend_low_i32x4_u": 0xc9,
  "i64x2.shl": 0xcb,
  "i64x2.shr_u": 0xcd,
  "i64x2.add": 0xce,
  "i64x2.sub": 0xd1,
  "i64x2.gt_s": 0xd9,
  "i64x2.extmul_low_i32x4_u": 0xde,
  "i64x2.extmul_high_i32x4_u": 0xdf,
  "f64x2.abs": 0xec,
  "f64x2.neg": 0xed,
  "f64x2.sqrt": 0xef,
  "f64x2.add": 0xf0,
  "f64x2.sub": 0xf1,
  "f64x2.mul": 0xf2,
  "f64x2.div": 0xf3,
  "f64x2.convert_low_i32x4_s": 0xfe,
} as const;

/** Loads and stores: opcode (with 0x100 for the vector prefix, 0x200 for that of threads) and alignment as a power of two. */
const memory = {
  "i32.load": [0x28, 2],
  "f64.load": [0x2b, 3],
  "i32.load8_u": [0x2d, 0],
  "i32.load16_s": [0x2e, 1],
  "i32.load16_u": [0x2f, 1],
  "i32.store": [0x36, 2],
  "i32.store8": [0x3a, 0],
  "i32.store16": [0x3b, 1],
  "f64.store": [0x39, 3],
  "v128.load": [0x100, 4],
  "v128.load64_splat": [0x10a, 3],
  "v128.load32_zero": [0x15c, 2],
  "v128.load64_zero": [0x15d, 3],
  "v128.store": [0x10b, 4],
  "atomic.notify": [0x200, 2],
  "atomic.wait32": [0x201, 2],
  "i32.atomic.load": [0x210, 2],
  "i32.atomic.store": [0x217, 2],
  "i32.atomic.add": [0x21e, 2],
} as const;

export type Plain = keyof typeof plain;
export type Vector = keyof typeof vector;
export type Memory = keyof typeof memory;

const scratch = new DataView(new ArrayBuffer(8));

class Bytes {
  data = new Uint8Array(256);
  length = 0;

  byte(value: number): void {
    if (this.length === this.data.length) this.grow(1);
    this.data[this.length++] = value;
  }
  bytes(values: ArrayLike<number>): void {
    this.grow(values.length);
    this.data.set(values, this.length);
    this.length += values.length;
  }
  unsigned(value: number): void {
    let rest = value;
    do {
      const low = rest % 128;
      rest = Math.floor(rest / 128);
      this.byte(rest > 0 ? low | 0x80 : low);
    } while (rest > 0);
  }
  /** A whole number of 32 bits. */
  signed(value: number): void {
    for (let rest = value; ; rest >>= 7) {
      const low = rest & 0x7f;
      if (rest >> 7 === -(low >> 6)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }
  double(value: number): void {
    scratch.setFloat64(0, value, true);
    for (let k = 0; k < 8; k++) this.byte(scratch.getUint8(k));
  }
  name(text: string): void {
    const utf8 = new TextEncoder().encode(text);
    this.unsigned(utf8.length);
    this.bytes(utf8);
  }
  finish(): Uint8Array {
    return this.data.subarray(0, this.length);
  }
  private grow(more: number): void {
    if (this.length + more <= this.data.length) return;
    const next = new Uint8Array(Math.max(this.data.length * 2, this.length + more));
    next.set(this.data.subarray(0, this.length));
    this.data = next;
  }
}

/** The body of one function. Locals are typed numbers handed out by `local`; blocks nest by callback. */
export class Code {
  readonly signature: Signature;
  private readonly body = new Bytes();
  private readonly locals: ValType[] = [];
  private depth = 0;
  private readonly module: Module;

  constructor(signature: Signature, module: Module) {
    this.signature = signature;
    this.module = module;
  }

  local(type: ValType): number {
    this.locals.push(type);
    return this.signature.params.length + this.locals.length - 1;
  }
  get(local: number): this {
    return this.immediate(0x20, local);
  }
  set(local: number): this {
    return this.immediate(0x21, local);
  }
  tee(local: number): this {
    return this.immediate(0x22, local);
  }
  getGlobal(index: number): this {
    return this.immediate(0x23, index);
  }
  setGlobal(index: number): this {
    return this.immediate(0x24, index);
  }
  call(index: number): this {
    return this.immediate(0x10, index);
  }
  i32(value: number): this {
    this.body.byte(0x41);
    this.body.signed(value | 0);
    return this;
  }
  i64(value: bigint): this {
    this.body.byte(0x42);
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) {
        this.body.byte(low);
        return this;
      }
      this.body.byte(low | 0x80);
    }
  }
  f64(value: number): this {
    this.body.byte(0x44);
    this.body.double(value);
    return this;
  }
  /** Both lanes the same number. */
  f64x2(value: number): this {
    return this.getGlobal(this.module.both(value));
  }
  op(name: Plain): this {
    this.body.byte(plain[name]);
    return this;
  }
  v(name: Vector): this {
    this.body.byte(0xfd);
    this.body.unsigned(vector[name]);
    return this;
  }
  lane(name: "extract" | "replace", lane: number): this {
    this.body.bytes([0xfd, name === "extract" ? 0x21 : 0x22, lane]);
    return this;
  }
  /** One of four whole numbers. */
  lane32(lane: number): this {
    this.body.bytes([0xfd, 0x1b, lane]);
    return this;
  }
  /** Four 32-bit words picked from the eight of two vectors. */
  pick32(words: readonly [number, number, number, number]): this {
    this.body.bytes([0xfd, 0x0d, ...words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3])]);
    return this;
  }
  /** Four 32-bit words, the same every time. */
  i32x4(words: readonly [number, number, number, number]): this {
    this.body.bytes([0xfd, 0x0c, ...new Uint8Array(Uint32Array.from(words).buffer)]);
    return this;
  }
  /** Both lanes the same whole number. */
  i64x2(value: number): this {
    this.body.bytes([0xfd, 0x0c, ...new Uint8Array(BigInt64Array.of(BigInt(value), BigInt(value)).buffer)]);
    return this;
  }
  /** Fills bytes: address, value and length are on the stack. */
  fill(): this {
    this.body.bytes([0xfc, 0x0b, 0x00]);
    return this;
  }
  mem(name: Memory, offset: number): this {
    const [opcode, align] = memory[name];
    if (opcode >= 0x200) {
      this.body.byte(0xfe);
      this.body.unsigned(opcode - 0x200);
    } else if (opcode >= 0x100) {
      this.body.byte(0xfd);
      this.body.unsigned(opcode - 0x100);
    } else this.body.byte(opcode);
    this.body.unsigned(align);
    this.body.unsigned(offset);
    return this;
  }
  /** `block` leaves at its end when branched to; `body` is handed a function that emits a branch out of it. */
  block(body: (leave: (conditional: boolean) => void) => void): this {
    return this.nest(0x02, body);
  }
  /** `loop` starts again when branched to. */
  loop(body: (again: (conditional: boolean) => void) => void): this {
    return this.nest(0x03, body);
  }
  /** Runs `then` when the i32 on the stack is not 0. */
  if(then: () => void, otherwise?: () => void): this {
    this.body.bytes([0x04, 0x40]);
    this.depth += 1;
    then();
    if (otherwise) {
      this.body.byte(0x05);
      otherwise();
    }
    this.depth -= 1;
    this.body.byte(0x0b);
    return this;
  }
  finish(): Uint8Array {
    const out = new Bytes();
    const runs: [ValType, number][] = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last && last[0] === type) last[1] += 1;
      else runs.push([type, 1]);
    }
    out.unsigned(runs.length);
    for (const [type, count] of runs) {
      out.unsigned(count);
      out.byte(valTypeCode[type]);
    }
    out.bytes(this.body.finish());
    out.byte(0x0b);
    return out.finish();
  }

  private immediate(opcode: number, value: number): this {
    this.body.byte(opcode);
    this.body.unsigned(value);
    return this;
  }
  private nest(opcode: number, body: (branch: (conditional: boolean) => void) => void): this {
    this.body.bytes([opcode, 0x40]);
    this.depth += 1;
    const level = this.depth;
    body((conditional) => {
      this.body.byte(conditional ? 0x0d : 0x0c);
      this.body.unsigned(this.depth - level);
    });
    this.depth -= 1;
    this.body.byte(0x0b);
    return this;
  }
}

/** A module with one imported memory (`env.memory`), mutable i32 and constant vector globals, and functions of which some are exported. */
export class Module {
  private readonly functions: { code: Code; export?: string }[] = [];
  /** A mutable i32, or the number of a constant vector. */
  private globals: ("i32" | number)[] = [];

  /** A module that goes on from what this one holds now, in the same numbers. The functions are shared: they must be finished. */
  fork(): Module {
    const next = new Module();
    next.functions.push(...this.functions);
    next.globals = [...this.globals];
    return next;
  }
  /** Reserves the index of a function, so that bodies may call it before it is finished. */
  declare(signature: Signature, exportAs?: string): { index: number; code: Code } {
    const code = new Code(signature, this);
    this.functions.push(exportAs ? { code, export: exportAs } : { code });
    return { index: this.functions.length - 1, code };
  }
  /** A mutable i32, 0 at first. */
  global(): number {
    this.globals.push("i32");
    return this.globals.length - 1;
  }
  /**
   * A vector of the same number twice, that never changes. As an immediate V8 makes it anew in every turn of a loop, by three
   * instructions; from here it is loaded.
   */
  both(value: number): number {
    const known = this.globals.findIndex((each) => Object.is(each, value));
    if (known >= 0) return known;
    this.globals.push(value);
    return this.globals.length - 1;
  }
  finish(pages: number, shared = false): Uint8Array {
    const out = new Bytes();
    out.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
    const section = (id: number, fill: (part: Bytes) => void) => {
      const part = new Bytes();
      fill(part);
      out.byte(id);
      out.unsigned(part.length);
      out.bytes(part.finish());
    };
    const keys: string[] = [];
    const types = this.functions.map(({ code: { signature } }) => {
      const key = `${signature.params.join()}>${signature.results.join()}`;
      if (!keys.includes(key)) keys.push(key);
      return keys.indexOf(key);
    });
    section(1, (part) => {
      part.unsigned(keys.length);
      for (const key of keys) {
        part.byte(0x60);
        for (const side of key.split(">")) {
          const list = side === "" ? [] : (side.split(",") as ValType[]);
          part.unsigned(list.length);
          for (const type of list) part.byte(valTypeCode[type]);
        }
      }
    });
    section(2, (part) => {
      part.unsigned(1);
      part.name("env");
      part.name("memory");
      part.byte(0x02);
      part.byte(shared ? 0x03 : 0x00);
      part.unsigned(pages);
      if (shared) part.unsigned(pages);
    });
    section(3, (part) => {
      part.unsigned(types.length);
      for (const type of types) part.unsigned(type);
    });
    if (this.globals.length > 0)
      section(6, (part) => {
        part.unsigned(this.globals.length);
        for (const each of this.globals) {
          if (each === "i32") part.bytes([0x7f, 0x01, 0x41, 0x00, 0x0b]);
          else {
            part.bytes([0x7b, 0x00, 0xfd, 0x0c]);
            part.double(each);
            part.double(each);
            part.byte(0x0b);
          }
        }
      });
    section(7, (part) => {
      const exported = this.functions
        .map((f, index) => ({ name: f.export, index }))
        .filter((f) => f.name !== undefined);
      part.unsigned(exported.length);
      for (const { name, index } of exported) {
        part.name(name as string);
        part.byte(0x00);
        part.unsigned(index);
      }
    });
    section(10, (part) => {
      part.unsigned(this.functions.length);
      for (const { code } of this.functions) {
        const body = code.finish();
        part.unsigned(body.length);
        part.bytes(body);
      }
    });
    return out.finish();
  }
}
