package dev.importer.testing;

import dev.importer.Importer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The database of a test of behaviour, of the kind that the system property {@code
 * importer.test.store} names: {@code sqlite} or {@code postgresql}. A test that asks for {@link
 * #file} is about SQLite, and skipped with any other.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String KIND = System.getProperty("importer.test.store", "sqlite");

  /** So short that a test can wait until it is over. */
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Path folder;

  /** The URL of the database if it is one of PostgreSQL. */
  private final String url;

  private TestDatabase(Path folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  static TestDatabase create() {
    try {
      return new TestDatabase(
          Files.createTempDirectory("stored"),
          isPostgresql() ? PostgresServer.running().createDatabase() : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the store is PostgreSQL. */
  public static boolean isPostgresql() {
    return switch (KIND) {
      case "sqlite" -> false;
      case "postgresql" -> true;
      default ->
          throw new IllegalStateException(
              "importer.test.store is sqlite or postgresql, not " + KIND);
    };
  }

  /** Skips a test that is about SQLite, unless that is the store. */
  public static void requireSqlite(String why) {
    if (isPostgresql()) {
      Assumptions.abort("only with SQLite: " + why);
    }
  }

  /** An importer of its own, whose database vanishes with it, or with the process. */
  public static Importer.Builder inMemory() {
    return isPostgresql()
        ? at(PostgresServer.running().createThrowAway())
        : Importer.builder().inMemory();
  }

  /** An importer on the database of this address, for processes that were given one. */
  public static Importer.Builder at(String address) {
    return Importer.builder().database(address).lease(LEASE);
  }

  /** An importer on a data source, whose tables have the names that they have in {@link #at}. */
  public static Importer.Builder on(CountingDataSource source) {
    return Importer.builder().dataSource(source.dataSource()).lease(LEASE);
  }

  /** An importer on this database; any number of them may be there at once. */
  public Importer.Builder builder() {
    return applyTo(Importer.builder());
  }

  public Importer open() {
    return builder().build();
  }

  public Importer.Builder applyTo(Importer.Builder builder) {
    return builder.database(address()).lease(LEASE);
  }

  /** The path of the file, or the URL. */
  public String address() {
    return url == null ? file().toString() : url;
  }

  /** What really stands in it. */
  public Disk disk() {
    return url == null ? Disk.of(file()) : Disk.of(url);
  }

  /** Connections to it whose statements are counted and can be held up. */
  public CountingDataSource source() {
    return new CountingDataSource(address());
  }

  /** The file of SQLite. */
  public Path file() {
    requireSqlite("the test is about its file");
    return folder.resolve("imports.db");
  }

  /** Where the sources of its imports wait unless something else is said. */
  public Path spoolFolder() {
    requireSqlite("the test is about the folder beside its file");
    return folder.resolve("imports.db-spool");
  }

  /** The names of the files in which sources wait, whoever has them. */
  public List<String> spooled() {
    return left().stream().filter(name -> !name.endsWith(".lock")).toList();
  }

  /** The names of all files that lie with the sources; when all importers are closed, no others. */
  public List<String> left() {
    if (url != null) {
      return disk().texts("SELECT DISTINCT file FROM spool_chunks");
    }
    try (Stream<Path> files =
        Files.exists(spoolFolder()) ? Files.list(spoolFolder()) : Stream.of()) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file where sources wait, as an importer that died may have left it. */
  public void leaveBehind(String name) {
    if (url == null) {
      UserFiles.write(spoolFolder().resolve(name), "x");
    } else {
      disk().execute("INSERT INTO spool_chunks VALUES ('" + name + "', 0, 'x')");
    }
  }

  /** Ends the leases of importers that died; where they hold locks, these ended with them. */
  public void endLeases() {
    if (url != null) {
      disk().execute("UPDATE instances SET alive_until = clock_timestamp()");
    }
  }

  /** Takes the files away in which sources wait. */
  public void loseSpooled() {
    if (url != null) {
      disk().execute("DELETE FROM spool_chunks");
      return;
    }
    try {
      for (String name : spooled()) {
        Files.delete(spoolFolder().resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (url != null) {
      PostgresServer.running().dropDatabase(url);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
