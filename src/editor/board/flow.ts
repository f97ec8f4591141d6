/**
 * The only file that knows both our graph and React Flow's nodes, edges and handles. From the graph, the layout and what is
 * selected it computes the arrays that React Flow shows; from what React Flow reports it reads back ids and places. Objects
 * whose inputs did not change are kept, so that React Flow renders only what is new and edges never blink.
 */
import { type Edge, type Node, type NodeHandle, Position } from "reactflow";
import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Graph, Group, Note } from "../../graph/index.ts";
import type { SessionState } from "../../session/index.ts";
import { type Box, hole, seat, snap } from "./geometry.ts";
import { type Layout, type NodeLayout, nameOf, type Socket } from "./layout.ts";
import { type End, type Point, route } from "./route.ts";
import type { WireInfo } from "./wires.ts";

export type PartNode = Node<{ layout: NodeLayout; problem: Diagnostic | undefined }, "part">;
export type NoteNode = Node<{ note: Note }, "note">;
export type GroupNode = Node<{ group: Group }, "group">;
export type BoardNode = PartNode | NoteNode | GroupNode;
export type WireEdge = Edge<{ info: WireInfo; points: readonly Point[]; related: boolean }, "wire">;

export interface FlowInputs {
  graph: Graph;
  layout: Layout;
  wires: readonly WireInfo[];
  selection: SessionState["selection"];
  /** Places and sizes of what is being dragged or resized, by React Flow id. */
  live: ReadonlyMap<string, Partial<Box>>;
  problems: ReadonlyMap<string, Diagnostic>;
  /** React Flow id of what holds the board's one tab stop. */
  roving: string | undefined;
}

/** Notes and groups share React Flow's name space with nodes; a colon cannot be in a node's id. */
export const noteId = (id: string): string => `note:${id}`;
export const groupId = (id: string): string => `group:${id}`;

/** What a React Flow id stands for. */
export function meaning(id: string): { type: "node" | "note" | "group"; id: string } {
  if (id.startsWith("note:")) return { type: "note", id: id.slice(5) };
  if (id.startsWith("group:")) return { type: "group", id: id.slice(6) };
  return { type: "node", id };
}

/** A handle's name: the port, the way and its place on the rail. */
export const handleId = (socket: Pick<Socket, "port" | "way" | "slot">): string =>
  `${socket.way}:${socket.port}#${socket.slot}`;

/** The port that a handle belongs to. */
export function portOf(handle: string | null | undefined): { port: string; way: "in" | "out" } | undefined {
  const match = /^(in|out):(.*)#\d+$/.exec(handle ?? "");
  return match ? { way: match[1] === "in" ? "in" : "out", port: match[2] ?? "" } : undefined;
}

const groupPad = { side: 24, top: 40, bottom: 24 } as const;
const noteSize = [256, 64] as const;

