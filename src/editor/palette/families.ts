/** The families in the order of the palette, with their names in plural. */
import type { Catalogue, Family, Kind } from "../../kind/index.ts";

export const families: readonly { family: Family; label: string; one: string }[] = [
  { family: "neuron", label: "Neurons", one: "neuron" },
  { family: "synapse", label: "Synapses", one: "synapse" },
  { family: "current", label: "Currents", one: "current" },
  { family: "spikes", label: "Spike trains", one: "spike train" },
];

export const ofFamily = (catalogue: Catalogue, family: Family): readonly Kind[] =>
  catalogue.filter((kind) => kind.family === family);

/**
 * Kinds that answer to a few letters, best first: name starts so, a word of it starts so, the short name does, or the words
 * about it hold all that was typed.
 */
export function findKinds(catalogue: Catalogue, typed: string): readonly Kind[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return catalogue;
  const rank = (kind: Kind): number => {
    const label = kind.label.toLowerCase();
    const short = kind.short.toLowerCase();
    const whole = words.join(" ");
    if (label.startsWith(whole) || short === whole) return 0;
    if (words.every((word) => label.split(/[\s-]+/).some((part) => part.startsWith(word)))) return 1;
    if (short.startsWith(whole) || kind.kind.toLowerCase().startsWith(whole)) return 2;
    const all = `${label} ${short} ${kind.about} ${kind.family}`.toLowerCase();
    return words.every((word) => all.includes(word)) ? 3 : 4;
  };
  return catalogue
    .map((kind, order) => ({ kind, order, rank: rank(kind) }))
    .filter(({ rank: r }) => r < 4)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ kind }) => kind);
}
