package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server again and again while it takes a deleted import off the disk. {@code
 * -Dimporter.purges=100} says how many times, {@code -Dimporter.seed=1} where the random numbers
 * begin.
 */
@Tag("slow")
class PurgeRestartsTest {

  private static final int KEPT_ROWS = 5_000;
  private static final int DELETED_ROWS = 400_000;
  private static final long KEPT = 1;
  private static final long DELETED = 2;

  /** As many rows as go in one transaction. */
  private static final long STEP = 5_000;

  private final int restarts = Integer.getInteger("importer.purges", 3);
  private final Random random = new Random(Long.getLong("importer.seed", 1));

  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void aPurgeThatIsKilledAgainAndAgainGoesOnWhereItWas() throws IOException {
    Path full = elsewhere.resolve("full.db");
    fill(full);
    DatabaseFile database = new DatabaseFile(folder);
    String kept = "";
    for (int restart = 0; restart < restarts; restart++) {
      if (!Files.exists(folder.resolve("imports.db"))) {
        Files.copy(full, folder.resolve("imports.db"));
        kept = database.fingerprint(KEPT);
        delete();
      }
      long before = left(database);
      long target = before - random.nextInt(10) * STEP;
      try (ServerProcess server = ServerProcess.launch(folder, Map.of())) {
        ServerProcess.until(
            "the purge has got so far", () -> left(database) < Math.max(target, STEP));
        server.kill();
      }
      database.assertSound();
      long left = left(database);
      assertThat(rows(database)).as("what is gone is gone with its checkpoint").isEqualTo(left);
      assertThat(database.fingerprint(KEPT)).isEqualTo(kept);
      if (left == 0) {
        // From the beginning, with the database as it was.
        Files.delete(folder.resolve("imports.db"));
        Files.deleteIfExists(folder.resolve("imports.db-wal"));
        Files.deleteIfExists(folder.resolve("imports.db-shm"));
      }
    }
    if (Files.exists(folder.resolve("imports.db"))) {
      try (ServerProcess server = ServerProcess.start(folder)) {
        assertThat(server.get("/api/imports/" + DELETED).status()).isEqualTo(404);
        ServerProcess.until("all of it is gone", () -> left(database) == 0);
        server.terminate();
      }
      database.assertAtRest();
      assertThat(database.fingerprint(KEPT)).isEqualTo(kept);
    }
  }

  private static void fill(Path file) {
    try (Importer importer = Importer.open(file)) {
      importer.load(Source.ofText(people("Kept", KEPT_ROWS), Format.CSV));
      importer.load(Source.ofText(people("Deleted", DELETED_ROWS), Format.CSV));
    }
  }

  private static String people(String name, int rows) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(row -> name + "," + name + row + "@example.com," + row % 100)
        .collect(Collectors.joining("\n", "name,email,age\n", "\n"));
  }

  /** Deletes over HTTP, and kills the server at once. */
  private void delete() {
    try (ServerProcess server = ServerProcess.start(folder)) {
      assertThat(
              server
                  .send("DELETE", "/api/imports/" + DELETED, "text/plain", BodyPublishers.noBody())
                  .orElseThrow()
                  .status())
          .isEqualTo(200);
      server.kill();
    }
  }

  private static long left(DatabaseFile database) {
    return database.number("SELECT checkpoint FROM imports WHERE id = " + DELETED);
  }

  private static long rows(DatabaseFile database) {
    return database.number("SELECT count(*) FROM records WHERE import_id = " + DELETED);
  }
}
