package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyTest {

  @TempDir private Path folder;

  private static String statusLine(TestServer server, String host) {
    String answer =
        server.raw("GET /api/stats HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    return answer.substring(0, answer.indexOf('\r'));
  }

  @Test
  void addressesAndOwnNamesAreAllowedHosts() {
    try (TestServer server =
        TestServer.start(folder, options -> options.allowedHosts(Set.of("Data.Example")))) {
      for (String host :
          List.of(
              "localhost",
              "LOCALHOST:8000",
              "localhost.",
              "127.0.0.1:1",
              "[::1]:8000",
              "192.168.1.7",
              "data.example:443",
              "data.example.")) {
        assertThat(statusLine(server, host)).as(host).contains(" 200 ");
      }
    }
  }

  @Test
  void otherHostNamesAreRefused() {
    try (TestServer server = TestServer.start(folder)) {
      for (String host :
          List.of(
              "evil.example",
              "localhost.evil.example",
              "127.0.0.1.evil.example",
              "1.2.3.4.5",
              "evil.example:8000",
              "[::1].evil.example")) {
        assertThat(statusLine(server, host)).as(host).matches(".* (403|400) .*");
      }
      String answer =
          server.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
      assertThat(answer).contains("\"code\":\"unknown-host\"", "application/problem+json");
    }
  }

  @Test
  void withAnApiKeyAnyHostNameIsFine() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      String answer =
          server.raw(
              TestServer.head(
                  "GET /api/stats HTTP/1.1",
                  "Host: other.example",
                  "X-API-Key: secret",
                  "Connection: close"));

      assertThat(answer).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void pagesOfOtherSitesAreRefused() {
    try (TestServer server = TestServer.start(folder)) {
      String own = "http://127.0.0.1:" + server.port();
      for (String origin :
          List.of(
              "http://evil.example",
              "null",
              "http://127.0.0.1:1",
              "http://localhost:" + server.port(),
              "https://127.0.0.1",
              "file://",
              own + ".evil.example")) {
        server
            .upload(Form.ofFile("x.csv", TestServer.USERS), "Origin", origin)
            .expectProblem(403, "cross-site");
      }
      for (String site : List.of("cross-site", "same-site", "anything")) {
        server.get("/api/stats", "Sec-Fetch-Site", site).expectProblem(403, "cross-site");
        server
            .upload(
                Form.ofFile("x.csv", TestServer.USERS),
                "Sec-Fetch-Site",
                site,
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Dest",
                "document")
            .expectProblem(403, "cross-site");
      }
      assertThat(server.get("/api/imports").json().path("total").asInt()).isZero();
    }
  }

  @Test
  void ownPagesAndFollowedLinksAreAllowed() {
    try (TestServer server = TestServer.start(folder)) {
      String own = "http://127.0.0.1:" + server.port();
      server.get("/api/stats", "Origin", own).expect(200);
      server.get("/api/stats", "Sec-Fetch-Site", "same-origin", "Origin", own).expect(200);
      server.get("/docs", "Sec-Fetch-Site", "none").expect(200);
      server
          .get(
              "/docs",
              "Sec-Fetch-Site",
              "cross-site",
              "Sec-Fetch-Mode",
              "navigate",
              "Sec-Fetch-Dest",
              "document")
          .expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/stats", "/api/imports", "/api/imports/1", "/api/nothing", "/nothing"})
  void withoutTheKeyNothingIsAnswered(String path) {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      Answer answer = server.get(path).expectProblem(401, "unauthorized");

      assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"importer\"");
      server.get(path, "X-API-Key", "wrong").expectProblem(401, "unauthorized");
      server.get(path, "X-API-Key", "secret2").expectProblem(401, "unauthorized");
      server.get(path, "Authorization", "Bearer wrong").expectProblem(401, "unauthorized");
      server.get(path, "Authorization", "Basic c2VjcmV0").expectProblem(401, "unauthorized");
      server.get(path + "?key=secret").expectProblem(401, "unauthorized");
    }
  }

  @Test
  void theKeyOpensTheServer() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      server.get("/api/stats", "X-API-Key", "secret").expect(200);
      server.get("/api/stats", "Authorization", "Bearer secret").expect(200);
      server.get("/api/stats", "Authorization", "bearer  secret").expect(200);
      server.upload(Form.ofFile("x.csv", TestServer.USERS), "X-API-Key", "secret").expect(200);
    }
  }

  @Test
  void healthAndTheDocumentationNeedNoKey() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      server.get("/").expect(200);
      server.get("/assets/page/main.js").expect(200);
      server.get("/health").expect(200);
      server.get("/docs").expect(200);
      server.get("/openapi.json").expect(200);
      server.get("/assets/docs.js").expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../api/stats",
        "/assets/%2e%2e/api/stats",
        "/assets/..;/api/stats",
        "/assets/..%2fapi/stats",
        "/docs/../api/stats",
        "/health/../api/stats",
        "//api/stats",
        "/api/stats/",
        "/API/stats",
        "/health;/../api/stats"
      })
  void noSpellingOfAPathGetsRoundTheKey(String path) {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      String answer =
          server.raw(
              TestServer.head("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close"));

      assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("total_imports");
    }
  }

  @Test
  void anUploadWithoutTheKeyIsNotRead() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      String answer =
          server.raw(
              TestServer.head(
                      "POST /api/upload HTTP/1.1",
                      "Host: localhost",
                      "Content-Type: text/csv",
                      "Content-Length: 1000000000",
                      "Connection: close")
                  + "name");

      assertThat(answer).startsWith("HTTP/1.1 401");
      assertThat(server.spooled()).isEmpty();
    }
  }

  @Test
  void otherMachinesAreLetInOnlyWithAKeyOrOnExpressWord() {
    for (String host : List.of("0.0.0.0", "::")) {
      assertThatThrownBy(() -> TestServer.start(folder, options -> options.host(host)))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("--api-key")
          .hasMessageContaining("--no-auth");
    }
    TestServer.start(folder, options -> options.host("0.0.0.0").apiKey("secret")).close();
    TestServer.start(folder, options -> options.host("0.0.0.0").withoutKey(true)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/api/stats", "/docs", "/assets/docs.js", "/nothing", "/api/imports/9"})
  void everyAnswerTellsBrowsersToBeCareful(String path) {
    try (TestServer server = TestServer.start(folder)) {
      Answer answer = server.get(path);

      assertThat(answer.header("Content-Security-Policy"))
          .get()
          .asString()
          .contains("default-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("X-Frame-Options")).contains("DENY");
      assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.header("Server")).isEmpty();
      if (path.startsWith("/api")) {
        assertThat(answer.header("Cache-Control")).contains("no-store");
      }
    }
  }

  @Test
  void pathsOutsideTheAssetsAreNotServed() {
    try (TestServer server = TestServer.start(folder)) {
      for (String path :
          List.of(
              "/assets/../docs.html",
              "/assets/%2e%2e/docs.html",
              "/assets/..%2fdocs.html",
              "/assets/swagger-ui/..%2f..%2f..%2f..%2fdev/importer/server/docs.html",
              "/assets/",
              "/assets/swagger-ui/")) {
        String answer =
            server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 4\\d\\d.*").doesNotContain("<html");
      }
    }
  }
}
