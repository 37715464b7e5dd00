/** Asks before something is left that is not saved. */

import { el } from "./dom.js";

let unsaved = () => 0;
let shown = location.hash;

/**
 * From now on leaving asks while there is something to lose.
 *
 * @param howMany tells how many cells are not saved
 * @param signal ends it
 */
export function guard(howMany, signal) {
  unsaved = howMany;
  signal.addEventListener("abort", () => {
    unsaved = () => 0;
  });
}

/** Whether another view may be shown; if people have to be asked, they go there themselves later. */
export function mayShow(hash) {
  const count = unsaved();
  if (count === 0 || hash === shown) {
    shown = hash;
    return true;
  }
  history.replaceState(null, "", shown);
  ask(count, () => {
    unsaved = () => 0;
    location.hash = hash;
  });
  return false;
}

/** The address of the view that is shown has changed, but not the view. */
export function renamed(hash) {
  shown = hash;
}

function ask(count, leave) {
  const dialog = el(
    "dialog",
    { "aria-labelledby": "leaving-title" },
    el(
      "form",
      { method: "dialog" },
      el("h2", { id: "leaving-title" }, count === 1 ? "One cell is not saved" : `${count} cells are not saved`),
      el("p", {}, "What you typed there is lost if you leave this page."),
      el(
        "div",
        { class: "actions" },
        el("button", { class: "primary" }, "Stay"),
        el("button", { type: "button", on: { click: () => (dialog.close(), leave()) } }, "Leave without saving"),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved() > 0) {
    event.preventDefault();
  }
});