/** Makes the two arrays again and again, remembering the last ones. One for each board. */
export function createFlow() {
  const kept = new Map<string, { inputs: readonly unknown[]; value: BoardNode | WireEdge }>();
  const routes = new Map<string, { key: string; points: Point[] }>();

  function keep<T extends BoardNode | WireEdge>(id: string, inputs: readonly unknown[], make: () => T): T {
    const old = kept.get(id);
    if (old && old.inputs.length === inputs.length && old.inputs.every((input, k) => Object.is(input, inputs[k])))
      return old.value as T;
    const value = make();
    kept.set(id, { inputs, value });
    return value;
  }

  function nodes({ graph, layout, selection, live, problems, roving }: FlowInputs): BoardNode[] {
    const selected = new Set(selection.nodes);
    const notes = new Set(selection.notes);
    const out: BoardNode[] = [];
    for (const group of graph.groups ?? []) {
      const box = boxAround(group, layout, live);
      if (!box) continue;
      const all = group.nodes.every((id) => selected.has(id));
      const id = groupId(group.id);
      out.push(
        keep<GroupNode>(id, [group, box.x, box.y, box.w, box.h, all, roving === id], () => ({
          id,
          type: "group",
          data: { group },
          selected: all,
          zIndex: -2,
          dragHandle: ".group-label",
          style: { pointerEvents: "none" },
          ...placed(box),
          ...reading(`Group ${group.label}, ${group.nodes.length} nodes`, "group", roving === id),
        })),
      );
    }
    for (const note of graph.notes ?? []) {
      const id = noteId(note.id);
      const box = {
        x: note.at[0],
        y: note.at[1],
        w: note.size?.[0] ?? noteSize[0],
        h: note.size?.[1] ?? noteSize[1],
        ...live.get(id),
      };
      const on = notes.has(note.id);
      out.push(
        keep<NoteNode>(id, [note, box.x, box.y, box.w, box.h, on, roving === id], () => ({
          id,
          type: "note",
          data: { note },
          selected: on,
          zIndex: -1,
          ...placed(box),
          ...reading(`Note: ${note.text.slice(0, 80)}`, "note", roving === id),
        })),
      );
    }
    for (const part of layout.nodes.values()) {
      const { node } = part;
      const box = boxOf(part, live);
      const on = selected.has(node.id);
      const problem = problems.get(node.id);
      out.push(
        keep<PartNode>(node.id, [part, problem, box.x, box.y, on, roving === node.id], () => ({
          id: node.id,
          type: "part",
          data: { layout: part, problem },
          selected: on,
          handles: part.sockets.map(handleOf),
          ...placed(box),
          ...reading(
            problem ? `${nameOf(part)}. ${problem.message}` : nameOf(part),
            part.shape === "unknown" ? "node" : part.shape,
            roving === node.id,
          ),
        })),
      );
    }
    return out;
  }

  function edges({ layout, wires, selection, live, roving }: FlowInputs): WireEdge[] {
    const selected = new Set(selection.wires);
    const near = new Set(selection.nodes);
    const field = fieldOf(layout, live);
    const out: WireEdge[] = [];
    for (const info of wires) {
      const points = routed(info, layout, live, field);
      if (!points) continue;
      const on = selected.has(info.number);
      const related = near.has(info.from.node) || near.has(info.to.node);
      out.push(
        keep<WireEdge>(`wire ${info.id}`, [info, points, on, related, roving === info.id], () => ({
          id: info.id,
          type: "wire",
          source: info.from.node,
          target: info.to.node,
          sourceHandle: handleId(info.from.socket),
          targetHandle: handleId(info.to.socket),
          data: { info, points, related },
          selected: on,
          focusable: false,
          ariaRole: "group",
          ariaLabel: info.name,
          domAttributes: { tabIndex: roving === info.id ? 0 : -1, "aria-roledescription": "wire" },
        })),
      );
    }
    return out;
  }

  /**
   * While nodes are dragged only their own wires are routed anew; the others wait for the drop. A route is kept until
   * something in the rectangle it could run through has moved.
   */
  function routed(
    info: WireInfo,
    layout: Layout,
    live: FlowInputs["live"],
    field: Field,
  ): readonly Point[] | undefined {
    const from = endOf(info.from, layout, live);
    const to = endOf(info.to, layout, live);
    if (!from || !to) return undefined;
    const old = routes.get(info.id);
    const place = `${from.x},${from.y},${from.out},${to.x},${to.y},${to.out}`;
    if (old && live.size > 0 && old.key.startsWith(`${place};`)) return old.points;
    const boxes = field.within(
      Math.min(from.x, to.x),
      Math.min(from.y, to.y),
      Math.max(from.x, to.x),
      Math.max(from.y, to.y),
    );
    const key = `${place};${boxes.map(({ x, y, w, h }) => `${x},${y},${w},${h}`).join(";")}`;
    if (old?.key === key) return old.points;
    const points = route(from, to, boxes);
    routes.set(info.id, { key, points });
    return points;
  }

  return { nodes, edges };
}

