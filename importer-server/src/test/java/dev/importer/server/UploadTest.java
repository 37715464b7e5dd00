package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();

  /** Makes each file different, so that none is a duplicate. */
  private static int files;

  private static String users() {
    files++;
    return TestServer.USERS + "Cid,cid" + files + "@example.com,50\n";
  }

  @Test
  void aFormWithAFileIsImported() {
    Answer answer = server.load("users.csv", users()).expect(200);

    JsonNode json = answer.json();
    assertThat(json.path("import_id").asLong()).isPositive().isEqualTo(json.path("id").asLong());
    assertThat(json.path("status").asText()).isEqualTo("completed");
    assertThat(json.path("total_records").asLong()).isEqualTo(3);
    assertThat(json.path("processed_records").asLong()).isEqualTo(3);
    assertThat(json.path("failed_records").asLong()).isZero();
    assertThat(json.path("record_count").asLong()).isEqualTo(3);
    assertThat(json.path("message").asText()).isEqualTo("3 rows: 3 valid, 0 refused");
    assertThat(json.path("filename").asText()).isEqualTo("users.csv");
    assertThat(json.path("format").asText()).isEqualTo("csv");
    assertThat(json.path("schema").asText()).isEqualTo("users");
    assertThat(json.path("duplicate").asBoolean()).isFalse();
    assertThat(json.path("file_hash").asText()).matches("[0-9a-f]{64}");
    assertThat(json.path("error").isNull()).isTrue();
    assertThat(json.path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(json.path("completed_at").asText()).isNotEmpty();
  }

  @Test
  void refusedRowsAreCountedAndKept() {
    Answer answer = server.load("bad.csv", users() + "Dan,not-an-address,abc\n").expect(200);

    assertThat(answer.text("message")).isEqualTo("4 rows: 3 valid, 1 refused");
    assertThat(answer.number("failed_records")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv, csv",
    "text/csv; charset=utf-8, csv",
    "application/octet-stream, csv",
    "TEXT/CSV, csv"
  })
  void aBodyIsImportedAsAFile(String type, String format) {
    Answer answer =
        server
            .post("/api/upload?filename=body.csv", type, users(), "Prefer", "wait=60")
            .expect(200);

    assertThat(answer.text("format")).isEqualTo(format);
    assertThat(answer.text("filename")).isEqualTo("body.csv");
    assertThat(answer.number("processed_records")).isEqualTo(3);
  }

  @Test
  void jsonAndNdjsonBodiesAreImported() {
    String row = "{\"name\":\"Ann\",\"email\":\"a%d@example.com\",\"age\":1}".formatted(++files);

    Answer json = server.post("/api/upload", "application/json", "[" + row + "]").expect(200);
    Answer lines =
        server.post("/api/upload", "application/x-ndjson", row + "\n" + row + "\n").expect(200);

    assertThat(json.text("format")).isEqualTo("json");
    assertThat(lines.text("format")).isEqualTo("ndjson");
    assertThat(lines.number("total_records")).isEqualTo(2);
  }

  @Test
  void tabSeparatedBodiesAreImported() {
    String body = users().replace(',', '\t');

    Answer answer = server.post("/api/upload", "text/tab-separated-values", body).expect(200);

    assertThat(answer.number("processed_records")).isEqualTo(3);
  }

  @Test
  void aChunkedBodyIsImported() {
    byte[] bytes = users().getBytes(StandardCharsets.UTF_8);

    Answer answer =
        server.post(
            "/api/upload",
            "text/csv",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

    assertThat(answer.expect(200).number("file_size")).isEqualTo(bytes.length);
  }

  /** Boundaries may be split anywhere between two reads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
  void aFormMayComeInPiecesOfAnySize(int size) {
    byte[] content = new byte[20_000];
    new Random(size).nextBytes(content);
    for (int i = 0; i < content.length; i += 50) {
      // Much that looks like the beginning of a boundary.
      content[i] = '\r';
      content[i + 1] = '\n';
      content[i + 2] = '-';
      content[i + 3] = '-';
    }
    byte[] body = Form.with().file("noise.csv", content).field("format", "csv").bytes();
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < body.length; at += size) {
      pieces.add(java.util.Arrays.copyOfRange(body, at, Math.min(body.length, at + size)));
    }

    Answer answer =
        server.post("/api/upload", Form.with().contentType(), BodyPublishers.ofByteArrays(pieces));

    // Noise is no CSV; but the import has seen exactly the bytes that were sent.
    long id = answer.expect(422).number("import_id");
    JsonNode stored = server.get("/api/imports/" + id).expect(200).json().path("import");
    assertThat(stored.path("file_size").asInt()).isEqualTo(content.length);
    assertThat(stored.path("file_hash").asText()).isEqualTo(Hashes.sha256(content));
  }

  @Test
  void optionsMayStandBeforeAndBehindTheFile() {
    String file = "skip me\n" + users().replace(',', ';');

    Answer answer =
        server.upload(
            Form.with().field("delimiter", ";").file("x.csv", file).field("skip_rows", "1"));

    assertThat(answer.expect(200).number("processed_records")).isEqualTo(3);
  }

  @Test
  void optionsMayBeQueryParameters() {
    String file = "Ann|ann%d@example.com|30\n".formatted(++files);

    Answer answer =
        server.upload(
            "/api/upload?schema=none&header=false&delimiter=%7C&quote=&escape=&encoding=utf-8"
                + "&format=csv&max_errors=0&filename=renamed.txt",
            Form.ofFile("x.bin", file));

    assertThat(answer.expect(200).text("filename")).isEqualTo("renamed.txt");
    assertThat(answer.text("schema")).isEqualTo("none");
    JsonNode record =
        server.get("/api/imports/" + answer.number("id")).json().path("records").path(0);
    assertThat(record.path("data").path("column_3").asText()).isEqualTo("30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\t", "tab"})
  void theDelimiterTabHasNames(String name) {
    Answer answer =
        server.upload(
            Form.with().field("delimiter", name).file("x.csv", users().replace(',', '\t')));

    assertThat(answer.expect(200).number("processed_records")).isEqualTo(3);
  }

  @Test
  void anEmptyQuoteMeansThatQuotesAreData() {
    String file = "name,email,age\n\"Ann,ann%d@example.com,30\n".formatted(++files);

    Answer answer = server.upload(Form.with().field("quote", "").file("x.csv", file));

    assertThat(answer.expect(200).number("processed_records")).isEqualTo(1);
  }

  @Test
  void moreErrorsThanAllowedFailTheImport() {
    Answer answer =
        server.upload(
            "/api/upload?max_errors=1", Form.ofFile("x.csv", users() + "a,b,c\n" + "d,e,f\n"));

    answer.expectProblem(422, "too-many-errors");
    assertThat(answer.number("import_id")).isPositive();
  }

  @Test
  void aShareOfErrorsMayBeAllowed() {
    String rows = users() + "a,b,c\n";

    server
        .upload("/api/upload?max_errors=50%25", Form.ofFile("x.csv", rows), "Prefer", "wait=60")
        .expect(200);
    server
        .upload(Form.with().field("max_errors", "10%").file("x.csv", rows + "d,e,f\n"))
        .expectProblem(422, "too-many-errors");
  }

  @Test
  void aStrictImportFailsAtTheFirstRefusedRow() {
    Answer answer =
        server.upload("/api/upload?strict=true", Form.ofFile("x.csv", users() + "a,b,c\n"));

    answer.expectProblem(422, "refused-row");
    assertThat(answer.text("detail")).contains("Row 4 ", "email: ");
    server
        .upload("/api/upload?strict=true&max_errors=1", Form.ofFile("x.csv", users()))
        .expectProblem(400, "bad-option")
        .naming("max_errors");
  }

  @Test
  void aFaultMayBeAWarningOnly() {
    Answer answer =
        server.upload(
            "/api/upload?severity=extra-cell:warning,constraint-error.maximum:warning",
            Form.ofFile("x.csv", users() + "a,b@example.com,200,more\n"),
            "Prefer",
            "wait=60");

    answer.expect(200);
    assertThat(answer.number("failed_records")).isZero();
    assertThat(answer.json().path("warnings").path("extra-cell").asInt()).isEqualTo(1);
    assertThat(answer.json().path("notices").findValuesAsText("code"))
        .filteredOn(code -> !code.equals("seen-rows"))
        .containsExactlyInAnyOrder("extra-cell", "constraint-error");
    assertThat(answer.json().path("notices").path(0).path("column").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "schema, nope",
    "format, xml",
    "encoding, klingon",
    "encoding, '\u00e4 \u00f6'",
    "delimiter, ''",
    "delimiter, 123456789",
    "quote, ab",
    "escape, ab",
    "header, yes",
    "skip_rows, -1",
    "skip_rows, 1.5",
    "skip_rows, 99999999999",
    "header_rows, 0",
    "header_rows, 11",
    "header_join, 123456789",
    "repair, maybe",
    "max_errors, many",
    "max_errors, -1",
    "max_errors, 101%",
    "strict, maybe",
    "severity, type-error:warning",
    "severity, extra-cell"
  })
  void aBadOptionIsNamed(String name, String value) {
    String query =
        "/api/upload?" + name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);

    server
        .upload(query, Form.ofFile("x.csv", users()))
        .expectProblem(400, "bad-option")
        .naming(name);
    server
        .upload(Form.with().field(name, value).file("x.csv", users()))
        .expectProblem(400, "bad-option")
        .naming(name);
    server
        .upload(Form.ofFile("x.csv", users()).field(name, value))
        .expectProblem(400, "bad-option")
        .naming(name);
    assertThat(server.spooled()).isEmpty();
  }

  @Test
  void anUnknownOptionIsNamed() {
    server
        .upload("/api/upload?separator=x", Form.ofFile("x.csv", users()))
        .expectProblem(400, "unknown-option")
        .naming("separator");
    server
        .upload(Form.ofFile("x.csv", users()).field("separator", "x"))
        .expectProblem(400, "unknown-option")
        .naming("separator");
  }

  @Test
  void anOptionGivenTwiceIsNamed() {
    server
        .upload("/api/upload?header=true", Form.with().field("header", "true").file("x", users()))
        .expectProblem(400, "bad-option")
        .naming("header");
  }

  @Test
  void aDelimiterThatHoldsTheQuoteIsRefused() {
    server
        .upload("/api/upload?delimiter=;&quote=;", Form.ofFile("x.csv", users()))
        .expectProblem(400, "bad-option")
        .naming("delimiter");
  }

  @Test
  void anOverLongFieldIsRefused() {
    server
        .upload(Form.with().field("schema", "x".repeat(70_000)).file("x.csv", users()))
        .expectProblem(400, "bad-option")
        .naming("schema");
  }

  @Test
  void tooManyPartsAreRefused() {
    Form form = Form.with();
    for (int i = 0; i < 40; i++) {
      form.part("form-data; name=\"file\"; filename=\"\"", new byte[0]);
    }

    assertThat(server.upload(form).expect(400).text("code"))
        .isIn("two-files", "malformed-multipart");
  }

  @Test
  void twoFilesAreRefused() {
    server
        .upload(Form.ofFile("a.csv", users()).file("b.csv", users()))
        .expectProblem(400, "two-files");
    assertThat(server.spooled()).isEmpty();
  }

  @Test
  void theSameBytesAreImportedOnce() {
    String content = users();
    long first = server.load("a.csv", content).expect(200).number("import_id");

    Answer again = server.load("b.csv", content).expect(200);

    assertThat(again.number("import_id")).isEqualTo(first);
    assertThat(again.text("message"))
        .isEqualTo(
            "File already processed: import %d read it in the same way (CSV in utf-8, delimiter ',';"
                    .formatted(first)
                + " schema users). Send it with on_duplicate=allow to import it again");
    assertThat(again.json().path("duplicate").asBoolean()).isTrue();
    assertThat(again.text("status")).isEqualTo("completed");
    assertThat(again.number("processed_records")).isEqualTo(3);
  }

  @Test
  void theSameBytesAreRefusedOrImportedAgainOnRequest() {
    String content = users();
    long first = server.load("a.csv", content).expect(200).number("import_id");

    Answer refused =
        server
            .upload(Form.ofFile("b.csv", content).field("on_duplicate", "refuse"))
            .expectProblem(409, "duplicate-import");
    assertThat(refused.number("import_id")).isEqualTo(first);
    assertThat(refused.text("detail")).contains("on_duplicate").contains("schema users");
    assertThat(server.spooled()).isEmpty();
    assertThat(
            server
                .upload(Form.ofFile("b.csv", content).field("on_duplicate", "return"))
                .expect(200)
                .number("import_id"))
        .isEqualTo(first);
    assertThat(
            server
                .upload(Form.ofFile("b.csv", content).field("on_duplicate", "allow"))
                .expect(200)
                .number("import_id"))
        .isNotEqualTo(first);
    server
        .upload(Form.ofFile("b.csv", content).field("on_duplicate", "maybe"))
        .expectProblem(400, "bad-option");
  }

  @Test
  void theSameBytesUnderAnotherSchemaAreNoDuplicate() {
    String content = users();
    long first = server.load("a.csv", content).expect(200).number("import_id");

    Answer other = server.upload("/api/upload?schema=none", Form.ofFile("a.csv", content));

    assertThat(other.expect(200).number("import_id")).isNotEqualTo(first);
  }

  @Test
  void twentyUploadsOfOneFileAtOnceGiveOneImport() {
    Form form = Form.ofFile("race.csv", users());
    List<CompletableFuture<Answer>> uploads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      uploads.add(server.uploadLater(form, "Prefer", "wait=60"));
    }

    List<Answer> answers = uploads.stream().map(CompletableFuture::join).toList();

    Set<Long> imports =
        answers.stream().map(a -> a.expect(200).number("import_id")).collect(Collectors.toSet());
    assertThat(imports).hasSize(1);
    assertThat(answers).filteredOn(a -> !a.json().path("duplicate").asBoolean()).hasSize(1);
    long listed =
        StreamSupport.stream(
                server.get("/api/imports?limit=1000").json().path("imports").spliterator(), false)
            .filter(i -> i.path("filename").asText().equals("race.csv"))
            .count();
    assertThat(listed).isEqualTo(1);
    TestServer.until(() -> server.spooled().isEmpty());
  }

  @Test
  void aHeaderWithoutRowsIsAnImportOfNothing() {
    Answer answer =
        server.upload(
            "/api/upload?filename=empty%d.csv".formatted(++files),
            Form.ofFile("x", "name,email,age\n"));

    assertThat(answer.expect(200).text("message"))
        .isEqualTo("The file has a header but no data rows");
    assertThat(answer.number("total_records")).isZero();
  }

  @Test
  void theNameOfTheFileIsALabel() {
    Answer answer = server.load("C:\\\\temp\\\\..\\\\u\\\"sers.csv", users()).expect(200);

    assertThat(answer.text("filename")).isEqualTo("u\"sers.csv");
  }
}
