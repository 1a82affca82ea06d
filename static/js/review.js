// Checking a document: either side selects the other; keys answer the selected find.
// Every answer is a form that htmx sends; without this script the same forms still work.
(function () {
  "use strict";
  let nowId = "";

  document.addEventListener("DOMContentLoaded", function () {
    if (!root()) return;
    const panes = root().querySelector(".pane-pick");
    if (panes) panes.hidden = false;
    paintMarks();
    const edited = cards().find((card) => card.dataset.v === "edit");
    if (edited) return beginMending(edited);
    select(firstOpen() || cards()[0], { quiet: true });
  });

  document.addEventListener("click", function (event) {
    if (!root()) return;
    const target = event.target;
    if (target.closest("[data-next-open]")) return goNextOpen(event);
    if (target.closest("[data-add-selected]")) return fillFromSelection();
    const line = target.closest('a[href^="#d"]');
    if (line && line.closest(".under")) return showLine(event, line);
    const mark = target.closest("mark[data-find]");
    if (mark) return showCard(event, mark);
    const card = target.closest("[data-find]");
    if (card && card.id) select(card, { quiet: true });
  });

  document.addEventListener("keydown", function (event) {
    if (!root() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") press("leave");
      return;
    }
    const act = actions()[event.key.toLowerCase()];
    if (!act || (event.key === "Enter" && event.target.closest("a, button, summary"))) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("selectionchange", offerSelection);
  document.addEventListener("htmx:afterSettle", function () {
    if (!root()) return;
    paintMarks();
    const card = document.getElementById(`f-${nowId}`);
    if (card) mark(card);
    const field = card && card.dataset.v === "edit" && firstField(card);
    if (field && !card.contains(document.activeElement)) field.focus();
  });

  function root() {
    return document.querySelector("[data-review]");
  }

  function actions() {
    return {
      n: accept, s: () => press("mend"), b: reject, a: acceptGroup, g: goToSource, t: openAdd, v: goOn,
      j: () => step(1), arrowdown: () => step(1), k: () => step(-1), arrowup: () => step(-1),
    };
  }

  // ---- the list on the right

  function cards() {
    return Array.from(root().querySelectorAll(".under [data-find]"));
  }

  function now() {
    return document.getElementById(`f-${nowId}`);
  }

  function isOpen(card) {
    return card.dataset.v === "open" || card.dataset.v === "edit";
  }

  function firstOpen() {
    return cards().find(isOpen);
  }

  function nextOpen(card) {
    const all = cards();
    const at = all.indexOf(card);
    return all.slice(at + 1).concat(all.slice(0, Math.max(at, 0))).find(isOpen);
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(now()) + by;
    if (all[at]) select(all[at]);
  }

  function select(card, options) {
    if (!card) return;
    nowId = card.dataset.find;
    mark(card);
    if (options && options.quiet) return;
    showPane("xem-hieu");
    card.scrollIntoView({ block: "nearest", behavior: calm() });
    card.focus({ preventScroll: true });
    followInSource(card);
  }

  function mark(card) {
    root().querySelectorAll(".is-now").forEach(function (part) {
      part.classList.remove("is-now");
    });
    card.classList.add("is-now");
    marksOf(card.dataset.find).forEach(function (part) {
      part.classList.add("is-now");
    });
  }

  // ---- answers

  function press(act) {
    const button = now() && now().querySelector(`[data-act="${act}"]`);
    if (button) button.click();
    return Boolean(button);
  }

  function accept() {
    const card = now();
    if (!card) return;
    const next = nextOpen(card);
    if (!press("accept") && !press("restore") && isOpen(card)) return press("mend");
    if (next && next !== card) select(next);
  }

  function reject() {
    const next = now() && nextOpen(now());
    if (press("reject") && next) select(next);
  }

  function acceptGroup() {
    const group = now() && now().closest('[id^="nhom-"]');
    const button = group && group.querySelector('[data-act="accept-all"]');
    if (!button) return;
    const after = cards().filter((card) => isOpen(card) && !group.contains(card));
    button.click();
    const following = after.find((card) => group.compareDocumentPosition(card) & 4);
    select(following || after[0]);
  }

  // What the bar at the end offers: enter the document, or the next find that waits.
  function goOn() {
    const button = document.querySelector("#vao-so .btn--go");
    if (button) button.click();
  }

  function goNextOpen(event) {
    const card = firstOpen();
    if (!card) return;
    event.preventDefault();
    select(card);
    card.scrollIntoView({ block: "center", behavior: calm() });
  }

  // ---- the source on the left

  function marksOf(id) {
    return Array.from(root().querySelectorAll(`mark[data-find="${CSS.escape(id)}"]`));
  }

  // A mark shows the verdict of its card, so that dropped words look dropped on both sides.
  function paintMarks() {
    cards().forEach(function (card) {
      marksOf(card.dataset.find).forEach(function (part) {
        part.dataset.v = card.dataset.v;
      });
    });
  }

  function followInSource(card) {
    const paper = root().querySelector("[data-paper]");
    const target = marksOf(card.dataset.find)[0];
    if (!paper || !target || paper.scrollHeight <= paper.clientHeight) return;
    const gap = target.getBoundingClientRect().top - paper.getBoundingClientRect().top;
    if (gap > 40 && gap < paper.clientHeight - 80) return;
    paper.scrollTo({ top: paper.scrollTop + gap - paper.clientHeight / 3, behavior: calm() });
  }

  function showLine(event, link) {
    event.preventDefault();
    const line = document.getElementById(link.hash.slice(1));
    if (!line) return;
    showPane("xem-goc");
    root().querySelectorAll(".ln.is-at").forEach((part) => part.classList.remove("is-at"));
    line.classList.add("is-at");
    line.scrollIntoView({ block: "center", behavior: calm() });
    const card = link.closest("[data-find]");
    if (card) select(card, { quiet: true });
  }

  function goToSource() {
    const link = now() && now().querySelector('a[href^="#d"]');
    if (link) link.click();
  }

  function showCard(event, part) {
    const card = document.getElementById(`f-${part.dataset.find}`);
    if (!card || String(window.getSelection())) return;
    event.preventDefault();
    select(card);
  }

  function showPane(id) {
    const choice = document.getElementById(id);
    if (choice) choice.checked = true;
  }

  // ---- adding from selected text

  function selectedLines() {
    const picked = window.getSelection();
    if (!picked || picked.isCollapsed || !picked.rangeCount) return null;
    const range = picked.getRangeAt(0);
    const first = lineAt(range.startContainer);
    const last = lineAt(range.endContainer);
    if (!first || !last) return null;
    return { first, last, range, text: wordsOf(range) };
  }

  // Codes of finds and page labels are ours, not words of the document.
  function wordsOf(range) {
    const copy = range.cloneContents();
    copy.querySelectorAll(".tag, .pg").forEach((part) => part.remove());
    copy.querySelectorAll(".ln").forEach((line) => line.append(" "));
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function lineAt(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest(".sheet .ln");
  }

  function offerSelection() {
    const button = document.querySelector("[data-add-selected]");
    if (!button || !root()) return;
    const picked = selectedLines();
    button.hidden = !picked || !picked.text;
    if (button.hidden) return;
    const place = picked.range.getBoundingClientRect();
    const main = button.offsetParent.getBoundingClientRect();
    button.style.top = `${place.bottom - main.top + 8}px`;
    button.style.left = `${Math.max(place.left - main.left, 8)}px`;
  }

  function beginMending(card) {
    select(card);
    const field = firstField(card);
    if (field) field.focus();
  }

  function openAdd() {
    const form = root().querySelector("[data-add-form]");
    if (!form) return;
    showPane("xem-hieu");
    form.closest("details").open = true;
    form.scrollIntoView({ block: "center", behavior: calm() });
    firstField(form).focus({ preventScroll: true });
  }

  function fillFromSelection() {
    const picked = selectedLines();
    const form = root().querySelector("[data-add-form]");
    if (!picked || !form) return;
    fill(form, "first_line", picked.first.dataset.n);
    fill(form, "last_line", picked.last.dataset.n);
    fill(form, "text", picked.text);
    showPane("xem-hieu");
    form.closest("details").open = true;
    document.querySelector("[data-add-selected]").hidden = true;
    form.scrollIntoView({ block: "center", behavior: calm() });
    const field = form.elements.text || firstField(form);
    field.focus();
  }

  function fill(form, name, value) {
    const field = form.elements[name];
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function firstField(part) {
    return part.querySelector('[aria-invalid="true"], input:not([type=hidden]), select, textarea');
  }

  function calm() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  }
})();
