/** What an import of the chosen files would do, before anything is stored. */

import { getJson, Problem } from "./api.js";
import { answerWithRows } from "./cells.js";
import { goodAndBad } from "./charts.js";
import { chooser, focusControl, focusedControl } from "./choosers.js";
import { announce, bytes, count, el, number, replace } from "./dom.js";
import { columnsOfProblem, columnsOfReport } from "./mapping.js";
import { reading } from "./settings.js";
import { chosen, forget, GONE, remember, remembered, withUpload } from "./staging.js";
import { rowTable } from "./table.js";
import { fault, outcome, warning } from "./words.js";

/** The files at hand; the browser gives them to this page only, and only until it is left. */
let files = [];

/** Begins with files that were chosen or dropped. */
export function begin(taken) {
  files = taken.map(chosen);
  const here = "#/rehearsal";
  if (location.hash === here) {
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = here;
  }
}

export async function rehearsalView({ page, signal }) {
  if (files.length === 0) {
    // After a reload the browser has forgotten the files, but the server has not.
    files = await remembered(signal);
  }
  if (files.length === 0) {
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
  const tabs = files.length > 1 ? el("ul", { class: "files", "aria-label": "Files" }) : null;
  const actions = { rehearse, store, discard };

  function drawFiles() {
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
            entry.name,
            el("span", { class: "muted" }, stateOf(entry)),
          ),
        ),
      ),
    );
  }

  async function open(entry) {
    current = entry;
    drawFiles();
    draw(entry);
    if (entry.report === null && entry.problem === null && entry.outcome === null) {
      await rehearse(entry);
    }
  }

  function told(entry) {
    return (share) => {
      entry.sent = share;
      if (entry !== current) {
        return;
      }
      if (share < 1) {
        body.querySelector("progress")?.setAttribute("value", share);
      } else {
        body.querySelector(".waiting")?.replaceWith(waiting(entry));
      }
    };
  }

  async function rehearse(entry) {
    entry.report = null;
    entry.problem = null;
    entry.sent = entry.upload === null ? 0 : 1;
    entry.attempt = (entry.attempt ?? 0) + 1;
    const { attempt } = entry;
    const focused = focusedControl(body);
    const late = setTimeout(() => entry === current && draw(entry), 150);
    try {
      const [report, fields] = await Promise.all([
        withUpload(entry, "check", entry.options, { told: told(entry), signal, read: answerWithRows }),
        fieldsOf(entry.options.schema, signal),
      ]);
      if (attempt === entry.attempt) {
        entry.report = report;
        entry.fields = fields;
      }
    } catch (failure) {
      if (failure.name === "AbortError") {
        return;
      }
      const fields = failure.offline ? [] : await fieldsOf(entry.options.schema, signal);
      if (attempt === entry.attempt) {
        entry.problem = failure;
        entry.fields = fields;
      }
    } finally {
      clearTimeout(late);
    }
    remember(files);
    if (attempt === entry.attempt && entry === current) {
      draw(entry);
      focusControl(body, focused);
      announce(entry.report ? verdict(entry.report) : entry.problem.message);
    }
    drawFiles();
  }

  async function store(entry, button) {
    button.disabled = true;
    replace(button, "Importing…");
    try {
      const headers = { Prefer: "respond-async" };
      const answer = await withUpload(entry, "import", entry.options, { told: told(entry), signal, headers });
      entry.outcome = answer;
      leaveOrGoOn(entry, `#/imports/${answer.import_id}${answer.duplicate ? "?again" : ""}`);
    } catch (failure) {
      if (failure.name === "AbortError") {
        return;
      }
      if (failure.status === 422 && failure.importId !== null) {
        // There is an import of it, which has failed.
        leaveOrGoOn(entry, `#/imports/${failure.importId}`);
        return;
      }
      entry.problem = failure;
      entry.report = null;
      draw(entry);
    }
  }

  function leaveOrGoOn(entry, address) {
    entry.outcome ??= { import_id: null };
    entry.address = address;
    forget(entry);
    if (files.length === 1) {
      files = [];
      remember(files);
      location.hash = address;
      return;
    }
    remember(files);
    const next = files.find((each) => each.outcome === null);
    open(next ?? entry);
  }

  function discard(entry) {
    forget(entry);
    files = files.filter((each) => each !== entry);
    remember(files);
    announce(`${entry.name} was discarded; nothing of it was stored`);
    if (files.length === 0) {
      location.hash = "#/";
    } else {
      open(files[0]);
    }
  }

  function draw(entry) {
    const heading = el("h1", { class: "filename" }, entry.name);
    const size = el("p", { class: "muted" }, `${bytes(entry.size)} · not stored yet`);
    const again = () => rehearse(entry);
    const mapped = (value) => {
      Object.assign(entry.options, value);
      rehearse(entry);
    };
    if (entry.outcome !== null) {
      replace(body, heading, imported(entry));
    } else if (entry.report !== null) {
      replace(
        body,
        heading,
        size,
        reportPanel(entry, schemas, actions),
        problems(entry.report),
        firstRows(entry.report),
        columnsOfReport(entry, entry.fields, mapped),
        reading(entry, again),
      );
    } else if (entry.problem !== null) {
      replace(
        body,
        heading,
        size,
        unusable(entry, schemas, actions),
        isUnmatched(entry.problem) ? columnsOfProblem(entry, entry.fields, mapped) : null,
        isReadable(entry) ? reading(entry, again) : null,
      );
    } else {
      replace(body, heading, size, waiting(entry));
    }
  }

  replace(page, el("p", { class: "crumbs" }, el("a", { href: "#/" }, "All imports")), tabs, body);
  drawFiles();
  const opened = open(current);
  // Small files are ready at once; for others the page shows that it is at work.
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 200))]);
}

