/** Asks before something is done that cannot be undone. */

import { el, freshId } from "./dom.js";

/**
 * Asks in a dialog, in which the answer that changes nothing has the focus.
 *
 * @param title what is to be done, as a question
 * @param text what comes of it
 * @param yes the button that does it
 * @param no the button that does not
 * @returns whether it shall be done
 */
export function confirmed({ title, text, yes, no }) {
  return new Promise((resolve) => {
    const id = freshId("confirm");
    const refuse = el("button", { on: { click: () => dialog.close("") } }, no);
    const dialog = el(
      "dialog",
      { "aria-labelledby": id, "aria-describedby": `${id}-text`, on: { close: () => end() } },
      el("h2", { id, class: "filename" }, title),
      el("p", { id: `${id}-text` }, text),
      el("div", { class: "actions end" }, refuse, el("button", { class: "danger", on: { click: () => dialog.close("yes") } }, yes)),
    );
    const end = () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    };
    document.body.append(dialog);
    dialog.showModal();
    refuse.focus();
  });
}
