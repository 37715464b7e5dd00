package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Changes;
import dev.importer.Importer;
import dev.importer.error.ImportStateException;
import dev.importer.error.StorageException;
import dev.importer.error.UploadNotFoundException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.Trim;
import dev.importer.results.ChangedRow;
import dev.importer.results.CopiedImport;
import dev.importer.results.CopyResult;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ImportStatus;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RememberedMapping;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that an SQLite database holds goes to another database, and back. */
class CopyTest {

  private static final int ROWS = 500;

  @TempDir Path folder;

  /** What is copied to. */
  @Stored TestDatabase db;

  private Path original() {
    return folder.resolve("original.db");
  }

  private Importer.Builder originalBuilder() {
    return Importer.builder().database(original());
  }

  private static void unheard(CopiedImport copied) {
    assertThat(copied.id()).isPositive();
  }

  private CopyResult copy() {
    return copy(CopyTest::unheard);
  }

  private CopyResult copy(Consumer<CopiedImport> onCopied) {
    try (Importer from = originalBuilder().workers(0).build();
        Importer to = db.builder().workers(0).build()) {
      return from.operations().copyTo(to, onCopied);
    }
  }

  private static Source stream(String name, String text) {
    return Source.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  private static String people(int number) {
    return UserFiles.HEADER + "Ann,ann" + number + "@example.com,30\nBob,nobody,x\n";
  }

  /** All that answers show. */
  private record Shown(
      List<StoredImport> imports,
      List<StoredRecord> records,
      List<ErrorSummary> errors,
      List<RememberedMapping> mappings,
      List<List<ChangedRow>> changes) {

    static Shown by(Importer importer) {
      List<StoredImport> imports = importer.results().imports(PageRequest.FIRST).page().items();
      return new Shown(
          imports,
          importer.results().stream(RecordQuery.all()).toList(),
          imports.stream().map(each -> importer.results().errorSummary(each.id())).toList(),
          importer.operations().mappings(null, PageRequest.FIRST).items(),
          imports.stream().flatMap(each -> changesOf(importer, each.id())).toList());
    }

    private static Stream<List<ChangedRow>> changesOf(Importer importer, long id) {
      Changes changes = importer.changes(id);
      return changes.list(PageRequest.FIRST).items().stream()
          .map(each -> changes.rows(each.number(), PageRequest.FIRST).items());
    }
  }

  private void importAllKinds() {
    try (Importer importer = originalBuilder().batchSize(100).build()) {
      importer.load(UserFiles.mixed(folder.resolve("people.csv"), ROWS, 7));
      importer.load(
          Source.ofText("Who,Mail,Age\n  Ann ,ann@example.com,7\nNUL\0,x,8\n", Format.CSV),
          ImportOptions.DEFAULT
              .withMap("Who", "name")
              .withMap("Mail", "email")
              .withTrim(Trim.CELLS));
      ImportJob corrected = importer.submit(stream("corrected.csv", people(1)));
      Waiting.get(corrected.result());
      importer.correct(
          corrected.id(),
          Source.ofText(
              "[{\"row_number\": 2, \"data\": {\"name\": \"Bob\", \"email\": \"bob@example.com\","
                  + " \"age\": 7}}]",
              Format.JSON));
      importer.operations().delete(importer.load(stream("deleted.csv", people(2))).id());
    }
    try (Importer importer = originalBuilder().workers(0).build()) {
      importer.operations().cancel(importer.submit(stream("kept.csv", people(3))).id());
    }
  }

  @Test
  void theCopyShowsWhatTheOriginalShows() {
    importAllKinds();

    List<CopiedImport> heard = new ArrayList<>();
    CopyResult result = copy(heard::add);

    try (Importer from = originalBuilder().workers(0).build();
        Importer to = db.builder().workers(0).build()) {
      Shown shown = Shown.by(from);
      assertThat(shown.imports()).hasSize(4);
      assertThat(shown.changes()).hasSize(1);
      assertThat(Shown.by(to)).isEqualTo(shown);
      assertThat(result)
          .isEqualTo(new CopyResult(4, shown.records().size(), 0, shown.mappings().size(), 0, 0));
      assertThat(heard.stream().mapToLong(CopiedImport::rows).sum())
          .isEqualTo(shown.records().size());
      assertThat(heard).allSatisfy(each -> assertThat(each.sha256()).hasSize(64));
    }
  }

  @Test
  void whatWasCopiedCanBeCopiedBack() {
    importAllKinds();
    copy();
    Path back = folder.resolve("back.db");
    try (Importer from = db.builder().workers(0).build();
        Importer to = Importer.builder().database(back).workers(0).build()) {
      from.operations().copyTo(to, CopyTest::unheard);
    }

    for (long id = 1; id <= 4; id++) {
      assertThat(Disk.of(back).fingerprint(id)).isEqualTo(Disk.of(original()).fingerprint(id));
    }
    try (Importer from = originalBuilder().workers(0).build();
        Importer to = Importer.builder().database(back).workers(0).build()) {
      assertThat(Shown.by(to)).isEqualTo(Shown.by(from));
    }
  }

  @Test
  void noNumberIsGivenTwice() {
    long deleted;
    long discarded;
    try (Importer importer = originalBuilder().build()) {
      importer.load(stream("a.csv", people(1)));
      deleted = importer.load(stream("b.csv", people(2))).id();
      importer.operations().delete(deleted);
      discarded = importer.staging().stage(stream("c.csv", people(3))).id();
      importer.staging().discard(discarded);
    }

    copy();

    try (Importer to = db.open()) {
      assertThat(to.load(stream("d.csv", people(4))).id()).isEqualTo(deleted + 1);
      assertThat(to.staging().stage(stream("e.csv", people(5))).id()).isEqualTo(discarded + 1);
    }
  }

  @Test
  void theSameBytesAreStillTheSameImport() {
    long id;
    try (Importer importer = originalBuilder().build()) {
      id = importer.load(stream("a.csv", people(1))).id();
    }

    copy();

    try (Importer to = db.open()) {
      assertThat(to.load(stream("again.csv", people(1))).id()).isEqualTo(id);
    }
  }

  @Test
  void whatWaitsIsImportedInTheCopy() {
    long waiting;
    Path inPlace = UserFiles.write(folder.resolve("in-place.csv"), people(2));
    try (Importer importer = originalBuilder().workers(0).build()) {
      waiting = importer.submit(stream("waiting.csv", people(1))).id();
      importer.submit(inPlace);
    }

    assertThat(copy().waiting()).isEqualTo(2);

    try (Importer to = db.open()) {
      for (long id = waiting; id <= waiting + 1; id++) {
        ImportJob job = to.operations().job(id).orElseThrow();
        assertThatImport(Waiting.get(job.result())).isCompletedWith(1, 1);
      }
      Waiting.until("their bytes are gone", () -> db.spooled().isEmpty());
    }
    assertThat(inPlace).exists();
  }

  @Test
  void anImportThatWasStoppedGoesOnFromItsLastRow() {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), ROWS, 7);
    ImportJob stopped;
    try (Importer importer =
        originalBuilder()
            .batchSize(10)
            .observer(Hold.eachBatch(batch -> true, Duration.ofMillis(20)))
            .build()) {
      stopped = importer.submit(file);
      Waiting.until("some rows are stored", () -> stopped.progress().rows() >= 20);
    }

