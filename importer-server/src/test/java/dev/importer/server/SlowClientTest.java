package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients who send or take one byte after the other, to hold a connection or a thread. */
class SlowClientTest {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String CHUNKED =
      TestServer.head(
          "POST /api/upload HTTP/1.1",
          "Host: localhost",
          "Content-Type: text/csv",
          "Transfer-Encoding: chunked");

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        TestServer.start(
            folder,
            options -> options.idleTimeout(Duration.ofSeconds(1)).minBytesPerSecond(10_000_000));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingStaysAndTheServerLives() {
    server.expectAlive();
    TestServer.until(() -> server.spooled().isEmpty());
  }

  /** Sends a byte at a time for as long as the server puts up with it; gives the answer. */
  private static String trickle(Connection connection, String start, String rest) {
    connection.send(start);
    byte[] more = rest.getBytes(StandardCharsets.US_ASCII);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (int at = 0; !connection.isAnswered(); at = (at + 1) % more.length) {
      assertThat(System.nanoTime()).as("the patience of the test").isLessThan(deadline);
      if (!connection.trySend(new byte[] {more[at]})) {
        break;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return connection.everything();
  }

  @Test
  void aHeadThatNeverEndsIsCutOff() {
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, "GET /api/stats HTTP/1.1\r\nHost: localhost\r\nX: ", "a"))
          .doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void emptyLinesBeforeARequestThatNeverComesAreCutOff() {
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, "\r\n", "\r\n")).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void aSilentConnectionIsCutOff() {
    try (Connection connection = Connection.to(server)) {
      assertThat(connection.everything()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/upload", "/api/check"})
  void aSlowBodyIs408(String path) {
    String head =
        TestServer.head(
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: text/csv",
            "Content-Length: 1000000");
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, head, "a,b\n"))
          .startsWith("HTTP/1.1 408")
          .contains("request-timeout");
    }
  }

  @Test
  void aSlowBodyBehindAFastStartIs408() {
    byte[] start = "name,email,age\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
    String head =
        TestServer.head(
            "POST /api/upload HTTP/1.1",
            "Host: localhost",
            "Content-Type: text/csv",
            "Content-Length: 1000000000");
    try (Connection connection = Connection.to(server)) {
      connection.send(head).send(start);
      assertThat(trickle(connection, "", "a,b\n")).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aSlowFormIs408() {
    String head =
        TestServer.head(
            "POST /api/upload HTTP/1.1",
            "Host: localhost",
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Length: 1000000");
    String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n";
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, head + part, "a,b\n")).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aSlowSearchIs408() {
    String head =
        TestServer.head(
            "POST /api/records/search HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: 1000000");
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, head, " ")).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void chunksWithoutContentAreCutOff() {
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, CHUNKED + "5;", "a")).doesNotContain("HTTP/1.1 20");
    }
  }

  @Test
  void trailersThatNeverEndAreCutOff() {
    try (Connection connection = Connection.to(server)) {
      assertThat(trickle(connection, CHUNKED + "5\r\na,b,c\r\n0\r\nX: ", "a"))
          .doesNotContain("HTTP/1.1 20");
    }
  }

  @Test
  void aBodyThatStopsIs408() {
    try (Connection connection = Connection.to(server)) {
      assertThat(connection.send(CHUNKED + "5\r\na,b,c\r\n").everything())
          .startsWith("HTTP/1.1 408");
    }
  }

  @Tag("slow")
  @Test
  void aReceiverWhoHardlyReadsIsCutOff() {
    String row = "x".repeat(1_000) + ",y,z\n";
    long id =
        server
            .post(
                "/api/upload",
                "text/csv",
                "name,email,age\n" + row.repeat(20_000),
                "Prefer",
                "wait=60")
            .expect(200)
            .number("import_id");
    try (Connection connection = Connection.to(server)) {
      connection.send("GET /api/imports/" + id + "/errors HTTP/1.1\r\nHost: localhost\r\n\r\n");
      byte[] sip = new byte[10_000];
      long total = 0;
      for (int count = connection.read(sip); count >= 0; count = connection.read(sip)) {
        total += count;
        LockSupport.parkNanos(PAUSE.toNanos());
      }

      assertThat(total).isPositive().isLessThan(20_000_000);
    }
  }
}
