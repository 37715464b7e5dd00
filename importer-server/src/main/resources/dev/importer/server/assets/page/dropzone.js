/** A place to drop files on, or to choose them from. */

import { el, freshId } from "./dom.js";

/**
 * @param title what to do there
 * @param hint what happens then, or null
 * @param taken called with the files
 */
export function dropzone({ title, hint, button, multiple, taken, large }) {
  const id = freshId("files");
  const input = el("input", {
    id,
    type: "file",
    class: "unseen",
    multiple,
    accept: ".csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz,.zip,text/csv,application/json",
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
    { class: large ? "dropzone large" : "dropzone" },
    el("p", { class: "dropzone-title" }, title),
    input,
    el("label", { for: id, class: large ? "button primary" : "button" }, button),
    hint ? el("p", { class: "muted" }, hint) : null,
  );
  let depth = 0;
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle("over", depth > 0);
  };
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    mark(1);
  });
  zone.addEventListener("dragleave", () => mark(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(-depth);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) {
      taken(multiple ? files : files.slice(0, 1));
    }
  });
  return zone;
}
