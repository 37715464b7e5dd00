package dev.importer.internal.workbook;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a workbook besides its sheets. */
final class WorkbookWriterParts {

  static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private WorkbookWriterParts() {}

  /** The name of the part of a sheet, 1-based. */
  static String sheet(int number) {
    return "xl/worksheets/sheet" + number + ".xml";
  }

  /** {@code [Content_Types].xml}. */
  static String contentTypes(int sheets) {
    return XML
        + "<Types xmlns=\""
        + PACKAGE
        + "content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
        + ".relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override("xl/workbook.xml", "sheet.main")
        + override("xl/styles.xml", "styles")
        + numbers(sheets).mapToObj(i -> override(sheet(i), "worksheet")).collect(joining())
        + "</Types>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"/" + part + "\" ContentType=\"" + TYPE + type + "+xml\"/>";
  }

  /** {@code _rels/.rels}. */
  static String packageRelations() {
    return relations(relation(1, "officeDocument", "xl/workbook.xml"));
  }

  /** {@code xl/_rels/workbook.xml.rels}: the sheets by their numbers, and the styles behind. */
  static String workbookRelations(int sheets) {
    return relations(
        numbers(sheets)
                .mapToObj(i -> relation(i, "worksheet", "worksheets/sheet" + i + ".xml"))
                .collect(joining())
            + relation(sheets + 1, "styles", "styles.xml"));
  }

  private static String relations(String inner) {
    return XML
        + "<Relationships xmlns=\""
        + PACKAGE
        + "relationships\">"
        + inner
        + "</Relationships>";
  }

  private static String relation(int id, String type, String target) {
    return "<Relationship Id=\"rId"
        + id
        + "\" Type=\""
        + RELATIONS
        + "/"
        + type
        + "\" Target=\""
        + target
        + "\"/>";
  }

  /**
   * {@code xl/workbook.xml}.
   *
   * @param names the names of the sheets
   * @param visible how many of them people see; they come first
   * @param filters for each sheet that was written the cells that its filter is about, empty if it
   *     has none
   */
  static String workbook(List<String> names, int visible, List<String> filters) {
    StringBuilder xml = new StringBuilder(XML);
    xml.append("<workbook xmlns=\"").append(MAIN).append("\" xmlns:r=\"").append(RELATIONS);
    xml.append("\"><bookViews><workbookView/></bookViews><sheets>");
    for (int i = 0; i < names.size(); i++) {
      xml.append("<sheet name=\"");
      WorkbookWriterText.append(xml, names.get(i));
      xml.append("\" sheetId=\"").append(i + 1);
      xml.append(i < visible ? "\"" : "\" state=\"hidden\"");
      xml.append(" r:id=\"rId").append(i + 1).append("\"/>");
    }
    xml.append("</sheets>");
    if (filters.stream().anyMatch(filter -> !filter.isEmpty())) {
      xml.append("<definedNames>");
      for (int i = 0; i < filters.size(); i++) {
        if (!filters.get(i).isEmpty()) {
          // Without it, some spreadsheets forget the filter when they store the file.
          xml.append("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"").append(i);
          xml.append("\" hidden=\"1\">");
          WorkbookWriterText.append(xml, WorkbookWriterText.quoted(names.get(i)));
          xml.append('!').append(filters.get(i)).append("</definedName>");
        }
      }
      xml.append("</definedNames>");
    }
    return xml.append("</workbook>").toString();
  }

  /**
   * {@code xl/styles.xml}: every look in every format, as {@link WorkbookWriterLook#style} has it.
   */
  static String styles() {
    List<WorkbookWriterFormat> own =
        Stream.of(WorkbookWriterFormat.values()).filter(WorkbookWriterFormat::isOfOurOwn).toList();
    return XML
        + "<styleSheet xmlns=\""
        + MAIN
        + "\"><numFmts count=\""
        + own.size()
        + "\">"
        + own.stream()
            .map(
                each ->
                    "<numFmt numFmtId=\"" + each.id() + "\" formatCode=\"" + each.code() + "\"/>")
            .collect(joining())
        + "</numFmts><fonts count=\"2\">"
        + "<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
        + "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill>"
        + fill("FFFFEB9C")
        + fill("FFFFC7CE")
        + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
        + "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\""
        + " borderId=\"0\"/></cellStyleXfs><cellXfs count=\""
        + WorkbookWriterLook.values().length * WorkbookWriterFormat.values().length
        + "\">"
        + Stream.of(WorkbookWriterLook.values())
            .flatMap(
                look -> Stream.of(WorkbookWriterFormat.values()).map(each -> style(look, each)))
            .collect(joining())
        + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
        + "</cellStyles></styleSheet>";
  }

  private static String fill(String colour) {
    return "<fill><patternFill patternType=\"solid\"><fgColor rgb=\""
        + colour
        + "\"/><bgColor indexed=\"64\"/></patternFill></fill>";
  }

  private static String style(WorkbookWriterLook look, WorkbookWriterFormat format) {
    return "<xf numFmtId=\""
        + format.id()
        + "\" fontId=\""
        + look.font()
        + "\" fillId=\""
        + look.fill()
        + "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>";
  }

  private static IntStream numbers(int sheets) {
    return IntStream.rangeClosed(1, sheets);
  }
}
