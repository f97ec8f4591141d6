/**
 * The order in which operations are written. Engines keep it (V8 since 2024; before, it found one of its own), and a processor
 * looks only so far ahead: one `exp` after the other waits for itself, several side by side do not.
 */
import type { Ir } from "./dag.ts";

/** Cycles until a result is there, about as on the processors of these years; additions and multiplications take `usual`. */
const latencies: Partial<Record<Ir["op"], number>> = {
  leaf: 5,
  div: 13,
  sqrt: 18,
  floor: 6,
  nearest: 6,
  pow2: 6,
  select: 2,
  neg: 1,
  abs: 1,
  and: 1,
  or: 1,
  not: 1,
};
const usual = 4;
/** Operations that begin in a cycle. */
const width = 4;

/**
 * All that the roots need and no local holds yet, each after what it needs itself: as a machine would begin them that takes,
 * of what is ready, first what has the longest way to a root.
 */
export function scheduled(roots: readonly Ir[]): Ir[] {
  // By the number of the operation: there are thousands, and someone waits for the first step.
  const users: Ir[][] = [];
  const order: Ir[] = [];
  const visit = (ir: Ir): boolean => {
    if (ir.op === "constant" || ir.local >= 0) return false;
    if (users[ir.id]) return true;
    users[ir.id] = [];
    for (const arg of ir.args) if (visit(arg)) users[arg.id]?.push(ir);
    order.push(ir);
    return true;
  };
  for (const root of roots) visit(root);

  const latency = (ir: Ir): number => latencies[ir.op] ?? usual;
  const ways: number[] = [];
  for (let k = order.length - 1; k >= 0; k--) {
    const ir = order[k] as Ir;
    let way = 0;
    for (const user of users[ir.id] ?? []) way = Math.max(way, ways[user.id] ?? 0);
    ways[ir.id] = way + latency(ir);
  }

  const missing: number[] = [];
  const from: number[] = [];
  // What becomes ready in a cycle, and what is, the longest way last.
  const due: Ir[][] = [[]];
  const ready: Ir[] = [];
  for (const ir of order) {
    from[ir.id] = 0;
    missing[ir.id] = ir.args.filter((arg) => users[arg.id]).length;
    if (missing[ir.id] === 0) due[0]?.push(ir);
  }
  const written: Ir[] = [];
  for (let cycle = 0; cycle < due.length || ready.length > 0; cycle++) {
    for (const ir of due[cycle] ?? []) {
      const way = ways[ir.id] as number;
      let [low, high] = [0, ready.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ways[ready[middle]?.id as number] as number) < way) low = middle + 1;
        else high = middle;
      }
      ready.splice(low, 0, ir);
    }
    for (const ir of ready.splice(Math.max(0, ready.length - width)).reverse()) {
      written.push(ir);
      const done = cycle + latency(ir);
      for (const user of users[ir.id] ?? []) {
        const { id } = user;
        const begins = Math.max(from[id] as number, done);
        from[id] = begins;
        missing[id] = (missing[id] as number) - 1;
        if (missing[id] !== 0) continue;
        while (due.length <= begins) due.push([]);
        due[begins]?.push(user);
      }
    }
  }
  return written;
}
