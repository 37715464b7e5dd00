/** How far a change of rows has got that takes a while, be it made here or by somebody else. */

import { announce, count, duration, el, number, replace } from "./dom.js";
import { followChange } from "./events.js";

/** What is done sooner needs no bar. */
const QUIET_MILLISECONDS = 500;
const LOOK_MILLISECONDS = 3_000;

export class ChangeProgress {
  #importId;
  #signal;
  #changed;
  #timer;
  /** How many changes were sent from here that are not answered yet. */
  #own = 0;
  /** Whether what is followed may be a change from here, whose answer tells how it has ended. */
  #isOurs = false;
  #isLooking = false;
  #text = el("p", {});
  #bar = el("progress", { max: 1, "aria-label": "How much of the change is done" });

  /** The element to put into the page. */
  element = el("section", { class: "panel progress change-progress", "aria-label": "A change under way", hidden: true }, this.#text, this.#bar);

  /**
   * @param changed called when a change has ended that nobody here waits for, with what the server says of it
   */
  constructor({ importId, signal, changed }) {
    this.#importId = importId;
    this.#signal = signal;
    this.#changed = changed;
    this.#timer = setInterval(() => document.visibilityState === "visible" && this.#look(), LOOK_MILLISECONDS);
    signal.addEventListener("abort", () => clearInterval(this.#timer));
  }

  /** Shows a change that was sent from here, if it takes a while; gives what it gives. */
  async during(change) {
    this.#own += 1;
    const timer = setTimeout(() => this.#show(), QUIET_MILLISECONDS);
    try {
      return await change;
    } catch (failure) {
      // Whoever stands in between may have given up, while the server goes on.
      const goesOn = failure.status === 0 || failure.status > 500;
      this.#isOurs = this.#isLooking && !goesOn;
      throw failure;
    } finally {
      clearTimeout(timer);
      this.#own -= 1;
      if (this.#own === 0) {
        this.#hide();
      }
    }
  }

  #show() {
    if (this.element.hidden) {
      replace(this.#text, "The change waits for its turn…");
      this.#bar.removeAttribute("value");
      this.element.hidden = false;
      announce("The change takes a while");
    }
    this.#look().catch(() => {});
  }

  #hide() {
    this.element.hidden = true;
  }

  /** Listens for as long as something is changed, and again while an answer is waited for. */
  async #look() {
    this.#isOurs ||= this.#own > 0;
    if (this.#isLooking) {
      return;
    }
    this.#isLooking = true;
    try {
      await followChange(this.#importId, (change) => this.#told(change), this.#signal);
    } catch {
      // The page says already that the server does not answer.
    } finally {
      this.#isLooking = false;
    }
    if (this.#own > 0) {
      setTimeout(() => this.#signal.aborted || this.#look(), QUIET_MILLISECONDS);
    } else {
      this.#isOurs = false;
      this.#hide();
    }
  }

  #told(change) {
    this.#isOurs ||= this.#own > 0;
    if (change.state === "running") {
      this.#draw(change);
      return;
    }
    if (this.#own === 0) {
      this.#hide();
    }
    if (!this.#isOurs && hasChanged(change) && !this.#signal.aborted) {
      this.#changed(change);
    }
  }

  #draw(change) {
    if (this.#own === 0 && (this.#isOurs || change.elapsed_ms < QUIET_MILLISECONDS)) {
      return;
    }
    const left = change.time_left_ms === null ? "" : `, about ${duration(change.time_left_ms)} left`;
    replace(this.#text, `${doing(change)}${left}`);
    this.#bar.value = change.rows_total === 0 ? 0 : change.rows_done / change.rows_total;
    if (this.element.hidden) {
      this.element.hidden = false;
      announce(doing(change));
    }
  }
}

/** Whether anything is otherwise now; what is done with a table of the application has no number as a change. */
function hasChanged({ state, kind, change }) {
  return state === "done" && (change !== null || kind === "target_undo" || kind === "target_redo");
}

function doing({ kind, rows_changed: changed, rows_done: done, rows_total: total }) {
  switch (kind) {
    case "undo":
      return `A change is being undone: ${count(changed, "row")} so far`;
    case "correction":
      return `Corrections are being stored: ${count(changed, "row")} so far`;
    case "target_undo":
      return `Rows are being taken out of the application: ${number(done)} of ${number(total)} looked at`;
    case "target_redo":
      return `Rows are being brought back into the application: ${number(done)} of ${number(total)} looked at`;
    default:
      return `Rows are being changed: ${count(changed, "row")} so far`;
  }
}
