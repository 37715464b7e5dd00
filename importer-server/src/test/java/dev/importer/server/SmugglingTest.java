package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two programs in a row could understand differently. Each hides a second request in
 * its body: it must be refused as a whole, and the connection must end.
 */
class SmugglingTest {

  private static final String HIDDEN =
      "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @RegisterExtension
  private static final TestServer server =
      TestServer.extension(options -> options.idleTimeout(Duration.ofSeconds(2)));

  @AfterEach
  void nothingIsStoredAndTheServerLives() {
    server.expectAlive();
    assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    assertThat(server.spooled()).isEmpty();
  }

  private static Arguments upload(String name, String framing, String body) {
    String head = "POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n";
    return Arguments.of(name, head + framing + "\r\n\r\n" + body + HIDDEN);
  }

  static Stream<Arguments> bodiesOfTwoLengths() {
    String end = "0\r\n\r\n";
    return Stream.of(
        upload("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", end),
        upload("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5", end),
        upload("an unknown coding before chunks", "Transfer-Encoding: foo, chunked", end),
        upload("gzip before chunks", "Transfer-Encoding: gzip, chunked", end),
        upload(
            "an unknown coding in a line of its own",
            "Transfer-Encoding: foo\r\nTransfer-Encoding: chunked",
            end),
        upload("two lengths", "Content-Length: 5\r\nContent-Length: 6", "a,b,c"),
        upload("a list of lengths", "Content-Length: 5, 6", "a,b,c"),
        upload("a length with a sign", "Content-Length: +5", "a,b,c"),
        upload("a negative length", "Content-Length: -5", "a,b,c"),
        upload("a hexadecimal length", "Content-Length: 0x5", "a,b,c"),
        upload("an empty length", "Content-Length:", ""),
        upload("a length beyond all bounds", "Content-Length: 99999999999999999999", ""),
        upload("a blank before the colon", "Content-Length : 5", "a,b,c"),
        upload("a folded line", "Content-Length:\r\n 5", "a,b,c"),
        upload("a folded coding", "Transfer-Encoding:\r\n chunked", end),
        upload("an unknown coding", "Transfer-Encoding: xchunked", end),
        upload("chunks not last", "Transfer-Encoding: chunked, identity", end),
        upload("chunks twice", "Transfer-Encoding: chunked, chunked", end),
        upload("two codings", "Transfer-Encoding: identity\r\nTransfer-Encoding: cow", end),
        upload("a vertical tab", "Transfer-Encoding: \u000bchunked", end),
        upload("a name that begins with a blank", " Transfer-Encoding: chunked", end),
        upload("a line end in a value", "X: a\rTransfer-Encoding: chunked", end),
        upload("a NUL in a value", "X: a\0b", end),
        upload("a NUL in a name", "X\0: a", end),
        upload("a line without a colon", "Transfer-Encoding", end),
        upload("no chunk size", "Transfer-Encoding: chunked", "zz\r\n"),
        upload("a negative chunk", "Transfer-Encoding: chunked", "-1\r\na\r\n" + end),
        upload("a chunk with a prefix", "Transfer-Encoding: chunked", "0x5\r\na,b,c\r\n" + end),
        upload("a chunk beyond all bounds", "Transfer-Encoding: chunked", "fffffffffffffffff\r\n"),
        upload("a chunk that is too long", "Transfer-Encoding: chunked", "3\r\na,b,c\r\n" + end),
        Arguments.of(
            "chunks of HTTP 1.0",
            "POST /api/upload HTTP/1.0\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + end
                + HIDDEN));
  }

  static Stream<Arguments> linesThatEndInALineFeedOnly() {
    return Stream.of(
        Arguments.of("the head", HIDDEN.replace("\r\n", "\n")),
        Arguments.of("a header", "GET /api/stats HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n"),
        upload("a chunk", "Transfer-Encoding: chunked", "5\na,b,c\n0\n\n"));
  }

