package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Changes;
import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowHandler;
import dev.importer.job.Trim;
import dev.importer.results.ChangeResult;
import dev.importer.results.ChangedCell;
import dev.importer.results.ChangedRow;
import dev.importer.results.Page;
import dev.importer.results.PageRequest;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.CellChange;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Disk;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import dev.importer.type.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Stored rows are changed, and changed back. */
class ChangesTest {

  private static final String FILE =
      UserFiles.HEADER
          + """
          Ann,ann@example.com,30
          Bob,nobody,x
          Cid,cid@example.com,n/a
          Dan,dan@example.com,40
          Eve,eve@example.com,n/a
          """;

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.builder().build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private long load(String csv) {
    return importer.load(Source.ofText(csv, Format.CSV)).id();
  }

  private StoredRecord row(long id, int number) {
    return importer.results().records(RecordQuery.ofImport(id)).items().get(number - 1);
  }

  private StoredImport summary(long id) {
    return importer.results().find(id).orElseThrow();
  }

  private List<String> rows(long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items().stream()
        .map(
            row ->
                row.status()
                    + row.dataJson()
                    + row.errorMessage()
                    + row.errorsJson()
                    + row.changesJson())
        .toList();
  }

  /** The counts and groups are those of an import of which the rows were always like that. */
  private void isConsistent(long id) {
    List<StoredRecord> rows = importer.results().records(RecordQuery.ofImport(id)).items();
    long valid = rows.stream().filter(row -> row.status() == RecordStatus.VALID).count();
    assertThatImport(summary(id)).isCompletedWith(valid, rows.size() - valid);
    assertThat(
            importer.results().errorSummary(id).groups().stream()
                .mapToLong(group -> group.count())
                .sum())
        .isEqualTo(rows.stream().mapToLong(row -> row.errors().size()).sum());
    importer
        .results()
        .errorSummary(id)
        .groups()
        .forEach(
            group ->
                group
                    .examples()
                    .forEach(
                        example ->
                            assertThat(row(id, Math.toIntExact(example.row())).errors())
                                .anyMatch(error -> error.message().equals(example.message()))));
  }

  private static ChangedCell cell(String field, Object from, Object to) {
    return new ChangedCell(field, field, from, to);
  }

  @Nested
  class AnEdit {

    @Test
    void makesARefusedRowValidAndTouchesNoOther() {
      long id = load(FILE);
      List<String> before = rows(id);

      ChangeResult result =
          importer.changes(id).edit(RowEdit.of(2).set("email", "bob@example.com").set("age", "41"));

      assertThatImport(result.summary()).isCompletedWith(3, 2);
      assertThat(row(id, 2).dataJson())
          .isEqualTo("{\"name\":\"Bob\",\"email\":\"bob@example.com\",\"age\":41}");
      List<String> after = new ArrayList<>(rows(id));
      after.set(1, before.get(1));
      assertThat(after).isEqualTo(before);
      StoredChange change = result.change().orElseThrow();
      assertThat(change.kind()).isEqualTo(StoredChange.Kind.EDIT);
      assertThat(List.of(change.number(), change.rows(), change.cells(), change.nowValid()))
          .containsExactly(1L, 1L, 2L, 1L);
      isConsistent(id);
    }

    @Test
    void thatIsWrongLeavesTheRowRefusedWithItsNewReasons() {
      long id = load(FILE);

      importer.changes(id).edit(RowEdit.of(2).set("age", "200"));

      assertThat(row(id, 2).cells()).containsEntry("age", "200").containsEntry("email", "nobody");
      assertThat(row(id, 2).errorMessage()).contains("age: ").contains("email: ");
      isConsistent(id);
    }

    @Test
    void ofAValidRowChecksOnlyWhatWasChanged() {
      long id = load(FILE);

      ChangeResult result = importer.changes(id).edit(RowEdit.of(1).set("age", "31"));

      assertThat(row(id, 1).dataJson())
          .isEqualTo("{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":31}");
      assertThat(result.change().orElseThrow().nowValid()).isZero();
      assertThat(row(id, 1).changes())
          .containsExactly(new CellChange(3, "age", "30", List.of(ErrorCode.EDITED_CELL)));
      isConsistent(id);
    }

