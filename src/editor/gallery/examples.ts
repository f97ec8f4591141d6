/**
 * The index of the examples, `public/examples/index.json`: one entry a circuit, in the order of the gallery. The file is read
 * once; what is not an entry is left out rather than trusted.
 */

/** One curve or raster of a card's picture, in a box of 292 x 116. Drawn from a run; colours follow the theme. */
export interface Stroke {
  d: string;
  /** Colour number of the population; absent: a source. */
  color?: number;
  width?: number;
  dash?: string;
}

export interface Example {
  /** Of the graph, beside the index. */
  file: string;
  title: string;
  /** One question, answered by turning something. */
  question: string;
  cells: number;
  minutes: number;
  /** "One cell", "Networks". */
  group: string;
  /** "The lecture", "Papers". */
  from: string;
  /** Kinds of its nodes. */
  kinds: readonly string[];
  picture: readonly Stroke[];
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function isStroke(value: unknown): value is Stroke {
  return typeof value === "object" && value !== null && isText((value as Stroke).d);
}

/** The entries of an index file's value that can be shown. */
export function readIndex(value: unknown): readonly Example[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { file, title, question, cells, minutes, group, from, kinds, picture } = entry as Record<string, unknown>;
    // A file name and no more: an index never leads out of its folder.
    if (!isText(file) || !/^[\w-]+\.json$/.test(file) || !isText(title)) return [];
    return [
      {
        file,
        title,
        question: isText(question) ? question : "",
        cells: isNumber(cells) ? cells : 0,
        minutes: isNumber(minutes) ? minutes : 0,
        group: isText(group) ? group : "",
        from: isText(from) ? from : "",
        kinds: Array.isArray(kinds) ? kinds.filter(isText) : [],
        picture: Array.isArray(picture) ? picture.filter(isStroke) : [],
      },
    ];
  });
}

const at = (file: string): URL => new URL(`examples/${file}`, document.baseURI);

async function read(file: string): Promise<string> {
  const response = await fetch(at(file));
  if (!response.ok) throw new Error(`${file} is not there (${response.status})`);
  return response.text();
}

export const loadIndex = async (): Promise<readonly Example[]> => readIndex(JSON.parse(await read("index.json")));

/** Text of an example's graph. */
export const loadExample = (file: string): Promise<string> => read(file);

/** Those with a node of a kind, the smallest first: they say most about it. */
export const examplesWith = (examples: readonly Example[], kind: string): readonly Example[] =>
  examples.filter(({ kinds }) => kinds.includes(kind)).toSorted((a, b) => a.kinds.length - b.kinds.length);

/** How many examples have each value of a field, in order of first appearance. */
export function tally(
  examples: readonly Example[],
  field: "group" | "from",
): readonly { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const example of examples) if (example[field]) counts.set(example[field], (counts.get(example[field]) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

export function filterExamples(
  examples: readonly Example[],
  typed: string,
  chosen: { field: "group" | "from"; value: string } | null,
): readonly Example[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return examples.filter(
    (example) =>
      (!chosen || example[chosen.field] === chosen.value) &&
      words.every((word) =>
        `${example.title} ${example.question} ${example.group} ${example.from}`.toLowerCase().includes(word),
      ),
  );
}
