package dev.importer.read;

import dev.importer.validate.CheckedRow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source as records of the application, read one at a time while they are asked for.
 * They can be read once. Not thread-safe; whoever obtains it closes it.
 *
 * <p>Reading throws {@link dev.importer.error.SourceException} where the file turns out to be
 * unusable.
 *
 * @param <T> the type of the record
 */
public final class RowStream<T> implements Iterable<TypedRow<T>>, AutoCloseable {

  private final CheckedRows rows;
  private final RecordBinder<T> binder;
  private final Runnable onClose;
  private boolean begun;

  private RowStream(CheckedRows rows, RecordBinder<T> binder, Runnable onClose) {
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
    return new RowStream<>(rows, RecordBinder.of(type), onClose);
  }

  /**
   * Checks that cells can be bound to a record class.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public static void requireBindable(Class<?> type) {
    RecordBinder.of(type);
  }

  /**
   * The rows.
   *
   * @throws IllegalStateException if they were asked for before
   */
  @Override
  public Iterator<TypedRow<T>> iterator() {
    if (begun) {
      throw new IllegalStateException("the rows can be read only once; read the source again");
    }
    begun = true;
    return new Iterator<>() {
      private @Nullable CheckedRow ahead = rows.next();

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
        ahead = rows.next();
        return typed;
      }
    };
  }

  /** The rows as a sequential stream; closing it closes this too. */
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
