/** Circuits in IndexedDB. Each call is one transaction; `set` resolves when the browser says that the data is down. */
import { createStore, del, get, keys, set } from "idb-keyval";
import type { Storage } from "../session/index.ts";

export function indexedStorage(): Storage {
  const store = createStore("spikeboard", "circuits");
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    remove: (key) => del(key, store),
    keys: async () => (await keys(store)).map(String),
  };
}
