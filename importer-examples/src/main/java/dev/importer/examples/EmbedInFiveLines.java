package dev.importer.examples;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import java.nio.file.Path;

/** Loads a file into a database. Arguments: the file, the database. */
public final class EmbedInFiveLines {

  private EmbedInFiveLines() {}

  public static void main(String... args) {
    Path file = Path.of(args.length > 0 ? args[0] : "samples/sample_data.csv");
    Path database = Path.of(args.length > 1 ? args[1] : "examples.db");

    try (Importer importer = Importer.open(database)) {
      ImportResult result = importer.load(file);
      System.out.println(result.counts());
    }
  }
}
