/** One of a few, all in sight: a radio group whose arrows move the choice. */
import { type KeyboardEvent, useRef } from "react";

interface SegmentedProps<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly { value: T; label: string; tip?: string }[];
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const at = options.findIndex((option) => option.value === value);
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (Math.max(at, 0) + by + options.length) % options.length;
    const option = options[next];
    if (option) onChange(option.value);
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="segmented" role="radiogroup" aria-label={label} ref={group} onKeyDown={move}>
      {options.map((option, k) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold the look of a segment and keep its focus ring
        <button
          type="button"
          key={option.value}
          role="radio"
          aria-checked={option.value === value}
          tabIndex={k === Math.max(at, 0) ? 0 : -1}
          data-tip={option.tip}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
