/** The stored rows of an import. */

import { getJson, sendJson } from "./api.js";
import { answerWithRows } from "./cells.js";
import { el, freshId, number, replace } from "./dom.js";
import { rowTable } from "./table.js";
import { fault } from "./words.js";

const PAGE_SIZE = 100;

/** Filters, pages and, for refused rows, correction in place. */
export async function recordBrowser({ stored, mapping, query, signal, corrected }) {
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
  let asked = 0;

  const load = async () => {
    asked += 1;
    const mine = asked;
    const answer = await sendJson("/api/records/search", searchOf(stored.id, filter, cursors.at(-1)), { signal, read: answerWithRows });
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
    replace(
      place,
      answer.records.length === 0
        ? null
        : rowTable({ label: "Table of rows", records: answer.records, mapping, csv: stored.format === "csv", corrected }),
    );
    replace(
      pager,
      cursors.length > 1 ? el("button", { on: { click: () => turn(() => cursors.pop()) } }, "Previous") : null,
      answer.next_cursor
        ? el(
            "button",
            { on: { click: () => turn(() => cursors.push(answer.next_cursor)) } },
            answer.records.length === 0 ? "Continue searching" : "Next",
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
    filters(filter, mapping, changed),
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

function filters(filter, mapping, changed) {
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
    [...new Set(mapping.map((column) => column.field ?? column.label))].map((name) =>
      el("option", { value: name, selected: name === filter.in }, `${name} is exactly`),
    ),
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
