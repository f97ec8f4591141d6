/** What can be done with one plot: a taller picture, a table, a file, away with it. */

import { useSession } from "../SessionContext.tsx";
import { toggled, useChoices, useChoicesStore } from "./choices.ts";
import { Icon } from "./Icon.tsx";
import { useInks } from "./inks.ts";
import { Popover } from "./Popover.tsx";
import type { PlotSpec } from "./plotList.ts";
import { savePlot } from "./savePlot.ts";
import { useScope } from "./scope.ts";

export function PlotMenu({ plot }: { plot: PlotSpec }) {
  const store = useChoicesStore();
  const scope = useScope();
  const session = useSession();
  const inks = useInks();
  const doubled = useChoices((choices) => choices.doubled.has(plot.key));
  const items: [string, () => void][] = [
    [
      doubled ? "Single height" : "Double height",
      () => store.setState(({ doubled: old }) => ({ doubled: toggled(old, plot.key) })),
    ],
    ["Show as a table", () => store.setState({ table: plot.key })],
    ["Save picture (SVG)", () => void savePlot("svg", plot, session, scope, inks, store.getState().ghost)],
    ["Save picture (PNG)", () => void savePlot("png", plot, session, scope, inks, store.getState().ghost)],
    ["Save data (CSV)", () => void savePlot("csv", plot, session, scope, inks, store.getState().ghost)],
    ["Close", () => store.setState(({ closed }) => ({ closed: toggled(closed, plot.key) }))],
  ];
  return (
    <Popover
      className="dock-menu-button"
      button={<Icon name="more" />}
      label={`${plot.title}: more`}
      name={`${plot.title} plot`}
    >
      {(close) => (
        <div className="dock-menu">
          {items.map(([text, act]) => (
            <button
              key={text}
              type="button"
              onClick={() => {
                close();
                act();
              }}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
