package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import dev.importer.type.FieldType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules across rows hold for corrected rows, too. */
class CorrectedKeysTest {

  private static final Schema SCHEMA =
      Schema.builder("keyed")
          .field(Field.string("id"))
          .field(Field.date("day").format("%d.%m.%Y").unique())
          .field(Field.string("parent"))
          .primaryKey("id")
          .foreignKey(new ForeignKey(List.of("parent"), null, List.of("id")))
          .build();

  private static final String FILE =
      """
      id,day,parent
      A,01.01.2026,
      A,02.01.2026,
      B,01.01.2026,
      C,03.01.2026,Z
      D,never,
      """;

  private Importer importer;
  private long id;

  @BeforeEach
  void load() {
    importer = TestDatabase.inMemory().schema(SCHEMA).build();
    id = importer.load(Source.ofText(FILE, Format.CSV)).id();
    assertThat(importer.results().find(id).orElseThrow().failedRecords()).isEqualTo(4);
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private CorrectionResult correct(String rows) {
    return importer.correct(id, Source.ofText("id,day,parent,_row\n" + rows, Format.CSV));
  }

  private String messageOf(int row) {
    StoredRecord record = importer.results().records(RecordQuery.ofImport(id)).items().get(row - 1);
    assertThat(record.status()).isEqualTo(RecordStatus.FAILED);
    return String.valueOf(record.errorMessage());
  }

  @Test
  void aValueThatAValidRowHasIsRefusedHoweverItIsStored() {
    CorrectionResult result = correct("D,01.01.2026,,5\n");

    assertThat(result.corrected()).isZero();
    assertThat(messageOf(5)).isEqualTo("day: '01.01.2026' was seen before in row 1");
  }

  @Test
  void aListThatAValidRowHasIsRefused() {
    Schema lists =
        Schema.builder("lists")
            .field(Field.list("tags", FieldType.INTEGER).unique())
            .field(Field.integer("age"))
            .build();
    long other =
        importer
            .load(
                Source.ofText("tags,age\n\"1,2\",1\n\"3,4\",x\n", Format.CSV),
                ImportOptions.DEFAULT.withSchema(lists))
            .id();

    CorrectionResult result =
        importer.correct(other, Source.ofText("tags,age,_row\n\"1,2\",1,2\n", Format.CSV));

    assertThat(result.corrected()).isZero();
    assertThat(result.stillFailed()).isEqualTo(1);
  }

  @Test
  void aValueThatAnotherRefusedRowHasIsRefused() {
    correct("B,02.01.2026,,2\n");

    assertThat(messageOf(2)).isEqualTo("id: 'B' was seen before in row 3");
  }

  @Test
  void twoCorrectedRowsMustDiffer() {
    CorrectionResult result = correct("E,06.01.2026,,2\nE,07.01.2026,,5\n");

    assertThat(result.corrected()).isEqualTo(1);
    assertThat(messageOf(5)).isEqualTo("id: 'E' was seen before in row 2");
  }

  @Test
  void aRowMayReferToOneThatIsCorrectedWithIt() {
    CorrectionResult result =
        correct("C,03.01.2026,E,4\nE,02.01.2026,,2\nB,04.01.2026,A,3\nD,05.01.2026,,5\n");

    assertThat(result.corrected()).isEqualTo(4);
    assertThat(result.summary().failedRecords()).isZero();
  }

  @Test
  void aRowMustNotReferToOneThatIsNowhere() {
    correct("C,03.01.2026,Y,4\n");

    assertThat(messageOf(4)).isEqualTo("parent: 'Y' is not a value of id");
  }
}
