package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the server answered. */
record Answer(HttpResponse<String> response) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  JsonNode json() {
    try {
      return MAPPER.readTree(body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(body(), e);
    }
  }

  String text(String member) {
    return json().path(member).asText();
  }

  long number(String member) {
    return json().path(member).asLong();
  }

  Answer expect(int status) {
    assertThat(status()).as("status of %s: %s", response.uri(), body()).isEqualTo(status);
    return this;
  }

  /** Requires a problem in the shape that all problems have. */
  Answer expectProblem(int status, String code) {
    expect(status);
    assertThat(header("Content-Type")).contains("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("code").asText()).as(body()).isEqualTo(code);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/" + code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank().containsPattern("[.?]$");
    assertThat(problem.path("instance").asText()).startsWith("/");
    assertThat(body()).doesNotContain("Exception", "SELECT", "\\tat ", ".java", ".db");
    return this;
  }

  /** Requires that the first entry of {@code errors} names this field. */
  Answer naming(String field) {
    assertThat(json().path("errors").path(0).path("field").asText()).as(body()).isEqualTo(field);
    assertThat(text("detail")).contains(field);
    return this;
  }
}
