package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.server.reliability.ServerProcess.Answer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the server at random moments, starts it again, and compares with a run that nothing
 * disturbed.
 *
 * <p>{@code -Dimporter.kills=200} says how many times (default one for each kind of moment), {@code
 * -Dimporter.seed=1} where the random numbers begin. Each case prints its seed in its name.
 */
class KilledServerTest {

  private static final int ROWS = 30_000;
  private static final String[] BEFORE = {"--batch-size", "500"};
  private static final String[] AFTER = {"--batch-size", "777"};

  /** What the server is doing when it is killed. */
  enum Moment {
    RECEIVING,
    ACCEPTING,
    STORING,
    COMPLETING,
    DELETING,
    PURGING,
    CORRECTING,
    RETRYING,
    MIGRATING
  }

  @TempDir static Path shared;
  private static Path file;
  private static Path corrections;
  private static Path old;
  private static String expected;
  private static String expectedCorrected;

  @TempDir Path folder;
  private DatabaseFile database;
  private Random random;

  static Stream<Arguments> kills() {
    int kills = Integer.getInteger("importer.kills", Moment.values().length);
    long seed = Long.getLong("importer.seed", 1);
    return IntStream.range(0, kills)
        .mapToObj(i -> Arguments.of(Moment.values()[i % Moment.values().length], seed + i));
  }

  /** What an undisturbed server makes of the file and of its corrections. */
  @BeforeAll
  static void runUndisturbed() throws IOException {
    file = shared.resolve("people.csv");
    Random faults = new Random(42);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("name,email,age,note\n");
      for (int row = 1; row <= ROWS; row++) {
        String age = faults.nextInt(10) == 0 ? "old" : Integer.toString(row % 100);
        out.write("Person " + row + ",p" + row + "@example.com," + age + ",\"née\n" + row + "\"\n");
      }
    }
    corrections = shared.resolve("corrections.csv");
    try (ServerProcess server = ServerProcess.start(shared)) {
      upload(server, file);
      awaitEnd(server, 1);
      DatabaseFile database = new DatabaseFile(shared);
      expected = database.fingerprint(1);
      old = shared.resolve("old.db");
      Files.deleteIfExists(old);
      database.execute("VACUUM INTO '" + old + "'");
      Answer rejects = server.get("/api/imports/1/errors?format=json");
      try (BufferedWriter out = Files.newBufferedWriter(corrections)) {
        out.write("_row,name,email,age,note\n");
        rejects
            .json()
            .forEach(
                record -> {
                  try {
                    out.write(
                        "%d,Mended,m%d@example.com,33,x%n"
                            .formatted(
                                record.path("row_number").asLong(),
                                record.path("row_number").asLong()));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
      assertThat(correct(server)).isPresent();
      expectedCorrected = database.fingerprint(1);
      assertThat(expectedCorrected).isNotEqualTo(expected);
      server.terminate();
    }
  }

  /** One of them, for every build. */
  @Test
  void aKillWhileRowsAreStoredLosesAndDoublesNothing() {
    losesAndDoublesNothing(Moment.STORING, 1);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kills")
  void losesAndDoublesNothing(Moment moment, long seed) {
    random = new Random(seed);
    database = new DatabaseFile(folder);
    switch (moment) {
      case RECEIVING -> duringTheUpload();
      case ACCEPTING -> aroundTheAnswer();
      case STORING -> whileRowsAreStored(1 + random.nextInt(ROWS - 1));
      case COMPLETING -> whileRowsAreStored(ROWS - 1_000);
      case DELETING -> aroundTheDelete(false);
      case PURGING -> aroundTheDelete(true);
      case CORRECTING -> duringTheCorrection();
      case RETRYING -> betweenCancelAndRetry();
      case MIGRATING -> duringTheMigration();
    }
  }

  private void duringTheUpload() {
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      CutOff body = new CutOff(file, (int) (random.nextDouble() * sizeOf(file)));
      CompletableFuture<Optional<Answer>> answer =
          server.sendLater("POST", UPLOAD, "text/csv", BodyPublishers.ofInputStream(() -> body));
      ServerProcess.until("so much is sent", body::isHeld);
      server.kill();
      body.release();
      assertThat(answer.join()).isEmpty();
    }
    if (Files.exists(folder.resolve("imports.db"))) {
      database.assertSound();
    }
    finishAndCompare();
  }

  private void aroundTheAnswer() {
    Optional<Answer> acknowledged;
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      CutOff body = new CutOff(file, (int) sizeOf(file) - 1);
      CompletableFuture<Optional<Answer>> answer =
          server.sendLater("POST", UPLOAD, "text/csv", BodyPublishers.ofInputStream(() -> body));
      ServerProcess.until("all but the end is sent", body::isHeld);
      body.release();
      pause(60);
      server.kill();
      acknowledged = answer.join();
    }
    database.assertSound();
    if (acknowledged.isPresent()) {
      assertThat(acknowledged.get().status()).isEqualTo(202);
      assertThat(database.number("SELECT count(*) FROM imports")).isEqualTo(1);
    }
    finishAndCompare();
  }

  private void whileRowsAreStored(int rows) {
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      upload(server, file);
      ServerProcess.until(
          "so many rows are stored",
          () ->
              server.get("/api/imports/1?limit=1").json().at("/import/total_records").asInt()
                  >= rows);
      pause(30);
      server.kill();
    }
    database.assertSound();
    finishAndCompare();
  }

  private void aroundTheDelete(boolean afterTheAnswer) {
    boolean deleted;
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      upload(server, file);
      awaitEnd(server, 1);
      CompletableFuture<Optional<Answer>> answer =
          server.sendLater("DELETE", "/api/imports/1", "text/plain", BodyPublishers.noBody());
      if (afterTheAnswer) {
        answer.join();
      }
      pause(afterTheAnswer ? 100 : 30);
      server.kill();
      deleted = answer.join().isPresent();
    }
    database.assertSound();
    long left = database.number("SELECT count(*) FROM imports WHERE deleted_at IS NULL");
    assertThat(left).isEqualTo(deleted ? 0 : left);
    try (ServerProcess server = ServerProcess.start(folder, AFTER)) {
      if (left == 1) {
        // Not deleted means that all of it is there.
        assertThat(database.fingerprint(1)).isEqualTo(expected);
        assertThat(delete(server, 1).status()).isEqualTo(200);
      }
      assertThat(server.get("/api/imports/1").status()).isEqualTo(404);
      ServerProcess.until(
          "the rows have left the disk",
          () -> database.number("SELECT count(*) FROM records") == 0);
      server.terminate();
    }
    database.assertAtRest();
    finishAndCompare();
  }

