/**
 * A circuit in a link: its text, packed and written in letters that a URL may hold, after the `#`, which no browser sends to
 * a server. Unpacking stops early, so that a small link cannot fill the memory.
 */
import type { Catalogue } from "../kind/index.ts";
import { limits } from "./limits.ts";
import { problem } from "./messages.ts";
import { type Parsed, parseGraph } from "./parse.ts";
import type { Graph } from "./schema.ts";
import { serialize } from "./serialize.ts";

/**
 * The fragment for a link, without `#`: base64url of the packed text.
 *
 * @returns may be longer than `limits.link`, which `decodeLink` refuses: offer a file then
 */
export async function encodeLink(graph: Graph): Promise<string> {
  const packed = new Blob([serialize(graph)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  // In pieces: a call takes only so many arguments.
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Opens the fragment of a link, with or without its `#`. As `parseGraph`; never rejects. */
export async function decodeLink(fragment: string, catalogue: Catalogue): Promise<Parsed> {
  const refuse = (
    ...[code, args]: ["link-too-long", [number, number]] | ["link-damaged", []] | ["link-grows", [number]]
  ): Parsed => ({
    diagnostics: [problem(code, { type: "file", path: "link" }, args as never)],
  });
  const letters = fragment.replace(/^#/, "");
  if (letters.length > limits.link) return refuse("link-too-long", [letters.length, limits.link]);
  if (letters === "" || !/^[A-Za-z0-9_-]+$/.test(letters)) return refuse("link-damaged", []);

  let packed: Uint8Array<ArrayBuffer>;
  try {
    packed = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    return refuse("link-damaged", []);
  }
  const most = Math.min(limits.unpacked, Math.max(packed.length * limits.unpackedRatio, 65_536));
  const text = await unpack(packed, most);
  if (text === "damaged") return refuse("link-damaged", []);
  if (text === "grows") return refuse("link-grows", [most]);
  return parseGraph(text.text, catalogue);
}

/** Unpacks piece by piece and lets go as soon as there is too much. */
async function unpack(packed: Uint8Array<ArrayBuffer>, most: number): Promise<{ text: string } | "damaged" | "grows"> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let length = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > most) {
        // Not awaited: some engines settle this only when the whole stream is done.
        reader.cancel().catch(() => undefined);
        return "grows";
      }
      text += decoder.decode(piece.value, { stream: true });
    }
    return { text: text + decoder.decode() };
  } catch {
    return "damaged";
  }
}
