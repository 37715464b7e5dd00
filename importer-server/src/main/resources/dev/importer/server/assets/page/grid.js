/** A grid of rows that can be edited like a spreadsheet. Only what is seen is in the document. */

import { el, freshId, number, replace } from "./dom.js";
import { editor } from "./editor.js";
import { columnName } from "./table.js";

const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 44;
const NUMBER_WIDTH = 76;
const MARGIN_ROWS = 6;
const NARROWEST = 84;
const WIDEST = 220;
const WIDTH_OF_A_CHARACTER = 7.6;
const CELL_PADDING = 24;
/** Browsers can show no element that is much higher; beyond that one step of the scroll bar is more than one pixel. */
const HIGHEST = 15_000_000;
/** So much of a message is always in sight; all of it is below the grid. */
const MESSAGE_SHOWN = 10;
const LONGEST_SHOWN = 300;
/** Texts without a letter that is written from right to left, nor a mark that changes the direction. */
const PLAIN = /^[\x20-\x7e]*$/;
const ROWS_LOOKED_THROUGH = 1_000;
/** So many rows the server takes in one change. */
const LARGEST_BLOCK = 10_000;

export class Grid {
  #rows;
  #columns;
  #edits;
  #choices;
  #isNumber;
  #moved;
  #put;
  #undo;
  #description;

  #widths = [];
  #starts = [];
  #painted = new Map();
  #active = { place: 0, column: 0 };
  #open = null;
  #frame = null;
  #isRightToLeft = false;
  #prefix = freshId("grid");

  #head = el("div", { role: "row", class: "grid-row grid-head", "aria-rowindex": 1 });
  #body = el("div", { role: "rowgroup", class: "grid-body" });
  #grid;
  #layer = el("div", { class: "grid-layer" });

  /** The element to put into the page. */
  element;

  /**
   * @param label what it is called
   * @param rows where the rows come from
   * @param columns those of the rows
   * @param edits what was typed and is not stored
   * @param choices gives the values to choose from in a column, or null
   * @param isNumber whether a column holds numbers
   * @param description the id of the element that tells more of the active cell
   * @param moved called when another cell is the active one, or the same has changed
   * @param put called with what was typed: rows, keys of columns and texts
   * @param undo called when the last change is to be undone
   */
  constructor({ label, rows, columns, edits, choices, isNumber, description, moved, put, undo }) {
    this.#rows = rows;
    this.#columns = columns;
    this.#edits = edits;
    this.#choices = choices;
    this.#isNumber = isNumber;
    this.#description = description;
    this.#moved = moved;
    this.#put = put;
    this.#undo = undo;
    this.#grid = el(
      "div",
      {
        role: "grid",
        class: "grid-table",
        tabindex: "0",
        "aria-label": label,
        "aria-describedby": description,
        on: {
          keydown: (event) => this.#pressed(event),
          mousedown: (event) => this.#clicked(event),
          dblclick: (event) => this.#cellOf(event.target) && this.edit(),
          copy: (event) => this.#copy(event),
          paste: (event) => this.#paste(event),
          focus: () => this.draw(),
        },
      },
      el("div", { role: "rowgroup", class: "grid-heads" }, this.#head),
      this.#body,
    );
    this.element = el("div", { class: "grid", on: { scroll: () => this.draw() } }, this.#grid, this.#layer);
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Other rows take the place of these; the active cell stays where it was, if it can. */
  show(rows) {
    this.#leave();
    this.#rows = rows;
    this.#painted.forEach(({ element }) => element.remove());
    this.#painted.clear();
    this.#active.place = Math.min(this.#active.place, Math.max(0, rows.count - 1));
    this.draw();
  }

  /** Goes to the first row. */
  toStart() {
    this.#active = { place: 0, column: 0 };
    this.element.scrollTop = 0;
  }

  focus() {
    this.#grid.focus({ preventScroll: true });
  }

  /** The active cell: its row, if it is at hand, and its column. */
  get active() {
    return { place: this.#active.place, row: this.#rows.at(this.#active.place), column: this.#columns.shown[this.#active.column] };
  }

  /** Whether something is typed that was not handed over yet. */
  get isTyping() {
    return this.#open !== null && this.#open.input.value !== this.#open.text;
  }

  /** Draws what is to be seen, soon. */
  draw() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#paint();
    });
  }

