/** How a file is read; each setting can be changed, which checks anew. */

import { chooser, tick, typed } from "./choosers.js";
import { el, freshId, number } from "./dom.js";
import { fold } from "./fold.js";
import { delimiter } from "./words.js";

const FORMATS = ["csv", "json", "ndjson", "xlsx", "ods"];
const WORKBOOKS = ["xlsx", "ods", "xls"];
const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "utf-16le", "utf-16be", "shift_jis", "gb18030"];
const DELIMITERS = [",", ";", "\t", "|"];
const TRUTHS = ["true", "false"];
const CELLS_SHOWN = 8;

/** Rows of another width than the header are stored all the same, with a warning. */
const ANY_WIDTH = "extra-cell:warning,missing-cell:warning";

/** Settings that few files need. */
const RARE = ["skip_rows", "header_rows", "comment", "skip_initial_space", "property", "escape"];

const LINES = ["Lines to skip at the top", "Lines with names of columns"];
const ROWS = ["Rows to skip at the top", "Rows with names of columns"];

/**
 * @param entry the file, with its report if there is one
 * @param changed called when a setting was changed
 */
export function reading(entry, changed) {
  const { report, options, preview } = entry;
  const format = report?.format ?? options.format ?? entry.format;
  const dialect = report?.dialect ?? preview?.dialect ?? {};
  const change = (name, value) => {
    options[name] = value;
    changed();
  };
  const choice = (name, label, values, describe, found = dialect[name]) =>
    chooser({ name, label, found, values, describe, chosen: options[name], changed: (value) => change(name, value) });
  const input = (name, label, attributes) =>
    typed({ name, label, found: dialect[name], chosen: options[name], changed: (value) => change(name, value), ...attributes });
  const yes = (name, label, describe) =>
    choice(name, label, TRUTHS, describe, dialect[name] === undefined ? undefined : String(dialect[name]));
  const mark = (name, label, value) =>
    tick({ name, label, chosen: options[name] !== undefined, changed: (on) => change(name, on ? value : undefined) });
  const csv = format === "csv";
  const workbook = WORKBOOKS.includes(format);
  const [skip, header] = workbook ? ROWS : LINES;
  const sheets = report?.detection?.sheets ?? entry.sheets ?? [];
  const evidence = [...(report?.detection?.encoding?.evidence ?? []), ...(report?.detection?.dialect?.evidence ?? [])];
  return el(
    "section",
    { class: "reading", "aria-labelledby": "reading-title" },
    el(
      "div",
      { class: "section-head" },
      el("h2", { id: "reading-title" }, "How the file is read"),
      el("p", { class: "muted" }, "Detected from the file. Change what is wrong."),
    ),
    headerRows(entry, dialect, workbook, (settings) => {
      Object.assign(options, settings);
      changed();
    }),
    el(
      "div",
      { class: "settings" },
      entry.format === null || options.format !== undefined
        ? choice("format", "Format", FORMATS, (value) => value.toUpperCase(), report?.format)
        : null,
      workbook
        ? choice("sheet", "Sheet", sheets, (value) => value)
        : choice("encoding", "Encoding", ENCODINGS, (value) => value),
      csv ? choice("delimiter", "Between cells", DELIMITERS, delimiter) : null,
      csv ? choice("quote", "Quotes", ['"', "'", ""], none) : null,
      csv || workbook ? yes("header", workbook ? "First row" : "First line", (value) => (value === "true" ? "names of the columns" : "already data")) : null,
      format === "json" ? input("property", "Member that holds the records", { type: "text" }) : null,
    ),
    el(
      "div",
      { class: "ticks", role: "group", "aria-label": "Cells" },
      mark("trim", "Ignore white space around values", "cells"),
      csv ? mark("unwrap", 'Read ="01234" and \'01234 of spreadsheets as 01234', true) : null,
      csv ? mark("repair", "Repair quotes that do not add up", true) : null,
      workbook ? mark("shown", "Read numbers in columns of text as they are shown, 01067 for 1067", true) : null,
      csv || workbook ? mark("severity", "Keep rows with too many or too few cells, with a warning", ANY_WIDTH) : null,
    ),
    csv || workbook
      ? fold(
          entry,
          "more",
          "More settings",
          RARE.some((name) => options[name] !== undefined),
          el(
            "div",
            { class: "settings" },
            input("skip_rows", skip, { type: "number", min: 0, step: 1 }),
            input("header_rows", header, { type: "number", min: 1, max: 10, step: 1 }),
            csv ? choice("escape", "Quotes inside of quotes", ['"', "\\", ""], escapes) : null,
            csv ? choice("comment", "Comment lines begin with", ["#", ";", "%", ""], none) : null,
            csv
              ? yes("skip_initial_space", "Blank after a delimiter", (value) => (value === "true" ? "no part of the value" : "part of the value"))
              : null,
          ),
        )
      : null,
    evidence.length === 0
      ? null
      : fold(entry, "evidence", "Why it is read this way", false, el("ul", {}, evidence.map((text) => el("li", {}, text)))),
  );
}

/** The first lines of a table, of which one can be chosen as that with the names of the columns. */
function headerRows(entry, dialect, workbook, changed) {
  const { lines = [] } = entry.preview ?? {};
  if (lines.length === 0) {
    return null;
  }
  const named = dialect.header !== false;
  const chosen = named ? lines.find(({ line }) => line > (dialect.skip_rows ?? 0))?.line : undefined;
  const noun = workbook ? "row" : "line";
  const group = freshId("header");
  const radio = (label, checked, settings) =>
    el("input", { type: "radio", name: group, checked, "aria-label": label, "data-control": `header-${label}`, on: { change: () => changed(settings) } });
  const width = Math.min(CELLS_SHOWN, Math.max(...lines.map(({ cells }) => cells.length)));
  const summary = chosen === undefined ? `The names of the columns stand in no ${noun}` : `The names of the columns stand in ${noun} ${number(chosen)}`;
  return fold(
    entry,
    "header",
    summary,
    isAmiss(entry.problem),
    el("p", { class: "muted" }, `Click the ${noun} that holds the names of the columns.`),
    el(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "The beginning of the file" },
      el(
        "table",
        { class: "plain lines" },
        el(
          "tbody",
          {},
          lines.slice(0, 10).map(({ line, cells }) => {
            const button = radio(`${workbook ? "Row" : "Line"} ${line} holds the names`, line === chosen, { skip_rows: line - 1, header: true });
            return el(
              "tr",
              {
                class: line === chosen ? "names" : chosen !== undefined && line < chosen ? "skipped" : null,
                on: { click: () => !button.checked && button.click() },
              },
              el("th", { scope: "row" }, button, number(line)),
              Array.from({ length: width }, (_, index) => el("td", {}, el("bdi", {}, cells[index] ?? ""))),
              cells.length > width ? el("td", { class: "muted" }, `+ ${number(cells.length - width)}`) : null,
            );
          }),
        ),
      ),
    ),
    el("label", { class: "tick" }, radio("The columns have no names", !named, { header: false, skip_rows: undefined }), "The columns have no names"),
  );
}

/** Whether fields are missing that no column seems to be: perhaps the names stand elsewhere. */
function isAmiss(problem) {
  const { missing = [], proposals = [] } = problem?.details ?? {};
  return missing.length > proposals.length;
}

function none(value) {
  return value === "" ? "none" : value;
}

function escapes(value) {
  return { '"': 'doubled ""', "\\": 'backslash \\"' }[value] ?? "none";
}
