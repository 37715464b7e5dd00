/** One import: how it gets on, what was refused, how to correct it, its rows, and what was changed. */

import { download, getJson, Problem, sendFile } from "./api.js";
import { ChangeProgress } from "./changeprogress.js";
import { Changes } from "./changes.js";
import { goodAndBad } from "./charts.js";
import { announce, bytes, count, duration, el, number, replace, time } from "./dom.js";
import { dropzone } from "./dropzone.js";
import { Edits } from "./edits.js";
import { Groups } from "./groups.js";
import { History } from "./history.js";
import { badge, deleteButton } from "./importlist.js";
import { guard } from "./leaving.js";
import { progressPanel } from "./progress.js";
import { Records } from "./records.js";
import { TargetLine } from "./targetline.js";
import { warning } from "./words.js";

const VALUES_FETCHED = 200;

export async function detailView({ page, signal, id, query }) {
  const changes = new Changes(id, signal);
  const answer = await changes.read();
  const head = el("div", {}, header(answer.import, "rows"));
  const body = el("div", {});
  page.classList.add("import-page");
  if (answer.import.completed_at === null) {
    const { file_size: size, filename } = answer.import;
    const ended = async (end) => {
      announce(`The import of ${filename} has ended`);
      if (end.status === "deleted") {
        location.hash = "#/";
        return;
      }
      const then = await changes.read();
      replace(head, header(then.import, "rows"));
      await fill(then);
    };
    replace(body, progressPanel(id, size, ended, signal));
  } else {
    await fill(answer);
  }
  replace(page, head, body);

  async function fill({ import: stored, columns: mapping }) {
    if (stored.status !== "completed") {
      replace(body, ending(stored));
      return;
    }
    const fields = fieldsOf(stored, signal);
    const workplace = new Workplace({ stored, mapping, changes, head, query, signal });
    await workplace.ready(fields);
    replace(body, workplace.element);
  }
}

/** The fields of the schema of an import, as far as the server still knows it. */
async function fieldsOf(stored, signal) {
  const own = stored.plan?.own_schema;
  if (own) {
    return own.fields ?? [];
  }
  try {
    return (await getJson(`/api/schemas/${encodeURIComponent(stored.schema)}`, signal)).fields ?? [];
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) {
      return [];
    }
    throw failure;
  }
}

/** A completed import: its bar, its groups, its rows and its changes. */
class Workplace {
  #stored;
  #changes;
  #head;
  #signal;
  #edits;
  #records;
  #groups;
  #history;
  #target;
  #progress;
  #bar = el("section", { class: "import-bar", "aria-label": "What is left to do" });
  #notice = el("div", { class: "notice-place", role: "status" });
  #summary = el("div", {});
  #fix = el("div", {});
  #isDone = false;
  #drawn = "";
  #refreshing = null;
  #isStale = false;
  /** The answers under way, so that a second click on one of them does nothing. */
  #answering = new Set();

  element;

