package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.importer.Importer;
import dev.importer.Template;
import dev.importer.error.ImportStateException;
import dev.importer.job.ImportOptions;
import dev.importer.job.ImportResult;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.ChildJvm;
import dev.importer.testing.HeldProcess;
import dev.importer.testing.UserFiles;
import dev.importer.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema can come with an import; whoever works on the import later has it from there. */
class OwnSchemaTest {

  private static final Schema OWN = schema("Age in years");
  private static final ImportOptions WITH_OWN = ImportOptions.DEFAULT.withSchema(OWN);
  private static final String CSV = "name,age\nAda,36\nBob,old\n";

  @TempDir Path folder;

  private static Schema schema(String title) {
    return Schema.builder("own")
        .field(Field.string("name").required())
        .field(Field.integer("age").description(new Description(title, null, "42", null)))
        .build();
  }

  private Path database() {
    return folder.resolve("imports.db");
  }

  private Source source() {
    return Source.ofText(CSV, Format.CSV);
  }

  @Test
  void rowsAreCheckedAgainstIt() {
    try (Importer importer = Importer.inMemory()) {
      ImportResult result = importer.load(source(), WITH_OWN);

      assertThatImport(result).isCompletedWith(1, 1);
      assertThat(result.summary().schema()).isEqualTo("own");
      assertThat(
              importer.results().stream(RecordQuery.ofImport(result.id()))
                  .findFirst()
                  .orElseThrow()
                  .data())
          .containsEntry("age", 36);
      assertThat(importer.check(source(), WITH_OWN).counts()).isEqualTo(result.counts());
      assertThat(importer.operations().schemas()).doesNotContainKey("own");
    }
  }

  @Test
  void itWinsOverTheOneOfItsNameThatTheImporterHas() {
    Schema other = Schema.builder("own").field(Field.string("age")).build();
    try (Importer importer = Importer.builder().inMemory().addSchema(other).build()) {
      long own = importer.load(source(), WITH_OWN).id();
      long named = importer.load(source(), ImportOptions.DEFAULT.withSchema("own")).id();

      assertThat(named).isNotEqualTo(own);
      assertThat(importer.results().find(own).orElseThrow().failedRecords()).isEqualTo(1);
      assertThat(importer.results().find(named).orElseThrow().failedRecords()).isZero();
      assertThat(importer.results().schemaOf(importer.results().find(own).orElseThrow()))
          .contains(OWN);
      assertThat(importer.results().schemaOf(importer.results().find(named).orElseThrow()))
          .contains(other);
    }
  }

  @Test
  void theSameBytesUnderTheSameRulesAreOneImport() {
    try (Importer importer = Importer.builder().inMemory().addSchema(OWN).build()) {
      long first = importer.load(source(), WITH_OWN).id();

      assertThat(importer.load(source(), WITH_OWN).id()).isEqualTo(first);
      assertThat(importer.load(source(), WITH_OWN.withSchema(schema("Age"))).id()).isEqualTo(first);
      assertThat(importer.load(source(), WITH_OWN.withSchema("own")).id()).isEqualTo(first);
      assertThat(importer.load(source(), WITH_OWN.withMaxErrors(9)).id()).isEqualTo(first);
      Schema stricter = Schema.builder("own").field(Field.string("age").required()).build();
      assertThat(importer.load(source(), WITH_OWN.withSchema(stricter)).id()).isNotEqualTo(first);
    }
  }

  @Test
  void anImporterWithoutItCorrectsTheImport() {
    long id;
    try (Importer importer = Importer.open(database())) {
      id = importer.load(source(), WITH_OWN).id();
    }

    try (Importer importer = Importer.open(database())) {
      CorrectionResult again =
          importer.correct(
              id,
              Source.ofText(
                  "[{\"row_number\":2,\"data\":{\"name\":\"Bob\",\"age\":\"?\"}}]", Format.JSON));
      assertThat(again.stillFailed()).isEqualTo(1);

      CorrectionResult corrected =
          importer.correct(
              id,
              Source.ofText(
                  "[{\"row_number\":2,\"data\":{\"name\":\"Bob\",\"age\":41}}]", Format.JSON));
      assertThat(corrected.corrected()).isEqualTo(1);
      StoredImport stored = importer.results().find(id).orElseThrow();
      assertThat(stored.failedRecords()).isZero();
      Schema known = importer.results().schemaOf(stored).orElseThrow();
      assertThat(known).isEqualTo(OWN);
      assertThat(Template.of(known).csv()).isEqualTo(Template.of(OWN).csv());
    }
  }

  @Test
  void anImportThatWasKilledResumesWhereNobodyKnowsIt() {
    Path file = UserFiles.valid(folder.resolve("users.csv"), 1_000);
    Schema ages =
        Schema.builder("own").field(Field.string("name")).field(Field.string("age")).build();
    try (ChildJvm child =
        ChildJvm.start(
            HeldProcess.class,
            List.of(),
            List.of(database().toString(), file.toString(), ages.toJson()))) {
      child.awaitLine("held"::equals);
      child.kill();
    }

    try (Importer importer = Importer.open(database())) {
      ImportResult result = Waiting.get(importer.operations().job(1).orElseThrow().result());

      assertThatImport(result).isCompletedWith(1_000, 0);
      assertThat(importer.results().stream(RecordQuery.ofImport(1)))
          .hasSize(1_000)
          .allMatch(row -> row.data().get("age") instanceof String);
    }
  }

  @Test
  void aNameThatIsNotKnownIsStillRefused() {
    long id;
    try (Importer importer = Importer.builder().database(database()).addSchema(OWN).build()) {
      id = importer.load(source(), ImportOptions.DEFAULT.withSchema("own")).id();
    }
    try (Importer importer = Importer.open(database())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> importer.load(source(), ImportOptions.DEFAULT.withSchema("own")))
          .withMessage("schema 'own' is not known; there are [none, users]");
      Assertions.assertThatExceptionOfType(ImportStateException.class)
          .isThrownBy(() -> importer.correct(id, Source.ofText("[]", Format.JSON)))
          .withMessageContaining("no longer known here");
      assertThat(importer.results().schemaOf(importer.results().find(id).orElseThrow())).isEmpty();
    }
  }
}
