package dev.importer.internal.export;

import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.results.RecordQuery;
import dev.importer.results.RowsExport;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of an import, read page by page for a file. */
public final class ExportedRows implements RowsExport {

  /**
   * What is exported.
   *
   * @param summary the import when the export was made
   * @param schema its schema
   * @param meanings what its columns mean
   * @param query which of its rows
   * @param rows gives them, from the first one on
   * @param imports finds an import as it is now
   */
  public record Origin(
      StoredImport summary,
      Schema schema,
      ColumnMeanings meanings,
      RecordQuery query,
      Supplier<Stream<StoredRecord>> rows,
      LongFunction<Optional<StoredImport>> imports) {}

  private final Origin origin;
  private final Names names;
  private final Formulas formulas;
  private final boolean numbered;

  private ExportedRows(Origin origin, Names names, Formulas formulas, boolean numbered) {
    this.origin = origin;
    this.names = names;
    this.formulas = formulas;
    this.numbered = numbered;
  }

  /** The rows as a file, under the names of fields. */
  public static RowsExport of(Origin origin) {
    return new ExportedRows(
        origin, Names.FIELDS, Formulas.GUARDED, origin.query().status() == null);
  }

  @Override
  public RowsExport withNames(Names chosen) {
    return new ExportedRows(origin, chosen, formulas, numbered);
  }

  @Override
  public RowsExport withFormulas(Formulas chosen) {
    return new ExportedRows(origin, names, chosen, numbered);
  }

  @Override
  public RowsExport numbered() {
    return new ExportedRows(origin, names, formulas, true);
  }

  @Override
  public void writeTo(OutputStream stream, Format format) throws IOException {
    switch (format) {
      case CSV -> {
        ExportTable table = table();
        write(table, new CsvExport(origin.summary(), table, formulas, stream));
      }
      case NDJSON, JSON -> {
        ExportTable table = table();
        write(table, new JsonExport(table, format == Format.NDJSON, stream));
      }
      case XLSX -> writeXlsx(stream);
    }
  }

  private void writeXlsx(OutputStream stream) throws IOException {
    ExportTable table = table();
    write(table, new XlsxExport.Room(table));
    XlsxExport workbook = new XlsxExport(table, stream);
    try {
      write(table, workbook);
    } finally {
      workbook.close();
    }
  }

  private ExportTable table() {
    return new ExportTable(
        ExportColumns.of(origin.summary(), origin.schema(), origin.meanings(), names),
        names,
        numbered,
        origin.schema().missingValues());
  }

  private void write(ExportTable table, ExportWriter writer) throws IOException {
    Iterator<StoredRecord> rows = origin.rows().get().iterator();
    StoredRecord row = next(rows);
    // A schema of the same name may have changed since: the first row says what its values are.
    var first = row == null ? null : table.cells(row);
    if (first != null) {
      table.keep(first);
    }
    writer.begin();
    while (row != null) {
      writer.row(row, first == null ? table.cells(row) : first);
      first = null;
      row = next(rows);
    }
    requireUnchanged();
    writer.end();
  }

  /** Rows that were stored since then are none of the export. */
  private @Nullable StoredRecord next(Iterator<StoredRecord> rows) {
    StoredRecord row = rows.hasNext() ? rows.next() : null;
    return row == null || row.rowNumber() > origin.summary().totalRecords() ? null : row;
  }

  /** A row that was corrected meanwhile may be in no page that was read, or in two. */
  private void requireUnchanged() {
    StoredImport begun = origin.summary();
    StoredImport now =
        origin
            .imports()
            .apply(begun.id())
            .orElseThrow(() -> new ImportNotFoundException(begun.id()));
    if (now.lastChange() != begun.lastChange()) {
      throw new ImportStateException(
          begun.id(),
          "Import " + begun.id() + " was corrected while its rows were read. Export it again.");
    }
  }
}
