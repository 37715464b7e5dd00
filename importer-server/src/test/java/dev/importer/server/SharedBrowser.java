package dev.importer.server;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser for all tests that take a {@link Chromium}; it ends after the last of them. They are
 * skipped where there is none, unless the environment variable {@code IMPORTER_REQUIRE_BROWSER} is
 * {@code true}.
 */
final class SharedBrowser implements BeforeAllCallback, ParameterResolver {

  /** A browser and the folder of all that it keeps. */
  private record Running(Chromium browser, Path profile) implements AutoCloseable {

    static Running launch(Path program) {
      try {
        Path profile = Files.createTempDirectory("browser");
        return new Running(Chromium.launch(program, profile), profile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      browser.close();
      try (Stream<Path> files = Files.walk(profile)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Boolean.parseBoolean(System.getenv("IMPORTER_REQUIRE_BROWSER"))) {
      assumeThat(Chromium.find()).as("a Chromium on the PATH").isPresent();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Optional<Path> program = Chromium.find();
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBrowser.class))
        .computeIfAbsent(Running.class, key -> Running.launch(program.orElseThrow()), Running.class)
        .browser();
  }
}
