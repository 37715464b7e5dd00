package dev.importer.internal.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.ErrorValues;
import dev.importer.results.ErrorValues.Cluster;
import dev.importer.results.ErrorValues.Others;
import dev.importer.results.ErrorValues.Value;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that are counted in bounded memory, and put together. */
class ErrorValueReportTest {

  private static final ErrorValueTally.Bounds SMALL = new ErrorValueTally.Bounds(5, 3, 1_000);
  private static final Schema SCHEMA =
      Schema.builder("s")
          .field(Field.string("city").oneOf("Oslo", "Bergen", "Trondheim"))
          .field(Field.string("mail").email())
          .field(Field.string("word").pattern("[0-9]+"))
          .build();

  private long lastRow;

  private static ImportError error(String field, @Nullable String value, long row) {
    return new ImportError(
        ErrorCode.CONSTRAINT_ERROR, "enum", field, 1, value, "'" + value + "' is wrong", row, row);
  }

  private void add(ErrorValueTally tally, String field, @Nullable String... values) {
    for (String value : values) {
      lastRow++;
      tally.add(lastRow, List.of(error(field, value, lastRow)));
    }
  }

  private static ErrorValues report(ErrorValueTally tally) {
    return ErrorValueReport.of(SCHEMA, tally, 0, 1_000, Integer::toString);
  }

  private static ErrorValueTally tally() {
    return new ErrorValueTally(ErrorKind.ANY, ErrorValueTally.Bounds.DEFAULT);
  }

  private List<List<String>> clusters(String... values) {
    ErrorValueTally tally = tally();
    add(tally, "word", values);
    return report(tally).clusters().stream().map(Cluster::values).toList();
  }

  @Test
  void whatHasAPlaceIsCountedExactlyWhateverComesLater() {
    ErrorValueTally tally = new ErrorValueTally(ErrorKind.ANY, SMALL);
    add(tally, "city", "a", "b", "c", "d", "e", "a", "d", "a");

    ErrorValues values = report(tally);

    assertThat(values.values())
        .extracting(Value::value, Value::count, Value::rows)
        .containsExactly(
            tuple("a", 3L, List.of(1L, 6L, 8L)),
            tuple("b", 1L, List.of(2L)),
            tuple("c", 1L, List.of(3L)));
    assertThat(values.others()).isEqualTo(new Others(3));
    assertThat(values.complete()).isFalse();
  }

  @Test
  void oneKindLeavesRoomForOthers() {
    ErrorValueTally tally = new ErrorValueTally(ErrorKind.ANY, SMALL);
    add(tally, "mail", "1", "2", "3", "4", "5", "6");
    add(tally, "city", "a", "b", "c");

    assertThat(report(tally).values())
        .extracting(Value::value)
        .containsExactly("1", "2", "3", "a", "b");
    assertThat(report(tally).others()).isEqualTo(new Others(4));
  }

  @Test
  void longTextsTakeTheRoomOfSeveral() {
    ErrorValueTally tally =
        new ErrorValueTally(ErrorKind.ANY, new ErrorValueTally.Bounds(100, 100, 1_000));
    add(
        tally,
        "city",
        IntStream.range(0, 50).mapToObj(i -> "x".repeat(150) + i).toArray(String[]::new));

    assertThat(report(tally).total()).isBetween(3, 5);
    assertThat(report(tally).others()).isEqualTo(new Others(50 - report(tally).total()));
  }

  @Test
  void aRowCountsOnceHoweverOftenItHasAValue() {
    ErrorValueTally tally = tally();
    tally.add(7, List.of(error("city", "a", 7), error("city", "a", 7), error("mail", "a", 7)));

    assertThat(report(tally).values())
        .extracting(Value::field, Value::count, Value::rows)
        .containsExactly(tuple("city", 1L, List.of(7L)), tuple("mail", 1L, List.of(7L)));
  }

  @Test
  void onlyErrorsThatAreAskedForCount() {
    ErrorValueTally tally =
        new ErrorValueTally(
            new ErrorKind("constraint-error", "enum", "city"), ErrorValueTally.Bounds.DEFAULT);
    add(tally, "mail", "x");
    add(tally, "city", "a", null);

    assertThat(report(tally).values()).extracting(Value::value).containsExactly("a", null);
  }

  @Test
  void spellingsOfOneTextAreACluster() {
    assertThat(clusters("New York", "new york", "York, New", "NEW  YORK.", "Néw York", "Paris"))
        .containsExactly(List.of("New York", "new york", "York, New", "NEW  YORK.", "Néw York"));
  }

  @Test
  void aTextNearAMoreFrequentOneJoinsIt() {
    assertThat(clusters("Copenhagen", "Copenhagen", "Copenhagn", "Kopenhagen", "Stockholm"))
        .containsExactly(List.of("Copenhagen", "Copenhagn", "Kopenhagen"));
  }

  @Test
  void digitsAndTheMarksAmongThemAreNoSlips() {
    assertThat(clusters("12.5 kg", "125 kg", "-5 kg", "5 kg", "A-1", "A-2", "17", "1 7")).isEmpty();
    assertThat(clusters("A-17", "a 17")).hasSize(1);
  }

  @Test
  void hostileTextsAreNoCluster() {
    assertThat(clusters("\u0000", "\ud800", "\udc00", "", " ", "\u202e", "!!!", "???")).isEmpty();
  }

  @Test
  void aClusterTellsItsRowsAndWhatAllOfItMeans() {
    ErrorValueTally tally = tally();
    add(tally, "city", "OSLO", "OSLO", "oslo", "Oslo.", "Rome", "rome");

    assertThat(report(tally).clusters())
        .extracting(
            Cluster::values,
            Cluster::count,
            cluster -> cluster.suggestion() == null ? null : cluster.suggestion().to())
        .containsExactly(
            tuple(List.of("OSLO", "oslo", "Oslo."), 4L, "Oslo"),
            tuple(List.of("Rome", "rome"), 2L, null));
  }

  @Test
  void addressesAreNoSpellingsOfOneAnother() {
    ErrorValueTally tally = tally();
    add(tally, "mail", "ann.lee@x", "annlee@x", "annlie@x");

    assertThat(report(tally).clusters()).isEmpty();
  }

  /** A comparison of each with each would take minutes. */
  @Test
  void manyValuesArePutTogetherInAShortTime() {
    ErrorValueTally tally = tally();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ErrorValues.MAX_VALUES_OF_KIND; i++) {
      values.add("common begin " + letters(i) + " common end");
    }
    add(tally, "word", values.toArray(String[]::new));

    assertThat(assertTimeout(Duration.ofSeconds(20), () -> report(tally)).total())
        .isEqualTo(ErrorValues.MAX_VALUES_OF_KIND);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int left = number; letters.length() < 8; left /= 26) {
      letters.append((char) ('a' + left % 26));
    }
    return letters.toString();
  }
}
