package dev.importer.source;

/** How a source is structured. */
public enum Format {
  /** Cells between delimiters, one record a line (RFC 4180 and its relatives). */
  CSV,
  /** One JSON text (RFC 8259): an array of objects, or one object. */
  JSON,
  /** JSON objects one after the other, usually one a line. */
  NDJSON,
  /** A workbook of Excel and others (Office Open XML, ECMA-376): .xlsx, .xlsm and .xltx. */
  XLSX,
  /** An OpenDocument spreadsheet (ISO/IEC 26300): .ods. */
  ODS,
  /** An old workbook of Excel 97 to 2003 (BIFF8): .xls; read if Apache POI is on the class path. */
  XLS;

  /** Whether the rows are rows of cells, of which a header says what they mean. */
  public boolean isTable() {
    return this == CSV || isWorkbook();
  }

  /** Whether the rows stand in sheets. */
  public boolean isWorkbook() {
    return this == XLSX || this == ODS || this == XLS;
  }
}
