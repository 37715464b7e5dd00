/** The start: a place for files, what they should hold, and the imports there are. */

import { getJson, Problem } from "./api.js";
import { announce, count, el, replace } from "./dom.js";
import { dropzone, takeAnywhere } from "./dropzone.js";
import { expected } from "./expected.js";
import { closeMenus, importTable } from "./importlist.js";
import { takePasted } from "./paste.js";
import { status } from "./words.js";

const PAGE_SIZE = 20;
const REFRESH_MILLISECONDS = 2_000;

/** Goes to the report on files. */
async function begin(files) {
  let rehearsal;
  try {
    rehearsal = await import("./rehearsal.js");
  } catch {
    const { message } = Problem.notFetched();
    replace(document.querySelector(".begin"), el("p", { class: "bad-text", role: "alert" }, message, " ", el("button", { class: "small", on: { click: () => begin(files) } }, "Try again")));
    return;
  }
  rehearsal.begin(files);
}

export async function homeView({ page, signal, query }) {
  const filter = { q: query.get("q") ?? "", status: query.get("status") ?? "" };
  const cursors = [null];
  const top = el("div", { class: "home-top" });
  const list = el("div", {});
  const pager = el("div", { class: "pager" });
  const summary = el("p", { class: "summary", role: "status" });
  const heading = el("h2", { id: "imports-title", class: "unseen" }, "Imports");
  let schemas = [];
  let shown = "";
  let empty = null;

  const load = async () => {
    const parameters = new URLSearchParams({ limit: PAGE_SIZE });
    for (const [name, value] of Object.entries({ ...filter, cursor: cursors.at(-1) })) {
      if (value) {
        parameters.set(name, value);
      }
    }
    return getJson(`/api/imports?${parameters}`, signal);
  };
  const draw = async (answer) => {
    const text = JSON.stringify(answer);
    // A menu that somebody has opened must not vanish because something else has changed.
    if (text === shown || list.querySelector("details[open]")) {
      return;
    }
    shown = text;
    const filtered = filter.q !== "" || filter.status !== "";
    const none = answer.total === 0 && !filtered;
    filters.hidden = none;
    summary.className = none ? "muted" : "summary";
    replace(
      summary,
      answer.total > 0
        ? count(answer.total, filtered ? "matching import" : "import")
        : filtered
          ? "No import matches."
          : "No imports yet",
    );
    keepFocus(list, () => replace(list, answer.total > 0 ? importTable(answer.imports, refresh) : null));
    replace(
      pager,
      cursors.length > 1 ? el("button", { class: "small", on: { click: () => turn(() => cursors.pop()) } }, "Newer") : null,
      answer.next_cursor
        ? el("button", { class: "small", on: { click: () => turn(() => cursors.push(answer.next_cursor)) } }, "Older")
        : null,
    );
    pager.hidden = pager.childElementCount === 0;
    if (none !== empty) {
      empty = none;
      await drawTop(top, none, schemas, signal);
    }
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
  const filters = filterForm(filter, changed, signal);

  replace(
    page,
    el("h1", { class: "unseen" }, "Imports"),
    el("div", { class: "begin" }),
    top,
    el(
      "section",
      { class: "home", "aria-labelledby": "imports-title" },
      el("div", { class: "section-head" }, heading, summary, filters),
      list,
      pager,
    ),
  );
  const [known, first] = await Promise.all([getJson("/api/schemas", signal), load()]);
  schemas = known.schemas;
  await draw(first);
  takeAnywhere("Drop to check. Nothing is stored yet.", begin, signal);
  takePasted(begin, signal);
  closeMenus(list, signal);
  keepFresh(load, draw, signal);
}

/** Whoever comes first sees what is expected; later it can be looked up, and the list comes first. */
async function drawTop(top, empty, schemas, signal) {
  const chosen = schemas.find((schema) => schema.default).name;
  const wanted = () => expected({ schemas, chosen, tried: begin, changed: () => window.dispatchEvent(new HashChangeEvent("hashchange")), signal });
  if (empty) {
    const shown = wanted();
    await shown?.shown;
    replace(
      top,
      dropzone({
        title: "Drop a CSV, Excel or JSON file here",
        button: "Choose files",
        hint: "Or paste cells from a spreadsheet. You see a report first; nothing is stored until you import it.",
        multiple: true,
        kind: "large",
        taken: begin,
      }),
      shown?.element,
    );
    return;
  }
  const unfolded = schemas.every(({ name }) => name === "none") ? null : el("div", { id: "expected", class: "panel", hidden: true });
  const toggle =
    unfolded === null
      ? null
      : el(
          "button",
          {
            class: "quiet",
            "aria-expanded": "false",
            "aria-controls": "expected",
            on: {
              click: () => {
                if (unfolded.childElementCount === 0) {
                  const { element, shown } = wanted();
                  unfolded.append(element);
                  shown.catch((failure) => announce(failure.message));
                }
                unfolded.hidden = !unfolded.hidden;
                toggle.setAttribute("aria-expanded", String(!unfolded.hidden));
              },
            },
          },
          "What a file should hold",
        );
  replace(
    top,
    dropzone({
      title: "Drop files anywhere, or paste cells from a spreadsheet",
      button: "Choose files",
      multiple: true,
      kind: "strip",
      taken: begin,
      beside: toggle,
    }),
    unfolded,
  );
}

/** Whoever is at an import with the keyboard stays there when the list is drawn anew. */
function keepFocus(list, redraw) {
  const { activeElement } = document;
  const place = list.contains(activeElement) ? [activeElement.getAttribute("href"), activeElement.getAttribute("aria-label")] : null;
  redraw();
  if (place !== null) {
    [...list.querySelectorAll("a, button, summary")]
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
        await draw(await load());
      } catch {
        // The page says already that the server does not answer.
      }
    }
  }
}

function filterForm(filter, changed, signal) {
  let typing;
  const text = el("input", {
    id: "imports-q",
    type: "search",
    value: filter.q,
    placeholder: "Find by file name",
    on: {
      input: () => {
        clearTimeout(typing);
        typing = setTimeout(() => {
          if (!signal.aborted) {
            filter.q = text.value.trim();
            changed();
          }
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
      el("option", { value: state, selected: state === filter.status }, state === "" ? "All states" : status(state)),
    ),
  );
  return el(
    "form",
    { class: "filters compact", role: "search", on: { submit: (event) => event.preventDefault() } },
    el("label", { for: "imports-q", class: "unseen" }, "Find"),
    text,
    el("label", { for: "imports-status", class: "unseen" }, "State"),
    select,
  );
}
