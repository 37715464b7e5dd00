package dev.importer.internal.workbook;

import dev.importer.source.Limits;
import dev.importer.testing.Archives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workbook whose parts are written by hand. */
final class XlsxFile {

  static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";

  private static final String TYPES =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";

  private final Map<String, String> parts = new LinkedHashMap<>();

  XlsxFile() {
    part("_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
    part(
        "xl/_rels/workbook.xml.rels",
        relationships(
            relationship("rId1", "worksheet", "worksheets/sheet1.xml"),
            relationship("rId2", "styles", "styles.xml"),
            relationship("rId3", "sharedStrings", "sharedStrings.xml")));
    workbook("<sheets><sheet name='Data' sheetId='1' r:id='rId1'/></sheets>");
    sheet("<sheetData/>");
  }

  static XlsxFile ofRows(String rows) {
    return new XlsxFile().sheet("<sheetData>" + rows + "</sheetData>");
  }

  static String relationships(String... all) {
    return "<Relationships xmlns='" + PACKAGE + "'>" + String.join("", all) + "</Relationships>";
  }

  static String relationship(String id, String kind, String target) {
    return "<Relationship Id='"
        + id
        + "' Type='"
        + TYPES
        + "/"
        + kind
        + "' Target='"
        + target
        + "'/>";
  }

  XlsxFile part(String name, String text) {
    parts.put(name, text);
    return this;
  }

  XlsxFile without(String name) {
    parts.remove(name);
    return this;
  }

  XlsxFile workbook(String content) {
    return part(
        "xl/workbook.xml",
        "<workbook xmlns='" + MAIN + "' xmlns:r='" + TYPES + "'>" + content + "</workbook>");
  }

  XlsxFile sheet(String content) {
    return part(
        "xl/worksheets/sheet1.xml", "<worksheet xmlns='" + MAIN + "'>" + content + "</worksheet>");
  }

  /** Cell formats 1 and following, by their codes. */
  XlsxFile formats(String... codes) {
    StringBuilder formats = new StringBuilder();
    StringBuilder styles = new StringBuilder("<xf numFmtId='0'/>");
    for (int i = 0; i < codes.length; i++) {
      String code = codes[i].replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
      formats.append("<numFmt numFmtId='" + (200 + i) + "' formatCode=\"" + code + "\"/>");
      styles.append("<xf numFmtId='" + (200 + i) + "'/>");
    }
    return styles("<numFmts>" + formats + "</numFmts><cellXfs>" + styles + "</cellXfs>");
  }

  XlsxFile styles(String content) {
    return part("xl/styles.xml", "<styleSheet xmlns='" + MAIN + "'>" + content + "</styleSheet>");
  }

  /** Shared texts, each the content of an {@code si}. */
  XlsxFile strings(String... items) {
    StringBuilder all = new StringBuilder();
    for (String item : items) {
      all.append("<si>").append(item).append("</si>");
    }
    return part("xl/sharedStrings.xml", "<sst xmlns='" + MAIN + "'>" + all + "</sst>");
  }

  Path write(Path folder) {
    try {
      return Archives.zip(Files.createTempFile(folder, "book", ".xlsx"), parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the first sheet. */
  List<SheetRow> rows(Path folder) {
    return rows(write(folder), Limits.DEFAULT);
  }

  static List<SheetRow> rows(Path file, Limits limits) {
    List<SheetRow> rows = new ArrayList<>();
    try (Workbook workbook = XlsxWorkbook.open(file, limits, new ScratchFiles());
        SheetRows all = workbook.rows(workbook.sheets().get(0))) {
      for (SheetRow row = all.next(); row != null; row = all.next()) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** The cells of the only row. */
  @Nullable Object[] cells(Path folder) {
    List<SheetRow> rows = rows(folder);
    if (rows.size() != 1) {
      throw new AssertionError("there are rows: " + rows);
    }
    return rows.get(0).cells();
  }
}
