package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.importer.testing.Disk;
import dev.importer.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another system is told over HTTP of imports. */
class WebhookTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** A call, and what was answered. */
  private record Call(String id, String timestamp, String signature, String body, int status) {

    private JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String type() {
      return json().path("type").asText();
    }
  }

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(NOW);
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** What is answered to the next calls; 204 to all further ones. */
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private HttpServer receiver;

  @BeforeEach
  void startTheReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
  }

  @AfterEach
  void stopTheReceiver() {
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer chosen = answers.poll();
    int status = chosen == null ? 204 : chosen;
    calls.add(
        new Call(
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            body,
            status));
    assertThat(exchange.getRequestMethod()).isEqualTo("POST");
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private TestServer start() {
    URI url =
        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?of=imports");
    return TestServer.start(
        folder,
        options -> options.webhook(url).webhookSecret(SECRET),
        importer -> importer.clock(clock));
  }

  private void awaitCalls(int count) {
    TestServer.until(() -> calls.size() >= count);
    assertThat(calls).hasSize(count);
  }

  private void awaitFailures(TestServer server, int count) {
    TestServer.until(
        () ->
            Disk.of(server.database())
                    .number("SELECT coalesce(max(failures), 0) FROM import_events")
                == count);
  }

  @Test
  void anImportIsToldWhenItIsAcceptedAndWhenItIsCompleted() {
    try (TestServer server = start()) {
      long id = server.load("a.csv", TestServer.USERS).number("import_id");

      awaitCalls(2);
      assertThat(calls)
          .extracting(Call::type)
          .containsExactly("import.accepted", "import.completed");
      JsonNode completed = calls.get(1).json();
      assertThat(completed.path("created_at").asText()).isEqualTo("2026-11-25T12:00:00.000Z");
      assertThat(completed.path("id").asText()).isEqualTo(calls.get(1).id());
      assertThat(completed.path("import"))
          .isEqualTo(server.get("/api/imports/" + id).json().path("import"));
    }
  }

  @Test
  void everyCallIsSigned() throws Exception {
    try (TestServer server = start()) {
      server.load("a.csv", TestServer.USERS);
      awaitCalls(2);
    }
    for (Call call : calls) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      String signed = call.id() + "." + call.timestamp() + "." + call.body();
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      assertThat(call.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
      assertThat(Instant.ofEpochSecond(Long.parseLong(call.timestamp())))
          .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(1));
    }
  }

  @Test
  void aCallThatFailsIsMadeAgain() {
    answers.addAll(List.of(500, 503));
    try (TestServer server = start()) {
      server.load("a.csv", TestServer.USERS);
      awaitFailures(server, 1);
      clock.advance(Duration.ofSeconds(1));
      awaitFailures(server, 2);
      clock.advance(Duration.ofSeconds(5));

      awaitCalls(4);
      assertThat(calls).extracting(Call::status).containsExactly(500, 503, 204, 204);
      assertThat(calls.subList(0, 3))
          .extracting(Call::id)
          .containsOnly(calls.get(0).id())
          .doesNotContain(calls.get(3).id());
    }
  }

  @Test
  void redirectsAreNotFollowed() {
    answers.add(307);
    try (TestServer server = start()) {
      server.load("a.csv", TestServer.USERS);
      awaitFailures(server, 1);
    }
    assertThat(calls).extracting(Call::status).containsExactly(307);
  }

  @Test
  void whatCouldNotBeToldIsToldAfterARestart() throws IOException {
    receiver.stop(0);
    try (TestServer server = start()) {
      server.load("a.csv", TestServer.USERS);
      awaitFailures(server, 1);
    }
    startTheReceiver();
    clock.advance(Duration.ofSeconds(1));

    try (TestServer server = start()) {
      awaitCalls(2);
      server.expectAlive();
    }
  }
}
