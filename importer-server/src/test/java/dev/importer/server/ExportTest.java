package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.testing.ReadWorkbook;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static long id;
  private static String path;

  @BeforeAll
  static void load() {
    id =
        server
            .load(
                "people.csv",
                """
                Full Name,email,AGE,note
                Ann,ann@example.com,030,=x
                Bob,nobody,-5,-
                Cid,cid@example.com,40,'q
                """)
            .expect(200)
            .number("import_id");
    path = "/api/imports/" + id + "/records";
  }

  @Test
  void csvOfTheValidRowsIsTheDefault() {
    Answer answer = server.get(path).expect(200);

    assertThat(answer.header("Content-Type"))
        .get()
        .isEqualTo("text/csv; header=present; charset=utf-8");
    assertThat(answer.header("Content-Disposition"))
        .contains("attachment; filename=\"import-" + id + ".csv\"");
    assertThat(answer.header("Vary")).contains("Accept");
    assertThat(answer.body().split("\r\n"))
        .containsExactly(
            "name,email,age,note", "Ann,ann@example.com,30,'=x", "Cid,cid@example.com,40,''q");
  }

  @Test
  void allRowsHaveTheirNumbersAndStatus() {
    String all = server.get(path + "?status=all&names=labels&formulas=plain").expect(200).body();
    assertThat(all.split("\r\n"))
        .containsExactly(
            "Full Name,email,AGE,note,_row,_status",
            "Ann,ann@example.com,30,=x,1,valid",
            "Bob,nobody,-5,-,2,failed",
            "Cid,cid@example.com,40,'q,3,valid");
    assertThat(server.get(path + "?status=failed&numbered=true").expect(200).body())
        .isEqualTo("name,email,age,note,_row,_status\r\nBob,nobody,-5,'-,2,failed\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-ndjson,application/x-ndjson,ndjson",
    "application/json,application/json,json",
    "text/csv,text/csv; header=present; charset=utf-8,csv",
  })
  void theFormatMayBeNegotiated(String accept, String type, String extension) {
    Answer answer = server.get(path, "Accept", accept).expect(200);

    assertThat(answer.header("Content-Type")).contains(type);
    assertThat(answer.header("Content-Disposition"))
        .contains("attachment; filename=\"import-" + id + "." + extension + "\"");
  }

  @Test
  void jsonKeepsTypes() {
    assertThat(server.get(path + "?format=ndjson").expect(200).body())
        .startsWith(
            "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":30,\"note\":\"=x\"}\n");
    assertThat(server.get(path + "?format=json").expect(200).json()).hasSize(2);
  }

  @Test
  void aWorkbookHasTheSameColumns() throws Exception {
    HttpRequest request = server.request(path + "?format=xlsx").build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ReadWorkbook.of(answer.body()).texts(1).get(1))
        .isEqualTo(List.of("Ann", "ann@example.com", "30", "=x"));
  }

  @Test
  void theRowsMayBeNarrowed() {
    String where = URLEncoder.encode("{\"name\":\"Cid\",\"age\":40}", StandardCharsets.UTF_8);
    assertThat(server.get(path + "?format=ndjson&where=" + where).expect(200).body().lines())
        .hasSize(1);
    assertThat(server.get(path + "?format=ndjson&q=EXAMPLE").expect(200).body().lines()).hasSize(2);
    assertThat(
            server
                .get(path + "?format=ndjson&status=all&code=constraint-error&field=age")
                .expect(200)
                .body()
                .lines())
        .hasSize(1);
  }

  @Test
  void headTellsTheSameWithoutTheRows() {
    Answer answer =
        server
            .send(
                server
                    .request(path + "?format=ndjson")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()))
            .expect(200);

    assertThat(answer.header("Content-Type")).contains("application/x-ndjson");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anImportWithoutRowsIsAFileWithoutRows() {
    long empty = server.load("none.json", "[]").expect(200).number("import_id");

    assertThat(server.get("/api/imports/" + empty + "/records").expect(200).body())
        .isEqualTo("name,email,age\r\n");
    Answer lines = server.get("/api/imports/" + empty + "/records?format=ndjson").expect(200);
    assertThat(lines.body()).isEmpty();
    assertThat(lines.header("Content-Type")).contains("application/x-ndjson");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=good",
        "format=pdf",
        "names=columns",
        "formulas=run",
        "numbered=yes",
        "limit=5",
        "where=1",
        "where={",
        "status=all&status=all"
      })
  void whatIsNotKnownIsRefused(String query) {
    String encoded = query.replace("{", "%7B");
    assertThat(server.get(path + "?" + encoded).expect(400).json().path("errors").get(0))
        .asString()
        .contains("\"field\":\"" + query.replaceAll("=.*", "") + "\"");
  }

  @Test
  void whatCannotBeSentIsNotAcceptable() {
    assertThat(server.get(path, "Accept", "image/png").expect(406).json().path("code").asText())
        .isEqualTo("not-acceptable");
    long wide =
        server
            .load("wide.csv", "name,email,age\n" + "x".repeat(40_000) + ",a@example.com,x\n")
            .expect(200)
            .number("import_id");
    Answer answer =
        server.get("/api/imports/" + wide + "/records?status=all&format=xlsx").expect(406);
    assertThat(answer.json().path("detail").asText()).contains("Export them as CSV");
    assertThat(answer.header("Content-Disposition")).isEmpty();
  }

  @Test
  void thereMustBeSuchAnImport() {
    server.get("/api/imports/999/records").expect(404);
  }
}
