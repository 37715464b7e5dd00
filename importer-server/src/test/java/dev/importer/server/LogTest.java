package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server writes to its log. */
class LogTest {

  private static final String MARKER = "Zq7MarkerOfTheCells";

  @TempDir private Path folder;

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  private static String value(JsonNode event, String key) {
    return StreamSupport.stream(event.path("kvpList").spliterator(), false)
        .filter(pair -> pair.has(key))
        .map(pair -> pair.path(key).asText())
        .findFirst()
        .orElse("");
  }

  @Test
  void eachEventOfARunCarriesTheImportAndItsNumbers() {
    List<String> lines;
    try (ServerProcess server = ServerProcess.start(folder, "--log-format=json")) {
      server.post("/api/upload", "text/csv", TestServer.USERS + "x,y,z\n");
      lines = server.stop();
    }
    List<JsonNode> run =
        lines.stream()
            .map(LogTest::json)
            .filter(event -> event.path("mdc").path("import").asText().equals("1"))
            .toList();

    assertThat(run)
        .extracting(event -> event.path("formattedMessage").asText())
        .hasSize(3)
        .satisfies(messages -> assertThat(messages.get(0)).startsWith("Import 1 accepted"))
        .satisfies(messages -> assertThat(messages.get(1)).startsWith("Import 1 begins"))
        .satisfies(messages -> assertThat(messages.get(2)).startsWith("Import 1 completed"));
    JsonNode end = run.get(2);
    assertThat(value(end, "rows")).isEqualTo("3");
    assertThat(value(end, "failed")).isEqualTo("1");
    assertThat(value(end, "status")).isEqualTo("completed");
    assertThat(Long.parseLong(value(end, "millis"))).isNotNegative();
    assertThat(end.path("level").asText()).isEqualTo("INFO");
    assertThat(end.path("timestamp").isNumber()).isTrue();
  }

  @Test
  void inTextTheImportStandsInEachLineOfItsRun() {
    try (ServerProcess server = ServerProcess.start(folder)) {
      server.post("/api/upload", "text/csv", TestServer.USERS);

      assertThat(server.stop())
          .filteredOn(line -> line.contains("[import 1]"))
          .hasSize(3)
          .last()
          .asString()
          .contains("INFO", "Import 1 completed: 2 rows, 0 failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void whatStandsInFilesIsNotLogged(String format) {
    try (ServerProcess server = ServerProcess.start(folder, "--log-format=" + format)) {
      String upload = "/api/upload?filename=" + MARKER + ".csv";
      assertThat(
              server.post(
                  upload, "text/csv", "name,email,age," + MARKER + "\n" + MARKER + ",x,y,z\n"))
          .contains("\"failed_records\":1");
      assertThat(server.post(upload, "text/csv", MARKER + "\n\"" + MARKER)).contains("\"code\"");
      assertThat(server.post(upload, "application/json", "[{\"" + MARKER + "\" " + MARKER))
          .contains("json-syntax");
      assertThat(server.post("/api/check", "text/csv", MARKER + "," + MARKER + "\n1,2\n"))
          .contains("missing-label");
      assertThat(
              server.post("/api/records/search", "application/json", "{\"q\":\"" + MARKER + "\"}"))
          .contains(MARKER);
      server.post("/api/imports/1/corrections", "text/csv", "_row,name\n1," + MARKER + "\n");

      assertThat(server.stop()).hasSizeGreaterThan(6).noneMatch(line -> line.contains(MARKER));
    }
  }
}
