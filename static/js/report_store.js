// Drafts of reports on this machine: every change is kept here first, then sent, on any page, until
// the server gives its receipt. Keys make a second arrival harmless; what differs from what others
// wrote meanwhile is kept beside it until somebody decides.
(function () {
  "use strict";
  const STORE = "drafts";
  const AGAIN_MS = 30000;
  const PATIENCE_MS = 60000;
  const actor = () => document.body.dataset.actor;

  document.addEventListener("DOMContentLoaded", function () {
    if (!actor() || !window.indexedDB) return;
    refresh().then(flush);
    window.addEventListener("online", flush);
    window.setInterval(flush, AGAIN_MS);
  });

  // -- the store -------------------------------------------------------------
  function open() {
    return new Promise(function (resolve, reject) {
      const asked = indexedDB.open("behoc-drafts", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  // One turn at the store: `work` gets it and may hand back a request.
  async function turn(mode, work) {
    const base = await open();
    return new Promise(function (resolve, reject) {
      const going = base.transaction(STORE, mode);
      const asked = work(going.objectStore(STORE));
      going.oncomplete = () => resolve(asked && asked.result);
      going.onerror = going.onabort = () => reject(going.error);
    }).finally(() => base.close());
  }

  function idOf(report) {
    return `${actor()}:${report}`;
  }

  function get(report) {
    return turn("readonly", (rows) => rows.get(idOf(report)));
  }

  // Changes what is kept of a report, in one turn; `alter` gets it, or an empty one.
  async function change(report, alter) {
    let kept;
    await turn("readwrite", function (rows) {
      const asked = rows.get(idOf(report));
      asked.onsuccess = function () {
        kept = asked.result || { id: idOf(report), actor: actor(), report, ...nothing() };
        alter(kept);
        rows.put(kept);
      };
    });
    return kept;
  }

  function nothing() {
    return { patch: { texts: {}, cells: {} }, clashes: [], sendKey: "", words: "", key: "" };
  }

  // The server has all of it: nothing of the draft stays on this machine.
  function drop(report) {
    return turn("readwrite", (rows) => rows.delete(idOf(report)));
  }

  async function mine() {
    const all = await turn("readonly", (rows) => rows.getAll());
    return all.filter((entry) => entry.actor === actor());
  }

  // -- patches -----------------------------------------------------------------
  function pathsOf(given) {
    const found = new Map();
    for (const [code, words] of Object.entries(given.texts || {})) found.set(`texts.${code}`, words);
    for (const [key, cell] of Object.entries(given.cells || {})) {
      for (const [name, value] of Object.entries(cell)) found.set(`cells.${key}.${name}`, value);
    }
    return found;
  }

  function treeOf(paths) {
    const tree = { texts: {}, cells: {} };
    for (const [path, value] of paths) {
      const rest = path.slice(path.indexOf(".") + 1);
      if (path.startsWith("texts.")) tree.texts[rest] = value;
      else {
        const at = rest.lastIndexOf(".");
        const key = rest.slice(0, at);
        tree.cells[key] = { ...tree.cells[key], [rest.slice(at + 1)]: value };
      }
    }
    return tree;
  }

  // What makes `after` of `before`: only what differs, an empty text where something goes.
  function difference(before, after) {
    const [old, now] = [pathsOf(before), pathsOf(after)];
    const changed = new Map([...now].filter(([path, value]) => (old.get(path) || "") !== value));
    for (const path of old.keys()) if (old.get(path) && !now.has(path)) changed.set(path, "");
    return treeOf(changed);
  }

  function laid(answers, patch) {
    const paths = new Map([...pathsOf(answers), ...pathsOf(patch)]);
    return treeOf([...paths].filter(([, value]) => value !== ""));
  }

  function without(patch, sent) {
    const gone = pathsOf(sent);
    return treeOf([...pathsOf(patch)].filter(([path, value]) => gone.get(path) !== value));
  }

  function size(patch) {
    return Object.keys(patch.texts).length + Object.keys(patch.cells).length;
  }

  // -- sending -------------------------------------------------------------------
  // One at a time over all windows, so that no window overtakes another.
  function sync(report) {
    const work = () => step(report);
    return navigator.locks ? navigator.locks.request(`behoc:${idOf(report)}`, work) : work();
  }

  async function step(report) {
    const entry = await get(report);
    if (!entry || entry.words) return entry;
    if (size(entry.patch)) return deliver(entry);
    if (entry.sendKey && !entry.clashes.length) return handIn(entry);
    return entry;
  }

  async function deliver(entry) {
    const answer = await post(entry.save, {
      revision: entry.revision,
      edition: entry.edition,
      key: entry.key,
      patch: JSON.stringify(entry.patch),
    });
    if (!answer.revision && answer.revision !== 0) return lost(entry, answer);
    const kept = await change(entry.report, function (now) {
      const at = new Set(answer.clashes.map((each) => each.path));
      now.patch = without(now.patch, entry.patch);
      now.answers = answer.answers;
      now.hasNewForm = answer.edition !== now.edition;
      // What waited to be sent was filled by a form that is no more: its writer looks again.
      if (now.hasNewForm && now.sendKey) [now.words, now.sendKey] = [answer.new_form, ""];
      now.revision = answer.revision;
      now.clashes = now.clashes.filter((each) => !at.has(each.path)).concat(answer.clashes);
      now.keptAt = answer.at;
      now.line = "";
    });
    tell(kept);
    return step(entry.report);
  }

  async function handIn(entry) {
    const answer = await post(entry.send, {
      revision: entry.revision,
      edition: entry.edition,
      key: entry.sendKey,
    });
    if (!answer.address) return look(await lost(entry, answer));
    const kept = await change(entry.report, function (now) {
      now.sendKey = "";
      now.sent = { address: answer.address, words: answer.words };
      now.line = "";
    });
    tell(kept);
    return kept;
  }

  // A sending was refused: if the form is another by now, its page has to be drawn anew.
  async function look(entry) {
    if (!entry.words) return entry;
    const facts = { revision: entry.revision, edition: entry.edition, key: "", patch: "{}" };
    const answer = await post(entry.save, facts);
    if (!answer.edition || answer.edition === entry.edition) return entry;
    const kept = await change(entry.report, (now) => (now.hasNewForm = true));
    tell(kept);
    return kept;
  }

  // No receipt: the line is gone, somebody has to sign in again, or the server refused.
  async function lost(entry, answer) {
    const kept = await change(entry.report, function (now) {
      now.line = answer.away ? "away" : answer.refused ? "" : "gone";
      if (answer.refused) [now.words, now.sendKey] = [answer.refused, ""];
    });
    tell(kept);
    return kept;
  }

  async function post(address, values) {
    const body = new FormData();
    Object.entries(values).forEach(([name, value]) => body.append(name, value));
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const headers = { Accept: "application/json", "X-Receipt": "page" };
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(address, { method: "POST", body, headers, signal });
      const isOurs = (response.headers.get("Content-Type") || "").includes("json");
      if (isOurs && response.ok) return await response.json();
      if (isOurs && response.status < 500) return { refused: (await response.json()).message };
      return { away: response.status < 500 };
    } catch {
      return {};
    }
  }

  async function flush() {
    if (!navigator.onLine) return;
    for (const entry of await mine()) if (isWaiting(entry)) await sync(entry.report);
    await refresh();
  }

  function isWaiting(entry) {
    return size(entry.patch) > 0 || Boolean(entry.sendKey) || Boolean(entry.words);
  }

  function tell(entry) {
    document.dispatchEvent(new CustomEvent("report:kept", { detail: entry }));
    refresh();
  }

  // -- said on every page but the report's own -----------------------------------------
  async function refresh() {
    const box = document.getElementById("bao-cao-cho");
    if (!box) return;
    const here = document.querySelector("form[data-report]");
    const waiting = (await mine()).filter(
      (entry) => isWaiting(entry) && !(here && here.dataset.report === entry.report),
    );
    const list = box.querySelector("ul");
    list.replaceChildren(...waiting.map((entry) => item(box, entry)));
    box.hidden = !waiting.length;
  }

  function item(box, entry) {
    const link = document.createElement("a");
    link.href = entry.page;
    link.textContent = entry.title;
    const words = document.createElement("span");
    words.textContent = entry.words || (entry.sendKey ? box.dataset.whole : box.dataset.part);
    const row = document.createElement("li");
    row.append(link, words);
    return row;
  }

  window.behocReports = { get, change, drop, sync, difference, laid, pathsOf, treeOf, size, isWaiting };
})();
