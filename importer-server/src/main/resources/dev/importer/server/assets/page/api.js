/** The calls to the server, with the API key where one is needed. */

import { askForKey } from "./key.js";

const KEY = "importer-api-key";

/** The path below which the server has the page and the calls; empty at the root. */
export const base = new URL("../..", import.meta.url).pathname.replace(/\/$/, "");

/** What the server refused, or that it did not answer. */
export class Problem extends Error {
  constructor(status, body, etag = null) {
    super(body.detail ?? "The server could not answer this.");
    this.status = status;
    this.code = body.code ?? "unknown";
    this.importId = body.import_id ?? null;
    this.details = body;
    /** The state that the server has, where it tells that. */
    this.etag = etag;
  }

  /** Whether there was no answer at all. */
  get offline() {
    return this.status === 0;
  }

  /** A part of the page could not be had. */
  static notFetched() {
    return new Problem(0, { code: "not-fetched", detail: "The server does not answer, or has a newer version of this page." });
  }

  static noAnswer() {
    return new Problem(0, {
      code: "no-answer",
      detail: "The server does not answer. Nothing is lost; the page tries again by itself.",
    });
  }
}

let listener = () => {};

/** To be told whether the server answers. */
export function onConnection(told) {
  listener = told;
}

/** The headers that let a request in. */
export function keyHeaders() {
  const key = sessionStorage.getItem(KEY);
  return key === null ? {} : { "X-API-Key": key };
}

/** Asks for the key, after a request was refused for the lack of it. */
export async function renewKey(usedKey) {
  // Another request may have got a new one meanwhile.
  if (sessionStorage.getItem(KEY) === (usedKey ?? null)) {
    sessionStorage.setItem(KEY, await askForKey(usedKey !== undefined));
  }
}

/** A request; gives the response if it is a success, and throws a Problem otherwise. */
export async function request(path, options = {}) {
  for (;;) {
    const key = keyHeaders();
    let response;
    try {
      response = await fetch(base + path, { ...options, headers: { ...options.headers, ...key } });
    } catch (failure) {
      if (failure.name === "AbortError") {
        throw failure;
      }
      listener(false);
      throw Problem.noAnswer();
    }
    listener(true);
    if (response.status === 401) {
      await renewKey(key["X-API-Key"]);
      continue;
    }
    if (!response.ok) {
      throw new Problem(response.status, problemOf(await response.text()), response.headers.get("ETag"));
    }
    return response;
  }
}

/** What an answer says is wrong; nothing if it is from somebody else than the server. */
function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export async function getJson(path, signal) {
  return (await request(path, { signal })).json();
}

/** Sends a value; `read` makes of the text of the answer what the caller gets. */
export async function sendJson(path, value, { signal, read = JSON.parse, headers = {} } = {}) {
  return read(await post(path, JSON.stringify(value), signal, headers));
}

async function post(path, json, signal, headers) {
  const response = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: json,
    signal,
  });
  return response.text();
}

/**
 * Sends a file. XMLHttpRequest is what tells how much of it has gone.
 *
 * @param told called with the share that has been sent, 0 to 1
 * @param read makes of the text of the answer what the caller gets
 */
export async function sendFile(path, file, options, { told = () => {}, signal, read = JSON.parse } = {}) {
  for (;;) {
    const key = keyHeaders();
    const answer = await send(path, file, options, key, told, signal);
    if (answer.status === 401) {
      await renewKey(key["X-API-Key"]);
      continue;
    }
    if (answer.status < 200 || answer.status > 299) {
      throw new Problem(answer.status, problemOf(answer.text));
    }
    return read(answer.text);
  }
}

function send(path, file, options, key, told, signal) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const query = new URLSearchParams(options).toString();
    call.open("POST", base + path + (query === "" ? "" : `?${query}`));
    call.setRequestHeader("Prefer", "respond-async");
    for (const [name, value] of Object.entries(key)) {
      call.setRequestHeader(name, value);
    }
    call.responseType = "text";
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        told(event.loaded / event.total);
      }
    };
    call.onload = () => {
      listener(true);
      resolve({ status: call.status, text: call.responseText });
    };
    call.onerror = () => {
      listener(false);
      reject(Problem.noAnswer());
    };
    call.onabort = () => reject(new DOMException("The page was left.", "AbortError"));
    signal?.addEventListener("abort", () => call.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    call.send(form);
  });
}

/** Saves what a path answers with as a file. */
export async function download(path, name) {
  if (sessionStorage.getItem(KEY) === null) {
    save(path, name);
    return;
  }
  // A plain link could not send the key, so the file goes through the page.
  const response = await request(path);
  const address = URL.createObjectURL(await response.blob());
  save(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function save(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** Saves a text as a file. */
export function saveText(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  save(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
