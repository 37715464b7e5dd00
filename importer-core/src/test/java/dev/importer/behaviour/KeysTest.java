package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.importer.Importer;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.results.CheckReport;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules across rows: what each refuses, what it allows, and what it says. */
class KeysTest {

  private static Schema.Builder schema(Field... fields) {
    Schema.Builder schema = Schema.builder("own");
    List.of(fields).forEach(schema::field);
    return schema;
  }

  private static ForeignKey toItself(List<String> fields, List<String> referenceFields) {
    return new ForeignKey(fields, null, referenceFields);
  }

  private static List<String> csv(Schema.Builder schema, String... lines) {
    return errors(schema, String.join("\n", lines) + "\n", Format.CSV);
  }

  private static List<String> json(Schema.Builder schema, String text) {
    return errors(schema, text, Format.JSON);
  }

  private static List<String> errors(Schema.Builder schema, String text, Format format) {
    try (Importer importer = TestDatabase.inMemory().schema(schema.build()).build()) {
      CheckReport report = importer.check(Source.ofText(text, format));
      List<String> errors = report.errors().stream().map(KeysTest::shown).toList();
      assertThat(importer.load(Source.ofText(text, format)).failed()).isEqualTo(report.failed());
      return errors;
    }
  }

  private static String shown(ImportError error) {
    return "row "
        + error.row()
        + " "
        + error.code()
        + " "
        + error.rule()
        + (error.column() == null ? "" : " column " + error.column())
        + ": "
        + error.text();
  }

  @Nested
  class Unique {

    private final Schema.Builder words = schema(Field.string("word").unique());

    @Test
    void refusesAValueThatWasSeenBeforeAndNamesTheFirstRow() {
      assertThat(csv(words, "note,word", "1,x", "2,y", "3,x", "4,x"))
          .containsExactly(
              "row 3 unique-error unique column 2: word: 'x' was seen before in row 1",
              "row 4 unique-error unique column 2: word: 'x' was seen before in row 1");
    }

    @Test
    void comparesTextsExactly() {
      assertThat(csv(words, "word", "x", "X", "x ", " x", "1", "01", "1.0")).isEmpty();
    }

    @Test
    void leavesRowsWithoutAValueOut() {
      assertThat(csv(words, "note,word", "1,", "2,", "3,x", "4,")).isEmpty();
      assertThat(json(words, "[{\"word\":null},{\"word\":null},{},{\"word\":\"x\"}]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "INTEGER, 1, 01",
      "INTEGER, -7, -007",
      "INTEGER, 99999999999999999999, 099999999999999999999",
      "NUMBER, 1.0, 1.00",
      "NUMBER, 1, 1.0",
      "NUMBER, 1e2, 100",
      "BOOLEAN, true, 1",
      "DATETIME, 2026-11-23T10:00:00Z, 2026-11-23T11:00:00+01:00"
    })
    void comparesWhatTheCellsMean(FieldType type, String first, String second) {
      Schema.Builder schema = schema(Field.of("f", type).unique());

      assertThat(csv(schema, "f", first, second))
          .containsExactly(
              "row 2 unique-error unique column 1: f: '" + second + "' was seen before in row 1");
    }

    @ParameterizedTest
    @CsvSource({
      "INTEGER, 1, 10",
      "NUMBER, 1.0, 1.01",
      "BOOLEAN, true, 0",
      "DATE, 2026-11-23, 2026-11-24"
    })
    void allowsDifferentValues(FieldType type, String first, String second) {
      assertThat(csv(schema(Field.of("f", type).unique()), "f", first, second)).isEmpty();
    }

    @Test
    void anythingKeepsItsTypeInJson() {
      Schema.Builder schema = schema(Field.any("f").unique());

      assertThat(json(schema, "[{\"f\":1},{\"f\":\"1\"},{\"f\":true},{\"f\":\"true\"}]")).isEmpty();
      assertThat(json(schema, "[{\"f\":1},{\"f\":1.0}]"))
          .containsExactly("row 2 unique-error unique column 1: f: '1.0' was seen before in row 1");
    }

    @Test
    void findsTheMemberWhereverItStands() {
      assertThat(json(words, "[{\"word\":\"x\"},{\"a\":1,\"word\":\"x\"},42,{\"a\":\"x\"}]"))
          .hasSize(2)
          .filteredOn(error -> error.contains("unique-error"))
          .containsExactly(
              "row 2 unique-error unique column 2: word: 'x' was seen before in row 1");
    }

    @Test
    void keepsFieldsApart() {
      Schema.Builder two = schema(Field.string("a").unique(), Field.string("b").unique());

      assertThat(csv(two, "a,b", "x,y", "y,x")).isEmpty();
      assertThat(csv(two, "a,b", "x,y", "x,y"))
          .containsExactly(
              "row 2 unique-error unique column 1: a: 'x' was seen before in row 1",
              "row 2 unique-error unique column 2: b: 'y' was seen before in row 1");
    }

    @Test
    void countsAValueOfARowThatIsRefusedForAnotherReason() {
      Schema.Builder schema = schema(Field.integer("id").unique().maximum(5), Field.date("day"));

      assertThat(csv(schema, "id,day", "1,soon", "1,2026-01-01", "9,", "9,"))
          .hasSize(5)
          .filteredOn(error -> error.contains("unique-error"))
          .containsExactly(
              "row 2 unique-error unique column 1: id: '1' was seen before in row 1",
              "row 4 unique-error unique column 1: id: '9' was seen before in row 3");
    }

    @Test
    void leavesCellsOutThatAreNoValues() {
      assertThat(csv(schema(Field.integer("id").unique()), "id", "x", "x"))
          .allMatch(error -> error.contains("type-error"))
          .hasSize(2);
    }

    @Test
    void beginsAnewWithEverySource() {
      Schema own = words.build();
      try (Importer importer = TestDatabase.inMemory().schema(own).build()) {
        assertThat(importer.load(Source.ofText("word\nx\n", Format.CSV)).failed()).isZero();
        assertThat(importer.load(Source.ofText("word\nx\ny\n", Format.CSV)).failed()).isZero();
      }
    }
  }

