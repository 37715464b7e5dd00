/** Finds the view that the address names, and shows it. */

import { onConnection, Problem, request } from "./api.js";
import { announce, announced, el, replace } from "./dom.js";
import { holdsFiles } from "./dropzone.js";
import { homeView } from "./home.js";
import { beginAnew, fetchLater, later } from "./later.js";
import { mayShow } from "./leaving.js";

const ROUTES = [
  [/^\/$/, homeView],
  [/^\/rehearsal$/, later(async () => (await import("./rehearsal.js")).rehearsalView)],
  [/^\/imports\/([0-9]+)$/, later(async () => (await import("./detail.js")).detailView)],
  [/^\/imports\/([0-9]+)\/columns$/, later(async () => (await import("./columns.js")).columnsView)],
  [/^\/statistics$/, later(async () => (await import("./statistics.js")).statisticsView)],
];

const main = document.getElementById("main");
const offline = document.getElementById("offline");

let leaving = new AbortController();
let shownOnce = false;
/** Whether a part of the page could not be had, and was asked for once more. */
let askedAgain = false;

async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [path, query] = (location.hash.slice(1) || "/").split("?");
  const route = ROUTES.map(([pattern, view]) => [pattern.exec(path), view]).find(([match]) => match);
  if (!route) {
    location.hash = "#/";
    return;
  }
  markNavigation(path);
  announce("");
  const [match, view] = route;
  const page = el("div", { class: "view" });
  const context = { page, signal, id: match[1], query: new URLSearchParams(query) };
  // What was shown stays until there is something to show instead, so that nothing jumps.
  const late = setTimeout(() => {
    if (!signal.aborted && !page.isConnected) {
      replace(main, el("p", { class: "loading", role: "status" }, "Loading…"));
    }
  }, 250);
  try {
    await view(context);
    askedAgain = false;
    if (!signal.aborted) {
      present(page);
    }
  } catch (failure) {
    if (!signal.aborted) {
      fail(page, failure);
    }
  } finally {
    clearTimeout(late);
  }
  // A view that needs what could not be had says so.
  fetchLater().catch(() => {});
}

function present(page) {
  replace(main, page);
  const heading = page.querySelector("h1");
  document.title = heading ? `${heading.textContent} · importer` : "importer";
  if (shownOnce) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
    if (!announced()) {
      announce(heading?.textContent ?? "");
    }
  }
  shownOnce = true;
}

function fail(page, failure) {
  const missing = failure instanceof Problem && failure.status === 404;
  // To begin anew loses files that were chosen and not sent.
  const again = failure.code === "not-fetched" && askedAgain ? beginAnew : show;
  askedAgain = failure.code === "not-fetched";
  replace(
    page,
    el("h1", {}, missing ? "There is no such import" : "Something went wrong"),
    el("p", {}, missing ? "It was deleted, or it never existed." : failure.message),
    el(
      "div",
      { class: "actions" },
      missing ? null : el("button", { class: "primary", "data-action": "retry", on: { click: again } }, "Try again"),
      el("a", { class: "button", href: "#/" }, "All imports"),
    ),
  );
  present(page);
  if (!(failure instanceof Problem)) {
    throw failure;
  }
}

function markNavigation(path) {
  for (const link of document.querySelectorAll("nav a[data-route]")) {
    const here = link.dataset.route === "/" ? path !== "/statistics" : path === link.dataset.route;
    if (here) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

let checking = null;

onConnection((answers) => {
  offline.hidden = answers;
  offline.textContent = answers ? "" : "The server does not answer. The page continues as soon as it does.";
  if (answers && checking !== null) {
    clearInterval(checking);
    checking = null;
    // A view that could not be shown for lack of an answer gets another chance.
    main.querySelector(".view button[data-action=retry]")?.click();
  } else if (!answers && checking === null) {
    checking = setInterval(() => request("/health").catch(() => {}), 2_000);
  }
});

// A file that misses its place would replace the page.
for (const event of ["dragover", "drop"]) {
  window.addEventListener(event, (dropped) => holdsFiles(dropped) && dropped.preventDefault());
}
window.addEventListener("hashchange", () => {
  if (mayShow(location.hash)) {
    show();
  }
});
show();