    @Test
    void canMakeAValidRowRefusedAndThenValidAgain() {
      long id = load(FILE);

      ChangeResult wrong = importer.changes(id).edit(RowEdit.of(1).set("email", "ann"));

      assertThat(wrong.change().orElseThrow().nowRefused()).isEqualTo(1);
      assertThatImport(wrong.summary()).isCompletedWith(1, 4);
      assertThat(row(id, 1).dataJson())
          .isEqualTo("{\"name\":\"Ann\",\"email\":\"ann\",\"age\":\"30\"}");
      assertThat(row(id, 1).errors()).singleElement().extracting("column").isEqualTo(2);
      isConsistent(id);

      importer.changes(id).edit(RowEdit.of(1).set("email", "ann@example.com"));

      assertThatImport(summary(id)).isCompletedWith(2, 3);
      assertThat(row(id, 1).changes()).isEmpty();
      isConsistent(id);
    }

    @Test
    void thatChangesNothingIsNoChange() {
      long id = load(FILE);
      List<String> before = rows(id);

      ChangeResult result =
          importer
              .changes(id)
              .edit(List.of(RowEdit.of(1).set("age", "30"), RowEdit.of(2).set("age", "x")));

      assertThat(result.change()).isEmpty();
      assertThat(summary(id).lastChange()).isZero();
      assertThat(rows(id)).isEqualTo(before);
    }

    @Test
    void namesACellByItsLabelOrItsField() {
      long id = load("NAME,Email,age\nAnn,a,30\n");

      importer.changes(id).edit(RowEdit.of(1).set("Email", "b"));
      assertThat(row(id, 1).cells()).containsEntry("Email", "b");
      importer.changes(id).edit(RowEdit.of(1).set("email", "c@example.com"));

      assertThat(row(id, 1).data()).containsEntry("email", "c@example.com");
      importer.changes(id).edit(RowEdit.of(1).set("Email", "d@example.com"));
      assertThat(row(id, 1).data()).containsEntry("email", "d@example.com");
      assertThat(row(id, 1).changes())
          .containsExactly(new CellChange(2, "email", "a", List.of(ErrorCode.EDITED_CELL)));
    }

    @Test
    void isAllOrNothing() {
      long id = load(FILE);
      List<String> before = rows(id);

      ChangeException unknownRow =
          catchThrowableOfType(
              ChangeException.class,
              () ->
                  importer
                      .changes(id)
                      .edit(List.of(RowEdit.of(1).set("age", "1"), RowEdit.of(6).set("age", "1"))));
      assertThat(unknownRow.reason()).isEqualTo(ChangeException.Reason.UNKNOWN_ROW);
      assertThat(unknownRow.rowNumber()).isEqualTo(6);

      ChangeException unknownField =
          catchThrowableOfType(
              ChangeException.class,
              () -> importer.changes(id).edit(RowEdit.of(1).set("age", "1").set("emial", "1")));
      assertThat(unknownField.reason()).isEqualTo(ChangeException.Reason.UNKNOWN_FIELD);
      assertThat(unknownField).hasMessageContaining("did you mean 'email'");
      assertThat(rows(id)).isEqualTo(before);
    }

    @Test
    void leavesTheOtherNumbersOfARowOfJsonAsTheyAreWritten() {
      String json =
          "[{\"name\":\"Ann\",\"email\":\"a\",\"age\":30,\"id\":12345678901234567890,\"rate\":1.10}]";
      long id = importer.load(Source.ofText(json, Format.JSON)).id();

      importer.changes(id).edit(RowEdit.of(1).set("email", "ann@example.com"));

      assertThat(row(id, 1).dataJson())
          .isEqualTo(
              "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":30,"
                  + "\"id\":12345678901234567890,\"rate\":1.10}");

      importer.changes(id).edit(RowEdit.of(1).set("age", "31").set("rate", new BigDecimal("2.50")));

      assertThat(row(id, 1).dataJson())
          .isEqualTo(
              "{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"age\":31,"
                  + "\"id\":12345678901234567890,\"rate\":2.50}");
      importer.changes(id).edit(RowEdit.of(1).set("email", "x"));
      assertThat(row(id, 1).cells())
          .containsEntry("id", new BigInteger("12345678901234567890"))
          .containsEntry("age", 31L)
          .containsEntry("email", "x");
    }

