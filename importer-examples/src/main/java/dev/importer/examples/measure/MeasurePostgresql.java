package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Imports a file into PostgreSQL and has {@code psql \copy} store the same rows, ready-made, in a
 * table with the same columns and indexes; in turn, so that both have the same machine. Prints the
 * ratios of the time and of the processor time of the server, whose processes must run on this
 * machine. Then reads pages at both ends of what is stored.
 *
 * <pre>MeasurePostgresql PAIRS FILE URL PSQL_URL</pre>
 */
public final class MeasurePostgresql {

  private static final ImportOptions AGAIN =
      ImportOptions.DEFAULT.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW);

  private static final int PAGES = 200;
  private static final double TICKS_A_SECOND = 100;

  private MeasurePostgresql() {}

  /** How long something took, and how long the server worked for it, in seconds. */
  private record Cost(double wall, double server) {}

  public static void main(String... args) throws IOException {
    int pairs = Integer.parseInt(args[0]);
    Source file = Source.of(Path.of(args[1]));
    String psql = args[3];
    Path rows = Files.createTempFile("rows-", ".copy");
    try (Importer importer = Importer.builder().database(args[2]).build()) {
      ImportResult first = importer.load(file, AGAIN);
      long last = (first.id() + 1) * 1_000_000_000L;
      run(
          psql,
          "DROP TABLE IF EXISTS yardstick",
          "CREATE TABLE yardstick (LIKE records INCLUDING INDEXES)",
          "\\copy (SELECT * FROM records WHERE id < " + last + ") TO '" + rows + "'");
      pages(importer, first.id(), first.total());
      // Otherwise each import would find that these rows are there already, and compare them.
      delete(importer, psql, first.id());
      List<Double> walls = new ArrayList<>();
      List<Double> servers = new ArrayList<>();
      for (int pair = 0; pair <= pairs; pair++) {
        run(psql, "TRUNCATE yardstick", "CHECKPOINT");
        Cost copy = cost(psql, () -> run(psql, "\\copy yardstick FROM '" + rows + "'"));
        run(psql, "CHECKPOINT");
        ImportResult[] result = new ImportResult[1];
        Cost load = cost(psql, () -> result[0] = importer.load(file, AGAIN));
        delete(importer, psql, result[0].id());
        System.out.printf(
            "%s copy %.2f s (server %.2f s), import %.2f s (server %.2f s): %.2f, %.2f%n",
            pair == 0 ? "warming up:" : "pair " + pair + ":",
            copy.wall(),
            copy.server(),
            load.wall(),
            load.server(),
            load.wall() / copy.wall(),
            load.server() / copy.server());
        if (pair > 0) {
          walls.add(load.wall() / copy.wall());
          servers.add(load.server() / copy.server());
        }
      }
      System.out.printf(
          "median of %d pairs: wall %.2f, processor time of the server %.2f%n",
          pairs, Medians.of(walls), Medians.of(servers));
    } finally {
      Files.delete(rows);
    }
  }

  private static void delete(Importer importer, String psql, long id) {
    importer.operations().delete(id);
    while (!run(psql, "SELECT 'rows: ' || count(*) FROM records").contains("rows: 0\n")) {
      Thread.onSpinWait();
    }
    run(psql, "VACUUM records");
  }

  private static void pages(Importer importer, long id, long rows) {
    for (long after : new long[] {0, rows / 2, Math.max(0, rows - 200)}) {
      List<Double> millis = new ArrayList<>();
      String cursor = cursorAfter(id, after);
      for (int i = 0; i < PAGES; i++) {
        long start = System.nanoTime();
        importer
            .results()
            .records(RecordQuery.ofImport(id).withPage(PageRequest.ofLimit(100).at(cursor)));
        millis.add((System.nanoTime() - start) / 1e6);
      }
      System.out.printf(
          "page of 100 after row %d: median %.2f ms, p99 %.2f ms%n",
          after, Medians.of(millis), Medians.quantile(millis, 0.99));
    }
  }

  private static String cursorAfter(long id, long row) {
    String place = "records:" + (id * 1_000_000_000L + row);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  private static Cost cost(String psql, Runnable work) {
    double before = serverSeconds();
    long start = System.nanoTime();
    work.run();
    double wall = (System.nanoTime() - start) / 1e9;
    // A server that answers has taken note of its processes that have just ended.
    run(psql, "SELECT 1");
    return new Cost(wall, serverSeconds() - before);
  }

  /** What all processes of servers on this machine have used, those that have ended included. */
  private static double serverSeconds() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.mapToLong(MeasurePostgresql::ticks).sum() / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ticks(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return stat.contains("(postgres)")
          ? Stream.of(11, 12, 13, 14).mapToLong(field -> Long.parseLong(fields[field])).sum()
          : 0;
    } catch (IOException e) {
      // It is no process, or has just ended.
      return 0;
    }
  }

  private static String run(String psql, String... commands) {
    List<String> command = new ArrayList<>(List.of("psql", psql, "-v", "ON_ERROR_STOP=1"));
    for (String each : commands) {
      command.add("-c");
      command.add(each);
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("psql failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
