"use strict";
(() => {
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const one = (selector, root) => (root || document).querySelector(selector);
  const MOST_OPEN = 5;
  document.documentElement.classList.add("js");

  const isOpen = (row) => row.classList.contains("open");
  const setOpen = (row, open) => {
    const button = one(".toggle button", row);
    if (!button) return;
    row.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };

  const start = (section) => {
    const table = one("table", section);
    if (!table) return null;
    const rows = all("tbody", table);
    const search = one("input", section), output = one("output", section), none = one(".no-match", section);
    const choices = all("select", section), opener = one(".open-all", section);
    const cell = (row, column) => one(".head > td[data-column='" + column + "']", row);
    const value = (row, column) => cell(row, column).dataset.filter;
    const known = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const visible = () => all("tbody", table).filter((row) => !row.hidden);
    const charts = all(".chart").filter((chart) => cell(rows[0], chart.dataset.column));

    for (const select of choices) {
      const counts = new Map();
      for (const row of rows) {
        const name = value(row, select.dataset.column);
        counts.set(name, (counts.get(name) || 0) + 1);
      }
      const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
      for (const [name, count] of sorted) select.add(new Option(name + " (" + count + ")", name));
      select.hidden = counts.size < 2;
    }

    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = known.get(row);
        const fits = words.every((word) => text.includes(word)) && choices.every((s) => !s.value || value(row, s.dataset.column) === s.value);
        row.hidden = !fits;
        shown += fits;
      }
      output.textContent = section.dataset.shown.replace("{shown}", shown).replace("{total}", rows.length);
      none.hidden = shown > 0;
      table.hidden = shown === 0;
      for (const chart of charts) {
        const select = choices.find((s) => s.dataset.column === chart.dataset.column);
        for (const bar of all(".bar[data-filter]", chart)) {
          const chosen = Boolean(select) && select.value === bar.dataset.filter;
          bar.classList.toggle("chosen", chosen);
          if (select) bar.setAttribute("aria-pressed", String(chosen));
        }
      }
    };

    const reset = () => {
      search.value = "";
      for (const select of choices) select.value = "";
      apply();
    };

    const openAll = (open) => {
      for (const row of rows) setOpen(row, open);
      opener.textContent = open ? opener.dataset.close : opener.dataset.open;
      opener.setAttribute("aria-expanded", String(open));
    };

    const sortBy = (head) => {
      const column = head.dataset.column, down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all("th", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => cell(row, column).dataset.sort || cell(row, column).textContent.trim();
      const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const sorted = rows.map((row, number) => [key(row), number, row]);
      sorted.sort((a, b) => (down ? -1 : 1) * order.compare(a[0], b[0]) || a[1] - b[1]);
      table.append(...sorted.map((entry) => entry[2]));
    };

    search.addEventListener("input", apply);
    for (const select of choices) select.addEventListener("change", apply);
    one(".reset", section).addEventListener("click", reset);
    opener.addEventListener("click", () => openAll(opener.getAttribute("aria-expanded") !== "true"));
    opener.hidden = !one(".toggle button", table);
    for (const head of all("th[data-column]", table)) one("button", head).addEventListener("click", () => sortBy(head));
    for (const row of rows) {
      one(".head", row).addEventListener("click", (event) => {
        if (event.target.closest("a") || (!event.target.closest("button") && String(getSelection()))) return;
        setOpen(row, !isOpen(row));
      });
    }
    for (const chart of charts) {
      const select = choices.find((s) => s.dataset.column === chart.dataset.column);
      if (!select) continue;
      for (const bar of all(".bar[data-filter]", chart)) {
        const choose = () => {
          select.value = select.value === bar.dataset.filter ? "" : bar.dataset.filter;
          apply();
        };
        bar.setAttribute("tabindex", "0");
        bar.setAttribute("role", "button");
        bar.addEventListener("click", choose);
        bar.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          choose();
        });
      }
    }
    apply();
    openAll(rows.length <= MOST_OPEN);
    return { section, search, reset, visible, opener };
  };

  const tables = all(".rows").map(start).filter(Boolean);
  const current = () => tables.find((t) => t.section.contains(document.activeElement)) || tables[0];

  const move = (table, step) => {
    const buttons = table.visible().map((row) => one(".toggle button", row)).filter(Boolean);
    if (!buttons.length) return;
    const at = buttons.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : buttons.length - 1) : Math.min(Math.max(at + step, 0), buttons.length - 1);
    buttons[next].focus();
    buttons[next].closest("tbody").scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    const table = current();
    if (!table || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      table.reset();
      document.activeElement.blur();
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "/") {
      event.preventDefault();
      table.search.focus();
    } else if (event.key === "j") move(table, 1);
    else if (event.key === "k") move(table, -1);
    else if (event.key === "o") table.opener.click();
  });

  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", reveal);
  for (const link of all("a[href^='#']")) link.addEventListener("click", () => setTimeout(reveal));
  reveal();
})();
