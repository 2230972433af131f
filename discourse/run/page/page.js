"use strict";
(() => {
  const table = document.getElementById("comment-table");
  if (!table) return;
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({
    row,
    text: row.textContent.toLowerCase(),
    article: row.dataset.article,
    target: row.dataset.target,
    stance: row.dataset.stance,
    answered: row.dataset.answered || "",
  }));
  const CHOICES = ["article", "target", "stance", "answered"];

  const value = (name) => (form.elements[name] ? form.elements[name].value : "");

  function filter() {
    const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = CHOICES.filter((name) => value(name) !== "");
    let count = 0;
    for (const one of rows) {
      const kept = chosen.every((name) => one[name] === value(name)) && words.every((word) => one.text.includes(word));
      one.row.hidden = !kept;
      count += kept;
    }
    shown.textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
  }

  function choose(wanted) {
    form.elements.search.value = "";
    for (const name of CHOICES) {
      if (form.elements[name]) form.elements[name].value = wanted[name] || "";
    }
    filter();
  }

  function remember() {
    const state = new URLSearchParams();
    for (const name of ["search", ...CHOICES]) if (value(name)) state.set(name, value(name));
    const text = state.toString();
    history.replaceState(null, "", text ? `#comments?${text}` : "#comments");
  }

  function goTo(id) {
    const row = document.getElementById(id);
    if (!row || !body.contains(row)) return false;
    if (row.hidden) choose({});
    for (const found of body.querySelectorAll(".found")) found.classList.remove("found");
    row.classList.add("found");
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    return true;
  }

  function follow() {
    const [place, query] = location.hash.slice(1).split("?");
    if (place === "comments" && query) {
      const state = new URLSearchParams(query);
      choose(Object.fromEntries(state));
      form.elements.search.value = state.get("search") || "";
      filter();
      document.getElementById("comments").scrollIntoView();
      return;
    }
    const found = place && document.getElementById(place);
    if (found && found.tagName === "DETAILS") {
      found.open = true;
      found.scrollIntoView();
    } else {
      goTo(place);
    }
  }

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function sortBy(head) {
    const place = head.cellIndex;
    const numeric = head.dataset.kind === "number";
    const first = numeric && !["no."].includes(head.textContent) ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const keyed = rows.map((one) => {
      const cell = one.row.cells[place];
      const key = numeric ? cell.dataset.key : cell.textContent.trim();
      return { row: one.row, known: key !== "" && key !== "–", key: numeric ? Number(key) : key };
    });
    keyed.sort((a, b) => {
      if (!a.known || !b.known) return b.known - a.known;
      return sign * (numeric ? a.key - b.key : collator.compare(a.key, b.key));
    });
    body.append(...keyed.map((one) => one.row));
  }

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.kind) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(head));
    head.replaceChildren(button);
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter(); remember(); }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.dataset.stance) {
      event.preventDefault();
      choose(link.dataset);
      remember();
      document.getElementById("comments").scrollIntoView();
      form.elements.stance.focus({ preventScroll: true });
    } else if (link.getAttribute("href") === location.hash) {
      follow();
    }
  });
  window.addEventListener("hashchange", follow);

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });

  form.hidden = false;
  filter();
  follow();
})();
