package dev.importer.testing;

import dev.importer.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook for tests, written part by part as the standard has it. A cell is null for none, a
 * {@link String}, {@link Number}, {@link Boolean}, {@link LocalDate}, {@link LocalDateTime} or
 * {@link LocalTime}, or one of the records here.
 */
public final class WorkbookFile {

  /** A number and how it is shown. */
  public record Shown(String number, String format) {}

  /** An error in place of a value. */
  public record Fault(String text) {}

  /** A formula without a stored value. */
  public record Formula(String text) {}

  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  private static final String RELATIONSHIP =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final LocalDateTime DAY_OF_PARTS = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final double SECONDS_PER_DAY = 86_400;

  /** One sheet. */
  private static final class Sheet {
    private final String name;
    private final boolean hidden;
    private final StringBuilder rows = new StringBuilder();
    private String columns = "";
    private int next = 1;

    Sheet(String name, boolean hidden) {
      this.name = name;
      this.hidden = hidden;
    }
  }

  private final List<Sheet> sheets = new ArrayList<>();
  private final List<String> formats =
      new ArrayList<>(
          List.of("General", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "hh:mm:ss"));

  /** A workbook of one sheet, whose rows follow. */
  public static WorkbookFile ofSheet(String name) {
    return new WorkbookFile().sheet(name);
  }

  /** The rows that follow are those of another sheet. */
  public WorkbookFile sheet(String name) {
    sheets.add(new Sheet(name, false));
    return this;
  }

  /** The same of a sheet that people do not see. */
  public WorkbookFile hiddenSheet(String name) {
    sheets.add(new Sheet(name, true));
    return this;
  }

  /** The next row, from column A on. */
  public WorkbookFile row(Object... cells) {
    return rowAt(current().next, 0, cells);
  }

  /** A row at a place, 1-based, from a column on, 0-based. */
  public WorkbookFile rowAt(int number, int column, Object... cells) {
    return add(number, column, "", cells);
  }

  /** The next row, which people do not see. */
  public WorkbookFile hiddenRow(Object... cells) {
    return add(current().next, 0, " hidden=\"1\"", cells);
  }

  /** People do not see a column, 1-based. */
  public WorkbookFile hideColumn(int number) {
    current().columns +=
        "<col min=\"" + number + "\" max=\"" + number + "\" width=\"8\" hidden=\"1\"/>";
    return this;
  }

  private Sheet current() {
    return sheets.get(sheets.size() - 1);
  }

  private WorkbookFile add(int number, int column, String attributes, Object... cells) {
    Sheet sheet = current();
    sheet.rows.append("<row r=\"").append(number).append('"').append(attributes).append('>');
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != null) {
        sheet.rows.append(cell(letters(column + i) + number, cells[i]));
      }
    }
    sheet.rows.append("</row>");
    sheet.next = number + 1;
    return this;
  }

  private static String letters(int column) {
    return (column < 26 ? "" : letters(column / 26 - 1)) + (char) ('A' + column % 26);
  }

  private String cell(String place, Object value) {
    if (value instanceof String text) {
      return "<c r=\""
          + place
          + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
          + escaped(text)
          + "</t></is></c>";
    } else if (value instanceof Boolean truth) {
      return "<c r=\"" + place + "\" t=\"b\"><v>" + (truth ? 1 : 0) + "</v></c>";
    } else if (value instanceof Fault fault) {
      return "<c r=\"" + place + "\" t=\"e\"><v>" + fault.text() + "</v></c>";
    } else if (value instanceof Formula formula) {
      return "<c r=\"" + place + "\"><f>" + escaped(formula.text()) + "</f></c>";
    } else if (value instanceof Shown shown) {
      return number(place, shown.number(), style(shown.format()));
    } else if (value instanceof LocalDate day) {
      return number(place, Long.toString(ChronoUnit.DAYS.between(DAY_ZERO, day)), 1);
    } else if (value instanceof LocalDateTime time) {
      double serial =
          ChronoUnit.DAYS.between(DAY_ZERO, time.toLocalDate())
              + time.toLocalTime().toSecondOfDay() / SECONDS_PER_DAY;
      return number(place, Double.toString(serial), 2);
    } else if (value instanceof LocalTime time) {
      return number(place, Double.toString(time.toSecondOfDay() / SECONDS_PER_DAY), 3);
    }
    return number(place, value.toString(), 0);
  }

  private static String number(String place, String digits, int style) {
    return "<c r=\"" + place + "\" s=\"" + style + "\"><v>" + digits + "</v></c>";
  }

  private int style(String format) {
    if (!formats.contains(format)) {
      formats.add(format);
    }
    return formats.indexOf(format);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** The workbook as a source of this name. */
  public Source source(String name) {
    return Source.of(new ByteArrayInputStream(bytes()), name);
  }

  /** The file. */
  public byte[] bytes() {
    Map<String, String> parts = new TreeMap<>();
    StringBuilder list = new StringBuilder();
    StringBuilder relationships = new StringBuilder();
    for (int i = 1; i <= sheets.size(); i++) {
      Sheet sheet = sheets.get(i - 1);
      list.append("<sheet name=\"")
          .append(escaped(sheet.name))
          .append("\" sheetId=\"")
          .append(i)
          .append(sheet.hidden ? "\" state=\"hidden" : "")
          .append("\" r:id=\"rId")
          .append(i)
          .append("\"/>");
      relationships.append(relationship("rId" + i, "worksheet", "worksheets/sheet" + i + ".xml"));
      String columns = sheet.columns.isEmpty() ? "" : "<cols>" + sheet.columns + "</cols>";
      parts.put(
          "xl/worksheets/sheet" + i + ".xml",
          "<worksheet "
              + MAIN
              + ">"
              + columns
              + "<sheetData>"
              + sheet.rows
              + "</sheetData></worksheet>");
    }
    relationships.append(relationship("styles", "styles", "styles.xml"));
    parts.put(
        "xl/workbook.xml",
        "<workbook "
            + MAIN
            + " xmlns:r=\""
            + RELATIONSHIP
            + "\"><sheets>"
            + list
            + "</sheets></workbook>");
    parts.put("xl/_rels/workbook.xml.rels", relationships(relationships.toString()));
    parts.put(
        "_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
    parts.put("xl/styles.xml", styles());
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    return zipped(parts);
  }

  private static String relationship(String id, String type, String target) {
    return "<Relationship Id=\""
        + id
        + "\" Type=\""
        + RELATIONSHIP
        + "/"
        + type
        + "\" Target=\""
        + target
        + "\"/>";
  }

  private static String relationships(String list) {
    return "<Relationships"
        + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + list
        + "</Relationships>";
  }

  private String styles() {
    StringBuilder own = new StringBuilder();
    StringBuilder cells = new StringBuilder("<xf numFmtId=\"0\"/>");
    for (int i = 1; i < formats.size(); i++) {
      int id = 163 + i;
      own.append("<numFmt numFmtId=\"")
          .append(id)
          .append("\" formatCode=\"")
          .append(escaped(formats.get(i)))
          .append("\"/>");
      cells.append("<xf numFmtId=\"").append(id).append("\" applyNumberFormat=\"1\"/>");
    }
    return "<styleSheet "
        + MAIN
        + "><numFmts>"
        + own
        + "</numFmts><cellXfs>"
        + cells
        + "</cellXfs></styleSheet>";
  }

  private static byte[] zipped(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        // The same workbook has the same bytes whenever it is made.
        entry.setTimeLocal(DAY_OF_PARTS);
        zip.putNextEntry(entry);
        zip.write(
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + part.getValue())
                .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
