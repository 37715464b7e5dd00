package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.DuplicateImportException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.ImportResult;
import dev.importer.job.Severities;
import dev.importer.results.PageRequest;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {

  private static final int THREADS = 20;
  private static final ImportOptions REFUSE =
      ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.REFUSE);
  private static final ImportOptions ALLOW =
      ImportOptions.DEFAULT.withOnDuplicate(OnDuplicate.ALLOW);

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;
  private final String text = UserFiles.HEADER + "Ada,ada@example.com,36\nBob,bob@example.com,1\n";

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void theSameBytesFromTwentyThreadsAtOnceAreOneImport() {
    List<ImportJob> jobs =
        inThreads(number -> importer.submit(stream(text, "file" + number + ".csv")));

    assertThat(jobs).extracting(ImportJob::id).containsOnly(jobs.get(0).id());
    assertThat(jobs).filteredOn(job -> !job.isDuplicate()).hasSize(1);
    for (ImportJob job : jobs) {
      ImportResult result = Waiting.get(job.result());
      assertThatImport(result).isCompletedWith(2, 0);
      assertThat(result.duplicate()).isEqualTo(job.isDuplicate());
    }
    assertThat(db.disk().countImports()).isEqualTo(1);
    assertThat(db.disk().countRecords()).isEqualTo(2);
    Waiting.until("the spool is empty", () -> Spools.filesIn(importer).isEmpty());
  }

  @Test
  void loadsOfTheSameBytesAtOnceAllGetTheOneResult() {
    Path file = UserFiles.valid(folder.resolve("users.csv"), 20_000);

    List<ImportResult> results = inThreads(number -> importer.load(file));

    assertThat(results).filteredOn(result -> !result.duplicate()).hasSize(1);
    assertThat(results).extracting(ImportResult::summary).containsOnly(results.get(0).summary());
    assertThatImport(results.get(0)).isCompletedWith(20_000, 0);
    assertThat(db.disk().countRecords()).isEqualTo(20_000);
  }

  @Test
  void theEarlierImportIsTheAnswer() {
    ImportResult first = load(ImportOptions.DEFAULT);
    ImportResult second = load(ImportOptions.DEFAULT);

    assertThat(first.duplicate()).isFalse();
    assertThat(second.duplicate()).isTrue();
    assertThat(second.summary()).isEqualTo(first.summary());
    assertThat(Spools.filesIn(importer)).isEmpty();
  }

  @Test
  void areRefusedOnRequest() {
    long first = load(ImportOptions.DEFAULT).id();

    assertThatExceptionOfType(DuplicateImportException.class)
        .isThrownBy(() -> load(REFUSE))
        .withMessageContaining("as import " + first)
        .withMessageContaining("CSV in utf-8, delimiter ','; schema users")
        .satisfies(refused -> assertThat(refused.importId()).isEqualTo(first));
    assertThatExceptionOfType(DuplicateImportException.class)
        .isThrownBy(() -> importer.submit(stream(text, "a.csv"), REFUSE));
    assertThat(Spools.filesIn(importer)).isEmpty();
    assertThat(db.disk().countImports()).isEqualTo(1);
  }

  @Test
  void areImportedOnceMoreOnRequest() {
    ImportResult first = load(ImportOptions.DEFAULT);
    ImportResult second = load(ALLOW);
    ImportResult third = load(ALLOW);

    assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
    assertThatImport(third).isCompletedWith(2, 0);
    assertThat(db.disk().countRecords()).isEqualTo(6);
  }

  @Test
  void ofAnotherSchemaAreNone() {
    ImportResult users = load(ImportOptions.DEFAULT);
    ImportResult none = load(REFUSE.withSchema("none"));

    assertThat(none.duplicate()).isFalse();
    assertThat(none.id()).isNotEqualTo(users.id());
    assertThat(load(ImportOptions.DEFAULT.withSchema("none")).id()).isEqualTo(none.id());
  }

  @Test
  void readInAnotherWayAreNone() {
    long first = load(ImportOptions.DEFAULT).id();
    Source inAnotherEncoding =
        stream(text, "a.csv")
            .withDialect(Dialect.UNSPECIFIED.withEncoding(StandardCharsets.ISO_8859_1));

    assertThat(importer.load(inAnotherEncoding, REFUSE).id()).isNotEqualTo(first);
    assertThat(load(REFUSE.withSeverity("extra-cell", Severities.Level.WARNING)).id())
        .isNotEqualTo(first);
    assertThat(load(REFUSE.withRepair(QuoteRepair.BY_ROW_WIDTH)).id()).isNotEqualTo(first);
  }

  @Test
  void areDuplicatesWhetherSettingsWereGivenOrDetected() {
    long first = load(ImportOptions.DEFAULT).id();

    assertThat(
            importer
                .load(
                    stream(text, "a.csv").withDialect(Dialect.UNSPECIFIED.withDelimiter(",")),
                    ImportOptions.DEFAULT.withMaxErrors(0))
                .id())
        .isEqualTo(first);
  }

  @Test
  void ofJsonAreDuplicatesWhateverIsSaidAboutCells() {
    Source json = Source.ofText("[{\"name\":\"Ada\"}]", Format.JSON);
    long first = importer.load(json).id();

    assertThat(importer.load(json.withDialect(Dialect.UNSPECIFIED.withDelimiter(";"))).id())
        .isEqualTo(first);
    assertThat(importer.load(json, REFUSE.withSchema("none")).id()).isNotEqualTo(first);
  }

  @Test
  void areDuplicatesAlsoOfWhatMayBeThereTwice() {
    long first = load(ALLOW).id();

    assertThat(load(ImportOptions.DEFAULT).id()).isEqualTo(first);
  }

  @Test
  void ofACorrectedSchemaAreImportedAnew() {
    long first = load(ImportOptions.DEFAULT).id();
    importer.close();
    Schema corrected = Schema.builder("users").field(Field.string("name").maxLength(2)).build();
    importer = db.builder().schema(corrected).build();

    ImportResult again = load(REFUSE);

    assertThat(again.id()).isNotEqualTo(first);
    assertThatImport(again).isCompletedWith(0, 2);
    assertThat(load(ImportOptions.DEFAULT).id()).isEqualTo(again.id());
  }

  @Test
  void areDuplicatesOfImportsOfWhichOnlyTheNameOfTheSchemaIsKnown() {
    long first = load(ImportOptions.DEFAULT).id();
    db.disk().execute("UPDATE imports SET plan = NULL");

    assertThat(load(ImportOptions.DEFAULT).id()).isEqualTo(first);
    assertThat(load(REFUSE.withSchema("none")).id()).isNotEqualTo(first);
  }

  @Test
  void withOtherNamesAreDuplicatesAndWithOtherBytesAreNot() {
    long first = load(ImportOptions.DEFAULT).id();

    assertThat(importer.load(stream(text, "other.csv")).id()).isEqualTo(first);
    assertThat(importer.load(stream(text + "\n", "other.csv")).id()).isNotEqualTo(first);
  }

  @Test
  void ofADeletedImportCanBeImportedAgain() {
    long first = load(ImportOptions.DEFAULT).id();
    importer.operations().delete(first);

    ImportResult again = load(REFUSE);

    assertThat(again.duplicate()).isFalse();
    assertThat(again.id()).isGreaterThan(first);
    assertThatImport(again).isCompletedWith(2, 0);
  }

  @Test
  void ofAFailedImportCanBeImportedAgain() {
    Source broken = Source.ofText("[{\"name\":", Format.JSON);
    SourceException first =
        catchThrowableOfType(SourceException.class, () -> importer.load(broken, REFUSE));
    SourceException second =
        catchThrowableOfType(SourceException.class, () -> importer.load(broken, REFUSE));

    assertThat(second.importId().orElseThrow()).isNotEqualTo(first.importId().orElseThrow());
    assertThat(importer.results().imports(PageRequest.FIRST).total()).isEqualTo(2);
  }

  private ImportResult load(ImportOptions options) {
    return importer.load(stream(text, "users.csv"), options);
  }

  private static Source stream(String text, String name) {
    return Source.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  /** The answers of as many threads that all begin at the same moment. */
  private static <T> List<T> inThreads(Function<Integer, T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<CompletableFuture<T>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    start.await();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                  return work.apply(number);
                },
                threads));
      }
      return answers.stream().map(Waiting::get).toList();
    } finally {
      threads.shutdownNow();
    }
  }
}
