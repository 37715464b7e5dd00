package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.Results;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.results.CheckReport;
import dev.importer.results.HeaderMapping;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables at random under mappings at random are what a plain reading of the rules makes of them.
 */
class MappedTablesTest {

  private static final List<String> FIELDS = List.of("name", "e_mail", "age", "city", "note");
  private static final List<String> LABELS =
      List.of(
          "name",
          "NAME ",
          "E-Mail",
          "email",
          "age",
          "Alter",
          "City.",
          "x",
          "y z",
          "Vor-Name",
          "note",
          "Größe",
          "#1",
          "#2",
          "a=b",
          "other");

  private static final Schema SCHEMA =
      Schema.builder("mapped")
          .field(Field.string("name"))
          .field(Field.string("e_mail"))
          .field(Field.integer("age"))
          .field(Field.string("city"))
          .field(Field.string("note"))
          .build();

  /** What the rules say of a label that nobody has mapped. */
  private static final Map<String, String> FIELD_OF_LABEL =
      Map.of(
          "name", "name", "NAME ", "name", "E-Mail", "e_mail", "email", "e_mail", "age", "age",
          "City.", "city", "note", "note");

  /** A table, and which column is asked to feed what. */
  private record Case(
      List<String> labels,
      List<List<String>> rows,
      Map<Integer, String> map,
      Map<String, String> constants,
      ImportOptions options) {}

  static LongStream seeds() {
    // Each makes a database, which takes PostgreSQL long.
    return LongStream.range(0, TestDatabase.isPostgresql() ? 100 : 400);
  }

