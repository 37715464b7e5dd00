package dev.importer.internal.correct;

import dev.importer.error.ImportError;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.results.HeaderMapping;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The refused rows of an import as a table for people to correct, read page by page: the columns of
 * the source, and ours behind them. Immutable.
 */
final class RefusedRows {

  private static final int ROWS_PER_PAGE = 500;

  private final StoredImport summary;
  private final Function<PageRequest, Page<StoredRecord>> pages;

  /** The places of the columns of the source, 0-based, by their labels. */
  private final Map<String, Integer> positions = new HashMap<>();

  private final List<String> sourceLabels = new ArrayList<>();
  private final ReservedLabels ownLabels;

  /** The places of the columns that feed a field, by its name. */
  private final Map<String, BitSet> fed = new HashMap<>();

  /**
   * The rows of an import.
   *
   * @param summary the import
   * @param pages gives its refused rows
   * @param meanings what its columns mean; those that are left out are stored nowhere
   */
  RefusedRows(
      StoredImport summary,
      Function<PageRequest, Page<StoredRecord>> pages,
      ColumnMeanings meanings) {
    this.summary = summary;
    this.pages = pages;
    List<String> columns = summary.columns();
    List<String> labels = summary.labels();
    boolean own = !Boolean.FALSE.equals(summary.detection().dialect().header());
    for (int i = 0; i < columns.size(); i++) {
      if (!meanings.isLeftOut(columns.get(i))) {
        positions.put(columns.get(i), positions.size());
        sourceLabels.add(own && i < labels.size() ? labels.get(i) : columns.get(i));
      }
    }
    this.ownLabels = ReservedLabels.beside(columns);
    for (HeaderMapping.Column column : meanings.of(summary).columns()) {
      Integer position = positions.get(column.label());
      if (column.field() != null && position != null) {
        fed.computeIfAbsent(column.field(), field -> new BitSet()).set(position);
      }
    }
  }

  /**
   * A row of the table.
   *
   * @param cells the cells of the source as they are stored, empty where there is none
   * @param number its number in the source
   * @param line the line on which it starts there
   * @param reasons what is wrong with it, and cells that have no column
   * @param importId the import that it belongs to
   * @param wrong which of the cells are wrong, as far as the reasons are about cells
   */
  record RefusedRow(
      List<String> cells, long number, long line, String reasons, long importId, BitSet wrong) {}

  /** The import. */
  StoredImport summary() {
    return summary;
  }

  /** The labels as they stand in the source, be they blank or the same; made-up ones behind. */
  List<String> sourceLabels() {
    return sourceLabels;
  }

  /** The labels of our own columns, which stand behind those of the source. */
  List<String> ownLabels() {
    return ownLabels.all();
  }

  /** Which of them the reasons stand under. */
  String reasonsLabel() {
    return ownLabels.errors();
  }

  /** The rows as they are stored, in their order; a page is read when it is needed. */
  Stream<StoredRecord> stored() {
    return Stream.iterate(
            Optional.of(page(PageRequest.ofLimit(ROWS_PER_PAGE))),
            Optional::isPresent,
            page ->
                page.get()
                    .nextCursor()
                    .map(cursor -> page(PageRequest.ofLimit(ROWS_PER_PAGE).at(cursor))))
        .flatMap(page -> page.get().items().stream());
  }

  /** The rows in their order; a page is read when it is needed. */
  Stream<RefusedRow> rows() {
    return stored().map(this::row);
  }

  /** Rows that were stored since then may have columns that are not known here. */
  private Page<StoredRecord> page(PageRequest request) {
    Page<StoredRecord> page = pages.apply(request);
    List<StoredRecord> known =
        page.items().stream().filter(row -> row.rowNumber() <= summary.totalRecords()).toList();
    return known.size() == page.items().size() ? page : new Page<>(known, null);
  }

  private RefusedRow row(StoredRecord row) {
    String[] cells = new String[positions.size()];
    Arrays.fill(cells, "");
    StringBuilder others = new StringBuilder();
    row.cells()
        .forEach(
            (label, value) -> {
              String cell = Objects.toString(value, "");
              Integer position = positions.get(label);
              if (position == null) {
                // A column that a correction has brought since then: no cell may get lost.
                others.append("; ").append(label).append(" = ").append(cell);
              } else {
                cells[position] = cell;
              }
            });
    BitSet wrong = new BitSet();
    row.errors().stream().map(ImportError::field).map(this::places).forEach(wrong::or);
    return new RefusedRow(
        List.of(cells),
        row.rowNumber(),
        row.lineNumber(),
        row.error().orElse("") + others,
        row.importId(),
        wrong);
  }

  /** The columns that an error is about: those of its field, or the one that it names itself. */
  private BitSet places(@Nullable String field) {
    BitSet places = fed.get(field);
    if (places != null) {
      return places;
    }
    BitSet named = new BitSet();
    Integer position = positions.get(field);
    if (position != null) {
      named.set(position);
    }
    return named;
  }
}
