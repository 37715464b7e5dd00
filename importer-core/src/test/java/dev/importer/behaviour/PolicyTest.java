package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportJob;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.ImportResult;
import dev.importer.job.Severities;
import dev.importer.job.Severities.Level;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller puts up with. */
class PolicyTest {

  private static final String GOOD = "A,a@example.com,1\n";
  private static final String BAD = "B,nobody,1\n";

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().batchSize(100).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source csv(String rows) {
    return Source.ofText(UserFiles.HEADER + rows, Format.CSV);
  }

  private SourceException refusalOf(String rows, ErrorLimit limit) {
    return catchThrowableOfType(
        SourceException.class,
        () -> importer.load(csv(rows), ImportOptions.DEFAULT.withMaxErrors(limit)));
  }

  @Nested
  class ALimit {

    @Test
    void ofAShareIsJudgedAtTheEnd() {
      String rows = BAD.repeat(5) + GOOD.repeat(94);

      SourceException refused = refusalOf(rows, ErrorLimit.parse("5%"));

      assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_ERRORS);
      assertThat(refused)
          .hasMessageStartingWith("5 of 99 rows are refused, which is more than 5 %");
      assertThat(refused.line()).isEmpty();
      assertThatImport(
              importer.load(
                  csv(rows + GOOD), ImportOptions.DEFAULT.withMaxErrors(ErrorLimit.parse("5%"))))
          .isCompletedWith(95, 5);
    }

    @Test
    void ofAShareIsJudgedFromTheThousandthRowOn() {
      String manyAtFirst = BAD.repeat(500) + GOOD.repeat(9_500);
      SourceException atFirst = refusalOf(manyAtFirst, ErrorLimit.parse("10%"));
      assertThat(atFirst).hasMessageStartingWith("500 of 1000 rows");
      assertThat(atFirst.line()).hasValue(1_001);

      String manyInBetween = GOOD.repeat(2_000) + BAD.repeat(1_000) + GOOD.repeat(9_000);
      SourceException inBetween = refusalOf(manyInBetween, ErrorLimit.parse("10%"));
      assertThat(inBetween).hasMessageStartingWith("223 of 2223 rows");
      assertThat(inBetween.line()).hasValue(2_224);
    }

    @Test
    void ofNoneFailsAtTheFirstRefusedRowAndSaysWhatIsWrongWithIt() {
      SourceException refused = refusalOf(GOOD.repeat(250) + BAD + GOOD, ErrorLimit.STRICT);

      assertThat(refused.code()).isEqualTo(ErrorCode.REFUSED_ROW);
      assertThat(refused).hasMessageContaining("Row 251").hasMessageContaining("email: ");
      assertThat(refused.line()).hasValue(252);
      long id = refused.importId().orElseThrow();
      assertThatImport(importer.results().find(id).orElseThrow()).isFailedWith("refused-row", 252L);
      assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
      Waiting.until("its rows have left", () -> db.disk().countRecords() == 0);
    }

    @Test
    void ofNoneLetsACleanFilePass() {
      assertThatImport(
              importer.load(csv(GOOD), ImportOptions.DEFAULT.withMaxErrors(ErrorLimit.STRICT)))
          .isCompletedWith(1, 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 100", "5%, 5%", "2.50 %, 2.5%", "0%, 0%", "100.0000%, 100%"})
    void isWrittenInOneWord(String text, String shortest) {
      assertThat(ErrorLimit.parse(text).text()).isEqualTo(shortest);
      assertThat(ErrorLimit.parse(shortest)).isEqualTo(ErrorLimit.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "5 percent", "101%", "1.23456%", "%", "1e3"})
    void thatMeansNothingIsRefused(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ErrorLimit.parse(text))
          .withMessageContaining("maxErrors");
    }

    @Test
    void thatWouldBePassedIsToldByTheRehearsalWhichReadsOn() {
      CheckReport report =
          importer.check(
              csv(BAD + GOOD + BAD), ImportOptions.DEFAULT.withMaxErrors(ErrorLimit.STRICT));

      StoredImport.Failure failure = Objects.requireNonNull(report.failure());
      assertThat(failure.code()).isEqualTo("refused-row");
      assertThat(failure.line()).isEqualTo(2);
      assertThat(report.failed()).isEqualTo(2);
      assertThat(importer.check(csv(BAD)).failure()).isNull();
    }
  }

  @Nested
  class ASeverity {

    private ImportResult load(String rows, String severities) {
      return importer.load(
          csv(rows),
          ImportOptions.DEFAULT
              .withSeverities(Severities.parse(severities))
              .withOnDuplicate(OnDuplicate.ALLOW));
    }

    private StoredRecord onlyRow(ImportResult result) {
      return importer.results().records(RecordQuery.ofImport(result.id())).items().get(0);
    }

