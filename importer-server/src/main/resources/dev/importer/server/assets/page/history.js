/** The changes that were made to an import, each with a way back. */

import { count, el, number, replace, time } from "./dom.js";

export class History {
  #changes;
  #undo;
  #list = el("ol", { class: "change-list" });
  #more = el("div", { class: "actions" });
  #cursor = null;

  /** The element to put into the page. */
  element = el("section", { class: "history", "aria-labelledby": "changes-title", hidden: true }, el("h2", { id: "changes-title" }, "Changes"), this.#list, this.#more);

  /**
   * @param changes those of the import
   * @param undo called with the number of a change
   */
  constructor(changes, undo) {
    this.#changes = changes;
    this.#undo = undo;
  }

  /** Shows the newest ones as they are now. */
  async refresh() {
    const answer = await this.#changes.list(null);
    replace(this.#list);
    this.element.hidden = answer.changes.length === 0;
    this.#add(answer);
  }

  async #further() {
    this.#add(await this.#changes.list(this.#cursor));
  }

  #add({ changes, next_cursor: cursor }) {
    this.#cursor = cursor;
    this.#list.append(...changes.map((change) => this.#item(change)));
    replace(this.#more, cursor === null ? null : el("button", { class: "small", on: { click: () => this.#further() } }, "Earlier changes"));
  }

  #item(change) {
    const undone = change.undone_by !== null;
    return el(
      "li",
      { class: undone ? "change undone" : "change" },
      el("span", { class: "change-number" }, number(change.number)),
      el("span", { class: "change-text" }, textOf(change), el("span", { class: "muted change-time" }, time(change.at), undone ? " · undone" : null)),
      undone ? null : el("button", { class: "small", "aria-label": `Undo change ${change.number}`, on: { click: () => this.#undo(change.number) } }, "Undo"),
    );
  }
}

function textOf(change) {
  const rows = count(change.rows, "row");
  const value = (text) => (text === null || text === "" ? "(empty)" : el("bdi", { class: "code" }, text));
  switch (change.kind) {
    case "replace": {
      const { field, from, to } = change.replacement;
      return [el("strong", {}, el("bdi", {}, field)), ": ", from.length === 0 ? "whatever was refused" : from.slice(0, 3).map((each, i) => [i > 0 ? ", " : null, value(each)]), from.length > 3 ? " …" : null, " → ", value(to), ` in ${rows}`];
    }
    case "correction":
      return [rows, " from ", el("bdi", {}, change.filename ?? "a file")];
    case "undo":
      return `Change ${change.undoes} undone in ${rows}`;
    default:
      return `${rows} edited, ${count(change.cells, "cell")}`;
  }
}
