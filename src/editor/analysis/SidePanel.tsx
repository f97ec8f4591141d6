/** A panel beside the board: its head, and pages that tabs turn. Escape closes it from anywhere inside. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../controls/Button.tsx";
import { show, useScreen } from "../screen.ts";
import "./analysis.css";

interface SidePanelProps {
  /** Of the head: a mark, the heading, a word beside it. */
  head: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

export function SidePanel({ head, closeLabel, onClose, children }: SidePanelProps) {
  const wide = useScreen((state) => state.analysisWide);
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
        {head}
        <span className="spacer" />
        <IconButton
          label={wide ? "Beside the board" : "Over board and plots"}
          icon={wide ? "panel" : "board"}
          aria-pressed={wide}
          onClick={() => show({ analysisWide: !wide })}
        />
        <IconButton label={closeLabel} tip="Close" icon="close" keys="Esc" onClick={onClose} />
      </header>
      {children}
    </div>
  );
}

interface TabsProps<T extends string> {
  label: string;
  /** In the order of the row. */
  tabs: readonly { tab: T; label: string }[];
  tab: T;
  onTab: (tab: T) => void;
  children: ReactNode;
}

/** A row of tabs and the page of the chosen one, which has the focus when the panel opens; arrows, Home and End walk the row. */
export function Tabs<T extends string>({ label, tabs, tab, onTab, children }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("[aria-selected='true']")?.focus({ preventScroll: true });
  }, []);
  const walk = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((each) => each.tab === tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[to % tabs.length];
    if (!next) return;
    onTab(next.tab);
    (list.current?.children[to % tabs.length] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <div className="analysis-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={walk}>
        {tabs.map((each) => (
          <button
            key={each.tab}
            id={`panel-${each.tab}`}
            type="button"
            role="tab"
            aria-selected={each.tab === tab}
            aria-controls="panel-shown"
            tabIndex={each.tab === tab ? 0 : -1}
            onClick={() => onTab(each.tab)}
          >
            {each.label}
          </button>
        ))}
      </div>
      <div id="panel-shown" className="analysis-shown" role="tabpanel" aria-labelledby={`panel-${tab}`}>
        {children}
      </div>
    </>
  );
}
