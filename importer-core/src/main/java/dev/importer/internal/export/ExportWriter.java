package dev.importer.internal.export;

import dev.importer.internal.export.ExportColumns.Column;
import dev.importer.results.StoredRecord;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a file of rows in one format. */
interface ExportWriter {

  /** Writes what stands before the rows. */
  void begin() throws IOException;

  /** Writes a row, with its cells by their columns. */
  void row(StoredRecord row, Map<Column, @Nullable Object> cells) throws IOException;

  /** Writes what is left; without it the file is not whole. */
  void end() throws IOException;
}
