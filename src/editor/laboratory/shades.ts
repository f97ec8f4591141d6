/** The colours of what a network answers: from the paper to the fullest of each class. */

type Rgb = readonly [number, number, number];

const classColours = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6"];
/** Steps from paper to the fullest colour of a class. */
const steps = 256;

/** The colours of a theme. */
export interface Shades {
  line: string;
  paper: string;
  classes: readonly string[];
  /**
   * Shares from 0 to 1 as pixels: in the colour of class 0 over paper to that of class 1; of several classes that of the greatest, the less
   * the nearer to paper.
   */
  paint(pixels: Uint32Array, shares: Float32Array, greatest?: Uint8Array): void;
}

const known = new Map<string, Shades>();

/** @param of the value of a custom property */
export function shadesOf(of: (token: string) => string): Shades {
  const rgb = (token: string): Rgb => {
    const hex = /^#([0-9a-f]{6})$/i.exec(of(token).trim())?.[1] ?? "000000";
    return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
  };
  const [line, paper, ...classes] = ["--ink", "--screen", ...classColours].map(rgb) as [Rgb, Rgb, ...Rgb[]];
  const key = [line, paper, ...classes].join();
  let shades = known.get(key);
  if (!shades) {
    shades = made(line, paper, classes);
    known.set(key, shades);
  }
  return shades;
}

function made(line: Rgb, paper: Rgb, classes: readonly Rgb[]): Shades {
  const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;
  const bytes = new Uint8ClampedArray(4 * steps * classes.length);
  classes.forEach((ink, which) => {
    for (let step = 0; step < steps; step++) {
      const part = (0.62 * step) / (steps - 1);
      bytes.set(
        [...paper.map((from, c) => from + part * ((ink[c] as number) - from)), 255],
        4 * (which * steps + step),
      );
    }
  });
  const table = new Uint32Array(bytes.buffer);
  return {
    line: css(line),
    paper: css(paper),
    classes: classes.map(css),
    paint(pixels, shares, greatest) {
      for (let k = 0; k < shares.length; k++) {
        const share = 2 * (shares[k] as number) - 1;
        const which = greatest ? (greatest[k] as number) % classes.length : Number(share >= 0);
        const part = greatest ? Math.max(0, share) : Math.abs(share);
        pixels[k] = table[which * steps + Math.round(part * (steps - 1))] as number;
      }
    },
  };
}
