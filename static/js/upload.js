// Several files at once, in pieces that survive a lost line.
//   POST   form address   {name, size, type}            → 201 {url, offset, chunk}
//   PUT    url            piece + Content-Range          → 200 {offset, done}
//   GET    url                                           → 200 {offset} after a lost line
//   DELETE url                                           → the person gave up
//   POST   form address   uploads=id&uploads=id          → 200 {next}: all files are one dispatch
// A 4xx answer carries {message}: one sentence shown to the person, and no further try.
(function () {
  "use strict";
  const CHUNK = 1024 * 1024;
  const WAITS_MS = [1000, 2000, 4000, 8000, 15000, 30000];
  let running = 0;
  let sentIds = [];

  document.addEventListener("DOMContentLoaded", function () {
    const form = document.querySelector("[data-upload]");
    if (!form || !window.fetch) return;
    form.classList.add("is-live");
    form.addEventListener("change", (event) => takeFrom(form, event.target));
    form.addEventListener("submit", (event) => event.preventDefault());
    listenToDrops(form);
    form.querySelector("[data-next]").addEventListener("click", function (event) {
      event.preventDefault();
      handIn(form);
    });
    window.addEventListener("beforeunload", function (event) {
      if (running) event.preventDefault();
    });
  });

  function listenToDrops(form) {
    const zone = form.querySelector("[data-drop]");
    ["dragenter", "dragover"].forEach((name) =>
      zone.addEventListener(name, function (event) {
        event.preventDefault();
        zone.classList.add("is-over");
      }),
    );
    ["dragleave", "drop"].forEach((name) =>
      zone.addEventListener(name, () => zone.classList.remove("is-over")),
    );
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      takeAll(form, event.dataTransfer.files);
    });
  }

  function takeFrom(form, input) {
    if (input.type !== "file") return;
    takeAll(form, input.files);
    input.value = "";
  }

  function takeAll(form, files) {
    Array.from(files).forEach((file) => start(form, file));
  }

  function start(form, file) {
    const row = addRow(form, file);
    const work = { form, file, row, url: "", offset: 0, tries: 0, isStopped: false };
    row.querySelector("[data-cancel]").addEventListener("click", () => cancel(work));
    row.querySelector("[data-again]").addEventListener("click", () => again(work));
    running += 1;
    run(work);
  }

  function addRow(form, file) {
    const template = document.getElementById("mot-tep");
    const row = template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-size]").textContent = sizeWords(file.size);
    form.querySelector("[data-files]").append(row);
    return row;
  }

  async function run(work) {
    try {
      if (!work.url) await open(work);
      while (!work.isStopped && !work.isDone) await sendPiece(work);
      if (!work.isStopped) finish(work);
    } catch (problem) {
      if (work.isStopped) return;
      if (problem.sentence) return refuse(work, problem.sentence);
      await waitAndResume(work);
    }
  }

  async function open(work) {
    const facts = { name: work.file.name, size: work.file.size, type: work.file.type };
    const answer = await ask(work, work.form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(facts),
    });
    work.url = answer.url;
    work.id = answer.id;
    work.chunk = answer.chunk || CHUNK;
    take(work, answer);
  }

  async function sendPiece(work) {
    const end = Math.min(work.offset + work.chunk, work.file.size);
    const range = `bytes ${work.offset}-${end - 1}/${work.file.size}`;
    const answer = await ask(work, work.url, {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream", "Content-Range": range },
      body: work.file.slice(work.offset, end),
    });
    take(work, answer);
  }

  function take(work, answer) {
    if (answer.offset > work.offset) work.tries = 0;
    work.offset = answer.offset || 0;
    work.isDone = Boolean(answer.done);
    tell(work, "sending");
  }

  async function waitAndResume(work) {
    if (work.tries >= WAITS_MS.length * 2) return refuse(work, words(work, "lost"));
    const wait = WAITS_MS[Math.min(work.tries, WAITS_MS.length - 1)];
    work.tries += 1;
    tell(work, "waiting");
    await untilOnlineOr(wait);
    if (work.isStopped) return;
    if (work.url) await learnOffset(work);
    return run(work);
  }

  async function learnOffset(work) {
    try {
      take(work, await ask(work, work.url, { method: "GET" }));
    } catch {
      // The next piece tells; an unknown offset is refused by the server, never guessed.
    }
  }

  async function ask(work, url, options) {
    const token = work.form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, Accept: "application/json", ...options.headers };
    work.stop = new AbortController();
    const answer = await fetch(url, { ...options, headers, signal: work.stop.signal });
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 409 && Number.isInteger(body.offset)) return body;
    if (answer.ok) return body;
    const problem = new Error(String(answer.status));
    const isFinal = answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status);
    if (isFinal) problem.sentence = body.message || words(work, "refused");
    throw problem;
  }

  function finish(work) {
    leave(work, "done");
    sentIds.push(work.id);
    const hasBad = work.form.querySelector('[data-at="bad"]');
    if (!running && !hasBad) handIn(work.form);
    else showNext(work.form);
  }

  // All files that arrived become one dispatch; handing in twice gives the same one.
  async function handIn(form) {
    const body = new URLSearchParams(sentIds.map((id) => ["uploads", id]));
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) return location.assign(said.next);
      form.querySelector("[data-trouble]").textContent = said.message;
    } catch {
      window.setTimeout(() => handIn(form), WAITS_MS[2]);
    }
  }

  function refuse(work, sentence) {
    leave(work, "bad");
    work.row.querySelector("[data-words]").textContent = sentence;
    work.row.querySelector("[data-again]").hidden = sentence !== words(work, "lost");
    showNext(work.form);
  }

  function cancel(work) {
    const wasSending = ["sending", "waiting", ""].includes(work.row.dataset.at || "");
    work.isStopped = true;
    if (work.stop) work.stop.abort();
    if (work.url && wasSending) ask(work, work.url, { method: "DELETE" }).catch(() => {});
    if (wasSending) running -= 1;
    sentIds = sentIds.filter((id) => id !== work.id);
    work.row.remove();
    showNext(work.form);
  }

  function again(work) {
    work.tries = 0;
    running += 1;
    tell(work, "sending");
    run(work);
  }

  function leave(work, state) {
    running -= 1;
    tell(work, state);
  }

  function showNext(form) {
    const link = form.querySelector("[data-next]");
    link.hidden = Boolean(running) || !sentIds.length;
  }

  function tell(work, state) {
    const share = work.file.size ? work.offset / work.file.size : 0;
    work.row.dataset.at = state;
    work.row.querySelector("progress").value = share;
    const percent = `${Math.floor(share * 100)}%`;
    work.row.querySelector("[data-words]").textContent = words(work, state).replace("%s", percent);
    work.row.querySelector("[data-again]").hidden = true;
  }

  function words(work, state) {
    return work.row.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`] || "";
  }

  function untilOnlineOr(milliseconds) {
    return new Promise(function (resolve) {
      const timer = window.setTimeout(resolve, milliseconds);
      window.addEventListener("online", function () {
        window.clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }

  function sizeWords(size) {
    const inMegabytes = size / 1048576;
    if (inMegabytes < 0.1) return `${Math.max(1, Math.round(size / 1024))} KB`;
    return `${inMegabytes.toFixed(1).replace(".", ",")} MB`;
  }
})();
