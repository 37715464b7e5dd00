/** All that is said of one file before it is imported. */

import { answerList } from "./answers.js";
import { Problem } from "./api.js";
import { goodAndBad } from "./charts.js";
import { chooser } from "./choosers.js";
import { count, el, number } from "./dom.js";
import { columnsOfProblem, columnsOfReport } from "./mapping.js";
import { reading } from "./settings.js";
import { schemaEditor } from "./schemaeditor.js";
import { GONE } from "./staging.js";
import { rowTable } from "./table.js";
import { differences, targetChooser } from "./targets.js";
import { became, outcome, warning } from "./words.js";

/**
 * The report on a file, or what is wrong with it, and what can be changed.
 *
 * @param known the schemas and the targets of the server, and whether it saves schemas
 * @param groups what would be refused
 * @param recheck checks it again
 * @param undo takes an answer to what would be refused back
 * @param load imports it; given the button that shows so
 * @param discard leaves it
 * @param draft makes a schema from it
 * @param save has the server keep a schema; gives whether it does
 * @param readAnew reads it in another way
 * @param editors those of schemas that were drawn before, by their drafts
 */
export function review(entry, known, groups, { recheck, undo, load, discard, draft, save, redraw, readAnew, editors }) {
  const mapped = (value) => {
    Object.assign(entry.options, value);
    recheck();
  };
  const actions = { recheck, load, discard, draft };
  const editor = entry.draft === null ? null : (editors.get(entry.draft) ?? draftPanel(entry, known.writable ? save : null, recheck, redraw));
  if (editor !== null) {
    editors.set(entry.draft, editor);
  }
  if (entry.report !== null) {
    return [
      reportPanel(entry, known, actions),
      differences(entry.report.target),
      editor,
      columnsOfReport(entry, entry.fields, mapped),
      el("div", { class: "fixing" }, groups.element, answerList(entry.answers, undo)),
      remarks(entry.report),
      firstRows(entry.report),
      reading(entry, readAnew),
    ];
  }
  return [
    unusable(entry, known, actions),
    editor,
    answerList(entry.answers, undo),
    isUnmatched(entry.problem) ? columnsOfProblem(entry, entry.fields, mapped) : null,
    isReadable(entry) ? reading(entry, readAnew) : null,
  ];
}

function draftPanel(entry, save, recheck, redraw) {
  const check = (name, own) => {
    checkAgainst(entry, name, own);
    entry.draft = null;
    return recheck();
  };
  return schemaEditor(entry.draft, {
    use: check,
    save:
      save === null
        ? null
        : async (name, schema) => {
            if (await save(name, schema)) {
              await check(name, undefined);
              document.querySelector("[data-control=schema]")?.focus({ preventScroll: true });
            }
          },
    cancel: () => {
      entry.draft = null;
      redraw();
    },
  });
}

function draftButton(entry, draft) {
  return entry.upload === null || entry.draft !== null
    ? null
    : el("button", { class: "quiet", "data-control": "draft", on: { click: (event) => draft(event.currentTarget) } }, "Make a schema from this file");
}

/** Whether settings can make something of a file that is not usable as it is. */
function isReadable({ problem, upload, format }) {
  return !problem.offline && !isCorrection(problem) && upload !== null && (format !== null || problem.code === "unsupported-format");
}

export function waiting(entry) {
  const sending = entry.sent < 1;
  return el(
    "div",
    { class: "panel waiting" },
    el("p", { role: "status" }, sending ? "Sending the file…" : "Checking every row…"),
    el("progress", { value: sending ? entry.sent : null, max: 1, "aria-label": sending ? "Sent" : "Checked" }),
  );
}

/** What an import would come to, in a sentence or two. */
export function verdict(report) {
  const { target } = report;
  return target === null ? ofRows(report) : `${ofRows(report)} ${became(target)} in ${target.table}.`;
}

function ofRows(report) {
  const { total_records: total, processed_records: valid, failed_records: refused, schema } = report;
  if (total === 0) {
    return "There are no rows in this file.";
  }
  if (schema === "none") {
    return refused > 0 ? `${count(total, "row")}, not checked; ${number(refused)} cannot be read.` : `${count(total, "row")}, not checked.`;
  }
  if (refused > 0) {
    return `${outcome(valid, refused)}.`;
  }
  return total === 1 ? "The one row can be stored." : `All ${count(total, "row")} can be stored.`;
}

/** What was said of columns, tables and values was said of the fields of another schema. */
function checkAgainst(entry, schema, own) {
  Object.assign(entry.options, { schema, own_schema: own, map: undefined, constant: undefined, target: undefined, replace: undefined });
  entry.forgotten = entry.answers.length;
  entry.answers = [];
  entry.fixed.clear();
  entry.schemaChosen = true;
}

function choices(entry, { schemas, targets }, recheck) {
  return el("div", { class: "verdict-choices" }, schemaChooser(entry, schemas, recheck), targetChooser(entry, targets, recheck));
}

function schemaChooser(entry, schemas, recheck) {
  return chooser({
    name: "schema",
    label: "Check against",
    detectable: false,
    values: schemas.map((schema) => schema.name),
    describe: (name) => (name === "none" ? "nothing (keep every value as it is)" : name),
    chosen: entry.options.schema,
    changed: (value) => {
      checkAgainst(entry, value);
      recheck();
    },
  });
}

