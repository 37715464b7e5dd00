package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.Trim;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.schema.Field;
import dev.importer.schema.FieldCleaning;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cleaned tables of every kind are what the same tables are whose cells were cleaned before they
 * were sent.
 */
class CleanedTablesTest {

  private static final List<String> NAMES = List.of("id", "name", "age", "mail");
  private static final List<String> VALUES =
      List.of(
          "",
          "a",
          "7",
          "n/a",
          "=\"07\"",
          "=\"a \"\"b\"\"\"",
          "=\"\"",
          "=\"x\"y\"",
          "'+49",
          "'07",
          "'=A1",
          "'quoted'",
          "'+x'",
          "' 7",
          "=\" 7\"",
          "' =A1",
          "x y",
          "ann@example.com",
          "1.5",
          "'");

  private static final Dialect DIALECT =
      Dialect.UNSPECIFIED
          .withDelimiter(",")
          .withQuoteChar('"')
          .withHeader(true)
          .withSkipRows(0)
          .withHeaderRows(1);

  private final List<Map<String, String>> rows = new ArrayList<>();
  private final Map<String, PlainCleaning> plain = new HashMap<>();
  private Schema cleaningSchema = Schema.NONE;
  private Schema plainSchema = Schema.NONE;
  private ImportOptions options = ImportOptions.DEFAULT.withDialect(DIALECT);
  private boolean allUsed = true;
  private Random random = new Random(0);

