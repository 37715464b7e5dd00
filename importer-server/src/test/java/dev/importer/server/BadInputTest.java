package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and forms that nobody should send, and the server's answers; it lives on after each. */
class BadInputTest {

  private static final String HEADER = "name,email,age\n";
  @RegisterExtension private static final TestServer server = TestServer.extension();

  @AfterEach
  void theServerStillAnswersAndKeepsNoBytes() {
    server.expectAlive();
    server
        .load("after.csv", HEADER + "Ann,ann%d@example.com,1\n".formatted(System.nanoTime()))
        .expect(200);
    TestServer.until(() -> server.spooled().isEmpty());
  }

  private static Answer failed(Answer answer, String code) {
    answer.expectProblem(422, code);
    assertThat(answer.number("import_id")).isPositive();
    String stored = "/api/imports/" + answer.number("import_id");
    assertThat(server.get(stored).expect(200).json().path("import").path("status").asText())
        .isEqualTo("failed");
    return answer;
  }

  @Test
  void aFormWithoutAFile() {
    server.upload(Form.with()).expect(400);
    server.upload(Form.with().field("schema", "users")).expectProblem(400, "no-file");
    server
        .upload(Form.with().part("form-data; name=\"upload\"; filename=\"x.csv\"", new byte[3]))
        .expectProblem(400, "no-file");
    server.upload(Form.ofFile("", "")).expectProblem(400, "no-file");
    server
        .send(server.request("/api/upload").POST(BodyPublishers.noBody()))
        .expectProblem(400, "no-file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "--b",
        "--b--",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nname,em",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        "--b\r\n\r\nx\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\r\n\r\nx\r\n--b\r\n",
        "--b\r\n: nothing\r\n\r\nx\r\n--b--\r\n"
      })
  void aMalformedForm(String body) {
    assertThat(
            server
                .post("/api/upload", "multipart/form-data; boundary=b", body)
                .expect(400)
                .text("code"))
        .isIn("malformed-multipart", "no-file", "unknown-option");
  }

  @Test
  void aFormWithoutABoundary() {
    server
        .post("/api/upload", "multipart/form-data", "x")
        .expectProblem(400, "malformed-multipart");
  }

  @Test
  void aFormWithEndlessHeaders() {
    server
        .post(
            "/api/upload",
            "multipart/form-data; boundary=b",
            "--b\r\nX: " + "x".repeat(100_000) + "\r\n\r\n\r\n--b--\r\n")
        .expectProblem(400, "malformed-multipart");
  }

  @Test
  void anEmptyFile() {
    failed(server.load("empty.csv", ""), "empty-file");
    failed(server.load("empty.json", ""), "empty-file");
    failed(server.post("/api/upload", "text/csv", ""), "empty-file");
    failed(server.load("blank.csv", "\n\n\n"), "empty-file");
  }

