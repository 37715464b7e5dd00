/** Files that are sent once. The server keeps them for a while; what is sent later is settings only. */

import { getJson, Problem, request, sendFile, sendJson } from "./api.js";

const KEY = "importer-rehearsal";

/** The name of the problem of an upload that the server has no more. */
export const GONE = "upload-not-found";

/** A file that was chosen. */
export function chosen(file) {
  return entryOf({ file, name: file.name, size: file.size });
}

function entryOf(known) {
  return {
    file: null,
    upload: null,
    format: null,
    sheets: [],
    options: {},
    schemaChosen: false,
    answers: [],
    /** How many answers another schema has made void. */
    forgotten: 0,
    /** Values that nothing can take the place of when the file is read. */
    fixed: new Set(),
    preview: null,
    draft: null,
    fields: [],
    unfolded: new Map(),
    report: null,
    problem: null,
    outcome: null,
    sending: null,
    ...known,
  };
}

/** Whether a file was checked, and an import of it would not fail. */
export function isReady({ report, outcome }) {
  return report !== null && report.error === null && outcome === null;
}

/** Remembers the files for a reload of this tab. */
export function remember(entries) {
  const kept = entries
    .filter((entry) => entry.upload !== null && entry.outcome === null)
    .map(({ name, size, upload, options, schemaChosen, answers }) => ({ name, size, upload, options, schemaChosen, answers }));
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}

/** The files that this tab had before it was loaded anew, as far as the server still has them. */
export async function remembered(signal) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  const found = await Promise.all(
    kept.map(async (entry) => {
      try {
        const { format, sheets } = await getJson(`/api/uploads/${entry.upload}`, signal);
        return entryOf({ ...entry, format, sheets });
      } catch (failure) {
        if (failure instanceof Problem && failure.code === GONE) {
          return null;
        }
        throw failure;
      }
    }),
  );
  return found.filter((entry) => entry !== null);
}

/**
 * Has something done with a file, which is sent first if the server does not have it.
 *
 * @param action `preview`, `check` or `import`
 * @param told called with the share of the file that has been sent, 0 to 1
 */
export async function withUpload(entry, action, options, { told, signal, read, headers }) {
  for (;;) {
    const fresh = entry.upload === null;
    await send(entry, told, signal);
    try {
      return await sendJson(`/api/uploads/${entry.upload}/${action}`, options, { signal, read, headers });
    } catch (failure) {
      // It was not used for too long, or had to give way; it is sent again without a word.
      if (fresh || entry.file === null || failure.code !== GONE) {
        throw failure;
      }
      entry.upload = null;
    }
  }
}

async function send(entry, told, signal) {
  if (entry.upload !== null) {
    return;
  }
  // Whoever changes a setting meanwhile waits for the same sending.
  entry.sending ??= sendFile("/api/uploads", entry.file, {}, { told, signal });
  try {
    const { upload_id: id, format, sheets } = await entry.sending;
    entry.upload = id;
    entry.format = format;
    entry.sheets = sheets;
  } finally {
    entry.sending = null;
  }
}

/** The file is not needed any more; if nobody hears of it, it goes by itself. */
export function forget(entry) {
  if (entry.upload !== null) {
    request(`/api/uploads/${entry.upload}`, { method: "DELETE" }).catch(() => {});
    entry.upload = null;
  }
}
