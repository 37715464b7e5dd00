/** What codes and states are called in plain words. */

import { number } from "./dom.js";

/** How many rows there are, and what became of them, such as "13 rows: 5 valid, 8 refused". */
export function outcome(valid, refused) {
  return `${count(valid + refused, ["row", "rows"])}: ${number(valid)} valid, ${number(refused)} refused`;
}

/** What rows become in a table of the application, such as "12 new, 3 changed, 40 unchanged". */
export function became({ inserted, updated, unchanged, skipped, refused = 0 }) {
  const parts = [
    [inserted, "new"],
    [updated, "changed"],
    [unchanged, "unchanged"],
    [skipped, "left as they are"],
    [refused, "refused"],
  ].filter(([rows]) => rows > 0);
  return parts.length === 0 ? "No rows" : parts.map(([rows, what]) => `${number(rows)} ${what}`).join(", ");
}

const STATUS = {
  pending: "waiting",
  processing: "running",
  completed: "done",
  failed: "not usable",
  cancelled: "cancelled",
};

export function status(value) {
  return STATUS[value] ?? value;
}

const CODES = {
  "extra-cell": "more cells than columns",
  "missing-cell": "fewer cells than columns",
  "unique-error": "duplicate value",
  "primary-key": "duplicate key",
  "foreign-key": "refers to a row that is not there",
  "row-check": "refused by a rule of the application",
  "json-not-object": "not an object",
  "duplicate-member": "a name that occurs twice",
  "stray-quote": "unbalanced quotes",
  "nul-byte": "a NUL character",
  "cell-error": "an error of the spreadsheet in place of a value",
  "more-errors": "further errors",
};

const TYPES = {
  integer: "not a whole number",
  number: "not a number",
  boolean: "neither true nor false",
  date: "not a date",
  time: "not a time",
  datetime: "not a date with time",
};

const RULES = {
  required: "missing",
  format: "not in the right form",
  minimum: "too small",
  exclusiveMinimum: "too small",
  maximum: "too large",
  exclusiveMaximum: "too large",
  minLength: "too short",
  maxLength: "too long",
  pattern: "not of the expected pattern",
  enum: "not one of the allowed values",
  categories: "not one of the allowed values",
  jsonSchema: "not of the expected structure",
};

/** Rules of the table that rows go into; others are called as its constraints are. */
const TABLE_RULES = {
  key: "missing or repeated, but the key of the table",
  exists: "in the table already",
  missing: "not in the table",
};

/** What is wrong, in a few words, for a group of errors. */
export function fault(code, rule) {
  if (code === "type-error") {
    return TYPES[rule] ?? (rule ? `not of the type ${rule}` : "not of the right type");
  }
  if (code === "db-constraint") {
    return TABLE_RULES[rule] ?? (rule ? `refused by the database, rule ${rule}` : "refused by the database");
  }
  if (code === "constraint-error") {
    return RULES[rule] ?? (rule ? `breaks the rule ${rule}` : "breaks a rule");
  }
  if (code === "row-check" && rule) {
    return `${CODES[code]} (${rule})`;
  }
  return CODES[code] ?? code.replaceAll("-", " ");
}

const KINDS = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "yes or no",
  date: "date",
  time: "time of day",
  datetime: "date with time",
  year: "year",
  yearmonth: "month",
  duration: "duration, such as P3D",
  geopoint: "longitude and latitude",
  list: "list",
  object: "JSON object",
  array: "JSON array",
  geojson: "GeoJSON",
  any: "anything",
};

const TEXTS = { email: "e-mail address", uri: "web address", uuid: "UUID", binary: "Base64", ipv4: "IPv4 address", ipv6: "IPv6 address", wkt: "WKT" };
const MOST_CHOICES = 6;

/** What a field of a schema takes, in words. */
export function kindOfField(field) {
  const { constraints: rules = {} } = field;
  const choices = rules.enum ?? field.categories?.map((each) => each.value ?? each);
  if (choices) {
    const more = choices.length > MOST_CHOICES ? ` or ${number(choices.length - MOST_CHOICES)} more` : "";
    return `one of ${choices.slice(0, MOST_CHOICES).join(", ")}${more}`;
  }
  const kind =
    field.type === "boolean" && field.trueValues
      ? `${field.trueValues[0]} or ${field.falseValues?.[0] ?? "false"}`
      : ((field.type === "string" ? TEXTS[field.format] : undefined) ?? KINDS[field.type] ?? field.type);
  return [kind, ...rangeOf(rules), rules.unique ? "each once" : null].filter((part) => part !== null).join(", ");
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength }) {
  const parts = [];
  if (minimum !== undefined && maximum !== undefined) {
    parts.push(`${minimum} to ${maximum}`);
  } else if (minimum !== undefined) {
    parts.push(`${minimum} or more`);
  } else if (maximum !== undefined) {
    parts.push(`${maximum} or less`);
  }
  if (exclusiveMinimum !== undefined) {
    parts.push(`more than ${exclusiveMinimum}`);
  }
  if (exclusiveMaximum !== undefined) {
    parts.push(`less than ${exclusiveMaximum}`);
  }
  if (minLength !== undefined && minLength === maxLength) {
    parts.push(`${number(minLength)} characters`);
  } else if (maxLength !== undefined) {
    parts.push(`at most ${number(maxLength)} characters`);
  }
  return parts;
}

