/** Which column of a file feeds which field of the schema; each can be changed. */

import { el, freshId, number, percent } from "./dom.js";
import { fold } from "./fold.js";
import { kindOfField, reason } from "./words.js";

const SAMPLES = 3;
const LONGEST_SAMPLE = 40;

/** What a select holds where nothing was chosen, and before the name of a field that was. */
const AUTOMATIC = "auto";
const CHOSEN = "=";

/**
 * The columns of a file that can be read, each with a choice; folded if nothing is left to say.
 *
 * @param changed called with the map and the constants when one of them was changed
 */
export function columnsOfReport(entry, fields, changed) {
  const { report } = entry;
  if (report.columns.length === 0 || fields.length === 0) {
    return null;
  }
  const proposals = report.proposals ?? [];
  const columns = keyed(report.columns).map((column) => ({
    ...column,
    automatic: column.field ?? "keep as it is",
    samples: samplesOf(entry, column),
    why: whyOf(column, proposals),
  }));
  // Whoever changes one column means to keep the others that were remembered.
  const known = new Map(columns.filter((column) => column.reason === "remembered").map(({ key, field }) => [key, field ?? ""]));
  const constant = Object.fromEntries((report.constants ?? []).map(({ field, value }) => [field, value]));
  const form = mappingForm(entry.options.map, constant, fields, columns, report.missing ?? [], known, changed);
  const remembered = known.size > 0;
  const fed = columns.filter((column) => column.field !== null).length;
  const summary = el(
    "span",
    {},
    el("h2", { id: "columns-title" }, `${number(fed)} of ${number(columns.length)} columns matched`),
    el("span", { class: "muted" }, remembered ? " as the last time with a file of these names" : told(columns, report.missing ?? [])),
  );
  return el(
    "section",
    { class: "matching", "aria-labelledby": "columns-title" },
    fold(entry, "columns", summary, proposals.length > 0, form.table, form.constants),
  );
}

function told(columns, missing) {
  const kept = columns.filter((column) => column.field === null && !column.left_out).length;
  const out = columns.filter((column) => column.left_out).length;
  const parts = [
    kept > 0 ? `${number(kept)} kept as ${kept === 1 ? "it is" : "they are"}` : null,
    out > 0 ? `${number(out)} left out` : null,
    missing.length > 0 ? `no column for ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? "…" : ""}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "" : ` ${parts.join(", ")}`;
}

/**
 * The columns of a file that lacks some, with what they probably are.
 *
 * @param apply called with the map and the constants when somebody is content with them
 */
export function columnsOfProblem(entry, fields, apply) {
  const { missing, labels, proposals = [] } = entry.problem.details;
  const fit = entry.preview?.fits.find((each) => each.schema === entry.options.schema);
  const found = fit?.columns.length === labels.length ? fit.columns : labels.map((label) => ({ label, field: null, reason: null }));
  const columns = keyed(found);
  const likely = fit?.proposals.length > proposals.length ? fit.proposals : proposals;
  const proposed = oneToOne(likely, columns, entry.options.map ?? {});
  const shown = columns.map((column) => {
    const proposal = proposed.get(column.key);
    return {
      ...column,
      automatic: column.field ?? "keep as it is",
      samples: samplesOf(entry, column),
      why: proposal ? evidence(proposal) : whyOf(column, []),
    };
  });
  const known = new Map([...proposed].map(([key, { field }]) => [key, field]));
  const form = mappingForm(entry.options.map, entry.options.constant, fields, shown, missing, known, () => {});
  const button = el(
    "button",
    { class: "primary", "data-control": "apply-columns", on: { click: () => apply(form.value()) } },
    "Check with these columns",
  );
  return el(
    "section",
    { class: "matching", "aria-labelledby": "columns-title" },
    el(
      "div",
      { class: "section-head" },
      el("h2", { id: "columns-title" }, "Which column is what?"),
      el("p", { class: "muted" }, "What is likely is chosen already."),
    ),
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
    return { ...column, position: index + 1, key: clear ? column.label : `#${index + 1}` };
  });
}

