/** The recipes of `expression/` on plain numbers. Math.exp and its kin may differ in the last bit from browser to browser. */
import { functions, numberOps } from "../expression/index.ts";

export const exp = (x: number): number => functions.exp(numberOps, x);
export const log = (x: number): number => functions.log(numberOps, x);
export const cos = (x: number): number => functions.cos(numberOps, x);
/** Correctly rounded by IEEE 754, as is floor: these two are the same everywhere. */
export const sqrt = Math.sqrt;
export const floor = Math.floor;
