/**
 * The pairs of a synapse one by one: weight and delay of a pair to read and to set, and all of them to and from a CSV file. What
 * is set by hand or by file becomes a list of pairs in place of the rule that drew them.
 */
import { listPairs } from "../../graph/index.ts";
import { matrixToCSV, pairsToCSV } from "../../plots/index.ts";
import { announce } from "../announce.ts";
import { download, fileName } from "../circuit/files.ts";
import { Button } from "../controls/Button.tsx";
import { Menu } from "../controls/Menu.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { counted, writeCount, writeNumber, writeUnit } from "../controls/number.ts";
import type { Known } from "../nodes.ts";
import { useSession } from "../SessionContext.tsx";
import { FileSection, type Taken } from "./FileSection.tsx";
import { listOf, type OnePair, pairsOfDelays, pairsOfWeights, setPair, valuesOf } from "./pairs.ts";
import { type ListedPair, mostPairs, readMatrix, readPairTable } from "./table.ts";
import type { PairsReply } from "./usePairs.ts";

/** More entries than this are no table that a spreadsheet opens. */
const mostEntries = 4_000_000;

interface PairSectionProps {
  synapse: Known;
  pairs: PairsReply;
  from: string;
  to: string;
  unit: string;
  chosen: OnePair;
  onChoose: (pair: OnePair) => void;
}