const REASONS = {
  exact: "same name",
  normalised: "same name in another spelling",
  alias: "another name of the field",
  position: "same position as in the schema",
  given: "chosen",
  remembered: "as the last time",
  spelling: "a similar name",
  part: "a part of the name",
  values: "its values fit",
};

/** Why a column feeds a field. */
export function reason(value) {
  return REASONS[value] ?? value;
}

const SUGGESTIONS = {
  "white-space": "without the white space around it",
  "spreadsheet-notation": "without what spreadsheets put around it",
  "no-value": "a word for no value",
  "allowed-value": "an allowed value in another spelling",
  "category-label": "the value with this label",
  "truth-word": "another word for true or false",
  "number-notation": "a number in another notation",
  unit: "a number with a unit",
  "letter-for-digit": "a letter that looks like a digit",
  "date-notation": "a date in another notation",
  "email-notation": "an address in another notation",
};

/** Why a value was probably meant. */
export function suggestionReason(value) {
  return SUGGESTIONS[value] ?? value;
}

const WARNINGS = {
  "blank-row": ["row without a value was skipped", "rows without a value were skipped"],
  "comment": ["comment was skipped", "comments were skipped"],
  "repeated-header": ["row was skipped because it repeats the column names", "rows were skipped because they repeat the column names"],
  "byte-order-mark": ["invisible byte order mark was dropped", "invisible byte order marks were dropped"],
  "preamble": ["line above the table was skipped", "lines above the table were skipped"],
  "label-filled": ["label got the heading of its group of columns", "labels got the heading of their group of columns"],
  "blank-label": ["column has no name and is named by its position", "columns have no name and are named by their position"],
  "renamed-label": ["column name occurs twice; the later one got a number", "column names occur twice; the later ones got a number"],
  "unknown-column": ["column is not in the schema and is kept as it is", "columns are not in the schema and are kept as they are"],
  "repaired-quote": ["row had quotes that were repaired", "rows had quotes that were repaired"],
  "literal-quote": ["row has quotes inside of a cell that are taken as text", "rows have quotes inside of cells that are taken as text"],
  "blank-after-quote": ["row has white space after a closing quote, which was dropped", "rows have white space after a closing quote, which was dropped"],
  "remembered-mapping": ["column is understood as in an earlier import of a file with these labels", "columns are understood as in an earlier import of a file with these labels"],
  "unchecked-key": ["foreign key leads to another table and is not checked", "foreign keys lead to other tables and are not checked"],
  "seen-rows": ["row is stored by an earlier import already", "rows are stored by earlier imports already"],
  "cesu-8": ["character was written as two surrogates and is read as what is meant", "characters were written as two surrogates and are read as what is meant"],
  "mojibake": ["cell looks misread in a wrong encoding somewhere before and is kept as it is", "cells look misread in a wrong encoding somewhere before and are kept as they are"],
  "skipped-member": ["member beside the records was skipped", "members beside the records were skipped"],
  "spreadsheet-damage": ["cell was changed by a spreadsheet program and is kept as it is", "cells were changed by a spreadsheet program and are kept as they are"],
  "padded-cell": ["text has white space around it, which is kept", "texts have white space around them, which is kept"],
  "trimmed-cell": ["cell lost the white space around it", "cells lost the white space around them"],
  "unwrapped-cell": ["cell was read without what spreadsheets put around it", "cells were read without what spreadsheets put around them"],
  "replaced-cell": ["cell was replaced by another value", "cells were replaced by other values"],
  "checked-cell": ["cell was changed by a rule of the application", "cells were changed by a rule of the application"],
  "edited-cell": ["cell was changed after the import", "cells were changed after the import"],
  "long-number": ["number has more digits than spreadsheet programs keep", "numbers have more digits than spreadsheet programs keep"],
  "shown-otherwise": ["number is shown otherwise than it is stored, for example with zeros in front", "numbers are shown otherwise than they are stored, for example with zeros in front"],
  "taken-as-shown": ["number was read as it is shown", "numbers were read as they are shown"],
  "uncalculated-formula": ["formula has no stored value and is read as empty", "formulas have no stored value and are read as empty"],
  "totals-row": ["row of totals at the end was skipped", "rows of totals at the end were skipped"],
  "hidden-rows": ["row is hidden in the workbook and is read like the others", "rows are hidden in the workbook and are read like the others"],
  "hidden-columns": ["column is hidden in the workbook and is read like the others", "columns are hidden in the workbook and are read like the others"],
};

const REMARKS = {
  "end-of-file-mark": "A mark of the end of the file was dropped.",
  "mixed-line-endings": "The lines end in different ways.",
  "wrapped-records": "The records stand in a member of the JSON, or seem to. See why it is read this way.",
  "guessed-encoding": "The encoding was guessed. Look at names with accents.",
};

/** What was noticed without refusing anything, and how often. */
export function warning(code, times) {
  const forms = WARNINGS[code];
  if (forms) {
    return `${count(times, forms)}.`;
  }
  return REMARKS[code] ?? `${code.replaceAll("-", " ")}: ${count(times, ["time", "times"])}`;
}

function count(times, [one, many]) {
  return `${number(times)} ${times === 1 ? one : many}`;
}

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar |", " ": "space" };

export function delimiter(value) {
  return DELIMITERS[value] ?? value;
}
