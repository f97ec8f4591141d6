/** Puts the parts together: the history of the graph, the talk with the engine, recordings, and the library. */
import { createStore } from "zustand/vanilla";
import { type Diagnostic, passes } from "../diagnostic/index.ts";
import type { StopWhen } from "../engine/index.ts";
import { check, editOf, emptyGraph, type Graph, rename } from "../graph/index.ts";
import { type Catalogue, checkStop, kindOf } from "../kind/index.ts";
import { createAutosave } from "./autosave.ts";
import { alone, type Claims, type Lost } from "./claims.ts";
import { createConversation } from "./conversation.ts";
import { mergeDiagnostics, settled } from "./diagnostics.ts";
import { editHistory, type History, moveHistory, presentGraph, redoLabel, startHistory, undoLabel } from "./history.ts";
import { createRecorder } from "./recordings.ts";
import { keepSelection, nothingSelected } from "./selection.ts";
import { createShelf } from "./shelf.ts";
import type { EngineLink, Session, SessionState, Storage } from "./types.ts";

export interface SessionOptions {
  catalogue: Catalogue;
  link: EngineLink;
  storage: Storage;
  /** Absent: no other window shares the storage. */
  claims?: Claims;
  /** The circuit to begin with; absent: an empty one. */
  graph?: Graph;
  /** Its name in the library, if it comes from there (see `loadLast`). Absent: a new one, stored with the first edit. */
  id?: string;
  /** Milliseconds since 1970: dates what is saved and tells a pause in a gesture. */
  now: () => number;
}

