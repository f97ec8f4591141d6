/**
 * The equation above the board, as the formula bar of a sheet: the population in view, one term for each thing wired to it.
 * Pointing at a term lights its node, a click selects it; what is selected lights its term.
 */
import { Fragment, memo, type ReactNode, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Graph } from "../../graph/index.ts";
import { Button } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { MathView } from "../controls/Math.tsx";
import { Menu } from "../controls/Menu.tsx";
import { counted } from "../controls/number.ts";
import { Swatch } from "../controls/Swatch.tsx";
import { light, useLamp } from "../lamp.ts";
import { known, populations, targetsOf } from "../nodes.ts";
import { prefer, usePreference } from "../preferences.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show, useScreen } from "../screen.ts";
import { nodeTerms, populationEquation, type Term } from "./system.ts";
import "./equations.css";

/** The population whose equation is shown: the selected one, the target of the selected synapse or source, the chosen, the first. */
function useShown(graph: Graph) {
  const { catalogue } = useSession();
  const selected = useSessionState((state) => state.selection.nodes[0]);
  const chosen = useScreen((state) => state.population);
  return useMemo(() => {
    const all = populations(graph, catalogue);
    const at = selected === undefined ? undefined : known(graph, catalogue, selected);
    const reached = (id: string, depth = 2): string | undefined => {
      for (const target of targetsOf(graph, catalogue, id)) {
        if (target.kind.family === "neuron") return target.node.id;
        const further = depth > 0 ? reached(target.node.id, depth - 1) : undefined;
        if (further !== undefined) return further;
      }
      return undefined;
    };
    const wanted = at?.kind.family === "neuron" ? at.node.id : at ? (reached(at.node.id) ?? chosen) : chosen;
    const population = all.find(({ node }) => node.id === wanted) ?? all[0];
    return { all, population, at };
  }, [graph, catalogue, selected, chosen]);
}

/** Set in type after the board has answered a gesture, which does not wait for it. */
export function EquationStrip({ phone }: { phone?: boolean }) {
  const graph = useDeferredValue(useSessionState((state) => state.graph));
  return <Strip graph={graph} phone={phone === true} />;
}

