package dev.importer.internal.correct;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.host.GivenRow;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.TargetRefusals;
import dev.importer.internal.host.TargetRows;
import dev.importer.internal.keys.ByteSequence;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.results.TargetDifferences;
import dev.importer.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the valid rows of a source would become in a table of the host, by bringing them
 * into it in a transaction that is taken back. Besides a few rows all of it lies in the spool. Not
 * thread-safe; whoever begins it closes it.
 */
public final class TargetRehearsal implements AutoCloseable {

  /** The number of a row, its line, and the length of its data. */
  private static final int HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private final @Nullable ImportStore store;
  private final @Nullable NamedTarget target;
  private final Schema schema;
  private final ByteSequence written;
  private final RecordEncoder encoder = new RecordEncoder();
  private final byte[] head = new byte[HEAD_BYTES];
  private long lastRow;

  TargetRehearsal(
      @Nullable ImportStore store, Spool spool, @Nullable NamedTarget target, Schema schema) {
    this.store = store;
    this.target = target;
    this.schema = schema;
    this.written = new ByteSequence(spool);
  }

  /** Nothing to be found out. */
  public static TargetRehearsal none(Spool spool) {
    return new TargetRehearsal(null, spool, null, Schema.NONE);
  }

  /** Takes the next row. */
  public void add(CheckedRow row) {
    if (target == null || !(row instanceof CheckedRow.Valid valid)) {
      return;
    }
    lastRow = row.row().number();
    byte[] data = encoder.data(valid).getBytes(StandardCharsets.UTF_8);
    ByteBuffer.wrap(head).putLong(lastRow).putLong(row.row().line()).putInt(data.length);
    written.add(head, HEAD_BYTES);
    written.add(data, data.length);
  }

  /**
   * Brings all rows into the table, and takes them back.
   *
   * @param refusals is told of rows that the table refuses
   * @return what has become of them; null if there is no target
   */
  public @Nullable TargetDifferences run(TargetRefusals refusals) {
    NamedTarget named = target;
    if (named == null || store == null) {
      return null;
    }
    return store.tryOut(
        (connection, names) ->
            TargetRows.rehearsed(connection, named.bind(connection, schema), store.time())
                .rehearse(read(), lastRow, refusals));
  }

  private Iterator<GivenRow> read() {
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < written.size();
      }

      @Override
      public GivenRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        written.get(next, head, HEAD_BYTES);
        ByteBuffer numbers = ByteBuffer.wrap(head);
        long number = numbers.getLong();
        long line = numbers.getLong();
        byte[] data = new byte[numbers.getInt()];
        written.get(next + HEAD_BYTES, data, data.length);
        next += HEAD_BYTES + data.length;
        return new GivenRow(number, line, new String(data, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public void close() {
    written.close();
  }
}
