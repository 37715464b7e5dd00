package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.importer.Importer;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes in an application of somebody else, below a path of its own. */
class MountedRoutesTest {

  private static Importer importer;
  private static ImporterRoutes routes;
  private static Javalin app;

  @BeforeAll
  static void start() {
    importer = Importer.inMemory();
    routes = ImporterRoutes.of(importer);
    app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/hello", ctx -> ctx.result("hello"));
                  routes.register(config, "/data/import");
                })
            .start(0);
  }

  @AfterAll
  static void stop() {
    routes.close();
    app.stop();
    importer.close();
  }

  private static HttpResponse<String> send(String path, HttpRequest.Builder request)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + app.port() + path);
    return HttpClient.newHttpClient().send(request.uri(uri).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(path, HttpRequest.newBuilder());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/imports",
        "/api/imports/1",
        "/api/imports/1/errors",
        "/api/stats",
        "/health"
      })
  void afterTheImporterWasClosedEveryCallSaysThatItShutsDown(String path) throws Exception {
    Importer closed = Importer.inMemory();
    try (ImporterRoutes late = ImporterRoutes.of(closed)) {
      Javalin host =
          Javalin.create(
                  config -> {
                    config.startup.showJavalinBanner = false;
                    late.register(config);
                  })
              .start(0);
      closed.close();
      try {
        URI uri = URI.create("http://127.0.0.1:" + host.port() + path);
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("code").asText()).isEqualTo("shutting-down");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        HttpRequest upload =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/api/upload"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(TestServer.USERS))
                .build();
        assertThat(HttpClient.newHttpClient().send(upload, BodyHandlers.ofString()).statusCode())
            .isEqualTo(503);
      } finally {
        host.stop();
      }
    }
  }

  @Test
  void theApplicationKeepsItsOwnRoutes() throws Exception {
    assertThat(get("/hello").body()).isEqualTo("hello");
    assertThat(get("/api/imports").statusCode()).isEqualTo(404);
    assertThat(get("/docs").statusCode()).isEqualTo(404);
  }

  @Test
  void anUploadIsTakenAndItsLocationIsBelowThePath() throws Exception {
    HttpRequest.Builder upload =
        HttpRequest.newBuilder()
            .header("Content-Type", "text/csv")
            .header("Prefer", "respond-async")
            .POST(HttpRequest.BodyPublishers.ofString(TestServer.USERS + "x,y,z\n".repeat(50_000)));
    HttpResponse<String> answer = send("/data/import/api/upload", upload);

    assertThat(answer.statusCode()).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("/data/import/api/imports/");
    assertThat(json(get(location)).path("import").path("format").asText()).isEqualTo("csv");
  }

  @Test
  void aProblemLeadsToAPageBelowThePath() throws Exception {
    HttpResponse<String> answer = get("/data/import/api/imports/99");

    assertThat(answer.statusCode()).isEqualTo(404);
    String type = json(answer).path("type").asText();
    assertThat(type).isEqualTo("/data/import/problems/import-not-found");
    assertThat(get(type).body()).contains("<a href=\"/data/import/problems\">");
  }

  @Test
  void theDocumentationAndAllItNeedsAreBelowThePath() throws Exception {
    String page = get("/data/import/docs").body();
    var addresses =
        Pattern.compile("(?:src|href|data-description)=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .toList();

    assertThat(addresses).hasSizeGreaterThan(4);
    for (var address : addresses) {
      assertThat(address.group(1)).startsWith("/data/import/");
      assertThat(get(address.group(1)).statusCode()).as(address.group(1)).isEqualTo(200);
    }
    assertThat(json(get("/data/import/openapi.json")).at("/servers/0/url").asText())
        .isEqualTo("/data/import/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "data", "/data/", "/{x}"})
  void aPathOfAnotherFormIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Javalin.create(config -> routes.register(config, path)))
        .withMessageContaining("path");
  }
}
