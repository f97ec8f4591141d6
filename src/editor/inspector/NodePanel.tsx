/** One node, or several: rows that all of them share, a change sets all of them in one undo step. */
import { lazy, Suspense, useMemo } from "react";
import {
  colorOf,
  type Node,
  resetParameter,
  setColor,
  setForm,
  setLabel,
  setMethod,
  setN,
  setParameters,
  setStart,
} from "../../graph/index.ts";
import { formNames, type Method, resolve } from "../../kind/index.ts";
import { populationStyle } from "../../plots/index.ts";
import { analyse, analysisName, canKick, chooseKind, kickCells } from "../acts.ts";
import { useAnalyst } from "../analyst.ts";
import { IconButton } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { Menu, type MenuItem } from "../controls/Menu.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { counted, writeUnit } from "../controls/number.ts";
import { Segmented } from "../controls/Segmented.tsx";
import { Select } from "../controls/Select.tsx";
import { Swatch } from "../controls/Swatch.tsx";
import { TextField } from "../controls/TextField.tsx";
import { inGesture, onAll } from "../edits.ts";
import { methodNames } from "../methods.ts";
import { colourOf, isSpread, type Known, signOf, targetsOf, valueIn } from "../nodes.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { About } from "./About.tsx";
import { CellsRow } from "./CellsRow.tsx";
import { NodeProblems } from "./NodeProblems.tsx";
import { ParameterRow } from "./ParameterRow.tsx";
import { PresetRow } from "./PresetRow.tsx";
import { Folded, Section } from "./Section.tsx";
import { StartRows } from "./StartRows.tsx";
import { usePairs } from "./usePairs.ts";

