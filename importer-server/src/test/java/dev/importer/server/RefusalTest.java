package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.error.StorageException;
import dev.importer.error.StorageException.Reason;
import dev.importer.server.internal.problem.Problem;
import dev.importer.server.internal.problem.Problems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not answered as asked. */
class RefusalTest {

  @TempDir private Path folder;

  private static byte[] beginningOfAnUpload() {
    String head =
        TestServer.head(
            "POST /api/upload HTTP/1.1",
            "Host: localhost",
            "Content-Type: text/csv",
            "Content-Length: 100");
    return (head + "name,email,age\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownPathIs404() {
    try (TestServer server = TestServer.start(folder)) {
      server.get("/nothing").expectProblem(404, "not-found");
      server.get("/api").expectProblem(404, "not-found");
      assertThat(server.get("/a%20b?x=1").expectProblem(404, "not-found").text("instance"))
          .isEqualTo("/a%20b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/upload, POST",
    "GET, /api/upload, POST",
    "POST, /api/imports, GET",
    "PATCH, /api/imports/1, DELETE",
    "DELETE, /health, GET",
    "OPTIONS, /api/records/search, POST"
  })
  void aWrongMethodIs405AndTheAllowedOnesAreNamed(String method, String path, String allowed) {
    try (TestServer server = TestServer.start(folder)) {
      Answer answer =
          server
              .send(server.request(path).method(method, BodyPublishers.noBody()))
              .expectProblem(405, "method-not-allowed");

      assertThat(answer.header("Allow")).get().asString().contains(allowed);
    }
  }

  @Test
  void headIsAnsweredLikeGetWithoutABody() {
    try (TestServer server = TestServer.start(folder)) {
      for (String path : new String[] {"/health", "/api/imports", "/docs", "/openapi.json"}) {
        Answer answer = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.expect(200).body()).isEmpty();
        assertThat(answer.header("Content-Type")).isPresent();
      }
      assertThat(
              server
                  .send(server.request("/api/imports/9").method("HEAD", BodyPublishers.noBody()))
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void codingsAndVersionsThatTheServerDoesNotKnowAreNamed() {
    try (TestServer server = TestServer.start(folder)) {
      assertThat(
              server.raw(
                  TestServer.head(
                          "POST /api/check HTTP/1.1",
                          "Host: localhost",
                          "Connection: close",
                          "Content-Type: text/csv",
                          "Transfer-Encoding: foo, chunked")
                      + "0\r\n\r\n"))
          .startsWith("HTTP/1.1 501")
          .contains("not-implemented", "Transfer-Encoding");
      assertThat(server.raw(TestServer.head("GET /health HTTP/9.9", "Host: localhost")))
          .startsWith("HTTP/1.1 505")
          .contains("not-implemented");
    }
  }

  @Test
  void aDeclaredLengthOverTheLimitIsRefusedWithoutReading() {
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(1_000))) {
      String answer =
          server.raw(
              TestServer.head(
                  "POST /api/upload HTTP/1.1",
                  "Host: localhost",
                  "Content-Type: text/csv",
                  "Content-Length: 100000000"));

      assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close", "too-large");
      server.expectAlive();
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedHoweverItComes() {
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(1_000))) {
      String file = TestServer.USERS.repeat(100);
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

      server.post("/api/upload", "text/csv", file).expectProblem(413, "too-large");
      server
          .post(
              "/api/upload",
              "text/csv",
              BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)))
          .expectProblem(413, "too-large");
      Answer answer = server.upload(Form.ofFile("x.csv", file)).expectProblem(413, "too-large");

      assertThat(answer.text("detail")).contains("1000 bytes");
      assertThat(server.spooled()).isEmpty();
      server.expectAlive();
    }
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() {
    int size = TestServer.USERS.length();
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(size))) {
      server.load("x.csv", TestServer.USERS).expect(200);
      server.load("x.csv", TestServer.USERS + "\n").expectProblem(413, "too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, (1 << 20) + 1, 3_000_000, 14_000_000})
  void aSenderWhoIsStillWritingGetsToSeeTheRefusal(int bytes) {
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(1_000))) {
      byte[] body = new byte[bytes];
      for (int i = 0; i < 10; i++) {
        server
            .post("/api/upload", "text/csv", BodyPublishers.ofByteArray(body))
            .expectProblem(413, "too-large");
      }
    }
  }

