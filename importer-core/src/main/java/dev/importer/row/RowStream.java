package dev.importer.row;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of a source, or stored ones, as objects of the application, read one at a time while
 * they are asked for. They can be read once. Not thread-safe; to be closed after use.
 *
 * <p>Reading throws {@link dev.importer.error.SourceException} where the file turns out to be
 * unusable, and {@link dev.importer.error.ImporterClosedException} once the importer is closed. A
 * row that the constructor or a setter of the application's class refuses, by any exception, is one
 * with the error {@code row-constraint}; reading continues.
 *
 * @param <T> the class of the objects
 */
public interface RowStream<T> extends Iterable<TypedRow<T>>, AutoCloseable {

  /**
   * The components of the record, parameters of the constructor or properties to which no column
   * leads and no constant, so that they are null (or empty) in every row. Known before the first
   * row if the source has a header, and of stored rows; of JSON, whose objects may each have other
   * members, after the last row, and empty until then.
   */
  List<String> unfedComponents();

  /**
   * What was met so far that refuses nothing, by code, with exact counts; among it {@code
   * unfed-component} with the number of {@link #unfedComponents}.
   */
  Map<String, Long> warnings();

  /**
   * The rows.
   *
   * @throws IllegalStateException if they were asked for before
   */
  @Override
  Iterator<TypedRow<T>> iterator();

  /** The rows as a sequential stream; closing it closes this too. */
  Stream<TypedRow<T>> stream();

  /** Ends the reading, and removes what was kept for it. */
  @Override
  void close();
}
