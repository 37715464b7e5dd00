package dev.importer.source;

/** How a source is structured. */
public enum Format {
  /** Cells between delimiters, one record a line (RFC 4180 and its relatives). */
  CSV,
  /** One JSON text (RFC 8259): an array of objects, or one object. */
  JSON,
  /** JSON objects one after the other, usually one a line. */
  NDJSON
}
