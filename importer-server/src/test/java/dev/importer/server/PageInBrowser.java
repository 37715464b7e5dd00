package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server, and a browser that shows its page; whatever the browser complains of is a failure. */
@ExtendWith(SharedBrowser.class)
@ResourceLock("browser")
abstract class PageInBrowser {

  static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath().normalize();
  static final Path BAD_USERS = SAMPLES.resolve("users_with_errors.csv");

  @TempDir Path folder;
  TestServer server;
  BrowserPage page;

  @BeforeEach
  void open(Chromium browser) {
    server = TestServer.start(folder);
    page = browser.newPage();
  }

  @AfterEach
  void close() {
    List<String> complaints = page.complaints();
    page.close();
    server.close();
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  /** Goes on with a server that has other settings. */
  void restart(UnaryOperator<ServerOptions.Builder> options) {
    server.close();
    server = TestServer.start(folder, options);
  }

  BrowserPage go(String hash) {
    return page.open(server.uri("/" + hash));
  }

  BrowserPage home() {
    return go("").until("document.querySelector('main .home')");
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long load(String name, String content) {
    return server.load(name, content).expect(200).number("id");
  }

  JsonNode stored(long id) {
    return server.get("/api/imports/" + id).expect(200).json();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks axe-core, with all its rules for WCAG 2.2 at the levels A and AA and best practices. */
  void expectAccessible(String state) {
    page.inject(axe());
    JsonNode found =
        page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
                + ".filter(v => ['serious', 'critical', 'moderate'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary)"
                + ".slice(0, 3).join(' | ')))");
    List<String> violations = new ArrayList<>();
    found.forEach(each -> violations.add(each.asText()));
    assertThat(violations).as(state).isEmpty();
  }

  private static String axe() {
    try (InputStream script = PageInBrowser.class.getResourceAsStream("/axe.min.js")) {
      assertThat(script).as("axe-core").isNotNull();
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
