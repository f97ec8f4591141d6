/**
 * The learning laboratory beside the board: a network of the circuit is taught its samples, on a copy in a thread of its own. The run on the
 * board goes on undisturbed until the trained weights are kept.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LossName, OptimiserName, PerceptronRule, Report, TrainingOptions } from "../../learning/index.ts";
import { SidePanel } from "../analysis/SidePanel.tsx";
import { boardLesson } from "../boardLesson.ts";
import { Button } from "../controls/Button.tsx";
import { Fader } from "../controls/Fader.tsx";
import { Select } from "../controls/Select.tsx";
import { isCalm } from "../preferences.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show, useScreen } from "../screen.ts";
import "./laboratory.css";
import { boardPicture } from "./boardPicture.ts";
import { Confusion } from "./Confusion.tsx";
import { CourseChart, LossChart } from "./LessonCharts.tsx";
import { fillSamples, fills, keepWeights, lessonOf, outsideRange, setRows, setRule, type Taught } from "./lesson.ts";
import { figure, meaningWords, progressWords } from "./lessonWords.ts";
import { PaintedSurface } from "./PaintedSurface.tsx";
import { LookedFor, PictureLesson } from "./PictureLesson.tsx";
import { SampleTable } from "./SampleTable.tsx";
import { UnitMap } from "./Surface.tsx";
import { useSchool } from "./school.ts";
import { WeightFiles } from "./WeightFiles.tsx";

const optimisers: readonly { value: OptimiserName; label: string }[] = [
  { value: "sgd", label: "Plain descent" },
  { value: "momentum", label: "Momentum" },
  { value: "adam", label: "Adam" },
];
const losses: readonly { value: LossName; label: string }[] = [
  { value: "squared", label: "Squared error" },
  { value: "logistic", label: "Cross-entropy" },
  { value: "hinge", label: "Hinge" },
];
/** Of several units, one for each class. */
const classLosses: typeof losses = [
  { value: "softmax", label: "Softmax, cross-entropy" },
  { value: "squared", label: "Squared error" },
  { value: "logistic", label: "Cross-entropy, each unit" },
  { value: "hinge", label: "Hinge, each unit" },
];
const batches = ["0", "1", "8", "16", "32"].map((value) => ({
  value,
  label: value === "0" ? "All at once" : value === "1" ? "One by one" : `${value} at a time`,
}));
const tests = ["0", "0.2", "0.5"].map((value) => ({
  value,
  label: value === "0" ? "None kept back" : `${100 * Number(value)} % kept back`,
}));

const rules: readonly { value: PerceptronRule; label: string }[] = [
  { value: "corrected", label: "Rosenblatt's rule" },
  { value: "literal", label: "The lecture's, as written" },
];
/** What a rule does to a weight at a sample, and why there are two. */
const ruleWords: Record<PerceptronRule, string> = {
  corrected: "W += rate (target − output) x: only a mistake moves the line, towards its sample or away from it.",
  literal:
    "err = (pred > thresh); W −= rate err x. The target stands nowhere in it, so weights are only ever lowered. Put right: err = (pred > thresh) − target.",
};

/** Updates from frame to frame. */
const paces = [
  { value: "1", label: "1 update a frame" },
  { value: "10", label: "10 updates a frame" },
  { value: "100", label: "100 updates a frame" },
  { value: "Infinity", label: "As fast as it can" },
] as const;

/** Most hidden units whose pictures are drawn, of one layer. */
const mostMaps = 16;

export default function LessonPanel({ node, onClose }: { node: string; onClose: () => void }) {
  const { catalogue } = useSession();
  const graph = useSessionState((state) => state.graph);
  const circuit = useSessionState((state) => state.circuit.id);
  const found = useMemo(() => lessonOf(graph, catalogue, node), [graph, catalogue, node]);
  const head = useRef<HTMLHeadingElement>(null);
  const gone = !found;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  if (!found) return null;
  return (
    <SidePanel
      head={
        <h2 ref={head} tabIndex={-1}>
          Learning{found.taught ? ` of ${found.taught.samples.node.label}` : ""}
        </h2>
      }
      closeLabel="Close the laboratory"
      onClose={onClose}
    >
      <div className="analysis-shown">
        {found.taught ? (
          <Lesson key={`${circuit} ${found.taught.samples.node.id}`} found={found.taught} seed={graph.seed} />
        ) : (
          <div className="tab-body lab">
            <p className="lab-words" role="status">
              {found.why}
            </p>
          </div>
        )}
      </div>
    </SidePanel>
  );
}

