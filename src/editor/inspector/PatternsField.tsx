/** The text that says what patterns there are, with each of them as a small picture below. */
import { useMemo } from "react";
import { parsePatterns } from "../../patterns/index.ts";
import { PixelPicture } from "../laboratory/PixelPicture.tsx";
import { TextArea, useDraft } from "./TextValue.tsx";

const mostShown = 12;

export function PatternsField({
  label,
  value,
  mixed,
  onCommit,
}: {
  label: string;
  value: string;
  mixed: boolean;
  onCommit: (text: string) => void;
}) {
  const [text, type, flush] = useDraft(value, onCommit);
  const { width, height, names, points, problems } = useMemo(() => parsePatterns(text), [text]);
  const n = width * height;
  return (
    <>
      <TextArea
        label={label}
        text={text}
        rows={Math.min(6, Math.max(2, text.split("\n").length))}
        wrong={mixed ? undefined : problems[0]}
        placeholder={mixed ? "mixed" : undefined}
        onType={type}
        onLeave={flush}
      />
      {names.length > 0 && (
        <ul className="pixel-row" aria-label="Patterns">
          {[...names.keys()].slice(0, mostShown).map((k) => (
            <li key={k}>
              <PixelPicture
                points={points.subarray(k * n, (k + 1) * n)}
                width={width}
                size={28}
                label={names[k] ?? ""}
              />
            </li>
          ))}
          {names.length > mostShown && <li className="caption">and {names.length - mostShown} more</li>}
        </ul>
      )}
    </>
  );
}
