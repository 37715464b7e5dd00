/** Checks and imports files that are staged; what comes of it stands in their entries. */

import { getJson, Problem } from "./api.js";
import { answerWithRows } from "./cells.js";
import { forget, withUpload } from "./staging.js";

/** A schema fits clearly if it has this much in common with a file, and this much more than the usual one. */
const LEAST_FIT = 0.3;
const CLEARLY_BETTER = 0.1;

/**
 * Sends a file if need be, finds the schema that fits it, and checks its rows.
 *
 * @param told called with the share of the file that has been sent, 0 to 1
 * @param isCurrent whether the outcome is still of interest
 * @returns whether there is an outcome: a report or a problem
 */
export async function check(entry, schemas, { told, signal, isCurrent }) {
  entry.sent = entry.upload === null ? 0 : 1;
  let outcome = {};
  try {
    await look(entry, schemas, { told, signal });
    const [report, fields] = await Promise.all([
      withUpload(entry, "check", entry.options, { told, signal, read: answerWithRows }),
      fieldsOf(entry.options, signal),
    ]);
    outcome = { report, fields, problem: null };
  } catch (failure) {
    if (failure.name === "AbortError") {
      return false;
    }
    if (!(failure instanceof Problem)) {
      throw failure;
    }
    const fields = failure.offline ? [] : await fieldsOf(entry.options, signal);
    outcome = { report: null, problem: failure, fields };
  }
  if (isCurrent()) {
    Object.assign(entry, outcome);
  }
  return true;
}

/** Looks at the beginning of a file, and chooses the schema unless somebody has. */
async function look(entry, schemas, { told, signal }) {
  const standard = schemas.find((schema) => schema.default).name;
  if (entry.preview === null) {
    try {
      entry.preview = await withUpload(entry, "preview", entry.options, { told, signal });
    } catch (failure) {
      if (failure.name === "AbortError" || failure.offline) {
        throw failure;
      }
      // The check says the same, and more.
      entry.preview = { lines: [], fits: [] };
    }
  }
  if (!entry.schemaChosen) {
    const best = bestOf(entry.preview.fits, standard);
    entry.options.schema = best ?? standard;
    entry.schemaFound = best !== null && schemas.filter((schema) => schema.name !== "none").length > 1;
  }
}

function bestOf(fits, standard) {
  const [best] = fits;
  if (best === undefined || best.score < LEAST_FIT) {
    return null;
  }
  const usual = fits.find((fit) => fit.schema === standard)?.score ?? 0;
  return best.score > usual + CLEARLY_BETTER ? best.schema : standard;
}

/** The fields of a schema; none if it is gone. */
async function fieldsOf({ schema: name, own_schema: own }, signal) {
  if (own !== undefined) {
    return own.fields;
  }
  try {
    return (await getJson(`/api/schemas/${encodeURIComponent(name)}`, signal)).fields ?? [];
  } catch (failure) {
    if (failure instanceof Problem) {
      return [];
    }
    throw failure;
  }
}

/**
 * Has a file imported.
 *
 * @returns whether there is an import of it, whose address is in the outcome of the entry
 */
export async function store(entry, { told, signal }) {
  const headers = { Prefer: "respond-async" };
  try {
    const answer = await withUpload(entry, "import", entry.options, { told, signal, headers });
    entry.outcome = { address: `#/imports/${answer.import_id}${answer.duplicate ? "?again" : ""}`, duplicate: answer.duplicate };
  } catch (failure) {
    if (failure.name === "AbortError") {
      return false;
    }
    if (failure.status !== 422 || failure.importId === null) {
      entry.problem = failure;
      entry.report = null;
      return false;
    }
    // There is an import of it, which has failed.
    entry.outcome = { address: `#/imports/${failure.importId}`, duplicate: false };
  }
  forget(entry);
  return true;
}
