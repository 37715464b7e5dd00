package dev.importer.server;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.HeldCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server over an import of which changes are held in the middle. */
final class HeldChanges {

  static final int ROWS = 2_000;

  private final Path folder;
  private final HeldCheck held = new HeldCheck();

  HeldChanges(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores the import before the server begins; gives its id. */
  long load() {
    try (Importer importer =
        Importer.builder()
            .database(folder.resolve("test.db"))
            .spoolFolder(folder.resolve("spool"))
            .rowCheck("held", held)
            .build()) {
      String file =
          IntStream.rangeClosed(1, ROWS)
              .mapToObj(row -> "Ann,ann" + row + "@example.com,old")
              .collect(Collectors.joining("\n", "name,email,age\n", "\n"));
      return importer
          .load(
              Source.ofText(file, Format.CSV).withName("users.csv"),
              ImportOptions.DEFAULT.withRowCheck("held"))
          .id();
    }
  }

  TestServer serve() {
    return TestServer.start(
        folder, options -> options, importer -> importer.rowCheck("held", held));
  }

  /** From now on a change stops when it has changed some hundred rows. */
  void hold() {
    held.holdAfter(1);
  }

  void awaitHeld() {
    held.awaitHeld();
  }

  /** Lets the change fail once it is let go. */
  void fail() {
    held.failWith(new IllegalStateException("no"));
  }

  void release() {
    held.release();
  }
}
