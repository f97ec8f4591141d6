/**
 * The memory laboratory beside the board: what is stored, a cue and its recall, damage, where else it rests, what it holds. Found on
 * copies in a thread of its own; the run on the board goes on undisturbed. What is stored and the rule are the circuit's own.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import { parsePatterns } from "../../patterns/index.ts";
import { SidePanel, Tabs } from "../analysis/SidePanel.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
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
  const found = useMemo(() => memoryOf(graph, catalogue, node), [graph, catalogue, node]);
  // A node that is moved or renamed asks nothing anew.
  const key = found && JSON.stringify([found.patterns.text, found.synapse?.node.id, found.synapse?.node.parameters]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  const memory = useMemo(() => found, [key]);
  const [tab, setTab] = useState<(typeof tabs)[number]["tab"]>("recall");
  const [brushed, setBrushed] = useState<{ node: string; units: readonly number[] }>({ node, units: [] });
  const text = memory?.patterns.text;
  const hurt = useMemo(() => {
    const { width, height } = parsePatterns(text ?? "");
    // The patterns may have fewer points than when the brush passed.
    return brushed.node === node ? brushed.units.filter((unit) => unit < width * height) : [];
  }, [brushed, node, text]);
  const changeHurt = useCallback(
    (change: (units: readonly number[]) => readonly number[]) =>
      setBrushed((before) => ({ node, units: change(before.node === node ? before.units : []) })),
    [node],
  );
  const gone = !found;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  if (!memory) return null;
  const props = { memory, seed: graph.seed };
  return (
    <SidePanel
      head={
        <>
          <h2>Memory of {memory.patterns.node.label}</h2>
          {!memory.synapse && <span className="caption">as outer products would store it</span>}
        </>
      }
      closeLabel="Close the laboratory"
      onClose={onClose}
    >
      <Tabs label="Experiments" tabs={tabs} tab={tab} onTab={setTab}>
        {tab === "recall" && <RecallTab key={node} {...props} hurt={hurt} onHurt={changeHurt} />}
        {tab === "rests" && <RestsTab key={node} {...props} hurt={hurt} />}
        {tab === "capacity" && <CapacityTab key={node} {...props} />}
        {tab === "forgetting" && <ForgettingTab key={node} seed={graph.seed} />}
      </Tabs>
    </SidePanel>
  );
}