  private static Case random(Random random, boolean json) {
    List<String> shuffled = new ArrayList<>(LABELS);
    Collections.shuffle(shuffled, random);
    List<String> labels = List.copyOf(shuffled.subList(0, 1 + random.nextInt(7)));
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < random.nextInt(12); row++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < labels.size(); i++) {
        cells.add(List.of("1", "42", "x" + row, "7" + row, "-3").get(random.nextInt(5)));
      }
      rows.add(cells);
    }
    ImportOptions options = ImportOptions.DEFAULT;
    Map<Integer, String> map = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (random.nextInt(3) == 0) {
        String field = random.nextInt(4) == 0 ? "" : FIELDS.get(random.nextInt(FIELDS.size()));
        map.put(i, field);
        boolean byPosition = !json && random.nextBoolean() && !labels.contains("#" + (i + 1));
        options = options.withMap(byPosition ? "#" + (i + 1) : labels.get(i), field);
      }
    }
    Map<String, String> constants = new LinkedHashMap<>();
    for (String field : FIELDS) {
      if (random.nextInt(6) == 0) {
        constants.put(field, field.equals("age") ? "5" : "const");
        options = options.withConstant(field, constants.get(field));
      }
    }
    return new Case(labels, List.copyOf(rows), map, constants, options);
  }

  /** The field of each column: null for none, empty for one that is left out. */
  private static List<String> fields(Case table) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < table.labels().size(); i++) {
      String given = table.map().get(i);
      fields.add(given != null ? given : FIELD_OF_LABEL.get(table.labels().get(i)));
    }
    // A name wins over a looser spelling, and so does a column that was named.
    for (int i = 0; i < fields.size(); i++) {
      boolean loose =
          !table.map().containsKey(i)
              && (table.labels().get(i).equals("email") || table.labels().get(i).equals("City."));
      int column = i;
      String field = fields.get(i);
      boolean stronger =
          java.util.stream.IntStream.range(0, fields.size())
              .filter(other -> other != column && String.valueOf(field).equals(fields.get(other)))
              .anyMatch(
                  other ->
                      table.map().containsKey(other) || !table.labels().get(other).equals("email"));
      if (loose && stronger) {
        fields.set(i, null);
      }
    }
    return fields;
  }

  private static boolean isClear(Case table) {
    List<String> fed =
        fields(table).stream().filter(field -> field != null && !field.isEmpty()).toList();
    Set<String> all = new HashSet<>(table.constants().keySet());
    return fed.stream().allMatch(all::add) && !(fed.isEmpty() && table.constants().isEmpty());
  }

  private static Map<String, Object> expected(Case table, List<String> cells) {
    List<String> fields = fields(table);
    Map<String, Object> valid = new LinkedHashMap<>();
    Map<String, Object> refused = new LinkedHashMap<>();
    boolean fits = true;
    for (int i = 0; i < cells.size(); i++) {
      String field = fields.get(i);
      String cell = cells.get(i);
      if ("".equals(field)) {
        continue;
      }
      refused.put(table.labels().get(i), cell);
      boolean number = cell.matches("-?[0-9]+");
      fits &= !"age".equals(field) || number;
      valid.put(
          field == null ? table.labels().get(i) : field,
          "age".equals(field) && number ? Integer.valueOf(cell) : cell);
    }
    table.constants().forEach((field, value) -> valid.put(field, field.equals("age") ? 5 : value));
    return fits ? valid : refused;
  }

  private static Source csv(Case table) {
    StringBuilder text = new StringBuilder(String.join(";", table.labels())).append('\n');
    table.rows().forEach(row -> text.append(String.join(";", row)).append('\n'));
    return Source.ofText(text.toString(), Format.CSV)
        .withDialect(
            Dialect.UNSPECIFIED
                .withDelimiter(";")
                .withHeader(true)
                .withSkipRows(0)
                .withHeaderRows(1)
                .withCommentChar(Dialect.NONE));
  }

  private static Source json(Case table) {
    String text =
        table.rows().stream()
            .map(
                row -> {
                  List<String> members = new ArrayList<>();
                  for (int i = 0; i < row.size(); i++) {
                    members.add("\"" + table.labels().get(i) + "\":\"" + row.get(i) + "\"");
                  }
                  return "{" + String.join(",", members) + "}";
                })
            .collect(Collectors.joining(",\n", "[", "]"));
    return Source.ofText(text, Format.JSON);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofCsv(long seed) {
    Case table = random(new Random(seed), false);
    compare(table, csv(table));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofJson(long seed) {
    Case table = random(new Random(seed), true);
    if (isClear(table)) {
      compare(table, json(table));
    }
  }

  private static void compare(Case table, Source source) {
    try (Importer importer = TestDatabase.inMemory().schema(SCHEMA).build()) {
      CheckReport report;
      try {
        report = importer.check(source, table.options());
      } catch (SourceException e) {
        assertThat(isClear(table)).as(e.getMessage()).isFalse();
        assertThat(e.code().text()).isIn("duplicate-label", "bad-constant", "missing-label");
        return;
      }
      assertThat(isClear(table)).isTrue();
      StoredImport stored = importer.load(source, table.options()).summary();
      List<StoredRecord> rows =
          importer.results().stream(RecordQuery.ofImport(stored.id())).toList();

      assertThat(rows).hasSameSizeAs(table.rows());
      for (int i = 0; i < rows.size(); i++) {
        assertThat(values(rows.get(i).dataJson())).isEqualTo(expected(table, table.rows().get(i)));
      }
      assertThat(report.counts()).isEqualTo(stored.counts());
      assertThat(report.accounting()).isEqualTo(stored.accounting());
      assertThat(report.mapping().withProposals(List.of()))
          .isEqualTo(importer.results().mapping(stored));
      assertThatNothingElseIsMapped(table, report.mapping());
      assertThatReplayingGivesTheSame(importer, source, stored, rows);
    }
  }

  private static Map<String, Object> values(String json) {
    Map<String, Object> values = new LinkedHashMap<>();
    Json.read(json)
        .properties()
        .forEach(
            each ->
                values.put(
                    each.getKey(),
                    each.getValue().isNumber()
                        ? each.getValue().intValue()
                        : each.getValue().textValue()));
    return values;
  }

  private static void assertThatNothingElseIsMapped(Case table, HeaderMapping mapping) {
    for (HeaderMapping.Column column : mapping.columns()) {
      int position = table.labels().indexOf(column.label());
      String expected = fields(table).get(position);
      assertThat(column.field()).isEqualTo("".equals(expected) ? null : expected);
      assertThat(column.isLeftOut()).isEqualTo("".equals(expected));
      assertThat(column.reason() == HeaderMapping.Reason.GIVEN)
          .isEqualTo(table.map().containsKey(position));
    }
  }

  private static void assertThatReplayingGivesTheSame(
      Importer importer, Source source, StoredImport stored, List<StoredRecord> rows) {
    ImportOptions again = Results.replaying(stored.plan()).withOnDuplicate(OnDuplicate.ALLOW);
    long id = importer.load(source, again).id();

    assertThat(importer.results().stream(RecordQuery.ofImport(id)).map(StoredRecord::dataJson))
        .isEqualTo(rows.stream().map(StoredRecord::dataJson).toList());
    assertThat(ImportOptions.ofTexts(again.texts())).isEqualTo(again);
  }
}
