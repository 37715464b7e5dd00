package dev.importer.internal.csv;

/** What ends a line. */
enum LineEnd {
  LINE_FEED,
  RETURN_LINE_FEED,
  RETURN
}
