package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.ImportStatus;
import dev.importer.results.StoredImport;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.CuttableProxy;
import dev.importer.testing.Disk;
import dev.importer.testing.InterceptedCopies.Place;
import dev.importer.testing.PostgresServer;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import dev.importer.testing.WorkbookFile;
import dev.importer.testing.WorkingServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several servers in processes of their own, on one database of PostgreSQL. */
@EnabledIfSystemProperty(
    named = "importer.test.store",
    matches = "postgresql",
    disabledReason = "servers share a database only with PostgreSQL")
class SeveralServersTest {

  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final int IMPORTS = 30;
  private static final int ROWS = 2_000;
  private static final int SERVERS = 3;

  private final List<ChildJvm> servers = new ArrayList<>();
  private PostgresServer postgresql;
  private String url;
  private Disk disk;

  @BeforeEach
  void start() {
    postgresql = PostgresServer.running();
    url = postgresql.createDatabase();
    disk = Disk.of(url);
  }

  @AfterEach
  void stop() {
    servers.forEach(ChildJvm::close);
    postgresql.dropDatabase(url);
  }

  @ParameterizedTest
  @EnumSource
  void anImportGoesOnElsewhereWhileItsOwnerSleeps(Place place) {
    try (Importer accepting = accepting(url)) {
      long id = accepting.submit(file(0)).id();
      ChildJvm sleeping = server(WorkingServer.start(url, LEASE, Optional.of(place), 0));
      sleeping.awaitLine(("stops " + place)::equals);
      sleeping.awaitStop();
      long began = System.nanoTime();
      ChildJvm heir = server(WorkingServer.start(url, LEASE, Optional.empty(), 0));
      heir.awaitLine(line -> line.startsWith("ready"));

      Waiting.until("another has begun with it", () -> attempt(id) == 2);

      // The heir may have come late; it looks for the dead every two seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isLessThan(LEASE.multipliedBy(2).plusSeconds(6));
      awaitEnd(accepting, id);
      requireWhole(id, 0);

      sleeping.wake();
      sleeping.awaitLine("woke"::equals);
      sleeping.sendLine("close");
      sleeping.awaitLine("closed"::equals);
      requireWhole(id, 0);
      assertThat(attempt(id)).isEqualTo(2);
    }
  }

  @Test
  void everyServerTakesPartAndAnyTellsOfTheProgress() {
    for (int i = 0; i < SERVERS; i++) {
      server(WorkingServer.start(url, LEASE, Optional.empty(), 0))
          .awaitLine(line -> line.startsWith("ready"));
    }
    try (Importer accepting = accepting(url)) {
      List<Long> ids = accept(accepting);

      ids.forEach(id -> awaitEnd(accepting, id));

      for (int i = 0; i < IMPORTS; i++) {
        requireWhole(ids.get(i), i);
        assertThat(accepting.operations().progress(ids.get(i)).bytesRead())
            .isEqualTo(bytes(i).length);
      }
      assertThat(disk.texts("SELECT DISTINCT owner FROM imports")).hasSize(SERVERS);
      assertThat(disk.number("SELECT count(*) FROM spool_chunks")).isZero();
      // What is waited for through a handle is told, wherever it ended.
      assertThat(accepting.operations().job(ids.get(0)).orElseThrow().result().join().total())
          .isEqualTo(ROWS);
    }
  }

  @Test
  void anImportIsCancelledAndDeletedThroughAnyServer() {
    try (Importer accepting = accepting(url)) {
      long id = accepting.submit(file(0)).id();
      ChildJvm sleeping =
          server(WorkingServer.start(url, LEASE, Optional.of(Place.BETWEEN_BATCHES), 0));
      sleeping.awaitLine(line -> line.startsWith("stops"));
      sleeping.awaitStop();

      accepting.operations().cancel(id);
      sleeping.wake();
      sleeping.sendLine("close");
      sleeping.awaitLine("closed"::equals);

      assertThat(accepting.results().find(id).orElseThrow().status())
          .isEqualTo(ImportStatus.CANCELLED);
      accepting.operations().delete(id);
      assertThat(accepting.results().find(id)).isEmpty();
      assertThat(disk.countRecords()).isZero();
      Waiting.until(
          "its bytes are gone", () -> disk.number("SELECT count(*) FROM spool_chunks") == 0);
    }
  }

  @Test
  void everyRowIsStoredOnceWhateverHappens() throws Exception {
    everyRowIsStoredOnce(1);
  }

