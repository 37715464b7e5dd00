/** One import: how it got on, what was refused, how to correct it, and its rows. */

import { download, getJson, sendFile, sendJsonText } from "./api.js";
import { goodAndBad } from "./charts.js";
import { announce, bytes, count, duration, el, number, replace, time } from "./dom.js";
import { dropzone } from "./dropzone.js";
import { badge, deleteButton } from "./home.js";
import { progressPanel } from "./progress.js";
import { recordBrowser } from "./records.js";
import { warning } from "./words.js";

export async function detailView({ page, signal, id, query }) {
  let { import: stored, columns: mapping } = await getJson(`/api/imports/${id}?limit=1`, signal);
  const head = el("div", {});
  const body = el("div", {});
  let outcome = query.has("again")
    ? notice("This very file was imported before, so it was not imported again. This is the earlier import.")
    : null;

  const reload = async () => {
    ({ import: stored, columns: mapping } = await getJson(`/api/imports/${id}?limit=1`, signal));
    await draw();
  };
  const correct = async (send) => {
    let text;
    try {
      const answer = await send();
      text = correctionText(answer);
      outcome = notice(text, answer.still_failed > 0 ? "attention" : "good");
    } catch (failure) {
      text = failure.message;
      outcome = notice(text, "trouble");
    }
    await reload();
    announce(text);
  };
  const draw = async () => {
    replace(head, header(stored, "rows"));
    if (stored.completed_at === null) {
      replace(
        body,
        progressPanel(
          id,
          stored.file_size,
          (end) => {
            announce(`The import of ${stored.filename} has ended`);
            if (end.status === "deleted") {
              location.hash = "#/";
            } else {
              reload();
            }
          },
          signal,
        ),
      );
      return;
    }
    if (stored.status !== "completed") {
      replace(body, outcome, ending(stored));
      return;
    }
    const browser = await recordBrowser({
      stored,
      mapping,
      query,
      signal,
      corrected: async (rowNumber, json) => {
        await correct(() => sendJsonText(`/api/imports/${id}/corrections`, json, signal));
        goOnAfter(body, rowNumber);
      },
    });
    replace(
      body,
      outcome,
      stored.failed_records > 0 ? fixPanel(stored, correct, signal) : null,
      notes(stored),
      browser,
    );
  };
  await draw();
  replace(page, head, body);
}

/** Whoever corrects rows one by one goes on with the next. */
function goOnAfter(body, rowNumber) {
  const next = [...body.querySelectorAll("button[data-row]")].find((button) => Number(button.dataset.row) >= rowNumber);
  (next ?? body.querySelector(".notice"))?.focus();
}

/** What stands above each view of an import. */
export function header(stored, here) {
  const tab = (name, address, label) =>
    el("a", { href: address, "aria-current": name === here ? "page" : null }, label);
  const tookMilliseconds = stored.completed_at && stored.started_at ? Math.max(0, new Date(stored.completed_at) - new Date(stored.started_at)) : null;
  const completed = stored.status === "completed";
  return [
    el("p", { class: "crumbs" }, el("a", { href: "#/" }, "All imports")),
    el(
      "div",
      { class: "title" },
      el("h1", { class: "filename" }, stored.filename),
      badge(stored),
      stored.completed_at === null ? null : deleteButton(stored, () => {
        location.hash = "#/";
      }),
    ),
    el(
      "p",
      { class: "muted" },
      `${bytes(stored.file_size)} · checked against ${stored.schema} · `,
      time(stored.created_at),
      tookMilliseconds === null ? null : ` · took ${duration(tookMilliseconds)}`,
    ),
    completed
      ? [
          goodAndBad(stored.processed_records, stored.failed_records),
          el(
            "p",
            { class: "counts" },
            el("span", { class: "key good" }, `${number(stored.processed_records)} valid`),
            el("span", { class: "key bad" }, `${number(stored.failed_records)} refused`),
          ),
          el(
            "nav",
            { class: "tabs", "aria-label": "Parts of the import" },
            tab("rows", `#/imports/${stored.id}`, "Rows"),
            tab("columns", `#/imports/${stored.id}/columns`, "Columns"),
          ),
        ]
      : null,
  ];
}

function notice(text, kind = "note") {
  return el("p", { class: `notice ${kind}`, tabindex: "-1" }, text);
}

function correctionText(answer) {
  const parts = [];
  if (answer.corrected > 0) {
    parts.push(`${count(answer.corrected, "row")} corrected and stored.`);
  }
  if (answer.still_failed > 0) {
    parts.push(`${count(answer.still_failed, "row")} still refused; the reasons stand beside the cells.`);
  }
  if (answer.failed_records === 0) {
    parts.push("Nothing is refused any more.");
  } else if (answer.still_failed === 0 && answer.corrected > 0) {
    parts.push(`${number(answer.failed_records)} still to correct.`);
  }
  return parts.length === 0 ? "The file changes no refused row; everything stays as it was." : parts.join(" ");
}

function ending(stored) {
  if (stored.status === "cancelled") {
    return el(
      "section",
      { class: "panel" },
      el("p", { class: "lead" }, "This import was cancelled."),
      el("p", {}, "None of its rows were kept. The file can be imported again."),
    );
  }
  const { error } = stored;
  const place = error.line === null ? null : `Line ${number(error.line)}${error.column === null ? "" : `, character ${number(error.column)}`}`;
  return el(
    "section",
    { class: "panel trouble" },
    el("h2", {}, "This file could not be used"),
    el("p", {}, error.message),
    place === null ? null : el("p", { class: "muted" }, place),
    el("p", {}, "Nothing of it was stored. Correct the file, or specify how it is read, and import it again."),
    el("div", { class: "actions" }, el("a", { class: "button primary", href: "#/" }, "Choose a file")),
  );
}

/** How to correct what was refused. */
function fixPanel(stored, correct, signal) {
  const rows = count(stored.failed_records, "row");
  const name = `import-${stored.id}-errors.csv`;
  const get = el(
    "button",
    {
      class: "primary",
      on: {
        click: () =>
          download(`/api/imports/${stored.id}/errors?format=csv`, name).catch((failure) => announce(failure.message)),
      },
    },
    `Download ${rows}`,
  );
  return el(
    "section",
    { class: "panel fix", "aria-labelledby": "fix-title" },
    el("h2", { id: "fix-title" }, `${rows} to correct`),
    el(
      "ol",
      { class: "steps" },
      el("li", {}, el("p", {}, "Download the refused rows with their reasons."), get),
      el("li", {}, el("p", {}, "Correct the cells in a spreadsheet or an editor, and save as CSV.")),
      el(
        "li",
        {},
        el("p", {}, "Upload the corrected file. The rows keep their numbers."),
        dropzone({
          title: "Drop the corrected file here",
          button: "Choose the corrected file",
          hint: null,
          multiple: false,
          taken: ([file]) => correct(() => sendFile(`/api/imports/${stored.id}/corrections`, file, {}, { signal })),
        }),
      ),
    ),
    el("p", { class: "muted" }, "For a few rows it is quicker to use Correct in the table below."),
  );
}

function notes(stored) {
  const list = Object.entries(stored.warnings);
  return list.length === 0
    ? null
    : el("ul", { class: "notes" }, list.map(([code, times]) => el("li", {}, warning(code, times))));
}
