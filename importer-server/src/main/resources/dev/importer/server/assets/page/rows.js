/** The rows that a search finds, by their place in it. They are fetched where they are looked at, and dropped again. */

import { sendJson } from "./api.js";
import { answerWithRows } from "./cells.js";

const CHUNK = 100;
const CHUNKS_KEPT = 30;
const LARGEST_OFFSET = 100_000;

export class Rows {
  #search;
  #columns;
  #signal;
  #told;
  #chunks = new Map();
  #loading = new Map();
  /** Cursors by the place at which they begin. */
  #anchors = new Map([[0, null]]);
  /** Places of rows that the search would not find any more, because they were changed. */
  #left = new Set();
  #lastUsed = 0;

  /** How many rows there are, as far as is known. */
  count;
  /** Whether there may be more than that. */
  open;

  /**
   * @param search what is searched, without a page
   * @param count how many rows it finds; null if nobody knows before all are found
   * @param columns those under which the rows stand
   * @param told called when rows have come
   */
  constructor({ search, count, columns, signal, told }) {
    this.#search = search;
    this.#columns = columns;
    this.#signal = signal;
    this.#told = told;
    this.count = count ?? 0;
    this.open = count === null;
  }

  /** The row at a place; undefined if it has to be fetched first. */
  at(place) {
    const chunk = this.#chunks.get(Math.floor(place / CHUNK));
    if (chunk === undefined) {
      return undefined;
    }
    this.#lastUsed += 1;
    chunk.used = this.#lastUsed;
    return chunk.rows[place % CHUNK];
  }

  /** All that is at hand: pairs of places and rows, in their order. */
  *loaded() {
    for (const number of [...this.#chunks.keys()].sort((a, b) => a - b)) {
      for (const [i, row] of this.#chunks.get(number).rows.entries()) {
        yield [number * CHUNK + i, row];
      }
    }
  }

  /** Fetches the rows of these places that are not at hand. */
  async need(from, to) {
    const wanted = [];
    for (let number = Math.floor(Math.max(0, from) / CHUNK); number <= Math.floor(to / CHUNK); number += 1) {
      if (!this.#chunks.has(number) && (this.open || number * CHUNK < this.count)) {
        wanted.push(this.#fetch(number));
      }
    }
    await Promise.all(wanted);
  }

  /** Rows as they are now, in the places where they are. */
  renew(records, wanted) {
    const byNumber = new Map(records.map((record) => [record.row_number, record]));
    for (const [place, row] of this.loaded()) {
      const record = byNumber.get(row.record.row_number);
      if (record) {
        this.#chunks.get(Math.floor(place / CHUNK)).rows[place % CHUNK] = this.#columns.rowOf(record);
        if (wanted(record)) {
          this.#left.delete(place);
        } else {
          this.#left.add(place);
        }
      }
    }
  }

  #fetch(number) {
    if (!this.#loading.has(number)) {
      this.#loading.set(
        number,
        (this.open ? this.#nextChunk(number) : this.#chunkAt(number)).finally(() => this.#loading.delete(number)),
      );
    }
    return this.#loading.get(number);
  }

  async #chunkAt(number) {
    const from = number * CHUNK;
    await this.#reach(from);
    const rows = [];
    let cursor;
    let offset;
    ({ cursor, offset } = this.#begin(from));
    do {
      const answer = await this.#ask({ cursor, offset, limit: Math.min(CHUNK, this.count - from) - rows.length });
      rows.push(...answer.records);
      cursor = answer.next_cursor;
      offset = 0;
      // A page of large rows is short.
    } while (cursor !== null && rows.length < Math.min(CHUNK, this.count - from));
    if (cursor !== null) {
      this.#anchors.set(from + CHUNK, cursor);
    } else if (from + rows.length < this.count) {
      this.count = from + rows.length;
    }
    this.#keep(number, rows);
  }

  /** The nearest known cursor before a place, and how far it is from there. */
  #begin(place) {
    const anchor = Math.max(...[...this.#anchors.keys()].filter((known) => known <= place));
    const gone = [...this.#left].filter((left) => left >= anchor && left < place).length;
    return { cursor: this.#anchors.get(anchor), offset: place - anchor - gone, anchor };
  }

  /** Brings a place within what can be passed over. */
  async #reach(place) {
    for (;;) {
      const { cursor, offset, anchor } = this.#begin(place);
      if (offset <= LARGEST_OFFSET) {
        return;
      }
      const step = await this.#ask({ cursor, offset: LARGEST_OFFSET - 1, limit: 1 });
      if (step.next_cursor === null) {
        return;
      }
      this.#anchors.set(anchor + LARGEST_OFFSET, step.next_cursor);
    }
  }

  /** In a search by content the rows are found one after the other, with pages that may be empty. */
  async #nextChunk(number) {
    if (!this.#anchors.has(number * CHUNK)) {
      if (number > 0) {
        await this.#fetch(number - 1);
      }
      if (!this.#anchors.has(number * CHUNK)) {
        return;
      }
    }
    let cursor = this.#anchors.get(number * CHUNK);
    const rows = [];
    do {
      const answer = await this.#ask({ cursor, limit: CHUNK - rows.length });
      rows.push(...answer.records);
      cursor = answer.next_cursor;
    } while (cursor !== null && rows.length < CHUNK);
    this.count = Math.max(this.count, number * CHUNK + rows.length);
    if (cursor === null) {
      this.open = false;
    } else {
      this.#anchors.set((number + 1) * CHUNK, cursor);
    }
    this.#keep(number, rows);
  }

  #keep(number, records) {
    this.#lastUsed += 1;
    this.#chunks.set(number, { rows: records.map((record) => this.#columns.rowOf(record)), used: this.#lastUsed });
    if (this.#chunks.size > CHUNKS_KEPT) {
      const [oldest] = [...this.#chunks].reduce((a, b) => (b[1].used < a[1].used ? b : a));
      this.#chunks.delete(oldest);
    }
    this.#told();
  }

  #ask(page) {
    return sendJson("/api/records/search", { ...this.#search, ...page }, { signal: this.#signal, read: answerWithRows });
  }
}
