package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.error.UploadNotFoundException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.StagedUpload;
import dev.importer.row.RowStream;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.source.Upload;
import dev.importer.testing.Archives;
import dev.importer.testing.SettableClock;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent once, checked as often as need be, and imported. */
class StagingTest {

  private static final String PEOPLE = UserFiles.HEADER + "Ann,ann@example.com,30\nBob,nobody,x\n";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));

  @TempDir Path folder;
  @Stored TestDatabase db;

  private Importer.Builder builder() {
    return db.builder().clock(clock);
  }

  private static Source stream(String name, String text) {
    return stream(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Source stream(String name, byte[] bytes) {
    return Source.of(new ByteArrayInputStream(bytes), name);
  }

  @Test
  void whatWasCheckedIsWhatIsImported() {
    try (Importer importer = builder().build()) {
      StagedUpload staged = importer.staging().stage(stream("people.csv", PEOPLE));

      assertThat(staged.filename()).isEqualTo("people.csv");
      assertThat(staged.fileSize()).isEqualTo(PEOPLE.length());
      assertThat(staged.format()).isEqualTo(Format.CSV);
      assertThat(staged.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
      CheckReport report = importer.check(importer.staging().source(staged.id()));
      assertThat(report.failed()).isEqualTo(1);
      ImportOptions lenient = ImportOptions.DEFAULT.withSchema("none");
      assertThat(importer.check(importer.staging().source(staged.id()), lenient).failed()).isZero();
      ImportJob job = importer.submit(importer.staging().source(staged.id()));

      assertThatImport(Waiting.get(job.result())).isCompletedWith(1, 1);
      assertThat(importer.results().find(job.id()).orElseThrow().fileHash())
          .isEqualTo(staged.fileHash());
      // It can be checked again, and imported in another way.
      assertThatImport(importer.load(importer.staging().source(staged.id()), lenient))
          .isCompletedWith(2, 0);
      assertThat(importer.load(importer.staging().source(staged.id())).duplicate()).isTrue();
      Waiting.until("only its own file is left", () -> Spools.filesIn(importer).size() == 1);
    }
  }

  @Test
  void everyKindOfSourceCanBeStaged() throws Exception {
    Path file = UserFiles.write(folder.resolve("in-place.csv"), PEOPLE);
    Path packed = Archives.gzip(folder.resolve("packed.csv.gz"), PEOPLE);
    try (Importer importer = builder().build()) {
      Upload upload = importer.upload("upload.csv");
      upload.write(PEOPLE.getBytes(StandardCharsets.UTF_8));
      for (Source source :
          List.of(
              Source.of(file),
              Source.of(packed),
              Source.ofText(PEOPLE, Format.CSV),
              upload.finish(),
              stream("stream.csv", PEOPLE))) {
        StagedUpload staged = importer.staging().stage(source);
        Files.deleteIfExists(file);

        assertThat(staged.filename()).isEqualTo(source.name());
        assertThat(staged.fileSize()).isEqualTo(PEOPLE.length());
        assertThat(importer.check(importer.staging().source(staged.id())).total()).isEqualTo(2);
        StagedUpload again = importer.staging().stage(importer.staging().source(staged.id()));
        assertThat(again).isEqualTo(staged);
      }
      assertThat(Spools.filesIn(importer)).hasSize(5);
    }
  }

  @Test
  void theSameBytesOfTheSameNameAreTheSameUpload() {
    try (Importer importer = builder().build()) {
      StagedUpload first = importer.staging().stage(stream("a.csv", PEOPLE));
      clock.advance(Duration.ofMinutes(30));
      StagedUpload again = importer.staging().stage(stream("a.csv", PEOPLE));

      assertThat(again.id()).isEqualTo(first.id());
      assertThat(again.createdAt()).isEqualTo(first.createdAt());
      assertThat(again.expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofMinutes(30)));
      assertThat(importer.staging().stage(stream("b.csv", PEOPLE)).id()).isNotEqualTo(first.id());
      assertThat(importer.staging().stage(stream("a.csv", PEOPLE + "\n")).id())
          .isNotEqualTo(first.id());
      // Said to be something else, it is read in another way.
      assertThat(
              importer
                  .staging()
                  .stage(stream("a.csv", PEOPLE).withDeclaredEncoding(StandardCharsets.ISO_8859_1))
                  .id())
          .isNotEqualTo(first.id());
      assertThat(Spools.filesIn(importer)).hasSize(4);
    }
  }

  @Test
  void whatIsKnownOfTheSourceStaysKnown() {
    Charset koi8 = Charset.forName("koi8-r");
    byte[] bytes = "\u0438\u043C\u044F'x;y'\t\u0433\n1\t2\n".getBytes(koi8);
    Source source =
        stream("x", bytes)
            .withMediaType("text/csv")
            .withDeclaredEncoding(koi8)
            .withDialect(Dialect.UNSPECIFIED.withDelimiter("\t").withSkipInitialSpace(false));
    try (Importer importer = builder().build()) {
      Source staged = importer.staging().source(importer.staging().stage(source).id());

      assertThat(staged.name()).isEqualTo("x");
      assertThat(staged.mediaType()).contains("text/csv");
      assertThat(staged.declaredEncoding()).contains(koi8);
      assertThat(staged.dialect()).isEqualTo(source.dialect());
      assertThat(importer.check(staged, ImportOptions.DEFAULT.withSchema(Schema.NONE)).mapping())
          .isEqualTo(
              importer
                  .check(
                      stream("x", bytes)
                          .withMediaType("text/csv")
                          .withDeclaredEncoding(koi8)
                          .withDialect(source.dialect()),
                      ImportOptions.DEFAULT.withSchema(Schema.NONE))
                  .mapping());
    }
  }

  @Test
  void aFileOfWhichNobodyKnowsWhatItIsWaitsForWordAndAnImageIsRefused() {
    try (Importer importer = builder().build()) {
      StagedUpload words = importer.staging().stage(stream("words", "one\ntwo\n"));
      assertThat(words.format()).isNull();
      Source source = importer.staging().source(words.id());
      assertThatExceptionOfType(SourceException.class).isThrownBy(() -> importer.check(source));
      ImportOptions csv = ImportOptions.DEFAULT.withSchema("none").withFormat(Format.CSV);
      assertThat(importer.check(source, csv).total()).isPositive();

      byte[] image = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0};
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.staging().stage(stream("image.csv", image)))
          .matches(e -> e.code().equals(ErrorCode.UNSUPPORTED_FORMAT));
      assertThat(Spools.filesIn(importer)).hasSize(1);
    }
  }

  @Test
  void anUploadIsKeptAsLongAsItIsUsed() {
    try (Importer importer = builder().keepStaged(Duration.ofMinutes(10)).build()) {
      long id = importer.staging().stage(stream("a.csv", PEOPLE)).id();
      for (int use = 0; use < 5; use++) {
        clock.advance(Duration.ofMinutes(9));
        importer.check(importer.staging().source(id));
      }
      clock.advance(Duration.ofMinutes(9));
      // A look at it is no use.
      assertThat(importer.staging().find(id)).isPresent();
      Source source = importer.staging().source(id);
      clock.advance(Duration.ofMinutes(10));

      assertThat(importer.staging().find(id)).isEmpty();
      assertGone(importer, id);
      Waiting.until("its file is gone", () -> db.spooled().isEmpty());
      assertThatExceptionOfType(UploadNotFoundException.class)
          .isThrownBy(() -> importer.check(source))
          .withMessageContaining("Send the file again")
          .matches(e -> e.uploadId() == id);
      StagedUpload anew = importer.staging().stage(stream("a.csv", PEOPLE));
      assertThat(anew.id()).isGreaterThan(id);
    }
  }

  private static void assertGone(Importer importer, long id) {
    assertThatExceptionOfType(UploadNotFoundException.class)
        .isThrownBy(() -> importer.staging().source(id));
    assertThat(importer.staging().discard(id)).isFalse();
  }

  @Test
  void whatIsBeingReadOrImportedDoesNotNeedTheUpload() {
    Path file = UserFiles.valid(folder.resolve("many.csv"), 5_000);
    try (Importer importer = builder().workers(0).build()) {
      long id = importer.staging().stage(Source.of(file)).id();
      Source source = importer.staging().source(id);
      ImportJob waiting = importer.submit(source);
      try (RowStream<Person> rows = importer.read(source, Person.class)) {
        assertThat(importer.staging().discard(id)).isTrue();
        assertThat(rows.stream().count()).isEqualTo(5_000);
      }
      assertGone(importer, id);
      assertThat(Spools.filesIn(importer)).hasSize(1);

      assertThatImport(importer.load(Source.of(file))).isCompletedWith(5_000, 0);
      assertThat(waiting.result()).isCompleted();
      assertThat(Spools.filesIn(importer)).isEmpty();
    }
  }

  /** A row. */
  record Person(String name) {}

  @Test
  void beyondItsBoundsThoseGiveWayThatWereNotUsedForLongest() {
    try (Importer importer = builder().maxStaged(3).maxStagedBytes(1_000).build()) {
      long first = importer.staging().stage(stream("1.csv", PEOPLE)).id();
      clock.advance(Duration.ofMinutes(1));
      long second = importer.staging().stage(stream("2.csv", PEOPLE)).id();
      clock.advance(Duration.ofMinutes(1));
      long third = importer.staging().stage(stream("3.csv", PEOPLE)).id();
      clock.advance(Duration.ofMinutes(1));
      Source used = importer.staging().source(first);
      long fourth = importer.staging().stage(stream("4.csv", PEOPLE)).id();

      assertGone(importer, second);
      assertThat(importer.check(used).total()).isEqualTo(2);
      assertThat(Spools.filesIn(importer)).hasSize(3);
      clock.advance(Duration.ofMinutes(1));
      String large = PEOPLE + "Cid,cid@example.com,1\n".repeat(40);
      long fifth = importer.staging().stage(stream("5.csv", large)).id();
      assertThat(large).hasSizeBetween(900, 999);
      for (long id : List.of(first, third)) {
        assertGone(importer, id);
      }
      assertThat(importer.staging().find(fifth)).isPresent();
      assertThat(importer.staging().find(fourth)).isPresent();

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.staging().stage(stream("6.csv", large.repeat(2))))
          .withMessageContaining("1000 bytes")
          .matches(e -> e.code().equals(ErrorCode.TOO_LARGE));
      assertThat(importer.staging().find(fifth)).isPresent();
      assertThat(Spools.filesIn(importer)).hasSize(2);
    }
  }

  @Test
  void boundsThatBoundNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().keepStaged(Duration.ZERO).build())
        .withMessageContaining("keepStaged");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxStaged(0).build())
        .withMessageContaining("maxStaged");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxStagedBytes(0).build())
        .withMessageContaining("maxStagedBytes");
  }

  @Test
  void anUploadSurvivesARestartAndNothingElseDoes() {
    long id;
    String unowned = "dead.left-over.data";
    try (Importer importer = builder().build()) {
      id = importer.staging().stage(stream("a.csv", PEOPLE)).id();
    }
    db.leaveBehind(unowned);
    try (Importer importer = builder().build()) {
      Waiting.until("it is swept", () -> !db.spooled().contains(unowned));
      assertThat(importer.check(importer.staging().source(id)).total()).isEqualTo(2);
    }
    clock.advance(Duration.ofHours(2));
    try (Importer importer = builder().build()) {
      assertGone(importer, id);
      Waiting.until("its file is gone", () -> db.spooled().isEmpty());
    }
  }

  @Test
  void anUploadThatHasLostItsFileIsStagedAnew() throws Exception {
    try (Importer importer = builder().build()) {
      long lost = importer.staging().stage(stream("a.csv", PEOPLE)).id();
      for (Path copy : Spools.filesIn(importer)) {
        Files.delete(copy);
      }
      db.loseSpooled();
      Source source = importer.staging().source(lost);
      assertThatExceptionOfType(UploadNotFoundException.class)
          .isThrownBy(() -> importer.check(source));

      long anew = importer.staging().stage(stream("a.csv", PEOPLE)).id();

      assertThat(importer.check(importer.staging().source(anew)).total()).isEqualTo(2);
      assertThat(importer.staging().find(lost)).isEmpty();
    }
  }

  @Test
  void inMemoryAnUploadLivesAsLongAsTheImporter() {
    try (Importer importer = Importer.inMemory()) {
      long id = importer.staging().stage(stream("a.csv", PEOPLE)).id();
      assertThatImport(importer.load(importer.staging().source(id))).isCompletedWith(1, 1);
    }
  }
}
