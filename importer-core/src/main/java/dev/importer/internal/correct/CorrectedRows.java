package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.text.Quoted;
import dev.importer.results.HeaderMapping;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lays corrections over refused rows: what comes out is a row as the source should have had it, at
 * the place where the source had it. Not thread-safe.
 */
final class CorrectedRows {

  /** Bytes that are no text, and errors of spreadsheets, are kept as texts that say so. */
  private static final Set<ErrorCode> STANDING_FOR_NONE =
      Set.of(ErrorCode.ENCODING_ERROR, ErrorCode.CELL_ERROR);

  private static final String STILL_NO_TEXT =
      "the value still holds bytes that are no text, written as \\x and a number";
  private static final String AN_ERROR =
      "an error of a spreadsheet stands there in place of a value";

  private final StoredImport target;
  private final Schema schema;
  private final ColumnMeanings meanings;

  /** The labels that every row of a CSV source must have a cell for; none for JSON. */
  private final List<String> own;

  /** Those of columns that are neither checked nor stored. */
  private final Set<String> leftOut;

  /** The header of the row before, because neighbours are often alike. */
  private Header lastHeader = new Header(List.of());

  /**
   * Rows of an import.
   *
   * @param meanings tells which labels mean the same
   */
  CorrectedRows(StoredImport target, Schema schema, ColumnMeanings meanings) {
    this.target = target;
    this.schema = schema;
    this.meanings = meanings;
    this.own = target.columns().subList(0, target.labels().size());
    this.leftOut = meanings.leftOut();
  }

  /** The row as it is corrected; null if nothing of it was changed. */
  @Nullable Row apply(StoredRecord refused, Correction written) {
    Correction correction = written.without(leftOut);
    Map<String, @Nullable Object> before = refused.cells();
    Map<String, @Nullable Object> after =
        switch (correction.kind()) {
          case VALUES -> correction.cells();
          case TEXTS -> changed(before, correction.cells());
          case CHANGES -> merged(before, correction);
        };
    if (after.equals(before)) {
      return null;
    }
    return target.format().isTable()
        ? laidOut(refused, after, correction)
        : freeForm(refused, after, correction);
  }

  /** A row of a whole file, at the place of the stored row that it should be. */
  Row asSent(StoredRecord stored, Correction sent) {
    return target.format().isTable()
        ? laidOut(stored, sent.cells(), sent)
        : freeForm(stored, sent.cells(), sent);
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
    if (target.format().isTable() && !after.equals(before)) {
      texts.forEach(after::putIfAbsent);
    }
    return after;
  }

