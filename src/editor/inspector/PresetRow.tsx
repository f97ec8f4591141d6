/** Published values by name, with what they show and the experiment that shows it; a choice is one undo step. */
import { useState } from "react";
import { applyPreset, presetsOf, setUpPreset, shownAs } from "../../graph/index.ts";
import { kindOf, type Shown, type Stepping } from "../../kind/index.ts";
import { Toggle } from "../controls/Button.tsx";
import { writeNumber } from "../controls/number.ts";
import { Select } from "../controls/Select.tsx";
import { Words } from "../controls/Symbol.tsx";
import { methodNames } from "../methods.ts";
import type { Known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";

const ways = { published: "As published", converged: "Converged" } as const;
type Way = keyof typeof ways;

/** Of nodes of one kind that has presets. */
export function PresetRow({ nodes }: { nodes: readonly Known[] }) {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const [first] = nodes as readonly [Known, ...Known[]];
  const { presets = {}, sources } = first.kind;
  const ids = nodes.map(({ node }) => node.id);
  const [last, setLast] = useState<string>();

  // Some sets have the same numbers and another stimulus: the one that is set up, or else the one chosen last.
  const fitting = nodes
    .map(({ node, kind }) => presetsOf(node, kind))
    .reduce((all, some) => all.filter((key) => some.includes(key)));
  const wayOf = (key: string): Way | undefined => shownAs(graph, ids, key, session.catalogue);
  const key = fitting.find((each) => wayOf(each)) ?? fitting.find((each) => each === last) ?? fitting[0];
  const chosen = key === undefined ? undefined : presets[key];
  const way = key === undefined ? undefined : wayOf(key);

  const setUp = (next: string, how: Way): void => {
    session.edit(setUpPreset(ids, next, how, session.catalogue));
    // The stimulus comes at its time: from the start.
    session.reset();
  };
  const choose = (next: string): void => {
    setLast(next);
    // Who looks at one experiment as published goes on to the next as published.
    if (way && presets[next]?.shown?.[way]) setUp(next, way);
    else session.edit(applyPreset(ids, next, session.catalogue));
  };

  return (
    <section className="section" aria-label="Published values">
      <h3>Published values</h3>
      <Select
        label="Published values"
        value={key ?? ""}
        placeholder="Values of your own"
        options={Object.entries(presets).map(([value, { label }]) => ({ value, label }))}
        onChange={choose}
      />
      {chosen && (
        <p className="caption preset-words">
          {chosen.about && <Words text={`${chosen.about} `} />}
          {chosen.source ?? sources[0]}
        </p>
      )}
      {key !== undefined && chosen?.shown && (
        <Experiment shown={chosen.shown} way={way} onChoose={(how) => setUp(key, how)} />
      )}
    </section>
  );
}

function Experiment({ shown, way, onChoose }: { shown: Shown; way: Way | undefined; onChoose: (way: Way) => void }) {
  const { catalogue } = useSession();
  const stimulus = kindOf(catalogue, { kind: shown.stimulus.kind })?.label.toLowerCase();
  const words = ({ dt, method }: Stepping): string =>
    `Wires a ${stimulus} and steps the circuit by ${writeNumber(dt)} ms${method ? `: ${methodNames[method]}` : ""}`;
  return (
    <>
      <div className="row preset-ways">
        <span className="row-name">Set it up</span>
        {(["published", "converged"] as const).map((each) => {
          const stepping = shown[each];
          return (
            stepping && (
              <Toggle key={each} pressed={way === each} data-tip={words(stepping)} onChange={() => onChoose(each)}>
                {ways[each]}
              </Toggle>
            )
          );
        })}
      </div>
      {way && shown[way] && (
        <p className="caption">
          The {stimulus} takes {writeNumber(shown.duration)} ms, in steps of {writeNumber(shown[way].dt)} ms.{" "}
          {shown.why && <Words text={shown.why} />}
        </p>
      )}
    </>
  );
}
