package dev.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.Importer;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.StoredImport;
import dev.importer.testing.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are interrupted, killed, not listened to, or run beside a server. */
class ProcessesTest {

  private static final int ROWS = 250_000;
  private static final int INTERRUPTED = 128 + 2;

  @TempDir private Path folder;
  private Shell shell;
  private Importer watching;

  @BeforeEach
  void prepare() {
    shell = new Shell(folder);
  }

  private Path large() throws IOException {
    return Files.write(
        folder.resolve("large.csv"),
        ("name,email,age\n" + "x,y,z\n".repeat(ROWS)).getBytes(StandardCharsets.UTF_8));
  }

  /** The newest import as another process sees it; empty before there is one. */
  private Optional<StoredImport> newest() {
    if (watching == null) {
      Path database = folder.resolve("data_imports.db");
      if (!Files.exists(database)) {
        return Optional.empty();
      }
      watching = Importer.builder().database(database).workers(0).build();
    }
    return watching.results().imports(PageRequest.FIRST).page().items().stream().findFirst();
  }

  private ImportStatus statusOfTheNewest() {
    return newest().orElseThrow().status();
  }

  @AfterEach
  void stopWatching() {
    if (watching != null) {
      watching.close();
      watching = null;
    }
  }

  private void awaitRows() {
    until(() -> newest().filter(stored -> stored.totalRecords() > 0).isPresent());
    assertThat(statusOfTheNewest()).isEqualTo(ImportStatus.PROCESSING);
  }

  private static void until(BooleanSupplier condition) {
    Waiting.until("it is so", condition);
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static boolean isInterruptIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  private static int codeOf(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void controlCCancelsTheImportAndNothingOfItStays() throws Exception {
    Process process = shell.start("import", large().toString(), "samples/sample_data.csv");
    awaitRows();

    // Who runs these tests in the background of a shell has SIGINT ignored, and so have its
    // children.
    boolean ignored = isInterruptIgnored();
    signal(process, ignored ? "TERM" : "INT");

    assertThat(codeOf(process)).isEqualTo(ignored ? 128 + 15 : INTERRUPTED);
    assertThat(statusOfTheNewest()).isEqualTo(ImportStatus.CANCELLED);
    assertThat(newest().orElseThrow().filename()).isEqualTo("large.csv");
    stopWatching();
    assertThat(Files.readString(folder.resolve("stderr.txt")))
        .contains("large.csv: Import 1 was cancelled.")
        .doesNotContain("Exception");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).noneMatch(file -> file.toString().matches(".*\\.(data|part|lock)"));
    }
  }

  @Test
  void anImportThatWasKilledGoesOnWhenItIsAskedForAgain() throws Exception {
    Path file = large();
    Process process = shell.start("import", file.toString());
    awaitRows();
    signal(process, "KILL");
    codeOf(process);

    assertThat(shell.run("imports").expect(0).out()).contains("processing");
    JsonNode answer = shell.run("import", file.toString(), "--json").expect(1).json();

    assertThat(answer.path("import_id").asLong()).isEqualTo(1);
    assertThat(answer.path("status").asText()).isEqualTo("completed");
    assertThat(answer.path("failed_records").asLong()).isEqualTo(ROWS);
  }

  @Test
  void whoeverReadsTheOutputMayGoAway() throws Exception {
    Path file =
        Files.writeString(folder.resolve("bad.csv"), "name,email,age\n" + "x,y,z\n".repeat(20_000));
    shell.run("import", file.toString()).expect(1);

    for (String format : List.of("csv", "json", "ndjson")) {
      Shell.End end =
          shell.script(
              "importer-server errors 1 --format "
                  + format
                  + " | head -c 50; echo ${PIPESTATUS[0]}");
      assertThat(end.out()).as(format).endsWith("141" + System.lineSeparator());
      assertThat(end.err()).isEmpty();
    }
    Shell.End full = shell.script("importer-server errors 1 > /dev/full").expect(2);
    assertThat(full.err()).startsWith("importer-server: The output cannot be written: ");
  }

  @Test
  void aTerminalSeesABarAndOthersSeeLines() throws Exception {
    Path file = large();
    Shell.End seen =
        shell.script(
            "TERM=xterm script -qec 'importer-server import " + file + "' /dev/null < /dev/null");
    assertThat(seen.out())
        .containsPattern("large.csv +[1-9][0-9]?% \\[=[=> ]+] +[0-9]+/[0-9]+ MB .*[0-9] rows");
    assertThat(seen.out())
        .contains("large.csv: " + ROWS + " rows: 0 valid, " + ROWS + " refused (import 1)");

    Shell.End unseen = shell.run("import", "samples/users_with_errors.csv").expect(1);
    assertThat(unseen.out() + unseen.err()).doesNotContain("\u001b", "\r", "MB");
  }

  @Test
  void commandsWorkBesideAServerOnTheSameDatabase() throws Exception {
    Process server = shell.start("serve", "--port=0");
    try {
      String address = addressOf(server);
      shell.run("import", "samples/users_with_errors.csv").expect(1);
      assertThat(get(address + "/api/imports/1").path("import").path("failed_records").asInt())
          .isEqualTo(8);

      // The server runs it, another process watches and cancels it.
      long id =
          send(HttpRequest.newBuilder(URI.create(address + "/api/upload"))
                  .header("Content-Type", "text/csv")
                  .header("Prefer", "respond-async")
                  .POST(HttpRequest.BodyPublishers.ofFile(large())))
              .path("import_id")
              .asLong();
      awaitRows();
      assertThat(shell.run("imports").expect(0).out()).contains("processing");
      assertThat(shell.run("cancel", Long.toString(id)).expect(0).out()).contains("cancelled");
      until(
          () -> {
            try {
              return get(address + "/api/imports/" + id)
                  .path("import")
                  .path("status")
                  .asText()
                  .equals("cancelled");
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
      shell.run("delete", "1").expect(0);
      assertThat(get(address + "/api/imports").path("total").asInt()).isEqualTo(1);
    } finally {
      server.destroy();
      codeOf(server);
    }
  }

  @Tag("slow")
  @Test
  void aServerGoesOnWithAnImportWhoseCommandWasKilled() throws Exception {
    Process server = shell.start("serve", "--port=0");
    try {
      String address = addressOf(server);
      Process command = shell.start("import", large().toString());
      awaitRows();
      signal(command, "KILL");
      codeOf(command);

      until(() -> statusOfTheNewest() == ImportStatus.COMPLETED);
      assertThat(get(address + "/api/imports/1").path("import").path("failed_records").asInt())
          .isEqualTo(ROWS);
    } finally {
      server.destroy();
      codeOf(server);
    }
  }

  private static String addressOf(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).startsWith("importer-server listens on http://127.0.0.1:");
    return line.substring(line.indexOf("http://"));
  }

  private static JsonNode get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    return new ObjectMapper()
        .readTree(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body());
  }
}
