/**
 * The user's own equations. Every text goes into the graph as it is typed, right or wrong: while it is wrong the last good
 * network runs on, and nothing typed is ever lost. A pause in typing ends an undo step.
 */
import { useMemo } from "react";
import type { Diagnostic } from "../../diagnostic/index.ts";
import { printMathML } from "../../expression/index.ts";
import { type Definition, setDefinition } from "../../graph/index.ts";
import { definitionOf } from "../../kind/index.ts";
import { Button, IconButton } from "../controls/Button.tsx";
import { MathView } from "../controls/Math.tsx";
import { NumberField } from "../controls/NumberField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { statementsOf } from "../equations/system.ts";
import type { Known } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { EquationArea } from "./EquationArea.tsx";
import { Formulas } from "./Formulas.tsx";
import { NameField } from "./NameField.tsx";

/** Names under which checks speak of each text. */
const fields = {
  equations: ["equations"],
  threshold: ["threshold", "when", "of", "level"],
  reset: ["reset", "then"],
  refractory: ["refractory", "hold"],
  onSpike: ["onSpike"],
  onPost: ["onPost"],
} as const;

export function DefinitionEditor({ known }: { known: Known }) {
  const session = useSession();
  const { node, kind } = known;
  const base = session.catalogue.find((each) => each.kind === node.kind);
  const definition: Definition | undefined = node.definition ?? (base && definitionOf(base));
  const diagnostics = useSessionState((state) => state.diagnostics);
  const mine = useMemo(
    () => diagnostics.filter(({ at }) => at.type === "equation" && at.node === node.id),
    [diagnostics, node.id],
  );
  const preview = useMemo(
    () => statementsOf(definition?.equations ?? "").map((statement) => printMathML(statement)),
    [definition?.equations],
  );
  if (!definition) return null;

  const set = (change: Partial<Definition>): void => {
    const next: Record<string, unknown> = { ...definition, ...change };
    for (const key of ["threshold", "reset", "refractory", "onSpike", "onPost"]) if (next[key] === "") delete next[key];
    session.edit(setDefinition(node.id, next as unknown as Definition, session.catalogue));
  };
  const problems = (field: keyof typeof fields) =>
    mine.filter(({ at }) => at.type === "equation" && (fields[field] as readonly string[]).includes(at.field));
  const placed = new Set(Object.values(fields).flat() as readonly string[]);
  const named = new Set([
    ...Object.keys(definition.parameters).map((name) => `parameters.${name}`),
    ...Object.keys(definition.state).map((name) => `state.${name}`),
  ]);
  const about = (field: string) => mine.filter(({ at }) => at.type === "equation" && at.field === field);
  const others = mine.filter(({ at }) => at.type === "equation" && !placed.has(at.field) && !named.has(at.field));
  const area = (field: keyof typeof fields, label: string, holds: "expression" | "statements", placeholder: string) => (
    <div className="definition-field">
      <span className="definition-label">{label}</span>
      <EquationArea
        label={label}
        value={definition[field] ?? ""}
        holds={holds}
        problems={problems(field)}
        placeholder={placeholder}
        minRows={field === "equations" ? 3 : 1}
        onCommit={(text) => set({ [field]: text })}
        onFix={session.fix.bind(session)}
      />
    </div>
  );

  return (
    <>
      <section className="section" aria-label="Equations">
        {area("equations", "Equations", "statements", "dv/dt = …")}
        {preview.length > 0 && (
          <Formulas label="As it is read" className="definition-preview">
            {preview.map((math, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <MathView key={k} node={math} block />
            ))}
          </Formulas>
        )}
        {kind.family === "synapse" ? (
          <>
            {area("onSpike", "When a spike arrives", "statements", "g += weight")}
            {area("onPost", "When the target fires", "statements", "y += 1")}
          </>
        ) : (
          <>
            {area("threshold", "Spikes when", "expression", "v >= V_th")}
            {area("reset", "and then", "statements", "v = V_reset")}
            {area("refractory", "Rests for", "expression", "t_ref")}
          </>
        )}
        <Told problems={others} />
      </section>
      <section className="section" aria-label="Names">
        <h3>Parameters</h3>
        <Table
          columns={["Name", "Value", "Unit"]}
          entries={Object.entries(definition.parameters)}
          fresh={(): Definition["parameters"][string] => ({ default: 1, unit: "1" })}
          stem="p"
          problems={(name) => about(`parameters.${name}`)}
          onChange={(entries) => set({ parameters: Object.fromEntries(entries) })}
        >
          {(name, parameter, change) => (
            <>
              <NumberField
                label={`Value of ${name}`}
                value={parameter.default}
                unit={parameter.unit}
                range={parameter.range}
                onCommit={(value) => change({ ...parameter, default: value })}
              />
              <TextField
                label={`Unit of ${name}`}
                className="mono"
                value={parameter.unit}
                onCommit={(unit) => change({ ...parameter, unit: unit.trim() || "1" })}
              />
            </>
          )}
        </Table>
        <h3>States</h3>
        <Table
          columns={["Name", "Start", "Unit"]}
          entries={Object.entries(definition.state)}
          fresh={() => ({ unit: "1", start: "0" })}
          stem="x"
          problems={(name) => about(`state.${name}`)}
          onChange={(entries) => set({ state: Object.fromEntries(entries) })}
        >
          {(name, state, change) => (
            <>
              <TextField
                label={`Start of ${name}`}
                className="mono"
                value={state.start}
                onCommit={(start) => change({ ...state, start: start.trim() || "0" })}
              />
              <TextField
                label={`Unit of ${name}`}
                className="mono"
                value={state.unit}
                onCommit={(unit) => change({ ...state, unit: unit.trim() || "1" })}
              />
            </>
          )}
        </Table>
        <div className="row definition-current">
          <span className="row-name">{kind.family === "synapse" ? "Its current is in" : "Inputs are in"}</span>
          <TextField
            label="Unit of the current"
            className="mono definition-unit"
            value={definition.current ?? currentUnit(known)}
            onCommit={(unit) => unit.trim() && set({ current: unit.trim() })}
          />
        </div>
      </section>
    </>
  );
}

