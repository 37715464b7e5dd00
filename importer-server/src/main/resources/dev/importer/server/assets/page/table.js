/** Tables of rows, with what is wrong marked where it stands. */

import { Cell } from "./cells.js";
import { el, freshId, number } from "./dom.js";
import { layOut, rowNumberName } from "./layout.js";

const LONG_CELL = 300;

/**
 * A table of rows.
 *
 * @param label what it is called
 * @param records rows of an answer
 * @param mapping the columns of their source
 * @param csv whether the source has a cell for each column in every row
 * @param corrected called with the JSON of a row that was corrected; rows cannot be corrected without
 */
export function rowTable({ label, records, mapping, csv = false, corrected = null }) {
  const { columns, rows } = layOut(records, mapping);
  const correction = corrected === null ? null : { csv, corrected, numberName: rowNumberName(mapping) };
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": label },
    el(
      "table",
      { class: "rows" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Row"), columns.map(columnHead))),
      el("tbody", {}, rows.map((row) => tableRow(columns, row, correction))),
    ),
  );
}

/** The name of a column, and its label where the file has another one for it. */
function columnHead({ key, label }) {
  const other = label === null || label === key ? null : el("span", { class: "label" }, el("bdi", {}, label));
  return el("th", { scope: "col" }, el("bdi", {}, key), other);
}

function tableRow(columns, row, correction) {
  const { record, cells, errors } = row;
  const failed = record.status === "failed";
  const shownRow = el(
    "tr",
    { class: failed ? "failed" : null },
    el(
      "th",
      { scope: "row" },
      number(record.row_number),
      failed ? el("span", { class: "unseen" }, " refused") : null,
      messages(row.whole),
      failed && correction
        ? el("button", { class: "small", "data-row": record.row_number, on: { click: () => edit() } }, "Correct")
        : null,
    ),
    columns.map(({ key }) => tableCell(cells.get(key)?.cell, errors.get(key) ?? [])),
  );
  const edit = () => {
    const form = correctionForm(columns, row, correction, () => {
      form.replaceWith(shownRow);
      shownRow.querySelector("button").focus();
    });
    shownRow.replaceWith(form);
    (form.querySelector(".wrong input") ?? form.querySelector("input")).focus();
  };
  return shownRow;
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

/** The row as inputs, in its place. */
function correctionForm(columns, row, { csv, corrected, numberName }, cancelled) {
  const { record } = row;
  const formId = freshId("correction");
  const inputs = columns.map((column) => correctionInput(column, row, formId));
  const save = (event) => {
    event.preventDefault();
    form.querySelector("button").disabled = true;
    const changes = inputs.map((each) => each.change(csv)).filter((change) => change !== null);
    const members = [[numberName, String(record.row_number)], ...changes];
    corrected(
      record.row_number,
      `[{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}]`,
    );
  };
  const form = el(
    "form",
    { id: formId, on: { submit: save } },
    el("button", { class: "primary small" }, "Save"),
    el("button", { type: "button", class: "small", on: { click: cancelled } }, "Cancel"),
  );
  return el(
    "tr",
    { class: "failed editing" },
    el("th", { scope: "row" }, number(record.row_number), messages(row.whole), form),
    inputs.map((each) => el("td", { class: each.message ? "wrong" : null }, each.input, each.message)),
  );
}

/** An input for a cell; `change` gives its name and its JSON if it is not what it was, and null otherwise. */
function correctionInput({ key, ofSource }, { cells, errors }, formId) {
  const { label, cell } = cells.get(key) ?? { label: key, cell: undefined };
  const faults = errors.get(key) ?? [];
  const text = cell?.text ?? "";
  const id = freshId("cell");
  const messageId = `${id}-message`;
  const input = el("input", {
    id,
    form: formId,
    value: text,
    autocomplete: "off",
    "aria-label": key,
    "aria-invalid": faults.length > 0 ? "true" : null,
    "aria-describedby": faults.length > 0 ? messageId : null,
  });
  // Where a value of this kind is refused, a text may be what is meant.
  const refusedKind = cell === undefined || faults.some((error) => error.code === "type-error");
  return {
    input,
    message:
      faults.length === 0
        ? null
        : el("span", { class: "message", id: messageId }, faults.map((error) => error.message).join("; ")),
    change(csv) {
      // Whoever saves a row of CSV that ends early means its missing cells to be empty.
      const added = cell === undefined && csv && ofSource;
      if (input.value === text && !added) {
        return null;
      }
      return [label, (refusedKind ? Cell.ofText(input.value) : cell.withText(input.value)).json];
    },
  };
}
