/** Which kinds of each family the palette names in the room it has. The rest of a family is one press on its head away. */
import type { Kind } from "../../kind/index.ts";

/** Heights [px]: the head of a family, a row, and a row whose name takes two lines. */
const head = 25;
const row = 24;
const longRow = 32;
const longName = 19;
/** Named of a family however little room there is. */
const least = 2;

const heightOf = (kinds: readonly Kind[]): number =>
  kinds.reduce((sum, { label }) => sum + (label.length > longName ? longRow : row), 0);

/**
 * The first `count` kinds of a family in its order, which is that of use; where one of them is the reader's own to write, it
 * is always among them.
 */
export function firstKinds(kinds: readonly Kind[], count: number): readonly Kind[] {
  const own = kinds.filter(({ editable }) => editable);
  const others = kinds.filter(({ editable }) => !editable).slice(0, Math.max(0, count - own.length));
  return kinds.filter((kind) => own.includes(kind) || others.includes(kind));
}

/**
 * Kinds to name, family by family: one more of each in turn, for as long as the palette holds them.
 *
 * @param height of the palette below its search field [px]
 */
export function shownKinds(height: number, families: readonly (readonly Kind[])[]): readonly (readonly Kind[])[] {
  const room = height - head * families.length;
  let shown = families.map((kinds) => firstKinds(kinds, least));
  const used = (lists: readonly (readonly Kind[])[]): number => lists.reduce((sum, kinds) => sum + heightOf(kinds), 0);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [k, kinds] of families.entries()) {
      const more = shown.with(k, firstKinds(kinds, (shown[k]?.length ?? 0) + 1));
      if (more[k]?.length === shown[k]?.length) continue;
      // The next in turn waits for its room and is not passed over, so that more room never names fewer of any family.
      if (used(more) > room) return shown;
      shown = more;
      grown = true;
    }
  }
  return shown;
}
