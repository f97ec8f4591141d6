/**
 * Functions from a table (`tables.ts`): the piece of each cell is found, and both functions of a gate go side by side, cell by
 * cell; then two cells are brought side by side again.
 */
import type { Code, Dag, Ir } from "../../wasm/index.ts";
import { pieceSize } from "../tables.ts";

/** Added to a whole number it leaves that number in the low bits: 1.5 * 2^52. */
const magic = 6755399441055744;

/**
 * @param address of the first piece
 * @param most pieces that there is room for, a power of two
 * @param place in pieces; beyond the table any piece is taken, for nobody looks at the result
 * @returns the two functions
 */
export function cubicsOf(dag: Dag, address: number, most: number, place: Ir): readonly Ir[] {
  const piece = dag.floor(place);
  const t = dag.sub(place, piece);
  const args = [piece, t];
  return dag.several(`cubics ${address} ${place.id}`, 2, dag.lanes === 2 ? both : one, args);

  /** Byte offsets of the pieces in the first and third of four words. */
  function rows(code: Code): void {
    code
      .f64x2(magic)
      .v("f64x2.add")
      .i32x4(Array(4).fill(most - 1) as [number, number, number, number]);
    code
      .v("v128.and")
      .i32(Math.log2(8 * pieceSize))
      .v("i32x4.shl");
  }

  function both(code: Code): void {
    const [at, theta] = [code.local("v128"), dag.keep(code, t)];
    dag.put(code, piece);
    rows(code);
    code.set(at);
    const cells = [0, 1].map((cell) => {
      const [own, here, row] = [code.local("v128"), code.local("v128"), code.local("i32")];
      code
        .get(at)
        .lane32(2 * cell)
        .set(row);
      const word = 2 * cell;
      code
        .get(theta)
        .get(theta)
        .pick32([word, word + 1, word, word + 1])
        .set(here);
      const c = (k: number) => code.get(row).mem("v128.load", address + 16 * k);
      c(0);
      c(1).get(here).v("f64x2.mul").v("f64x2.add");
      c(2);
      c(3).get(here).v("f64x2.mul").v("f64x2.add");
      code.get(here).get(here).v("f64x2.mul").v("f64x2.mul").v("f64x2.add").set(own);
      return own;
    });
    const [a, b] = cells as [number, number];
    code.get(a).get(b).pick32([0, 1, 4, 5]).get(a).get(b).pick32([2, 3, 6, 7]);
  }

  function one(code: Code): void {
    const [row, theta] = [code.local("i32"), dag.keep(code, t)];
    dag.put(code, piece);
    code.v("f64x2.splat");
    rows(code);
    code.lane32(0).set(row);
    for (const which of [0, 1]) {
      const c = (k: number) => code.get(row).mem("f64.load", address + 16 * k + 8 * which);
      c(0);
      c(1).get(theta).op("f64.mul").op("f64.add");
      c(2);
      c(3).get(theta).op("f64.mul").op("f64.add");
      code.get(theta).get(theta).op("f64.mul").op("f64.mul").op("f64.add");
    }
  }
}
