package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More of everything than there is room for. */
class FloodTest {

  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int LIMIT = 1 << 20;

  /** More than there are threads. */
  private static final int ANNOUNCED = 260;

  /** What may be on its way in the buffers of both sides while the answer is. */
  private static final int ON_THE_WAY = 8 << 20;

  @TempDir private Path folder;

  @Test
  void connectionsBeyondTheLimitWaitUntilOneEnds() {
    try (TestServer server = TestServer.start(folder, options -> options.maxConnections(20))) {
      List<Connection> open = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Connection connection = Connection.to(server).send(HEALTH);
        assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        open.add(connection);
      }
      try (Connection next = Connection.to(server).send(HEALTH)) {
        assertThat(open.get(7).send(HEALTH).answer()).startsWith("HTTP/1.1 200");
        assertThat(next.isAnswered()).isFalse();

        open.get(0).close();

        assertThat(next.answer()).startsWith("HTTP/1.1 200");
      }
      open.forEach(Connection::close);
    }
  }

  @Tag("slow")
  @Test
  void aFloodOfSilentConnectionsEnds() {
    try (TestServer server =
        TestServer.start(
            folder, options -> options.maxConnections(20).idleTimeout(Duration.ofSeconds(1)))) {
      List<Connection> flood = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        flood.add(Connection.to(server));
      }

      server.expectAlive();

      flood.forEach(Connection::close);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/upload, text/csv, 32",
    "/api/check, text/csv, 32",
    "/api/records/search, application/json, 32",
    "/api/records/search, text/csv, 0",
    "/nothing, text/csv, 0"
  })
  void bodiesThatAreAnnouncedAndNeverComeKeepNobodyWaiting(String path, String type, int received) {
    String head =
        TestServer.head(
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: " + type,
            "Content-Length: 1000000");
    // Whoever waits for one of them waits for longer than any test.
    try (TestServer server =
        TestServer.start(folder, options -> options.idleTimeout(Duration.ofMinutes(10)))) {
      List<Connection> flood = new ArrayList<>();
      for (int i = 0; i < ANNOUNCED; i++) {
        flood.add(Connection.to(server).send(head));
      }

      server.expectAlive();
      server.get("/api/imports").expect(200);

      TestServer.until(
          () -> flood.stream().filter(Connection::isAnswered).count() == ANNOUNCED - received);
      assertThat(flood)
          .filteredOn(Connection::isAnswered)
          .allSatisfy(
              each ->
                  assertThat(each.everything())
                      .startsWith("HTTP/1.1 " + (received > 0 ? 503 : 4))
                      .contains("Connection: close"));
      flood.forEach(Connection::close);
    }
  }

  @Test
  void behindAnUnwantedBodyThatIsThereTheConnectionGoesOn() {
    try (TestServer server = TestServer.start(folder);
        Connection connection = Connection.to(server)) {
      String request =
          TestServer.head("POST /nothing HTTP/1.1", "Host: localhost", "Content-Length: 5")
              + "a,b,c";

      assertThat(connection.send(request).answer()).startsWith("HTTP/1.1 404");
      assertThat(connection.send(HEALTH).answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void anEndlessBodyIsAnsweredSoonAfterTheLimit() {
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(LIMIT));
        Connection connection = Connection.to(server)) {
      connection.send(
          TestServer.head(
              "POST /api/upload HTTP/1.1",
              "Host: localhost",
              "Content-Type: text/csv",
              "Transfer-Encoding: chunked"));
      byte[] chunk =
          ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      long sent = 0;
      while (!connection.isAnswered()) {
        assertThat(connection.trySend(chunk)).as("the answer comes before the end").isTrue();
        sent += chunk.length;
        assertThat(sent).isLessThan(LIMIT + ON_THE_WAY);
      }
      assertThat(connection.answer()).startsWith("HTTP/1.1 413").contains("too-large");
      while (connection.trySend(chunk)) {
        sent += chunk.length;
        assertThat(sent).as("the connection ends").isLessThan(100L << 20);
      }

      assertThat(server.spooled()).isEmpty();
      assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    }
  }
}
