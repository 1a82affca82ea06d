// The service worker: reports open without a line. It keeps the pages that the server marks with
// X-Keep-Offline, each person's apart, and what they are drawn with; nothing else is touched.
// offline.js throws a person's pages away as soon as somebody else, or nobody, is signed in.
"use strict";
const KEPT = "behoc-kept:";
const THINGS = "behoc-things";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", function (event) {
  const asked = new Request(self.behocAway, { credentials: "omit" });
  event.waitUntil(caches.open(THINGS).then((things) => things.add(asked)).then(self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", function (event) {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (address.pathname.startsWith(self.behocStatic)) event.respondWith(thing(event.request));
});

async function page(request) {
  try {
    const answer = await fetch(request);
    const whose = answer.headers.get("X-Keep-Offline");
    if (answer.ok && whose) await keep(KEPT + whose, request.url, answer.clone());
    return answer;
  } catch (trouble) {
    return (await caches.match(request.url, { ignoreSearch: true, ignoreVary: true })) || away(trouble);
  }
}

async function away(trouble) {
  const kept = await caches.match(self.behocAway);
  if (kept) return kept;
  throw trouble;
}

// A name with a hash never changes; anything else is asked for first.
async function thing(request) {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(THINGS, request.url, answer.clone());
    return answer;
  } catch (trouble) {
    if (kept) return kept;
    throw trouble;
  }
}

async function keep(name, address, answer) {
  const box = await caches.open(name);
  await box.put(address, answer);
}
