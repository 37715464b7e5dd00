/** A schema that is made from a file: what was found in its columns, to be changed and used. */

import { saveText, sendJson } from "./api.js";
import { el, freshId, number, replace } from "./dom.js";
import { reasonsOf } from "./savedschemas.js";
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
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 60);
  return name === "" || name.toLowerCase() === "none" ? "own" : name;
}

/**
 * The schema as a list of fields.
 *
 * @param use called with the name and the schema when the file shall be checked against it
 * @param save called with both when the server shall keep it for everybody; null if it does not
 * @param cancel called when it shall not
 */
export function schemaEditor({ name, rows, schema, labels }, { use, save, cancel }) {
  const fields = schema.fields.map((field, index) => fieldRow(field, labels[index] ?? field.name, index + 1));
  const id = freshId("schema");
  const nameInput = el("input", {
    id,
    value: name,
    pattern: "[A-Za-z0-9][A-Za-z0-9._\\-]{0,59}",
    title: "Letters, digits, point, underscore and hyphen; a letter or digit first",
    required: true,
    autocomplete: "off",
    "aria-describedby": `${id}-fault`,
    "data-control": "schema-name",
  });
  const fault = el("div", { id: `${id}-fault`, class: "bad-text", role: "alert" });
  const value = () => ({ ...schema, fields: fields.map((field) => field.value()) });
  const saveAll = async (button) => {
    replace(fault);
    nameInput.removeAttribute("aria-invalid");
    if (!form.reportValidity()) {
      return;
    }
    button.disabled = true;
    try {
      await save(nameInput.value, value());
    } catch (failure) {
      if (failure.name === "AbortError") {
        return;
      }
      replace(fault, reasonsOf(failure).map((reason) => el("p", {}, reason)));
      nameInput.setAttribute("aria-invalid", "true");
      nameInput.focus();
    } finally {
      button.disabled = false;
    }
  };
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
    fault,
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
      save === null
        ? null
        : el("button", { type: "button", "data-control": "save-schema", on: { click: (event) => saveAll(event.currentTarget) } }, "Save as schema"),
      el(
        "button",
        { type: "button", on: { click: () => saveText(`${JSON.stringify(value(), null, 2)}\n`, `${nameInput.value || name}.json`, "application/json") } },
        "Download as JSON",
      ),
      el("button", { type: "button", class: "quiet", on: { click: cancel } }, "Cancel"),
    ),
    el(
      "p",
      { class: "muted" },
      save === null
        ? "The schema is kept with the import. For all imports, put the JSON into the folder of schemas of the server."
        : "Checked against, the schema is kept with this import only. Saved, it is there for all files and everybody on this server.",
    ),
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
