/** Which panel floats over the board, and what its choices do. */
import { addNode, addWired, fitsPort, type Graph } from "../../graph/index.ts";
import { analyse, analysisName, canKick, chooseKind, kickCells } from "../acts.ts";
import { useAnalyst } from "../analyst.ts";
import { Miniature } from "../controls/Miniature.tsx";
import { families, findKinds } from "../palette/families.ts";
import { useSession } from "../SessionContext.tsx";
import { chord } from "../useShortcuts.ts";
import {
  addAndSelect,
  alignSelected,
  distributeSelected,
  duplicateSelected,
  flipSelected,
  groupSelected,
  pasteFromMenu,
  removeSelected,
  selectAll,
  tidyUp,
  ungroupSelected,
  writeNewNote,
} from "./acts.ts";
import { noteId } from "./flow.ts";
import { hole, snap } from "./geometry.ts";
import { type Layout, nameOf } from "./layout.ts";
import { type Act, type Choice, ContextMenu, Picker, Refusal, useClosePanel } from "./Panels.tsx";
import {
  endName,
  type MenuTarget,
  type Panel,
  type PortRef,
  portKey,
  type Spot,
  useBoardParts,
  useBoardState,
} from "./state.ts";
import type { WireInfo } from "./wires.ts";
import { finishWire, fitting, inOrder } from "./wiring.ts";

/** Once what was edited stands at its new place. */
const afterRender = (act: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(act));

interface BoardPanelsProps {
  layout: Layout;
  wires: readonly WireInfo[];
  /** A place of the board's element in board pixels. */
  toFlow: (spot: Spot) => { x: number; y: number };
  /** Gives keyboard focus to a thing by its React Flow id and brings it into view. */
  focusThing: (id: string) => void;
  fit: () => void;
}

export function BoardPanels(props: BoardPanelsProps) {
  const panel = useBoardState((state) => state.panel);
  const close = useClosePanel();
  const { store } = useBoardParts();
  // What is chosen in a panel is done from the board, and the keyboard goes back there.
  const back = (): void => {
    close();
    const { roving } = store.getState();
    if (roving !== undefined)
      requestAnimationFrame(() => document.activeElement === document.body && props.focusThing(roving));
  };
  if (!panel) return null;
  switch (panel.type) {
    case "menu":
      return (
        <TargetMenu key={`${panel.at.x},${panel.at.y}`} {...props} at={panel.at} target={panel.target} onClose={back} />
      );
    case "add":
      return <AddPicker {...props} panel={panel} onClose={back} />;
    case "connect":
      return <ConnectPicker {...props} panel={panel} onClose={back} />;
    case "find":
      return <FindPicker {...props} at={panel.at} onClose={close} />;
    case "refusal":
      return <MendRefusal panel={panel} onClose={back} />;
  }
}

function MendRefusal({ panel, onClose }: { panel: Extract<Panel, { type: "refusal" }>; onClose: () => void }) {
  const session = useSession();
  const { diagnostic, at } = panel;
  return (
    <Refusal
      at={at}
      message={diagnostic.message}
      fix={diagnostic.fix}
      onFix={(fix) => session.fix(fix)}
      onClose={onClose}
    />
  );
}

/** Kinds by name: all of them, or those that fit the wire that was dropped here. */
function AddPicker({
  panel,
  toFlow,
  onClose,
  focusThing,
}: BoardPanelsProps & { panel: Extract<Panel, { type: "add" }>; onClose: () => void }) {
  const session = useSession();
  const { catalogue } = session;
  const { graph } = session.store.getState();
  const { from, at } = panel;
  const end = from && endName(from);
  const choices = end ? catalogue.filter((kind) => fitsPort(graph, catalogue, end, kind.kind) !== null) : catalogue;
  const find = (typed: string): Choice[] =>
    findKinds(choices, typed).map((kind) => {
      const through = end ? fitsPort(graph, catalogue, end, kind.kind)?.through : undefined;
      return {
        key: kind.kind,
        label: kind.label,
        note:
          through === "synapse"
            ? "through a synapse"
            : (families.find(({ family }) => family === kind.family)?.one ?? ""),
        picture: <Miniature family={kind.family} icon={kind.icon} width={26} />,
      };
    });
  const pick = (kind: string): void => {
    const { x, y } = toFlow(at);
    // A wire's end meets the port: inputs are on the left, outputs on the right, a little below the top.
    const place: [number, number] = from
      ? [snap(from.way === "out" ? x : x - 8 * hole), snap(y - 3 * hole)]
      : [snap(x - 4 * hole), snap(y - 2 * hole)];
    const added = addAndSelect(session, end ? addWired(kind, place, end, catalogue) : addNode(kind, place, catalogue));
    const last = added.nodes.at(-1);
    if (last) requestAnimationFrame(() => focusThing(last));
  };
  return (
    <Picker
      at={at}
      label={from ? "What to wire this to" : "Add a node"}
      placeholder={from ? "What comes here?" : "Add a node"}
      find={find}
      none="Nothing fits this port."
      onPick={pick}
      onClose={onClose}
    />
  );
}

