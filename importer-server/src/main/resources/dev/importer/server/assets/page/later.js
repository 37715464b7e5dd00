/** What the first view does not need is fetched once it stands, or at once if another one is wanted. */

import { Problem, request } from "./api.js";
import { el } from "./dom.js";

const address = (name) => new URL(name, import.meta.url).href;
let styles = null;

/** Fetches the modules and styles that the server has named; styles take effect, modules wait. */
export function fetchLater() {
  styles ??= Promise.all(document.querySelector("meta[name=later]").content.split(" ").map(fetched)).catch((failure) => {
    // Whoever asks next has another chance.
    styles = null;
    throw failure;
  });
  return styles;
}

/** A view whose module and styles come when it is shown, unless they are there already. */
export function later(load) {
  return async (context) => {
    let view;
    try {
      const all = fetchLater();
      view = await load();
      await all;
    } catch {
      await answers();
      throw Problem.notFetched();
    }
    // Somebody may have gone on meanwhile.
    context.signal.throwIfAborted();
    return view(context);
  };
}

/** Begins anew with what the server has now, if it answers. */
export async function beginAnew() {
  if (await answers()) {
    location.reload();
  }
}

async function answers() {
  try {
    await request("/health");
    return true;
  } catch (failure) {
    return !failure.offline;
  }
}

function fetched(name) {
  if (name.endsWith(".js")) {
    document.head.append(el("link", { rel: "modulepreload", href: address(name) }));
    return null;
  }
  return new Promise((resolve, reject) => {
    document.head.append(el("link", { rel: "stylesheet", href: address(name), on: { load: resolve, error: reject } }));
  });
}
