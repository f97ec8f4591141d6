/**
 * The whole screen: top bar, equation, palette, board, inspector and dock in one grid, the gallery over it, and the dialogs.
 * Regions can be resized and folded; below 1100 px the inspector is a sheet, below 700 px the phone's layout takes over.
 */
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./controls/controls.css";
import "./editor.css";
import {
  type CSSProperties,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Graph } from "../graph/index.ts";
import { Board } from "./board/index.ts";
import { type BoardApi, BoardContext, useBoard } from "./boardApi.ts";
import { DropFile } from "./circuit/DropFile.tsx";
import { LinkOffer } from "./circuit/LinkOffer.tsx";
import { NoticeBar } from "./circuit/NoticeBar.tsx";
import { Dialog } from "./controls/Dialog.tsx";
import { Icon } from "./controls/Icon.tsx";
import type { IconName } from "./controls/icons.ts";
import { Tips } from "./controls/Tips.tsx";
import { Dock, defaultDockHeight, dockKeys, foldedHeight } from "./dock/index.ts";
import { EquationStrip } from "./equations/EquationStrip.tsx";
import { Inspector } from "./inspector/Inspector.tsx";
import { LeadCard } from "./inspector/LeadCard.tsx";
import { Live } from "./Live.tsx";
import { laboratoryOf } from "./laboratory/lessonParts.ts";
import { AddDialog } from "./palette/AddDialog.tsx";
import { Palette } from "./palette/Palette.tsx";
import { prefer, preferences, usePreference } from "./preferences.ts";
import { Resizer } from "./Resizer.tsx";
import { useSession, useSessionState } from "./SessionContext.tsx";
import { type Screen, show, useScreen } from "./screen.ts";
import { TopBar } from "./topbar/TopBar.tsx";
import { phoneQuery, sheetQuery, useMedia } from "./useMedia.ts";
import { useRegions } from "./useRegions.ts";
import { useShortcuts } from "./useShortcuts.ts";
import { useThemeName } from "./useThemeName.ts";

// What few visits need is fetched when it is asked for.
const AnalysisPanel = lazy(() => import("./analysis/AnalysisPanel.tsx"));
const LessonPanel = lazy(() => import("./laboratory/LessonPanel.tsx"));
const MemoryPanel = lazy(() => import("./laboratory/MemoryPanel.tsx"));
const allEquations = () => import("./equations/AllEquations.tsx");
const AllEquations = lazy(async () => ({ default: (await allEquations()).AllEquations }));
const EquationBlocks = lazy(async () => ({ default: (await allEquations()).EquationBlocks }));
const Gallery = lazy(async () => ({ default: (await import("./gallery/Gallery.tsx")).Gallery }));
const KindDialog = lazy(() => import("./palette/KindDialog.tsx"));
const LibraryDialog = lazy(async () => ({ default: (await import("./circuit/LibraryDialog.tsx")).LibraryDialog }));
const Outline = lazy(async () => ({ default: (await import("./outline/Outline.tsx")).Outline }));
const ShortcutSheet = lazy(async () => ({ default: (await import("./ShortcutSheet.tsx")).ShortcutSheet }));

const inspectorRange = [240, 520] as const;
const railWidth = 56;

export function Editor() {
  const session = useSession();
  const board = useRef<BoardApi | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const phone = useMedia(phoneQuery);
  const screen = useScreen((state) => state.screen);
  const help = useCallback(() => show({ dialog: "help" }), []);
  const add = useCallback(() => show({ dialog: "add" }), []);
  useShortcuts({ help, add });
  useRegions(root);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!document.querySelector("dialog[open]")) dockKeys(session, event);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [session]);

  return (
    <BoardContext value={board}>
      <div ref={root} className="editor-root">
        <div className="editor-shell" data-behind={screen === "examples"}>
          {phone ? <PhoneLayout /> : <WideLayout />}
        </div>
        {screen === "examples" && (
          <Suspense>
            <Gallery />
          </Suspense>
        )}
      </div>
      <Suspense>
        <Dialogs />
      </Suspense>
      <LinkOffer />
      <DropFile />
      <Tips />
      <Live />
    </BoardContext>
  );
}

