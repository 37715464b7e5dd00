/** Asks for the API key, in a dialog over the page. */

import { el } from "./dom.js";

let asking = null;

/** Asks once, however many requests need the key; gives what was entered. */
export function askForKey(wrong) {
  asking ??= ask(wrong).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(wrong) {
  return new Promise((resolve) => {
    const input = el("input", {
      id: "api-key",
      type: "password",
      autocomplete: "off",
      required: true,
      "aria-describedby": "api-key-help",
    });
    const help = wrong
      ? "The server did not take that key. Check it and try again."
      : "This server answers only those who have its key. It is kept until you close this tab.";
    const form = el(
      "form",
      {
        method: "dialog",
        on: {
          submit: (event) => {
            event.preventDefault();
            dialog.close();
            dialog.remove();
            resolve(input.value.trim());
          },
        },
      },
      el("h2", { id: "api-key-title" }, "API key"),
      el("p", { id: "api-key-help", class: wrong ? "bad-text" : "muted", role: wrong ? "alert" : null }, help),
      el("label", { for: "api-key" }, "Key"),
      input,
      el("div", { class: "actions" }, el("button", { class: "primary" }, "Continue")),
    );
    const dialog = el("dialog", { "aria-labelledby": "api-key-title" }, form);
    // There is nothing to go back to without the key.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
