/** Who reaches whom: the rule, its number, W as a picture, and its pairs one by one. */
import { useState } from "react";
import { type Connect, pictureOf, setConnect } from "../../graph/index.ts";
import { Fader } from "../controls/Fader.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { counted } from "../controls/number.ts";
import { Select } from "../controls/Select.tsx";
import { inGesture } from "../edits.ts";
import { type Known, sourcesOf, targetsOf } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { MatrixPicture } from "./MatrixPicture.tsx";
import { PairSection } from "./PairSection.tsx";
import { PairsField } from "./PairsField.tsx";
import type { OnePair } from "./pairs.ts";
import { Section } from "./Section.tsx";
import type { PairsReply } from "./usePairs.ts";
import { WeightField } from "./WeightField.tsx";

type Rule = Connect["rule"];

const rules: readonly { value: Rule; label: string; about: string }[] = [
  { value: "all-to-all", label: "All to all", about: "Every cell reaches every cell." },
  { value: "one-to-one", label: "One to one", about: "Each cell reaches the one of the same number." },
  { value: "probability", label: "Each pair, by chance", about: "Each pair is connected or not, on its own." },
  { value: "in-degree", label: "So many into each", about: "Every target draws this many senders." },
  { value: "out-degree", label: "So many from each", about: "Every sender draws this many targets." },
  { value: "total", label: "So many in all", about: "This many pairs are drawn over the whole matrix." },
  { value: "pairs", label: "Listed pairs", about: "Only the pairs you write down." },
];

/** The rule with what it needs, keeping what carries over from the old one. */
export function changeRule(old: Connect, rule: Rule): Connect {
  const autapses = "autapses" in old && old.autapses !== undefined ? { autapses: old.autapses } : {};
  const k = "k" in old ? old.k : 10;
  switch (rule) {
    case "all-to-all":
      return { rule, ...autapses };
    case "one-to-one":
      return { rule };
    case "probability":
      return { rule, p: "p" in old ? old.p : 0.1, ...autapses };
    case "in-degree":
    case "out-degree":
      return { rule, k: Math.min(k, 1000), ...autapses };
    case "total":
      return { rule, k, ...autapses };
    case "pairs":
      return { rule, pairs: "pairs" in old ? old.pairs : [[0, 0]] };
  }
}

