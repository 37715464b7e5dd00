package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.server.reliability.ServerProcess.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that upload, search, cancel, retry and delete at random, and a server that is killed or
 * stopped again and again in the first half of the time; at the end everything is where it belongs,
 * and in the undisturbed half nothing has grown.
 *
 * <p>{@code -Dimporter.soak.seconds=600} says how long (default 20), {@code -Dimporter.restarts=20}
 * how many restarts (default 2), {@code -Dimporter.seed=1} where the random numbers begin, and
 * {@code -Dimporter.soak.report=FOLDER} where a table and a chart are written.
 */
@Tag("slow")
class SoakTest {

  private static final int CLIENTS = 4;
  private static final int MOST_ROWS = 20_000;

  @TempDir Path folder;
  private volatile ServerProcess server;
  private volatile boolean over;

  /** What a client knows of a file: how it must be found at the end. */
  private static final class Sent {

    private final String csv;
    private final int rows;
    private final int refused;
    private Optional<Long> id = Optional.empty();

    /** Whether it must be there, must be gone, or may be either after a call without an answer. */
    private Expected expected = Expected.UNKNOWN;

    Sent(String csv, int rows, int refused) {
      this.csv = csv;
      this.rows = rows;
      this.refused = refused;
    }
  }

  private enum Expected {
    THERE,
    CANCELLED,
    GONE,
    UNKNOWN
  }

  /** How large the server was at one moment. */
  private record Sample(
      double second,
      double residentMegabytes,
      double heapMegabytes,
      double threads,
      double files,
      double logMegabytes,
      double spoolMegabytes) {}

  @Test
  void everythingIsWhereItBelongsAndNothingGrows() throws Exception {
    long seconds = Long.getLong("importer.soak.seconds", 20);
    int restarts = Integer.getInteger("importer.restarts", 2);
    long seed = Long.getLong("importer.seed", 1);
    server = ServerProcess.start(folder, "--keep-for-retry", "1");
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<CompletableFuture<List<Sent>>> running = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      running.add(
          CompletableFuture.supplyAsync(
              () -> new Client(number, seed * 1_000 + number).run(), clients));
    }
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    long begin = System.nanoTime();
    try {
      for (int restart = 1; restart <= restarts; restart++) {
        waitUntil(begin + seconds * 500_000_000L * restart / restarts);
        restart(random.nextBoolean());
      }
      long quarter = Math.max(1, seconds / 2 / 20);
      for (long at = seconds / 2 + quarter; at <= seconds; at += quarter) {
        waitUntil(begin + Duration.ofSeconds(at).toNanos());
        samples.add(sample((System.nanoTime() - begin) / 1e9));
      }
    } finally {
      over = true;
    }
    List<Sent> sent = new ArrayList<>();
    for (CompletableFuture<List<Sent>> client : running) {
      sent.addAll(client.get(5, TimeUnit.MINUTES));
    }
    clients.shutdown();
    compare(sent);
    server.terminate();