/** A live session. Compiles the graph at once; nothing runs before `play`. */
export function createSession({ catalogue, link, storage, claims = alone, graph, id, now }: SessionOptions): Session {
  let history = startHistory(graph ?? emptyGraph());
  let fromEngine: readonly Diagnostic[] = [];
  let fromRecording: readonly Diagnostic[] = [];
  let fromCheck = check(presentGraph(history), catalogue);

  const store = createStore<SessionState>()(() => ({
    graph: presentGraph(history),
    diagnostics: mergeDiagnostics(fromCheck),
    run: {
      running: false,
      timeMs: 0,
      speed: presentGraph(history).view?.speed ?? 1,
      reached: 0,
      threads: 1,
      stopWhen: null,
      recordedMs: 0,
    },
    selection: nothingSelected,
    saved: { status: id === undefined ? "new" : "saved" },
    tick: 0,
    circuit: { id: id ?? newId() },
    elsewhere: false,
  }));
  const recorder = createRecorder();
  const shelf = createShelf(storage, catalogue, now);
  void shelf.prepare(store.getState().circuit.id);
  const autosave = createAutosave(shelf, now, (saved) => {
    store.setState({ saved });
    if (saved.status === "saved") void shelf.opened(store.getState().circuit.id);
  });
  const diagnosticsAfter = (shown: readonly Diagnostic[]) =>
    settled(shown, mergeDiagnostics(fromCheck, fromEngine, fromRecording));
  const showDiagnostics = () => store.setState(({ diagnostics }) => ({ diagnostics: diagnosticsAfter(diagnostics) }));
  const conversation = createConversation(link, store, recorder, (from, diagnostics) => {
    if (from === "engine") fromEngine = diagnostics;
    else fromRecording = diagnostics;
    showDiagnostics();
  });

  /** Whether another window has the circuit is not known yet, and an edit waits for the answer. */
  let asking = false;
  let asked: Promise<void> = Promise.resolve();
  let heldBack: Graph | undefined;
  const present = (): string => store.getState().circuit.id;

  /** Makes the circuit on the board this window's to store, if no other window has it. */
  const claim = (id: string) => {
    asking = true;
    heldBack = undefined;
    store.setState({ elsewhere: false });
    asked = claims.claim(id, lost(id)).then((held) => {
      if (present() !== id) return claims.release(id);
      asking = false;
      if (!held) store.setState({ elsewhere: true });
      const waiting = heldBack;
      heldBack = undefined;
      if (!waiting) return;
      if (held) keep(waiting);
      else workOnCopy();
    });
  };
  const lost =
    (id: string): Lost =>
    async (how) => {
      if (how === "asked") await autosave.flush();
      const unsaved = autosave.waiting(id);
      autosave.forget(id);
      if (present() !== id) return;
      store.setState({ elsewhere: true });
      if (unsaved) workOnCopy();
    };
  /** Once what was edited of it is stored, another window may have it. */
  const letGo = async (id: string) => {
    await autosave.flush();
    if (present() !== id) claims.release(id);
  };
  const keep = (graph: Graph) => {
    if (store.getState().elsewhere) workOnCopy();
    else if (asking) {
      heldBack = graph;
      store.setState({ saved: { status: "saving" } });
    } else autosave.changed(present(), graph);
  };
  const workOnCopy = () => {
    const id = newId();
    store.setState({ circuit: { id }, elsewhere: false, saved: { status: "new" } });
    claim(id);
    const { name } = presentGraph(history);
    adopt(editHistory(history, rename(`${name} (copy)`), now()));
  };

  /** Shows what the history says is present, stores it and hands it to the engine. */
  const adopt = (next: History) => {
    const before = presentGraph(history);
    const after = presentGraph(next);
    history = next;
    if (after === before) return void store.setState({ undo: undoLabel(next), redo: redoLabel(next) });
    fromCheck = check(after, catalogue);
    store.setState(({ selection, diagnostics }) => ({
      graph: after,
      undo: undoLabel(next),
      redo: redoLabel(next),
      // What the engine said of the graph before stands until it has seen this one.
      diagnostics: diagnosticsAfter(diagnostics),
      selection: keepSelection(selection, before, after),
    }));
    conversation.sendGraph(after, false);
    const { stopWhen } = store.getState().run;
    if (stopWhen && !canStop(after, catalogue, stopWhen)) conversation.stopWhen(null);
    keep(after);
  };

  /** Another circuit on the board. `savedAtMs`: it comes from the library, where it was stored then. */
  const show = (graph: Graph, id: string, stored?: { savedAtMs?: number }, held = false) => {
    const before = present();
    history = startHistory(graph);
    fromCheck = check(graph, catalogue);
    fromEngine = [];
    fromRecording = [];
    store.setState({
      graph,
      undo: undefined,
      redo: undefined,
      diagnostics: mergeDiagnostics(fromCheck),
      selection: nothingSelected,
      circuit: { id },
      ...(stored
        ? { saved: { status: "saved", ...(stored.savedAtMs === undefined ? {} : { atMs: stored.savedAtMs }) } }
        : {}),
    });
    if (before !== id) void letGo(before);
    if (!held) claim(id);
    conversation.sendGraph(graph, true);
    conversation.setSpeed(graph.view?.speed ?? 1);
  };

  conversation.sendGraph(presentGraph(history), true);
  claim(present());

  return {
    store,
    catalogue,
    recordings: recorder.recordings,
    edit: (edit) => adopt(editHistory(history, edit, now())),
    fix: (fix) => adopt(editHistory(history, editOf(fix, catalogue), now())),
    undo: () => adopt(moveHistory(history, -1)),
    redo: () => adopt(moveHistory(history, 1)),
    workOnCopy,
    async takeOver() {
      const id = present();
      await claims.take(id, lost(id));
      const { graph, savedAtMs, diagnostics } = await shelf.load(id);
      if (present() !== id) return diagnostics;
      if (graph) show(graph, id, savedAtMs === undefined ? {} : { savedAtMs }, true);
      store.setState({ elsewhere: false });
      return diagnostics;
    },
    select: (selection) => store.setState((state) => ({ selection: { ...state.selection, ...selection } })),

    stopWiring: conversation.stopWiring,
    wireAgain: conversation.wireAgain,
    play: conversation.play,
    pause: conversation.pause,
    step: conversation.step,
    seek: conversation.seek,
    reset: conversation.reset,
    poke: conversation.poke,
    setSpeed: conversation.setSpeed,
    stopWhen: conversation.stopWhen,
    watch: conversation.watch,
    pairs: conversation.pairs,
    saveState: conversation.saveState,
    restoreState: conversation.restoreState,

    async open(graph, id) {
      // What is not stored yet of the circuit before waits in the autosave and goes first.
      const newcomer = id ?? newId();
      show(graph, newcomer);
      keep(graph);
      await asked;
      await autosave.flush();
    },
    library: {
      list: shelf.list,
      async open(id) {
        const unsaved = autosave.waiting(id);
        if (unsaved) {
          show(unsaved, id);
          return check(unsaved, catalogue);
        }
        const { graph, savedAtMs, diagnostics } = await shelf.load(id);
        if (graph) {
          show(graph, id, savedAtMs === undefined ? {} : { savedAtMs });
          await shelf.opened(id);
        }
        return diagnostics;
      },
      async remove(id) {
        autosave.forget(id);
        await autosave.flush();
        await shelf.remove(id);
        if (store.getState().circuit.id === id) store.setState({ saved: { status: "new" } });
      },
    },
    async flush() {
      await asked;
      if (!(await autosave.flush())) throw new Error(store.getState().saved.message ?? "Not saved.");
    },
    dispose() {
      void autosave.flush();
      conversation.dispose();
    },
  };
}

/** What a run is to stop at is still there: its node, and all that its condition names. */
function canStop(graph: Graph, catalogue: Catalogue, stop: StopWhen): boolean {
  const node = graph.nodes.find(({ id }) => id === stop.node);
  const kind = node && kindOf(catalogue, node);
  return kind !== undefined && (stop.type === "spike" || passes(checkStop(kind, stop.text)));
}

/** 128 random bits: circuits of two browsers never share a name. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
