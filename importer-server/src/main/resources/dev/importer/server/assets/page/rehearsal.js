/** What an import of the chosen files would do, before anything is stored. */

import { getJson, Problem, sendFile } from "./api.js";
import { answerWithRows } from "./cells.js";
import { goodAndBad } from "./charts.js";
import { announce, bytes, count, el, freshId, number, replace } from "./dom.js";
import { rowTable } from "./table.js";
import { delimiter, fault, outcome, reason, warning } from "./words.js";

/** The files at hand; the browser gives them to this page only, and only until it is left. */
let files = [];

/** Begins with files that were chosen or dropped. */
export function begin(chosen) {
  files = chosen.map((file) => ({ file, options: {}, report: null, problem: null, outcome: null }));
  const here = "#/rehearsal";
  if (location.hash === here) {
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = here;
  }
}

export async function rehearsalView({ page, signal }) {
  if (files.length === 0) {
    // After a reload: the browser has forgotten the files.
    location.replace("#/");
    return;
  }
  const { schemas } = await getJson("/api/schemas", signal);
  const standard = schemas.find((schema) => schema.default).name;
  for (const entry of files) {
    entry.options.schema ??= standard;
  }
  const body = el("div", {});
  let current = files[0];
  const tabs = files.length > 1 ? fileList() : null;

  function fileList() {
    return el("ul", { class: "files", "aria-label": "Files" });
  }

  const drawFiles = () => {
    if (tabs === null) {
      return;
    }
    replace(
      tabs,
      files.map((entry) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              class: "file",
              "aria-current": entry === current ? "true" : null,
              on: { click: () => open(entry) },
            },
            entry.file.name,
            el("span", { class: "muted" }, stateOf(entry)),
          ),
        ),
      ),
    );
  };
  const open = async (entry) => {
    current = entry;
    drawFiles();
    draw(entry);
    if (entry.report === null && entry.problem === null && entry.outcome === null) {
      await rehearse(entry);
    }
  };
  const rehearse = async (entry) => {
    entry.report = null;
    entry.problem = null;
    entry.sent = 0;
    entry.attempt = (entry.attempt ?? 0) + 1;
    const { attempt } = entry;
    const told = (share) => {
      entry.sent = share;
      if (entry === current) {
        body.querySelector("progress")?.setAttribute("value", share);
      }
    };
    const late = setTimeout(() => entry === current && draw(entry), 150);
    try {
      const report = await sendFile("/api/check", entry.file, optionsOf(entry), {
        told,
        signal,
        read: answerWithRows,
      });
      if (attempt === entry.attempt) {
        entry.report = report;
      }
    } catch (failure) {
      if (failure.name === "AbortError") {
        return;
      }
      if (attempt === entry.attempt) {
        entry.problem = failure;
      }
    } finally {
      clearTimeout(late);
    }
    if (attempt === entry.attempt && entry === current) {
      draw(entry);
      announce(entry.report ? verdict(entry.report) : entry.problem.message);
    }
    drawFiles();
  };
  const store = async (entry, button) => {
    button.disabled = true;
    replace(button, "Sending…");
    try {
      const answer = await sendFile("/api/upload", entry.file, optionsOf(entry), { signal });
      entry.outcome = answer;
      leaveOrGoOn(entry, `#/imports/${answer.import_id}${answer.duplicate ? "?again" : ""}`);
    } catch (failure) {
      if (failure.name === "AbortError") {
        return;
      }
      if (failure.importId !== null && failure.importId !== undefined) {
        leaveOrGoOn(entry, `#/imports/${failure.importId}`);
        return;
      }
      entry.problem = failure;
      draw(entry);
    }
  };
  const leaveOrGoOn = (entry, address) => {
    if (files.length === 1) {
      files = [];
      location.hash = address;
      return;
    }
    entry.outcome ??= { import_id: null };
    entry.address = address;
    const next = files.find((each) => each.outcome === null);
    open(next ?? entry);
  };
  const discard = (entry) => {
    files = files.filter((each) => each !== entry);
    announce(`${entry.file.name} was discarded; nothing of it was stored`);
    if (files.length === 0) {
      location.hash = "#/";
    } else {
      open(files[0]);
    }
  };

  function draw(entry) {
    const heading = el("h1", { class: "filename" }, entry.file.name);
    const size = el("p", { class: "muted" }, `${bytes(entry.file.size)} · not stored yet`);
    if (entry.outcome !== null) {
      replace(
        body,
        heading,
        el(
          "div",
          { class: "panel" },
          el("p", {}, entry.outcome.duplicate ? "This file had been imported before." : "This file is being imported."),
          el(
            "div",
            { class: "actions" },
            el("a", { class: "button primary", href: entry.address }, "Open the import"),
            el("a", { class: "button", href: "#/" }, "All imports"),
          ),
        ),
      );
    } else if (entry.report !== null) {
      replace(
        body,
        heading,
        size,
        reportPanel(entry, schemas, { rehearse, store, discard }),
        problems(entry.report),
        firstRows(entry.report),
        columns(entry.report),
        reading(entry, rehearse),
      );
    } else if (entry.problem !== null) {
      replace(
        body,
        heading,
        size,
        unusable(entry, schemas, { rehearse, discard }),
        entry.problem.offline ? null : reading(entry, rehearse),
      );
    } else {
      replace(
        body,
        heading,
        size,
        el(
          "div",
          { class: "panel waiting" },
          el("p", { role: "status" }, "Checking every row…"),
          el("progress", { value: entry.sent ?? 0, max: 1, "aria-label": "Upload progress" }),
        ),
      );
    }
  }

  replace(page, el("p", { class: "crumbs" }, el("a", { href: "#/" }, "All imports")), tabs, body);
  drawFiles();
  const opened = open(current);
  // Small files are ready at once; for others the page shows that it is at work.
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 200))]);
}

