/** What was refused, in groups of the same field, fault and value, each of which is answered at once. */

import { count, el, number, replace } from "./dom.js";
import { fault, suggestionReason } from "./words.js";

const KINDS_SHOWN = 30;
const VALUES_SHOWN = 8;

/** What was refused: kinds of faults, the values that have them, and those that are spellings of one another. */
const NONE = { kinds: [], values: [], clusters: [] };

export class Groups {
  #title;
  #filter;
  #answers;
  #found = NONE;
  #opened = null;
  #unfolded = new Set();
  #left = new Set();
  /** What was typed into the answers, by group. */
  #typed = new Map();

  /** The element to put into the page. */
  element = el("section", { class: "fault-groups", "aria-labelledby": "groups-title", hidden: true });

  /**
   * @param title what stands above them
   * @param filter which rows are shown: gives the filter, and takes another; null where there are none to filter
   * @param answers what can be done: `canReplace` tells of a value whether it is, `replace` puts another in the place of
   *     one or several, given the value or cluster, what stands there, and what shall; `take` takes the suggestions of values; `otherwise` says
   *     where those are corrected that cannot be replaced
   */
  constructor({ title, filter, answers }) {
    this.#title = title;
    this.#filter = filter;
    this.#answers = answers;
  }

  /** Shows the groups as they are now. */
  show({ groups, values, clusters }) {
    this.#found = { kinds: groups.slice(0, KINDS_SHOWN), values, clusters };
    this.draw();
  }

  draw() {
    // Whoever answers one group after the other keeps the focus in the list.
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.control : undefined;
    this.element.hidden = this.#found.kinds.length === 0;
    const shown = this.#found.kinds.filter((kind) => !this.#left.has(nameOf(kind)));
    const hidden = this.#found.kinds.length - shown.length;
    replace(
      this.element,
      el("h2", { id: "groups-title" }, this.#title),
      el("ul", { class: "kinds" }, shown.map((kind) => this.#kind(kind))),
      hidden === 0
        ? null
        : el("button", { class: "small quiet", on: { click: () => (this.#left.clear(), this.draw()) } }, `Show ${count(hidden, "group")} left refused`),
    );
    if (focused !== undefined) {
      (this.element.querySelector(`[data-control="${CSS.escape(focused)}"]`) ?? this.element.querySelector("button"))?.focus();
    }
  }

  #kind(kind) {
    const name = nameOf(kind);
    const values = this.#found.values.filter((value) => nameOf(value) === name);
    const clusters = this.#found.clusters.filter((cluster) => nameOf(cluster) === name && cluster.suggestion !== null && this.#answers.canReplace(cluster));
    const clustered = new Set(clusters.flatMap((cluster) => cluster.values));
    const single = values.filter((value) => !clustered.has(value.value));
    const shown = this.#unfolded.has(name) ? single : single.slice(0, VALUES_SHOWN);
    const suggested = single.filter((value) => this.#isSuggested(value));
    return el(
      "li",
      { class: "kind" },
      el(
        "div",
        { class: "kind-head" },
        this.#kindName(
          kind,
          el("span", {}, kind.field === null ? null : el("strong", {}, el("bdi", {}, kind.field)), ` ${fault(kind.code, kind.rule)} `),
          el("span", { class: "chip-count" }, number(kind.count)),
        ),
      ),
      suggested.length > 1
        ? el("button", { class: "small suggestion all", "data-control": `${name} all`, on: { click: () => this.#answers.take(suggested) } }, `Take all ${number(suggested.length)} suggestions`)
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

  /** What a kind is called; where there are rows, it shows those that have it. */
  #kindName(kind, ...content) {
    if (this.#filter === null) {
      return el("span", { class: "kind-name" }, content);
    }
    const chosen = this.#shows(kind, null);
    return el(
      "button",
      { class: "kind-name", "data-control": nameOf(kind), "aria-pressed": String(chosen), title: "Show only these rows", on: { click: () => this.#show(chosen ? null : kind, null) } },
      content,
    );
  }

  #isSuggested(value) {
    return value.suggestion !== null && this.#answers.canReplace(value);
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
            "data-control": `${nameOf(cluster)} ${cluster.values[0]} taken`,
            on: { click: () => this.#answers.replace(cluster, cluster.values, cluster.suggestion.to) },
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
            "data-control": name,
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
        !this.#isSuggested(value)
          ? null
          : el(
              "button",
              {
                class: "small suggestion",
                "data-control": `${name} taken`,
                title: suggestionReason(value.suggestion.reason),
                on: { click: () => this.#answers.replace(value, value.value, value.suggestion.to) },
              },
              suggestionText(value.suggestion),
            ),
      ),
      open ? this.#answer(kind, value) : null,
    );
  }

  /** All that can be done with one value. */
  #answer(kind, value) {
    const name = `${nameOf(value)} ${value.value}`;
    const other = el("input", {
      "aria-label": `Replace ${shownValue(value.value)} by`,
      "data-control": `${name} by`,
      placeholder: "Replace by",
      autocomplete: "off",
      value: this.#typed.get(name) ?? value.suggestion?.to ?? "",
      on: { input: () => this.#typed.set(name, other.value) },
    });
    const canReplace = this.#answers.canReplace(value);
    return el(
      "form",
      {
        class: "answer",
        on: {
          submit: (event) => {
            event.preventDefault();
            this.#answers.replace(value, value.value, other.value === "" ? null : other.value);
          },
        },
      },
      el("p", { class: "message" }, value.message),
      canReplace
        ? el("div", { class: "answer-line" }, other, el("button", { class: "small primary" }, value.count === 1 ? "Replace" : `Replace ${number(value.count)}`))
        : el("p", { class: "muted" }, this.#answers.otherwise),
      el(
        "div",
        { class: "answer-line" },
        canReplace && value.value !== null && value.value !== ""
          ? el("button", { type: "button", class: "small", on: { click: () => this.#answers.replace(value, value.value, null) } }, "Make empty")
          : null,
        this.#filter === null ? null : this.#showButton(kind, value),
        el("button", { type: "button", class: "small", on: { click: () => this.#leave(kind) } }, "Leave this kind refused"),
      ),
    );
  }

  #leave(kind) {
    this.#left.add(nameOf(kind));
    this.#opened = null;
    this.draw();
  }

  #showButton(kind, value) {
    const shows = this.#shows(kind, value.value);
    return el(
      "button",
      { type: "button", class: "small", on: { click: () => this.#show(shows ? null : kind, shows ? null : value.value) } },
      shows ? "Show all rows" : `Show ${count(value.count, "row")}`,
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

function nameOf({ field, code, rule }) {
  return [code, rule, field].join(" ");
}

function shownValue(value) {
  return value === null || value === "" ? "(empty)" : value;
}

function suggestionText({ to }) {
  return to === null || to === "" ? "→ empty" : `→ ${to}`;
}
