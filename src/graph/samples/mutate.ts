/** Graph files with something wrong in them, by the seed: what a shaky hand, a bad merge or ill will could do to one. */

/** Numbers from 0 to below `below`, always the same for a seed. @source Steele, Lea & Flood (2014), SplitMix, 32 bits */
export function picker(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) % below;
  };
}

const oddities: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  1e6,
  1e300,
  -1e300,
  5e-324,
  2 ** 53,
  "",
  "x",
  "__proto__",
  "constructor",
  "v",
  "a.b",
  ".",
  "x".repeat(300),
  [],
  {},
  [[]],
  [1, 2],
  [2, 1],
  [0, 0, 0, 0],
  { uniform: [1, 0] },
  { normal: [0, -1] },
  { normal: [0, 1], min: 5 },
  { lognormal: [-1, 1] },
  { values: [] },
  { rule: "in-degree", k: 1e9, multapses: false },
  { rule: "pairs", pairs: [[0, 9]] },
  { rule: "one-to-one" },
  { rule: "probability", p: 2 },
  "rand() +",
  "1 mV",
];
const snippets: readonly string[] = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "\\",
  "\u0000",
  "1e999",
  "-0",
  "NaN",
  "null",
  '"__proto__":{},',
  "\ud800",
  "//",
  "\uFEFF",
  "9".repeat(400),
];

type Container = Record<string, unknown> | unknown[];

/**
 * The text of a file, or a value as code might hand over, made from a sound one by one to four changes.
 *
 * @param text of a sound file
 */
export function mutate(text: string, seed: number): string {
  const pick = picker(seed);
  const choose = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  if (pick(4) === 0) return mutateText(text, pick, choose);

  const root = JSON.parse(text) as Record<string, unknown>;
  for (let changes = 1 + pick(4); changes > 0; changes--) {
    const places = containers(root);
    const place = choose(places);
    const keys = Object.keys(place);
    const key =
      keys.length === 0 || pick(8) === 0
        ? choose(["0", "id", "n", "connect", "parameters", "start", "definition", "form", "spikeboard", "toString"])
        : choose(keys);
    const table = place as Record<string, unknown>;
    const old = Object.hasOwn(table, key) ? table[key] : null;
    const act = pick(7);
    if (act === 0 && !Array.isArray(place)) delete table[key];
    else if (act === 0) (place as unknown[]).splice(pick(keys.length + 1), 1);
    else if (act === 1) put(place, key, structuredClone(choose(oddities)));
    else if (act === 2) put(place, key, structuredClone(choose(places)));
    else if (act === 3 && Array.isArray(place)) place.push(structuredClone(place[pick(place.length || 1)] ?? null));
    else if (act === 4) put(place, choose(["a", "C_m", "V_th", "delay", "weight", "extra"]), old);
    else if (act === 5 && typeof old === "number") put(place, key, old * choose([-1, 0, 1e3, 1e-3, 1e12]));
    else if (typeof old === "string") put(place, key, mutateText(old, pick, choose));
    // Copies of copies double; a real file would not, and the limit on values has its own test.
    if (places.length > 5000) break;
  }
  return JSON.stringify(root);
}

function put(place: Container, key: string, value: unknown): void {
  if (Array.isArray(place)) place[Number(key) || 0] = value;
  else Object.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });
}

function containers(root: Container): readonly Container[] {
  const found: Container[] = [root];
  for (let at = 0; at < found.length; at++)
    for (const value of Object.values(found[at] as Container))
      if (typeof value === "object" && value !== null) found.push(value as Container);
  return found;
}

function mutateText(text: string, pick: (below: number) => number, choose: <T>(list: readonly T[]) => T): string {
  const at = pick(text.length + 1);
  switch (pick(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + pick(5));
    case 2:
      return text.slice(0, at) + choose(snippets) + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(pick(text.length + 1));
  }
}