function stateOf(entry) {
  if (entry.outcome !== null) {
    return "imported";
  }
  if (entry.problem !== null) {
    return "not usable";
  }
  return entry.report === null ? bytes(entry.file.size) : verdict(entry.report);
}

/** The options that differ from what is found out. */
function optionsOf(entry) {
  return Object.fromEntries(Object.entries(entry.options).filter(([, value]) => value !== undefined));
}

function verdict(report) {
  if (report.total_records === 0) {
    return "There are no rows in this file.";
  }
  if (report.failed_records === 0) {
    return report.total_records === 1
      ? "The one row can be stored."
      : `All ${count(report.total_records, "row")} can be stored.`;
  }
  return `${outcome(report.processed_records, report.failed_records)}.`;
}

function schemaChooser(entry, schemas, rehearse) {
  return chooser({
    label: "Check against",
    detectable: false,
    values: schemas.map((schema) => schema.name),
    describe: (name) => (name === "none" ? "nothing (keep every value as it is)" : name),
    chosen: entry.options.schema,
    changed: (value) => {
      entry.options.schema = value;
      rehearse(entry);
    },
  });
}

function reportPanel(entry, schemas, { rehearse, store, discard }) {
  const { report } = entry;
  const button = el(
    "button",
    { class: "primary", on: { click: () => store(entry, button) } },
    report.total_records > 0 ? `Import ${count(report.total_records, "row")}` : "Import",
  );
  return el(
    "section",
    { class: "panel verdict", "aria-label": "Result" },
    el(
      "div",
      { class: "verdict-head" },
      el("p", { class: "lead" }, verdict(report)),
      schemaChooser(entry, schemas, rehearse),
    ),
    goodAndBad(report.processed_records, report.failed_records),
    report.failed_records > 0
      ? el("p", { class: "muted" }, "Refused rows are stored with their reasons. You can correct them after the import.")
      : null,
    report.error ? el("p", { class: "bad-text" }, report.error.message) : null,
    el(
      "div",
      { class: "actions" },
      button,
      el("button", { on: { click: () => discard(entry) } }, "Discard"),
    ),
  );
}

function unusable(entry, schemas, { rehearse, discard }) {
  const { problem } = entry;
  const offline = problem instanceof Problem && problem.offline;
  return el(
    "section",
    { class: "panel trouble", "aria-label": "Result" },
    el("h2", {}, offline ? "No answer" : "This file cannot be imported with these settings"),
    el("p", {}, problem.message),
    problem.code === "missing-label"
      ? el("p", {}, "If it is another kind of file, check it against another schema, or against nothing.")
      : null,
    offline ? null : schemaChooser(entry, schemas, rehearse),
    el(
      "div",
      { class: "actions" },
      el("button", { class: offline ? "primary" : null, on: { click: () => rehearse(entry) } }, "Try again"),
      el("button", { on: { click: () => discard(entry) } }, "Discard"),
    ),
  );
}

function problems(report) {
  const notes = Object.entries(report.warnings);
  if (report.groups.length === 0 && notes.length === 0) {
    return null;
  }
  return el(
    "section",
    { "aria-labelledby": "problems-title" },
    el("h2", { id: "problems-title" }, report.groups.length > 0 ? "What would be refused, and why" : "Warnings"),
    report.groups.length === 0 ? null : el("ul", { class: "groups" }, report.groups.map(groupItem)),
    notes.length === 0
      ? null
      : el("ul", { class: "notes" }, notes.map(([code, times]) => el("li", {}, warning(code, times)))),
  );
}