  @Nested
  class PrimaryKey {

    private final Schema.Builder people =
        schema(Field.integer("id"), Field.string("name")).primaryKey("id");
    private final Schema.Builder seats =
        schema(Field.string("row"), Field.integer("seat"), Field.string("guest"))
            .primaryKey("row", "seat");

    @Test
    void refusesAKeyThatWasSeenBefore() {
      assertThat(csv(people, "id,name", "1,Ann", "2,Bob", "01,Cid"))
          .containsExactly(
              "row 3 primary-key primaryKey column 1: id: '01' was seen before in row 1");
    }

    @Test
    void refusesARowWithoutAKey() {
      assertThat(csv(people, "id,name", ",Ann", ",Bob"))
          .containsExactly(
              "row 1 constraint-error required column 1: id: a value is required",
              "row 2 constraint-error required column 1: id: a value is required");
      assertThat(json(people, "[{\"name\":\"Ann\"}]"))
          .containsExactly("row 1 constraint-error required: id: a value is required");
    }

    @Test
    void refusesAFileWithoutItsColumn() {
      assertThatThrownBy(() -> csv(people, "name", "Ann"))
          .isInstanceOf(SourceException.class)
          .hasMessageStartingWith("The header lacks 'id'.");
    }

    @Test
    void allowsPartsOfAKeyToComeAgain() {
      assertThat(csv(seats, "row,seat,guest", "A,1,Ann", "A,2,Bob", "B,1,Ann")).isEmpty();
    }

    @Test
    void refusesAWholeKeyThatComesAgain() {
      assertThat(csv(seats, "row,seat,guest", "A,1,Ann", "B,1,Bob", "A,01,Cid"))
          .containsExactly(
              "row 3 primary-key primaryKey: row, seat: 'A', '01' were seen before in row 1");
    }

    @Test
    void leavesIncompleteKeysOut() {
      assertThat(csv(seats, "row,seat,guest", "A,,Ann", "A,,Bob", "A,x,Cid", "A,x,Dan"))
          .noneMatch(error -> error.contains("primary-key"))
          .hasSize(4);
    }
  }

  @Nested
  class UniqueKeys {

    private final Schema.Builder people =
        schema(Field.string("first"), Field.string("last"), Field.string("mail"))
            .uniqueKey("first", "last")
            .uniqueKey("mail");

    @Test
    void refusesValuesThatCameTogetherBefore() {
      assertThat(csv(people, "first,last,mail", "Ann,Lee,a", "Ann,Ray,b", "Ann,Lee,b"))
          .containsExactly(
              "row 3 unique-error uniqueKeys: first, last: 'Ann', 'Lee' were seen before in row 1",
              "row 3 unique-error uniqueKeys column 3: mail: 'b' was seen before in row 2");
    }

    @Test
    void leavesRowsOutThatLackAComponent() {
      assertThat(csv(people, "first,last,mail", "Ann,,", "Ann,,", ",Lee,", ",Lee,")).isEmpty();
      assertThat(csv(people, "first,mail", "Ann,a", "Ann,b")).isEmpty();
    }

