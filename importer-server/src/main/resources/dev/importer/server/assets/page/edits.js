/** What was typed into cells and is not stored yet. It is never lost: what cannot be saved stays, with the reason. */

import { Problem } from "./api.js";

export class Edits {
  #cells = new Map();
  #queue = Promise.resolve();
  /** The labels of cells that were stored from here, by row. */
  #stored = new Map();
  #send;
  #told;

  /**
   * @param send stores edits: given rows with values as JSON, it gives a promise
   * @param told called whenever the state of a cell has changed
   */
  constructor(send, told) {
    this.#send = send;
    this.#told = told;
  }

  /** What was typed into a cell, with its `state` (`saving` or `refused`) and the `reason`; undefined if it is stored. */
  at(rowNumber, key) {
    return this.#cells.get(place(rowNumber, key));
  }

  /** How many cells are not stored. */
  get size() {
    return this.#cells.size;
  }

  /** Those that could not be stored. */
  get refused() {
    return [...this.#cells.values()].filter((edit) => edit.state === "refused");
  }

  /**
   * Stores cells together, after those that are on their way.
   *
   * @param edits each with `rowNumber`, `key`, the `text` that people see, its `label` and `json`, and `emptied`: the
   *     labels of cells that the row lacks, which are meant to be empty now
   */
  put(edits) {
    for (const edit of edits) {
      edit.state = "saving";
      edit.reason = null;
      this.#cells.set(place(edit.rowNumber, edit.key), edit);
    }
    this.#told();
    this.#queue = this.#queue.catch(() => {}).then(() => this.#store(edits));
    return this.#queue;
  }

  /** Tries once more to store what could not be stored. */
  again() {
    const { refused } = this;
    return refused.length === 0 ? this.#queue : this.put(refused);
  }

  /** Gives up what was typed into a cell. */
  drop(rowNumber, key) {
    this.#cells.delete(place(rowNumber, key));
    this.#told();
  }

  /** All rows were fetched anew: what they lack is known again. */
  forgetStored() {
    this.#stored.clear();
  }

  async #store(edits) {
    // Somebody may have typed something else there in between.
    const current = edits.filter((edit) => this.at(edit.rowNumber, edit.key) === edit);
    if (current.length === 0) {
      return;
    }
    try {
      await this.#send(this.#rowsOf(current));
      for (const edit of current) {
        if (this.at(edit.rowNumber, edit.key) === edit) {
          this.#cells.delete(place(edit.rowNumber, edit.key));
        }
      }
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
      for (const edit of current) {
        edit.state = "refused";
        edit.reason = failure.message;
      }
    }
    this.#told();
  }

  /** A cell that was typed into is never emptied because the row lacked it before. */
  #rowsOf(edits) {
    const rows = new Map();
    for (const { rowNumber, label, json } of edits) {
      rows.set(rowNumber, (rows.get(rowNumber) ?? new Map()).set(label, json));
      this.#stored.set(rowNumber, (this.#stored.get(rowNumber) ?? new Set()).add(label));
    }
    for (const { rowNumber, emptied } of edits) {
      for (const label of emptied) {
        if (!this.#stored.get(rowNumber).has(label)) {
          rows.get(rowNumber).set(label, "null");
        }
      }
    }
    return [...rows].map(([row, set]) => [row, [...set].map(([label, json]) => `${JSON.stringify(label)}:${json}`)]);
  }
}

function place(rowNumber, key) {
  return `${rowNumber} ${key}`;
}
