/** How a file is read; each setting can be changed, which rehearses anew. */

import { chooser, tick, typed } from "./choosers.js";
import { el } from "./dom.js";
import { delimiter } from "./words.js";

const FORMATS = ["csv", "json", "ndjson"];
const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "utf-16le", "utf-16be", "shift_jis", "gb18030"];
const DELIMITERS = [",", ";", "\t", "|"];
const TRUTHS = ["true", "false"];

/** Settings that few files need. */
const RARE = ["skip_rows", "header_rows", "comment", "skip_initial_space", "property"];

/**
 * @param entry the file, with its report if there is one
 * @param changed called when a setting was changed
 */
export function reading(entry, changed) {
  const { report, options } = entry;
  const format = report?.format ?? options.format ?? entry.format;
  const dialect = report?.dialect ?? {};
  const change = (name, value) => {
    options[name] = value;
    changed();
  };
  const choice = (name, label, values, describe, found = dialect[name]) =>
    chooser({ name, label, found, values, describe, chosen: options[name], changed: (value) => change(name, value) });
  const input = (name, label, attributes) =>
    typed({ name, label, found: dialect[name], chosen: options[name], changed: (value) => change(name, value), ...attributes });
  const yes = (name, label, describe) =>
    choice(name, label, TRUTHS, describe, dialect[name] === undefined ? undefined : String(dialect[name]));
  const csv = format === "csv";
  const evidence = [...(report?.detection?.encoding?.evidence ?? []), ...(report?.detection?.dialect?.evidence ?? [])];
  return el(
    "section",
    { "aria-labelledby": "reading-title" },
    el("h2", { id: "reading-title" }, "How the file is read"),
    el("p", { class: "muted" }, "Detected from the file. Change what is wrong; the rows above are updated."),
    el(
      "div",
      { class: "settings" },
      entry.format === null || options.format !== undefined
        ? choice("format", "Format", FORMATS, (value) => value.toUpperCase(), report?.format)
        : null,
      choice("encoding", "Encoding", ENCODINGS, (value) => value),
      csv ? choice("delimiter", "Between cells", DELIMITERS, delimiter) : null,
      csv ? choice("quote", "Quotes", ['"', "'", ""], none) : null,
      csv ? yes("header", "First line", (value) => (value === "true" ? "names of the columns" : "already data")) : null,
    ),
    el(
      "div",
      { class: "ticks", role: "group", "aria-label": "Cells" },
      tick({
        name: "trim",
        label: "Ignore white space around values",
        chosen: options.trim !== undefined,
        changed: (on) => change("trim", on ? "cells" : undefined),
      }),
      csv
        ? tick({
            name: "unwrap",
            label: 'Read ="01234" and \'01234 of spreadsheets as 01234',
            chosen: options.unwrap === true,
            changed: (on) => change("unwrap", on ? true : undefined),
          })
        : null,
    ),
    format === null
      ? null
      : el(
          "details",
          { open: RARE.some((name) => options[name] !== undefined) },
          el("summary", { "data-control": "more" }, "More settings"),
          el(
            "div",
            { class: "settings" },
            csv
              ? [
                  input("skip_rows", "Lines to skip at the top", { type: "number", min: 0, step: 1 }),
                  input("header_rows", "Lines with names of columns", { type: "number", min: 1, max: 10, step: 1 }),
                  choice("comment", "Comment lines begin with", ["#", ";", "%", ""], none),
                  yes("skip_initial_space", "Blank after a delimiter", (value) => (value === "true" ? "no part of the value" : "part of the value")),
                ]
              : input("property", "Member that holds the records", { type: "text" }),
          ),
        ),
    evidence.length === 0
      ? null
      : el("details", {}, el("summary", {}, "Why it is read this way"), el("ul", {}, evidence.map((text) => el("li", {}, text)))),
  );
}

function none(value) {
  return value === "" ? "none" : value;
}
