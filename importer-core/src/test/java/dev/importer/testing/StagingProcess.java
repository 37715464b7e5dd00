package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.results.StagedUpload;
import dev.importer.source.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An instance in a process of its own that stages one file after another, as fast as it can, and
 * tells of each. Files have numbers; every third upload is discarded again, before it is told.
 */
public final class StagingProcess {

  private StagingProcess() {}

  /** Starts it with the file of a number. */
  public static ChildJvm start(String database, int firstFile) {
    return ChildJvm.start(
        StagingProcess.class, List.of(), List.of(database, Integer.toString(firstFile)));
  }

  /** What is in the file of a number. */
  public static String textOf(int number) {
    return UserFiles.HEADER
        + "Ada,ada@example.com,36\n".repeat(1 + number % 50)
        + "Number,n@example.com,"
        + number
        + "\n";
  }

  public static void main(String[] arguments) {
    try (Importer importer =
        TestDatabase.at(arguments[0]).workers(0).maxStaged(1_000_000).build()) {
      for (int number = Integer.parseInt(arguments[1]); ; number++) {
        byte[] bytes = textOf(number).getBytes(StandardCharsets.UTF_8);
        StagedUpload staged =
            importer.staging().stage(Source.of(new ByteArrayInputStream(bytes), number + ".csv"));
        if (number % 3 == 0) {
          importer.staging().discard(staged.id());
          System.out.println("discarded " + staged.id());
        } else {
          System.out.println("staged " + staged.id() + " " + number);
        }
      }
    }
  }
}
