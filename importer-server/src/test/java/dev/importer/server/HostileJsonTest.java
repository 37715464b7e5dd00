package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and CSV that are made to exhaust whoever reads them, in files and in searches. */
class HostileJsonTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @AfterEach
  void noRowIsStoredAndTheServerLives() {
    server.expectAlive();
    TestServer.until(() -> server.spooled().isEmpty());
    assertThat(server.get("/api/stats").number("valid_records")).isZero();
  }

  private static void refused(String type, String content, String code) {
    Answer answer = server.post("/api/upload", type, content, "Prefer", "wait=60");
    answer.expectProblem(422, code);
    long id = answer.number("import_id");
    assertThat(server.get("/api/imports/" + id).json().path("records")).isEmpty();
    server.post("/api/check", type, content).expectProblem(422, code);
    server.delete("/api/imports/" + id).expect(200);
  }

  @Test
  void aHundredThousandLevels() {
    refused("application/json", "[{\"a\":" + "[".repeat(100_000), "too-deep");
    refused("application/json", "{\"a\":".repeat(100_000), "too-deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1.", "1e", "0."})
  void aNumberOfAMillionDigits(String start) {
    refused(
        "application/json", "[{\"a\":" + start + "7".repeat(1_000_000) + "}]", "field-too-long");
  }

  @Test
  void aStringOfFiftyMegabytes() {
    refused("application/json", "[{\"a\":\"" + "x".repeat(50 << 20) + "\"}]", "field-too-long");
    refused("application/json", "[{\"" + "x".repeat(50 << 20) + "\":1}]", "field-too-long");
  }

  @Test
  void aMillionColumns() {
    String members =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "\"" + i + "\":1")
            .collect(Collectors.joining(","));
    refused("application/json", "[{" + members + "}]", "too-many-columns");
    refused("text/csv", "c,".repeat(1_000_000) + "c\n", "too-many-columns");
    refused("text/csv", "name,email,age\n" + ",".repeat(1_000_000) + "\n", "too-many-columns");
  }

  /** All words of one length of two pairs of letters, which have one hash. */
  private static Stream<String> colliding(String one, String other) {
    return IntStream.range(0, 1 << 14)
        .mapToObj(
            bits ->
                IntStream.range(0, 14)
                    .mapToObj(bit -> (bits >> bit & 1) == 0 ? one : other)
                    .collect(Collectors.joining()));
  }

  static Stream<List<String>> collidingNames() {
    // The hashes of String and of the table of names of the parser.
    return Stream.of(colliding("Aa", "BB").toList(), colliding("BA", "Ab").toList());
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("collidingNames")
  void namesThatCollideInHashTables(List<String> names) {
    String object =
        names.stream().map(name -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    Answer answer =
        server
            .post(
                "/api/upload",
                "application/json",
                "[" + object + "," + object + "]",
                "Prefer",
                "wait=60")
            .expect(200);

    assertThat(answer.number("failed_records")).isEqualTo(2);
    String errors = "/api/imports/" + answer.number("import_id") + "/errors";
    assertThat(server.get(errors).expect(200).body()).contains(names.get(names.size() - 1));
    String where = "{\"where\":" + object.replace(":1", ":\"1\"").substring(0, 900_000 / 2);
    server.search(where).expect(400);
    server.search("{\"where\":" + object + "}").naming("where").expect(400);
    server.search(object).expectProblem(400, "unknown-member");
    String header = String.join(",", names);
    server
        .post("/api/upload", "text/csv", header + "\n", "Prefer", "wait=60")
        .expectProblem(422, "missing-label");
  }

  @Test
  void tenThousandMembersOfOneName() {
    String object = "{" + "\"name\":\"x\",".repeat(9_999) + "\"name\":\"x\"}";
    Answer answer =
        server
            .post("/api/upload", "application/json", "[" + object + "]", "Prefer", "wait=60")
            .expect(200);

    assertThat(answer.number("failed_records")).isEqualTo(1);
    assertThat(server.get("/api/imports/" + answer.number("id") + "/errors?format=json").body())
        .contains("duplicate-member");
    server.search("{\"limit\":1,\"limit\":2}").expectProblem(400, "json-syntax");
  }

  static Stream<String> hostileSearches() {
    String million = "9".repeat(1_000_000);
    return Stream.of(
        "[".repeat(1_000_000),
        "{\"where\":".repeat(100_000),
        "{\"limit\":" + million + "}",
        "{\"limit\":1e" + million + "}",
        "{\"limit\":1e999999999}",
        "{\"limit\":-1}",
        "{\"offset\":9999999999999999999}",
        "{\"import_id\":" + "9".repeat(900) + "}",
        "{\"import_id\":1.0}",
        "{\"status\":\"" + "v".repeat(1_000_000) + "\"}",
        "{\"cursor\":\"" + "A".repeat(1_000_000) + "\"}",
        "{\"cursor\":\"\\u0000\"}",
        "{\"cursor\":\"1000000000-1\"}",
        "{\"cursor\":\"LTE=\"}",
        "{\"cursor\":\"eyJpZCI6MX0=\"}",
        "{\"cursor\":\"9223372036854775807\"}",
        "{\"cursor\":\"-1\"}",
        "{\"where\":{" + fields(21) + "}}",
        "{\"where\":{" + fields(50_000) + "}}",
        "{\"where\":{\"a\":{\"b\":1}}}",
        "{\"where\":[\"a\"]}",
        "{\"q\":[\"a\"]}",
        "{\"" + "x".repeat(1_000_000) + "\":1}",
        "{} {}",
        "{}]",
        "\u0000");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"f" + i + "\":1")
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("hostileSearches")
  void aHostileSearchIsRefused(String body) {
    Answer answer = server.search(body);

    assertThat(answer.status()).as(answer.body()).isIn(400, 413);
    answer.expectProblem(answer.status(), answer.text("code"));
    assertThat(answer.body()).as("it repeats little of what came").hasSizeLessThan(3_000);
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "{\"q\":\"%_\\\\\"}",
        "{\"q\":\"\\u0000\"}",
        "{\"q\":\"\\ud800\"}",
        "{\"where\":{\"\":\"\"}}",
        "{\"where\":{\"a.b[0]$\\\"'\":\"x\"}}",
        "{\"where\":{\"\\u0000\":\"\\ud800\"}}",
        "{\"q\":\"* OR NEAR(a b)\"}"
      })
  void aStrangeSearchFindsNothing(String body) {
    assertThat(server.search(body).expect(200).json().path("records")).isEmpty();
  }

  @Test
  void aTextOfAMegabyteIsSearchedFor() {
    String text = "a".repeat((1 << 20) - 100);

    assertThat(server.search("{\"q\":\"" + text + "\"}").status()).isIn(200, 400);
  }

  @Test
  void bytesThatAreNoUtf8() {
    byte[] body = "{\"q\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

    server
        .post(
            "/api/records/search",
            "application/json",
            java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
        .expectProblem(400, "json-syntax");
  }
}