export function ConnectEditor({
  synapse,
  pairs,
  colour,
}: {
  synapse: Known;
  pairs: PairsReply | undefined;
  colour: string;
}) {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const { node, kind } = synapse;
  const connect: Connect = node.connect ?? { rule: "all-to-all" };
  const set = (next: Connect, gesture?: string): void => session.edit(inGesture(setConnect(node.id, next), gesture));
  // Patterns are read before a run: they are not an end of the connection.
  const sources = sourcesOf(graph, session.catalogue, node.id).filter(
    ({ port }) => kind.inputs[port]?.signal !== "patterns",
  );
  const takes = Object.values(kind.inputs).some(({ signal }) => signal === "spikes") ? "spikes" : "value";
  const targets = targetsOf(graph, session.catalogue, node.id);
  const self = sources.some((source) => targets.some((target) => target.node.id === source.node.id));
  const label = (list: readonly Known[], none: string): string =>
    list.map(({ node: each }) => each.label).join(", ") || none;
  const [chosen, setChosen] = useState<OnePair>({ pre: 0, post: 0 });
  const ends = { from: label(sources, "nothing"), to: label(targets, "nothing") };
  const unit =
    Object.entries(kind.parameters).find(([name, { per }]) => per === "pair" && name !== kind.delay)?.[1].unit ?? "1";
  const [only, ...others] = sources;
  const picture = only && others.length === 0 ? pictureOf(graph, session.catalogue, only.node) : undefined;
  const nPre = sources.reduce((sum, { node: each }) => sum + (each.n ?? 1), 0);
  const nPost = targets.reduce((sum, { node: each }) => sum + (each.n ?? 1), 0);

  return (
    <>
      <Section label="Connections">
        <div className="row">
          <span className="row-name row-narrow">Connect</span>
          <Select
            label="Connection rule"
            value={connect.rule}
            options={rules}
            onChange={(rule) => set(changeRule(connect, rule))}
          />
        </div>
        <p className="caption rule-about">{rules.find(({ value }) => value === connect.rule)?.about}</p>
        {connect.rule === "probability" && (
          <Amount
            label="Probability"
            symbol="p"
            value={connect.p}
            range={[0, 1]}
            home={0.1}
            onChange={(p, gesture) => set({ ...connect, p }, gesture)}
          />
        )}
        {(connect.rule === "in-degree" || connect.rule === "out-degree" || connect.rule === "total") && (
          <Amount
            label={
              connect.rule === "total" ? "Pairs" : connect.rule === "in-degree" ? "Senders of each" : "Targets of each"
            }
            symbol="k"
            value={connect.k}
            range={[
              0,
              Math.max(
                10,
                connect.k,
                connect.rule === "total" ? nPre * nPost : connect.rule === "in-degree" ? nPre : nPost,
              ),
            ]}
            integer
            onChange={(k, gesture) => set({ ...connect, k }, gesture)}
          />
        )}
        {connect.rule === "pairs" && (
          <PairsField value={connect.pairs} onCommit={(list) => set({ rule: "pairs", pairs: list })} />
        )}
        {self && connect.rule !== "one-to-one" && connect.rule !== "pairs" && (
          <label className="check">
            <input
              type="checkbox"
              checked={connect.autapses !== false}
              onChange={(event) => set({ ...connect, ...autapses(connect, event.target.checked) } as Connect)}
            />
            A cell may reach itself
          </label>
        )}
        {(connect.rule === "in-degree" || connect.rule === "out-degree" || connect.rule === "total") && (
          <label className="check">
            <input
              type="checkbox"
              checked={connect.multapses !== false}
              onChange={(event) => set({ ...connect, multapses: event.target.checked ? undefined : false } as Connect)}
            />
            A pair may be drawn twice
          </label>
        )}
        {pairs && pairs.nPre > 0 && pairs.nPost > 0 ? (
          <MatrixPicture pairs={pairs} colour={colour} {...ends} unit={unit} onChoose={setChosen} />
        ) : (
          <p className="caption matrix-none">
            {sources.length === 0 || targets.length === 0
              ? `W appears when both ends are wired: ${sources.length === 0 ? `${takes} in` : "current out"} is free.`
              : `W: ${counted(nPre, "row")}, ${counted(nPost, "column")}.`}
          </p>
        )}
        {picture && pairs && pairs.total > 0 && pairs.pre.length === pairs.total && (
          <WeightField
            pairs={pairs}
            picture={picture}
            to={ends.to}
            unit={unit}
            cell={chosen.post}
            onCell={(post) => setChosen({ ...chosen, post })}
          />
        )}
      </Section>
      {pairs && pairs.total > 0 && (
        <PairSection synapse={synapse} pairs={pairs} {...ends} unit={unit} chosen={chosen} onChoose={setChosen} />
      )}
    </>
  );
}

const autapses = (_: Connect, allowed: boolean) => ({ autapses: allowed ? undefined : false });

interface AmountProps {
  label: string;
  symbol: string;
  value: number;
  range: readonly [number, number];
  home?: number;
  integer?: boolean;
  onChange: (value: number, gesture?: string) => void;
}

function Amount({ label, symbol, value, range, home, integer, onChange }: AmountProps) {
  return (
    <div className="parameter">
      <div className="row">
        <span className="row-name">
          <span>{label}</span>
          <em>
            <i>{symbol}</i>
          </em>
        </span>
        <NumberField
          label={label}
          value={value}
          range={integer ? [0, 1e9] : range}
          {...(integer ? { integer } : {})}
          onCommit={(next) => onChange(next)}
        />
        <span className="unit" />
        <span className="reset-room" />
      </div>
      <Fader
        label={label}
        value={value}
        range={range}
        {...(home === undefined ? {} : { home })}
        {...(integer ? { integer } : {})}
        onChange={onChange}
      />
    </div>
  );
}
