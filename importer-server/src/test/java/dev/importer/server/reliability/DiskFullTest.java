package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.importer.server.reliability.ServerProcess.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server on a real disk of a few megabytes; skipped where none can be mounted. */
@Tag("sqlite")
class DiskFullTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private Path small;
  private DatabaseFile database;

  @BeforeEach
  void mount() throws Exception {
    small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=12m", "importer-test", small.toString()),
        "a small disk can be mounted");
    database = new DatabaseFile(small);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", small.toString());
  }

  @Test
  void anUploadThatDoesNotFitIsRefusedAndLeavesRoomForOthers() {
    try (ServerProcess server = ServerProcess.start(small)) {
      Answer refused = upload(server, "x".repeat(20 * MEGABYTE));

      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.json().path("code").asText()).isEqualTo("no-space");
      assertThat(database.spooled()).isEmpty();
      long id = upload(server, rows(10)).json().path("import_id").asLong();
      awaitStatus(server, id, "completed");
      server.terminate();
    }
    database.assertAtRest();
  }

  @Test
  void aFileThatDoesNotFitIsNotStagedAndWhatIsStagedStays() {
    try (ServerProcess server = ServerProcess.start(small)) {
      long id = stage(server, rows(10)).json().path("upload_id").asLong();

      Answer refused = stage(server, "x".repeat(20 * MEGABYTE));

      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.json().path("code").asText()).isEqualTo("no-space");
      assertThat(database.spooled()).hasSize(1);
      Answer imported =
          server
              .send(
                  "POST",
                  "/api/uploads/" + id + "/import",
                  "application/json",
                  BodyPublishers.noBody())
              .orElseThrow();
      awaitStatus(server, imported.json().path("import_id").asLong(), "completed");
      server.terminate();
    }
    database.assertSound();
  }

  private static Answer stage(ServerProcess server, String content) {
    return server
        .send("POST", "/api/uploads?filename=a.csv", "text/csv", BodyPublishers.ofString(content))
        .orElseThrow();
  }

  @Test
  void anImportThatDoesNotFitFailsAndSucceedsOnceThereIsRoom() throws IOException {
    Path filler = small.resolve("filler");
    try (ServerProcess server = ServerProcess.start(small)) {
      long first = upload(server, rows(10)).json().path("import_id").asLong();
      awaitStatus(server, first, "completed");
      Files.write(filler, new byte[8 * MEGABYTE]);

      long id = upload(server, rows(30_000)).json().path("import_id").asLong();
      awaitStatus(server, id, "failed");
      Answer failed = server.get("/api/imports/" + id);
      assertThat(failed.json().at("/import/error/code").asText()).isEqualTo("no-space");
      assertThat(failed.json().at("/import/retryable").asBoolean()).isTrue();
      assertThat(server.get("/api/imports/" + first).json().at("/import/status").asText())
          .isEqualTo("completed");

      Files.delete(filler);
      Answer retried =
          server
              .send("POST", "/api/imports/" + id + "/retry", "text/plain", BodyPublishers.noBody())
              .orElseThrow();
      assertThat(retried.status()).isEqualTo(202);
      awaitStatus(server, id, "completed");
      assertThat(server.get("/api/imports/" + id).json().at("/import/total_records").asInt())
          .isEqualTo(30_000);
      server.terminate();
    }
    database.assertAtRest();
  }

  @Tag("slow")
  @Test
  void deletingAnImportGivesItsRoomBackToAFullDisk() throws IOException {
    Path filler = small.resolve("filler");
    long first;
    try (ServerProcess server = ServerProcess.start(small)) {
      first = upload(server, rows(30_000)).json().path("import_id").asLong();
      awaitStatus(server, first, "completed");
      // The log goes into the database.
      server.terminate();
    }
    try (ServerProcess server = ServerProcess.start(small)) {
      fill(filler, MEGABYTE);

      assertThat(delete(server, first)).isEqualTo(200);

      ServerProcess.until("there is room", () -> small.toFile().getUsableSpace() > 3 * MEGABYTE);
      long second = upload(server, rows(5_000)).json().path("import_id").asLong();
      awaitStatus(server, second, "completed");
      server.terminate();
    }
    Files.delete(filler);
    database.assertAtRest();
  }

  private static int delete(ServerProcess server, long id) {
    return server
        .sendForStatus("DELETE", "/api/imports/" + id, "text/plain", BodyPublishers.noBody())
        .orElseThrow();
  }

  /** Leaves only so many bytes. */
  private void fill(Path filler, int left) throws IOException {
    Files.write(filler, new byte[(int) (small.toFile().getUsableSpace() - left)]);
  }

  @Tag("slow")
  @Test
  void aDiskThatCannotBeWrittenIsToldInOneLine() throws Exception {
    try (ServerProcess server = ServerProcess.start(small)) {
      server.terminate();
    }
    assertThat(run("mount", "-o", "remount,ro", small.toString())).isTrue();

    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "dev.importer.cli.Main",
            "--port=0",
            "--db=" + small.resolve("imports.db"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).contains("importer-server: ").contains("permissions");
  }

  private static Answer upload(ServerProcess server, String content) {
    return server
        .send("POST", "/api/upload?filename=a.csv", "text/csv", BodyPublishers.ofString(content))
        .orElseThrow();
  }

  private static String rows(int count) {
    StringBuilder csv = new StringBuilder("name,email,age\n");
    for (int row = 1; row <= count; row++) {
      csv.append("Person ").append(row).append(",p@example.com,30\n");
    }
    return csv.toString();
  }

  private static void awaitStatus(ServerProcess server, long id, String status) {
    ServerProcess.until(
        "import " + id + " is " + status,
        () ->
            status.equals(
                server
                    .get("/api/imports/" + id + "?limit=1")
                    .json()
                    .at("/import/status")
                    .asText()));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
