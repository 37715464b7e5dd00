/** Elements out of names, properties and children. Text is only ever text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element.
 * `on` holds listeners; `class` and names with a dash or in lower case become attributes where the
 * element has no such property. A property that is null, undefined or false is left out.
 */
export function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** An SVG element. */
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === "value" || name === "checked" || name === "selected") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Puts these children in the place of those that are there. */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

let hasAnnounced = false;

/** Tells people who cannot see the page what has happened; an empty text is the end of the last one. */
export function announce(text) {
  hasAnnounced = text !== "";
  document.getElementById("announcer").textContent = text;
}

/** Whether something has been told since the view was left that was shown before. */
export function announced() {
  return hasAnnounced;
}

let lastId = 0;

/** An id for a label and its control. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

const wholeNumber = new Intl.NumberFormat("en");
const dateTime = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const timeOfDay = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });
const dayOfYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

export function number(value) {
  return wholeNumber.format(value);
}

/** A number with its noun: 1 row, 2 rows. */
export function count(value, noun) {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}

export function percent(part, whole) {
  if (whole === 0) {
    return "0 %";
  }
  const share = (100 * part) / whole;
  // What is not all must not look like all, nor something like nothing.
  if (share > 99.9 && part < whole) {
    return "> 99.9 %";
  }
  if (share < 0.1 && part > 0) {
    return "< 0.1 %";
  }
  return `${share < 10 && share % 1 !== 0 ? share.toFixed(1) : Math.round(share * 10) / 10} %`;
}

export function bytes(value) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 1) {
    return "under a second";
  }
  if (seconds < 100) {
    return `${Math.round(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

export function time(iso) {
  return el("time", { datetime: iso }, dateTime.format(new Date(iso)));
}

/** A moment in as few words as tell it from others: of today the time, otherwise the day. */
export function when(iso) {
  const then = new Date(iso);
  const now = new Date();
  const format =
    then.toDateString() === now.toDateString() ? timeOfDay : then.getFullYear() === now.getFullYear() ? dayOfYear : dayAndYear;
  return el("time", { datetime: iso, title: dateTime.format(then) }, format.format(then));
}
