// The filling page of a report: what is typed is read, summed and checked at once.
// Finding faults is checks.js, moving about grid.js, showing it showing.js, keeping it saving.js.
(function () {
  "use strict";
  const checks = window.behocChecks;
  const BELOW = "below";
  let form, facts, stands, typing;

  document.addEventListener("DOMContentLoaded", function () {
    form = document.querySelector("form[data-report]");
    if (!form || form.hasAttribute("data-read-only")) return;
    facts = JSON.parse(document.getElementById("phieu-du-lieu").textContent);
    stands = facts.answers;
    form.addEventListener("input", changed);
    form.addEventListener("change", tidy);
    form.addEventListener("focusin", () => (typing = null));
    form.addEventListener("click", clicked);
    form.addEventListener("keydown", pressed);
    form.addEventListener("grid:pasted", (event) => sayPasted(event.detail));
    form.addEventListener("report:put", (event) => put(event.detail));
    document.querySelectorAll("[data-live]").forEach((each) => (each.hidden = false));
    document.querySelectorAll("[data-plain]").forEach((each) => (each.hidden = true));
    tell("report:facts", facts);
    tell("report:ready", look());
  });

  function tell(name, detail) {
    form.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // -- what stands on the page ---------------------------------------------------
  function cellsOf(part) {
    return Array.from(form.querySelectorAll(`input[data-line]${part || ""}`));
  }

  function read() {
    const found = { texts: {}, cells: {} };
    for (const input of cellsOf(":not([readonly])")) readCell(found.cells, input);
    for (const why of form.querySelectorAll("input[data-why]")) {
      if (why.value.trim()) cell(found.cells, why.dataset.why).why = why.value.trim();
    }
    for (const text of form.querySelectorAll("textarea[data-text]")) {
      if (text.value.trim()) found.texts[text.dataset.text] = text.value;
    }
    keepSummed(found.cells);
    keepUnasked(found);
    return found;
  }

  // A row that was summed from the reports below stays so until another number is typed.
  function keepSummed(cells) {
    for (const [key, { n, d, from }] of Object.entries(stands.cells)) {
      const now = cells[key];
      if (from === BELOW && now && now.n === n && now.d === d) now.from = BELOW;
    }
  }

  // What stands kept and the form no longer asks is not on the page, and not to be taken away.
  function keepUnasked(found) {
    for (const [key, kept] of Object.entries(stands.cells)) {
      if (!form.querySelector(`input[data-line="${key}.n"]`)) found.cells[key] = kept;
    }
    for (const [code, kept] of Object.entries(stands.texts)) {
      if (!form.querySelector(`textarea[data-text="${code}"]`)) found.texts[code] = kept;
    }
  }

  function readCell(cells, input) {
    const number = checks.readNumber(input.value);
    const [key, at] = placeOf(input);
    input.closest("td").toggleAttribute("data-unread", number === null);
    if (!number) return;
    cell(cells, key)[at] = number;
    if (at === "n" && number === (facts.known[key] || {}).n) cell(cells, key).from = "known";
  }

  function cell(cells, key) {
    cells[key] = cells[key] || {};
    return cells[key];
  }

  function placeOf(input) {
    return [input.dataset.line.slice(0, -2), input.dataset.line.slice(-1)];
  }

  // -- acts --------------------------------------------------------------------
  function changed(event) {
    if (!event.target.matches("input[data-line], input[data-why], textarea[data-text]")) return;
    event.target.toggleAttribute("data-touched", true);
    typing = event.target;
    tell("report:changed", look());
  }

  // Leaving a cell writes its number as papers do.
  function tidy(event) {
    if (!event.target.matches("input[data-line]")) return;
    const number = checks.readNumber(event.target.value);
    if (number) event.target.value = checks.writeNumber(number);
  }

  function clicked(event) {
    const take = event.target.closest("[data-take]");
    if (take) return setValue(form.querySelector(`[data-line="${take.dataset.take}"]`), take.value);
    const none = event.target.closest("[data-none]");
    if (none) return setValue(form.querySelector(`[data-text="${none.dataset.none}"]`), none.value);
    if (event.target.closest("[data-past-texts]")) takePastTexts();
    if (event.target.closest("[data-next-fault]")) toFault();
  }

  // Ctrl+Enter anywhere is the one way forward.
  function pressed(event) {
    const button = form.querySelector("[value=send]");
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !button) return;
    event.preventDefault();
    form.requestSubmit(button);
  }

  function sayPasted({ count, lost }) {
    const words = [facts.words.pasted.replace("%(count)s", count)];
    if (lost) words.push(facts.words.lost.replace("%(lost)s", lost));
    const detail = { text: words.join(" "), tone: lost ? "late" : "done" };
    document.dispatchEvent(new CustomEvent("toast", { detail }));
  }

  function setValue(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  // Last period's words go where nothing is written yet, to be mended there.
  function takePastTexts() {
    const empty = Array.from(form.querySelectorAll("textarea[data-text]")).filter(
      (area) => !area.value.trim() && facts.past_texts[area.dataset.text],
    );
    empty.forEach((area) => (area.value = facts.past_texts[area.dataset.text]));
    const next = empty[0] || form.querySelector("textarea[data-text]");
    next.dispatchEvent(new Event("input", { bubbles: true }));
    next.focus();
  }

  // Answers from elsewhere (the store, the server) go where nobody is typing.
  function put(given) {
    stands = given;
    for (const input of cellsOf(":not([readonly])")) {
      const [key, at] = placeOf(input);
      const held = input.hasAttribute("data-touched") ? {} : facts.known[key] || {};
      const value = checks.writeNumber((given.cells[key] || {})[at] || held[at]);
      if (!isBusy(input, value)) input.value = value;
    }
    for (const why of form.querySelectorAll("input[data-why]")) {
      set(why, (given.cells[why.dataset.why] || {}).why);
    }
    for (const text of form.querySelectorAll("textarea[data-text]")) {
      set(text, given.texts[text.dataset.text]);
    }
    tell("report:put-down", look());
  }

  function isBusy(input, value) {
    const typed = checks.readNumber(input.value);
    return input === typing || typed === null || typed === checks.readNumber(value);
  }

  function set(field, value) {
    if (field !== typing) field.value = value || "";
  }

  // -- looking at it -------------------------------------------------------------
  function look() {
    const answers = read();
    const looked = {
      answers,
      filled: checks.withSums(facts.form, answers.cells),
      found: unread().concat(
        checks.findFaults(facts.form, answers, facts.before, facts.known, facts.peers),
      ),
    };
    form.behocFound = looked.found;
    tell("report:looked", looked);
    return looked.answers;
  }

  function unread() {
    const odd = cellsOf().filter((input) => input.closest("td").hasAttribute("data-unread"));
    return odd.map(function (input) {
      const [key, at] = placeOf(input);
      return { key, at, level: "stop", code: "unread", params: { row: input.value } };
    });
  }

  // From the place of the focus to the next cell or text that stops or asks.
  function toFault() {
    const open = form.behocFound.filter((fault) => fault.level !== "note").map(fieldOf);
    const here = document.activeElement;
    const after = open.find(
      (field) => here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const next = form.contains(here) && after ? after : open[0];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function fieldOf(fault) {
    if (fault.at === "text") return form.querySelector(`[data-text="${fault.key}"]`);
    if (fault.level === "explain") return form.querySelector(`[data-why="${fault.key}"]`);
    return form.querySelector(`[data-line="${fault.key}.${fault.at}"]`);
  }
})();