    @Test
    void tellsWhereOneComponentEnds() {
      assertThat(csv(people, "first,last,mail", "ab,c,1", "a,bc,2")).isEmpty();
    }
  }

  @Nested
  class ForeignKeys {

    private final Schema.Builder staff =
        schema(Field.integer("id"), Field.number("boss"))
            .foreignKey(toItself(List.of("boss"), List.of("id")));

    @Test
    void refusesAReferenceToNoRow() {
      assertThat(csv(staff, "id,boss", "1,", "2,1", "3,7"))
          .containsExactly(
              "row 3 foreign-key foreignKeys column 2: boss: '7' is not a value of id");
    }

    @Test
    void allowsReferencesToLaterRowsAndToItself() {
      assertThat(csv(staff, "id,boss", "1,3", "2,2", "3,1.0")).isEmpty();
      assertThat(json(staff, "[{\"boss\":2},{\"id\":2},{\"boss\":2,\"id\":3}]")).isEmpty();
    }

    @Test
    void refusesAReferenceToACellThatIsNoValue() {
      assertThat(json(staff, "[{\"id\":\"x\"},{\"id\":1,\"boss\":2},3]"))
          .contains("row 2 foreign-key foreignKeys column 2: boss: '2' is not a value of id");
    }

    @Test
    void allowsAReferenceToARowThatIsRefusedForAnotherReason() {
      assertThat(csv(staff, "id,boss", "1,x", "2,1")).hasSize(1).allMatch(e -> e.contains("type"));
    }

    @Test
    void checksWholeCombinations() {
      Schema.Builder rooms =
          schema(
                  Field.string("house"),
                  Field.integer("room"),
                  Field.string("to_house"),
                  Field.integer("to_room"))
              .foreignKey(toItself(List.of("to_house", "to_room"), List.of("house", "room")));

      assertThat(
              csv(
                  rooms,
                  "house,room,to_house,to_room",
                  "A,1,B,2",
                  "B,2,A,1",
                  "C,3,A,2",
                  "D,4,Z,",
                  "E,5,,9",
                  ",6,A,1"))
          .containsExactly(
              "row 3 foreign-key foreignKeys: to_house, to_room: 'A', '2' are in no row the values"
                  + " of house, room");
    }

    @Test
    void readsASourceThatComesAsAStream() {
      try (Importer importer = TestDatabase.inMemory().schema(staff.build()).build();
          RowStream<Staff> rows =
              importer.read(Source.ofText("id,boss\n1,2\n2,5\n", Format.CSV), Staff.class)) {
        assertThat(rows.stream().map(TypedRow::isValid)).containsExactly(true, false);
      }
    }

    @Test
    void keysToAnotherTableAreNotCheckedAndThatIsSaid() {
      Schema schema =
          schema(Field.string("city"), Field.integer("id"), Field.integer("boss"))
              .foreignKey(new ForeignKey(List.of("city"), "cities", List.of("name")))
              .foreignKey(toItself(List.of("boss"), List.of("id")))
              .build();
      Source source = Source.ofText("city,id,boss\nOslo,1,\nOslo,2,7\n", Format.CSV);

      try (Importer importer = TestDatabase.inMemory().schema(schema).build()) {
        assertThat(importer.check(source).warnings()).containsExactly(entry("unchecked-key", 1L));
        assertThat(importer.check(source).errors())
            .extracting(ImportError::text)
            .containsExactly("boss: '7' is not a value of id");
        long id = importer.load(source).id();
        assertThat(importer.results().find(id).orElseThrow().warnings())
            .containsExactly(entry("unchecked-key", 1L));
      }
    }

    @Test
    void referencesThatCanNeverBeFulfilledAreRefusedWithTheirPlace() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  schema(Field.integer("id"), Field.string("boss"))
                      .foreignKey(toItself(List.of("boss"), List.of("id")))
                      .build())
          .withMessageContainingAll("boss is of type string", "of type integer");
      assertThatThrownBy(
              () ->
                  Schema.parse(
                      "own",
                      "{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},"
                          + "{\"name\":\"boss\",\"type\":\"string\"}],\"foreignKeys\":["
                          + "{\"fields\":\"boss\",\"reference\":{\"fields\":\"id\"}}]}"))
          .hasMessageContaining("/foreignKeys/0/reference/fields: boss is of type string");
    }
  }

  record Staff(Long id, java.math.BigDecimal boss) {}
}
