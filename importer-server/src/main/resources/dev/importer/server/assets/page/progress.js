/** The progress of a running import, kept up to date. */

import { Problem, request } from "./api.js";
import { announce, bytes, count, duration, el, number, replace } from "./dom.js";
import { follow } from "./events.js";

/**
 * Shows how an import gets on.
 *
 * @param ended called with its last state
 */
export function progressPanel(id, totalBytes, ended, signal) {
  const bar = el("progress", { max: 1, value: 0, "aria-label": "How much of the file has been read" });
  const text = el("p", { class: "lead" }, "Waiting for its turn…");
  const facts = el("dl", { class: "facts" });
  const cancel = el("button", { on: { click: () => stop(id, cancel) } }, "Cancel the import");
  const panel = el(
    "section",
    { class: "panel progress", "aria-label": "Progress" },
    text,
    bar,
    facts,
    el("div", { class: "actions" }, cancel),
  );
  const draw = (state) => {
    if (!state.connected) {
      replace(text, "The server does not answer. The import resumes when it is back.");
      return;
    }
    const read = state.bytes_read ?? 0;
    const total = state.total_bytes || totalBytes;
    if (state.status === "pending") {
      replace(text, "Waiting for its turn…");
    } else {
      replace(text, `${count(state.total_records, "row")} so far`);
    }
    bar.value = total === 0 ? 0 : Math.min(1, read / total);
    replace(
      facts,
      fact("Read", `${bytes(read)} of ${bytes(total)}`),
      fact("Refused", number(state.failed_records ?? 0)),
      fact("Rows a second", state.rows_per_second ? number(state.rows_per_second) : "–"),
      fact("Time left", state.time_left_ms === null || state.time_left_ms === undefined ? "–" : duration(state.time_left_ms)),
    );
  };
  draw({ connected: true, status: "pending", total_records: 0 });
  follow(id, draw, signal).then(ended, (failure) => {
    if (!signal.aborted) {
      throw failure;
    }
  });
  return panel;
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

async function stop(id, button) {
  button.disabled = true;
  try {
    await request(`/api/imports/${id}/cancel`, { method: "POST" });
  } catch (failure) {
    // It has ended meanwhile, which the events tell.
    if (!(failure instanceof Problem) || failure.status !== 409) {
      button.disabled = false;
      announce(failure.message);
    }
  }
}
