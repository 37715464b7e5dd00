/** What has become of an import in a table of the application, with the way out of it and back. */

import { getJson, Problem, request } from "./api.js";
import { confirmed } from "./confirm.js";
import { count, el, number, replace, time } from "./dom.js";
import { became } from "./words.js";

const ROWS_NAMED = 10;

export class TargetLine {
  #path;
  #signal;
  #told;
  #failed;
  #during;
  #undoable = false;
  #busy = false;

  /** The element to put into the page. */
  element = el("section", { class: "target-line", "aria-label": "In the application", hidden: true });

  /**
   * @param told called with what was done, in words, when everything else has to be shown anew
   * @param failed called with what the server refused
   * @param during shows a promise that may take a while, and gives what it gives
   */
  constructor({ importId, told, failed, during, signal }) {
    this.#path = `/api/imports/${importId}`;
    this.#told = told;
    this.#failed = failed;
    this.#during = during;
    this.#signal = signal;
  }

  /** Finds out whether the rows can be taken out again; of a target that is gone, the server will tell. */
  async ready(target) {
    if (target !== null) {
      const { targets } = await getJson("/api/targets", this.#signal);
      this.#undoable = targets.find((each) => each.name === target.name)?.undoable ?? true;
      this.draw(target);
    }
  }

  /** Shows what has become of the rows; nothing if they went nowhere else. */
  draw(target) {
    this.element.hidden = target === null;
    if (target === null) {
      return;
    }
    const had = this.element.contains(document.activeElement) || this.#busy;
    const table = el("bdi", {}, target.table);
    const button = (text, act) => el("button", { class: "small", on: { click: (event) => act(event.currentTarget) } }, text);
    replace(
      this.element,
      target.undone_at === null
        ? [
            el("p", {}, became(target), " in ", table),
            this.#undoable ? button(`Take out of ${target.table}`, (pressed) => this.#takeOut(pressed, target)) : null,
          ]
        : [el("p", {}, "Taken out of ", table, " on ", time(target.undone_at)), button("Bring back", (pressed) => this.#bringBack(pressed))],
    );
    // Whoever has pressed the one button goes on at the other.
    if (had && (document.activeElement === document.body || document.activeElement.id === "main")) {
      this.element.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  async #takeOut(pressed, target) {
    const sure = await confirmed({
      title: `Take the rows out of ${target.table}?`,
      text: `${whatGoes(target)} What somebody has changed there since stays as it is. The import stays, too, and its rows can be brought back.`,
      yes: "Take out",
      no: "Keep",
    });
    if (sure) {
      await this.#do(pressed, "undo", (answer) => takenOut(answer, target.table));
    }
  }

  #bringBack(pressed) {
    return this.#do(pressed, "redo", ({ import: { target } }) => `Brought back: ${became(target)} in ${target.table}.`);
  }

  async #do(pressed, what, textOf) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    pressed.disabled = true;
    try {
      const response = await this.#during(request(`${this.#path}/${what}`, { method: "POST", signal: this.#signal }));
      const answer = await response.json();
      await this.#told(textOf(answer), answer.left_alone_rows > 0 ? "attention" : "good");
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
      await this.#failed(failure);
    } finally {
      this.#busy = false;
      pressed.disabled = false;
    }
  }
}

function whatGoes({ inserted, updated }) {
  const parts = [
    inserted > 0 ? `${count(inserted, "row")} that ${inserted === 1 ? "was" : "were"} added will be removed.` : null,
    updated > 0 ? `${count(updated, "row")} that ${updated === 1 ? "was" : "were"} changed will be as before.` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "The import has changed nothing there." : parts.join(" ");
}

function takenOut({ removed, restored, left_alone_rows: left, left_alone: rows }, table) {
  const parts = [
    removed > 0 ? `${count(removed, "row")} removed` : null,
    restored > 0 ? `${count(restored, "row")} restored` : null,
  ].filter((part) => part !== null);
  const done = parts.length === 0 ? `Nothing was changed in ${table}.` : `${parts.join(", ")} in ${table}.`;
  return left === 0 ? done : `${done} ${leftAlone(left, rows)}`;
}

function leftAlone(left, rows) {
  const named = rows.slice(0, ROWS_NAMED).map(number).join(", ");
  const more = left > ROWS_NAMED ? " …" : "";
  const why = "changed or removed since, or something refers to";
  return left === 1
    ? `1 row stays as it is, because it was ${why} it: row ${named}.`
    : `${number(left)} rows stay as they are, because they were ${why} them: rows ${named}${more}.`;
}
