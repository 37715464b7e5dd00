package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.CheckableRow;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.job.RowCheck;
import dev.importer.job.RowCheckBatch;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.RowEdit;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.row.ValueReplacement;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CheckingProcess;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import dev.importer.type.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the host that look at the rows of an import. */
@Isolated
class RowCheckTest {

  private static final ImportOptions CHECKED = ImportOptions.DEFAULT.withRowCheck("rule");

  private static final String PEOPLE =
      UserFiles.HEADER
          + "Ann,ann@example.com,30\n"
          + "Bob,bob@example.com,40\n"
          + "Cleo,cleo@example.com,x\n"
          + "Dora,dora@example.com,50\n";

  private static final RowCheck NOT_BOB =
      each(
          row -> {
            if ("Bob".equals(row.value("name"))) {
              row.refuse("name", "blocked", "is on the list");
            }
          });

  @TempDir Path folder;
  @Stored TestDatabase db;

  /** What is done with each row. */
  private interface Rule {
    void apply(CheckableRow row) throws Exception;
  }

  private static RowCheck each(Rule rule) {
    return batch -> {
      for (CheckableRow row : batch.rows()) {
        rule.apply(row);
      }
    };
  }

  private Importer open(RowCheck check) {
    return db.builder().rowCheck("rule", check).build();
  }

  private Importer open(Schema schema, RowCheck check) {
    return db.builder().schema(schema).rowCheck("rule", check).build();
  }

  private static Source csv(String text) {
    return Source.ofText(text, Format.CSV);
  }

  private static List<StoredRecord> rows(Importer importer, long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items();
  }

  private static List<String> data(Importer importer, long id) {
    return rows(importer, id).stream().map(StoredRecord::dataJson).toList();
  }

  @Nested
  class ThatRefuses {

    @Test
    void namesTheFieldTheCellAndTheCodeOfTheHost() {
      try (Importer importer = open(NOT_BOB)) {
        ImportResult result = importer.load(csv(PEOPLE), CHECKED);

        assertThatImport(result).isCompletedWith(2, 2);
        assertThat(rows(importer, result.id()).get(1).errors())
            .containsExactly(
                new ImportError(
                    ErrorCode.ROW_CHECK, "blocked", "name", 1, "Bob", "is on the list", 2, 3));
        assertThat(importer.results().errorSummary(result.id()).groups())
            .extracting(group -> group.code() + " " + group.rule() + " " + group.count())
            .containsExactlyInAnyOrder("row-check blocked 1", "type-error integer 1");
      }
    }

    @Test
    void mayRefuseTheWholeRowForSeveralReasons() {
      RowCheck check =
          each(
              row -> {
                row.refuse(null, "one", "is the first");
                row.refuse("age", "two", "is the second");
              });
      try (Importer importer = open(check)) {
        long id = importer.load(csv(UserFiles.HEADER + "Ann,a@example.com,30\n"), CHECKED).id();

        assertThat(rows(importer, id).get(0).errorMessage())
            .isEqualTo("is the first; age: is the second");
      }
    }

    @Test
    void seesOnlyRowsThatKeepToTheSchemaInBatches() {
      List<String> batches = new ArrayList<>();
      RowCheck check =
          batch ->
              batches.add(
                  batch.importId().getAsLong()
                      + ": "
                      + batch.rows().stream().map(row -> row.row().number()).toList());
      try (Importer importer = db.builder().batchSize(2).rowCheck("rule", check).build()) {
        long id = importer.load(csv(PEOPLE), CHECKED).id();

        assertThat(batches).containsExactly(id + ": [1, 2]", id + ": [4]");
      }
    }

    @Test
    void givesWhatItDoesNotRefuseToTheNext() {
      List<Object> seen = new ArrayList<>();
      try (Importer importer =
          db.builder()
              .rowCheck("first", NOT_BOB)
              .rowCheck("second", each(row -> seen.add(row.value("name"))))
              .build()) {
        importer.load(
            csv(PEOPLE), ImportOptions.DEFAULT.withRowCheck("first").withRowCheck("second"));
      }
      assertThat(seen).containsExactly("Ann", "Dora");
    }