  /**
   * The row with the cells that are named in the places of those that they correct.
   *
   * @throws SourceException {@code duplicate-member} if one cell is named twice
   */
  private Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> before, Correction correction) {
    Map<String, @Nullable Object> after = new LinkedHashMap<>(before);
    Set<String> named = new HashSet<>();
    correction
        .cells()
        .forEach(
            (name, value) -> {
              String label = labelOf(name, before);
              if (!named.add(label)) {
                throw CorrectionFile.refused(
                    ErrorCode.DUPLICATE_MEMBER,
                    correction.line(),
                    "two members correct the cell " + Quoted.of(label));
              }
              boolean absent = value == null && !before.containsKey(label);
              if (!absent || target.format().isTable()) {
                after.put(label, value);
              }
            });
    return after;
  }

  /** The label of the cell that a name means: its own, or that of the cell of the same field. */
  private String labelOf(String name, Map<String, @Nullable Object> before) {
    int field = schema.indexOf(name);
    if (field < 0 || own.contains(name) || before.containsKey(name)) {
      return name;
    }
    HeaderMapping mapping =
        target.format().isTable()
            ? meanings.ofHeader(new Header(own))
            : meanings.ofMembers(List.copyOf(before.keySet()));
    return mapping.columns().stream()
        .filter(column -> schema.fields().get(field).name().equals(column.field()))
        .map(HeaderMapping.Column::label)
        .findFirst()
        .orElse(name);
  }

  /**
   * A row of CSV: a cell for each column, in order, and none beyond them. A row that ends early
   * stays one that ends early.
   */
  private Row laidOut(
      StoredRecord refused, Map<String, @Nullable Object> cells, Correction correction) {
    Set<String> labels = new LinkedHashSet<>(own.subList(0, widthOf(cells)));
    labels.removeAll(leftOut);
    List<ImportError> faults = placed(refused, correction);
    for (int i = 0; i < own.size(); i++) {
      if (!cells.containsKey(own.get(i)) && !leftOut.contains(own.get(i))) {
        String message = "the row has no such cell";
        faults.add(fault(ErrorCode.MISSING_CELL, null, refused, own.get(i), i + 1, null, message));
      }
    }
    cells.forEach(
        (label, value) -> {
          String text = Objects.toString(value, "");
          if (!labels.contains(label) && !text.isEmpty()) {
            labels.add(label);
            String message = "there is no column for this cell: the header has " + own.size();
            faults.add(
                fault(ErrorCode.EXTRA_CELL, null, refused, label, labels.size(), text, message));
          }
        });
    return row(refused, correction, labels, cells, faults);
  }

  /** How many columns there are up to the last one that a row has a cell for. */
  private int widthOf(Map<String, @Nullable Object> cells) {
    int width = own.size();
    while (width > 0 && !cells.containsKey(own.get(width - 1))) {
      width--;
    }
    return width;
  }

  /** A row of JSON: the members that have a value; a text that was emptied is none. */
  private Row freeForm(
      StoredRecord refused, Map<String, @Nullable Object> cells, Correction correction) {
    Map<String, @Nullable Object> before = refused.cells();
    Set<String> labels = new LinkedHashSet<>();
    cells.forEach(
        (label, value) -> {
          boolean emptied = "".equals(value) && !"".equals(before.get(label));
          if (!emptied) {
            labels.add(label);
          }
        });
    return row(refused, correction, labels, cells, placed(refused, correction));
  }

  /** The faults of the row in the file that its cells do not show, at the place of the row. */
  private static List<ImportError> placed(StoredRecord refused, Correction correction) {
    List<ImportError> placed = new ArrayList<>();
    for (ImportError fault : correction.faults()) {
      if (fault.code().equals(ErrorCode.CELL_ERROR)) {
        continue;
      }
      placed.add(
          new ImportError(
              fault.code(),
              fault.rule(),
              fault.field(),
              fault.column(),
              fault.value(),
              fault.message(),
              refused.rowNumber(),
              refused.lineNumber()));
    }
    return placed;
  }

  private Row row(
      StoredRecord refused,
      Correction correction,
      Set<String> labels,
      Map<String, @Nullable Object> cells,
      List<ImportError> faults) {
    @Nullable Object[] values = new Object[labels.size()];
    Map<String, ErrorCode> unusable = unusable(refused, correction);
    int i = 0;
    for (String label : labels) {
      Object value = cells.get(label);
      values[i] = value;
      i++;
      if (value instanceof String text && text.indexOf('\0') >= 0) {
        String message = "the value contains a NUL character";
        faults.add(fault(ErrorCode.NUL_BYTE, null, refused, label, i, text, message));
      } else if (value instanceof JsonText json && isNumber(json)) {
        String message = "the number is out of range";
        faults.add(fault(ErrorCode.TYPE_ERROR, "number", refused, label, i, json.text(), message));
      }
      if (!unusable.isEmpty() && value != null) {
        ImportError fault =
            fault(ErrorCode.CELL_ERROR, null, refused, label, i, value.toString(), AN_ERROR);
        ErrorCode code = unusable.get(fault.value());
        if (ErrorCode.CELL_ERROR.equals(code)) {
          faults.add(fault);
        } else if (code != null) {
          faults.add(fault(code, null, refused, label, i, value.toString(), STILL_NO_TEXT));
        }
      }
    }
    List<String> names = List.copyOf(labels);
    if (!lastHeader.labels().equals(names)) {
      lastHeader = new Header(names);
    }
    return new Row(
        lastHeader, values, refused.rowNumber(), refused.lineNumber(), List.copyOf(faults));
  }

  /** The values of a row that stand for what was none, there or in the file, and why they do. */
  private static Map<String, ErrorCode> unusable(StoredRecord refused, Correction correction) {
    String stored = refused.errorsJson();
    boolean isAny = STANDING_FOR_NONE.stream().anyMatch(code -> stored.contains(code.text()));
    Stream<ImportError> errors = isAny ? refused.errors().stream() : Stream.of();
    return Stream.concat(errors, correction.faults().stream())
        .filter(error -> STANDING_FOR_NONE.contains(error.code()))
        .collect(
            Collectors.toMap(
                error -> String.valueOf(error.value()), ImportError::code, (one, other) -> one));
  }

  /** Whether this is no object or array, but a number whose exponent is too large to count with. */
  private static boolean isNumber(JsonText json) {
    return !json.text().startsWith("{") && !json.text().startsWith("[");
  }

  private static ImportError fault(
      ErrorCode code,
      @Nullable String rule,
      StoredRecord refused,
      String label,
      int column,
      @Nullable String value,
      String message) {
    return new ImportError(
        code, rule, label, column, value, message, refused.rowNumber(), refused.lineNumber());
  }
}
