/** A circuit file dropped anywhere on the window opens; while it hovers, the window says so, but for parts that take files themselves. */
import { useEffect, useState } from "react";
import { useSession } from "../SessionContext.tsx";
import { notify } from "./notice.ts";
import { openText } from "./openText.ts";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

export function DropFile() {
  const session = useSession();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      setOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = async (event: DragEvent): Promise<void> => {
      if (!hasFiles(event)) return;
      setOver(false);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const [first] = files;
      if (!first) return;
      if (files.length > 1) notify({ text: `Of ${files.length} files, ${first.name} was opened.` });
      await openText(session, await first.text(), first.name);
    };
    addEventListener("dragover", hover);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", hover);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [session]);
  if (!over) return null;
  return (
    <div className="drop-here">
      <p>Drop the circuit to open it. The one you have stays in your library.</p>
    </div>
  );
}
