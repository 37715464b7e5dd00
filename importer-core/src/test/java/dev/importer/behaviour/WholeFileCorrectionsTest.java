package dev.importer.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOptions;
import dev.importer.job.RowMatch;
import dev.importer.results.CheckReport;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordQuery;
import dev.importer.results.SeenImport;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Source;
import dev.importer.testing.Stored;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole file, corrected, goes back into the import that was made of it. */
class WholeFileCorrectionsTest {

  private static final String FIRST =
      """
      name,email,age
      Mia Berg,mia@example.com,41
      Tom Oz,tom@example,29
      Ela Ray,ela@example.com,33
      """;
  private static final String SECOND = FIRST.replace("tom@example,", "tom@example.com,");
  private static final String RESAVED = "\uFEFF" + FIRST.replace(',', ';').replace("\n", "\r\n");

  private static final Schema KEYED =
      Schema.builder("parts")
          .field(Field.integer("id"))
          .field(Field.string("code").unique())
          .field(Field.number("price"))
          .primaryKey("id")
          .build();

  @Stored TestDatabase db;
  private Importer importer;

  @BeforeEach
  void open() {
    importer = db.open();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  private static Source source(String text) {
    return source(text.getBytes(UTF_8));
  }

  private static Source source(byte[] bytes) {
    return Source.of(new ByteArrayInputStream(bytes), "whole.csv");
  }

  private StoredImport load(String text) {
    return importer.load(source(text)).summary();
  }

  private SourceException refused(long id, String text, ImportOptions options) {
    String before = db.disk().fingerprint(id);
    SourceException refused =
        catchThrowableOfType(
            SourceException.class, () -> importer.correct(id, source(text), options));
    assertThat(db.disk().fingerprint(id)).isEqualTo(before);
    return refused;
  }

  private SourceException refused(long id, String text) {
    return refused(id, text, ImportOptions.DEFAULT);
  }

  private static void assertCounts(
      CorrectionResult result, long corrected, long stillFailed, long unchanged) {
    assertThat(List.of(result.corrected(), result.stillFailed(), result.unchanged()))
        .containsExactly(corrected, stillFailed, unchanged);
  }

  private List<StoredRecord> rows(long id) {
    return importer.results().records(RecordQuery.ofImport(id)).items();
  }

  @Test
  void aFileThatWasFixedAndSentAgainCorrectsItsImport() {
    long id = load(FIRST).id();

    CheckReport second = importer.check(source(SECOND));
    assertThat(second.seen())
        .extracting(SeenImport::importId, SeenImport::rows, SeenImport::correctable)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, 2L, true));
    assertThat(second.notices().get(0).message())
        .startsWith("2 of its 3 valid rows are stored by import 1 ('whole.csv', ")
        .endsWith(
            " This looks like import 1 corrected: correct that import with this file, or import"
                + " the file anew.");

    assertCounts(importer.correct(id, source(SECOND)), 1, 0, 2);
    assertThat(importer.results().find(id).orElseThrow().processedRecords()).isEqualTo(3);
    assertThat(rows(id).get(1).data()).containsEntry("email", "tom@example.com");
    assertCounts(importer.correct(id, source(SECOND)), 0, 0, 3);

