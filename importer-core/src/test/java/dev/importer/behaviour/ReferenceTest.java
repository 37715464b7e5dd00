package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.error.StorageException;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.OptionException;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign keys of a schema that refer to tables of the host. */
class ReferenceTest {

  private static final Schema STAFF =
      Schema.builder("staff")
          .field(Field.of("name", FieldType.STRING).required())
          .field(Field.of("manager", FieldType.STRING))
          .foreignKey(new ForeignKey(List.of("manager"), "people", List.of("email")))
          .build();

  private static final String CSV =
      "name,manager\nAnn,ann@example.com\nBob,\nCleo,bob@exampel.com\nDora,nobody\n";

  @Stored TestDatabase db;

  @BeforeEach
  void makeTheTableOfTheHost() {
    db.open().close();
    db.disk().execute("CREATE TABLE app_users (id INTEGER PRIMARY KEY, email VARCHAR(50))");
    db.disk()
        .execute("INSERT INTO app_users VALUES (1, 'ann@example.com'), (2, 'bob@example.com')");
  }

  private Importer open() {
    return db.builder().schema(STAFF).reference("people", "app_users").build();
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static List<String> messages(Importer importer, long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items().stream()
        .map(StoredRecord::errorMessage)
        .toList();
  }

  @Test
  void aValueThatIsNotInTheTableRefusesItsRow() {
    try (Importer importer = open()) {
      ImportResult result = importer.load(csv(CSV));

      assertThatImport(result).isCompletedWith(2, 2);
      assertThat(messages(importer, result.id()))
          .containsExactly(
              null,
              null,
              "manager: 'bob@exampel.com' is not a value of email in app_users; did you mean"
                  + " 'bob@example.com'?",
              "manager: 'nobody' is not a value of email in app_users");
      assertThat(importer.results().record(result.id(), 4).orElseThrow().errors())
          .containsExactly(
              new ImportError(
                  ErrorCode.FOREIGN_KEY,
                  "foreignKeys",
                  "manager",
                  2,
                  "nobody",
                  "'nobody' is not a value of email in app_users",
                  4,
                  5));
      assertThat(result.summary().warnings()).doesNotContainKey("unchecked-key");
    }
  }

  @Test
  void isNotCheckedWithoutATable() {
    try (Importer importer = db.builder().schema(STAFF).build()) {
      ImportResult result = importer.load(csv(CSV));

      assertThatImport(result).isCompletedWith(4, 0);
      assertThat(result.summary().warnings()).containsEntry("unchecked-key", 1L);
    }
  }

  @Test
  void aCheckFindsWhatAnImportFinds() {
    String rows =
        IntStream.rangeClosed(1, 2_500)
            .mapToObj(i -> "N" + i + "," + (i % 3 == 0 ? "x" + i : "ann@example.com") + "\n")
            .collect(Collectors.joining());
    try (Importer importer =
        db.builder().schema(STAFF).batchSize(400).reference("people", "app_users").build()) {
      CheckReport report = importer.check(csv("name,manager\n" + rows));
      ImportResult result = importer.load(csv("name,manager\n" + rows));

      assertThat(report.failed()).isEqualTo(833).isEqualTo(result.failed());
      assertThat(report.errorSummary().groups())
          .isEqualTo(importer.results().errorSummary(result.id()).groups());
    }
  }

  @Test
  void correctedEditedAndRestoredRowsAreLookedUp() {
    try (Importer importer = open()) {
      long id = importer.load(csv(CSV)).id();

      importer.correct(id, csv("name,manager,_row\nCleo,bob@example.com,3\nDora,noone,4\n"));
      assertThat(messages(importer, id))
          .containsExactly(
              null, null, null, "manager: 'noone' is not a value of email in app_users");

      importer.changes(id).edit(RowEdit.of(1).set("manager", "nobody"));
      assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(2, 2);

      db.disk().execute("DELETE FROM app_users WHERE id = 1");
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).undo(2))
          .satisfies(
              e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.WOULD_BE_REFUSED));
    }
  }

  @Test
  void whatARowCheckHasSetIsLookedUp() {
    try (Importer importer =
        db.builder()
            .schema(STAFF)
            .reference("people", "app_users")
            .rowCheck(
                "mend",
                batch -> {
                  for (CheckableRow row : batch.rows()) {
                    String manager = (String) row.value("manager");
                    row.set("manager", manager == null ? "nobody" : manager.replace("pel", "ple"));
                  }
                })
            .build()) {
      long id = importer.load(csv(CSV), ImportOptions.DEFAULT.withRowCheck("mend")).id();

      assertThat(messages(importer, id))
          .containsExactly(
              null,
              "manager: 'nobody' is not a value of email in app_users",
              null,
              "manager: 'nobody' is not a value of email in app_users");
    }
  }

  @Test
  void columnsMayBeCalledOtherwise() {
    db.disk().execute("CREATE TABLE \"Staff List\" (\"E-Mail\" VARCHAR(50))");
    db.disk().execute("INSERT INTO \"Staff List\" VALUES ('nobody')");
    try (Importer importer =
        db.builder()
            .schema(STAFF)
            .reference("people", "Staff List", Map.of("email", "E-Mail"))
            .build()) {
      long id = importer.load(csv(CSV)).id();

      assertThat(messages(importer, id).subList(2, 4))
          .containsExactly(
              "manager: 'bob@exampel.com' is not a value of E-Mail in Staff List", null);
    }
  }

  @Test
  void severalColumnsAreLookedUpTogether() {
    db.disk().execute("CREATE TABLE rooms (house VARCHAR(9), room INTEGER)");
    db.disk().execute("INSERT INTO rooms VALUES ('A', 1), ('B', 2)");
    Schema schema =
        Schema.builder("places")
            .field(Field.of("house", FieldType.STRING))
            .field(Field.of("room", FieldType.INTEGER))
            .foreignKey(new ForeignKey(List.of("house", "room"), "rooms", List.of("house", "room")))
            .build();
    try (Importer importer = db.builder().schema(schema).reference("rooms", "rooms").build()) {
      long id = importer.load(csv("house,room\nA,1\nA,2\nB,\nB,2\n")).id();

      assertThat(messages(importer, id))
          .containsExactly(
              null,
              "house, room: 'A', '2' are in no row the values of house, room in rooms",
              null,
              null);
    }
  }

  /** Which cells of a file are the one value that a column holds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER       | 7            | integer | 7;007       | 8;70000000000000000000",
        "INTEGER       | 7            | string  | 7           | 8;x;7x",
        "BIGINT        | 7            | number  | 7;7.0       | 7.5;1e400",
        "NUMERIC(9,2)  | 1.50         | number  | 1.5;1.500   | 1.51",
        "REAL          | 0.25         | number  | 0.25        | 0.2",
        "VARCHAR(3)    | 'abc'        | string  | abc         | abcd;ABC",
        "VARCHAR(9)    | '7'          | integer | 7           | 70",
        "TEXT          | 'Jürgen 😀'  | string  | Jürgen 😀   | Jurgen",
        "DATE          | '2026-11-30' | date    | 2026-11-30  | 2026-12-01",
        "DATE          | '2026-11-30' | string  | 2026-11-30  | soon",
        "TIMESTAMP     | '2026-11-30 10:00:00' | string | 2026-11-30 10:00:00 | now"
      })
  void aValueIsComparedAsTheColumnHasIt(
      String type, String value, String field, String there, String absent) {
    db.disk().execute("CREATE TABLE keys (k " + type + ")");
    db.disk().execute("INSERT INTO keys VALUES ('" + value + "')");
    Schema schema =
        Schema.builder("typed")
            .field(Field.of("k", FieldType.valueOf(field.toUpperCase(Locale.ROOT))))
            .foreignKey(new ForeignKey(List.of("k"), "keys", List.of("k")))
            .build();
    try (Importer importer = db.builder().schema(schema).reference("keys", "keys").build()) {
      long found = importer.load(csv("k\n" + there.replace(';', '\n') + "\n")).id();
      assertThat(messages(importer, found)).containsOnlyNulls();

      long missing = importer.load(csv("k\n" + absent.replace(';', '\n') + "\n")).id();
      assertThat(messages(importer, missing)).allMatch(message -> message.contains("in keys"));
    }
  }

  @Test
  @Tag("postgresql")
  void otherTypesOfPostgresqlAreComparedToo() {
    db.disk().execute("CREATE TYPE mood AS ENUM ('good', 'bad')");
    db.disk().execute("CREATE TABLE moods (id SERIAL, u UUID, m mood, b BOOLEAN, c CHAR(5))");
    db.disk()
        .execute(
            "INSERT INTO moods (u, m, b, c)"
                + " VALUES ('0b1e4c4e-8d3c-4a5e-9d56-3f1f1f0a0001', 'good', true, 'ab')");
    Schema.Builder builder = Schema.builder("moods");
    for (String name : List.of("id", "u", "m", "b", "c")) {
      builder
          .field(Field.of(name, FieldType.STRING))
          .foreignKey(new ForeignKey(List.of(name), "moods", List.of(name)));
    }
    try (Importer importer =
        db.builder().schema(builder.build()).reference("moods", "public.moods").build()) {
      String uuid = "0B1E4C4E-8D3C-4A5E-9D56-3F1F1F0A0001";
      long id =
          importer
              .load(csv("id,u,m,b,c\n1," + uuid + ",good,true,ab\nx,x,fair,maybe,abcdefg\n"))
              .id();

      assertThat(messages(importer, id).get(0)).isNull();
      assertThat(importer.results().record(id, 2).orElseThrow().errors()).hasSize(5);
    }
  }

  @Test
  void nothingIsSuggestedFromALargeTable() {
    db.disk()
        .execute(
            "INSERT INTO app_users (id, email) WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT"
                + " i + 1 FROM n WHERE i < 10010) SELECT i, 'u' || i FROM n");
    try (Importer importer = open()) {
      long id = importer.load(csv(CSV)).id();

      assertThat(messages(importer, id).get(2)).endsWith("is not a value of email in app_users");
    }
  }

  @Test
  void aTableThatIsNotThereIsSaidAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> db.builder().schema(STAFF).reference("people", "no_users").build().close())
        .withMessageContaining("References to the table 'no_users' need it in the database")
        .withMessageContaining("no_users");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                db.builder()
                    .schema(STAFF)
                    .reference("people", "app_users", Map.of("email", "mail"))
                    .build()
                    .close())
        .withMessageContaining("'app_users' need it with its columns mail in the database");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Importer.builder().inMemory().reference("people", "app_users").build().close());
  }

  @Test
  void aSchemaThatRefersToAColumnThatIsNotThereCannotTakeThePlaceOfAnother() {
    Schema other =
        Schema.builder("staff")
            .field(Field.of("manager", FieldType.STRING))
            .foreignKey(new ForeignKey(List.of("manager"), "people", List.of("mail")))
            .build();
    try (Importer importer = open()) {
      importer.operations().requireTargetsFit(STAFF);

      assertThatExceptionOfType(OptionException.class)
          .isThrownBy(() -> importer.operations().requireTargetsFit(other))
          .withMessageContaining("'app_users' need it with its columns mail in the database")
          .satisfies(refused -> assertThat(refused.option()).isEqualTo(ImportOption.SCHEMA));
    }
  }

  @Test
  void aSchemaThatComesWithTheImportIsLookedUpToo() {
    Schema other =
        Schema.builder("other")
            .field(Field.of("manager", FieldType.STRING))
            .foreignKey(new ForeignKey(List.of("manager"), "people", List.of("mail")))
            .build();
    try (Importer importer = open()) {
      assertThatImport(importer.load(csv(CSV), ImportOptions.DEFAULT.withSchema(STAFF)))
          .isCompletedWith(2, 2);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> importer.check(csv(CSV), ImportOptions.DEFAULT.withSchema(other)))
          .withMessageContaining("need it with its columns mail");
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(() -> importer.load(csv(CSV), ImportOptions.DEFAULT.withSchema(other)))
          .withMessageContaining("need it with its columns mail");
    }
  }
}
