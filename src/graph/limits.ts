/** Everything a file may be at most, in one table. Edits keep to it too, so what was made here can be opened again. */
export const limits = {
  /** Characters of a file (20 MB of plain text). */
  fileLength: 20_000_000,
  /** Lists and objects within each other. */
  depth: 32,
  /** Numbers, texts, lists and objects in all. */
  values: 10_000_000,
  nodes: 5000,
  wires: 50_000,
  notes: 1000,
  groups: 1000,
  /** Characters of a label, a name or an id. */
  label: 200,
  /** Characters of a note, of `about` and of an equation text. */
  text: 20_000,
  /** Cells of one node, and of the graph. */
  cells: 1_000_000,
  cellsInAll: 1_000_000,
  /** Colour numbers. */
  color: 1000,
  /** Places on the board [px], either side of 0. */
  place: 1_000_000,
  /** Time step [ms]. */
  dt: [0.001, 10],
  /** Highest seed: 2^53 - 1. */
  seed: Number.MAX_SAFE_INTEGER,
  /** Reasons listed when a file is refused. */
  reasons: 20,
  /** Characters of a share link, and bytes and growth at which unpacking one stops. */
  link: 32_768,
  unpacked: 50_000_000,
  unpackedRatio: 100,
} as const;
