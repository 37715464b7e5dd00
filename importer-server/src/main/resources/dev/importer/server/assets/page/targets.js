/** Tables of the application that rows go into: the choice of one, and what an import would change there. */

import { chooser } from "./choosers.js";
import { el, number } from "./dom.js";
import { became } from "./words.js";

const LONGEST_VALUE = 300;

/**
 * The choice of the table that the rows of a file go into; nothing if there is none that takes them.
 *
 * @param targets those of the server, of which only those are offered whose columns the fields can fill
 * @param changed called when another one was chosen
 */
export function targetChooser(entry, targets, changed) {
  const fields = new Set(entry.fields.map((field) => field.name));
  const fitting = targets.filter((target) => Object.values(target.columns).every((field) => fields.has(field)));
  if (fitting.length === 0 && entry.options.target === undefined) {
    return null;
  }
  return chooser({
    name: "target",
    label: "Rows go into",
    detectable: false,
    values: ["", ...fitting.map((target) => target.name)],
    describe: (name) => (name === "" ? "nowhere else" : nameOf(name, targets)),
    chosen: entry.options.target ?? "",
    changed: (name) => {
      entry.options.target = name === "" ? undefined : name;
      changed();
    },
  });
}

/** People know the table; only where two targets lead into the same one, the name tells them apart. */
function nameOf(name, targets) {
  const table = targets.find((target) => target.name === name)?.table;
  if (table === undefined) {
    return name;
  }
  return targets.filter((target) => target.table === table).length > 1 ? `${table} (${name})` : table;
}

/** What an import would do in a table, and the first rows that it would change or add. */
export function differences(found) {
  if (found === null) {
    return null;
  }
  const rows = [...found.rows.filter(isChange), ...found.rows.filter((row) => !isChange(row))];
  return el(
    "section",
    { class: "differences", "aria-labelledby": "differences-title" },
    el("h2", { id: "differences-title" }, "What changes in the table"),
    el("p", {}, became(found), " in ", el("bdi", {}, found.table)),
    rows.length === 0 ? null : differenceTable(rows),
    rows.length < found.inserted + found.updated ? el("p", { class: "muted" }, "These are the first rows of each kind.") : null,
  );
}

function isChange(row) {
  return row.kind === "updated";
}

function differenceTable(rows) {
  const key = new Set(rows.flatMap((row) => row.key.map(({ column }) => column)));
  // Changes come first, so that their columns are in sight.
  const others = new Set(rows.flatMap((row) => row.columns.map(({ column }) => column)));
  const columns = [...key, ...[...others].filter((column) => !key.has(column))];
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table of the first differences" },
    el(
      "table",
      { class: "plain difference" },
      el(
        "thead",
        {},
        el("tr", {}, el("th", { scope: "col", class: "number" }, "Row"), el("th", { scope: "col" }, "What"), columns.map((column) => el("th", { scope: "col" }, el("bdi", {}, column)))),
      ),
      el("tbody", {}, rows.map((row) => differenceRow(row, columns, key))),
    ),
  );
}

function differenceRow(row, columns, key) {
  const values = new Map([...row.key, ...row.columns].map((value) => [value.column, value]));
  const changes = isChange(row);
  return el(
    "tr",
    { class: row.kind },
    el("th", { scope: "row", class: "number" }, number(row.row_number)),
    el("td", { class: "muted what" }, changes ? "changed" : "new"),
    columns.map((column) => {
      const value = values.get(column);
      if (value === undefined) {
        return el("td", { class: "muted" }, el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "unseen" }, "as it was"));
      }
      return el("td", {}, changes && key.has(column) ? shown(value.after) : cell(value, changes));
    }),
  );
}

/** What stands in a cell, and what will; not everybody sees how the two are marked. */
function cell({ before, after }, changes) {
  if (!changes) {
    return el("ins", {}, shown(after));
  }
  return [el("del", {}, el("span", { class: "unseen" }, "was "), shown(before)), " ", el("ins", {}, el("span", { class: "unseen" }, "becomes "), shown(after))];
}

function shown(text) {
  if (text === null || text === "") {
    return el("span", { class: "nothing" }, "empty");
  }
  return el("bdi", { class: "value" }, text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`);
}
