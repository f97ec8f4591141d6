/**
 * The board: the circuit as nodes and wires that are dragged, wired and watched. The graph is the session's; what stands here
 * is derived from it, with a drag in progress laid over. One gesture is one edit.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  Background, BackgroundVariant, type EdgeChange, type FinalConnectionState, type NodeChange, type OnConnectStartParams, ReactFlow, ReactFlowProvider, SelectionMode,
  useReactFlow, useStoreApi, ViewportPortal,
} from "reactflow";
import "reactflow/dist/base.css";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { cellsOf, editNote, renameGroup, resizeNote, setLabel } from "../../graph/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { light } from "../lamp.ts";
import { useProvideBoard } from "../boardApi.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { useMedia } from "../useMedia.ts";
import "./board.css";
import { move } from "./acts.ts";
import { BoardPanels } from "./BoardPanels.tsx";
import { ClickLine, ConnectionLine } from "./ConnectionLine.tsx";
import { EmptyBoard } from "./EmptyBoard.tsx";
import { type BoardNode, boxOf, createFlow, meaning, portOf, type WireEdge as FlowEdge } from "./flow.ts";
import { type Box, hole, snap, windowOf } from "./geometry.ts";
import { GroupNode } from "./GroupNode.tsx";
import { boardKeys, choose, type KeyInputs } from "./keys.ts";
import { type Layout, layOut } from "./layout.ts";
import { NoteNode } from "./NoteNode.tsx";
import { Overlay } from "./Overlay.tsx";
import { holeAt } from "./overlay/field.ts";
import { holesOf } from "./overlay/activity.ts";
import { cellZoom, type Scene } from "./overlay/overlay.ts";
import { PaletteGhost } from "./PaletteGhost.tsx";
import { PartNode } from "./PartNode.tsx";
import { BoardPartsContext, type BoardParts, createBoardStore, type PortRef, type Spot } from "./state.ts";
import { useClipboard } from "./useClipboard.ts";
import { useLevelOfDetail } from "./useLevelOfDetail.ts";
import { View } from "./View.tsx";
import { WireEdge } from "./WireEdge.tsx";
import { describeWires } from "./wires.ts";
import { dropWire, finishWire, fitting, portOn } from "./wiring.ts";

const nodeTypes = { part: PartNode, note: NoteNode, group: GroupNode };
const edgeTypes = { wire: WireEdge };
const token = (color: number | undefined): string => populationStyle(color).token;

export function Board() {
  return (
    <ReactFlowProvider>
      <BoardInside />
    </ReactFlowProvider>
  );
}

function BoardInside() {
  const session = useSession();
  const flow = useReactFlow<BoardNode, FlowEdge>();
  const flowStore = useStoreApi();
  const { catalogue } = session;
  const graph = useSessionState((state) => state.graph);
  const selection = useSessionState((state) => state.selection);
  const diagnostics = useSessionState((state) => state.diagnostics);
  const circuit = useSessionState((state) => state.circuit.id);
  const quick = useMedia("(prefers-reduced-motion: reduce)");
  const [store] = useState(createBoardStore);
  const [arrays] = useState(createFlow);
  const board = useRef<HTMLElement>(null);
  const element = useCallback(() => board.current, []);
  const [live, setLive] = useState<ReadonlyMap<string, Partial<Box>>>(new Map());
  const [roving, setRoving] = useState<string>();
  useEffect(() => store.subscribe((now) => setRoving(now.roving)), [store]);

  // From the graph to what is shown. Each step keeps what did not change.
  const before = useRef<Layout>(undefined);
  const layout = useMemo(() => (before.current = layOut(graph, catalogue, token, before.current)), [graph, catalogue]);
  const wires = useMemo(() => describeWires(graph, layout), [graph, layout]);
  const problems = useMemo(() => problemsByNode(diagnostics), [diagnostics]);
  const first = graph.nodes[0]?.id;
  const stop = roving ?? first;
  const inputs = { graph, layout, wires, selection, live, problems, roving: stop };
  const nodes = arrays.nodes(inputs);
  const edges = arrays.edges(inputs);
  const scene = useMemo<Scene>(
    () => ({
      parts: [...layout.nodes.values()].map((part) => ({ layout: part, box: boxOf(part, live), faulty: problems.has(part.node.id) })),
      wires: edges.flatMap(({ data }) => (data ? [{ info: data.info, points: data.points }] : [])),
    }),
    // The edges are made from the same inputs as the layout.
    // biome-ignore lint/correctness/useExhaustiveDependencies: a new array of the same edges is no new scene
    [layout, live, problems, wires],
  );

  const toFlow = useCallback(
    ({ x, y }: Spot) => {
      const room = board.current?.getBoundingClientRect();
      return flow.screenToFlowPosition({ x: x + (room?.left ?? 0), y: y + (room?.top ?? 0) }, { snapToGrid: false });
    },
    [flow],
  );
  const spotAt = useCallback((clientX: number, clientY: number): Spot => {
    const room = board.current?.getBoundingClientRect();
    return { x: clientX - (room?.left ?? 0), y: clientY - (room?.top ?? 0) };
  }, []);
  const fit = useCallback(() => void flow.fitView({ maxZoom: 1, padding: 0.12, duration: quick ? 0 : 140 }), [flow, quick]);

  const focusThing = useCallback(
    (id: string) => {
      store.setState({ roving: id });
      const node = flow.getNode(id);
      if (node) {
        const { transform, width, height } = flowStore.getState();
        const [x, y, zoom] = transform;
        const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
        const [w, h] = [(node.width ?? 0) * zoom, (node.height ?? 0) * zoom];
        // The ring must not be clipped by the edge of the board.
        if (left < 16 || top < 16 || left + w > width - 16 || top + h > height - 16)
          void flow.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, { zoom, duration: 0 });
      }
      focusElement(board.current, id, 5);
    },
    [flow, flowStore, store],
  );

  useProvideBoard(
    useMemo(
      () => ({
        centre() {
          const room = board.current?.getBoundingClientRect();
          return room ? flow.screenToFlowPosition({ x: room.left + room.width / 2, y: room.top + room.height / 2 }) : { x: 0, y: 0 };
        },
        focusNode(id: string) {
          focusThing(id);
        },
        fit,
      }),
      [flow, fit, focusThing],
    ),
  );

  const parts = useMemo<BoardParts>(
    () => ({
      store,
      readouts: new Map(),
      acts: {
        rename: (node, label) => session.edit(setLabel(node, label)),
        renameGroup: (group, label) => session.edit(renameGroup(group, label)),
        writeNote: (note, text) => session.edit(editNote(note, text)),
        resizeNote: (note, size) => {
          session.edit(resizeNote(note, size));
          setLive(new Map());
        },
        pressPort(port, element) {
          const { wiring } = store.getState();
          const { left, top, width, height } = element.getBoundingClientRect();
          if (wiring) finishWire(session, store, port, spotAt(left + width / 2, top + height + 4));
          else store.setState({ panel: null, wiring: { from: port, fits: fitting(session.store.getState().graph, catalogue, before.current ?? layout, port), by: "click" } });
        },
      },
    }),
    // The layout is read when a port is pressed, from the ref.
    // biome-ignore lint/correctness/useExhaustiveDependencies: see above
    [store, session, catalogue, spotAt],
  );

  // A circuit that was just opened is shown whole.
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === circuit) return;
    shown.current = circuit;
    store.setState({ roving: undefined, panel: null, wiring: null, editing: undefined });
    setLive(new Map());
    const soon = requestAnimationFrame(() => void flow.fitView({ maxZoom: 1, padding: 0.12, duration: 0 }));
    return () => cancelAnimationFrame(soon);
  }, [circuit, flow, store]);

  useLevelOfDetail(board);
  useClipboard(
    session,
    useCallback(() => {
      // Where the pointer was last, if it is over the board; else beside the original.
      const at = pointer.current;
      return at ? ([flow.screenToFlowPosition(at, { snapToGrid: false })].map(({ x, y }) => [x, y] as const)[0] as readonly [number, number]) : undefined;
    }, [flow]),
  );
  const pointer = useRef<{ x: number; y: number }>(undefined);

  // Keys.
  const keyInputs = useRef<KeyInputs>(undefined);
  useEffect(() => {
    if (!board.current) return;
    keyInputs.current = {
      session,
      store,
      board: board.current,
      nodes: () => nodes,
      wires: () => wires,
      focused: () => (document.activeElement?.closest(".react-flow__node, .react-flow__edge") as HTMLElement | SVGElement | null)?.dataset.id,
      focusThing,
      spotOf(id) {
        const element = id === undefined ? null : find(board.current, id);
        const room = board.current?.getBoundingClientRect();
        if (!element) return { x: (room?.width ?? 0) / 2 - 120, y: 64 };
        const { left, bottom } = element.getBoundingClientRect();
        return spotAt(left + 12, bottom + 6);
      },
      fit,
    };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (keyInputs.current) boardKeys(keyInputs.current, event);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  // Changes that React Flow reports.
  const onNodesChange = (changes: NodeChange<BoardNode>[]): void => {
    const moved = new Map(live);
    let moving = false;
    let ended = false;
    const picked = { nodes: new Set(selection.nodes), notes: new Set(selection.notes) };
    let chosen = false;
    for (const change of changes) {
      if (change.type === "position" && change.position) {
        moving = true;
        if (change.dragging !== true) ended = true;
        placeMoved(moved, change.id, change.position);
      } else if (change.type === "dimensions" && change.dimensions && change.resizing !== undefined && change.id.startsWith("note:")) {
        moving = true;
        moved.set(change.id, { ...moved.get(change.id), w: snap(change.dimensions.width), h: snap(change.dimensions.height) });
      } else if (change.type === "select") {
        chosen = true;
        const what = meaning(change.id);
        const ids = what.type === "group" ? (graph.groups?.find((group) => group.id === what.id)?.nodes ?? []) : [what.id];
        const set = what.type === "note" ? picked.notes : picked.nodes;
        for (const id of ids) change.selected ? set.add(id) : set.delete(id);
      }
    }
    if (chosen) session.select({ nodes: [...picked.nodes], notes: [...picked.notes] });
    if (!moving) return;
    if (!ended) return setLive(moved);
    const positions: Record<string, readonly [number, number]> = {};
    for (const [id, { x, y }] of moved) if (x !== undefined && y !== undefined) positions[meaning(id).id] = [snap(x), snap(y)];
    move(session, positions);
    setLive(new Map());
  };

  /** A group moves its nodes; it has no place of its own. */
  const placeMoved = (moved: Map<string, Partial<Box>>, id: string, to: { x: number; y: number }): void => {
    const what = meaning(id);
    if (what.type !== "group") return void moved.set(id, { ...moved.get(id), x: to.x, y: to.y });
    const frame = nodes.find((node) => node.id === id)?.position;
    if (!frame) return;
    for (const member of graph.groups?.find((group) => group.id === what.id)?.nodes ?? []) {
      const box = nodes.find((node) => node.id === member)?.position;
      if (box && !selection.nodes.includes(member)) moved.set(member, { x: box.x + to.x - frame.x, y: box.y + to.y - frame.y });
    }
  };

  const onEdgesChange = (changes: EdgeChange<FlowEdge>[]): void => {
    const picked = new Set(session.store.getState().selection.wires);
    let chosen = false;
    for (const change of changes) {
      if (change.type !== "select") continue;
      const number = wires.find(({ id }) => id === change.id)?.number;
      if (number === undefined) continue;
      chosen = true;
      change.selected ? picked.add(number) : picked.delete(number);
    }
    if (chosen) session.select({ wires: [...picked] });
  };

  // Wires in hand.
  const movingWire = useRef<number>(undefined);
  const onConnectStart = (_: unknown, { nodeId, handleId }: OnConnectStartParams): void => {
    const port = portOf(handleId);
    if (!nodeId || !port) return;
    const from: PortRef = { node: nodeId, ...port };
    const moving = movingWire.current;
    store.setState({
      panel: null,
      wiring: { from, fits: fitting(graph, catalogue, layout, from, moving), by: "drag", ...(moving === undefined ? {} : { moving }) },
    });
  };
  const onConnectEnd = (event: MouseEvent | TouchEvent, end: FinalConnectionState): void => {
    movingWire.current = undefined;
    const { wiring } = store.getState();
    if (!wiring) return;
    const point = "changedTouches" in event ? event.changedTouches[0] : event;
    const spot = spotAt(point?.clientX ?? 0, point?.clientY ?? 0);
    const port = portOf(end.toHandle?.id);
    if (end.toHandle && port) return finishWire(session, store, { node: end.toHandle.nodeId, ...port }, spot);
    letGo(document.elementFromPoint(point?.clientX ?? 0, point?.clientY ?? 0), spot);
  };
  /** Ends a wire on something that is no port: a node's body means its port, the empty board asks what should be there. */
  const letGo = (element: Element | null, spot: Spot): void => {
    const { wiring } = store.getState();
    if (!wiring) return;
    const id = element?.closest<HTMLElement>(".react-flow__node-part")?.dataset.id;
    const port = id === undefined ? undefined : portOn(layout, id, wiring);
    if (port && !(id === wiring.from.node && !wiring.fits.size)) return finishWire(session, store, port, spot);
    if (wiring.moving !== undefined) return dropWire(session, store);
    store.setState({ wiring: null, ...(element && board.current?.contains(element) ? { panel: { type: "add", at: spot, from: wiring.from } } : {}) });
  };
  const isValidConnection = ({ source, sourceHandle, target, targetHandle }: { source: string; sourceHandle?: string | null; target: string; targetHandle?: string | null }): boolean => {
    const { wiring } = store.getState();
    if (!wiring) return false;
    const [from, to] = [portOf(sourceHandle), portOf(targetHandle)];
    const other = wiring.from.way === "out" ? to && `in ${target}.${to.port}` : from && `out ${source}.${from.port}`;
    return other !== undefined && wiring.fits.has(other);
  };

  const select = (id: string, add: boolean): void => {
    store.setState({ roving: id });
    if (keyInputs.current) choose(keyInputs.current, id, add);
  };
  const openMenu = (event: React.MouseEvent | MouseEvent, id?: string): void => {
    event.preventDefault();
    const at = spotAt(event.clientX, event.clientY);
    if (id === undefined) return store.setState({ panel: { type: "menu", at, target: { type: "canvas" } } });
    const wire = wires.find((each) => each.id === id);
    const what = meaning(id);
    const on = wire ? selection.wires.includes(wire.number) : what.type === "note" ? selection.notes.includes(what.id) : selection.nodes.includes(what.id);
    if (!on) select(id, false);
    store.setState({ roving: id, panel: { type: "menu", at, target: wire ? { type: "wire", id } : what } });
  };

  return (
    <BoardPartsContext.Provider value={parts}>
      <section
        ref={board}
        className="board"
        aria-label="Board"
        onPointerMove={(event) => (pointer.current = { x: event.clientX, y: event.clientY })}
        onPointerLeave={() => (pointer.current = undefined)}
        onFocus={(event) => {
          const id = event.target.closest<HTMLElement>(".react-flow__node, .react-flow__edge")?.dataset.id;
          if (id !== undefined) store.setState({ roving: id });
        }}
      >
        <ReactFlow<BoardNode, FlowEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnectStart={onConnectStart}
          onConnectEnd={onConnectEnd}
          onReconnect={nothing}
          onReconnectStart={(_, edge) => (movingWire.current = edge.data?.info.number)}
          isValidConnection={isValidConnection}
          connectionLineComponent={ConnectionLine}
          connectionRadius={24}
          connectionDragThreshold={3}
          connectOnClick={false}
          reconnectRadius={14}
          onNodeClick={(event, node) => {
            if (store.getState().wiring?.by === "click") return letGo(event.target as Element, spotAt(event.clientX, event.clientY));
            store.setState({ roving: node.id });
            if (event.shiftKey) select(node.id, true);
            else clickCell(event, node, toFlow(spotAt(event.clientX, event.clientY)), flow.getZoom());
          }}
          onEdgeClick={(_, edge) => store.setState({ roving: edge.id })}
          onNodeDoubleClick={(_, node) => store.setState({ editing: node.id })}
          onNodeMouseEnter={(_, node) => node.type === "part" && light(node.id)}
          onNodeMouseLeave={() => light()}
          onNodeContextMenu={(event, node) => openMenu(event, node.id)}
          onEdgeContextMenu={(event, edge) => openMenu(event, edge.id)}
          onPaneContextMenu={(event) => openMenu(event)}
          onPaneClick={(event) => {
            if (store.getState().wiring?.by === "click") letGo(event.target as Element, spotAt(event.clientX, event.clientY));
          }}
          onDoubleClick={(event) => {
            if ((event.target as Element).classList.contains("react-flow__pane"))
              store.setState({ panel: { type: "add", at: spotAt(event.clientX, event.clientY) } });
          }}
          snapToGrid
          snapGrid={[hole, hole]}
          nodeDragThreshold={0}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          panActivationKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={["Meta", "Control"]}
          selectionMode={SelectionMode.Partial}
          elevateNodesOnSelect={false}
          zoomOnDoubleClick={false}
          minZoom={0.1}
          maxZoom={4}
          onlyRenderVisibleElements
          proOptions={{ hideAttribution: false }}
        >
          <Background variant={BackgroundVariant.Dots} gap={hole} size={2} color="var(--hole)" offset={0} />
          <ViewportPortal>
            <svg className="board-hand" width="1" height="1" aria-hidden="true">
              <ClickLine find={(id) => layout.nodes.get(id)} />
            </svg>
          </ViewportPortal>
          <View fit={fit} quick={quick} />
        </ReactFlow>
        <Overlay scene={scene} />
        <PaletteGhost board={element} onPlaced={focusThing} />
        {graph.nodes.length === 0 && !graph.notes?.length && <EmptyBoard onPlaced={() => requestAnimationFrame(() => requestAnimationFrame(fit))} />}
        <BoardPanels layout={layout} wires={wires} toFlow={toFlow} focusThing={focusThing} fit={fit} />
      </section>
    </BoardPartsContext.Provider>
  );
}

