package dev.importer.examples.measure;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Imports a file into a new database a number of times and prints each time in seconds. With a
 * yardstick, a command that is run before each import, it prints the ratio of the medians, too.
 *
 * <pre>MeasureImport ROUNDS FILE [YARDSTICK ARGUMENT...]</pre>
 *
 * <p>The first import and the first run of the yardstick warm up and do not count. The yardstick is
 * taken by its own word if it prints {@code seconds=N}, otherwise by its wall time.
 */
public final class MeasureImport {

  private MeasureImport() {}

  public static void main(String... args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    Path file = Path.of(args[1]);
    List<String> yardstick = Arrays.asList(args).subList(2, args.length);
    List<Double> imports = new ArrayList<>();
    List<Double> yardsticks = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double yardstickSeconds = yardstick.isEmpty() ? Double.NaN : Yardstick.seconds(yardstick);
      double importSeconds = importOnce(file);
      System.out.printf(
          "round %d: import %.3f s, yardstick %.3f s%n", round, importSeconds, yardstickSeconds);
      if (round > 0) {
        imports.add(importSeconds);
        yardsticks.add(yardstickSeconds);
      }
    }
    System.out.printf(
        "median: import %.3f s, yardstick %.3f s, ratio %.2f%n",
        Medians.of(imports), Medians.of(yardsticks), Medians.of(imports) / Medians.of(yardsticks));
  }

  private static double importOnce(Path file) throws IOException {
    Path folder = Files.createTempDirectory("measure-import-");
    try (Importer importer = Importer.open(folder.resolve("measure.db"))) {
      long start = System.nanoTime();
      ImportResult result = importer.load(file);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%d rows, %d failed; ", result.total(), result.failed());
      return seconds;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