    @Test
    void ofAMappedRowOfJsonTouchesNoOtherField() {
      Schema schema =
          Schema.builder("abc")
              .field(Field.integer("a").required())
              .field(Field.integer("b").required())
              .field(Field.integer("c"))
              .build();
      ImportOptions swapped = ImportOptions.DEFAULT.withMap("a", "b").withMap("b", "a");
      ImportOptions moved = ImportOptions.DEFAULT.withMap("x", "a").withMap("a", "b");
      ImportOptions leftOut = ImportOptions.DEFAULT.withMap("a", "").withMap("x", "a");
      try (Importer other = db.builder().schema(schema).build()) {
        long first = loadInto(other, "[{\"a\":1,\"b\":2,\"c\":3}]", swapped);
        long second = loadInto(other, "[{\"x\":1,\"a\":2,\"c\":3}]", moved);
        long third = loadInto(other, "[{\"a\":9,\"x\":1,\"b\":2,\"c\":3}]", leftOut);

        for (long id : new long[] {first, second, third}) {
          Object a = record(other, id).data().get("a");
          Object b = record(other, id).data().get("b");

          other.changes(id).edit(RowEdit.of(1).set("c", "4"));
          assertThat(record(other, id).data())
              .containsEntry("a", a)
              .containsEntry("b", b)
              .containsEntry("c", 4);

          other.changes(id).edit(RowEdit.of(1).set("c", "x"));
          other.changes(id).edit(RowEdit.of(1).set("c", "5"));
          assertThat(record(other, id).data())
              .containsEntry("a", a)
              .containsEntry("b", b)
              .containsEntry("c", 5);
        }
      }
    }

    private long loadInto(Importer other, String json, ImportOptions options) {
      long id = other.load(Source.ofText(json, Format.JSON), options).id();
      assertThatImport(other.results().find(id).orElseThrow()).isCompletedWith(1, 0);
      return id;
    }

    @Test
    void goesToTheColumnThatFeedsTheFieldAndNotToOneThatIsLeftOut() {
      ImportOptions options = ImportOptions.DEFAULT.withMap("email", "").withMap("mail2", "email");
      long id =
          importer
              .load(
                  Source.ofText(
                      "name,email,mail2,age\nAnn,x,a@example.com,1\nBob,x,b,2\n", Format.CSV),
                  options)
              .id();

      importer
          .changes(id)
          .edit(
              List.of(
                  RowEdit.of(1).set("email", "c@example.com"),
                  RowEdit.of(2).set("email", "d@example.com")));

      assertThatImport(summary(id)).isCompletedWith(2, 0);
      assertThat(row(id, 1).data()).containsEntry("email", "c@example.com");
      assertThat(row(id, 2).data()).containsEntry("email", "d@example.com");
    }