  static Stream<Arguments> headsThatAreNone() {
    return Stream.of(
        Arguments.of("two hosts", "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n"),
        Arguments.of("no host", "GET /api/stats HTTP/1.1\r\n\r\n"),
        Arguments.of(
            "another host in the line", head("GET http://evil.example/api/stats HTTP/1.1")),
        Arguments.of("a tunnel", head("CONNECT evil.example:443 HTTP/1.1")),
        Arguments.of("the old HTTP", "GET /api/stats\r\n\r\n"),
        Arguments.of("a version that is none", head("GET /api/stats HTTP/9.9")),
        Arguments.of("the next HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Arguments.of("a blank in the address", head("GET /api/stats /x HTTP/1.1")),
        Arguments.of("a NUL in the address", head("GET /api/stats%00 HTTP/1.1")),
        Arguments.of("a raw NUL in the address", head("GET /api/st\0ats HTTP/1.1")),
        Arguments.of("a backslash in the address", head("GET \\api\\stats HTTP/1.1")),
        Arguments.of("a user in the host", "GET /api/stats HTTP/1.1\r\nHost: a@localhost\r\n\r\n"),
        Arguments.of("a method with a blank", head(" GET /api/stats HTTP/1.1")),
        Arguments.of("a method of control characters", head("G\u0001T /api/stats HTTP/1.1")));
  }

  private static String head(String line) {
    return line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"bodiesOfTwoLengths", "linesThatEndInALineFeedOnly", "headsThatAreNone"})
  void isRefusedAndTheHiddenRequestIsNotAnswered(String name, String request) {
    try (Connection connection = Connection.to(server)) {
      String answers = connection.send(request).everything();

      assertThat(answers).as(name).matches("(?s)HTTP/1.1 (400|403|404|405|426|501|505) .*");
      assertThat(answers).doesNotContain("total_imports");
      assertThat(answers.split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "PROPFIND", "get"})
  void methodsThatNobodyNeedsAreRefused(String method) {
    try (Connection connection = Connection.to(server)) {
      String answer =
          connection
              .send(
                  method
                      + " /api/stats HTTP/1.1\r\nHost: localhost\r\nX-Secret: s3cret\r\n"
                      + "Connection: close\r\n\r\n")
              .everything();

      assertThat(answer).matches("(?s)HTTP/1.1 (400|405|501) .*").doesNotContain("s3cret");
    }
  }

  @Test
  void aHeaderThatWouldChangeTheMethodIsRefused() {
    server.upload(Form.ofFile("a.csv", "name,email,age\nAda,ada@example.com,36\n"));
    try (Connection connection = Connection.to(server)) {
      String answer =
          connection
              .send(
                  TestServer.head(
                      "POST /api/imports/1 HTTP/1.1",
                      "Host: localhost",
                      "X-HTTP-Method-Override: DELETE",
                      "Content-Length: 0",
                      "Connection: close"))
              .everything();

      assertThat(answer).startsWith("HTTP/1.1 400").contains("X-HTTP-Method-Override");
    }
    server.delete("/api/imports/1").expect(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 5_000})
  void manyHeadersAreRefused(int count) {
    try (Connection connection = Connection.to(server)) {
      String answer =
          connection
              .send("GET /health HTTP/1.1\r\nHost: localhost\r\n")
              .send("X-Header-Of-Many: value\r\n".repeat(count) + "\r\n")
              .everything();

      assertThat(answer).startsWith("HTTP/1.1 431").contains("headers-too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9_000, 1_000_000})
  void aHugeTrailerEndsTheRequest(int size) {
    try (Connection connection = Connection.to(server)) {
      connection
          .send(
              TestServer.head(
                  "POST /api/check HTTP/1.1",
                  "Host: localhost",
                  "Content-Type: text/csv",
                  "Transfer-Encoding: chunked"))
          .send("5\r\na,b,c\r\n0\r\n");
      byte[] line = ("X: " + "a".repeat(995) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int sent = 0; sent < size && connection.trySend(line); ) {
        sent += line.length;
      }

      assertThat(connection.everything()).doesNotContain("HTTP/1.1 200");
    }
  }
}
