/** How many problems there are, in words; the list leads to each and runs its fix. */
import type { Diagnostic, Place } from "../../diagnostic/index.ts";
import { announce } from "../announce.ts";
import { useBoard } from "../boardApi.ts";
import { Icon } from "../controls/Icon.tsx";
import { Popover } from "../controls/Popover.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";

/** The node a place belongs to; undefined for the circuit as a whole. */
export function nodeOf(place: Place): string | undefined {
  if (place.type === "wire") return place.from.split(".")[0];
  return "node" in place ? place.node : undefined;
}

/** "No problems", "1 problem", "2 problems, 1 warning". */
export function problemWords(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]): number =>
    diagnostics.filter((each) => each.severity === severity).length;
  const say = (n: number, word: string): string[] => (n === 0 ? [] : [`${n} ${word}${n === 1 ? "" : "s"}`]);
  return (
    [...say(count("error"), "problem"), ...say(count("warning"), "warning"), ...say(count("note"), "note")].join(
      ", ",
    ) || "No problems"
  );
}

export function Problems({ small }: { small?: boolean }) {
  const session = useSession();
  const board = useBoard();
  const graph = useSessionState((state) => state.graph);
  const diagnostics = useSessionState((state) => state.diagnostics);
  const stopped = useSessionState((state) => state.run.stopped);
  const all =
    stopped && !diagnostics.includes(stopped) && stopped.severity !== "note" ? [stopped, ...diagnostics] : diagnostics;
  const hasNetwork = useSessionState((state) => state.network !== undefined);
  const errors = all.filter(({ severity }) => severity === "error").length;
  if (graph.nodes.length === 0 && all.length === 0) return null;
  if (small && all.length === 0) return null;

  const go = (diagnostic: Diagnostic): void => {
    const node = nodeOf(diagnostic.at);
    if (node === undefined) session.select({ nodes: [], wires: [], notes: [] });
    else {
      session.select({ nodes: [node], wires: [], notes: [] });
      board.focusNode(node);
    }
    show({ screen: "circuit", tab: "board" });
  };
  const name = (diagnostic: Diagnostic): string => {
    const node = nodeOf(diagnostic.at);
    return node === undefined ? "This circuit" : (graph.nodes.find(({ id }) => id === node)?.label ?? node);
  };

  return (
    <Popover
      label="Problems"
      align="end"
      className="problems"
      trigger={(props) => (
        <button
          type="button"
          className={`button button-plain ${errors > 0 ? "problems-some" : ""}`}
          aria-label={problemWords(all)}
          {...props}
        >
          <Icon name={errors > 0 ? "problem" : all.length > 0 ? "warning" : "good"} />
          <span className="top-word">{problemWords(all)}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          <h2>{problemWords(all)}</h2>
          {all.length === 0 && <p className="caption">The network that runs is the one you see.</p>}
          {hasNetwork && diagnostics.some(({ severity }) => severity === "error") && (
            <p className="caption">Until this is mended, the last good network goes on running.</p>
          )}
          {hasNetwork && stopped?.severity === "error" && (
            <p className="caption">The run has stopped. What it recorded stays.</p>
          )}
          <ul>
            {all.map((diagnostic, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be alike in all but their order
              <li key={k} className={`problem problem-${diagnostic.severity}`}>
                <Icon
                  name={
                    diagnostic.severity === "error" ? "problem" : diagnostic.severity === "warning" ? "warning" : "note"
                  }
                />
                <div>
                  <button
                    type="button"
                    className="problem-go"
                    onClick={() => {
                      close();
                      go(diagnostic);
                    }}
                  >
                    {diagnostic.message}
                  </button>
                  <p className="problem-foot">
                    {diagnostic.fix && (
                      <button
                        type="button"
                        className="button button-line"
                        onClick={() => {
                          if (diagnostic.fix) session.fix(diagnostic.fix);
                          announce(`Mended: ${diagnostic.fix?.label}`);
                        }}
                      >
                        {diagnostic.fix.label}
                      </button>
                    )}
                    <span className="caption">{name(diagnostic)}</span>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}
