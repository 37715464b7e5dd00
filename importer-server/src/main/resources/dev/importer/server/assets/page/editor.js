/** What a cell becomes while somebody edits it: a select where the schema has the values, an input otherwise. */

import { el } from "./dom.js";

const MOST_CHOICES = 200;

/** The values that a field may have, in their order; null if they are not so few. */
export function choicesOf(field) {
  const found =
    field.constraints?.enum ??
    field.categories?.map((category) => category.value ?? category) ??
    (field.type === "boolean" ? [field.trueValues?.[0] ?? "true", field.falseValues?.[0] ?? "false"] : null);
  if (!found || found.length > MOST_CHOICES || found.some((value) => value !== null && typeof value === "object")) {
    return null;
  }
  return found.map(String);
}

/**
 * An input or a select.
 *
 * @param name what people who cannot see it are told it is
 * @param text what stands there
 * @param choices the values to choose from, or null
 * @param describedBy the id of an element that says what is wrong, or null
 */
export function editor({ name, text, choices, describedBy }) {
  const attributes = {
    class: "grid-editor",
    "aria-label": name,
    "aria-invalid": describedBy === null ? null : "true",
    "aria-describedby": describedBy,
  };
  if (choices === null) {
    return el("input", { ...attributes, value: text, autocomplete: "off", spellcheck: "false" });
  }
  const options = text === "" || choices.includes(text) ? ["", ...choices] : [text, "", ...choices];
  return el(
    "select",
    attributes,
    options.map((value) => el("option", { value, selected: value === text }, value === "" ? "(empty)" : value)),
  );
}
