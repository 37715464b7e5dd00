/** What a file is expected to hold, and files to begin with. */

import { download, getJson, request } from "./api.js";
import { announce, el, freshId, replace } from "./dom.js";
import { deleteSchema } from "./savedschemas.js";
import { kindOfField } from "./words.js";

/**
 * What a file of a schema holds.
 *
 * @param schemas the schemas there are
 * @param chosen the name of the one that is shown first
 * @param tried called with a file that is an example
 * @param changed called when a schema is gone
 */
export function expected({ schemas, chosen, tried, changed, signal }) {
  const body = el("div", { class: "expected-body" });
  const named = schemas.filter((schema) => schema.name !== "none");
  const remove = async (name) => {
    if (await deleteSchema(name, signal)) {
      // What redraws the page takes away what was announced before.
      changed();
      announce(`The schema ${name} is deleted`);
    }
  };
  const deletion = (name) =>
    named.find((schema) => schema.name === name).deletable
      ? el("button", { class: "small quiet", on: { click: () => remove(name).catch((failure) => body.append(alertOf(failure))) } }, "Delete schema…")
      : null;
  let wanted = null;
  const show = async (name) => {
    wanted = name;
    const [schema, examples] = await Promise.all([
      getJson(`/api/schemas/${encodeURIComponent(name)}`, signal),
      getJson(`/api/schemas/${encodeURIComponent(name)}/template?format=json`, signal),
    ]);
    // A slower answer to an earlier choice must not stand below a later one.
    if (wanted !== name) {
      return;
    }
    replace(body, schema.description ? el("p", { class: "muted" }, schema.description) : null, fieldTable(schema, examples[0] ?? {}), files(name, tried, deletion(name)));
  };
  const choose = (name) => show(name).catch((failure) => wanted === name && failure.name !== "AbortError" && replace(body, alertOf(failure)));
  const first = named.find((schema) => schema.name === chosen) ?? named[0];
  if (first === undefined) {
    return null;
  }
  const shown = show(first.name);
  return {
    element: el(
      "section",
      { class: "expected", "aria-labelledby": "expected-title" },
      el(
        "div",
        { class: "section-head" },
        el("h2", { id: "expected-title" }, "What a file should hold"),
        named.length > 1 ? schemaSelect(named, first.name, choose) : el("span", { class: "muted" }, `Schema ${first.name}`),
      ),
      body,
    ),
    shown,
  };
}

function alertOf(failure) {
  return el("p", { class: "bad-text", role: "alert" }, failure.message);
}

function schemaSelect(schemas, chosen, choose) {
  const id = freshId("expected");
  const select = el(
    "select",
    { id, on: { change: () => choose(select.value) } },
    schemas.map(({ name, title }) => el("option", { value: name, selected: name === chosen }, title ?? name)),
  );
  return el("div", { class: "inline-field" }, el("label", { for: id }, "Schema"), select);
}

function fieldTable(schema, example) {
  const head = ["Column", "Holds", "Example"];
  return el(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": "Expected columns" },
    el(
      "table",
      { class: "plain fields" },
      el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, schema.fields.map((field) => fieldRow(field, schema, example[field.name]))),
    ),
  );
}

function fieldRow(field, schema, example) {
  const needed = field.constraints?.required || (schema.primaryKey ?? []).includes(field.name);
  const shown = example === undefined || example === null ? "" : typeof example === "object" ? JSON.stringify(example) : String(example);
  return el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      el("bdi", { class: "field-name" }, field.name),
      el("span", { class: "muted" }, needed ? " required" : " optional"),
    ),
    el("td", {}, kindOfField(field), field.description ? el("span", { class: "muted" }, ` · ${field.description}`) : null),
    el("td", { class: "example" }, el("bdi", {}, shown)),
  );
}

function files(name, tried, deletion) {
  const path = `/api/schemas/${encodeURIComponent(name)}/template`;
  const get = (format, text) =>
    el(
      "button",
      {
        class: "small",
        on: {
          click: () => download(`${path}?format=${format}`, `${name}-template.${format}`).catch((failure) => announce(failure.message)),
        },
      },
      text,
    );
  const example = async () => {
    const text = await (await request(`${path}?format=csv`)).text();
    tried([new File([text], `${name}-example.csv`, { type: "text/csv" })]);
  };
  return el(
    "div",
    { class: "actions" },
    el("span", { class: "muted actions-label" }, "Template to fill in:"),
    get("xlsx", "Excel"),
    get("csv", "CSV"),
    el("button", { class: "small quiet", on: { click: () => example().catch((failure) => announce(failure.message)) } }, "Try an example file"),
    deletion,
  );
}
