// What is wrong, odd or worth a look in a report, found as somebody types. The same rules stand in
// reporting/rules/checks.py and numbers.py; both are held to tests/measure/checks.json. Numbers are
// whole counts of ten-thousandths (BigInt), so nothing is rounded on the way.
(function (root) {
  "use strict";
  const STEPS = 10000n;
  const DECIMALS = 4;
  const WHOLE_DIGITS = 16;
  const EMPTY = { n: null, d: null, why: "" };
  const VIETNAMESE = /^(?:-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+,\d+)$/;
  const ENGLISH = /^(?:-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|-?\d{1,3}(?:,\d{3})+\.\d+)$/;

  // -- numbers ---------------------------------------------------------------
  // The canonical text of what was typed: "" where nothing stands, null when it is no number.
  function readNumber(typed) {
    const text = typed.replace(/\s/g, "").replace(/^[\u2212\u2013\u2010\u2011]/, "-");
    if (!text) return "";
    if (/^-?\d+$/.test(text)) return bounded(text);
    if (VIETNAMESE.test(text)) return bounded(text.replace(/\./g, "").replace(",", "."));
    if (ENGLISH.test(text)) return bounded(text.replace(/,/g, ""));
    return /^-?\d+\.\d+$/.test(text) ? bounded(text) : null;
  }

  function bounded(plain) {
    const [whole, rest = ""] = plain.replace("-", "").split(".");
    const digits = whole.replace(/^0+/, "");
    const decimals = rest.replace(/0+$/, "");
    if (digits.length > WHOLE_DIGITS || decimals.length > DECIMALS) return null;
    const number = (digits || "0") + (decimals ? "." + decimals : "");
    return plain.startsWith("-") && number !== "0" ? "-" + number : number;
  }

  function writeNumber(canonical) {
    if (!canonical) return "";
    const [whole, rest] = canonical.replace("-", "").split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
    return (canonical.startsWith("-") ? "−" : "") + grouped + (rest ? "," + rest : "");
  }

  function count(canonical) {
    if (canonical === undefined || canonical === null || canonical === "") return null;
    const [whole, rest = ""] = String(canonical).replace("-", "").split(".");
    const number = BigInt(whole) * STEPS + BigInt(rest.padEnd(DECIMALS, "0"));
    return String(canonical).startsWith("-") ? -number : number;
  }

  function canonical(number) {
    const size = number < 0n ? -number : number;
    const rest = String(size % STEPS).padStart(DECIMALS, "0").replace(/0+$/, "");
    return (number < 0n ? "-" : "") + String(size / STEPS) + (rest ? "." + rest : "");
  }

  // Hundredths of a percent, the half upward.
  function share(part, whole) {
    return (2n * part * STEPS + whole) / (2n * whole);
  }

  // -- the form and its answers ------------------------------------------------
  function rowsOf(form) {
    return (form.tables || []).flatMap((table) => table.rows);
  }

  function cellsOf(cells) {
    const counted = Object.entries(cells || {}).map(([key, cell]) => [key, counts(cell)]);
    return new Map(counted);
  }

  function counts(cell) {
    return { n: count(cell.n), d: count(cell.d), why: cell.why || "" };
  }

  function total(numbers) {
    const given = numbers.filter((number) => number !== null);
    return given.length ? given.reduce((sum, number) => sum + number, 0n) : null;
  }

  function fill(form, cells) {
    const get = (key) => cells.get(key) || EMPTY;
    for (const row of rowsOf(form)) {
      const cell = get(row.key);
      const parts = (row.sum_of || []).map(get);
      const n = cell.n === null ? total(parts.map((part) => part.n)) : cell.n;
      const d = cell.d === null ? total(parts.map((part) => part.d)) : cell.d;
      if (n === cell.n && d === cell.d) continue;
      cells.set(row.key, { ...cell, n, d: row.has_denominator ? d : null });
    }
    return cells;
  }

  // The answers' cells with every empty total made from the parts that are given.
  function withSums(form, cells) {
    const filled = { ...cells };
    for (const [key, cell] of fill(form, cellsOf(cells))) {
      filled[key] = { ...cells[key] };
      if (cell.n !== null) filled[key].n = canonical(cell.n);
      if (cell.d !== null) filled[key].d = canonical(cell.d);
    }
    return filled;
  }

  // -- the faults ----------------------------------------------------------------
  function findFaults(form, answers, before, known, peers) {
    const facts = { form, cells: fill(form, cellsOf(answers.cells)), found: [] };
    const [last, held] = [cellsOf(before), cellsOf(known)];
    for (const row of rowsOf(form)) {
      const cell = facts.cells.get(row.key) || EMPTY;
      const found = facts.found.length;
      stops(facts, row, cell);
      if (facts.found.length > found || cell.n === null) continue;
      odd(facts, row, cell, last.get(row.key) || EMPTY);
      apart(facts, row, cell, (peers || {})[row.key], held.get(row.key) || EMPTY);
    }
    for (const section of form.sections || []) {
      const text = (answers.texts || {})[section.code] || "";
      if (section.required && !text.trim()) {
        add(facts, section.code, "stop", "empty-text", {}, "text");
      }
    }
    return facts.found;
  }

  function stops(facts, row, cell) {
    missing(facts, row, cell);
    if (cell.n !== null) unfit(facts, row, "n", cell.n);
    if (cell.d !== null) unfit(facts, row, "d", cell.d);
    if (cell.n === null) return;
    if (row.has_denominator && cell.d !== null && cell.n > cell.d) {
      stop(facts, row, "above-denominator", { now: cell.n, whole: cell.d });
    }
    const most = row.most ? (facts.cells.get(row.most) || EMPTY).n : null;
    if (most !== null && cell.n > most) {
      stop(facts, row, "above-row", { row: numberOf(facts, row.most), now: cell.n, whole: most });
    }
    const parts = (row.sum_of || []).map((key) => (facts.cells.get(key) || EMPTY).n);
    const sum = total(parts);
    if (sum !== null && cell.n !== sum) {
      const rows = row.sum_of.map((key) => numberOf(facts, key)).join(", ");
      stop(facts, row, "sum", { rows, now: cell.n, sum });
    }
  }

  function missing(facts, row, cell) {
    if (cell.n === null && cell.d === null) {
      if (row.required) stop(facts, row, "empty", {});
    } else if (cell.n === null) {
      stop(facts, row, "no-numerator", { whole: cell.d });
    } else if (row.has_denominator && cell.d === null) {
      stop(facts, row, "no-denominator", { now: cell.n }, "d");
    }
  }

  function unfit(facts, row, at, number) {
    const decimals = row.decimals || 0;
    if (number < 0n) stop(facts, row, "negative", { now: number }, at);
    if (number % 10n ** BigInt(DECIMALS - decimals)) {
      stop(facts, row, "decimals", { now: number, most: BigInt(decimals) * STEPS }, at);
    }
  }

  function odd(facts, row, cell, before) {
    const limits = facts.form.limits || {};
    const [now, then] = [cell.n, before.n];
    const jump = count(row.jump ?? limits.jump);
    const change = then === null ? 0n : now > then ? now - then : then - now;
    if (then !== null && then > 0n && jump !== null && change >= (count(limits.jump_floor) || 0n)) {
      const moved = share(change, then);
      if (moved * 100n > jump) {
        const percent = ((moved + 50n) / 100n) * STEPS;
        explain(facts, row, cell, now > then ? "rise" : "fall", { percent, before: then });
      }
    }
    const isMany = limits.same_from !== undefined && now >= count(limits.same_from);
    const round = count(limits.round_to);
    if (isMany && now === then && cell.d === before.d) {
      add(facts, row.key, "note", "same", {});
    } else if (round && now >= round && now % round === 0n) {
      add(facts, row.key, "note", "round", { now });
    }
    if (isMany && row.has_denominator && now === cell.d) add(facts, row.key, "note", "whole", {});
  }

  function apart(facts, row, cell, peers, known) {
    const outlier = count(row.outlier);
    if (peers && outlier !== null) {
      const [low, high] = [count(peers.low), count(peers.high)];
      const isShare = row.has_denominator && cell.d;
      const now = isShare ? share(cell.n, cell.d) * 100n : cell.n;
      const reach = outlier * (high - low);
      if (now * STEPS < low * STEPS - reach || now * STEPS > high * STEPS + reach) {
        explain(facts, row, cell, "outlier", { now, low, high });
      }
    }
    if (known.n !== null && known.n !== cell.n) {
      explain(facts, row, cell, "override", { known: known.n });
    }
  }

  function numberOf(facts, key) {
    const row = rowsOf(facts.form).find((each) => each.key === key);
    return row ? row.number : key;
  }

  function stop(facts, row, code, params, at) {
    add(facts, row.key, "stop", code, params, at);
  }

  function explain(facts, row, cell, code, params) {
    add(facts, row.key, cell.why.trim() ? "note" : "explain", code, params);
  }

  function add(facts, key, level, code, params, at) {
    const told = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "bigint" ? canonical(value) : value,
    ]);
    facts.found.push({ key, level, code, params: Object.fromEntries(told), at: at || "n" });
  }

  // The sentence of a fault in the page's language: `said` holds a template per code.
  function tell(fault, said) {
    return said[fault.code].replace(/%(?:\((\w+)\)s|%)/g, function (whole, name) {
      if (!name) return "%";
      const value = fault.params[name];
      return name === "row" || name === "rows" ? value : writeNumber(value);
    });
  }

  // How far the number moved, and what share it is: canonical texts, "" where there is none.
  function change(now, before) {
    const [here, then] = [count(now), count(before)];
    return here === null || then === null ? "" : canonical(here - then);
  }

  function percent(n, d) {
    const [part, whole] = [count(n), count(d)];
    if (part === null || !whole || part < 0n || whole < 0n) return "";
    return canonical(((share(part, whole) + 5n) / 10n) * 1000n); // one decimal
  }

  // The least whole number that is that share of the whole.
  function needed(percent, whole) {
    const part = count(percent) * count(whole);
    const unit = 100n * STEPS * STEPS;
    return canonical(((part + unit - 1n) / unit) * STEPS);
  }

  const checks = { readNumber, writeNumber, findFaults, withSums, tell, change, percent, needed };
  if (typeof module === "object") module.exports = checks;
  else root.behocChecks = checks;
})(globalThis);
