package dev.importer.internal.store;

import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.record.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of one import, encoded and ready to be stored in one transaction. Filled by one
 * thread, then handed to another.
 */
public final class Batch {

  /** One row as the table takes it. */
  static final class Entry {

    private final long number;
    private final long line;
    private final byte[] data;
    private final @Nullable String message;
    private final @Nullable String errors;
    private final @Nullable String changes;

    private Entry(
        long number,
        long line,
        String data,
        @Nullable String message,
        @Nullable String errors,
        @Nullable String changes) {
      this.number = number;
      this.line = line;
      // Turned into bytes here, because the thread that writes is the one that all wait for.
      this.data = data.getBytes(StandardCharsets.UTF_8);
      this.message = message;
      this.errors = errors;
      this.changes = changes;
    }

    /** A row as the table has it. */
    static Entry stored(
        long number,
        long line,
        String data,
        @Nullable String message,
        @Nullable String errors,
        @Nullable String changes) {
      return new Entry(number, line, data, message, errors, changes);
    }

    /** The row number, 1-based. */
    long number() {
      return number;
    }

    /** The physical line, 1-based. */
    long line() {
      return line;
    }

    /** The row as JSON in UTF-8; not to be changed. */
    byte[] data() {
      return data;
    }

    /** The errors for people; null if the row is valid. */
    @Nullable String message() {
      return message;
    }

    /** The errors as JSON; null if the row is valid. */
    @Nullable String errors() {
      return errors;
    }

    /** What cleaning has changed, as JSON; null if nothing. */
    @Nullable String changes() {
      return changes;
    }
  }

  private final List<Entry> entries;
  private final RecordEncoder encoder;
  private Consumer<Connection> transactionWork = connection -> {};
  private long characters;
  private int failed;

  private Batch(RecordEncoder encoder, int expectedRows) {
    this.encoder = encoder;
    this.entries = new ArrayList<>(expectedRows);
  }

  /**
   * An empty first batch.
   *
   * @param expectedRows how many rows it will probably hold
   */
  public static Batch begin(int expectedRows) {
    return new Batch(new RecordEncoder(), expectedRows);
  }

  /** An empty batch for the rows that follow; this one must not be added to any more. */
  public Batch next() {
    return new Batch(encoder, entries.size());
  }

  /** Adds the row that follows the last one. */
  public void add(CheckedRow checked) {
    long number = checked.row().number();
    long line = checked.row().line();
    String changes = checked.changes().isEmpty() ? null : encoder.changes(checked.changes());
    characters += changes == null ? 0 : changes.length();
    if (checked instanceof CheckedRow.Failed refused) {
      String data = encoder.data(refused.row());
      String message = RecordEncoder.message(refused.errors());
      String errors = encoder.errors(refused.errors());
      entries.add(new Entry(number, line, data, message, errors, changes));
      characters += data.length() + message.length() + errors.length();
      failed++;
    } else {
      String data = encoder.data((CheckedRow.Valid) checked);
      entries.add(new Entry(number, line, data, null, null, changes));
      characters += data.length();
    }
  }

  /** Names what else is done in the transaction of the batch, after its rows are stored. */
  public void setTransactionWork(Consumer<Connection> work) {
    transactionWork = work;
  }

  /** How many rows there are. */
  public int size() {
    return entries.size();
  }

  /** How many of the rows are failed. */
  public int failed() {
    return failed;
  }

  /** About how much text the rows hold, in characters. */
  public long characters() {
    return characters;
  }

  List<Entry> entries() {
    return entries;
  }

  Consumer<Connection> transactionWork() {
    return transactionWork;
  }
}
