/** Puts rows under one set of columns: those of the fields, and those of labels that feed no field. */

/**
 * Valid rows have their values under the names of fields, refused ones their cells under the labels
 * of the file, several of which may mean one field.
 *
 * @param records rows of an answer
 * @param mapping the columns of the source, each with its label and its field
 * @returns the columns that the rows have, and for each row its cells and its errors by column
 */
export function layOut(records, mapping) {
  const columns = new Map();
  const fieldOf = new Map();
  for (const { label, field, reason } of mapping) {
    fieldOf.set(label, field ?? label);
    if (!columns.has(field ?? label)) {
      // A column without a label of its own is told by its position.
      columns.set(field ?? label, { key: field ?? label, label: reason === "position" ? null : label, ofSource: true });
    }
  }
  const used = new Set();
  const use = (key) => {
    used.add(key);
    if (!columns.has(key)) {
      columns.set(key, { key, label: null, ofSource: false });
    }
  };
  const rows = records.map((record) => {
    const cells = new Map();
    const keys = [];
    for (const [label, cell] of record.data) {
      const field = record.status === "failed" ? (fieldOf.get(label) ?? label) : label;
      // A second cell for one field stands beside the first.
      const key = cells.has(field) ? label : field;
      cells.set(key, { label, cell });
      keys.push(key);
      use(key);
    }
    const errors = new Map();
    const whole = [];
    for (const error of record.errors) {
      const key = columnOf(error, keys);
      if (key === null) {
        whole.push(error);
      } else {
        use(key);
        errors.set(key, [...(errors.get(key) ?? []), error]);
      }
    }
    return { record, cells, errors, whole };
  });
  return { columns: [...columns.values()].filter((column) => used.has(column.key)), rows };

  /** The column of an error: that of its cell, also of one that the row lacks, or of its field. */
  function columnOf(error, keys) {
    if (error.column !== null) {
      const { label } = mapping[error.column - 1] ?? { label: error.field };
      return keys[error.column - 1] ?? fieldOf.get(label) ?? label;
    }
    return error.field === null ? null : (fieldOf.get(error.field) ?? error.field);
  }
}

/** Under which name the number of a row goes beside its cells; none of these has it. */
export function rowNumberName(mapping) {
  let name = "_row";
  while (mapping.some((column) => column.label === name)) {
    name = `_${name}`;
  }
  return name;
}
