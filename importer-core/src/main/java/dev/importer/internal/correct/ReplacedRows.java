package dev.importer.internal.correct;

import dev.importer.error.ImportError;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.ValueReplacement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of one column that hold certain values. */
final class ReplacedRows implements Corrections {

  private final ImportChange change;
  private final CellNames names;
  private final ValidRows validRows;
  private final ValueReplacement asked;

  /** The values as texts, an empty one for none; empty if all are meant. */
  private final Set<String> from;

  private final String field;

  /**
   * The cells that a replacement means.
   *
   * @throws dev.importer.error.ChangeException {@code UNKNOWN_FIELD}
   */
  ReplacedRows(ImportChange change, RowChanges rows, ValueReplacement asked) {
    this.change = change;
    this.names = new CellNames(change, rows);
    this.validRows = rows.validRows();
    this.asked = asked;
    names.require(asked.field(), null);
    this.from =
        asked.from().stream()
            .map(value -> Objects.toString(value, ""))
            .collect(Collectors.toCollection(HashSet::new));
    String meant = rows.validator().meanings().of(asked.field()).field();
    this.field = meant == null ? asked.field() : meant;
  }

  @Override
  public long rows() {
    return change.lastRow();
  }

  @Override
  public void forEach(Reader reader, LongConsumer passed) {
    boolean onlyRefused = asked.code() != null;
    long after = 0;
    List<StoredRecord> portion = change.portion(after, onlyRefused);
    while (!portion.isEmpty()) {
      for (StoredRecord stored : portion) {
        if (isMeant(stored)) {
          reader.read(
              stored,
              names.correction(stored, Collections.singletonMap(asked.field(), asked.to())));
        }
        passed.accept(stored.rowNumber() - after);
        after = stored.rowNumber();
      }
      portion = change.portion(after, onlyRefused);
    }
    passed.accept(change.lastRow() - after);
  }

  private boolean isMeant(StoredRecord stored) {
    List<ImportError> errors = stored.status() == RecordStatus.VALID ? List.of() : errorsOf(stored);
    if (asked.code() != null && errors.isEmpty()) {
      return false;
    }
    if (from.isEmpty()) {
      return true;
    }
    Map<String, @Nullable Object> present = names.present(stored);
    String label = names.labelOf(asked.field(), present.keySet());
    Object cell = present.get(label);
    if (from.contains(Objects.toString(cell, ""))) {
      return true;
    }
    return stored.status() == RecordStatus.VALID
        // The source may have had it in another notation.
        ? from.contains(Objects.toString(validRows.written(label, cell), ""))
        // What is shown as wrong is the value after cleaning.
        : asked.code() != null
            && errors.stream()
                .anyMatch(error -> error.value() != null && from.contains(error.value()));
  }

  /**
   * The errors of a refused row that are meant: those of the field, of the kind if one is named.
   */
  private List<ImportError> errorsOf(StoredRecord stored) {
    return stored.errors().stream()
        .filter(
            error ->
                field.equals(error.field())
                    && (asked.code() == null || asked.code().equals(error.code().text()))
                    && (asked.rule() == null || asked.rule().equals(error.rule())))
        .toList();
  }
}
