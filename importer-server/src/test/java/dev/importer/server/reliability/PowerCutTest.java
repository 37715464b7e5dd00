package dev.importer.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.importer.server.reliability.ServerProcess.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operating system is cut off, in the worst case: whatever was not synced is lost, contents and
 * names of files alike. A library between the server and the C library keeps what was synced.
 *
 * <p>{@code -Dimporter.cuts=100} says how often (default 4), {@code -Dimporter.seed=1} where the
 * random numbers begin. Skipped where there is no C compiler or no {@code /dev/shm}.
 */
@Tag("sqlite")
class PowerCutTest {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final int ROWS = 20_000;

  @TempDir Path folder;
  private Path work;
  private Path data;
  private Path shadow;
  private Path library;

  static LongStream seeds() {
    long first = Long.getLong("importer.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("importer.cuts", 4));
  }

  @BeforeEach
  void prepare() throws Exception {
    library = folder.resolve("powercut.so");
    Path source = Path.of("src/test/c/powercut.c");
    boolean possible = Files.isWritable(MEMORY) && compiles(source);
    if (Boolean.parseBoolean(System.getenv("IMPORTER_REQUIRE_COMPILER"))) {
      assertThat(possible).as("there are a C compiler and " + MEMORY).isTrue();
    }
    assumeTrue(possible, "there are a C compiler and " + MEMORY);
    work = Files.createTempDirectory(MEMORY, "importer-power-cut-");
    data = Files.createDirectory(work.resolve("data"));
    shadow = Files.createDirectory(work.resolve("shadow"));
    Files.createDirectory(shadow.resolve("inodes"));
    Files.createDirectory(shadow.resolve("folders"));
  }

  private boolean compiles(Path source) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-O2", "-o"));
    command.addAll(List.of(library.toString(), source.toString(), "-ldl"));
    try {
      Process compiler = new ProcessBuilder(command).inheritIO().start();
      return compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void remove() throws IOException {
    if (work != null) {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One of them, for every build. */
  @Test
  void aCutLosesNoAcknowledgedImport() throws IOException {
    losesNoAcknowledgedImport(Long.getLong("importer.seed", 1));
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoAcknowledgedImport(long seed) throws IOException {
    Random random = new Random(seed);
    Map<String, String> preload =
        Map.of(
            "LD_PRELOAD", library.toString(),
            "POWERCUT_ROOT", data.toString(),
            "POWERCUT_SHADOW", shadow.toString());
    List<Long> acknowledged = new ArrayList<>();
    List<Long> completed = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.launch(data, preload, "--batch-size", "500", "--workers", "1")) {
      server.awaitListening();
      int uploads = 1 + random.nextInt(3);
      for (int i = 0; i < uploads; i++) {
        Answer answer = upload(server, i);
        assertThat(answer.status()).as(answer.json().toString()).isIn(200, 202);
        acknowledged.add(answer.json().path("import_id").asLong());
      }
      if (random.nextBoolean()) {
        pause(random, 1_500);
      }
      for (long id : acknowledged) {
        if (status(server, id).equals("completed")) {
          completed.add(id);
        }
      }
      server.kill();
    }

    // In the same place, because an import knows the path of its file.
    delete(data);
    Files.createDirectory(data);
    restore("root", data);

    DatabaseFile database = new DatabaseFile(data);
    database.assertSound();
    assertThat(database.texts("SELECT id FROM imports WHERE status = 'completed'"))
        .containsAll(completed.stream().map(String::valueOf).toList());
    try (ServerProcess server = ServerProcess.start(data)) {
      for (int i = 0; i < acknowledged.size(); i++) {
        long id = acknowledged.get(i);
        ServerProcess.until(
            "import " + id + " has ended",
            () -> !List.of("pending", "processing").contains(status(server, id)));
        assertThat(status(server, id))
            .as(server.get("/api/imports/" + id + "?limit=1").json().toString())
            .isEqualTo("completed");
        assertThat(upload(server, i).json().path("import_id").asLong()).isEqualTo(id);
      }
      server.terminate();
    }
    database.assertAtRest();
    for (long id : acknowledged) {
      assertThat(database.number("SELECT count(*) FROM records WHERE import_id = " + id))
          .isEqualTo(ROWS);
    }
  }

  /** Puts back what was synced: the entries of a folder, and of each file its synced content. */
  private void restore(String name, Path target) throws IOException {
    Path entries = shadow.resolve("folders").resolve(name);
    if (!Files.exists(entries)) {
      return;
    }
    for (String line : Files.readAllLines(entries)) {
      String[] parts = line.split(" ", 3);
      Path restored = target.resolve(parts[2]);
      if (parts[1].equals("d")) {
        Files.createDirectory(restored);
        restore(name + "%" + parts[2], restored);
      } else {
        Path content = shadow.resolve("inodes").resolve(parts[0]);
        if (Files.exists(content)) {
          Files.copy(content, restored, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
          Files.createFile(restored);
        }
      }
    }
  }

  private static Answer upload(ServerProcess server, int number) {
    StringBuilder csv = new StringBuilder("name,email,age\n");
    for (int row = 1; row <= ROWS; row++) {
      csv.append("Person ").append(number).append(",p").append(row).append("@example.com,30\n");
    }
    return server
        .send(
            "POST",
            "/api/upload?filename=" + number + ".csv",
            "text/csv",
            BodyPublishers.ofString(csv.toString()))
        .orElseThrow();
  }

  private static String status(ServerProcess server, long id) {
    return server.get("/api/imports/" + id + "?limit=1").json().at("/import/status").asText();
  }

  /** The moment is the point of these tests, and it is chosen by chance. */
  private static void pause(Random random, int mostMillis) {
    long until = System.nanoTime() + random.nextInt(mostMillis) * 1_000_000L;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
