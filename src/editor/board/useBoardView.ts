/** From the session to what the board shows. Each step keeps the objects of the last time where nothing changed. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Graph } from "../../graph/index.ts";
import { populationStyle } from "../../plots/index.ts";
import type { SessionState } from "../../session/index.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { type BoardNode, boxOf, createFlow, type WireEdge } from "./flow.ts";
import type { Box } from "./geometry.ts";
import { type Layout, layOut } from "./layout.ts";
import type { Scene } from "./overlay/overlay.ts";
import type { BoardStore } from "./state.ts";
import { describeWires, type WireInfo } from "./wires.ts";

/** Places and sizes of what is being dragged or resized, by React Flow id. */
export type Live = ReadonlyMap<string, Partial<Box>>;

export interface BoardView {
  graph: Graph;
  selection: SessionState["selection"];
  layout: Layout;
  wires: readonly WireInfo[];
  nodes: BoardNode[];
  edges: WireEdge[];
  scene: Scene;
  live: Live;
  setLive: (live: Live) => void;
}

const token = (color: number | undefined): string => populationStyle(color).token;

export function useBoardView(store: BoardStore): BoardView {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const selection = useSessionState((state) => state.selection);
  const diagnostics = useSessionState((state) => state.diagnostics);
  const [live, setLive] = useState<Live>(new Map());
  const [roving, setRoving] = useState(store.getState().roving);
  useEffect(() => store.subscribe((now) => setRoving(now.roving)), [store]);

  const last = useRef<Layout>(undefined);
  const layout = useMemo(() => (last.current = layOut(graph, catalogue, token, last.current)), [graph, catalogue]);
  const wires = useMemo(() => describeWires(graph, layout), [graph, layout]);
  const problems = useMemo(() => problemsByNode(diagnostics), [diagnostics]);
  const [flow] = useState(createFlow);
  const first = graph.nodes[0]?.id;
  const [nodes, edges] = useMemo(() => {
    const inputs = { graph, layout, wires, selection, live, problems, roving: roving ?? first };
    return [flow.nodes(inputs), flow.edges(inputs)];
  }, [flow, graph, layout, wires, selection, live, problems, roving, first]);
  const scene = useMemo<Scene>(
    () => ({
      parts: [...layout.nodes.values()].map((part) => ({
        layout: part,
        box: boxOf(part, live),
        faulty: problems.has(part.node.id),
      })),
      wires: edges.flatMap(({ data }) => (data ? [{ info: data.info, points: data.points }] : [])),
    }),
    [layout, live, problems, edges],
  );
  return { graph, selection, layout, wires, nodes, edges, scene, live, setLive };
}

/** The first error of each node. Warnings are in the list of problems and leave the board alone. */
function problemsByNode(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic> {
  const problems = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const node = "node" in diagnostic.at ? diagnostic.at.node : undefined;
    if (node !== undefined && diagnostic.severity === "error" && !problems.has(node)) problems.set(node, diagnostic);
  }
  return problems;
}
