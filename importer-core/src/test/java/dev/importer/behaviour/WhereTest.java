package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.source.Format;
import dev.importer.source.Source;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it takes for a value to be the one that is asked for. */
class WhereTest {

  private Importer importer;

  @BeforeEach
  void open() {
    importer = Importer.inMemory();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private void load(String rows) {
    importer.load(Source.ofText(rows, Format.NDJSON), ImportOptions.DEFAULT.withSchema("none"));
  }

  private List<Long> rows(RecordQuery query) {
    return importer.results().stream(query).map(StoredRecord::rowNumber).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "1.5, 1.50",
    "1e2, 100",
    "100, 1E2",
    "100, 100.0",
    "-0, 0",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
    "1e999999999999, 1e999999999999",
  })
  void oneNumberIsFoundInEveryWayItIsWritten(String stored, String asked) {
    load("{\"n\":" + stored + "}\n{\"n\":7}\n");

    assertThat(rows(RecordQuery.all().where("n", asked))).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012345678901234567890, 123456789012345678901234567891",
    "0.1, 0.1000000000000000055511151231257827",
    "1, +1",
    "1, 1.",
    "1, 0x1",
    "1, ' 1'",
    "'\"1.50\"', 1.5",
    "'\"Ada\"', ada",
    "'\"Ada\"', Ad",
    "true, TRUE",
  })
  void nothingElseIsTheSame(String stored, String asked) {
    load("{\"n\":" + stored + "}\n");

    assertThat(rows(RecordQuery.all().where("n", asked))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "false, false",
    "null, null",
    "'\"true\"', true",
    "'\"1.50\"', 1.50",
    "'\"\"', ''",
    "'[1, \"a b\"]', '[1,\"a b\"]'",
    "'{\"a\": [1, 2]}', '{\"a\":[1,2]}'",
    "'\"say \\\"hi\\\", \\\\ twice\"', 'say \"hi\", \\ twice'",
    "'\"\\u0041\\n\\u00e9\"', 'A\né'",
  })
  void aValueIsComparedByItsText(String stored, String asked) {
    load("{\"x\":0,\"n\":" + stored + ",\"y\":0}\n");

    assertThat(rows(RecordQuery.all().where("n", asked.replace("\\n", "\n")))).containsExactly(1L);
  }

  @Test
  void aConditionIsOnTheNamedMemberAlone() {
    load(
        """
        {"a":"x","b":"y"}
        {"a":"y","b":"x"}
        {"b":"x"}
        {"c":{"a":"x"}}
        {"c":"a: x"}
        """);

    assertThat(rows(RecordQuery.all().where("a", "x"))).containsExactly(1L);
    assertThat(rows(RecordQuery.all().where("b", "x"))).containsExactly(2L, 3L);
    assertThat(rows(RecordQuery.all().where("a", "y").where("b", "x"))).containsExactly(2L);
    assertThat(rows(RecordQuery.all().where("b", "x").containing("\"A\""))).containsExactly(2L);
  }

  @Test
  void onlyTheCaseOfAsciiLettersIsOfNoAccountInATextSearch() {
    load("{\"n\":\"ÜBER Äpfel\"}\n{\"n\":\"über äpfel\"}\n");

    assertThat(rows(RecordQuery.all().containing("ber"))).containsExactly(1L, 2L);
    assertThat(rows(RecordQuery.all().containing("Über"))).containsExactly(1L);
    assertThat(rows(RecordQuery.all().containing("über"))).containsExactly(2L);
    assertThat(rows(RecordQuery.all().containing("ÜBER"))).containsExactly(1L);
  }

  /** What the database leaves out must never be what was asked for. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4"})
  void aSearchFindsWhatAComparisonOfAllRowsFinds(long seed) {
    Random random = new Random(seed);
    List<String> values =
        IntStream.range(0, 400).mapToObj(i -> value(random)).collect(Collectors.toList());
    load(
        values.stream()
            .map(value -> "{\"n\":\"" + escaped(value) + "\"}\n")
            .collect(Collectors.joining()));

    for (int i = 0; i < 60; i++) {
      String asked = values.get(random.nextInt(values.size()));
      assertThat(rows(RecordQuery.all().where("n", asked)))
          .as("%s", asked)
          .isEqualTo(numbers(values, asked::equals));
    }
  }

  private static List<Long> numbers(List<String> values, Predicate<String> wanted) {
    return IntStream.range(0, values.size())
        .filter(i -> wanted.test(values.get(i)))
        .mapToObj(i -> i + 1L)
        .toList();
  }

  private static String value(Random random) {
    String alphabet = "ab1. ,\"\\/{}[]:%_'é\uD83D\uDE00\n\t";
    StringBuilder value = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      int place = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
      value.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, place)));
    }
    return value.toString();
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