const Strip = memo(function Strip({ graph, phone }: { graph: Graph; phone: boolean }) {
  const session = useSession();
  const { catalogue } = session;
  const selection = useSessionState((state) => state.selection.nodes);
  const numbers = usePreference((state) => state.numbers);
  const { all, population, at } = useShown(graph);
  const lamp = useLamp();
  const strip = useRef<HTMLDivElement>(null);
  const room = useRoom(strip);

  const equation = useMemo(
    () => population && populationEquation(graph, catalogue, population, { numbers }),
    [graph, catalogue, population, numbers],
  );
  const beside = useMemo(
    () => (at && at.kind.family !== "neuron" ? nodeTerms(graph, catalogue, at, { numbers }) : []),
    [graph, catalogue, at, numbers],
  );

  const term = (each: Term): ReactNode => {
    const lit =
      each.node !== undefined && (selection.includes(each.node) || lamp.node === each.node) && !beside.includes(each);
    const inner = (
      <>
        <MathView node={each.math} />
        <small>{each.caption}</small>
      </>
    );
    if (each.node === undefined)
      return (
        <span key={each.key} className="term">
          {inner}
        </span>
      );
    const id = each.node;
    return (
      <button
        key={each.key}
        type="button"
        className="term"
        data-lit={lit}
        aria-label={`${each.caption}: select`}
        onPointerEnter={() => light(id)}
        onPointerLeave={() => light()}
        onFocus={() => light(id)}
        onBlur={() => light()}
        onClick={() => session.select({ nodes: [id], wires: [], notes: [] })}
      >
        {inner}
      </button>
    );
  };

  const cells = population?.node.n ?? 1;
  const most = phone
    ? Number.POSITIVE_INFINITY
    : Math.max(3, Math.floor((room - (beside.length > 0 ? 420 : 120)) / 108));
  const right = equation?.right ?? [];
  const kept =
    right.length <= most
      ? right
      : fold(right, most - 1, (each) => selection.includes(each.node ?? "") || lamp.node === each.node);

  return (
    <section className="equations" aria-label="Equation" data-region="Equation">
      {!phone && (
        <div className="equations-who">
          {population ? (
            <>
              <Menu
                label="Population"
                items={all.map(({ node }) => ({
                  label: node.label,
                  hint: counted(node.n ?? 1, "cell"),
                  checked: node.id === population.node.id,
                  onSelect: () => {
                    show({ population: node.id });
                    session.select({ nodes: [node.id], wires: [], notes: [] });
                  },
                }))}
                trigger={(props) => (
                  <button
                    type="button"
                    className="who-button"
                    aria-label={`Equation of ${population.node.label}: choose another`}
                    {...props}
                  >
                    <Swatch color={population.node.color} />
                    <b>{population.node.label}</b>
                    {all.length > 1 && <Icon name="down" size={12} />}
                  </button>
                )}
              />
              <span>{cells === 1 ? population.kind.short : `cell i, of ${cells}`}</span>
            </>
          ) : (
            <span>No cells yet</span>
          )}
        </div>
      )}
      <div className="equations-line" ref={strip}>
        {equation ? (
          <>
            {term(equation.left)}
            <span className="op">=</span>
            {kept.length === 0 && (
              <span className="term">
                <span className="math">0</span>
                <small>nothing flows</small>
              </span>
            )}
            {kept.map((each, k) => (
              <Fragment key={each.key}>
                {(k > 0 || each.sign === "−") && <span className="op">{each.sign}</span>}
                {term(each)}
              </Fragment>
            ))}
            {kept.length < right.length && (
              <>
                <span className="op">+</span>
                <button type="button" className="term term-more" onClick={() => show({ dialog: "equations" })}>
                  {right.length - kept.length} more
                </button>
              </>
            )}
            {equation.inputs.map((input) => (
              <Fragment key={input.left.key}>
                <span className="equations-gap" />
                {term(input.left)}
                <span className="op">=</span>
                {input.right.map((each, k) => (
                  <Fragment key={each.key}>
                    {k > 0 && <span className="op">+</span>}
                    {term(each)}
                  </Fragment>
                ))}
              </Fragment>
            ))}
            {beside.length > 0 && <span className="equations-gap" />}
            {beside.map(term)}
          </>
        ) : (
          <>
            <span className="term term-empty">
              <MathView node={emptyLeft} words="C m d v by d t equals" />
            </span>
            <p className="equations-hint">
              {population
                ? "Its equation cannot be read yet; the inspector says where."
                : "Your circuit’s equation, written as you wire it."}
            </p>
          </>
        )}
      </div>
      {!phone && (
        <div className="equations-acts">
          {population && (
            <>
              <Button look="line" aria-pressed={numbers} onClick={() => prefer({ numbers: !numbers })}>
                With numbers
              </Button>
              <Button look="line" onClick={() => show({ dialog: "equations" })}>
                All equations
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
});

/** The first terms and every lit one, so that what is selected is never folded away. */
export function fold(terms: readonly Term[], most: number, isLit: (term: Term) => boolean): readonly Term[] {
  const lit = terms.filter(isLit).length;
  let room = Math.max(1, most - lit);
  return terms.filter((each) => isLit(each) || room-- > 0);
}

const leaf = (tag: string, text: string) => ({ tag, text });
const emptyLeft = {
  tag: "mrow",
  children: [
    { tag: "msub", children: [leaf("mi", "C"), { ...leaf("mi", "m"), attributes: { mathvariant: "normal" } }] },
    {
      tag: "mfrac",
      children: [
        { tag: "mrow", children: [leaf("mi", "d"), { tag: "msub", children: [leaf("mi", "v"), leaf("mi", "i")] }] },
        { tag: "mrow", children: [leaf("mi", "d"), leaf("mi", "t")] },
      ],
    },
    leaf("mo", "="),
    leaf("mi", "…"),
  ],
};

function useRoom(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
