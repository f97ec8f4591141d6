import { symbolParts } from "./symbol.ts";

/** A name of the equations, typeset. */
export function Sym({ name }: { name: string }) {
  const { base, italic, sub } = symbolParts(name);
  return (
    <span className="sym">
      {italic ? <i>{base}</i> : base}
      {sub && <sub>{sub}</sub>}
    </span>
  );
}
