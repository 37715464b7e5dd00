package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored rows are changed over HTTP. */
class ChangesTest {

  @RegisterExtension static final TestServer server = TestServer.extension();

  private static int files;

  private String path = "";

  @BeforeEach
  void load() {
    String csv =
        "name;email;age\nAnn %d;ann@example.com;30\nBob;nobody;1\nCid;c@example.com;n/a\nDan;d@example.com;n/a\n"
            .formatted(++files);
    path = "/api/imports/" + server.load("bad.csv", csv).expect(200).number("import_id");
  }

  private Answer patch(String body, String... headers) {
    return server.send(
        server
            .request(path + "/records", headers)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  private Answer replace(String body, String... headers) {
    return server.post(path + "/replace", "application/json", body, headers);
  }

  private Answer undo(long number, String... headers) {
    return server.post(path + "/changes/" + number + "/undo", "application/json", "", headers);
  }

  private JsonNode row(int number) {
    return server.get(path).json().path("records").path(number - 1);
  }

  @Test
  void cellsAreChangedAndTheirRowsComeBack() {
    Answer answer =
        patch("{\"changes\":[{\"row_number\":2,\"set\":{\"email\":\"bob@example.com\"}}]}")
            .expect(200);

    JsonNode json = answer.json();
    assertThat(json.path("change").path("now_valid").asInt()).isEqualTo(1);
    assertThat(json.path("import").path("failed_records").asInt()).isEqualTo(2);
    assertThat(json.path("import").path("last_change").asInt()).isEqualTo(1);
    assertThat(json.path("records")).hasSize(1);
    assertThat(json.path("records").path(0).path("status").asText()).isEqualTo("valid");
    assertThat(json.path("records").path(0).path("changes").path(0).path("from").asText())
        .isEqualTo("nobody");
    patch("{\"changes\":[{\"row_number\":2,\"set\":{\"age\":\"old\"}}]}").expect(200);
    assertThat(row(2).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void valuesAreReplacedListedAndUndone() {
    assertThat(
            replace("{\"field\":\"age\",\"from\":\"n/a\",\"to\":\"41\"}")
                .expect(200)
                .json()
                .path("change")
                .path("rows")
                .asInt())
        .isEqualTo(2);
    assertThat(
            replace("{\"field\":\"age\",\"from\":\"n/a\",\"to\":\"41\"}")
                .expect(200)
                .json()
                .path("change")
                .isNull())
        .isTrue();

    JsonNode list = server.get(path + "/changes").expect(200).json();
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("changes").path(0).path("replacement").path("from").path(0).asText())
        .isEqualTo("n/a");
    JsonNode change = server.get(path + "/changes/1?limit=1").expect(200).json();
    assertThat(change.path("rows").path(0).toString())
        .isEqualTo(
            "{\"row_number\":3,\"status_before\":\"failed\",\"status_after\":\"valid\",\"cells\":"
                + "[{\"field\":\"age\",\"label\":\"age\",\"from\":\"n/a\",\"to\":\"41\"}]}");
    assertThat(change.path("next_cursor").isNull()).isFalse();

    patch("{\"changes\":[{\"row_number\":4,\"set\":{\"age\":5}}]}").expect(200);
    JsonNode undone = undo(1).expect(200).json();
    assertThat(undone.path("left_alone").toString()).isEqualTo("[4]");
    assertThat(undone.path("change").path("undoes").asInt()).isEqualTo(1);
    assertThat(row(3).path("data").path("age").asText()).isEqualTo("n/a");
    undo(1).expectProblem(409, "nothing-to-undo");
    undo(9).expectProblem(404, "change-not-found");
    server.get(path + "/changes/x").expectProblem(404, "change-not-found");
  }

  @Test
  void aGroupOfErrorsIsReplacedWhateverItsRowsHold() {
    assertThat(
            replace("{\"field\":\"age\",\"code\":\"type-error\",\"rule\":\"integer\",\"to\":\"1\"}")
                .expect(200)
                .json()
                .path("change")
                .path("now_valid")
                .asInt())
        .isEqualTo(2);
    assertThat(
            replace("{\"field\":\"age\",\"from\":[\"1\",\"30\"],\"to\":\"2\"}")
                .expect(200)
                .json()
                .path("change")
                .path("rows")
                .asInt())
        .isEqualTo(4);
  }

  @Test
  void whoeverSendsAnOldTagChangesNothing() {
    String tag = server.get(path).expect(200).header("ETag").orElseThrow();
    String edit = "{\"changes\":[{\"row_number\":1,\"set\":{\"age\":\"31\"}}]}";
    String next = patch(edit, "If-Match", tag).expect(200).header("ETag").orElseThrow();
    assertThat(next).isNotEqualTo(tag);
    assertThat(server.get(path + "/changes").header("ETag")).contains(next);

    patch(edit.replace("31", "32"), "If-Match", tag).expectProblem(412, "changed-meanwhile");
    replace("{\"field\":\"age\",\"from\":\"31\",\"to\":\"33\"}", "If-Match", tag)
        .expectProblem(412, "changed-meanwhile");
    undo(1, "If-Match", tag).expectProblem(412, "changed-meanwhile");
    assertThat(row(1).path("data").path("age").asInt()).isEqualTo(31);

    undo(1, "If-Match", next).expect(200);
    patch(edit, "If-Match", "*").expect(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                                                  | bad-body       |
          {}                                                                  | bad-member     | changes
          {"changes":[]}                                                      | bad-member     | changes
          {"changes":[{"row_number":1,"set":{"age":"1"},"x":1}]}              | unknown-member | changes[0].x
          {"changes":[{"row_number":0,"set":{"age":"1"}}]}                    | bad-member     | changes[0].row_number
          {"changes":[{"row_number":1.5,"set":{"age":"1"}}]}                  | bad-member     | changes[0].row_number
          {"changes":[{"row_number":1,"set":{}}]}                             | bad-member     | changes[0].set
          {"changes":[{"row_number":1,"set":[1]}]}                            | bad-member     | changes[0].set
          {"rows":[]}                                                         | unknown-member | rows
          """)
  void anEditOfAnotherFormIsRefused(String body, String code, String field) {
    Answer answer = patch(body).expectProblem(400, code);
    if (field != null) {
      answer.naming(field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"from":"1","to":"2"}                              | bad-member     | field
          {"field":"age","from":"1"}                         | bad-member     | to
          {"field":"age","to":"1"}                           | bad-member     | from
          {"field":"age","from":"1","to":"1","rule":"x"}     | bad-member     | rule
          {"field":"age","code":"no-such","to":"1"}          | bad-member     | code
          {"field":"age","from":[],"to":"1"}                 | bad-member     | from
          {"field":"age","from":{},"to":"1"}                 | bad-member     | from
          {"field":"age","from":"1","to":[]}                 | bad-member     | to
          {"field":"age","form":"1","to":""}                 | unknown-member | form
          """)
  void aReplacementOfAnotherFormIsRefused(String body, String code, String field) {
    replace(body).expectProblem(400, code).naming(field);
  }

  @Test
  void whatIsNotThereIsNamed() {
    patch("{\"changes\":[{\"row_number\":99,\"set\":{\"age\":\"1\"}}]}")
        .expectProblem(422, "unknown-row");
    patch("{\"changes\":[{\"row_number\":1,\"set\":{\"agee\":\"1\"}}]}")
        .expectProblem(422, "unknown-field");
    replace("{\"field\":\"agee\",\"from\":\"1\",\"to\":\"2\"}").expectProblem(422, "unknown-field");
    path = "/api/imports/99999";
    patch("{\"changes\":[{\"row_number\":1,\"set\":{\"age\":\"1\"}}]}")
        .expectProblem(404, "import-not-found");
    undo(1).expectProblem(404, "import-not-found");
    server.get(path + "/changes").expectProblem(404, "import-not-found");
  }

  @Test
  void numbersOfJsonStayAsTheyAreWritten() {
    String json =
        "[{\"name\":\"Ann\",\"email\":\"x\",\"age\":30,\"id\":1234567890123456789%d,\"rate\":1.10}]"
            .formatted(++files);
    path = "/api/imports/" + server.load("n.json", json).expect(200).number("import_id");

    Answer answer =
        patch(
                "{\"changes\":[{\"row_number\":1,\"set\":{\"email\":\"a@example.com\",\"rate\":2.50}}]}")
            .expect(200);

    assertThat(answer.body())
        .contains("\"id\":1234567890123456789" + files)
        .contains("\"rate\":2.50");
  }
}