    CheckReport resaved = importer.check(source(RESAVED));
    assertThat(resaved.warnings()).containsEntry("seen-rows", 2L);
    assertThat(resaved.seen())
        .extracting(SeenImport::rows, SeenImport::ofRows, SeenImport::correctable)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, 2L, false));
    assertThat(importer.check(source(SECOND)).warnings()).containsEntry("seen-rows", 3L);
  }

  @Test
  void aFileInWhichNothingWasCorrectedIsNotTakenForACorrection() {
    load(FIRST);
    assertThat(importer.check(source(RESAVED)).seen())
        .extracting(SeenImport::correctable)
        .containsExactly(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252"})
  void howItWasSavedDoesNotMatter(String charset) {
    String file = "name,email,age\nJörg,jörg,41\nZoë,zoe@example.com,29\nÉva,eva@example.com,old\n";
    long id = importer.load(source(file.getBytes(Charset.forName("windows-1252")))).id();
    String corrected =
        """
        email;age;name
        "joerg@example.com";41;"Jörg"
        zoe@example.com;29;Zoë
        eva@example.com;older;Éva
        """;
    byte[] sent = corrected.getBytes(Charset.forName(charset));
    assertCounts(importer.correct(id, source(sent)), 1, 1, 1);
    assertThat(rows(id).get(0).data()).containsEntry("name", "Jörg").containsEntry("age", 41);
    assertThat(rows(id).get(2).cells()).containsEntry("age", "older");
    assertThat(rows(id).get(2).lineNumber()).isEqualTo(4);
  }

  @Test
  void aFileWithoutLabelsAndOneBelowOtherLinesAreReadAsTheyWere() {
    ImportOptions bare =
        ImportOptions.DEFAULT.withDialect(
            dev.importer.source.Dialect.UNSPECIFIED.withHeader(false));
    ImportOptions none = bare.withSchema(Schema.NONE);
    String text = "1,2\n3,4,5\n6,7\n";
    long id = importer.load(source(text), none).id();
    assertCounts(importer.correct(id, source("1,2\n3,4\n6,7\n")), 1, 0, 2);
    assertThat(refused(id, "1,2\n3,4\n6,8\n").getMessage())
        .contains("row 3 (line 3) is valid there, but its 'column_2' is '7' there and '8' here");

    String report = "Report of May\n\n";
    ImportOptions skipping =
        ImportOptions.DEFAULT.withDialect(dev.importer.source.Dialect.UNSPECIFIED.withSkipRows(2));
    long below = importer.load(source(report + FIRST), skipping).id();
    assertCounts(importer.correct(below, source(report + SECOND)), 1, 0, 2);
  }

  @Test
  void jsonIsCorrectedByJson() {
    String json =
        """
        [{"name":"Mia","email":"mia@example.com","age":41},
         {"name":"Tom","email":"tom","age":29},
         {"name":"Ela","email":"ela@example.com","age":1}]
        """;
    long id = load(json).id();
    String corrected = json.replace("\"tom\"", "\"tom@example.com\"");
    assertThat(importer.check(source(corrected)).seen().get(0).correctable()).isTrue();
    assertCounts(importer.correct(id, source(corrected)), 1, 0, 2);
    assertThat(refused(id, json.replace("\"Ela\"", "\"Eli\"")).code())
        .isEqualTo(ErrorCode.OTHER_ROWS);
  }

  @Test
  void theFirstDifferenceIsNamed() {
    long id = load(FIRST).id();
    SourceException other = refused(id, SECOND.replace("Ela", "Eli").replace(",41", ",42"));
    assertThat(other.code()).isEqualTo(ErrorCode.OTHER_ROWS);
    assertThat(other.line()).hasValue(2);
    assertThat(other.getMessage())
        .contains("row 1 (line 2) is valid there, but its 'age' is '41' there and '42' here")
        .contains("2 valid rows differ")
        .contains("import this file anew");
    assertThat(refused(id, SECOND.replace("mia@example.com", "mia")).getMessage())
        .contains("row 1 (line 2) is valid there, but would be refused here: email: 'mia'");
    assertThat(refused(id, SECOND + "Neo,neo@example.com,1\n").getMessage())
        .contains("line 5 is a further row");
    assertThat(refused(id, SECOND.substring(0, SECOND.indexOf("Ela"))).getMessage())
        .contains("it ends after 2 rows");
    assertThat(refused(id, "name;mail\nMia;m@example.com\n").code())
        .isEqualTo(ErrorCode.NO_ROW_NUMBER);
    assertThat(
            refused(id, SECOND, ImportOptions.DEFAULT.withMatch(RowMatch.PRIMARY_KEY)).getMessage())
        .contains("the schema 'users' has none");
  }

  @Test
  void rowsInAnotherOrderAreFoundByTheirKeys() {
    ImportOptions keyed = ImportOptions.DEFAULT.withSchema(KEYED);
    long id = importer.load(source("id,code,price\n1,a,1.50\n2,b,x\n3,a,3\n4,d,4\n"), keyed).id();
    String moved = "id,code,price\n4,d,4.0\n02,b,2\n3,c,3\n";
    assertThat(refused(id, moved, ImportOptions.DEFAULT.withMatch(RowMatch.ROW_NUMBER)).code())
        .isEqualTo(ErrorCode.OTHER_ROWS);
    assertThat(refused(id, moved + "9,z,9\n").getMessage())
        .contains("no row there has the primary key of line 5");
    assertThat(refused(id, moved + "3,y,9\n").getMessage())
        .contains("line 5 is row 3 a second time");
    assertThat(refused(id, moved.replace("4.0", "5")).getMessage())
        .contains("row 4 (line 2) is valid there, but its 'price' is '4' there and '5' here");
    // A value that a valid row has already stays refused.
    assertCounts(importer.correct(id, source(moved.replace("3,c", "3,d"))), 1, 1, 1);
    assertThat(rows(id).get(2).error().orElseThrow()).contains("was seen before in row 4");
    assertCounts(importer.correct(id, source(moved)), 1, 0, 2);
    assertThat(importer.results().find(id).orElseThrow().failedRecords()).isZero();
  }

  @Test
  void theFileIsReadWithTheOptionsOfItsImport() {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withMap("Mail", "email")
            .withoutColumn("Note")
            .withConstant("age", "7")
            .withRepair(dev.importer.source.QuoteRepair.BY_ROW_WIDTH)
            .withTrim(dev.importer.job.Trim.CELLS);
    String file =
        """
        name,Mail,Note
        Mia , mia@example.com,first
        "Tom "T" Oz",tom,second
        "Ela, "E" Ray",ela@example.com,third
        """;
    long id = importer.load(source(file), options).id();
    assertThat(importer.results().find(id).orElseThrow().failedRecords()).isEqualTo(1);
    String corrected = file.replace("tom,", "tom@example.com,").replace("first", "changed");
    assertThat(importer.check(source(corrected), options).seen().get(0).correctable()).isTrue();
    assertCounts(importer.correct(id, source(corrected)), 1, 0, 2);
    assertThat(rows(id).get(1).data())
        .containsEntry("email", "tom@example.com")
        .containsEntry("age", 7);
  }

  @Test
  void afterACorrectionTheRowsAreKnown() {
    long id = load(FIRST).id();
    importer.correct(id, source("email,name,age,_row\ntom@example.com,Tom Oz,29,2\n"));
    assertThat(importer.check(source("name,email,age\nTom Oz,tom@example.com,29\n")).seen())
        .extracting(SeenImport::rows)
        .containsExactly(1L);
  }
}
