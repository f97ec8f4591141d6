/** The top edge: what is open and whether it is safe, undo, problems, examples, sharing, looks and help. */
import { useEffect, useState } from "react";
import { redo, undo } from "../acts.ts";
import { useCircuitActs } from "../circuit/useCircuitActs.ts";
import { Button, IconButton } from "../controls/Button.tsx";
import { Icon } from "../controls/Icon.tsx";
import { Menu, type MenuItem } from "../controls/Menu.tsx";
import { Mark } from "../Mark.tsx";
import { isDark, onTheme, prefer, type ThemeChoice, usePreference } from "../preferences.ts";
import { useSession, useSessionState } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { chord } from "../useShortcuts.ts";
import { CircuitName } from "./CircuitName.tsx";
import { Problems } from "./Problems.tsx";
import { SaveState } from "./SaveState.tsx";
import "./topbar.css";

export function TopBar({ phone }: { phone: boolean }) {
  return phone ? <PhoneBar /> : <WideBar />;
}

function WideBar() {
  const acts = useCircuitActs();
  return (
    <header className="top" data-region="Circuit">
      <div className="brand">
        <Mark />
        <h1>Spikeboard</h1>
      </div>
      <CircuitName />
      <Menu
        label="Circuit"
        items={acts.circuitMenu}
        trigger={(props) => (
          <button
            type="button"
            className="icon-button top-small"
            aria-label="Circuit menu"
            data-tip="New, open, keep"
            {...props}
          >
            <Icon name="down" size={12} />
          </button>
        )}
      />
      <SaveState />
      <span className="rule" />
      <History />
      <span className="spacer" />
      <Problems />
      <Button icon="grid" onClick={() => show({ screen: "examples" })}>
        <span className="top-word">Examples</span>
      </Button>
      <Menu
        label="Share"
        align="end"
        items={acts.shareMenu}
        trigger={(props) => (
          <Button icon="share" {...props}>
            <span className="top-word">Share</span>
          </Button>
        )}
      />
      <span className="rule" />
      <Theme />
      <IconButton label="Keys and help" icon="help" keys="?" onClick={() => show({ dialog: "help" })} />
    </header>
  );
}

function PhoneBar() {
  const acts = useCircuitActs();
  const theme = useThemeItems();
  const still = useStillItem();
  const items: readonly MenuItem[] = [
    { label: "Examples", icon: "grid", onSelect: () => show({ screen: "examples" }) },
    { type: "rule" },
    ...acts.circuitMenu,
    { type: "rule" },
    ...acts.shareMenu.filter(
      (item) => "label" in item && !acts.circuitMenu.some((other) => "label" in other && other.label === item.label),
    ),
    { type: "heading", label: "Theme" },
    ...theme,
    still,
    { type: "rule" },
    { label: "Keys and help", icon: "help", onSelect: () => show({ dialog: "help" }) },
  ];
  return (
    <header className="top top-phone" data-region="Circuit">
      <h1 className="unseen">Spikeboard</h1>
      <Mark height={16} />
      <CircuitName />
      <span className="spacer" />
      <Problems small />
      <History undoOnly />
      <Menu
        label="More"
        align="end"
        items={items}
        trigger={(props) => (
          <button type="button" className="icon-button" aria-label="More" {...props}>
            <Icon name="more" size={20} />
          </button>
        )}
      />
    </header>
  );
}

function History({ undoOnly }: { undoOnly?: boolean }) {
  const session = useSession();
  const undoLabel = useSessionState((state) => state.undo);
  const redoLabel = useSessionState((state) => state.redo);
  return (
    <>
      <IconButton
        label={undoLabel === undefined ? "Undo" : `Undo: ${undoLabel}`}
        icon="undo"
        keys={chord("Ctrl+Z")}
        disabled={undoLabel === undefined}
        onClick={() => undo(session)}
      />
      {!undoOnly && (
        <IconButton
          label={redoLabel === undefined ? "Redo" : `Redo: ${redoLabel}`}
          icon="redo"
          keys={chord("Ctrl+Shift+Z")}
          disabled={redoLabel === undefined}
          onClick={() => redo(session)}
        />
      )}
    </>
  );
}

const themes: readonly { value: ThemeChoice; label: string; icon: "system" | "sun" | "moon" }[] = [
  { value: "system", label: "As the system", icon: "system" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
];

function useThemeItems(): readonly MenuItem[] {
  const theme = usePreference((state) => state.theme);
  return themes.map(({ value, label, icon }) => ({
    label,
    icon,
    checked: theme === value,
    onSelect: () => prefer({ theme: value }),
  }));
}

function useStillItem(): MenuItem {
  const still = usePreference((state) => state.still);
  return {
    label: "Less motion",
    hint: "Nothing flashes or travels",
    checked: still,
    onSelect: () => prefer({ still: !still }),
  };
}

function Theme() {
  const theme = usePreference((state) => state.theme);
  const still = useStillItem();
  const projected = usePreference((state) => state.projected);
  const items = useThemeItems();
  const [dark, setDark] = useState(() => isDark(theme));
  useEffect(() => onTheme(setDark), []);
  return (
    <Menu
      label="Theme"
      align="end"
      items={[
        ...items,
        { type: "rule" },
        {
          label: "Projected",
          hint: "Large type, board and plots",
          keys: "P",
          checked: projected,
          onSelect: () => prefer({ projected: !projected }),
        },
        still,
      ]}
      trigger={(props) => (
        <button
          type="button"
          className="icon-button"
          aria-label="Theme"
          data-tip="Light, dark, projected, still"
          {...props}
        >
          <Icon name={dark ? "sun" : "moon"} />
        </button>
      )}
    />
  );
}