    DatabaseFile database = new DatabaseFile(folder);
    database.assertAtRest();
    report(sent.size(), restarts, samples);
    assertFlat("threads", samples, Sample::threads, 10);
    assertFlat("open files", samples, Sample::files, 20);
    assertFlat("heap", samples, Sample::heapMegabytes, 32);
    // It begins anew at about 128 MiB, wherever it was when the first sample was taken.
    assertFlat("write-ahead log", samples, Sample::logMegabytes, 160);
    assertFlat("spool", samples, Sample::spoolMegabytes, 16);
    assertThat(samples).allSatisfy(each -> assertThat(each.logMegabytes()).isLessThan(256));
  }

  private void restart(boolean kindly) {
    if (kindly) {
      assertThat(server.terminate()).isEqualTo(128 + 15);
    } else {
      server.kill();
    }
    server = ServerProcess.start(folder, "--keep-for-retry", "1");
  }

  /** Sends what got no answer again, and looks at every file. */
  private void compare(List<Sent> all) {
    for (Sent sent : all) {
      if (sent.expected == Expected.UNKNOWN) {
        Answer answer = upload(sent).orElseThrow();
        assertThat(answer.status()).as(answer.json().toString()).isIn(200, 202);
        sent.id = Optional.of(answer.json().path("import_id").asLong());
        sent.expected = Expected.THERE;
      }
      if (sent.expected == Expected.CANCELLED) {
        sent.expected = Expected.GONE;
      }
    }
    // So that nothing is kept for a retry.
    for (String cancelled :
        new DatabaseFile(folder)
            .texts("SELECT id FROM imports WHERE status = 'cancelled' AND deleted_at IS NULL")) {
      assertThat(delete(Long.parseLong(cancelled))).isPresent();
    }
    for (Sent sent : all) {
      String path = "/api/imports/" + sent.id.orElseThrow() + "?limit=1";
      if (sent.expected == Expected.GONE) {
        assertThat(server.get(path).status()).isEqualTo(404);
        continue;
      }
      ServerProcess.until(
          path + " is completed",
          () -> "completed".equals(server.get(path).json().at("/import/status").asText()));
      Answer found = server.get(path);
      assertThat(found.json().at("/import/total_records").asInt()).isEqualTo(sent.rows);
      assertThat(found.json().at("/import/failed_records").asInt()).isEqualTo(sent.refused);
    }
    ServerProcess.until(
        "deleted rows have left the disk",
        () ->
            new DatabaseFile(folder)
                    .number(
                        "SELECT count(*) FROM imports WHERE deleted_at IS NOT NULL AND checkpoint > 0")
                == 0);
  }

  private final class Client {

    private final int number;
    private final Random random;
    private final List<Sent> all = new ArrayList<>();

    Client(int number, long seed) {
      this.number = number;
      this.random = new Random(seed);
    }

    List<Sent> run() {
      while (!over) {
        if (server
            .sendForStatus("GET", "/health", "text/plain", BodyPublishers.noBody())
            .isEmpty()) {
          // It is down, and will be back soon.
          LockSupport.parkNanos(20_000_000);
          continue;
        }
        int choice = random.nextInt(10);
        if (all.isEmpty() || choice < 3) {
          uploadNew();
        } else {
          Sent sent = all.get(random.nextInt(all.size()));
          switch (choice) {
            case 3 -> uploadAgain(sent);
            case 4 -> cancelAndRetry(sent);
            case 5 -> deleteOne(sent);
            default -> look(sent);
          }
        }
      }
      return all;
    }

    private void uploadNew() {
      int rows = 1 + random.nextInt(random.nextInt(5) == 0 ? MOST_ROWS : 500);
      StringBuilder csv = new StringBuilder("name,email,age\n");
      int refused = 0;
      for (int row = 1; row <= rows; row++) {
        boolean bad = random.nextInt(20) == 0;
        refused += bad ? 1 : 0;
        csv.append(number).append('-').append(all.size()).append('-').append(row);
        csv.append(bad ? ",nobody,30\n" : ",p@example.com,30\n");
      }
      Sent sent = new Sent(csv.toString(), rows, refused);
      all.add(sent);
      uploadAgain(sent);
    }

    private void uploadAgain(Sent sent) {
      Optional<Answer> answer = upload(sent);
      if (answer.isEmpty() || answer.get().status() == 503) {
        sent.expected = sent.expected == Expected.THERE ? Expected.THERE : Expected.UNKNOWN;
        return;
      }
      assertThat(answer.get().status()).as(answer.get().json().toString()).isIn(200, 202);
      long id = answer.get().json().path("import_id").asLong();
      if (sent.expected == Expected.THERE) {
        assertThat(id).as("a second import of the same file").isEqualTo(sent.id.orElseThrow());
      } else if (sent.expected == Expected.CANCELLED) {
        delete(sent.id.orElseThrow());
      }
      sent.id = Optional.of(id);
      sent.expected = Expected.THERE;
    }

    private void cancelAndRetry(Sent sent) {
      if (sent.expected != Expected.THERE) {
        return;
      }
      long id = sent.id.orElseThrow();
      Optional<Answer> cancelled = post("/api/imports/" + id + "/cancel");
      if (cancelled.isEmpty()) {
        sent.expected = Expected.UNKNOWN;
      } else if (cancelled.get().status() == 202) {
        sent.expected = Expected.CANCELLED;
        Optional<Answer> retried = post("/api/imports/" + id + "/retry");
        if (retried.isEmpty()) {
          sent.expected = Expected.UNKNOWN;
        } else {
          assertThat(retried.get().status()).as(retried.get().json().toString()).isEqualTo(202);
          sent.expected = Expected.THERE;
        }
      } else {
        assertThat(cancelled.get().status()).isEqualTo(409);
      }
    }

    private void deleteOne(Sent sent) {
      if (sent.expected != Expected.THERE) {
        return;
      }
      Optional<Answer> deleted = delete(sent.id.orElseThrow());
      if (deleted.isEmpty()) {
        sent.expected = Expected.UNKNOWN;
      } else {
        assertThat(deleted.get().status()).isEqualTo(200);
        sent.expected = Expected.GONE;
      }
    }

    private void look(Sent sent) {
      call("GET", "/api/imports?limit=20", BodyPublishers.noBody());
      call("GET", "/api/stats", BodyPublishers.noBody());
      call(
          "POST",
          "/api/records/search",
          BodyPublishers.ofString("{\"status\":\"failed\",\"limit\":50,\"q\":\"nobody\"}"));
      sent.id.ifPresent(
          id -> call("GET", "/api/imports/" + id + "/errors?format=csv", BodyPublishers.noBody()));
    }
  }

  private Optional<Answer> upload(Sent sent) {
    return server.send("POST", "/api/upload?filename=a.csv", "text/csv", text(sent.csv));
  }

  private static BodyPublisher text(String csv) {
    return BodyPublishers.ofString(csv);
  }

  private Optional<Answer> post(String path) {
    return server.send("POST", path, "text/plain", BodyPublishers.noBody());
  }

  private Optional<Answer> delete(long id) {
    return server.send("DELETE", "/api/imports/" + id, "text/plain", BodyPublishers.noBody());
  }

  /** A call whose answer does not matter, as long as the server is not to blame. */
  private void call(String method, String path, BodyPublisher body) {
    server
        .sendForStatus(method, path, "application/json", body)
        .ifPresent(status -> assertThat(status).as(path).isIn(200, 404, 503));
  }

  private Sample sample(double second) throws IOException, InterruptedException {
    Path process = Path.of("/proc", Long.toString(server.pid()));
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(server.pid()),
            "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    List<String> status = Files.readAllLines(process.resolve("status"));
    try (var files = Files.list(process.resolve("fd"))) {
      return new Sample(
          second,
          number(status, "VmRSS:") / 1024,
          server.metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20),
          number(status, "Threads:"),
          files.count(),
          size(folder.resolve("imports.db-wal")) / (1 << 20),
          new DatabaseFile(folder).spooled().stream().mapToDouble(SoakTest::size).sum()
              / (1 << 20));
    }
  }

  private static double number(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(0);
  }

  private static double size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      // It has just been removed.
      return 0;
    }
  }

  /** Compares the medians of the first and the last third of the undisturbed time. */
  private static void assertFlat(
      String what, List<Sample> samples, ToDoubleFunction<Sample> value, double tolerance) {
    int third = samples.size() / 3;
    double early = median(samples.subList(0, third + 1), value);
    double late = median(samples.subList(samples.size() - third - 1, samples.size()), value);
    assertThat(late).as(what + ", at first " + early).isLessThanOrEqualTo(early + tolerance);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    List<Double> values = samples.stream().map(value::applyAsDouble).sorted().toList();
    return values.get(values.size() / 2);
  }

  private static void waitUntil(long nanos) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(never.await(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS)).isFalse();
  }

  private static void report(int files, int restarts, List<Sample> samples) {
    String folder = System.getProperty("importer.soak.report");
    if (folder == null) {
      return;
    }
    StringBuilder table =
        new StringBuilder(
            files
                + " files, "
                + restarts
                + " restarts\n\n"
                + "| second | resident MB | live heap MB | threads | open files | log MB | spool MB |\n"
                + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (Sample each : samples) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %.0f | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f |%n",
              each.second(),
              each.residentMegabytes(),
              each.heapMegabytes(),
              each.threads(),
              each.files(),
              each.logMegabytes(),
              each.spoolMegabytes()));
    }
    try {
      Files.writeString(Path.of(folder, "soak.md"), table);
      Files.writeString(Path.of(folder, "soak.svg"), chart(samples));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Line(String name, String colour, ToDoubleFunction<Sample> value) {}

  private static String chart(List<Sample> samples) {
    List<Line> lines =
        List.of(
            new Line("resident MB", "#4269d0", Sample::residentMegabytes),
            new Line("live heap MB", "#efb118", Sample::heapMegabytes),
            new Line("threads", "#3ca951", Sample::threads),
            new Line("open files", "#ff725c", Sample::files),
            new Line("log MB", "#a463f2", Sample::logMegabytes));
    double most =
        lines.stream()
            .flatMap(line -> samples.stream().map(line.value()::applyAsDouble))
            .max(Comparator.naturalOrder())
            .orElse(1.0);
    double first = samples.get(0).second();
    double last = samples.get(samples.size() - 1).second();
    StringBuilder svg =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 260\" font-family=\"sans-serif\""
                + " font-size=\"12\"><rect width=\"720\" height=\"260\" fill=\"white\"/>\n");
    int row = 0;
    for (Line line : lines) {
      StringBuilder points = new StringBuilder();
      for (Sample each : samples) {
        double x = 40 + 520 * (each.second() - first) / Math.max(1, last - first);
        double y = 230 - 210 * line.value().applyAsDouble(each) / most;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
                  + "<text x=\"580\" y=\"%d\" fill=\"%s\">%s</text>%n",
              line.colour(),
              points,
              40 + 20 * row++,
              line.colour(),
              line.name()));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"40\" y=\"250\">%.0f s</text><text x=\"520\" y=\"250\">%.0f s</text>"
                + "<text x=\"4\" y=\"24\">%.0f</text><text x=\"4\" y=\"232\">0</text></svg>%n",
            first,
            last,
            most));
    return svg.toString();
  }
}
