package dev.importer.testing;

import dev.importer.Importer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The database of a test of behaviour, of the kind that the system property {@code
 * importer.test.store} names. A test that asks for {@link #file} minds that it is one of SQLite.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String KIND = System.getProperty("importer.test.store", "sqlite");

  private final Path folder;

  private TestDatabase(Path folder) {
    this.folder = folder;
  }

  static TestDatabase create() {
    requireKnownKind();
    try {
      return new TestDatabase(Files.createTempDirectory("stored"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An importer of its own, whose database vanishes with it. */
  public static Importer.Builder inMemory() {
    requireKnownKind();
    return Importer.builder().inMemory();
  }

  private static void requireKnownKind() {
    if (!KIND.equals("sqlite")) {
      throw new IllegalStateException("importer.test.store is sqlite, but not " + KIND);
    }
  }

  /** An importer on this database; any number of them may be there at once. */
  public Importer.Builder builder() {
    return applyTo(Importer.builder());
  }

  public Importer open() {
    return builder().build();
  }

  public Importer.Builder applyTo(Importer.Builder builder) {
    return builder.database(file());
  }

  /** What really stands in it. */
  public Disk disk() {
    return Disk.of(file());
  }

  /** Connections to it whose statements are counted and can be held up. */
  public CountingDataSource source() {
    return new CountingDataSource(file());
  }

  public Path file() {
    return folder.resolve("imports.db");
  }

  /** Where the sources of its imports wait unless something else is said. */
  public Path spoolFolder() {
    return folder.resolve("imports.db-spool");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
