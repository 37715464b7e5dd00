package dev.importer.cli;

/** How a line of the log is written. */
enum LogFormat {
  /** For people. */
  TEXT,
  /** For programs: a JSON object. */
  JSON
}
