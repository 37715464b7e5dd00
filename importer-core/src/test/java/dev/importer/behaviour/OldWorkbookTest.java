package dev.importer.behaviour;

import static dev.importer.testing.ImportAssert.assertThatImport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.importer.Importer;
import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.job.ImportOption;
import dev.importer.job.ImportOptions;
import dev.importer.results.RecordQuery;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Source;
import dev.importer.testing.HidingClassLoader;
import dev.importer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old workbooks of Excel are sources like any other, if Apache POI is there. */
class OldWorkbookTest {

  private static final Schema MEMBERS =
      Schema.builder("members")
          .field(Field.string("name").required())
          .field(Field.string("postcode"))
          .field(Field.date("born").format("%d.%m.%Y"))
          .field(Field.number("fee"))
          .field(Field.bool("active"))
          .build();

  private static final ImportOptions AS_MEMBERS = ImportOptions.DEFAULT.withSchema("members");

  private final HSSFWorkbook workbook = new HSSFWorkbook();
  private Importer importer;

  @BeforeEach
  void open() {
    importer = TestDatabase.inMemory().addSchema(MEMBERS).build();
  }

  @AfterEach
  void close() throws IOException {
    importer.close();
    workbook.close();
  }

  @Test
  void theRowsOfASheetAreStoredAsTheirFieldsHaveThem() {
    HSSFSheet sheet = workbook.createSheet("Members");
    addRow(sheet, 0, "Members of the club");
    addRow(sheet, 2, "name", "postcode", "born", "fee", "active");
    HSSFRow ada = addRow(sheet, 3, "Ada", "01067");
    show(number(ada, 2, 5823), "dd.mm.yyyy");
    number(ada, 3, 1234.5);
    ada.createCell(4).setCellValue(true);
    addRow(sheet, 4, "Bob").setZeroHeight(true);
    addRow(sheet, 9, "", "").createCell(30);

    StoredImport stored = load(AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(2, 0);
    assertThat(stored.format()).isEqualTo(Format.XLS);
    assertThat(stored.detection().summary()).isEqualTo("XLS, sheet 'Members'");
    assertThat(stored.warnings()).containsKey("hidden-rows");
    assertThat(rows(stored)).extracting(StoredRecord::lineNumber).containsExactly(4L, 5L);
    assertThat(rows(stored).get(0).dataJson())
        .isEqualTo(
            "{\"name\":\"Ada\",\"postcode\":\"01067\",\"born\":\"1915-12-10\",\"fee\":1234.5,"
                + "\"active\":true}");
  }

  @Test
  void aNumberIsReadAsItIsShownIfThatIsAskedFor() {
    HSSFSheet sheet = workbook.createSheet();
    addRow(sheet, 0, "name", "postcode");
    show(number(addRow(sheet, 1, "Ada"), 1, 1067), "00000");

    StoredImport stored = load(AS_MEMBERS);
    StoredImport shown = load(AS_MEMBERS.withShown(true));

    assertThat(rows(stored).get(0).dataJson()).contains("\"1067\"");
    assertThat(stored.warnings()).containsOnlyKeys("shown-otherwise");
    assertThat(rows(shown).get(0).dataJson()).contains("\"01067\"");
    assertThat(shown.warnings()).containsOnlyKeys("taken-as-shown");
  }

  @Test
  void aFormulaIsReadAsItsValueAndAnErrorRefusesItsRow() {
    HSSFSheet sheet = workbook.createSheet();
    addRow(sheet, 0, "name", "fee", "postcode");
    HSSFRow ada = addRow(sheet, 1, "Ada");
    ada.createCell(1).setCellFormula("0.1+0.2");
    ada.createCell(2).setCellFormula("\"01\"&\"067\"");
    addRow(sheet, 2, "Bob").createCell(2).setCellFormula("1/0");
    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();

    StoredImport stored = load(AS_MEMBERS);

    assertThatImport(stored).isCompletedWith(1, 1);
    assertThat(rows(stored).get(0).dataJson()).contains("\"01067\"").contains("0.3");
    assertThat(rows(stored).get(1).errors())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.CELL_ERROR);
              assertThat(fault.message()).contains("C3", "#DIV/0!");
            });
  }

  @Test
  void theFirstSheetThatPeopleSeeIsReadAndAnotherOneByItsName() {
    addRow(workbook.createSheet("Lists"), 0, "name");
    HSSFSheet sheet = workbook.createSheet("Members");
    addRow(sheet, 0, "name");
    addRow(sheet, 1, "Ada");
    addRow(workbook.getSheet("Lists"), 1, "Bob");
    workbook.setActiveSheet(1);
    workbook.setSheetHidden(0, true);

    StoredImport first = load(AS_MEMBERS);
    StoredImport other = load(AS_MEMBERS.with(ImportOption.SHEET, "Lists"));

    assertThat(first.detection().sheets()).containsExactly("Lists", "Members");
    assertThat(rows(first).get(0).dataJson()).contains("Ada");
    assertThat(rows(other).get(0).dataJson()).contains("Bob");
  }

  @Test
  void daysAreCountedFrom1904IfTheWorkbookSaysSo() {
    workbook.getInternalWorkbook().getRecords().stream()
        .filter(DateWindow1904Record.class::isInstance)
        .map(DateWindow1904Record.class::cast)
        .forEach(window -> window.setWindowing((short) 1));
    HSSFSheet sheet = workbook.createSheet();
    addRow(sheet, 0, "name", "born");
    show(number(addRow(sheet, 1, "Ada"), 1, 366), "yyyy-mm-dd");

    assertThat(rows(load(AS_MEMBERS)).get(0).dataJson())
        .contains(LocalDate.of(1905, 1, 1).toString());
  }

  @Test
  void oneWithAPasswordIsRefused() {
    addRow(workbook.createSheet(), 0, "name");
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    byte[] locked;
    try {
      locked = bytes();
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    assertThat(refusal(locked))
        .hasMessageContaining("save it without protection (in Excel: File,")
        .extracting(SourceException::code)
        .isEqualTo(ErrorCode.ENCRYPTED);
  }

  @Test
  void whateverIsDamagedIsReadOrRefused() {
    HSSFSheet sheet = workbook.createSheet();
    addRow(sheet, 0, "name", "postcode");
    addRow(sheet, 1, "Ada", "01067");
    byte[] whole = bytes();
    Random random = new Random(1);

    for (int i = 0; i < 100; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int j = 0; j < 20 && damaged.length > 8; j++) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
      }
      // Anything else that is thrown fails the test.
      refusal(damaged);
    }

    assertThat(refusal(Arrays.copyOf(whole, whole.length / 2)))
        .hasMessageContaining("no workbook of Excel 97 or later (.xls), or a damaged one.")
        .extracting(SourceException::code)
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void textsThatAreSaidToBeThereAreNotMadeUp() {
    addRow(workbook.createSheet(), 0, "name");
    byte[] file = bytes();
    int table = 0;
    while (file[table] != (byte) SSTRecord.sid
        || file[table + 4] != 1
        || file[table + 8] != 1
        || file[table + 12] != 4) {
      table++;
    }
    file[table + 11] = 0x7F;

    assertThat(refusal(file))
        .hasMessageContaining("in its table of texts: most of them are missing.")
        .extracting(SourceException::code)
        .isEqualTo(ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void withoutApachePoiOneIsRefusedInWordsThatSayWhatToDo() throws ReflectiveOperationException {
    addRow(workbook.createSheet(), 0, "name");
    ClassLoader without =
        new HidingClassLoader("org.apache.poi.", OldWorkbookTest.class.getClassLoader());
    @SuppressWarnings("unchecked")
    Function<byte[], String> checking =
        (Function<byte[], String>)
            without.loadClass(Checking.class.getName()).getConstructor().newInstance();

    assertThat(checking.apply(bytes()))
        .isEqualTo(
            "unsupported-format: This is an old Excel workbook (.xls). Open it and save it as a"
                + " workbook (.xlsx), and send that.");
  }

  /** Says why a file is refused; made by another class loader. */
  public static final class Checking implements Function<byte[], String> {

    @Override
    public String apply(byte[] file) {
      try (Importer importer = TestDatabase.inMemory().build()) {
        importer.check(source(file));
        return "is read";
      } catch (SourceException refused) {
        return refused.code() + ": " + refused.getMessage();
      }
    }
  }

  private static HSSFRow addRow(HSSFSheet sheet, int index, String... texts) {
    HSSFRow row = sheet.createRow(index);
    for (int i = 0; i < texts.length; i++) {
      row.createCell(i).setCellValue(texts[i]);
    }
    return row;
  }

  private static HSSFCell number(HSSFRow row, int column, double value) {
    HSSFCell cell = row.createCell(column);
    cell.setCellValue(value);
    return cell;
  }

  private void show(HSSFCell cell, String code) {
    HSSFCellStyle style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(code));
    cell.setCellStyle(style);
  }

  private SourceException refusal(byte[] file) {
    return catchThrowableOfType(
        SourceException.class, () -> importer.check(source(file), AS_MEMBERS));
  }

  private StoredImport load(ImportOptions options) {
    return importer.load(source(bytes()), options).summary();
  }

  private List<StoredRecord> rows(StoredImport stored) {
    return importer.results().stream(RecordQuery.ofImport(stored.id())).toList();
  }

  private static Source source(byte[] file) {
    return Source.of(new ByteArrayInputStream(file), "members.xls");
  }

  private byte[] bytes() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      workbook.write(written);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return written.toByteArray();
  }
}
