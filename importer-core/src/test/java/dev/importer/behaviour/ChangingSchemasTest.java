package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.job.ImportOptions;
import dev.importer.results.StoredImport;
import dev.importer.row.RowEdit;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Schemas that come, change and go while the importer runs. */
class ChangingSchemasTest {

  private static final Schema NUMBERS = pets(Field.integer("age"));
  private static final Schema TEXTS = pets(Field.string("age"));
  private static final ImportOptions PETS = ImportOptions.DEFAULT.withSchema("pets");

  @Stored TestDatabase db;
  private final List<Schema> now = new CopyOnWriteArrayList<>();

  private static Schema pets(Field age) {
    return Schema.builder("pets").field(Field.string("name").required()).field(age).build();
  }

  private static Source source() {
    return Source.ofText("name,age\nTom,3\nRex,old\n", Format.CSV);
  }

  private Importer open() {
    return db.builder().changingSchemas(() -> now).build();
  }

  private void put(Schema schema) {
    now.removeIf(each -> each.name().equals(schema.name()));
    now.add(schema);
  }

  @Test
  void areKnownFromTheMomentThatTheyAreThere() {
    try (Importer importer = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.load(source(), PETS))
          .withMessageContaining("'pets' is not known");

      put(NUMBERS);
      assertThat(importer.operations().schemas()).containsEntry("pets", NUMBERS);
      assertThatImport(importer.load(source(), PETS)).isCompletedWith(1, 1);

      put(TEXTS);
      assertThatImport(importer.load(source(), PETS)).isCompletedWith(2, 0);

      now.clear();
      assertThat(importer.operations().schemas()).containsOnlyKeys("none", "users");
    }
  }

  @Test
  void importsAreCorrectedUnderThoseThatTheyWereAcceptedUnder() {
    put(NUMBERS);
    long id;
    try (Importer importer = open()) {
      id = importer.load(source(), PETS).id();
      now.clear();
      StoredImport stored = importer.results().find(id).orElseThrow();
      assertThat(importer.results().schemaOf(stored)).contains(NUMBERS);
    }

    put(TEXTS);
    try (Importer importer = open()) {
      importer.changes(id).edit(List.of(RowEdit.builder(2).set("age", "older").build()));
      assertThat(importer.results().find(id).orElseThrow().failedRecords()).isEqualTo(1);
      importer.changes(id).edit(List.of(RowEdit.builder(2).set("age", "9").build()));
      assertThat(importer.results().find(id).orElseThrow().failedRecords()).isZero();
    }
  }

  @Test
  void theOneCalledUsersHoldsWhereNoneIsNamed() {
    Schema users = Schema.builder("users").field(Field.string("name")).build();
    try (Importer importer = open()) {
      assertThat(importer.operations().defaultSchema()).isEqualTo(Schema.USERS);

      put(users);
      assertThat(importer.operations().defaultSchema()).isEqualTo(users);
      assertThatImport(importer.load(source())).isCompletedWith(2, 0);

      put(Schema.builder("none").field(Field.integer("name")).build());
      assertThat(importer.operations().schemas()).containsEntry("none", Schema.NONE);
    }
  }

  @Test
  void theSameFileUnderTheSameRulesIsOneImportWhoeverHasTheSchema() {
    long id;
    try (Importer importer = db.builder().addSchema(NUMBERS).build()) {
      id = importer.load(source(), PETS).id();
    }

    put(NUMBERS);
    try (Importer importer = open()) {
      assertThat(importer.load(source(), PETS).id()).isEqualTo(id);
      put(TEXTS);
      assertThat(importer.load(source(), PETS).id()).isNotEqualTo(id);
    }
  }

  @Test
  void whatColumnsMeantIsRememberedForThem() {
    put(NUMBERS);
    try (Importer importer = open()) {
      importer.load(
          Source.ofText("Pet,Years\nTom,3\n", Format.CSV),
          PETS.withMap("Pet", "name").withMap("Years", "age"));

      assertThatImport(importer.load(Source.ofText("Pet,Years\nRex,4\n", Format.CSV), PETS))
          .isCompletedWith(1, 0);
    }
  }
}
