/** The files that were chosen together, side by side. */

import { bytes, count, el, number, percent } from "./dom.js";
import { isReady } from "./staging.js";

/**
 * A table of files with what an import of each would do.
 *
 * @param loadAll imports those that can be imported
 * @param discardAll leaves all of them
 */
export function fileTable(files, { loadAll, discardAll }) {
  const ready = files.filter(isReady);
  const busy = files.some((entry) => isBusy(entry));
  const stored = files.filter((entry) => entry.outcome !== null).length;
  const rows = ready.reduce((sum, entry) => sum + entry.report.total_records, 0);
  const head = (name, kind) => el("th", { scope: "col", class: kind }, name);
  return [
    el(
      "div",
      { class: "verdict-head" },
      el("div", {}, el("h1", {}, count(files.length, "file")), el("p", { class: "muted", role: "status" }, summary(files, ready, stored, busy))),
      el(
        "div",
        { class: "actions" },
        ready.length > 0
          ? el(
              "button",
              { class: "primary", disabled: busy, "data-control": "load-all", on: { click: loadAll } },
              ready.length === files.length ? `Import all, ${count(rows, "row")}` : `Import ${count(ready.length, "file")}, ${count(rows, "row")}`,
            )
          : null,
        stored === files.length
          ? el("a", { class: "button primary", href: "#/" }, "All imports")
          : el("button", { "data-control": "discard-all", on: { click: discardAll } }, "Discard all"),
      ),
    ),
    el(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "Chosen files" },
      el(
        "table",
        { class: "plain chosen" },
        el(
          "thead",
          {},
          el("tr", {}, head("File"), head("Schema"), head("Rows", "number"), head("Refused", "number"), head("State"), head(el("span", { class: "unseen" }, "What to do"))),
        ),
        el("tbody", {}, files.map(fileRow)),
      ),
    ),
  ];
}

function isBusy(entry) {
  return entry.loading || (entry.report === null && entry.problem === null && entry.outcome === null);
}

function summary(files, ready, stored, busy) {
  if (files.some((entry) => entry.loading)) {
    return "The files are being imported.";
  }
  if (busy) {
    return "Every row is being checked. Nothing is stored yet.";
  }
  if (stored === files.length) {
    return "All are imported.";
  }
  const waiting = files.length - stored - ready.length;
  return [
    stored > 0 ? `${number(stored)} imported.` : null,
    ready.length > 0 ? `${number(ready.length)} can be imported.` : null,
    waiting > 0 ? `${number(waiting)} ${waiting === 1 ? "needs" : "need"} a look first.` : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function fileRow(entry, index) {
  const { report } = entry;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("span", { class: "filename" }, entry.name), el("span", { class: "muted" }, ` ${bytes(entry.size)}`)),
    el("td", {}, entry.options.schema ?? "", report?.target ? el("span", { class: "muted" }, ` into ${report.target.table}`) : null),
    el("td", { class: "number" }, report ? number(report.total_records) : ""),
    el("td", { class: report?.failed_records > 0 ? "number bad-text" : "number" }, report ? number(report.failed_records) : ""),
    el("td", {}, stateOf(entry)),
    el(
      "td",
      { class: "number" },
      entry.outcome === null
        ? el("a", { class: "button small", href: `#/rehearsal?file=${index + 1}`, "aria-label": `Review ${entry.name}`, "data-control": `review-${index}` }, "Review")
        : el("a", { class: "button small", href: entry.outcome.address, "aria-label": `Open ${entry.name}`, "data-control": `review-${index}` }, "Open"),
    ),
  );
}

function stateOf(entry) {
  const { report, problem, outcome } = entry;
  const badge = (kind, text) => el("span", { class: `badge ${kind}` }, text);
  if (outcome !== null) {
    return badge("completed", outcome.duplicate ? "imported before" : "imported");
  }
  if (entry.loading) {
    return badge("processing", "importing…");
  }
  if (problem !== null) {
    return problem.code === "missing-label" ? badge("attention", "columns to match") : badge("failed", "not usable");
  }
  if (report === null) {
    return badge("processing", entry.sent !== undefined && entry.sent < 1 ? `sending, ${percent(entry.sent, 1)}` : "checking…");
  }
  if (report.error !== null) {
    return badge("failed", "not usable");
  }
  if (report.schema === "none") {
    return badge("attention", "not checked");
  }
  return report.failed_records > 0 ? badge("attention", `${number(report.failed_records)} refused`) : badge("completed", "all valid");
}