    List<CopiedImport> heard = new ArrayList<>();
    assertThat(copy(heard::add).waiting()).isOne();

    assertThat(heard.get(0).rows()).isBetween(20L, ROWS - 10L);
    try (Importer to = db.open();
        Importer undisturbed = Importer.inMemory()) {
      ImportJob job = to.operations().job(stopped.id()).orElseThrow();
      StoredImport ended = Waiting.get(job.result()).summary();
      StoredImport other = undisturbed.load(file).summary();
      assertThatImport(ended).isCompletedWith(other.processedRecords(), other.failedRecords());
      assertThat(to.results().errorSummary(ended.id()))
          .isEqualTo(undisturbed.results().errorSummary(other.id()));
    }
  }

  @Test
  void aCancelledImportCanBeTriedAgainInTheCopy() {
    long id;
    try (Importer importer = originalBuilder().workers(0).build()) {
      id = importer.submit(stream("a.csv", people(1))).id();
      importer.operations().cancel(id);
    }

    copy();

    try (Importer to = db.open()) {
      assertThatImport(Waiting.get(to.operations().retry(id).result())).isCompletedWith(1, 1);
    }
  }

  @Test
  void stagedUploadsAreInTheCopy() {
    long staged;
    try (Importer importer = originalBuilder().build()) {
      staged = importer.staging().stage(stream("a.csv", people(1))).id();
    }

    assertThat(copy().uploads()).isOne();

    try (Importer to = db.open()) {
      assertThatImport(to.load(to.staging().source(staged))).isCompletedWith(1, 1);
    }
  }

  @Test
  void whatHasLostItsBytesCannotBeTriedAgain() throws IOException {
    long cancelled;
    long staged;
    try (Importer importer = originalBuilder().workers(0).build()) {
      cancelled = importer.submit(stream("a.csv", people(1))).id();
      importer.operations().cancel(cancelled);
      staged = importer.staging().stage(stream("b.csv", people(2))).id();
      for (Path file : Spools.filesIn(importer)) {
        Files.delete(file);
      }
    }

    assertThat(copy()).isEqualTo(new CopyResult(1, 0, 0, 0, 0, 2));

    try (Importer to = db.open()) {
      assertThat(to.results().find(cancelled).orElseThrow().retryable()).isFalse();
      assertThatExceptionOfType(UploadNotFoundException.class)
          .isThrownBy(() -> to.staging().source(staged));
    }
  }

  @Test
  void anImportThatWaitsWithoutItsBytesIsInTheWay() throws IOException {
    long id;
    try (Importer importer = originalBuilder().workers(0).build()) {
      id = importer.submit(stream("a.csv", people(1))).id();
      for (Path file : Spools.filesIn(importer)) {
        Files.delete(file);
      }
    }

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(this::copy)
        .withMessageContaining("Import " + id)
        .withMessageContaining("Cancel it");
    assertThatNothingIsThere();
  }

  @Test
  void anImportThatWaitsForARowHandlerIsInTheWay() {
    try (Importer importer =
        originalBuilder().workers(0).rowHandler("people", rows -> {}).build()) {
      importer.submit(stream("a.csv", people(1)), ImportOptions.DEFAULT.withHandler("people"));
    }

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(this::copy)
        .withMessageContaining("'people'");
    assertThatNothingIsThere();
  }

  @Test
  void nothingIsThereBeforeAllOfItIs() {
    try (Importer importer = originalBuilder().workers(0).build()) {
      importer.load(stream("a.csv", people(1)));
      importer.submit(stream("b.csv", people(2)));
    }

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                copy(
                    copied -> {
                      throw new IllegalStateException("interrupted");
                    }));

    assertThatNothingIsThere();
    assertThat(copy().imports()).isEqualTo(2);
  }

  private void assertThatNothingIsThere() {
    try (Importer to = db.builder().workers(0).build()) {
      assertThat(to.results().imports(PageRequest.FIRST).page().items()).isEmpty();
      assertThat(db.spooled()).isEmpty();
    }
  }

  @Test
  void aCopyThatDiffersIsNotKept() {
    try (Importer importer = originalBuilder().build()) {
      importer.load(stream("a.csv", people(1)));
    }
    db.open().close();
    if (TestDatabase.isPostgresql()) {
      db.disk()
          .execute(
              "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
                  + " 'BEGIN new.data = ''{}''; RETURN new; END'");
      db.disk()
          .execute(
              "CREATE TRIGGER spoil BEFORE INSERT ON records FOR EACH ROW"
                  + " WHEN (new.id % 1000 = 2) EXECUTE FUNCTION spoil()");
    } else {
      db.disk()
          .execute(
              "CREATE TRIGGER spoil AFTER INSERT ON records WHEN new.id % 1000 = 2 BEGIN"
                  + " UPDATE records SET data = '{}' WHERE id = new.id; END");
    }

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(this::copy)
        .withMessageContaining("import 1 differs")
        .extracting(StorageException::reason)
        .isEqualTo(StorageException.Reason.CORRUPT);
    assertThatNothingIsThere();
  }

  @Test
  void whatHoldsSomethingIsNotCopiedTo() {
    try (Importer importer = originalBuilder().build()) {
      importer.load(stream("a.csv", people(1)));
    }
    copy();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(this::copy)
        .withMessageContaining("imports already");
  }

  @Test
  void whatOthersHaveOpenIsNotCopied() {
    try (Importer working = originalBuilder().build()) {
      working.load(stream("a.csv", people(1)));

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(this::copy)
          .withMessageContaining("Stop it");
    }
    assertThatNothingIsThere();
  }

  @Test
  void whoWorksOnImportsDoesNotCopyThem() {
    try (Importer from = originalBuilder().build();
        Importer to = db.open()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> from.operations().copyTo(to, CopyTest::unheard))
          .withMessageContaining("workers(0)");
    }
  }

  @Test
  void rowsOfCancelledImportsAreNotCopied() {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), ROWS, 7);
    try (Importer importer =
        originalBuilder()
            .batchSize(10)
            .observer(Hold.eachBatch(batch -> true, Duration.ofMillis(20)))
            .build()) {
      ImportJob job = importer.submit(file);
      Waiting.until("some rows are stored", () -> job.progress().rows() >= 20);
      job.cancel();
    }

    assertThat(copy().rows()).isZero();

    try (Importer to = db.open()) {
      StoredImport copied = to.results().imports(PageRequest.FIRST).page().items().get(0);
      assertThat(copied.status()).isEqualTo(ImportStatus.CANCELLED);
      assertThat(to.results().stream(RecordQuery.all())).isEmpty();
    }
  }
}
