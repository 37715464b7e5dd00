package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own. */
class CommandLineTest {

  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  /** How a process ended. */
  private record End(int code, String out, String err) {

    /** Requires that a fault of the command is told in one line and without a stack trace. */
    End expectRefusal(String... words) {
      assertThat(code).as(err).isEqualTo(2);
      assertThat(err.lines()).as(err).hasSize(1);
      assertThat(err).startsWith("importer-server: ");
      assertThat(words).allSatisfy(word -> assertThat(err).contains(word));
      return this;
    }
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.importer.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("IMPORTER_"));
    return builder;
  }

  private End run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private End run(Map<String, String> environment, String... arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = command(arguments);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new End(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void helpNamesEveryOption() throws Exception {
    End end = run("--help");

    assertThat(end.code()).isZero();
    assertThat(end.out())
        .contains(
            "--host",
            "--port",
            "--db",
            "--schemas",
            "--spool",
            "--workers",
            "--max-upload-bytes",
            "--api-key",
            "--no-auth",
            "--allowed-hosts",
            "--version",
            "IMPORTER_MAX_UPLOAD_BYTES");
  }

  @Test
  void versionIsOneLine() throws Exception {
    End end = run("--version");

    assertThat(end.code()).isZero();
    assertThat(end.out().lines()).hasSize(1);
    assertThat(end.out()).startsWith("importer-server ");
  }

  @Test
  void anUnknownOptionIsNamed() throws Exception {
    run("--colour").expectRefusal("--colour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=abc",
        "--port=65536",
        "--port=-1",
        "--workers=0",
        "--max-upload-bytes=0",
        "--max-upload-bytes=1GB",
        "--api-key=",
        "--host=no.such.host.invalid",
        "--webhook=ftp://example.org/hook",
        "--webhook=http://user:secret@example.org/hook",
        "--webhook=example.org",
        "--webhook-secret-file=missing.txt",
        "--host=",
        "--port"
      })
  void aBadValueIsRefused(String option) throws Exception {
    run(option).expectRefusal();
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      run("--port", port).expectRefusal(port, "in use");
    }
    assertThat(folder.resolve("data_imports.db")).doesNotExist();
  }

  @Test
  void aDatabaseThatCannotBeWrittenIsToldInOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    run("--port=0", "--db", file.resolve("x.db").toString()).expectRefusal("x.db");
  }

  @Test
  void aUrlThatIsNotSupportedIsToldWithoutItsPassword() throws Exception {
    for (String url :
        List.of("postgres://me:secret@db/imports", "jdbc:mysql://db/imports?password=secret")) {
      End end = run(Map.of("IMPORTER_DB", url), "--port=0");

      end.expectRefusal("--db", "jdbc:postgresql:", "db/imports");
      assertThat(end.err()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--db-schema", "--db-user", "--db-password"})
  void whatOnlyPostgresqlHasIsRefusedWithAFile(String option) throws Exception {
    End end = run("--port=0", option, "secret");

    end.expectRefusal(option, "PostgreSQL");
    assertThat(end.err()).doesNotContain("secret");
    assertThat(folder.resolve("data_imports.db")).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseIsToldInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("x.db"), "This is no database.".repeat(100));

    run("--port=0", "--db", file.toString()).expectRefusal("x.db", "no SQLite database");
  }

  @Test
  void aSpoolThatCannotBeWrittenIsToldInOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    run("--port=0", "--spool", file.resolve("spool").toString()).expectRefusal("spool");
  }

  @Test
  void everyFaultOfEverySchemaIsToldInALineOfItsOwn() throws Exception {
    Path schemas = Files.createDirectory(folder.resolve("schemas"));
    Files.writeString(schemas.resolve("a.json"), "{\"fields\": [{}, {\"name\": 1}]}");
    Files.writeString(schemas.resolve("b.json"), "{");

    End end = run(Map.of("IMPORTER_SCHEMAS", schemas.toString()), "--port=0");

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("importer-server: "))
        .anyMatch(line -> line.endsWith("a.json: /fields/0: a field needs a name"))
        .anyMatch(line -> line.contains("a.json: /fields/1/name: "))
        .anyMatch(line -> line.contains("b.json: malformed JSON on line 1"));
    assertThat(folder.resolve("data_imports.db")).doesNotExist();
    run("--port=0", "--schemas", "missing").expectRefusal("missing", "--schemas");
  }

  @Test
  void otherMachinesAreNotLetInByAccident() throws Exception {
    run("--host=0.0.0.0", "--port=0").expectRefusal("--api-key", "--no-auth");
    run(Map.of("IMPORTER_HOST", "0.0.0.0"), "--port=0").expectRefusal("--api-key");
    run(Map.of("IMPORTER_HOST", "0.0.0.0", "IMPORTER_API_KEY", ""), "--port=0")
        .expectRefusal("--api-key");
  }

  @Test
  void optionAndVariableForNoAuthMeanTheSame() throws Exception {
    String database = folder.resolve("missing/x.db").toString();
    Map<String, String> on = Map.of("IMPORTER_HOST", "0.0.0.0", "IMPORTER_NO_AUTH", "true");
    Map<String, String> off = Map.of("IMPORTER_HOST", "0.0.0.0", "IMPORTER_NO_AUTH", "false");

    // Only a server that is let in by its host goes on to its database, which is not there.
    run(on, "--port=0", "--db", database).expectRefusal("x.db");
    run(on, "--port=0", "--db", database, "--no-auth").expectRefusal("x.db");
    run(off, "--port=0", "--db", database, "--no-auth").expectRefusal("x.db");
    run(off, "--port=0", "--db", database).expectRefusal("--no-auth");
  }

  @Test
  void schemasAreWritableInAFolderOnly() throws Exception {
    run("--port=0", "--schemas-writable").expectRefusal("--schemas-writable needs a folder");
    run(Map.of("IMPORTER_SCHEMAS_WRITABLE", "true"), "--port=0").expectRefusal("--schemas");
    run("--port=0", "--schemas-writable=maybe").expectRefusal("must be true or false");
    run("--port=0", "--schemas-writable", "--schemas", "missing").expectRefusal("missing");
  }

  @Test
  void theEnvironmentIsReadAndOptionsWin() throws Exception {
    run(Map.of("IMPORTER_PORT", "abc")).expectRefusal("--port");
    run(Map.of("IMPORTER_PORT", "abc"), "--port=-1").expectRefusal("-1");
    run(Map.of("IMPORTER_WORKERS", "65"), "--port=0").expectRefusal("workers");
  }

  @Test
  void theSecretOfTheWebhookComesFromTheEnvironmentOrAFile() throws Exception {
    String secret = "whsec_" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
    String webhook = "--webhook=https://example.org/hook";
    String database = "--db=" + folder.resolve("missing/x.db");

    End refused = run("--port=0", webhook, "--webhook-secret=" + secret);
    refused.expectRefusal("--webhook-secret", "IMPORTER_WEBHOOK_SECRET", "--webhook-secret-file");
    assertThat(refused.err()).doesNotContain(secret);
    run("--port=0", webhook).expectRefusal("IMPORTER_WEBHOOK_SECRET");
    End weak = run(Map.of("IMPORTER_WEBHOOK_SECRET", "whsec_hushhush"), "--port=0", webhook);
    weak.expectRefusal("whsec_", "openssl");
    assertThat(weak.err()).doesNotContain("hushhush");
    // Only a server with all it needs goes on to its database, which is not there.
    run(Map.of("IMPORTER_WEBHOOK_SECRET", secret), "--port=0", webhook, database)
        .expectRefusal("x.db");
    Path file = Files.writeString(folder.resolve("secret.txt"), secret + "\n");
    run("--port=0", webhook, database, "--webhook-secret-file", file.toString())
        .expectRefusal("x.db");
  }

  @Test
  void sigtermEndsItCleanly() throws Exception {
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder = command("--port=0", "--db", folder.resolve("x.db").toString());
    builder.environment().put("IMPORTER_MAX_UPLOAD_BYTES", "1000");
    Process process = builder.redirectError(err.toFile()).start();
    try {
      String address = addressOf(process);
      assertThat(post(address, "text/csv", TestServer.USERS)).isEqualTo(200);
      assertThat(post(address, "text/csv", "x".repeat(1_001))).isEqualTo(413);

      // destroy() is SIGTERM.
      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(err)).doesNotContain("ERROR", "WARN", "Exception");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.toString().matches(".*\\.(data|part|lock)"));
    }
  }

  private static String addressOf(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).startsWith("importer-server listens on http://127.0.0.1:");
    return line.substring(line.indexOf("http://"));
  }

  private static int post(String address, String type, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + "/api/upload"))
                .header("Content-Type", type)
                .header("Prefer", "wait=30")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
