package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staged uploads of servers that are killed, and of two servers on one database. */
class StagedUploadsTest {

  private static final String JSON = "application/json";

  @TempDir private Path folder;

  private static String file(int number) {
    return "name,email,age\n"
        + "Ann,ann@example.com,30\n".repeat(1 + number * 7 % 3_000)
        + "Number,n@example.com,"
        + number % 100
        + "\n";
  }

  private static long rowsOf(int number) {
    return file(number).lines().count() - 1;
  }

  private static CompletableFuture<Optional<ServerProcess.Answer>> stage(
      ServerProcess server, int number) {
    return server.sendLater(
        "POST",
        "/api/uploads?filename=" + number + ".csv",
        "text/csv",
        BodyPublishers.ofString(file(number)));
  }

  private static ServerProcess.Answer post(ServerProcess server, String path, BodyPublisher body) {
    return server.send("POST", path, JSON, body).orElseThrow();
  }

  private static JsonNode check(ServerProcess server, long id) {
    return post(server, "/api/uploads/" + id + "/check", BodyPublishers.noBody()).json();
  }

  private static long load(ServerProcess server, long id) {
    return post(server, "/api/uploads/" + id + "/import", BodyPublishers.ofString("{}"))
        .json()
        .path("import_id")
        .asLong();
  }

  private static void awaitRows(ServerProcess server, long importId, long rows) {
    ServerProcess.until(
        "import " + importId + " is completed",
        () -> {
          JsonNode stored = server.get("/api/imports/" + importId + "?limit=1").json();
          return stored.at("/import/status").asText().equals("completed")
              && stored.at("/import/total_records").asLong() == rows;
        });
  }

  /** Four at once are sent, checked and imported when the kill comes, each time somewhere else. */
  @Test
  void aKillLeavesWholeUploadsOrNothingAndAcceptedImportsGoOn() {
    Random random = new Random(3);
    Map<Long, Integer> staged = new HashMap<>();
    Map<Long, Integer> imported = new HashMap<>();
    int next = 1;
    for (int kill = 0; kill < 3; kill++) {
      try (ServerProcess server = ServerProcess.start(folder)) {
        Map<Integer, CompletableFuture<Optional<ServerProcess.Answer>>> coming = new HashMap<>();
        for (int round = random.nextInt(6); round >= 0; round--) {
          int number = next++;
          long id = stage(server, number).join().orElseThrow().json().path("upload_id").asLong();
          staged.put(id, number);
          imported.put(load(server, id), number);
        }
        for (int each = 0; each < 4; each++) {
          coming.put(next, stage(server, next++));
        }
        coming.get(next - 1 - random.nextInt(4)).join();
        server.kill();
        coming.forEach(
            (number, answer) ->
                answer
                    .join()
                    .ifPresent(told -> staged.put(told.json().path("upload_id").asLong(), number)));
      }
    }

    DatabaseFile database = new DatabaseFile(folder);
    try (ServerProcess server = ServerProcess.start(folder)) {
      imported.forEach((id, number) -> awaitRows(server, id, rowsOf(number)));
      ServerProcess.until(
          "nothing is in the spool but uploads",
          () -> Set.copyOf(database.spooled()).equals(uploads(database)));
      staged.forEach(
          (id, number) -> {
            JsonNode report = check(server, id);
            assertThat(report.path("total_records").asLong()).isEqualTo(rowsOf(number));
            assertThat(report.path("failed_records").asLong()).isZero();
          });
      for (String id : database.texts("SELECT id FROM uploads")) {
        assertThat(server.send("DELETE", "/api/uploads/" + id, JSON, BodyPublishers.noBody()))
            .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
      }
      server.terminate();
    }
    assertThat(staged).hasSizeGreaterThan(5);
    assertThat(imported).isNotEmpty();
    database.assertAtRest();
  }

  private static Set<Path> uploads(DatabaseFile database) {
    return database.texts("SELECT source_path FROM uploads").stream()
        .map(Path::of)
        .collect(Collectors.toSet());
  }

  @Test
  void twoServersShareWhatIsStagedAlsoWhenOneIsKilled() {
    DatabaseFile database = new DatabaseFile(folder);
    try (ServerProcess first = ServerProcess.start(folder);
        ServerProcess second = ServerProcess.start(folder)) {
      long id = stage(first, 1).join().orElseThrow().json().path("upload_id").asLong();
      long same = stage(second, 1).join().orElseThrow().json().path("upload_id").asLong();
      assertThat(same).isEqualTo(id);
      assertThat(check(second, id).path("total_records").asLong()).isEqualTo(rowsOf(1));

      // Both stage the same new files at once.
      Set<Long> ids = new HashSet<>();
      for (int number = 2; number <= 6; number++) {
        var one = stage(first, number);
        var other = stage(second, number);
        long here = one.join().orElseThrow().json().path("upload_id").asLong();
        long there = other.join().orElseThrow().json().path("upload_id").asLong();
        assertThat(here).isEqualTo(there);
        ids.add(here);
      }
      assertThat(ids).hasSize(5);
      first.kill();

      long imported = load(second, id);
      try (ServerProcess third = ServerProcess.start(folder)) {
        assertThat(third.send("DELETE", "/api/uploads/" + id, JSON, BodyPublishers.noBody()))
            .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(second.get("/api/uploads/" + id).status()).isEqualTo(404);
        awaitRows(third, imported, rowsOf(1));
        for (long each : ids) {
          assertThat(check(third, each).path("failed_records").asLong()).isZero();
        }
        ServerProcess.until(
            "nothing is in the spool but uploads",
            () -> Set.copyOf(database.spooled()).equals(uploads(database)));
        third.terminate();
      }
      second.terminate();
    }
    assertThat(uploads(database)).hasSize(5).allMatch(Files::exists);
    database.assertSound();
  }
}
