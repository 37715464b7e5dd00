/** Imports as a table, with what can be done with each. */

import { download, Problem, request } from "./api.js";
import { goodAndBad } from "./charts.js";
import { confirmed } from "./confirm.js";
import { announce, count, el, number, replace, when } from "./dom.js";
import { status } from "./words.js";

/**
 * A table of imports.
 *
 * @param changed called when one was deleted or begun again
 */
export function importTable(imports, changed) {
  const head = (name, properties = {}) => el("th", { scope: "col", ...properties }, name);
  return el(
    "table",
    { class: "imports" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        head("File"),
        head("Schema", { class: "wide" }),
        head("Rows", { class: "number wide" }),
        head("Result", { class: "wide" }),
        head("Refused", { class: "number" }),
        head("When", { class: "number wide" }),
        head(el("span", { class: "unseen" }, "Actions")),
      ),
    ),
    el("tbody", {}, imports.map((each) => tableRow(each, changed))),
  );
}

function tableRow(each, changed) {
  const counted = each.status === "completed" || each.total_records > 0;
  return el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("a", { class: "import-name", href: `#/imports/${each.id}` }, each.filename),
      el("span", { class: "import-facts muted" }, facts(each), " · ", when(each.created_at)),
    ),
    el("td", { class: "wide muted" }, each.schema === "none" ? "none" : el("bdi", {}, each.schema)),
    el("td", { class: "number wide" }, counted ? number(each.total_records) : "–"),
    el("td", { class: "wide" }, result(each)),
    el("td", { class: "number" }, refused(each)),
    el("td", { class: "number wide muted" }, when(each.created_at)),
    el("td", { class: "import-menu" }, menu(each, changed)),
  );
}

function result(each) {
  if (each.status !== "completed") {
    return badge(each);
  }
  // Under no schema every value is kept, so that a bar would say too much.
  return each.schema === "none" ? badge({ ...each, failed_records: 0 }) : goodAndBad(each.processed_records, each.failed_records);
}

function refused(each) {
  if (each.status !== "completed") {
    return el("span", { class: "narrow" }, badge(each));
  }
  return each.failed_records > 0
    ? el("a", { class: "bad-text", href: `#/imports/${each.id}?status=failed` }, number(each.failed_records))
    : el("span", { class: "muted" }, "0");
}

function facts(each) {
  if (each.status === "failed") {
    return "nothing stored";
  }
  return each.status === "cancelled" ? "nothing kept" : `${each.schema} · ${count(each.total_records, "row")}`;
}

/** What became of an import, in a word or two. */
export function badge(each) {
  const [kind, text] = verdict(each);
  return el("span", { class: `badge ${kind}` }, text);
}

function verdict(each) {
  if (each.status === "completed" && each.failed_records > 0) {
    return ["attention", `${number(each.failed_records)} refused`];
  }
  // Under no schema every value is kept, which says nothing about the values.
  return each.status === "completed" && each.schema === "none" ? ["attention", "not checked"] : [each.status, status(each.status)];
}

function menu(each, changed) {
  const items = [
    each.failed_records > 0 && each.status === "completed"
      ? [menuDownload(each, "csv", "Download refused rows"), menuDownload(each, "xlsx", "Download refused rows as a workbook")]
      : null,
    each.retryable ? menuButton("Import again", () => retry(each, changed)) : null,
    isOver(each) ? menuButton("Delete…", () => remove(each, changed)) : null,
  ].flat().filter((item) => item !== null);
  if (items.length === 0) {
    return null;
  }
  const details = el(
    "details",
    {
      class: "menu",
      name: "menu",
      on: {
        keydown: (event) => event.key === "Escape" && close(),
        focusout: (event) => {
          if (event.relatedTarget !== null && !details.contains(event.relatedTarget)) {
            details.open = false;
          }
        },
      },
    },
    el("summary", { "aria-label": `Actions for ${each.filename}` }, el("span", { "aria-hidden": "true" }, "⋯")),
    el("ul", {}, items.map((item) => el("li", {}, item))),
  );
  const close = () => {
    details.open = false;
    details.querySelector("summary").focus();
  };
  return details;
}

/** Closes the open menu when something else is clicked; until the view is left. */
export function closeMenus(within, signal) {
  document.addEventListener(
    "click",
    (event) => {
      for (const details of within.querySelectorAll("details.menu[open]")) {
        if (!details.contains(event.target)) {
          details.open = false;
        }
      }
    },
    { signal },
  );
}

/** The menu closes first, so that the focus returns to it from whatever is opened. */
function menuButton(text, chosen) {
  const click = (event) => {
    const details = event.currentTarget.closest("details");
    details.open = false;
    details.querySelector("summary").focus();
    chosen();
  };
  return el("button", { class: "quiet", on: { click } }, text);
}

function menuDownload(each, format, text) {
  return menuButton(text, () =>
    download(`/api/imports/${each.id}/errors?format=${format}`, `import-${each.id}-errors.${format}`).catch((failure) =>
      announce(failure.message),
    ),
  );
}

function isOver(each) {
  return each.completed_at !== null || each.status === "pending";
}

async function retry(each, changed) {
  try {
    await request(`/api/imports/${each.id}/retry`, { method: "POST" });
    announce(`${each.filename} is imported again`);
  } catch (failure) {
    announce(failure.message);
  }
  await changed();
}

/** Deletes an import after a question. */
async function remove(each, deleted) {
  const rows = each.record_count > 0 ? `Its ${count(each.record_count, "row")} will be deleted, too. ` : "";
  const { target } = each;
  const others = target !== null && target.undone_at === null ? `What it has put into ${target.table} stays there. ` : "";
  const sure = await confirmed({
    title: `Delete ${each.filename}?`,
    text: `${rows}${others}This cannot be undone.`,
    yes: "Delete",
    no: "Keep",
  });
  if (!sure) {
    return;
  }
  try {
    await request(`/api/imports/${each.id}`, { method: "DELETE" });
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== 404) {
      announce(failure.message);
      return;
    }
  }
  announce(`${each.filename} was deleted`);
  await deleted();
}

/** A button that deletes after a question. */
export function deleteButton(each, deleted) {
  return el(
    "div",
    { class: "delete" },
    el("button", { class: "quiet", "aria-label": `Delete ${each.filename}`, on: { click: () => remove(each, deleted) } }, "Delete…"),
  );
}