const nothing = (): void => {};

/** The first error of each node. Warnings are in the list of problems and leave the board alone. */
function problemsByNode(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic> {
  const problems = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const node = "node" in diagnostic.at ? diagnostic.at.node : undefined;
    if (node !== undefined && diagnostic.severity === "error" && !problems.has(node)) problems.set(node, diagnostic);
  }
  return problems;
}

const find = (board: HTMLElement | null, id: string): HTMLElement | SVGElement | null =>
  board?.querySelector<HTMLElement | SVGElement>(`:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(id)}"]`) ?? null;

/** Focuses a node or wire that may be on its way onto the screen: it is looked for in the next few frames. */
function focusElement(board: HTMLElement | null, id: string, tries: number): void {
  const element = find(board, id);
  if (element) element.focus({ preventScroll: true });
  if (!element && tries > 0) requestAnimationFrame(() => focusElement(board, id, tries - 1));
}

/** Close up, a click on a hole lights that cell on the board and in the plots. */
function clickCell(event: React.MouseEvent, node: BoardNode, at: { x: number; y: number }, zoom: number): void {
  if (zoom < cellZoom || node.type !== "part" || event.ctrlKey || event.metaKey) return;
  const { layout } = node.data;
  if (layout.kind?.family !== "neuron") return;
  const box = windowOf(layout.shape, layout.w, layout.h, layout.node.flipped === true);
  const inner = { x: box.x + 5, y: box.y + 5, w: box.w - 10, h: box.h - 10 };
  const n = cellsOf(layout.node);
  const hole = holeAt(inner, holesOf(n), at.x - node.position.x, at.y - node.position.y);
  if (hole !== undefined) light(node.id, Math.floor((hole * n) / holesOf(n)));
}