/** Every port that the ports of one node may be wired to. */
function ConnectPicker({
  panel,
  layout,
  onClose,
}: BoardPanelsProps & { panel: Extract<Panel, { type: "connect" }>; onClose: () => void }) {
  const session = useSession();
  const { store } = useBoardParts();
  const { graph } = session.store.getState();
  const part = layout.nodes.get(panel.node);
  const options = part ? legalTargets(graph, session.catalogue, layout, panel.node) : [];
  const find = (typed: string): Choice[] => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return options
      .filter(({ choice }) => words.every((word) => `${choice.label} ${choice.note}`.toLowerCase().includes(word)))
      .map(({ choice }) => choice);
  };
  const pick = (key: string): void => {
    const option = options.find(({ choice }) => choice.key === key);
    if (!option) return;
    store.setState({ wiring: { from: option.from, fits: new Set([portKey(option.to)]), by: "click" } });
    finishWire(session, store, option.to, panel.at);
  };
  return (
    <Picker
      at={panel.at}
      label={`Connect ${part?.node.label ?? ""} to`}
      placeholder="Connect to"
      find={find}
      none="Nothing on the board fits a port of this node. Add a neuron or a synapse first."
      onPick={pick}
      onClose={onClose}
    />
  );
}

interface Target {
  from: PortRef;
  to: PortRef;
  choice: Choice;
}

/** Outputs first, since circuits are built along the way of the signal. */
function legalTargets(graph: Graph, catalogue: Parameters<typeof fitting>[1], layout: Layout, id: string): Target[] {
  const part = layout.nodes.get(id);
  if (!part) return [];
  const seen = new Set<string>();
  const targets: Target[] = [];
  for (const way of ["out", "in"] as const) {
    for (const socket of part.sockets.filter((each) => each.way === way)) {
      const from: PortRef = { node: id, port: socket.port, way };
      if (seen.has(portKey(from))) continue;
      seen.add(portKey(from));
      const fits = fitting(graph, catalogue, layout, from);
      for (const other of layout.nodes.values()) {
        for (const { port, way: otherWay } of other.sockets) {
          const to: PortRef = { node: other.node.id, port, way: otherWay };
          const key = `${portKey(from)} ${portKey(to)}`;
          if (!fits.has(portKey(to)) || seen.has(key)) continue;
          seen.add(key);
          const ends = inOrder(from, to);
          if (!ends) continue;
          const picture = other.kind && <Miniature family={other.kind.family} icon={other.kind.icon} width={26} />;
          targets.push({
            from,
            to,
            choice: {
              key,
              label: other.node.label,
              note: way === "out" ? `${socket.port} to ${port}` : `from ${port} to ${socket.port}`,
              picture,
            },
          });
        }
      }
    }
  }
  return targets;
}

/** Nodes and notes by their words; picking one goes there. */
function FindPicker({ at, layout, focusThing, onClose }: BoardPanelsProps & { at: Spot; onClose: () => void }) {
  const session = useSession();
  const { graph } = session.store.getState();
  const things: Choice[] = [
    ...[...layout.nodes.values()].map((part) => ({
      key: part.node.id,
      label: part.node.label,
      note: part.kind?.label ?? part.node.kind,
      picture: part.kind && <Miniature family={part.kind.family} icon={part.kind.icon} width={26} />,
    })),
    ...(graph.notes ?? []).map((note) => ({
      key: noteId(note.id),
      label: note.text.split("\n")[0] || "Empty note",
      note: "note",
    })),
  ];
  const find = (typed: string): Choice[] => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return things.filter(({ label, note }) => words.every((word) => `${label} ${note}`.toLowerCase().includes(word)));
  };
  const pick = (id: string): void => {
    if (id.startsWith("note:")) session.select({ nodes: [], wires: [], notes: [id.slice(5)] });
    else session.select({ nodes: [id], wires: [], notes: [] });
    focusThing(id);
  };
  return (
    <Picker
      at={at}
      label="Find on the board"
      placeholder="Find a node or note"
      find={find}
      none="The board is empty."
      onPick={pick}
      onClose={onClose}
    />
  );
}

