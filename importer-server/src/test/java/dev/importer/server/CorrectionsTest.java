package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Refused rows out, corrected rows in, over HTTP. */
class CorrectionsTest {

  @RegisterExtension private static final TestServer server = TestServer.extension();
  private static int files;

  private long id;
  private String download;

  @BeforeEach
  void load() {
    String csv =
        "name;email;age\nAnn %d;ann@example.com;30\nBob;nobody;1\nCid;c@example.com;=x\n"
            .formatted(++files);
    id = server.load("bad.csv", csv).expect(200).number("import_id");
    download = server.get("/api/imports/" + id + "/errors").expect(200).body();
  }

  @AfterEach
  void nothingIsLeftInTheSpool() {
    assertThat(server.spooled()).isEmpty();
  }

  private String path() {
    return "/api/imports/" + id + "/corrections";
  }

  @Test
  void aMendedDownloadIsTakenBack() {
    String mended = download.replace("nobody", "bob@example.com").replace("'=x", "7");

    Answer answer = server.upload(path(), Form.ofFile("mended.csv", mended)).expect(200);

    assertThat(answer.body())
        .isEqualTo(
            ("{\"import_id\":%d,\"corrected\":2,\"still_failed\":0,\"unchanged\":0,"
                    + "\"total_records\":3,\"processed_records\":3,\"failed_records\":0}")
                .formatted(id));
    assertThat(server.get("/api/imports/" + id + "/errors/summary").number("total_errors"))
        .isZero();
    assertThat(server.upload(path(), Form.ofFile("mended.csv", mended)).number("unchanged"))
        .isEqualTo(2);
  }

  @Test
  void theFileMayBeTheBodyAndJson() {
    String json =
        server.get("/api/imports/" + id + "/errors?format=ndjson").body().replace("=x", "8");

    Answer answer = server.post(path(), "application/x-ndjson", json).expect(200);

    assertThat(answer.number("corrected")).isEqualTo(1);
    assertThat(answer.number("still_failed")).isEqualTo(1);
    assertThat(server.post(path() + "?delimiter=%3B", "text/csv", download).number("unchanged"))
        .isEqualTo(1);
  }

  @Test
  void onlyTheCellsThatAreNamedChange() {
    String row =
        "{\"id\":1234567890123456789%d,\"price\":1.10,\"huge\":1E+400,\"Name\":\"Ann\","
                .formatted(++files)
            + "\"EMAIL\":\"nobody\",\"age\":30}";
    long json = server.load("numbers.json", "[" + row + "]").expect(200).number("import_id");

    Answer answer =
        server
            .post(
                "/api/imports/" + json + "/corrections",
                "application/json",
                "[{\"_row\":1,\"email\":\"ann@example.com\"}]")
            .expect(200);

    assertThat(answer.number("corrected")).isEqualTo(1);
    assertThat(server.get("/api/imports/" + json).expect(200).body())
        .contains(
            row.replace("nobody", "ann@example.com")
                .replace("Name", "name")
                .replace("EMAIL", "email"));
  }

  @Test
  void correctionsOfAnotherImportAreAConflict() {
    long first = id;
    String ofFirst = download;
    load();

    server.upload(path(), Form.ofFile("mended.csv", ofFirst)).expectProblem(409, "other-import");
    assertThat(first).isNotEqualTo(id);
  }

  @Test
  void aFileThatDoesNotFitIsRefusedWithTheReason() {
    Answer unknown =
        server
            .post(path(), "text/csv", "name;email;age;_row\nX;x@example.com;1;99\n")
            .expectProblem(422, "unknown-row");
    assertThat(unknown.json().at("/errors/0/line").asInt()).isEqualTo(2);
    server
        .post(path(), "text/csv", "name;email;years\nX;x@example.com;1\n")
        .expectProblem(422, "no-row-number");
    server.post(path(), "application/json", "[{\"_row\":").expectProblem(422, "json-syntax");
    server.upload(path(), Form.with().field("format", "csv")).expectProblem(400, "no-file");
  }

  @Test
  void optionsThatTheImportHasAlreadyAreNotTaken() {
    server
        .upload(path() + "?schema=none", Form.ofFile("mended.csv", download))
        .expectProblem(400, "unknown-option")
        .naming("schema");
  }

  @Test
  void onlyACompletedImportCanBeCorrected() {
    long failed = server.load("x.csv", "name\nA %d\n".formatted(files)).number("import_id");

    server
        .upload("/api/imports/" + failed + "/corrections", Form.ofFile("x.csv", download))
        .expectProblem(409, "import-ended");
    server
        .upload("/api/imports/999/corrections", Form.ofFile("x.csv", download))
        .expectProblem(404, "import-not-found");
  }
}
