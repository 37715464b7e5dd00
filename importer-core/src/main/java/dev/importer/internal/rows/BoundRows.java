package dev.importer.internal.rows;

import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a source, bound to a class one by one. */
public final class BoundRows<T> extends OnceRows<CheckedRow, T> {

  private final CheckedRows rows;
  private final RowBinder<T> binder;
  private final Runnable onClose;
  private boolean ended;

  private BoundRows(CheckedRows rows, RowBinder<T> binder, Runnable onClose) {
    this.rows = rows;
    this.binder = binder;
    this.onClose = onClose;
  }

  /**
   * Binds checked rows to a class.
   *
   * @param rows the rows; closed with the stream
   * @param type a class whose parts are named after fields or columns
   * @param onClose what else to do when the stream is closed
   * @throws IllegalArgumentException if objects of the class cannot be made of cells
   */
  public static <T> RowStream<T> of(CheckedRows rows, Class<T> type, Runnable onClose) {
    return new BoundRows<>(rows, RowBinder.of(type), onClose);
  }

  /**
   * Checks that cells can be bound to a class.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public static void requireBindable(Class<?> type) {
    RowBinder.of(type);
  }

  @Override
  public List<String> unfedComponents() {
    return rows.hasHeader() || ended ? binder.unfed(rows.mapping()) : List.of();
  }

  @Override
  Map<String, Long> otherWarnings() {
    return rows.warnings();
  }

  @Override
  @Nullable CheckedRow read() {
    rows.requireOpen();
    CheckedRow row = rows.next();
    ended = row == null;
    SourceException unused = ended ? rows.unusedReplacement() : null;
    if (unused != null) {
      throw unused;
    }
    return row;
  }

  @Override
  TypedRow<T> bind(CheckedRow row) {
    return binder.bind(row);
  }

  @Override
  public void close() {
    rows.close();
    onClose.run();
  }
}
