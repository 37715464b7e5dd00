/** Tables of the first rows of a file, with what is wrong marked where it stands. */

import { el, number } from "./dom.js";
import { Columns } from "./layout.js";

const LONG_CELL = 300;

/**
 * A table of rows.
 *
 * @param label what it is called
 * @param records rows of an answer
 * @param mapping the columns of their source
 */
export function rowTable({ label, records, mapping }) {
  const columns = new Columns(mapping);
  const rows = records.map((record) => columns.rowOf(record));
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": label },
    el(
      "table",
      { class: "rows" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Row"), columns.shown.map(columnHead))),
      el("tbody", {}, rows.map((row) => tableRow(columns.shown, row))),
    ),
  );
}

/** The name of a column, and its label where the file has another one for it. */
export function columnName({ key, label }) {
  const other = label === null || label === key ? null : el("span", { class: "label" }, el("bdi", {}, label));
  return [el("bdi", {}, key), other];
}

function columnHead(column) {
  return el("th", { scope: "col" }, columnName(column));
}

function tableRow(columns, { record, cells, errors, whole }) {
  const failed = record.status === "failed";
  return el(
    "tr",
    { class: failed ? "failed" : null },
    el(
      "th",
      { scope: "row" },
      number(record.row_number),
      failed ? el("span", { class: "unseen" }, " refused") : null,
      messages(whole),
    ),
    columns.map(({ key }) => tableCell(cells.get(key)?.cell, errors.get(key) ?? [])),
  );
}

function messages(errors) {
  return errors.map((error) => el("span", { class: "message" }, error.message));
}

function tableCell(cell, errors) {
  return el("td", { class: errors.length > 0 ? "wrong" : cell?.isNumber ? "number" : null }, shown(cell), messages(errors));
}

function shown(cell) {
  if (cell === undefined) {
    return el("span", { class: "nothing", title: "not in this row" }, "–");
  }
  if (cell.isEmpty) {
    return el("span", { class: "nothing" }, "empty");
  }
  const { text } = cell;
  if (text.length <= LONG_CELL) {
    return el("bdi", { class: "value" }, text);
  }
  return el(
    "details",
    { class: "long" },
    el("summary", {}, el("bdi", {}, `${text.slice(0, 80)}…`), el("span", { class: "muted" }, ` ${number(text.length)} characters`)),
    el("bdi", { class: "value" }, text.slice(0, 20_000)),
  );
}
