/** Controls that change one setting each. A control keeps its name, so that the focus can return to it. */

import { el, freshId } from "./dom.js";

/**
 * A choice of values; `found` is what was found out, which stands until something is chosen, and
 * `detectable` says whether it can be found out at all.
 */
export function chooser({ name, label, detectable = true, found, values, describe, chosen, changed }) {
  const id = freshId("setting");
  const all = chosen !== undefined && !values.includes(chosen) ? [chosen, ...values] : values;
  const automatic = found === undefined && chosen === undefined ? "detected" : null;
  const options = [];
  if (found !== undefined && chosen === undefined) {
    options.push(el("option", { value: "auto", selected: true }, `${describe(found)} (detected)`));
  } else if (chosen !== undefined && detectable) {
    options.push(el("option", { value: "auto" }, "detect"));
  } else if (automatic) {
    options.push(el("option", { value: "auto", selected: true }, automatic));
  }
  for (const value of all) {
    if (chosen !== undefined || value !== found) {
      options.push(el("option", { value: `=${value}`, selected: value === chosen }, describe(value)));
    }
  }
  const select = el(
    "select",
    {
      id,
      "data-control": name,
      on: { change: () => changed(select.value === "auto" ? undefined : select.value.slice(1)) },
    },
    options,
  );
  return el("div", { class: "field" }, el("label", { for: id }, label), select);
}

/** A number or a text that is typed; empty is what was found out. */
export function typed({ name, label, type, found, chosen, changed, ...attributes }) {
  const id = freshId("setting");
  const input = el("input", {
    id,
    type,
    "data-control": name,
    value: chosen ?? "",
    autocomplete: "off",
    placeholder: found === undefined || found === null || found === "" ? null : `${found} (detected)`,
    ...attributes,
    on: { change: () => input.checkValidity() && changed(input.value === "" ? undefined : input.value) },
  });
  return el("div", { class: "field" }, el("label", { for: id }, label), input);
}

/** Something that is done or not. */
export function tick({ name, label, chosen, changed }) {
  const id = freshId("setting");
  const box = el("input", {
    id,
    type: "checkbox",
    "data-control": name,
    checked: chosen,
    on: { change: () => changed(box.checked) },
  });
  return el("div", { class: "tick" }, box, el("label", { for: id }, label));
}

/** The name of the control that has the focus; null if none has. */
export function focusedControl(within) {
  const { activeElement } = document;
  return within.contains(activeElement) ? (activeElement.dataset.control ?? null) : null;
}

/** Gives the focus back to a control that was drawn anew, unless something else has it by now. */
export function focusControl(within, name) {
  if (name !== null && (document.activeElement === document.body || document.activeElement?.id === "main")) {
    [...within.querySelectorAll("[data-control]")].find((each) => each.dataset.control === name)?.focus({ preventScroll: true });
  }
}
