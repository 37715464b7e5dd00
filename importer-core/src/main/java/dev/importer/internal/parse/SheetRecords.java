package dev.importer.internal.parse;

import dev.importer.error.ErrorCode;
import dev.importer.internal.parse.AccountingBuilder.Part;
import dev.importer.internal.workbook.SheetRow;
import dev.importer.internal.workbook.SheetRows;
import dev.importer.source.Dialect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet that hold labels or rows of the table. All others are skipped: those above
 * it, comments, rows without any value, labels that stand there again, and a row of totals at the
 * end. They are counted, and their cells are booked.
 */
final class SheetRecords {

  /** By so many rows is judged which columns the table has. */
  private static final int MOST_AHEAD = 200;

  private static final long MOST_CELLS_AHEAD = 100_000;

  private final SheetRows rows;
  private final SheetAccounts accounts;
  private final Notices notices;
  private final long skipped;
  private final char comment;
  private final Deque<SheetRow> ahead = new ArrayDeque<>();
  private RepeatedHeader header = RepeatedHeader.NONE;
  private @Nullable SheetColumns columns;
  private @Nullable ColumnTotals totals;
  private long lastNumber;
  private boolean ended;

  SheetRecords(SheetRows rows, Dialect dialect, SheetAccounts accounts, Notices notices) {
    this.rows = rows;
    this.accounts = accounts;
    this.notices = notices;
    this.skipped = Objects.requireNonNull(dialect.skipRows());
    this.comment = Objects.requireNonNullElse(dialect.commentChar(), Dialect.NONE);
  }

  /** The rows that hold labels; fewer than asked for if the sheet ends before. */
  List<SheetRow> labels(int count) {
    List<SheetRow> labels = new ArrayList<>();
    while (labels.size() < count) {
      SheetRow row = ofTable();
      if (row == null) {
        break;
      }
      accounts.book(Part.HEADER, cells(row));
      labels.add(row);
    }
    return labels;
  }

  /** The next rows, which stay to be read. */
  List<SheetRow> ahead() {
    long cells = 0;
    while (ahead.size() < MOST_AHEAD && cells < MOST_CELLS_AHEAD) {
      SheetRow row = ofTable();
      if (row == null) {
        break;
      }
      cells += row.cells().length;
      ahead.addLast(row);
    }
    return List.copyOf(ahead);
  }

  /** Skips rows that are these labels from now on. */
  void skipRepeated(RepeatedHeader labels, SheetColumns ofTable) {
    header = labels;
    columns = ofTable;
    totals = new ColumnTotals(ofTable);
  }

  /** The next row of the table; null after the last. */
  @Nullable SheetRow next() {
    while (true) {
      SheetRow row = ahead.isEmpty() ? ofTable() : ahead.removeFirst();
      if (row == null) {
        return null;
      }
      if (isHeaderAgain(row)) {
        skip(row, Part.HEADER, ErrorCode.REPEATED_HEADER);
      } else if (isTotals(row)) {
        skip(row, Part.STRUCTURE, ErrorCode.TOTALS_ROW);
      } else {
        accounts.book(Part.ROW, cells(row));
        if (totals != null) {
          totals.add(row);
        }
        return row;
      }
    }
  }

  /** The next row that is neither above the table nor a comment. */
  private @Nullable SheetRow ofTable() {
    while (!ended) {
      SheetRow row = rows.next();
      if (row == null) {
        ended = true;
        return null;
      }
      if (row.number() <= skipped) {
        accounts.book(Part.PREAMBLE, cells(row));
        lastNumber = skipped;
        continue;
      }
      noteBlank(row.number());
      if (comment != Dialect.NONE && SheetColumns.text(first(row)).indexOf(comment) == 0) {
        skip(row, Part.PREAMBLE, ErrorCode.COMMENT);
      } else {
        return row;
      }
    }
    return null;
  }

  private void noteBlank(long number) {
    // What is blank above the table is no part of it.
    long blank = lastNumber == 0 ? 0 : number - lastNumber - 1;
    if (blank > 0) {
      accounts.bookBlank(blank);
      notices.addSkipped(ErrorCode.BLANK_ROW, lastNumber + 1, blank);
    }
    lastNumber = number;
  }

  private boolean isHeaderAgain(SheetRow row) {
    SheetColumns table = columns;
    return table != null && header.holds(table.textsOf(row), false);
  }

  /** Only the last row of a sheet can be one: what is below the totals is no part of the table. */
  private boolean isTotals(SheetRow row) {
    SheetColumns table = columns;
    ColumnTotals above = totals;
    if (table == null || above == null || !TotalsRow.mayBe(row, table, above)) {
      return false;
    }
    SheetRow next = ahead.isEmpty() ? ofTable() : ahead.peekFirst();
    if (next != null && ahead.isEmpty()) {
      ahead.addFirst(next);
    }
    return next == null;
  }

  private void skip(SheetRow row, Part part, ErrorCode code) {
    accounts.book(part, cells(row));
    notices.addSkipped(code, row.number(), 1);
  }

  private static @Nullable Object first(SheetRow row) {
    for (Object cell : row.cells()) {
      if (cell != null) {
        return cell;
      }
    }
    return null;
  }

  private static long cells(SheetRow row) {
    long count = 0;
    for (Object cell : row.cells()) {
      count += cell == null ? 0 : 1;
    }
    return count;
  }
}
