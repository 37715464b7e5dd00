package dev.importer.cli;

import java.util.Locale;

/** How a line of the log is written. */
enum LogFormat {
  /** For people. */
  TEXT,
  /** For programs: a JSON object. */
  JSON;

  /** What the configuration of the log asks for, when the first line is logged. */
  private static final String PROPERTY = "importer.log.format";

  /** Has the log written like this. Call it before anything is logged. */
  void use() {
    System.setProperty(PROPERTY, name().toLowerCase(Locale.ROOT));
  }
}
