package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.importer.testing.Archives;
import dev.importer.testing.SettableClock;
import dev.importer.testing.Waiting;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are sent once, checked with several settings, and imported. */
class StagingTest {

  private static final String MESSY = "name;email;age\nAnn;ann@example.com;30\nBob;nobody;x\n";
  private static final String JSON = "application/json";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = start(0);
  }

  private TestServer start(int port) {
    return TestServer.start(
        folder,
        options ->
            options.port(port).workers(1).maxUploadBytes(3_000_000).maxStagedBytes(1_500_000),
        importer -> importer.clock(clock));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer stage(String name, String content) {
    return server.upload("/api/uploads", Form.ofFile(name, content)).expect(201);
  }

  private static String hash(String text) {
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private long staged(String content) {
    return stage("people.csv", content).number("upload_id");
  }

  private Answer check(long id, String options) {
    return server.post("/api/uploads/" + id + "/check", JSON, options);
  }

  private Answer load(long id, String options, String... headers) {
    return server.post("/api/uploads/" + id + "/import", JSON, options, headers);
  }

  @Test
  void theBeginningOfAFileSaysWhichSchemaFits() {
    staged("Full name,E-Mail Address,Years\nAnn,ann@example.com,30\nBob,b@example.com,41\n");

    JsonNode preview = server.post("/api/uploads/1/preview", JSON, "").expect(200).json();

    assertThat(preview.at("/lines/0/cells/2").asText()).isEqualTo("Years");
    assertThat(preview.at("/fits/0/schema").asText()).isEqualTo("users");
    assertThat(preview.at("/fits/0/columns/0/reason").asText()).isEqualTo("alias");
    assertThat(preview.at("/fits/0/proposals/0/field").asText()).isEqualTo("age");
    server.post("/api/uploads/1/preview", JSON, "{\"sep\":1}").expectProblem(400, "unknown-option");
    server.post("/api/uploads/9/preview", JSON, "").expectProblem(404, "upload-not-found");
  }

  @Test
  void aSchemaThatWasFoundInAFileCanBeSentWithIt() {
    staged("pet;born\nTom;2020-01-31\nRex;2021-05-01\n");
    JsonNode found = server.post("/api/uploads/1/infer", JSON, "{}").expect(200).json();
    assertThat(found.at("/schema/fields/1/type").asText()).isEqualTo("date");
    String options = "{\"schema\":\"pets\",\"own_schema\":" + found.path("schema") + "}";

    assertThat(check(1, options).expect(200).text("schema")).isEqualTo("pets");
    long id = load(1, options, "Prefer", "wait=60").expect(200).number("import_id");

    JsonNode imported = server.get("/api/imports/" + id).expect(200).json().path("import");
    assertThat(imported.path("processed_records").asInt()).isEqualTo(2);
    assertThat(imported.at("/plan/own_schema/fields/1/name").asText()).isEqualTo("born");
    server
        .post("/api/uploads/1/infer", JSON, "{\"schema\":\"users\"}")
        .expectProblem(400, "unknown-option");
    check(1, "{\"own_schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"strin\"}]}}")
        .expectProblem(400, "bad-option");
    check(1, "{\"own_schema\":3}").expectProblem(400, "bad-option");
  }

  @Test
  void aFileIsSentOnceCheckedWithSeveralSettingsAndImported() {
    Answer staged = stage("people.csv", MESSY);
    assertThat(staged.header("Location")).contains("/api/uploads/1");
    assertThat(staged.number("upload_id")).isEqualTo(1);
    assertThat(staged.text("filename")).isEqualTo("people.csv");
    assertThat(staged.number("file_size")).isEqualTo(MESSY.length());
    assertThat(staged.text("file_hash")).isEqualTo(hash(MESSY));
    assertThat(staged.text("format")).isEqualTo("csv");
    assertThat(staged.text("expires_at")).isEqualTo("2026-11-25T13:00:00.000Z");
    assertThat(server.get("/api/uploads/1").expect(200).body()).isEqualTo(staged.body());

    assertThat(check(1, "").expect(200).number("failed_records")).isEqualTo(1);
    assertThat(check(1, "{\"schema\":\"none\"}").expect(200).number("failed_records")).isZero();
    assertThat(server.get("/api/imports").number("total")).isZero();

    Answer imported = load(1, "{\"schema\":\"none\"}", "Prefer", "wait=60").expect(200);
    assertThat(imported.number("processed_records")).isEqualTo(2);
    assertThat(imported.text("filename")).isEqualTo("people.csv");
    assertThat(imported.text("file_hash")).isEqualTo(staged.text("file_hash"));
    // It can be looked at again, and once more in the same way it is the same import.
    assertThat(check(1, "{}").expect(200).number("total_records")).isEqualTo(2);
    Answer again = load(1, "{\"schema\":\"none\"}", "Prefer", "wait=60").expect(200);
    assertThat(again.json().path("duplicate").asBoolean()).isTrue();
    assertThat(again.number("import_id")).isEqualTo(imported.number("import_id"));
    load(1, "{\"schema\":\"none\",\"on_duplicate\":\"refuse\"}")
        .expectProblem(409, "duplicate-import");
  }

  /** The same code answers; the members of the body are the options of an upload. */
  @Test
  void aCheckAnswersAsThatOfAnUploadWithTheSameOptions() {
    String file = "#c\nname;email;age\n Ann;ann@example.com;30\n";
    long id = staged(file);
    JsonNode staged =
        check(id, "{\"delimiter\":\";\",\"skip_rows\":1,\"header\":true,\"max_errors\":5}")
            .expect(200)
            .json();

    assertThat(staged)
        .isEqualTo(
            server
                .upload(
                    "/api/check?delimiter=;&skip_rows=1&header=true&max_errors=5",
                    Form.ofFile("people.csv", file))
                .expect(200)
                .json());
    ObjectNode plain = (ObjectNode) server.upload("/api/check", Form.ofFile("a.csv", file)).json();
    assertThat(check(id, "{\"filename\":\"a.csv\",\"repair\":null}").json()).isEqualTo(plain);
  }

  @Test
  void structuredOptionsAreStructuresInJson() {
    long id = staged("name,email,age,note\nAnn,ann@example.com,30,x\nBob,b@example.com,n/a,\n");
    Answer imported =
        load(
                id,
                "{\"map\":{\"name\":\"name\",\"#4\":\"\"},\"trim\":\"cells\",\"unwrap\":true,"
                    + "\"replace\":[{\"field\":\"age\",\"from\":\"n/a\",\"to\":\"\"}]}",
                "Prefer",
                "wait=60")
            .expect(200);

    JsonNode plan = imported.json().path("plan");
    assertThat(plan.path("map").path("#4").asText("?")).isEmpty();
    assertThat(plan.path("trim").asText()).isEqualTo("cells");
    assertThat(plan.path("unwrap").asBoolean()).isTrue();
    assertThat(plan.path("replace").path(0).path("from").asText()).isEqualTo("n/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"delimitr":";"} | unknown-option | delimitr | did you mean 'delimiter'?
          {"handler":"x"} | unknown-option | handler | There is no option
          {"header":"maybe"} | bad-option | header | true or false
          {"header":{}} | bad-option | header | a string, a number, true or false
          {"delimiter":[";"]} | bad-option | delimiter | a string, a number, true or false
          {"map":"a=b"} | bad-option | map | an object
          {"map":[]} | bad-option | map | an object
          {"map":{"a":1}} | bad-option | map | a label and a field
          {"replace":{}} | bad-option | replace | an array
          {"replace":[{"field":"a"}]} | bad-option | replace | a field, a value
          {"schema":"usrs"} | bad-option | schema | users
          {"schema":{"fields":[]}} | bad-option | schema | a string
          {"skip_rows":1.5} | bad-option | skip_rows | whole number
          {"skip_rows":-1} | bad-option | skip_rows | whole number
          {"strict":true,"max_errors":1} | bad-option | max_errors | strict
          """)
  void anOptionThatCannotBeMeantIsNamed(String body, String code, String option, String says) {
    long id = staged(MESSY);
    for (String call : List.of("check", "import")) {
      Answer answer =
          server
              .post("/api/uploads/" + id + "/" + call, JSON, body)
              .expectProblem(400, code)
              .naming(option);
      assertThat(answer.text("detail")).contains(says);
    }
    assertThat(server.get("/api/imports").number("total")).isZero();
  }

  @Test
  void aBodyThatIsNoObjectOfOptionsIsRefused() {
    long id = staged(MESSY);
    JsonNode fault =
        check(id, "{\n\"a\":").expectProblem(400, "json-syntax").json().path("errors").path(0);
    assertThat(fault.path("line").asInt()).isEqualTo(2);
    check(id, "{\"schema\":\"none\",\"schema\":\"users\"}").expectProblem(400, "json-syntax");
    check(id, "[]").expectProblem(400, "bad-body");
    server
        .post("/api/uploads/" + id + "/check", "text/csv", "a,b")
        .expectProblem(415, "unsupported-media-type");
    check(id, "{\"filename\":\"" + "x".repeat(1 << 20) + "\"}").expectProblem(413, "too-large");
    server
        .post("/api/uploads/" + id + "/check?schema=none", JSON, "{}")
        .expectProblem(400, "unknown-parameter")
        .naming("schema");
    server
        .upload("/api/uploads?schema=none", Form.ofFile("a.csv", MESSY))
        .expectProblem(400, "unknown-option")
        .naming("schema");
    server
        .upload("/api/uploads", Form.with().field("header", "true").file("a.csv", MESSY))
        .expectProblem(400, "unknown-option")
        .naming("header");
    assertThat(server.spooled()).hasSize(1);
  }

  @Test
  void theFileCanComeAsTheBodyAndSaysWhatItIs() {
    Answer staged =
        server
            .post(
                "/api/uploads?filename=p",
                "text/tab-separated-values",
                "name\temail\tage\nA\ta@b.org\t1\n")
            .expect(201);
    assertThat(staged.text("filename")).isEqualTo("p");
    assertThat(check(staged.number("upload_id"), "").json().at("/dialect/delimiter").asText())
        .isEqualTo("\t");
    byte[] koi8 = "name,\u0438\u043C\u044F\nx,y\n".getBytes(Charset.forName("koi8-r"));
    long id =
        server
            .post("/api/uploads", "text/csv; charset=koi8-r", BodyPublishers.ofByteArray(koi8))
            .number("upload_id");
    assertThat(
            check(id, "{\"schema\":\"none\"}").expect(200).json().at("/columns/1/label").asText())
        .isEqualTo("\u0438\u043C\u044F");
    byte[] packed = Archives.gzip(MESSY.getBytes(StandardCharsets.UTF_8));
    Answer unpacked =
        server.upload("/api/uploads", Form.with().file("people.csv.gz", packed)).expect(201);
    assertThat(unpacked.text("file_hash")).isEqualTo(hash(MESSY));
    check(unpacked.number("upload_id"), "").expect(200);
  }

  @Test
  void theSameFileAgainIsTheSameUpload() {
    Answer first = stage("a.csv", MESSY);
    clock.advance(Duration.ofMinutes(10));
    Answer again = stage("a.csv", MESSY);

    assertThat(again.number("upload_id")).isEqualTo(first.number("upload_id"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.text("expires_at")).isEqualTo("2026-11-25T13:10:00.000Z");
    assertThat(stage("b.csv", MESSY).number("upload_id")).isNotEqualTo(first.number("upload_id"));
    assertThat(server.spooled()).hasSize(2);
  }

  @Test
  void whatIsNotUsedForAnHourIsGone() {
    long id = staged(MESSY);
    for (int use = 0; use < 3; use++) {
      clock.advance(Duration.ofMinutes(59));
      check(id, "").expect(200);
    }
    clock.advance(Duration.ofMinutes(59));
    server.get("/api/uploads/" + id).expect(200);
    clock.advance(Duration.ofMinutes(1));

    expectGone(id);
    Waiting.until("its file is gone", () -> server.spooled().isEmpty());
    assertThat(staged(MESSY)).isGreaterThan(id);
  }

  private void expectGone(long id) {
    String path = "/api/uploads/" + id;
    server.get(path).expectProblem(404, "upload-not-found");
    server.delete(path).expectProblem(404, "upload-not-found");
    check(id, "").expectProblem(404, "upload-not-found");
    load(id, "").expectProblem(404, "upload-not-found");
  }

  @Test
  void whatIsDiscardedIsGone() {
    long id = staged(MESSY);
    Answer imported = load(id, "", "Prefer", "wait=60").expect(200);

    assertThat(server.delete("/api/uploads/" + id).expect(200).text("message"))
        .isEqualTo("Upload discarded");

    expectGone(id);
    assertThat(server.spooled()).isEmpty();
    server.get("/api/imports/" + imported.number("import_id")).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "99", "x", "-1", "1e3", "12345678901234567890", "%2e%2e"})
  void anUploadThatThereIsNotIsA404(String id) {
    for (String call : List.of("/check", "/import")) {
      server.post("/api/uploads/" + id + call, JSON, "{}").expect(404);
    }
    server.get("/api/uploads/" + id).expect(404);
  }

  @Test
  void anImportDoesNotNeedTheUploadAnyMore() {
    long running = server.beginLongImport();
    Waiting.until(
        "it has the only worker",
        () -> server.get("/api/imports/" + running).json().at("/import/total_records").asInt() > 0);
    long id = staged(MESSY);
    Answer waiting = load(id, "", "Prefer", "respond-async").expect(202);
    assertThat(waiting.header("Location")).contains("/api/imports/" + waiting.number("import_id"));
    assertThat(waiting.header("Preference-Applied")).contains("respond-async");
    server.delete("/api/uploads/" + id).expect(200);

    server.post("/api/imports/" + running + "/cancel", JSON, "").expect(202);

    String path = "/api/imports/" + waiting.number("import_id");
    Waiting.until(
        "it is imported",
        () -> server.get(path).json().at("/import/status").asText().equals("completed"));
    assertThat(server.get(path).json().at("/import/total_records").asInt()).isEqualTo(2);
  }

  @Test
  void aRestartKeepsWhatIsStaged() {
    long id = staged(MESSY);
    int port = server.port();
    server.close();

    server = start(port);

    assertThat(check(id, "").expect(200).number("total_records")).isEqualTo(2);
    assertThat(load(id, "", "Prefer", "wait=60").expect(200).number("failed_records")).isEqualTo(1);
  }

  @Test
  void whatCannotBeImportedInAnyWayIsNotStaged() {
    server
        .upload("/api/uploads", Form.ofFile("report.csv", "%PDF-1.7\n"))
        .expectProblem(415, "unsupported-format");
    server
        .upload("/api/uploads", Form.with().file("a.csv.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0}))
        .expectProblem(422, "compression-error");
    server.upload("/api/uploads", Form.with().field("x", "y")).expect(400);
    server.post("/api/uploads", "image/png", "x").expectProblem(415, "unsupported-media-type");
    server
        .upload("/api/uploads", Form.ofFile("a.csv", "x".repeat(1_900_000)))
        .expectProblem(413, "too-large");
    server
        .upload("/api/uploads", Form.ofFile("a.csv", "x".repeat(3_100_000)))
        .expectProblem(413, "too-large");
    assertThat(server.spooled()).isEmpty();

    Answer words = stage("words", "one\ntwo\n");
    assertThat(words.json().path("format").isNull()).isTrue();
    long id = words.number("upload_id");
    check(id, "").expectProblem(415, "unsupported-format");
    check(id, "{\"format\":\"csv\",\"schema\":\"none\"}").expect(200);
    check(stage("empty.csv", "").number("upload_id"), "").expectProblem(422, "empty-file");
    Answer failed =
        load(stage("x.csv", "name,mail\na,b\n").number("upload_id"), "", "Prefer", "wait=60")
            .expectProblem(422, "missing-label");
    assertThat(failed.json().has("import_id")).isTrue();
  }
}