// What only some nodes have is fetched when one of them is looked at.
const KernelView = lazy(async () => ({ default: (await import("./KernelView.tsx")).KernelView }));
const ConnectEditor = lazy(async () => ({ default: (await import("./ConnectEditor.tsx")).ConnectEditor }));
const CourseEditor = lazy(async () => ({ default: (await import("./CourseEditor.tsx")).CourseEditor }));
const DefinitionEditor = lazy(async () => ({ default: (await import("./DefinitionEditor.tsx")).DefinitionEditor }));

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function NodePanel({ nodes }: { nodes: readonly Known[] }) {
  const session = useSession();
  const graph = useSessionState((state) => state.graph);
  const [first] = nodes as readonly [Known, ...Known[]];
  const single = nodes.length === 1;
  const ids = nodes.map(({ node }) => node.id);
  const { kind } = first;
  const sameKind = nodes.every(
    (each) => each.kind.kind === kind.kind && !each.node.definition === !first.node.definition,
  );
  const colourNumber = single ? colourOf(graph, session.catalogue, first) : undefined;
  const colour = colourNumber === undefined ? undefined : `var(${populationStyle(colourNumber).token})`;
  const synapse = single && kind.family === "synapse";
  const pairs = usePairs(synapse ? first.node.id : undefined);

  // Shared by all: the same name in the same unit.
  const shared = Object.entries(kind.parameters).filter(([name, parameter]) =>
    nodes.every(
      (each) =>
        each.kind.parameters[name]?.unit === parameter.unit &&
        (each.kind.parameters[name]?.type ?? "number") === (parameter.type ?? "number"),
    ),
  );
  const editable = single && kind.editable;

  const lead = shared.find(([, { type = "number" }]) => type === "number")?.[0];
  const row = ([name, parameter]: (typeof shared)[number]) => {
    const many = nodes.some(({ node }) => (node.n ?? 1) > 1) || parameter.per === "pair";
    const values = nodes.map((each) => valueIn(each.node, name, each.kind.parameters[name] ?? parameter));
    const first = values[0];
    const drawn = !pairs || parameter.per !== "pair" ? undefined : name === kind.delay ? pairs.delayMs : pairs.weight;
    return (
      <ParameterRow
        key={name}
        name={name}
        parameter={parameter}
        values={values}
        defaults={nodes.map((each) => each.kind.parameters[name]?.default ?? 0)}
        spreads={(many && (parameter.type ?? "number") === "number") || isSpread(first)}
        lead={name === lead && parameter.per === "pair"}
        colour={parameter.per === "pair" && name !== kind.delay ? colour : undefined}
        drawn={drawn}
        onChange={(value, gesture) =>
          session.edit(inGesture(setParameters(ids, name, value, session.catalogue), gesture))
        }
        onReset={() => session.edit(resetParameter(ids, name))}
      />
    );
  };

  return (
    <div className="inspector-panel">
      {single ? <Header known={first} colour={colour} colourNumber={colourNumber} /> : <ManyHeader nodes={nodes} />}
      <div className="inspector-scroll">
        {single && <NodeProblems id={first.node.id} />}
        {nodes.every((each) => each.kind.family !== "synapse") && (
          <Section label="Cells">
            <CellsRow
              nodes={nodes.map(({ node }) => node)}
              onChange={(n, gesture) =>
                session.edit(
                  inGesture(
                    onAll(ids, (id) => setN(id, n)),
                    gesture,
                  ),
                )
              }
            />
          </Section>
        )}
        {editable && (
          <Suspense>
            <DefinitionEditor known={first} />
          </Suspense>
        )}
        {sameKind && kind.presets && <PresetRow nodes={nodes} />}
        {single && (kind.courses || kind.spike?.type === "times") && (
          <Suspense>
            <CourseEditor known={first} />
          </Suspense>
        )}
        {shared.length > 0 && !editable && <Section label="Parameters">{shared.map(row)}</Section>}
        {shared.length > 0 && editable && (
          <Section label="Parameters">
            <h3>Turn the numbers</h3>
            {shared.map(row)}
          </Section>
        )}
        {shared.length === 0 && !single && (
          <Section>
            <p className="caption">These have no parameter in common.</p>
          </Section>
        )}
        {synapse && (
          <Suspense>
            <ConnectEditor key={first.node.id} synapse={first} pairs={pairs} colour={colour ?? "var(--src)"} />
          </Suspense>
        )}
        {synapse && (
          <Suspense>
            <KernelView synapse={first} />
          </Suspense>
        )}
        {sameKind && formNames(kind).length > 1 && (
          <Section label="Units">
            <FormRow
              nodes={nodes}
              onChange={(form) => session.edit(onAll(ids, (id) => setForm(id, form, session.catalogue)))}
            />
          </Section>
        )}
        {sameKind && Object.keys(kind.state).length > 0 && kind.family !== "synapse" && (
          <Folded title="Starting values">
            <StartRows
              nodes={nodes}
              onChange={(name, value) => session.edit(onAll(ids, (id) => setStart(id, name, value)))}
            />
          </Folded>
        )}
        {sameKind && Object.keys(kind.state).length > 0 && (
          <Folded title="How it is computed">
            <MethodRow
              nodes={nodes.map(({ node }) => node)}
              id={first.node.id}
              onChange={(method) => session.edit(onAll(ids, (id) => setMethod(id, method)))}
            />
          </Folded>
        )}
        {sameKind && <About known={first} />}
      </div>
    </div>
  );
}

/** What the node is, in words: its kind, and for a synapse what it does. */
export function describeNode(known: Known): string {
  const { kind, node } = known;
  const sign = signOf(known);
  const label = node.definition || kind.editable ? `${kind.label}` : kind.label;
  return [label, sign && (sign === "mixed" ? "both signs" : sign)].filter(Boolean).join(", ");
}

