// Keeps the page's own files, so that it works without a network. CACHE, START and FILES are written in front of this by the build.
// It answers for these files alone, and stores nothing else.
/* global CACHE, FILES, START */
const own = new Set(FILES.map((name) => new URL(name, self.registration.scope).href))
const address = (url) => (url === self.registration.scope ? new URL("index.html", url).href : url)

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(FILES.filter((name) => !name.endsWith(".bin")))), // the parts: as the page loads them
  )
})

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("vtexlint ") && ![CACHE, START].includes(name)) await caches.delete(name)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener("fetch", (event) => {
  const url = address(event.request.url.split("#")[0].split("?")[0])
  if (event.request.method !== "GET" || !own.has(url)) return
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE)
      const kept = await cache.match(url)
      if (kept) return kept
      const found = await fetch(url)
      if (found.ok) event.waitUntil(cache.put(url, found.clone()))
      return found
    })(),
  )
})
