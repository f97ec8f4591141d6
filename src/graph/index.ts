/**
 * What the user edits and saves. In: the text of a file or a link, and a catalogue. Out: a graph that is safe to use, what is
 * wrong with it, its text again, and the edits that change it. This folder must not know networks, engines or screens.
 */
export { check } from "./check.ts";
export { patternsAt, sides as synapseSides } from "./checkSynapse.ts";
export { canConnect, synapseFor } from "./connect.ts";
export { isDistribution, massWithin } from "./distribution.ts";
export type { Edit } from "./edit.ts";
export {
  type Alignment,
  addNote,
  align,
  distribute,
  editNote,
  group,
  moveNodes,
  moveNotes,
  type Positions,
  removeNote,
  renameGroup,
  resizeNote,
  tidy,
  ungroup,
} from "./edits/board.ts";
export { freeId, pitch, snap } from "./edits/change.ts";
export { clear, emptyGraph, rename, setAbout, setDt, setOrder, setPlots, setSeed } from "./edits/circuit.ts";
export { type Clip, copy, duplicate, paste } from "./edits/clipboard.ts";
export { changeOfKind, type KindChange, setKind } from "./edits/kind.ts";
export {
  addNode,
  addWired,
  fitsPort,
  flip,
  type NodeOptions,
  removeNodes,
  removeSelection,
  type Selected,
  setColor,
  setLabel,
  setN,
} from "./edits/nodes.ts";
export { freePlace, sizeOf, sizes } from "./edits/place.ts";
export { applyPreset, presetsOf, setUpPreset, shownAs } from "./edits/presets.ts";
export {
  declareState,
  listPairs,
  replaceText,
  resetParameter,
  setConnect,
  setDefinition,
  setForm,
  setMethod,
  setParameter,
  setParameters,
  setStart,
  setTogether,
} from "./edits/values.ts";
export { connect, disconnect, insertSynapse, reconnect, splitSynapse } from "./edits/wires.ts";
export { editOf, namedEdits } from "./edits.ts";
export { limits } from "./limits.ts";
export { decodeLink, encodeLink } from "./link.ts";
export {
  cellsOf,
  colorOf,
  type End,
  findPort,
  indexGraph,
  type PortOf,
  portUnit,
  roomForCells,
  splitEnd,
  unitsFit,
} from "./lookup.ts";
export { migrate } from "./migrate.ts";
export { type Parsed, parseGraph } from "./parse.ts";
export { type Picture, pictureOf } from "./picture.ts";
export * from "./schema.ts";
export { serialize } from "./serialize.ts";
