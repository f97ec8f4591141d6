/** Chooses what is drawn: which populations have rows in the raster, which states of which cells are curves. */
import { useState } from "react";
import { printUnit } from "../../plots/index.ts";
import { Icon } from "../controls/Icon.tsx";
import { Popover } from "../controls/Popover.tsx";
import { Swatch } from "../controls/Swatch.tsx";
import { Sym } from "../controls/Symbol.tsx";
import { toggled, useChoices, useChoicesStore } from "./choices.ts";
import { type Pick, type Picks, type PlotSpec, rasterPopulations } from "./plotList.ts";
import type { Population } from "./populations.ts";

export function TracePicker(props: { populations: readonly Population[]; picks: Picks; plots: readonly PlotSpec[] }) {
  return (
    <Popover
      label="What is drawn"
      className="dock-sheet"
      trigger={(props) => (
        <button
          type="button"
          className="dock-menu-button dock-picker-button"
          aria-label="Choose what is drawn"
          title="Choose what is drawn"
          {...props}
        >
          <Icon name="curves" />
        </button>
      )}
    >
      {() => <Choices {...props} />}
    </Popover>
  );
}

function Choices(props: { populations: readonly Population[]; picks: Picks; plots: readonly PlotSpec[] }) {
  const { populations, picks, plots } = props;
  const store = useChoicesStore();
  const closed = useChoices((choices) => choices.closed);
  const shown = useChoices((choices) => choices.shown);
  const own = useChoices((choices) => choices.picks !== undefined);
  const rows = rasterPopulations(populations, shown);
  const change = (node: string, next: Pick): void => store.setState({ picks: { ...picks, [node]: next } });

  return (
    <div className="dock-picker">
      <h3>Plots</h3>
      <div className="dock-picker-row">
        {plots.map((plot) => (
          <label key={plot.key} className="dock-check">
            <input
              type="checkbox"
              checked={!closed.has(plot.key)}
              onChange={() => store.setState({ closed: toggled(closed, plot.key) })}
            />
            {plot.title}
          </label>
        ))}
      </div>
      <h3>Populations</h3>
      {populations.length === 0 && <p className="dock-sheet-words">Nothing on the board can be recorded yet.</p>}
      {populations.map((population) => (
        <div key={population.node} className="dock-picker-node">
          <span className="dock-picker-name">
            <Swatch style={population.style} size={9} />
            <b>{population.label}</b>
          </span>
          <div className="dock-picker-row">
            {population.first >= 0 && (
              <label className="dock-check">
                <input
                  type="checkbox"
                  checked={rows.includes(population)}
                  onChange={(event) => store.setState({ shown: { ...shown, [population.node]: event.target.checked } })}
                />
                spikes
              </label>
            )}
            {population.states.map(({ name, unit, short, synapse }) => {
              const pick = picks[population.node] ?? { variables: [], cells: [0] };
              return (
                <label key={name} className="dock-check">
                  <input
                    type="checkbox"
                    checked={pick.variables.includes(name)}
                    onChange={(event) =>
                      change(population.node, {
                        ...pick,
                        variables: event.target.checked
                          ? [...pick.variables, name]
                          : pick.variables.filter((each) => each !== name),
                      })
                    }
                  />
                  <em>
                    <Sym name={short ?? name} />
                  </em>
                  {synapse && <span>{synapse}</span>}
                  {printUnit(unit) && <small>{printUnit(unit)}</small>}
                </label>
              );
            })}
            {population.n > 1 && population.states.length > 0 && (
              <CellsField
                population={population}
                cells={picks[population.node]?.cells ?? [0]}
                onChange={(cells) =>
                  change(population.node, { variables: picks[population.node]?.variables ?? [], cells })
                }
              />
            )}
          </div>
        </div>
      ))}
      {own && (
        <button type="button" className="dock-plain" onClick={() => store.setState({ picks: undefined, shown: {} })}>
          Choose by selection again
        </button>
      )}
    </div>
  );
}

const mostCells = 12;

/** "0, 3, 10-12" as cell numbers that exist, at most a dozen; undefined where it cannot be read. */
export function parseCells(text: string, n: number): number[] | undefined {
  const cells = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [, from, to] = /^(\d+)(?:[-–](\d+))?$/.exec(part) ?? [];
    if (from === undefined) return undefined;
    for (let cell = Number(from); cell <= Number(to ?? from) && cells.size < mostCells; cell++)
      if (cell < n) cells.add(cell);
  }
  return cells.size > 0 ? [...cells].sort((a, b) => a - b) : undefined;
}

function CellsField(props: { population: Population; cells: readonly number[]; onChange: (cells: number[]) => void }) {
  const { population, cells, onChange } = props;
  const [text, setText] = useState(cells.join(", "));
  const parsed = parseCells(text, population.n);
  return (
    <label className="dock-cells">
      {population.family === "synapse" ? "pairs" : "cells"}
      <input
        className="dock-number"
        type="text"
        value={text}
        aria-invalid={parsed === undefined}
        title={`${population.family === "synapse" ? "Pairs" : "Cells"} 0 to ${population.n - 1}, such as 0, 3, 10-12; at most ${mostCells}`}
        onChange={(event) => {
          setText(event.target.value);
          const next = parseCells(event.target.value, population.n);
          if (next) onChange(next);
        }}
      />
    </label>
  );
}
