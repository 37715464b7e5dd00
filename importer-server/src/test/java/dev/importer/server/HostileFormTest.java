package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of multipart/form-data that are made to break whoever reads them. */
class HostileFormTest {

  private static final String FILE =
      "Content-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n";

  @RegisterExtension private static final TestServer server = TestServer.extension();

  @AfterEach
  void nothingIsStoredAndTheServerLives() {
    server.expectAlive();
    assertThat(server.spooled()).isEmpty();
    assertThat(server.get("/api/stats").number("total_records")).isZero();
  }

  private static Answer post(String boundary, String body) {
    return server.post("/api/upload", "multipart/form-data; boundary=" + boundary, body);
  }

  private static void refused(String body) {
    post("b", body).expectProblem(400, "malformed-multipart");
  }

  @Test
  void thousandsOfParts() {
    String field = "--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\ncsv\r\n";

    assertThat(post("b", field.repeat(5_000) + "--b--\r\n").expect(400).text("code"))
        .isIn("malformed-multipart", "bad-option");
    refused("--b\r\n\r\n\r\n".repeat(5_000) + "--b--\r\n");
    refused("--b\r\n".repeat(100_000) + "--b--\r\n");
  }

  @Test
  void thousandsOfHeadersInAPart() {
    refused("--b\r\n" + FILE + "X: y\r\n".repeat(10_000) + "\r\nname\r\n--b--\r\n");
  }

  @Test
  void anEndlessHeaderName() {
    refused("--b\r\n" + "X".repeat(1_000_000) + ": y\r\n\r\nname\r\n--b--\r\n");
  }

  @Test
  void anEndlessPreamble() {
    assertThat(post("b", "x".repeat(20 << 20)).status()).isEqualTo(400);
  }

  @Test
  void noLastBoundary() {
    refused("--b\r\n" + FILE + "\r\n" + TestServer.USERS);
    refused("--b\r\n" + FILE + "\r\n" + TestServer.USERS + "\r\n--b");
    refused("--b\r\n" + FILE + "\r\n" + TestServer.USERS + "\r\n--b-");
  }

  @Test
  void aFormInAForm() {
    String inner =
        "--c\r\nContent-Disposition: file; filename=\"y.csv\"\r\n\r\n"
            + TestServer.USERS
            + "\r\n--c--\r\n";
    Answer answer =
        post(
            "b",
            "--b\r\n"
                + FILE
                + "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
                + inner
                + "\r\n--b--\r\n");

    // It is no form to us but the bytes of the file, whose name is that of the outer one.
    assertThat(answer.expect(200).text("filename")).isEqualTo("x.csv");
    server.delete("/api/imports/" + answer.number("import_id")).expect(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {71, 500, 5_000})
  void aBoundaryThatIsTooLongIsUsedOrRefused(int length) {
    String boundary = "b".repeat(length);
    Answer answer = post(boundary, "--" + boundary + "\r\n" + FILE + "\r\nx\r\n--" + boundary);

    answer.expectProblem(400, "malformed-multipart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"b",
        "b\"",
        "b c",
        "\"b\\\"\"",
        "a; boundary=b",
        "\u00e4",
        "--",
        "-"
      })
  void aBoundaryThatIsNoneIsRefused(String boundary) {
    assertThat(post(boundary, "--b\r\n" + FILE + "\r\nx").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form-data",
        "form-data;",
        "form-data; name",
        "form-data; name=",
        "form-data; =file",
        "form-data; name=\"",
        "form-data; filename=\"x.csv\"",
        "attachment",
        ";;;;;;",
        "form-data; name=\"\0file\"; filename=x"
      })
  void aPartWithoutANameIsRefused(String disposition) {
    Answer answer =
        post("b", "--b\r\nContent-Disposition: " + disposition + "\r\n\r\nx\r\n--b--\r\n");

    assertThat(answer.expect(400).text("code"))
        .isIn("malformed-multipart", "no-file", "unknown-option");
  }

  @Test
  void aDispositionOfAHundredThousandParameters() {
    refused(
        "--b\r\nContent-Disposition: form-data" + "; a=b".repeat(100_000) + "\r\n\r\nx\r\n--b--");
  }
}
