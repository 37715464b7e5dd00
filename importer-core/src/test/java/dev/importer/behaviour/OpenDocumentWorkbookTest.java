package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static dev.importer.testing.OpenDocumentFile.cell;
import static dev.importer.testing.OpenDocumentFile.empty;
import static dev.importer.testing.OpenDocumentFile.number;
import static dev.importer.testing.OpenDocumentFile.ofRows;
import static dev.importer.testing.OpenDocumentFile.repeatedRow;
import static dev.importer.testing.OpenDocumentFile.row;
import static dev.importer.testing.OpenDocumentFile.table;
import static dev.importer.testing.OpenDocumentFile.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.OpenDocumentFile;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workbooks of OpenDocument are sources like any other. */
class OpenDocumentWorkbookTest {

  private static final Schema MEMBERS =
      Schema.builder("members")
          .field(Field.string("name").required())
          .field(Field.string("postcode"))
          .field(Field.date("born").format("%d.%m.%Y"))
          .field(Field.number("fee"))
          .field(Field.bool("active"))
          .build();

  private static final ImportOptions AS_MEMBERS = ImportOptions.DEFAULT.withSchema("members");

  private static final String LABELS = row(text("name"), text("postcode"));

  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().addSchema(MEMBERS).build();
  }

  @AfterEach
  void close() {
    importer.close();
  }

  @Test
  void theRowsOfASheetAreStoredAsTheirFieldsHaveThem() {
    OpenDocumentFile file =
        ofRows(
            row(text("Members of the club")),
            row(),
            row(text("name"), text("postcode"), text("born"), text("fee"), text("active")),
            row(
                text("Ada"),
                text("01067"),
                cell("date", "office:date-value=\"1915-12-10\"", "10.12.15"),
                number("1234.5", "1.234,50 €"),
                cell("boolean", "office:boolean-value=\"true\"", "WAHR")),
            repeatedRow(2, text("Bob"), empty(16_383)),
            repeatedRow(1_000_000, empty(16_384)));

    StoredImport stored = load(file, AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(3, 0);
    assertThat(stored.format()).isEqualTo(Format.ODS);
    assertThat(stored.detection().summary()).isEqualTo("ODS, sheet 'Sheet'");
    assertThat(rows(stored)).extracting(StoredRecord::lineNumber).containsExactly(4L, 5L, 6L);
    assertThat(rows(stored).get(0).dataJson())
        .isEqualTo(
            "{\"name\":\"Ada\",\"postcode\":\"01067\",\"born\":\"1915-12-10\",\"fee\":1234.5,"
                + "\"active\":true}");
  }

  @Test
  void aNumberIsReadAsItIsShownIfThatIsAskedFor() {
    OpenDocumentFile file = ofRows(LABELS, row(text("Ada"), number("1067", "01067")));

    StoredImport stored = load(file, AS_MEMBERS);
    StoredImport shown = load(file, AS_MEMBERS.withShown(true));

    assertThat(rows(stored).get(0).dataJson()).contains("\"1067\"");
    assertThat(stored.warnings()).containsOnlyKeys("shown-otherwise");
    assertThat(rows(shown).get(0).dataJson()).contains("\"01067\"");
    assertThat(shown.warnings()).containsOnlyKeys("taken-as-shown");
  }

  @Test
  void anErrorOfAFormulaRefusesItsRow() {
    String error = cell("string", "office:string-value=\"\" calcext:value-type=\"error\"", "#N/A");

    StoredImport stored = load(ofRows(LABELS, row(text("Ada"), error)), AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(0, 1);
    assertThat(rows(stored).get(0).errors())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.CELL_ERROR);
              assertThat(fault.message()).contains("B2", "#N/A");
            });
  }

  @Test
  void anotherSheetIsReadByNameOrNumber() {
    OpenDocumentFile file =
        new OpenDocumentFile(
            table("One", LABELS, row(text("Ada"))),
            table("Two", LABELS, row(text("Bob")), row(text("Cy"))));

    CheckReport first = check(file.source("x.csv"));

    assertThat(first.detection().sheets()).containsExactly("One", "Two");
    assertThat(first.total()).isEqualTo(1);
    for (String sheet : List.of("Two", "2")) {
      ImportOptions options = AS_MEMBERS.with(ImportOption.SHEET, sheet);
      assertThat(importer.check(file.source("x.ods"), options).total()).isEqualTo(2);
    }
  }

  @Test
  void itIsKnownByItsBytesAndRefusedWithAPassword() {
    String rows = table("S", LABELS, row(text("Ada")));
    OpenDocumentFile bare = new OpenDocumentFile(rows).without("mimetype");
    OpenDocumentFile locked =
        new OpenDocumentFile(rows).manifestOfContent("<manifest:encryption-data/>");
    String flat =
        "<?xml version=\"1.0\"?><office:document office:mimetype="
            + "\"application/vnd.oasis.opendocument.spreadsheet\"/>";

    assertThat(check(bare.source("x")).total()).isEqualTo(1);
    assertThat(check(bare.without("META-INF/manifest.xml").source("x")).total()).isEqualTo(1);
    assertThat(refusal(locked.source("x.ods")))
        .hasMessageContaining("without one (in LibreOffice")
        .extracting(SourceException::code)
        .isEqualTo(ErrorCode.ENCRYPTED);
    assertThat(refusal(of(flat)))
        .hasMessageContaining("(.fods). Open it and save it as a workbook (.ods or .xlsx)")
        .extracting(SourceException::code)
        .isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
  }

  private static Source of(String text) {
    return Source.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "x.fods");
  }

  private SourceException refusal(Source source) {
    return catchThrowableOfType(SourceException.class, () -> check(source));
  }

  private CheckReport check(Source source) {
    return importer.check(source, AS_MEMBERS);
  }

  private StoredImport load(OpenDocumentFile file, ImportOptions options) {
    return importer.load(file.source("file.ods"), options).summary();
  }

  private List<StoredRecord> rows(StoredImport stored) {
    return importer.results().stream(RecordQuery.ofImport(stored.id())).toList();
  }
}
