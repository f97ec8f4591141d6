/** The phone's inspector at rest: what is selected and the one number one most likely turns; the rest is a pull away. */
import { setParameter } from "../../graph/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { writeUnit } from "../controls/number.ts";
import { rowName } from "../controls/symbol.ts";
import { inGesture } from "../edits.ts";
import { colourOf, isSpread, known, middle, signOf, valueIn } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { faderEnds } from "./faderEnds.ts";

export function LeadCard({ onMore }: { onMore: () => void }) {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const selected = useSessionState((state) => state.selection.nodes[0]);
  const at = selected === undefined ? undefined : known(graph, session.catalogue, selected);
  const more = (
    <button type="button" className="icon-button" aria-label="All numbers" onClick={onMore}>
      <Icon name="up" size={20} />
    </button>
  );
  if (!at)
    return (
      <section className="lead" aria-label="Inspector" data-region="Inspector">
        <div className="lead-head">
          <h2>{graph.nodes.length === 0 ? "Nothing on the board yet" : "This circuit"}</h2>
          <span className="caption">
            {graph.nodes.length === 0 ? "Add a node" : "Select a node to see its numbers"}
          </span>
          <span className="spacer" />
          {more}
        </div>
        {graph.about && <p className="lead-about">{graph.about}</p>}
      </section>
    );
  const { node, kind } = at;
  const entry = Object.entries(kind.parameters).find(
    ([, { type = "number" }]) => type === "number" || type === "integer",
  );
  const number = colourOf(graph, session.catalogue, at);
  const colour = number === undefined ? "var(--src)" : `var(${populationStyle(number).token})`;
  const head = (words: string) => (
    <>
      <Miniature family={kind.family} icon={kind.icon} width={40} colour={colour} down={signOf(at) === "inhibitory"} />
      <h2>{node.label}</h2>
      <span className="caption">{words}</span>
      <span className="spacer" />
    </>
  );
  if (!entry)
    return (
      <section className="lead" aria-label="Inspector" data-region="Inspector">
        <div className="lead-head">
          {head(kind.label)}
          {more}
        </div>
      </section>
    );
  const [name, parameter] = entry;
  const value = valueIn(node, name, parameter);
  const spread =
    isSpread(value) && ("normal" in value ? value.normal : "lognormal" in value ? value.lognormal : undefined);
  const shown = middle(value);
  const home = typeof parameter.default === "number" ? parameter.default : undefined;
  const { label } = rowName(name, parameter.about);
  const set = (next: number, gesture?: string): void => {
    // A spread keeps its width: the fader moves its mean.
    const moved = !isSpread(value)
      ? next
      : "normal" in value
        ? { ...value, normal: [next, value.normal[1]] as const }
        : "lognormal" in value
          ? { ...value, lognormal: [next, value.lognormal[1]] as const }
          : next;
    session.edit(inGesture(setParameter(node.id, name, moved, session.catalogue), gesture));
  };
  return (
    <section className="lead" aria-label="Inspector" data-region="Inspector">
      <div className="lead-head">
        {head(`${spread ? "mean " : ""}${label.toLowerCase()}`)}
        <NumberField label={label} value={shown} unit={parameter.unit} range={parameter.range} onCommit={set} />
        <span className="unit">{writeUnit(parameter.unit)}</span>
        {more}
      </div>
      <Fader
        label={label}
        value={shown}
        range={faderEnds(parameter, shown, home ?? 0)}
        unit={parameter.unit}
        colour={colour}
        {...(home === undefined ? {} : { home })}
        {...(parameter.scale ? { scale: parameter.scale } : {})}
        {...(spread ? { band: [spread[0] - spread[1], spread[0] + spread[1]] as const } : {})}
        onChange={set}
      />
    </section>
  );
}
