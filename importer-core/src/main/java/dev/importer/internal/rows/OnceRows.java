package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows that are read once, one ahead, and bound when they are asked for. */
abstract class OnceRows<R, T> implements RowStream<T> {

  private boolean begun;

  /** The next row, or null after the last. */
  abstract @Nullable R read();

  /** A row as an object of the application. */
  abstract TypedRow<T> bind(R row);

  /** What was met so far besides parts that nothing feeds. */
  abstract Map<String, Long> otherWarnings();

  @Override
  public final Map<String, Long> warnings() {
    Map<String, Long> warnings = new TreeMap<>(otherWarnings());
    long unfed = unfedComponents().size();
    if (unfed > 0) {
      warnings.put(ErrorCode.UNFED_COMPONENT.text(), unfed);
    }
    return warnings;
  }

  @Override
  public final Iterator<TypedRow<T>> iterator() {
    if (begun) {
      throw new IllegalStateException("the rows can be read only once; read them again");
    }
    begun = true;
    return new Iterator<>() {
      private @Nullable R ahead = read();

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public TypedRow<T> next() {
        R row = ahead;
        if (row == null) {
          throw new NoSuchElementException("there are no more rows");
        }
        TypedRow<T> typed = bind(row);
        ahead = read();
        return typed;
      }
    };
  }

  @Override
  public final Stream<TypedRow<T>> stream() {
    Spliterator<TypedRow<T>> rowsInOrder =
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    return StreamSupport.stream(rowsInOrder, false).onClose(this::close);
  }
}
