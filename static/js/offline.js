// Reports without a line: the service worker is started on pages that may be kept, and kept pages
// of anybody but the person signed in here and now are thrown away.
(function () {
  "use strict";
  const KEPT = "behoc-kept:";
  const THINGS = "behoc-things";

  document.addEventListener("DOMContentLoaded", async function () {
    if (!window.caches || !navigator.serviceWorker) return;
    const list = document.querySelector("[data-kept-pages]");
    if (list) return showKept(list);
    await forgetOthers();
    const place = document.querySelector("[data-worker]");
    if (place) start(place.dataset.worker);
  });

  async function forgetOthers() {
    const names = await caches.keys();
    const others = names.filter((name) => name.startsWith(KEPT) && name !== mine());
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  function mine() {
    return KEPT + document.body.dataset.actor;
  }

  async function start(address) {
    if (!navigator.onLine) return;
    try {
      await navigator.serviceWorker.register(address);
      const hadWorker = Boolean(navigator.serviceWorker.controller);
      await navigator.serviceWorker.ready;
      if (!hadWorker) await keepThisPage();
      document.documentElement.dataset.offline = "ready";
    } catch {
      // Without it the page works as long as the line does.
    }
  }

  // This page came before its worker did: it is fetched once more, with what it is drawn with.
  async function keepThisPage() {
    const things = await caches.open(THINGS);
    const used = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const own = used.filter((each) => each.origin === location.origin && each.pathname.match(/\.\w+$/));
    await Promise.all(own.map((each) => things.add(each.href.split("#")[0]).catch(() => null)));
    const answer = await fetch(location.href);
    const whose = answer.headers.get("X-Keep-Offline");
    if (answer.ok && whose) await (await caches.open(KEPT + whose)).put(location.href, answer);
  }

  async function showKept(list) {
    const names = (await caches.keys()).filter((name) => name.startsWith(KEPT));
    for (const name of names) {
      const box = await caches.open(name);
      for (const request of await box.keys()) list.append(await item(box, request));
    }
    document.querySelector("[data-none-kept]").hidden = list.children.length > 0;
  }

  async function item(box, request) {
    const text = await (await box.match(request)).text();
    const title = new DOMParser().parseFromString(text, "text/html").querySelector("h1");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = title ? title.textContent.trim() : request.url;
    const row = document.createElement("li");
    row.append(link);
    return row;
  }
})();