    @Test
    void cannotGiveAConstantAnotherValue() {
      ImportOptions options = ImportOptions.DEFAULT.withConstant("age", "7");
      long id =
          importer
              .load(
                  Source.ofText("[{\"name\":\"Ann\",\"email\":\"a@example.com\"}]", Format.JSON),
                  options)
              .id();

      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).replace(ValueReplacement.of("age", "7").with("8")))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.UNKNOWN_FIELD));
      importer.changes(id).edit(RowEdit.of(1).set("name", "Bob"));
      assertThat(row(id, 1).data()).containsEntry("age", 7).containsEntry("name", "Bob");
    }

    @Test
    void cleansNoCellASecondTime() {
      ImportOptions options =
          ImportOptions.DEFAULT
              .withTrim(Trim.CELLS)
              .withReplacement("name", "N", "no")
              .withReplacement("name", "no", "nein");
      long id =
          importer
              .load(
                  Source.ofText(
                      UserFiles.HEADER + "N, a@example.com,1\nno,b@example.com,2\n", Format.CSV),
                  options)
              .id();
      StoredRecord before = row(id, 1);
      assertThat(before.data()).containsEntry("name", "no");

      importer.changes(id).edit(RowEdit.of(1).set("age", "x"));
      importer.changes(id).edit(RowEdit.of(1).set("age", "1"));

      assertThat(row(id, 1).dataJson()).isEqualTo(before.dataJson());
      assertThat(row(id, 1).changes()).isEqualTo(before.changes());
    }

    @Test
    void toTheSameValueInAnotherNotationIsNoChange() {
      long id = load(FILE);

      assertThat(importer.changes(id).edit(RowEdit.of(1).set("age", "30.0")).change()).isEmpty();
    }

    @Test
    void tellsNumbersOfJsonFromTexts() {
      Schema schema = Schema.builder("zips").field(Field.string("zip").required()).build();
      try (Importer other = db.builder().schema(schema).build()) {
        long id = other.load(Source.ofText("[{\"zip\":1234}]", Format.JSON)).id();
        assertThatImport(other.results().find(id).orElseThrow()).isCompletedWith(0, 1);

        other.changes(id).edit(RowEdit.of(1).set("zip", "1234"));

        assertThat(record(other, id).dataJson()).isEqualTo("{\"zip\":\"1234\"}");
        assertThat(other.changes(id).rows(1, PageRequest.FIRST).items().get(0).cells())
            .containsExactly(cell("zip", 1234L, "1234"));
      }
    }

    @Test
    void ofAKeyIsCheckedAgainstAllOtherRows() {
      Schema schema =
          Schema.builder("keyed")
              .field(Field.of("id", FieldType.STRING).required().unique())
              .field(Field.of("note", FieldType.STRING))
              .build();
      try (Importer keyed = db.builder().schema(schema).build()) {
        long id = keyed.load(Source.ofText("id,note\nA,1\nB,2\nA,3\n", Format.CSV)).id();
        assertThatImport(keyed.results().find(id).orElseThrow()).isCompletedWith(2, 1);

        keyed.changes(id).edit(RowEdit.of(2).set("id", "A"));
        assertThatImport(keyed.results().find(id).orElseThrow()).isCompletedWith(1, 2);

        ChangeResult swapped =
            keyed
                .changes(id)
                .edit(List.of(RowEdit.of(1).set("id", "B"), RowEdit.of(2).set("id", "C")));
        assertThatImport(swapped.summary()).isCompletedWith(2, 1);
        keyed.changes(id).edit(RowEdit.of(3).set("note", "4"));
        assertThatImport(keyed.results().find(id).orElseThrow()).isCompletedWith(3, 0);

        assertThatExceptionOfType(ChangeException.class)
            .isThrownBy(() -> keyed.changes(id).undo(2))
            .withMessageContaining("row 1")
            .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.KEY_TAKEN));
      }
    }

    @Test
    void isCleanedAsTheImportWas() {
      long id =
          importer
              .load(
                  Source.ofText(UserFiles.HEADER + " Ann ,ann@example.com,30\n", Format.CSV),
                  ImportOptions.DEFAULT.withTrim(Trim.CELLS))
              .id();

      importer.changes(id).edit(RowEdit.of(1).set("email", " b@example.com"));

      assertThat(row(id, 1).data())
          .containsEntry("name", "Ann")
          .containsEntry("email", "b@example.com");
      assertThat(row(id, 1).changes())
          .containsExactly(
              new CellChange(1, "name", " Ann ", List.of(ErrorCode.TRIMMED_CELL)),
              new CellChange(
                  2,
                  "email",
                  "ann@example.com",
                  List.of(ErrorCode.EDITED_CELL, ErrorCode.TRIMMED_CELL)));
      List<CellChange> changes = row(id, 1).changes();

      importer.changes(id).edit(RowEdit.of(1).set("age", "31"));

      assertThat(row(id, 1).changes()).startsWith(changes.toArray(CellChange[]::new)).hasSize(3);
    }

    @Test
    void leavesValuesOfOtherFormatsAsTheyAreStored() {
      Schema schema =
          Schema.builder("formats")
              .field(Field.of("day", FieldType.DATE).format("%d.%m.%Y"))
              .field(Field.of("n", FieldType.INTEGER).required())
              .build();
      try (Importer other = db.builder().schema(schema).build()) {
        long id = other.load(Source.ofText("day;n\n31.12.2026;1\n", Format.CSV)).id();

        other.changes(id).edit(RowEdit.of(1).set("n", "2"));
        assertThat(record(other, id).dataJson()).isEqualTo("{\"day\":\"2026-12-31\",\"n\":2}");

        other.changes(id).edit(RowEdit.of(1).set("n", "x"));
        assertThat(record(other, id).dataJson()).isEqualTo("{\"day\":\"31.12.2026\",\"n\":\"x\"}");

        other.changes(id).edit(RowEdit.of(1).set("n", "3").set("day", "01.02.2026"));
        assertThat(record(other, id).dataJson()).isEqualTo("{\"day\":\"2026-02-01\",\"n\":3}");
        assertThat(record(other, id).changes())
            .extracting(CellChange::from)
            .containsExactly("31.12.2026", "1");

        other.changes(id).edit(RowEdit.of(1).set("n", "1"));
        assertThat(record(other, id).changes())
            .extracting(CellChange::field)
            .containsExactly("day");
      }
    }

    private StoredRecord record(Importer other, long id) {
      return other.results().records(RecordQuery.ofImport(id)).items().get(0);
    }
  }

  @Nested
  class AReplacement {

    @Test
    void changesEveryRowThatHoldsTheValue() {
      long id = load(FILE);

      ChangeResult result =
          importer.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));

      assertThatImport(result.summary()).isCompletedWith(4, 1);
      StoredChange change = result.change().orElseThrow();
      assertThat(List.of(change.rows(), change.cells(), change.nowValid()))
          .containsExactly(2L, 2L, 2L);
      assertThat(row(id, 3).data()).containsEntry("age", 5);
      isConsistent(id);
    }

    @Test
    void changesValidRowsToo() {
      long id = load(UserFiles.HEADER + "Ann,a@example.com,30\nBob,b@example.com,30\nCid,c,30\n");

      importer.changes(id).replace(ValueReplacement.of("age", "30").with("31"));

      assertThat(row(id, 1).data()).containsEntry("age", 31);
      assertThat(row(id, 2).data()).containsEntry("age", 31);
      assertThat(row(id, 3).cells()).containsEntry("age", "31");
      isConsistent(id);
    }

    @Test
    void ofAGroupChangesOnlyRefusedRowsWithThatError() {
      long id =
          load(
              UserFiles.HEADER
                  + "Ann,a@example.com,30\nBob,b@example.com,x\nCid,c,30\nDan,d@example.com,y\n");

      ChangeResult result =
          importer
              .changes(id)
              .replace(
                  ValueReplacement.ofRefused("age", ErrorCode.TYPE_ERROR, "integer").with("30"));

      assertThat(result.change().orElseThrow().rows()).isEqualTo(2);
      assertThatImport(result.summary()).isCompletedWith(3, 1);
    }

    @Test
    void takesSeveralValuesAtOnceAndEmptyOnes() {
      long id =
          load(UserFiles.HEADER + ",a@example.com,30\nBob,b@example.com,x\nCid,c@example.com,y\n");

      importer.changes(id).replace(ValueReplacement.of("age", "x", "y").with("1"));
      importer.changes(id).replace(ValueReplacement.of("name", (String) null).with("Ann"));

      assertThatImport(summary(id)).isCompletedWith(3, 0);
    }

    @Test
    void findsValidValuesInTheNotationOfTheSource() {
      Schema schema =
          Schema.builder("days").field(Field.of("day", FieldType.DATE).format("%d.%m.%Y")).build();
      try (Importer other = db.builder().schema(schema).build()) {
        long id = other.load(Source.ofText("day\n31.12.2026\n", Format.CSV)).id();

        ChangeResult result =
            other.changes(id).replace(ValueReplacement.of("day", "31.12.2026").with("01.01.2027"));

        assertThat(result.change()).isPresent();
        assertThat(other.results().records(RecordQuery.ofImport(id)).items().get(0).dataJson())
            .isEqualTo("{\"day\":\"2027-01-01\"}");
      }
    }

    @Test
    void thatFindsNothingChangesNothing() {
      long id = load(FILE);

      assertThat(importer.changes(id).replace(ValueReplacement.of("age", "zz")).change()).isEmpty();
    }

    @Test
    void isToldAsItWasAskedFor() {
      long id = load(FILE);
      ValueReplacement asked =
          ValueReplacement.of("age", "n/a", null)
              .onlyRefused(ErrorCode.TYPE_ERROR, "integer")
              .with("7");

      importer.changes(id).replace(asked);

      assertThat(importer.changes(id).find(1).orElseThrow().replacement()).isEqualTo(asked);
    }

    @Test
    void ofManyRowsIsOneChange() {
      int rows = 12_345;
      long id = load(UserFiles.HEADER + "Ann,a@example.com,n/a\n".repeat(rows));

      ChangeResult result =
          importer.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));

      assertThat(result.change().orElseThrow().nowValid()).isEqualTo(rows);
      assertThatImport(result.summary()).isCompletedWith(rows, 0);
      assertThat(importer.results().errorSummary(id).groups()).isEmpty();

      ChangeResult undone = importer.changes(id).undo(1);

      assertThatImport(undone.summary()).isCompletedWith(0, rows);
      assertThat(importer.results().errorSummary(id).groups())
          .singleElement()
          .satisfies(group -> assertThat(group.count()).isEqualTo(rows));
    }
  }

  @Nested
  class AnUndo {

    @Test
    void restoresRowsToTheLetter() {
      long id = load(FILE);
      List<String> before = rows(id);
      var groups = importer.results().errorSummary(id);
      importer
          .changes(id)
          .edit(
              List.of(
                  RowEdit.of(1).set("age", "x"),
                  RowEdit.of(2).set("email", "b@example.com").set("age", "1")));

      ChangeResult result = importer.changes(id).undo(1);

      assertThat(rows(id)).isEqualTo(before);
      assertThat(importer.results().errorSummary(id)).isEqualTo(groups);
      assertThat(result.change().orElseThrow().undoes()).isEqualTo(1);
      assertThat(importer.changes(id).find(1).orElseThrow().undoneBy()).isEqualTo(2);
      isConsistent(id);
    }

    @Test
    void canBeUndone() {
      long id = load(FILE);
      importer.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));
      List<String> changed = rows(id);
      importer.changes(id).undo(1);

      importer.changes(id).undo(2);

      assertThat(rows(id)).isEqualTo(changed);
      assertThat(importer.changes(id).find(1).orElseThrow().undoneBy()).isNull();
      importer.changes(id).undo(1);
      assertThat(summary(id).lastChange()).isEqualTo(4);
    }

    @Test
    void leavesRowsAloneThatWereChangedSince() {
      long id = load(FILE);
      importer.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));
      importer.changes(id).edit(RowEdit.of(5).set("age", "6"));

      ChangeResult result = importer.changes(id).undo(1);

      assertThat(result.leftAlone()).containsExactly(5L);
      assertThat(result.leftAloneRows()).isEqualTo(1);
      assertThat(row(id, 3).status()).isEqualTo(RecordStatus.FAILED);
      assertThat(row(id, 5).data()).containsEntry("age", 6);
      isConsistent(id);
    }

    @Test
    void ofWhatIsUndoneOrChangedSinceIsRefused() {
      long id = load(FILE);
      importer.changes(id).edit(RowEdit.of(1).set("age", "1"));
      importer.changes(id).edit(RowEdit.of(1).set("age", "2"));
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).undo(1))
          .withMessageContaining("changed since");
      importer.changes(id).undo(2);
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).undo(2))
          .withMessageContaining("undone by change 3");
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).undo(9))
          .withMessageContaining("no change 9");
      importer.changes(id).undo(1);
      assertThat(row(id, 1).data()).containsEntry("age", 30);
    }

    @Test
    void mayRestoreARowThatRefersToARefusedOne() {
      Schema schema =
          Schema.builder("tree")
              .field(Field.of("id", FieldType.STRING).required().unique())
              .field(Field.of("parent", FieldType.STRING))
              .field(Field.integer("age"))
              .foreignKey(new ForeignKey(List.of("parent"), null, List.of("id")))
              .build();
      try (Importer tree = db.builder().schema(schema).build()) {
        long id = tree.load(Source.ofText("id,parent,age\n1,,bad\n2,1,7\n", Format.CSV)).id();
        assertThatImport(tree.results().find(id).orElseThrow()).isCompletedWith(1, 1);
        tree.changes(id)
            .edit(List.of(RowEdit.of(1).set("age", "30"), RowEdit.of(2).set("age", "8")));

        tree.changes(id).undo(1);

        assertThatImport(tree.results().find(id).orElseThrow()).isCompletedWith(1, 1);
      }
    }

    @Test
    void takesAFileOfCorrectionsBack() {
      long id = load(FILE);
      List<String> before = rows(id);
      importer.correct(
          id,
          Source.ofText("name,email,age,_row\nCid,cid@example.com,3,3\nEve,e,n/a,5\n", Format.CSV));
      StoredChange change = importer.changes(id).find(1).orElseThrow();
      assertThat(change.kind()).isEqualTo(StoredChange.Kind.CORRECTION);
      assertThat(List.of(change.rows(), change.nowValid())).containsExactly(2L, 1L);

      importer.changes(id).undo(1);

      assertThat(rows(id)).isEqualTo(before);
      isConsistent(id);
    }

    @Test
    void restoresRowsWithMoreErrorsThanAreListed() {
      long id =
          importer
              .load(
                  Source.ofText(
                      UserFiles.HEADER + "Ann,a@example.com,1" + ",z".repeat(150) + "\n",
                      Format.CSV))
              .id();
      List<String> before = rows(id);
      List<Long> counts = counts(id);
      importer.changes(id).edit(RowEdit.of(1).set("age", "y"));
      assertThat(counts(id)).isNotEqualTo(counts);

      importer.changes(id).undo(1);

      assertThat(rows(id)).isEqualTo(before);
      assertThat(counts(id)).isEqualTo(counts);
    }
  }

  private List<Long> counts(long id) {
    return importer.results().errorSummary(id).groups().stream()
        .map(group -> group.count())
        .toList();
  }

  @Nested
  class TheList {

    @Test
    void tellsWhatWasChangedNewestFirstInPages() {
      long id = load(FILE);
      Changes changes = importer.changes(id);
      changes.edit(RowEdit.of(1).set("age", "31"));
      changes.replace(ValueReplacement.of("age", "n/a").with("5"));
      changes.undo(1);

      Page<StoredChange> first = changes.list(PageRequest.ofLimit(2));
      assertThat(first.items()).extracting(StoredChange::number).containsExactly(3L, 2L);
      Page<StoredChange> second =
          changes.list(PageRequest.ofLimit(2).at(first.nextCursor().orElseThrow()));
      assertThat(second.items()).extracting(StoredChange::number).containsExactly(1L);
      assertThat(second.nextCursor()).isEmpty();

      Page<ChangedRow> rows = changes.rows(2, PageRequest.ofLimit(1));
      assertThat(rows.items())
          .containsExactly(
              new ChangedRow(
                  3,
                  RecordStatus.FAILED,
                  RecordStatus.VALID,
                  "[{\"field\":\"age\",\"label\":\"age\",\"from\":\"n/a\",\"to\":\"5\"}]"));
      assertThat(rows.items().get(0).cells()).containsExactly(cell("age", "n/a", "5"));
      assertThat(
              changes.rows(2, PageRequest.ofLimit(1).at(rows.nextCursor().orElseThrow())).items())
          .extracting(ChangedRow::rowNumber)
          .containsExactly(5L);
      assertThat(changes.rows(1, PageRequest.ofLimit(9)).items().get(0).cells())
          .containsExactly(cell("age", 30L, "31"));
    }

    @Test
    void isThatOfAnImportThatIsThere() {
      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.changes(9).list(PageRequest.ofLimit(9)));
      long id = load(FILE);
      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> importer.changes(id).rows(1, PageRequest.ofLimit(9)));
    }

    @Test
    void goesWithTheImport() {
      long id = load(FILE);
      importer.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));

      importer.operations().delete(id);

      assertThatExceptionOfType(ImportNotFoundException.class)
          .isThrownBy(() -> importer.changes(id).undo(1));
      Disk disk = db.disk();
      Waiting.until(
          "what it was has left the disk",
          () -> disk.number("SELECT count(*) FROM import_changes") == 0);
      assertThat(disk.number("SELECT count(*) FROM changed_rows")).isZero();
    }
  }

  @Test
  void whoeverComesSecondIsTold() {
    long id = load(FILE);
    Changes seen = importer.changes(id).ifLastIs(0);
    seen.edit(RowEdit.of(1).set("age", "31"));

    ChangeException late =
        catchThrowableOfType(
            ChangeException.class, () -> seen.edit(RowEdit.of(1).set("age", "32")));

    assertThat(late.reason()).isEqualTo(ChangeException.Reason.CHANGED_MEANWHILE);
    assertThat(row(id, 1).data()).containsEntry("age", 31);
    importer.changes(id).ifLastIs(1).edit(RowEdit.of(1).set("age", "33"));
  }

  @Test
  void onlyCompletedImportsCanBeChanged() {
    long failed =
        catchThrowableOfType(SourceException.class, () -> load("name\nA\n"))
            .importId()
            .orElseThrow();

    assertThatExceptionOfType(ImportStateException.class)
        .isThrownBy(() -> importer.changes(failed).edit(RowEdit.of(1).set("name", "b")));
    assertThatExceptionOfType(ImportNotFoundException.class)
        .isThrownBy(() -> importer.changes(99).undo(1));
  }

  @Test
  void validRowsOfAHandlerAreNotChangedBehindItsBack() {
    List<Object> handled = new ArrayList<>();
    RowHandler handler = batch -> batch.rows().forEach(row -> handled.add(row.value("name")));
    try (Importer other = db.builder().rowHandler("people", handler).build()) {
      long id =
          other
              .load(Source.ofText(FILE, Format.CSV), ImportOptions.DEFAULT.withHandler("people"))
              .id();
      assertThat(handled).containsExactly("Ann", "Dan");

      other.changes(id).replace(ValueReplacement.of("age", "n/a").with("5"));
      assertThat(handled).containsExactly("Ann", "Dan", "Cid", "Eve");

      assertThatExceptionOfType(ChangeException.class)
          .isThrownBy(() -> other.changes(id).edit(RowEdit.of(1).set("age", "31")))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.HANDED_OVER));
      assertThatExceptionOfType(ChangeException.class).isThrownBy(() -> other.changes(id).undo(1));
    }
  }

  @Test
  void textsOfEveryKindComeThrough() {
    long id = load(FILE);
    String odd = "\u0000\ud800 \u202e 'x' \"y\" \\ \n";

    importer.changes(id).edit(RowEdit.of(2).set("name", odd));

    assertThat(row(id, 2).cells()).containsEntry("name", odd);
    assertThat(importer.changes(id).rows(1, PageRequest.ofLimit(1)).items().get(0).cells())
        .containsExactly(cell("name", "Bob", odd));
    importer.changes(id).undo(1);
    assertThat(row(id, 2).cells()).containsEntry("name", "Bob");
  }
}
