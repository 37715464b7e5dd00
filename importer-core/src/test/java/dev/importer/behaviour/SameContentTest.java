package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that resumes is one of the same bytes under the same schema from its first row on. */
class SameContentTest {

  private static final int ROWS = 5_000;
  private static final int BATCH = 100;

  private static final Schema AGES_ARE_TEXT =
      Schema.builder("people")
          .field(Field.string("name"))
          .field(Field.string("email").maxLength(19))
          .field(Field.string("age"))
          .build();

  private static final Schema AGES_ARE_NUMBERS =
      Schema.builder("people")
          .field(Field.string("name"))
          .field(Field.string("email"))
          .field(Field.integer("age"))
          .build();

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Path file;

  @BeforeEach
  void write() {
    file = UserFiles.valid(folder.resolve("users.csv"), ROWS);
  }

  private Importer.Builder builder(Schema schema) {
    return Importer.builder().schema(schema).batchSize(BATCH).rowHandler("host", batch -> {});
  }

  /** Begins an import and closes the importer when some of its rows are stored. */
  private StoredImport interrupted(Schema schema, ImportOptions options) {
    CountingDataSource source = db.source();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Importer importer = builder(schema).dataSource(source.dataSource()).build();
    Hold.writerAfterBatches(source, 10, held::countDown, release);
    ImportJob job = importer.submit(Source.of(file), options);
    Hold.await(held);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(importer::close);
    Waiting.until("it is closing", () -> isClosing(importer));
    release.countDown();
    Waiting.get(closed);
    try (Importer idle = db.applyTo(builder(schema)).workers(0).build()) {
      StoredImport left = idle.results().find(job.id()).orElseThrow();
      assertThat(left.status().hasEnded()).isFalse();
      assertThat(left.totalRecords()).isBetween(1L, ROWS - 1L);
      assertThat(left.failedRecords() > 0).isEqualTo(schema.equals(AGES_ARE_TEXT));
      return left;
    }
  }

  /** What is refused waits for no writer; whoever closes would wait for that one, too. */
  private static boolean isClosing(Importer importer) {
    try {
      importer.submit(Source.ofText("%PDF-1.7", Format.CSV));
      return false;
    } catch (SourceException e) {
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void aSchemaThatChangedMeansToBeginAnew() {
    StoredImport left = interrupted(AGES_ARE_TEXT, ImportOptions.DEFAULT);

    try (Importer importer = db.applyTo(builder(AGES_ARE_NUMBERS)).build()) {
      ImportResult result =
          Waiting.get(importer.operations().job(left.id()).orElseThrow().result());

      assertThatImport(result).isCompletedWith(ROWS, 0);
      assertThat(importer.results().stream(RecordQuery.ofImport(left.id())))
          .hasSize(ROWS)
          .allMatch(row -> row.data().get("age") instanceof Number);
      assertThat(importer.results().errorSummary(left.id()).groups()).isEmpty();
      assertThat(result.summary().columns()).containsExactly("name", "email", "age");
      assertThat(importer.load(file).duplicate()).isTrue();
    }
  }

  @Test
  void aSchemaThatIsTheSameMeansToResume() {
    StoredImport left = interrupted(AGES_ARE_TEXT, ImportOptions.DEFAULT);
    Schema described =
        Schema.builder("people")
            .title("People")
            .field(Field.string("name").description(new Description("Name", null, null, null)))
            .field(Field.string("email").maxLength(19))
            .field(Field.string("age"))
            .build();

    try (Importer importer = db.applyTo(builder(described)).build()) {
      StoredImport completed =
          Waiting.get(importer.operations().job(left.id()).orElseThrow().result()).summary();

      assertThat(completed.startedAt()).isEqualTo(left.startedAt());
      assertThat(completed.totalRecords()).isEqualTo(ROWS);
      assertThat(importer.results().stream(RecordQuery.ofImport(left.id())))
          .hasSize(ROWS)
          .allMatch(row -> row.data().get("age") instanceof String);
    }
  }

  @Test
  void anImportOfBeforeDigestsWereKeptResumes() {
    StoredImport left = interrupted(AGES_ARE_TEXT, ImportOptions.DEFAULT);
    db.disk().execute("UPDATE imports SET plan = NULL");

    try (Importer importer = db.applyTo(builder(AGES_ARE_TEXT)).build()) {
      assertThat(Waiting.get(importer.operations().job(left.id()).orElseThrow().result()).total())
          .isEqualTo(ROWS);
      assertThat(importer.load(file).id()).isEqualTo(left.id());
    }
  }

  @Test
  void rowsThatAHandlerHasHadAreNotHandedOverUnderAnotherSchema() {
    StoredImport left = interrupted(AGES_ARE_TEXT, ImportOptions.DEFAULT.withHandler("host"));

    try (Importer importer = db.applyTo(builder(AGES_ARE_NUMBERS)).build()) {
      SourceException failure =
          catchThrowableOfType(
              SourceException.class,
              () -> Waiting.get(importer.operations().job(left.id()).orElseThrow().result()));

      assertThat(failure.code()).isEqualTo(ErrorCode.HANDLER_ERROR);
      assertThat(failure).hasMessageContaining("'people'").hasMessageContaining("'host'");
      assertThat(importer.results().records(RecordQuery.ofImport(left.id())).items()).isEmpty();
    }
  }

  @Test
  void bytesThatChangedUnderTheSameSizeAndTimeFailTheImport() throws IOException {
    StoredImport left = interrupted(AGES_ARE_TEXT, ImportOptions.DEFAULT);
    changeUnseen();

    try (Importer importer = db.applyTo(builder(AGES_ARE_TEXT)).build()) {
      SourceException failure =
          catchThrowableOfType(
              SourceException.class,
              () -> Waiting.get(importer.operations().job(left.id()).orElseThrow().result()));

      assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
      assertThat(failure).hasMessageContaining("changed while it was read");
      assertThat(importer.results().records(RecordQuery.ofImport(left.id())).items()).isEmpty();
      Waiting.until("its rows are off the disk", () -> db.disk().countRecords(left.id()) == 0);
    }
  }

  @Test
  void bytesThatChangeWhileTheyAreReadFailTheImport() throws IOException {
    UserFiles.valid(file, 50_000);
    CountingDataSource source = db.source();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Importer importer = builder(AGES_ARE_TEXT).dataSource(source.dataSource()).build()) {
      Hold.writerAfterBatches(source, 3, held::countDown, release);
      ImportJob job = importer.submit(file);
      Hold.await(held);
      changeUnseen();
      release.countDown();

      SourceException failure =
          catchThrowableOfType(SourceException.class, () -> Waiting.get(job.result()));

      assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_ERROR);
      assertThat(importer.results().records(RecordQuery.ofImport(job.id())).items()).isEmpty();
    }
  }

  /** Writes another digit near the end of the file, and takes care that nobody sees it. */
  private void changeUnseen() throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text.substring(0, text.length() - 2) + "7\n");
    Files.setLastModifiedTime(file, time);
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).hasSize(text.length());
  }
}