export function PairSection({ synapse: { node, kind }, pairs, from, to, unit, chosen, onChoose }: PairSectionProps) {
  const session = useSession();
  const { nPre, nPost } = pairs;
  // Where weights come from patterns there is none to set.
  const weight = kind.parameters.weight?.per === "pair" ? kind.parameters.weight : undefined;
  const delay = kind.delay === undefined ? undefined : kind.parameters[kind.delay];
  const whole = pairs.pre.length === pairs.total;
  const pre = Math.min(chosen.pre, nPre - 1);
  const post = Math.min(chosen.post, nPost - 1);
  const values = valuesOf(pairs, { pre, post });
  const settable = weight && whole;

  const save = (what: "pairs" | "weight" | "delay"): void => {
    const { graph, run } = session.store.getState();
    const when = pairs.start ? `, at ${writeNumber(run.timeMs, 6)} ms` : "";
    const head = { name: `${graph.name}: ${node.label}${when}`, seed: graph.seed, dtMs: graph.dt };
    const all = { ...pairs, delayMs: delay && pairs.delayMs };
    const text =
      what === "pairs" ? pairsToCSV(head, all, unit) : matrixToCSV(head, all, what, what === "delay" ? "ms" : unit);
    const words = { pairs: "pairs", weight: "weights", delay: "delays" }[what];
    download(fileName(`${graph.name} ${node.label} ${words}`, ".csv"), new Blob([text], { type: "text/csv" }));
    announce(`${words} of ${node.label} saved as CSV`);
  };
  const put = (list: readonly ListedPair[], label: string, rows: number): Taken => {
    session.edit(listPairs(node.id, list, label));
    return { rows };
  };
  const takePairs = (text: string): Taken => {
    const read = readPairTable(text, { nPre, nPost, ...(weight ? { weight } : {}), ...(delay ? { delay } : {}) });
    return "wrong" in read ? read : put(read.pairs, "Take pairs from a file", read.pairs.length);
  };
  const takeWeights = (text: string): Taken => {
    const read = readMatrix(text, pairs, { name: "weight", unit: "1", ...weight });
    if ("wrong" in read) return read;
    const usual = kind.delay === undefined ? undefined : (node.parameters?.[kind.delay] ?? delay?.default);
    const list = pairsOfWeights(read, pairs, typeof usual === "number" ? usual : 0);
    return put(list, "Take weights from a file", nPre);
  };
  const takeDelays = (text: string): Taken => {
    const read = readMatrix(text, pairs, { name: "delay", unit: "ms", ...delay });
    return "wrong" in read ? read : put(pairsOfDelays(read, pairs), "Take delays from a file", nPre);
  };
  // What this app saved says what it is; of other files the lines tell, and where both would do it is a list.
  const take = (text: string): Taken => {
    const said = /^# (weight|delay)\b.*: a row for each/m.exec(text)?.[1];
    if (said === "delay" && delay) return takeDelays(text);
    if (said === "weight" && weight) return takeWeights(text);
    const taken = takePairs(text);
    return "wrong" in taken && weight && !("wrong" in readMatrix(text, pairs, { name: "weight", unit: "1" }))
      ? takeWeights(text)
      : taken;
  };
  const set = (change: { weight?: number; delayMs?: number }): void =>
    session.edit(
      setPair(
        node.id,
        node.connect,
        pairs,
        { pre, post },
        {
          weight: values?.start ?? 0,
          delayMs: Number((values?.delayMs ?? 0).toPrecision(12)),
          ...change,
        },
      ),
    );
  const matrix = nPre * nPost <= mostEntries;
  const ways = [
    {
      label: "Pairs, one a line",
      hint: weight ? (delay ? "from, to, weight, delay" : "from, to, weight") : "from, to",
      take: takePairs,
    },
    ...(weight
      ? [{ label: "Weights as a matrix", hint: `${counted(nPre, "row")} of ${nPost}`, take: takeWeights }]
      : []),
    ...(delay && weight
      ? [{ label: "Delays as a matrix", hint: `${counted(nPre, "row")} of ${nPost}`, take: takeDelays }]
      : []),
  ];
  const items = [
    {
      label: "Pairs, one a line",
      hint: delay ? "from, to, weight, delay" : "from, to, weight",
      onSelect: () => save("pairs"),
    },
    { label: "Weights as a matrix", disabled: !matrix, onSelect: () => save("weight") },
    ...(delay ? [{ label: "Delays as a matrix", disabled: !matrix, onSelect: () => save("delay") }] : []),
  ];

  return (
    <FileSection
      label="Pair by pair"
      about={
        whole
          ? `A CSV file: from, to, and if wished weight${weight && weight.unit !== "1" ? ` in ${writeUnit(weight.unit)}` : ""}${delay ? " and delay in ms" : ""}. Cells count from 0.${weight ? " Or a matrix: a row for each sending cell, a field left empty where there is no pair." : ""}`
          : `More than ${writeCount(mostPairs)} pairs: they are drawn by the rule, and not set or saved one by one.`
      }
      take={take}
      {...(whole && { ways })}
      beside={
        whole && (
          <Menu
            label="Save as CSV"
            align="end"
            items={items}
            trigger={(props) => (
              <Button look="line" icon="download" {...props}>
                Save
              </Button>
            )}
          />
        )
      }
    >
      <div className="row pair-ends">
        <span className="caption">Cell</span>
        <NumberField
          label={`From cell of ${from}`}
          value={pre}
          range={[0, nPre - 1]}
          integer
          onCommit={(cell) => onChoose({ pre: cell, post })}
        />
        <span className="caption">to cell</span>
        <NumberField
          label={`To cell of ${to}`}
          value={post}
          range={[0, nPost - 1]}
          integer
          onCommit={(cell) => onChoose({ pre, post: cell })}
        />
        <span className="caption pair-count">
          {!values ? "no pair" : values.count > 1 ? `first of ${counted(values.count, "pair")}` : ""}
        </span>
      </div>
      {values && (
        <>
          <div className="row">
            <span className="row-name">{pairs.start ? "Weight at the start" : "Weight"}</span>
            <NumberField
              label="Weight of the pair"
              value={values.start}
              unit={unit}
              range={weight?.range}
              disabled={!settable}
              onCommit={(next) => set({ weight: next })}
            />
            <span className="unit">{writeUnit(unit)}</span>
          </div>
          {delay && (
            <div className="row">
              <span className="row-name">Delay</span>
              <NumberField
                label="Delay of the pair"
                value={Number(values.delayMs.toPrecision(12))}
                unit="ms"
                range={delay.range}
                disabled={!settable}
                onCommit={(next) => set({ delayMs: next })}
              />
              <span className="unit">ms</span>
            </div>
          )}
        </>
      )}
      {pairs.start && values && (
        <div className="row pair-acts">
          <span className="row-name">
            Now {writeNumber(values.weight, 5)} {writeUnit(unit)}
          </span>
          <Button
            look="line"
            disabled={!settable}
            tip="What all pairs have learned becomes where they start"
            onClick={() => session.edit(listPairs(node.id, listOf(pairs, pairs.weight), "Start from what is learned"))}
          >
            Start from this
          </Button>
        </div>
      )}
    </FileSection>
  );
}
