/**
 * The memory laboratory beside the board: what is stored, a cue and its recall, damage, where else it rests, what it holds. Found on
 * copies in a thread of its own; the run on the board goes on undisturbed. What is stored and the rule are the circuit's own.
 */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../controls/Button.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show, useScreen } from "../screen.ts";
import "../analysis/analysis.css";
import "./laboratory.css";
import { CapacityTab } from "./CapacityTab.tsx";
import { ForgettingTab } from "./ForgettingTab.tsx";
import { memoryOf } from "./memory.ts";
import { RecallTab } from "./RecallTab.tsx";
import { RestsTab } from "./RestsTab.tsx";

const tabs = [
  { tab: "recall", label: "Recall" },
  { tab: "rests", label: "States of rest" },
  { tab: "capacity", label: "Capacity" },
  { tab: "forgetting", label: "Forgetting" },
] as const;

export default function MemoryPanel({ node, onClose }: { node: string; onClose: () => void }) {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const wide = useScreen((state) => state.analysisWide);
  const found = useMemo(() => memoryOf(graph, catalogue, node), [graph, catalogue, node]);
  // A node that is moved or renamed asks nothing anew.
  const key = found && JSON.stringify([found.patterns.text, found.synapse?.node.id, found.synapse?.node.parameters]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  const memory = useMemo(() => found, [key]);
  const [tab, setTab] = useState<(typeof tabs)[number]["tab"]>("recall");
  const list = useRef<HTMLDivElement>(null);
  const gone = !found;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[aria-selected='true']")?.focus({ preventScroll: true });
  }, []);
  if (!memory) return null;
  const walk = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((each) => each.tab === tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[to % tabs.length];
    if (!next) return;
    setTab(next.tab);
    (list.current?.children[to % tabs.length] as HTMLElement | undefined)?.focus();
  };
  const props = { memory, seed: graph.seed };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from anywhere inside
    <div
      className="analysis"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="analysis-head">
        <h2>Memory of {memory.patterns.node.label}</h2>
        {!memory.synapse && <span className="caption">as outer products would store it</span>}
        <span className="spacer" />
        <IconButton
          label={wide ? "Beside the board" : "Over board and plots"}
          icon={wide ? "panel" : "board"}
          aria-pressed={wide}
          onClick={() => show({ analysisWide: !wide })}
        />
        <IconButton label="Close the laboratory" tip="Close" icon="close" keys="Esc" onClick={onClose} />
      </header>
      <div className="analysis-tabs" role="tablist" aria-label="Experiments" ref={list} onKeyDown={walk}>
        {tabs.map((each) => (
          <button
            key={each.tab}
            id={`memory-${each.tab}`}
            type="button"
            role="tab"
            aria-selected={each.tab === tab}
            aria-controls="memory-shown"
            tabIndex={each.tab === tab ? 0 : -1}
            onClick={() => setTab(each.tab)}
          >
            {each.label}
          </button>
        ))}
      </div>
      <div id="memory-shown" className="analysis-shown" role="tabpanel" aria-labelledby={`memory-${tab}`}>
        {tab === "recall" && <RecallTab key={node} {...props} />}
        {tab === "rests" && <RestsTab key={node} {...props} />}
        {tab === "capacity" && <CapacityTab key={node} {...props} />}
        {tab === "forgetting" && <ForgettingTab key={node} seed={graph.seed} />}
      </div>
    </div>
  );
}
