/** What a further thread of the engine does. It is all that such a thread loads: the compiler stays with the first. */

/** What a thread needs, which runs `serve` on it. */
export interface Job {
  code: Uint8Array;
  memory: WebAssembly.Memory;
  /** Address of the word that says that a thread is lost, and of the one at which the first waits. */
  lost: number;
  arrived: number;
}

/**
 * In a thread of its own: does its part of every step until it is sent home. It refers to nothing outside, so that its text is a
 * program of its own, for threads that have no bundle.
 */
export function serve({ code, memory, lost, arrived }: Job): void {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code as BufferSource), { env: { memory } });
    (exports["serve"] as () => void)();
  } catch (fault) {
    const words = new Int32Array(memory.buffer);
    Atomics.store(words, lost / 4, 1);
    Atomics.notify(words, arrived / 4);
    throw fault;
  }
}