    @Test
    void countsAgainstTheBoundOfRefusedRows() {
      try (Importer importer = open(NOT_BOB)) {
        SourceException failed =
            catchThrowableOfType(
                SourceException.class, () -> importer.load(csv(PEOPLE), CHECKED.withMaxErrors(1)));

        assertThat(failed.code()).isEqualTo(ErrorCode.TOO_MANY_ERRORS);
        assertThat(importer.check(csv(PEOPLE), CHECKED.withMaxErrors(1)).failure()).isNotNull();
      }
    }

    @Test
    void mustNameAFieldAndACode() {
      try (Importer importer = open(each(row -> row.refuse("nam", "x", "is wrong")))) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.check(csv(PEOPLE), CHECKED))
            .withRootCauseInstanceOf(IllegalArgumentException.class)
            .withStackTraceContaining("no field or column 'nam'");
      }
      try (Importer importer = open(each(row -> row.refuse("name", " ", "is wrong")))) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.check(csv(PEOPLE), CHECKED))
            .withStackTraceContaining("code must have 1 to 100 characters");
      }
    }
  }

  @Nested
  class ThatChanges {

    private static final Schema ITEMS =
        Schema.builder("items")
            .field(Field.of("item", FieldType.STRING).required())
            .field(Field.of("price", FieldType.NUMBER))
            .field(Field.of("day", FieldType.DATE).format("%d.%m.%Y"))
            .field(Field.of("code", FieldType.STRING).maxLength(3))
            .build();

    private static final String ITEM = "item,price,day,code,note\nPen,1.50,30.11.2026,abc,x\n";

    @Test
    void isStoredCountedAndKeptAsAChangeOfTheCell() {
      RowCheck check =
          each(
              row -> {
                row.set("price", new BigDecimal("2.75"));
                row.set("day", ((LocalDate) row.value("day")).plusDays(1));
                row.set("note", "seen");
              });
      try (Importer importer = open(ITEMS, check)) {
        ImportResult result = importer.load(csv(ITEM), CHECKED);

        StoredRecord row = rows(importer, result.id()).get(0);
        assertThat(row.dataJson())
            .isEqualTo(
                "{\"item\":\"Pen\",\"price\":2.75,\"day\":\"2026-12-01\",\"code\":\"abc\","
                    + "\"note\":\"seen\"}");
        assertThat(row.changes())
            .containsExactly(
                new CellChange(2, "price", "1.50", List.of(ErrorCode.CHECKED_CELL)),
                new CellChange(3, "day", "30.11.2026", List.of(ErrorCode.CHECKED_CELL)),
                new CellChange(5, "note", "x", List.of(ErrorCode.CHECKED_CELL)));
        assertThat(result.summary().warnings()).containsEntry("checked-cell", 3L);
        assertThat(result.summary().notices())
            .extracting(notice -> notice.code() + " " + notice.row() + " " + notice.message())
            .contains(
                "checked-cell 1 price: a row check of the application has put another value there"
                    + " (1 cell of this column)");
      }
    }

    @Test
    void toAnEqualValueChangesNothing() {
      RowCheck check =
          each(
              row -> {
                row.set("price", new BigDecimal("1.5"));
                row.set("day", "2026-11-30");
                row.set("code", row.value("code"));
              });
      try (Importer importer = open(ITEMS, check)) {
        ImportResult result = importer.load(csv(ITEM), CHECKED);

        assertThat(rows(importer, result.id()).get(0).changes()).isEmpty();
        assertThat(result.summary().warnings()).doesNotContainKey("checked-cell");
      }
    }

    @Test
    void toAValueThatDoesNotFitRefusesTheRow() {
      RowCheck check =
          each(
              row -> {
                row.set("item", null);
                row.set("price", "dear");
                row.set("code", "abcd");
              });
      try (Importer importer = open(ITEMS, check)) {
        long id = importer.load(csv(ITEM), CHECKED).id();

        StoredRecord row = rows(importer, id).get(0);
        assertThat(row.errors())
            .extracting(error -> error.code() + " " + error.rule() + " " + error.value())
            .containsExactly(
                "constraint-error required ",
                "type-error number dear",
                "constraint-error maxLength abcd");
        assertThat(row.errorMessage()).contains("the row check 'rule' has set it");
        assertThat(row.cells()).containsEntry("item", "Pen").containsEntry("price", "1.50");
      }
    }

    @Test
    void showsAtOnceAndToTheNext() {
      List<Object> seen = new ArrayList<>();
      try (Importer importer =
          db.builder()
              .schema(ITEMS)
              .rowCheck(
                  "first",
                  each(
                      row -> {
                        row.set("code", "xyz");
                        seen.add(row.value("code"));
                      }))
              .rowCheck("second", each(row -> seen.add(row.value("code"))))
              .build()) {
        importer.load(
            csv(ITEM), ImportOptions.DEFAULT.withRowCheck("first").withRowCheck("second"));
      }
      assertThat(seen).containsExactly("xyz", "xyz");
    }

    @Test
    void givesARecordOfJsonTheMemberThatItLacks() {
      RowCheck check = each(row -> row.set("code", "new"));
      try (Importer importer = open(ITEMS, check)) {
        long id =
            importer
                .load(
                    Source.ofText(
                        "[{\"item\":\"Pen\"},{\"code\":\"a\",\"item\":\"Ink\"}]", Format.JSON),
                    CHECKED)
                .id();

        assertThat(data(importer, id))
            .containsExactly(
                "{\"item\":\"Pen\",\"code\":\"new\"}", "{\"code\":\"new\",\"item\":\"Ink\"}");
        assertThat(rows(importer, id).get(0).changes())
            .containsExactly(new CellChange(2, "code", "", List.of(ErrorCode.CHECKED_CELL)));
      }
    }

    @Test
    void needsAColumnInATable() {
      try (Importer importer = open(ITEMS, each(row -> row.set("code", "new")))) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.load(csv("item\nPen\n"), CHECKED))
            .withStackTraceContaining("no column of the source feeds the field 'code'");
      }
    }

    @Test
    void countsForKeysAcrossRows() {
      Schema keyed =
          Schema.builder("keyed")
              .field(Field.of("id", FieldType.STRING).required().unique())
              .field(Field.of("boss", FieldType.STRING))
              .foreignKey(new ForeignKey(List.of("boss"), null, List.of("id")))
              .build();
      RowCheck small =
          each(row -> row.set("id", row.value("id").toString().toLowerCase(Locale.ROOT)));
      String csv = "id,boss\nA,b\na,\nB,A\n";
      try (Importer importer = open(keyed, small)) {
        long id = importer.load(csv(csv), CHECKED).id();

        assertThat(rows(importer, id).stream().map(StoredRecord::errorMessage))
            .containsExactly(
                null, "id: 'a' was seen before in row 1", "boss: 'A' is not a value of id");
        importer.changes(id).edit(RowEdit.of(3).set("boss", "a"));
        importer.changes(id).edit(RowEdit.of(2).set("id", "B"));
        assertThat(rows(importer, id).stream().map(StoredRecord::errorMessage))
            .containsExactly(null, "id: 'b' was seen before in row 3", null);
      }
    }
  }

  @Nested
  class Runs {

    @Test
    void inACheckAsInAnImport() {
      Path file = UserFiles.mixed(folder.resolve("people.csv"), 3_500, 4);
      RowCheck check = CheckingProcess::check;
      try (Importer importer = db.builder().batchSize(500).rowCheck("rule", check).build()) {
        CheckReport report = importer.check(Source.of(file), CHECKED);
        ImportResult result = importer.load(Source.of(file), CHECKED);

        assertThat(report.valid()).isEqualTo(result.valid());
        assertThat(report.failed()).isEqualTo(result.failed()).isGreaterThan(500);
        assertThat(report.errorSummary().warnings()).isEqualTo(result.summary().warnings());
        assertThat(report.errorSummary().groups())
            .isEqualTo(importer.results().errorSummary(result.id()).groups());
        assertThat(report.notices()).isEqualTo(result.summary().notices());
      }
    }

    @Test
    void withoutAnIdWhereNothingIsStored() {
      List<OptionalLong> ids = new ArrayList<>();
      RowCheck check = batch -> ids.add(batch.importId());
      try (Importer importer = TestDatabase.inMemory().rowCheck("rule", check).build()) {
        importer.check(csv(PEOPLE), CHECKED);
        try (RowStream<Person> rows = importer.read(csv(PEOPLE), Person.class, CHECKED)) {
          assertThat(rows.stream().filter(TypedRow::isValid)).hasSize(3);
        }
      }
      assertThat(ids).containsExactly(OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void onlyWhereItIsNamed() {
      try (Importer importer = open(NOT_BOB)) {
        assertThatImport(importer.load(csv(PEOPLE))).isCompletedWith(3, 1);
        ImportResult checked = importer.load(csv(PEOPLE), CHECKED);
        assertThat(checked.duplicate()).isFalse();
        assertThatImport(checked).isCompletedWith(2, 2);
        assertThat(importer.load(csv(PEOPLE), CHECKED).id()).isEqualTo(checked.id());
      }
    }

    @Test
    void againForRowsThatAreCorrected() {
      try (Importer importer = open(NOT_BOB)) {
        long id = importer.load(csv(PEOPLE), CHECKED).id();

        importer.correct(
            id, csv("name,email,age,_row\nBob,b@example.com,41,2\nBob,c@example.com,42,3\n"));
        assertThat(rows(importer, id).stream().map(StoredRecord::errorMessage))
            .containsExactly(null, "name: is on the list", "name: is on the list", null);

        importer.correct(id, csv("name,email,age,_row\nRob,b@example.com,41,2\n"));
        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(3, 1);
      }
    }

    @Test
    void againForRowsThatAreEditedReplacedAndRestored() {
      Set<String> blocked = new ConcurrentSkipListSet<>(Set.of("Bob"));
      RowCheck check =
          each(
              row -> {
                if (blocked.contains(row.value("name"))) {
                  row.refuse("name", "blocked", "is on the list");
                } else if (row.value("age").equals(99L)) {
                  row.set("email", "old@example.com");
                }
              });
      try (Importer importer = open(check)) {
        long id = importer.load(csv(PEOPLE), CHECKED).id();

        importer.changes(id).edit(RowEdit.of(1).set("name", "Bob"));
        assertThat(rows(importer, id).get(0).errorMessage()).isEqualTo("name: is on the list");

        importer.changes(id).edit(RowEdit.of(4).set("age", "99"));
        assertThat(rows(importer, id).get(3).data()).containsEntry("email", "old@example.com");
        assertThat(rows(importer, id).get(3).changes())
            .containsExactly(
                new CellChange(2, "email", "dora@example.com", List.of(ErrorCode.CHECKED_CELL)),
                new CellChange(3, "age", "50", List.of(ErrorCode.EDITED_CELL)));

        importer.changes(id).replace(ValueReplacement.of("name", "Dora").with("Bob"));
        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(0, 4);

        blocked.add("Ann");
        assertThatExceptionOfType(ChangeException.class)
            .isThrownBy(() -> importer.changes(id).undo(1))
            .withMessageContaining("row 1 would no longer be valid: name: is on the list")
            .satisfies(
                e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.WOULD_BE_REFUSED));
        blocked.remove("Ann");
        importer.changes(id).undo(1);
        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(1, 3);
      }
    }

    @Test
    void aWholeFileFitsTheRowsThatItHasChanged() {
      RowCheck check = each(row -> row.set("name", row.value("name") + "!"));
      try (Importer importer = open(check)) {
        long id = importer.load(csv(PEOPLE), CHECKED).id();

        importer.correct(id, csv(PEOPLE.replace(",x", ",31")));

        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(4, 0);
        assertThat(rows(importer, id)).extracting(row -> row.data().get("name")).contains("Cleo!");
      }
    }
  }

  record Person(String name, String email, int age) {}

  @Nested
  class ItsConnection {

    @Test
    void looksThingsUp() {
      db.open().close();
      db.disk().execute("CREATE TABLE blocked (name VARCHAR(20) PRIMARY KEY)");
      db.disk().execute("INSERT INTO blocked VALUES ('Bob')");
      try (Importer importer = open(RowCheckTest::refuseBlocked)) {
        assertThat(importer.check(csv(PEOPLE), CHECKED).failed()).isEqualTo(2);
        long id = importer.load(csv(PEOPLE), CHECKED).id();
        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(2, 2);

        importer.changes(id).edit(RowEdit.of(4).set("name", "Bob"));
        assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(1, 3);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "load", "edit"})
    void writesNothing(String call) {
      db.open().close();
      db.disk().execute("CREATE TABLE seen (name VARCHAR(20))");
      List<String> refused = new ArrayList<>();
      RowCheck check =
          batch -> {
            try (Statement statement = batch.connection().createStatement()) {
              statement.execute("INSERT INTO seen VALUES ('Ann')");
            } catch (SQLException e) {
              refused.add(call);
            }
          };
      try (Importer importer = open(check)) {
        if (call.equals("check")) {
          importer.check(csv(PEOPLE), CHECKED);
        } else {
          long id = importer.load(csv(PEOPLE), CHECKED).id();
          if (call.equals("edit")) {
            importer.changes(id).edit(RowEdit.of(1).set("age", "31"));
          }
          assertThatImport(importer.results().find(id).orElseThrow()).isCompletedWith(3, 1);
        }
      }
      assertThat(refused).hasSize(call.equals("edit") ? 2 : 1);
      assertThat(db.disk().number("SELECT count(*) FROM seen")).isZero();
    }

    @Test
    void belongsToTheImporter() {
      for (String method : List.of("commit", "rollback", "close")) {
        RowCheck check = batch -> Connection.class.getMethod(method).invoke(batch.connection());
        try (Importer importer = open(check)) {
          assertThatExceptionOfType(SourceException.class)
              .isThrownBy(() -> importer.load(csv(PEOPLE), CHECKED))
              .withStackTraceContaining("a row check must not call " + method);
        }
      }
    }

    @Test
    void isOfNoUseAfterTheCallNorAreTheRows() {
      AtomicReference<RowCheckBatch> kept = new AtomicReference<>();
      try (Importer importer = open(kept::set)) {
        importer.load(csv(PEOPLE), CHECKED);

        Connection connection = kept.get().connection();
        CheckableRow row = kept.get().rows().get(0);
        assertThatIllegalStateException().isThrownBy(connection::createStatement);
        assertThatIllegalStateException().isThrownBy(() -> row.set("name", "x"));
        assertThatIllegalStateException().isThrownBy(() -> row.refuse(null, "x", "x"));
      }
    }
  }

  private static void refuseBlocked(RowCheckBatch batch) throws SQLException {
    String query = "SELECT 1 FROM blocked WHERE name = ?";
    try (PreparedStatement statement = batch.connection().prepareStatement(query)) {
      for (CheckableRow row : batch.rows()) {
        statement.setString(1, (String) row.value("name"));
        try (ResultSet found = statement.executeQuery()) {
          if (found.next()) {
            row.refuse("name", "blocked", "is on the list");
          }
        }
      }
    }
  }

  @Nested
  class ThatThrows {

    private static final RowCheck BROKEN =
        batch -> {
          throw new IllegalStateException("the service is away");
        };

    @Test
    void endsTheImportWithItsCauseOneLevelDownAndLogsItOnce() {
      PrintStream err = System.err;
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      try (Importer importer = open(BROKEN)) {
        for (Runnable call :
            List.<Runnable>of(
                () -> importer.load(csv(PEOPLE), CHECKED),
                () -> importer.check(csv(PEOPLE), CHECKED))) {
          SourceException failed = catchThrowableOfType(SourceException.class, call::run);
          assertThat(failed.code()).isEqualTo(ErrorCode.ROW_CHECK_ERROR);
          assertThat(failed)
              .hasMessage(
                  "The row check 'rule' failed at rows 1 to 4 (IllegalStateException). The log of"
                      + " the application says more.");
          assertThat(failed.getCause())
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("the service is away");
        }
        assertThatImport(importer.results().find(1).orElseThrow())
            .isFailedWith("row-check-error", 2L);
        assertThat(db.disk().countRecords()).isZero();
      } finally {
        System.setErr(err);
      }
      assertThat(log.toString(StandardCharsets.UTF_8).split("the service is away", -1)).hasSize(3);
    }

    @Test
    void letsTheImportBeTriedAgain() {
      try (Importer importer = open(BROKEN)) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.load(csv(PEOPLE), CHECKED));
      }
      try (Importer importer = open(NOT_BOB)) {
        assertThatImport(Waiting.get(importer.operations().retry(1).result()))
            .isCompletedWith(2, 2);
      }
    }

    @Test
    void keepsRowsFromBeingChanged() {
      long id;
      try (Importer importer = open(NOT_BOB)) {
        id = importer.load(csv(PEOPLE), CHECKED).id();
      }
      try (Importer importer = open(BROKEN)) {
        assertThatExceptionOfType(SourceException.class)
            .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("age", "31")))
            .withCauseInstanceOf(IllegalStateException.class);
        assertThat(rows(importer, id).get(0).data()).containsEntry("age", 30);
        assertThat(importer.results().find(id).orElseThrow().lastChange()).isZero();
      }
      try (Importer importer = db.open()) {
        assertThatExceptionOfType(ImportStateException.class)
            .isThrownBy(() -> importer.changes(id).edit(RowEdit.of(1).set("age", "31")))
            .withMessageContaining("the row check 'rule', which is not known here");
      }
    }
  }

  @Test
  void thatIsNotKnownIsRefusedAtOnce() {
    try (Importer importer = open(NOT_BOB)) {
      ImportOptions other = ImportOptions.DEFAULT.withRowCheck("other");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.load(csv(PEOPLE), other))
          .withMessage("row check 'other' is not known; there are [rule]");
      assertThatIllegalArgumentException().isThrownBy(() -> importer.check(csv(PEOPLE), other));
    }
  }

  @Test
  void optionsKeepTheNamesInTheirOrder() {
    ImportOptions options =
        ImportOptions.DEFAULT.withRowCheck("b").withRowCheck("a, [x]").withRowCheck("b");

    assertThat(options.rowChecks()).containsExactly("b", "a, [x]");
    assertThat(ImportOptions.ofTexts(options.texts())).isEqualTo(options);
    assertThat(ImportOptions.DEFAULT.with(ImportOption.ROW_CHECK, "[a").rowChecks())
        .containsExactly("[a");
  }

  @Nested
  class AfterACrash {

    private static final int ROWS = 5_500;

    private static Schema schema(boolean keyed) {
      Field email = Field.of("email", FieldType.STRING).required();
      return Schema.builder("checked")
          .field(Field.of("name", FieldType.STRING).required())
          .field(keyed ? email.unique() : email)
          .field(Field.of("age", FieldType.INTEGER))
          .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theImportGoesOnAsIfNothingHadHappened(boolean keyed) throws Exception {
      Path file = UserFiles.mixed(folder.resolve("people.csv"), ROWS, 9);
      try (ChildJvm child = CheckingProcess.start(db.address(), file, schema(keyed), 3_500)) {
        child.awaitLine("in the middle"::equals);
        Waiting.until("three batches are stored", () -> db.disk().countRecords() == 3_000);
        child.kill();
      }

      Set<Long> seen = new ConcurrentSkipListSet<>();
      RowCheck check =
          batch -> {
            batch.rows().forEach(row -> seen.add(row.row().number()));
            CheckingProcess.check(batch);
          };
      try (Importer importer =
          CheckingProcess.importer(db.address(), schema(keyed), check).build()) {
        StoredImport resumed =
            Waiting.get(importer.operations().job(1).orElseThrow().result()).summary();
        assertThat(seen.stream().anyMatch(row -> row <= 3_000)).isEqualTo(keyed);

        StoredImport undisturbed =
            importer
                .load(
                    Source.of(file),
                    CheckingProcess.OPTIONS.withOnDuplicate(ImportOptions.OnDuplicate.ALLOW))
                .summary();
        assertThat(db.disk().fingerprint(1)).isEqualTo(db.disk().fingerprint(undisturbed.id()));
        Map<String, Long> warnings = new HashMap<>(undisturbed.warnings());
        warnings.remove("seen-rows");
        assertThat(resumed.warnings()).isEqualTo(warnings).containsKey("checked-cell");
        assertThat(resumed.notices())
            .containsExactlyInAnyOrderElementsOf(
                undisturbed.notices().stream()
                    .filter(notice -> !notice.code().equals(ErrorCode.SEEN_ROWS))
                    .toList());
        assertThat(importer.results().errorSummary(1).groups())
            .isEqualTo(importer.results().errorSummary(undisturbed.id()).groups());
      }
    }

    @Test
    void anImportWhoseCheckIsGoneFailsAndCanBeTriedAgain() {
      Path file = UserFiles.valid(folder.resolve("people.csv"), 2_500);
      Schema schema = schema(false);
      try (ChildJvm child = CheckingProcess.start(db.address(), file, schema, 1_500)) {
        child.awaitLine("in the middle"::equals);
        child.kill();
      }

      try (Importer importer = db.builder().schema(schema).build()) {
        Waiting.until(
            "it has ended", () -> importer.results().find(1).orElseThrow().status().hasEnded());
        assertThatImport(importer.results().find(1).orElseThrow())
            .isFailedWith("row-check-error", null);
      }
      try (Importer importer =
          CheckingProcess.importer(db.address(), schema, CheckingProcess::check).build()) {
        assertThat(Waiting.get(importer.operations().retry(1).result()).total()).isEqualTo(2_500);
      }
    }
  }
}
