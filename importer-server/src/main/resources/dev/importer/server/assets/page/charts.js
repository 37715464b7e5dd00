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

/** So many columns have room beside each other; fewer are not made wider. */
const FEWEST_COLUMNS = 6;

/**
 * How values are spread: a column for each part of their range.
 *
 * @param from the smallest value, and `to` the largest; what texts are is said by their lengths
 */
export function histogram({ of, bins }, from, to) {
  const largest = Math.max(1, ...bins.map((bin) => bin.count));
  const fullest = bins.find((bin) => bin.count === largest);
  const [first, last] = of === "length" ? [bins[0].from, endOf(bins.at(-1), of)] : [from, to];
  const noun = { number: "Values", date: "Dates", length: "Lengths" }[of];
  const unit = of === "length" ? " characters" : "";
  // Few columns do not reach the end of the line.
  const axis = bins.length < FEWEST_COLUMNS ? [first === last ? `${last}${unit}` : `${first} to ${last}${unit}`] : [first, `${last}${unit}`];
  const described = `${noun} from ${first} to ${last}; most, ${number(largest)}, ${rangeOf(fullest, of)}`;
  return el(
    "figure",
    { class: "histogram" },
    svg(
      "svg",
      { viewBox: `0 0 ${Math.max(bins.length, FEWEST_COLUMNS)} 40`, preserveAspectRatio: "none", role: "img", "aria-label": described },
      bins.map((bin, i) => {
        // Something must not look like nothing.
        const height = bin.count === 0 ? 0 : Math.max(1.5, (40 * bin.count) / largest);
        return svg(
          "g",
          {},
          svg("title", {}, `${rangeOf(bin, of)}: ${number(bin.count)}`),
          svg("rect", { class: "bar-none", x: i, y: 0, width: 1, height: 40 }),
          svg("rect", { class: "bar-good", x: i + 0.06, y: 40 - height, width: 0.88, height }),
        );
      }),
    ),
    el("figcaption", {}, axis.map((text) => el("span", {}, text))),
  );
}

function rangeOf(bin, of) {
  const end = endOf(bin, of);
  const unit = of === "length" ? (end === "1" ? " character" : " characters") : "";
  return `${bin.from === end ? end : `${bin.from} to ${end}`}${unit}`;
}

/** The last value of a part: of dates and of whole numbers it is the one before the next part. */
function endOf({ from, to }, of) {
  if (of === "date") {
    return from;
  }
  return /^-?[0-9]+$/.test(from) && /^-?[0-9]+$/.test(to) && to.length < 16 ? String(Number(to) - 1) : to;
}

/** Names with their numbers, as horizontal bars. */
export function ranking(entries, kind, look = "") {
  const largest = Math.max(0, ...entries.map((entry) => entry.value));
  return el(
    "ol",
    { class: `ranking ${look}` },
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

