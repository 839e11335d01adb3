// The curves: Observable Plot over the periods of each direction. Colours are the style sheet's, so that dark and print follow.
(() => {
  "use strict";
  if (!window.Plot) return;
  const { thin: THIN, resamples: RESAMPLES } = JSON.parse(document.getElementById("data").textContent), DAY = 864e5;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const at = (iso) => new Date(iso + "T00:00:00Z");
  const signed = (v) => (Math.round(v * 10) === 0 ? "0.0" : (v > 0 ? "+" : "−") + Math.abs(v).toFixed(1));

  // mean and 95 % percentile bootstrap, seeded: the same scores give the same interval
  function spread(scores) {
    if (!scores.length) return { mean: null, low: null, high: null };
    const mean = d3.mean(scores);
    if (scores.length === 1) return { mean, low: null, high: null };
    const random = d3.randomLcg(0.20210616), draw = d3.randomInt.source(random)(scores.length), means = [];
    const sorted = d3.sort(scores);
    for (let i = 0; i < RESAMPLES; i++) {
      let sum = 0;
      for (let j = 0; j < sorted.length; j++) sum += sorted[draw()];
      means.push(sum / sorted.length);
    }
    means.sort(d3.ascending);
    return { mean, low: d3.quantileSorted(means, 0.025), high: d3.quantileSorted(means, 0.975) };
  }

  function refigure(base, events) {
    const held = d3.group(events.filter((e) => e.counted && e.period), (e) => e.period);
    return base.map((p) => {
      const here = held.get(p.period) ?? [];
      const scores = here.map((e) => e.record.score).filter((s) => s !== null);
      return { ...p, n: here.length, reports: new Set(here.flatMap((e) => e.sheets)).size, ...spread(scores) };
    });
  }

  const colour = (r) => r.n < THIN ? "var(--grey)" : `var(--div-${Math.max(0, Math.min(6, Math.round((r.mean + 10) / 20 * 6)))})`;

  function tickLabel(by) {
    return {
      week: (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}\n${d.getUTCFullYear()}`,
      month: (d) => `${MONTHS[d.getUTCMonth()]}\n${d.getUTCFullYear()}`,
      quarter: (d) => `Q${Math.floor(d.getUTCMonth() / 3) + 1}\n${d.getUTCFullYear()}`,
      year: (d) => `${d.getUTCFullYear()}`,
    }[by];
  }

  function told(r, by) {
    const interval = r.low === null ? "" : `\n95 % ${signed(r.low)} to ${signed(r.high)}`;
    const mean = r.mean === null ? "no score" : `mean ${signed(r.mean)}`;
    return `${r.period}\n${mean}${interval}\nn = ${r.n}, ${r.reports} report${r.reports === 1 ? "" : "s"}`;
  }

  function draw(node, rows, data, domain, top) {
    const width = Math.max(280, node.clientWidth), marginLeft = 44, marginRight = 12;
    const points = rows.map((r) => ({ ...r, x1: at(r.start), x2: new Date(+at(r.end) + DAY) }))
      .map((r) => ({ ...r, x: new Date((+r.x1 + +r.x2) / 2) }));
    const seen = points.filter((r) => r.n > 0), scored = seen.filter((r) => r.mean !== null);
    const x = { type: "utc", domain, label: null };
    const wide = Math.max(2, (width - marginLeft - marginRight) * d3.median(points, (r) => r.x2 - r.x1) / (domain[1] - domain[0]));
    const step = Math.max(1, Math.ceil(46 / wide)), ticks = d3.range(0, data.axis.length, step).map((i) => data.axis[i]);
    const style = { fontSize: "11px" }, edge = { fill: "var(--soft)", stroke: "var(--paper)", strokeWidth: 4 };
    const name = data.label[node.dataset.way];
    const above = Plot.plot({
      style, width, height: 210, marginLeft, marginRight, marginTop: 8, marginBottom: 24, x: { ...x, axis: null },
      y: { domain: [-10, 10], label: null, ticks: [-10, -5, 0, 5, 10], tickFormat: (v) => (v > 0 ? "+" : v < 0 ? "−" : "") + Math.abs(v), tickSize: 0 },
      ariaLabel: `Mean PLOVER score by ${data.by}, ${name}`,
      marks: [
        Plot.ruleY([-10, -5, 5, 10], { stroke: "var(--rule)", strokeWidth: .6 }),
        Plot.ruleY([0], { stroke: "var(--ink)", strokeWidth: .9 }),
        Plot.lineY(points, { x: "x", y: (r) => r.n ? r.mean : null, stroke: "var(--faint)", strokeWidth: 1 }),
        Plot.ruleX(scored.filter((r) => r.low !== null), { x: "x", y1: "low", y2: "high", stroke: { value: colour, scale: null }, strokeWidth: wide < 8 ? 2 : 4, strokeOpacity: .45, strokeLinecap: "round" }),
        Plot.dot(scored, { x: "x", y: "mean", r: wide < 8 ? 2.6 : 4.2, fill: { value: colour, scale: null }, stroke: "var(--paper)", strokeWidth: wide < 8 ? .6 : 1.2 }),
        Plot.text(["cooperation"], { frameAnchor: "top-left", dy: 5, ...edge }),
        Plot.text(["conflict"], { frameAnchor: "bottom-left", dy: -5, ...edge }),
        wide >= 11 ? Plot.text(seen, { x: "x", y: -10, dy: 14, text: "n", fill: "var(--soft)" }) : null,
        wide >= 11 ? Plot.text(["n ="], { frameAnchor: "bottom-left", dx: -marginLeft + 4, dy: 18, textAnchor: "start", fontStyle: "italic", fill: "var(--soft)" }) : null,
        Plot.tip(scored, Plot.pointerX({ x: "x", y: "mean", title: (r) => told(r, data.by), fill: "var(--paper)", stroke: "var(--rule)" })),
      ],
    });
    const inset = wide < 8 ? 0 : Math.max(wide * .16, (wide - 44) / 2);
    const below = Plot.plot({
      style, width, height: 104, marginLeft, marginRight, marginTop: 12, marginBottom: 38, x,
      y: { domain: [0, top], label: null, ticks: top > 1 ? [0, top] : [0, 1], tickSize: 0, tickFormat: "d" },
      ariaLabel: `Events and reports by ${data.by}, ${name}`,
      marks: [
        Plot.rectY(seen, { x1: "x1", x2: "x", y: "n", insetLeft: inset, fill: "var(--soft)" }),
        Plot.rectY(seen, { x1: "x", x2: "x2", y: "reports", insetLeft: 1, insetRight: inset, fill: "none", stroke: "var(--soft)", strokeWidth: .9 }),
        Plot.ruleY([0], { stroke: "var(--soft)" }),
        Plot.axisX(ticks, { x: "mid", text: (t) => tickLabel(data.by)(at(t.start)), tickSize: 0, lineHeight: 1.15 }),
        Plot.tip(seen, Plot.pointerX({ x: "x", y: "reports", title: (r) => told(r, data.by), fill: "var(--paper)", stroke: "var(--rule)" })),
      ],
    });
    node.replaceChildren(above, below);
  }

  // draws every curve; `events` null: the record's own figures, else figures of the events given
  window.drawCurves = (data, events) => {
    const all = [...data.series.ab, ...data.series.ba];
    if (!all.length) return;
    const by = new Map(all.map((p) => [p.period, p]));
    const ordered = d3.sort(by.values(), (p) => p.start);
    const domain = [at(ordered[0].start), new Date(+at(ordered.at(-1).end) + DAY)];
    const axis = periods(ordered[0].start, ordered.at(-1).start, data.by);
    const label = { ab: `${data.names.a} → ${data.names.b}`, ba: `${data.names.b} → ${data.names.a}` };
    const top = d3.max(all, (p) => Math.max(p.reports, p.n)) || 1;
    for (const node of document.querySelectorAll(".plot")) {
      const way = node.dataset.way, base = data.series[way];
      const rows = events === null ? base : refigure(base, events.filter((e) => e.ways.includes(way)));
      draw(node, rows, { ...data, axis, label }, domain, top);
    }
  };

  function periods(first, last, by) {
    const found = [];
    for (let d = at(first); d <= at(last);) {
      const next = by === "week" ? new Date(+d + 7 * DAY)
        : new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[by], 1));
      found.push({ start: d.toISOString().slice(0, 10), mid: new Date((+d + +next) / 2) });
      d = next;
    }
    return found;
  }
})();
