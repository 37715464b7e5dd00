package dev.importer.testing;

import dev.importer.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook of OpenDocument for tests, whose XML is written by hand. */
public final class OpenDocumentFile {

  private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";
  private static final String OASIS = "urn:oasis:names:tc:opendocument:xmlns:";
  private static final String NAMES =
      " xmlns:office=\""
          + OASIS
          + "office:1.0\" xmlns:table=\""
          + OASIS
          + "table:1.0\" xmlns:text=\""
          + OASIS
          + "text:1.0\" xmlns:style=\""
          + OASIS
          + "style:1.0\" xmlns:draw=\""
          + OASIS
          + "drawing:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:"
          + "xmlns:calcext:1.0\"";

  private final Map<String, String> members = new LinkedHashMap<>();

  /** A workbook of tables. */
  public OpenDocumentFile(String... tables) {
    members.put("mimetype", TYPE);
    members.put("META-INF/manifest.xml", manifest(""));
    content("<office:body><office:spreadsheet>%</office:spreadsheet></office:body>", tables);
  }

  /** A workbook of one sheet. */
  public static OpenDocumentFile ofRows(String... rows) {
    return new OpenDocumentFile(table("Sheet", rows));
  }

  /** A table; what is in it may be columns, too. */
  public static String table(String name, String... rows) {
    return "<table:table table:name=\"" + name + "\">" + String.join("", rows) + "</table:table>";
  }

  /** A row. */
  public static String row(String... cells) {
    return "<table:table-row>" + String.join("", cells) + "</table:table-row>";
  }

  /** The same row several times. */
  public static String repeatedRow(int count, String... cells) {
    return row(cells).replaceFirst(">", " table:number-rows-repeated=\"" + count + "\">");
  }

  /** A cell of text, whose paragraphs are XML. */
  public static String text(String... paragraphs) {
    return cell("string", "", paragraphs);
  }

  /** A cell. */
  public static String cell(String type, String attributes, String... paragraphs) {
    return "<table:table-cell office:value-type=\""
        + type
        + "\" "
        + attributes
        + "><text:p>"
        + String.join("</text:p><text:p>", paragraphs)
        + "</text:p></table:table-cell>";
  }

  /** A number, and how it is shown. */
  public static String number(String value, String shown) {
    return cell("float", "office:value=\"" + value + "\"", shown);
  }

  /** Several empty cells. */
  public static String empty(int count) {
    return "<table:table-cell table:number-columns-repeated=\"" + count + "\"/>";
  }

  /** What the manifest says of the only part, beside its name. */
  public OpenDocumentFile manifestOfContent(String inside) {
    return member("META-INF/manifest.xml", manifest(inside));
  }

  /** Has another content, with % in the place of the parts that are joined. */
  public OpenDocumentFile content(String document, String... parts) {
    return member(
        "content.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
            + NAMES
            + ">"
            + document.replace("%", String.join("", parts))
            + "</office:document-content>");
  }

  /** The XML of the sheets. */
  public String content() {
    return members.getOrDefault("content.xml", "");
  }

  /** Has a member. */
  public OpenDocumentFile member(String name, String text) {
    members.put(name, text);
    return this;
  }

  /** Does not have a member. */
  public OpenDocumentFile without(String name) {
    members.remove(name);
    return this;
  }

  private static String manifest(String inside) {
    return "<manifest:manifest xmlns:manifest=\""
        + OASIS
        + "manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\""
        + TYPE
        + "\"/><manifest:file-entry manifest:full-path=\"content.xml\""
        + " manifest:media-type=\"text/xml\">"
        + inside
        + "</manifest:file-entry></manifest:manifest>";
  }

  /** The workbook as a source of this name. */
  public Source source(String name) {
    return Source.of(new ByteArrayInputStream(bytes()), name);
  }

  /** The file. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
