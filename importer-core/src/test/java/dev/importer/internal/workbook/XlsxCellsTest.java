package dev.importer.internal.workbook;

import static dev.importer.internal.workbook.XlsxFile.ofRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.workbook.CellValue.Kind;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxCellsTest {

  @TempDir private Path folder;

  private @Nullable Object[] cells(String cells) {
    return ofRows("<row r='1'>" + cells + "</row>").cells(folder);
  }

  private static CellValue value(Kind kind, String text) {
    return new CellValue(kind, text, null);
  }

  @Test
  void aCellIsWhatItsTypeSays() {
    assertThat(
            ofRows(
                    "<row r='1'><c r='A1' t='s'><v> 1 </v></c><c r='B1' t='str'><f>x</f><v>b</v></c>"
                        + "<c r='C1' t='inlineStr'><is><t>c</t></is></c><c r='D1' t='b'><v>1</v></c>"
                        + "<c r='E1' t='b'><v>0</v></c><c r='F1' t='e'><v>#DIV/0!</v></c>"
                        + "<c r='G1' t='n'><v> 1.5&#10;</v></c><c r='H1'><f>1+1</f><v>2</v></c></row>")
                .strings("<t>no</t>", "<t>a</t>")
                .cells(folder))
        .containsExactly(
            "a",
            "b",
            "c",
            value(Kind.BOOLEAN, "true"),
            value(Kind.BOOLEAN, "false"),
            value(Kind.ERROR, "#DIV/0!"),
            value(Kind.NUMBER, "1.5"),
            value(Kind.NUMBER, "2"));
  }

  @Test
  void whatIsEmptyIsNoCell() {
    assertThat(
            ofRows(
                    "<row r='1'><c r='A1'/><c r='B1'><v/></c><c r='C1' t='s'><v></v></c>"
                        + "<c r='D1' t='s'><v>0</v></c><c r='E1' t='str'><v></v></c>"
                        + "<c r='F1' t='inlineStr'><is/></c><c r='G1' s=''><v>1</v></c>"
                        + "<c r='H1' s='1'/></row>"
                        + "<row r='2'><c r='A2' s='1'/></row>")
                .strings("<t/>")
                .cells(folder))
        .containsExactly(null, null, null, null, null, null, value(Kind.NUMBER, "1"));
  }

  @Test
  void anInlineTextThatIsThereTwiceIsReadOnce() {
    assertThat(
            cells(
                "<c t='inlineStr'><is><t>a</t></is><v>a</v></c>"
                    + "<c t='inlineStr'><v>b</v><is><t>b</t></is></c><c t='inlineStr'><v>c</v></c>"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void cellsWithoutANameFollowOneAnother() {
    List<SheetRow> rows =
        ofRows(
                "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='C5'><v>3</v></c>"
                    + "<c><v>4</v></c></row><row/><row><c><v>5</v></c></row>"
                    + "<row><c r='B9'><v>6</v></c></row>")
            .rows(folder);

    assertThat(rows).extracting(SheetRow::number).containsExactly(1L, 5L, 7L, 9L);
    assertThat(rows.get(1).cells())
        .containsExactly(null, null, value(Kind.NUMBER, "3"), value(Kind.NUMBER, "4"));
  }

  @Test
  void textsAreReadAsTheyStand() {
    assertThat(
            ofRows(
                    "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>"
                        + "<c t='s'><v>3</v></c><c t='s'><v>4</v></c></row>")
                .strings(
                    "<t> a<!-- no -->b&amp;&#x263A;<![CDATA[<c>]]>\r\n</t>",
                    "<t>x</t><r><rPr><b/></rPr><t>y</t></r>\n <r><t xml:space='preserve'> z</t></r>",
                    "<t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/>",
                    "<t>_x005F_x000D_ _x000d_ _x00_ _xD83D__xDE00_ _xD83D_</t>",
                    "<r><t>_x00</t></r><r><t>41_</t></r>")
                .cells(folder))
        .containsExactly(" ab&☺<c>\n", "xy z", "課", "_x000D_ \r _x00_ 😀 \uD83D", "_x0041_");
  }

  @Test
  void escapesInTextsOfFormulasAreDecoded() {
    assertThat(cells("<c t='str'><v>a_x000A_b</v></c>")).containsExactly("a\nb");
  }

  @Test
  void whatIsNoNumberIsText() {
    assertThat(cells("<c><v>abc</v></c><c t='b'><v>maybe</v></c><c t='d'><v>soon</v></c>"))
        .containsExactly("abc", "maybe", "soon");
  }

  @ParameterizedTest
  @CsvSource({
    "1,                  1,                   1900-01-01, DATE",
    "1,                  59,                  1900-02-28, DATE",
    "1,                  60,                  60, NUMBER",
    "1,                  61,                  1900-03-01, DATE",
    "1,                  45351,               2024-02-29, DATE",
    "1,                  45351.5,             2024-02-29T12:00:00, DATETIME",
    "1,                  2958465,             9999-12-31, DATE",
    "1,                  2958466,             2958466, NUMBER",
    "1,                  -1,                  -1, NUMBER",
    "2,                  45351,               2024-02-29T00:00:00, DATETIME",
    "2,                  45351.520833333336,  2024-02-29T12:30:00, DATETIME",
    "2,                  45351.49999999999,   2024-02-29T12:00:00, DATETIME",
    "3,                  0.5,                 12:00:00, TIME",
    "3,                  0,                   00:00:00, TIME",
    "3,                  0.000011574074,      00:00:01, TIME",
    "3,                  0.0000057870370,     00:00:00.500, TIME",
    "3,                  1.5,                 1900-01-01T12:00:00, DATETIME",
    "4,                  1.1041666666666667,  PT26H30M, DURATION",
    "4,                  -0.5,                PT-12H, DURATION",
    "9,                  45351,               45351, NUMBER",
  })
  void aNumberIsAMomentIfItsFormatSaysSo(int style, String stored, String text, Kind kind) {
    CellValue read =
        (CellValue)
            ofRows("<row><c s='" + style + "'><v>" + stored + "</v></c></row>")
                .formats("yyyy-mm-dd", "dd/mm/yyyy hh:mm", "h:mm", "[h]:mm")
                .cells(folder)[0];

    assertThat(read).isEqualTo(value(kind, text));
  }

  @Test
  void daysCountFrom1904WhereTheWorkbookSaysSo() {
    assertThat(
            ofRows("<row><c s='1'><v>0</v></c><c s='1'><v>60</v></c></row>")
                .formats("yyyy-mm-dd")
                .workbook(
                    "<workbookPr date1904='1'/><sheets><sheet name='A' r:id='rId1'/></sheets>"
                        + "<extLst><ext><x15:workbookPr xmlns:x15='urn:x' chartTrackingRefBase='1'/>"
                        + "</ext></extLst>")
                .cells(folder))
        .containsExactly(value(Kind.DATE, "1904-01-01"), value(Kind.DATE, "1904-03-01"));
  }

  @Test
  void anExtensionDoesNotSayFromWhenDaysCount() {
    assertThat(
            ofRows("<row><c s='1'><v>61</v></c></row>")
                .formats("yyyy-mm-dd")
                .workbook(
                    "<sheets><sheet name='A' r:id='rId1'/></sheets><extLst><ext>"
                        + "<x15:workbookPr xmlns:x15='urn:x' date1904='1'/></ext></extLst>")
                .cells(folder))
        .containsExactly(value(Kind.DATE, "1900-03-01"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29,                DATE,     2024-02-29",
    "2024-02-29T12:30:00,       DATETIME, 2024-02-29T12:30:00",
    "2024-02-29T12:30:00.4999Z, DATETIME, 2024-02-29T12:30:00.500",
    "1582-10-15T00:00Z,         DATETIME, 1582-10-15T00:00:00",
    "12:30,                     TIME,     12:30:00",
  })
  void momentsAreReadAsIsoWritesThem(String stored, Kind kind, String text) {
    assertThat(cells("<c t='d'><v>" + stored + "</v></c>")).containsExactly(value(kind, text));
  }

  @Test
  void anIsoMomentAtMidnightIsADateIfNoTimeIsShown() {
    assertThat(
            ofRows("<row><c t='d' s='1'><v>2024-02-29T00:00:00</v></c></row>")
                .formats("yyyy-mm-dd")
                .cells(folder))
        .containsExactly(value(Kind.DATE, "2024-02-29"));
  }

  @Test
  void aNumberKnowsHowItIsShown() {
    @Nullable Object[] cells =
        ofRows("<row><c s='1'><v>1067</v></c><c><v>1067</v></c></row>")
            .formats("00000")
            .cells(folder);

    CellFormat format = ((CellValue) cells[0]).format();
    assertThat(format).isNotNull();
    assertThat(format.show("1067")).contains("01067");
    assertThat(((CellValue) cells[1]).format()).isNull();
  }

  @Test
  void formatsOfOtherStylesDoNotCount() {
    assertThat(
            ofRows("<row><c s='0'><v>1</v></c></row>")
                .styles(
                    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='164'/>"
                        + "</cellXfs><dxfs><dxf><numFmt numFmtId='164' formatCode='d'/></dxf></dxfs>")
                .cells(folder))
        .containsExactly(value(Kind.NUMBER, "1"));
  }

  @Test
  void hiddenRowsAndColumnsAreTold() throws IOException {
    Path file =
        new XlsxFile()
            .sheet(
                "<cols><col min='2' max='3' hidden='1'/><col min='5' max='5'/>"
                    + "<col min='16380' max='99999999' hidden='true'/></cols><sheetData>"
                    + "<row r='1'><c><v>1</v></c></row>"
                    + "<row r='2' hidden='1'><c><v>1</v></c></row></sheetData>")
            .write(folder);
    try (Workbook workbook = XlsxWorkbook.open(file, Limits.DEFAULT, new ScratchFiles());
        SheetRows rows = workbook.rows(workbook.sheets().get(0))) {
      SheetRow first = rows.next();
      assertThat(first).isNotNull();
      assertThat(first.hidden()).isFalse();
      assertThat(rows.hiddenColumns().stream()).startsWith(1, 2, 16_379).hasSize(7);
      SheetRow second = rows.next();
      assertThat(second).isNotNull();
      assertThat(second.hidden()).isTrue();
      assertThat(rows.next()).isNull();
      assertThat(rows.cells()).isEqualTo(2);
      assertThat(rows.share()).isEqualTo(1);
    }
  }

  @Test
  void aSheetIsReadAgainFromItsBeginning() throws IOException {
    Path file = ofRows("<row><c><v>1</v></c></row>").write(folder);
    try (Workbook workbook = XlsxWorkbook.open(file, Limits.DEFAULT, new ScratchFiles())) {
      for (int i = 0; i < 3; i++) {
        try (SheetRows rows = workbook.rows(workbook.sheets().get(0))) {
          assertThat(rows.next()).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='1'><c r='ZZZZZZZ3'><v>1</v></c></row>",
        "<row r='1'><c r='XFE1'><v>1</v></c></row>",
        "<row r='1'><c r='A0'><v>1</v></c></row>",
        "<row r='1'><c r='1A'><v>1</v></c></row>",
        "<row r='1'><c r=''><v>1</v></c></row>",
        "<row r='1'><c r='A2'><v>1</v></c></row>",
        "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<row r='1'><c r='XFD1'/><c/></row>",
        "<row r='1048577'><c><v>1</v></c></row>",
        "<row r='1048576'/><row/>",
        "<row r='x'><c><v>1</v></c></row>",
        "<row r='2'><c><v>1</v></c></row><row r='1'/>",
        "<row r='2'><c><v>1</v></c></row><row r='2'/>",
        "<row r='1'><c t='s'><v>7</v></c></row>",
        "<row r='1'><c t='s'><v>-1</v></c></row>",
      })
  void whatCannotBeInASheetIsDamage(String rows) {
    assertThatThrownBy(() -> ofRows(rows).strings("<t>a</t>").rows(folder))
        .isInstanceOfSatisfying(
            SourceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_A_WORKBOOK))
        .hasMessageContaining("'Data'");
  }

  @Test
  void theMessageSaysWhere() {
    assertThatThrownBy(() -> ofRows("<row r='7'><c r='AB7' t='s'><v>7</v></c></row>").rows(folder))
        .hasMessage(
            "The workbook is damaged in cell AB7 of the sheet 'Data': its text is missing. Open it"
                + " in the program that made it, save it again as .xlsx, and send that.");
  }

  @Test
  void valuesPastALimitAreRefused() {
    Path file =
        ofRows("<row r='1'><c r='C1' t='str'><v>abcd</v></c><c r='D1' t='str'><v>ef</v></c></row>")
            .write(folder);

    assertRefused(file, Limits.DEFAULT.withMaxColumns(2), ErrorCode.TOO_MANY_COLUMNS, "C1");
    assertRefused(file, Limits.DEFAULT.withMaxCellLength(3), ErrorCode.FIELD_TOO_LONG, "C1");
    assertRefused(file, Limits.DEFAULT.withMaxRecordLength(5), ErrorCode.RECORD_TOO_LONG, "D1");
    assertRefused(file, Limits.DEFAULT.withMaxSourceBytes(50), ErrorCode.TOO_LARGE, "bytes");
    assertThat(XlsxFile.rows(file, Limits.DEFAULT.withMaxColumns(4).withMaxCellLength(4)))
        .hasSize(1);
  }

  private static void assertRefused(Path file, Limits limits, ErrorCode code, String word) {
    assertThatThrownBy(() -> XlsxFile.rows(file, limits))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(word);
  }
}
