/** Changes to the rows of an import: each is numbered, and can be undone. */

import { request } from "./api.js";
import { answerWithRows } from "./cells.js";

export class Changes {
  #path;
  #signal;
  #tag = null;
  #mine = [];
  #turn = Promise.resolve();

  constructor(importId, signal) {
    this.#path = `/api/imports/${importId}`;
    this.#signal = signal;
  }

  /** The import as it is now; from here on a change holds only if nobody else has made one. */
  read() {
    return this.#inTurn(async () => {
      const response = await request(`${this.#path}?limit=1`, { signal: this.#signal });
      this.#tag = response.headers.get("ETag");
      return response.json();
    });
  }

  /** Whether there is something to undo that was done since the page was opened. */
  get canUndo() {
    return this.#mine.length > 0;
  }

  /**
   * Puts other values into cells, all or none.
   *
   * @param rows pairs of a row number and the members of an object of values by label, as JSON
   */
  edit(rows) {
    const changes = rows.map(([row, set]) => `{"row_number":${row},"set":{${set.join(",")}}}`);
    return this.#make("PATCH", "/records", `{"changes":[${changes.join(",")}]}`);
  }

  /** Puts another value in the place of one, in all rows of a group. */
  replace(what) {
    return this.#make("POST", "/replace", JSON.stringify(what));
  }

  /** Takes back a change, or the last one that was made here; gives null if there is none. */
  undo(change) {
    return this.#inTurn(async () => {
      const number = change ?? this.#mine.at(-1);
      if (number === undefined) {
        return null;
      }
      const answer = await this.#send("POST", `/changes/${number}/undo`);
      this.#mine = this.#mine.filter((made) => made !== number);
      return answer;
    });
  }

  /** The changes of the import, the newest first. */
  async list(cursor) {
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const response = await request(`${this.#path}/changes?limit=20${at}`, { signal: this.#signal });
    return response.json();
  }

  #make(method, path, json) {
    return this.#inTurn(async () => {
      const answer = await this.#send(method, path, json);
      if (answer.change !== null) {
        this.#mine.push(answer.change.number);
      }
      return answer;
    });
  }

  /** One after the other: each holds for the state that the one before has left. */
  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #send(method, path, json) {
    const headers = json === undefined ? {} : { "Content-Type": "application/json" };
    if (this.#tag !== null) {
      headers["If-Match"] = this.#tag;
    }
    const response = await request(this.#path + path, { method, headers, body: json, signal: this.#signal });
    this.#tag = response.headers.get("ETag");
    return answerWithRows(await response.text());
  }
}
