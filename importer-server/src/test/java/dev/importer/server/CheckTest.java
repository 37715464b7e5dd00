package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding out what an import would do. */
class CheckTest {

  private static final String MESSY =
      "name;email;age;city\n" + "Ann;ann@example.com;30;Oslo\n".repeat(30) + "Bob;nobody;x;Bonn\n";

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @AfterEach
  void nothingIsKept() {
    assertThat(server.get("/api/imports").number("total")).isZero();
    assertThat(server.spooled()).isEmpty();
  }

  private static Answer check(String content) {
    return server.upload("/api/check", Form.ofFile("people.csv", content));
  }

  @Test
  void tellsHowTheFileIsReadAndWhatItsColumnsMean() {
    JsonNode report = check(MESSY).expect(200).json();

    assertThat(report.path("filename").asText()).isEqualTo("people.csv");
    assertThat(report.path("file_size").asLong()).isEqualTo(MESSY.length());
    assertThat(report.path("format").asText()).isEqualTo("csv");
    assertThat(report.path("schema").asText()).isEqualTo("users");
    assertThat(report.at("/dialect/delimiter").asText()).isEqualTo(";");
    assertThat(report.at("/detection/dialect/confidence").asDouble()).isBetween(0.5, 1.0);
    assertThat(report.at("/detection/dialect/runners_up").isArray()).isTrue();
    assertThat(report.at("/detection/encoding/basis").asText()).isEqualTo("utf-8");
    assertThat(report.path("columns").findValuesAsText("label"))
        .containsExactly("name", "email", "age", "city");
    assertThat(report.at("/columns/0/field").asText()).isEqualTo("name");
    assertThat(report.at("/columns/3/field").isNull()).isTrue();
  }

  @Test
  void countsWhatAnImportWouldCountAndShowsTheFirstRows() {
    JsonNode report = check(MESSY).expect(200).json();

    assertThat(report.path("total_records").asInt()).isEqualTo(31);
    assertThat(report.path("processed_records").asInt()).isEqualTo(30);
    assertThat(report.path("failed_records").asInt()).isEqualTo(1);
    assertThat(report.path("error").isNull()).isTrue();
    assertThat(report.path("total_errors").asInt()).isEqualTo(2);
    assertThat(report.path("groups").findValuesAsText("field")).containsExactly("email", "age");
    assertThat(report.at("/groups/1/examples/0/value").asText()).isEqualTo("x");
    assertThat(report.at("/warnings/unknown-column").asInt()).isEqualTo(1);
    assertThat(report.path("records")).hasSize(20);
    assertThat(report.at("/records/0/data/age").isInt()).isTrue();
    assertThat(report.at("/records/0/row_number").asInt()).isEqualTo(1);
    assertThat(report.at("/records/0/line_number").asInt()).isEqualTo(2);
    assertThat(report.at("/records/0/status").asText()).isEqualTo("valid");
    assertThat(report.at("/records/0/errors")).isEmpty();
  }

  @Test
  void takesTheOptionsOfAnUpload() {
    JsonNode report =
        server
            .post("/api/check?schema=none&strict=true&header=false", "text/csv", "a,b\nc,d\n")
            .expect(200)
            .json();
    assertThat(report.path("schema").asText()).isEqualTo("none");
    assertThat(report.path("total_records").asInt()).isEqualTo(2);

    JsonNode strict =
        server
            .upload("/api/check", Form.with().field("strict", "true").file("x.csv", MESSY))
            .expect(200)
            .json();
    assertThat(strict.at("/error/code").asText()).isEqualTo("refused-row");
    assertThat(strict.at("/error/line").asInt()).isEqualTo(32);

    server
        .upload("/api/check?sep=x", Form.ofFile("x.csv", MESSY))
        .expectProblem(400, "unknown-option")
        .naming("sep");
  }

  @Test
  void saysWhyAFileCannotBeUsed() {
    check("name,age\nAnn,1\n").expectProblem(422, "missing-label");
  }

  @Test
  void labelsThatAreMissingAreDataAlsoLater() {
    String file = "name,maile,age\nAnn,nobody,1\n";
    String labels =
        "\"missing\":[\"email\"],\"labels\":[\"name\",\"maile\",\"age\"],\"proposals\":[{\"column\":2,\"label\":\"maile\","
            + "\"field\":\"email\",\"reason\":\"spelling\",";

    assertThat(check(file).expectProblem(422, "missing-label").body()).contains(labels);
    Answer upload = server.load("a.csv", file).expectProblem(422, "missing-label");
    assertThat(upload.body()).contains(labels);
    String stored = "/api/imports/" + upload.number("import_id");
    assertThat(server.get(stored).expect(200).body()).contains(labels);
    server.delete(stored).expect(200);
    check("name,email,age\n\"Ann,a@b.org,1\n").expectProblem(422, "unclosed-quote");
    check("%PDF-1.7\n").expectProblem(415, "unsupported-format");
    assertThat(check("\n\n").expectProblem(422, "empty-file").json().has("import_id")).isFalse();
    server.post("/api/check", "application/json", "[{\"name\":").expectProblem(422, "json-syntax");
  }
}
