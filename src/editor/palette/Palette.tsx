/**
 * Everything that can be placed, by family. Drag an entry onto the board, or press it to add one near the middle of the view.
 * A family is a list where there is room and else a strip of its icons, so that no kind is ever hidden.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Family, Kind } from "../../kind/index.ts";
import { Icon } from "../controls/Icon.tsx";
import { Miniature } from "../controls/Miniature.tsx";
import { Popover } from "../controls/Popover.tsx";
import { plainWords } from "../controls/symbol.ts";
import { paletteDrag } from "../paletteDrag.ts";
import { useSession } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { families, ofFamily } from "./families.ts";
import { useAddNode } from "./useAddNode.ts";
import "./palette.css";

const dragPx = 5;

/** Pointer handlers of an entry: a press that moves is a drag, one that does not is a click. */
function usePaletteDrag(kind: string) {
  const from = useRef<{ x: number; y: number; dragging: boolean } | null>(null);
  const at = (event: PointerEvent, phase: "move" | "drop" | "cancel"): void =>
    paletteDrag.setState({ drag: { kind, clientX: event.clientX, clientY: event.clientY, phase } });
  useEffect(() => () => paletteDrag.setState({ drag: null }), []);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      from.current = { x: event.clientX, y: event.clientY, dragging: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = from.current;
      if (!start) return;
      if (!start.dragging && Math.hypot(event.clientX - start.x, event.clientY - start.y) < dragPx) return;
      start.dragging = true;
      at(event, "move");
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (from.current?.dragging) {
        at(event, "drop");
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
        from.current = null;
        paletteDrag.setState({ drag: null });
      }
    },
    wasDragged: () => from.current?.dragging === true,
  };
}

interface EntryProps {
  kind: Kind;
  children: ReactNode;
  className: string;
  named?: boolean;
  onAdd: (kind: Kind) => void;
}

function Entry({ kind, children, className, named, onAdd }: EntryProps) {
  const { wasDragged, ...drag } = usePaletteDrag(kind.kind);
  return (
    <button
      type="button"
      className={className}
      aria-label={named ? undefined : kind.label}
      data-tip={plainWords(named ? kind.about : `${kind.label}. ${kind.about}`)}
      {...drag}
      onClick={() => wasDragged() || onAdd(kind)}
    >
      {children}
    </button>
  );
}

export function PaletteList({ kinds, onAdd }: { kinds: readonly Kind[]; onAdd: (kind: Kind) => void }) {
  return (
    <ul className="palette-list">
      {kinds.map((kind) => (
        <li key={kind.kind}>
          <Entry kind={kind} className="palette-item" named onAdd={onAdd}>
            <Miniature family={kind.family} icon={kind.icon} />
            <span>{kind.label}</span>
          </Entry>
        </li>
      ))}
    </ul>
  );
}

function PaletteStrip({ kinds, onAdd }: { kinds: readonly Kind[]; onAdd: (kind: Kind) => void }) {
  return (
    <div className="palette-strip">
      {kinds.map((kind) => (
        <Entry key={kind.kind} kind={kind} className="palette-cell" onAdd={onAdd}>
          <Miniature family={kind.family} icon={kind.icon} />
        </Entry>
      ))}
    </div>
  );
}

const stripCells = 6;
/** Longer names take two lines. */
const longName = 19;

/** Two densities: the airy one unless the close one shows more families by name. */
const densities = [
  { head: 25, row: 24, long: 32, strip: 30 },
  { head: 22, row: 22, long: 28, strip: 27 },
] as const;

/**
 * Which families are lists in a palette of this height: as many as fit, from the top, the rest strips.
 *
 * @param names of the kinds, family by family
 */
export function listedFamilies(
  height: number,
  names: readonly (readonly string[])[],
): { listed: readonly boolean[]; close: boolean } {
  const [airy, close] = densities.map(({ head, row, long, strip }) => {
    const asStrip = (family: readonly string[]): number => head + strip * Math.ceil(family.length / stripCells);
    let room = height - names.reduce((sum, family) => sum + asStrip(family), 0);
    return names.map((family) => {
      const asList = head + family.reduce((sum, name) => sum + (name.length > longName ? long : row), 0);
      const fits = asList - asStrip(family) <= room;
      room = fits ? room - asList + asStrip(family) : -1;
      return fits;
    });
  });
  const count = (listed: readonly boolean[] | undefined): number => listed?.filter(Boolean).length ?? 0;
  const better = count(close) > count(airy);
  return { listed: (better ? close : airy) ?? [], close: better };
}

export function Palette({ folded, full }: { folded?: boolean; full?: boolean }) {
  const { catalogue } = useSession();
  const add = useAddNode();
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(500);
  const [turned, setTurned] = useState<Partial<Record<Family, boolean>>>({});

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
  const { listed: fits, close } = listedFamilies(
    height,
    groups.map(({ kinds }) => kinds.map(({ label }) => label)),
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
      <div className={`palette-groups ${close && !full ? "palette-close" : ""}`} ref={box}>
        {groups.map(({ family, label, kinds }, k) => {
          const listed = full || (turned[family] ?? fits[k]);
          return (
            <section key={family} aria-label={label}>
              <h2>
                {full ? (
                  label
                ) : (
                  <button
                    type="button"
                    aria-expanded={listed}
                    aria-label={`${label} by name`}
                    onClick={() => setTurned((old) => ({ ...old, [family]: !listed }))}
                  >
                    {label}
                    <Icon name={listed ? "down" : "right"} size={10} />
                  </button>
                )}
              </h2>
              {listed ? <PaletteList kinds={kinds} onAdd={add} /> : <PaletteStrip kinds={kinds} onAdd={add} />}
            </section>
          );
        })}
      </div>
    </div>
  );
}
