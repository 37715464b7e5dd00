package dev.importer.internal.correct;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.host.NamedTarget;
import dev.importer.internal.host.TargetRefusals;
import dev.importer.internal.host.TargetRows;
import dev.importer.internal.keys.ByteSequence;
import dev.importer.internal.record.RecordEncoder;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportStore;
import dev.importer.results.TargetDifferences;
import dev.importer.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the valid rows of a source would become in a table of the host, by bringing them
 * into it in a transaction that is taken back. Besides a few rows all of it lies in the spool. Not
 * thread-safe; whoever begins it closes it.
 */
public final class TargetRehearsal implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 2_000;
  private static final int CHARACTERS_AT_ONCE = 1 << 20;

  /** Some rows, which lie behind each other. */
  private record Portion(long offset, int length, long last) {}

  private final @Nullable ImportStore store;
  private final @Nullable NamedTarget target;
  private final Schema schema;
  private final ByteSequence written;
  private final List<Portion> portions = new ArrayList<>();
  private final RecordEncoder encoder = new RecordEncoder();
  private final StringBuilder waiting = new StringBuilder();
  private int waitingRows;
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
    waiting
        .append(waitingRows == 0 ? "[{\"n\":" : ",{\"n\":")
        .append(lastRow)
        .append(",\"line\":")
        .append(row.row().line())
        .append(",\"data\":")
        .append(encoder.data(valid))
        .append('}');
    waitingRows++;
    if (waitingRows == ROWS_AT_ONCE || waiting.length() >= CHARACTERS_AT_ONCE) {
      send();
    }
  }

  private void send() {
    if (waitingRows == 0) {
      return;
    }
    byte[] bytes = waiting.append(']').toString().getBytes(StandardCharsets.UTF_8);
    portions.add(new Portion(written.size(), bytes.length, lastRow));
    written.add(bytes, bytes.length);
    waiting.setLength(0);
    waitingRows = 0;
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
    send();
    return store.tryOut(
        (connection, names) ->
            TargetRows.rehearsed(connection, named.bind(connection, schema), store.time())
                .rehearse(this::read, refusals));
  }

  private Iterator<TargetRows.Given> read() {
    return portions.stream().map(this::read).iterator();
  }

  private TargetRows.Given read(Portion portion) {
    byte[] bytes = new byte[portion.length()];
    written.get(portion.offset(), bytes, bytes.length);
    return new TargetRows.Given(new String(bytes, StandardCharsets.UTF_8), portion.last());
  }

  @Override
  public void close() {
    written.close();
  }
}
