package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportEvent;
import dev.importer.job.ImportEvent.Kind;
import dev.importer.job.ImportListener;
import dev.importer.job.ImportOptions;
import dev.importer.job.Target;
import dev.importer.results.ImportStatus;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Hold;
import dev.importer.testing.SettableClock;
import dev.importer.testing.Stored;
import dev.importer.testing.TellingProcess;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners are told of imports, and when they are told again. */
class ImportListenerTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir Path folder;
  @Stored TestDatabase db;

  private final SettableClock clock = new SettableClock(NOW);
  private final List<ImportEvent> told = new CopyOnWriteArrayList<>();

  private Importer open(ImportListener listener) {
    return db.builder().clock(clock).listener("mail", listener).build();
  }

  private static Source users(int number) {
    return Source.ofText("name,email,age\nAnn,ann@x.org," + number + "\n", Format.CSV);
  }

  private void awaitTold(Kind... kinds) {
    Waiting.until(
        "all of " + List.of(kinds) + " is told, not " + kinds(told),
        () -> told.size() >= kinds.length);
    assertThat(kinds(told)).containsExactly(kinds);
  }

  private static List<Kind> kinds(List<ImportEvent> events) {
    return events.stream().map(ImportEvent::kind).toList();
  }

  private long waiting() {
    return db.disk().number("SELECT count(*) FROM import_events");
  }

  private static void fail(ImportEvent event) throws IOException {
    throw new IOException("no mail can be sent");
  }

  @Test
  void anImportIsAcceptedAndCompleted() {
    try (Importer importer = open(told::add)) {
      long id = importer.load(users(1)).id();

      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(told).allMatch(event -> event.importId() == id && event.at().equals(NOW));
      assertThat(told.get(0).id()).isLessThan(told.get(1).id());
      assertThat(told.get(1).summary()).isEqualTo(importer.results().find(id).orElseThrow());
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void anImportFails() {
    try (Importer importer = open(told::add)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(Source.ofText("name,email,age\n\"", Format.CSV)));

      awaitTold(Kind.ACCEPTED, Kind.FAILED);
      assertThat(told.get(1).summary().failure()).isNotNull();
    }
  }

  @Test
  void anImportIsCancelledByAnImporterThatWorksOnNothing() {
    try (Importer importer = db.builder().workers(0).listener("mail", told::add).build()) {
      long id = importer.submit(users(1)).id();
      importer.operations().cancel(id);

      awaitTold(Kind.ACCEPTED, Kind.CANCELLED);
      assertThat(told.get(1).summary().status()).isEqualTo(ImportStatus.CANCELLED);
    }
  }

  @Test
  void rowsLeaveATableOfTheApplicationAndComeBack() {
    db.open().close();
    db.disk().execute("CREATE TABLE app_users (email text PRIMARY KEY, name text, age integer)");
    Target people = Target.into("app_users").columns("email", "name", "age").key("email");
    try (Importer importer =
        db.builder().target("people", people).listener("mail", told::add).build()) {
      long id = importer.load(users(1), ImportOptions.DEFAULT.withTarget("people")).id();
      importer.undo(id);
      importer.redo(id);

      awaitTold(Kind.ACCEPTED, Kind.COMPLETED, Kind.UNDONE, Kind.REDONE);
    }
  }

  @Test
  void theSameBytesAgainAreNoEvent() {
    try (Importer importer = open(told::add)) {
      importer.load(users(1));
      importer.load(users(1));
    }
    awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
  }

  @Test
  void closingWaitsForWhatIsDue() {
    try (Importer importer = open(told::add)) {
      IntStream.range(0, 10).forEach(number -> importer.load(users(number)));
    }
    assertThat(told).hasSize(20);
    assertThat(waiting()).isZero();
  }

  @Test
  void eachOfSeveralIsToldOfTheSameEventsEvenIfAnotherFails() {
    List<ImportEvent> others = new CopyOnWriteArrayList<>();
    try (Importer importer =
        db.builder()
            .clock(clock)
            .listener("mail", told::add)
            .listener("broken", ImportListenerTest::fail)
            .listener("chat", others::add)
            .build()) {
      importer.load(users(1));

      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      Waiting.until("the other is told", () -> others.size() == 2);
      assertThat(others)
          .extracting(ImportEvent::id)
          .containsExactlyElementsOf(told.stream().map(ImportEvent::id).toList());
    }
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void nothingIsKeptWhereNobodyListens() {
    try (Importer importer = db.open()) {
      importer.load(users(1));
    }
    assertThat(waiting()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 5", "2, 30", "3, 300", "4, 3600", "26, 3600"})
  void whoFailedIsLeftInPeaceForLongerEachTime(int failuresBefore, long seconds) {
    try (Importer importer = open(ImportListenerTest::fail)) {
      importer.load(users(1));
      awaitFailures(1);
    }
    db.disk().execute("UPDATE import_events SET failures = " + failuresBefore);
    clock.advance(Duration.ofSeconds(1));
    Instant again = clock.instant();

    try (Importer importer = open(ImportListenerTest::fail)) {
      awaitFailures(failuresBefore + 1);
      assertThat(db.disk().texts("SELECT due_at FROM import_events WHERE failures > 0 ORDER BY id"))
          .first()
          .extracting(Instant::parse)
          .isEqualTo(again.plusSeconds(seconds));
      assertThat(importer.results().find(1)).isPresent();
    }
  }

  private void awaitFailures(int count) {
    Waiting.until(
        "it has failed " + count + " times",
        () -> db.disk().number("SELECT failures FROM import_events ORDER BY id LIMIT 1") == count);
  }

  @Test
  void whoFailedIsToldAgainWhenThePauseIsOver() {
    try (Importer importer =
        open(
            event -> {
              told.add(event);
              if (told.size() < 4) {
                fail(event);
              }
            })) {
      importer.load(users(1));
      awaitFailures(1);
      clock.advance(Duration.ofSeconds(1));
      awaitFailures(2);
      clock.advance(Duration.ofSeconds(5));
      awaitFailures(3);
      clock.advance(Duration.ofSeconds(30));

      awaitTold(Kind.ACCEPTED, Kind.ACCEPTED, Kind.ACCEPTED, Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(told.subList(0, 4)).extracting(ImportEvent::id).containsOnly(told.get(0).id());
    }
  }

  @Test
  void anEventIsGivenUpAfterADayAndTheNextOneIsTold() {
    try (Importer importer = open(ImportListenerTest::fail)) {
      importer.load(users(1));
      awaitFailures(1);
    }
    db.disk().execute("UPDATE import_events SET failures = 27 WHERE kind = 'accepted'");
    clock.advance(Duration.ofHours(1));

    try (Importer importer =
        open(
            event -> {
              told.add(event);
              if (event.kind() == Kind.ACCEPTED) {
                fail(event);
              }
            })) {
      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(importer.results().find(1)).isPresent();
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void laterEventsOfAnImportWaitButNotThoseOfOthers() {
    try (Importer importer =
        open(
            event -> {
              if (event.importId() == 1) {
                fail(event);
              }
              told.add(event);
            })) {
      importer.load(users(1));
      importer.load(users(2));

      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(told).extracting(ImportEvent::importId).containsOnly(2L);
    }
    assertThat(db.disk().texts("SELECT kind FROM import_events ORDER BY id"))
        .containsExactly("accepted", "completed");
  }

  @Test
  void whoFailedIsToldAgainAfterARestart() {
    try (Importer importer = open(ImportListenerTest::fail)) {
      importer.load(users(1));
      awaitFailures(1);
    }
    clock.advance(Duration.ofSeconds(1));

    try (Importer importer = open(told::add)) {
      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(importer.results().find(1)).isPresent();
    }
  }

  @Test
  void anImportThatIsDeletedIsNotToldOfAnyMore() {
    try (Importer importer = open(ImportListenerTest::fail)) {
      long id = importer.load(users(1)).id();
      awaitFailures(1);

      importer.operations().delete(id);

      assertThat(waiting()).isZero();
    }
  }

  @Test
  void whatIsForAListenerThatIsGoneIsRemovedAfterAMonth() {
    try (Importer importer = open(ImportListenerTest::fail)) {
      importer.load(users(1));
      awaitFailures(1);
    }
    clock.advance(Duration.ofDays(29));
    db.builder().clock(clock).listener("chat", told::add).build().close();
    assertThat(waiting()).isEqualTo(2);

    clock.advance(Duration.ofDays(2));
    db.builder().clock(clock).listener("chat", told::add).build().close();

    assertThat(waiting()).isZero();
    assertThat(told).isEmpty();
  }

  /** The first event keeps the others from being told. */
  @Test
  void whatWasCommittedAndNotToldWhenAProcessIsKilledIsToldByTheNextOne() {
    Path file = UserFiles.valid(folder.resolve("a.csv"), 10);
    try (ChildJvm child = TellingProcess.start(db.address(), file, Kind.ACCEPTED)) {
      child.awaitLine("loaded"::equals);
      child.kill();
    }

    try (Importer importer = open(told::add)) {
      clock.advance(Duration.between(NOW, Instant.now()));
      awaitTold(Kind.ACCEPTED, Kind.COMPLETED);
      assertThat(importer.results().find(1)).isPresent();
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void anotherImporterTellsWhatOneWasKilledOver() {
    Path file = UserFiles.valid(folder.resolve("a.csv"), 10);
    try (ChildJvm child = TellingProcess.start(db.address(), file, Kind.COMPLETED);
        Importer other = db.builder().workers(0).listener("mail", told::add).build()) {
      child.awaitLine("told COMPLETED"::equals);
      assertThat(kinds(told)).doesNotContain(Kind.COMPLETED);
      child.kill();

      Waiting.until("the end is told", () -> kinds(told).contains(Kind.COMPLETED));
      assertThat(other.results().find(1)).isPresent();
    }
  }

  @Test
  void ofSeveralImportersOneTellsEachEvent() {
    List<ImportEvent> others = new CopyOnWriteArrayList<>();
    CountDownLatch both = new CountDownLatch(1);
    // So long that nobody is taken for dead where the machine is busy.
    Duration lease = Duration.ofMinutes(1);
    try (Importer one = db.builder().lease(lease).listener("mail", told::add).build();
        Importer two =
            db.builder()
                .lease(lease)
                .listener(
                    "mail",
                    event -> {
                      Hold.await(both);
                      others.add(event);
                    })
                .build()) {
      IntStream.range(0, 5).forEach(number -> one.load(users(number)));
      IntStream.range(5, 10).forEach(number -> two.load(users(number)));
      both.countDown();
      Waiting.until("nothing is left to tell", () -> waiting() == 0);
    }
    told.addAll(others);
    assertThat(told).hasSize(20).extracting(ImportEvent::id).doesNotHaveDuplicates();
    for (long id = 1; id <= 10; id++) {
      long each = id;
      assertThat(told.stream().filter(event -> event.importId() == each).map(ImportEvent::kind))
          .containsExactlyInAnyOrder(Kind.ACCEPTED, Kind.COMPLETED);
    }
  }
}
