package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for no value, as the JSON of a schema says it (Table Schema: missingValues). */
class SchemaMissingValuesTest {

  private static String stored(String schemaMembers, String fieldMembers, String cell) {
    Schema schema =
        Schema.parse(
            "s",
            "{\"fields\": [{\"name\": \"f\", \"type\": \"integer\""
                + fieldMembers
                + "}, {\"name\": \"g\"}]"
                + schemaMembers
                + "}");
    Source source =
        Source.ofText("f,g\n" + cell + ",x\n", Format.CSV)
            .withDialect(Dialect.UNSPECIFIED.withDelimiter(",").withHeader(true));
    try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
      importer.load(source);
      StoredRecord record = importer.results().records(RecordQuery.all()).items().get(0);
      return record.error().orElse(record.dataJson());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      ``   | ``                                          | ``
      -    | `,"missingValues": ["-"]`                   | ``
      n/a  | `,"missingValues": ["-", "n/a"]`            | ``
      -1   | `,"missingValues": ["-1"]`                  | ``
      99   | `,"missingValues": [{"value": "99", "label": "not asked"}]` | ``
      ?    | `,"missingValues": ["-"]`                   | `,"missingValues": ["?"]`
      """)
  void isNoValue(String cell, String schemaMembers, String fieldMembers) {
    assertThat(stored(schemaMembers, fieldMembers, cell)).startsWith("{\"f\":null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      -    | ``                        | ``
      ``   | `,"missingValues": ["-"]` | ``
      ``   | `,"missingValues": []`    | ``
      ``   | ``                        | `,"missingValues": []`
      -    | `,"missingValues": ["-"]` | `,"missingValues": ["?"]`
      ` -` | `,"missingValues": ["-"]` | ``
      """)
  void isAValueAndHereNoInteger(String cell, String schemaMembers, String fieldMembers) {
    assertThat(stored(schemaMembers, fieldMembers, cell))
        .startsWith("f: '")
        .contains("is not an integer");
  }
}
