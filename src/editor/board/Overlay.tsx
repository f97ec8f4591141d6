/** Puts the live canvas over the board and wakes it for whatever may change the picture. */
import { type RefObject, useEffect, useRef } from "react";
import { useStoreApi } from "reactflow";
import { type Inks, readInks } from "../../plots/index.ts";
import { boardLesson } from "../boardLesson.ts";
import { lamp } from "../lamp.ts";
import { isCalm, onTheme } from "../preferences.ts";
import { useSession } from "../SessionContext.tsx";
import { createOverlay, type Scene } from "./overlay/overlay.ts";
import { useBoardParts } from "./state.ts";

export function Overlay({ scene }: { scene: Scene }) {
  const session = useSession();
  const flow = useStoreApi();
  const { readouts } = useBoardParts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  const wake = useRef<(() => void) | undefined>(undefined);

  useEffect(() => {
    latest.current = scene;
    wake.current?.();
  }, [scene]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const inks = watchInks(element);
    const overlay = createOverlay({
      canvas: element,
      session,
      scene: () => latest.current,
      view: () => {
        const { transform, width, height } = flow.getState();
        return { x: transform[0], y: transform[1], zoom: transform[2], width, height };
      },
      inks: () => inks.current,
      readouts,
      lamp: () => lamp.getState().at,
      lesson: (own) => boardLesson.getState().lesson?.(own),
      calm: isCalm,
    });
    wake.current = overlay.wake;
    const ends = [
      session.store.subscribe((now, before) => {
        if (now.tick !== before.tick || now.run !== before.run || now.network !== before.network) overlay.wake();
      }),
      flow.subscribe((now, before) => {
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
          overlay.wake();
      }),
      lamp.subscribe(overlay.wake),
      boardLesson.subscribe(overlay.wake),
      onTheme(() => {
        // The new colours are in force only after the style has been worked out again.
        requestAnimationFrame(() => {
          inks.refresh();
          overlay.wake();
        });
      }),
    ];
    overlay.wake();
    return () => {
      wake.current = undefined;
      for (const end of ends) end();
      overlay.dispose();
    };
  }, [session, flow, readouts]);

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tab index takes no focus; all it shows is said elsewhere
  return <canvas ref={canvas} className="board-live" aria-hidden="true" />;
}

function watchInks(element: HTMLElement): RefObject<Inks & { canvas: string }> & { refresh(): void } {
  const read = (): Inks & { canvas: string } => {
    const inks = readInks(element);
    return { ...inks, canvas: inks.of("--canvas") };
  };
  const held = {
    current: read(),
    refresh(): void {
      held.current = read();
    },
  };
  return held;
}
