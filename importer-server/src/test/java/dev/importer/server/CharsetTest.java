package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sender of a file says of its encoding. */
class CharsetTest {

  private static final String RUSSIAN = "имя,город\nАнна,Москва\n";

  @RegisterExtension private static final TestServer server = TestServer.extension();

  private static Answer send(String path, String type, String text, String encoding) {
    return server.post(
        path, type, BodyPublishers.ofByteArray(text.getBytes(Charset.forName(encoding))));
  }

  private static Answer check(String type, String text, String encoding) {
    return send("/api/check?schema=none&header=true", type, text, encoding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "koi8-r | KOI8-R",
        "\"koi8-r\" | KOI8-R",
        "KOI8 | KOI8-R",
        "windows-1251 | windows-1251",
        "x-cp1251 | windows-1251",
        "utf-8 | UTF-8",
        "UTF8 | UTF-8",
        "utf-16 | UTF-16",
        "utf-16le | UTF-16LE",
        "x-mac-cyrillic | x-MacCyrillic"
      })
  void thatIsHowTheFileIsRead(String charset, String encoding) {
    Answer answer = check("text/csv; charset=" + charset, RUSSIAN, encoding).expect(200);

    assertThat(answer.json().at("/records/0/data/город").asText()).isEqualTo("Москва");
    assertThat(answer.json().at("/detection/encoding/basis").asText())
        .isIn("declared", "byte-order-mark");
  }

  @Test
  void thatOfThePartOfAFormCountsToo() {
    byte[] head =
        TestServer.head(
                "--x",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"",
                "Content-Type: text/csv; charset=koi8-r")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] file = RUSSIAN.getBytes(Charset.forName("KOI8-R"));

    Answer answer =
        server.post(
            "/api/upload?schema=none&header=true",
            "multipart/form-data; charset=utf-8; boundary=x",
            BodyPublishers.concat(
                Stream.of(head, file, end)
                    .map(BodyPublishers::ofByteArray)
                    .toArray(java.net.http.HttpRequest.BodyPublisher[]::new)),
            "Prefer",
            "wait=60");

    answer.expect(200);
    assertThat(answer.json().at("/dialect/encoding").asText()).isEqualTo("koi8-r");
    assertThat(server.get("/api/imports/" + answer.number("id")).json().at("/records/0/data/имя"))
        .hasToString("\"Анна\"");
  }

  @Test
  void anOptionBeatsIt() {
    Answer answer =
        send(
                "/api/check?schema=none&header=true&encoding=koi8-r",
                "text/csv; charset=utf-8",
                RUSSIAN,
                "KOI8-R")
            .expect(200);

    assertThat(answer.json().at("/records/0/data/имя").asText()).isEqualTo("Анна");
    assertThat(answer.json().at("/detection/encoding/basis").asText()).isEqualTo("given");
  }

  @Test
  void aByteOrderMarkOfAnotherEncodingContradictsIt() {
    Answer answer =
        send(
                "/api/upload?schema=none&header=true",
                "text/csv; charset=koi8-r",
                "\uFEFF" + RUSSIAN,
                "UTF-8")
            .expectProblem(422, "encoding-error");

    assertThat(answer.text("detail")).contains("UTF-8", "KOI8-R", "its sender says");
    check("text/csv; charset=utf-16be", "\uFEFF" + RUSSIAN, "UTF-16LE")
        .expectProblem(422, "encoding-error");
    send(
            "/api/check?schema=none&header=true&encoding=koi8-r",
            "text/csv;charset=koi8-r",
            "\uFEFFa,b\n1,2\n",
            "UTF-8")
        .expect(200);
  }

  @Test
  void bytesThatAreNoTextInItContradictIt() {
    Answer answer =
        check("text/csv; charset=utf-8", RUSSIAN, "KOI8-R").expectProblem(422, "encoding-error");

    assertThat(answer.text("detail")).contains("is not UTF-8 text", "name its encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/csv", "application/json", "text/plain; header=present", "text/csv;"})
  void whoSaysNothingLeavesItToDetection(String type) {
    Answer answer = check(type, RUSSIAN, "windows-1251").expect(200);

    assertThat(answer.json().at("/detection/encoding/basis").asText()).isEqualTo("guess");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8mb4",
        "ansi",
        "",
        "\"\"",
        "\"utf8mb4\"",
        "'utf-8'",
        "a b",
        "../x",
        "utf-8; charset=koi8-r"
      })
  void oneThatThereIsNotIsNamedOnEveryCallWithABody(String charset) {
    for (String path :
        new String[] {
          "/api/upload", "/api/check", "/api/records/search", "/api/imports/1/corrections"
        }) {
      String type =
          (path.endsWith("search") ? "application/json" : "text/csv") + "; charset=" + charset;
      if (path.contains("corrections")) {
        server.load("a.csv", TestServer.USERS);
      }
      Answer answer = server.post(path, type, "{}").expectProblem(415, "unsupported-charset");

      assertThat(answer.naming("charset").text("detail"))
          .contains(charset.replace("\"", "").replaceAll("utf-8;.*", "KOI8-R"));
    }
  }

  @Test
  void callsThatReadNoBodyDoNotMind() {
    String[] header = {"Content-Type", "text/csv; charset=utf8mb4"};

    server.get("/api/imports", header).expect(200);
    server.get("/health", header).expect(200);
    server.get("/api/imports?q=%C3%A4", "Content-Type", "text/csv; charset=utf-16").expect(200);
  }

  @Test
  void jsonOfACallIsUtf8() {
    server.post("/api/records/search", "application/json; charset=\"UTF-8\"", "{}").expect(200);
    server
        .post("/api/records/search", "application/json; charset=iso-8859-1", "{}")
        .expectProblem(415, "unsupported-charset");
  }

  @Test
  void theAddressIsUtf8WhateverTheBodyIs() {
    Answer answer =
        send(
                "/api/check?schema=none&header=true&filename=%D0%B8%D0%BC%D1%8F.csv",
                "text/csv; charset=koi8-r", RUSSIAN, "KOI8-R")
            .expect(200);

    assertThat(answer.text("filename")).isEqualTo("имя.csv");
  }

  @Test
  void twoContentTypesAreRefused() {
    assertThat(
            server.raw(
                TestServer.head(
                        "POST /api/check HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Content-Type: text/csv",
                        "Content-Type: application/json",
                        "Content-Length: 8")
                    + "a,b\n1,2\n"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Encoding: gzip",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable"
  })
  void aPackedPartOfAFormIsRefused(String header) {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
            + header
            + "\r\n\r\na,b\r\n--x--\r\n";

    server
        .post("/api/check", "multipart/form-data; boundary=x", form)
        .expectProblem(415, "unsupported-encoding");
  }

  @Test
  void aPackedSearchIsRefused() {
    server
        .post("/api/records/search", "application/json", "{}", "Content-Encoding", "gzip")
        .expectProblem(415, "unsupported-encoding");
  }
}
