package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.Target;
import dev.importer.job.Target.Mode;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowCounts;
import dev.importer.results.StoredRecord;
import dev.importer.results.TargetDifferences;
import dev.importer.results.TargetDifferences.ColumnValue;
import dev.importer.results.TargetDifferences.Kind;
import dev.importer.results.TargetDifferences.RowDifference;
import dev.importer.results.TargetResult;
import dev.importer.results.UndoResult;
import dev.importer.row.RowEdit;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that reach a table of the application with their import, and leave it again. */
class TargetTest {

  private static final Target PEOPLE =
      Target.into("app_users").columns("email", "name", "age").key("email").mode(Mode.UPSERT);

  private static final ImportOptions INTO_PEOPLE = ImportOptions.DEFAULT.withTarget("people");

  private static final String TABLE =
      "SELECT email || ' ' || coalesce(name, '-') || ' ' || coalesce(CAST(age AS text), '-')"
          + " FROM app_users ORDER BY email";

  @Stored TestDatabase db;

  @BeforeEach
  void makeTheTableOfTheApplication() {
    db.open().close();
    db.disk()
        .execute(
            "CREATE TABLE app_users (id "
                + (TestDatabase.isPostgresql() ? "bigserial" : "INTEGER")
                + " PRIMARY KEY, email text NOT NULL UNIQUE, name text, age integer"
                + " CONSTRAINT grown CHECK (age < 150), phone text, source text,"
                + " import_id bigint, imported_at text)");
    db.disk().execute("INSERT INTO app_users (email, name, age) VALUES ('ann@x.org', 'Ann', 30)");
    db.disk().execute("INSERT INTO app_users (email, name, age) VALUES ('bob@x.org', 'Bob', 41)");
  }

  private Importer open(Target target) {
    return db.builder().target("people", target).build();
  }

  private static Source people(String... rows) {
    return Source.ofText("name,email,age\n" + String.join("\n", rows) + "\n", Format.CSV);
  }

  private List<String> table() {
    return db.disk().texts(TABLE);
  }

  private static List<ImportError> errors(Importer importer, long id) {
    return importer
        .results()
        .records(RecordQuery.ofImport(id).withStatus(RecordStatus.FAILED))
        .items()
        .stream()
        .flatMap(record -> record.errors().stream())
        .toList();
  }

  private static TargetResult result(Importer importer, long id) {
    return importer.results().find(id).orElseThrow().target();
  }

