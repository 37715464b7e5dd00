package dev.importer.internal.workbook;

import static dev.importer.internal.workbook.XlsxFile.ofRows;
import static dev.importer.internal.workbook.XlsxFile.relationship;
import static dev.importer.internal.workbook.XlsxFile.relationships;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxPackageTest {

  private static final String ROW = "<row><c t='str'><v>a</v></c></row>";
  private static final String SHEET =
      "<worksheet xmlns='" + XlsxFile.MAIN + "'><sheetData>" + ROW + "</sheetData></worksheet>";

  @TempDir private Path folder;

  private void assertReadsOneCell(XlsxFile file) {
    assertThat(file.cells(folder)).containsExactly("a");
  }

  private static void assertRefused(Path file, ErrorCode code) {
    assertThatThrownBy(() -> XlsxFile.rows(file, Limits.DEFAULT))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageEndingWith(".");
  }

  @Test
  void stylesAndTextsMayBeMissing() {
    assertReadsOneCell(ofRows(ROW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/xl/data/My Sheet.XML", "data/my sheet.xml", "../xl/./data/my sheet.xml"})
  void partsAreFoundByTheirRelationships(String target) {
    assertReadsOneCell(
        new XlsxFile()
            .without("xl/worksheets/sheet1.xml")
            .part("xl/Data/My Sheet.xml", SHEET)
            .part(
                "xl/_rels/workbook.xml.rels",
                relationships(relationship("rId1", "worksheet", target))));
  }

  @Test
  void theWorkbookMayHaveAnyName() {
    assertReadsOneCell(
        ofRows(ROW)
            .part("_rels/.rels", relationships(relationship("x", "officeDocument", "/a.xml")))
            .part("_rels/a.xml.rels", relationships(relationship("y", "worksheet", "/b.xml")))
            .part(
                "a.xml",
                "<w:workbook xmlns:w='"
                    + XlsxFile.STRICT
                    + "' xmlns:q='urn:q'><w:sheets><w:sheet name='A' q:id='y'/></w:sheets>"
                    + "</w:workbook>")
            .part(
                "b.xml",
                SHEET.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")));
  }

  @Test
  void namesOfOldWindowsProgramsAreUnderstood() {
    assertReadsOneCell(
        new XlsxFile()
            .without("xl/worksheets/sheet1.xml")
            .part("\\xl\\worksheets\\sheet1.xml", SHEET));
  }

  @Test
  void sheetsAreInTheOrderOfTheWorkbookAndChartsAreLeftOut() throws IOException {
    Path file =
        new XlsxFile()
            .part(
                "xl/_rels/workbook.xml.rels",
                relationships(
                    relationship("a", "worksheet", "worksheets/sheet1.xml"),
                    relationship("b", "chartsheet", "chartsheets/sheet1.xml"),
                    relationship("c", "worksheet", "worksheets/sheet1.xml"),
                    relationship("d", "worksheet", "worksheets/sheet1.xml")))
            .workbook(
                "<sheets><sheet name='3' r:id='d' state='hidden'/><sheet name='2' r:id='b'/>"
                    + "<sheet name='1' r:id='c'/><sheet name='0' r:id='a' state='veryHidden'/>"
                    + "</sheets>")
            .write(folder);
    try (Workbook workbook = XlsxWorkbook.open(file, Limits.DEFAULT, new ScratchFiles())) {
      assertThat(workbook.sheets())
          .isEqualTo(
              List.of(new Sheet("3", 1, false), new Sheet("1", 2, true), new Sheet("0", 3, false)));
    }
  }

  @Test
  void whatIsNoWorkbookIsRefused() throws IOException {
    assertRefused(Files.writeString(folder.resolve("a"), "a,b\n"), ErrorCode.NOT_A_WORKBOOK);
    assertRefused(new XlsxFile().without("_rels/.rels").write(folder), ErrorCode.NOT_A_WORKBOOK);
    assertRefused(
        new XlsxFile().without("xl/workbook.xml").write(folder), ErrorCode.NOT_A_WORKBOOK);
    assertRefused(new XlsxFile().workbook("<sheets/>").write(folder), ErrorCode.NOT_A_WORKBOOK);
    assertRefused(
        new XlsxFile().part("xl/workbook.xml", "<document/>").write(folder),
        ErrorCode.NOT_A_WORKBOOK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workbook.xml", "gone.xml", "../../../../etc/passwd", "styles.xml"})
  void aSheetThatLeadsElsewhereIsRefused(String target) {
    assertRefused(
        new XlsxFile()
            .styles("")
            .part(
                "xl/_rels/workbook.xml.rels",
                relationships(relationship("rId1", "worksheet", target)))
            .write(folder),
        ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void aSheetOutsideOfTheWorkbookIsRefused() {
    assertRefused(
        new XlsxFile()
            .part(
                "xl/_rels/workbook.xml.rels",
                relationships(
                    relationship("rId1", "worksheet", "worksheets/sheet1.xml")
                        .replace("/>", " TargetMode='External'/>")))
            .write(folder),
        ErrorCode.NOT_A_WORKBOOK);
  }

  @Test
  void aPartThatIsThereTwiceIsRefused() {
    assertRefused(
        ofRows(ROW).part("XL/worksheets/SHEET1.xml", SHEET).write(folder),
        ErrorCode.COMPRESSION_ERROR);
  }

  @Test
  void aPartThatBecomesSuspiciouslyLargeIsRefused() {
    Path harmless = ofRows("<row/>".repeat(1_000_000)).write(folder);
    Path suspicious = ofRows("<row spans='1:5'/>".repeat(1_000_000)).write(folder);

    assertThat(XlsxFile.rows(harmless, Limits.DEFAULT.withMaxCompressionRatio(2))).isEmpty();
    assertThatThrownBy(() -> XlsxFile.rows(suspicious, Limits.DEFAULT.withMaxCompressionRatio(2)))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMPRESSION_ERROR))
        .hasMessageContaining("maxCompressionRatio");
  }

  @Test
  void aWrongChecksumIsFound() throws IOException {
    Path file = folder.resolve("stored.xlsx");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      // Level 0 keeps the text readable, so that one letter of it can be changed.
      out.setLevel(0);
      put(out, "_rels/.rels", relationships(relationship("a", "officeDocument", "w.xml")));
      put(out, "_rels/w.xml.rels", relationships(relationship("b", "worksheet", "s.xml")));
      put(
          out,
          "w.xml",
          "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='b'/></sheets></workbook>");
      put(out, "s.xml", SHEET);
    }
    assertThat(XlsxFile.rows(file, Limits.DEFAULT)).hasSize(1);
    String changed =
        Files.readString(file, StandardCharsets.ISO_8859_1).replace("<v>a</v>", "<v>b</v>");
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);

    assertRefused(file, ErrorCode.COMPRESSION_ERROR);
  }

  private static void put(ZipOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(ofRows(ROW).write(folder));
    Path file = folder.resolve("cut.xlsx");
    for (int length = 2; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file, ErrorCode.COMPRESSION_ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<worksheet><sheetData>",
        "<worksheet><sheetData></worksheet>",
        "<worksheet>&nothing;</worksheet>",
        "<!DOCTYPE worksheet><worksheet/>",
        "<!DOCTYPE worksheet [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><worksheet/>",
        "<worksheet><xmlns:a/></worksheet>",
        "",
        "no XML",
      })
  void xmlThatIsMalformedOrHasEntitiesIsRefused(String sheet) {
    assertRefused(
        new XlsxFile().part("xl/worksheets/sheet1.xml", sheet).write(folder),
        ErrorCode.NOT_A_WORKBOOK);
  }
}
