/** All imports in numbers and pictures. */

import { getJson } from "./api.js";
import { days, figure, goodAndBad, ranking } from "./charts.js";
import { bytes, el, number, percent, replace } from "./dom.js";
import { bySchema, LATEST, worthALook } from "./schemastatistics.js";
import { fault } from "./words.js";

/** What was refused in so many days with imports is compared with what was before. */
const LATELY = 7;

export async function statisticsView({ page, signal }) {
  const [totals, history, { imports }] = await Promise.all([
    getJson("/api/stats", signal),
    getJson("/api/stats/history", signal),
    getJson(`/api/imports?limit=${LATEST}`, signal),
  ]);
  replace(
    page,
    el("h1", {}, "Statistics"),
    el(
      "dl",
      { class: "figures" },
      figure(number(totals.total_imports), "Imports", note(totals)),
      figure(number(totals.valid_records), "Valid rows", ` ${percent(totals.valid_records, totals.total_records)}`),
      figure(number(totals.failed_records), "Refused rows", ` ${percent(totals.failed_records, totals.total_records)}`),
      figure(bytes(totals.database_size_bytes), "Database"),
    ),
    goodAndBad(totals.valid_records, totals.failed_records),
    el(
      "section",
      { "aria-labelledby": "days-title" },
      el("h2", { id: "days-title" }, "Rows by day"),
      history.days.length === 0 ? el("p", { class: "muted" }, "Nothing was imported yet.") : [trend(history.days), days(history.days)],
    ),
    imports.length === 0
      ? null
      : el(
          "section",
          { "aria-labelledby": "schemas-title" },
          el("h2", { id: "schemas-title" }, totals.total_imports > imports.length ? `The latest ${number(imports.length)} imports by schema` : "Imports by schema"),
          bySchema(imports),
          worthALook(imports),
        ),
    el(
      "section",
      { "aria-labelledby": "errors-title" },
      el("h2", { id: "errors-title" }, "What is wrong most often"),
      history.errors.length === 0
        ? el("p", { class: "muted" }, "Nothing was refused.")
        : ranking(
            history.errors.map((error) => ({ name: nameOf(error), value: error.count })),
            "bar-bad",
            "panel wide",
          ),
    ),
  );
}

/** Whether more is refused lately than before. */
function trend(list) {
  if (list.length <= LATELY) {
    return null;
  }
  const share = (part) => {
    const refused = part.reduce((sum, day) => sum + day.failed_records, 0);
    return percent(refused, part.reduce((sum, day) => sum + day.valid_records + day.failed_records, 0));
  };
  return el("p", {}, `Refused in the last ${LATELY} days with imports: `, el("strong", {}, share(list.slice(-LATELY))), `; in the days before: ${share(list.slice(0, -LATELY))}.`);
}

function note(totals) {
  const running = totals.pending_imports + totals.processing_imports;
  return running > 0 ? ` ${number(running)} running` : null;
}

function nameOf(error) {
  const text = fault(error.code, error.rule);
  return error.field === null ? text : [el("strong", {}, error.field), ` ${text}`];
}