  static LongStream seeds() {
    return LongStream.range(
        Long.getLong("importer.test.seed", 2),
        Long.getLong("importer.test.seed", 2) + Integer.getInteger("importer.test.runs", 3));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("seeds")
  void everyRowIsStoredOnce(long seed) throws Exception {
    Random random = new Random(seed);
    PostgresServer own = PostgresServer.start();
    Map<String, Integer> events = new HashMap<>();
    try (CuttableProxy proxy = new CuttableProxy(own.port())) {
      String through =
          own.createDatabase().replace(":" + own.port() + "/", ":" + proxy.port() + "/");
      String direct = through.replace(":" + proxy.port() + "/", ":" + own.port() + "/");
      List<Long> ids;
      try (Importer accepting = accepting(direct)) {
        ids = accept(accepting);
      }
      List<ChildJvm> running = new ArrayList<>();
      for (int i = 0; i < SERVERS; i++) {
        running.add(server(WorkingServer.start(through, LEASE, Optional.empty(), seed * 100 + i)));
      }
      Disk watched = Disk.of(direct);
      long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      while (openImports(watched) > 0) {
        assertThat(System.nanoTime()).as("seed %d: %s", seed, events).isLessThan(deadline);
        pause(Duration.ofMillis(200 + random.nextInt(1_000)));
        int at = random.nextInt(SERVERS);
        switch (random.nextInt(16)) {
          case 0 -> {
            running.get(at).kill();
            running.set(
                at,
                server(WorkingServer.start(through, LEASE, Optional.empty(), random.nextLong())));
            events.merge("killed", 1, Integer::sum);
          }
          case 1 -> {
            proxy.cut();
            events.merge("cut", 1, Integer::sum);
          }
          case 2 -> {
            own.stop(random.nextBoolean() ? "fast" : "immediate");
            own.begin();
            events.merge("restarted", 1, Integer::sum);
          }
          default -> running.get(at).wake();
        }
      }
      for (int i = 0; i < IMPORTS; i++) {
        requireWhole(watched, ids.get(i), i);
      }
      assertThat(watched.countRecords()).isEqualTo((long) IMPORTS * ROWS);
      System.out.printf(
          "seed %d: %d rows, %d attempts, %s%n",
          seed, watched.countRecords(), watched.number("SELECT sum(attempt) FROM imports"), events);
    } finally {
      own.close();
    }
  }

  private static int openImports(Disk disk) {
    return (int)
        disk.number("SELECT count(*) FROM imports WHERE status IN ('pending', 'processing')");
  }

  /** What happens next happens at some time, and not when something is done. */
  private static void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    Waiting.until("time has passed", () -> System.nanoTime() >= until);
  }

  private ChildJvm server(ChildJvm started) {
    servers.add(started);
    return started;
  }

  private static Importer accepting(String url) {
    return TestDatabase.at(url).workers(0).build();
  }

  private static List<Long> accept(Importer accepting) {
    return IntStream.range(0, IMPORTS)
        .mapToObj(
            i ->
                accepting
                    .submit(
                        Source.of(new ByteArrayInputStream(bytes(i)), Integer.toString(i)),
                        ImportOptions.DEFAULT)
                    .id())
        .toList();
  }

  private static Source file(int number) {
    return Source.of(new ByteArrayInputStream(bytes(number)), Integer.toString(number));
  }

  /** Every third file is a workbook. */
  private static byte[] bytes(int number) {
    return number % 3 == 2 ? workbook(number) : text(number);
  }

  private static byte[] workbook(int number) {
    WorkbookFile file = WorkbookFile.ofSheet("Users").row("name", "email", "age");
    for (int row = 1; row <= ROWS; row++) {
      file.row("Ada " + number, "ada@example.com", row % 100);
    }
    return file.bytes();
  }

  private static byte[] text(int number) {
    StringBuilder text = new StringBuilder(UserFiles.HEADER);
    for (int row = 1; row <= ROWS; row++) {
      text.append("Ada ").append(number).append(",ada@example.com,").append(row % 100).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private int attempt(long id) {
    return (int) disk.number("SELECT attempt FROM imports WHERE id = " + id);
  }

  private static void awaitEnd(Importer importer, long id) {
    Waiting.until(
        "import " + id + " is completed",
        () ->
            importer.results().find(id).map(StoredImport::status).orElseThrow()
                == ImportStatus.COMPLETED);
  }

  private void requireWhole(long id, int number) {
    requireWhole(disk, id, number);
  }

  private static void requireWhole(Disk disk, long id, int number) {
    List<Disk.Row> rows = disk.rows(id);
    assertThat(rows).as("import %d", id).hasSize(ROWS);
    for (int row = 1; row <= ROWS; row++) {
      assertThat(rows.get(row - 1).rowNumber()).isEqualTo(row);
      assertThat(rows.get(row - 1).data())
          .isEqualTo(
              "{\"name\":\"Ada "
                  + number
                  + "\",\"email\":\"ada@example.com\",\"age\":"
                  + row % 100
                  + "}");
    }
    assertThat(disk.text("SELECT status FROM imports WHERE id = " + id)).isEqualTo("completed");
    assertThat(disk.number("SELECT processed_records FROM imports WHERE id = " + id))
        .isEqualTo(ROWS);
  }
}
