package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a source, bound to a record class one by one. */
public final class BoundRows<T> implements RowStream<T> {

  private final CheckedRows rows;
  private final RecordBinder<T> binder;
  private final Runnable onClose;
  private boolean begun;
  private boolean ended;

  private BoundRows(CheckedRows rows, RecordBinder<T> binder, Runnable onClose) {
    this.rows = rows;
    this.binder = binder;
    this.onClose = onClose;
  }

  /**
   * Binds checked rows to a record class.
   *
   * @param rows the rows; closed with the stream
   * @param type a record whose components are named after fields or columns
   * @param onClose what else to do when the stream is closed
   * @throws IllegalArgumentException if the class is no record or has a component of a type that
   *     cells cannot become
   */
  public static <T> RowStream<T> of(CheckedRows rows, Class<T> type, Runnable onClose) {
    return new BoundRows<>(rows, RecordBinder.of(type), onClose);
  }

  /**
   * Checks that cells can be bound to a record class.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public static void requireBindable(Class<?> type) {
    RecordBinder.of(type);
  }

  @Override
  public List<String> unfedComponents() {
    return rows.hasHeader() || ended ? binder.unfed(rows.mapping()) : List.of();
  }

  @Override
  public Map<String, Long> warnings() {
    Map<String, Long> warnings = new TreeMap<>(rows.warnings());
    long unfed = unfedComponents().size();
    if (unfed > 0) {
      warnings.put(ErrorCode.UNFED_COMPONENT.text(), unfed);
    }
    return warnings;
  }

  @Override
  public Iterator<TypedRow<T>> iterator() {
    if (begun) {
      throw new IllegalStateException("the rows can be read only once; read the source again");
    }
    begun = true;
    return new Iterator<>() {
      private @Nullable CheckedRow ahead = read();

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public TypedRow<T> next() {
        CheckedRow row = ahead;
        if (row == null) {
          throw new NoSuchElementException("the source has no more rows");
        }
        TypedRow<T> typed = binder.bind(row);
        ahead = read();
        return typed;
      }
    };
  }

  private @Nullable CheckedRow read() {
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
  public Stream<TypedRow<T>> stream() {
    Spliterator<TypedRow<T>> rowsInOrder =
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    return StreamSupport.stream(rowsInOrder, false).onClose(this::close);
  }

  @Override
  public void close() {
    rows.close();
    onClose.run();
  }
}