function currentUnit({ kind }: Known): string {
  const port = Object.values(kind.family === "synapse" ? kind.outputs : kind.inputs).find(
    ({ signal }) => signal === "current",
  );
  return port?.unit ?? "pA";
}

/** What is wrong, in red, or only worth a word, each with its way out. */
function Told({ problems }: { problems: readonly Diagnostic[] }) {
  const session = useSession();
  return problems.map(({ severity, message, fix }, k) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be alike in all but their order
    <p key={k} className={severity === "error" ? "wrong" : "caption"}>
      {message}
      {fix && (
        <button type="button" className="door" onClick={() => session.fix(fix)}>
          {fix.label}
        </button>
      )}
    </p>
  ));
}

interface TableProps<T> {
  columns: readonly string[];
  entries: readonly (readonly [string, T])[];
  fresh: () => T;
  /** First letters of a new name. */
  stem: string;
  problems: (name: string) => readonly Diagnostic[];
  onChange: (entries: readonly (readonly [string, T])[]) => void;
  children: (name: string, value: T, change: (value: T) => void) => React.ReactNode;
}

/** Named things in rows: rename, change, take out, add. The order is kept. */
function Table<T>({ columns, entries, fresh, stem, problems, onChange, children }: TableProps<T>) {
  const taken = (name: string): boolean => entries.some(([each]) => each === name);
  const add = (): void => {
    let k = 1;
    while (taken(`${stem}${k}`)) k++;
    onChange([...entries, [`${stem}${k}`, fresh()]]);
  };
  return (
    <div className="names">
      <div className="names-row names-head" aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
        <span />
      </div>
      {entries.map(([name, value], k) => (
        <div className="names-row" key={name}>
          <NameField
            value={name}
            taken={taken}
            onCommit={(next) => onChange(entries.map((entry, at) => (at === k ? [next, value] : entry)))}
          />
          {children(name, value, (changed) =>
            onChange(entries.map((entry, at) => (at === k ? [name, changed] : entry))),
          )}
          <IconButton
            label={`Remove ${name}`}
            tip="Remove"
            icon="close"
            onClick={() => onChange(entries.filter((_, at) => at !== k))}
          />
          <Told problems={problems(name)} />
        </div>
      ))}
      <Button icon="plus" className="names-add" onClick={add}>
        Add {columns[1] === "Start" ? "a state" : "a parameter"}
      </Button>
    </div>
  );
}
