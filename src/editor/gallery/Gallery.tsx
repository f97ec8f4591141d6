/** The examples: each card a picture of its run and one question. A click opens it running; what was open stays in the library. */
import { useEffect, useRef, useState } from "react";
import { populationStyle } from "../../plots/index.ts";
import { Button } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { counted } from "../controls/number.ts";
import { Mark } from "../Mark.tsx";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { isTyping } from "../useShortcuts.ts";
import { type Example, filterExamples, loadIndex, tally } from "./examples.ts";
import { openExample } from "./openExample.ts";
import "./gallery.css";

type Choice = { field: "group" | "from"; value: string } | null;

const back = (): void => show({ screen: "circuit" });

export function Gallery() {
  const session = useSession();
  const saved = useSessionState((state) => state.saved.status);
  const [examples, setExamples] = useState<readonly Example[] | "missing" | null>(null);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Choice>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    loadIndex().then(setExamples, () => setExamples("missing"));
    const press = (event: KeyboardEvent): void => {
      if (event.key === "/" && !isTyping(event.target)) {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "Escape" && !event.defaultPrevented) back();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  const all = examples === null || examples === "missing" ? [] : examples;
  const found = filterExamples(all, typed, chosen);
  return (
    <div className="gallery">
      <header className="top gallery-top" data-region="Circuit">
        <div className="brand">
          <Mark />
          <span className="gallery-brand">Spikeboard</span>
        </div>
        <span className="gallery-here">Examples</span>
        <span className="save gallery-save">
          {saved === "failed" ? "Your circuit is not saved" : "Your circuit is saved"}
        </span>
        <span className="rule" />
        <Button onClick={back} keys="Esc">
          Back to circuit
        </Button>
      </header>
      <nav className="gallery-side" aria-label="Which examples" data-region="Filters">
        <Filter title="Show" field="group" examples={all} chosen={chosen} onChoose={setChosen} withAll />
        <Filter title="From" field="from" examples={all} chosen={chosen} onChoose={setChosen} />
      </nav>
      <main className="gallery-body" data-region="Examples">
        <div className="gallery-head">
          <h1>Examples</h1>
          <p>Each opens running, with one question to answer by turning something.</p>
          <label className="gallery-find">
            <Icon name="search" size={14} />
            <input
              ref={search}
              type="search"
              aria-label="Find an example"
              placeholder="Find an example"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <kbd>/</kbd>
          </label>
        </div>
        {examples === "missing" && (
          <p className="gallery-none">
            The examples could not be loaded.{" "}
            <Button look="line" onClick={() => loadIndex().then(setExamples, () => {})}>
              Try again
            </Button>
          </p>
        )}
        {all.length > 0 && found.length === 0 && (
          <p className="gallery-none">
            No example mentions “{typed}”.{" "}
            <Button
              look="line"
              onClick={() => {
                setTyped("");
                setChosen(null);
              }}
            >
              Show all {all.length}
            </Button>
          </p>
        )}
        <ul className="gallery-grid">
          {found.map((example) => (
            <li key={example.file}>
              <button type="button" className="card" onClick={() => void openExample(session, example)}>
                <Picture example={example} />
                <span className="card-words">
                  <b>{example.title}</b>
                  <span className="card-question">{example.question}</span>
                  <small>
                    <span>{counted(example.cells, "cell")}</span>
                    <span>{example.minutes > 0 && `${example.minutes} min`}</span>
                  </small>
                </span>
                <span className="card-open" aria-hidden="true">
                  Open
                </span>
              </button>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

interface FilterProps {
  title: string;
  field: "group" | "from";
  examples: readonly Example[];
  chosen: Choice;
  onChoose: (choice: Choice) => void;
  withAll?: boolean;
}

function Filter({ title, field, examples, chosen, onChoose, withAll }: FilterProps) {
  const values = tally(examples, field);
  if (values.length === 0) return null;
  const row = (label: string, count: number, choice: Choice, on: boolean) => (
    <li key={label}>
      <button type="button" aria-pressed={on} onClick={() => onChoose(on ? null : choice)}>
        {label}
        <span>{count}</span>
      </button>
    </li>
  );
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {withAll && row("All", examples.length, null, chosen === null)}
        {values.map(({ value, count }) =>
          row(value, count, { field, value }, chosen?.field === field && chosen.value === value),
        )}
      </ul>
    </section>
  );
}

function Picture({ example }: { example: Example }) {
  return (
    <span className="card-picture">
      <svg viewBox="0 0 292 116" preserveAspectRatio="none" aria-hidden="true">
        {example.picture.map((stroke) => (
          <path
            key={stroke.d}
            d={stroke.d}
            style={{
              fill: "none",
              stroke: `var(${populationStyle(stroke.color).token})`,
              strokeWidth: stroke.width ?? 1.5,
              strokeDasharray: stroke.dash,
              strokeLinejoin: "round",
            }}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </span>
  );
}
