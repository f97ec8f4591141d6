/**
 * The board: the circuit as nodes and wires that are dragged, wired and watched. The graph is the session's; what stands here
 * is derived from it, with a drag in progress laid over. One gesture is one edit.
 */
import {
  lazy,
  type PointerEvent,
  type MouseEvent as ReactMouseEvent,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
  type Viewport,
  ViewportPortal,
} from "reactflow";
import "reactflow/dist/base.css";
import { cellsOf, editNote, renameGroup, resizeNote, setLabel } from "../../graph/index.ts";
import { useProvideBoard } from "../boardApi.ts";
import { boardLesson } from "../boardLesson.ts";
import { light } from "../lamp.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { useMedia } from "../useMedia.ts";
import "./board.css";
import { BoardPanels } from "./BoardPanels.tsx";
import { ConnectionLine, WireInHand } from "./ConnectionLine.tsx";
import { outOfView, type Size, wholeInView } from "./fit.ts";
import { type BoardNode, type WireEdge as FlowEdge, meaning } from "./flow.ts";
import { elementOf, focusSoon, idOf } from "./focus.ts";
import { GroupNode } from "./GroupNode.tsx";
import { hole, windowOf } from "./geometry.ts";
import { boardKeys, choose, type KeyInputs } from "./keys.ts";
import { NoteNode } from "./NoteNode.tsx";
import { Overlay } from "./Overlay.tsx";
import { holesOf } from "./overlay/activity.ts";
import { fieldBox, holeAt } from "./overlay/field.ts";
import { cellZoom } from "./overlay/overlay.ts";
import { PaletteGhost } from "./PaletteGhost.tsx";
import { PartNode } from "./PartNode.tsx";
import { type BoardParts, BoardPartsContext, createBoardStore, type Spot } from "./state.ts";
import { useBoardView } from "./useBoardView.ts";
import { useClipboard } from "./useClipboard.ts";
import { useFlowChanges } from "./useFlowChanges.ts";
import { useLevelOfDetail } from "./useLevelOfDetail.ts";
import { useWiring } from "./useWiring.ts";
import { View } from "./View.tsx";
import { WireEdge } from "./WireEdge.tsx";

