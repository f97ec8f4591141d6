/** Every field of a golden case is read or known to be words: one that is neither is an error that names it, never passed over. */

/** Words about a case, which no number depends on. */
export const words = [
  "schema",
  "id",
  "kind",
  "set",
  "deck",
  "description",
  "note",
  "notes",
  "source_of_truth",
  "source_note",
  "cross_check",
  "closed_form",
  "event_rule",
  "order_sensitivity",
  "step_size_warning",
  "checks",
] as const;

/**
 * @param at where the object stands in the case, for the sentence: "model", or "" for the case itself
 * @throws when it has a field that is not among `known`, nor among words such as a note
 */
export function expectFields(object: object, at: string, known: readonly string[]): void {
  const allowed: readonly string[] = [...known, "note", "why", "rule"];
  const strange = Object.keys(object).filter((name) => !allowed.includes(name));
  if (strange.length === 0) return;
  const place = at === "" ? "the case" : at;
  throw new Error(
    `${place} has ${strange.join(", ")}, which this reader does not know; it knows ${known.filter((name) => !(words as readonly string[]).includes(name)).join(", ")}`,
  );
}

/** A plain number, or one with its unit beside it. */
export type Quantity<T = number> = T | { value: T; unit?: string };

export function quantityOf<T>(quantity: Quantity<T> | undefined, name: string): T {
  if (quantity === undefined) throw new Error(`the case lacks ${name}`);
  return typeof quantity === "object" && quantity !== null && "value" in quantity ? quantity.value : quantity;
}

/** The greatest difference of two lists; not a number where a value is missing or lost, or a list is longer. */
export function worstOf(found: readonly number[], expected: readonly number[]): number {
  if (found.length < expected.length) return Number.NaN;
  return expected.reduce((most, value, k) => Math.max(most, Math.abs((found[k] as number) - value)), 0);
}
