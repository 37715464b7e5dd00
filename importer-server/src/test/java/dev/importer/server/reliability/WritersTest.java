package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.server.reliability.ServerProcess.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many processes that write to one database all the time: each waits for the others, and none is
 * refused. The large file has as many rows as the property {@code importer.writers.rows} says.
 */
@Tag("slow")
class WritersTest {

  private static final int ROWS = Integer.getInteger("importer.writers.rows", 200_000);
  private static final int COMMANDS = 8;
  private static final int ROWS_OF_A_COMMAND = 200;

  @TempDir Path folder;

  @Test
  void aServerCommandsAndTheHostsOwnCodeShareADatabase() throws Exception {
    List<Long> imports = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(folder)) {
      Process host = start("host", HostApplication.class.getName(), database());
      BufferedReader said = host.inputReader(StandardCharsets.UTF_8);
      assertThat(said.readLine()).isEqualTo("ready");
      imports.add(uploadLarge(server, imports.size()));
      List<Process> commands = startCommands();
      while (commands.stream().anyMatch(Process::isAlive)) {
        if (hasEnded(server, imports.get(imports.size() - 1))) {
          imports.add(uploadLarge(server, imports.size()));
        }
        commands.get(0).waitFor(20, TimeUnit.MILLISECONDS);
      }

      assertAllImported(commands);
      stop(host);
      for (long id : imports) {
        ServerProcess.until("import " + id + " has ended", () -> hasEnded(server, id));
        Answer ended = server.get("/api/imports/" + id + "?limit=1");
        assertThat(ended.json().at("/import/status").asText()).isEqualTo("completed");
        assertThat(ended.json().at("/import/total_records").asInt()).isEqualTo(ROWS);
      }
      assertThat(server.terminate()).isEqualTo(128 + 15);
    }
    assertThat(folder.resolve("server.log")).content().doesNotContain("Exception", "waits");
    assertStored((long) imports.size() * ROWS + COMMANDS * ROWS_OF_A_COMMAND);
  }

  @Test
  void anApplicationThatImportsAndWritesSharesItsDatabaseWithCommands() throws Exception {
    Path large = write("large.csv", "Person", ROWS);
    Process host = start("host", HostApplication.class.getName(), database(), large.toString());
    BufferedReader said = host.inputReader(StandardCharsets.UTF_8);
    assertThat(said.readLine()).isEqualTo("ready");
    List<Process> commands = startCommands();

    assertAllImported(commands);

    stop(host);
    String counted = said.readLine();
    assertThat(counted).matches("wrote [1-9][0-9]* imported [1-9][0-9]*");
    long imported = Long.parseLong(counted.substring(counted.lastIndexOf(' ') + 1));
    assertStored(imported * ROWS + COMMANDS * ROWS_OF_A_COMMAND);
  }

  private List<Process> startCommands() throws IOException {
    List<Process> commands = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      Path file = write("command-" + i + ".csv", "Caller " + i, ROWS_OF_A_COMMAND);
      commands.add(start("command-" + i, "dev.importer.cli.Main", "import", file.toString()));
    }
    return commands;
  }

  private void assertAllImported(List<Process> commands) throws Exception {
    for (int i = 0; i < commands.size(); i++) {
      assertThat(commands.get(i).waitFor(ServerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isTrue();
      assertThat(commands.get(i).exitValue())
          .as(() -> "what a command said: " + log("command-0"))
          .isZero();
    }
  }

  private void stop(Process host) throws Exception {
    host.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
    host.getOutputStream().flush();
    assertThat(host.waitFor(ServerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(host.exitValue()).as(() -> log("host")).isZero();
  }

  private void assertStored(long rows) {
    DatabaseFile database = new DatabaseFile(folder);
    assertThat(database.texts("SELECT count(*) FROM records")).containsExactly(Long.toString(rows));
    assertThat(database.texts("PRAGMA integrity_check")).containsExactly("ok");
  }

  private String database() {
    return folder.resolve("imports.db").toString();
  }

  private Process start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve(name + ".log").toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("IMPORTER_"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("IMPORTER_DB", database());
    builder.environment().put("IMPORTER_SPOOL", folder.resolve("spool").toString());
    return builder.start();
  }

  private String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".log"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(String name, String person, int rows) throws IOException {
    StringBuilder csv = new StringBuilder("name,email,age\n");
    for (int row = 1; row <= rows; row++) {
      csv.append(person)
          .append(' ')
          .append(row)
          .append(",person")
          .append(row)
          .append("@example.com,30\n");
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private long uploadLarge(ServerProcess server, int number) throws IOException {
    Path file = write("large.csv", "Guest " + number, ROWS);
    return server
        .send("POST", "/api/upload?filename=large.csv", "text/csv", BodyPublishers.ofFile(file))
        .orElseThrow()
        .json()
        .path("import_id")
        .asLong();
  }

  private static boolean hasEnded(ServerProcess server, long id) {
    String status =
        server.get("/api/imports/" + id + "?limit=1").json().at("/import/status").asText();
    return !status.equals("pending") && !status.equals("processing");
  }
}
