/** Circuits in IndexedDB. Each call is one transaction; `set` resolves when the browser says that the data is down. */
import { createStore, del, get, keys, promisifyRequest } from "idb-keyval";
import type { Storage } from "../session/index.ts";

export function indexedStorage(): Storage {
  const store = createStore("spikeboard", "circuits");
  return {
    get: (key) => get(key, store),
    set: (key, value) =>
      store("readwrite", (circuits) => {
        circuits.put(value, key);
        // Left to commit by itself it waits for an event, which a page that is being closed will not see.
        circuits.transaction.commit();
        return promisifyRequest(circuits.transaction);
      }),
    remove: (key) => del(key, store),
    keys: async () => (await keys(store)).map(String),
  };
}
