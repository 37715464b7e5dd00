/** A schema that is made from a file: what was found in its columns, to be changed and used. */

import { saveText, sendJson } from "./api.js";
import { el, freshId, number } from "./dom.js";
import { kindOfField } from "./words.js";

/** The options that say how a file is read, whatever its rows are checked against. */
const READING = [
  "format",
  "encoding",
  "delimiter",
  "quote",
  "escape",
  "header",
  "skip_rows",
  "header_rows",
  "header_join",
  "skip_initial_space",
  "comment",
  "property",
  "sheet",
];

const TYPES = ["string", "string email", "integer", "number", "boolean", "date", "time", "datetime", "year"];

/** Finds a schema that the rows of a staged file keep to. */
export async function draftOf(entry, signal) {
  const options = Object.fromEntries(READING.filter((name) => entry.options[name] !== undefined).map((name) => [name, entry.options[name]]));
  const { schema, rows, columns } = await sendJson(`/api/uploads/${entry.upload}/infer`, options, { signal });
  return { name: nameOf(entry.name), rows, schema, labels: columns.map((column) => column.label) };
}

/** What a file is called, as a schema may be called. */
function nameOf(filename) {
  const name = filename
    .replace(/(\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|xlsm|ods|xls|gz|zip))+$/i, "")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "_")
    .slice(0, 60);
  return name === "" || name === "none" ? "own" : name;
}

/**
 * The schema as a list of fields.
 *
 * @param use called with the name and the schema when the file shall be checked against it
 * @param cancel called when it shall not
 */
export function schemaEditor({ name, rows, schema, labels }, { use, cancel }) {
  const fields = schema.fields.map((field, index) => fieldRow(field, labels[index] ?? field.name, index + 1));
  const id = freshId("schema");
  const nameInput = el("input", { id, value: name, pattern: "[A-Za-z0-9._\\-]{1,60}", required: true, autocomplete: "off", "data-control": "schema-name" });
  const value = () => ({ ...schema, fields: fields.map((field) => field.value()) });
  const heads = ["Column", "Name", "Title", "Holds", "Required", "Unique"];
  const form = el(
    "form",
    {
      class: "panel schema-editor",
      "aria-labelledby": `${id}-title`,
      on: {
        submit: (event) => {
          event.preventDefault();
          use(nameInput.value, value());
        },
      },
    },
    el(
      "div",
      { class: "verdict-head" },
      el("h2", { id: `${id}-title`, tabindex: "-1" }, `A schema from the ${number(rows)} rows of this file`),
      el("div", { class: "field" }, el("label", { for: id }, "Name"), nameInput),
    ),
    el(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": "Fields of the schema" },
      el(
        "table",
        { class: "plain" },
        el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, fields.map((field) => field.row)),
      ),
    ),
    el(
      "div",
      { class: "actions" },
      el("button", { class: "primary" }, "Check against this schema"),
      el(
        "button",
        { type: "button", on: { click: () => saveText(`${JSON.stringify(value(), null, 2)}\n`, `${nameInput.value || name}.json`, "application/json") } },
        "Download as JSON",
      ),
      el("button", { type: "button", class: "quiet", on: { click: cancel } }, "Cancel"),
    ),
    el("p", { class: "muted" }, "The schema is kept with the import. For all imports, put the JSON into the folder of schemas of the server."),
  );
  return form;
}

function fieldRow(field, label, position) {
  const text = (value, name) => el("input", { value, autocomplete: "off", "aria-label": `${name} of column ${position}` });
  const mark = (checked, name) => el("input", { type: "checkbox", checked, "aria-label": `Column ${position} is ${name}` });
  const found = field.format === "email" ? "string email" : field.type;
  const rules = field.constraints ?? {};
  const name = text(field.name, "Name");
  name.required = true;
  const title = text(field.title ?? "", "Title");
  const required = mark(rules.required === true, "required");
  const unique = mark(rules.unique === true, "unique");
  const type = el(
    "select",
    { "aria-label": `Type of column ${position}` },
    [...new Set([found, ...TYPES])].map((each) => el("option", { value: each, selected: each === found }, typeWords(each, each === found ? field : {}))),
  );
  return {
    row: el(
      "tr",
      {},
      el("th", { scope: "row" }, el("bdi", {}, label)),
      el("td", {}, name),
      el("td", {}, title),
      el("td", {}, type),
      el("td", { class: "mark" }, required),
      el("td", { class: "mark" }, unique),
    ),
    value() {
      const kept = type.value === found ? field : typeOf(type.value);
      const constraints = { ...(type.value === found ? rules : {}), required: required.checked || undefined, unique: unique.checked || undefined };
      const aliases = name.value === label ? field.aliases : [...new Set([label, ...(field.aliases ?? [])])];
      return { ...kept, name: name.value, title: title.value || undefined, aliases, constraints };
    },
  };
}

function typeOf(text) {
  const [type, format] = text.split(" ");
  return { type, format };
}

function typeWords(text, field) {
  return kindOfField({ ...field, ...typeOf(text), constraints: {} });
}
