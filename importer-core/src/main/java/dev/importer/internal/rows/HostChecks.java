package dev.importer.internal.rows;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.RowAmendment;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.reference.TableReferences;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the host has to say of rows that keep to the schema: its checks, in their order, and then
 * the tables that they refer to. Not thread-safe; made for one run.
 */
public final class HostChecks {

  /** How many characters of cells a batch has at most, unless one row alone has more. */
  static final long MAX_BATCH_CHARACTERS = 4L << 20;

  private final List<NamedCheck> named;
  private final TableReferences references;
  private final Lookup lookup;
  private final OptionalLong importId;
  private final int batchSize;

  /**
   * The checks of one run.
   *
   * @param references the tables of the host that rows refer to
   * @param lookup lends a connection
   * @param importId the import; empty if there is none
   * @param batchSize how many rows are checked at once
   */
  public HostChecks(
      List<NamedCheck> named,
      TableReferences references,
      Lookup lookup,
      OptionalLong importId,
      int batchSize) {
    this.named = List.copyOf(named);
    this.references = references;
    this.lookup = lookup;
    this.importId = importId;
    this.batchSize = batchSize;
  }

  /** No checks. */
  public static HostChecks none() {
    return new HostChecks(
        List.of(),
        TableReferences.NONE,
        work -> {
          throw new IllegalStateException("nothing is looked up");
        },
        OptionalLong.empty(),
        1);
  }

  /** Whether there is nothing to check. */
  public boolean isNone() {
    return named.isEmpty() && references.isNone();
  }

  /** Whether values may be changed, so that rules across rows depend on that. */
  public boolean mayChange() {
    return !named.isEmpty();
  }

  /** How many foreign keys to other tables are checked. */
  int checkedKeys() {
    return references.count();
  }

  /** How many rows are checked at once. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * The rows with all that the host says of them, before the rules across rows.
   *
   * @param validator the one that has checked them alone
   */
  public List<CheckedRow> apply(RowValidator validator, List<CheckedRow> rows) {
    return apply(validator, rows, true);
  }

  /** The same without the tables that rows refer to, which change no value. */
  public List<CheckedRow> applyNamed(RowValidator validator, List<CheckedRow> rows) {
    return apply(validator, rows, false);
  }

  private List<CheckedRow> apply(
      RowValidator validator, List<CheckedRow> rows, boolean withReferences) {
    boolean needed = withReferences ? !isNone() : mayChange();
    if (!needed || rows.stream().noneMatch(CheckedRow.Valid.class::isInstance)) {
      return rows;
    }
    List<CheckedRow> checked = new ArrayList<>(rows);
    lookup.run(
        connection -> {
          for (NamedCheck each : named) {
            apply(validator, checked, connection, each);
          }
          if (withReferences) {
            List<RowAmendment> valid = amendable(validator, checked);
            references.check(valid, connection);
            put(valid, checked);
          }
        });
    return checked;
  }

  private void apply(
      RowValidator validator, List<CheckedRow> checked, Connection connection, NamedCheck check) {
    List<RowAmendment> valid = amendable(validator, checked);
    if (!valid.isEmpty()) {
      check.call(importId, valid, connection);
      put(valid, checked);
    }
  }

  private static List<RowAmendment> amendable(RowValidator validator, List<CheckedRow> rows) {
    List<RowAmendment> amendable = new ArrayList<>();
    for (CheckedRow row : rows) {
      if (row instanceof CheckedRow.Valid valid) {
        amendable.add(validator.amend(valid));
      }
    }
    return amendable;
  }

  /** Puts the amended rows where they were the valid ones, in the same order. */
  private static void put(List<RowAmendment> amended, List<CheckedRow> rows) {
    int next = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof CheckedRow.Valid) {
        rows.set(i, amended.get(next).amended());
        next++;
      }
    }
  }
}
