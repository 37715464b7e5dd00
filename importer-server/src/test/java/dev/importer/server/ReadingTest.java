package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How files are read whose sender says nothing about them. */
class ReadingTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @Test
  void showsHowAFileWasReadAndWhy() {
    String text =
        "Staff list\n\nname;email;age\nJürgen;juergen@example.com;30\nÖzge;oe@example.com;31\n";
    JsonNode shown = upload(text.getBytes(Charset.forName("windows-1252"))).json();

    assertThat(shown.path("processed_records").asInt()).isEqualTo(2);
    JsonNode dialect = shown.path("dialect");
    assertThat(dialect.path("encoding").asText()).isEqualTo("windows-1252");
    assertThat(dialect.path("delimiter").asText()).isEqualTo(";");
    assertThat(dialect.path("header").asBoolean()).isTrue();
    assertThat(dialect.path("skip_rows").asInt()).isEqualTo(2);
    JsonNode detection = shown.path("detection");
    assertThat(detection.at("/encoding/basis").asText()).isEqualTo("guess");
    assertThat(detection.at("/encoding/utf8_offence").asInt()).isEqualTo(28);
    assertThat(detection.at("/dialect/evidence").toString()).contains("';' gives 3 cells");
    assertThat(shown.at("/warnings/guessed-encoding").asInt()).isEqualTo(1);
  }

  @Test
  void accountsForEveryByte() {
    String text =
        "\uFEFFReport\n\nname,email,age\nAnn,ann@example.com,30\n\nBob,bob@example.com,31";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonNode accounting = upload(bytes).json().path("accounting");

    assertThat(accounting.path("mark_bytes").asInt()).isEqualTo(3);
    assertThat(accounting.path("preamble_bytes").asInt()).isEqualTo("Report\n\n".length());
    assertThat(accounting.path("header_bytes").asInt()).isEqualTo("name,email,age\n".length());
    assertThat(accounting.path("blank_bytes").asInt()).isEqualTo(1);
    assertThat(accounting.path("rows").asInt()).isEqualTo(2);
    assertThat(accounting.path("row_bytes").asInt())
        .isEqualTo("Ann,ann@example.com,30\nBob,bob@example.com,31".length());
  }

  @Test
  void theRecordsOfJsonMayStandInAMember() {
    String ann = "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":30}";
    String text = "{\"page\":1,\"data\":[" + ann + "]}";
    for (String query : new String[] {"", "?property=data", "?property=/data"}) {
      JsonNode report =
          server
              .post("/api/check" + query, "application/json", BodyPublishers.ofString(text))
              .expect(200)
              .json();
      assertThat(report.at("/warnings/skipped-member").asInt()).isEqualTo(1);
      assertThat(report.at("/records/0/data/name").asText()).isEqualTo("Ann");
    }
    Answer refused =
        server
            .post("/api/check?property=rows", "application/json", BodyPublishers.ofString(text))
            .expect(422);
    assertThat(refused.text("code")).isEqualTo("no-such-member");
    assertThat(refused.text("detail")).contains("'data'");
  }

  @Test
  void unpacksWhatIsPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(TestServer.USERS.getBytes(StandardCharsets.UTF_8));
    }
    Answer answer =
        server
            .post(
                "/api/upload?schema=none&filename=users.csv.gz",
                "application/gzip",
                BodyPublishers.ofByteArray(packed.toByteArray()),
                "Prefer",
                "wait=60")
            .expect(200);

    assertThat(answer.number("total_records")).isEqualTo(2);
    assertThat(answer.number("file_size")).isEqualTo(TestServer.USERS.length());
  }

  @Test
  void repairsQuotesOnRequestAndSaysWhere() {
    String text = "name,email,age\n\"Ann \"The Fox\" Lee\",ann@example.com,30\n";
    Form form = Form.with().field("repair", "true").file("fox.csv", text);
    JsonNode shown = server.upload(form, "Prefer", "wait=60").expect(200).json();

    assertThat(shown.path("processed_records").asInt()).isEqualTo(1);
    assertThat(shown.at("/warnings/repaired-quote").asInt()).isEqualTo(1);
    JsonNode notice = shown.path("notices").path(0);
    assertThat(notice.path("code").asText()).isEqualTo("repaired-quote");
    assertThat(notice.path("row").asInt()).isEqualTo(1);
    assertThat(notice.path("line").asInt()).isEqualTo(2);
    assertThat(notice.path("column").asInt()).isEqualTo(6);
  }

  @Test
  void joinsLabelsThatAreSpreadOverRows() {
    Form form =
        Form.with()
            .field("header_rows", "2")
            .field("header_join", "_")
            .field("schema", "none")
            .file("two.csv", "price,price\nnet,gross\n1,2\n");
    Answer answer = server.upload(form, "Prefer", "wait=60").expect(200);

    JsonNode record =
        server.get("/api/imports/" + answer.number("id")).json().path("records").path(0);
    assertThat(record.path("data").toString())
        .isEqualTo("{\"price_net\":\"1\",\"price_gross\":\"2\"}");
  }

  private static Answer upload(byte[] bytes) {
    return server
        .post(
            "/api/upload?filename=x.csv",
            "text/csv",
            BodyPublishers.ofByteArray(bytes),
            "Prefer",
            "wait=60")
        .expect(200);
  }
}
