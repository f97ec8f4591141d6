/** "Stop when…": a cell spikes, or a condition on a population's states comes true. */
import { type FormEvent, useId, useState } from "react";
import type { StopWhen as Stop } from "../../engine/index.ts";
import { checkStop } from "../../kind/index.ts";
import { Icon } from "../controls/Icon.tsx";
import { Popover } from "../controls/Popover.tsx";
import { known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import type { Population } from "./populations.ts";

export function StopWhen({ populations }: { populations: readonly Population[] }) {
  const stop = useSessionState((state) => state.run.stopWhen);
  return (
    <Popover
      label="Stop when"
      className="dock-sheet"
      trigger={(props) => (
        <button
          type="button"
          className={stop ? "dock-chip dock-chip-on" : "dock-chip"}
          title="Pause the run by itself"
          {...props}
        >
          {stop && <Icon name="check" />}
          <span className="dock-chip-text">{stop ? `Stop when ${stopWords(stop, populations)}` : "Stop when…"}</span>
        </button>
      )}
    >
      {(close) => <StopForm populations={populations} stop={stop} close={close} />}
    </Popover>
  );
}

/** "E spikes", "E, cell 34 spikes", "E: v > -50". */
export function stopWords(stop: Stop, populations: readonly Population[]): string {
  const label = populations.find((each) => each.node === stop.node)?.label ?? stop.node;
  if (stop.type === "condition") return `${label}: ${stop.text}`;
  return stop.cell === undefined ? `${label} spikes` : `${label}, cell ${stop.cell} spikes`;
}

function StopForm(props: { populations: readonly Population[]; stop: Stop | null; close: () => void }) {
  const session = useSession();
  const { populations, stop, close } = props;
  const [type, setType] = useState<Stop["type"]>(stop?.type ?? "spike");
  const usable = populations.filter((each) => (type === "spike" ? each.first >= 0 : each.states.length > 0));
  const [wanted, setNode] = useState(stop?.node);
  const chosen = usable.find((each) => each.node === wanted) ?? usable[0];
  const [cell, setCell] = useState(stop?.type === "spike" && stop.cell !== undefined ? String(stop.cell) : "");
  const [text, setText] = useState(stop?.type === "condition" ? stop.text : "");
  const [wrong, setWrong] = useState<string>();
  const wrongId = useId();
  const { name = "v", unit = "mV" } = chosen?.states[0] ?? {};
  const example = `${name} > ${chosen?.threshold ?? 0}${unit === "1" ? "" : ` ${unit}`}`;

  const checkOf = (node: string, condition: string) => {
    const found = known(session.store.getState().graph, session.catalogue, node);
    return found ? checkStop(found.kind, condition, node) : [];
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!chosen) return;
    if (type === "spike") {
      const number = cell.trim() === "" ? undefined : Math.min(chosen.n - 1, Math.max(0, Math.floor(Number(cell))));
      session.stopWhen({
        type,
        node: chosen.node,
        ...(number === undefined || Number.isNaN(number) ? {} : { cell: number }),
      });
    } else {
      const condition = text.trim() || example;
      const [problem] = checkOf(chosen.node, condition);
      if (problem) return setWrong(problem.message);
      session.stopWhen({ type, node: chosen.node, text: condition });
    }
    close();
  };

  if (!chosen)
    return (
      <p className="dock-sheet-words">Nothing on the board can spike yet. Place a neuron, then choose when to stop.</p>
    );
  return (
    <form className="dock-form" onSubmit={submit}>
      <fieldset className="dock-seg">
        <legend>Stop when</legend>
        {(["spike", "condition"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="stop-type" checked={type === each} onChange={() => setType(each)} />
            <span>{each === "spike" ? "a cell spikes" : "a condition holds"}</span>
          </label>
        ))}
      </fieldset>
      <label className="dock-field">
        <span>Population</span>
        <select value={chosen.node} onChange={(event) => setNode(event.target.value)}>
          {usable.map((each) => (
            <option key={each.node} value={each.node}>
              {each.label}
            </option>
          ))}
        </select>
      </label>
      {type === "spike" ? (
        <label className="dock-field">
          <span>Cell</span>
          <input
            className="dock-number"
            type="text"
            inputMode="numeric"
            placeholder="any"
            value={cell}
            onChange={(event) => setCell(event.target.value)}
          />
          <small>{chosen.n > 1 ? `0 to ${chosen.n - 1}` : "0"}</small>
        </label>
      ) : (
        <label className="dock-field">
          <span>Condition</span>
          <input
            className="dock-number dock-wide"
            type="text"
            placeholder={example}
            value={text}
            aria-invalid={wrong !== undefined}
            aria-describedby={wrong === undefined ? undefined : wrongId}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(undefined);
            }}
          />
        </label>
      )}
      {type === "condition" && wrong !== undefined && (
        <p id={wrongId} className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="dock-form-end">
        {stop && (
          <button
            type="button"
            className="dock-plain"
            onClick={() => {
              session.stopWhen(null);
              close();
            }}
          >
            Run on
          </button>
        )}
        <button type="submit" className="dock-solid">
          Set
        </button>
      </div>
    </form>
  );
}
