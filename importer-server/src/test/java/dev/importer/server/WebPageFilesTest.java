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
  private static final Pattern MODULE = Pattern.compile("(?:from |import\\()\"\\./([a-z]+\\.js)\"");
  private static final Pattern NEEDED_AT_ONCE = Pattern.compile("from \"\\./([a-z]+\\.js)\"");
  private static final Pattern LATER = Pattern.compile("name=\"later\" content=\"([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void thePageAndAllItNeedsComeFromTheServerAndAreSmall() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      String page = server.get("/").expect(200).body();
      Set<String> found = new TreeSet<>();
      Deque<String> toRead = new ArrayDeque<>();
      ADDRESS.matcher(page).results().forEach(match -> toRead.add(match.group(1)));
      toRead.addAll(later(page));
      int bytes = page.getBytes(StandardCharsets.UTF_8).length;
      while (!toRead.isEmpty()) {
        String address = toRead.remove();
        if (found.add(address)) {
          String file = server.get(address).expect(200).body();
          bytes += file.getBytes(StandardCharsets.UTF_8).length;
          MODULE
              .matcher(file)
              .results()
              .forEach(match -> toRead.add(folder(page) + match.group(1)));
        }
      }

      assertThat(found).containsExactlyInAnyOrderElementsOf(files(folder(page)));
      assertThat(bytes).isLessThan(MOST_BYTES);
      assertThat(page).doesNotContain("<style", "style=", "onload", "onclick", "http:", "https:");
    }
  }

  /** Whatever nobody needs would be a leftover. */
  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src", "main", "resources", "dev/importer/server/assets/page"))) {
      return files.map(file -> folder + file.getFileName()).toList();
    }
  }

  /** The path of the files of this version of the page. */
  private static String folder(String page) {
    return addresses(page).iterator().next().replaceFirst("[^/]+$", "");
  }

  private static Set<String> addresses(String page) {
    Set<String> addresses = new TreeSet<>();
    ADDRESS.matcher(page).results().forEach(match -> addresses.add(match.group(1)));
    return addresses;
  }

  /** What the page fetches itself after its first view. */
  private static List<String> later(String page) {
    return LATER
        .matcher(page)
        .results()
        .flatMap(match -> Stream.of(match.group(1).split(" ", -1)))
        .map(name -> folder(page) + name)
        .toList();
  }

  @Test
  void everyModuleIsNamedBeforeItIsNeededAndThoseOfOtherViewsWait() {
    try (TestServer server = TestServer.start(folder)) {
      String page = server.get("/").expect(200).body();
      Set<String> first = addresses(page);
      List<String> later = later(page);
      Set<String> needed = new TreeSet<>();
      Set<String> neededAtAll = new TreeSet<>();
      for (String address : Stream.concat(first.stream(), later.stream()).toList()) {
        String file = server.get(address).expect(200).body();
        modules(NEEDED_AT_ONCE, file, folder(page))
            .forEach(first.contains(address) ? needed::add : neededAtAll::add);
        modules(MODULE, file, folder(page)).forEach(neededAtAll::add);
      }

      assertThat(first).containsAll(needed).doesNotContainAnyElementsOf(later);
      neededAtAll.removeAll(first);
      assertThat(later).containsAll(neededAtAll);
    }
  }

  private static Stream<String> modules(Pattern pattern, String file, String folder) {
    return pattern.matcher(file).results().map(match -> folder + match.group(1));
  }

  @Test
  void filesOfThePageAreKeptByBrowsersUntilThereIsAnotherVersion() {
    try (TestServer server = TestServer.start(folder)) {
      String path = folder(server.get("/").expect(200).body()) + "main.js";

      assertThat(path).matches("/assets/page-[0-9a-f]{12}/main\\.js");
      assertThat(server.get(path).expect(200).header("Cache-Control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(server.get(path.replaceFirst("-.{12}", "-000000000000")).status()).isEqualTo(404);
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
