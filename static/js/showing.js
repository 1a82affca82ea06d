// Shows what was found in a report beside each line: state, message, change, sums, figures in
// prose, the list of checks and the steps. The words come with the page, in its language.
(function () {
  "use strict";
  const checks = window.behocChecks;
  const MARKS = { stop: "bad", explain: "ask", note: "note" };
  const TONES = { stop: "late", explain: "soon", note: "note" };
  const WHYS = ["rise", "fall", "outlier", "override"];
  const FIELD = /\[\[(so|tyle):([a-z0-9_.-]+?)(?:\.(n|d))?\]\]/g;
  let form, facts, waiting = {}, last;

  document.addEventListener("DOMContentLoaded", function () {
    form = document.querySelector("form[data-report]");
    if (!form) return;
    form.addEventListener("report:facts", (event) => (facts = event.detail));
    form.addEventListener("report:looked", (event) => show((last = event.detail)));
    form.addEventListener("report:waiting", function (event) {
      waiting = event.detail;
      if (last) show(last);
    });
    form.addEventListener("grid:at", (event) => describe(event.target));
    form.addEventListener("report:asked", function () {
      facts.asked = true;
      show(last);
    });
  });

  function show({ answers, filled, found }) {
    showSums(filled);
    for (const row of rows()) {
      const mine = found.filter((fault) => fault.key === row.key && fault.at !== "text");
      for (const at of ["n", "d"]) showLine(row, at, filled[row.key] || {}, mine);
      showMessage(row, mine, answers);
    }
    facts.form.sections.forEach((section) => showSection(section, answers, found, filled));
    showChecks(found);
    showSteps(answers, filled, found);
  }

  function rows() {
    return facts.form.tables.flatMap((table) => table.rows);
  }

  function said(fault) {
    return checks.tell(fault, facts.said);
  }

  function fill(template, values) {
    return template.replace(/%(?:\((\w+)\)s|%)/g, (whole, name) => (name ? values[name] : "%"));
  }

  // -- lines ---------------------------------------------------------------------
  function showSums(filled) {
    for (const input of form.querySelectorAll("input[data-line][readonly]")) {
      const key = input.dataset.line.slice(0, -2);
      input.value = checks.writeNumber((filled[key] || {})[input.dataset.line.slice(-1)]);
    }
  }

  function showLine(row, at, now, found) {
    const input = form.querySelector(`input[data-line="${row.key}.${at}"]`);
    if (!input) return;
    const line = input.closest("tr");
    const worst = found.find((fault) => fault.at === at && isSaid(fault) && fault.level !== "note");
    const then = (facts.before[row.key] || {})[at];
    line.querySelector(".delta").textContent = signed(checks.change(now[at], then));
    input.closest("td").dataset.s = worst ? MARKS[worst.level] : quiet(input, now[at]);
    if (worst && worst.level === "stop") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    showState(line.querySelector("[data-state]"), worst, now[at]);
    const rate = line.querySelector("[data-rate]");
    if (rate) rate.textContent = rateOf(now);
  }

  // What is merely empty yet is said once somebody wants to send.
  function isSaid(fault) {
    return facts.asked || !["empty", "empty-text"].includes(fault.code);
  }

  function quiet(input, value) {
    const [key, at] = [input.dataset.line.slice(0, -2), input.dataset.line.slice(-1)];
    if (input.readOnly) return "sum";
    if (((waiting.cells || {})[key] || {})[at] !== undefined) return "queue";
    return value && value === (facts.known[key] || {})[at] ? "known" : "";
  }

  function rateOf(now) {
    const percent = checks.percent(now.n, now.d);
    return percent && Number(percent) <= 100 ? fill(facts.words.rate, { percent: checks.writeNumber(percent) }) : "";
  }

  function signed(delta) {
    if (!delta) return "";
    return (delta.startsWith("-") || delta === "0" ? "" : "+") + checks.writeNumber(delta);
  }

  function showState(place, worst, value) {
    const name = worst ? (facts.short[worst.code] ? worst.code : worst.level) : value ? "ok" : "";
    if (place.dataset.state === name) return;
    place.dataset.state = name;
    place.replaceChildren();
    if (name) place.append(drawn("nhan", worst ? TONES[worst.level] : "done", facts.short[name]));
  }

  // A copy of <template id="nhan-late">, with the words after its icon.
  function drawn(kind, tone, ...words) {
    const copy = document.getElementById(`${kind}-${tone}`).content.firstElementChild.cloneNode(true);
    (copy.querySelector("[data-words]") || copy).append(...words);
    return copy;
  }

  function showMessage(row, found, answers) {
    const place = form.querySelector(`tr[data-said="${row.key}"]`);
    found = found.filter(isSaid);
    const worst = ["stop", "explain", "note"].find((level) => found.some((f) => f.level === level));
    const why = place.querySelector("[data-why-field]");
    const field = why.querySelector("input");
    const isAsked = found.some((fault) => WHYS.includes(fault.code)) || field.value;
    why.hidden = !isAsked && field !== document.activeElement;
    place.querySelector("[data-words]").textContent = found.map(said).join(" ");
    const take = place.querySelector("[data-known]");
    const known = (facts.known[row.key] || {}).n;
    if (take) take.hidden = !known || [known, undefined].includes((answers.cells[row.key] || {}).n);
    place.hidden = !worst && why.hidden && (!take || take.hidden);
    place.dataset.s = MARKS[worst] || "note";
  }

  function describe(input) {
    const bar = document.querySelector("[data-cellbar]");
    const key = input.dataset.line.slice(0, -2);
    const row = rows().find((each) => each.key === key);
    bar.querySelector("[data-at-row]").textContent = row.number || "";
    bar.querySelector("[data-at-label]").textContent = row.label;
    const before = bar.querySelector("[data-at-before]");
    before.hidden = !input.dataset.before;
    before.querySelector("b").textContent = input.dataset.before;
    const goal = bar.querySelector("[data-at-goal]");
    goal.textContent = goalOf(key);
    goal.hidden = !goal.textContent;
    bar.querySelector("[data-at-none]").hidden = true;
  }

  // The next national target, and how many that is once what it is out of stands there.
  function goalOf(key) {
    const goal = facts.goals[key];
    if (!goal) return "";
    const whole = (last.filled[key] || {}).d;
    const count = whole && checks.writeNumber(checks.needed(goal.percent, whole));
    return count ? fill(facts.words.need, { goal: goal.words, count }) : goal.words;
  }

  // -- words ---------------------------------------------------------------------
  function showSection(section, answers, found, filled) {
    const field = form.querySelector(`[data-section="${section.code}"]`);
    const bad = found.find((fault) => fault.at === "text" && fault.key === section.code);
    const area = field.querySelector("textarea");
    field.querySelector("[data-written]").hidden = !area.value.trim();
    const isLate = Boolean(bad) && (area.hasAttribute("data-touched") || isSaid(bad));
    field.toggleAttribute("data-bad", isLate);
    if (isLate) area.setAttribute("aria-invalid", "true");
    else area.removeAttribute("aria-invalid");
    showBound(field.querySelector("[data-bound]"), area.value, filled);
  }

  // Figures in prose that follow the table: [[so:row.n]], [[tyle:row]].
  function showBound(place, text, filled) {
    place.hidden = !text.match(FIELD) || text.includes("[[bc:");
    const shown = place.querySelector("p");
    shown.replaceChildren();
    let from = 0;
    for (const found of text.matchAll(FIELD)) {
      shown.append(text.slice(from, found.index), figure(found, filled));
      from = found.index + found[0].length;
    }
    shown.append(text.slice(from));
  }

  function figure([, kind, key, at], filled) {
    const now = filled[key] || {};
    const number = kind === "so" ? now[at || "n"] : checks.percent(now.n, now.d);
    const pull = document.createElement("span");
    pull.className = "pull";
    pull.textContent = number ? checks.writeNumber(number) : facts.words.missing;
    return pull;
  }

  // -- the list of checks and the steps ------------------------------------------
  function showChecks(found) {
    const list = document.querySelector("[data-checks]");
    const open = found.filter((fault) => fault.level !== "note" && isSaid(fault));
    const items = ["stop", "explain"].flatMap((level) => open.filter((f) => f.level === level).map(item));
    for (const [code, words] of facts.asked ? [] : [["empty", "todo"], ["empty-text", "todo_texts"]]) {
      const count = found.filter((fault) => fault.code === code).length;
      if (count) items.push(drawn("kiem", "none", fill(facts.words[words], { count })));
    }
    const quietRows = new Set(found.filter((f) => f.level === "note").map((f) => f.key)).size;
    if (quietRows) items.push(drawn("kiem", "note", fill(facts.words.notes, { count: quietRows })));
    const all = rows().length + facts.form.sections.length;
    const fine = all - new Set(found.map((fault) => fault.key)).size;
    items.push(drawn("kiem", "done", fill(facts.words.fine, { count: fine })));
    list.replaceChildren(...items);
    const stops = found.filter((fault) => fault.level === "stop").length;
    const asks = found.filter((fault) => fault.level === "explain").length;
    const total = document.querySelector("[data-checks-state]");
    const [tone, words] = stops
      ? ["late", fill(facts.words.stops, { count: stops })]
      : asks
        ? ["soon", fill(facts.words.asks, { count: asks })]
        : ["done", facts.words.ready];
    total.replaceChildren(drawn("nhan", tone, words));
    form.querySelector("[data-next-fault]").hidden = !stops && !asks;
  }

  function item(fault) {
    const row = rows().find((each) => each.key === fault.key);
    const section = facts.form.sections.find((each) => each.code === fault.key);
    const link = document.createElement("a");
    link.href = fault.at === "text" ? `#muc-${fault.key}` : `#o-${fault.key}.${fault.at}`;
    const name = document.createElement("b");
    name.textContent = fault.at === "text" ? section.heading : row.number || row.label;
    link.append(name);
    return drawn("kiem", TONES[fault.level], link, " ", said(fault));
  }

  function showSteps(answers, filled, found) {
    const asked = rows().flatMap((row) => (row.has_denominator ? ["n", "d"] : ["n"]).map((at) => [row, at]));
    const given = asked.filter(([row, at]) => (filled[row.key] || {})[at] !== undefined).length;
    const texts = facts.form.sections;
    const written = texts.filter((each) => (answers.texts[each.code] || "").trim()).length;
    const isFull = !found.some((fault) => ["empty", "no-numerator", "no-denominator"].includes(fault.code));
    const isTold = !found.some((fault) => fault.code === "empty-text");
    const isClean = !found.some((fault) => fault.level !== "note");
    step("numbers", isFull, fill(facts.words.numbers, { given, all: asked.length }));
    step("texts", isTold, fill(facts.words.texts, { given: written, all: texts.length }));
    step("check", isClean, facts.words.check);
    const now = !isFull ? "numbers" : !isTold ? "texts" : !isClean ? "check" : "send";
    for (const each of document.querySelectorAll("[data-step]")) {
      if (each.dataset.step === now) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
  }

  function step(name, isPast, words) {
    const place = document.querySelector(`[data-step="${name}"]`);
    if (!place) return;
    place.querySelector(".l").textContent = words;
    if (isPast) place.dataset.at = "past";
    else delete place.dataset.at;
  }
})();
