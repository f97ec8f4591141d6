/** What can be done with the circuit as a whole, for buttons and menus alike. */
import { useMemo } from "react";
import { encodeLink, limits, rename, serialize } from "../../graph/index.ts";
import { announce } from "../announce.ts";
import type { MenuItem } from "../controls/Menu.tsx";
import { inGesture } from "../edits.ts";
import { useSession } from "../SessionContext.tsx";
import { show } from "../screen.ts";
import { download, fileName, pickFile, saveFile } from "./files.ts";
import { notify } from "./notice.ts";
import { newGraph, openGraph, openText } from "./openText.ts";

export interface CircuitActs {
  rename: (name: string) => void;
  download: () => void;
  openFile: () => void;
  circuitMenu: readonly MenuItem[];
  shareMenu: readonly MenuItem[];
}

export function useCircuitActs(): CircuitActs {
  const session = useSession();
  return useMemo(() => {
    const graph = () => session.store.getState().graph;
    const acts = {
      rename: (name: string) => session.edit(inGesture(rename(name), undefined)),
      download: () => download(fileName(graph().name), serialize(graph())),
      openFile: async () => {
        const file = await pickFile();
        if (file) await openText(session, await file.text(), file.name);
      },
    };
    const copyLink = async (): Promise<void> => {
      const text = await encodeLink(graph());
      if (text.length > limits.link) {
        notify({
          text: "This circuit is too large for a link. A file holds it.",
          wrong: true,
          door: { label: "Download the file", act: acts.download },
        });
        return;
      }
      const url = new URL(location.href);
      url.hash = `c=${text}`;
      try {
        await navigator.clipboard.writeText(url.href);
        notify({ text: "Link copied. The circuit itself is in the link; nothing was sent anywhere." });
      } catch {
        // No right to the clipboard: the address bar holds the link instead.
        history.replaceState(null, "", url);
        notify({ text: "The link is in the address bar; copy it from there." });
      }
    };
    const save = async (): Promise<void> => {
      if (await saveFile(fileName(graph().name), serialize(graph()))) announce("Saved as a file");
    };
    const circuitMenu: readonly MenuItem[] = [
      { label: "New circuit", icon: "plus", onSelect: () => void openGraph(session, newGraph()) },
      { label: "Circuits on this device", icon: "folder", onSelect: () => show({ dialog: "library" }) },
      {
        label: "Duplicate",
        icon: "copy",
        onSelect: () => void openGraph(session, { ...graph(), name: `${graph().name} copy` }),
      },
      { type: "rule" },
      { label: "Open a file", icon: "file", onSelect: () => void acts.openFile() },
      { label: "Save as a file", icon: "download", onSelect: () => void save() },
      { type: "rule" },
      {
        label: "Outline",
        hint: "The circuit as a table",
        icon: "outline",
        onSelect: () => show({ dialog: "outline" }),
      },
    ];
    const shareMenu: readonly MenuItem[] = [
      { label: "Copy a link", hint: "The circuit travels in the link", icon: "link", onSelect: () => void copyLink() },
      { label: "Save as a file", hint: "JSON, also for the terminal", icon: "download", onSelect: () => void save() },
      { label: "Open a file", icon: "file", onSelect: () => void acts.openFile() },
      { type: "rule" },
      {
        label: "Equations of the whole system",
        hint: "As text or TeX",
        icon: "sigma",
        onSelect: () => show({ dialog: "equations" }),
      },
    ];
    return { ...acts, openFile: () => void acts.openFile(), circuitMenu, shareMenu };
  }, [session]);
}