const nodeTypes = { part: PartNode, note: NoteNode, group: GroupNode };
const edgeTypes = { wire: WireEdge };
/** What is being typed is taken before a press selects something else: a press that may begin a drag takes no focus by itself. */
function leaveField({ target }: PointerEvent): void {
  const active = document.activeElement;
  const typing = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  if (typing && target !== active) active.blur();
}
/** What the zoom buttons take of the lower right corner, larger for fingers than for a mouse, with some air. */
function cornerOf(board: HTMLElement | null): Size {
  const buttons = board?.querySelector<HTMLElement>(".board-zoom");
  return buttons ? { width: buttons.offsetWidth + 28, height: buttons.offsetHeight + 28 } : { width: 0, height: 0 };
}
const nothing = (): void => {};
// A first visit finds a circuit on the board.
const EmptyBoard = lazy(async () => ({ default: (await import("./EmptyBoard.tsx")).EmptyBoard }));

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
  const circuit = useSessionState((state) => state.circuit.id);
  const quick = useMedia("(prefers-reduced-motion: reduce)");
  const [store] = useState(createBoardStore);
  const board = useRef<HTMLElement>(null);
  const element = useCallback(() => board.current, []);
  const pointer = useRef<{ x: number; y: number }>(undefined);
  const view = useBoardView(store);
  const { graph, layout, wires, nodes, edges, scene, setLive } = view;

  const spotAt = useCallback((clientX: number, clientY: number): Spot => {
    const room = board.current?.getBoundingClientRect();
    return { x: clientX - (room?.left ?? 0), y: clientY - (room?.top ?? 0) };
  }, []);
  const toFlow = useCallback(
    ({ x, y }: Spot) => {
      const room = board.current?.getBoundingClientRect();
      return flow.screenToFlowPosition({ x: x + (room?.left ?? 0), y: y + (room?.top ?? 0) });
    },
    [flow],
  );
  /** Where the board looked when the circuit was last fitted into it. */
  const fitted = useRef<Viewport>(undefined);
  const latestNodes = useRef(nodes);
  latestNodes.current = nodes;
  const fitIn = useCallback(
    (duration: number) => {
      const boxes = latestNodes.current.map(({ position, width = 0, height = 0 }) => ({
        ...position,
        w: width,
        h: height,
      }));
      const { width, height } = flowStore.getState();
      const look = wholeInView(boxes, { width, height }, cornerOf(board.current));
      if (!look) return;
      fitted.current = look;
      void flow.setViewport(look, { duration });
    },
    [flow, flowStore],
  );
  const fit = useCallback(() => fitIn(quick ? 0 : 140), [fitIn, quick]);
  const bringIntoView = useCallback(
    (id: string) => {
      const node = flow.getNode(id);
      if (node) {
        const { transform, width, height } = flowStore.getState();
        const [x, y, zoom] = transform;
        const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
        const [w, h] = [node.width ?? 0, node.height ?? 0];
        // The ring must not be clipped by the edge of the board.
        const ring = 8;
        if (left < ring || top < ring || left + w * zoom > width - ring || top + h * zoom > height - ring)
          void flow.setCenter(node.position.x + w / 2, node.position.y + h / 2, { zoom, duration: 0 });
      }
    },
    [flow, flowStore],
  );
  const focusThing = useCallback(
    (id: string) => {
      store.setState({ roving: id });
      bringIntoView(id);
      focusSoon(element, id);
    },
    [bringIntoView, store, element],
  );
  useProvideBoard(
    useMemo(() => {
      const middle = (): Spot => ({
        x: (board.current?.clientWidth ?? 0) / 2,
        y: (board.current?.clientHeight ?? 0) / 2,
      });
      return { centre: () => toFlow(middle()), focusNode: focusThing, showNode: bringIntoView, fit };
    }, [toFlow, fit, focusThing, bringIntoView]),
  );

  const wiring = useWiring(session, store, view, spotAt);
  const latestWiring = useRef(wiring);
  latestWiring.current = wiring;
  const parts = useMemo<BoardParts>(
    () => ({
      store,
      readouts: new Map(),
      acts: {
        pressPort: (port, handle) => latestWiring.current.pressPort(port, handle),
        rename: (node, label) => session.edit(setLabel(node, label)),
        renameGroup: (group, label) => session.edit(renameGroup(group, label)),
        writeNote: (note, text) => session.edit(editNote(note, text)),
        resizeNote: (note, size) => {
          session.edit(resizeNote(note, size));
          setLive(new Map());
        },
      },
    }),
    [store, session, setLive],
  );

  // A circuit that was just opened is shown whole, the first as soon as the board has a size.
  const sized = useStore(({ panZoom, width }) => panZoom !== null && width > 0);
  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (!sized || shown.current === circuit) return;
    shown.current = circuit;
    store.setState({ roving: undefined, panel: null, wiring: null, editing: undefined });
    setLive(new Map());
    fitIn(0);
  }, [circuit, sized, fitIn, store, setLive]);

  // Larger type, a taller dock, a panel beside it: a circuit that was fitted in, and not moved since, is fitted in again, and
  // so is one that was seen whole and no longer is.
  useEffect(
    () =>
      flowStore.subscribe((now, before) => {
        if (now.width === before.width && now.height === before.height) return;
        const [x, y, zoom] = before.transform;
        const still =
          fitted.current !== undefined &&
          Math.hypot(fitted.current.x - x, fitted.current.y - y) < 1 &&
          Math.abs(fitted.current.zoom - zoom) < 1e-3;
        if (before.width > 0 && now.width > 0 && (still || (!outOfView(before) && outOfView(now)))) fitIn(0);
      }),
    [flowStore, fitIn],
  );

  useLevelOfDetail(board);
  useClipboard(
    session,
    // To where the pointer is, if it is over the board; else beside the original.
    useCallback(() => {
      if (!pointer.current) return undefined;
      const { x, y } = toFlow(pointer.current);
      return [x, y] as const;
    }, [toFlow]),
  );
  const changes = useFlowChanges(session, view);

  const keys = useRef<KeyInputs>(undefined);
  useEffect(() => {
    if (!board.current) return;
    keys.current = {
      session,
      store,
      board: board.current,
      focusThing,
      fit,
      nodes: () => nodes,
      wires: () => wires,
      focused: () => idOf(document.activeElement),
      spotOf(id) {
        const box = id === undefined ? undefined : elementOf(board.current, id)?.getBoundingClientRect();
        return box ? spotAt(box.left + 12, box.bottom + 6) : { x: (board.current?.clientWidth ?? 0) / 2 - 132, y: 64 };
      },
    };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => void (keys.current && boardKeys(keys.current, event));
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  const openMenu = (event: ReactMouseEvent | MouseEvent, id?: string): void => {
    event.preventDefault();
    const at = spotAt(event.clientX, event.clientY);
    if (id === undefined) return store.setState({ panel: { type: "menu", at, target: { type: "canvas" } } });
    const { selection } = session.store.getState();
    const wire = wires.find((each) => each.id === id);
    const what = meaning(id);
    const on = wire
      ? selection.wires.includes(wire.number)
      : (what.type === "note" ? selection.notes : selection.nodes).includes(what.id);
    if (!on && keys.current) choose(keys.current, id, false);
    store.setState({ roving: id, panel: { type: "menu", at, target: wire ? { type: "wire", id } : what } });
  };
  const clickNode = (event: ReactMouseEvent, node: BoardNode): void => {
    if (store.getState().wiring?.by === "click")
      return wiring.letGo(event.target as Element, spotAt(event.clientX, event.clientY));
    store.setState({ roving: node.id });
    if (event.shiftKey && keys.current) choose(keys.current, node.id, true);
    else if (flow.getZoom() >= cellZoom && !event.ctrlKey && !event.metaKey)
      lightCell(node, toFlow(spotAt(event.clientX, event.clientY)));
  };

  return (
    <BoardPartsContext.Provider value={parts}>
      <section
        ref={board}
        className="board"
        aria-label="Board"
        onPointerDownCapture={leaveField}
        onPointerMove={(event) => {
          pointer.current = spotAt(event.clientX, event.clientY);
        }}
        onPointerLeave={() => {
          pointer.current = undefined;
        }}
        onFocus={(event) => {
          const id = idOf(event.target);
          if (id !== undefined) store.setState({ roving: id });
        }}
        onDoubleClick={(event) => {
          const onPane = (event.target as Element).classList.contains("react-flow__pane");
          if (onPane) store.setState({ panel: { type: "add", at: spotAt(event.clientX, event.clientY) } });
        }}
      >
        <ReactFlow<BoardNode, FlowEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...changes}
          onConnectStart={wiring.onConnectStart}
          onConnectEnd={wiring.onConnectEnd}
          onReconnect={nothing}
          onReconnectStart={wiring.onReconnectStart}
          isValidConnection={wiring.isValidConnection}
          connectionLineComponent={ConnectionLine}
          connectionRadius={24}
          connectionDragThreshold={3}
          connectOnClick={false}
          reconnectRadius={14}
          onNodeClick={clickNode}
          onEdgeClick={(_, edge) => store.setState({ roving: edge.id })}
          onNodeDoubleClick={(_, node) => store.setState({ editing: node.id })}
          onEdgeMouseEnter={(_, edge) => boardLesson.getState().lesson && light(edge.source)}
          onEdgeMouseLeave={() => boardLesson.getState().lesson && light()}
          onNodeMouseEnter={(_, node) => node.type === "part" && light(node.id)}
          onNodeMouseLeave={() => light()}
          onNodeContextMenu={(event, node) => openMenu(event, node.id)}
          onEdgeContextMenu={(event, edge) => openMenu(event, edge.id)}
          onPaneContextMenu={(event) => openMenu(event)}
          onPaneClick={(event) => wiring.letGo(event.target as Element, spotAt(event.clientX, event.clientY))}
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
        >
          <Background variant={BackgroundVariant.Dots} gap={hole} size={2} color="var(--hole)" />
          <ViewportPortal>
            <svg className="board-hand" width="1" height="1" aria-hidden="true">
              <WireInHand find={(id) => layout.nodes.get(id)} />
            </svg>
          </ViewportPortal>
          <Overlay scene={scene} />
          <View fit={fit} quick={quick} />
        </ReactFlow>
        <PaletteGhost board={element} onPlaced={focusThing} />
        {graph.nodes.length === 0 && !graph.notes?.length && (
          <Suspense>
            <EmptyBoard onPlaced={() => requestAnimationFrame(() => requestAnimationFrame(fit))} />
          </Suspense>
        )}
        <BoardPanels layout={layout} wires={wires} toFlow={toFlow} focusThing={focusThing} fit={fit} />
      </section>
    </BoardPartsContext.Provider>
  );
}

/** Close up, a click on a hole lights that cell on the board and in the plots. */
function lightCell(node: BoardNode, at: { x: number; y: number }): void {
  if (node.type !== "part" || node.data.layout.kind?.family !== "neuron") return;
  const { layout } = node.data;
  const n = cellsOf(layout.node);
  const { x, y, w, h } = windowOf(layout.shape, layout.w, layout.h, layout.node.flipped === true);
  const at400 = holeAt(
    fieldBox({ x, y, w, h }, holesOf(n) === n ? layout.picture : undefined),
    holesOf(n),
    at.x - node.position.x,
    at.y - node.position.y,
  );
  if (at400 !== undefined) light(node.id, Math.floor((at400 * n) / holesOf(n)));
}
