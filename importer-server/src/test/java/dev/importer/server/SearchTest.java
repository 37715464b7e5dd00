package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static long first;
  private static long second;

  @BeforeAll
  static void start() {
    first =
        server
            .load(
                "a.csv",
                """
                name,email,age,department
                Ann,ann@example.com,30,Sales
                Bob,bob@example.com,40,Engineering
                Cid,nope,50,Sales
                """)
            .expect(200)
            .number("id");
    second =
        server
            .load("b.csv", "name,email,age,department\nDan,dan@example.com,30,Sales\n")
            .expect(200)
            .number("id");
  }

  private static JsonNode records(String query) {
    return server.search(query).expect(200).json().path("records");
  }

  @Test
  void noBodyFindsEveryRow() {
    assertThat(
            server
                .send(server.request("/api/records/search").POST(BodyPublishers.noBody()))
                .expect(200)
                .json()
                .path("records"))
        .hasSize(4);
    assertThat(records("")).hasSize(4);
    assertThat(records("{}")).hasSize(4);
    assertThat(
            records(
                "{\"import_id\":null,\"status\":null,\"limit\":null,\"cursor\":null,"
                    + "\"offset\":null,\"q\":null,\"where\":null}"))
        .hasSize(4);
  }

  @Test
  void rowsAreFoundByImportAndStatus() {
    assertThat(records("{\"import_id\":" + first + "}")).hasSize(3);
    assertThat(records("{\"import_id\":" + first + ",\"status\":\"valid\"}")).hasSize(2);
    assertThat(records("{\"status\":\"failed\"}")).hasSize(1);
    assertThat(records("{\"import_id\":999}")).isEmpty();
  }

  @Test
  void rowsAreFoundByTextAndValue() {
    assertThat(records("{\"q\":\"ENGINEER\"}")).hasSize(1);
    assertThat(records("{\"where\":{\"department\":\"Sales\"}}")).hasSize(3);
    assertThat(records("{\"where\":{\"age\":30,\"department\":\"Sales\"}}")).hasSize(2);
    assertThat(records("{\"where\":{\"age\":\"30\"},\"import_id\":" + second + "}")).hasSize(1);
    assertThat(records("{\"q\":\"' OR 1=1 --\"}")).isEmpty();
    assertThat(records("{\"where\":{\"') OR 1=1 --\":\"x\"}}")).isEmpty();
  }

  @Test
  void rowsAreFoundByWhatIsWrongWithThem() {
    assertThat(records("{\"error\":{\"code\":\"constraint-error\"}}")).hasSize(1);
    assertThat(records("{\"error\":{\"rule\":\"format\",\"field\":\"email\"}}")).hasSize(1);
    assertThat(records("{\"error\":{\"field\":\"age\"}}")).isEmpty();
    assertThat(records("{\"error\":{\"code\":null},\"import_id\":" + second + "}")).isEmpty();
  }

  @Test
  void aRecordHasAllItsFields() {
    JsonNode record = records("{\"status\":\"failed\"}").path(0);

    assertThat(record.path("id").asLong()).isPositive();
    assertThat(record.path("import_id").asLong()).isEqualTo(first);
    assertThat(record.path("row_number").asInt()).isEqualTo(3);
    assertThat(record.path("line_number").asInt()).isEqualTo(4);
    assertThat(record.path("status").asText()).isEqualTo("failed");
    assertThat(record.path("data").path("age").asText()).isEqualTo("50");
    assertThat(record.path("error_message").asText()).startsWith("email: ");
    assertThat(record.path("errors").path(0).path("code").asText()).isEqualTo("constraint-error");
    assertThat(record.path("created_at").asText()).endsWith("Z");
  }

  @Test
  void theCursorLeadsOn() {
    Answer page = server.search("{\"limit\":3}").expect(200);
    assertThat(page.json().path("records")).hasSize(3);

    Answer next =
        server.search("{\"limit\":3,\"cursor\":\"" + page.text("next_cursor") + "\"}").expect(200);

    assertThat(next.json().path("records")).hasSize(1);
    assertThat(next.json().path("next_cursor").isNull()).isTrue();
    assertThat(records("{\"offset\":3}")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\":\"1; DROP TABLE records\"} | limit",
        "{\"limit\":\"10\"} | limit",
        "{\"limit\":1.5} | limit",
        "{\"limit\":-1} | limit",
        "{\"limit\":0} | limit",
        "{\"limit\":true} | limit",
        "{\"limit\":[1]} | limit",
        "{\"offset\":-1} | offset",
        "{\"offset\":100001} | offset",
        "{\"offset\":\"0\"} | offset",
        "{\"cursor\":1} | cursor",
        "{\"cursor\":\"x\"} | cursor",
        "{\"import_id\":\"1\"} | import_id",
        "{\"import_id\":0} | import_id",
        "{\"import_id\":99999999999999999999} | import_id",
        "{\"import_id\":9223372036854775807} | import_id",
        "{\"status\":\"good\"} | status",
        "{\"status\":1} | status",
        "{\"q\":1} | q",
        "{\"where\":[]} | where",
        "{\"where\":{\"a\":{}}} | where.a",
        "{\"error\":\"type-error\"} | error",
        "{\"error\":{\"code\":1}} | error.code",
        "{\"error\":{\"kind\":\"x\"}} | error.kind",
        "{\"limits\":1} | limits",
        "{\"Limit\":1} | Limit"
      })
  void aBadMemberIsNamed(String body, String name) {
    Answer answer = server.search(body).expect(400);

    answer.expectProblem(400, answer.text("code")).naming(name);
    assertThat(answer.text("code")).isIn("bad-member", "bad-parameter", "unknown-member");
  }

  @Test
  void tooManyConditionsAreRefused() {
    StringBuilder where = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      where.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":1");
    }

    server.search("{\"where\":{" + where + "}}").expectProblem(400, "bad-member").naming("where");
  }

  @Test
  void malformedJsonIsPlaced() {
    Answer answer = server.search("{\"limit\":1,\n  \"q\":}").expectProblem(400, "json-syntax");

    JsonNode fault = answer.json().path("errors").path(0);
    assertThat(fault.path("line").asInt()).isEqualTo(2);
    assertThat(fault.path("column").asInt()).isEqualTo(7);
    assertThat(answer.text("detail")).contains("line 2, column 7").doesNotContain("Source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nope",
        "{} {}",
        "{\"limit\":1,\"limit\":2}",
        "{\"q\":\"\u0001\"}",
        "{'a':1}"
      })
  void whatIsNotOneJsonTextIsRefused(String body) {
    server.search(body).expectProblem(400, "json-syntax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
  void whatIsNoObjectIsRefused(String body) {
    server.search(body).expectProblem(400, "bad-body");
  }

  @Test
  void deepNestingIsRefused() {
    server.search("[".repeat(100_000)).expectProblem(400, "json-syntax");
  }

  @Test
  void aBodyThatIsNoJsonIs415() {
    server
        .post("/api/records/search", "text/csv", "a,b")
        .expectProblem(415, "unsupported-media-type");
  }

  @Test
  void anOverLongBodyIs413() {
    server.search("{\"q\":\"" + "x".repeat(1 << 20) + "\"}").expectProblem(413, "too-large");
    server.expectAlive();
  }
}
