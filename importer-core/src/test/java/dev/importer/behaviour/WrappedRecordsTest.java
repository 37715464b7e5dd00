package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.Notice;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of JSON that stand in a member of an object. */
class WrappedRecordsTest {

  private static final String ANN = "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":31}";
  private static final String BOB = "{\"name\":\"Bob\",\"email\":\"nobody\",\"age\":32}";
  private static final String BOTH = "[" + ANN + ",\n" + BOB + "]";
  private static final ImportOptions NONE = ImportOptions.DEFAULT.withSchema(Schema.NONE);

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source json(String text) {
    return Source.ofText(text, Format.JSON);
  }

  private static Source json(String text, String property) {
    return json(text).withDialect(Dialect.UNSPECIFIED.withProperty(property));
  }

  private SourceException refused(Source source) {
    return catchThrowableOfType(SourceException.class, () -> importer.check(source));
  }

  private static List<String> messages(CheckReport report, ErrorCode code) {
    return report.notices().stream()
        .filter(notice -> notice.code().equals(code))
        .map(Notice::message)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "data!{\"data\":%}!0",
        "users!{\"users\":%,\"page\":1}!1",
        "value!{\"@odata.context\":\"x\",\"value\":%}!1",
        "attendees!{\"pagination\":{\"a\":[1],\"b\":{}},\"attendees\":%}!1",
        "users!{\"errors\":[{\"code\":1}],\"users\":%}!1",
        "/response/docs!{\"status\":0,\"response\":{\"found\":2,\"docs\":%}}!2",
        "/a/b/c!{\"a\":{\"b\":{\"c\":%}}}!0",
        "/a~1b/~0c!{\"a/b\":{\"~c\":%}}!0"
      })
  void theMemberIsFoundAndSaid(String property, String wrapper, long beside) {
    CheckReport report = importer.check(json(wrapper.replace("%", BOTH)));

    assertThat(report.detection().dialect().property()).isEqualTo(property);
    assertThat(report.total()).isEqualTo(2);
    assertThat(report.valid()).isEqualTo(1);
    assertThat(report.errors().get(0).line()).isEqualTo(2);
    assertThat(messages(report, ErrorCode.WRAPPED_RECORDS).get(0))
        .contains("'" + property + "'")
        .contains("option property");
    assertThat(report.warnings().getOrDefault("skipped-member", 0L)).isEqualTo(beside);
    assertThat(report.accounting().bytes()).isEqualTo(wrapper.length() - 1 + BOTH.length());
    assertThat(report.accounting().rowBytes()).isEqualTo(ANN.length() + BOB.length());
  }

  @Test
  void withoutASchemaTheOnlyArrayOfObjectsIsTaken() {
    CheckReport report =
        importer.check(json("{\"success\":true,\"data\":" + BOTH + ",\"message\":\"\"}"), NONE);

    assertThat(report.total()).isEqualTo(2);
    assertThat(report.columns()).containsExactly("name", "email", "age");
    assertThat(messages(report, ErrorCode.SKIPPED_MEMBER))
        .containsExactlyInAnyOrder(
            "The member 'success' stands beside the records and is skipped.",
            "The member 'message' stands beside the records and is skipped.");
    assertThat(importer.infer(json("{\"data\":" + BOTH + "}")).schema().fields()).hasSize(3);
  }

  @Test
  void aRecordThatHoldsAnArrayOfObjectsIsARecord() {
    String text = ANN.replace("}", ",\"children\":[{\"first\":\"Cy\"}]}");

    assertThat(importer.check(json(text)).valid()).isEqualTo(1);
    assertThat(importer.check(Source.ofText(text + "\n" + text, Format.NDJSON), NONE).total())
        .isEqualTo(2);
  }

  @Test
  void leftEmptyTheOptionMeansTheFileItself() {
    CheckReport report = importer.check(json("{\"id\":1,\"tags\":[{\"a\":2}]}", ""), NONE);

    assertThat(report.total()).isEqualTo(1);
    assertThat(report.columns()).containsExactly("id", "tags");
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void whatWasDetectedIsStoredAndWhatIsGivenIsReplayed() {
    StoredImport stored = importer.load(json("{\"data\":" + BOTH + "}")).summary();
    assertThat(stored.detection().dialect().property()).isEqualTo("data");
    assertThat(stored.warnings()).containsEntry("wrapped-records", 1L);
    assertThat(stored.notices().get(0).message()).contains("'data'");
    assertThat(stored.detection().summary()).isEqualTo("JSON in utf-8, records in 'data'");

    StoredImport given = importer.load(json("{\"data\":[" + ANN + "]}", "data")).summary();
    assertThat(given.warnings()).containsOnlyKeys("seen-rows");
    assertThat(given.processedRecords()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "rows!{\"rows\":%}",
        "/rows!{\"rows\":%}",
        "/result/rows!{\"result\":{\"rows\":%}}",
        "/0/rows![{\"rows\":%},{\"rows\":[]}]",
        "/0![%]",
        "/1/x![[],{\"x\":%}]",
        "//!{\"\":{\"\":%}}",
        "/a~1b/~01!{\"a/b\":{\"~1\":%}}"
      })
  void theOptionNamesAMemberOrAPointer(String property, String wrapper) {
    String text = wrapper.replace("%", BOTH);
    CheckReport report = importer.check(json(text, property));

    assertThat(report.total()).isEqualTo(2);
    assertThat(report.accounting().bytes()).isEqualTo(text.length());
  }

  @Test
  void aSingleObjectInTheMemberIsOneRecord() {
    CheckReport report = importer.check(json("{\"user\":" + ANN + ",\"ok\":true}", "user"));

    assertThat(report.valid()).isEqualTo(1);
    assertThat(report.warnings()).containsEntry("skipped-member", 1L);
  }

  @Test
  void pagesAreReadOneAfterTheOther() {
    String pages =
        "{\"page\":1,\"data\":["
            + ANN
            + ","
            + BOB
            + "]}\n{\"page\":2,\"data\":["
            + ANN
            + "]}\n"
            + "{\"page\":3,\"data\":[]}\n";
    for (Source source :
        List.of(
            Source.ofText(pages, Format.NDJSON),
            Source.ofText(pages, Format.NDJSON)
                .withDialect(Dialect.UNSPECIFIED.withProperty("data")))) {
      CheckReport report = importer.check(source);
      assertThat(report.total()).isEqualTo(3);
      assertThat(report.valid()).isEqualTo(2);
      assertThat(report.rows().get(2).lineNumber()).isEqualTo(2);
      assertThat(report.warnings()).containsEntry("skipped-member", 3L);
      assertThat(messages(report, ErrorCode.SKIPPED_MEMBER)).hasSize(1);
      assertThat(report.accounting().bytes()).isEqualTo(pages.length());
    }
    SourceException refused =
        refused(
            Source.ofText(pages + "{\"error\":\"gone\"}\n", Format.NDJSON)
                .withDialect(Dialect.UNSPECIFIED.withProperty("data")));
    assertThat(refused.code()).isEqualTo(ErrorCode.NO_SUCH_MEMBER);
    assertThat(refused.line()).hasValue(4);
  }

  @Test
  void aMemberThatIsNotThereIsSaidWithThoseThatHoldArrays() {
    String text = "{\"a\":{\"rows\":" + BOTH + "},\"datas\":" + BOTH + ",\"c\":[1]}";
    SourceException refused = refused(json(text, "data"));

    assertThat(refused.code()).isEqualTo(ErrorCode.NO_SUCH_MEMBER);
    assertThat(refused)
        .hasMessageContaining("no member 'data'")
        .hasMessageContaining("'/a/rows', 'datas'; did you mean 'datas'?")
        .hasMessageContaining("option property");
    assertThat(refused(json(BOTH, "data"))).hasMessageContaining("leave out the option property");
    assertThat(refused(json("42", "data")).code()).isEqualTo(ErrorCode.NO_SUCH_MEMBER);
    assertThat(refused(json(text, "/a/columns")).code()).isEqualTo(ErrorCode.NO_SUCH_MEMBER);
    assertThat(refused(json("{\"a\\u00a0\":[]}", "a"))).hasMessageNotContaining("\u00a0");
  }

  @Test
  void aMemberThatHoldsNoRecordsIsRefused() {
    for (String value : List.of("null", "7", "\"x\"", "true")) {
      SourceException refused = refused(json("{\n\"data\":" + value + "}", "data"));
      assertThat(refused.code()).isEqualTo(ErrorCode.JSON_NOT_RECORDS);
      assertThat(refused.line()).hasValue(2);
    }
  }

  @Test
  void aMemberThatStandsTwiceIsRefusedSoThatNoRecordIsLost() {
    SourceException refused = refused(json("{\"data\":" + BOTH + ",\n\"data\":[]}"));

    assertThat(refused.code()).isEqualTo(ErrorCode.JSON_NOT_RECORDS);
    assertThat(refused.line()).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":%} x",
        "{\"data\":%}{}",
        "{\"data\":%",
        "{\"data\":%,}",
        "{\"x\":[1,],\"data\":%}"
      })
  void theWrapperMustBeJsonToItsEnd(String wrapper) {
    assertThat(refused(json(wrapper.replace("%", BOTH), "data")).code())
        .isEqualTo(ErrorCode.JSON_SYNTAX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "{\"1001\":%,\"1002\":%}!'1001', '1002' are objects themselves",
        "[[%]]!is in '0'",
        "{\"a\":[{\"x\":1}],\"b\":[{\"y\":1}]}!are in 'a', 'b'"
      })
  void whereItIsNotCertainItIsSaidWhatCanBeDone(String text, String words) {
    CheckReport report = importer.check(json(text.replace("%", ANN)));

    assertThat(report.detection().dialect().property()).isNull();
    assertThat(messages(report, ErrorCode.WRAPPED_RECORDS)).hasSize(1);
    assertThat(messages(report, ErrorCode.WRAPPED_RECORDS).get(0))
        .contains(words)
        .contains("option property");
  }

  /** Detection looks at the start of a file, and does not pretend that it has seen the rest. */
  @Test
  void whatLiesBeyondTheStartIsNotGuessedAt() {
    String first = "{\"log\":[" + "{\"x\":1},".repeat(200_000) + "{}],\"data\":" + BOTH + "}";
    CheckReport report = importer.check(json(first));

    assertThat(report.detection().dialect().property()).isNull();
    assertThat(messages(report, ErrorCode.WRAPPED_RECORDS).get(0)).contains("'log'");
    assertThat(importer.check(json(first, "data")).total()).isEqualTo(2);
  }

  @Test
  void anEmptyPageHasNoRows() {
    CheckReport report = importer.check(json("{\"total\":0,\"data\":[]}"));

    assertThat(report.total()).isZero();
    assertThat(importer.check(json("{\"id\":1,\"tags\":[]}"), NONE).total()).isEqualTo(1);
  }

  /** The same records give the same rows, whatever stands around them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void wrappedRecordsAreThoseOfTheArrayItself(long seed) {
    Random random = new Random(seed);
    String array =
        IntStream.range(0, 1 + random.nextInt(30))
            .mapToObj(i -> object(random, 2))
            .collect(Collectors.joining(random.nextBoolean() ? ",\n" : " , ", "[", "]"));
    String before = object(random, 3);
    String after = object(random, 3);
    String wrapped = "{\"before\":" + before + ",\"rows\":" + array + ",\"after\":" + after + "}";

    CheckReport plain = importer.check(json(array, ""), NONE);
    CheckReport found = importer.check(json(wrapped, "rows"), NONE);

    assertThat(found.rows().stream().map(StoredRecord.Draft::data).toList())
        .isEqualTo(plain.rows().stream().map(StoredRecord.Draft::data).toList());
    assertThat(found.total()).isEqualTo(plain.total());
    assertThat(found.failed()).isEqualTo(plain.failed());
    assertThat(found.columns()).isEqualTo(plain.columns());
    assertThat(found.accounting().rowBytes()).isEqualTo(plain.accounting().rowBytes());
    assertThat(found.accounting().bytes())
        .isEqualTo(wrapped.getBytes(StandardCharsets.UTF_8).length);
  }

  private static String object(Random random, int depth) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> "\"" + "ké" + i + "\": " + value(random, depth))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> "1.50";
      case 1 -> "-7e3";
      case 2 -> "null";
      case 3 -> "true";
      case 4 -> "\"}]{[\\\" 😀\"";
      case 5 -> "\"" + "x".repeat(random.nextInt(9_000)) + "\"";
      case 6 -> object(random, depth - 1);
      default ->
          IntStream.range(0, random.nextInt(3))
              .mapToObj(i -> value(random, depth - 1))
              .collect(Collectors.joining(",", "[", "]"));
    };
  }
}
