import { type ComponentProps, useEffect, useRef, useState } from "react";

type TextFieldProps = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  label: string;
  value: string;
  onCommit: (value: string) => void;
};

/** A line of text: Enter or leaving takes it, Escape gives it up. */
export function TextField({ label, value, onCommit, className = "", ...rest }: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const given = useRef(false);
  useEffect(() => {
    given.current = false;
  });
  const take = (): void => {
    if (draft !== null && draft !== value && !given.current) onCommit(draft);
    setDraft(null);
  };
  return (
    <input
      type="text"
      className={`field ${className}`}
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          given.current = true;
          setDraft(null);
          event.stopPropagation();
          event.currentTarget.blur();
        }
      }}
      {...rest}
    />
  );
}
