package dev.importer.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.query.StoredImport;
import dev.importer.query.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.source.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays corrections over refused rows: what comes out is a row as the source should have had it, at
 * the place where the source had it. Not thread-safe.
 */
final class CorrectedRows {

  private final StoredImport target;

  /** The labels that every row of a CSV source must have a cell for; none for JSON. */
  private final List<String> own;

  /** The header of the row before, because neighbours are often alike. */
  private Header lastHeader = new Header(List.of());

  CorrectedRows(StoredImport target) {
    this.target = target;
    this.own = target.columns().subList(0, target.labels().size());
  }

  /** The row as it is corrected; null if nothing of it was changed. */
  @Nullable Row apply(StoredRecord refused, Correction correction) {
    Map<String, @Nullable Object> before = refused.cells();
    Map<String, @Nullable Object> after =
        switch (correction.kind()) {
          case VALUES -> correction.cells();
          case TEXTS -> changed(before, correction.cells());
        };
    if (after.equals(before)) {
      return null;
    }
    return target.format() == Format.CSV ? laidOut(refused, after) : freeForm(refused, after);
  }

  /**
   * The cells whose text was changed are texts now; the others stay what they are. In a row of CSV
   * that somebody has changed, the cells it lacked are there: the empty ones are meant.
   */
  private Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> texts) {
    Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
    texts.forEach(
        (label, text) -> {
          if (!Objects.toString(before.get(label), "").equals(text)) {
            after.put(label, text);
          }
        });
    if (target.format() == Format.CSV && !after.equals(before)) {
      texts.forEach(after::putIfAbsent);
    }
    return after;
  }

  /** A row of CSV: a cell for each column, in order, and none beyond them. */
  private Row laidOut(StoredRecord refused, Map<String, @Nullable Object> cells) {
    Set<String> labels = new LinkedHashSet<>(own);
    List<ImportError> faults = new ArrayList<>();
    for (String label : own) {
      if (!cells.containsKey(label)) {
        faults.add(fault(ErrorCode.MISSING_CELL, refused, label, null, "the row has no such cell"));
      }
    }
    cells.forEach(
        (label, value) -> {
          String text = Objects.toString(value, "");
          if (!labels.contains(label) && !text.isEmpty()) {
            labels.add(label);
            faults.add(
                fault(
                    ErrorCode.EXTRA_CELL,
                    refused,
                    label,
                    text,
                    "there is no column for this cell: the header has " + own.size()));
          }
        });
    return row(refused, labels, cells, faults);
  }

  /** A row of JSON: the members that have a value; a text that was emptied is none. */
  private Row freeForm(StoredRecord refused, Map<String, @Nullable Object> cells) {
    Map<String, @Nullable Object> before = refused.cells();
    Set<String> labels = new LinkedHashSet<>();
    cells.forEach(
        (label, value) -> {
          boolean emptied = "".equals(value) && !"".equals(before.get(label));
          if (!emptied) {
            labels.add(label);
          }
        });
    return row(refused, labels, cells, new ArrayList<>());
  }

  private Row row(
      StoredRecord refused,
      Set<String> labels,
      Map<String, @Nullable Object> cells,
      List<ImportError> faults) {
    @Nullable Object[] values = new Object[labels.size()];
    int i = 0;
    for (String label : labels) {
      values[i] = cells.get(label);
      if (values[i] instanceof String text && text.indexOf('\0') >= 0) {
        faults.add(
            fault(ErrorCode.NUL_BYTE, refused, label, text, "the value contains a NUL character"));
      }
      i++;
    }
    List<String> names = List.copyOf(labels);
    if (!lastHeader.labels().equals(names)) {
      lastHeader = new Header(names);
    }
    return new Row(
        lastHeader, values, refused.rowNumber(), refused.lineNumber(), List.copyOf(faults));
  }

  private static ImportError fault(
      ErrorCode code, StoredRecord refused, String label, @Nullable String value, String message) {
    return new ImportError(
        code, null, label, null, value, message, refused.rowNumber(), refused.lineNumber());
  }
}
