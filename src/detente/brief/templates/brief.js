// One filter over arrows, curves and lists; its state stands in the address. Also: places opened when linked to, downloads of what is shown.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filter");
  const words = form.elements.q, way = form.elements.dir, shown = document.getElementById("shown");
  const periodButton = document.getElementById("period");
  const lines = new Map([...document.querySelectorAll(".event")].map((li) => [li.id.slice(2), li]));
  const found = new Map([...document.querySelectorAll(".event, .said")].map((li) => [li, wordsOf(li)]));
  // what a reader sees of it: not the labels that every line bears
  function wordsOf(li) {
    return [...li.querySelectorAll("summary, blockquote, .source strong, .source .uri")].map((n) => n.textContent).join(" ").toLowerCase();
  }
  const STATES = ["planned", "feared", "denied", "claimed", "background"];
  let period = "", place = "";

  const ticked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  const state = () => ({ status: ticked("status"), quad: ticked("quad"), dir: way.value, period, q: words.value.trim() });
  const isClear = (s) => !s.status.length && !s.quad.length && !s.dir && !s.period && !s.q;

  function passes(li, s, terms) {
    const d = li.dataset;
    if (s.dir && !d.ways.split(" ").includes(s.dir)) return false;
    if (li.classList.contains("event")) {
      if (s.status.length && !s.status.includes(d.status)) return false;
      if (s.quad.length && !s.quad.includes(d.quad)) return false;
      if (s.period && d.period !== s.period) return false;
    }
    return terms.every((term) => found.get(li).includes(term));
  }

  function arrows(events, s) {
    for (const node of document.querySelectorAll(".arrow")) {
      const here = events.filter((e) => e.ways.includes(node.dataset.way) && (!s.dir || s.dir === node.dataset.way));
      const counted = here.filter((e) => e.counted);
      const put = (name, n) => { node.querySelector(`[data-count=${name}]`).textContent = n; };
      put("events", counted.length);
      node.style.setProperty("--n", counted.length);
      put("reports", new Set(counted.flatMap((e) => e.sheets)).size);
      put("sources", new Set(counted.flatMap((e) => e.origins)).size);
      for (const name of STATES) put(name, here.filter((e) => e.record.status === name).length);
      for (const quad of node.querySelectorAll(".quad")) {
        const n = counted.filter((e) => lines.get(e.record.id).dataset.quad === quad.dataset.quad).length;
        quad.style.setProperty("--n", n);
        quad.querySelector(".n").textContent = n;
      }
    }
  }

  function apply() {
    const s = state(), terms = s.q.toLowerCase().split(/\s+/).filter(Boolean);
    for (const li of found.keys()) li.hidden = !passes(li, s, terms);
    for (const head of document.querySelectorAll("#timeline .year")) {
      let list = head.nextElementSibling;
      while (list && !list.matches("ol")) list = list.nextElementSibling;
      const any = list && [...list.children].some((li) => !li.hidden);
      for (let node = head; node; node = node === list ? null : node.nextElementSibling) node.hidden = !any;
    }
    const events = data.events.filter((e) => !lines.get(e.record.id).hidden);
    document.getElementById("none-shown").hidden = events.length > 0;
    shown.textContent = isClear(s) ? `${events.length} events` : `${events.length} of ${data.events.length} events`;
    document.getElementById("taken").textContent = isClear(s) ? `all ${events.length}` : `the ${events.length} shown`;
    periodButton.hidden = !period;
    periodButton.textContent = period ? `${period} ×` : "";
    periodButton.setAttribute("aria-label", `Show every period, not only ${period}`);
    arrows(events, s);
    const drawn = s.dir ? events.map((e) => ({ ...e, ways: [s.dir] })) : events;
    if (window.drawCurves) window.drawCurves(data, isClear(s) ? null : drawn);
    offer(events, isClear(s));
  }

  // ── the address ──
  function toHash(s) {
    const parts = new URLSearchParams();
    if (s.status.length) parts.set("status", s.status.join(","));
    if (s.quad.length) parts.set("quad", s.quad.join(","));
    for (const name of ["dir", "period", "q"]) if (s[name]) parts.set(name, s[name]);
    if (parts.toString() && place) parts.set("at", place);
    return parts.toString() || place;
  }

  function write() {
    const hash = toHash(state());
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  // the address says all: what it does not name is not filtered by
  function read() {
    const hash = location.hash.slice(1), parts = new URLSearchParams(hash.includes("=") ? hash : "");
    for (const name of ["status", "quad"]) {
      const wanted = (parts.get(name) ?? "").split(",");
      for (const box of form.querySelectorAll(`input[name=${name}]`)) box.checked = wanted.includes(box.value);
    }
    way.value = ["ab", "ba"].includes(parts.get("dir")) ? parts.get("dir") : "";
    words.value = parts.get("q") ?? "";
    period = parts.get("period") ?? "";
    place = hash.includes("=") ? parts.get("at") ?? "" : hash;
    apply();
    if (place) reveal(place);
  }

  function reveal(id) {
    const node = document.getElementById(id);
    if (!node) return;
    if (node.matches("section, h3")) { node.scrollIntoView(); return; }
    node.hidden = false;
    const inner = node.querySelector(":scope > details");
    if (inner) inner.open = true;
    for (let up = node; up; up = up.parentElement) if (up.matches("details")) up.open = true;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (node.matches("mark")) node.classList.add("lit");
    node.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[href^='#']");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    const target = link.getAttribute("href").slice(1);
    if (target.includes("=")) {
      click.preventDefault();
      place = "";
      history.pushState(null, "", "#" + target);
      read();
      document.getElementById("timeline").scrollIntoView();
      return;
    }
    if (isClear(state())) return;  // the browser's own way; `hashchange` opens the place
    click.preventDefault();
    place = target;
    history.pushState(null, "", "#" + toHash(state()));
    reveal(target);
  });
  addEventListener("popstate", read);  // back, forward, and the browser's own following of a link within the page

  // ── the keyboard ──
  document.addEventListener("keydown", (key) => {
    const typing = key.target.matches("input[type=search], select, textarea");
    if (key.key === "/" && !typing) { key.preventDefault(); words.focus(); words.select(); }
    if (key.key === "Escape" && !isClear(state())) { key.preventDefault(); clear(); }
  });
  function clear() {
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
    way.value = ""; words.value = ""; period = ""; place = "";
    write(); apply();
  }
  form.addEventListener("reset", (reset) => { reset.preventDefault(); clear(); });
  form.addEventListener("submit", (submit) => submit.preventDefault());
  form.addEventListener("input", () => { write(); apply(); });
  periodButton.addEventListener("click", () => { period = ""; write(); apply(); });

  // ── downloads of what is shown ──
  const links = { csv: document.getElementById("csv"), json: document.getElementById("json") };
  const whole = { csv: links.csv.href, json: links.json.href };
  const made = [];
  function offer(events, all) {
    made.splice(0).forEach((url) => URL.revokeObjectURL(url));
    if (all) { links.csv.href = whole.csv; links.json.href = whole.json; return; }
    const records = events.map((e) => e.record);
    const inert = (v) => (typeof v === "string" && /^[=+\-@\t]/.test(v) ? "'" + v : v ?? "");
    const cell = (v) => (/[",\n\r]/.test(v = String(inert(v))) ? '"' + v.replaceAll('"', '""') + '"' : v);
    const csv = [data.columns, ...records.map((r) => data.columns.map((c) => r[c]))].map((row) => row.map(cell).join(",")).join("\n") + "\n";
    const url = (text, type) => { const u = URL.createObjectURL(new Blob([text], { type })); made.push(u); return u; };
    links.csv.href = url(csv, "text/csv;charset=utf-8");
    links.json.href = url(JSON.stringify(records), "application/json");
  }

  // ── paper: everything open, then as it was ──
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open])")]; closed.forEach((d) => { d.open = true; }); });
  addEventListener("afterprint", () => { closed.forEach((d) => { d.open = false; }); closed = []; });

  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; apply(); } });
  form.hidden = false;
  read();
})();
