/** Files in and out by the browser's pickers where it has them, and by a hidden input or a download link where not. */

const types = [{ description: "Spikeboard circuit", accept: { "application/json": [".json"] } }] as const;

interface PickerWindow {
  showOpenFilePicker?: (options: { types: typeof types }) => Promise<readonly { getFile(): Promise<File> }[]>;
  showSaveFilePicker?: (options: { types: typeof types; suggestedName: string }) => Promise<{
    createWritable(): Promise<{ write(data: string): Promise<void>; close(): Promise<void> }>;
  }>;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/**
 * Asks for one file. Resolves to undefined when the reader thinks better of it.
 *
 * @param accept endings for the input's filter; by default circuits, for which the browser's own picker is asked first
 */
export async function pickFile(accept = ".json,application/json"): Promise<File | undefined> {
  const { showOpenFilePicker } = window as PickerWindow;
  if (showOpenFilePicker && accept.startsWith(".json")) {
    try {
      const [handle] = await showOpenFilePicker.call(window, { types });
      return await handle?.getFile();
    } catch (error) {
      if (isAbort(error)) return undefined;
      // Pickers are refused in some frames; the input below is not.
    }
  }
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}

/** A name that every file system takes. */
export const fileName = (name: string, ending = ".json"): string =>
  `${
    name
      .trim()
      .replace(/[^\p{L}\p{N} ._-]+/gu, "")
      .replace(/\s+/g, "-")
      .slice(0, 80) || "circuit"
  }${ending}`;

/** Saves text where the reader chooses; resolves to false when they think better of it. */
export async function saveFile(suggestedName: string, text: string): Promise<boolean> {
  const { showSaveFilePicker } = window as PickerWindow;
  if (showSaveFilePicker) {
    try {
      const handle = await showSaveFilePicker.call(window, { types, suggestedName });
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
    }
  }
  download(suggestedName, text);
  return true;
}

/** A download without asking, for "Download a copy". */
export function download(name: string, data: string | Blob): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(typeof data === "string" ? new Blob([data], { type: "application/json" }) : data);
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
