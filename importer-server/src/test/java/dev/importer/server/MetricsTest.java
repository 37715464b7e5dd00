package dev.importer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads. */
class MetricsTest {

  @RegisterExtension private final TestServer server = TestServer.extension();

  private List<String> lines() {
    return server.get("/metrics").expect(200).body().lines().toList();
  }

  /** The value of the one line that begins so. */
  private double value(String start) {
    List<String> found = lines().stream().filter(line -> line.startsWith(start + " ")).toList();
    assertThat(found).as(start).hasSize(1);
    return Double.parseDouble(found.get(0).substring(start.length() + 1));
  }

  @Test
  void countsWhatImportsDo() {
    server.load("a.csv", TestServer.USERS + "x,y,z\n").expect(200);
    server.load("b.csv", "name,email,age\n\"").expect(422);

    assertThat(value("importer_rows_total{status=\"valid\"}")).isEqualTo(2);
    assertThat(value("importer_rows_total{status=\"failed\"}")).isEqualTo(1);
    assertThat(value("importer_read_bytes_total")).isEqualTo(TestServer.USERS.length() + 6);
    assertThat(value("importer_import_seconds_count{status=\"completed\"}")).isEqualTo(1);
    assertThat(value("importer_import_seconds_count{status=\"failed\"}")).isEqualTo(1);
    assertThat(value("importer_batch_commit_seconds_count")).isEqualTo(1);
    assertThat(value("importer_batch_prepare_seconds_count")).isEqualTo(1);
    assertThat(value("importer_imports{status=\"completed\"}")).isEqualTo(1);
    assertThat(value("importer_imports{status=\"failed\"}")).isEqualTo(1);
    assertThat(value("importer_queue_depth")).isZero();
    assertThat(value("importer_queue_oldest_seconds")).isZero();
    assertThat(value("importer_database_up")).isEqualTo(1);
    assertThat(value("importer_database_bytes")).isPositive();
    assertThat(value("importer_instances")).isEqualTo(1);
    assertThat(lines())
        .anyMatch(
            line -> line.matches("importer_database_product\\{name=\"SQLite\",version=.+} 1.0"));
    assertThat(value("importer_pool_connections{state=\"open\"}")).isPositive();
  }

  @Test
  void countsRequestsByTheTemplateOfTheirRoute() {
    for (int id = 1; id <= 50; id++) {
      server.get("/api/imports/" + id).expect(404);
    }
    String route = "method=\"GET\",route=\"/api/imports/{id}\",status=\"404\"";

    // A request is counted when it is over, which the client may know a moment earlier.
    TestServer.until(() -> value("http_server_requests_seconds_count{" + route + "}") == 50);
  }

  @Test
  void strangersCannotMakeTheLabelsGrow() {
    for (int i = 0; i < 100; i++) {
      server.get("/nothing/" + i).expect(404);
      server.raw(
          "METHOD"
              + (char) ('A' + i % 26)
              + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      server.get("/assets/" + i).expect(404);
    }

    assertThat(
            lines().stream().filter(line -> line.startsWith("http_server_requests_seconds_count")))
        .hasSizeLessThan(6);
  }

  @Test
  void needsTheKey(@TempDir Path other) {
    try (TestServer closed = TestServer.start(other, options -> options.apiKey("secret"))) {
      closed.get("/metrics").expectProblem(401, "unauthorized");
      assertThat(closed.get("/metrics", "X-API-Key", "secret").expect(200).header("Content-Type"))
          .get()
          .asString()
          .startsWith("text/plain; version=0.0.4");
    }
  }

  @Test
  void thePageNamesWhatThereIs() throws IOException {
    server.load("a.csv", TestServer.USERS).expect(200);
    Set<String> exported =
        lines().stream()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toCollection(TreeSet::new));
    String page = Files.readString(Project.file("docs/metrics.md"));
    Set<String> described =
        Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (?:gauge|counter|summary|histogram)")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> groups =
        Pattern.compile("`([a-z]+_)\\*`")
            .matcher(page)
            .results()
            .map(group -> group.group(1))
            .toList();

    assertThat(groups).isNotEmpty();
    assertThat(exported.stream().filter(name -> groups.stream().noneMatch(name::startsWith)))
        .containsExactlyInAnyOrderElementsOf(described);
  }
}
