/**
 * Claims of this window among all windows of the app in one browser: a Web Lock for each circuit that it stores. The browser
 * gives a lock back when its window goes, also when it crashes.
 */
import type { Claims, Lost } from "../session/index.ts";

interface Held {
  lost: Lost;
  release: () => void;
}

/** A window that was reloaded may still hold its lock for a moment. */
const claimMs = 700;
/** A window that does not answer in this time is frozen: its circuit is taken without it. */
const answerMs = 2500;
/** How long a window that did answer has to store what it has not stored yet. */
const giveMs = 10_000;

interface Message {
  type: "asked" | "coming";
  id: string;
}

/** Undefined where the browser has no locks (a page that did not come over https): there every window stores. */
export function windowClaims(): Claims | undefined {
  const { locks } = navigator;
  if (!locks) return undefined;
  const held = new Map<string, Held>();
  const channel = new BroadcastChannel("spikeboard-claims");

  const request = (id: string, lost: Lost, options: LockOptions): Promise<boolean> => {
    const known = held.get(id);
    if (known) {
      known.lost = lost;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      let mine: Held | undefined;
      locks
        .request(`circuit/${id}`, options, (lock) => {
          resolve(lock !== null);
          if (!lock) return undefined;
          return new Promise<void>((release) => {
            mine = { lost, release };
            held.set(id, mine);
          });
        })
        .catch(() => {
          resolve(false);
          if (!mine || held.get(id) !== mine) return;
          held.delete(id);
          void mine.lost("taken");
        });
    });
  };
  const release = (id: string): void => {
    const mine = held.get(id);
    held.delete(id);
    mine?.release();
  };
  const say = (message: Message): void => channel.postMessage(message);
  channel.addEventListener("message", async ({ data: { type, id } }: MessageEvent<Message>) => {
    const mine = held.get(id);
    if (type !== "asked" || !mine) return;
    say({ type: "coming", id });
    await mine.lost("asked");
    release(id);
  });

  /** Asks the window that has the circuit to hand it over. Resolves to false when it did not. */
  const ask = async (id: string, lost: Lost): Promise<boolean> => {
    const patience = new AbortController();
    const giveUp = (): void => patience.abort();
    let timer = setTimeout(giveUp, answerMs);
    const heard = ({ data }: MessageEvent<Message>): void => {
      if (data.type !== "coming" || data.id !== id) return;
      clearTimeout(timer);
      timer = setTimeout(giveUp, giveMs);
    };
    channel.addEventListener("message", heard);
    say({ type: "asked", id });
    const given = await request(id, lost, { signal: patience.signal });
    clearTimeout(timer);
    channel.removeEventListener("message", heard);
    return given;
  };

  return {
    async claim(id, lost) {
      const now = () => request(id, lost, { ifAvailable: true });
      const soon = () => request(id, lost, { signal: AbortSignal.timeout(claimMs) });
      // Asked once more at the end: on a slow machine the patience runs out before a free lock is handed over.
      return (await now()) || (await soon()) || (await now());
    },
    async take(id, lost) {
      if (!(await ask(id, lost))) await request(id, lost, { steal: true });
    },
    release,
  };
}