  /** Makes the next wrong cell the active one and opens it; tells whether there is one. */
  async nextWrong(from = this.#active) {
    const active = this.#active;
    const found = await this.#findWrong(from);
    if (this.#active !== active || this.#open !== null) {
      // Somebody has gone elsewhere meanwhile.
      return true;
    }
    if (found === null) {
      return false;
    }
    this.#move(found.place, found.column);
    return this.edit();
  }

  async #findWrong({ place, column }) {
    const start = Math.max(0, place);
    for (let at = start; at < start + ROWS_LOOKED_THROUGH; at += 1) {
      if (this.#rows.at(at) === undefined) {
        await this.#rows.need(at, at + 1);
      }
      if (at >= this.#rows.count) {
        break;
      }
      const found = this.#wrongIn(this.#rows.at(at), at === place ? column : -1);
      if (found !== null) {
        return { place: at, column: found };
      }
    }
    for (const [at, row] of this.#rows.loaded()) {
      const found = at < start ? this.#wrongIn(row, -1) : null;
      if (found !== null) {
        return { place: at, column: found };
      }
    }
    return null;
  }

  #wrongIn(row, after) {
    const found = this.#columns.shown.findIndex(
      ({ key }, i) => i > after && row?.errors.has(key) && !this.#edits.at(row.record.row_number, key),
    );
    return found < 0 ? null : found;
  }

  /** Opens the active cell; a text takes the place of what is there. */
  edit(typed = null) {
    const { row, column } = this.active;
    if (row === undefined || column === undefined) {
      return false;
    }
    this.#leave();
    this.#reveal();
    const { key } = column;
    const pending = this.#edits.at(row.record.row_number, key);
    const text = pending?.text ?? row.cells.get(key)?.cell.text ?? "";
    const wrong = row.errors.has(key) || pending?.reason;
    const input = editor({
      name: `${key}, row ${row.record.row_number}`,
      text,
      choices: this.#choices(key),
      describedBy: wrong ? this.#description : null,
    });
    // An input cannot hold line ends, and would take them away.
    const shown = input.value;
    if (typed !== null && input.tagName === "INPUT") {
      input.value = typed;
    }
    this.#open = { input, row, key, text: shown, typed: typed !== null, place: this.#active.place, column: this.#active.column };
    input.addEventListener("keydown", (event) => this.#typed(event));
    input.addEventListener("blur", () => this.#leave());
    replace(this.#layer, input);
    this.#paint();
    this.#bringIntoView();
    input.focus({ preventScroll: true });
    if (typed === null) {
      input.select?.();
    }
    return true;
  }

  #typed(event) {
    if (event.isComposing) {
      return;
    }
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
      this.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const at = { ...this.#active };
      this.#leave();
      this.focus();
      this.nextWrong(at).then((found) => {
        if (!found) {
          this.#move(Math.min(at.place + 1, this.#rows.count - 1), at.column);
        }
      });
    } else if (event.key === "Tab") {
      this.#leave();
      this.focus();
      // Beyond the first and the last cell, the key leaves the grid.
      if (this.#step(event.shiftKey ? -1 : 1)) {
        event.preventDefault();
        this.edit();
      }
    }
  }

  /** Ends typing and hands over what was typed. */
  #leave() {
    const open = this.#open;
    if (open === null) {
      return;
    }
    this.#close();
    if (open.input.value !== open.text) {
      this.#put([{ row: open.row, key: open.key, text: open.input.value }]);
    }
  }

  #close() {
    if (this.#open !== null) {
      this.#open = null;
      replace(this.#layer);
    }
  }

  #pressed(event) {
    const page = Math.max(1, Math.floor((this.element.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const { place, column } = this.#active;
    const command = event.ctrlKey || event.metaKey;
    const across = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const moves = {
      ArrowUp: [command ? 0 : place - 1, column],
      ArrowDown: [command ? Infinity : place + 1, column],
      ArrowLeft: [place, column - across],
      ArrowRight: [place, column + across],
      PageUp: [place - page, column],
      PageDown: [place + page, column],
      Home: [command ? 0 : place, 0],
      End: [command ? Infinity : place, Infinity],
    };
    if (moves[event.key] && !event.altKey) {
      event.preventDefault();
      this.#move(...moves[event.key]);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      this.edit();
    } else if (command && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      this.#undo();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#empty();
    } else if (event.key === "Escape") {
      this.#giveUp();
    } else if (event.key.length === 1 && !command && !event.altKey) {
      event.preventDefault();
      this.edit(event.key);
    }
  }

  #empty() {
    const { row, column } = this.active;
    if (row && column && !row.cells.get(column.key)?.cell.isEmpty) {
      this.#put([{ row, key: column.key, text: "" }]);
    }
  }

  /** Forgets what was typed into the active cell and could not be stored. */
  #giveUp() {
    const { row, column } = this.active;
    if (row && column && this.#edits.at(row.record.row_number, column.key)?.state === "refused") {
      this.#edits.drop(row.record.row_number, column.key);
    }
  }

  #clicked(event) {
    const at = this.#cellOf(event.target);
    if (at === null || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#leave();
    this.focus();
    const again = at.place === this.#active.place && at.column === this.#active.column;
    this.#move(at.place, at.column);
    const { row, column } = this.active;
    if (row && column && (again || row.errors.has(column.key))) {
      this.edit();
    }
  }

  #cellOf(target) {
    const cell = target.closest("[role=gridcell]");
    return cell === null ? null : { place: cell.parentElement.ariaRowIndex - 2, column: cell.ariaColIndex - 2 };
  }

  #copy(event) {
    const { row, column } = this.active;
    if (row && column) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", row.cells.get(column.key)?.cell.text ?? "");
    }
  }

  /** Puts a block of cells from a spreadsheet over those from the active one on. */
  async #paste(event) {
    event.preventDefault();
    const block = blockOf(event.clipboardData.getData("text/plain"));
    if (block.length > LARGEST_BLOCK) {
      this.#moved(new Error(`So many rows cannot be pasted at once: ${number(block.length)}, and at most ${number(LARGEST_BLOCK)}.`));
      return;
    }
    try {
      const cells = await this.#covered(block, { ...this.#active });
      if (cells.length > 0) {
        this.#put(cells);
      }
    } catch (failure) {
      this.#moved(failure);
    }
  }

  /** The cells that a block covers. Its rows are fetched some at a time, because not all of them are kept. */
  async #covered(block, { place, column }) {
    const columns = this.#columns.shown.slice(column);
    const cells = [];
    for (const [i, texts] of block.entries()) {
      if (this.#rows.at(place + i) === undefined) {
        await this.#rows.need(place + i, place + i);
      }
      const row = this.#rows.at(place + i);
      if (row !== undefined) {
        texts.slice(0, columns.length).forEach((text, j) => cells.push({ row, key: columns[j].key, text }));
      }
    }
    return cells;
  }

  /** Goes some cells on; tells whether there are so many. */
  #step(by) {
    const width = this.#columns.shown.length;
    const at = this.#active.place * width + this.#active.column + by;
    if (at < 0 || at >= this.#rows.count * width) {
      return false;
    }
    this.#move(Math.floor(at / width), at % width);
    return true;
  }

  #move(place, column) {
    const rows = this.#rows.count;
    const columns = this.#columns.shown.length;
    this.#active = {
      place: Math.max(0, Math.min(place, rows - 1)),
      column: Math.max(0, Math.min(column, columns - 1)),
    };
    this.#active.key = this.#columns.shown[this.#active.column]?.key;
    this.#reveal();
    this.#paint();
  }

  /** Scrolls until the active cell is to be seen. */
  #reveal() {
    const { element } = this;
    this.#measure();
    const top = this.#active.place * ROW_HEIGHT;
    const height = element.clientHeight - HEAD_HEIGHT;
    const seen = this.#seenTop();
    if (top < seen) {
      element.scrollTop = top / this.#ratio();
    } else if (top + ROW_HEIGHT > seen + height) {
      element.scrollTop = (top + ROW_HEIGHT - height) / this.#ratio();
    }
    const start = this.#starts[this.#active.column] ?? 0;
    const end = start + (this.#widths[this.#active.column] ?? 0);
    const sideways = Math.abs(element.scrollLeft);
    const width = element.clientWidth - NUMBER_WIDTH;
    const sign = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    if (start < sideways) {
      element.scrollLeft = sign * start;
    } else if (end > sideways + width) {
      element.scrollLeft = sign * Math.min(start, end - width);
    }
  }

  /** Where the window is small, the grid may be above or below it. */
  #bringIntoView() {
    const { top } = this.element.getBoundingClientRect();
    if (top < 0 || top + HEAD_HEIGHT + 3 * ROW_HEIGHT > window.innerHeight) {
      this.element.scrollIntoView({ block: "start" });
    }
  }

  #seenTop() {
    return this.element.scrollTop * this.#ratio();
  }

  /** How many pixels of rows one pixel of scrolling is. */
  #ratio() {
    const height = this.element.clientHeight - HEAD_HEIGHT;
    const whole = this.#rows.count * ROW_HEIGHT;
    return whole <= HIGHEST ? 1 : (whole - height) / (HIGHEST - height);
  }

  /** Gives new columns their width; that of a column never changes while somebody looks at it. */
  #measure() {
    const { shown } = this.#columns;
    if (shown.length === this.#widths.length) {
      return;
    }
    // Later rows may have columns that stand between those of earlier ones.
    for (const at of [this.#active, this.#open]) {
      const moved = at === null ? -1 : shown.findIndex(({ key }) => key === at.key);
      if (moved >= 0) {
        at.column = moved;
      }
    }
    const sample = [...this.#rows.loaded()].slice(0, 200);
    const longest = shown.map(({ key, label }) => Math.max(key.length + 3, (label ?? "").length));
    const messages = shown.map(() => false);
    for (const [, row] of sample) {
      shown.forEach(({ key }, i) => {
        const error = row.errors.get(key)?.[0];
        const length = (row.cells.get(key)?.cell.text.length ?? 0) + (error ? Math.min(error.message.length, MESSAGE_SHOWN) : 0);
        longest[i] = Math.max(longest[i], Math.min(length, 60));
        messages[i] ||= error !== undefined;
      });
    }
    this.#widths = longest.map((length) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, length * WIDTH_OF_A_CHARACTER + CELL_PADDING))));
    let start = 0;
    this.#starts = this.#widths.map((width) => {
      start += width;
      return start - width;
    });
    this.#painted.forEach(({ element }) => element.remove());
    this.#painted.clear();
    this.#head.dataset.columns = "";
  }

  #paint() {
    this.#measure();
    const { element } = this;
    const { shown } = this.#columns;
    const whole = (this.#starts.at(-1) ?? 0) + (this.#widths.at(-1) ?? 0);
    const height = Math.min(this.#rows.count * ROW_HEIGHT, HIGHEST);
    this.#grid.setAttribute("aria-rowcount", this.#rows.open ? -1 : this.#rows.count + 1);
    this.#grid.setAttribute("aria-colcount", shown.length + 1);
    this.#grid.style.width = `${NUMBER_WIDTH + whole}px`;
    this.#body.style.height = `${height}px`;

    const seen = this.#seenTop();
    const shift = element.scrollTop - seen;
    const last = this.#rows.count - 1;
    const from = Math.max(0, Math.floor(seen / ROW_HEIGHT) - MARGIN_ROWS);
    const to = Math.min(last, Math.ceil((seen + element.clientHeight) / ROW_HEIGHT) + MARGIN_ROWS);
    const sideways = Math.abs(element.scrollLeft);
    const left = Math.max(0, this.#starts.findLastIndex((start) => start <= sideways) - 1);
    const beyond = this.#starts.findIndex((start) => start > sideways + element.clientWidth);
    const right = beyond < 0 ? shown.length : beyond + 1;

    this.#isRightToLeft = getComputedStyle(element).direction === "rtl";
    this.#paintHead(shown, left, Math.min(right, shown.length));
    for (const [place, { element: painted }] of this.#painted) {
      if (place < from || place > to) {
        painted.remove();
        this.#painted.delete(place);
      }
    }
    let before = null;
    for (let place = from; place <= to; place += 1) {
      const row = this.#paintRow(place, before, shown, left, Math.min(right, shown.length));
      before = row;
      row.style.top = `${place * ROW_HEIGHT + shift}px`;
    }
    this.#paintEditor(shift);
    this.#mark();
    if (element.clientHeight > 0) {
      this.#rows.need(from, this.#rows.open && to >= last ? to + 1 : to).catch((failure) => {
        if (failure.name !== "AbortError") {
          this.#moved(failure);
        }
      });
    }
  }

  #paintHead(shown, left, right) {
    const columns = `${left} ${right} ${shown.length}`;
    if (this.#head.dataset.columns === columns) {
      return;
    }
    this.#head.dataset.columns = columns;
    // All rows have the columns that are seen, after the number and the place of those that are not.
    const widths = [NUMBER_WIDTH, this.#starts[left] ?? 0, ...this.#widths.slice(left, right)];
    this.#grid.style.setProperty("--columns", widths.map((width) => `${width}px`).join(" "));
    replace(
      this.#head,
      el("div", { role: "columnheader", class: "grid-number", "aria-colindex": 1 }, "Row"),
      shown.slice(left, right).map((column, i) =>
        el("div", { role: "columnheader", class: `grid-cell${this.#isNumber(column.key) ? " number" : ""}`, "aria-colindex": left + i + 2 }, el("span", { class: "grid-name" }, columnName(column))),
      ),
    );
  }

  /** The element of a row; it is made anew only if what it shows has changed. */
  #paintRow(place, above, shown, left, right) {
    const row = this.#rows.at(place);
    const pending = row === undefined || this.#edits.size === 0 ? "" : shown.map(({ key }) => this.#edits.at(row.record.row_number, key)).map((edit) => (edit ? edit.state + edit.text : "")).join("\n");
    const before = this.#painted.get(place);
    if (before && before.row === row && before.left === left && before.right === right && before.pending === pending) {
      return before.element;
    }
    const element = row === undefined ? this.#awaited(place) : this.#rowElement(place, row, shown, left, right);
    before?.element.remove();
    // Rows stand in the document in their order, for those who read it so.
    this.#body.insertBefore(element, above === null ? this.#body.firstChild : above.nextSibling);
    this.#painted.set(place, { element, row, left, right, pending });
    return element;
  }

  #awaited(place) {
    return el(
      "div",
      { role: "row", class: "grid-row awaited", "aria-rowindex": place + 2 },
      el("div", { role: "rowheader", class: "grid-number", "aria-colindex": 1 }, el("span", { class: "unseen" }, "loading")),
    );
  }

  #rowElement(place, row, shown, left, right) {
    const { record, whole } = row;
    const failed = record.status === "failed";
    return el(
      "div",
      { role: "row", class: failed ? "grid-row failed" : "grid-row", "aria-rowindex": place + 2, "data-row": record.row_number },
      el(
        "div",
        {
          role: "rowheader",
          class: whole.length > 0 ? "grid-number wrong" : "grid-number",
          "aria-colindex": 1,
          "aria-label": failed ? `${number(record.row_number)} refused ${texts(whole)}`.trim() : null,
          title: whole.length > 0 ? texts(whole) : null,
        },
        number(record.row_number),
      ),
      shown.slice(left, right).map(({ key }, i) => this.#cell(row, key, left + i)),
    );
  }

  #cell(row, key, column) {
    const edit = this.#edits.at(row.record.row_number, key);
    const errors = row.errors.get(key) ?? [];
    const cell = row.cells.get(key)?.cell;
    const cleaned = row.cleaned.get(key);
    const message = edit ? edit.reason : texts(errors);
    const text = edit ? edit.text : (cell?.text ?? "");
    const looks = [
      "grid-cell",
      edit ? `unsaved ${edit.state}` : errors.length > 0 ? "wrong" : null,
      message ? "told" : null,
      this.#isNumber(key) || cell?.isNumber ? "number" : null,
      cleaned ? "cleaned" : null,
    ];
    return el(
      "div",
      {
        role: "gridcell",
        class: looks.filter(Boolean).join(" "),
        "aria-colindex": column + 2,
        "aria-invalid": errors.length > 0 ? "true" : null,
        title: cleaned ? `The file has: ${cleaned.from}` : message || null,
      },
      text === "" ? (errors.length > 0 ? el("span", { class: "nothing" }, "empty") : null) : this.#value(text.slice(0, LONGEST_SHOWN), Boolean(message || cleaned)),
      text.length > LONGEST_SHOWN ? el("span", { class: "muted" }, `${number(text.length)} characters`) : null,
      message ? el("span", { class: "message" }, message) : null,
    );
  }

  /** Most texts stand alone and read in the direction of the page: they need no element of their own. */
  #value(text, marked) {
    return marked || this.#isRightToLeft || !PLAIN.test(text) ? el("bdi", { class: "grid-value" }, text) : text;
  }

  #paintEditor(shift) {
    if (this.#open === null) {
      return;
    }
    const { input, place, column } = this.#open;
    input.style.top = `${HEAD_HEIGHT + place * ROW_HEIGHT + shift}px`;
    input.style.insetInlineStart = `${NUMBER_WIDTH + this.#starts[column]}px`;
    input.style.width = `${Math.max(this.#widths[column], 160)}px`;
  }

  /** Shows which cell is the active one, and tells it. */
  #mark() {
    const before = this.#body.querySelector(".active");
    const cell = this.#painted.get(this.#active.place)?.element.querySelector(`[role=gridcell][aria-colindex="${this.#active.column + 2}"]`) ?? null;
    if (before !== cell) {
      before?.classList.remove("active");
      before?.removeAttribute("id");
      cell?.classList.add("active");
    }
    if (cell === null) {
      this.#grid.removeAttribute("aria-activedescendant");
    } else {
      // Another name for another cell, so that readers of the screen notice that it is another one.
      cell.id = `${this.#prefix}-${this.#active.place}-${this.#active.column}`;
      this.#grid.setAttribute("aria-activedescendant", cell.id);
    }
    this.#moved(null);
  }
}

function texts(errors) {
  return errors.map((error) => error.message).join("; ");
}

/** The cells of a text as spreadsheets copy them: tabs between cells, quotes around those with line ends. */
function blockOf(text) {
  const rows = [[]];
  let rest = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(rest);
    const cell = quoted ? quoted[0] : /^[^\t\n]*/.exec(rest)[0];
    rows.at(-1).push(quoted ? quoted[1].replaceAll('""', '"') : cell);
    const end = rest[cell.length];
    rest = rest.slice(cell.length + 1);
    if (end === undefined) {
      return rows;
    }
    if (end === "\n") {
      rows.push([]);
    }
  }
}
