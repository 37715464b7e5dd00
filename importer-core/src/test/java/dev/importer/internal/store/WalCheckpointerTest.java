package dev.importer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed reaches the database file while the writing connection stays open. */
@Tag("sqlite")
class WalCheckpointerTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;
  private Path file;
  private Handle writer;
  private WalCheckpointer checkpointer;

  @BeforeEach
  void commitOneMebibyteToTheLog() {
    file = folder.resolve("log.db");
    Jdbi database = Jdbi.create("jdbc:sqlite:" + file);
    writer = database.open();
    writer.execute("PRAGMA journal_mode = WAL");
    writer.execute("PRAGMA wal_autocheckpoint = 0");
    writer.execute("CREATE TABLE texts (text TEXT)");
    writer.execute("INSERT INTO texts VALUES (?)", "x".repeat(MEBIBYTE));
    checkpointer = new WalCheckpointer(database);
  }

  @AfterEach
  void closeTheWriter() {
    writer.close();
  }

  @Test
  void muchTextIsCopiedIntoTheDatabase() throws IOException {
    checkpointer.committed(4 * MEBIBYTE);
    checkpointer.close();
    assertThat(Files.size(file)).isGreaterThan(MEBIBYTE);
  }

  @Test
  void littleTextStaysInTheLog() throws IOException {
    checkpointer.committed(MEBIBYTE);
    checkpointer.close();
    assertThat(Files.size(file)).isLessThan(MEBIBYTE);
  }

  @Test
  void littleTextAddsUp() throws IOException {
    for (int i = 0; i < 4; i++) {
      checkpointer.committed(MEBIBYTE);
    }
    checkpointer.close();
    assertThat(Files.size(file)).isGreaterThan(MEBIBYTE);
  }

  @Test
  void whatComesAfterTheEndIsLeftToTheWriter() throws IOException {
    checkpointer.close();
    checkpointer.committed(4 * MEBIBYTE);
    assertThat(Files.size(file)).isLessThan(MEBIBYTE);
  }
}
