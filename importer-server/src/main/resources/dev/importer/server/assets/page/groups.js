/** What was refused, in groups of the same field, fault and value, each of which is answered at once. */

import { getJson } from "./api.js";
import { count, el, number, replace } from "./dom.js";
import { fault, suggestionReason } from "./words.js";

const KINDS_SHOWN = 30;
const VALUES_SHOWN = 8;
const VALUES_FETCHED = 200;

export class Groups {
  #importId;
  #signal;
  #filter;
  #answers;
  #kinds = [];
  #values = [];
  #clusters = [];
  #opened = null;
  #unfolded = new Set();
  #left = new Set();
  /** What was typed into the answers, by group. */
  #typed = new Map();

  /** The element to put into the page. */
  element = el("section", { class: "fault-groups", "aria-labelledby": "groups-title", hidden: true });

  /**
   * @param filter which rows are shown: gives the filter, and takes another
   * @param answers what can be done: `replace` a value, given a list of replacements, and `take` suggestions for single rows, besides
   */
  constructor({ importId, signal, filter, answers }) {
    this.#importId = importId;
    this.#signal = signal;
    this.#filter = filter;
    this.#answers = answers;
  }

  /** Asks for the groups as they are now. */
  async refresh() {
    const path = `/api/imports/${this.#importId}/errors`;
    const [summary, found] = await Promise.all([
      getJson(`${path}/summary`, this.#signal),
      getJson(`${path}/values?limit=${VALUES_FETCHED}`, this.#signal),
    ]);
    this.#kinds = summary.groups.slice(0, KINDS_SHOWN);
    this.#values = found.values;
    this.#clusters = found.clusters;
    this.draw();
  }

  draw() {
    // Whoever answers one group after the other keeps the focus in the list.
    const focused = document.activeElement?.dataset?.group;
    this.element.hidden = this.#kinds.length === 0;
    const shown = this.#kinds.filter((kind) => !this.#left.has(nameOf(kind)));
    const hidden = this.#kinds.length - shown.length;
    replace(
      this.element,
      el("h2", { id: "groups-title" }, "What was refused"),
      el("ul", { class: "kinds" }, shown.map((kind) => this.#kind(kind))),
      hidden === 0
        ? null
        : el("button", { class: "small quiet", on: { click: () => (this.#left.clear(), this.draw()) } }, `Show ${count(hidden, "group")} left refused`),
    );
    if (focused !== undefined) {
      (this.element.querySelector(`[data-group="${CSS.escape(focused)}"]`) ?? this.element.querySelector("button"))?.focus();
    }
  }

  #kind(kind) {
    const name = nameOf(kind);
    const values = this.#values.filter((value) => nameOf(value) === name);
    const clusters = this.#clusters.filter((cluster) => nameOf(cluster) === name && cluster.suggestion !== null);
    const clustered = new Set(clusters.flatMap((cluster) => cluster.values));
    const single = values.filter((value) => !clustered.has(value.value));
    const shown = this.#unfolded.has(name) ? single : single.slice(0, VALUES_SHOWN);
    const suggested = single.filter((value) => value.suggestion !== null);
    const chosen = this.#shows(kind, null);
    return el(
      "li",
      { class: "kind" },
      el(
        "div",
        { class: "kind-head" },
        el(
          "button",
          { class: "kind-name", "data-group": name, "aria-pressed": String(chosen), title: "Show only these rows", on: { click: () => this.#show(chosen ? null : kind, null) } },
          el("span", {}, kind.field === null ? null : el("strong", {}, el("bdi", {}, kind.field)), ` ${fault(kind.code, kind.rule)} `),
          el("span", { class: "chip-count" }, number(kind.count)),
        ),
      ),
      suggested.length > 1
        ? el("button", { class: "small suggestion all", "data-group": `${name} all`, on: { click: () => this.#takeAll(suggested) } }, `Take all ${number(suggested.length)} suggestions`)
        : null,
      values.length === 0
        ? null
        : el(
            "ul",
            { class: "values" },
            clusters.map((cluster) => this.#cluster(cluster)),
            shown.map((value) => this.#value(kind, value)),
            single.length > shown.length
              ? el(
                  "li",
                  {},
                  el("button", { class: "small quiet", on: { click: () => (this.#unfolded.add(name), this.draw()) } }, `${number(single.length - shown.length)} more values`),
                )
              : null,
          ),
    );
  }

  /** Values that are spellings of one another. */
  #cluster(cluster) {
    return el(
      "li",
      { class: "value-group" },
      el(
        "div",
        { class: "value-line" },
        el("span", { class: "value-names" }, cluster.values.map((value, i) => [i > 0 ? ", " : null, el("bdi", { class: "code" }, shownValue(value))])),
        el("span", { class: "times" }, `× ${number(cluster.count)}`),
        el(
          "button",
          {
            class: "small suggestion",
            "data-group": `${nameOf(cluster)} ${cluster.values.join(" ")} cluster`,
            on: { click: () => this.#answers.replace([replacement(cluster, cluster.values, cluster.suggestion.to)]) },
          },
          suggestionText(cluster.suggestion),
        ),
      ),
    );
  }

  #value(kind, value) {
    const name = `${nameOf(value)} ${value.value}`;
    const open = this.#opened === name;
    return el(
      "li",
      { class: "value-group" },
      el(
        "div",
        { class: "value-line" },
        el(
          "button",
          {
            class: "value-name",
            "data-group": name,
            "aria-expanded": String(open),
            on: {
              click: () => {
                this.#opened = open ? null : name;
                this.draw();
                if (!open) {
                  this.element.querySelector(".answer input")?.focus();
                }
              },
            },
          },
          kind.field === null && value.value === null ? el("span", {}, "The whole row") : el("bdi", { class: "code" }, shownValue(value.value)),
          el("span", { class: "times" }, `× ${number(value.count)}`),
        ),
        value.suggestion === null
          ? null
          : el(
              "button",
              {
                class: "small suggestion",
                "data-group": `${name} suggestion`,
                title: suggestionReason(value.suggestion.reason),
                on: { click: () => this.#answers.replace([replacement(value, value.value, value.suggestion.to)]) },
              },
              suggestionText(value.suggestion),
            ),
      ),
      open ? this.#answer(kind, value) : null,
    );
  }

  /** All that can be done with one value. */
  #answer(kind, value) {
    const rows = count(value.count, "row");
    const name = `${nameOf(value)} ${value.value}`;
    const other = el("input", {
      "aria-label": `Replace ${shownValue(value.value)} by`,
      "data-group": `${name} by`,
      placeholder: "Replace by",
      autocomplete: "off",
      value: this.#typed.get(name) ?? value.suggestion?.to ?? "",
      on: { input: () => this.#typed.set(name, other.value) },
    });
    const shows = this.#shows(kind, value.value);
    return el(
      "form",
      {
        class: "answer",
        on: {
          submit: (event) => {
            event.preventDefault();
            this.#answers.replace([replacement(value, value.value, other.value === "" ? null : other.value)]);
          },
        },
      },
      el("p", { class: "message" }, value.message),
      // A fault of whole rows is in no cell that could be replaced.
      kind.field === null
        ? null
        : el("div", { class: "answer-line" }, other, el("button", { class: "small primary" }, value.count === 1 ? "Replace" : `Replace ${number(value.count)}`)),
      el(
        "div",
        { class: "answer-line" },
        kind.field === null || value.value === null || value.value === ""
          ? null
          : el("button", { type: "button", class: "small", on: { click: () => this.#answers.replace([replacement(value, value.value, null)]) } }, "Make empty"),
        el("button", { type: "button", class: "small", on: { click: () => this.#show(shows ? null : kind, shows ? null : value.value) } }, shows ? "Show all rows" : `Show ${rows}`),
        el("button", { type: "button", class: "small", on: { click: () => this.#leave(kind) } }, "Leave this kind refused"),
      ),
    );
  }

  #leave(kind) {
    this.#left.add(nameOf(kind));
    this.#opened = null;
    this.draw();
  }

  #takeAll(values) {
    // Where all rows of the values are named, they are one change.
    const named = values.filter((value) => value.rows.length === value.count);
    const others = values.filter((value) => value.rows.length < value.count);
    this.#answers.take(
      named.flatMap((value) => value.rows.map((row) => ({ row, field: value.field, to: value.suggestion.to }))),
      others.map((value) => replacement(value, value.value, value.suggestion.to)),
    );
  }

  #shows(kind, value) {
    const filter = this.#filter.get();
    const ofKind = filter.code === kind.code && filter.rule === (kind.rule ?? "") && filter.field === (kind.field ?? "");
    return ofKind && (value === null ? filter.in === "" : filter.in === kind.field && filter.q === value);
  }

  #show(kind, value) {
    const exact = kind !== null && value !== null && value !== "";
    this.#filter.set({
      code: kind?.code ?? "",
      rule: kind?.rule ?? "",
      field: kind?.field ?? "",
      in: exact ? kind.field : "",
      q: exact ? value : "",
    });
  }
}

function replacement({ field, code, rule }, from, to) {
  return from === null || from === "" ? { field, code, rule, to } : { field, code, rule, from, to };
}

function nameOf({ field, code, rule }) {
  return [code, rule, field].join(" ");
}

function shownValue(value) {
  return value === null || value === "" ? "(empty)" : value;
}

function suggestionText({ to }) {
  return to === null || to === "" ? "→ empty" : `→ ${to}`;
}
