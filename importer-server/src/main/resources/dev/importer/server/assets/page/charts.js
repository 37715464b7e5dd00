/** Pictures of numbers, drawn as SVG. Each has its numbers in words, too. */

import { count, el, number, svg } from "./dom.js";
import { outcome } from "./words.js";

/** A bar of good and bad rows. */
export function goodAndBad(good, bad, label) {
  const total = good + bad;
  const width = 100;
  // A few bad ones among many must still be seen.
  const share = total === 0 ? 0 : (width * bad) / total;
  const badWidth = bad === 0 ? 0 : good === 0 ? width : Math.min(width - 1.5, Math.max(1.5, share));
  const text = label ?? outcome(good, bad);
  return svg(
    "svg",
    { class: "bar", viewBox: `0 0 ${width} 4`, preserveAspectRatio: "none", role: "img", "aria-label": text },
    svg("rect", { class: "bar-empty", width, height: 4 }),
    total === 0 ? null : svg("rect", { class: "bar-good", width: width - badWidth, height: 4 }),
    badWidth === 0 ? null : svg("rect", { class: "bar-bad", x: width - badWidth, width: badWidth, height: 4 }),
  );
}

/** How much there is of something, as a share of the largest. */
export function meter(value, largest, kind = "bar-accent") {
  const width = largest === 0 ? 0 : Math.max(value === 0 ? 0 : 0.5, (100 * value) / largest);
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "bar-empty", width: 100, height: 4 }),
    svg("rect", { class: kind, width, height: 4 }),
  );
}

/** Good and bad rows by day, as columns. */
export function days(list) {
  const slots = Math.max(list.length, 14);
  const largest = Math.max(1, ...list.map((day) => day.valid_records + day.failed_records));
  const columns = list.map((day, i) => {
    const good = (100 * day.valid_records) / largest;
    const bad = (100 * day.failed_records) / largest;
    const at = { x: i + 0.15, width: 0.7 };
    return svg(
      "g",
      {},
      svg("title", {}, `${day.day}: ${outcome(day.valid_records, day.failed_records)}`),
      svg("rect", { class: "bar-good", ...at, y: 100 - good, height: good }),
      svg("rect", { class: "bar-bad", ...at, y: 100 - good - bad, height: bad }),
    );
  });
  const first = list[0].day;
  const last = list.at(-1).day;
  return el(
    "figure",
    { class: "days" },
    el("p", { class: "muted" }, `At most ${count(largest, "row")} a day`),
    svg(
      "svg",
      {
        class: "chart",
        viewBox: `0 0 ${slots} 100`,
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": `Rows by day, ${first} to ${last}; at most ${number(largest)} a day`,
      },
      columns,
    ),
    el(
      "figcaption",
      { class: "legend" },
      el("span", { class: "muted" }, first === last ? first : `${first} to ${last}`),
      el("span", { class: "key good" }, "valid"),
      el("span", { class: "key bad" }, "refused"),
    ),
  );
}

/** Names with their numbers, as horizontal bars. */
export function ranking(entries, kind) {
  const largest = Math.max(0, ...entries.map((entry) => entry.value));
  return el(
    "ol",
    { class: "ranking" },
    entries.map((entry) =>
      el(
        "li",
        {},
        el("span", { class: "ranking-name" }, entry.name),
        el("span", { class: "ranking-value" }, entry.text ?? number(entry.value)),
        meter(entry.value, largest, kind),
      ),
    ),
  );
}

/** A number with what it counts. */
export function figure(value, name, note = null) {
  return el(
    "div",
    { class: "figure" },
    el("dt", {}, name),
    el("dd", {}, value, note ? el("span", { class: "muted" }, note) : null),
  );
}

