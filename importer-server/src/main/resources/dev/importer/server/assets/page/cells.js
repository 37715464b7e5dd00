/**
 * The cells of rows as they are stored. The numbers of a browser would lose digits, so a cell is kept
 * as the JSON that it is written in.
 */

const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

export class Cell {
  /** A cell that is written like this. */
  constructor(json) {
    this.json = json;
  }

  /** A text as a cell. */
  static ofText(text) {
    return new Cell(JSON.stringify(text));
  }

  get isText() {
    return this.json.startsWith('"');
  }

  get isNumber() {
    return NUMBER.test(this.json);
  }

  /** Whether there is nothing in it. */
  get isEmpty() {
    return this.json === "null" || this.json === '""';
  }

  /** What people see: a text without its quotes, everything else as it is written. */
  get text() {
    if (this.isText) {
      return JSON.parse(this.json);
    }
    return this.json === "null" ? "" : this.json;
  }

  /** The cell that somebody has made of this one; it stays a number, an object and so on if it can. */
  withText(text) {
    const kind = kindOf(text);
    return kind !== null && kind === kindOf(this.json) ? new Cell(text) : Cell.ofText(text);
  }
}

/** What a text is if it is JSON of another kind than text and null; null otherwise. */
function kindOf(json) {
  if (NUMBER.test(json)) {
    return "number";
  }
  if (json === "true" || json === "false") {
    return "boolean";
  }
  if (!/^[[{]/.test(json)) {
    return null;
  }
  try {
    JSON.parse(json);
    return json[0];
  } catch {
    return null;
  }
}

/** An answer of the server that has rows: the data of each is a map of cells by name, in their order. */
export function answerWithRows(json) {
  const { records, ...answer } = Object.fromEntries(membersOf(json));
  return { ...valuesOf(answer), records: partsOf(records).map(rowOf) };
}

function rowOf(json) {
  const { data, ...row } = Object.fromEntries(membersOf(json));
  const cells = membersOf(data).map(([name, value]) => [name, new Cell(value)]);
  return { ...valuesOf(row), data: new Map(cells) };
}

function valuesOf(members) {
  return Object.fromEntries(Object.entries(members).map(([name, json]) => [name, JSON.parse(json)]));
}

/** The names of an object with its values as they are written. */
function membersOf(json) {
  return partsOf(json).map((member) => {
    const end = endOfText(member, 0);
    return [JSON.parse(member.slice(0, end)), member.slice(member.indexOf(":", end) + 1).trim()];
  });
}

/** The elements of an array, or the members of an object, as they are written. */
function partsOf(json) {
  const parts = [];
  let depth = 0;
  let start = 0;
  const take = (end) => {
    parts.push(json.slice(start, end).trim());
    start = end + 1;
  };
  for (let i = 0; i < json.length; i += 1) {
    const c = json[i];
    if (c === '"') {
      i = endOfText(json, i) - 1;
    } else if (c === "{" || c === "[") {
      depth += 1;
      start = depth === 1 ? i + 1 : start;
    } else if (c === "}" || c === "]") {
      depth -= 1;
      if (depth === 0) {
        take(i);
      }
    } else if (c === "," && depth === 1) {
      take(i);
    }
  }
  return parts.filter((part) => part !== "");
}

/** Where a text ends that begins with this quote. */
function endOfText(json, start) {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) {
    end = json.indexOf('"', end + 1);
  }
  return end + 1;
}

function isEscaped(json, at) {
  let slashes = 0;
  while (json[at - 1 - slashes] === "\\") {
    slashes += 1;
  }
  return slashes % 2 === 1;
}
