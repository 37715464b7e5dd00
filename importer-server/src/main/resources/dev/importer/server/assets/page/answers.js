/** What people have answered to values that would be refused: the file is read with others in their place. */

import { count, el, number } from "./dom.js";

/** Faults that a value has in whichever row it stands. */
const OF_VALUES = new Set(["type-error", "constraint-error", "foreign-key"]);

/** The server cuts longer ones, so that they cannot be found by what it says. */
const LONGEST_VALUE = 200;

/** Whether another value can be put in the place of one, or of all of a cluster. */
export function canReplace({ field, code, value, values = [value] }) {
  return field !== null && OF_VALUES.has(code) && values.every((each) => (each ?? "").length < LONGEST_VALUE);
}

/**
 * An answer to some values of a field.
 *
 * @param answers those that were given before
 * @param pairs each with the value that stands there now, and `to`; null stands for none
 * @param report where the values were found
 */
export function answerTo(answers, field, pairs, report) {
  const before = replacements(answers);
  const values = pairs.map(({ from, to }) => {
    const text = from ?? "";
    const rows = rowsWith(report, field, from);
    // What stands there may be an answer itself, and nowhere in the file.
    const answered = before.filter((each) => each.field === field && each.to === text);
    return { from: text, to: to ?? "", rows, inFile: answered.length === 0 || rows > answered.reduce((sum, each) => sum + each.rows, 0) };
  });
  return { number: (answers.at(-1)?.number ?? 0) + 1, field, values };
}

function valuesIn(report, field, value) {
  return report.refused_values.values.filter((each) => each.field === field && OF_VALUES.has(each.code) && each.value === value);
}

function rowsWith(report, field, value) {
  return Math.max(0, ...valuesIn(report, field, value).map((each) => each.count));
}

/** Whether a value is still among those that would be refused. */
export function isRefused(report, field, value) {
  return valuesIn(report, field, value).length > 0;
}

/** What all answers together put in the place of values of the file. */
function replacements(answers) {
  const effective = [];
  for (const { field, values } of answers) {
    for (const { from, to, rows, inFile } of values) {
      effective.filter((each) => each.field === field && each.to === from).forEach((each) => (each.to = to));
      if (inFile) {
        effective.push({ field, from, to, rows });
      }
    }
  }
  return effective.filter(({ from, to }) => from !== to);
}

/** The setting of an import that does so; undefined for none. */
export function replaceOption(answers) {
  const all = replacements(answers).map(({ field, from, to }) => ({ field, from, to }));
  return all.length === 0 ? undefined : all;
}

/**
 * The answers, each with a way back; nothing if there are none.
 *
 * @param undo called with the answer
 */
export function answerList(answers, undo) {
  if (answers.length === 0) {
    return null;
  }
  return el(
    "section",
    { class: "history answers", "aria-labelledby": "answers-title" },
    el("h2", { id: "answers-title" }, "What the import will replace"),
    el(
      "ol",
      { class: "change-list" },
      [...answers].reverse().map((answer) =>
        el(
          "li",
          { class: "change" },
          el("span", { class: "change-number" }, number(answer.number)),
          el("span", { class: "change-text" }, el("strong", {}, el("bdi", {}, answer.field)), ": ", textOf(answer)),
          el("button", { class: "small", "data-control": `undo-${answer.number}`, "aria-label": `Undo answer ${answer.number}`, on: { click: () => undo(answer) } }, "Undo"),
        ),
      ),
    ),
  );
}

function textOf({ values }) {
  const [{ from, to }] = values;
  const rows = values.reduce((sum, each) => sum + each.rows, 0);
  const shown = (text) => (text === "" ? "(empty)" : el("bdi", { class: "code" }, text));
  return [shown(from), " → ", shown(to), values.length > 1 ? ` and ${number(values.length - 1)} more` : null, ` in ${count(rows, "row")}`];
}
