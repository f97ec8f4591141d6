/** Opens an example running, from the gallery and from what is said of a kind. */
import type { Session } from "../../session/index.ts";
import { announce } from "../announce.ts";
import { notify } from "../circuit/notice.ts";
import { openText } from "../circuit/openText.ts";
import { type Example, loadExample } from "./examples.ts";

export async function openExample(session: Session, { file, title, question }: Example): Promise<void> {
  try {
    if (await openText(session, await loadExample(file), title, { play: true })) announce(`${title}. ${question}`);
  } catch {
    notify({
      text: `${title} could not be loaded. It is kept for use offline once it was opened online.`,
      wrong: true,
    });
  }
}