/** What the thread is given: a changed network, or only other samples, or neither. Weights that were kept are the ones that it has. */
function useHeld({ texts, data, keys }: Taught, kept: string): Pick<Taught, "texts" | "data"> {
  const held = useRef({ texts, data, keys });
  const { current: before } = held;
  if (keys.network !== before.keys.network || keys.samples !== before.keys.samples)
    held.current = {
      texts: keys.network === before.keys.network || keys.network === kept ? before.texts : texts,
      data: keys.samples === before.keys.samples ? before.data : data,
      keys,
    };
  return held.current;
}

/** Training that ran away: what happened, and the way back. */
function Runaway({ report, rate, onBack }: { report: Report; rate: number; onBack: (rate: number) => void }) {
  const half = Number((rate / 2).toPrecision(3));
  return (
    <div className="lesson-runaway" role="alert">
      <p className="lab-words">
        Training ran away in epoch {report.epochs + 1}: with a learning rate of {figure(rate)} each update went further
        than the last, until the numbers had no end. Such weights are not kept.
      </p>
      <Button look="line" disabled={report.best === undefined} onClick={() => onBack(half)}>
        Back to its best, epoch {report.best ?? 0}, at a rate of {figure(half)}
      </Button>
    </div>
  );
}

function Lesson({ found, seed }: { found: Taught; seed: number }) {
  const session = useSession();
  const { catalogue } = session;
  const wide = useScreen((state) => state.analysisWide);
  const kept = useRef("");
  const held = useHeld(found, kept.current);
  const { data } = held;
  const steps = found.texts.length === 1 && found.texts[0]?.step !== undefined;
  const [rate, setRate] = useState(steps ? 1 : found.picture ? 0.01 : 0.02);
  const lossChoices = data.outputs > 1 ? classLosses : losses;
  const [chosen, setOptions] = useState<Omit<TrainingOptions, "loss"> & { loss?: LossName }>({
    optimiser: "adam",
    batch: found.picture ? 32 : 0,
    test: 0,
    seed,
  });
  const { value: loss } = (lossChoices.find(({ value }) => value === chosen.loss) ??
    lossChoices[0]) as (typeof losses)[number];
  const { rule } = found;
  const options: TrainingOptions = { ...chosen, loss, rule };
  // What is done in a few epochs, or has few samples, is slow enough to be watched.
  const [pace, setPace] = useState(steps || data.rows < 20 ? 1 : 10);
  const [draws, setDraws] = useState(0);
  const { report, training, why, send } = useSchool(held, options, rate, pace);
  const choose = (change: Partial<TrainingOptions>): void => {
    setOptions({ ...chosen, ...change });
    send({ type: "choose", options: { ...options, ...change } });
  };
  // The rule is the circuit's: chosen here, undone or written into the file, the thread follows.
  const told = useRef(rule);
  useEffect(() => {
    if (told.current === rule) return;
    told.current = rule;
    send({ type: "choose", options });
  });
  // An example about learning opens learning, as others open running.
  const begins = useScreen((state) => state.teaches) && report !== undefined && data.rows > 0;
  useEffect(() => {
    if (!begins) return;
    show({ teaches: false });
    send({ type: "train", on: true });
  }, [begins, send]);
  const [refused, setRefused] = useState<string>();
  const keep = useCallback(() => {
    if (!report) return;
    send({ type: "train", on: false });
    const outside = outsideRange(found, report.layers);
    setRefused(outside);
    if (outside !== undefined) return;
    const edit = keepWeights(found, report.layers);
    const after = lessonOf(edit.apply(session.store.getState().graph), catalogue, found.samples.node.id);
    kept.current = after?.taught?.keys.network ?? "";
    session.edit(edit);
  }, [report, send, session, catalogue, found]);

  // On the board too; four times a second where less motion is wanted.
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    if (!report || report.diverged || (training && isCalm() && now - shownAt.current < 250)) return;
    shownAt.current = now;
    boardLesson.setState({ lesson: boardPicture(found, report) });
  }, [report, found, training]);
  useEffect(() => () => boardLesson.setState({ lesson: undefined }), []);

  const teachable = report !== undefined && !report.diverged && data.rows > 0;
  const size = wide ? 380 : 232;
  const [only] = report?.layers ?? [];
  const surfaceLabel = report ? `What the network answers over its inputs: ${progressWords(report)}` : "";
  return (
    <div className="tab-body lab lesson">
      <div className="tab-foot">
        <Button
          look="solid"
          disabled={!teachable}
          onClick={() => {
            setRefused(undefined);
            send({ type: "train", on: !training });
          }}
        >
          {training ? "Pause" : "Train"}
        </Button>
        <Button look="line" disabled={!teachable} onClick={() => send({ type: "update" })}>
          One update
        </Button>
        <Button look="line" disabled={!teachable} onClick={() => send({ type: "epoch" })}>
          One epoch
        </Button>
        <Button
          look="line"
          disabled={!report}
          tip={steps ? "All weights at 0" : "Weights drawn anew"}
          onClick={() => {
            setRefused(undefined);
            send({ type: "fresh", seed: seed + draws });
            setDraws(draws + 1);
          }}
        >
          Start afresh
        </Button>
        <Button look="line" disabled={!report || report.diverged} onClick={keep}>
          Keep trained weights
        </Button>
      </div>
      {report?.diverged ? (
        <Runaway
          report={report}
          rate={rate}
          onBack={(next) => {
            setRefused(undefined);
            setRate(next);
            send({ type: "rate", rate: next });
            send({ type: "back" });
          }}
        />
      ) : (
        refused !== undefined && (
          <p className="wrong" role="alert">
            These weights were not kept. {refused} Start afresh, or train on at a lower learning rate.
          </p>
        )
      )}
      {report && (
        <div className="lab-columns lesson-columns">
          {found.picture ? (
            <PictureLesson taught={{ ...found, data }} report={report} size={wide ? 280 : 168} send={send} />
          ) : data.inputs === 2 ? (
            <PaintedSurface
              report={report}
              data={data}
              size={size}
              label={surfaceLabel}
              line={
                steps && only
                  ? { weights: only.weights, bias: (only.biases[0] as number) - (found.texts[0]?.step ?? 0) }
                  : undefined
              }
              onRows={(rows, words) => session.edit(setRows(found, rows, words))}
            />
          ) : (
            <CourseChart report={report} data={data} label={surfaceLabel} />
          )}
          <div className="lab-charts">
            <p className="caption lesson-progress">{progressWords(report)}</p>
            <p className="lab-words lesson-words" role="status">
              {meaningWords(report)}
            </p>
            <LossChart report={report} training={training} />
          </div>
        </div>
      )}
      {report && <LookedFor taught={found} report={report} size={wide ? 56 : 41} />}
      {why !== undefined && (
        <p className="lab-words" role="status">
          {why}
        </p>
      )}
      <div className="tab-foot">
        <span className="row-name">Learning rate</span>
        <Fader
          label="Learning rate"
          value={rate}
          range={[0.0001, 10]}
          scale="log"
          onChange={(next) => {
            setRate(next);
            send({ type: "rate", rate: next });
          }}
        />
        <span className="caption">{figure(rate)}</span>
      </div>
      <div className="tab-foot">
        {!found.picture && (
          <Select
            label="Samples"
            value=""
            placeholder="Fill the table…"
            options={fills
              .filter(({ graded }) => !(graded && steps))
              .map(({ name, label }) => ({ value: name, label }))}
            onChange={(name) => session.edit(fillSamples(found, name, seed))}
          />
        )}
        {steps && !found.picture && (
          <Select
            label="Rule"
            value={rule}
            options={rules}
            onChange={(next) => session.edit(setRule(found, next, catalogue))}
          />
        )}
        {!steps && (
          <>
            <Select
              label="How weights move"
              value={options.optimiser}
              options={optimisers}
              onChange={(optimiser) => choose({ optimiser })}
            />
            <Select label="Loss" value={options.loss} options={lossChoices} onChange={(loss) => choose({ loss })} />
            <Select
              label="Samples of an update"
              value={String(options.batch)}
              options={batches}
              onChange={(batch) => choose({ batch: Number(batch) })}
            />
          </>
        )}
        <Select
          label="Pace"
          value={String(pace) as (typeof paces)[number]["value"]}
          options={paces}
          onChange={(next) => {
            setPace(Number(next));
            send({ type: "pace", pace: Number(next) });
          }}
        />
        <Select
          label="Samples kept back as a test"
          value={String(options.test)}
          options={tests}
          onChange={(test) => choose({ test: Number(test) })}
        />
      </div>
      {steps && !found.picture && <p className="caption lesson-rule">{ruleWords[rule]}</p>}
      {!found.picture && (
        <SampleTable taught={found} onRows={(rows, words) => session.edit(setRows(found, rows, words))} />
      )}
      {report && !report.diverged && <WeightFiles taught={found} learned={report.layers} />}
      {report?.confusion && (
        <Confusion counts={report.confusion} classes={found.classes} keptBack={Number.isFinite(report.testRight)} />
      )}
      {report &&
        data.inputs === 2 &&
        report.units.map((units, k) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
            key={k}
            className="lesson-layer"
          >
            <span className="row-name">{found.layers[k]?.units.node.label}</span>
            <div className="pixel-row">
              {units.slice(0, mostMaps).map((shares, unit) => (
                <UnitMap
                  // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
                  key={unit}
                  shares={shares}
                  side={report.side}
                  size={units.length > 8 ? 40 : 56}
                  label={`What unit ${unit} of ${found.layers[k]?.units.node.label} sends over the inputs`}
                />
              ))}
              {units.length > mostMaps && <span className="caption">and {units.length - mostMaps} more</span>}
            </div>
          </div>
        ))}
    </div>
  );
}
