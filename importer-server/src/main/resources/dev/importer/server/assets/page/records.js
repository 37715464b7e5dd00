/** The rows of an import: which are shown, and the grid in which they are edited. */

import { Cell } from "./cells.js";
import { count, el, freshId, number, replace } from "./dom.js";
import { choicesOf } from "./editor.js";
import { Grid } from "./grid.js";
import { Columns } from "./layout.js";
import { renamed } from "./leaving.js";
import { Rows } from "./rows.js";

const FILTERS = ["status", "q", "in", "code", "rule", "field"];
const NUMBERS = new Set(["integer", "number"]);

export class Records {
  #stored;
  #columns;
  #fields = new Map();
  #edits;
  #signal;
  #filter;
  #filterChanged;
  #rows;
  #grid;
  #query;
  #hasRefused;
  #told = [];
  #asked = 0;
  #state = el("p", { class: "muted", role: "status" });
  #details = el("p", { class: "cell-details", id: freshId("details") });
  #controls = el("div", {});

  /** The element to put into the page. */
  element;

  /**
   * @param stored the import
   * @param mapping the columns of its source
   * @param edits what was typed and is not stored
   * @param undo called when the last change is to be undone
   * @param filterChanged called when other rows are shown
   */
  constructor({ stored, mapping, query, edits, undo, filterChanged, signal }) {
    this.#stored = stored;
    this.#columns = new Columns(mapping);
    this.#edits = edits;
    this.#signal = signal;
    this.#query = query;
    this.#filterChanged = filterChanged;
    this.#hasRefused = stored.failed_records > 0;
    this.#filter = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));
    this.#filter.status ||= this.#usualStatus();
    this.#rows = this.#search();
    this.#grid = new Grid({
      label: "Rows",
      rows: this.#rows,
      columns: this.#columns,
      edits,
      choices: (key) => (this.#fields.has(key) ? choicesOf(this.#fields.get(key)) : null),
      isNumber: (key) => NUMBERS.has(this.#fields.get(key)?.type),
      description: this.#details.id,
      moved: (failure) => (failure === null ? this.#tell() : replace(this.#state, failure.message)),
      put: (cells) => this.#put(cells),
      undo,
    });
    this.#drawControls(mapping);
    this.element = el(
      "section",
      { class: "rows-panel", "aria-labelledby": "rows-title" },
      el("h2", { id: "rows-title", class: "unseen" }, "Rows"),
      this.#controls,
      this.#grid.element,
      this.#details,
    );
  }

  /** The fields of the schema, once they are known: some have values to choose from. */
  setFields(fields) {
    this.#fields = new Map(fields.map((field) => [field.name, field]));
  }

  /** Fetches the first rows. */
  ready() {
    return this.#rows.need(0, 0);
  }

  /** The filter as it is. */
  get filter() {
    return { ...this.#filter };
  }

  /** Shows other rows. */
  setFilter(changes) {
    Object.assign(this.#filter, changes);
    this.#query.delete("again");
    const kept = FILTERS.filter((name) => this.#filter[name] !== "" && !(name === "status" && this.#filter.status === this.#usualStatus()));
    const search = new URLSearchParams(kept.map((name) => [name, this.#filter[name]]));
    const hash = `#/imports/${this.#stored.id}${kept.length > 0 ? `?${search}` : ""}`;
    renamed(hash);
    history.replaceState(null, "", hash);
    this.#showControls();
    this.#grid.toStart();
    this.#filterChanged();
    return this.reload().catch((failure) => {
      if (failure.name !== "AbortError") {
        replace(this.#state, failure.message);
      }
    });
  }

  /** Whether something is typed in a cell that was not handed over yet. */
  get isTyping() {
    return this.#grid.isTyping;
  }

  /** Goes to the first wrong cell of the refused rows. */
  async fix() {
    if (this.#filter.status !== "failed") {
      await this.setFilter({ status: "failed", q: "", in: "", code: "", rule: "", field: "" });
    }
    this.#grid.toStart();
    await this.ready();
    this.#grid.focus();
    return this.#grid.nextWrong({ place: 0, column: -1 });
  }

  /** Draws the cells anew that were typed into. */
  draw() {
    this.#grid.draw();
  }

  /** Fetches all rows anew, because they may have changed. */
  async reload(stored = this.#stored) {
    this.#stored = stored;
    if (stored.failed_records === 0 && this.#filter.status === "failed") {
      // Where nothing is refused any more, there is something else to see.
      this.#hasRefused = false;
      return this.setFilter({ status: "all", code: "", rule: "", field: "" });
    }
    this.#asked += 1;
    const asked = this.#asked;
    const rows = this.#search();
    await rows.need(0, 0);
    if (asked === this.#asked) {
      this.#rows = rows;
      this.#grid.show(rows);
    }
  }

  /** Rows that were changed here, in the places where they are. */
  renew(stored, records) {
    this.#stored = stored;
    const { status } = this.#filter;
    this.#rows.renew(records, (record) => status === "all" || record.status === status);
    this.#grid.draw();
  }

  /** Whoever comes to correct wants to see what is to be corrected, and whoever looks for a text, all that has it. */
  #usualStatus() {
    return this.#hasRefused && this.#filter.q === "" ? "failed" : "all";
  }

  #search() {
    const { status, q, code, rule, field } = this.#filter;
    const search = { import_id: this.#stored.id };
    if (status === "valid" || status === "failed") {
      search.status = status;
    }
    if (code !== "") {
      search.error = { code, rule: rule || null, field: field || null };
    }
    if (q !== "") {
      if (this.#filter.in === "") {
        search.q = q;
      } else {
        search.where = { [this.#filter.in]: q };
      }
    }
    const counts = { valid: this.#stored.processed_records, failed: this.#stored.failed_records };
    return new Rows({
      search,
      count: code === "" && q === "" ? (counts[status] ?? this.#stored.total_records) : null,
      columns: this.#columns,
      signal: this.#signal,
      told: () => this.#grid.draw(),
    });
  }

  /** Hands over what was typed, with all that it means for the row. */
  #put(cells) {
    const isJson = this.#stored.format === "json" || this.#stored.format === "ndjson";
    const edits = cells
      .filter(({ row, key, text }) => this.#edits.at(row.record.row_number, key) || (row.cells.get(key)?.cell.text ?? "") !== text || row.errors.has(key))
      .map(({ row, key, text }) => ({
        rowNumber: row.record.row_number,
        key,
        text,
        label: this.#labelIn(row, key),
        json: jsonOf(row, key, text, isJson),
        emptied: this.#missing(row),
      }));
    return this.#edits.put(edits);
  }

  /** Whoever edits a row that ends early means its missing cells to be empty. */
  #missing(row) {
    return [...row.errors]
      .filter(([, errors]) => errors.some((error) => error.code === "missing-cell"))
      .map(([key]) => this.#labelIn(row, key));
  }

  #labelIn(row, key) {
    return row.cells.get(key)?.label ?? (row.record.status === "failed" ? this.#columns.labelOf(key) : key);
  }

  /** Says which rows are shown, and all about the active cell. */
  #tell() {
    const { count: rows, open } = this.#rows;
    const noun = { valid: "stored row", failed: "refused row" }[this.#filter.status] ?? "row";
    const none = this.#stored.total_records === 0 ? "The file has no rows." : "No row matches.";
    const text = open ? (rows === 0 ? "Searching…" : `${number(rows)} rows and more`) : rows === 0 ? none : count(this.#countNow() ?? rows, noun);
    if (this.#state.textContent !== text) {
      replace(this.#state, text);
    }
    const { row, column } = this.#grid.active;
    const edit = row && column && this.#edits.at(row.record.row_number, column.key);
    const told = [row, column?.key, edit?.state];
    if (told.some((part, i) => part !== this.#told[i])) {
      this.#told = told;
      replace(this.#details, row === undefined || column === undefined ? null : this.#about(row, column));
    }
  }

  /** Rows that were corrected stay in sight, but do not count. */
  #countNow() {
    const { status, code, q } = this.#filter;
    return status === "failed" && code === "" && q === "" ? this.#stored.failed_records : null;
  }

  #about(row, { key }) {
    const edit = this.#edits.at(row.record.row_number, key);
    const cleaned = row.cleaned.get(key);
    const cell = row.cells.get(key)?.cell;
    return [
      el("strong", {}, `Row ${number(row.record.row_number)} · `, el("bdi", {}, key)),
      edit?.reason ? el("span", { class: "message" }, `Not saved: ${edit.reason}`) : null,
      edit?.state === "saving" ? " Saving…" : null,
      [...(row.errors.get(key) ?? []), ...row.whole].map((error) => el("span", { class: "message" }, error.message)),
      cleaned ? el("span", {}, "The file has ", el("bdi", { class: "code" }, cleaned.from)) : null,
      cell && (cell.text.length > 40 || cell.text.includes("\n")) ? el("bdi", { class: "value" }, cell.text.slice(0, 20_000)) : null,
    ];
  }

  #drawControls(mapping) {
    const radios = [
      ["failed", "Refused"],
      ["valid", "Stored"],
      ["all", "All"],
    ].map(([value, label]) => {
      const id = freshId("status");
      return [
        el("input", { type: "radio", name: "row-status", id, value, on: { change: () => this.setFilter({ status: value }) } }),
        el("label", { for: id }, label),
      ];
    });
    let typing;
    const text = el("input", {
      id: "rows-q",
      type: "search",
      on: {
        input: () => {
          clearTimeout(typing);
          typing = setTimeout(() => this.#signal.aborted || this.setFilter({ q: text.value }), 250);
        },
      },
    });
    const select = el(
      "select",
      { id: "rows-in", on: { change: () => (text.value === "" ? (this.#filter.in = select.value) : this.setFilter({ in: select.value })) } },
      el("option", { value: "" }, "anywhere"),
      [...new Set(mapping.map((column) => column.field ?? column.label))].map((name) => el("option", { value: name }, `${name} is exactly`)),
    );
    const chosen = el("button", { class: "chip", "aria-pressed": "true", title: "Show all of them again", on: { click: () => this.setFilter({ code: "", rule: "", field: "" }) } });
    replace(
      this.#controls,
      el(
        "form",
        { class: "filters", role: "search", on: { submit: (event) => event.preventDefault() } },
        el("fieldset", { class: "segmented" }, el("legend", { class: "unseen" }, "Which rows"), radios),
        el("div", { class: "field" }, el("label", { for: "rows-in" }, "Where"), select),
        el("div", { class: "field grow" }, el("label", { for: "rows-q" }, "Find text"), text),
        chosen,
        this.#state,
      ),
    );
    this.#showControls = () => {
      radios.forEach(([input]) => {
        input.checked = input.value === this.#filter.status;
      });
      if (document.activeElement !== text) {
        text.value = this.#filter.q;
      }
      select.value = this.#filter.in;
      chosen.hidden = this.#filter.code === "";
      replace(chosen, "Only one kind of fault ", el("span", { "aria-hidden": "true" }, "×"));
    };
    this.#showControls();
  }

  #showControls = () => {};
}

/** What was typed, as JSON: of the kind that stood there if the source is JSON, a text otherwise. */
function jsonOf(row, key, text, isJson) {
  if (text === "") {
    return "null";
  }
  const cell = row.cells.get(key)?.cell;
  // Where a value of this kind is refused, a text may be what is meant.
  const refusedKind = cell === undefined || (row.errors.get(key) ?? []).some((error) => error.code === "type-error");
  return (!isJson || refusedKind ? Cell.ofText(text) : cell.withText(text)).json;
}
