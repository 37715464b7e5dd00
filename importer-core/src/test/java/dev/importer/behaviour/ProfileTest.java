package dev.importer.behaviour;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.importer.Importer;
import dev.importer.error.ImportNotFoundException;
import dev.importer.job.ImportOptions;
import dev.importer.results.ImportProfile;
import dev.importer.results.ImportProfile.Bin;
import dev.importer.results.ImportProfile.Column;
import dev.importer.results.ImportProfile.Distribution;
import dev.importer.results.ImportProfile.Measure;
import dev.importer.results.ImportProfile.TopValue;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the columns of an import hold. */
class ProfileTest {

  private static final Schema NUMBERS =
      Schema.parse("numbers", "{\"fields\": [{\"name\": \"value\", \"type\": \"number\"}]}");

  private final Importer importer = TestDatabase.inMemory().build();

  @AfterEach
  void close() {
    importer.close();
  }

  private ImportProfile profile(String text, Format format, String schema) {
    ImportOptions options = ImportOptions.DEFAULT.withSchema(schema);
    return importer.results().profile(importer.load(Source.ofText(text, format), options).id());
  }

  private Column column(String values) {
    return profile("value\n" + values, Format.CSV, "none").columns().get(0);
  }

  @Test
  void tellsWhatEachColumnHolds() {
    ImportProfile profile =
        profile(
            """
            name,email,age,city
            Cid,cid@example.com,9,Oslo
            Ann,ann@example.com,100,
            Bob,bob@example.com,10,Oslo
            Ann,ann2@example.com,10,Bergen
            """,
            Format.CSV,
            "users");

    assertThat(profile.rows()).isEqualTo(4);
    assertThat(profile.columnsLeftOut()).isZero();
    assertThat(profile.columns())
        .extracting(
            Column::name, Column::filled, Column::distinct, Column::smallest, Column::largest)
        .containsExactly(
            tuple("name", 4L, 3L, "Ann", "Cid"),
            tuple("email", 4L, 4L, "ann2@example.com", "cid@example.com"),
            tuple("age", 4L, 3L, "9", "100"),
            tuple("city", 3L, 2L, "Bergen", "Oslo"));
    assertThat(profile.columns()).allMatch(Column::distinctExact);
    assertThat(profile.columns())
        .extracting(Column::top)
        .containsExactly(
            List.of(new TopValue("Ann", 2, 0)),
            List.of(),
            List.of(new TopValue("10", 2, 0)),
            List.of(new TopValue("Oslo", 2, 0)));
  }

  @Test
  void numbersAreSpreadOverBinsOfRoundWidths() {
    String values = IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(joining("\n"));

    Distribution numbers = distribution("value\n" + values, NUMBERS);

    assertThat(numbers.of()).isEqualTo(Measure.NUMBER);
    assertThat(numbers.bins()).hasSize(10).allMatch(bin -> bin.count() == 100);
    assertThat(numbers.bins().get(1)).isEqualTo(new Bin("100", "200", 100));
    assertThat(distribution("value\n-0.1\n0.05\n0.3\n", NUMBERS).bins())
        .startsWith(new Bin("-0.1", "-0.08", 1))
        .endsWith(new Bin("0.3", "0.32", 1))
        .filteredOn(bin -> bin.count() > 0)
        .hasSize(3);
  }

  @Test
  void datesAreSpreadOverDaysMonthsOrYears() {
    assertThat(distribution("2026-02-27\n2026-03-01T10:00:00\n").bins())
        .containsExactly(
            new Bin("2026-02-27", "2026-02-28", 1),
            new Bin("2026-02-28", "2026-03-01", 0),
            new Bin("2026-03-01", "2026-03-02", 1));
    assertThat(distribution("2025-12-31\n2026-02-01\n2026-02-28\n").bins())
        .containsExactly(
            new Bin("2025-12", "2026-01", 1),
            new Bin("2026-01", "2026-02", 0),
            new Bin("2026-02", "2026-03", 2));
    assertThat(distribution("1999-12-31\n2009-02-01\n").bins())
        .hasSize(11)
        .startsWith(new Bin("1999", "2000", 1));
    assertThat(distribution("1804-12-31\n2009-02-01\n").bins())
        .hasSize(21)
        .startsWith(new Bin("1800", "1810", 1));
  }

  @Test
  void textsAreSpreadByTheirLength() {
    Distribution lengths = distribution("a\nabc\n2026-02-27\n\uD83D\uDE00\n");

    assertThat(lengths.of()).isEqualTo(Measure.LENGTH);
    assertThat(lengths.bins())
        .hasSize(10)
        .startsWith(new Bin("1", "2", 2), new Bin("2", "3", 0), new Bin("3", "4", 1));
  }

