/** Tables of rows, with what is wrong marked where it stands. */

import { getJson, sendJson } from "./api.js";
import { el, freshId, number, replace } from "./dom.js";
import { fault } from "./words.js";

const PAGE_SIZE = 100;
const LONG_CELL = 300;

/** Rows that are not stored yet. */
export function draftTable(records) {
  return scroller("Table of the first rows", table(columnsOf([], records), records, null));
}

/** The stored rows of an import, with filters, pages and, for refused ones, correction in place. */
export async function recordBrowser({ stored, query, signal, corrected }) {
  const summary = await getJson(`/api/imports/${stored.id}/errors/summary`, signal);
  const filter = {
    status: query.get("status") ?? "",
    q: query.get("q") ?? "",
    in: query.get("in") ?? "",
    code: query.get("code") ?? "",
    rule: query.get("rule") ?? "",
    field: query.get("field") ?? "",
  };
  const cursors = [null];
  const place = el("div", { class: "records" });
  const pager = el("div", { class: "pager" });
  const state = el("p", { class: "muted", role: "status" });
  const names = stored.total_records === 0 ? [] : null;
  const columns = names ?? [];
  let asked = 0;

  const load = async () => {
    asked += 1;
    const mine = asked;
    const answer = await sendJson("/api/records/search", searchOf(stored.id, filter, cursors.at(-1)), signal);
    if (mine !== asked) {
      return;
    }
    const from = answer.records[0]?.row_number;
    const to = answer.records.at(-1)?.row_number;
    replace(
      state,
      answer.records.length > 0
        ? `Rows ${number(from)} to ${number(to)}`
        : answer.next_cursor
          ? "Nothing found so far."
          : stored.total_records === 0
            ? "The file has no rows."
            : "No row matches.",
    );
    for (const name of columnsOf(columns, answer.records)) {
      if (!columns.includes(name)) {
        columns.push(name);
      }
    }
    replace(
      place,
      answer.records.length === 0 ? null : scroller("Table of rows", table(columnsOf([], answer.records), answer.records, { stored, corrected })),
    );
    replace(
      pager,
      cursors.length > 1 ? el("button", { on: { click: () => turn(() => cursors.pop()) } }, "Previous") : null,
      answer.next_cursor
        ? el(
            "button",
            { on: { click: () => turn(() => cursors.push(answer.next_cursor)) } },
            answer.records.length === 0 ? "Search on" : "Next",
          )
        : null,
    );
  };
  const turn = async (step) => {
    step();
    await load();
    place.scrollIntoView({ block: "nearest" });
  };
  const changed = () => {
    cursors.splice(1);
    query.delete("again");
    const kept = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
    history.replaceState(null, "", `#/imports/${stored.id}${kept.size > 0 ? `?${kept}` : ""}`);
    for (const name of Object.keys(filter)) {
      query.delete(name);
    }
    kept.forEach((value, name) => query.set(name, value));
    replace(groups, groupButtons(summary, filter, changed));
    return load();
  };
  const groups = el("div", { class: "group-buttons" });
  replace(groups, groupButtons(summary, filter, changed));
  await load();
  return el(
    "section",
    { "aria-labelledby": "rows-title" },
    el("div", { class: "section-head" }, el("h2", { id: "rows-title" }, "Rows"), state),
    filters(stored, filter, columns, changed),
    groups,
    place,
    pager,
  );
}

function searchOf(importId, filter, cursor) {
  const search = { import_id: importId, limit: PAGE_SIZE, cursor };
  if (filter.status !== "") {
    search.status = filter.status;
  }
  if (filter.code !== "") {
    search.error = { code: filter.code, rule: filter.rule || null, field: filter.field || null };
  }
  if (filter.q !== "") {
    if (filter.in === "") {
      search.q = filter.q;
    } else {
      search.where = { [filter.in]: filter.q };
    }
  }
  return search;
}

function filters(stored, filter, columns, changed) {
  const radios = [
    ["", "All"],
    ["valid", "Stored"],
    ["failed", "Refused"],
  ].map(([value, label]) => {
    const id = freshId("status");
    return [
      el("input", {
        type: "radio",
        name: "row-status",
        id,
        value,
        checked: filter.status === value,
        on: {
          change: () => {
            filter.status = value;
            changed();
          },
        },
      }),
      el("label", { for: id }, label),
    ];
  });
  let typing;
  const text = el("input", {
    id: "rows-q",
    type: "search",
    value: filter.q,
    on: {
      input: () => {
        clearTimeout(typing);
        typing = setTimeout(() => {
          filter.q = text.value;
          changed();
        }, 250);
      },
    },
  });
  const select = el(
    "select",
    {
      id: "rows-in",
      on: {
        change: () => {
          filter.in = select.value;
          if (filter.q !== "") {
            changed();
          }
        },
      },
    },
    el("option", { value: "" }, "anywhere"),
    columns.map((name) => el("option", { value: name, selected: name === filter.in }, `${name} is exactly`)),
  );
  return el(
    "form",
    { class: "filters", role: "search", on: { submit: (event) => event.preventDefault() } },
    el("fieldset", { class: "segmented" }, el("legend", { class: "unseen" }, "Which rows"), radios),
    el("div", { class: "field" }, el("label", { for: "rows-in" }, "Where"), select),
    el("div", { class: "field grow" }, el("label", { for: "rows-q" }, "Find text"), text),
  );
}

