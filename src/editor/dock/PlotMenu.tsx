/** What can be done with one plot: a taller picture, a table, a file, away with it. */

import { Icon } from "../controls/Icon.tsx";
import { Popover } from "../controls/Popover.tsx";
import { useSession } from "../SessionContext.tsx";
import { toggled, useChoices, useChoicesStore } from "./choices.ts";
import { useInks } from "./inks.ts";
import type { PlotSpec } from "./plotList.ts";
import { usePlotMove } from "./plotOrder.ts";
import { useScope } from "./scope.ts";

export function PlotMenu({ plot }: { plot: PlotSpec }) {
  const store = useChoicesStore();
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const doubled = useChoices((choices) => choices.doubled.has(plot.key));
  const { at, last, moveTo } = usePlotMove(plot);
  const save = async (format: "svg" | "png" | "csv"): Promise<void> => {
    const { savePlot } = await import("./savePlot.ts");
    await savePlot(format, plot, session, scope, inks, store.getState().ghost);
  };
  const items: [string, () => void, string?][] = [
    ...(at > 0 ? ([["Move up", () => moveTo(at - 1), "Alt+↑"]] satisfies [string, () => void, string][]) : []),
    ...(at < last ? ([["Move down", () => moveTo(at + 1), "Alt+↓"]] satisfies [string, () => void, string][]) : []),
    [
      doubled ? "Single height" : "Double height",
      () => store.setState(({ doubled: old }) => ({ doubled: toggled(old, plot.key) })),
    ],
    ["Show as a table", () => store.setState({ table: plot.key })],
    ["Save picture (SVG)", () => void save("svg")],
    ["Save picture (PNG)", () => void save("png")],
    ["Save data (CSV)", () => void save("csv")],
    ["Close", () => store.setState(({ closed }) => ({ closed: toggled(closed, plot.key) }))],
  ];
  return (
    <Popover
      label={`${plot.title} plot`}
      className="dock-sheet"
      trigger={(props) => (
        <button type="button" className="dock-menu-button" aria-label={`${plot.title}: more`} {...props}>
          <Icon name="more" />
        </button>
      )}
    >
      {(close) => (
        <div className="dock-menu">
          {items.map(([text, act, keys]) => (
            <button
              key={text}
              type="button"
              onClick={() => {
                close();
                act();
              }}
            >
              {text}
              {keys && <kbd>{keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
