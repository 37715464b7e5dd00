package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports a small and a large file into one database in turn and prints how long each takes for a
 * million rows; then how long a page of 100 records takes at the start and at the end of the large
 * import, and a page of the list once 10,000 imports are stored.
 *
 * <pre>
 * MeasureScale SMALL LARGE DATABASE
 * MeasureScale DATABASE              stores the 10,000 imports and measures the list only
 * </pre>
 *
 * <p>The first import of the small file warms up and does not count.
 */
public final class MeasureScale {

  private static final int ROUNDS = 3;
  private static final int PAGES = 500;
  private static final int IMPORTS = 10_000;

  private static final ImportOptions AGAIN =
      ImportOptions.DEFAULT.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW);

  private MeasureScale() {}

  public static void main(String... args) throws IOException {
    if (args.length == 1) {
      try (Importer importer = Importer.open(Path.of(args[0]))) {
        list(importer);
      }
      return;
    }
    Path small = Path.of(args[0]);
    Path large = Path.of(args[1]);
    try (Importer importer = Importer.open(Path.of(args[2]))) {
      load(importer, small);
      List<Double> smallSeconds = new ArrayList<>();
      List<Double> largeSeconds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        smallSeconds.add(load(importer, small));
        largeSeconds.add(load(importer, large));
      }
      System.out.printf(
          "seconds for a million rows: small %.2f, large %.2f, ratio %.2f%n",
          Medians.of(smallSeconds),
          Medians.of(largeSeconds),
          Medians.of(largeSeconds) / Medians.of(smallSeconds));
      pages(importer);
      list(importer);
    }
  }

  private static double load(Importer importer, Path file) {
    long start = System.nanoTime();
    long rows = importer.load(Source.of(file), AGAIN).total();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%d rows in %.2f s%n", rows, seconds);
    return seconds / rows * 1e6;
  }

  /** The last import is a large one. */
  private static void pages(Importer importer) {
    var last = importer.results().imports(PageRequest.FIRST).page().items().get(0);
    RecordQuery query = RecordQuery.ofImport(last.id());
    String end = lastCursor(importer, query, last.totalRecords());
    report("a page at the start", () -> importer.results().records(query));
    report(
        "a page at the end",
        () -> importer.results().records(query.withPage(PageRequest.FIRST.at(end))));
  }

  /** Pages through an import up to its last hundred rows. */
  private static String lastCursor(Importer importer, RecordQuery query, long rows) {
    PageRequest page = PageRequest.ofLimit(100);
    String cursor = "";
    for (long passed = 0; passed + 100 < rows; passed += page.limit()) {
      page = rows - passed > 2_000 ? PageRequest.ofLimit(1_000) : PageRequest.ofLimit(100);
      PageRequest next = cursor.isEmpty() ? page : page.at(cursor);
      cursor = importer.results().records(query.withPage(next)).nextCursor().orElseThrow();
    }
    return cursor;
  }

  private static void list(Importer importer) {
    for (int i = 0; i < IMPORTS; i++) {
      importer.load(
          Source.ofText("name,email,age\nAnn,ann@example.com," + i % 90 + "\n", Format.CSV), AGAIN);
    }
    report("a page of the list of imports", () -> importer.results().imports(PageRequest.FIRST));
  }

  private static void report(String what, Runnable call) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 2 * PAGES; i++) {
      long start = System.nanoTime();
      call.run();
      if (i >= PAGES) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    System.out.printf(
        "%s: median %.2f ms, p99 %.2f ms%n",
        what, Medians.of(millis), Medians.quantile(millis, 0.99));
  }
}
