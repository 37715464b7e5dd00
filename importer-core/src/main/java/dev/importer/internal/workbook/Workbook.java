package dev.importer.internal.workbook;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.source.OldWorkbooks;
import dev.importer.internal.text.Quoted;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workbook that was opened. Not thread-safe; whoever opens it closes it. */
public interface Workbook extends AutoCloseable {

  /**
   * Opens a workbook.
   *
   * @param format that of a workbook
   * @param limits the bounds to keep
   * @param files where what does not fit into the memory lies for a while
   * @throws SourceException if it cannot be used
   */
  static Workbook open(Path path, Format format, Limits limits, KeyFiles files) {
    return switch (format) {
      case XLSX -> XlsxWorkbook.open(path, limits, files);
      case ODS -> OdsWorkbook.open(path, limits, files);
      case XLS -> {
        if (!OldWorkbooks.areRead()) {
          throw OldWorkbooks.refusal(null);
        }
        yield XlsWorkbook.open(path, limits);
      }
      case CSV, JSON, NDJSON ->
          throw new IllegalArgumentException(format + " is no format of workbooks");
    };
  }

  /** Its worksheets in their order; at least one. Sheets of charts and the like are left out. */
  List<Sheet> sheets();

  /**
   * The sheet of this name, or else of this number.
   *
   * @param nameOrNumber its name, or its number, 1-based; null for the first one that people see
   * @throws SourceException {@code no-such-sheet} if there is none
   */
  default Sheet sheet(@Nullable String nameOrNumber) {
    Optional<Sheet> found =
        nameOrNumber == null
            ? sheets().stream()
                .filter(Sheet::visible)
                .findFirst()
                .or(() -> sheets().stream().findFirst())
            : sheets().stream()
                .filter(sheet -> sheet.name().equals(nameOrNumber))
                .findFirst()
                .or(
                    () ->
                        sheets().stream()
                            .filter(sheet -> Integer.toString(sheet.number()).equals(nameOrNumber))
                            .findFirst());
    return found.orElseThrow(
        () ->
            new SourceException(
                ErrorCode.NO_SUCH_SHEET,
                "The workbook has no sheet "
                    + Quoted.of(String.valueOf(nameOrNumber))
                    + ". Name one of its sheets: "
                    + names()
                    + "."));
  }

  /** The names of the sheets as people are told of them; of many, the first few. */
  default String names() {
    int most = 20;
    String names =
        sheets().stream()
            .limit(most)
            .map(sheet -> Quoted.of(sheet.name()))
            .collect(Collectors.joining(", "));
    return sheets().size() > most ? names + " and others" : names;
  }

  /**
   * Reads a sheet from its beginning; several may be read one after the other.
   *
   * @param sheet one of {@link #sheets}
   * @throws SourceException if the workbook cannot be used
   */
  SheetRows rows(Sheet sheet);

  @Override
  void close() throws IOException;
}