/** A button for each kind of error, which shows the rows that have it. */
function groupButtons(summary, filter, changed) {
  return summary.groups.slice(0, 30).map((group) => {
    const chosen =
      filter.code === group.code && filter.rule === (group.rule ?? "") && filter.field === (group.field ?? "");
    return el(
      "button",
      {
        class: "chip",
        "aria-pressed": String(chosen),
        on: {
          click: () => {
            filter.code = chosen ? "" : group.code;
            filter.rule = chosen ? "" : (group.rule ?? "");
            filter.field = chosen ? "" : (group.field ?? "");
            changed();
          },
        },
      },
      group.field === null ? null : el("strong", {}, group.field),
      ` ${fault(group.code, group.rule)} `,
      el("span", { class: "chip-count" }, number(group.count)),
    );
  });
}

/** The names in the data, in the order in which they come. */
function columnsOf(known, records) {
  const names = new Set(known);
  for (const record of records) {
    for (const name of Object.keys(record.data ?? {})) {
      names.add(name);
    }
  }
  return [...names];
}

function scroller(label, content) {
  return el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": label }, content);
}

function table(columns, records, actions) {
  return el(
    "table",
    { class: "rows" },
    el(
      "thead",
      {},
      el("tr", {}, el("th", { scope: "col" }, "Row"), columns.map((name) => el("th", { scope: "col" }, name))),
    ),
    el("tbody", {}, records.map((record) => tableRow(columns, record, actions))),
  );
}

function tableRow(columns, record, actions) {
  const errors = errorsByColumn(columns, record);
  const failed = record.status === "failed";
  const row = el(
    "tr",
    { class: failed ? "failed" : null },
    el(
      "th",
      { scope: "row" },
      number(record.row_number),
      failed ? el("span", { class: "unseen" }, " refused") : null,
      errors.whole.map((error) => el("span", { class: "message" }, error.message)),
      failed && actions ? el("button", { class: "small", "data-row": record.row_number, on: { click: () => edit() } }, "Correct") : null,
    ),
    columns.map((name) => cell(record.data?.[name], errors.of.get(name) ?? [])),
  );
  const edit = () => {
    const form = correctionForm(columns, record, errors, actions, () => {
      form.replaceWith(row);
      row.querySelector("button").focus();
    });
    row.replaceWith(form);
    (form.querySelector(".wrong input") ?? form.querySelector("input")).focus();
  };
  return row;
}

/** Which errors belong to which column; labels of the file and names of fields may differ. */
function errorsByColumn(columns, record) {
  const of = new Map();
  const whole = [];
  const plain = (name) => name.toLowerCase().replaceAll(/[\s_-]/g, "");
  for (const error of record.errors) {
    const name =
      columns.find((column) => column === error.field) ??
      columns.find((column) => error.field !== null && plain(column) === plain(error.field));
    if (name === undefined) {
      whole.push(error);
    } else {
      of.set(name, [...(of.get(name) ?? []), error]);
    }
  }
  return { of, whole };
}

function cell(value, errors) {
  return el(
    "td",
    { class: errors.length > 0 ? "wrong" : typeof value === "number" ? "number" : null },
    shown(value),
    errors.map((error) => el("span", { class: "message" }, error.message)),
  );
}

function shown(value) {
  if (value === undefined) {
    return el("span", { class: "nothing", title: "not in this row" }, "–");
  }
  if (value === null || value === "") {
    return el("span", { class: "nothing" }, "empty");
  }
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
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
function correctionForm(columns, record, errors, { stored, corrected }, cancelled) {
  const formId = freshId("correction");
  const json = stored.format !== "csv";
  const inputs = columns.map((name) => {
    const value = record.data?.[name];
    const text = value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
    const messages = errors.of.get(name) ?? [];
    const id = freshId("cell");
    const messageId = `${id}-message`;
    return {
      name,
      value,
      text,
      input: el("input", {
        id,
        form: formId,
        value: text,
        autocomplete: "off",
        "aria-label": name,
        "aria-invalid": messages.length > 0 ? "true" : null,
        "aria-describedby": messages.length > 0 ? messageId : null,
      }),
      message: messages.length === 0 ? null : el("span", { class: "message", id: messageId }, messages.map((error) => error.message).join("; ")),
    };
  });
  const surplus = new Set(record.errors.filter((error) => error.code === "extra-cell").map((error) => error.field));
  const save = (event) => {
    event.preventDefault();
    const data = {};
    for (const each of inputs) {
      const text = each.input.value;
      if (text === each.text && each.value !== undefined) {
        data[each.name] = each.value;
      } else if (text !== "" || (!json && !isSurplus(each.name, surplus, stored))) {
        data[each.name] = json ? typed(text) : text;
      }
    }
    // Surplus cells are gone when they are emptied.
    for (const each of inputs) {
      if (each.input.value === "" && isSurplus(each.name, surplus, stored)) {
        delete data[each.name];
      }
    }
    form.querySelector("button").disabled = true;
    corrected({ row_number: record.row_number, data });
  };
  const form = el("form", { id: formId, on: { submit: save } }, el("button", { class: "primary small" }, "Save"), el("button", { type: "button", class: "small", on: { click: cancelled } }, "Cancel"));
  return el(
    "tr",
    { class: "failed editing" },
    el("th", { scope: "row" }, number(record.row_number), errors.whole.map((error) => el("span", { class: "message" }, error.message)), form),
    inputs.map((each) => el("td", { class: each.message ? "wrong" : null }, each.input, each.message)),
  );
}

/** Whether a column is there only because the row has more cells than the header has labels. */
function isSurplus(name, surplus, stored) {
  return surplus.has(name) || (surplus.size > 0 && /^column_[0-9]+$/.test(name) && !(stored.columns ?? []).includes(name));
}

/** What somebody typed for a value of JSON. */
function typed(text) {
  return /^(-?[0-9]+(\.[0-9]+)?|true|false|null)$/.test(text) ? JSON.parse(text) : text;
}
