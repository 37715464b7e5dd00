package dev.importer.internal.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores rows in PostgreSQL by COPY in its binary form, in which nothing is escaped here or read
 * there.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  private static final int FULL_BYTES = 64 * 1024;
  private static final int COLUMNS = 10;
  private static final byte[] VALID = "valid".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FAILED = "failed".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private byte[] buffer = new byte[2 * FULL_BYTES];
  private int length;

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * Stores rows.
   *
   * @param transaction a connection in a transaction
   * @param table the table, as statements name it
   * @param createdAt when they are stored
   */
  static void into(
      Connection transaction, String table, long importId, List<Batch.Entry> rows, String createdAt)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    CopyIn copy =
        transaction
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY "
                    + table
                    + " (id, import_id, line_number, row_number, data, status, error_message,"
                    + " errors, changes, created_at) FROM STDIN (FORMAT binary)");
    try {
      new CopyRows(copy).write(importId, rows, createdAt.getBytes(StandardCharsets.US_ASCII));
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void write(long importId, List<Batch.Entry> rows, byte[] createdAt) throws SQLException {
    append(SIGNATURE);
    putInt(0);
    putInt(0);
    for (Batch.Entry row : rows) {
      putShort(COLUMNS);
      putLongField(RecordIds.of(importId, row.number()));
      putLongField(importId);
      putLongField(row.line());
      putInt(Integer.BYTES);
      putInt((int) row.number());
      putField(row.data());
      putField(row.message() == null ? VALID : FAILED);
      putField(bytes(row.message()));
      putField(bytes(row.errors()));
      putField(bytes(row.changes()));
      putField(createdAt);
      if (length >= FULL_BYTES) {
        flush();
      }
    }
    putShort(-1);
    flush();
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private void putField(byte @Nullable [] value) throws SQLException {
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

  private void putLongField(long value) {
    putInt(Long.BYTES);
    putInt((int) (value >>> 32));
    putInt((int) value);
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
}
