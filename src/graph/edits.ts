/**
 * All that can be done to a graph. Each function makes an edit: a label for the undo step, and a pure function from the old
 * graph to a new one that shares what it does not touch. An edit that changes nothing gives back the same object, whether
 * because there is nothing to change or because what it names is gone.
 */
import type { Fix } from "../diagnostic/index.ts";
import type { Catalogue } from "../kind/index.ts";
import type { Edit } from "./edit.ts";
import * as board from "./edits/board.ts";
import * as circuit from "./edits/circuit.ts";
import * as clipboard from "./edits/clipboard.ts";
import * as kinds from "./edits/kind.ts";
import * as nodes from "./edits/nodes.ts";
import * as values from "./edits/values.ts";
import * as wires from "./edits/wires.ts";
import type { Value } from "./schema.ts";

type Make = (catalogue: Catalogue, args: readonly unknown[]) => Edit;

/** The arguments of a fix were put together by our own checks, from the very functions that stand here. */
const plain =
  <A extends readonly unknown[]>(make: (...args: A) => Edit): Make =>
  (_, args) =>
    make(...(args as unknown as A));
const known =
  <A extends readonly unknown[]>(make: (catalogue: Catalogue, ...args: A) => Edit): Make =>
  (catalogue, args) =>
    make(catalogue, ...(args as unknown as A));

/** Edits by name, with plain data as arguments: the form in which a fix crosses from the worker. */
export const namedEdits: Readonly<Record<string, Make>> = {
  addNode: known((catalogue, kind: string, at: readonly [number, number], options?: nodes.NodeOptions) =>
    nodes.addNode(kind, at, catalogue, options),
  ),
  addWired: known((catalogue, kind: string, at: readonly [number, number], end: string, options?: nodes.NodeOptions) =>
    nodes.addWired(kind, at, end, catalogue, options),
  ),
  removeNodes: plain((ids: readonly string[]) => nodes.removeNodes(ids)),
  removeSelection: plain(nodes.removeSelection),
  setLabel: plain(nodes.setLabel),
  setN: plain(nodes.setN),
  renameField: plain(nodes.renameField),
  setColor: plain(nodes.setColor),
  flip: plain(nodes.flip),
  setKind: known((catalogue, node: string, kind: string, label?: string) =>
    kinds.setKind(node, kind, catalogue, label),
  ),
  connect: known((catalogue, from: string, to: string) => wires.connect(from, to, catalogue)),
  disconnect: plain(wires.disconnect),
  reconnect: known((catalogue, oldFrom: string, oldTo: string, from: string, to: string) =>
    wires.reconnect(oldFrom, oldTo, from, to, catalogue),
  ),
  insertSynapse: known((catalogue, from: string, to: string, kind?: string) =>
    wires.insertSynapse(from, to, catalogue, kind),
  ),
  splitSynapse: known((catalogue, from: string, to: string) => wires.splitSynapse(from, to, catalogue)),
  setParameter: known((catalogue, node: string, name: string, value: Value) =>
    values.setParameter(node, name, value, catalogue),
  ),
  setParameters: known((catalogue, ids: readonly string[], name: string, value: Value) =>
    values.setParameters(ids, name, value, catalogue),
  ),
  setTogether: known((catalogue, node: string, table: Readonly<Record<string, Value>>) =>
    values.setTogether(node, table, catalogue),
  ),
  resetParameter: plain(values.resetParameter),
  setStart: plain(values.setStart),
  setForm: known((catalogue, node: string, form: string) => values.setForm(node, form, catalogue)),
  setMethod: plain(values.setMethod),
  setConnect: plain(values.setConnect),
  setDefinition: known((catalogue, node: string, definition: Parameters<typeof values.setDefinition>[1]) =>
    values.setDefinition(node, definition, catalogue),
  ),
  declareState: known((catalogue, node: string, name: string, unit: string) =>
    values.declareState(node, name, unit, catalogue),
  ),
  replaceText: known((catalogue, node: string, field: string, from: number, to: number, text: string) =>
    values.replaceText(node, field, from, to, text, catalogue),
  ),
  moveNodes: plain(board.moveNodes),
  moveNotes: plain(board.moveNotes),
  tidy: plain(board.tidy),
  align: known((catalogue, ids: readonly string[], how: board.Alignment) => board.align(ids, how, catalogue)),
  distribute: known((catalogue, ids: readonly string[], direction: "horizontal" | "vertical") =>
    board.distribute(ids, direction, catalogue),
  ),
  addNote: plain(board.addNote),
  editNote: plain(board.editNote),
  removeNote: plain(board.removeNote),
  resizeNote: plain(board.resizeNote),
  group: plain(board.group),
  ungroup: plain(board.ungroup),
  renameGroup: plain(board.renameGroup),
  duplicate: plain(clipboard.duplicate),
  paste: plain(clipboard.paste),
  rename: plain(circuit.rename),
  setAbout: plain(circuit.setAbout),
  setSeed: plain(circuit.setSeed),
  setDt: plain(circuit.setDt),
  setOrder: plain(circuit.setOrder),
  setPlots: plain(circuit.setPlots),
  clear: plain(circuit.clear),
};

/** The edit of a fix. @throws when there is no edit of that name: a fault of ours. */
export function editOf({ edit: { name, args } }: Fix, catalogue: Catalogue): Edit {
  const make = Object.hasOwn(namedEdits, name) ? namedEdits[name] : undefined;
  if (!make) throw new Error(`no edit is named ${name}`);
  return make(catalogue, args);
}
