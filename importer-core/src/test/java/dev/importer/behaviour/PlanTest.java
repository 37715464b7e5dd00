package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.Results;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.job.ImportResult;
import dev.importer.job.OptionException;
import dev.importer.job.Severities;
import dev.importer.job.Trim;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import was told and what was detected is one value, and it can be given back. */
class PlanTest {

  private static final Schema OWN =
      Schema.builder("own.people")
          .title("People")
          .field(Field.string("name").required())
          .field(Field.integer("age").minimum(1))
          .build();

  private static final List<Charset> ENCODINGS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          Charset.forName("windows-1252"));
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", "::", "tab", "\\t");
  private static final List<String> CELLS =
      List.of(
          "",
          "a",
          "12",
          "-3",
          "é",
          "x y",
          "\"q\"",
          "\"a\nb\"",
          "'s'",
          "\"",
          "a\\\"b",
          " 7",
          "7 ",
          "=\"07\"",
          "'+4",
          " n/a");

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  private static <T> T any(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Dialect dialect(Random random, Charset encoding, String delimiter) {
    Dialect dialect = Dialect.UNSPECIFIED.withEncoding(encoding).withDelimiter(delimiter);
    if (random.nextBoolean()) {
      dialect = dialect.withQuoteChar(any(random, List.of('"', '\'', Dialect.NONE)));
    }
    if (random.nextInt(3) == 0) {
      dialect = dialect.withEscapeChar(any(random, List.of('"', '\'', '!', Dialect.NONE)));
    }
    if (random.nextBoolean()) {
      dialect = dialect.withHeader(random.nextBoolean());
    }
    if (random.nextBoolean()) {
      dialect = dialect.withSkipRows(random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      dialect =
          dialect
              .withHeaderRows(1 + random.nextInt(3))
              .withHeaderJoin(any(random, CELLS.subList(0, 3)));
    }
    return dialect;
  }

  private static ImportOptions options(Random random, Dialect dialect) {
    ImportOptions options = ImportOptions.DEFAULT;
    options = random.nextBoolean() ? options.withSchema("none") : options.withSchema(OWN);
    if (random.nextInt(4) > 0) {
      options = options.withDialect(dialect);
    }
    if (random.nextBoolean()) {
      options = options.withRepair(QuoteRepair.BY_ROW_WIDTH);
    }
    if (random.nextBoolean()) {
      options = options.withSeverity("extra-cell", Severities.Level.WARNING);
    }
    if (random.nextInt(3) == 0) {
      options = options.withSeverity("constraint-error.minimum", Severities.Level.WARNING);
    }
    if (random.nextInt(3) == 0) {
      String column = any(random, List.of("#1", "#2", "name", "age", "c2"));
      options = options.withMap(column, any(random, List.of("", "name", "age")));
    }
    if (random.nextInt(4) == 0) {
      options = options.withConstant(any(random, List.of("name", "age")), "7");
    }
    if (random.nextBoolean()) {
      options =
          options.withMaxErrors(
              any(random, List.of(ErrorLimit.rows(40), ErrorLimit.parse("99.5%"), ErrorLimit.ANY)));
    }
    options = cleaned(random, options);
    return random.nextBoolean() ? options : options.withFormat(Format.CSV);
  }

  /** Names of fields, and replacements, that some of the files do not have. */
  private static ImportOptions cleaned(Random random, ImportOptions options) {
    ImportOptions cleaned = options;
    if (random.nextBoolean()) {
      cleaned =
          cleaned.withTrim(
              any(random, List.of(Trim.CELLS, Trim.fields("name"), Trim.fields("age", "name"))));
    }
    if (random.nextBoolean()) {
      cleaned = cleaned.withUnwrap(true);
    }
    for (int i = random.nextInt(4) == 0 ? 2 : 0; i > 0; i--) {
      cleaned = cleaned.withReplacement("name", List.of("a", "7").get(i - 1), any(random, CELLS));
    }
    return cleaned;
  }

  private static byte[] file(Random random, Charset encoding, String delimiter) {
    int columns = 1 + random.nextInt(4);
    StringBuilder text = new StringBuilder("name" + delimiter + "age");
    IntStream.range(2, columns).forEach(i -> text.append(delimiter).append("c").append(i));
    for (int row = 0; row < random.nextInt(30); row++) {
      text.append("\n");
      int cells = Math.max(1, columns + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0));
      for (int cell = 0; cell < cells; cell++) {
        text.append(cell == 0 ? "" : delimiter).append(any(random, CELLS));
      }
    }
    return text.append("\n").toString().getBytes(encoding);
  }

  private static List<List<Object>> rows(Importer importer, StoredImport stored) {
    return importer.results().stream(RecordQuery.ofImport(stored.id()))
        .map(PlanTest::contents)
        .toList();
  }

  private static List<Object> contents(StoredRecord row) {
    return List.of(
        row.rowNumber(),
        row.lineNumber(),
        row.status(),
        row.dataJson(),
        row.errorsJson(),
        row.changesJson());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void thePlanGivenBackAsOptionsReplaysTheImport(long seed) {
    Random random = new Random(seed);
    Charset encoding = any(random, ENCODINGS);
    String delimiter = any(random, DELIMITERS);
    byte[] bytes = file(random, encoding, delimiter);
    ImportOptions options = options(random, dialect(random, encoding, delimiter));
    try (Importer importer = Importer.inMemory()) {
      StoredImport first;
      try {
        first = importer.load(source(bytes), options).summary();
      } catch (SourceException unusable) {
        first = importer.results().imports(PageRequest.FIRST).page().items().get(0);
      }
      ImportOptions replaying = Results.replaying(first.plan());
      assertThat(ImportOptions.ofTexts(replaying.texts())).isEqualTo(replaying);
      assertThat(Results.replaying(first.plan()).texts()).isEqualTo(replaying.texts());

      ImportOptions again = replaying.withOnDuplicate(OnDuplicate.ALLOW);
      if (first.failure() != null) {
        StoredImport.Failure failure = first.failure();
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.load(source(bytes), again))
            .satisfies(e -> assertThat(e.code().text()).isEqualTo(failure.code()));
        return;
      }
      assertThat(importer.load(source(bytes), replaying).id()).isEqualTo(first.id());
      StoredImport second = importer.load(source(bytes), again).summary();

      assertThat(rows(importer, second)).isEqualTo(rows(importer, first));
      assertThat(second.accounting()).isEqualTo(first.accounting());
      assertThat(second.counts()).isEqualTo(first.counts());
      assertThat(importer.results().errorSummary(second.id()).groups())
          .isEqualTo(importer.results().errorSummary(first.id()).groups());
      assertThat(second.detection().dialect()).isEqualTo(first.detection().dialect());
    }
  }

  private static Source source(byte[] bytes) {
    return Source.of(new ByteArrayInputStream(bytes), "a.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[{\"name\":\"Ada\",\"age\":3},{\"name\":\"\",\"age\":0}]", "[{\"age\":1e400}]"})
  void theImportOfJsonIsReplayed(String json) {
    try (Importer importer = Importer.inMemory()) {
      ImportOptions options = ImportOptions.DEFAULT.withSchema(OWN).withMaxErrors(7);
      StoredImport first = importer.load(Source.ofText(json, Format.JSON), options).summary();
      ImportOptions replaying = Results.replaying(first.plan());
      StoredImport second =
          importer
              .load(Source.ofText(json, Format.JSON), replaying.withOnDuplicate(OnDuplicate.ALLOW))
              .summary();

      assertThat(rows(importer, second)).isEqualTo(rows(importer, first)).isNotEmpty();
      assertThat(second.accounting()).isEqualTo(first.accounting());
      assertThat(ImportOptions.ofTexts(replaying.texts())).isEqualTo(replaying);
    }
  }

  @Test
  void aPlanOfWhatWasDetectedNamesAllThatDecidesAboutTheRows() {
    try (Importer importer = Importer.inMemory()) {
      StoredImport stored =
          importer
              .load(Source.ofText("name;email;age\nAda;ada@example.com;36\n", Format.CSV))
              .summary();

      assertThat(Results.replaying(stored.plan()).texts())
          .containsEntry("schema", "users")
          .containsEntry("format", "csv")
          .containsEntry("encoding", "utf-8")
          .containsEntry("delimiter", ";")
          .containsEntry("quote", "\"")
          .containsEntry("header", "true")
          .containsEntry("skip_rows", "0")
          .containsEntry("repair", "false")
          .containsEntry("max_errors", "any")
          .containsEntry("severity", "")
          .containsEntry("on_duplicate", "return");
    }
  }

  @Test
  void anOptionWinsOverWhatTheSourceSays() {
    try (Importer importer = Importer.inMemory()) {
      Source source =
          Source.ofText("a;b,c\n1;2,3\n", Format.CSV)
              .withDialect(Dialect.UNSPECIFIED.withDelimiter(";").withHeader(true));
      ImportOptions options =
          ImportOptions.DEFAULT
              .withSchema("none")
              .withDialect(Dialect.UNSPECIFIED.withDelimiter(","))
              .withFilename("b.csv");

      StoredImport stored = importer.load(source, options).summary();

      assertThat(stored.columns()).containsExactly("a;b", "c");
      assertThat(stored.filename()).isEqualTo("b.csv");
      assertThat(importer.check(source, options).columns()).containsExactly("a;b", "c");
    }
  }

  @Test
  void aPlanOfANewerFormIsRefusedInASentence() {
    Path database = folder.resolve("imports.db");
    long id;
    try (Importer importer = Importer.open(database)) {
      id = importer.load(UserFiles.valid(folder.resolve("users.csv"), 3)).id();
    }
    Disk.of(database)
        .execute("UPDATE imports SET plan = replace(plan, '\"form\":2}', '\"form\":9,\"new\":1}')");

    try (Importer importer = Importer.open(database)) {
      StoredImport stored = importer.results().find(id).orElseThrow();
      assertThat(importer.results().imports(PageRequest.FIRST).page().items())
          .containsExactly(stored);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Results.replaying(stored.plan()))
          .withMessage(
              "The settings of the import have form 9, but this importer knows forms up to 2. Use a"
                  + " newer importer.")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.NEWER_VERSION));
      importer.operations().delete(id);
    }
  }

  @Test
  void anImportWithAPlanOfANewerFormDoesNotResumeAndHoldsUpNoOther() {
    Path database = folder.resolve("imports.db");
    Path file = UserFiles.valid(folder.resolve("users.csv"), 3);
    long id;
    try (Importer importer = Importer.builder().database(database).workers(0).build()) {
      id = importer.submit(file).id();
    }
    Disk.of(database)
        .execute("UPDATE imports SET plan = replace(plan, '\"form\":2}', '\"form\":9}')");

    try (Importer importer = Importer.open(database)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> Waiting.get(importer.operations().job(id).orElseThrow().result()))
          .withMessageContaining("form 9")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_ERROR));
      assertThat(importer.results().find(id).orElseThrow().retryable()).isTrue();
      ImportResult other = importer.load(UserFiles.valid(folder.resolve("other.csv"), 5));
      assertThat(other.total()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "format~jsn~The option format must be csv, json, ndjson, xlsx, ods or xls, but is 'jsn'; did you mean 'json'?",
        "encoding~utf-9~The option encoding must be the name of a character encoding, such as utf-8, but is 'utf-9'",
        "delimiter~''~The option delimiter must be 1 to 8 characters, none of them a line end or a quote, but is ''.",
        "quote~ab~The option quote must be one character, or empty for none, but is 'ab'.",
        "header~yes~The option header must be true or false, but is 'yes'",
        "skip_rows~-1~The option skip_rows must be a whole number, 0 or more, but is '-1'.",
        "header_rows~11~The option header_rows must be a whole number, 1 to 10, but is '11'.",
        "header_join~123456789~The option header_join must be at most 8 characters without line ends, but is '123456789'.",
        "max_errors~many~The option max_errors must be a number of rows, such as 100, or a share, such as 5%, but is 'many'.",
        "severity~type-error:warning~The option severity must be faults with their levels, such as extra-cell:warning, but is 'type-error:warning': a type-error is always an error",
        "on_duplicate~alow~The option on_duplicate must be return, refuse or allow, but is 'alow'; did you mean 'allow'?",
      })
  void aValueThatIsNoneOfItsOptionIsToldWithWhatIsAllowed(
      String name, String value, String sentence) {
    ImportOption option = ImportOption.named(name).orElseThrow();

    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> ImportOptions.DEFAULT.with(option, value))
        .withMessageStartingWith(sentence)
        .satisfies(e -> assertThat(e.option()).isEqualTo(option));
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> ImportOptions.ofTexts(Map.of("strict", "true", "max_errors", "5")))
        .withMessageContaining("must not be given with strict");
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> ImportOptions.ofTexts(Map.of("delimiter", ";", "quote", ";")))
        .withMessageContaining("must not contain the quote");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImportOptions.ofTexts(Map.of("delimitr", ";")))
        .withMessage("there is no option 'delimitr'");
    assertThat(ImportOptions.ofTexts(Map.of("strict", "true")).maxErrors())
        .isEqualTo(ErrorLimit.STRICT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "tab", "TAB", "\\t", "\\\\t", "\\tab", "\\", "\\x", "t", "\\T"})
  void everyDelimiterHasAText(String delimiter) {
    ImportOptions options =
        ImportOptions.DEFAULT.withDialect(Dialect.UNSPECIFIED.withDelimiter(delimiter));

    assertThat(ImportOptions.ofTexts(options.texts())).isEqualTo(options);
  }
}
