package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation page in a real browser. Skipped where there is no Chromium, unless the
 * environment variable {@code IMPORTER_REQUIRE_BROWSER} is {@code true}.
 */
class DocsPageTest {

  @TempDir private Path folder;

  @Test
  void anUploadCanBeTriedOutAsItStands() throws IOException {
    Optional<Path> program = Chromium.find();
    if (!Boolean.parseBoolean(System.getenv("IMPORTER_REQUIRE_BROWSER"))) {
      assumeThat(program).as("a Chromium on the PATH").isPresent();
    }
    Path file = Files.writeString(folder.resolve("people.csv"), TestServer.USERS);
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("server")));
        Chromium browser = Chromium.launch(program.orElseThrow(), profile);
        BrowserPage page = browser.newPage()) {
      String call = "document.querySelector('#operations-imports-upload')";
      page.open(server.uri("/docs#/imports/upload"));
      page.until(call + "?.querySelector('.try-out__btn')");
      page.evaluate(call + ".querySelector('.try-out__btn').click()");
      page.until(call + ".querySelector('input[type=file]')").chooseFiles(0, file);
      page.evaluate(call + ".querySelector('.execute').click()");
      String answer = call + ".querySelector('.live-responses-table tbody')";
      page.until(answer);

      assertThat(page.evaluate(answer + ".innerText").asText())
          .as(page.evaluate(call + ".querySelector('.curl-command').innerText").asText())
          .startsWith("200");
      assertThat(server.get("/api/imports").json().at("/imports/0/filename").asText())
          .isEqualTo("people.csv");
      assertThat(page.complaints()).isEmpty();
    }
  }
}
