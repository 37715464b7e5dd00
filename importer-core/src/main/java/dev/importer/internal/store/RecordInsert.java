package dev.importer.internal.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that stores a number of rows at once. What the rows share is bound once; row
 * numbers, the status and, where each row has one line, the line numbers are worked out by the
 * database. Each value that is not bound saves a call into native code for every row.
 *
 * @param rows how many rows the statement stores
 * @param oneLineEach whether each row begins one line after the row before it
 * @param allValid whether no row has errors
 * @param noneChanged whether cleaning has changed nothing
 */
record RecordInsert(int rows, boolean oneLineEach, boolean allValid, boolean noneChanged) {

  private static final int SHARED_VALUES = 4;

  static RecordInsert of(List<Batch.Entry> entries) {
    long line = entries.get(0).line();
    boolean oneLineEach = true;
    boolean allValid = true;
    boolean noneChanged = true;
    for (int i = 0; i < entries.size(); i++) {
      oneLineEach &= entries.get(i).line() == line + i;
      allValid &= entries.get(i).message() == null;
      noneChanged &= entries.get(i).changes() == null;
    }
    return new RecordInsert(entries.size(), oneLineEach, allValid, noneChanged);
  }

  /** The text of the statement. A row is failed if it has a message. */
  String text() {
    StringBuilder sql =
        new StringBuilder(
            "INSERT INTO <p>records"
                + " (import_id, created_at, id, line_number, data, status, error_message, errors"
                + (noneChanged ? "" : ", changes")
                + ") VALUES ");
    int parameter = SHARED_VALUES;
    for (int row = 0; row < rows; row++) {
      sql.append(row == 0 ? "(?1,?2,?3+" : ",(?1,?2,?3+").append(row);
      if (oneLineEach) {
        sql.append(",?4+").append(row);
      } else {
        sql.append(",?").append(++parameter);
      }
      sql.append(",CAST(?").append(++parameter).append(" AS TEXT)");
      if (allValid) {
        sql.append(",'valid',NULL,NULL");
      } else {
        int message = ++parameter;
        sql.append(",CASE WHEN ?")
            .append(message)
            .append(" IS NULL THEN 'valid' ELSE 'failed' END");
        sql.append(",?").append(message).append(",?").append(++parameter);
      }
      sql.append(noneChanged ? ")" : ",?" + ++parameter + ")");
    }
    return sql.toString();
  }

  /** Binds rows with consecutive numbers. */
  void bind(PreparedStatement insert, long importId, List<Batch.Entry> entries, String createdAt)
      throws SQLException {
    insert.setLong(1, importId);
    insert.setString(2, createdAt);
    insert.setLong(3, RecordIds.of(importId, entries.get(0).number()));
    insert.setLong(4, entries.get(0).line());
    int parameter = SHARED_VALUES;
    for (Batch.Entry entry : entries) {
      if (!oneLineEach) {
        insert.setLong(++parameter, entry.line());
      }
      insert.setBytes(++parameter, entry.data());
      if (!allValid) {
        bindText(insert, ++parameter, entry.message());
        bindText(insert, ++parameter, entry.errors());
      }
      if (!noneChanged) {
        bindText(insert, ++parameter, entry.changes());
      }
    }
  }

  private static void bindText(PreparedStatement insert, int parameter, @Nullable String text)
      throws SQLException {
    if (text == null) {
      insert.setNull(parameter, Types.VARCHAR);
    } else {
      insert.setString(parameter, text);
    }
  }
}
