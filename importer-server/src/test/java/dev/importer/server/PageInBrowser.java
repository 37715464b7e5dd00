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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A folder for pictures of what is tested; none are made otherwise. */
  static final String PICTURES = "importer.pictures";

  static final Path BAD_USERS = SAMPLES.resolve("users_with_errors.csv");

  static final String WIDER_THAN_WINDOW =
      "document.documentElement.scrollWidth > document.documentElement.clientWidth";

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

  /** Asks axe-core in every mode, and whether anything sticks out of the window. */
  void expectAccessible(String state, String... rulesLeftOut) {
    List<String> violations = new ArrayList<>();
    for (PageMode mode : PageMode.values()) {
      mode.apply(page);
      picture("a11y-" + state.replace(' ', '-') + "-" + mode);
      violations(rulesLeftOut).forEach(each -> violations.add(mode + ": " + each));
      if (page.evaluate(WIDER_THAN_WINDOW).asBoolean()) {
        violations.add(mode + ": the page is wider than the window");
      }
    }
    PageMode.LIGHT.apply(page);
    assertThat(violations).as(state).isEmpty();
  }

  /**
   * All that axe-core finds with its rules for WCAG 2.2 at the levels A and AA and best practices.
   */
  private List<String> violations(String... rulesLeftOut) {
    if (!page.evaluate("'axe' in window").asBoolean()) {
      page.inject(axe());
    }
    List<String> violations = new ArrayList<>();
    String rules =
        Stream.of(rulesLeftOut)
            .map(rule -> BrowserPage.quote(rule) + ": {enabled: false}")
            .collect(Collectors.joining(","));
    page.evaluate(
            "axe.run(document, {resultTypes: ['violations'], rules: {"
                + rules
                + "}}).then(r => r.violations"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary)"
                + ".slice(0, 3).join(' | ')))")
        .forEach(each -> violations.add(each.asText()));
    return violations;
  }

  void picture(String name) {
    String pictures = System.getProperty(PICTURES);
    if (pictures != null) {
      page.screenshot(Path.of(pictures).toAbsolutePath().resolve(name + ".png"));
    }
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
