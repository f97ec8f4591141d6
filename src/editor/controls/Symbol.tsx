import { plainWords, symbolParts } from "./symbol.ts";

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

/** Words of a kind, with the names between backquotes typeset. */
export function Words({ text }: { text: string }) {
  const pieces = text.split("`");
  if (pieces.length % 2 === 0) return plainWords(text);
  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
  return pieces.map((piece, k) => (k % 2 === 1 ? <Sym key={k} name={piece} /> : piece));
}
