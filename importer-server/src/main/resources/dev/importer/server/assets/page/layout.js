/** Puts rows under one set of columns: those of the fields, and those of labels that feed no field. */

/**
 * The columns of rows that come page by page. Valid rows have their values under the names of
 * fields, refused ones their cells under the labels of the file, several of which may mean one field.
 */
export class Columns {
  #columns = new Map();
  #fieldOf = new Map();
  #used = new Set();
  #mapping;

  /** @param mapping the columns of the source, each with its label and its field */
  constructor(mapping) {
    this.#mapping = mapping;
    for (const { label, field, reason } of mapping) {
      this.#fieldOf.set(label, field ?? label);
      if (!this.#columns.has(field ?? label)) {
        // A column without a label of its own is told by its position.
        this.#columns.set(field ?? label, { key: field ?? label, label: reason === "position" ? null : label });
      }
    }
  }

  /** Those that rows have, in the order of the source. */
  get shown() {
    return [...this.#columns.values()].filter((column) => this.#used.has(column.key));
  }

  /** A row with its cells, its errors and what cleaning has changed, each by column. */
  rowOf(record) {
    const cells = new Map();
    const keys = [];
    for (const [label, cell] of record.data) {
      const field = record.status === "failed" ? (this.#fieldOf.get(label) ?? label) : label;
      // A second cell for one field stands beside the first.
      const key = cells.has(field) ? label : field;
      cells.set(key, { label, cell });
      keys.push(key);
      this.#use(key);
    }
    const errors = new Map();
    const whole = [];
    for (const error of record.errors) {
      const key = this.#columnOf(error, keys);
      if (key === null) {
        whole.push(error);
      } else {
        this.#use(key);
        errors.set(key, [...(errors.get(key) ?? []), error]);
      }
    }
    const cleaned = new Map();
    for (const change of record.changes) {
      cleaned.set(this.#fieldOf.get(change.field) ?? change.field, change);
    }
    return { record, cells, errors, whole, cleaned };
  }

  /** The label under which the source has a column, or its field. */
  labelOf(key) {
    return this.#columns.get(key)?.label ?? key;
  }

  #use(key) {
    this.#used.add(key);
    if (!this.#columns.has(key)) {
      this.#columns.set(key, { key, label: null });
    }
  }

  /** The column of an error: that of its cell, also of one that the row lacks, or of its field. */
  #columnOf(error, keys) {
    if (error.column !== null) {
      const { label } = this.#mapping[error.column - 1] ?? { label: error.field };
      return keys[error.column - 1] ?? this.#fieldOf.get(label) ?? label;
    }
    return error.field === null ? null : (this.#fieldOf.get(error.field) ?? error.field);
  }
}
