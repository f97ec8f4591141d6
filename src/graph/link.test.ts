import { describe, expect, it } from "vitest";
import { limits } from "./limits.ts";
import { decodeLink, encodeLink } from "./link.ts";
import { graphOf, node } from "./samples/build.ts";
import { toys } from "./samples/toyCatalogue.ts";

const graph = graphOf(
  Array.from({ length: 100 }, (_, index) =>
    node(`n${index}`, "cell", { at: [16 * index, 0], label: `Zelle ü ${index}` }),
  ),
  ["n0.spikes -> n1.i"],
);

/** Any bytes, packed and written as a link is. */
async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = await new Response(
    new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")),
  ).arrayBuffer();
  return Buffer.from(packed).toString("base64url");
}
const refusal = async (fragment: string) => {
  const { graph: opened, diagnostics } = await decodeLink(fragment, toys);
  expect(opened).toBeUndefined();
  expect(diagnostics[0]?.at.type).toBe("file");
  return diagnostics[0]?.message;
};

describe("a share link", () => {
  it("holds a whole circuit, in letters that need no escape", async () => {
    const fragment = await encodeLink(graph);
    expect(fragment).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(fragment.length).toBeLessThan(2000);
    expect((await decodeLink(`#${fragment}`, toys)).graph).toStrictEqual(graph);
  });

  it("that was cut, changed or mistyped is refused in words", async () => {
    const damaged =
      "The link is damaged: part of it is missing or was changed on the way. Ask for it again, or for the file.";
    const fragment = await encodeLink(graph);
    expect(await refusal("")).toBe(damaged);
    expect(await refusal("not a link!")).toBe(damaged);
    expect(await refusal("A")).toBe(damaged);
    expect(await refusal(fragment.slice(0, fragment.length / 2))).toBe(damaged);
    expect(await refusal(await pack(Uint8Array.from([0xff, 0xfe])))).toBe(damaged);
    for (let at = 0; at < fragment.length; at += 7) {
      const letter = fragment[at] === "A" ? "B" : "A";
      const { diagnostics, graph: opened } = await decodeLink(
        fragment.slice(0, at) + letter + fragment.slice(at + 1),
        toys,
      );
      expect(opened !== undefined || diagnostics.length > 0).toBe(true);
    }
  });

  it("that holds something else is refused with the reasons of a file", async () => {
    expect(await refusal(await pack(new TextEncoder().encode("[]")))).toBe(
      "The file must be an object, but is a list.",
    );
  });

  it("that is too long is refused before it is unpacked", async () => {
    expect(await refusal("A".repeat(limits.link + 1))).toBe(
      "The link has 32 769 characters; at most 32 768 can be opened. Share the circuit as a file.",
    );
  });

  it("that unpacks to far more than itself is stopped on the way", async () => {
    const bomb = await pack(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(limits.link);
    const before = performance.now();
    expect(await refusal(bomb)).toMatch(
      /^Unpacking the link was stopped: it grows past \d[\d ]* bytes, as no real circuit does\.$/,
    );
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
