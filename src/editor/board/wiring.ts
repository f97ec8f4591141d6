/**
 * Making a wire, however it is asked for: by dragging, by two clicks, from a list, or by moving the end of one that is
 * there. What is allowed is the graph's to say; here it is only asked and shown.
 */
import type { Diagnostic } from "../../diagnostic/index.ts";
import { canConnect, connect, disconnect, type Graph, reconnect } from "../../graph/index.ts";
import type { Catalogue } from "../../kind/index.ts";
import type { Session } from "../../session/index.ts";
import { announce } from "../announce.ts";
import type { Layout } from "./layout.ts";
import { type BoardStore, endName, type PortRef, portKey, type Spot, type Wiring } from "./state.ts";

/** From output to input, whichever was taken first; undefined when both are of one way. */
export function inOrder(a: PortRef, b: PortRef): { from: PortRef; to: PortRef } | undefined {
  if (a.way === b.way) return undefined;
  return a.way === "out" ? { from: a, to: b } : { from: b, to: a };
}

/** Why these two may not be wired, or null when they may. */
export function refusal(graph: Graph, catalogue: Catalogue, a: PortRef, b: PortRef): Diagnostic | null {
  const ends = inOrder(a, b);
  if (ends) return canConnect(graph, catalogue, endName(ends.from), endName(ends.to));
  const name = (id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id;
  const what = a.way === "out" ? "both send" : "both receive";
  return {
    code: "same-way",
    severity: "error",
    at: { type: "port", node: b.node, port: b.port },
    message: `"${name(a.node)}" and "${name(b.node)}" ${what} here. A wire runs from an output to an input.`,
  };
}

/** All ports that `from` may be wired to. `moving`: the wire whose other end is in hand does not stand in the way. */
export function fitting(
  graph: Graph,
  catalogue: Catalogue,
  layout: Layout,
  from: PortRef,
  moving?: number,
): Set<string> {
  const rest = moving === undefined ? graph : { ...graph, wires: graph.wires.toSpliced(moving, 1) };
  const fits = new Set<string>();
  for (const { node, sockets } of layout.nodes.values()) {
    for (const { port, way } of sockets) {
      const to: PortRef = { node: node.id, port, way };
      const key = portKey(to);
      if (way !== from.way && !fits.has(key) && refusal(rest, catalogue, from, to) === null) fits.add(key);
    }
  }
  return fits;
}

/** The port of a node that a wire dropped on its body is meant for: one that fits, else one of the same signal, else the first. */
export function portOn(layout: Layout, node: string, wiring: Wiring): PortRef | undefined {
  const sockets = layout.nodes.get(node)?.sockets.filter(({ way }) => way !== wiring.from.way) ?? [];
  const refs = sockets.map(({ port, way, signal }) => ({ ref: { node, port, way }, signal }));
  const mine = layout.nodes
    .get(wiring.from.node)
    ?.sockets.find(({ port, way }) => port === wiring.from.port && way === wiring.from.way);
  return (
    refs.find(({ ref }) => wiring.fits.has(portKey(ref))) ??
    refs.find(({ signal }) => signal === mine?.signal) ??
    refs[0]
  )?.ref;
}

/** Joins the wire in hand to a port, or shows at `at` why that cannot be. Ends the wiring. */
export function finishWire(session: Session, store: BoardStore, to: PortRef, at: Spot): void {
  const { wiring } = store.getState();
  store.setState({ wiring: null });
  if (!wiring) return;
  const { graph } = session.store.getState();
  const { from, moving } = wiring;
  if (from.node === to.node && from.port === to.port && from.way === to.way) return;
  const ends = inOrder(from, to);
  const old = moving === undefined ? undefined : graph.wires[moving];
  if (old && ends && old.from === endName(ends.from) && old.to === endName(ends.to)) return;
  const rest = old ? { ...graph, wires: graph.wires.toSpliced(moving ?? 0, 1) } : graph;
  const why = refusal(rest, session.catalogue, from, to);
  if (why || !ends) {
    if (!why) return;
    announce(`Refused: ${why.message}`);
    // A mend adds a wire, which beside the old one would be a second; so a moved end only hears why.
    const { fix: _, ...bare } = why;
    store.setState({ panel: { type: "refusal", at, diagnostic: old ? bare : why, from, to } });
    return;
  }
  const name = (id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id;
  const [start, end] = [endName(ends.from), endName(ends.to)];
  session.edit(
    old ? reconnect(old.from, old.to, start, end, session.catalogue) : connect(start, end, session.catalogue),
  );
  announce(`Wired ${name(ends.from.node)} to ${name(ends.to.node)}`);
}

/** Takes out the wire in hand. */
export function dropWire(session: Session, store: BoardStore): void {
  const { wiring } = store.getState();
  store.setState({ wiring: null });
  const wire = wiring?.moving === undefined ? undefined : session.store.getState().graph.wires[wiring.moving];
  if (!wire) return;
  session.edit(disconnect(wire.from, wire.to));
  announce("Wire removed");
}
