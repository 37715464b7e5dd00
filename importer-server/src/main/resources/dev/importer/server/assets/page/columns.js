/** What the columns of an import hold. */

import { getJson } from "./api.js";
import { histogram, meter, ranking } from "./charts.js";
import { count, el, number, percent, replace } from "./dom.js";
import { header } from "./detail.js";

export async function columnsView({ page, signal, id }) {
  const stored = (await getJson(`/api/imports/${id}?limit=1`, signal)).import;
  const body = el("div", { class: "profile" }, el("p", { class: "loading", role: "status" }, "Reading all rows…"));
  replace(page, el("div", {}, header(stored, "columns")), body);
  const profile = getJson(`/api/imports/${id}/profile`, signal).then((answer) => draw(body, id, answer));
  // Many rows take a moment, and the page says so meanwhile.
  await Promise.race([profile, new Promise((resolve) => setTimeout(resolve, 200))]);
  profile.catch((failure) => {
    if (!signal.aborted) {
      replace(body, el("p", { class: "notice trouble", role: "alert" }, failure.message));
    }
  });
}

function draw(body, id, profile) {
  if (profile.rows === 0) {
    replace(body, el("p", {}, "No rows are stored, so there is nothing to tell about the columns."));
    return;
  }
  replace(
    body,
    el("p", { class: "muted" }, `What the ${count(profile.rows, "valid row")} hold. Refused rows do not count here.`),
    el("div", { class: "cards" }, profile.columns.map((column) => card(id, column, profile.rows))),
    profile.columns_left_out > 0
      ? el("p", { class: "muted" }, `${number(profile.columns_left_out)} more columns are not shown.`)
      : null,
  );
}

function card(id, column, rows) {
  const allDifferent = column.distinct_exact && column.distinct === column.filled && column.filled > 1;
  return el(
    "article",
    { class: "card" },
    el("h2", { class: "filename" }, column.name),
    el("p", { class: "card-line" }, el("span", {}, "Filled"), el("span", {}, percent(column.filled, rows))),
    meter(column.filled, rows, "bar-good"),
    el(
      "dl",
      { class: "facts" },
      fact("Different values", allDifferent ? `${number(column.distinct)}, each once` : `${column.distinct_exact ? "" : "about "}${number(column.distinct)}`),
      ends(column),
    ),
    spread(column),
    column.top.length === 0
      ? null
      : [
          el("h3", {}, column.top[0].missed > 0 ? "Most frequent (at least)" : "Most frequent"),
          ranking(
            column.top.slice(0, 5).map((top) => ({
              name: valueLink(id, column.name, top.value),
              value: top.count,
              text: `${number(top.count)} · ${percent(top.count, rows)}`,
            })),
          ),
        ],
  );
}

/** The two ends of a column, which are no sizes where its values are texts. */
function ends({ distribution, smallest, largest }) {
  const names = { number: ["Smallest", "Largest"], date: ["Earliest", "Latest"] }[distribution?.of] ?? ["First in order", "Last in order"];
  return [smallest, largest].map((value, index) => (value === null ? null : fact(names[index], el("bdi", {}, value))));
}

function spread({ distribution, smallest, largest }) {
  if (distribution === null || distribution.bins.length < 2) {
    return null;
  }
  const title = { number: "How the values are spread", date: "How the dates are spread", length: "How long the texts are" }[distribution.of];
  return [el("h3", {}, title), histogram(distribution, smallest, largest)];
}

/** Leads to the rows that have a value; of a value that is cut off nobody knows the rest. */
function valueLink(id, field, value) {
  const text = el("bdi", {}, value);
  return value.endsWith("…")
    ? text
    : el("a", { href: `#/imports/${id}?${new URLSearchParams({ in: field, q: value })}`, title: "Show the rows with this value" }, text);
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}
