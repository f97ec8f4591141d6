/** The stored patterns, to choose one as the cue, to take one out, and to bring more from files. */
import { useMemo, useRef, useState } from "react";
import { parsePatterns } from "../../patterns/index.ts";
import { Button } from "../controls/Button.tsx";
import { patternOfImage, patternsOfTable } from "./files.ts";
import { withoutPattern, withPattern } from "./memory.ts";
import { PixelPicture } from "./PixelPicture.tsx";

interface StoredRowProps {
  text: string;
  chosen: number;
  onChoose: (pattern: number) => void;
  onEdit: (text: string) => void;
  /** Stores the state that is shown. */
  onStore: () => void;
}

const mostShown = 60;

export function StoredRow({ text, chosen, onChoose, onEdit, onStore }: StoredRowProps) {
  const { width, height, names, points } = useMemo(() => parsePatterns(text), [text]);
  const n = width * height;
  const rows = useMemo(
    () => [...names.keys()].slice(0, mostShown).map((k) => points.slice(k * n, (k + 1) * n)),
    [names, points, n],
  );
  const file = useRef<HTMLInputElement>(null);
  const [why, setWhy] = useState<string>();
  const read = async (chosen: File): Promise<void> => {
    setWhy(undefined);
    const name = chosen.name.replace(/\.\w+$/, "").replaceAll(/[=;\n]/g, " ");
    try {
      if (chosen.type.startsWith("image/"))
        return onEdit(withPattern(text, await patternOfImage(chosen, width, height), name));
      const found = patternsOfTable(await chosen.text(), n);
      if (typeof found === "string") setWhy(found);
      else onEdit(found.reduce((now, pattern) => withPattern(now, pattern, name), text));
    } catch {
      setWhy(`${chosen.name} is neither an image nor a table that this browser can read.`);
    }
  };
  return (
    <div className="lab-stored">
      <ul className="pixel-row" aria-label="Stored patterns">
        {rows.map((row, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pattern is its place
          <li key={k}>
            <button type="button" className="lab-thumb" aria-pressed={k === chosen} onClick={() => onChoose(k)}>
              <PixelPicture points={row} width={width} size={34} label={names[k] ?? ""} />
            </button>
          </li>
        ))}
        {names.length > mostShown && <li className="caption">and {names.length - mostShown} more</li>}
      </ul>
      <div className="tab-foot">
        <span className="caption">
          {names.length === 0
            ? "Nothing is stored yet. Draw a state and store it."
            : `${names.length} stored, ${width} × ${height} points. Chosen: ${names[chosen]}`}
        </span>
        <span className="spacer" />
        <input
          ref={file}
          type="file"
          hidden
          accept="image/*,.csv,text/csv,text/plain"
          aria-label="Image or table of patterns"
          onChange={(event) => {
            const [first] = event.target.files ?? [];
            event.target.value = "";
            if (first) void read(first);
          }}
        />
        <Button look="line" onClick={onStore}>
          Store this
        </Button>
        <Button
          look="plain"
          icon="file"
          tip="An image, parted at its mean brightness, or a CSV table, a pattern a row"
          onClick={() => file.current?.click()}
        >
          Open…
        </Button>
        <Button
          look="plain"
          icon="trash"
          disabled={names.length === 0}
          onClick={() => onEdit(withoutPattern(text, chosen))}
        >
          Forget
        </Button>
      </div>
      {why && (
        <p className="wrong" role="alert">
          {why}
        </p>
      )}
    </div>
  );
}
