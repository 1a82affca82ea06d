// Reports on a bad line: <form data-queue> is kept on this machine before it is sent, and goes on
// trying until the server gives its receipt. Its submission_key makes a second arrival harmless.
(function () {
  "use strict";
  const STORE = "reports";
  const AGAIN_MS = 30000;
  const PATIENCE_MS = 60000;
  let sending = false;

  document.addEventListener("DOMContentLoaded", function () {
    if (!actor() || !window.indexedDB) return;
    refresh().then(flush);
    window.addEventListener("online", flush);
    window.setInterval(flush, AGAIN_MS);
  });
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("form[data-queue]") || event.defaultPrevented || !window.indexedDB) return;
    event.preventDefault();
    keep(form);
  });

  function actor() {
    return document.body.dataset.actor;
  }

  function box() {
    return document.getElementById("cho-gui");
  }

  // -- the store -------------------------------------------------------------
  function open() {
    return new Promise(function (resolve, reject) {
      const asked = indexedDB.open("behoc", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  async function store(mode, work) {
    const base = await open();
    return new Promise(function (resolve, reject) {
      const turn = base.transaction(STORE, mode);
      const asked = work(turn.objectStore(STORE));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    }).finally(() => base.close());
  }

  async function mine() {
    const all = await store("readonly", (rows) => rows.getAll());
    return all.filter((entry) => entry.actor === actor()).sort((a, b) => a.at - b.at);
  }

  // -- one report ------------------------------------------------------------
  async function keep(form) {
    const entry = entryOf(form);
    try {
      await store("readwrite", (rows) => rows.put(entry));
    } catch {
      return form.submit(); // a full or forbidden store: send it the plain way
    }
    setBusy(form, true);
    const answer = await send(entry, "page");
    if (answer.kept) {
      await forget(entry);
      return window.location.assign(answer.address);
    }
    if (answer.refused) {
      await store("readwrite", (rows) => rows.delete(entry.key));
      return form.submit(); // the server shows what is wrong beside each field
    }
    setBusy(form, false);
    form.hidden = true;
    await refresh();
    box().scrollIntoView({ block: "nearest" });
    box().focus();
  }

  function entryOf(form) {
    const fields = Array.from(new FormData(form)).filter(([, value]) => !isEmptyFile(value));
    return {
      key: form.elements.submission_key.value,
      actor: actor(),
      draft: form.dataset.draft || "",
      url: form.action,
      page: window.location.pathname,
      title: document.querySelector("h1").textContent.trim(),
      fields: fields,
      at: Date.now(),
      words: "",
    };
  }

  function isEmptyFile(value) {
    return value instanceof File && !value.size && !value.name;
  }

  function setBusy(form, is) {
    form.querySelectorAll("button").forEach((button) => (button.disabled = is));
  }

  async function send(entry, then) {
    const body = new FormData();
    entry.fields.forEach(([name, value]) => body.append(name, value));
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const headers = { "X-Receipt": then };
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(entry.url, { method: "POST", body, headers, signal });
      const isReceipt = (response.headers.get("Content-Type") || "").includes("json");
      if (response.ok && isReceipt) return { kept: true, ...(await response.json()) };
      if (response.ok || response.status >= 500) return {}; // a sign-in page, a server in trouble
      return { refused: true, words: sentenceOf(await response.text()) };
    } catch {
      return {};
    }
  }

  function sentenceOf(text) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const said = answer.querySelector("[data-error-sentence], .err, main [role=alert]");
    return (said ? said.textContent : box().dataset.refused).trim();
  }

  // -- all of them -----------------------------------------------------------
  async function flush() {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      for (const entry of await mine()) if (!entry.words) await deliver(entry);
    } finally {
      sending = false;
    }
    await refresh();
  }

  async function deliver(entry) {
    const answer = await send(entry, "stay");
    if (answer.kept) {
      await forget(entry);
      tell(answer.words);
    } else if (answer.refused) {
      await store("readwrite", (rows) => rows.put({ ...entry, words: answer.words }));
    }
  }

  async function forget(entry) {
    await store("readwrite", (rows) => rows.delete(entry.key));
    localStorage.removeItem(`behoc:draft:${entry.actor}:${entry.draft}`);
  }

  function tell(words) {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: words } }));
  }

  async function refresh() {
    const entries = await mine();
    const list = box().querySelector("ul");
    list.replaceChildren(...entries.map(item));
    box().hidden = !entries.length;
  }

  function item(entry) {
    const row = document.getElementById("cho-gui-mot").content.firstElementChild.cloneNode(true);
    const link = row.querySelector("a");
    link.href = entry.page;
    link.textContent = entry.title;
    row.querySelector("[data-words]").textContent = entry.words || box().dataset.waiting;
    row.querySelector("[data-again]").addEventListener("click", () => again(entry));
    const drop = row.querySelector("[data-drop]");
    drop.hidden = !entry.words; // only what the server refused may be let go
    drop.addEventListener("click", () => letGo(entry));
    return row;
  }

  async function again(entry) {
    await store("readwrite", (rows) => rows.put({ ...entry, words: "" }));
    await refresh();
    await flush();
  }

  async function letGo(entry) {
    await store("readwrite", (rows) => rows.delete(entry.key));
    await refresh();
  }
})();
