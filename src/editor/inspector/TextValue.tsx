/** Parameters that are not one number: a formula such as r(t), and a list such as spike times. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { parse } from "../../expression/index.ts";
import { plainDigits, writeNumber } from "../controls/number.ts";

/** How long a pause in typing makes one undo step. */
export const pauseMs = 500;

/**
 * A draft that goes into the graph at a pause in typing. What the graph then says of it may be tidied (a list with its commas
 * in place), so the draft stands until the field is left; but a change from outside, such as undo, shows at once.
 *
 * @returns text to show, what to call as it is typed, and what to call when the field is left
 */
export function useDraft(
  value: string,
  commit: (text: string) => void,
  afterMs = pauseMs,
): readonly [string, (text: string) => void, () => void] {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef(0);
  const pending = useRef<string | null>(null);
  const committing = useRef(false);
  const send = useRef(commit);
  send.current = commit;
  const flush = useCallback((): void => {
    clearTimeout(timer.current);
    if (pending.current === null) return;
    const text = pending.current;
    pending.current = null;
    committing.current = true;
    send.current(text);
    // The new value is rendered before the next task; what comes later is not ours.
    setTimeout(() => {
      committing.current = false;
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is what it waits for
  useLayoutEffect(() => {
    if (pending.current === null && !committing.current) setDraft(null);
  }, [value]);
  useEffect(() => flush, [flush]);
  const type = (text: string): void => {
    setDraft(text);
    pending.current = text;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(flush, afterMs);
  };
  const leave = (): void => {
    flush();
    setDraft(null);
  };
  return [draft ?? value, type, leave];
}

/** A field of several lines, and below it what is wrong with its text. */
export function TextArea({
  label,
  text,
  rows,
  wrong,
  onType,
  onLeave,
  ...rest
}: {
  label: string;
  text: string;
  rows: number;
  wrong: string | undefined;
  placeholder?: string | undefined;
  onType: (text: string) => void;
  onLeave: () => void;
}) {
  return (
    <>
      <textarea
        className="field area area-grows mono"
        rows={rows}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.target.value)}
        onBlur={onLeave}
        {...rest}
      />
      {wrong !== undefined && <p className="wrong">{wrong}</p>}
    </>
  );
}

export function TextValueField({
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
  const problem = text.trim() === "" ? undefined : parse(text, { field: label }).diagnostics[0];
  return (
    <TextArea
      label={label}
      text={text}
      rows={Math.min(4, Math.max(1, text.split("\n").length))}
      wrong={problem?.message}
      placeholder={mixed ? "mixed" : undefined}
      onType={type}
      onLeave={flush}
    />
  );
}

/** Numbers from text, parted by anything that is no part of a number; or why they cannot be read. */
export function readList(text: string): { values: readonly number[] } | { wrong: string } {
  const parts = text.split(/[\s;]+/).filter(Boolean);
  const [decimal] = parts.filter((part) => /^[-−]?\d+,\d+$/.test(part));
  // Commas within and spaces between: where another language writes 1,5 a list would hold two numbers.
  if (decimal !== undefined && parts.length > 1 && !parts.some((part) => /,$|,.*,/.test(part)))
    return { wrong: `Write ${decimal.replace(",", ".")} for one number, or ${decimal.replace(",", ", ")} for two.` };
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const values = words.map((word) => Number(plainDigits(word)));
  const at = values.findIndex((value) => !Number.isFinite(value));
  return at < 0 ? { values } : { wrong: `“${words[at]}” is not a number. Write numbers with commas between them.` };
}

export function ListField({
  label,
  value,
  onCommit,
}: {
  label: string;
  value: readonly number[];
  onCommit: (values: readonly number[]) => void;
}) {
  const [wrong, setWrong] = useState<string>();
  const written = useMemo(() => value.map((x) => writeNumber(x, 9).replaceAll("\u2009", "")).join(", "), [value]);
  const [text, type, flush] = useDraft(written, (typed) => {
    const read = readList(typed);
    if ("values" in read) onCommit(read.values);
  });
  return (
    <TextArea
      label={`${label}, numbers parted by commas`}
      text={text}
      rows={Math.min(5, 1 + Math.floor(text.length / 30))}
      wrong={wrong}
      onType={(typed) => {
        const read = readList(typed);
        setWrong("wrong" in read ? read.wrong : undefined);
        type(typed);
      }}
      onLeave={flush}
    />
  );
}
