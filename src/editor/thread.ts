/** Threads that answer questions: what the editor needs of a Worker, and the one client of each on a page. */

/** What the editor needs of a Worker. */
export interface Thread<Request, Reply> {
  postMessage(request: Request): void;
  addEventListener(type: "message", listener: (event: { data: Reply }) => void): void;
  addEventListener(type: "error", listener: (event: { message?: string }) => void): void;
}

export type Start<Request, Reply> = () => Thread<Request, Reply>;

type Cancel = { type: "cancel"; id: number };
type Refused = { type: "refused"; id: number; why: string };
type Reply = { type: "progress" | "answer" | "refused"; id: number };

export interface Client<Request, Told extends Reply> {
  /**
   * @param question made with the number that its replies will carry
   * @returns what takes the question back: nothing more is heard then
   */
  ask(question: (id: number) => Request, listen: (reply: Told | Refused) => void): () => void;
}

/** What a thread that ended by itself is called by. */
export const brokeOff = (what: string, message: string | undefined): string =>
  `The ${what} broke off: ${message || "its thread could not start"}.`;

const clients = new WeakMap<object, unknown>();

/** The one client of a page: what its thread has found is kept when a panel is closed and opened again. */
export function clientOf<Request, Told extends Reply>(
  start: Start<Request | Cancel, Told>,
  what: string,
): Client<Request, Told> {
  const known = clients.get(start) as Client<Request, Told> | undefined;
  if (known) return known;
  const fresh = createClient<Request, Told>(start, what);
  clients.set(start, fresh);
  return fresh;
}

/** The thread is started at the first question; one that broke off is started again at the next. */
function createClient<Request, Told extends Reply>(
  start: Start<Request | Cancel, Told>,
  what: string,
): Client<Request, Told> {
  const waiting = new Map<number, (reply: Told | Refused) => void>();
  let thread: Thread<Request | Cancel, Told> | undefined;
  let last = 0;

  const running = (): Thread<Request | Cancel, Told> => {
    if (thread) return thread;
    const fresh = start();
    thread = fresh;
    fresh.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));
    fresh.addEventListener("error", ({ message }) => {
      if (thread === fresh) thread = undefined;
      for (const [id, listen] of [...waiting]) listen({ type: "refused", id, why: brokeOff(what, message) });
    });
    return fresh;
  };

  return {
    ask(question, listen) {
      const id = ++last;
      waiting.set(id, (reply) => {
        if (reply.type !== "progress") waiting.delete(id);
        listen(reply);
      });
      running().postMessage(question(id));
      return () => {
        if (waiting.delete(id)) thread?.postMessage({ type: "cancel", id });
      };
    },
  };
}