  private void duringTheCorrection() {
    boolean answered;
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      upload(server, file);
      awaitEnd(server, 1);
      CompletableFuture<Optional<Answer>> answer =
          server.sendLater("POST", CORRECTIONS, "text/csv", ofFile(corrections));
      pause(700);
      server.kill();
      answered = answer.join().isPresent();
    }
    database.assertSound();
    String found = database.fingerprint(1);
    if (answered) {
      assertThat(found).isEqualTo(expectedCorrected);
    } else {
      assertThat(found).isIn(expected, expectedCorrected);
    }
    try (ServerProcess server = ServerProcess.start(folder, AFTER)) {
      assertThat(correct(server)).isPresent();
      server.terminate();
    }
    assertThat(database.fingerprint(1)).isEqualTo(expectedCorrected);
    database.assertAtRest();
  }

  private void betweenCancelAndRetry() {
    try (ServerProcess server = ServerProcess.start(folder, BEFORE)) {
      upload(server, file);
      pause(400);
      Optional<Answer> cancelled =
          server.send("POST", "/api/imports/1/cancel", "text/plain", BodyPublishers.noBody());
      CompletableFuture<Optional<Answer>> retried =
          server.sendLater("POST", "/api/imports/1/retry", "text/plain", BodyPublishers.noBody());
      pause(100);
      server.kill();
      retried.join();
      assertThat(cancelled).isPresent();
    }
    database.assertSound();
    try (ServerProcess server = ServerProcess.start(folder, AFTER)) {
      if (database.texts("SELECT status FROM imports").contains("cancelled")) {
        Answer retried =
            server
                .send("POST", "/api/imports/1/retry", "text/plain", BodyPublishers.noBody())
                .orElseThrow();
        assertThat(retried.status()).isEqualTo(202);
      }
      awaitEnd(server, 1);
      server.terminate();
    }
    finishAndCompare();
  }

  private void duringTheMigration() {
    try {
      Files.copy(old, folder.resolve("imports.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The tables as the first version had them.
    database.execute(
        "DROP INDEX imports_once",
        "DROP INDEX imports_of_bytes",
        "CREATE UNIQUE INDEX imports_once ON imports (file_hash, schema_name) WHERE once = 1"
            + " AND deleted_at IS NULL AND status IN ('pending', 'processing', 'completed')",
        "DROP TABLE mappings",
        "DROP TABLE uploads",
        "DROP TABLE import_events",
        "DROP TABLE target_rows",
        "DROP TABLE changed_rows",
        "DROP TABLE import_changes",
        "ALTER TABLE records DROP COLUMN changes",
        "ALTER TABLE imports DROP COLUMN row_digests",
        "ALTER TABLE imports DROP COLUMN seen",
        "ALTER TABLE imports DROP COLUMN plan_key",
        "ALTER TABLE imports DROP COLUMN bytes_read",
        "ALTER TABLE imports DROP COLUMN host",
        "ALTER TABLE imports DROP COLUMN last_change",
        "ALTER TABLE imports DROP COLUMN target_result",
        "ALTER TABLE imports DROP COLUMN undone_at",
        "ALTER TABLE imports DROP COLUMN plan",
        "ALTER TABLE imports DROP COLUMN missing_labels",
        "ALTER TABLE imports DROP COLUMN attempt",
        "ALTER TABLE imports DROP COLUMN kept",
        "DELETE FROM importer_version WHERE version > 1");
    try (ServerProcess server = ServerProcess.launch(folder, java.util.Map.of(), BEFORE)) {
      pause(4_000);
      server.kill();
    }
    database.assertSound();
    try (ServerProcess server = ServerProcess.start(folder, AFTER)) {
      assertThat(server.get("/api/imports/1").json().at("/import/status").asText())
          .isEqualTo("completed");
      server.terminate();
    }
    assertThat(database.fingerprint(1)).isEqualTo(expected);
    finishAndCompare();
  }

  /** Starts the server again; a client that got no answer sends its file again. */
  private void finishAndCompare() {
    long id;
    try (ServerProcess server = ServerProcess.start(folder, AFTER)) {
      id = upload(server, file);
      awaitEnd(server, id);
      assertThat(upload(server, file)).as("the same file once more").isEqualTo(id);
      server.terminate();
    }
    database.assertAtRest();
    assertThat(
            database.texts(
                "SELECT id FROM imports WHERE file_hash ="
                    + " (SELECT file_hash FROM imports WHERE id = "
                    + id
                    + ") AND deleted_at IS NULL AND status = 'completed'"))
        .containsExactly(Long.toString(id));
    assertThat(database.fingerprint(id)).isEqualTo(expected);
  }

  private static final String UPLOAD = "/api/upload?filename=people.csv";
  private static final String CORRECTIONS = "/api/imports/1/corrections";

  private static long upload(ServerProcess server, Path file) {
    Answer answer = server.send("POST", UPLOAD, "text/csv", ofFile(file)).orElseThrow();
    assertThat(answer.status()).as(answer.json().toString()).isIn(200, 202);
    return answer.json().path("import_id").asLong();
  }

  private static Optional<Answer> correct(ServerProcess server) {
    Optional<Answer> answer = server.send("POST", CORRECTIONS, "text/csv", ofFile(corrections));
    answer.ifPresent(
        given -> assertThat(given.status()).as(given.json().toString()).isEqualTo(200));
    return answer;
  }

  private static Answer delete(ServerProcess server, long id) {
    return server
        .send("DELETE", "/api/imports/" + id, "text/plain", BodyPublishers.noBody())
        .orElseThrow();
  }

  private static void awaitEnd(ServerProcess server, long id) {
    List<String> ended = List.of("completed", "failed", "cancelled");
    ServerProcess.until(
        "import " + id + " has ended",
        () ->
            ended.contains(
                server
                    .get("/api/imports/" + id + "?limit=1")
                    .json()
                    .at("/import/status")
                    .asText()));
    assertThat(server.get("/api/imports/" + id + "?limit=1").json().at("/import/status").asText())
        .isEqualTo("completed");
  }

  private static java.net.http.HttpRequest.BodyPublisher ofFile(Path path) {
    try {
      return BodyPublishers.ofFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The moment is the point of these tests, and it is chosen by chance. */
  private void pause(int mostMillis) {
    long until = System.nanoTime() + random.nextInt(mostMillis * 1_000) * 1_000L;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file whose reader is held at a certain byte. */
  private static final class CutOff extends InputStream {

    private final InputStream in;
    private final int heldAt;
    private int read;
    private volatile boolean held;
    private volatile boolean released;

    CutOff(Path path, int heldAt) {
      this.heldAt = heldAt;
      try {
        this.in = Files.newInputStream(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean isHeld() {
      return held;
    }

    void release() {
      released = true;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (read == heldAt) {
        held = true;
        ServerProcess.until("the body is released", () -> released);
      }
      int most = read < heldAt ? Math.min(length, heldAt - read) : length;
      int count = in.read(bytes, offset, most);
      read += Math.max(count, 0);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