function reportPanel(entry, known, { recheck, load, discard, draft }) {
  const { report } = entry;
  const checked = report.schema !== "none";
  const button = el(
    "button",
    { class: "primary", "data-control": "load", disabled: report.error !== null, on: { click: () => load(button) } },
    importText(report),
  );
  return el(
    "section",
    { class: checked ? "panel verdict" : "panel verdict unchecked", "aria-label": "Result" },
    el(
      "div",
      { class: "verdict-head" },
      el(
        "div",
        { class: "verdict-lead" },
        el("p", { class: "lead" }, ofRows(report)),
        checked && report.total_records > 0 ? goodAndBad(report.processed_records, report.failed_records) : null,
      ),
      choices(entry, known, recheck),
    ),
    notes(entry).map((text) => el("p", { class: "muted" }, text)),
    report.error ? el("p", { class: "bad-text" }, report.error.message, entry.answers.length > 0 ? " Undo that answer below." : null) : null,
    el("div", { class: "actions" }, button, el("button", { "data-control": "discard", on: { click: discard } }, "Discard"), draftButton(entry, draft)),
  );
}

/** What the button does. */
function importText({ total_records: total, processed_records: valid, failed_records: refused }) {
  if (total === 0) {
    return "Import";
  }
  if (refused === 0) {
    return `Import ${count(total, "row")}`;
  }
  return valid === 0 ? `Keep ${count(total, "row")} aside` : `Import ${count(valid, "row")}, keep ${number(refused)} aside`;
}

function notes({ report, schemaFound, schemaChosen, forgotten }) {
  return [
    [
      forgotten > 0 ? `${count(forgotten, "answer")} to values of the other schema ${forgotten === 1 ? "is" : "are"} forgotten.` : null,
      schemaFound && !schemaChosen ? `The columns fit ${report.schema} best.` : null,
      report.schema === "none" ? "Every value is kept as it is, whatever it holds. Check against a schema to find faults." : null,
      report.failed_records > 0 ? "Refused rows are kept aside with their reasons. You can correct them below, or row by row after the import." : null,
    ]
      .filter((text) => text !== null)
      .join(" "),
  ].filter((text) => text !== "");
}

function unusable(entry, known, { recheck, discard, draft }) {
  const { problem } = entry;
  const offline = problem instanceof Problem && problem.offline;
  const gone = problem.code === GONE;
  return el(
    "section",
    { class: isUnmatched(problem) ? "panel verdict unchecked" : "panel trouble", "aria-label": "Result" },
    el(
      "div",
      { class: "verdict-head" },
      el("h2", { class: "lead" }, headingOf(problem)),
      offline || gone || isCorrection(problem) ? null : choices(entry, known, recheck),
    ),
    isUnmatched(problem) ? unmatched(entry) : el("p", {}, problem.message),
    el(
      "div",
      { class: "actions" },
      problem.importId ? el("a", { class: "button primary", href: `#/imports/${problem.importId}` }, `Open import ${problem.importId}`) : null,
      (gone && entry.file === null) || isUnmatched(problem) || isCorrection(problem)
        ? null
        : el("button", { class: offline ? "primary" : null, "data-control": "again", on: { click: recheck } }, "Try again"),
      el("button", { "data-control": "discard", on: { click: discard } }, "Discard"),
      isUnmatched(problem) ? draftButton(entry, draft) : null,
    ),
  );
}

/** Whether the file is refused for nothing but the names of its columns. */
function isUnmatched(problem) {
  return problem.code === "missing-label" && problem.details.labels?.length > 0;
}

/** Whether the file belongs to an import, which takes it back. */
function isCorrection(problem) {
  return problem.code === "is-correction";
}

function unmatched({ problem, options }) {
  const missing = problem.details.missing.map((name, index) => [index > 0 ? ", " : "", el("strong", {}, name)]);
  return [
    el("p", {}, `No column of this file is called after these fields of ${options.schema}: `, missing, "."),
    el("p", { class: "muted" }, "Say below which columns they are. If it is another kind of file, check it against another schema."),
    el("details", {}, el("summary", {}, "More about it"), el("p", {}, problem.message)),
  ];
}

function headingOf(problem) {
  if (problem.offline) {
    return "No answer";
  }
  if (isUnmatched(problem)) {
    return "The columns have other names than expected";
  }
  if (isCorrection(problem)) {
    return `These are refused rows of import ${problem.importId}`;
  }
  return problem.code === GONE ? "The server does not have this file any more" : "This file cannot be imported with these settings";
}

/** What was noticed and refuses nothing. */
function remarks({ warnings }) {
  const found = Object.entries(warnings);
  return found.length === 0
    ? null
    : el(
        "section",
        { "aria-labelledby": "remarks-title" },
        el("h2", { id: "remarks-title" }, "Noticed"),
        el("ul", { class: "notes" }, found.map(([code, times]) => el("li", {}, warning(code, times)))),
      );
}

function firstRows(report) {
  if (report.records.length === 0) {
    return null;
  }
  return el(
    "section",
    { "aria-labelledby": "rows-title" },
    el(
      "h2",
      { id: "rows-title" },
      report.records.length === 1 ? "The first row, as it would be stored" : `The first ${count(report.records.length, "row")}, as they would be stored`,
    ),
    rowTable({ label: "Table of the first rows", records: report.records, mapping: report.columns }),
  );
}
