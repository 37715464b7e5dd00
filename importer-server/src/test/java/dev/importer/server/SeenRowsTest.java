package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of which rows are stored already, and corrections that are sent in the wrong place. */
class SeenRowsTest {

  private static final String FIRST =
      """
      name,email,age
      Mia Berg,mia@example.com,41
      Tom Oz,tom@example,29
      Ela Ray,ela@example.com,33
      """;
  private static final String SECOND = FIRST.replace("tom@example,", "tom@example.com,");
  private static final String RESAVED = "\uFEFF" + FIRST.replace(',', ';');

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @AfterEach
  void nothingIsLeft() {
    assertThat(server.spooled()).isEmpty();
    for (JsonNode stored : server.get("/api/imports").json().path("imports")) {
      server.delete("/api/imports/" + stored.path("id").asLong()).expect(200);
    }
  }

  private static Answer check(String content) {
    return server.upload("/api/check", Form.ofFile("second.csv", content));
  }

  @Test
  void aFileThatWasFixedAndSentAgain() {
    long id = server.load("first.csv", FIRST).expect(200).number("import_id");

    JsonNode report = check(SECOND).expect(200).json();
    assertThat(report.at("/warnings/seen-rows").asInt()).isEqualTo(2);
    assertThat(report.path("seen")).hasSize(1);
    JsonNode seen = report.at("/seen/0");
    assertThat(seen.path("import_id").asLong()).isEqualTo(id);
    assertThat(seen.path("filename").asText()).isEqualTo("first.csv");
    assertThat(seen.path("rows").asLong()).isEqualTo(2);
    assertThat(seen.path("of_rows").asLong()).isEqualTo(3);
    assertThat(seen.path("correctable").asBoolean()).isTrue();
    assertThat(report.at("/notices/0/message").asText())
        .startsWith("2 of its 3 valid rows are stored by import " + id + " ('first.csv', 2")
        .contains("correct that import with this file, or import the file anew");

    String corrections = "/api/imports/" + id + "/corrections";
    Answer other =
        server.upload(corrections, Form.ofFile("x.csv", SECOND.replace("41", "42"))).expect(409);
    assertThat(other.text("code")).isEqualTo("other-rows");
    assertThat(other.text("detail")).contains("'41' there and '42' here");
    Answer corrected =
        server
            .upload(corrections + "?match=row_number", Form.ofFile("second.csv", SECOND))
            .expect(200);
    assertThat(corrected.number("corrected")).isEqualTo(1);
    assertThat(corrected.number("unchanged")).isEqualTo(2);
    assertThat(corrected.number("failed_records")).isZero();

    Answer resaved = server.load("resaved.csv", RESAVED).expect(200);
    assertThat(resaved.json().at("/warnings/seen-rows").asInt()).isEqualTo(2);
    assertThat(
            server
                .get("/api/imports/" + resaved.number("import_id"))
                .json()
                .at("/import/seen/0/import_id")
                .asLong())
        .isEqualTo(id);
  }

  @Test
  void aDownloadThatIsSentAsANewFile() {
    long id = server.load("first.csv", FIRST).expect(200).number("import_id");
    String download = server.get("/api/imports/" + id + "/errors").expect(200).body();

    for (Answer answer :
        new Answer[] {check(download).expect(409), server.load("bad.csv", download).expect(409)}) {
      assertThat(answer.text("code")).isEqualTo("is-correction");
      assertThat(answer.number("import_id")).isEqualTo(id);
      assertThat(answer.text("corrections")).isEqualTo("/api/imports/" + id + "/corrections");
      assertThat(answer.text("detail")).contains("Send it as corrections of that import");
    }
    assertThat(server.get("/api/imports").number("total")).isEqualTo(1);
  }

  @Test
  void aCancelledImportHasNoRowsToRemove() {
    long id = server.load("none.csv", FIRST).expect(200).number("import_id");
    assertThat(server.post("/api/imports/" + id + "/cancel", "", "").expect(409).text("detail"))
        .contains("Delete it to remove its rows");
  }
}
