package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions that take others an age: the server answers, or does not even start. */
class ExplodingPatternTest {

  @TempDir private Path folder;
  private Path schemas;

  @BeforeEach
  void makeFolder() throws IOException {
    schemas = Files.createDirectory(folder.resolve("schemas"));
  }

  private void schema(String constraint) throws IOException {
    Files.writeString(
        schemas.resolve("codes.json"),
        "{\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"constraints\":{%s}}]}"
            .formatted(constraint));
  }

  private TestServer start() {
    return TestServer.start(folder, options -> options.schemas(schemas));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a+)+", "(a|aa)+", "(a|a?)+", "(.*a){12}", "((a*)*)*", "(x+x+)+y", "(a+)+(b+)+c"})
  void isMatchedInTimeThatGrowsWithTheText(String pattern) throws IOException {
    schema("\"pattern\":\"" + pattern + "\"");
    String text = "code\n" + "a".repeat(50_000) + "!\n" + "x".repeat(50_000) + "\n";
    try (TestServer server = start()) {
      Answer answer =
          server
              .upload("/api/upload?schema=codes", Form.ofFile("x.csv", text), "Prefer", "wait=60")
              .expect(200);

      assertThat(answer.number("failed_records")).isEqualTo(2);
      server.expectAlive();
      assertThat(server.spooled()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"((a{1000}){1000}){1000}", "(((((a{99}){99}){99}){99}){99})", "(", "(?<=a)b"})
  void isRefusedWhenTheServerStarts(String pattern) throws IOException {
    schema("\"pattern\":\"" + pattern + "\"");

    assertThatThrownBy(this::start)
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("codes.json");
  }

  @Test
  void isBoundedInAJsonSchemaToo() throws IOException {
    Files.writeString(
        schemas.resolve("codes.json"),
        """
        {"fields":[{"name":"code","type":"object","constraints":{"jsonSchema":
          {"properties":{"a":{"type":"string","pattern":"^(a+)+$"}}}}}]}
        """);
    String cell = "\"{\"\"a\"\":\"\"" + "a".repeat(50_000) + "!\"\"}\"\n";
    try (TestServer server = start()) {
      Answer answer =
          server
              .upload(
                  "/api/upload?schema=codes",
                  Form.ofFile("x.csv", "code\n" + cell),
                  "Prefer",
                  "wait=60")
              .expect(200);

      assertThat(answer.number("failed_records")).isEqualTo(1);
      server.expectAlive();
    }
  }
}
