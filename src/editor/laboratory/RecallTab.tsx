/** A cue, and what the network makes of it: step by step, with its energy and what it is like on the way. */
import { useEffect, useMemo, useState } from "react";
import { setParameter } from "../../graph/index.ts";
import type { MemoryQuestion } from "../../learning/index.ts";
import { corrupt, flipped, parsePatterns, partial } from "../../patterns/index.ts";
import { Button, Toggle } from "../controls/Button.tsx";
import { Fader } from "../controls/Fader.tsx";
import { Segmented } from "../controls/Segmented.tsx";
import { Select } from "../controls/Select.tsx";
import { inGesture } from "../edits.ts";
import { useSession } from "../SessionContext.tsx";
import { useScreen } from "../screen.ts";
import { choicesOf, type Remembering, setSetting, settingOf, toAsk, withPattern } from "./memory.ts";
import { PixelEditor } from "./PixelEditor.tsx";
import { EnergyChart, OverlapChart } from "./RecallCharts.tsx";
import { StoredRow } from "./StoredRow.tsx";
import { Timing } from "./Timing.tsx";
import { useMemoryAnswer } from "./useMemoryAnswer.ts";
import { meaningWords } from "./words.ts";

type Cue = "whole" | "partial" | "noise" | "corrupt" | "drawn";
type Update = "synchronous" | "random" | "sequential";

/** Time of one frame [ms]. */
const frameMs = { few: 420, many: 50 };

const cues: readonly { value: Exclude<Cue, "drawn">; label: string; tip: string }[] = [
  { value: "whole", label: "Whole", tip: "As stored" },
  { value: "partial", label: "In part", tip: "The rest is not seen: it is 0" },
  { value: "noise", label: "Noise", tip: "A share of the points is turned" },
  { value: "corrupt", label: "Corrupt", tip: "The lecture's: half of the points, turned and weakened" },
];

interface RecallTabProps {
  memory: Remembering;
  seed: number;
  /** Units that the brush has damaged. */
  hurt: readonly number[];
  onHurt: (change: (units: readonly number[]) => readonly number[]) => void;
}

