// Keeps the filling page of a report: on this machine at once, on the server soon after, and says
// which of the two it is. A green tick stands only beside the server's own receipt.
(function () {
  "use strict";
  const WAIT_MS = 800;
  const HOME = "Asia/Ho_Chi_Minh";
  const store = window.behocReports;
  let form, base, timer, keptHere = "";

  document.addEventListener("DOMContentLoaded", function () {
    form = document.querySelector("form[data-report]");
    if (!form || form.hasAttribute("data-read-only") || !window.indexedDB) return;
    form.addEventListener("report:ready", begin);
    form.addEventListener("report:changed", (event) => keep(event.detail));
    form.addEventListener("report:put-down", (event) => (base.page = event.detail));
    form.addEventListener("submit", handIn);
    document.addEventListener("report:kept", (event) => arrived(event.detail));
    document.addEventListener("click", clicked);
    window.addEventListener("online", () => sync());
    window.addEventListener("offline", () => show());
  });

  // The newer of what the page brought and what this machine holds, and on it what waits.
  async function begin(event) {
    const facts = JSON.parse(document.getElementById("phieu-du-lieu").textContent);
    base = { answers: facts.answers, page: event.detail };
    const entry = await store.change(form.dataset.report, function (now) {
      const old = now.edition && now.edition !== facts.edition ? structuredClone(now.answers) : null;
      if (!now.answers || now.revision <= facts.revision || now.edition !== facts.edition) {
        [now.answers, now.revision, now.edition] = [facts.answers, facts.revision, facts.edition];
        now.hasNewForm = false;
        now.keptAt = facts.saved_at;
      }
      Object.assign(now, { page: window.location.pathname, title: form.dataset.title });
      Object.assign(now, { save: form.dataset.save, send: form.dataset.send, sent: null });
      dropGone(now, now.patch, keysOf(facts.form));
      if (old) dropGone(now, old, keysOf(facts.form));
    });
    lay(entry, entry.patch);
    await sync();
  }

  function keysOf(asked) {
    const cells = asked.tables.flatMap((table) => table.rows.map((row) => row.key));
    return { cells, texts: asked.sections.map((section) => section.code) };
  }

  // The form changed: what it no longer asks leaves the patch and is shown, not thrown away; so is
  // what the server held of it.
  function dropGone(now, given, keys) {
    for (const kind of ["cells", "texts"]) {
      for (const key of Object.keys(given[kind])) {
        if (keys[kind].includes(key)) continue;
        const mine = kind === "cells" ? given.cells[key].n || "" : given.texts[key];
        const path = `${kind}.${key}${kind === "cells" ? ".n" : ""}`;
        const isShown = now.clashes.some((each) => each.path === path);
        if (mine && !isShown) now.clashes.push({ path, kind: "gone", mine });
        delete given[kind][key];
      }
    }
  }

  // What the server has, and on it what stands on the page and is not there yet: the store may lag
  // behind the keyboard. Where somebody else's value stands now, it is shown and the choice offered.
  function lay(entry, more) {
    const clashed = new Map(entry.clashes.map((clash) => [clash.path, clash.mine]));
    const typed = store.pathsOf(store.difference(base.answers, base.page));
    const mine = [...typed].filter(([path, value]) => clashed.get(path) !== value);
    base.answers = entry.answers;
    const patch = store.treeOf([...mine, ...store.pathsOf(more || {})]);
    send("report:put", store.laid(entry.answers, patch));
    show(entry);
  }

  function send(name, detail) {
    form.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // -- keeping -----------------------------------------------------------------
  async function keep(answers) {
    base.page = answers;
    const patch = store.difference(base.answers, answers);
    const entry = await store.change(form.dataset.report, function (now) {
      now.patch = patch;
      now.key = crypto.randomUUID();
      now.words = "";
      now.clashes = now.clashes.filter((each) => !store.pathsOf(patch).has(each.path));
    });
    keptHere = clock();
    show(entry);
    window.clearTimeout(timer);
    timer = window.setTimeout(sync, WAIT_MS);
  }

  async function sync() {
    window.clearTimeout(timer);
    if (navigator.onLine) show(await store.sync(form.dataset.report));
    else show();
  }

  function arrived(entry) {
    if (entry.report !== form.dataset.report) return;
    if (entry.sent) return leave(entry);
    if (entry.hasNewForm) return window.location.reload();
    lay(entry);
  }

  async function leave(entry) {
    await store.drop(entry.report);
    window.location.assign(entry.sent.address);
  }

  // -- handing in ----------------------------------------------------------------
  async function handIn(event) {
    if (!event.submitter || event.submitter.value !== "send") return;
    event.preventDefault();
    const open = form.behocFound.filter((fault) => fault.level !== "note");
    if (open.length) return stopped();
    const entry = await store.change(form.dataset.report, function (now) {
      now.patch = store.difference(base.answers, base.page);
      [now.key, now.sendKey, now.words] = [crypto.randomUUID(), crypto.randomUUID(), ""];
    });
    show(entry);
    await sync();
  }

  function stopped() {
    send("report:asked");
    form.querySelector("[data-next-fault]").click();
    document.dispatchEvent(
      new CustomEvent("toast", { detail: { text: form.dataset.stopped, tone: "late" } }),
    );
  }

  // -- what is said of it ----------------------------------------------------------
  async function show(given) {
    const entry = given || (await store.get(form.dataset.report));
    if (!entry) return;
    send("report:waiting", entry.patch);
    showLine(entry);
    showNotices(entry);
    showDifferences(entry);
  }

  function showLine(entry) {
    const waits = store.isWaiting(entry);
    const kept = entry.keptAt ? "there" : "";
    const name = entry.words ? "refused" : waits ? (isAway(entry) ? "here" : "going") : kept;
    for (const line of document.querySelectorAll("[data-sync] > *")) {
      line.hidden = line.dataset.when !== name;
      fill(line, entry);
    }
  }

  function showNotices(entry) {
    const name = entry.line === "away" ? "away" : entry.words ? "refused" : isAway(entry) ? "gone" : "";
    for (const notice of document.querySelectorAll("[data-line-notice]")) {
      notice.hidden = notice.dataset.lineNotice !== name;
      fill(notice, entry);
    }
    const queued = document.querySelector("[data-queued]");
    queued.hidden = !entry.sendKey;
    form.querySelector("[value=send]").disabled = Boolean(entry.sendKey);
  }

  function isAway(entry) {
    return !navigator.onLine || entry.line === "gone" || entry.line === "away";
  }

  function fill(place, entry) {
    const facts = {
      count: store.size(entry.patch),
      here: keptHere || clock(),
      there: entry.keptAt || "",
      words: entry.words,
    };
    for (const gap of place.querySelectorAll("[data-gap]")) gap.textContent = facts[gap.dataset.gap];
    for (const only of place.querySelectorAll("[data-if]")) only.hidden = !facts[only.dataset.if];
  }

  function clock() {
    return new Date().toLocaleTimeString("vi-VN", { timeZone: HOME, hour: "2-digit", minute: "2-digit" });
  }

  // -- what others wrote meanwhile ---------------------------------------------------
  function showDifferences(entry) {
    const list = document.querySelector("[data-differs]");
    list.querySelector("ul").replaceChildren(...entry.clashes.map(difference));
    list.hidden = !entry.clashes.length;
  }

  function difference(clash) {
    const copy = document.getElementById(`khac-${clash.kind}`).content.firstElementChild.cloneNode(true);
    const { mine, theirs, who } = clash;
    const words = { mine, theirs, who, where: labelOf(clash.path) };
    for (const gap of copy.querySelectorAll("[data-gap]")) {
      const value = words[gap.dataset.gap] || "";
      gap.textContent = /^-?\d+(\.\d+)?$/.test(value) ? window.behocChecks.writeNumber(value) : value;
    }
    for (const button of copy.querySelectorAll("button")) button.dataset.path = clash.path;
    return copy;
  }

  function labelOf(path) {
    const key = path.slice(path.indexOf(".") + 1);
    const field = path.startsWith("texts.")
      ? form.querySelector(`[data-text="${key}"]`)
      : form.querySelector(`[data-line="${key.slice(0, key.lastIndexOf("."))}.n"]`);
    return field ? field.dataset.label : key;
  }

  async function clicked(event) {
    if (event.target.closest("[data-try-again]")) return tryAgain();
    const button = event.target.closest("[data-mine], [data-theirs]");
    if (!button || !button.dataset.path) return;
    const isMine = button.hasAttribute("data-mine");
    const more = { texts: {}, cells: {} };
    const entry = await store.change(form.dataset.report, function (now) {
      const clash = now.clashes.find((each) => each.path === button.dataset.path);
      now.clashes = now.clashes.filter((each) => each !== clash);
      if (!isMine || !clash) return;
      Object.assign(more, store.treeOf([[clash.path, clash.mine]]));
      now.patch = store.treeOf([...store.pathsOf(now.patch), ...store.pathsOf(more)]);
      now.key = crypto.randomUUID();
    });
    lay(entry, more);
    await sync();
  }

  async function tryAgain() {
    await store.change(form.dataset.report, (now) => (now.words = ""));
    await sync();
  }
})();
