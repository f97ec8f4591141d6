/**
 * A number one can type into as into a calculator: `0.5*80`, `80 pA`, `0.08 nA`. Enter or leaving the field takes the value;
 * Escape gives it up; arrows step it. What cannot be taken stays in the field with the reason below.
 */
import { type KeyboardEvent, useId, useState } from "react";
import { plainDigits, writeNumber, writeUnit, writeWhole } from "./number.ts";
import { readQuantity } from "./quantity.ts";
import { faderScale } from "./scale.ts";

interface NumberFieldProps {
  label: string;
  /** Null: the selected nodes differ. */
  value: number | null;
  unit?: string;
  range?: readonly [number, number] | undefined;
  /** Why it can be no more than the range says, where that is not plain to see. */
  why?: string | undefined;
  scale?: "linear" | "log" | undefined;
  integer?: boolean;
  className?: string;
  disabled?: boolean;
  onCommit: (value: number) => void;
}

export function NumberField({
  label,
  value,
  unit = "1",
  range,
  why,
  scale,
  integer,
  className = "",
  disabled,
  onCommit,
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();

  const take = (): void => {
    if (draft === null) return;
    if (plainDigits(draft) === "") return giveUp();
    const read = readQuantity(draft, unit, {
      label,
      ...(range ? { range } : {}),
      ...(why ? { why } : {}),
      ...(integer ? { integer } : {}),
    });
    if ("message" in read) {
      setWrong(read.message);
      return;
    }
    giveUp();
    if (read.value !== value) onCommit(read.value);
  };
  const giveUp = (): void => {
    setDraft(null);
    setWrong(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") {
      take();
      event.currentTarget.select();
    } else if (event.key === "Escape" && draft !== null) {
      giveUp();
      event.stopPropagation();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      if (value === null) return;
      const sign = event.key === "ArrowUp" ? 1 : -1;
      const base = integer
        ? 1
        : faderScale(range ?? [Math.min(0, value * 2), Math.max(1, Math.abs(value) * 2)], scale).step(value);
      const step = integer
        ? Math.max(1, base * (event.shiftKey ? 10 : 1))
        : base * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
      const next = Number((value + sign * step).toPrecision(9));
      const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      giveUp();
      onCommit(Math.min(high, Math.max(low, next)));
    } else return;
  };

  return (
    <>
      <input
        className={`field number ${className}`}
        type="text"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={unit === "1" ? label : `${label}, ${writeUnit(unit)}`}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : id}
        placeholder={value === null ? "mixed" : undefined}
        disabled={disabled}
        data-taken={draft === null}
        value={draft ?? (value === null ? "" : integer ? writeWhole(value) : writeNumber(value))}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setDraft(event.target.value);
          setWrong(null);
        }}
        onBlur={take}
        onKeyDown={press}
      />
      {wrong !== null && (
        <p id={id} className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