  @Test
  void aHeaderOnly() {
    Answer answer = server.load("header.csv", HEADER).expect(200);

    assertThat(answer.text("message")).isEqualTo("The file has a header but no data rows");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"%PDF-1.7|PDF", "<html><body>|HTML", "GIF89a|GIF"},
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false)
  void aFileOfAnotherKind(String start, String kind) {
    Answer answer = server.load("x.csv", start + "...").expectProblem(415, "unsupported-format");

    assertThat(answer.text("detail")).contains(kind);
  }

  @Test
  void aDamagedArchive() {
    server.load("x.csv.gz", "\u001f\u008b...").expectProblem(415, "unsupported-format");
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0};
    server.upload(Form.with().file("x.gz", cut)).expectProblem(422, "compression-error");
    server.load("x.zip", "PK\u0003\u0004...").expectProblem(422, "compression-error");
    assertThat(server.spooled()).isEmpty();
  }

  @Test
  void binaryData() {
    byte[] bytes = new byte[10_000];
    new java.util.Random(1).nextBytes(bytes);

    server.upload(Form.with().file("x.csv", bytes)).expectProblem(415, "unsupported-format");
  }

  @Test
  void malformedJsonAfterFiveThousandElements() {
    String good = "{\"name\":\"A\",\"email\":\"a@example.com\",\"age\":1}";
    String array =
        IntStream.rangeClosed(1, 5_000).mapToObj(i -> good).collect(Collectors.joining(",\n"));

    Answer answer =
        failed(server.load("x.json", "[" + array + ",\n{\"name\" \"B\"}]"), "json-syntax");

    assertThat(answer.json().path("errors").path(0).path("line").asInt()).isEqualTo(5_001);
    String stored = "/api/imports/" + answer.number("import_id");
    assertThat(server.get(stored).json().path("records")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "\"text\"", "true", "null"})
  void jsonThatIsNoRecords(String json) {
    failed(
        server.upload("/api/upload?format=json", Form.ofFile("x.json", json)), "json-not-records");
  }

  @Test
  void elementsThatAreNoObjectsAreRefusedRows() {
    Answer answer = server.load("x.json", "[1, \"a\", [], null]").expect(200);

    assertThat(answer.number("failed_records")).isEqualTo(4);
  }

  @Test
  void raggedRowsAreRefusedRows() {
    Answer answer =
        server.load(
            "x.csv", HEADER + "a,a@example.com\nb,b@example.com,1,2,3\nc,c@example.com,3\n");

    assertThat(answer.expect(200).number("failed_records")).isEqualTo(2);
    assertThat(answer.number("processed_records")).isEqualTo(1);
  }

  @Test
  void anUnclosedQuote() {
    Answer answer =
        failed(
            server.load("x.csv", HEADER + "a,a@example.com,1\n\"b,b@example.com,2\n"),
            "unclosed-quote");

    assertThat(answer.json().path("errors").path(0).path("line").asInt()).isEqualTo(3);
  }

  @Test
  void aCellOfTenMegabytes() {
    failed(
        server.load("x.csv", HEADER + "x".repeat(10 << 20) + ",a@example.com,1\n"),
        "field-too-long");
  }

  @Test
  void bytesThatAreNoUtf8() {
    byte[] bytes = (HEADER + "J\u00fcrgen,j@example.com,1\n").getBytes(StandardCharsets.ISO_8859_1);

    failed(
        server.upload("/api/upload?encoding=utf-8", Form.with().file("x.csv", bytes)),
        "encoding-error");
    server.upload("/api/upload?encoding=iso-8859-1", Form.with().file("x.csv", bytes)).expect(200);
  }

  @Test
  void nulBytesAreRefusedRows() {
    Answer answer = server.load("x.csv", HEADER + "a\0b,a@example.com,1\n").expect(200);

    assertThat(answer.number("failed_records")).isEqualTo(1);
    String errors =
        server.get("/api/imports/" + answer.number("id") + "/errors?format=json").body();
    assertThat(errors).contains("nul-byte");
  }

  @Test
  void missingColumns() {
    Answer answer = failed(server.load("x.csv", "first,last\na,b\n"), "missing-label");

    assertThat(answer.text("detail")).contains("first", "email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..\\..\\windows\\system32\\x.csv",
        "/etc/cron.d/x",
        "<script>alert(1)</script>.csv",
        "a\u202Egnp.csv",
        "con:.csv",
        "'; DROP TABLE imports; --.csv",
        "..",
        "."
      })
  void aHostileFileNameIsOnlyALabel(String name) {
    String content = HEADER + "Ann,ann%d@example.com,1\n".formatted(System.nanoTime());
    Answer answer = server.load(name, content).expect(200);

    assertThat(answer.text("filename")).doesNotContain("/", "\\", "\u202E");
    assertThat(server.get("/api/imports").expect(200).header("Content-Type"))
        .contains("application/json");
  }

  @Test
  void anOverLongFileNameIsShortened() {
    String content = HEADER + "Ann,ann@example.com,77\n";

    Answer answer = server.load("n".repeat(5_000) + ".csv", content).expect(200);

    assertThat(answer.text("filename")).hasSizeLessThan(260).endsWith(".csv");
  }

  @Test
  void anUnknownMediaTypeOfTheForm() {
    server.post("/api/upload", "multipart/related; boundary=b", "x").expect(415);
  }
}
