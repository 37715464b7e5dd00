package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input of outrageous size ends with the code of the limit, and the importer goes on. */
class HugeInputTest {

  private static final int TEN_MILLION = 10_000_000;
  private static final ImportOptions NO_SCHEMA = ImportOptions.DEFAULT.withSchema("none");

  @TempDir Path folder;
  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void stillWorks() {
    assertThatImport(importer.load(UserFiles.valid(folder.resolve("next.csv"), 10)))
        .isCompletedWith(10, 0);
    importer.close();
  }

  @Test
  void aCellOfTenMegabytesIsTooLong() {
    String cell = "x".repeat(TEN_MILLION);

    assertRefused("field-too-long", UserFiles.HEADER + cell + ",a@example.com,1\n", Format.CSV);
    assertRefused("field-too-long", UserFiles.HEADER + '"' + cell + "\",a@b.org,1\n", Format.CSV);
    assertRefused("field-too-long", "[{\"name\":\"" + cell + "\"}]", Format.JSON);
  }

  @Test
  void aCellOfTenMegabytesIsStoredWhereTheLimitsAllowIt() {
    importer.close();
    Limits wide =
        Limits.DEFAULT.withMaxCellLength(2 * TEN_MILLION).withMaxRecordLength(3 * TEN_MILLION);
    importer = db.builder().limits(wide).build();
    String text = "a,b\n1," + "x".repeat(TEN_MILLION) + "\n2,y\n";

    ImportResult result = importer.load(Source.ofText(text, Format.CSV), NO_SCHEMA);

    assertThatImport(result).isCompletedWith(2, 0);
    String data =
        importer.results().records(RecordQuery.ofImport(result.id())).items().get(0).dataJson();
    assertThat(Json.read(data).get("b").textValue()).hasSize(TEN_MILLION);
  }

  @Test
  void aRowOfMillionsOfShortCellsIsTooLong() {
    assertRefused("too-many-columns", "a,b\n" + ",".repeat(TEN_MILLION) + "\n", Format.CSV);
  }

  @Test
  void aHundredThousandColumnsAreTooMany() {
    String labels =
        IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String members =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"c" + i + "\":1")
            .collect(Collectors.joining(","));

    assertRefused("too-many-columns", labels + "\n", Format.CSV);
    assertRefused("too-many-columns", "[{" + members + "}]", Format.JSON);
    assertRefused("too-many-columns", "{" + members + "}\n{}", Format.NDJSON);
  }

  @Test
  void jsonOfAHundredThousandLevelsIsTooDeep() {
    assertRefused(
        "too-deep", "[{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]", Format.JSON);
    assertRefused("too-deep", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), Format.JSON);
    assertRefused("too-deep", "[".repeat(100_000), Format.JSON);
  }

  @Test
  void aNumberOfAMillionDigitsIsRefused() {
    assertRefused("field-too-long", "[{\"age\":" + "9".repeat(1_000_000) + "}]", Format.JSON);
    ImportResult csv =
        importer.load(
            Source.ofText(
                UserFiles.HEADER + "Ada,a@example.com," + "9".repeat(1_000_000) + "\n",
                Format.CSV));
    assertThatImport(csv).isCompletedWith(0, 1);
    assertThat(
            importer
                .results()
                .records(RecordQuery.ofImport(csv.id()))
                .items()
                .get(0)
                .errorMessage())
        .hasSizeLessThan(1_000);
  }

  @Test
  void anExponentOfMillionsCostsNothing() {
    ImportResult result =
        importer.load(
            Source.ofText(
                "[{\"name\":\"A\",\"email\":\"a@example.com\",\"age\":1e999999999},"
                    + "{\"name\":\"A\",\"email\":\"a@example.com\",\"age\":1e-999999999}]",
                Format.JSON));

    assertThatImport(result).isCompletedWith(0, 2);
  }

  private void assertRefused(String code, String text, Format format) {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> importer.load(Source.ofText(text, format), NO_SCHEMA))
        .satisfies(refused -> assertThat(refused.code().text()).isEqualTo(code));
    assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
  }
}
