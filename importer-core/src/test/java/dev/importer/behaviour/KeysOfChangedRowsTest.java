package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.importer.Importer;
import dev.importer.error.ChangeException;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.row.RowEdit;
import dev.importer.row.ValueReplacement;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.CountingDataSource;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of all rows are read for a change only if a key may change with it. */
class KeysOfChangedRowsTest {

  private static final Schema SCHEMA =
      Schema.builder("keyed")
          .field(Field.string("id"))
          .field(Field.string("department"))
          .field(Field.integer("age"))
          .primaryKey("id")
          .build();

  private static final String FILE =
      """
      id,department,age
      A,Sales,30
      B,Sales,30
      C,Sales,x
      A,Sales,30
      E,Sales,x
      """;

  @Stored TestDatabase db;
  private final AtomicInteger readings = new AtomicInteger();
  private Importer importer;
  private long id;

  @BeforeEach
  void load() {
    CountingDataSource source = new CountingDataSource(db.address());
    importer = TestDatabase.on(source).schema(SCHEMA).build();
    id = importer.load(Source.ofText(FILE, Format.CSV)).id();
    source.afterEach(
        sql -> {
          if (sql.contains("FROM records r WHERE id >") && !sql.contains("max(")) {
            readings.incrementAndGet();
          }
        });
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private StoredRecord row(int number) {
    return importer.results().records(RecordQuery.ofImport(id)).items().get(number - 1);
  }

  @Test
  void aCellThatIsInNoKeyIsEditedWithoutReadingOtherRows() {
    importer.changes(id).edit(RowEdit.of(1).set("department", "Field"));
    importer.changes(id).undo(1);

    assertThat(readings).hasValue(0);
    assertThat(row(1).data()).containsEntry("department", "Sales");
  }

  @Test
  void aKeyIsComparedWithAllOtherRows() {
    importer.changes(id).edit(RowEdit.of(2).set("id", "A"));

    assertThat(row(2).errorMessage()).contains("'A' was seen before in row 1");
    assertThat(readings.get()).isPositive();
  }

  @Test
  void rowsThatWereChangedBeforeTheFirstKeyIsComparedCountWithTheirKeys() {
    importer
        .changes(id)
        .edit(
            List.of(
                RowEdit.of(1).set("department", "Field"),
                RowEdit.of(2).set("department", "Field"),
                RowEdit.of(3).set("age", "31").set("id", "B"),
                RowEdit.of(5).set("age", "31").set("id", "F")));

    assertThat(row(1).status()).isEqualTo(RecordStatus.VALID);
    assertThat(row(2).data()).containsEntry("department", "Field");
    assertThat(row(3).errorMessage()).contains("'B' was seen before in row 2");
    assertThat(row(5).status()).isEqualTo(RecordStatus.VALID);
  }

  @Test
  void aReplacementComparesTheRefusedRowsThatItTouches() {
    importer.changes(id).replace(ValueReplacement.of("department", "Sales").with("Field"));

    assertThat(row(4).errorMessage()).contains("'A' was seen before in row 1");
    assertThat(row(1).data()).containsEntry("department", "Field");

    importer.changes(id).undo(1);
    assertThat(row(1).data()).containsEntry("department", "Sales");
    assertThat(row(4).errorMessage()).contains("'A' was seen before in row 1");
  }

  @Test
  void aKeyThatIsGivenBackIsComparedWithRowsThatWereGivenBackBefore() {
    importer
        .changes(id)
        .edit(List.of(RowEdit.of(1).set("department", "Field"), RowEdit.of(2).set("id", "G")));
    importer.changes(id).edit(RowEdit.of(3).set("age", "31").set("id", "B"));

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> importer.changes(id).undo(1))
        .satisfies(taken -> assertThat(taken.reason()).isEqualTo(ChangeException.Reason.KEY_TAKEN));

    assertThat(row(1).data()).containsEntry("department", "Field");
    importer.changes(id).undo(2);
    importer.changes(id).undo(1);
    assertThat(row(1).data()).containsEntry("department", "Sales");
    assertThat(row(2).data()).containsEntry("id", "B");
  }

  @Test
  void aRowThatBecomesRefusedSaysAllThatIsWrong() {
    importer.changes(id).edit(RowEdit.of(1).set("age", "x"));

    assertThat(row(1).status()).isEqualTo(RecordStatus.FAILED);
    assertThat(readings.get()).isPositive();
  }
}
