package dev.importer.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowHandler;
import dev.importer.row.RowStream;
import dev.importer.row.TypedRow;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records of an application that know more of themselves than a schema does. */
class OwnRecordsTest {

  private final Importer importer = TestDatabase.inMemory().build();

  record Stay(int from, int until) {
    Stay {
      if (until < from) {
        throw new IllegalArgumentException("it ends on day " + until + " before day " + from);
      }
    }
  }

  record Careless(@Nullable String name) {
    Careless {
      name = name.strip();
    }
  }

  record Broken(int id) {
    Broken {
      if (id > 0) {
        throw new StackOverflowError();
      }
    }
  }

  record Contact(String name, @Nullable String phone, Optional<String> note) {}

  @AfterEach
  void close() {
    importer.close();
  }

  private <T> List<TypedRow<T>> read(String csv, Class<T> type) {
    try (RowStream<T> rows = importer.read(Source.ofText(csv, Format.CSV), type)) {
      return rows.stream().toList();
    }
  }

  @Test
  void aRowThatTheRecordRefusesIsAnErrorOfThatRowOnly() {
    List<TypedRow<Stay>> rows = read("from,until\n1,2\n5,3\n4,4\n", Stay.class);

    assertThat(rows)
        .extracting(TypedRow::value)
        .containsExactly(new Stay(1, 2), null, new Stay(4, 4));
    assertThat(rows.get(1).errors())
        .containsExactly(
            new ImportError(
                ErrorCode.ROW_CONSTRAINT,
                "Stay",
                null,
                null,
                null,
                "it ends on day 3 before day 5",
                2,
                3));
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.get(1).require())
        .withMessageContaining("it ends on day 3 before day 5");
  }

  @Test
  void aConstructorThatSaysNothingIsNamedByWhatItThrows() {
    String json = "[{\"name\": null}, {\"name\": \" Ann \"}]";
    try (RowStream<Careless> rows =
        importer.read(Source.ofText(json, Format.JSON), Careless.class)) {
      List<TypedRow<Careless>> all = rows.stream().toList();
      assertThat(all.get(0).errors())
          .extracting(ImportError::code)
          .containsExactly(ErrorCode.ROW_CONSTRAINT);
      assertThat(all.get(0).errors().get(0).message()).isNotBlank();
      assertThat(all.get(1).require().name()).isEqualTo("Ann");
    }
  }

  @Test
  void anErrorOfTheMachineIsNoFaultOfTheRow() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() -> read("id\n1\n", Broken.class));
  }

  @Test
  void aHandlerGetsRefusedRowsWithTheirReasonsToo() {
    List<TypedRow<Stay>> handled = new ArrayList<>();
    RowHandler handler = batch -> handled.addAll(batch.as(Stay.class));
    try (Importer own =
        TestDatabase.inMemory()
            .schema(Schema.of(Stay.class))
            .rowHandler("stays", handler)
            .build()) {
      own.load(
          Source.ofText("from,until\n1,2\n5,3\n", Format.CSV),
          ImportOptions.DEFAULT.withHandler("stays"));
    }
    assertThat(handled).extracting(TypedRow::isValid).containsExactly(true, false);
  }

  @Test
  void aComponentThatNoColumnFeedsIsAWarningBeforeTheFirstRow() {
    Source source = Source.ofText("Name,telephone\nAnn,123\n", Format.CSV);
    try (RowStream<Contact> rows = importer.read(source, Contact.class)) {
      assertThat(rows.unfedComponents()).containsExactly("phone", "note");
      assertThat(rows.warnings())
          .containsEntry("unfed-component", 2L)
          .containsEntry("unknown-column", 1L);
      assertThat(rows.iterator().next().require())
          .isEqualTo(new Contact("Ann", null, Optional.empty()));
    }
  }

  @Test
  void columnsBeyondTheSchemaFeedComponentsToo() {
    Source source = Source.ofText("name,PHONE,note\nAnn,123,x\n", Format.CSV);
    ImportOptions unchecked = ImportOptions.DEFAULT.withSchema("none");
    try (RowStream<Contact> rows = importer.read(source, Contact.class, unchecked)) {
      assertThat(rows.unfedComponents()).isEmpty();
      assertThat(rows.warnings()).doesNotContainKey("unfed-component");
    }
  }

  @Test
  void ofJsonItIsKnownAfterTheLastRow() {
    String json = "[{\"name\": \"Ann\"}, {\"name\": \"Bob\", \"note\": \"x\"}]";
    try (RowStream<Contact> rows = importer.read(Source.ofText(json, Format.JSON), Contact.class)) {
      assertThat(rows.unfedComponents()).isEmpty();
      rows.forEach(row -> {});
      assertThat(rows.unfedComponents()).containsExactly("phone");
      assertThat(rows.warnings()).containsEntry("unfed-component", 1L);
    }
  }
}