/** The fields of a schema; none if it is gone. */
async function fieldsOf(name, signal) {
  try {
    return (await getJson(`/api/schemas/${name}`, signal)).fields ?? [];
  } catch (failure) {
    if (failure instanceof Problem) {
      return [];
    }
    throw failure;
  }
}

/** Whether settings can make something of a file that is not usable as it is. */
function isReadable({ problem, upload, format }) {
  return !problem.offline && upload !== null && (format !== null || problem.code === "unsupported-format");
}

function imported(entry) {
  return el(
    "div",
    { class: "panel" },
    el("p", {}, entry.outcome.duplicate ? "This file had been imported before." : "This file is being imported."),
    el(
      "div",
      { class: "actions" },
      el("a", { class: "button primary", href: entry.address }, "Open the import"),
      el("a", { class: "button", href: "#/" }, "All imports"),
    ),
  );
}

function waiting(entry) {
  const sending = entry.sent < 1;
  return el(
    "div",
    { class: "panel waiting" },
    el("p", { role: "status" }, sending ? "Sending the file…" : "Checking every row…"),
    el("progress", { value: sending ? entry.sent : null, max: 1, "aria-label": sending ? "Sent" : "Checked" }),
  );
}

function stateOf(entry) {
  if (entry.outcome !== null) {
    return "imported";
  }
  if (entry.problem !== null) {
    return "not usable";
  }
  return entry.report === null ? bytes(entry.size) : verdict(entry.report);
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
    name: "schema",
    label: "Check against",
    detectable: false,
    values: schemas.map((schema) => schema.name),
    describe: (name) => (name === "none" ? "nothing (keep every value as it is)" : name),
    chosen: entry.options.schema,
    changed: (value) => {
      // What was said of columns was said of the fields of the other schema.
      Object.assign(entry.options, { schema: value, map: undefined, constant: undefined });
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
  const gone = problem.code === GONE;
  return el(
    "section",
    { class: "panel trouble", "aria-label": "Result" },
    el("h2", {}, headingOf(problem)),
    isUnmatched(problem) ? unmatched(entry) : el("p", {}, problem.message),
    offline || gone ? null : schemaChooser(entry, schemas, rehearse),
    el(
      "div",
      { class: "actions" },
      problem.importId ? el("a", { class: "button primary", href: `#/imports/${problem.importId}` }, `Open import ${problem.importId}`) : null,
      gone && entry.file === null
        ? null
        : el("button", { class: offline ? "primary" : null, on: { click: () => rehearse(entry) } }, "Try again"),
      el("button", { on: { click: () => discard(entry) } }, "Discard"),
    ),
  );
}

/** Whether the file is refused for nothing but the names of its columns. */
function isUnmatched(problem) {
  return problem.code === "missing-label" && problem.details.labels?.length > 0;
}

function unmatched({ problem, options }) {
  const missing = problem.details.missing.map((name) => [el("strong", {}, name), " "]);
  return [
    el("p", {}, `The schema ${options.schema} has fields that no column of this file is called after: `, missing),
    el("p", {}, "Say below which columns they are. If it is another kind of file, check it against another schema."),
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
  return problem.code === GONE ? "The server does not have this file any more" : "This file cannot be imported with these settings";
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
