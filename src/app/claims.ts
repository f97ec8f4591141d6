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
/** How long the other window has to store what it has not stored yet. */
const giveMs = 1500;

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
        .request(`circuit/${id}`, options, () => {
          resolve(true);
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
  channel.onmessage = async ({ data }: MessageEvent<string>) => {
    await held.get(data)?.lost("asked");
    release(data);
  };

  return {
    claim: (id, lost) => request(id, lost, { signal: AbortSignal.timeout(claimMs) }),
    async take(id, lost) {
      channel.postMessage(id);
      if (!(await request(id, lost, { signal: AbortSignal.timeout(giveMs) }))) await request(id, lost, { steal: true });
    },
    release,
  };
}
