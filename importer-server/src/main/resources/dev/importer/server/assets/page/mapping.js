/** Which column of a file feeds which field of the schema; each can be changed. */

import { el, freshId, percent } from "./dom.js";
import { reason } from "./words.js";

const SAMPLES = 3;
const LONGEST_SAMPLE = 40;

/** What a select holds where nothing was chosen, and before the name of a field that was. */
const AUTOMATIC = "auto";
const CHOSEN = "=";

/**
 * The columns of a file that can be read, each with a choice.
 *
 * @param changed called with the map and the constants when one of them was changed
 */
export function columnsOfReport(entry, fields, changed) {
  const { report } = entry;
  if (report.columns.length === 0) {
    return null;
  }
  const columns = keyed(report.columns).map((column) => ({
    ...column,
    automatic: column.field ?? "keep as it is",
    samples: samplesOf(report.records, column),
    why: whyOf(column, report.proposals ?? []),
  }));
  const form = mappingForm(entry, fields, columns, report.missing ?? [], new Map(), (value) => changed(value));
  const again = report.columns.some((column) => column.reason === "remembered");
  return el(
    "section",
    { "aria-labelledby": "columns-title" },
    el("h2", { id: "columns-title" }, "How the columns are understood"),
    again ? el("p", { class: "notice" }, "The columns are matched as the last time with a file of these names.") : null,
    form.table,
    form.constants,
  );
}

/**
 * The columns of a file that lacks some, with what they probably are.
 *
 * @param apply called with the map and the constants when somebody is content with them
 */
export function columnsOfProblem(entry, fields, apply) {
  const { missing, labels, proposals = [] } = entry.problem.details;
  const columns = keyed(labels.map((label) => ({ label, field: null, reason: null })));
  const proposed = oneToOne(proposals, columns, entry.options.map ?? {});
  const shown = columns.map((column) => {
    const proposal = proposed.get(column.key);
    return { ...column, automatic: "as detected", samples: [], why: proposal ? likely(proposal) : null };
  });
  const form = mappingForm(entry, fields, shown, missing, proposed, () => {});
  const button = el(
    "button",
    { class: "primary", "data-control": "apply-columns", on: { click: () => apply(form.value()) } },
    "Check with these columns",
  );
  return el(
    "section",
    { "aria-labelledby": "columns-title" },
    el("h2", { id: "columns-title" }, "Which column is what?"),
    el("p", { class: "muted" }, "Choose a field for each column that has another name in this file. What is likely is chosen already."),
    form.table,
    form.constants,
    el("div", { class: "actions" }, button),
  );
}

/** Columns with what they are called in options: the label, or the position where labels do not tell them apart. */
function keyed(columns) {
  const times = new Map();
  for (const { label } of columns) {
    times.set(label, (times.get(label) ?? 0) + 1);
  }
  return columns.map((column, index) => {
    const clear = column.label !== "" && times.get(column.label) === 1 && !/^#[0-9]+$/.test(column.label);
    return { ...column, position: column.column ?? index + 1, key: clear ? column.label : `#${column.column ?? index + 1}` };
  });
}

/** The best proposal of each column, of which no two are the same field, for columns of which nothing was said. */
function oneToOne(proposals, columns, map) {
  const chosen = new Map();
  const taken = new Set(Object.values(map));
  for (const proposal of [...proposals].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))) {
    const column = columns.find((each) =>
      proposal.column === undefined ? each.label === proposal.label : each.position === proposal.column,
    );
    if (column && !(column.key in map) && !chosen.has(column.key) && !taken.has(proposal.field)) {
      chosen.set(column.key, proposal);
      taken.add(proposal.field);
    }
  }
  return chosen;
}

function mappingForm(entry, fields, columns, missing, proposed, changed) {
  const { map = {}, constant = {} } = entry.options;
  const selects = columns.map((column) => fieldSelect(column, fields, map[column.key] ?? proposed.get(column.key)?.field));
  const inputs = [...new Set([...missing, ...Object.keys(constant)])].map((field) => constantInput(field, constant[field] ?? ""));
  const value = () => ({
    map: object(selects.filter(({ select }) => select.value !== AUTOMATIC).map(({ key, select }) => [key, select.value.slice(CHOSEN.length)])),
    constant: object(inputs.filter(({ input }) => input.value !== "").map(({ field, input }) => [field, input.value])),
  });
  for (const control of [...selects.map((each) => each.select), ...inputs.map((each) => each.input)]) {
    control.addEventListener("change", () => changed(value()));
  }
  return { value, table: table(columns, selects), constants: constants(inputs) };
}

/** An object of these members; undefined if there are none, as an option that is not given. */
function object(members) {
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function fieldSelect({ key, label, position, automatic }, fields, chosen) {
  const names = fields.map((field) => field.name);
  const known = chosen === undefined || chosen === "" || names.includes(chosen) ? names : [chosen, ...names];
  const select = el(
    "select",
    { "aria-label": `Field of column ${label === "" ? position : label}`, "data-control": `column-${key}` },
    el("option", { value: AUTOMATIC, selected: chosen === undefined }, chosen === undefined ? automatic : "as detected"),
    known
      .filter((name) => chosen !== undefined || name !== automatic)
      .map((name) => el("option", { value: CHOSEN + name, selected: name === chosen }, name)),
    el("option", { value: CHOSEN, selected: chosen === "" }, "leave out"),
  );
  return { key, select };
}

function constantInput(field, value) {
  const id = freshId("constant");
  const input = el("input", { id, value, autocomplete: "off", "data-control": `constant-${field}` });
  return { field, input, shown: el("div", { class: "field" }, el("label", { for: id }, `Fixed value for ${field}`), input) };
}

function table(columns, selects) {
  const sampled = columns.some((column) => column.samples.length > 0);
  const heads = ["Column", ...(sampled ? ["Values"] : []), "Field", "Why"];
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": "Columns and fields" },
    el(
      "table",
      { class: "plain mapping" },
      el("thead", {}, el("tr", {}, heads.map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        columns.map((column, index) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, column.label === "" ? el("span", { class: "muted" }, `column ${column.position}`) : el("bdi", {}, column.label)),
            sampled ? el("td", { class: "muted samples" }, column.samples.map((text) => el("bdi", {}, text))) : null,
            el("td", {}, selects[index].select),
            el("td", { class: "muted" }, column.why),
          ),
        ),
      ),
    ),
  );
}

function constants(inputs) {
  if (inputs.length === 0) {
    return null;
  }
  return el(
    "div",
    {},
    el("p", { class: "muted" }, "No column holds these fields. All rows can have one value."),
    el("div", { class: "settings" }, inputs.map((each) => each.shown)),
  );
}

function samplesOf(records, { field, label }) {
  const texts = records.map((record) => record.data.get(field ?? label)?.text ?? "").filter((text) => text !== "");
  return [...new Set(texts)]
    .slice(0, SAMPLES)
    .map((text) => (text.length <= LONGEST_SAMPLE ? text : `${text.slice(0, LONGEST_SAMPLE - 1)}…`));
}

function whyOf(column, proposals) {
  if (column.left_out) {
    return "left out";
  }
  if (column.field !== null) {
    return reason(column.reason);
  }
  const proposal = proposals.find((each) => (each.column === undefined ? each.label === column.label : each.column === column.position));
  return proposal ? `not in the schema; perhaps ${proposal.field}: ${likely(proposal)}` : "not in the schema, kept as it is";
}

function likely({ reason: code, score }) {
  return score === undefined ? reason(code) : `${reason(code)} (${percent(score, 1)} sure)`;
}
