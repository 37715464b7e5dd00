package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes a large import of a database and prints how long that took, and how long small imports
 * take while its rows leave the disk, which is how long the purge holds other writers.
 *
 * <pre>MeasureDelete DATABASE IMPORT</pre>
 */
public final class MeasureDelete {

  private static final int SMALL_IMPORTS = 300;

  private static final ImportOptions AGAIN =
      ImportOptions.DEFAULT.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW);

  private MeasureDelete() {}

  public static void main(String... args) {
    try (Importer importer = Importer.open(Path.of(args[0]))) {
      report("a small import before", smallImports(importer));
      long id = Long.parseLong(args[1]);
      long rows = importer.results().find(id).orElseThrow().totalRecords();
      long start = System.nanoTime();
      importer.operations().delete(id);
      System.out.printf("%d rows deleted in %.1f ms%n", rows, (System.nanoTime() - start) / 1e6);
      report("a small import meanwhile", smallImports(importer));
    }
  }

  private static List<Double> smallImports(Importer importer) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SMALL_IMPORTS; i++) {
      long start = System.nanoTime();
      importer.load(Source.ofText("name,email,age\nAnn,ann@example.com,30\n", Format.CSV), AGAIN);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }

  private static void report(String what, List<Double> millis) {
    System.out.printf(
        "%s: median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        what, Medians.of(millis), Medians.quantile(millis, 0.99), Medians.quantile(millis, 1));
  }
}