/** The best proposal of each column, of which no two are the same field, for columns of which nothing was said. */
function oneToOne(proposals, columns, map) {
  const chosen = new Map();
  const taken = new Set(Object.values(map));
  for (const proposal of [...proposals].sort((a, b) => b.score - a.score)) {
    const column = columns.find((each) => each.position === proposal.column);
    if (column && !(column.key in map) && !chosen.has(column.key) && !taken.has(proposal.field)) {
      chosen.set(column.key, proposal);
      taken.add(proposal.field);
    }
  }
  return chosen;
}

/**
 * @param map what was said of columns, and `known` what holds for them if nothing was said
 * @param constant the values of fields that no column feeds
 */
function mappingForm(map = {}, constant = {}, fields, columns, missing, known, changed) {
  const selects = columns.map((column) => fieldSelect(column, fields, map[column.key] ?? known.get(column.key)));
  const inputs = [...new Set([...missing, ...Object.keys(constant)])].map((name) =>
    constantInput(fields.find((field) => field.name === name) ?? { name }, constant[name] ?? ""),
  );
  const value = () => ({
    map: object(selects.filter(({ select }) => select.value !== AUTOMATIC).map(({ key, select }) => [key, select.value.slice(CHOSEN.length)])),
    constant: object(inputs.filter(({ input, shown }) => input.value !== "" && !shown.hidden).map(({ field, input }) => [field, input.value])),
  });
  const fixed = constants(inputs);
  const sync = () => {
    const fed = new Set(selects.map(({ select, field }) => (select.value === AUTOMATIC ? field : select.value.slice(CHOSEN.length))));
    for (const { field, shown } of inputs) {
      shown.hidden = fed.has(field);
    }
    if (fixed !== null) {
      fixed.hidden = inputs.every(({ shown }) => shown.hidden);
    }
  };
  for (const control of [...selects.map((each) => each.select), ...inputs.map((each) => each.input)]) {
    control.addEventListener("change", () => {
      sync();
      changed(value());
    });
  }
  sync();
  return { value, table: table(columns, selects), constants: fixed };
}

/** An object of these members; undefined if there are none, as an option that is not given. */
function object(members) {
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function fieldSelect({ key, label, position, automatic, field }, fields, chosen) {
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
  return { key, select, field: chosen === undefined ? field : null };
}

function constantInput(field, value) {
  const id = freshId("constant");
  const { name } = field;
  const input = el("input", { id, value, autocomplete: "off", "data-control": `constant-${name}`, placeholder: field.type ? kindOfField(field) : null });
  return { field: name, input, shown: el("div", { class: "field" }, el("label", { for: id }, `Fixed value for ${name}`), input) };
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
            sampled ? el("td", { class: "muted samples" }, column.samples.map((text, i) => [i > 0 ? " · " : null, el("bdi", {}, text)])) : null,
            el("td", {}, selects[index].select),
            el("td", { class: "muted why" }, column.why),
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
    { class: "constants" },
    el("p", { class: "muted" }, "No column holds these fields. All rows can have one value."),
    el("div", { class: "settings" }, inputs.map((each) => each.shown)),
  );
}

/** The first values of a column, from the lines of the file, or else from its rows. */
function samplesOf({ preview, report }, { field, label, position }) {
  const texts = preview?.lines.length > 0 ? cellsOf(preview, position) : valuesOf(report, field ?? label);
  return [...new Set(texts.filter((text) => text !== ""))]
    .slice(0, SAMPLES)
    .map((text) => (text.length <= LONGEST_SAMPLE ? text : `${text.slice(0, LONGEST_SAMPLE - 1)}…`));
}

function cellsOf({ lines, dialect }, position) {
  const labels = dialect?.header === false ? 0 : (dialect?.header_rows ?? 1);
  return lines
    .filter(({ line }) => line > (dialect?.skip_rows ?? 0))
    .slice(labels)
    .map(({ cells }) => cells[position - 1] ?? "");
}

function valuesOf(report, name) {
  return (report?.records ?? []).map((record) => record.data.get(name)?.text ?? "");
}

function whyOf(column, proposals) {
  if (column.left_out) {
    return "left out";
  }
  if (column.field !== null) {
    return reason(column.reason);
  }
  const proposal = proposals.find((each) => each.column === column.position);
  return proposal ? `not in the schema; perhaps ${proposal.field}: ${evidence(proposal)}` : "not in the schema, kept as it is";
}

/** What speaks for a field, such as that the values fit. */
function evidence({ reason: code, score }) {
  return `${reason(code)} (${percent(score, 1)} sure)`;
}
