/** Follows an import: a stream of events, and polling where there is no stream. */

import { base, getJson, keyHeaders, Problem, renewKey } from "./api.js";

const RETRY_MILLISECONDS = 1_000;
const POLLS_BETWEEN_STREAMS = 5;

/**
 * Follows an import to its end.
 *
 * @param told called with each state; `connected` says whether the server answers
 * @returns a promise that is kept when the import has ended, with its last state
 */
export async function follow(id, told, signal) {
  let lastEventId = null;
  let polls = 0;
  const heard = (event) => {
    if (event.name !== "progress") {
      return;
    }
    polls = 0;
    lastEventId = event.id ?? lastEventId;
    told({ ...event.data, connected: true });
  };
  for (;;) {
    try {
      const end = await listen(id, lastEventId, heard, signal);
      if (end !== null) {
        return end;
      }
    } catch (failure) {
      if (signal.aborted) {
        throw failure;
      }
    }
    // The stream broke off, or could not be had: try it again at once, then only now and then.
    let silent = false;
    do {
      const state = await poll(id, signal);
      if (state?.ended) {
        return state;
      }
      told(state === null ? { connected: false } : { ...state, connected: true });
      polls += 1;
      if (polls > 1) {
        await pause(RETRY_MILLISECONDS, signal);
      }
      if (silent && state !== null) {
        break;
      }
      silent = state === null;
    } while (polls % POLLS_BETWEEN_STREAMS !== 1);
  }
}

/**
 * Follows what is changed in the rows of an import just now; if nothing is, that is over at once.
 *
 * @param told called with how far the change has got, and how it has ended
 */
export async function followChange(id, told, signal) {
  await listen(id, null, (event) => event.name === "change" && told(event.data), signal);
}

async function poll(id, signal) {
  try {
    const answer = (await getJson(`/api/imports/${id}?limit=1`, signal)).import;
    const ended = !["pending", "processing"].includes(answer.status);
    return { ...answer, import_id: answer.id, total_bytes: answer.file_size, ended };
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) {
      return { status: "deleted", ended: true };
    }
    if (failure.name === "AbortError") {
      throw failure;
    }
    return null;
  }
}

/** One stream; gives the last state, or null if it broke off before. */
async function listen(id, lastEventId, heard, signal) {
  const key = keyHeaders();
  const headers = { Accept: "text/event-stream", ...key };
  if (lastEventId !== null) {
    headers["Last-Event-ID"] = lastEventId;
  }
  const response = await fetch(`${base}/api/imports/${id}/events`, { headers, signal });
  if (response.status === 401) {
    await renewKey(key["X-API-Key"]);
    return null;
  }
  if (!response.ok || response.status === 204) {
    return null;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return null;
    }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event.data === null) {
        continue;
      }
      if (event.name === "end") {
        await reader.cancel();
        return { ...event.data, ended: true };
      }
      heard(event);
    }
  }
}

function parse(block) {
  const event = { name: "message", id: null, data: null };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    const value = line.slice(colon + 2);
    if (line.startsWith("event: ")) {
      event.name = value;
    } else if (line.startsWith("id: ")) {
      event.id = value;
    } else if (line.startsWith("data: ")) {
      event.data = JSON.parse(value);
    }
  }
  return event;
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("The page was left.", "AbortError"));
    });
  });
}