export function RecallTab({ memory, seed, hurt, onHurt }: RecallTabProps) {
  const wide = useScreen((state) => state.analysisWide);
  const session = useSession();
  const { text } = memory.patterns;
  const { width, height, names, points } = useMemo(() => parsePatterns(text), [text]);
  const n = width * height;
  const [wanted, setChosen] = useState(0);
  const chosen = Math.min(wanted, Math.max(0, names.length - 1));
  const [kind, setKind] = useState<Cue>("corrupt");
  const [share, setShare] = useState(0.3);
  const [draws, setDraws] = useState(0);
  const [drawn, setDrawn] = useState<Float64Array>();
  const [tool, setTool] = useState<"draw" | "erase" | "hurt">("draw");
  const [update, setUpdate] = useState<Update>("synchronous");
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);

  const cue = useMemo(() => {
    if (kind === "drawn" && drawn?.length === n) return drawn;
    const pattern = points.slice(chosen * n, (chosen + 1) * n);
    if (pattern.length < n) return new Float64Array(n).fill(-1);
    switch (kind) {
      case "partial":
        return partial(pattern, share);
      case "noise":
        return flipped(pattern, share, seed + draws);
      case "corrupt":
        return corrupt(pattern, seed + draws);
      default:
        return pattern;
    }
  }, [kind, drawn, points, chosen, n, share, seed, draws]);
  const damaged = useMemo(() => {
    const mask = new Uint8Array(n);
    for (const unit of hurt) mask[unit] = 1;
    return mask;
  }, [hurt, n]);
  const question = useMemo(
    (): Extract<MemoryQuestion, { type: "recall" }> | undefined =>
      names.length === 0
        ? undefined
        : {
            type: "recall",
            memory: toAsk(memory, hurt, seed),
            cue,
            options: { update, seed, framesPerSweep: 12, atZero: "keep" },
          },
    [memory, hurt, cue, update, seed, names.length],
  );
  const { answer, busy, why } = useMemoryAnswer<"recall">(question);
  const glimpses = answer && answer.glimpses[0]?.state.length === n ? answer.glimpses : [];
  const last = Math.max(0, glimpses.length - 1);
  // A new cue is looked at from its start; what was running goes on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is what it waits for
  useEffect(() => setAt(0), [answer]);
  useEffect(() => {
    if (!playing) return;
    if (at >= last) return setPlaying(false);
    const timer = setTimeout(() => setAt((before) => before + 1), last > 20 ? frameMs.many : frameMs.few);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const shown = glimpses[Math.min(at, last)];
  const state = at > 0 && shown ? shown.state : cue;

  const point = (k: number, turn = false): void => {
    if (tool === "hurt") {
      onHurt((before) => (before.includes(k) ? (turn ? before.filter((unit) => unit !== k) : before) : [...before, k]));
      return;
    }
    setDrawn((before) => {
      const next = (kind === "drawn" && before?.length === n ? before : state).slice();
      next[k] = turn ? ((next[k] as number) > 0 ? -1 : 1) : tool === "draw" ? 1 : -1;
      return next;
    });
    setKind("drawn");
    setAt(0);
    setPlaying(false);
  };
  const start = (): void => {
    if (at >= last) setAt(0);
    setPlaying(true);
  };
  const edit = (text: string): void => {
    const { node, parameter } = memory.patterns;
    session.edit(setParameter(node.id, parameter, text));
  };
  const lesion = Number(settingOf(memory, "lesion"));
  const words =
    !answer || glimpses.length === 0
      ? ""
      : at >= last
        ? `${answer.end === "cycle" ? "It goes to and fro between two states. " : answer.end === "running" ? "It has not settled. " : ""}${meaningWords(answer.meaning, names)}`
        : "";
  const big = wide ? 300 : 136;
  return (
    <div className="tab-body lab">
      <StoredRow
        text={text}
        chosen={chosen}
        onChoose={(k) => {
          setChosen(k);
          if (kind === "drawn") setKind("whole");
          setPlaying(false);
        }}
        onEdit={edit}
        onStore={() =>
          edit(
            withPattern(
              text,
              state.map((x) => (x > 0 ? 1 : -1)),
            ),
          )
        }
      />
      <div className="lab-columns">
        <div className="lab-state">
          <PixelEditor
            points={state}
            width={width}
            size={big}
            label={at > 0 ? "State" : "Cue"}
            damaged={hurt.length > 0 ? damaged : undefined}
            onPoint={(k) => point(k)}
            onTurn={(k) => point(k, true)}
          />
          <Segmented
            label="Brush"
            value={tool}
            options={[
              { value: "draw", label: "Draw" },
              { value: "erase", label: "Erase" },
              { value: "hurt", label: "Damage", tip: "Units under the brush lose all their weights" },
            ]}
            onChange={setTool}
          />
        </div>
        <div className="lab-side">
          <Segmented
            label="Cue"
            value={kind === "drawn" ? undefined : kind}
            options={cues}
            onChange={(next) => {
              setKind(next);
              setPlaying(false);
            }}
          />
          {(kind === "partial" || kind === "noise") && (
            <div className="tab-foot">
              <span className="row-name">{kind === "partial" ? "Seen" : "Turned"}</span>
              <Fader label="Share of the cue" value={share} range={[0, 1]} onChange={(next) => setShare(next)} />
              <span className="caption">{Math.round(share * 100)} %</span>
            </div>
          )}
          {(kind === "noise" || kind === "corrupt") && (
            <div className="tab-foot">
              <Button look="line" icon="dice" onClick={() => setDraws(draws + 1)}>
                Draw again
              </Button>
            </div>
          )}
          <div className="tab-foot">
            <Select
              label="Turns of the units"
              value={update}
              options={[
                { value: "synchronous", label: "All at once" },
                { value: "random", label: "One by one, random" },
                { value: "sequential", label: "One by one, in order" },
              ]}
              onChange={setUpdate}
            />
          </div>
          <div className="tab-foot">
            <Button look="solid" disabled={last === 0} onClick={() => (playing ? setPlaying(false) : start())}>
              {playing ? "Pause" : "Recall"}
            </Button>
            <Button
              look="line"
              disabled={at >= last}
              onClick={() => {
                setPlaying(false);
                setAt(Math.min(last, at + 1));
              }}
            >
              Step
            </Button>
            <Button
              look="line"
              disabled={at === 0}
              onClick={() => {
                setPlaying(false);
                setAt(0);
              }}
            >
              Back
            </Button>
          </div>
          <p className="lab-words" role="status">
            {why ?? words}
          </p>
        </div>
        <div className="lab-charts">
          <EnergyChart glimpses={glimpses} at={Math.min(at, last)} />
          <OverlapChart overlaps={shown?.overlaps} names={names} />
        </div>
      </div>
      {memory.synapse && (
        <div className="tab-foot">
          <span className="row-name">Damage</span>
          <Fader
            label="Share of the weights that is damaged"
            value={lesion}
            range={[0, 1]}
            home={0}
            onChange={(next, gesture) => {
              const change = setSetting(memory, "lesion", Number(next.toFixed(2)));
              if (change) session.edit(inGesture(change, gesture));
            }}
          />
          <span className="caption">{Math.round(lesion * 100)} %</span>
          <Select
            label="What the damage does"
            value={String(settingOf(memory, "damage"))}
            options={choicesOf(memory, "damage")}
            onChange={(next) => {
              const change = setSetting(memory, "damage", next);
              if (change) session.edit(change);
            }}
          />
          {hurt.length > 0 && (
            <Button look="line" onClick={() => onHurt(() => [])}>
              Heal {hurt.length} {hurt.length === 1 ? "unit" : "units"}
            </Button>
          )}
        </div>
      )}
      {memory.synapse && (
        <div className="tab-foot">
          <span className="row-name">Rule</span>
          <Select
            label="How patterns become weights"
            value={String(settingOf(memory, "rule"))}
            options={choicesOf(memory, "rule")}
            onChange={(next) => {
              const change = setSetting(memory, "rule", next);
              if (change) session.edit(change);
            }}
          />
          <Toggle
            pressed={settingOf(memory, "diagonal") === "kept"}
            onChange={(kept) => {
              const change = setSetting(memory, "diagonal", kept ? "kept" : "zero");
              if (change) session.edit(change);
            }}
          >
            Diagonal kept
          </Toggle>
          <Timing learnedMs={answer?.learnedMs} recalledMs={busy ? undefined : answer?.recalledMs} />
        </div>
      )}
    </div>
  );
}