  constructor({ stored, mapping, changes, head, query, signal }) {
    this.#stored = stored;
    this.#changes = changes;
    this.#head = head;
    this.#signal = signal;
    this.#edits = new Edits(
      (rows) => this.#save(rows),
      () => this.#edited(),
    );
    this.#records = new Records({
      stored,
      mapping,
      query,
      edits: this.#edits,
      undo: () => this.#undo(),
      filterChanged: () => this.#groups.draw(),
      signal,
    });
    this.#groups = new Groups({
      title: "What was refused",
      filter: { get: () => this.#records.filter, set: (filter) => this.#records.setFilter(filter) },
      answers: {
        // A fault of whole rows is in no cell that could be replaced.
        canReplace: ({ field }) => field !== null,
        replace: (what, from, to) => this.#replace([], [replacement(what, from, to)]),
        take: (values) => this.#take(values),
        otherwise: "Correct it in the row.",
      },
    });
    this.#history = new History(changes, (number) => this.#undo(number));
    this.#progress = new ChangeProgress({ importId: stored.id, signal, changed: (change) => this.#changedMeanwhile(change) });
    this.#target = new TargetLine({
      importId: stored.id,
      signal,
      during: (change) => this.#progress.during(change),
      told: async (text, kind) => {
        await this.#reload();
        this.#say(text, kind);
      },
      failed: async (failure) => {
        // Somebody else may have been faster.
        if (failure.status === 409) {
          await this.#reload();
        }
        this.#sayWhy(failure);
      },
    });
    guard(() => this.#edits.size + (this.#records.isTyping ? 1 : 0), signal);
    if (query.has("again")) {
      this.#say("This very file was imported before, so it was not imported again. This is the earlier import.");
    }
    this.element = el(
      "div",
      { class: "workplace" },
      this.#bar,
      this.#target.element,
      this.#progress.element,
      this.#notice,
      this.#summary,
      el("div", { class: "workbench" }, el("div", { class: "side" }, this.#groups.element, this.#fix, this.#history.element), this.#records.element),
      notes(stored),
    );
  }

  /** Fetches what is seen first; the rest comes when it comes. */
  async ready(fields) {
    this.#refreshAround().catch((failure) => this.#failed(failure));
    await Promise.all([this.#records.ready(), fields.then((known) => this.#records.setFields(known)), this.#target.ready(this.#stored.target)]);
    this.#draw();
  }

  #failed(failure) {
    if (failure instanceof Problem) {
      this.#sayWhy(failure);
    } else if (failure.name !== "AbortError") {
      throw failure;
    }
  }

  /** Draws what has changed; what people have opened or focused stays otherwise. */
  #draw() {
    const { failed_records: refused, total_records: rows } = this.#stored;
    const drawn = [refused, rows, this.#edits.refused.length, this.#isDone, JSON.stringify(this.#stored.target)].join(" ");
    if (drawn === this.#drawn) {
      return;
    }
    this.#drawn = drawn;
    replace(this.#head, header(this.#stored, "rows"));
    replace(
      this.#bar,
      el(
        "p",
        { class: "need" },
        refused === 0
          ? el("span", { class: "good-text" }, rows === 0 ? "The file has no rows" : `${rows === 1 ? "The row is" : `All ${number(rows)} rows are`} stored`)
          : [el("strong", {}, number(refused)), ` of ${count(rows, "row")} ${refused === 1 ? "needs" : "need"} you`],
      ),
      this.#edits.refused.length > 0
        ? el("button", { class: "primary small", on: { click: () => this.#edits.again() } }, `Save ${count(this.#edits.refused.length, "cell")} again`)
        : null,
      refused > 0 ? el("button", { class: "primary small", on: { click: () => this.#startFixing() } }, "Fix") : null,
      rows > 0 ? this.#downloads() : null,
      refused > 0 ? el("button", { class: "small", "aria-pressed": String(this.#isDone), on: { click: () => this.#done() } }, "Done") : null,
    );
    this.#target.draw(this.#stored.target);
    replace(this.#summary, rows > 0 && (refused === 0 || this.#isDone) ? this.#end() : null);
    replace(this.#fix, refused > 0 ? this.#fixByFile() : null);
  }

  #startFixing() {
    this.#isDone = false;
    this.#draw();
    this.#records.fix();
  }

  #done() {
    this.#isDone = !this.#isDone;
    this.#draw();
    this.#summary.querySelector("button, a")?.focus();
  }

  #downloads() {
    const { id, failed_records: refused, processed_records: valid, filename } = this.#stored;
    const name = filename.replace(/\.[^.]*$/, "") || "rows";
    const get = (text, path, file) =>
      el("button", { class: "small", on: { click: () => download(path, file).catch((failure) => this.#say(failure.message, "trouble")) } }, text);
    return el(
      "details",
      { class: "download-menu" },
      el("summary", { class: "button small" }, "Download"),
      el(
        "div",
        { class: "download-items" },
        valid > 0
          ? [
              el("p", { class: "muted" }, count(valid, "stored row")),
              ["csv", "xlsx", "json"].map((format) =>
                get(`Stored rows as ${format.toUpperCase()}`, `/api/imports/${id}/records?status=valid&format=${format}`, `${name}-stored.${format}`),
              ),
            ]
          : null,
        refused > 0
          ? [
              el("p", { class: "muted" }, count(refused, "refused row")),
              ["csv", "xlsx"].map((format) => get(`Refused rows as ${format.toUpperCase()}`, `/api/imports/${id}/errors?format=${format}`, `import-${id}-errors.${format}`)),
            ]
          : null,
      ),
    );
  }

  /** What has become of the file, once nobody needs to do anything any more, or wants to. */
  #end() {
    const { failed_records: refused, processed_records: valid } = this.#stored;
    const copy = el(
      "button",
      {
        on: {
          click: () =>
            navigator.clipboard.writeText(location.href).then(
              () => (announce("The link is copied"), replace(copy, "Copied")),
              (failure) => this.#say(failure.message, "trouble"),
            ),
        },
      },
      "Copy link",
    );
    return el(
      "section",
      { class: "panel end", "aria-labelledby": "end-title" },
      el(
        "div",
        { class: "end-text" },
        el("h2", { id: "end-title" }, refused === 0 ? "Nothing is left to do" : `${number(valid)} stored, ${number(refused)} kept aside`),
        el("p", { class: "muted" }, refused === 0 ? "The rows can be used, and still be edited below." : "Refused rows wait here until somebody corrects them. The link leads back to them."),
      ),
      el(
        "div",
        { class: "actions" },
        valid > 0
          ? el("button", { class: "primary", on: { click: () => download(`/api/imports/${this.#stored.id}/records?status=valid&format=csv`, `import-${this.#stored.id}-rows.csv`).catch((failure) => this.#say(failure.message, "trouble")) } }, "Download rows")
          : null,
        // Browsers have a clipboard only where nobody listens in.
        navigator.clipboard ? copy : null,
        el("a", { class: "button", href: "#/" }, "Import another"),
      ),
    );
  }

  /** For those who like a spreadsheet better. */
  #fixByFile() {
    const { id, failed_records: refused } = this.#stored;
    const rows = count(refused, "row");
    const get = (format, text) =>
      el(
        "button",
        { class: "small", on: { click: () => download(`/api/imports/${id}/errors?format=${format}`, `import-${id}-errors.${format}`).catch((failure) => this.#say(failure.message, "trouble")) } },
        text,
      );
    return el(
      "details",
      { class: "fix" },
      el("summary", {}, "Correct in a spreadsheet instead"),
      el("p", {}, "Download the refused rows, correct the cells, and upload the file here. The rows keep their numbers."),
      el("div", { class: "actions" }, get("csv", `Download ${rows}`), get("xlsx", "As a workbook")),
      dropzone({
        title: "Drop the corrected file here",
        button: "Choose the corrected file",
        hint: null,
        multiple: false,
        taken: ([file]) => this.#correct(file),
      }),
    );
  }

  async #save(rows) {
    const answer = await this.#try(() => this.#changes.edit(rows));
    this.#stored = answer.import;
    this.#records.renew(answer.import, answer.records);
    const refused = answer.records.filter((record) => record.status === "failed");
    announce(
      answer.records.length === 1
        ? refused.length === 0
          ? `Row ${answer.records[0].row_number} is stored`
          : `Row ${answer.records[0].row_number} is still refused: ${answer.records[0].error_message}`
        : `${count(answer.records.length - refused.length, "row")} stored, ${number(refused.length)} refused`,
    );
    this.#refreshAround().catch((failure) => this.#failed(failure));
  }

  /** Takes the suggestions for values: where all rows of them are named, they are one change. */
  #take(values) {
    const named = values.filter((value) => value.rows.length === value.count);
    const others = values.filter((value) => value.rows.length < value.count);
    return this.#replace(
      named.flatMap((value) => value.rows.map((row) => ({ row, field: value.field, to: value.suggestion.to }))),
      others.map((value) => replacement(value, value.value, value.suggestion.to)),
    );
  }

  /** Answers groups: single cells in one change, and each value in one. */
  async #replace(cells, replacements) {
    const answer = JSON.stringify([cells, replacements]);
    if (this.#answering.has(answer)) {
      return;
    }
    this.#answering.add(answer);
    const made = [];
    try {
      if (cells.length > 0) {
        const rows = new Map();
        for (const { row, field, to } of cells) {
          rows.set(row, [...(rows.get(row) ?? []), `${JSON.stringify(field)}:${JSON.stringify(to)}`]);
        }
        made.push((await this.#try(() => this.#changes.edit([...rows]))).change);
      }
      for (const each of replacements) {
        made.push((await this.#try(() => this.#changes.replace(each))).change);
      }
      await this.#reload();
      this.#say(replacedText(made.filter((change) => change !== null)), "good", true);
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
      if (made.length > 0) {
        await this.#reload();
        this.#sayWhy(failure);
      }
    } finally {
      this.#answering.delete(answer);
    }
  }

  async #undo(change) {
    if (change === undefined && !this.#changes.canUndo) {
      announce("There is nothing to undo");
      return;
    }
    try {
      const answer = await this.#try(() => this.#changes.undo(change));
      if (answer === null) {
        return;
      }
      await this.#reload();
      const left = answer.left_alone_rows;
      this.#say(`Change ${answer.change.undoes} is undone.${left > 0 ? ` ${count(left, "row")} ${left === 1 ? "stays as it is, because it was" : "stay as they are, because they were"} changed since.` : ""}`, "good", true);
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
    }
  }

  async #correct(file) {
    try {
      const answer = await this.#progress.during(sendFile(`/api/imports/${this.#stored.id}/corrections`, file, {}, { signal: this.#signal }));
      await this.#reload();
      this.#say(correctionText(answer), answer.still_failed > 0 ? "attention" : "good");
    } catch (failure) {
      this.#say(failure.message, "trouble");
    }
  }

  /** Does something that the server may refuse, and says why if it does. */
  async #try(what) {
    try {
      const answer = await this.#progress.during(what());
      replace(this.#notice);
      return answer;
    } catch (failure) {
      if (failure instanceof Problem) {
        this.#sayWhy(failure);
      }
      throw failure;
    }
  }

  #sayWhy(failure) {
    if (failure.status === 412) {
      this.#say(
        "Somebody else has changed this import meanwhile. What you typed is kept.",
        "attention",
        false,
        this.#renewal(),
      );
    } else if (failure.status === 404) {
      this.#say("This import was deleted meanwhile. What you typed stays here until you leave the page.", "trouble");
    } else {
      this.#say(this.#edits.size > 0 ? `${failure.message} What you typed is kept.` : failure.message, "trouble");
    }
  }

  /** Something was changed that nobody here waits for: by somebody else, or after a proxy gave up waiting. */
  #changedMeanwhile({ change }) {
    this.#say(`${change === null ? "This import" : count(change.rows, "row")} ${change === null || change.rows === 1 ? "was" : "were"} changed meanwhile.`, "attention", false, this.#renewal());
  }

  #renewal() {
    return el("button", { class: "small primary", on: { click: () => this.#reload().then(() => this.#say("This is how it is now. Cells that are not saved still hold what you typed.")) } }, "Load the new state");
  }

  #say(text, kind = "note", undoable = false, button = null) {
    const undo = undoable && this.#changes.canUndo ? el("button", { class: "small", on: { click: () => this.#undo() } }, "Undo") : null;
    replace(this.#notice, el("p", { class: `notice ${kind}` }, el("span", {}, text), button, undo));
  }

  /** Everything anew, as it is stored now. */
  async #reload() {
    try {
      const answer = await this.#changes.read();
      this.#stored = answer.import;
      this.#edits.forgetStored();
      await this.#records.reload(answer.import);
      await this.#refreshAround();
    } catch (failure) {
      this.#failed(failure);
    }
  }

  async #refreshGroups() {
    const path = `/api/imports/${this.#stored.id}/errors`;
    const [{ groups }, { values, clusters }] = await Promise.all([
      getJson(`${path}/summary`, this.#signal),
      getJson(`${path}/values?limit=${VALUES_FETCHED}`, this.#signal),
    ]);
    this.#groups.show({ groups, values, clusters });
  }

  /** Groups and changes as they are now; asked for once more if they have changed while they were asked for. */
  #refreshAround() {
    this.#isStale = true;
    this.#refreshing ??= (async () => {
      while (this.#isStale) {
        this.#isStale = false;
        await Promise.all([this.#refreshGroups(), this.#history.refresh()]);
      }
    })().finally(() => {
      this.#refreshing = null;
    });
    this.#draw();
    return this.#refreshing;
  }

  #edited() {
    this.#records.draw();
    this.#draw();
  }
}

/** What stands above each view of an import. */
export function header(stored, here) {
  const tab = (name, address, label) =>
    el("a", { href: address, "aria-current": name === here ? "page" : null }, label);
  const tookMilliseconds = stored.completed_at && stored.started_at ? Math.max(0, new Date(stored.completed_at) - new Date(stored.started_at)) : null;
  const completed = stored.status === "completed";
  return [
    el("p", { class: "crumbs" }, el("a", { href: "#/" }, "All imports")),
    el(
      "div",
      { class: "title" },
      el("h1", { class: "filename" }, stored.filename),
      completed ? null : badge(stored),
      el(
        "p",
        { class: "muted facts-line" },
        `${bytes(stored.file_size)} · checked against ${stored.schema} · `,
        time(stored.created_at),
        tookMilliseconds === null ? null : ` · took ${duration(tookMilliseconds)}`,
      ),
      stored.completed_at === null ? null : deleteButton(stored, () => {
        location.hash = "#/";
      }),
    ),
    completed
      ? [
          goodAndBad(stored.processed_records, stored.failed_records),
          el(
            "nav",
            { class: "tabs", "aria-label": "Parts of the import" },
            tab("rows", `#/imports/${stored.id}`, "Rows"),
            tab("columns", `#/imports/${stored.id}/columns`, "Columns"),
            el(
              "span",
              { class: "counts" },
              el("span", { class: "key good" }, `${number(stored.processed_records)} valid`),
              el("span", { class: "key bad" }, `${number(stored.failed_records)} refused`),
            ),
          ),
        ]
      : null,
  ];
}

/** What is put in the place of values; where no value stands, all rows of the group are meant. */
function replacement({ field, code, rule }, from, to) {
  return from === null || from === "" ? { field, code, rule, to } : { field, code, rule, from, to };
}

function replacedText(changes) {
  const valid = changes.reduce((sum, change) => sum + change.now_valid, 0);
  if (changes.length === 0) {
    return "Nothing was changed: everything was so already.";
  }
  return valid === 0 ? "Changed; the rows are still refused for other reasons." : `${count(valid, "row")} corrected and stored.`;
}

function correctionText(answer) {
  const parts = [];
  if (answer.corrected > 0) {
    parts.push(`${count(answer.corrected, "row")} corrected and stored.`);
  }
  if (answer.still_failed > 0) {
    parts.push(`${count(answer.still_failed, "row")} still refused; the reasons stand beside the cells.`);
  }
  if (answer.failed_records === 0) {
    parts.push("Nothing is refused any more.");
  } else if (answer.still_failed === 0 && answer.corrected > 0) {
    parts.push(`${number(answer.failed_records)} still to correct.`);
  }
  return parts.length === 0 ? "The file changes no refused row; everything stays as it was." : parts.join(" ");
}

function ending(stored) {
  if (stored.status === "cancelled") {
    return el(
      "section",
      { class: "panel" },
      el("p", { class: "lead" }, "This import was cancelled."),
      el("p", {}, "None of its rows were kept. The file can be imported again."),
    );
  }
  const { error } = stored;
  const place = error.line === null ? null : `Line ${number(error.line)}${error.column === null ? "" : `, character ${number(error.column)}`}`;
  return el(
    "section",
    { class: "panel trouble" },
    el("h2", {}, "This file could not be used"),
    el("p", {}, error.message),
    place === null ? null : el("p", { class: "muted" }, place),
    el("p", {}, "Nothing of it was stored. Correct the file, or specify how it is read, and import it again."),
    el("div", { class: "actions" }, el("a", { class: "button primary", href: "#/" }, "Choose a file")),
  );
}

function notes(stored) {
  const list = Object.entries(stored.warnings);
  return list.length === 0
    ? null
    : el("ul", { class: "notes" }, list.map(([code, times]) => el("li", {}, warning(code, times))));
}
