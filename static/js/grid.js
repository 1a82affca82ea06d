// A column of inputs that behaves like a spreadsheet: <form data-grid> with input[data-line].
// Enter and the arrows go from line to line, = takes the last period's number, Escape what stood
// before, and a block copied from Excel fills the lines below. Without it, it is a plain form.
(function () {
  "use strict";
  let before = "";

  document.addEventListener("focusin", function (event) {
    if (!isCell(event.target)) return;
    before = event.target.value;
    event.target.select();
    tell("grid:at", event.target);
  });
  document.addEventListener("keydown", function (event) {
    if (!isCell(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (!act || (event.shiftKey && event.key !== "Enter")) return;
    if (act(event.target, event) !== false) event.preventDefault();
  });
  document.addEventListener("paste", function (event) {
    if (!isCell(event.target)) return;
    const rows = blockOf(event.clipboardData.getData("text/plain"));
    if (rows.length < 2 && rows[0].length < 2) return; // a single number: the browser's own way
    event.preventDefault();
    paste(event.target, rows);
  });

  const keys = {
    Enter: (cell, event) => go(cell, event.shiftKey ? -1 : 1),
    ArrowDown: (cell) => go(cell, 1),
    ArrowUp: (cell) => go(cell, -1),
    Escape: (cell) => put(cell, before),
    "=": (cell) => (cell.dataset.before && !cell.readOnly ? put(cell, cell.dataset.before) : false),
  };

  function isCell(field) {
    return Boolean(field.matches && field.matches("[data-grid] input[data-line]"));
  }

  function cellsOf(cell) {
    return Array.from(cell.form.querySelectorAll("input[data-line]"));
  }

  // The next line that takes a number; after the last one, what the form says comes then.
  function go(cell, step) {
    const open = cellsOf(cell).filter((each) => !each.readOnly || each === cell);
    const next = open[open.indexOf(cell) + step];
    if (next) return show(next);
    if (step > 0) show(cell.form.querySelector("[data-after-grid]"));
  }

  function show(field) {
    if (!field) return;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  }

  function put(cell, value) {
    if (cell.value === value) return;
    cell.value = value;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // -- a block from Excel -------------------------------------------------------
  function blockOf(text) {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    return lines.map((line) => line.split("\t").map((value) => value.trim()));
  }

  // One column goes down line by line; two are a number and what it is out of, row by row.
  function paste(cell, rows) {
    const isWide = rows.some((row) => row.length > 1);
    const lines = cellsOf(cell);
    const starts = isWide ? lines.filter((each) => each.dataset.line.endsWith(".n")) : lines;
    const from = starts.findIndex((each) => each === cell || isSameRow(each, cell));
    let count = 0;
    rows.forEach(function (row, at) {
      const start = starts[from + at];
      if (!start) return;
      count += fill(start, row[0]);
      if (isWide) count += fill(denominatorOf(lines, start), row[1]);
    });
    const lost = Math.max(0, rows.length - (starts.length - from));
    tell("grid:pasted", cell, { count, lost });
  }

  function isSameRow(one, other) {
    return one.dataset.line.slice(0, -2) === other.dataset.line.slice(0, -2);
  }

  function denominatorOf(lines, start) {
    return lines.find((each) => isSameRow(each, start) && each.dataset.line.endsWith(".d"));
  }

  function fill(cell, value) {
    if (!cell || cell.readOnly || value === undefined || value === "") return 0;
    put(cell, value);
    return 1;
  }

  function tell(name, cell, detail) {
    cell.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
})();
