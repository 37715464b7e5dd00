package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as files, without a browser. */
class WebPageFilesTest {

  private static final int MOST_BYTES = 300_000;
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
  private static final Pattern MODULE = Pattern.compile("from \"\\./([a-z]+\\.js)\"");

  @TempDir private Path folder;

  @Test
  void thePageAndAllItNeedsComeFromTheServerAndAreSmall() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      String page = server.get("/").expect(200).body();
      Set<String> found = new TreeSet<>();
      Deque<String> toRead = new ArrayDeque<>();
      ADDRESS.matcher(page).results().forEach(match -> toRead.add(match.group(1)));
      int bytes = page.getBytes(StandardCharsets.UTF_8).length;
      while (!toRead.isEmpty()) {
        String address = toRead.remove();
        if (found.add(address)) {
          String file = server.get(address).expect(200).body();
          bytes += file.getBytes(StandardCharsets.UTF_8).length;
          MODULE
              .matcher(file)
              .results()
              .forEach(match -> toRead.add("/assets/page/" + match.group(1)));
        }
      }

      assertThat(found).containsExactlyInAnyOrderElementsOf(files());
      assertThat(bytes).isLessThan(MOST_BYTES);
      assertThat(page).doesNotContain("<style", "style=", "onload", "onclick", "http:", "https:");
    }
  }

  /** Whatever nobody needs would be a leftover. */
  private static List<String> files() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src", "main", "resources", "dev/importer/server/assets/page"))) {
      return files.map(file -> "/assets/page/" + file.getFileName()).toList();
    }
  }

  @Test
  void everyModuleIsLoadedAheadOfItsUse() {
    try (TestServer server = TestServer.start(folder)) {
      String page = server.get("/").expect(200).body();
      Set<String> needed = new TreeSet<>();
      Set<String> ahead = new TreeSet<>();
      ADDRESS.matcher(page).results().forEach(match -> ahead.add(match.group(1)));
      for (String address : ahead) {
        MODULE
            .matcher(server.get(address).expect(200).body())
            .results()
            .forEach(match -> needed.add("/assets/page/" + match.group(1)));
      }

      assertThat(ahead).containsAll(needed);
    }
  }

  @Test
  void browsersAreToldToRunNothingElse() {
    try (TestServer server = TestServer.start(folder, options -> options.apiKey("secret"))) {
      Answer page = server.get("/").expect(200);

      assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(page.header("Content-Security-Policy"))
          .get()
          .asString()
          .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "data:", "*");
    }
  }
}
