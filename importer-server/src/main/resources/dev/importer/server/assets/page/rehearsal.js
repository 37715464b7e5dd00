/** What an import of the chosen files would do, before anything is stored. */

import { answerTo, canReplace, isRefused, replaceOption } from "./answers.js";
import { getJson } from "./api.js";
import { check, store } from "./checking.js";
import { focusControl, focusedControl } from "./choosers.js";
import { announce, bytes, el, replace } from "./dom.js";
import { takeAnywhere } from "./dropzone.js";
import { fileTable } from "./filetable.js";
import { Groups } from "./groups.js";
import { takePasted } from "./paste.js";
import { review, verdict, waiting } from "./review.js";
import { saveSchema } from "./savedschemas.js";
import { draftOf } from "./schemaeditor.js";
import { chosen, forget, isReady, remember, remembered } from "./staging.js";

const HERE = "#/rehearsal";

/** So many files are checked at once; the server does other things, too. */
const AT_ONCE = 2;

/** The files at hand; the browser gives them to this page only, and only until it is left. */
let files = [];

/** Begins with files that were chosen, dropped or pasted; on the view itself they come to the others. */
export function begin(taken) {
  const others = location.hash.startsWith(HERE) ? files.filter((entry) => entry.outcome === null) : [];
  files = [...others, ...taken.map(chosen)];
  if (location.hash === HERE) {
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = HERE;
  }
}

export async function rehearsalView({ page, signal, query }) {
  if (files.length === 0) {
    // After a reload the browser has forgotten the files, but the server has not.
    files = await remembered(signal);
  }
  if (files.length === 0) {
    location.replace("#/");
    return;
  }
  const [{ schemas, writable }, { targets }] = await Promise.all([getJson("/api/schemas", signal), getJson("/api/targets", signal)]);
  takeAnywhere("Drop to check, too. Nothing is stored yet.", begin, signal);
  takePasted(begin, signal);
  const entry = files.length === 1 ? files[0] : files[Number(query.get("file")) - 1];
  const shown = entry === undefined ? allFiles(page, schemas, signal) : oneFile(page, entry, { schemas, writable, targets }, signal);
  // Small files are ready at once; for others the page shows that it is at work.
  await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, 200))]);
}

