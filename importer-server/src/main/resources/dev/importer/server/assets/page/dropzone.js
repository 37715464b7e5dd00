/** Places to drop files on, or to choose them from. */

import { el, freshId, svg } from "./dom.js";

const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,.xltx,.ods,.ots,.json,.ndjson,.jsonl,.gz,.zip,text/csv,application/json";

/**
 * @param title what to do there
 * @param hint what happens then, or null
 * @param taken called with the files
 * @param kind `large` on a page that has little else, `strip` above something that matters more
 * @param beside what else stands there
 */
export function dropzone({ title, hint = null, button, multiple, taken, kind = "", beside = null }) {
  const id = freshId("files");
  const input = el("input", {
    id,
    type: "file",
    class: "unseen",
    multiple,
    accept: ACCEPTED,
    on: {
      change: () => {
        const files = [...input.files];
        input.value = "";
        if (files.length > 0) {
          taken(files);
        }
      },
    },
  });
  const zone = el(
    "div",
    { class: `dropzone ${kind}` },
    kind === "" ? null : picture(),
    el("p", { class: "dropzone-title" }, title),
    beside,
    input,
    el("label", { for: id, class: kind === "" ? "button" : "button primary" }, button),
    hint ? el("p", { class: "muted" }, hint) : null,
  );
  follow(zone, (over) => zone.classList.toggle("over", over), (files) => taken(multiple ? files : files.slice(0, 1)));
  return zone;
}

/** Takes files wherever they are dropped, until the view is left. */
export function takeAnywhere(title, taken, signal) {
  if (signal.aborted) {
    return;
  }
  const overlay = el("div", { class: "drop-overlay", hidden: true, "aria-hidden": "true" }, el("p", {}, picture(), title));
  document.body.append(overlay);
  signal.addEventListener("abort", () => overlay.remove());
  follow(window, (over) => (overlay.hidden = !over), taken, signal);
}

/** Whether files are dragged, and not a text or a link, which are left to the browser. */
export function holdsFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

function follow(target, over, taken, signal) {
  let depth = 0;
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    over(depth > 0);
  };
  const on = (name, listener) =>
    target.addEventListener(name, (event) => holdsFiles(event) && listener(event), { signal });
  on("dragenter", (event) => {
    event.preventDefault();
    mark(1);
  });
  on("dragleave", () => mark(-1));
  on("dragover", (event) => event.preventDefault());
  // Whichever place takes the files, nothing is dragged any more.
  target.addEventListener("drop", () => mark(-depth), { signal, capture: true });
  on("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length > 0) {
      event.stopPropagation();
      taken(files);
    }
  });
}

function picture() {
  return svg(
    "svg",
    { class: "drop-picture", viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: "M12 4v11m-4.500-4.500L12 15l4.500-4.500M4 17v2.500h16V17" }),
  );
}
