package dev.importer.read;

import dev.importer.error.ErrorCode;
import dev.importer.validate.CheckedRow;
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

/**
 * The rows of a source as records of the application, read one at a time while they are asked for.
 * They can be read once. Not thread-safe; whoever obtains it closes it.
 *
 * <p>Reading throws {@link dev.importer.error.SourceException} where the file turns out to be
 * unusable, and {@link dev.importer.error.ImporterClosedException} once the importer is closed. A
 * row that the record's own constructor refuses is one with the error {@code row-constraint}; the
 * reading goes on.
 *
 * @param <T> the type of the record
 */
public final class RowStream<T> implements Iterable<TypedRow<T>>, AutoCloseable {

  private final CheckedRows rows;
  private final RecordBinder<T> binder;
  private final Runnable onClose;
  private boolean begun;
  private boolean ended;

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
   * The components of the record to which no column leads, so that they are null (or empty) in
   * every row. Known before the first row if the source has a header; of JSON, whose objects may
   * each have other members, after the last row, and empty until then.
   */
  public List<String> unfedComponents() {
    return rows.hasHeader() || ended ? binder.unfed(rows.mapping()) : List.of();
  }

  /**
   * What was met so far that refuses nothing, by code, with exact counts; among it {@code
   * unfed-component} with the number of {@link #unfedComponents}.
   */
  public Map<String, Long> warnings() {
    Map<String, Long> warnings = new TreeMap<>(rows.warnings());
    long unfed = unfedComponents().size();
    if (unfed > 0) {
      warnings.put(ErrorCode.UNFED_COMPONENT.text(), unfed);
    }
    return warnings;
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
    return row;
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
