/** Schemas that the server keeps for everybody, where it allows that: saved, replaced and deleted. */

import { Problem, request } from "./api.js";
import { confirmed } from "./confirm.js";

function pathOf(name) {
  return `/api/schemas/${encodeURIComponent(name)}`;
}

function put(name, schema, headers, signal) {
  return request(pathOf(name), {
    method: "PUT",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(schema),
    signal,
  });
}

/**
 * Saves a schema; asks before it takes the place of another one.
 *
 * @returns whether it is saved
 */
export async function saveSchema(name, schema, signal) {
  let seen;
  try {
    await put(name, schema, { "If-None-Match": "*" }, signal);
    return true;
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== 412) {
      throw failure;
    }
    seen = failure.etag;
  }
  const agreed = await confirmed({
    title: `Replace the schema ${name}?`,
    text: "There is one of this name already. Imports of before keep that; whatever is checked or imported from now on gets the new one.",
    yes: "Replace",
    no: "Keep the old one",
  });
  if (agreed) {
    // Only the one that was asked about; a file that is no schema has no tag.
    await put(name, schema, seen === null ? {} : { "If-Match": seen }, signal);
  }
  return agreed;
}

/**
 * Deletes a schema, after asking.
 *
 * @returns whether it is gone
 */
export async function deleteSchema(name, signal) {
  const agreed = await confirmed({
    title: `Delete the schema ${name}?`,
    text: "Files cannot be checked against it any more. Imports that were made with it keep it.",
    yes: "Delete",
    no: "Keep",
  });
  if (agreed) {
    await request(pathOf(name), { method: "DELETE", signal });
  }
  return agreed;
}

/** Why a schema is not saved, in sentences; places in it are the columns that they belong to. */
export function reasonsOf(failure) {
  const faults = failure.details?.errors ?? [];
  return faults.length < 2 ? [failure.message] : faults.slice(0, 10).map(({ field, message }) => `${placeOf(field)}: ${message}`);
}

function placeOf(pointer) {
  const column = /^\/fields\/(\d+)/.exec(pointer ?? "");
  return column ? `Column ${Number(column[1]) + 1}` : pointer || "The schema";
}
