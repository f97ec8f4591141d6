/** A storage that forgets when the test ends, and that can be told to be slow, full or out of order. */
import type { Storage } from "../session/index.ts";

export interface MemoryStorage extends Storage {
  data: Map<string, unknown>;
  /** Every completed write, in order. */
  writes: { key: string; value: unknown }[];
  /** Called before each write; what it throws the write throws, and a promise puts the write off. */
  beforeWrite?: (key: string, value: unknown) => void | Promise<void>;
}

export function memoryStorage(): MemoryStorage {
  const data = new Map<string, unknown>();
  const storage: MemoryStorage = {
    data,
    writes: [],
    get: async (key) => structuredClone(data.get(key)),
    async set(key, value) {
      await storage.beforeWrite?.(key, value);
      const copy = structuredClone(value);
      data.set(key, copy);
      storage.writes.push({ key, value: copy });
    },
    remove: async (key) => void data.delete(key),
    keys: async () => [...data.keys()],
  };
  return storage;
}

/** What a browser throws when the disk is full. */
export const quotaError = (): Error =>
  Object.assign(new Error("The quota has been exceeded."), { name: "QuotaExceededError" });
