package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.job.ChangeJob;
import dev.importer.job.ChangeProgress;
import dev.importer.job.ImportOptions;
import dev.importer.job.Target;
import dev.importer.job.Target.Mode;
import dev.importer.results.ChangeResult;
import dev.importer.results.StoredChange;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.HeldCheck;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a change of stored rows has got, while it runs. */
class ChangeProgressTest {

  private static final int ROWS = 2_000;

  @Stored TestDatabase db;
  private final HeldCheck held = new HeldCheck();
  private Importer importer;
  private long id;

  @BeforeEach
  void load() {
    importer = db.builder().rowCheck("held", held).build();
    StringBuilder file = new StringBuilder(UserFiles.HEADER);
    for (int row = 1; row <= ROWS; row++) {
      file.append("Ann,ann").append(row).append("@example.com,30\n");
    }
    id =
        importer
            .load(
                Source.ofText(file.toString(), Format.CSV),
                ImportOptions.DEFAULT.withRowCheck("held"))
            .id();
  }

  @AfterEach
  void close() {
    held.release();
    importer.close();
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, command -> new Thread(command, "change").start());
  }

  private ChangeJob running() {
    return importer.operations().change(id).orElseThrow();
  }

  @Test
  void aReplacementTellsHowManyRowsItHasChangedOfHowMany() {
    held.holdAfter(1);
    CompletableFuture<ChangeResult> change =
        inBackground(
            () -> importer.changes(id).replace(ValueReplacement.of("age", "30").with("31")));
    held.awaitHeld();
    ChangeJob job = running();

    ChangeProgress progress = job.progress();

    assertThat(progress.importId()).isEqualTo(id);
    assertThat(progress.kind()).isEqualTo(ChangeProgress.Kind.REPLACE);
    assertThat(progress.changed()).isBetween(1L, ROWS - 1L);
    assertThat(progress.totalRows()).isEqualTo(ROWS);
    assertThat(progress.fraction()).isBetween(0.0, 0.99);
    assertThat(progress.elapsed()).isPositive();
    assertThat(job.result()).isNotDone();
    // Others see the rows as they were until all is done.
    assertThat(importer.results().find(id).orElseThrow().lastChange()).isZero();

    held.release();
    StoredChange done = Waiting.get(change).change().orElseThrow();
    assertThat(Waiting.get(job.result())).contains(done);
    assertThat(job.progress().changed()).isEqualTo(ROWS);
    assertThat(job.progress().fraction()).isEqualTo(1);
    assertThat(importer.operations().change(id)).isEmpty();
  }

  @Test
  void anUndoAndAFileOfCorrectionsTellItToo() {
    importer.changes(id).replace(ValueReplacement.of("age", "30").with("x"));

    held.holdAfter(1);
    CompletableFuture<?> correction =
        inBackground(
            () -> importer.correct(id, Source.ofText(corrected(), Format.CSV)).corrected());
    held.awaitHeld();
    assertThat(running().progress())
        .satisfies(
            progress -> {
              assertThat(progress.kind()).isEqualTo(ChangeProgress.Kind.CORRECTION);
              assertThat(progress.totalRows()).isEqualTo(ROWS);
              assertThat(progress.changed()).isBetween(1L, ROWS - 1L);
            });
    held.release();
    assertThat(Waiting.get(correction)).isEqualTo((long) ROWS);
    importer.changes(id).undo(2);

    held.holdAfter(1);
    CompletableFuture<?> undo = inBackground(() -> importer.changes(id).undo(1));
    held.awaitHeld();
    assertThat(running().progress().kind()).isEqualTo(ChangeProgress.Kind.UNDO);
    assertThat(running().progress().totalRows()).isEqualTo(ROWS);
    held.release();
    Waiting.get(undo);
    assertThat(importer.operations().change(id)).isEmpty();
  }

  private static String corrected() {
    StringBuilder file = new StringBuilder("name,email,age,_row\n");
    for (int row = 1; row <= ROWS; row++) {
      file.append("Ann,ann").append(row).append("@example.com,30,").append(row).append('\n');
    }
    return file.toString();
  }

  @Test
  void whatIsRefusedEndsWithTheReason() {
    held.holdAfter(0);
    CompletableFuture<?> change =
        inBackground(() -> importer.changes(id).edit(RowEdit.of(1).set("age", "31")));
    held.awaitHeld();
    ChangeJob job = running();
    held.failWith(new IllegalStateException("no"));

    held.release();

    assertThatThrownBy(() -> Waiting.get(job.result())).isNotNull();
    assertThatThrownBy(() -> Waiting.get(change)).isNotNull();
    assertThat(importer.operations().change(id)).isEmpty();
    assertThat(importer.results().find(id).orElseThrow().lastChange()).isZero();
  }

  @Test
  void whoChangesTheSameImportMeanwhileWaitsAndSeesWhatWasDone() {
    held.holdAfter(1);
    CompletableFuture<?> first =
        inBackground(
            () -> importer.changes(id).replace(ValueReplacement.of("age", "30").with("31")));
    held.awaitHeld();
    CompletableFuture<?> second =
        inBackground(() -> importer.changes(id).ifLastIs(0).edit(RowEdit.of(1).set("name", "Bob")));
    ChangeJob job = running();

    held.release();

    assertThatThrownBy(() -> Waiting.get(second))
        .isInstanceOfSatisfying(
            ChangeException.class,
            late -> assertThat(late.reason()).isEqualTo(ChangeException.Reason.CHANGED_MEANWHILE));
    Waiting.get(first);
    assertThat(job.progress().kind()).isEqualTo(ChangeProgress.Kind.REPLACE);
  }

  @Test
  void whatIsDoneWithATableOfTheApplicationIsToldToo() {
    db.disk().execute("CREATE TABLE app_people (email text PRIMARY KEY, name text)");
    CountingDataSource source = new CountingDataSource(db.address());
    Target people =
        Target.into("app_people").columns("email", "name").key("email").mode(Mode.UPSERT);
    try (Importer other = TestDatabase.on(source).target("people", people).build()) {
      long targeted =
          other
              .load(
                  Source.ofText(UserFiles.HEADER + "Ann,ann@example.com,30\n", Format.CSV),
                  ImportOptions.DEFAULT.withTarget("people"))
              .id();
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      source.afterEach(
          sql -> {
            if (sql.startsWith("DELETE FROM \"app_people\"") && reached.getCount() > 0) {
              reached.countDown();
              Hold.await(release);
            }
          });
      CompletableFuture<?> undo = inBackground(() -> other.undo(targeted));
      Hold.await(reached);

      ChangeProgress progress = other.operations().change(targeted).orElseThrow().progress();

      assertThat(progress.kind()).isEqualTo(ChangeProgress.Kind.TARGET_UNDO);
      assertThat(progress.totalRows()).isEqualTo(1);
      release.countDown();
      Waiting.get(undo);
      assertThat(other.operations().change(targeted)).isEmpty();
    }
  }

  @Test
  void theTimeLeftFollowsFromTheRateSoFar() {
    assertThat(progress(250, 1_000, Duration.ofSeconds(5)).timeLeft())
        .contains(Duration.ofSeconds(15));
    assertThat(progress(0, 1_000, Duration.ofSeconds(5)).timeLeft()).isEmpty();
    assertThat(progress(0, 0, Duration.ofSeconds(5)).fraction()).isZero();
  }

  private static ChangeProgress progress(long rows, long total, Duration elapsed) {
    return new ChangeProgress(1, ChangeProgress.Kind.UNDO, rows, total, 0, elapsed);
  }
}
