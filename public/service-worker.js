/**
 * Makes the built app work offline, and gives every response its security headers on hosts that cannot set them.
 *
 * The build puts `build = { version, files, headers }` above this line. A version is kept whole: its files are fetched and
 * checked against their hashes together, and pages go on with the version they started with until the user takes the next.
 */
const prefix = `spikeboard ${self.registration.scope} `;
const cacheName = prefix + build.version;

self.addEventListener("install", (event) => event.waitUntil(keep()));

async function keep() {
  const cache = await caches.open(cacheName);
  // "reload" goes past the HTTP cache, and the hash refuses a file of another version: no mixture is ever kept.
  const requests = Object.entries(build.files).map(
    ([url, integrity]) => new Request(url, { cache: "reload", integrity }),
  );
  await cache.addAll(requests);
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  // Other folders of the same host may hold another Spikeboard: only versions of this one are removed.
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(cacheName);
  const page = request.mode === "navigate" && isThePage(new URL(request.url));
  const kept = await cache.match(page ? new Request("./") : request, { ignoreVary: true });
  return withHeaders(kept ?? (await fetch(request)));
}

/** The one page, whatever follows `?`; other files opened by their address are answered as themselves. */
function isThePage(url) {
  const path = new URL(self.registration.scope).pathname;
  return url.pathname === path || url.pathname === `${path}index.html`;
}

function withHeaders(response) {
  // An opaque or redirected answer cannot be rebuilt; the browser takes it as it is.
  if (response.type === "opaque" || response.type === "opaqueredirect" || response.redirected) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(build.headers)) headers.set(name, value);
  const empty = [101, 204, 205, 304].includes(response.status);
  return new Response(empty ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}
