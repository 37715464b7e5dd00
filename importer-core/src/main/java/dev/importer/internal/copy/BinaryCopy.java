package dev.importer.internal.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Brings rows into a table of PostgreSQL by COPY in its binary form, in which nothing is escaped
 * here or read there. Not thread-safe; whoever begins it closes it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class BinaryCopy implements AutoCloseable {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  private static final int FULL_BYTES = 64 * 1024;

  private final CopyIn copy;
  private final int columns;
  private byte[] buffer = new byte[2 * FULL_BYTES];
  private int length;

  private BinaryCopy(CopyIn copy, int columns) {
    this.copy = copy;
    this.columns = columns;
  }

  /**
   * Begins.
   *
   * @param transaction a connection in a transaction
   * @param table the table, as statements name it
   * @param columns its columns, as statements name them
   */
  public static BinaryCopy into(Connection transaction, String table, String... columns)
      throws SQLException {
    BinaryCopy begun =
        new BinaryCopy(
            transaction
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                    "COPY "
                        + table
                        + " ("
                        + String.join(", ", columns)
                        + ") FROM STDIN (FORMAT binary)"),
            columns.length);
    begun.append(SIGNATURE);
    begun.putInt(0);
    begun.putInt(0);
    return begun;
  }

  /** Begins a row; the values of all columns must follow. */
  public void beginRow() throws SQLException {
    if (length >= FULL_BYTES) {
      flush();
    }
    putShort(columns);
  }

  /** A value of a bigint column. */
  public void put(long value) {
    putInt(Long.BYTES);
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** A value of an integer column. */
  public void put(int value) {
    putInt(Integer.BYTES);
    putInt(value);
  }

  /** A value of a text column; may be null. */
  public void put(@Nullable String text) throws SQLException {
    put(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value of a text column, in UTF-8; may be null. */
  public void put(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      putInt(-1);
      return;
    }
    putInt(value.length);
    if (value.length <= FULL_BYTES) {
      append(value);
    } else {
      flush();
      copy.writeToCopy(value, 0, value.length);
    }
  }

  /** To be called once all rows are given. */
  public void end() throws SQLException {
    putShort(-1);
    flush();
    copy.endCopy();
  }

  private void putInt(int value) {
    putShort(value >>> 16);
    putShort(value);
  }

  private void putShort(int value) {
    makeRoom(Short.BYTES);
    buffer[length++] = (byte) (value >>> 8);
    buffer[length++] = (byte) value;
  }

  private void append(byte[] bytes) {
    makeRoom(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void makeRoom(int bytes) {
    if (length + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (length + bytes));
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }

  /** Takes everything back if it was not ended. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
