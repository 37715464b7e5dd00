package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportsTest {

  @RegisterExtension
  private final TestServer server = TestServer.extension(options -> options.workers(1));

  @Test
  void aRunningImportCanBeCancelled() {
    long id = server.beginLongImport();

    Answer answer = cancel(id).expect(202);

    assertThat(answer.text("status")).isEqualTo("cancelled");
    assertThat(answer.number("id")).isEqualTo(id);
    assertThat(answer.number("record_count")).isZero();
    JsonNode json = server.get("/api/imports/" + id).expect(200).json();
    assertThat(json.path("import").path("status").asText()).isEqualTo("cancelled");
    assertThat(json.path("records")).isEmpty();
    assertThat(server.spooled()).as("its file, for another attempt").hasSize(1);
  }

  @Test
  void aCancelledImportCanBeTriedAgainAndACompletedOneCannot() {
    long id = server.beginLongImport();
    cancel(id).expect(202);
    assertThat(server.get("/api/imports/" + id).json().at("/import/retryable").asBoolean())
        .isTrue();

    Answer retried =
        server.post("/api/imports/" + id + "/retry", "application/json", "").expect(202);

    assertThat(retried.header("Location")).contains("/api/imports/" + id);
    assertThat(retried.text("status")).isIn("pending", "processing");
    server.delete("/api/imports/" + id).expect(200);
    TestServer.until(() -> server.spooled().isEmpty());
    long completed = server.load("a.csv", TestServer.USERS).expect(200).number("id");
    server
        .post("/api/imports/" + completed + "/retry", "application/json", "")
        .expectProblem(409, "import-ended");
    server
        .post("/api/imports/999/retry", "application/json", "")
        .expectProblem(404, "import-not-found");
  }

  @Test
  void anImportSaysWhichColumnFeedsWhichField() {
    long csv =
        server
            .load("a.csv", "Name,email,AGE,city\nA,a@example.com,7,Rome\nB,b@example.com,8,x,y\n")
            .expect(200)
            .number("id");
    long json =
        server.load("a.ndjson", "{\"name\":\"A\",\"E_MAIL\":\"x\"}").expect(200).number("id");

    assertThat(server.get("/api/imports/" + csv).expect(200).json().path("columns").toString())
        .isEqualTo(
            "[{\"label\":\"Name\",\"field\":\"name\",\"reason\":\"normalised\",\"left_out\":false},"
                + "{\"label\":\"email\",\"field\":\"email\",\"reason\":\"exact\",\"left_out\":false},"
                + "{\"label\":\"AGE\",\"field\":\"age\",\"reason\":\"normalised\",\"left_out\":false},"
                + "{\"label\":\"city\",\"field\":null,\"reason\":null,\"left_out\":false}]");
    assertThat(server.get("/api/imports/" + json).expect(200).json().path("columns").toString())
        .isEqualTo(
            "[{\"label\":\"name\",\"field\":\"name\",\"reason\":\"exact\",\"left_out\":false},"
                + "{\"label\":\"E_MAIL\",\"field\":\"email\",\"reason\":\"normalised\",\"left_out\":false}]");
  }

  @Test
  void anImportThatHasEndedCannotBeCancelled() {
    long id = server.load("a.csv", TestServer.USERS).expect(200).number("id");

    Answer answer = cancel(id).expectProblem(409, "import-ended");

    assertThat(answer.number("import_id")).isEqualTo(id);
  }

  @Test
  void aDeletedImportIsGoneFromEveryAnswer() {
    long id = server.load("a.csv", TestServer.USERS).expect(200).number("id");

    Answer answer = server.delete("/api/imports/" + id).expect(200);

    assertThat(answer.body()).isEqualTo("{\"message\":\"Import deleted\"}");
    server.get("/api/imports/" + id).expectProblem(404, "import-not-found");
    assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    assertThat(server.search("{}").json().path("records")).isEmpty();
    assertThat(server.get("/api/stats").number("total_records")).isZero();
    server.delete("/api/imports/" + id).expectProblem(404, "import-not-found");
  }

  @Test
  void aDeletedFileCanBeImportedAgain() {
    long id = server.load("a.csv", TestServer.USERS).expect(200).number("id");
    server.delete("/api/imports/" + id).expect(200);

    Answer again = server.load("a.csv", TestServer.USERS).expect(200);

    assertThat(again.number("id")).isNotEqualTo(id);
    assertThat(again.json().path("duplicate").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "0", "-1", "abc", "1.5", "99999999999999999999", "%C3%A4"})
  void anUnknownIdIs404(String id) {
    server.get("/api/imports/" + id).expectProblem(404, "import-not-found");
    server.delete("/api/imports/" + id).expectProblem(404, "import-not-found");
    server.get("/api/imports/" + id + "/errors").expectProblem(404, "import-not-found");
    server
        .post("/api/imports/" + id + "/cancel", "application/json", "")
        .expectProblem(404, "import-not-found");
  }

  @Test
  void aFailedImportTellsWhy() {
    long id =
        server
            .load("a.csv", "name,email,age\n\"Ann,ann@example.com,30\n")
            .expectProblem(422, "unclosed-quote")
            .number("import_id");

    JsonNode json = server.get("/api/imports/" + id).expect(200).json().path("import");

    assertThat(json.path("status").asText()).isEqualTo("failed");
    assertThat(json.path("record_count").asInt()).isZero();
    assertThat(json.path("error").path("code").asText()).isEqualTo("unclosed-quote");
    assertThat(json.path("error").path("message").asText()).isNotBlank();
    assertThat(json.path("error").path("line").asInt()).isEqualTo(2);
    assertThat(json.path("error").path("column").asInt()).isEqualTo(1);
  }

  @Test
  void aListIsLight() {
    long id = server.load("a.csv", TestServer.USERS).expect(200).number("id");

    JsonNode listed = server.get("/api/imports").expect(200).json().at("/imports/0");
    JsonNode shown = server.get("/api/imports/" + id).expect(200).json().path("import");

    assertThat(listed.has("detection") || listed.has("accounting") || listed.has("notices"))
        .isFalse();
    assertThat(listed.toString().length()).isLessThan(900);
    listed.properties().forEach(e -> assertThat(shown.get(e.getKey())).isEqualTo(e.getValue()));
    assertThat(shown.path("detection").isObject()).isTrue();
    assertThat(shown.path("accounting").isObject()).isTrue();
  }

  @Test
  void statisticsCountImportsAndRows() {
    server.load("a.csv", TestServer.USERS + "bad,bad,bad\n").expect(200);
    server.load("b.csv", "name,email,age\n\"").expect(422);

    Answer answer = server.get("/api/stats").expect(200);

    assertThat(answer.number("total_imports")).isEqualTo(2);
    assertThat(answer.number("completed_imports")).isEqualTo(1);
    assertThat(answer.number("failed_imports")).isEqualTo(1);
    assertThat(answer.number("total_records")).isEqualTo(3);
    assertThat(answer.number("valid_records")).isEqualTo(2);
    assertThat(answer.number("failed_records")).isEqualTo(1);
    assertThat(answer.json().path("database_size_mb").asDouble()).isPositive();
    assertThat(answer.number("database_size_bytes")).isPositive();
  }

  private Answer cancel(long id) {
    return server.post("/api/imports/" + id + "/cancel", "application/json", "");
  }
}
