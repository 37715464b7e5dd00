package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.Severities;
import dev.importer.results.CorrectionResult;
import dev.importer.results.ErrorSummary;
import dev.importer.results.ErrorsCsv;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.CorrectingProcess;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Disk;
import dev.importer.testing.Hold;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused rows out, corrected rows in. */
class CorrectionsTest {

  private static final String FILE =
      UserFiles.HEADER
          + """
          Ann,ann@example.com,30
          Bob,nobody,x
          Cid,cid@example.com,200
          Dan,dan@example.com,40
          Eve,eve@example.com,old
          """;

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Disk disk;
  private Importer importer;

  @BeforeEach
  void open() {
    disk = db.disk();
    importer = db.builder().batchSize(100).build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Spools.filesIn(importer)).isEmpty();
    importer.close();
  }

  private long load(String csv) {
    return importer.load(Source.ofText(csv, Format.CSV)).id();
  }

  private byte[] download(long id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      importer.results().errorsCsv(id).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private String downloadText(long id) {
    return new String(download(id), StandardCharsets.UTF_8);
  }

  private CorrectionResult correct(long id, String csv) {
    return correct(id, csv.getBytes(StandardCharsets.UTF_8));
  }

  private CorrectionResult correct(long id, byte[] file) {
    return importer.correct(id, Source.of(new ByteArrayInputStream(file), "corrections"));
  }

  private StoredRecord row(long id, int number) {
    return importer.results().records(RecordQuery.ofImport(id)).items().get(number - 1);
  }

  private static List<Long> numbers(CorrectionResult result) {
    return List.of(result.corrected(), result.stillFailed(), result.unchanged());
  }

  @Test
  void theDownloadOfAnImportUnderWayHoldsWhatWasStoredWhenItBegan() throws IOException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountingDataSource source = new CountingDataSource(folder.resolve("held.db"));
    try (Importer other =
        Importer.builder().dataSource(source.dataSource()).batchSize(100).build()) {
      Hold.writerAfterBatches(source, 3, held::countDown, release);
      ImportJob job =
          other.submit(
              UserFiles.write(
                  folder.resolve("bad.csv"), UserFiles.HEADER + "Ann,nobody,30\n".repeat(1_000)));
      Hold.await(held);
      ErrorsCsv begun = other.results().errorsCsv(job.id());
      release.countDown();
      Waiting.get(job.result());

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      begun.writeTo(out);

      assertThat(out.toString(StandardCharsets.UTF_8).lines())
          .hasSize(301)
          .startsWith("name,email,age,_row,_line,_errors,_import")
          .last(InstanceOfAssertFactories.STRING)
          .startsWith("Ann,nobody,30,300,301,");
    }
  }

  @Test
  void mendedRowsTakeTheirPlaces() {
    long id = load(FILE);
    String mended =
        downloadText(id)
            .replace("Bob,nobody,x", "Bob,bob@example.com,50")
            .replace("cid@example.com,200", "cid@example.com,20")
            .replace("eve@example.com,old", "eve@example.com,60");

    CorrectionResult result = correct(id, mended);

    assertThat(numbers(result)).containsExactly(3L, 0L, 0L);
    assertThatImport(result.summary()).isCompletedWith(5, 0);
    assertThat(importer.results().errorSummary(id).groups()).isEmpty();
    assertThat(importer.results().errors(id, PageRequest.FIRST).items()).isEmpty();
    StoredRecord bob = row(id, 2);
    assertThat(bob.status()).isEqualTo(RecordStatus.VALID);
    assertThat(bob.dataJson())
        .isEqualTo("{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":50}");
    assertThat(bob.lineNumber()).isEqualTo(3);
    assertThat(bob.errors()).isEmpty();
    assertThat(importer.results().statistics().validRecords()).isEqualTo(5);
  }

  @Test
  void theResultIsThatOfAFileThatWasRightFromTheStart() {
    Path file = UserFiles.mixed(folder.resolve("people.csv"), 2_000, 5);
    long id = importer.load(file).id();
    String mended =
        downloadText(id)
            .replace(",nobody,", ",somebody@example.com,")
            .replace(",abc,", ",12,")
            .replace(",200,", ",20,")
            .replace(",ok,more,", ",ok,,");

    correct(id, mended);

    List<StoredRecord> left = importer.results().errors(id, PageRequest.ofLimit(1_000)).items();
    assertThat(left)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.errors())
                    .extracting(error -> error.code().text())
                    .contains("missing-cell"));
    assertThat(importer.results().find(id).orElseThrow().failedRecords())
        .isEqualTo(disk.number("SELECT count(*) FROM records WHERE status = 'failed'"));
    assertThat(importer.results().errorSummary(id).totalErrors())
        .isEqualTo(left.stream().mapToLong(row -> row.errors().size()).sum());
    assertThat(importer.results().errorSummary(id).groups())
        .allSatisfy(
            group ->
                assertThat(group.examples())
                    .hasSize((int) Math.min(3, group.count()))
                    .extracting(ErrorSummary.Example::row)
                    .isSorted());
  }

  @Test
  void doingItTwiceChangesNothing() {
    long id = load(FILE);
    String mended = downloadText(id).replace("Bob,nobody,x", "Bob,bob@example.com,50");
    correct(id, mended);
    String once = disk.fingerprint(id);
    ErrorSummary errors = importer.results().errorSummary(id);

    CorrectionResult again = correct(id, mended.replace("bob@", "other@"));

    assertThat(numbers(again)).containsExactly(0L, 2L, 1L);
    assertThat(disk.fingerprint(id)).isEqualTo(once);
    assertThat(importer.results().errorSummary(id)).isEqualTo(errors);
    assertThatImport(again.summary()).isCompletedWith(3, 2);
  }

  @Test
  void rowsThatAreStillAtFaultKeepTheirNewCellsAndReasons() {
    long id = load(FILE);

    CorrectionResult result =
        correct(id, downloadText(id).replace("Bob,nobody,x", "Bobby,bob@example.com,999"));

    assertThat(numbers(result)).containsExactly(0L, 3L, 0L);
    StoredRecord bob = row(id, 2);
    assertThat(bob.data()).containsEntry("name", "Bobby").containsEntry("age", "999");
    assertThat(bob.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.rule()).isEqualTo("maximum");
              assertThat(error.row()).isEqualTo(2);
              assertThat(error.line()).isEqualTo(3);
            });
    assertThat(importer.results().errorSummary(id).groups())
        .extracting(group -> group.rule() + " " + group.count())
        .containsExactly("maximum 2", "integer 1");
  }

  @Test
  void rowsThatTheFileDoesNotNameStayAsTheyAre() {
    long id = load(FILE);
    String bob = "age,name,email,_row\n31,Bob,bob@example.com,2\n";

    assertThat(numbers(correct(id, bob))).containsExactly(1L, 0L, 0L);

    assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(3, 2);
    assertThat(row(id, 3).status()).isEqualTo(RecordStatus.FAILED);
  }

  @Test
  void otherRowsBecomeExamplesInThePlaceOfCorrectedOnes() {
    long id = load(UserFiles.HEADER + "A,a@example.com,x\n".repeat(250));
    String firstTwo = "name,email,age,_row\nA,a@example.com,1,1\nA,a@example.com,2,2\n";

    correct(id, firstTwo);

    ErrorSummary.Group group = importer.results().errorSummary(id).groups().get(0);
    assertThat(group.count()).isEqualTo(248);
    assertThat(group.examples()).extracting(ErrorSummary.Example::row).containsExactly(3L, 4L, 5L);
  }

  @Test
  void errorsThatARowDoesNotListAreTakenOutOfTheCountsToo() {
    int fields = 250;
    Schema.Builder wide = Schema.builder("wide");
    IntStream.range(0, fields).forEach(i -> wide.field(Field.integer("f" + i)));
    String header =
        IntStream.range(0, fields).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    try (Importer other = TestDatabase.inMemory().schema(wide.build()).build()) {
      String row = "x" + ",x".repeat(fields - 1);
      long id = other.load(Source.ofText(header + "\n" + row + "\n", Format.CSV)).id();
      String mended = header + ",_row\n" + row.replace('x', '1') + ",1\n";

      CorrectionResult result = other.correct(id, Source.ofText(mended, Format.CSV));

      assertThat(result.corrected()).isEqualTo(1);
      assertThat(other.results().errorSummary(id).groups()).isEmpty();
      assertThat(other.results().errorSummary(id).totalErrors()).isZero();
    }
  }

  @Test
  void aRowIsNoExampleOfAnErrorThatItWasNotCountedFor() {
    int fields = 101;
    Schema.Builder wide = Schema.builder("wide");
    IntStream.range(0, fields).forEach(i -> wide.field(Field.integer("f" + i)));
    wide.field(Field.integer("last").required());
    String header =
        IntStream.range(0, fields).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    String cutOff = "x" + ",x".repeat(fields - 1) + "\n";
    String empty = ("1" + ",1".repeat(fields - 1) + ",\n").repeat(4);
    try (Importer other = TestDatabase.inMemory().schema(wide.build()).build()) {
      long id = other.load(Source.ofText(header + ",last\n" + cutOff + empty, Format.CSV)).id();

      other.changes(id).edit(List.of(RowEdit.builder(2).set("last", "1").build()));

      assertThat(other.results().errorSummary(id).groups())
          .filteredOn(group -> "required".equals(group.rule()))
          .singleElement()
          .satisfies(
              group ->
                  assertThat(group.examples())
                      .extracting(ErrorSummary.Example::row)
                      .containsExactly(3L, 4L, 5L));
    }
  }

  @Test
  void whatIsOnlyWarnedOfInTheImportDoesNotRefuseACorrection() {
    long id =
        importer
            .load(
                Source.ofText(FILE, Format.CSV),
                ImportOptions.DEFAULT.withSeverities(
                    Severities.parse("constraint-error.maximum:warning")))
            .id();
    assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(3, 2);

    correct(id, "name,email,age,_row\nBob,bob@example.com,999,2\n");

    assertThat(row(id, 2).data()).containsEntry("age", 999);
  }

  @Nested
  class TheShapeOfARow {

    @Test
    void surplusCellsAreGoneWhenTheyAreEmptied() {
      long id = load(UserFiles.HEADER + "A,a@example.com,1,Oslo,Bonn\n");
      String file = downloadText(id);
      assertThat(file).startsWith("name,email,age,column_4,column_5,_row,");

      assertThat(numbers(correct(id, file.replace(",Oslo,", ",,")))).containsExactly(0L, 1L, 0L);
      assertThat(row(id, 1).errors())
          .singleElement()
          .satisfies(error -> assertThat(error.field()).isEqualTo("column_5"));
      assertThat(numbers(correct(id, "name,email,age,_row\nA,a@example.com,1,1\n")))
          .containsExactly(0L, 1L, 0L);
      assertThat(numbers(correct(id, file.replace("Oslo,Bonn", ",")))).containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsOnlyKeys("name", "email", "age");
    }

    @Test
    void aRowThatWasCutOffIsNotValidBecauseItsEmptyCellsCameBack() {
      long id = load("name,email,age,note\nA,a@example.com,1\n");
      String file = downloadText(id);

      assertThat(numbers(correct(id, file))).containsExactly(0L, 1L, 0L);
      assertThat(numbers(correct(id, file.replace("1,,1,", "1,fine,1,"))))
          .containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsEntry("note", "fine");
    }

    @Test
    void aRowThatWasCutOffHasAllItsCellsOnceOneOfThemIsMended() {
      long id = load("name,email,age,note,city\nA,nobody\n");
      String file = downloadText(id);

      assertThat(numbers(correct(id, file.replace("nobody,,", "a@example.com,30,"))))
          .containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsEntry("age", 30).containsEntry("city", "");
    }

    @Test
    void aCellWithStrayQuotesComesWithThemAndIsMendedByRemovingThem() {
      long id = load("name,email,age,note\nA,a@example.com,1,\"so\"-called\n");
      assertThat(row(id, 1).data()).containsEntry("note", "\"so\"-called");

      CorrectionResult result =
          correct(id, downloadText(id).replace("\"\"\"so\"\"-called\"", "so-called"));

      assertThat(numbers(result)).containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsEntry("note", "so-called");
    }

    @Test
    void aRowThatWasCutOffCanBeAcceptedAsItIsInJson() {
      long id = load("name,email,age,note\nA,a@example.com,1\n");
      String json =
          "{\"_row\":1,\"name\":\"A\",\"email\":\"a@example.com\",\"age\":\"1\",\"note\":\"\"}";

      CorrectionResult result = importer.correct(id, Source.ofText(json, Format.NDJSON));

      assertThat(result.corrected()).isEqualTo(1);
    }
  }

  @Nested
  class OnlyTheCellsThatAreNamed {

    private CorrectionResult change(long id, String json) {
      return importer.correct(id, Source.ofText(json, Format.NDJSON));
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NDJSON"})
    void changeInARecord(Format format) {
      String row =
          "{\"id\":12345678901234567890,\"price\":1.10,\"huge\":1E+400,\"name\":\"Ann\","
              + "\"email\":\"nobody\",\"age\":30,\"nested\":{\"n\":1.0,\"m\":[1e400]},\"none\":null}";
      long id = importer.load(Source.ofText(row, format)).id();

      CorrectionResult result = change(id, "{\"_row\":1,\"email\":\"ann@example.com\"}");

      assertThat(numbers(result)).containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).dataJson()).isEqualTo(row.replace("nobody", "ann@example.com"));
    }

    @Test
    void changeInALine() {
      long id = load("name,email,age,note\nBob,nobody,x, so \n");

      assertThat(numbers(change(id, "{\"_row\":1,\"email\":\"bob@example.com\"}")))
          .containsExactly(0L, 1L, 0L);
      assertThat(row(id, 1).dataJson())
          .isEqualTo(
              "{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":\"x\",\"note\":\" so \"}");
      assertThat(row(id, 1).errors())
          .singleElement()
          .satisfies(error -> assertThat(error.column()).isEqualTo(3));
      assertThat(numbers(change(id, "{\"_row\":1,\"age\":\"41\"}"))).containsExactly(1L, 0L, 0L);
    }

    @Test
    void areFoundByTheNamesOfTheirFieldsToo() {
      long csv = load("Name,EMAIL,age\nBob,nobody,41\n");
      long json =
          importer
              .load(
                  Source.ofText("{\"Name\":\"Cid\",\"EMAIL\":\"nobody\",\"age\":5}", Format.NDJSON))
              .id();

      change(csv, "{\"_row\":1,\"email\":\"bob@example.com\"}");
      change(json, "{\"_row\":1,\"email\":\"cid@example.com\"}");

      assertThat(row(csv, 1).dataJson())
          .isEqualTo("{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":41}");
      assertThat(row(json, 1).dataJson())
          .isEqualTo("{\"name\":\"Cid\",\"email\":\"cid@example.com\",\"age\":5}");
    }

    @Test
    void areNotNamedTwice() {
      long id = load("Name,EMAIL,age\nBob,nobody,41\n");
      String before = disk.fingerprint(id);

      SourceException refused =
          catchThrowableOfType(
              SourceException.class,
              () ->
                  change(
                      id, "{\"_row\":1,\"email\":\"b@example.com\",\"EMAIL\":\"c@example.com\"}"));

      assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_MEMBER);
      assertThat(refused).hasMessageContaining("line 1: two members correct the cell 'EMAIL'");
      assertThat(disk.fingerprint(id)).isEqualTo(before);
    }

    @Test
    void leaveARowThatIsCutOffAsShortAsItIs() {
      long id = load("name,email,age,note\nBob,nobody\n");

      change(id, "{\"_row\":1,\"email\":\"bob@example.com\"}");

      assertThat(row(id, 1).dataJson())
          .isEqualTo("{\"name\":\"Bob\",\"email\":\"bob@example.com\"}");
      assertThat(row(id, 1).errors())
          .extracting(error -> error.code().text() + " " + error.column())
          .containsExactly("missing-cell 3", "missing-cell 4");
    }

    @Test
    void leaveARowAsItIsWhenThereAreNone() {
      long id = load(FILE);
      String before = disk.fingerprint(id);

      assertThat(numbers(change(id, "{\"_row\":2}"))).containsExactly(0L, 1L, 0L);
      assertThat(disk.fingerprint(id)).isEqualTo(before);
    }

    @Test
    void takeAMemberAwayWhenTheyAreEmptied() {
      long id =
          importer
              .load(
                  Source.ofText(
                      "{\"name\":\"Bob\",\"email\":\"b@example.com\",\"age\":4,\"age\":5}",
                      Format.NDJSON))
              .id();

      assertThat(numbers(change(id, "{\"_row\":1,\"age_2\":\"\"}"))).containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsOnlyKeys("name", "email", "age");
    }
  }

  @Nested
  class AFileThatDoesNotFit {

    private void isRefused(long id, String file, ErrorCode code, String reason) {
      String before = disk.fingerprint(id);
      ErrorSummary errors = importer.results().errorSummary(id);

      SourceException refused =
          catchThrowableOfType(SourceException.class, () -> correct(id, file));

      assertThat(refused.code()).isEqualTo(code);
      assertThat(refused).hasMessageContaining(reason);
      assertThat(disk.fingerprint(id)).isEqualTo(before);
      assertThat(importer.results().errorSummary(id)).isEqualTo(errors);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Bob,bob@example.com,1,2⏎X,x@example.com,1,99 | unknown-row | which has 5 rows",
          "Bob,bob@example.com,1,2⏎X,x@example.com,1,0 | unknown-row | row 0",
          "Bob,bob@example.com,1,2⏎Bob,bob@example.com,1,2 | repeated-row | Row 2 is corrected"
              + " twice",
          "Bob,bob@example.com,1,2⏎Zoe,zoe@example.com,1, | no-row-number | cannot add any",
          "Bob,bob@example.com,1,2⏎Zoe,zoe@example.com,1,x | no-row-number | line 3",
          "Bob,bob@example.com,1,2⏎Cid,c,i,d,3 | extra-cell | line 3",
        })
    void changesNothing(String rows, String code, String reason) {
      long id = load(FILE);

      isRefused(
          id,
          "name,email,age,_row\n" + rows.replace('⏎', '\n') + "\n",
          ErrorCode.find(code).orElseThrow(),
          reason);
    }

    @Test
    void becauseItHasNoRowNumbersIsRefused() {
      isRefused(
          load(FILE), FILE.replace("age", "years"), ErrorCode.NO_ROW_NUMBER, "no column '_row'");
    }

    @Test
    void becauseItLacksAColumnIsRefused() {
      isRefused(
          load(FILE), "name,email,_row\nBob,b@example.com,2\n", ErrorCode.MISSING_LABEL, "[age]");
    }

    @Test
    void becauseItIsOfAnotherImportIsRefused() {
      long id = load(FILE);
      long other = load(FILE.replace("Ann", "Anna"));

      isRefused(
          id,
          downloadText(other),
          ErrorCode.OTHER_IMPORT,
          "import " + other + ", not import " + id);
      isRefused(
          id,
          "name,email,age,city,_row\nBob,b@example.com,1,Oslo,2\n",
          ErrorCode.OTHER_IMPORT,
          "no columns [city]");
    }

    @Test
    void orAnImportThatIsNotCompletedIsRefused() {
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> correct(99, "a,_row\n"));
      long failed =
          catchThrowableOfType(SourceException.class, () -> load("name\nA\n"))
              .importId()
              .orElseThrow();

      assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> correct(failed, "name,_row\n"))
          .withMessageContaining("failed")
          .withMessageContaining("of a completed import");
    }
  }

  @Nested
  class TheDownload {

    /** If any cell came back differently, its row would be taken for changed. */
    private void comesBackAsItWas(long id) {
      String before = disk.fingerprint(id);
      long failed = importer.results().find(id).orElseThrow().failedRecords();
      assertThat(failed).isPositive();

      assertThat(numbers(correct(id, download(id)))).containsExactly(0L, failed, 0L);

      assertThat(disk.fingerprint(id)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", "^", "||"})
    void isWrittenWithTheDelimiterOfTheSource(String delimiter) {
      String text =
          (FILE + "\"F, \"\"f; |x\",\"tab\tline\nend\",'quoted\nGus,=1+1,-x\n , @, \n")
              .replace(",", delimiter)
              .replace("F" + delimiter, "F,");
      Source source =
          Source.ofText(text, Format.CSV)
              .withDialect(dev.importer.source.Dialect.UNSPECIFIED.withDelimiter(delimiter));
      long id = importer.load(source).id();

      assertThat(downloadText(id)).startsWith("name" + delimiter + "email" + delimiter);
      comesBackAsItWas(id);
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        value = {"', '", "\", \\", "', \\", "`\0`, `\0`"})
    void isWrittenWithTheQuotesOfTheSource(char quote, char escape) {
      String text = FILE + "it`s,a \\ b,c\"d\n".replace('`', '\'');
      Source source =
          Source.ofText(
                  text.replace("Bob", quote == 0 ? "Bob" : quote + "B\no" + quote), Format.CSV)
              .withDialect(
                  dev.importer.source.Dialect.UNSPECIFIED
                      .withDelimiter(",")
                      .withQuoteChar(quote)
                      .withEscapeChar(escape));
      long id = importer.load(source).id();

      comesBackAsItWas(id);
    }

    @Test
    void hasTheLabelsOfTheSourceBeTheyBlankOrTheSame() {
      long id = load("name,email,,age,note,note,=x\nA,b,c,d,e,f,g\n");

      assertThat(downloadText(id))
          .startsWith("name,email,,age,note,note,'=x,_row,_line,_errors,_import\r\n");
      assertThat(importer.results().find(id).orElseThrow().labels())
          .containsExactly("name", "email", "", "age", "note", "note", "=x");
      comesBackAsItWas(id);
    }

    @Test
    void namesTheColumnsOfASourceWithoutLabels() {
      long id =
          importer
              .load(
                  Source.ofText("a,b\nc,d,e\n", Format.CSV)
                      .withDialect(dev.importer.source.Dialect.UNSPECIFIED.withHeader(false)),
                  ImportOptions.DEFAULT.withSchema("none"))
              .id();

      assertThat(downloadText(id)).startsWith("column_1,column_2,column_3,_row,");
      comesBackAsItWas(id);
    }

    @Test
    void givesWayToColumnsOfTheSourceThatAreCalledLikeItsOwn() {
      long id = load("name,email,age,_row,_errors\nA,b,c,7,x\n");

      assertThat(downloadText(id))
          .startsWith("name,email,age,_row,_errors,__row,_line,__errors,_import\r\n");
      comesBackAsItWas(id);
      correct(id, downloadText(id).replace("A,b,c,7", "A,b@example.com,1,8"));
      assertThat(row(id, 1).data()).containsEntry("_row", "8").containsEntry("age", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-2", "UTF-8", "UTF-16LE", "UTF-16BE"})
    void isInTheEncodingOfTheSource(String encoding) {
      Charset charset = Charset.forName(encoding);
      Source source =
          Source.ofText(FILE.replace("Bob", "Bäöü"), Format.CSV)
              .withDialect(dev.importer.source.Dialect.UNSPECIFIED.withEncoding(charset));
      long id = importer.load(source).id();

      assertThat(importer.results().errorsCsv(id).charset()).isEqualTo(charset);
      assertThat(new String(download(id), charset)).contains("Bäöü");
      comesBackAsItWas(id);
    }

    @Test
    void hasAByteOrderMarkIfTheSourceHasOne() {
      long id = importer.load(Source.ofText("\uFEFF" + FILE, Format.CSV)).id();

      assertThat(downloadText(id)).startsWith("\uFEFFname,email");
      comesBackAsItWas(id);
    }

    @Test
    void isUtf8WhereTheEncodingOfTheSourceCannotExpressACorrectedCell() {
      Source source =
          Source.ofText(FILE, Format.CSV)
              .withDialect(
                  dev.importer.source.Dialect.UNSPECIFIED.withEncoding(
                      StandardCharsets.ISO_8859_1));
      long id = importer.load(source).id();
      correct(id, downloadText(id).replace("Bob", "Łukasz"));

      ErrorsCsv file = importer.results().errorsCsv(id);

      assertThat(file.charset()).isEqualTo(StandardCharsets.UTF_8);
      assertThat(downloadText(id)).startsWith("\uFEFF").contains("Łukasz");
      comesBackAsItWas(id);
    }
  }

  @Nested
  class InJson {

    private static final String RECORDS =
        """
        [{"name":"Ann","email":"ann@example.com","age":30},
         {"name":"Bob","email":"nobody","age":1.50,"tags":["a","b"],"vip":true,"none":null},
         {"name":"Cid","age":"old"},
         42]
        """;

    private long loadJson() {
      return importer.load(Source.ofText(RECORDS, Format.JSON)).id();
    }

    @Test
    void recordsAreTakenAsTheyAreDownloaded() {
      long id = load(FILE);
      String json =
          importer.results().errors(id, PageRequest.FIRST).items().stream()
              .map(
                  row ->
                      "{\"id\":%d,\"import_id\":%d,\"row_number\":%d,\"data\":%s,\"status\":\"failed\"}"
                          .formatted(row.id(), row.importId(), row.rowNumber(), row.dataJson()))
              .collect(Collectors.joining(",", "[", "]"));

      assertThat(numbers(importer.correct(id, Source.ofText(json, Format.JSON))))
          .containsExactly(0L, 3L, 0L);
      String mended = json.replace("\"200\"", "20").replace("\"old\"", "\"21\"");
      assertThat(numbers(importer.correct(id, Source.ofText(mended, Format.JSON))))
          .containsExactly(2L, 1L, 0L);
      assertThat(row(id, 3).data()).containsEntry("age", 20);

      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(
              () ->
                  importer.correct(
                      id,
                      Source.ofText(
                          json.replace("\"import_id\":" + id, "\"import_id\":77"), Format.JSON)))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OTHER_IMPORT));
    }

    @Test
    void valuesThatATableDoesNotChangeKeepTheirTypes() {
      long id = loadJson();

      CorrectionResult result =
          correct(
              id,
              downloadText(id)
                  .replace("nobody,1.50", "bob@example.com,15")
                  .replace("Cid,,old", "Cid,cid@example.com,50"));

      assertThat(numbers(result)).containsExactly(2L, 1L, 0L);
      assertThat(row(id, 2).dataJson())
          .isEqualTo(
              "{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":15,"
                  + "\"tags\":[\"a\",\"b\"],\"vip\":true,\"none\":null}");
      assertThat(row(id, 3).dataJson())
          .isEqualTo("{\"name\":\"Cid\",\"age\":50,\"email\":\"cid@example.com\"}");
    }

    @Test
    void whatWasNoObjectCanBecomeOne() {
      long id = loadJson();
      String json =
          "{\"row_number\":4,\"data\":{\"name\":\"Dan\",\"email\":\"d@example.com\",\"age\":4}}";

      assertThat(numbers(importer.correct(id, Source.ofText(json, Format.NDJSON))))
          .containsExactly(1L, 0L, 0L);
      assertThat(row(id, 4).data()).containsOnlyKeys("name", "email", "age");
    }

    @Test
    void aMemberThatIsEmptiedInATableIsGone() {
      long id = loadJson();

      correct(
          id,
          downloadText(id).replace("nobody,1.50,\"[\"\"a\"\",\"\"b\"\"]\"", "bob@example.com,15,"));

      assertThat(row(id, 2).data()).containsOnlyKeys("name", "email", "age", "vip", "none");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"_row\":2,\"row_number\":3,\"data\":{\"name\":\"B\"}}",
          "{\"_row\":1.5,\"name\":\"B\"}",
          "{\"_row\":3.0,\"name\":\"B\"}",
          "{\"_row\":true,\"name\":\"B\"}",
          "{\"_row\":\"three\",\"name\":\"B\"}",
          "{\"_row\":null,\"name\":\"B\"}",
          "{\"_row\":99999999999999999999,\"name\":\"B\"}",
          "{\"row_number\":\"x\",\"data\":{\"name\":\"B\"}}",
          "{\"data\":{\"name\":\"B\"}}",
          "{\"name\":\"B\"}"
        })
    void aRowThatIsNotNamedOnceAndClearlyIsRefused(String json) {
      long id = loadJson();

      isRefused(id, json, Format.NDJSON, ErrorCode.NO_ROW_NUMBER);
      isRefused(id, "[" + json + "]", Format.JSON, ErrorCode.NO_ROW_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
      "'{\"_row\":0,\"name\":\"B\"}', unknown-row",
      "'{\"_row\":-1,\"name\":\"B\"}', unknown-row",
      "'{\"row_number\":77,\"data\":{\"name\":\"B\"}}', unknown-row",
      "'{\"_row\":3,\"name\":\"B\"} {\"row_number\":3,\"data\":{}}', repeated-row",
      "'{\"_row\":3,\"_import\":77,\"name\":\"B\"}', other-import",
      "'{\"_row\":3,\"_import\":\"first\",\"name\":\"B\"}', other-import",
      "'{\"_import\":77,\"import_id\":1,\"row_number\":3,\"data\":{}}', other-import"
    })
    void aRowOfNoOneOrTwiceOrOfAnotherImportIsRefused(String json, String code) {
      isRefused(loadJson(), json, Format.NDJSON, ErrorCode.find(code).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"_row\":3,\"row_number\":3,\"data\":{\"name\":\"C\",\"email\":\"c@x.org\",\"age\":4}}",
          "{\"_row\":3,\"data\":{\"name\":\"C\",\"email\":\"c@x.org\",\"age\":4}}",
          "{\"row_number\":\"3\",\"data\":{\"name\":\"C\",\"email\":\"c@x.org\",\"age\":4}}",
          "{\"_row\":\"3\",\"name\":\"C\",\"email\":\"c@x.org\",\"age\":4}"
        })
    void aRowMayBeNamedInEachWay(String json) {
      long id = loadJson();

      assertThat(numbers(importer.correct(id, Source.ofText(json, Format.NDJSON))))
          .containsExactly(1L, 0L, 0L);
      assertThat(row(id, 3).data()).containsOnlyKeys("name", "email", "age");
    }

    @Test
    void membersThatAreCalledLikeThoseOfARecordAreTheImportsOwn() {
      long id =
          importer
              .load(
                  Source.ofText(
                      "[{\"row_number\":7,\"data\":{\"a\":1},\"name\":\"A\"}]", Format.JSON))
              .id();
      String json =
          "{\"_row\":1,\"row_number\":8,\"data\":{\"a\":2},\"name\":\"A\",\"email\":\"a@x.org\","
              + "\"age\":4}";

      assertThat(numbers(importer.correct(id, Source.ofText(json, Format.NDJSON))))
          .containsExactly(1L, 0L, 0L);
      assertThat(row(id, 1).data()).containsEntry("row_number", 8);
    }

    private void isRefused(long id, String json, Format format, ErrorCode code) {
      List<Disk.Row> before = disk.rows(id);
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.correct(id, Source.ofText(json, format)))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
          .withMessageContaining("Nothing was changed");
      assertThat(disk.rows(id)).isEqualTo(before);
    }

    @Test
    void aNumberThatIsOutOfRangeStaysAFault() {
      String record = "{\"name\":\"Ann\",\"email\":\"nobody\",\"age\":30,\"n\":1e99999999999}";
      long id = importer.load(Source.ofText(record, Format.NDJSON)).id();

      importer.correct(
          id, Source.ofText("{\"_row\":1,\"email\":\"a@example.com\"}", Format.NDJSON));

      assertThat(row(id, 1).errors())
          .singleElement()
          .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.TYPE_ERROR));
      assertThat(row(id, 1).dataJson()).contains("\"n\":1e99999999999");
    }

    @Test
    void aNulInsideARecordIsAFaultOfTheRow() {
      long id = loadJson();
      String json =
          "{\"row_number\":3,\"data\":{\"name\":\"C\\u0000\",\"email\":\"c@x.org\",\"age\":4}}";

      importer.correct(id, Source.ofText(json, Format.NDJSON));

      assertThat(row(id, 3).errors())
          .extracting(error -> error.code().text())
          .containsExactly("nul-byte");
    }
  }

  @Tag("slow")
  @Test
  void aCrashInTheMiddleLeavesEverythingAsItWas() {
    Path file =
        UserFiles.write(
            folder.resolve("bad.csv"), UserFiles.HEADER + "A,a@example.com,x\n".repeat(100_000));
    long id = importer.load(file).id();
    Path corrections =
        UserFiles.write(folder.resolve("mended.csv"), downloadText(id).replace(",x,", ",1,"));
    String before = disk.fingerprint(id);
    ErrorSummary errors = importer.results().errorSummary(id);
    importer.close();

    try (ChildJvm child = CorrectingProcess.start(db.address(), id, corrections)) {
      child.awaitLine("in the middle"::equals);
      child.kill();
    }

    importer = db.open();
    assertThat(disk.fingerprint(id)).isEqualTo(before);
    assertThat(importer.results().errorSummary(id)).isEqualTo(errors);
    assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(0, 100_000);
    assertThat(importer.correct(id, Source.of(corrections)).corrected()).isEqualTo(100_000);
    assertThat(importer.results().errorSummary(id).groups()).isEmpty();
  }
}
