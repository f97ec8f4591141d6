/** Names that have a value everywhere, unless a variable of that name hides them: `pi` and the units. */
import { isCall } from "./calls.ts";
import { isUnitConstant, unitOf } from "./units.ts";

/** Engine value of `pi` or of a unit used as a constant (`v / mV`); undefined for any other name. */
export function unitConstant(name: string): number | undefined {
  if (name === "pi") return Math.PI;
  return isUnitConstant(name) && !isCall(name) ? unitOf(name).scale : undefined;
}
