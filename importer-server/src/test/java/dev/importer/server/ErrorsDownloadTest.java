package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.testing.ReadWorkbook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
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

class ErrorsDownloadTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static String path;

  @BeforeAll
  static void start() {
    path =
        errorsOf(
            """
            name,email,age,note
            Ann,ann@example.com,30,fine
            Bob,bob(at)example.com,-5,"=HYPERLINK(""x"")"
            "Cid, Jr.",cid@example.com,abc,'quoted
            Dan,dan@example.com,10
            """);
  }

  private static String errorsOf(String csv) {
    long id = server.load("bad.csv", csv).expect(200).number("import_id");
    return "/api/imports/" + id + "/errors";
  }

  @Test
  void csvHasTheColumnsOfTheSourceAndWhatIsWrong() {
    Answer answer = server.get(path).expect(200);

    assertThat(answer.header("Content-Type")).get().asString().startsWith("text/csv");
    assertThat(answer.header("Content-Disposition"))
        .get()
        .asString()
        .matches("attachment; filename=\"import-\\d+-errors\\.csv\"");
    List<String> lines = List.of(answer.body().split("\r\n"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("name,email,age,note,_row,_line,_errors,_import");
    assertThat(lines.get(1))
        .startsWith("Bob,bob(at)example.com,-5,\"'=HYPERLINK(\"\"x\"\")\",2,3,")
        .contains("email: ", "age: ");
    assertThat(lines.get(2)).startsWith("\"Cid, Jr.\",cid@example.com,abc,''quoted,3,4,");
    assertThat(lines.get(3)).startsWith("Dan,dan@example.com,10,,4,5,").contains("note: ");
  }

  @Test
  void jsonIsAnArrayOfRecords() {
    Answer answer = server.get(path + "?format=json").expect(200);

    assertThat(answer.header("Content-Type")).contains("application/json");
    JsonNode rows = answer.json();
    assertThat(rows).hasSize(3);
    assertThat(rows.path(0).path("row_number").asInt()).isEqualTo(2);
    assertThat(rows.path(0).path("data").path("note").asText()).isEqualTo("=HYPERLINK(\"x\")");
    assertThat(rows.path(0).path("errors").path(0).path("field").asText()).isEqualTo("email");
    assertThat(rows.path(0).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void ndjsonIsOneRecordALine() throws Exception {
    Answer answer = server.get(path, "Accept", "application/x-ndjson").expect(200);

    assertThat(answer.header("Content-Type")).contains("application/x-ndjson");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(new ObjectMapper().readTree(lines.get(2)).path("line_number").asInt()).isEqualTo(5);
  }

  @Test
  void xlsxIsAWorkbookWithTheColumnsOfTheCsv() throws Exception {
    HttpResponse<byte[]> answer = bytes(path + "?format=xlsx");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .get()
        .asString()
        .matches("attachment; filename=\"import-\\d+-errors\\.xlsx\"");
    List<List<String>> rows = ReadWorkbook.of(answer.body()).texts(1);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0))
        .containsExactly("name", "email", "age", "note", "_row", "_line", "_errors", "_import");
    assertThat(rows.get(1))
        .startsWith("Bob", "bob(at)example.com", "-5", "=HYPERLINK(\"x\")", "2", "3");
  }

  private static HttpResponse<byte[]> bytes(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void whatAWorkbookHasNoRoomForIs406() {
    String errors = errorsOf("name,email,age\n" + "n".repeat(32_768) + ",x,1\n");

    Answer answer = server.get(errors + "?format=xlsx").expectProblem(406, "not-acceptable");

    assertThat(answer.text("detail"))
        .contains("row 1 has a cell of 32768 characters", "Download them as CSV.");
    server.get(errors).expect(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | text/csv",
        "text/* | text/csv",
        "application/json | application/json",
        "application/* | application/x-ndjson",
        "text/csv;q=0.1, application/json | application/json",
        "text/html, */*;q=0.1 | text/csv",
        "text/csv;q=0, */* | application/x-ndjson",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet |"
            + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      })
  void acceptDecides(String accept, String type) {
    assertThat(server.get(path, "Accept", accept).expect(200).header("Content-Type"))
        .get()
        .asString()
        .startsWith(type);
  }

  @Test
  void theParameterWinsOverAccept() {
    Answer answer = server.get(path + "?format=json", "Accept", "text/csv").expect(200);

    assertThat(answer.header("Content-Type")).contains("application/json");
  }

  @Test
  void whatCannotBeSentIs406() {
    server.get(path, "Accept", "image/png").expectProblem(406, "not-acceptable");
    server.get(path, "Accept", "text/csv;q=0").expectProblem(406, "not-acceptable");
    server.get(path + "?format=xml").expectProblem(400, "bad-parameter").naming("format");
  }

  @Test
  void anUnknownImportIs404() {
    server.get("/api/imports/999/errors").expectProblem(404, "import-not-found");
  }

  @Test
  void anImportWithoutRefusedRowsHasOnlyTheHeader() {
    assertThat(server.get(errorsOf(TestServer.USERS)).expect(200).body())
        .isEqualTo("name,email,age,_row,_line,_errors,_import\r\n");
  }

  @Test
  void everyRefusedRowIsSentHoweverManyThereAre() {
    String errors = errorsOf("name,email,age\n" + "x,y,z\n".repeat(2_345));

    String csv = server.get(errors).expect(200).body();

    assertThat(csv.lines()).hasSize(2_346);
    assertThat(csv).contains("x,y,z,1,2,", "x,y,z,2345,2346,");
    assertThat(server.get(errors + "?format=json").expect(200).json()).hasSize(2_345);
  }

  @Test
  void cellsOfJsonSourcesAreWritten() {
    long id =
        server
            .load(
                "x.json",
                """
                [{"name":"Ann","email":1.50,"age":true,"tags":["a","b"],"none":null},
                 {"name":"Bob","late":"="}, 17]
                """)
            .expect(200)
            .number("import_id");

    List<String> lines =
        server.get("/api/imports/" + id + "/errors").expect(200).body().lines().toList();

    assertThat(lines.get(0)).startsWith("name,email,age,tags,none,late");
    assertThat(lines.get(1)).startsWith("Ann,1.50,true,\"[\"\"a\"\",\"\"b\"\"]\",,,");
    assertThat(lines.get(2)).startsWith("Bob,,,,,'=,");
    assertThat(lines.get(3)).contains("17");
  }

  @Test
  void theEncodingIsThatOfTheSourceOrTheOneThatIsAskedFor() {
    byte[] latin = "name,email,age\nJosé,x,1\n".getBytes(StandardCharsets.ISO_8859_1);
    Form form = Form.with().field("encoding", "iso-8859-1").file("latin.csv", latin);
    long id = server.upload(form, "Prefer", "wait=60").expect(200).number("import_id");
    String errors = "/api/imports/" + id + "/errors";

    assertThat(server.get(errors).header("Content-Type"))
        .contains("text/csv; header=present; charset=iso-8859-1");
    assertThat(server.get(errors).body()).contains("José,x,1,1,2,");
    assertThat(server.get(errors + "?encoding=utf-8").body()).contains("José,x,1,1,2,");
    server.get(errors + "?encoding=klingon").expectProblem(400, "bad-parameter").naming("encoding");
  }

  /** A download that ends early must not look like a whole one. */
  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "json"})
  void aDownloadThatCannotGoOnBreaksOff(String format) throws Exception {
    String rows = "x,y,z%s\n".formatted("z".repeat(1_000)).repeat(20_000);
    long id =
        server.load(format + ".csv", "name,email,age\n" + rows + format).expect(200).number("id");
    try (Socket client = new Socket()) {
      // So small that the server cannot be done before the import is deleted.
      client.setReceiveBufferSize(64 * 1024);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      String errors = "/api/imports/" + id + "/errors?format=" + format;
      String head = TestServer.head("GET " + errors + " HTTP/1.1", "Host: localhost");
      client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      assertThat(client.getInputStream().read()).isEqualTo('H');

      server.delete("/api/imports/" + id).expect(200);

      byte[] rest = client.getInputStream().readAllBytes();
      String answer = new String(rest, StandardCharsets.UTF_8);
      assertThat(answer).contains("chunked", "200").doesNotEndWith("\r\n0\r\n\r\n");
    }
    server.expectAlive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "json"})
  void aDownloadOfARunningImportThatIsCancelledBreaksOff(String format) throws Exception {
    // As many rows as are stored long before the import could end.
    String rows = "x,y,z%s\n".formatted("z".repeat(1_000)).repeat(60_000);
    long id =
        server
            .upload(
                Form.ofFile(format + ".csv", "name,email,age\n" + rows + format),
                "Prefer",
                "respond-async")
            .expect(202)
            .number("import_id");
    TestServer.until(
        () ->
            server.get("/api/imports/" + id).json().at("/import/total_records").asLong() >= 5_000);
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(64 * 1024);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      String errors = "/api/imports/" + id + "/errors?format=" + format;
      String head = TestServer.head("GET " + errors + " HTTP/1.1", "Host: localhost");
      client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      assertThat(client.getInputStream().read()).isEqualTo('H');

      server.post("/api/imports/" + id + "/cancel", "application/json", "").expect(202);

      byte[] rest = client.getInputStream().readAllBytes();
      String answer = new String(rest, StandardCharsets.UTF_8);
      assertThat(answer).contains("chunked", "200").doesNotEndWith("\r\n0\r\n\r\n");
    }
    server.expectAlive();
  }

  @Test
  void cellsBeyondTheHeaderAreWritten() {
    String csv = server.get(errorsOf("name,email,age\na,b@example.com,1,extra\n")).body();

    assertThat(csv.lines().skip(1).findFirst().orElseThrow()).contains("a,b@example.com,1,extra");
  }
}
