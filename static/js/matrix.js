// The matrix by arrow keys: one stop for Tab, then left, right, up and down between its cells.
// Rows that are away are asked for where somebody stays, not wherever the bar is dragged past.
(function () {
  "use strict";

  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const FAR = 1000;
  const STAY_MS = 200;
  const near = new IntersectionObserver(onNear);
  const JUMPS = { Home: [0, -FAR], End: [0, FAR], PageUp: [-10, 0], PageDown: [10, 0] };

  document.addEventListener("DOMContentLoaded", setUp);
  document.addEventListener("htmx:afterSwap", setUp);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", function (event) {
    const cell = event.target.closest && event.target.closest(".matrix .segment td, .matrix .segment th");
    if (cell) makeStop(cell);
  });

  function onNear(entries) {
    entries.forEach(function (entry) {
      const place = entry.target;
      clearTimeout(Number(place.dataset.waits));
      if (!entry.isIntersecting) return;
      place.dataset.waits = setTimeout(function () {
        near.unobserve(place);
        window.htmx.trigger(place, "near");
      }, STAY_MS);
    });
  }

  function setUp() {
    document.querySelectorAll(".segment__s:not([data-waits])").forEach(function (place) {
      place.dataset.waits = "";
      near.observe(place);
    });
    document.querySelectorAll(".matrix").forEach(function (matrix) {
      matrix.querySelectorAll(".segment:not(.segment--away):not([data-keys])").forEach(prepare);
      if (!matrix.querySelector("[data-stop]")) makeStop(matrix.querySelector(".segment td"));
    });
  }

  function prepare(segment) {
    segment.dataset.keys = "";
    segment.querySelectorAll("a").forEach(function (link) {
      link.tabIndex = -1;
    });
  }

  function target(cell) {
    const link = cell.querySelector("a");
    if (!link) cell.tabIndex = -1;
    return link || cell;
  }

  function makeStop(cell) {
    if (!cell) return;
    const matrix = cell.closest(".matrix");
    const before = matrix.querySelector("[data-stop]");
    if (before) {
      before.removeAttribute("data-stop");
      before.tabIndex = -1;
    }
    const stop = target(cell);
    stop.setAttribute("data-stop", "");
    stop.tabIndex = 0;
  }

  function onKey(event) {
    const step = STEPS[event.key] || JUMPS[event.key];
    const cell = event.target.closest && event.target.closest(".matrix .segment td, .matrix .segment th");
    if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = cell.parentElement;
    const column = Array.from(row.children).indexOf(cell) + step[1];
    const wanted = rowAt(row, step[0]);
    if (!wanted) return;
    event.preventDefault();
    const last = wanted.children.length - 1;
    const next = wanted.children[Math.max(0, Math.min(column, last))];
    makeStop(next);
    const stop = target(next);
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function rowAt(row, by) {
    const rows = Array.from(row.closest(".matrix").querySelectorAll(".segment:not(.segment--away) tr"));
    const at = rows.indexOf(row) + by;
    return rows[Math.max(0, Math.min(at, rows.length - 1))];
  }
})();
