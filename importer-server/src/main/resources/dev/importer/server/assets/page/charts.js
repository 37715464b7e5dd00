/** Pictures of numbers, drawn as SVG. Each has its numbers in words, too. */

import { count, el, number, svg } from "./dom.js";

/** A bar of good and bad rows. */
export function goodAndBad(good, bad, label) {
  const total = good + bad;
  const width = 100;
  // A few bad ones among many must still be seen.
  const share = total === 0 ? 0 : (width * bad) / total;
  const badWidth = bad === 0 ? 0 : good === 0 ? width : Math.min(width - 1.5, Math.max(1.5, share));
  const text = label ?? `${count(good, "row")} stored, ${number(bad)} refused`;
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
  const width = 640;
  const height = 180;
  const bottom = 22;
  const left = 8;
  const largest = Math.max(1, ...list.map((day) => day.valid_records + day.failed_records));
  const slot = Math.min(48, (width - 2 * left) / list.length);
  const scale = (height - bottom - 16) / largest;
  const columns = list.map((day, i) => {
    const x = left + i * slot + slot * 0.15;
    const w = slot * 0.7;
    const good = day.valid_records * scale;
    const bad = day.failed_records * scale;
    const base = height - bottom;
    return svg(
      "g",
      {},
      svg("title", {}, `${day.day}: ${count(day.valid_records, "row")} stored, ${number(day.failed_records)} refused`),
      svg("rect", { class: "bar-good", x, y: base - good, width: w, height: good }),
      svg("rect", { class: "bar-bad", x, y: base - good - bad, width: w, height: bad }),
    );
  });
  const label = (day, x, anchor) =>
    svg("text", { x, y: height - 6, class: "axis", "text-anchor": anchor }, day.day);
  const end = Math.max(150, left + list.length * slot);
  return el(
    "figure",
    {},
    svg(
      "svg",
      {
        class: "chart",
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": `Rows by day, ${list[0].day} to ${list.at(-1).day}; at most ${number(largest)} a day`,
      },
      svg("line", { class: "axis-line", x1: left, x2: width - left, y1: height - bottom, y2: height - bottom }),
      svg("text", { x: left, y: 11, class: "axis" }, count(largest, "row")),
      columns,
      label(list[0], left, "start"),
      list.length > 1 ? label(list.at(-1), end, "end") : null,
    ),
    el(
      "figcaption",
      { class: "legend" },
      el("span", { class: "key good" }, "stored"),
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