/** One file, with all that can be said and changed. */
async function oneFile(page, entry, known, signal) {
  const body = el("div", { class: "review" });
  const several = files.length > 1;
  let attempt = 0;
  /** The report that people see; while the file is checked anew, it is still that of before. */
  let seen = entry.report;
  /** Answers follow each other: each is to what the one before has left. */
  let turn = Promise.resolve();
  const answered = (answers, said) => {
    entry.answers = answers;
    entry.options.replace = replaceOption(answers);
    announce(said);
    return recheck();
  };
  const inTurn = (work) => {
    turn = turn.then(() => (signal.aborted ? null : work()));
    return turn;
  };
  const undo = (answer) => inTurn(() => takeBack(answer));
  const takeBack = (answer) => answered(entry.answers.filter((each) => each !== answer), `Answer ${answer.number} is undone`);
  const give = (field, pairs) =>
    inTurn(async () => {
      const before = seen;
      const there = pairs.filter(({ from }) => isRefused(before, field, from));
      if (there.length === 0) {
        return;
      }
      const answer = answerTo(entry.answers, field, there, before);
      entry.forgotten = 0;
      await answered([...entry.answers, answer], "Checking again");
      // What is no text in the file, such as a number of JSON, cannot be replaced.
      if (isUnused(entry.report) && !isUnused(before) && entry.answers.at(-1) === answer) {
        there.forEach(({ from }) => entry.fixed.add(placeOf(field, from)));
        await takeBack(answer);
      }
    });
  const groups = new Groups({
    title: "What would be refused, and why",
    filter: null,
    answers: {
      canReplace: (what) => canReplace(what) && (what.values ?? [what.value]).every((value) => !entry.fixed.has(placeOf(what.field, value))),
      replace: ({ field }, from, to) => give(field, [from].flat().map((each) => ({ from: each, to }))),
      take: (values) => give(values[0].field, values.map(({ value, suggestion }) => ({ from: value, to: suggestion.to }))),
      otherwise: "It can be corrected after the import, row by row.",
    },
  });

  /** What is typed into an editor stays while all around it is drawn anew. */
  const editors = new WeakMap();
  const draw = () => {
    const hadFocus = body.contains(document.activeElement);
    body.classList.remove("checking");
    if (entry.report !== null) {
      seen = entry.report;
      groups.show({ groups: seen.groups, ...seen.refused_values });
    }
    const focused = focusedControl(body);
    replace(
      body,
      el("h1", { class: "filename" }, entry.name),
      el("p", { class: "muted subtitle" }, `${bytes(entry.size)} · not stored yet`),
      entry.report === null && entry.problem === null
        ? waiting(entry)
        : review(entry, known, groups, { recheck, undo, load, discard, draft, save, redraw: draw, readAnew, editors }),
    );
    focusControl(body, focused);
    if (hadFocus && !body.contains(document.activeElement)) {
      // The last of its kind was answered or undone.
      body.querySelector("[data-control^='undo-'], [data-control=load]:enabled")?.focus({ preventScroll: true });
    }
  };
  window.addEventListener(
    "keydown",
    (event) => {
      const last = entry.answers.at(-1);
      if (last !== undefined && event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.target.matches("input, textarea, select")) {
        event.preventDefault();
        undo(last);
      }
    },
    { signal },
  );
  const told = (share) => {
    entry.sent = share;
    if (share < 1) {
      body.querySelector("progress")?.setAttribute("value", share);
    } else {
      body.querySelector(".waiting")?.replaceWith(waiting(entry));
    }
  };
  const recheck = async () => {
    attempt += 1;
    const mine = attempt;
    const focused = focusedControl(body);
    // What stands there can be read on, but is not what would be imported now.
    const hasReport = body.querySelector(".verdict") !== null;
    body.querySelectorAll("[data-control=load]").forEach((button) => (button.disabled = true));
    entry.report = null;
    entry.problem = null;
    const late = setTimeout(() => mine === attempt && (hasReport ? body.classList.add("checking") : draw()), 150);
    const ended = await check(entry, known.schemas, { told, signal, isCurrent: () => mine === attempt });
    clearTimeout(late);
    remember(files);
    if (ended && mine === attempt) {
      draw();
      focusControl(body, focused);
      announce(entry.report ? verdict(entry.report) : entry.problem.message);
    }
  };
  const readAnew = () => {
    entry.preview = null;
    entry.fixed.clear();
    recheck();
  };
  const load = async (button) => {
    button.disabled = true;
    replace(button, "Importing…");
    if (await store(entry, { told, signal })) {
      remember(files);
      location.hash = several ? HERE : entry.outcome.address;
      if (!several) {
        files = [];
      }
    } else if (entry.problem !== null) {
      draw();
    }
  };
  const draft = async (button) => {
    button.disabled = true;
    try {
      entry.draft = await draftOf(entry, signal);
      draw();
      body.querySelector(".schema-editor h2").focus();
    } catch (failure) {
      if (failure.name !== "AbortError") {
        button.disabled = false;
        button.after(el("p", { class: "bad-text", role: "alert" }, failure.message));
      }
    }
  };
  const save = async (name, schema) => {
    const saved = await saveSchema(name, schema, signal);
    if (saved) {
      known.schemas = (await getJson("/api/schemas", signal)).schemas;
      announce(`The schema ${name} is saved`);
    }
    return saved;
  };
  const discard = () => {
    forget(entry);
    files = files.filter((each) => each !== entry);
    remember(files);
    announce(`${entry.name} was discarded; nothing of it was stored`);
    location.hash = files.length === 0 ? "#/" : HERE;
    if (files.length === 1) {
      window.dispatchEvent(new HashChangeEvent("hashchange"));
    }
  };

  replace(
    page,
    el("p", { class: "crumbs" }, several ? el("a", { href: HERE }, "All chosen files") : el("a", { href: "#/" }, "All imports")),
    body,
  );
  draw();
  if (entry.report === null && entry.problem === null) {
    await recheck();
  }
}

function isUnused(report) {
  return report?.error?.code === "unused-replacement";
}

function placeOf(field, value) {
  return JSON.stringify([field, value]);
}

/** All files side by side. */
async function allFiles(page, schemas, signal) {
  const body = el("div", {});
  const draw = () => {
    const focused = focusedControl(body);
    replace(body, fileTable(files, { loadAll, discardAll }));
    focusControl(body, focused);
  };
  const told = (entry) => (share) => {
    entry.sent = share;
    draw();
  };
  const waitingFiles = files.filter((entry) => entry.report === null && entry.problem === null && entry.outcome === null);
  const work = async () => {
    for (let entry = waitingFiles.shift(); entry !== undefined && !signal.aborted; entry = waitingFiles.shift()) {
      await check(entry, schemas, { told: told(entry), signal, isCurrent: () => true });
      remember(files);
      draw();
    }
  };
  const loadAll = async () => {
    for (const entry of files.filter(isReady)) {
      entry.loading = true;
      draw();
      await store(entry, { told: told(entry), signal });
      entry.loading = false;
      remember(files);
      draw();
    }
    const stored = files.filter((each) => each.outcome !== null).length;
    announce(`${stored} of ${files.length} files imported`);
  };
  const discardAll = () => {
    files.forEach(forget);
    files = [];
    remember(files);
    location.hash = "#/";
  };
  replace(page, el("p", { class: "crumbs" }, el("a", { href: "#/" }, "All imports")), body);
  draw();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (!signal.aborted) {
    announce(`${files.filter((each) => each.report !== null).length} of ${files.length} files can be imported`);
  }
}
