/**
 * Everything that can be placed, by family. Drag an entry onto the board, or press it to add one near the middle of the view.
 * Each family names as many of its kinds as there is room for; its head opens the rest.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import type { Family, Kind } from "../../kind/index.ts";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { Popover } from "../controls/Popover.tsx";
import { plainWords } from "../controls/symbol.ts";
import { paletteDrag } from "../paletteDrag.ts";
import { useSession } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { families, ofFamily } from "./families.ts";
import { shownKinds } from "./shown.ts";
import { useAddNode } from "./useAddNode.ts";
import "./palette.css";

const dragPx = 5;

/** Pointer handlers of an entry: a press that moves is a drag, one that does not is a click. */
function usePaletteDrag(kind: string) {
  const from = useRef<{ x: number; y: number; dragging: boolean; givenUp: boolean } | null>(null);
  const at = (event: PointerEvent, phase: "move" | "drop" | "cancel"): void =>
    paletteDrag.setState({ drag: { kind, clientX: event.clientX, clientY: event.clientY, phase } });
  useEffect(() => () => paletteDrag.setState({ drag: null }), []);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      from.current = { x: event.clientX, y: event.clientY, dragging: false, givenUp: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = from.current;
      if (!start || start.givenUp) return;
      if (!start.dragging && Math.hypot(event.clientX - start.x, event.clientY - start.y) < dragPx) return;
      start.dragging = true;
      at(event, "move");
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (from.current?.dragging) {
        if (!from.current.givenUp) at(event, "drop");
        paletteDrag.setState({ drag: null });
        // A click may follow the drag at once; until then it counts as one.
        setTimeout(() => (from.current = null));
        return;
      }
      from.current = null;
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      if (from.current?.dragging) {
        at(event, "cancel");
        paletteDrag.setState({ drag: null });
      }
      from.current = null;
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key === "Escape" && from.current?.dragging) {
        // Until the button is let go: what follows is no click either.
        from.current.givenUp = true;
        paletteDrag.setState({ drag: null });
      }
    },
    wasDragged: () => from.current?.dragging === true,
  };
}

function Entry({ kind, onAdd }: { kind: Kind; onAdd: (kind: Kind) => void }) {
  const { wasDragged, ...drag } = usePaletteDrag(kind.kind);
  return (
    <button
      type="button"
      className="palette-item"
      data-tip={plainWords(kind.about)}
      {...drag}
      onClick={() => wasDragged() || onAdd(kind)}
    >
      <Miniature family={kind.family} icon={kind.icon} />
      <span>{kind.label}</span>
    </button>
  );
}

export function PaletteList({ kinds, onAdd }: { kinds: readonly Kind[]; onAdd: (kind: Kind) => void }) {
  return (
    <ul className="palette-list">
      {kinds.map((kind) => (
        <li key={kind.kind}>
          <Entry kind={kind} onAdd={onAdd} />
        </li>
      ))}
    </ul>
  );
}

export function Palette({ folded, full }: { folded?: boolean; full?: boolean }) {
  const { catalogue } = useSession();
  const add = useAddNode();
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(500);
  const [open, setOpen] = useState<Partial<Record<Family, boolean>>>({});

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const groups = families
    .map((family) => ({ ...family, kinds: ofFamily(catalogue, family.family) }))
    .filter(({ kinds }) => kinds.length > 0);
  const shown = shownKinds(
    height,
    groups.map(({ kinds }) => kinds),
  );

  if (folded)
    return (
      <div className="palette palette-rail" ref={box}>
        <button
          type="button"
          className="icon-button"
          aria-label="Add a node"
          data-tip="Add a node"
          data-keys="A"
          onClick={() => show({ dialog: "add" })}
        >
          <Icon name="search" />
        </button>
        {groups.map(({ family, label, kinds }) => (
          <Popover
            key={family}
            label={label}
            trigger={(props) => (
              <button type="button" className="icon-button" aria-label={label} data-tip={label} {...props}>
                <Miniature family={family} icon={kinds[0]?.icon ?? ""} width={24} />
              </button>
            )}
          >
            {(close) => (
              <div className="palette-pop">
                <h2>{label}</h2>
                <PaletteList
                  kinds={kinds}
                  onAdd={(kind) => {
                    close();
                    add(kind);
                  }}
                />
              </div>
            )}
          </Popover>
        ))}
      </div>
    );

  return (
    <div className={`palette ${full ? "palette-full" : ""}`}>
      <button type="button" className="palette-find" onClick={() => show({ dialog: "add" })}>
        <Icon name="search" size={14} />
        <span>Add a node</span>
        <kbd>A</kbd>
      </button>
      <div className="palette-groups" ref={box}>
        {groups.map(({ family, label, kinds }, k) => {
          const some = shown[k] ?? kinds;
          const all = full || open[family] === true;
          return (
            <section key={family} aria-label={label}>
              <h2>
                {full || some.length === kinds.length ? (
                  <span>{label}</span>
                ) : (
                  <button
                    type="button"
                    aria-expanded={all}
                    data-tip={all ? `Show the first ${some.length}` : `Show all ${kinds.length}`}
                    onClick={() => setOpen((old) => ({ ...old, [family]: !all }))}
                  >
                    {label}
                    <span className="palette-count">{kinds.length}</span>
                    <Icon name={all ? "down" : "right"} size={10} />
                  </button>
                )}
              </h2>
              <PaletteList kinds={all ? kinds : some} onAdd={add} />
            </section>
          );
        })}
      </div>
    </div>
  );
}
