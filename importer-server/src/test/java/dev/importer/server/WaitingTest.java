package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {

  @TempDir private Path folder;

  @Test
  void anImportThatGoesOnIsAnsweredWith202() {
    try (TestServer server = TestServer.start(folder)) {
      long id = server.beginLongImport();

      Answer answer =
          server.upload(
              Form.with().field("schema", "none").file("x.csv", "a\n1\n"), "Prefer", "wait=30");
      answer.expect(200);
      assertThat(server.get("/api/imports/" + id).json().path("import").path("status").asText())
          .isIn("pending", "processing");
      server.post("/api/imports/" + id + "/cancel", "application/json", "").expect(202);
    }
  }

  @Test
  void respondAsyncAnswersAtOnceAndSaysWhereToAsk() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();

      Answer answer =
          server
              .upload(Form.ofFile("x.csv", TestServer.USERS), "Prefer", "respond-async")
              .expect(202);

      assertThat(answer.header("Location")).contains("/api/imports/" + answer.number("import_id"));
      assertThat(answer.header("Retry-After")).contains("1");
      assertThat(answer.header("Preference-Applied")).contains("respond-async");
      assertThat(answer.text("status")).isEqualTo("pending");
      assertThat(answer.number("total_records")).isZero();
      assertThat(answer.text("message")).contains("/api/imports/" + answer.number("import_id"));
      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait=0", "wait=1", "wait=1, respond-async", "handling=lenient"})
  void patienceEndsBeforeALongImport(String preference) {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();

      server.upload(Form.ofFile("x.csv", TestServer.USERS), "Prefer", preference).expect(202);

      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @Test
  void theSameFileTwiceWhileItRunsIsOneImport() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      Form form = Form.ofFile("x.csv", TestServer.USERS);
      long first = server.upload(form, "Prefer", "wait=0").expect(202).number("import_id");

      Answer second = server.upload(form, "Prefer", "wait=0").expect(202);
      CompletableFuture<Answer> third = server.uploadLater(form, "Prefer", "wait=60");
      TestServer.until(() -> server.waitingUploads() == 1);
      server.delete("/api/imports/" + running).expect(200);

      assertThat(second.number("import_id")).isEqualTo(first);
      assertThat(second.json().path("duplicate").asBoolean()).isTrue();
      assertThat(third.join().expect(200).text("message")).startsWith("File already processed");
    }
  }

  @Test
  void waitingHoldsNoThread() {
    try (TestServer server =
        TestServer.start(
            folder, options -> options.workers(1).maxThreads(16).maxConcurrentUploads(50))) {
      long running = server.beginLongImport();
      Form form = Form.ofFile("x.csv", TestServer.USERS);
      List<CompletableFuture<Answer>> uploads = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        uploads.add(server.uploadLater(form, "Prefer", "wait=60"));
      }

      TestServer.until(() -> server.waitingUploads() == 50);
      server.expectAlive();
      assertThat(uploads).noneMatch(CompletableFuture::isDone);

      server.delete("/api/imports/" + running).expect(200);
      assertThat(uploads.stream().map(u -> u.join().expect(200).number("import_id")).distinct())
          .hasSize(1);
      assertThat(server.waitingUploads()).isZero();
    }
  }

  @Test
  void whoWaitsForACancelledImportIsToldSo() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      Form form = Form.ofFile("x.csv", TestServer.USERS);
      CompletableFuture<Answer> upload = server.uploadLater(form, "Prefer", "wait=60");
      TestServer.until(() -> server.waitingUploads() == 1);
      long waiting = server.get("/api/imports").json().path("imports").path(0).path("id").asLong();

      server.post("/api/imports/" + waiting + "/cancel", "application/json", "").expect(202);

      assertThat(upload.join().expect(200).text("status")).isEqualTo("cancelled");
      assertThat(upload.join().text("message")).isEqualTo("The import was cancelled");
      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoSentAFileASecondTimeIsToldToSendItAgainIfItIsTakenBack(boolean deleted) {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      Form form = Form.ofFile("x.csv", TestServer.USERS);
      long first = server.upload(form, "Prefer", "wait=0").expect(202).number("import_id");
      CompletableFuture<Answer> second = server.uploadLater(form, "Prefer", "wait=60");
      TestServer.until(() -> server.waitingUploads() == 1);

      if (deleted) {
        server.delete("/api/imports/" + first).expect(200);
      } else {
        server.post("/api/imports/" + first + "/cancel", "application/json", "").expect(202);
      }

      Answer told = second.join();
      told.expectProblem(409, "import-ended");
      assertThat(told.text("detail")).contains("import " + first).contains("Send the file again");
      server.delete("/api/imports/" + running).expect(200);
      assertThat(server.upload(form, "Prefer", "wait=60").expect(200).text("status"))
          .isEqualTo("completed");
    }
  }

  @Test
  void whoWaitsForADeletedImportIsToldSo() {
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      long running = server.beginLongImport();
      Form form = Form.ofFile("x.csv", TestServer.USERS);
      CompletableFuture<Answer> upload = server.uploadLater(form, "Prefer", "wait=60");
      TestServer.until(() -> server.waitingUploads() == 1);
      long waiting = server.get("/api/imports").json().path("imports").path(0).path("id").asLong();

      server.delete("/api/imports/" + waiting).expect(200);

      upload.join().expectProblem(404, "import-not-found");
      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @Test
  void stoppingAnswersThoseWhoWait() {
    TestServer server = TestServer.start(folder, options -> options.workers(1));
    CompletableFuture<Answer> upload;
    try (server) {
      server.beginLongImport();
      upload = server.uploadLater(Form.ofFile("x.csv", TestServer.USERS), "Prefer", "wait=60");
      TestServer.until(() -> server.waitingUploads() == 1);
    }

    assertThat(upload.join().expect(202).text("status")).isEqualTo("pending");
  }

  @Test
  void importsThatHaveNotEndedGoOnAtTheNextStart() {
    long pending;
    try (TestServer server = TestServer.start(folder, options -> options.workers(1))) {
      server.beginLongImport();
      pending =
          server
              .upload(Form.ofFile("x.csv", TestServer.USERS), "Prefer", "respond-async")
              .expect(202)
              .number("import_id");
    }

    try (TestServer server = TestServer.start(folder)) {
      TestServer.until(
          () ->
              server
                  .get("/api/imports/" + pending)
                  .expect(200)
                  .json()
                  .path("import")
                  .path("status")
                  .asText()
                  .equals("completed"));
    }
  }
}