function Header({
  known,
  colour,
  colourNumber,
}: {
  known: Known;
  colour: string | undefined;
  colourNumber: number | undefined;
}) {
  const session = useSession();
  const analyst = useAnalyst();
  const { node, kind } = known;
  const graph = useSessionState((state) => state.graph);
  const targets = useMemo(() => targetsOf(graph, session.catalogue, node.id), [graph, session.catalogue, node.id]);
  const used = graph.nodes.flatMap((each) => colorOf(graph, session.catalogue, each.id) ?? []);
  const choices = kind.family === "neuron" ? Array.from({ length: Math.max(6, ...used) }, (_, k) => k + 1) : [];
  const panel = analysisName(graph, session.catalogue, node.id);
  const items: readonly MenuItem[] = [
    ...(analyst && panel !== undefined
      ? [{ label: panel, icon: "wave" as const, keys: "I", onSelect: () => analyse(session, node.id) }]
      : []),
    ...(canKick(graph, session.catalogue, node.id)
      ? [{ label: "Kick its cells", icon: "up" as const, keys: "K", onSelect: () => kickCells(session, node.id) }]
      : []),
    { label: "Equations of the whole system", icon: "sigma", onSelect: () => show({ dialog: "equations" }) },
    ...targets.slice(0, 6).map(
      (target): MenuItem => ({
        label: `Go to ${target.node.label}`,
        icon: "right",
        onSelect: () => session.select({ nodes: [target.node.id], wires: [], notes: [] }),
      }),
    ),
  ];
  return (
    <header className="inspector-head">
      <Miniature
        family={kind.family}
        icon={kind.icon}
        width={40}
        colour={colour ?? "var(--src)"}
        down={signOf(known) === "inhibitory"}
      />
      <div className="inspector-title">
        <TextField
          label="Name"
          value={node.label}
          maxLength={200}
          onCommit={(label) => label.trim() && session.edit(setLabel(node.id, label.trim()))}
        />
        <button
          type="button"
          className="inspector-kind"
          aria-haspopup="dialog"
          data-tip="Change kind, wires stay"
          data-keys="T"
          onClick={() => chooseKind(session, node.id)}
        >
          {`${upperFirst(describeNode(known))}\u00a0`}
          <Icon name="down" size={10} />
        </button>
      </div>
      {choices.length > 0 && (
        <Menu
          label="Colour"
          align="end"
          items={choices.map((color) => ({
            label: `Colour ${color}`,
            checked: color === colourNumber,
            ...(used.includes(color) && color !== colourNumber
              ? {
                  hint: `Swaps with ${graph.nodes.find((each) => colorOf(graph, session.catalogue, each.id) === color)?.label}`,
                }
              : {}),
            onSelect: () => session.edit(setColor(node.id, color)),
          }))}
          trigger={(props) => (
            <button
              type="button"
              className="icon-button"
              aria-label="Colour"
              data-tip="Colour on board and plots"
              {...props}
            >
              <Swatch color={colorOf(graph, session.catalogue, node.id)} size={13} />
            </button>
          )}
        />
      )}
      <Menu
        label="More"
        align="end"
        items={items}
        trigger={(props) => <IconButton label={`More about ${node.label}`} tip="More" icon="more" {...props} />}
      />
    </header>
  );
}

function ManyHeader({ nodes }: { nodes: readonly Known[] }) {
  const kinds = [...new Set(nodes.map(({ kind }) => kind.label))];
  return (
    <header className="inspector-head">
      <div className="inspector-title">
        <h2>{counted(nodes.length, "node")} selected</h2>
        <p>{kinds.length === 1 ? kinds[0] : `${kinds.length} kinds; shared rows change all`}</p>
      </div>
    </header>
  );
}

function MethodRow({
  nodes,
  id,
  onChange,
}: {
  nodes: readonly Node[];
  id: string;
  onChange: (method: Method | undefined) => void;
}) {
  const inUse = useSessionState((state) => state.network?.populations.find(({ node }) => node === id));
  const chosen = nodes.every(({ method }) => method === nodes[0]?.method) ? (nodes[0]?.method ?? "auto") : "";
  return (
    <>
      <div className="row">
        <span className="row-name">Integrator</span>
        <Select
          label="Integrator"
          value={chosen}
          placeholder="mixed"
          options={[
            { value: "auto", label: "Chosen from the equations" },
            ...Object.entries(methodNames).map(([value, label]) => ({ value: value as Method, label })),
          ]}
          onChange={(method) => onChange(method === "auto" ? undefined : method)}
        />
      </div>
      {inUse && <p className="caption">In use: {[inUse.method, ...(inUse.notes ?? [])].join("; ")}</p>}
    </>
  );
}

function FormRow({ nodes, onChange }: { nodes: readonly Known[]; onChange: (form: string) => void }) {
  const [first] = nodes as readonly [Known, ...Known[]];
  const names = formNames(first.kind);
  const form = nodes.every(({ kind }) => kind.form === first.kind.form) ? first.kind.form : undefined;
  const unit = (name: string): string => {
    const ports = resolve(first.kind, name);
    const port = Object.values({ ...ports.outputs, ...ports.inputs }).find(
      ({ signal, unit: u }) => signal === "current" && u,
    );
    return (port?.unit && writeUnit(port.unit)) || name;
  };
  return (
    <>
      <div className="row">
        <span className="row-name">Units</span>
        <Segmented
          label="Units"
          value={form}
          options={names.map((name) => ({ value: name, label: unit(name), tip: upperFirst(name) }))}
          onChange={onChange}
        />
      </div>
      <p className="caption">Values in units that change go back to their defaults.</p>
    </>
  );
}
