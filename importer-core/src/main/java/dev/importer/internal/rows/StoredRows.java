package dev.importer.internal.rows;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.StoredForm;
import dev.importer.results.HeaderMapping;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored rows of an import, bound to a class one by one. */
public final class StoredRows<T> extends OnceRows<StoredRecord, T> {

  private final Supplier<Stream<StoredRecord>> rows;
  private final StoredForm form;
  private final RowBinder<T> binder;
  private final List<String> unfed;
  private @Nullable Iterator<StoredRecord> reading;
  private boolean closed;

  private StoredRows(
      Supplier<Stream<StoredRecord>> rows,
      StoredForm form,
      RowBinder<T> binder,
      List<String> unfed) {
    this.rows = rows;
    this.form = form;
    this.binder = binder;
    this.unfed = unfed;
  }

  /**
   * Binds stored rows to a class.
   *
   * @param rows gives the rows, which are fetched while they are read
   * @param schema what the valid ones keep to
   * @param mapping which columns of the import feed which fields
   * @param type a class whose parts are named after fields or columns
   * @throws IllegalArgumentException if objects of the class cannot be made of cells
   */
  public static <T> RowStream<T> of(
      Supplier<Stream<StoredRecord>> rows, Schema schema, HeaderMapping mapping, Class<T> type) {
    RowBinder<T> binder = RowBinder.of(type);
    return new StoredRows<>(rows, new StoredForm(schema), binder, binder.unfed(mapping));
  }

  @Override
  public List<String> unfedComponents() {
    return unfed;
  }

  @Override
  Map<String, Long> otherWarnings() {
    return Map.of();
  }

  @Override
  @Nullable StoredRecord read() {
    if (closed) {
      throw new IllegalStateException("the rows are closed; read them again");
    }
    if (reading == null) {
      reading = rows.get().iterator();
    }
    return reading.hasNext() ? reading.next() : null;
  }

  @Override
  TypedRow<T> bind(StoredRecord row) {
    CheckedRow checked = form.read(row);
    return binder.bind(checked);
  }

  @Override
  public void close() {
    closed = true;
    reading = null;
  }
}
