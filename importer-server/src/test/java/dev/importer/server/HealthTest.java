package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitors are told. */
class HealthTest {

  @TempDir private Path folder;

  @Test
  void aServerInOrderSaysSo() {
    try (TestServer server = TestServer.start(folder)) {
      Answer answer = server.get("/health").expect(200);

      assertThat(answer.text("status")).isEqualTo("ok");
      assertThat(answer.number("free_disk_bytes")).isPositive();
      assertThat(answer.json().path("oldest_waiting_seconds").isNull()).isTrue();
    }
  }

  @Test
  void tooLittleSpaceIsTold() {
    try (TestServer server =
        TestServer.start(folder, options -> options.minFreeBytes(Long.MAX_VALUE))) {
      Answer answer = server.get("/health").expectProblem(503, "unhealthy");

      assertThat(answer.text("detail")).contains("spool folder is full", "bytes are free");
      assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo("disk");
    }
  }

  @Test
  void anImportThatWaitsForTooLongIsTold() {
    try (TestServer server =
        TestServer.start(
            folder, options -> options.workers(1).maxQueueWait(Duration.ofSeconds(1)))) {
      long running = server.beginLongImport();
      TestServer.until(() -> server.get("/api/stats").number("processing_imports") == 1);
      server.upload(Form.ofFile("a.csv", TestServer.USERS), "Prefer", "respond-async").expect(202);

      TestServer.until(() -> server.get("/health").status() == 503);

      assertThat(server.get("/health").json().path("errors").path(0).path("code").asText())
          .isEqualTo("queue");
      server.delete("/api/imports/" + running).expect(200);
      TestServer.until(() -> server.get("/health").status() == 200);
    }
  }

  @Test
  void aDatabaseThatWasTakenAwayIsToldAndUploadsAreRefused() throws IOException {
    Path database = folder.resolve("test.db");
    try (TestServer server = TestServer.start(folder)) {
      Files.move(database, folder.resolve("elsewhere.db"));

      Answer answer = server.get("/health").expectProblem(503, "unhealthy");

      assertThat(answer.text("detail")).contains("was removed, renamed or replaced");
      assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo("database");
      assertThat(server.load("a.csv", TestServer.USERS).expectProblem(503, "database-moved"))
          .extracting(refused -> refused.text("detail"))
          .asString()
          .contains("Put it back");

      Files.move(folder.resolve("elsewhere.db"), database);
      server.get("/health").expect(200);
      server.load("a.csv", TestServer.USERS).expect(200);
    }
  }
}
