/**
 * Firing analysis of one neuron node, beside the board: the inspector stays free, so that a number can be turned and every
 * drawing follows. Found on copies in a thread of its own; the run on the board goes on undisturbed.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { populationStyle } from "../../plots/index.ts";
import { IconButton } from "../controls/Button.tsx";
import { Swatch } from "../controls/Swatch.tsx";
import { type Known, known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show, useScreen } from "../screen.ts";
import "./analysis.css";
import { colorOf } from "../../graph/index.ts";
import { GatesTab } from "./GatesTab.tsx";
import { IntervalsTab } from "./IntervalsTab.tsx";
import { PatternTab } from "./PatternTab.tsx";
import { PlaneTab } from "./PlaneTab.tsx";
import { RateTab } from "./RateTab.tsx";
import { StepsTab } from "./StepsTab.tsx";

type Tab = "rates" | "steps" | "pattern" | "intervals" | "plane" | "gates";

/** Which drawings make sense for a kind: by its number of variables, and whether it fires at all. */
export function tabsOf({ kind }: Known): readonly { tab: Tab; label: string }[] {
  const states = Object.values(kind.state);
  const fires = kind.spike !== undefined;
  return [
    ...(fires ? [{ tab: "rates" as const, label: "Rate" }] : []),
    { tab: "steps", label: "Steps" },
    ...(fires
      ? [
          { tab: "pattern" as const, label: "Pattern" },
          { tab: "intervals" as const, label: "Intervals" },
        ]
      : []),
    ...(states.length === 1 ? [{ tab: "plane" as const, label: "Phase line" }] : []),
    ...(states.length === 2 ? [{ tab: "plane" as const, label: "Phase plane" }] : []),
    ...(fires && states.length > 1 && states.slice(1).some(({ unit }) => unit === "1")
      ? [{ tab: "gates" as const, label: "Gates" }]
      : []),
  ];
}

export default function AnalysisPanel({ node, onClose }: { node: string; onClose: () => void }) {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const wide = useScreen((state) => state.analysisWide);
  const found = known(graph, catalogue, node);
  const [wanted, setWanted] = useState<Tab>("rates");
  const list = useRef<HTMLDivElement>(null);
  const gone = found?.kind.family !== "neuron";
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[aria-selected='true']")?.focus({ preventScroll: true });
  }, []);
  if (!found || gone) return null;
  const tabs = tabsOf(found);
  const tab = tabs.some((each) => each.tab === wanted) ? wanted : (tabs[0]?.tab ?? "steps");
  const colour = `var(${populationStyle(colorOf(graph, catalogue, node)).token})`;
  const walk = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((each) => each.tab === tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[to % tabs.length];
    if (!next) return;
    setWanted(next.tab);
    (list.current?.children[to % tabs.length] as HTMLElement | undefined)?.focus();
  };
  const props = { node, colour };
  const resets = found.kind.spike?.type === "threshold";
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
        <Swatch color={found.node.color} />
        <h2>
          {found.kind.spike ? "Firing" : "Response"} of {found.node.label}
        </h2>
        {isSpreadOut(found) && <span className="caption">with the middle of its values</span>}
        <span className="spacer" />
        <IconButton
          label={wide ? "Beside the board" : "Over board and plots"}
          icon={wide ? "panel" : "board"}
          aria-pressed={wide}
          onClick={() => show({ analysisWide: !wide })}
        />
        <IconButton label="Close firing analysis" tip="Close" icon="close" keys="Esc" onClick={onClose} />
      </header>
      <div className="analysis-tabs" role="tablist" aria-label="Analyses" ref={list} onKeyDown={walk}>
        {tabs.map((each) => (
          <button
            key={each.tab}
            id={`analysis-${each.tab}`}
            type="button"
            role="tab"
            aria-selected={each.tab === tab}
            aria-controls="analysis-shown"
            tabIndex={each.tab === tab ? 0 : -1}
            onClick={() => setWanted(each.tab)}
          >
            {each.label}
          </button>
        ))}
      </div>
      <div id="analysis-shown" className="analysis-shown" role="tabpanel" aria-labelledby={`analysis-${tab}`}>
        {tab === "rates" && <RateTab key={node} {...props} />}
        {tab === "steps" && <StepsTab key={node} {...props} resets={resets} />}
        {tab === "pattern" && <PatternTab key={node} {...props} />}
        {tab === "intervals" && <IntervalsTab key={node} {...props} />}
        {tab === "plane" && <PlaneTab key={node} {...props} />}
        {tab === "gates" && <GatesTab key={node} {...props} />}
      </div>
    </div>
  );
}

/** Its cells differ: what is shown is a cell in their middle. */
const isSpreadOut = ({ node }: Known): boolean =>
  [...Object.values(node.parameters ?? {}), ...Object.values(node.start ?? {})].some(
    (value) => typeof value === "object" && !Array.isArray(value),
  );