function useWindowHeight(): number {
  const [height, setHeight] = useState(innerHeight);
  useEffect(() => {
    const measure = (): void => setHeight(innerHeight);
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return height;
}

const fold = (part: "palette" | "inspector" | "dock", folded: boolean): void =>
  prefer({ folded: { ...preferences.getState().folded, [part]: folded } });

function WideLayout() {
  const narrow = useMedia(sheetQuery);
  const projected = usePreference((state) => state.projected);
  const folded = usePreference((state) => state.folded);
  const dock = usePreference((state) => state.dock);
  const inspector = usePreference((state) => state.inspector);
  const sheet = useScreen((state) => state.sheet);
  const analysis = useScreen((state) => state.analysis);
  const panelName = panelNames[usePanel(analysis)];
  const analysisWide = useScreen((state) => state.analysisWide);
  const theme = useThemeName();
  const tall = useWindowHeight();
  const selected = useSessionState((state) => state.selection.nodes);
  // A narrow window opens its sheet for what is selected.
  useEffect(() => {
    if (narrow) show({ sheet: selected.length > 0 });
  }, [narrow, selected]);

  const paletteFolded = folded.palette || projected;
  const inspectorHidden = narrow ? !sheet : folded.inspector || projected;
  const dockHeight = folded.dock
    ? foldedHeight
    : projected
      ? tall / 2
      : Math.min(dock ?? defaultDockHeight(tall), tall * 0.7);
  const style = {
    "--palette-width": `${paletteFolded ? railWidth : 168 * (projected ? 1.2 : 1)}px`,
    "--inspector-width": `${narrow || inspectorHidden ? 0 : inspector}px`,
    "--acts-width": `${narrow || inspectorHidden ? (projected ? 312 : 230) : inspector}px`,
    "--dock-height": `${dockHeight}px`,
  } as CSSProperties;
  return (
    <div className="editor" style={style} data-narrow={narrow} data-analysis={analysis !== null}>
      <TopBar phone={false} />
      <EquationStrip />
      <nav className="region-palette" aria-label="Add" data-region="Add">
        <Palette folded={paletteFolded} />
        {!projected && (
          <Resizer
            label="the palette"
            axis="x"
            side="left"
            folded={folded.palette}
            onFold={(yes) => fold("palette", yes)}
          />
        )}
      </nav>
      <main className="region-board" aria-label="Board" data-region="Board">
        <Board />
        <NoticeBar />
      </main>
      {analysis !== null && (
        <section className="region-analysis" aria-label={panelName} data-region={panelName} data-wide={analysisWide}>
          <Analysis node={analysis} />
        </section>
      )}
      <aside className="region-inspector" aria-label="Inspector" data-region="Inspector" data-hidden={inspectorHidden}>
        {!inspectorHidden && <Inspector />}
        <Resizer
          label="the inspector"
          axis="x"
          side="right"
          folded={inspectorHidden}
          {...(narrow
            ? {}
            : { size: inspector, range: inspectorRange, onSize: (size: number) => prefer({ inspector: size }) })}
          onFold={(yes) => (narrow ? show({ sheet: !yes }) : fold("inspector", yes))}
        />
      </aside>
      <div className="region-dock" data-region="Run and plots">
        <Dock
          height={dockHeight}
          theme={theme}
          onHeight={(height) =>
            prefer({
              ...(height > foldedHeight ? { dock: height } : {}),
              folded: { ...folded, dock: height <= foldedHeight },
            })
          }
        />
      </div>
    </div>
  );
}

const panelNames = { memory: "Memory laboratory", lesson: "Learning laboratory", firing: "Firing analysis" } as const;

/** Which panel a node has: a laboratory where it takes part in a memory or a lesson. */
function usePanel(node: string | null): keyof typeof panelNames {
  const { catalogue } = useSession();
  return useSessionState(
    useMemo(() => {
      const nameOf = (graph: Graph): keyof typeof panelNames =>
        (node === null ? undefined : laboratoryOf(graph, catalogue, node)) ?? "firing";
      // Asked at every change of the store, which mostly leaves the graph alone.
      let known: { graph: Graph; name: keyof typeof panelNames } | undefined;
      return ({ graph }) => {
        if (known?.graph !== graph) known = { graph, name: nameOf(graph) };
        return known.name;
      };
    }, [catalogue, node]),
  );
}

/** The panel, and the cell it is about kept in sight beside it. */
function Analysis({ node }: { node: string }) {
  const board = useBoard();
  const panel = usePanel(node);
  const circuit = useSessionState((state) => state.circuit.id);
  const opensWith = useSessionState((state) => state.graph.view?.panel);
  const opened = useRef(circuit);
  const close = useCallback(() => {
    show({ analysis: null, teaches: false });
    requestAnimationFrame(() => {
      board.focusNode(node);
      if (opensWith === node) requestAnimationFrame(() => board.fit());
    });
  }, [board, node, opensWith]);
  useEffect(() => {
    if (opened.current !== circuit) show({ analysis: null });
  }, [circuit]);
  useEffect(() => {
    // The board learns of its new width a frame after it has it.
    let frame = requestAnimationFrame(() => {
      // Beside the laboratory that a circuit opens with, it is shown whole, as it is without one.
      frame = requestAnimationFrame(() => (opensWith === node ? board.fit() : board.showNode(node)));
    });
    return () => cancelAnimationFrame(frame);
  }, [board, node, opensWith]);
  return (
    <Suspense>
      {panel === "memory" && <MemoryPanel node={node} onClose={close} />}
      {panel === "lesson" && <LessonPanel node={node} onClose={close} />}
      {panel === "firing" && <AnalysisPanel node={node} onClose={close} />}
    </Suspense>
  );
}

const tabs: readonly { tab: Screen["tab"]; label: string; icon: IconName }[] = [
  { tab: "board", label: "Board", icon: "board" },
  { tab: "add", label: "Add", icon: "plus" },
  { tab: "outline", label: "Outline", icon: "outline" },
  { tab: "equations", label: "Equations", icon: "sigma" },
];

function PhoneLayout() {
  const tab = useScreen((state) => state.tab);
  const sheet = useScreen((state) => state.sheet);
  const analysis = useScreen((state) => state.analysis);
  const panelName = panelNames[usePanel(analysis)];
  const full: Partial<Record<Screen["tab"], ReactNode>> = {
    add: <Palette full />,
    outline: <Outline />,
    equations: <EquationBlocks />,
  };
  return (
    <div className="phone" data-tab={tab}>
      <TopBar phone />
      {tab === "board" ? (
        <>
          <EquationStrip phone />
          <main className="phone-board" aria-label="Board" data-region="Board">
            <Board />
            <NoticeBar />
          </main>
          <LeadCard onMore={() => show({ sheet: true })} />
          <PhoneDock />
          {sheet && (
            <Dialog title="Inspector" bare className="phone-sheet" onClose={() => show({ sheet: false })}>
              <button type="button" className="phone-grip" aria-label="Close" onClick={() => show({ sheet: false })} />
              <Inspector />
            </Dialog>
          )}
          {analysis !== null && (
            <Dialog
              title={panelName}
              bare
              className="phone-sheet phone-analysis"
              onClose={() => show({ analysis: null })}
            >
              <Analysis node={analysis} />
            </Dialog>
          )}
        </>
      ) : (
        <main
          className={`phone-full phone-${tab}`}
          aria-label={tabs.find((each) => each.tab === tab)?.label}
          data-region={tab}
        >
          <Suspense>{full[tab]}</Suspense>
        </main>
      )}
      <nav className="phone-tabs" aria-label="Views" data-region="Views">
        {tabs.map((each) => (
          <button
            key={each.tab}
            type="button"
            aria-current={each.tab === tab ? "page" : undefined}
            onClick={() => show({ tab: each.tab, sheet: false })}
          >
            <Icon name={each.icon} size={20} />
            <span>{each.label}</span>
          </button>
        ))}
      </nav>
    </div>
  );
}

/** The dock takes what the rest of the phone leaves it. */
function PhoneDock() {
  const theme = useThemeName();
  const area = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(320);
  useEffect(() => {
    if (!area.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(area.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={area} className="phone-dock" data-region="Run and plots">
      <Dock height={height} theme={theme} onHeight={() => {}} />
    </div>
  );
}

function Dialogs() {
  const dialog = useScreen((state) => state.dialog);
  const close = (): void => show({ dialog: null });
  switch (dialog) {
    case "add":
      return <AddDialog onClose={close} />;
    case "kind":
      return <KindDialog onClose={close} />;
    case "help":
      return <ShortcutSheet onClose={close} />;
    case "library":
      return <LibraryDialog onClose={close} />;
    case "equations":
      return <AllEquations onClose={close} />;
    case "outline":
      return (
        <Dialog
          title="Outline"
          about="The circuit as a table. Enter goes to the node, Delete takes it out."
          className="outline-dialog"
          onClose={close}
        >
          <div className="dialog-scroll">
            <Outline onChosen={close} />
          </div>
        </Dialog>
      );
    case null:
      return null;
  }
}