  @Test
  void aLargeRefusedUploadStillGetsItsAnswer() {
    try (TestServer server = TestServer.start(folder, options -> options.maxUploadBytes(1_000))) {
      byte[] body = new byte[900_000];

      server
          .post("/api/upload", "text/csv", BodyPublishers.ofByteArray(body))
          .expectProblem(413, "too-large");
      server
          .post("/api/upload?nonsense=1", "text/csv", BodyPublishers.ofByteArray(body))
          .expectProblem(400, "unknown-option");
      server
          .post("/api/upload", "image/png", BodyPublishers.ofByteArray(body))
          .expectProblem(415, "unsupported-media-type");
      server.expectAlive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "image/png",
    "application/pdf",
    "application/x-www-form-urlencoded",
    "multipart/mixed",
    "nonsense"
  })
  void aWrongMediaTypeIs415(String type) {
    try (TestServer server = TestServer.start(folder)) {
      Answer answer =
          server
              .post("/api/upload", type, TestServer.USERS)
              .expectProblem(415, "unsupported-media-type");

      assertThat(answer.header("Accept-Post")).get().asString().contains("multipart/form-data");
    }
  }

  @Test
  void anEncodedBodyIs415() {
    try (TestServer server = TestServer.start(folder)) {
      server
          .post("/api/upload", "text/csv", "x", "Content-Encoding", "gzip")
          .expectProblem(415, "unsupported-encoding");
    }
  }

  @Test
  void tooManyUploadsAtOnceAreRefused() throws IOException {
    try (TestServer server = TestServer.start(folder, options -> options.maxConcurrentUploads(1));
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream().write(beginningOfAnUpload());
      TestServer.until(() -> !server.spooled().isEmpty());

      Answer answer = server.load("x.csv", TestServer.USERS).expectProblem(503, "too-many-uploads");

      assertThat(answer.header("Retry-After")).isPresent();
      server.expectAlive();
    }
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      try (Socket broken = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        broken.getOutputStream().write(beginningOfAnUpload());
        TestServer.until(() -> !server.spooled().isEmpty());
      }

      TestServer.until(() -> server.spooled().isEmpty());
      assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    }
  }

  @Test
  void aFullQueueIs503() {
    try (TestServer server =
        TestServer.start(
            folder, options -> options.workers(1), importer -> importer.maxPending(1))) {
      long running = server.beginLongImport();
      TestServer.until(() -> server.get("/api/stats").number("processing_imports") == 1);
      server.upload(Form.ofFile("a.csv", TestServer.USERS), "Prefer", "wait=0").expect(202);

      Answer answer =
          server
              .load("b.csv", TestServer.USERS + "C,c@example.com,1\n")
              .expectProblem(503, "queue-full");

      assertThat(answer.header("Retry-After")).isPresent();
      server.delete("/api/imports/" + running).expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SPACE, 507, no-space",
    "LOCKED, 503, database-busy",
    "TIMEOUT, 503, database-busy",
    "MOVED, 503, database-moved",
    "CORRUPT, 503, storage-error",
    "OTHER, 503, storage-error"
  })
  void faultsOfTheStorageTellNothingOfItsInsides(Reason reason, int status, String code)
      throws IOException {
    StorageException failure =
        new StorageException(reason, "SELECT * FROM imports in /home/x.db failed", null);

    Problem problem = Problems.of(failure);

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(new ObjectMapper().readTree(problem.json("/")).toString())
        .doesNotContain("SELECT", "/home");
  }

  @Test
  void whatShouldNeverHappenIsAnInternalError() {
    Problem problem = Problems.of(new IllegalStateException("secret detail"));

    assertThat(problem.status()).isEqualTo(500);
    assertThat(new String(problem.json("/x"), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  @Test
  void overLongAddressesAndHeadersAreRefused() {
    try (TestServer server = TestServer.start(folder)) {
      server.get("/" + "a".repeat(9_000)).expectProblem(414, "uri-too-long");
      server.get("/health", "X-Long", "a".repeat(9_000)).expectProblem(431, "headers-too-large");
      server.expectAlive();
    }
  }

  @Test
  void whatIsNoHttpIsRefused() {
    try (TestServer server = TestServer.start(folder)) {
      Stream.of(
              "GARBAGE\r\n\r\n",
              "GET / HTTP/1.1\r\n\r\n",
              "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
              "POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
              TestServer.head(
                      "POST /api/upload HTTP/1.1",
                      "Host: localhost",
                      "Content-Type: text/csv",
                      "Transfer-Encoding: chunked")
                  + "zz\r\n")
          .forEach(
              request ->
                  assertThat(server.raw(request))
                      .as(request)
                      .startsWith("HTTP/1.1 400")
                      .contains("application/problem+json"));
      server.expectAlive();
    }
  }
}
