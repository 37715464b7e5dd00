/** The start: a place for files, and the imports there are. */

import { getJson, Problem, request } from "./api.js";
import { goodAndBad } from "./charts.js";
import { announce, bytes, count, el, number, replace, time } from "./dom.js";
import { dropzone } from "./dropzone.js";
import { begin } from "./rehearsal.js";
import { status } from "./words.js";

const PAGE_SIZE = 20;
const REFRESH_MILLISECONDS = 2_000;

export async function homeView({ page, signal, query }) {
  const filter = { q: query.get("q") ?? "", status: query.get("status") ?? "" };
  const cursors = [null];
  const list = el("ul", { class: "imports" });
  const pager = el("div", { class: "pager" });
  const summary = el("p", { class: "muted", role: "status" });
  let shown = "";

  const load = async () => {
    const parameters = new URLSearchParams({ limit: PAGE_SIZE });
    for (const [name, value] of Object.entries({ ...filter, cursor: cursors.at(-1) })) {
      if (value) {
        parameters.set(name, value);
      }
    }
    return getJson(`/api/imports?${parameters}`, signal);
  };
  const draw = (answer) => {
    const text = JSON.stringify(answer);
    // A question that waits for its answer must not vanish because something else has changed.
    if (text === shown || list.querySelector(".confirm")) {
      return;
    }
    shown = text;
    const filtered = filter.q !== "" || filter.status !== "";
    filters.hidden = answer.total === 0 && !filtered;
    replace(
      summary,
      answer.total > 0
        ? count(answer.total, filtered ? "matching import" : "import")
        : filtered
          ? "No import matches."
          : "No imports yet. The first file you drop above will show up here.",
    );
    keepFocus(list, () => replace(list, answer.imports.map((each) => item(each, refresh))));
    replace(
      pager,
      cursors.length > 1 ? el("button", { on: { click: () => turn(() => cursors.pop()) } }, "Newer") : null,
      answer.next_cursor
        ? el("button", { on: { click: () => turn(() => cursors.push(answer.next_cursor)) } }, "Older")
        : null,
    );
  };
  const refresh = async () => draw(await load());
  const turn = (step) => {
    step();
    return refresh();
  };
  const changed = () => {
    cursors.splice(1);
    const kept = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
    history.replaceState(null, "", `#/${kept.size > 0 ? `?${kept}` : ""}`);
    return refresh();
  };
  const filters = filterForm(filter, changed);

  replace(
    page,
    el("h1", { class: "unseen" }, "Imports"),
    dropzone({
      title: "Drop a CSV or JSON file here",
      button: "Choose files",
      hint: "You see a report first. Nothing is stored until you import it.",
      multiple: true,
      large: true,
      taken: begin,
    }),
    el(
      "section",
      { "aria-labelledby": "imports-title" },
      el("div", { class: "section-head" }, el("h2", { id: "imports-title" }, "Imports"), summary),
      filters,
      list,
      pager,
    ),
  );
  draw(await load());
  keepFresh(load, draw, signal);
}

/** Whoever is at an import with the keyboard stays there when the list is drawn anew. */
function keepFocus(list, redraw) {
  const { activeElement } = document;
  const place = list.contains(activeElement) ? [activeElement.getAttribute("href"), activeElement.getAttribute("aria-label")] : null;
  redraw();
  if (place !== null) {
    [...list.querySelectorAll("a, button")]
      .find((each) => each.getAttribute("href") === place[0] && each.getAttribute("aria-label") === place[1])
      ?.focus({ preventScroll: true });
  }
}

/** Imports come and end without this page's doing. */
async function keepFresh(load, draw, signal) {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MILLISECONDS));
    if (!signal.aborted && document.visibilityState === "visible") {
      try {
        draw(await load());
      } catch {
        // The page says already that the server does not answer.
      }
    }
  }
}

function filterForm(filter, changed) {
  let typing;
  const text = el("input", {
    id: "imports-q",
    type: "search",
    value: filter.q,
    placeholder: "File name",
    on: {
      input: () => {
        clearTimeout(typing);
        typing = setTimeout(() => {
          filter.q = text.value.trim();
          changed();
        }, 200);
      },
    },
  });
  const states = ["", "pending", "processing", "completed", "failed", "cancelled"];
  const select = el(
    "select",
    {
      id: "imports-status",
      on: {
        change: () => {
          filter.status = select.value;
          changed();
        },
      },
    },
    states.map((state) =>
      el("option", { value: state, selected: state === filter.status }, state === "" ? "all" : status(state)),
    ),
  );
  return el(
    "form",
    { class: "filters", role: "search", on: { submit: (event) => event.preventDefault() } },
    el("div", { class: "field grow" }, el("label", { for: "imports-q" }, "Find"), text),
    el("div", { class: "field" }, el("label", { for: "imports-status" }, "State"), select),
  );
}

function item(each, refresh) {
  const ended = each.completed_at !== null;
  const row = el(
    "li",
    { class: "import" },
    el(
      "div",
      { class: "import-main" },
      el("a", { class: "import-name", href: `#/imports/${each.id}` }, each.filename),
      badge(each),
    ),
    el(
      "p",
      { class: "muted import-facts" },
      facts(each),
      " · ",
      bytes(each.file_size),
      " · ",
      time(each.created_at),
    ),
    goodAndBad(each.processed_records, each.failed_records),
    ended || each.status === "pending" ? deleteButton(each, refresh) : null,
  );
  return row;
}

export function badge(each) {
  const trouble = each.status === "completed" && each.failed_records > 0;
  const kind = trouble ? "attention" : each.status;
  return el("span", { class: `badge ${kind}` }, trouble ? `${number(each.failed_records)} refused` : status(each.status));
}

function facts(each) {
  if (each.status === "failed") {
    return "nothing stored";
  }
  if (each.status === "cancelled") {
    return "nothing kept";
  }
  return each.failed_records === 0
    ? count(each.total_records, "row")
    : `${count(each.total_records, "row")}, ${number(each.processed_records)} valid`;
}

/** Deletes after a question, which stands where the button was. */
export function deleteButton(each, deleted) {
  const place = el("div", { class: "delete" });
  const ask = () => {
    replace(
      place,
      el(
        "span",
        { class: "confirm", role: "group", "aria-label": `Delete ${each.filename}?` },
        el("span", {}, each.record_count > 0 ? `Delete with ${count(each.record_count, "row")}?` : "Delete?"),
        el("button", { class: "danger", on: { click: doIt } }, "Delete"),
        el("button", { on: { click: () => keep(true) } }, "Keep"),
      ),
    );
    place.querySelector("button").focus();
  };
  const doIt = async () => {
    try {
      await request(`/api/imports/${each.id}`, { method: "DELETE" });
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 404) {
        keep(true);
        announce(failure.message);
        return;
      }
    }
    keep(false);
    announce(`${each.filename} was deleted`);
    await deleted();
  };
  const keep = (focus) => {
    replace(place, el("button", { class: "quiet", "aria-label": `Delete ${each.filename}`, on: { click: ask } }, "Delete"));
    if (focus) {
      place.querySelector("button").focus();
    }
  };
  keep(false);
  return place;
}