  @Test
  void rowsAreAddedAndThoseThatAreThereGetTheNewValues() {
    try (Importer importer = open(PEOPLE)) {
      ImportResult imported =
          importer.load(
              people("Annie,ann@x.org,31", "Bob,bob@x.org,41", "Cid,cid@x.org,7"), INTO_PEOPLE);

      assertThat(table())
          .containsExactly("ann@x.org Annie 31", "bob@x.org Bob 41", "cid@x.org Cid 7");
      assertThat(result(importer, imported.id()))
          .isEqualTo(new TargetResult("people", "app_users", 1, 1, 1, 0, null));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void eachModeTreatsRowsThatAreThereInItsWay(Mode mode) {
    try (Importer importer = open(PEOPLE.mode(mode))) {
      long id = importer.load(people("Annie,ann@x.org,31", "Cid,cid@x.org,7"), INTO_PEOPLE).id();

      List<String> left = List.of("ann@x.org Ann 30", "bob@x.org Bob 41", "cid@x.org Cid 7");
      List<String> changed = List.of("ann@x.org Annie 31", "bob@x.org Bob 41", "cid@x.org Cid 7");
      assertThat(table())
          .isEqualTo(
              switch (mode) {
                case INSERT, SKIP, REFUSE -> left;
                case UPSERT -> changed;
                case UPDATE -> changed.subList(0, 2);
              });
      assertThat(errors(importer, id))
          .extracting(ImportError::rule)
          .containsExactlyElementsOf(
              switch (mode) {
                case INSERT ->
                    List.of(
                        TestDatabase.isPostgresql() ? "app_users_email_key" : "app_users.email");
                case REFUSE -> List.of("exists");
                case UPDATE -> List.of("missing");
                case UPSERT, SKIP -> List.of();
              });
      assertThat(importer.results().find(id).orElseThrow().failedRecords())
          .isEqualTo(mode == Mode.UPSERT || mode == Mode.SKIP ? 0 : 1);
    }
  }

  @Test
  void aRowThatTheTableRefusesIsRefusedAndTheOthersGoIn() {
    try (Importer importer = open(PEOPLE)) {
      ImportResult imported =
          importer.load(people("Cid,cid@x.org,150", "Dan,dan@x.org,149"), INTO_PEOPLE);

      assertThat(imported.counts()).isEqualTo(new RowCounts(1, 1));
      assertThat(table()).hasSize(3).contains("dan@x.org Dan 149");
      ImportError error = errors(importer, imported.id()).get(0);
      assertThat(error.code()).isEqualTo(ErrorCode.DB_CONSTRAINT);
      assertThat(error.rule()).isEqualTo("grown");
      assertThat(error.row()).isEqualTo(1);
      assertThat(error.line()).isEqualTo(2);
      assertThat(error.message()).contains("app_users", "grown");
      assertThat(importer.results().errorSummary(imported.id()).groups()).hasSize(1);
      StoredRecord refused =
          importer.results().records(RecordQuery.ofImport(imported.id())).items().get(0);
      assertThat(refused.data()).containsEntry("age", "150").containsEntry("name", "Cid");
    }
  }

  @Test
  void twoRowsOfOneKeyAreToldApart() {
    try (Importer importer = open(PEOPLE)) {
      long id =
          importer
              .load(people("Cid,cid@x.org,1", "Dan,dan@x.org,2", "Eve,cid@x.org,3"), INTO_PEOPLE)
              .id();

      assertThat(table()).contains("cid@x.org Cid 1", "dan@x.org Dan 2").hasSize(4);
      ImportError error = errors(importer, id).get(0);
      assertThat(error.rule()).isEqualTo("key");
      assertThat(error.field()).isEqualTo("email");
      assertThat(error.value()).isEqualTo("cid@x.org");
      assertThat(error.message()).contains("row 1 has the same");
    }
  }

  @Test
  void ofRefusedRowsNothingIsKeptThoughTheTableHasTheirKeys() {
    try (Importer importer = open(PEOPLE)) {
      long id =
          importer
              .load(
                  people(
                      "Anna,ann@x.org,31",
                      "Anne,ann@x.org,32",
                      "Bobby,bob@x.org,150",
                      "Cid,cid@x.org,5"),
                  INTO_PEOPLE)
              .id();

      assertThat(errors(importer, id))
          .extracting(ImportError::rule)
          .containsExactly("key", "grown");
      assertThat(table())
          .containsExactly("ann@x.org Anna 31", "bob@x.org Bob 41", "cid@x.org Cid 5");
      TargetResult result = result(importer, id);
      assertThat(result.updated()).isEqualTo(1);
      assertThat(result.inserted()).isEqualTo(1);
      assertThat(db.disk().number("SELECT count(*) FROM target_rows")).isEqualTo(1);
      importer.undo(id);
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
    }
  }

  @Test
  void twoRowsOfOneKeyAreToldApartThoughTheTableWouldTakeBoth() {
    TestDatabase.requireSqlite("PostgreSQL has no such clause");
    db.disk()
        .execute(
            "CREATE TABLE people (email text UNIQUE ON CONFLICT REPLACE, name text, age integer)");
    Target target = Target.into("people").columns("email", "name", "age").key("email");
    try (Importer importer = open(target)) {
      long id = importer.load(people("Cid,cid@x.org,1", "Eve,cid@x.org,3"), INTO_PEOPLE).id();

      assertThat(db.disk().texts("SELECT name FROM people")).containsExactly("Cid");
      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("key");
    }
  }

  @Test
  void twoRowsOfOneKeyAreToldApartThoughATriggerMakesTwoKeysOfIt() {
    if (TestDatabase.isPostgresql()) {
      db.disk()
          .execute(
              "CREATE FUNCTION rename() RETURNS trigger LANGUAGE plpgsql AS"
                  + " 'BEGIN NEW.email := NEW.name || NEW.email; RETURN NEW; END'");
      db.disk()
          .execute(
              "CREATE TRIGGER rename BEFORE INSERT ON app_users FOR EACH ROW"
                  + " EXECUTE FUNCTION rename()");
    } else {
      db.disk()
          .execute(
              "CREATE TRIGGER rename AFTER INSERT ON app_users BEGIN"
                  + " UPDATE app_users SET email = name || email WHERE id = NEW.id; END");
    }
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,1", "Eve,cid@x.org,3"), INTO_PEOPLE).id();

      assertThat(table()).contains("Cidcid@x.org Cid 1").hasSize(3);
      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("key");
    }
  }

  @Test
  void noRowReachesTheTableIfTheImportFails() {
    try (Importer importer = open(PEOPLE)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(
              () ->
                  importer.load(
                      people("Cid,cid@x.org,7", "Dan,dan@x.org,150"),
                      INTO_PEOPLE.withMaxErrors(ErrorLimit.STRICT)))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.REFUSED_ROW))
          .withMessageContaining("Row 2");

      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
      assertThat(db.disk().number("SELECT count(*) FROM target_rows")).isZero();
    }
  }

  @Test
  void whatIsEmptyKeepsTheOldValueIfThatIsSaid() {
    Source source = people(",ann@x.org,31", "Bob,bob@x.org,41");
    Schema anyone =
        Schema.builder("anyone")
            .field(Field.string("name"))
            .field(Field.string("email"))
            .field(Field.integer("age"))
            .build();
    try (Importer importer =
        db.builder()
            .schema(anyone)
            .target("people", PEOPLE)
            .target("keeping", PEOPLE.keepingOldWhereEmpty())
            .build()) {
      TargetResult kept =
          result(importer, importer.load(source, ImportOptions.DEFAULT.withTarget("keeping")).id());
      assertThat(table()).contains("ann@x.org Ann 31");
      assertThat(kept.updated()).isEqualTo(1);
      assertThat(kept.unchanged()).isEqualTo(1);

      importer.load(source, INTO_PEOPLE);
      assertThat(table()).contains("ann@x.org - 31");
    }
  }

  @Test
  void constantsAndColumnsOfNewRowsAreFilled() {
    Target target =
        PEOPLE
            .constant("source", "file")
            .importId("import_id")
            .importedAt("imported_at")
            .onlyOnInsert("name");
    try (Importer importer = open(target)) {
      long id =
          importer
              .load(
                  people("Annie,ann@x.org,31", "Bob,bob@x.org,41", "Cid,cid@x.org,7"), INTO_PEOPLE)
              .id();

      assertThat(table()).contains("ann@x.org Ann 31", "cid@x.org Cid 7");
      assertThat(
              db.disk()
                  .texts(
                      "SELECT email FROM app_users WHERE source = 'file' AND import_id = "
                          + id
                          + " AND imported_at LIKE '20%' ORDER BY 1"))
          .containsExactly("ann@x.org", "cid@x.org");
    }
  }

  @Test
  void aCheckSaysWhatWouldBecomeOfTheRowsAndTheImportDoesIt() {
    Source source =
        people(
            "Annie,ann@x.org,31",
            "Bob,bob@x.org,41",
            "Cid,cid@x.org,7",
            "Dan,dan@x.org,150",
            "Eve,cid@x.org,1");
    try (Importer importer = open(PEOPLE)) {
      CheckReport report = importer.check(source, INTO_PEOPLE);

      TargetDifferences differences = report.target();
      assertThat(differences.inserted()).isEqualTo(1);
      assertThat(differences.updated()).isEqualTo(1);
      assertThat(differences.unchanged()).isEqualTo(1);
      assertThat(differences.refused()).isEqualTo(2);
      assertThat(report.counts()).isEqualTo(new RowCounts(3, 2));
      assertThat(report.errors()).extracting(ImportError::row).containsExactly(4L, 5L);
      assertThat(report.errors()).extracting(ImportError::line).containsExactly(5L, 6L);
      assertThat(report.rows().get(3).status()).isEqualTo(RecordStatus.FAILED);
      assertThat(differences.rows())
          .containsExactly(
              new RowDifference(
                  3,
                  4,
                  Kind.INSERTED,
                  List.of(new ColumnValue("email", null, "cid@x.org")),
                  List.of(new ColumnValue("name", null, "Cid"), new ColumnValue("age", null, "7"))),
              new RowDifference(
                  1,
                  2,
                  Kind.UPDATED,
                  List.of(new ColumnValue("email", "ann@x.org", "ann@x.org")),
                  List.of(
                      new ColumnValue("name", "Ann", "Annie"),
                      new ColumnValue("age", "30", "31"))));
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");

      ImportResult imported = importer.load(source, INTO_PEOPLE);
      assertThat(imported.counts()).isEqualTo(report.counts());
      assertThat(result(importer, imported.id()))
          .isEqualTo(new TargetResult("people", "app_users", 1, 1, 1, 0, null));
      assertThat(importer.results().errorSummary(imported.id()).groups())
          .isEqualTo(report.errorSummary().groups());
    }
  }

  @Test
  void anUndoneImportLeavesTheTableAsItWasAndARedoneOneComesBack() {
    try (Importer importer = open(PEOPLE.importId("import_id"))) {
      long id =
          importer
              .load(
                  people("Annie,ann@x.org,31", "Bob,bob@x.org,41", "Cid,cid@x.org,7"), INTO_PEOPLE)
              .id();
      List<String> imported = table();

      UndoResult undone = importer.undo(id);

      assertThat(undone).isEqualTo(new UndoResult(id, 1, 1, 0, List.of()));
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
      assertThat(db.disk().number("SELECT count(*) FROM app_users WHERE import_id IS NOT NULL"))
          .isZero();
      assertThat(result(importer, id).undoneAt()).isNotNull();
      assertThatExceptionOfType(ImportStateException.class).isThrownBy(() -> importer.undo(id));

      assertThat(importer.redo(id)).isEqualTo(result(importer, id));
      assertThat(table()).isEqualTo(imported);
      assertThat(importer.undo(id).restored()).isEqualTo(1);
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
    }
  }

  @Test
  void rowsThatWereChangedSinceAreLeftAlone() {
    db.disk()
        .execute("CREATE TABLE app_orders (buyer text REFERENCES app_users (email), goods text)");
    try (Importer importer = open(PEOPLE)) {
      long id =
          importer
              .load(
                  people(
                      "Annie,ann@x.org,31",
                      "Bobby,bob@x.org,42",
                      "Cid,cid@x.org,7",
                      "Dan,dan@x.org,8",
                      "Eve,eve@x.org,9",
                      "Fay,fay@x.org,10"),
                  INTO_PEOPLE)
              .id();
      db.disk().execute("UPDATE app_users SET age = 32 WHERE email = 'ann@x.org'");
      db.disk().execute("UPDATE app_users SET name = 'C' WHERE email = 'cid@x.org'");
      db.disk().execute("DELETE FROM app_users WHERE email = 'dan@x.org'");
      db.disk().execute("INSERT INTO app_orders VALUES ('eve@x.org', 'tea')");

      UndoResult undone = importer.undo(id);

      assertThat(undone).isEqualTo(new UndoResult(id, 1, 1, 4, List.of(1L, 3L, 4L, 5L)));
      assertThat(table())
          .containsExactly(
              "ann@x.org Annie 32", "bob@x.org Bob 41", "cid@x.org C 7", "eve@x.org Eve 9");
    }
  }

  @Test
  void editsOfRowsFollowIntoTheTable() {
    try (Importer importer = open(PEOPLE)) {
      long id =
          importer
              .load(
                  people("Annie,ann@x.org,31", "Cid,cid@x.org,7", "Dan,dan@x.org,old"), INTO_PEOPLE)
              .id();
      String before = "SELECT id FROM app_users WHERE email = 'cid@x.org'";
      String idOfCid = db.disk().text(before);

      importer.changes(id).edit(RowEdit.of(2).set("age", "8"));
      assertThat(table()).contains("cid@x.org Cid 8");
      assertThat(db.disk().text(before)).as("it is the same row").isEqualTo(idOfCid);
      importer.changes(id).edit(RowEdit.of(3).set("age", "9"));
      assertThat(table()).contains("dan@x.org Dan 9");
      importer.changes(id).edit(RowEdit.of(1).set("email", "anna@x.org"));
      assertThat(table()).contains("ann@x.org Ann 30", "anna@x.org Annie 31");
      importer.changes(id).edit(RowEdit.of(2).set("age", "none"));
      assertThat(table()).noneMatch(row -> row.startsWith("cid"));
      assertThat(result(importer, id))
          .isEqualTo(new TargetResult("people", "app_users", 2, 0, 0, 0, null));

      importer.changes(id).undo(4);
      importer.changes(id).undo(3);
      assertThat(table())
          .containsExactly(
              "ann@x.org Annie 31", "bob@x.org Bob 41", "cid@x.org Cid 8", "dan@x.org Dan 9");
      importer.undo(id);
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
    }
  }

  @Test
  void anEditThatTheTableRefusesMakesTheRowRefused() {
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,7", "Dan,dan@x.org,8"), INTO_PEOPLE).id();

      importer.changes(id).edit(RowEdit.of(1).set("age", "150"));

      assertThat(table()).noneMatch(row -> row.startsWith("cid"));
      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("grown");
      assertThat(importer.results().find(id).orElseThrow().counts()).isEqualTo(new RowCounts(1, 1));
      importer.changes(id).edit(RowEdit.of(2).set("email", "cid@x.org"));
      importer.changes(id).edit(RowEdit.of(1).set("age", "9"));
      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("key");
      assertThat(table()).contains("cid@x.org Dan 8");
      assertThat(importer.results().errorSummary(id).groups()).hasSize(1);
    }
  }

  @Test
  void aRowThatIsRefusedInAnEditIsInTheTableAsItWasBeforeTheImport() {
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Annie,ann@x.org,31", "Bobby,bob@x.org,42"), INTO_PEOPLE).id();

      importer
          .changes(id)
          .edit(
              List.of(
                  RowEdit.of(1).set("email", "new@x.org"),
                  RowEdit.of(2).set("email", "new@x.org")));

      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("key");
      assertThat(table())
          .containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41", "new@x.org Annie 31");
      importer.changes(id).undo(1);
      assertThat(table()).containsExactly("ann@x.org Annie 31", "bob@x.org Bobby 42");
    }
  }

  @Test
  void aRowThatSomebodyHasChangedInTheTableCannotBeEdited() {
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,7"), INTO_PEOPLE).id();
      db.disk().execute("UPDATE app_users SET age = 8 WHERE email = 'cid@x.org'");

      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("name", "C")))
          .satisfies(
              failure -> {
                assertThat(failure.reason()).isEqualTo(ChangeException.Reason.HANDED_OVER);
                assertThat(failure.rowNumber()).isEqualTo(1L);
              });
      assertThat(table()).contains("cid@x.org Cid 8");
    }
  }

  @Test
  void withoutUndoNothingOfBeforeIsKept() {
    try (Importer importer = open(PEOPLE.withoutUndo())) {
      long id = importer.load(people("Annie,ann@x.org,31", "Dan,dan@x.org,x"), INTO_PEOPLE).id();

      assertThatExceptionOfType(ImportStateException.class).isThrownBy(() -> importer.undo(id));
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("name", "A")));
      importer.changes(id).edit(RowEdit.of(2).set("age", "9"));
      assertThat(table()).contains("ann@x.org Annie 31", "dan@x.org Dan 9");
    }
  }

  @Test
  void aRowMayReferToALaterOne() {
    db.disk()
        .execute(
            "CREATE TABLE staff (email text PRIMARY KEY, manager text REFERENCES staff (email))");
    Schema staff =
        Schema.builder("staff").field(Field.string("email")).field(Field.string("manager")).build();
    Target target = Target.into("staff").columns("email", "manager").key("email").mode(Mode.UPSERT);
    try (Importer importer = db.builder().schema(staff).target("staff", target).build()) {
      long id =
          importer
              .load(
                  Source.ofText("email,manager\na,b\nb,c\nc,\nd,x\ne,d\n", Format.CSV),
                  ImportOptions.DEFAULT.withTarget("staff"))
              .id();

      assertThat(db.disk().texts("SELECT email FROM staff ORDER BY email"))
          .containsExactly("a", "b", "c");
      assertThat(errors(importer, id)).extracting(ImportError::row).containsExactly(4L, 5L);
    }
  }

  @Test
  void aTargetThatDoesNotFitIsRefusedWithAllThatIsWrong() {
    Target wrong =
        Target.into("app_users")
            .columns("email", "nobody")
            .column("name", "age")
            .column("age", "agee")
            .key("name")
            .mode(Mode.UPSERT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(wrong))
        .withMessageContaining("no field 'nobody'")
        .withMessageContaining("no column 'agee'")
        .withMessageContaining("no column 'nobody'")
        .withMessageContaining("of type string, which the column 'age'")
        .withMessageContaining("no field fills the column 'name' of the key")
        .withMessageContaining("not unique");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Target.into("nowhere").columns("email")))
        .withMessageContaining("no such table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Target.into("app_users").columns("name")))
        .withMessageContaining("nothing fills the column 'email'");
  }

  @Test
  void anUnknownTargetIsRefused() {
    try (Importer importer = db.open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.load(people("A,a@x.org,1"), INTO_PEOPLE))
          .withMessageContaining("no target 'people'");
      long id = importer.load(people("A,a@x.org,1")).id();
      assertThatExceptionOfType(ImportStateException.class).isThrownBy(() -> importer.undo(id));
    }
  }

  @Test
  void rowsThatOthersWouldGoWithAreLeftAlone() {
    db.disk()
        .execute(
            "CREATE TABLE app_orders (goods text,"
                + " buyer text REFERENCES app_users (email) ON DELETE CASCADE)");
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,7", "Dan,dan@x.org,8"), INTO_PEOPLE).id();
      db.disk().execute("INSERT INTO app_orders VALUES ('tea', 'cid@x.org')");

      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("age", "old")));
      importer.changes(id).edit(RowEdit.of(1).set("age", "9"));

      assertThat(importer.undo(id)).isEqualTo(new UndoResult(id, 1, 0, 1, List.of(1L)));
      assertThat(table()).contains("cid@x.org Cid 9").hasSize(3);
      assertThat(db.disk().number("SELECT count(*) FROM app_orders")).isEqualTo(1);
    }
  }

  @Test
  void aKeyOfSeveralColumnsMayBeReferredToWithoutNamingThem() {
    db.disk()
        .execute(
            "CREATE TABLE seats (place integer, line text, name text, PRIMARY KEY (line, place))");
    db.disk()
        .execute(
            "CREATE TABLE tickets (line text, place integer,"
                + " FOREIGN KEY (line, place) REFERENCES seats ON DELETE CASCADE)");
    Schema seats =
        Schema.builder("seats")
            .field(Field.integer("place"))
            .field(Field.string("line"))
            .field(Field.string("name"))
            .build();
    Target target =
        Target.into("seats")
            .columns("place", "line", "name")
            .key("line", "place")
            .mode(Mode.UPSERT);
    try (Importer importer = db.builder().schema(seats).target("people", target).build()) {
      long id =
          importer
              .load(
                  Source.ofText("place,line,name\n1,A,x\n2,A,y\n1,B,z\n", Format.CSV), INTO_PEOPLE)
              .id();
      db.disk().execute("INSERT INTO tickets VALUES ('A', 2)");

      assertThat(importer.undo(id)).isEqualTo(new UndoResult(id, 2, 0, 1, List.of(2L)));
      assertThat(db.disk().texts("SELECT name FROM seats")).containsExactly("y");
    }
  }

  @Test
  void whatTheApplicationMadeOfAConstantOrFilledInIsNotLost() {
    Target target =
        PEOPLE.column("phone", "phone").constant("source", "file").keepingOldWhereEmpty();
    Schema schema =
        Schema.builder("callers")
            .field(Field.string("name"))
            .field(Field.string("email"))
            .field(Field.integer("age"))
            .field(Field.string("phone"))
            .build();
    try (Importer importer = db.builder().schema(schema).target("people", target).build()) {
      long id =
          importer
              .load(
                  Source.ofText(
                      "name,email,age,phone\nCid,cid@x.org,7,\nDan,dan@x.org,8,1\nAnnie,ann@x.org,31,2\n",
                      Format.CSV),
                  INTO_PEOPLE)
              .id();
      db.disk().execute("UPDATE app_users SET phone = '99' WHERE email = 'cid@x.org'");
      db.disk().execute("UPDATE app_users SET source = 'active' WHERE email <> 'cid@x.org'");

      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("name", "C")));

      assertThat(importer.undo(id).leftAloneRows()).containsExactly(1L, 2L, 3L);
      assertThat(table()).hasSize(4);
    }
  }

  @Test
  void aDifferenceOfCaseIsOneThoughTheColumnTakesBothForEqual() {
    TestDatabase.requireSqlite("PostgreSQL has an extension for it");
    db.disk().execute("CREATE TABLE folks (email TEXT, name TEXT COLLATE NOCASE, age INTEGER)");
    db.disk().execute("CREATE UNIQUE INDEX folks_email ON folks (email COLLATE NOCASE)");
    db.disk().execute("INSERT INTO folks VALUES ('Ann@x.org', 'ann', 30)");
    Target folks =
        Target.into("folks").columns("email", "name", "age").key("email").mode(Mode.UPSERT);
    try (Importer importer = open(folks)) {
      long id =
          importer
              .load(people("Ann,ann@x.org,30", "Bob,bob@x.org,1", "Bob,BOB@x.org,2"), INTO_PEOPLE)
              .id();

      assertThat(db.disk().texts("SELECT email || ' ' || name FROM folks ORDER BY 1"))
          .containsExactly("Ann@x.org Ann", "bob@x.org Bob");
      assertThat(result(importer, id).updated()).isEqualTo(1);
      assertThat(errors(importer, id)).extracting(ImportError::rule).containsExactly("key");
    }
  }

  @Test
  void aShareOfRefusedRowsHoldsForWhatTheTableRefuses() {
    try (Importer importer = open(PEOPLE)) {
      assertThatExceptionOfType(SourceException.class)
          .isThrownBy(
              () ->
                  importer.load(
                      people("Cid,cid@x.org,7", "Dan,dan@x.org,150"),
                      INTO_PEOPLE.withMaxErrors(ErrorLimit.parse("10%"))))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_ERRORS));
      assertThat(table()).hasSize(2);
    }
  }

  @Test
  void anUndoFindsAnOrderInWhichUniqueValuesGoBack() {
    db.disk().execute("CREATE UNIQUE INDEX one_name ON app_users (name)");
    try (Importer importer = open(PEOPLE)) {
      long id =
          importer
              .load(
                  people("Anna,ann@x.org,30", "Bobby,bob@x.org,41", "Ann,cid@x.org,7"), INTO_PEOPLE)
              .id();
      assertThat(table()).contains("ann@x.org Anna 30", "cid@x.org Ann 7");

      assertThat(importer.undo(id)).isEqualTo(new UndoResult(id, 1, 2, 0, List.of()));
      assertThat(table()).containsExactly("ann@x.org Ann 30", "bob@x.org Bob 41");
    }
  }

  @Test
  void aRowKeepsWhatTheApplicationHasOfItWhenItsKeyIsEdited() {
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,7"), INTO_PEOPLE).id();
      db.disk().execute("UPDATE app_users SET phone = '99' WHERE email = 'cid@x.org'");

      importer.changes(id).edit(RowEdit.of(1).set("email", "cyd@x.org"));

      assertThat(db.disk().texts("SELECT phone FROM app_users WHERE email = 'cyd@x.org'"))
          .containsExactly("99");
      assertThat(table()).hasSize(3);
    }
  }

  @Test
  void aCorrectionThatTheTableRefusesIsStillRefused() {
    try (Importer importer = open(PEOPLE)) {
      long id = importer.load(people("Cid,cid@x.org,old", "Dan,dan@x.org,old"), INTO_PEOPLE).id();

      CorrectionResult corrected =
          importer.correct(
              id,
              Source.ofText(
                  "name,email,age,_row,_import\nCid,cid@x.org,150,1,"
                      + id
                      + "\nDan,dan@x.org,8,2,"
                      + id
                      + "\n",
                  Format.CSV));

      assertThat(corrected.corrected()).isEqualTo(1);
      assertThat(corrected.stillFailed()).isEqualTo(1);
      assertThat(table()).contains("dan@x.org Dan 8").hasSize(3);
    }
  }

  @Test
  void decimalNumbersKeepTheirDigitsInTexts() {
    TestDatabase.requireSqlite("there are decimal numbers in PostgreSQL");
    db.disk().execute("CREATE TABLE prices (id INTEGER PRIMARY KEY, price TEXT, rate REAL)");
    db.disk().execute("INSERT INTO prices VALUES (1, '1', 0.30000000000000004)");
    Schema schema =
        Schema.builder("prices")
            .field(Field.integer("id"))
            .field(Field.number("price"))
            .field(Field.number("rate"))
            .build();
    Target target =
        Target.into("prices").columns("id", "price", "rate").key("id").mode(Mode.UPSERT);
    try (Importer importer = db.builder().schema(schema).target("people", target).build()) {
      long id =
          importer
              .load(
                  Source.ofText("id,price,rate\n1,1234567890.1234567890,2.5\n", Format.CSV),
                  INTO_PEOPLE)
              .id();

      assertThat(db.disk().text("SELECT price FROM prices")).isEqualTo("1234567890.1234567890");
      importer.undo(id);
      assertThat(db.disk().text("SELECT rate = 0.30000000000000004 FROM prices")).isEqualTo("1");
    }
  }

  @Test
  void thousandsOfRowsOfWhichSomeAreRefusedGoInSetBySet() {
    StringBuilder text = new StringBuilder("name,email,age\n");
    for (int i = 1; i <= 5_000; i++) {
      text.append("P,p")
          .append(i)
          .append("@x.org,")
          .append(i % 1_000 == 7 ? 150 : i % 90)
          .append('\n');
    }
    try (Importer importer = open(PEOPLE)) {
      ImportResult imported =
          importer.load(Source.ofText(text.toString(), Format.CSV), INTO_PEOPLE);

      assertThat(imported.counts()).isEqualTo(new RowCounts(4_995, 5));
      assertThat(errors(importer, imported.id()))
          .extracting(ImportError::row)
          .containsExactly(7L, 1_007L, 2_007L, 3_007L, 4_007L);
      assertThat(table()).hasSize(4_997);
      assertThat(importer.undo(imported.id()).removed()).isEqualTo(4_995);
      assertThat(table()).hasSize(2);
    }
  }
}
