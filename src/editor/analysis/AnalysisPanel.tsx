/**
 * Firing analysis of one neuron node, beside the board: the inspector stays free, so that a number can be turned and every
 * drawing follows. Found on copies in a thread of its own; the run on the board goes on undisturbed.
 */
import { useEffect, useState } from "react";
import { colorOf } from "../../graph/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { Swatch } from "../controls/Swatch.tsx";
import { type Known, known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { CompareTab } from "./CompareTab.tsx";
import { GatesTab } from "./GatesTab.tsx";
import { IntervalsTab } from "./IntervalsTab.tsx";
import { PatternTab } from "./PatternTab.tsx";
import { PlaneTab } from "./PlaneTab.tsx";
import { RateTab } from "./RateTab.tsx";
import { SidePanel, Tabs } from "./SidePanel.tsx";
import { StepsTab } from "./StepsTab.tsx";

type Tab = "rates" | "steps" | "pattern" | "intervals" | "plane" | "gates" | "compare";

/** Which drawings make sense for a kind: by its number of variables, and whether it fires at all. */
export function tabsOf({ kind }: Known): readonly { tab: Tab; label: string }[] {
  const states = Object.values(kind.state);
  const fires = kind.spike !== undefined;
  const plane = states.length === 2 ? [{ tab: "plane" as const, label: "Phase plane" }] : [];
  return [
    // What never fires shows most where it comes to rest.
    ...(fires ? [{ tab: "rates" as const, label: "Rate" }] : plane),
    { tab: "steps", label: "Steps" },
    ...(fires
      ? [
          { tab: "pattern" as const, label: "Pattern" },
          { tab: "intervals" as const, label: "Intervals" },
        ]
      : []),
    ...(states.length === 1 ? [{ tab: "plane" as const, label: "Phase line" }] : []),
    ...(fires ? plane : []),
    ...(fires && states.length > 1 && states.slice(1).some(({ unit }) => unit === "1")
      ? [{ tab: "gates" as const, label: "Gates" }]
      : []),
    ...(states.length > 0 ? [{ tab: "compare" as const, label: "Numerics" }] : []),
  ];
}

export default function AnalysisPanel({ node, onClose }: { node: string; onClose: () => void }) {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const found = known(graph, catalogue, node);
  const [wanted, setWanted] = useState<Tab>("rates");
  const gone = found?.kind.family !== "neuron";
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  if (!found || gone) return null;
  const tabs = tabsOf(found);
  const tab = tabs.some((each) => each.tab === wanted) ? wanted : (tabs[0]?.tab ?? "steps");
  const colour = `var(${populationStyle(colorOf(graph, catalogue, node)).token})`;
  const props = { node, colour };
  const resets = found.kind.spike?.type === "threshold";
  return (
    <SidePanel
      head={
        <>
          <Swatch color={found.node.color} />
          <h2>
            {found.kind.spike ? "Firing" : "Response"} of {found.node.label}
          </h2>
          {isSpreadOut(found) && <span className="caption">with the middle of its values</span>}
        </>
      }
      closeLabel="Close firing analysis"
      onClose={onClose}
    >
      <Tabs label="Analyses" tabs={tabs} tab={tab} onTab={setWanted}>
        {tab === "rates" && <RateTab key={node} {...props} />}
        {tab === "steps" && <StepsTab key={node} {...props} resets={resets} />}
        {tab === "pattern" && <PatternTab key={node} {...props} />}
        {tab === "intervals" && <IntervalsTab key={node} {...props} />}
        {tab === "plane" && <PlaneTab key={node} {...props} />}
        {tab === "gates" && <GatesTab key={node} {...props} />}
        {tab === "compare" && <CompareTab key={node} {...props} resets={resets} />}
      </Tabs>
    </SidePanel>
  );
}

/** Its cells differ: what is shown is a cell in their middle. */
const isSpreadOut = ({ node }: Known): boolean =>
  [...Object.values(node.parameters ?? {}), ...Object.values(node.start ?? {})].some(
    (value) => typeof value === "object" && !Array.isArray(value),
  );