/** Box of a node now, with a drag in progress taken into account. */
export function boxOf(part: NodeLayout, live: FlowInputs["live"]): Box {
  return { x: part.node.at[0], y: part.node.at[1] + seat[part.shape], w: part.w, h: part.h, ...live.get(part.node.id) };
}

/** The place on the holes that is saved for a node drawn here. Notes sit where they are drawn. */
export function placeFor(layout: Layout, id: string, { x, y }: { x: number; y: number }): readonly [number, number] {
  const part = layout.nodes.get(id);
  return [snap(x), snap(y - (part ? seat[part.shape] : 0))];
}

function boxAround(group: Group, layout: Layout, live: FlowInputs["live"]): Box | undefined {
  const boxes = group.nodes.flatMap((id) => layout.nodes.get(id) ?? []).map((part) => boxOf(part, live));
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x)) - groupPad.side;
  const y = Math.min(...boxes.map((box) => box.y)) - groupPad.top;
  return {
    x,
    y,
    w: Math.max(...boxes.map((box) => box.x + box.w)) + groupPad.side - x,
    h: Math.max(...boxes.map((box) => box.y + box.h)) + groupPad.bottom - y,
  };
}

/** Place and size, given up front: React Flow then needs no first render to measure. */
const placed = ({ x, y, w, h }: Box) => ({
  position: { x, y },
  width: w,
  height: h,
  measured: { width: w, height: h },
});

const reading = (ariaLabel: string, says: string, stop: boolean) => ({
  ariaLabel,
  ariaRole: "group" as const,
  domAttributes: { tabIndex: stop ? 0 : -1, "aria-roledescription": says },
});

function handleOf(socket: Socket): NodeHandle {
  return {
    id: handleId(socket),
    type: socket.way === "in" ? "target" : "source",
    position: socket.x === 0 ? Position.Left : Position.Right,
    x: socket.x,
    y: socket.y,
    width: 0,
    height: 0,
  };
}

function endOf({ node, socket }: WireInfo["from"], layout: Layout, live: FlowInputs["live"]): End | undefined {
  const part = layout.nodes.get(node);
  if (!part) return undefined;
  const box = boxOf(part, live);
  return { x: box.x + socket.x, y: box.y + socket.y, out: socket.x === 0 ? -1 : 1 };
}

interface Field {
  within(left: number, top: number, right: number, bottom: number): Box[];
}

/** Boxes of all nodes by coarse squares, so that a wire looks only at its surroundings. */
function fieldOf(layout: Layout, live: FlowInputs["live"]): Field {
  const side = 512;
  const squares = new Map<string, Box[]>();
  const margin = 8 * hole;
  const each = (left: number, top: number, right: number, bottom: number, act: (key: string) => void): void => {
    for (let x = Math.floor(left / side); x <= Math.floor(right / side); x++)
      for (let y = Math.floor(top / side); y <= Math.floor(bottom / side); y++) act(`${x},${y}`);
  };
  for (const part of layout.nodes.values()) {
    const box = boxOf(part, live);
    each(box.x, box.y, box.x + box.w, box.y + box.h, (key) => {
      const list = squares.get(key);
      if (list) list.push(box);
      else squares.set(key, [box]);
    });
  }
  return {
    within(left, top, right, bottom) {
      const found = new Set<Box>();
      // A wire across half the board passes too much to avoid it all: the router takes the nearest in any case.
      if (right - left > 24 * side || bottom - top > 24 * side) return [];
      each(left - margin, top - margin, right + margin, bottom + margin, (key) => {
        for (const box of squares.get(key) ?? []) {
          if (
            box.x < right + margin &&
            box.x + box.w > left - margin &&
            box.y < bottom + margin &&
            box.y + box.h > top - margin
          )
            found.add(box);
        }
      });
      return [...found];
    },
  };
}
