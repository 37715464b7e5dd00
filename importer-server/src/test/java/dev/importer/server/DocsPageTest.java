package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The documentation page in a real browser. */
@ExtendWith(SharedBrowser.class)
@ResourceLock("browser")
class DocsPageTest {

  @TempDir private Path folder;

  @Test
  void anUploadCanBeTriedOutAsItStands(Chromium browser) throws IOException {
    Path file = Files.writeString(folder.resolve("people.csv"), TestServer.USERS);
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("server")));
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