/** The acts that make sense for what was pointed at. */
function TargetMenu({
  at,
  target,
  layout,
  wires,
  toFlow,
  focusThing,
  fit,
  onClose,
}: BoardPanelsProps & { at: Spot; target: MenuTarget; onClose: () => void }) {
  const session = useSession();
  const { store } = useBoardParts();
  const analyst = useAnalyst();
  const { selection, graph } = session.store.getState();
  const many = selection.nodes.length;
  const grouped = (graph.groups ?? []).some(({ nodes }) => nodes.some((id) => selection.nodes.includes(id)));
  const remove: Act = { label: "Delete", keys: "Del", run: () => removeSelected(session) };
  const clipboard: Act[] = [
    { label: "Cut", keys: chord("Ctrl+X"), run: () => document.execCommand("cut") },
    { label: "Copy", keys: chord("Ctrl+C"), run: () => document.execCommand("copy") },
    { label: "Duplicate", keys: chord("Ctrl+D"), run: () => duplicateSelected(session) },
  ];
  const paste: Act = {
    label: "Paste",
    keys: chord("Ctrl+V"),
    run: () => {
      const { x, y } = toFlow(at);
      void pasteFromMenu(session, [x, y]);
    },
  };
  switch (target.type) {
    case "node": {
      const part = layout.nodes.get(target.id);
      const panel = analysisName(graph, session.catalogue, target.id);
      const arrange: Act[] =
        many < 2
          ? []
          : [
              "rule",
              { label: "Align left edges", run: () => alignSelected(session, "left") },
              { label: "Align top edges", run: () => alignSelected(session, "top") },
              { label: "Align middles", run: () => alignSelected(session, "middle") },
              { label: "Distribute across", disabled: many < 3, run: () => distributeSelected(session, "horizontal") },
              { label: "Distribute down", disabled: many < 3, run: () => distributeSelected(session, "vertical") },
              { label: "Tidy these", run: () => void tidyUp(session, layout, "selected") },
            ];
      const acts: Act[] = [
        {
          label: "Connect to…",
          keys: "C",
          disabled: many > 1,
          run: () => store.setState({ panel: { type: "connect", at, node: target.id } }),
        },
        { label: "Rename", keys: "F2", disabled: many > 1, run: () => store.setState({ editing: target.id }) },
        { label: "Change kind…", keys: "T", disabled: many > 1, run: () => chooseKind(session, target.id) },
        { label: "Flip", keys: "F", run: () => flipSelected(session) },
        ...(analyst && panel !== undefined
          ? [{ label: panel, keys: "I", disabled: many > 1, run: () => analyse(session, target.id) }]
          : []),
        ...(canKick(graph, session.catalogue, target.id)
          ? [{ label: "Kick", keys: "K", disabled: many > 1, run: () => kickCells(session, target.id) }]
          : []),
        "rule",
        ...clipboard,
        ...arrange,
        "rule",
        { label: "Group", keys: chord("Ctrl+G"), run: () => groupSelected(session) },
        ...(grouped ? [{ label: "Ungroup", keys: chord("Ctrl+Shift+G"), run: () => ungroupSelected(session) }] : []),
        "rule",
        remove,
      ];
      return <ContextMenu at={at} label={part ? `${nameOf(part)}` : "Node"} acts={acts} onClose={onClose} />;
    }
    case "wire": {
      const info = wires.find(({ id }) => id === target.id);
      const source = info && layout.nodes.get(info.from.node);
      const end = info && layout.nodes.get(info.to.node);
      const acts: Act[] = [
        ...(source ? [{ label: `Go to ${source.node.label}`, keys: "[", run: () => focusThing(source.node.id) }] : []),
        ...(end ? [{ label: `Go to ${end.node.label}`, keys: "]", run: () => focusThing(end.node.id) }] : []),
        "rule",
        remove,
      ];
      return <ContextMenu at={at} label={info?.name ?? "Wire"} acts={acts} onClose={onClose} />;
    }
    case "note":
      return (
        <ContextMenu
          at={at}
          label="Note"
          acts={[
            { label: "Edit text", keys: "F2", run: () => store.setState({ editing: noteId(target.id) }) },
            "rule",
            ...clipboard,
            "rule",
            remove,
          ]}
          onClose={onClose}
        />
      );
    case "group":
      return (
        <ContextMenu
          at={at}
          label="Group"
          acts={[
            { label: "Rename", keys: "F2", run: () => store.setState({ editing: `group:${target.id}` }) },
            { label: "Ungroup", keys: chord("Ctrl+Shift+G"), run: () => ungroupSelected(session) },
            "rule",
            ...clipboard,
            "rule",
            remove,
          ]}
          onClose={onClose}
        />
      );
    case "canvas":
      return (
        <ContextMenu
          at={at}
          label="Board"
          acts={[
            { label: "Add a node…", run: () => store.setState({ panel: { type: "add", at } }) },
            {
              label: "Write a note",
              run: () => {
                const { x, y } = toFlow(at);
                const id = writeNewNote(session, [snap(x), snap(y)]);
                if (id) store.setState({ editing: noteId(id) });
              },
            },
            paste,
            "rule",
            { label: "Select all", keys: chord("Ctrl+A"), run: () => selectAll(session) },
            { label: "Find…", keys: "/", run: () => store.setState({ panel: { type: "find", at } }) },
            { label: "Tidy layout", run: () => void tidyUp(session, layout, "all").then(() => afterRender(fit)) },
            { label: "Fit view", keys: "Shift+1", run: fit },
          ]}
          onClose={onClose}
        />
      );
  }
}
