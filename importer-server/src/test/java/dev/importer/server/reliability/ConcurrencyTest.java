package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.server.ImporterServer;
import dev.importer.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once. */
class ConcurrencyTest {

  private static final int BATCH = 500;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ImporterServer server;
  private DatabaseFile database;

  @BeforeEach
  void start() {
    database = new DatabaseFile(folder);
    server =
        ImporterServer.start(
            ServerOptions.on(folder.resolve("imports.db"))
                .spool(folder.resolve("spool"))
                .port(0)
                .workers(2)
                .batchSize(BATCH)
                .maxConcurrentUploads(128)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aHundredUploadsOfOneFileAreOneImport() {
    String csv = rows("same", 20_000);
    List<CompletableFuture<JsonNode>> uploads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      uploads.add(upload(csv));
    }
    List<JsonNode> answers = uploads.stream().map(CompletableFuture::join).toList();

    assertThat(answers)
        .extracting(answer -> answer.path("import_id").asLong())
        .containsOnly(answers.get(0).path("import_id").asLong());
    assertThat(answers).filteredOn(answer -> answer.path("duplicate").asBoolean()).hasSize(99);
    assertThat(database.spooled()).hasSizeLessThanOrEqualTo(1);
    ServerProcess.until("all is done", () -> isCompleted(1));
    assertThat(database.number("SELECT count(*) FROM records")).isEqualTo(20_000);
    database.assertAtRest();
  }

  @Test
  void fiftyFilesAtOnceAreAllImported() {
    List<CompletableFuture<JsonNode>> uploads = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      uploads.add(upload(rows("file" + i, i == 1 ? 100_000 : 10 * i)));
    }
    List<Long> ids =
        uploads.stream().map(upload -> upload.join().path("import_id").asLong()).toList();

    assertThat(ids).doesNotHaveDuplicates();
    for (int i = 1; i <= 50; i++) {
      long id = ids.get(i - 1);
      ServerProcess.until("import " + id + " is completed", () -> isCompleted(id));
      assertThat(get("/api/imports/" + id).at("/import/total_records").asInt())
          .isEqualTo(i == 1 ? 100_000 : 10 * i);
    }
    database.assertAtRest();
  }

  @Test
  void whoReadsMeanwhileNeverSeesHalfABatch() {
    long id = upload(rows("read", 60_000)).join().path("import_id").asLong();
    int looks = 0;
    while (!isCompleted(id)) {
      database.assertSound();
      int total = get("/api/imports/" + id + "?limit=1").at("/import/total_records").asInt();
      assertThat(total % BATCH).isZero();
      looks++;
    }
    assertThat(looks).isPositive();
    database.assertAtRest();
  }

  @Test
  void deletingAndCancellingWhileRowsAreStoredLeavesNothing() {
    long deleted = upload(rows("deleted", 60_000)).join().path("import_id").asLong();
    long cancelled = upload(rows("cancelled", 60_000)).join().path("import_id").asLong();
    ServerProcess.until(
        "both have begun",
        () ->
            database.number("SELECT count(DISTINCT import_id) FROM records") == 2
                || isCompleted(deleted)
                || isCompleted(cancelled));

    assertThat(send("DELETE", "/api/imports/" + deleted).statusCode()).isEqualTo(200);
    int status = send("POST", "/api/imports/" + cancelled + "/cancel").statusCode();

    assertThat(status).isIn(202, 409);
    assertThat(send("GET", "/api/imports/" + deleted).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/api/imports/" + cancelled).statusCode()).isEqualTo(200);
    ServerProcess.until(
        "the rows have left the disk",
        () -> database.number("SELECT count(*) FROM records") == 0 && database.spooled().isEmpty());
    database.assertAtRest();
  }

  private boolean isCompleted(long id) {
    return "completed".equals(get("/api/imports/" + id + "?limit=1").at("/import/status").asText());
  }

  private static String rows(String name, int count) {
    StringBuilder csv = new StringBuilder("name,email,age\n");
    for (int row = 1; row <= count; row++) {
      csv.append(name).append(row % 7 == 0 ? ",nobody,30\n" : ",p@example.com,30\n");
    }
    return csv.toString();
  }

  private CompletableFuture<JsonNode> upload(String csv) {
    return client
        .sendAsync(
            request("/api/upload?filename=a.csv")
                .header("Content-Type", "text/csv")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(csv))
                .build(),
            BodyHandlers.ofString())
        .thenApply(
            response -> {
              assertThat(response.statusCode()).as(response.body()).isIn(200, 202);
              return json(response.body());
            });
  }

  private JsonNode get(String path) {
    return json(send("GET", path).body());
  }

  private HttpResponse<String> send(String method, String path) {
    try {
      return client.send(
          request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
