/** What codes and states are called in plain words. */

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
  "unique-error": "seen before",
  "primary-key": "key seen before",
  "foreign-key": "refers to a row that is not there",
  "json-not-object": "not an object",
  "duplicate-member": "a name that stands twice",
  "stray-quote": "quotes that do not add up",
  "nul-byte": "a NUL character",
  "db-constraint": "refused by the database",
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

/** What is wrong, in a few words, for a group of errors. */
export function fault(code, rule) {
  if (code === "type-error") {
    return TYPES[rule] ?? (rule ? `not of the type ${rule}` : "not of the right type");
  }
  if (code === "constraint-error") {
    return RULES[rule] ?? (rule ? `breaks the rule ${rule}` : "breaks a rule");
  }
  return CODES[code] ?? code.replaceAll("-", " ");
}

const REASONS = {
  exact: "same name",
  normalised: "same name in another spelling",
  alias: "another name of the field",
  position: "stands where the schema has the field",
};

/** Why a column feeds a field. */
export function reason(value) {
  return REASONS[value] ?? value;
}

const WARNINGS = {
  "blank-row": "blank lines were skipped",
  "blank-label": "columns have no name and are named by their position",
  "renamed-label": "columns had the same name; the later one got a number",
  "unknown-column": "columns are not in the schema and are kept as they are",
  "mixed-line-endings": "lines end in different ways",
  "repaired-quote": "rows had quotes that were repaired",
  "literal-quote": "rows have quotes inside of cells that are taken as text",
  "guessed-encoding": "the encoding was guessed",
};

/** What was noticed without refusing anything. */
export function warning(code) {
  return WARNINGS[code] ?? code.replaceAll("-", " ");
}

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar |", " ": "space" };

export function delimiter(value) {
  return DELIMITERS[value] ?? value;
}
