package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Json;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored of the types of Table Schema beyond those of the schema of users. */
class TableSchemaTypesTest {

  private static StoredRecord record(Schema schema, String text, Format format) {
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      ImportResult result = importer.load(Source.ofText(text, format));
      return importer.results().records(RecordQuery.ofImport(result.id())).items().get(0);
    }
  }

  private static StoredRecord record(Field field, String cell) {
    return record(
        Schema.builder("own").field(field).build(),
        "id,f\n1,\"" + cell.replace("\"", "\"\"") + "\"\n",
        Format.CSV);
  }

  private static String stored(StoredRecord record) {
    return record.status() == RecordStatus.VALID
        ? Json.read(record.dataJson()).get("f").toString()
        : reasons(record).toString();
  }

  private static List<String> reasons(StoredRecord record) {
    List<String> reasons = new ArrayList<>();
    Json.read(record.errorsJson())
        .forEach(
            error ->
                reasons.add(error.get("code").textValue() + " " + error.get("rule").textValue()));
    return reasons;
  }

  private static String csv(Field field, String cell) {
    return stored(record(field, cell));
  }

  private static String json(Field field, String value) {
    return stored(
        record(Schema.builder("own").field(field).build(), "[{\"f\":" + value + "}]", Format.JSON));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          time      | 06:00:00              | "06:00:00"
          time      | 06:00:00.5Z           | "06:00:00.5Z"
          year      | 2026                  | 2026
          year      | 0044                  | 44
          yearmonth | 2026-11               | "2026-11"
          duration  | P1Y2M3DT4H            | "P1Y2M3DT4H"
          duration  | -P1D                  | "-P1D"
          geopoint  | 8.540, 47.37          | [8.540,47.37]
          object    | { "a": [1.50, null] } | {"a":[1.50,null]}
          array     | [1, "x"]              | [1,"x"]
          list      | a,b                   | ["a","b"]
          number    | NaN                   | "NaN"
          number    | inf                   | "INF"
          any       | x                     | "x"
          geojson   | {"type":"Point","coordinates":[8.5,47.3]} | {"type":"Point","coordinates":[8.5,47.3]}
          """)
  void aCellIsStoredAsItsTypeSays(String type, String cell, String expected) {
    Field field = Field.of("f", FieldType.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
    assertThat(csv(field, cell)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "time,06:00",
    "year,26",
    "yearmonth,2026",
    "duration,1 year",
    "geopoint,8.54",
    "object,[]",
    "array,{}",
    "geojson,{}"
  })
  void aCellThatIsNoneIsATypeError(String type, String cell) {
    Field field = Field.of("f", FieldType.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
    assertThat(csv(field, cell)).isEqualTo("[type-error " + type + "]");
  }

  @Test
  void valuesOfJsonAreStoredWithoutCoercion() {
    assertThat(json(Field.object("f"), "{\"a\": 1.50}")).isEqualTo("{\"a\":1.50}");
    assertThat(json(Field.list("f", FieldType.INTEGER), "[1, 2]")).isEqualTo("[1,2]");
    assertThat(json(Field.list("f", FieldType.STRING), "[1, 2]")).isEqualTo("[type-error list]");
    assertThat(json(Field.year("f"), "2026")).isEqualTo("2026");
    assertThat(json(Field.year("f"), "2026.5")).isEqualTo("[type-error year]");
    assertThat(json(Field.duration("f"), "5")).isEqualTo("[type-error duration]");
    assertThat(json(Field.geopoint("f").format("array"), "[8.5, 47]")).isEqualTo("[8.5,47]");
    assertThat(json(Field.object("f"), "{\"a\": 1, \"a\": 2}"))
        .isEqualTo("[duplicate-member null, type-error object]");
  }

  @Test
  void typedItemsOfAListAreStoredAsTheirTypeSays() {
    Field numbers = Field.list("f", FieldType.NUMBER);
    assertThat(csv(numbers, "1,2.50,INF")).isEqualTo("[1,2.50,\"INF\"]");
    Field dates =
        Field.of("f", FieldType.LIST).options(new TypeOptions.OfList(";", FieldType.DATE));
    assertThat(csv(dates, "2026-11-23;2026-11-24")).isEqualTo("[\"2026-11-23\",\"2026-11-24\"]");
  }

  @Nested
  class Formats {
    @Test
    void textsThatDoNotKeepToTheirsBreakAConstraint() {
      assertThat(csv(Field.string("f").format("uri"), "https://example.com/ä"))
          .isEqualTo("[constraint-error format]");
      assertThat(csv(Field.string("f").format("uuid"), "2eb8aa08"))
          .isEqualTo("[constraint-error format]");
      assertThat(csv(Field.string("f").format("binary"), "dGVzdA="))
          .isEqualTo("[constraint-error format]");
      assertThat(csv(Field.string("f").format("binary"), "dGVzdA==")).isEqualTo("\"dGVzdA==\"");
    }

    @Test
    void datesAreStoredAsIsoWhateverTheirPattern() {
      assertThat(csv(Field.date("f").format("%d.%m.%Y"), "23.11.2026")).isEqualTo("\"2026-11-23\"");
      assertThat(csv(Field.date("f").format("any"), "23 Nov 2026")).isEqualTo("\"2026-11-23\"");
      assertThat(csv(Field.date("f").format("any"), "1/2/2026")).isEqualTo("[type-error date]");
    }

    @Test
    void boundsAreWrittenInThePatternOfTheField() {
      Field field = Field.date("f").format("%d.%m.%Y").minimum("01.12.2026");
      assertThat(csv(field, "23.11.2026")).isEqualTo("[constraint-error minimum]");
      assertThat(csv(field, "01.12.2026")).isEqualTo("\"2026-12-01\"");
    }
  }

  @Nested
  class MissingValues {
    private final Schema schema =
        Schema.builder("own")
            .field(Field.integer("f"))
            .field(Field.integer("own").missingValues(new MissingValue("x", null)))
            .field(Field.string("none").withoutMissingValues())
            .missingValues(MissingValue.EMPTY, new MissingValue("-99", "refused"))
            .build();

    private StoredRecord record(String f, String own, String none) {
      return TableSchemaTypesTest.record(
          schema, "f,own,none\n" + String.join(",", f, own, none) + "\n", Format.CSV);
    }

    @Test
    void standForNullAndThoseOfAFieldReplaceThoseOfTheSchema() {
      assertThat(record("-99", "x", "a").dataJson())
          .isEqualTo("{\"f\":null,\"own\":null,\"none\":\"a\"}");
      assertThat(record("", "-99", "\"\"").dataJson())
          .isEqualTo("{\"f\":null,\"own\":-99,\"none\":\"\"}");
      assertThat(reasons(record("x", "\"\"", "-99")))
          .containsExactly("type-error integer", "type-error integer");
    }

    @Test
    void areComparedWithWhatIsWritten() {
      assertThat(record("-99.0", "x", "a").dataJson()).contains("\"f\":-99");
      assertThat(record("-099", "x", "a").dataJson()).contains("\"f\":-99");
    }

    @Test
    void breakRequired() {
      Schema required =
          Schema.builder("own")
              .field(Field.integer("f").required())
              .missingValues(new MissingValue("n/a", null))
              .build();
      assertThat(reasons(TableSchemaTypesTest.record(required, "f,g\nn/a,1\n", Format.CSV)))
          .containsExactly("constraint-error required");
      assertThat(reasons(TableSchemaTypesTest.record(required, "[{\"f\":\"n/a\"}]", Format.JSON)))
          .containsExactly("constraint-error required");
    }
  }

  @Test
  void theMessageNamesTheValueThatWasProbablyMeant() {
    Field field = Field.string("f").oneOf("Sales", "Marketing", "Support");
    assertThat(record(field, "Slaes").errorMessage())
        .contains("'Slaes' is not one of Sales, Marketing, Support; did you mean 'Sales'?");
    assertThat(record(field, "Law").errorMessage()).doesNotContain("did you mean");
  }
}
