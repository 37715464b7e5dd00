/** What the latest imports have in common, and which of them deserve a look. */

import { goodAndBad, ranking } from "./charts.js";
import { count, duration, el, number, percent } from "./dom.js";

/** So many imports are looked at. */
export const LATEST = 100;
const NAMED = 5;

/** The latest imports, schema by schema, those with most imports first. */
export function bySchema(imports) {
  const schemas = [...Map.groupBy(imports, (each) => each.schema)].sort(([, a], [, b]) => b.length - a.length);
  const head = (name, kind) => el("th", { scope: "col", class: kind }, name);
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": "Schemas with their imports" },
    el(
      "table",
      { class: "plain" },
      el(
        "thead",
        {},
        el("tr", {}, head("Schema"), head("Imports", "number"), head("Not usable", "number"), head("Rows", "number"), head("Refused", "number"), head("Result"), head("Changed since", "number"), head("Took, middle one", "number")),
      ),
      el("tbody", {}, schemas.map(([schema, of]) => schemaRow(schema, of))),
    ),
  );
}

function schemaRow(schema, imports) {
  // Of a file that could not be used no row is kept.
  const kept = imports.filter((each) => each.status === "completed");
  const rows = sum(kept, "total_records");
  const refused = sum(kept, "failed_records");
  const cell = (content) => el("td", { class: "number" }, content);
  const times = imports.map(took).filter((time) => time !== null).sort((a, b) => a - b);
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("bdi", {}, schema)),
    cell(number(imports.length)),
    cell(number(imports.filter((each) => each.status === "failed").length)),
    cell(number(rows)),
    cell(percent(refused, rows)),
    el("td", { class: "share" }, goodAndBad(rows - refused, refused)),
    cell(number(imports.filter((each) => each.last_change > 0).length)),
    cell(times.length === 0 ? "–" : duration(times[Math.floor(times.length / 2)])),
  );
}

/** The imports with most refused rows, and those that took longest; each leads to its rows. */
export function worthALook(imports) {
  const most = (value, text, kind) => {
    const found = imports.filter((each) => value(each) > 0).sort((a, b) => value(b) - value(a));
    const entries = found.slice(0, NAMED).map((each) => ({
      name: el("a", { href: `#/imports/${each.id}`, class: "filename" }, each.filename),
      value: value(each),
      text: text(each),
    }));
    return ranking(entries, kind, "panel");
  };
  const refused = most((each) => each.failed_records, (each) => `${number(each.failed_records)} of ${count(each.total_records, "row")}`, "bar-bad");
  return el(
    "div",
    { class: "cards" },
    el("section", {}, el("h3", {}, "Most rows refused"), refused.childElementCount > 0 ? refused : el("p", { class: "muted" }, "None has refused rows.")),
    el("section", {}, el("h3", {}, "Took longest"), most((each) => took(each) ?? 0, (each) => `${duration(took(each))}, ${count(each.total_records, "row")}`, "bar-accent")),
  );
}

function sum(imports, name) {
  return imports.reduce((all, each) => all + each[name], 0);
}

function took({ started_at: start, completed_at: end }) {
  return start && end ? Math.max(1, new Date(end) - new Date(start)) : null;
}
