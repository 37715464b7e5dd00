package dev.importer.testing;

import dev.importer.Importer;
import dev.importer.job.ImportEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Imports a file in a process of its own, with a listener {@code mail} that takes forever over the
 * first event of a kind.
 */
public final class TellingProcess {

  private TellingProcess() {}

  public static ChildJvm start(String database, Path file, ImportEvent.Kind stopAt) {
    return ChildJvm.start(
        TellingProcess.class, List.of(), List.of(database, file.toString(), stopAt.name()));
  }

  public static void main(String[] arguments) {
    ImportEvent.Kind stopAt = ImportEvent.Kind.valueOf(arguments[2]);
    try (Importer importer =
        TestDatabase.at(arguments[0])
            .listener(
                "mail",
                event -> {
                  if (event.kind() == stopAt) {
                    System.out.println("told " + event.kind());
                    Hold.await(new CountDownLatch(1));
                  }
                })
            .build()) {
      var unused = importer.load(Path.of(arguments[1]));
      System.out.println("loaded");
      Hold.await(new CountDownLatch(1));
    }
  }
}