  private Distribution distribution(String values) {
    return requireNonNull(column(values).distribution());
  }

  private Distribution distribution(String csv, Schema schema) {
    ImportOptions options = ImportOptions.DEFAULT.withSchema(schema);
    long id = importer.load(Source.ofText(csv, Format.CSV), options).id();
    return requireNonNull(importer.results().profile(id).columns().get(0).distribution());
  }

  @Test
  void refusedRowsDoNotCount() {
    ImportProfile profile =
        profile(
            "name,email,age\nAnn,ann@example.com,30\nBob,bob@example.com,many\n",
            Format.CSV,
            "users");

    assertThat(profile.rows()).isEqualTo(1);
    assertThat(profile.columns().get(2).largest()).isEqualTo("30");
  }

  @Test
  void oneTextAmongNumbersMakesAllOfThemTexts() {
    Column mixed =
        profile("[{\"v\":10},{\"v\":9},{\"v\":\"x\"},{\"v\":2.5}]", Format.JSON, "none")
            .columns()
            .get(0);

    assertThat(mixed.smallest()).isEqualTo("10");
    assertThat(mixed.largest()).isEqualTo("x");
    assertThat(
            profile("[{\"v\":10},{\"v\":9.75},{\"v\":123456789012345678901}]", Format.JSON, "none")
                .columns()
                .get(0))
        .extracting(Column::smallest, Column::largest)
        .containsExactly("9.75", "123456789012345678901");
  }

  @Test
  void namesThatOnlySomeRowsHaveAreFilledThereOnly() {
    ImportProfile profile =
        profile("[{\"a\":1,\"b\":null},{\"a\":2},{\"c\":{\"x\":1}}]", Format.JSON, "none");

    assertThat(profile.columns())
        .extracting(Column::name, Column::filled, Column::distinct)
        .containsExactly(tuple("a", 2L, 2L), tuple("b", 0L, 0L), tuple("c", 1L, 1L));
    assertThat(profile.columns().get(1).smallest()).isNull();
    assertThat(profile.columns().get(2).smallest()).isEqualTo("{\"x\":1}");
  }

  @Test
  void differentValuesAreCountedExactlyAsLongAsTheyFit() {
    Column exact = column(lines(ImportProfile.EXACT_DISTINCT, 3));

    assertThat(exact.distinctExact()).isTrue();
    assertThat(exact.distinct()).isEqualTo(ImportProfile.EXACT_DISTINCT);
  }

  @Test
  void manyDifferentValuesAreEstimated() {
    Column many = column(lines(60_000, 2));

    assertThat(many.distinctExact()).isFalse();
    // Five times the standard error.
    assertThat(many.distinct()).isBetween(55_200L, 64_800L);
    assertThat(many.filled()).isEqualTo(120_000);
  }

  @Test
  void aFrequentValueIsFoundAmongManyOthers() {
    String values =
        IntStream.range(0, 50_000)
            .mapToObj(i -> i % 10 == 9 ? "often\n" : "v" + i + "\n")
            .collect(Collectors.joining());

    TopValue top = column(values).top().get(0);

    assertThat(top.value()).isEqualTo("often");
    assertThat(top.count()).isLessThanOrEqualTo(5_000);
    assertThat(top.count() + top.missed()).isGreaterThanOrEqualTo(5_000);
    assertThat(top.missed()).isLessThan(50_000 / 1_000);
  }

  @Test
  void columnsBeyondTheBoundAreOnlyCounted() {
    String names =
        IntStream.range(0, 150).mapToObj(i -> "c" + i).collect(Collectors.joining(",", "", "\n"));

    ImportProfile profile = profile(names + names, Format.CSV, "none");

    assertThat(profile.columns()).hasSize(ImportProfile.MAX_COLUMNS);
    assertThat(profile.columnsLeftOut()).isEqualTo(50);
  }

  @Test
  void longValuesAreToldApartAndCut() {
    String begin = "x".repeat(500);

    Column column = column((begin + "a\n").repeat(2) + (begin + "b\n").repeat(3));

    assertThat(column.distinct()).isEqualTo(2);
    assertThat(column.largest()).hasSize(ImportProfile.MAX_VALUE_LENGTH).endsWith("x…");
    assertThat(column.top()).extracting(TopValue::count).containsExactly(3L, 2L);
    assertThat(column.top())
        .allMatch(top -> top.value().length() == ImportProfile.MAX_VALUE_LENGTH);
  }

  @Test
  void anImportThatIsNotThereHasNoProfile() {
    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> importer.results().profile(9));
  }

  private static String lines(int different, int times) {
    return IntStream.range(0, different)
        .mapToObj(i -> "value " + i + "\n")
        .collect(Collectors.joining())
        .repeat(times);
  }
}
