/**
 * The circuit as a table: the same nodes as the board, for readers who hear or prefer text. Arrows walk the rows, Enter goes
 * to the node, names and cells are edited in place, Delete takes a node out.
 */
import { type KeyboardEvent, useMemo, useRef } from "react";
import { colorOf, removeNodes, roomForCells, setLabel, setN, splitEnd } from "../../graph/index.ts";
import { kindOf } from "../../kind/index.ts";
import { announce } from "../announce.ts";
import { useBoard } from "../boardApi.ts";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { Swatch } from "../controls/Swatch.tsx";
import { TextField } from "../controls/TextField.tsx";
import { inGesture } from "../edits.ts";
import { ruleWords } from "../equations/blocks.ts";
import { light } from "../lamp.ts";
import { roomWords } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { nodeOf } from "../topbar/Problems.tsx";
import { isTyping } from "../useShortcuts.ts";
import "./outline.css";

export function Outline({ onChosen }: { onChosen?: () => void }) {
  const session = useSession();
  const board = useBoard();
  const graph = useSessionState((state) => state.graph);
  const selected = useSessionState((state) => state.selection.nodes);
  const diagnostics = useSessionState((state) => state.diagnostics);
  const table = useRef<HTMLTableSectionElement>(null);

  const rows = useMemo(() => {
    const label = (id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id;
    return graph.nodes.map((node) => {
      const ends = (way: "from" | "to"): readonly string[] => [
        ...new Set(
          graph.wires
            .filter((wire) => splitEnd(way === "from" ? wire.to : wire.from).node === node.id)
            .map((wire) => label(splitEnd(wire[way]).node)),
        ),
      ];
      return { node, kind: kindOf(session.catalogue, node), from: ends("from"), to: ends("to") };
    });
  }, [graph, session.catalogue]);

  const choose = (id: string): void => session.select({ nodes: [id], wires: [], notes: [] });
  const go = (id: string): void => {
    choose(id);
    show({ tab: "board" });
    onChosen?.();
    requestAnimationFrame(() => board.focusNode(id));
  };
  const press = (event: KeyboardEvent<HTMLTableRowElement>, k: number): void => {
    if (isTyping(event.target)) return;
    const { node } = rows[k] ?? {};
    if (!node) return;
    const move = (to: number): void => {
      const row = table.current?.children[Math.min(rows.length - 1, Math.max(0, to))];
      if (row instanceof HTMLElement) row.focus();
    };
    if (event.key === "ArrowDown") move(k + 1);
    else if (event.key === "ArrowUp") move(k - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(rows.length - 1);
    else if (event.key === "Enter" && event.target === event.currentTarget) go(node.id);
    else if (event.key === " " && event.target === event.currentTarget) choose(node.id);
    else if (event.key === "Delete" || event.key === "Backspace") {
      session.edit(removeNodes([node.id]));
      announce(`Removed ${node.label}`);
      requestAnimationFrame(() => move(k));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (rows.length === 0)
    return (
      <p className="outline-none">
        Nothing on the board yet.{" "}
        <button type="button" className="door" onClick={() => show({ dialog: "add" })}>
          Add a node
        </button>
      </p>
    );
  return (
    <table className="outline">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">Cells</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
        </tr>
      </thead>
      <tbody ref={table}>
        {rows.map(({ node, kind, from, to }, k) => {
          const problem = diagnostics.find(({ at, severity }) => severity === "error" && nodeOf(at) === node.id);
          return (
            <tr
              key={node.id}
              tabIndex={
                k ===
                Math.max(
                  0,
                  rows.findIndex((row) => selected.includes(row.node.id)),
                )
                  ? 0
                  : -1
              }
              aria-selected={selected.includes(node.id)}
              onKeyDown={(event) => press(event, k)}
              onFocus={() => light(node.id)}
              onBlur={() => light()}
              onPointerEnter={() => light(node.id)}
              onPointerLeave={() => light()}
              onClick={(event) => !isTyping(event.target) && choose(node.id)}
              onDoubleClick={() => go(node.id)}
            >
              <td>
                <span className="outline-name">
                  {problem ? (
                    <Icon name="problem" size={14} />
                  ) : kind?.family === "neuron" ? (
                    <Swatch color={colorOf(graph, session.catalogue, node.id)} />
                  ) : (
                    kind && <Miniature family={kind.family} icon={kind.icon} width={18} />
                  )}
                  <TextField
                    label={`Name of ${node.label}`}
                    value={node.label}
                    onCommit={(next) => next.trim() && session.edit(setLabel(node.id, next.trim()))}
                  />
                </span>
                {problem && <p className="wrong">{problem.message}</p>}
              </td>
              <td>{kind?.label ?? `unknown: ${node.kind}`}</td>
              <td>
                {kind && kind.family !== "synapse" ? (
                  <NumberField
                    label={`Cells of ${node.label}`}
                    value={node.n ?? 1}
                    range={[1, roomForCells(graph, [node.id])]}
                    why={roomWords(graph, [node.id])}
                    scale="log"
                    integer
                    onCommit={(n) => session.edit(inGesture(setN(node.id, n), undefined))}
                  />
                ) : (
                  <span className="caption">{kind ? ruleWords(node.connect) : ""}</span>
                )}
              </td>
              <td>{from.join(", ") || <span className="caption">–</span>}</td>
              <td>{to.join(", ") || <span className="caption">–</span>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