    @Test
    void ofExtraCellsKeepsThemInAValidRow() {
      ImportResult result = load("A,a@example.com,1,Oslo\n", "extra-cell:warning");

      assertThatImport(result).isCompletedWith(1, 0).hasWarnings(Map.of("extra-cell", 1L));
      assertThat(onlyRow(result).data()).containsEntry("age", 1).containsEntry("column_4", "Oslo");
      assertThat(result.summary().notices())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.code()).isEqualTo(ErrorCode.EXTRA_CELL);
                assertThat(notice.row()).isEqualTo(1);
                assertThat(notice.line()).isEqualTo(2);
                assertThat(notice.column()).isNull();
              });
      assertThat(importer.results().errorSummary(result.id()).groups()).isEmpty();
    }

    @Test
    void ofOneRuleLeavesTheOthersAlone() {
      String rows = "A,a@example.com,200\nB,nobody,1\n";

      ImportResult result = load(rows, "constraint-error.maximum:warning");

      assertThatImport(result).isCompletedWith(1, 1).hasWarnings(Map.of("constraint-error", 1L));
      assertThat(onlyRow(result).data()).containsEntry("age", 200);
      assertThatImport(load(rows, "constraint-error:warning")).isCompletedWith(2, 0);
      assertThatImport(load(rows, "constraint-error:warning,constraint-error.format:error"))
          .isCompletedWith(1, 1);
    }

    @Test
    void ofMissingCellsLeavesRequiredFieldsRequired() {
      String rows = "A,a@example.com\n";

      ImportResult result = load(rows, "missing-cell:warning");

      assertThatImport(result).isCompletedWith(0, 1);
      assertThat(onlyRow(result).errors())
          .singleElement()
          .satisfies(error -> assertThat(error.rule()).isEqualTo("required"));
      assertThatImport(load(rows, "missing-cell:warning,constraint-error.required:warning"))
          .isCompletedWith(1, 0);
    }

    @Test
    void doesNotCountAgainstALimit() {
      assertThatImport(
              importer.load(
                  csv("A,a@example.com,200\n"),
                  ImportOptions.DEFAULT
                      .withMaxErrors(ErrorLimit.STRICT)
                      .withSeverity("constraint-error.maximum", Level.WARNING)))
          .isCompletedWith(1, 0);
    }

    @Test
    void keepsTheFirstPlacesAndCountsAll() {
      String rows = "A,a@example.com,200\nB,\"b \"\"x\"\"\",1\n".repeat(150);

      ImportResult result = load(rows, "constraint-error.maximum:warning");

      assertThat(result.summary().warnings()).containsEntry("constraint-error", 150L);
      List<Notice> notices = result.summary().notices();
      assertThat(notices).hasSize(Notice.MOST_KEPT);
      assertThat(notices.get(99).row()).isEqualTo(199);
    }

    @Test
    void isKeptByARunThatGoesOn() {
      Path file = UserFiles.mixed(folder.resolve("people.csv"), 60_000, 11);
      ImportOptions options =
          ImportOptions.DEFAULT
              .withSeverities(
                  Severities.parse("extra-cell:warning,constraint-error.maximum:warning"))
              .withOnDuplicate(OnDuplicate.ALLOW);
      StoredImport undisturbed = importer.load(Source.of(file), options).summary();
      ImportJob job = importer.submit(Source.of(file), options);
      Waiting.until("rows are stored", () -> job.progress().rows() > 0);
      importer.close();
      assertThat(db.disk().text("SELECT status FROM imports WHERE id = " + job.id()))
          .isNotEqualTo("completed");

      importer = db.open();

      ImportResult resumed =
          Waiting.get(importer.operations().job(job.id()).orElseThrow().result());
      Map<String, Long> warnings = new TreeMap<>(undisturbed.warnings());
      warnings.put("seen-rows", undisturbed.processedRecords());
      assertThatImport(resumed)
          .isCompletedWith(undisturbed.processedRecords(), undisturbed.failedRecords())
          .hasWarnings(warnings);
      // The first notice is that all rows are stored by the other import.
      assertThat(resumed.summary().notices().subList(1, Notice.MOST_KEPT))
          .isEqualTo(undisturbed.notices().subList(0, Notice.MOST_KEPT - 1));
      assertThat(importer.results().errorSummary(job.id()).groups())
          .isEqualTo(importer.results().errorSummary(undisturbed.id()).groups());
      assertThat(db.disk().fingerprint(job.id()))
          .isEqualTo(db.disk().fingerprint(undisturbed.id()));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "type-error:warning | no typed value",
          "stray-quote:warning | only for [extra-cell",
          "constraint-error.maxlength:warning | the rules are [enum,",
          "empty-file:warning | only for",
          "extra-cell | ':error' or ':warning'",
          "extra-cell:ignore | ':error' or ':warning'",
          "extra-cell:warning,extra-cell:error | more than one",
        })
    void thatCannotBeIsRefusedWithTheReason(String text, String reason) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Severities.parse(text))
          .withMessageContaining(reason);
    }

    @Test
    void isWrittenInOneLine() {
      String text = "constraint-error.enum:warning,extra-cell:warning";

      assertThat(Severities.parse(text).text()).isEqualTo(text);
      assertThat(Severities.parse("")).isEqualTo(Severities.DEFAULT);
    }
  }
}
