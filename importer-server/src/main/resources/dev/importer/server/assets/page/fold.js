/** Parts of a view that are folded, and stay as people leave them while the view is drawn anew. */

import { el } from "./dom.js";

/**
 * A part below a line that folds it.
 *
 * @param entry remembers what was unfolded
 * @param name what it is called there
 * @param summary the line
 * @param open whether it is unfolded until somebody says otherwise
 */
export function fold(entry, name, summary, open, ...content) {
  const details = el(
    "details",
    { class: "fold", open: entry.unfolded.get(name) ?? open },
    el("summary", { "data-control": `fold-${name}`, on: { click: () => entry.unfolded.set(name, !details.open) } }, summary),
    el("div", { class: "fold-body" }, content),
  );
  return details;
}