function groupItem(group) {
  const example = group.examples[0];
  return el(
    "li",
    { class: "group" },
    el("span", { class: "group-count" }, number(group.count)),
    el(
      "span",
      {},
      group.field === null ? null : el("strong", {}, group.field, " "),
      fault(group.code, group.rule),
      example
        ? el(
            "span",
            { class: "muted group-example" },
            `Row ${number(example.row)}: ${example.message}`,
            example.suggestion ? ` Did you mean ${example.suggestion}?` : null,
          )
        : null,
    ),
  );
}

function firstRows(report) {
  if (report.records.length === 0) {
    return null;
  }
  return el(
    "section",
    { "aria-labelledby": "rows-title" },
    el("h2", { id: "rows-title" }, `The first ${count(report.records.length, "row")}, as they would be stored`),
    rowTable({ label: "Table of the first rows", records: report.records, mapping: report.columns }),
  );
}

function columns(report) {
  if (report.columns.length === 0) {
    return null;
  }
  return el(
    "section",
    { "aria-labelledby": "columns-title" },
    el("h2", { id: "columns-title" }, "How the columns are understood"),
    el(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "Columns and fields" },
      el(
        "table",
        { class: "plain" },
        el("thead", {}, el("tr", {}, ["Column", "Field", "Why"].map((name) => el("th", { scope: "col" }, name)))),
        el(
          "tbody",
          {},
          report.columns.map((column) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, column.label),
              el("td", {}, column.field ?? el("span", { class: "muted" }, "none")),
              el("td", { class: "muted" }, column.field === null ? "not in the schema, kept as it is" : reason(column.reason)),
            ),
          ),
        ),
      ),
    ),
  );
}

const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "utf-16le", "utf-16be", "shift_jis", "gb18030"];
const DELIMITERS = [",", ";", "\t", "|"];

/** How the file is read; each setting can be changed, which rehearses anew. */
function reading(entry, rehearse) {
  const { report, options } = entry;
  const dialect = report?.dialect ?? {};
  const csv = (report?.format ?? "csv") === "csv";
  const change = (name, value) => {
    options[name] = value;
    rehearse(entry);
  };
  const choice = (name, label, found, values, describe) =>
    chooser({ label, found, values, describe, chosen: options[name], changed: (value) => change(name, value) });
  const evidence = [...(report?.detection?.encoding?.evidence ?? []), ...(report?.detection?.dialect?.evidence ?? [])];
  return el(
    "section",
    { "aria-labelledby": "reading-title" },
    el("h2", { id: "reading-title" }, "How the file is read"),
    el("p", { class: "muted" }, "Detected from the file. Change what is wrong; the rows above are updated."),
    el(
      "div",
      { class: "settings" },
      choice("encoding", "Encoding", dialect.encoding, ENCODINGS, (value) => value),
      csv ? choice("delimiter", "Between cells", dialect.delimiter, DELIMITERS, delimiter) : null,
      csv ? choice("quote", "Quotes", dialect.quote, ['"', "'", ""], (value) => (value === "" ? "none" : value)) : null,
      csv
        ? choice("header", "First line", dialect.header === undefined ? undefined : String(dialect.header), ["true", "false"], (value) =>
            value === "true" ? "names of the columns" : "already data",
          )
        : null,
    ),
    evidence.length === 0
      ? null
      : el("details", {}, el("summary", {}, "Why it is read this way"), el("ul", {}, evidence.map((text) => el("li", {}, text)))),
  );
}

/**
 * A choice of values; `found` is what was found out, which stands until something is chosen, and
 * `detectable` says whether it can be found out at all.
 */
function chooser({ label, detectable = true, found, values, describe, chosen, changed }) {
  const id = freshId("setting");
  const all = chosen !== undefined && !values.includes(chosen) ? [chosen, ...values] : values;
  const automatic = found === undefined && chosen === undefined ? "detected" : null;
  const options = [];
  if (found !== undefined && chosen === undefined) {
    options.push(el("option", { value: "auto", selected: true }, `${describe(found)} (detected)`));
  } else if (chosen !== undefined && detectable) {
    options.push(el("option", { value: "auto" }, "detect"));
  } else if (automatic) {
    options.push(el("option", { value: "auto", selected: true }, automatic));
  }
  for (const value of all) {
    if (chosen !== undefined || value !== found) {
      options.push(el("option", { value: `=${value}`, selected: value === chosen }, describe(value)));
    }
  }
  const select = el(
    "select",
    { id, on: { change: () => changed(select.value === "auto" ? undefined : select.value.slice(1)) } },
    options,
  );
  return el("div", { class: "field" }, el("label", { for: id }, label), select);
}
