/** A list of acts behind a button; arrows walk it, a letter jumps, Enter does. */
import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import { Popover } from "./Popover.tsx";

export type MenuItem =
  | {
      type?: "act";
      label: string;
      hint?: string;
      icon?: IconName;
      keys?: string;
      checked?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { type: "rule" }
  | { type: "heading"; label: string };

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  trigger: Parameters<typeof Popover>[0]["trigger"];
  align?: "start" | "end";
  footer?: ReactNode;
}

/** Moves focus among the items of the menu that holds `event`. */
export function walkMenu(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const go = (k: number): void => items[(k + items.length) % items.length]?.focus();
  if (event.key === "ArrowDown") go(at + 1);
  else if (event.key === "ArrowUp") go(at - 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(-1);
  else if (event.key.length === 1 && /\w/.test(event.key) && !event.ctrlKey && !event.metaKey) {
    const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    later.find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

export function Menu({ label, items, trigger, align, footer }: MenuProps) {
  return (
    <Popover trigger={trigger} label={label} role="menu" className="menu" {...(align ? { align } : {})}>
      {(close) => (
        <>
          <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={walkMenu}>
            {items.map((item, k) =>
              item.type === "rule" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name
                <hr key={`rule${k}`} />
              ) : item.type === "heading" ? (
                <div key={item.label} className="menu-heading" role="presentation">
                  {item.label}
                </div>
              ) : (
                <button
                  type="button"
                  key={item.label}
                  {...(item.checked === undefined
                    ? { role: "menuitem" }
                    : { role: "menuitemradio", "aria-checked": item.checked })}
                  disabled={item.disabled}
                  onClick={() => {
                    close();
                    item.onSelect();
                  }}
                >
                  <span className="menu-mark">
                    {item.checked ? <Icon name="check" size={14} /> : item.icon && <Icon name={item.icon} size={14} />}
                  </span>
                  <span className="menu-label">
                    {item.label}
                    {item.hint && <small>{item.hint}</small>}
                  </span>
                  {item.keys && <kbd>{item.keys}</kbd>}
                </button>
              ),
            )}
          </div>
          {footer}
        </>
      )}
    </Popover>
  );
}