  static LongStream seeds() {
    // Each makes a database, which takes PostgreSQL long.
    return LongStream.range(0, TestDatabase.isPostgresql() ? 75 : 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalThoseThatWereCleanedBefore(long seed) {
    random = new Random(seed);
    makeRows();
    makeCleaning();
    Format format = random.nextBoolean() ? Format.CSV : Format.JSON;
    try (Importer importer = TestDatabase.inMemory().build()) {
      if (!allUsed) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(
                () -> importer.load(source(rows, format), options.withSchema(cleaningSchema)))
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNUSED_REPLACEMENT));
        assertThat(importer.results().records(RecordQuery.all()).items()).isEmpty();
        return;
      }
      StoredImport cleaned =
          importer.load(source(rows, format), options.withSchema(cleaningSchema)).summary();
      StoredImport before =
          importer
              .load(
                  source(rows.stream().map(this::cleaned).toList(), format),
                  ImportOptions.DEFAULT.withDialect(DIALECT).withSchema(plainSchema))
              .summary();

      List<StoredRecord> records = records(importer, cleaned);
      List<StoredRecord> expected = records(importer, before);
      assertThat(records).hasSameSizeAs(expected).hasSameSizeAs(rows);
      for (int i = 0; i < records.size(); i++) {
        assertSame(records.get(i), expected.get(i));
        assertKept(records.get(i), rows.get(i));
      }
      assertThat(changes(cleaned.warnings())).isEqualTo(counted(records));
      assertThat(changes(before.warnings())).isEmpty();
      assertThat(cleaned.counts()).isEqualTo(before.counts());
    }
  }

  private void makeRows() {
    for (int row = 1 + random.nextInt(12); row > 0; row--) {
      Map<String, String> cells = new TreeMap<>();
      NAMES.forEach(name -> cells.put(name, padded(any(VALUES))));
      cells.put("id", "row " + row);
      rows.add(cells);
    }
  }

  private String padded(String value) {
    return blanks() + value + blanks();
  }

  private String blanks() {
    StringBuilder blanks = new StringBuilder();
    for (int i = random.nextInt(3) == 0 ? random.nextInt(3) : 0; i > 0; i--) {
      blanks.append(PlainCleaning.BLANKS.charAt(random.nextInt(PlainCleaning.BLANKS.length())));
    }
    return blanks.toString();
  }

  private void makeCleaning() {
    Trim trim = any(List.of(Trim.NONE, Trim.NONE, Trim.CELLS, Trim.fields("age", "name")));
    boolean unwrap = random.nextInt(3) == 0;
    Schema.Builder cleaning = Schema.builder("cleaning");
    Schema.Builder without = Schema.builder("plain");
    options = trim.equals(Trim.NONE) ? options : options.withTrim(trim);
    options = unwrap ? options.withUnwrap(true) : options;
    for (String name : NAMES) {
      Field field =
          switch (name) {
            case "age" -> Field.integer(name);
            case "mail" -> Field.string(name).email();
            default -> Field.string(name).minLength(1);
          };
      FieldCleaning own =
          random.nextInt(3) > 0
              ? FieldCleaning.NONE
              : new FieldCleaning(
                  random.nextBoolean(), random.nextBoolean(), Map.of(any(VALUES), any(VALUES)));
      without.field(field);
      cleaning.field(field.cleaning(own));
      Map<String, String> replacements = new HashMap<>(own.replacements());
      List<String> asked = new ArrayList<>();
      if (random.nextInt(4) == 0) {
        String from = any(VALUES);
        String to = any(VALUES);
        options = options.withReplacement(name, from, to);
        replacements.put(from, to);
        asked.add(from);
      }
      PlainCleaning whole =
          new PlainCleaning(
              own.trim() || trim.includes(name), own.unwrap() || unwrap, replacements);
      plain.put(name, whole);
      PlainCleaning unreplaced = new PlainCleaning(whole.trim(), whole.unwrap(), Map.of());
      for (String from : asked) {
        allUsed &= rows.stream().anyMatch(row -> unreplaced.of(row.get(name)).cell().equals(from));
      }
    }
    cleaningSchema = cleaning.build();
    plainSchema = without.build();
  }

  private Map<String, String> cleaned(Map<String, String> row) {
    Map<String, String> cells = new TreeMap<>();
    row.forEach((name, cell) -> cells.put(name, plain.get(name).of(cell).cell()));
    return cells;
  }

  private static void assertSame(StoredRecord record, StoredRecord expected) {
    assertThat(record.status()).isEqualTo(expected.status());
    assertThat(record.errors())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
        .isEqualTo(expected.errors());
    if (record.status() == RecordStatus.VALID) {
      assertThat(record.dataJson()).isEqualTo(expected.dataJson());
    }
    assertThat(expected.changes()).isEmpty();
  }

  /** The row and its changes together say what the source said. */
  private void assertKept(StoredRecord record, Map<String, String> source) {
    Map<String, CellChange> changes =
        record.changes().stream().collect(Collectors.toMap(CellChange::field, change -> change));
    source.forEach(
        (name, cell) -> {
          PlainCleaning.Result result = plain.get(name).of(cell);
          CellChange change = changes.get(name);
          if (result.by().isEmpty()) {
            assertThat(change).isNull();
            assertThat(result.cell()).isEqualTo(cell);
          } else {
            assertThat(change.from()).isEqualTo(cell);
            assertThat(change.by()).extracting(ErrorCode::text).isEqualTo(result.by());
            assertThat(change.column())
                .isEqualTo(new ArrayList<>(source.keySet()).indexOf(name) + 1);
          }
        });
    if (record.status() == RecordStatus.FAILED) {
      assertThat(record.data()).isEqualTo(source);
    }
  }

  private static Map<String, Long> changes(Map<String, Long> warnings) {
    Map<String, Long> changes = new TreeMap<>(warnings);
    changes.keySet().retainAll(List.of("trimmed-cell", "unwrapped-cell", "replaced-cell"));
    return changes;
  }

  private static Map<String, Long> counted(List<StoredRecord> records) {
    return records.stream()
        .flatMap(record -> record.changes().stream())
        .flatMap(change -> change.by().stream())
        .collect(Collectors.groupingBy(ErrorCode::text, TreeMap::new, Collectors.counting()));
  }

  private static List<StoredRecord> records(Importer importer, StoredImport stored) {
    return importer.results().stream(RecordQuery.ofImport(stored.id())).toList();
  }

  private static Source source(List<Map<String, String>> rows, Format format) {
    return Source.ofText(format == Format.CSV ? csv(rows) : json(rows), format);
  }

  private static String csv(List<Map<String, String>> rows) {
    StringBuilder csv = new StringBuilder(String.join(",", new TreeMap<>(rows.get(0)).keySet()));
    for (Map<String, String> row : rows) {
      csv.append(
          row.values().stream()
              .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(",", "\n", "")));
    }
    return csv.append('\n').toString();
  }

  private static String json(List<Map<String, String>> rows) {
    return rows.stream()
        .map(
            row ->
                row.entrySet().stream()
                    .map(each -> Json.text(each.getKey()) + ":" + Json.text(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}")))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
