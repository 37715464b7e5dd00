package dev.importer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL: those of the folder that the system property {@code
 * importer.test.postgresql.home} names, or else of the archive that the Maven profile {@code
 * postgresql} has fetched, or else the newest that Debian has installed.
 */
final class PostgresPrograms {

  private static final String HOME = "importer.test.postgresql.home";
  private static final Path FETCHED = Path.of("target", "postgresql");
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /** The server refuses to run as root; then it runs as the first of these that there is. */
  private static final List<String> ORDINARY_USERS = List.of("postgres", "nobody");

  private static final long PATIENCE_SECONDS = 120;

  /** Found when it is first asked for. */
  private static final class Found {
    static final PostgresPrograms PROGRAMS = find();
  }

  /** The folder of what was unpacked for this process. */
  private static volatile Path unpacked;

  private final Path folder;

  /** Who runs them; empty if that is who runs this process. */
  private final Optional<String> user;

  private PostgresPrograms(Path folder, Optional<String> user) {
    this.folder = folder;
    this.user = user;
  }

  static PostgresPrograms found() {
    return Found.PROGRAMS;
  }

  private static PostgresPrograms find() {
    Path home = home();
    if (!Files.isExecutable(home.resolve("bin/initdb"))) {
      throw new IllegalStateException(
          "there is no PostgreSQL server in "
              + home
              + ": -D"
              + HOME
              + " names the folder in which its bin/initdb is");
    }
    return new PostgresPrograms(home.resolve("bin"), isRoot() ? ordinaryUser() : Optional.empty());
  }

  private static Path home() {
    String named = System.getProperty(HOME, "");
    if (!named.isEmpty()) {
      return Path.of(named).toAbsolutePath();
    }
    return entry(FETCHED, file -> file.toString().endsWith(".txz"))
        .map(PostgresPrograms::unpack)
        .or(() -> entry(INSTALLED, PostgresPrograms::isVersion))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no PostgreSQL to test with: use the profile postgresql, or name one"
                        + " with -D"
                        + HOME));
  }

  /** To a place where other users may look; that of the archive may be in the home of root. */
  private static Path unpack(Path archive) {
    unpacked = PostgresServer.newFolder();
    run(List.of("tar", "-xJf", archive.toAbsolutePath().toString(), "-C", unpacked.toString()));
    return unpacked;
  }

  private static Optional<Path> entry(Path folder, Predicate<Path> kind) {
    try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
      return entries
          .filter(kind)
          .max(Comparator.comparingInt(PostgresPrograms::version).thenComparing(path -> path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isVersion(Path folder) {
    return version(folder) > 0 && Files.exists(folder.resolve("bin/initdb"));
  }

  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,3}") ? Integer.parseInt(name) : 0;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<String> ordinaryUser() {
    return Optional.of(
        ORDINARY_USERS.stream()
            .filter(name -> says(List.of("id", "-u", name)).matches("\\d+\\s*"))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "PostgreSQL does not run as root, and there is neither a user postgres nor"
                            + " nobody")));
  }

  /** Lets the server write into a folder. */
  void giveToUser(Path folder) {
    user.ifPresent(name -> run(List.of("chown", name, folder.toString())));
  }

  /** Runs a program to its end. */
  void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    user.ifPresent(name -> command.addAll(List.of("runuser", "-u", name, "--")));
    command.add(folder.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      // A server that is started keeps what it is given open, so that the end of a pipe never
      // comes.
      Path said = Files.createTempFile("postgresql-", ".log");
      try {
        int code = run(command, said);
        if (code != 0) {
          throw new IllegalStateException(
              "'%s' ended with %d: %s"
                  .formatted(String.join(" ", command), code, Files.readString(said).strip()));
        }
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String says(List<String> command) {
    try {
      Path said = Files.createTempFile("postgresql-", ".log");
      try {
        run(command, said);
        return Files.readString(said);
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(List<String> command, Path said) throws IOException {
    Process process =
        new ProcessBuilder(command)
            // The user of the server may not look into the folder of this process.
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "'%s' took longer than %d s".formatted(String.join(" ", command), PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  /** Removes what was unpacked for this process. */
  static void remove() {
    if (unpacked != null) {
      remove(unpacked);
    }
  }

  static void remove(Path folder) {
    run(List.of("rm", "-rf", folder.toString()));
  }
}
