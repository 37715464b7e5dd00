package dev.importer.internal.store;

import dev.importer.internal.source.Chunks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps files in the database. */
final class ChunkTable implements Chunks {

  /** So that no transaction takes long. */
  private static final int DELETED_AT_ONCE = 64;

  private final Database database;

  ChunkTable(Database database) {
    this.database = database;
  }

  /** It is on the disk when the next commit is that has to be. */
  @Override
  public void put(String file, int number, byte[] bytes) {
    database.write(
        Durability.RELAXED,
        handle ->
            handle.execute(
                "INSERT INTO <p>spool_chunks (file, number, bytes) VALUES (?, ?, ?)",
                file,
                number,
                bytes));
  }

  @Override
  public byte @Nullable [] get(String file, int number) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT bytes FROM <p>spool_chunks WHERE file = ? AND number = ?", file, number)
                .map((row, context) -> row.getBytes("bytes"))
                .findOne()
                .orElse(null));
  }

  @Override
  public boolean has(String file) {
    return database.read(
        handle ->
            handle
                .select("SELECT EXISTS (SELECT 1 FROM <p>spool_chunks WHERE file = ?)", file)
                .mapTo(boolean.class)
                .one());
  }

  /** From the last piece to the first, so that what is left of it is swept after a crash. */
  @Override
  public void delete(String file) {
    int deleted = DELETED_AT_ONCE;
    while (deleted == DELETED_AT_ONCE) {
      deleted =
          database.write(
              Durability.RELAXED,
              handle ->
                  handle.execute(
                      "DELETE FROM <p>spool_chunks WHERE file = ? AND number IN (SELECT number FROM"
                          + " <p>spool_chunks WHERE file = ? ORDER BY number DESC LIMIT ?)",
                      file,
                      file,
                      DELETED_AT_ONCE));
    }
  }

  @Override
  public List<String> files() {
    return database.read(
        handle ->
            handle
                .select("SELECT file FROM <p>spool_chunks WHERE number = 0")
                .mapTo(String.class)
                .list());
  }
}
