// Keeps one page for the time without network, and nothing else: no record ever lies in this store.
// Its answer begins with `const KEPT`: the addresses of that page and of its style, written by web/offline.py.
const [PAGE] = KEPT;
const STORE = `offline ${KEPT.join(" ")}`;

// A newer worker waits until the last page of the older one is closed: where it took over at once (skipWaiting), about one
// in thirty of the pages on their way at that moment never came.
self.addEventListener("install", (event) => event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT))));

self.addEventListener("activate", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)))),
));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  // A form that is being sent is left to the browser, which can send it again.
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (KEPT.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)));
});
