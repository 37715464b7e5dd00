package dev.importer.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A small workbook as a plain reading of its XML has it, for tests of what writes workbooks. */
public final class ReadWorkbook {

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final Pattern REFERENCE = Pattern.compile("([A-Z]+)([0-9]+)");

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  private ReadWorkbook(byte[] bytes) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  /**
   * A cell.
   *
   * @param text its text, or its value as it is stored; empty if it has none
   * @param type {@code inlineStr}, {@code b}, or {@code n}
   * @param format the number of its format
   * @param fill the colour that it is filled with; empty if it is not
   * @param bold {@code bold} or empty
   */
  public record Cell(String text, String type, int format, String fill, String bold) {}

  /** Reads a workbook. */
  public static ReadWorkbook of(byte[] bytes) {
    try {
      return new ReadWorkbook(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the parts in their order. */
  public List<String> parts() {
    return List.copyOf(parts.keySet());
  }

  /** A part as its root element; whether it is well-formed shows here. */
  public Element part(String name) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document =
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytesOf(name)));
      return document.getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytesOf(String name) {
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      throw new AssertionError("There is no part " + name + " among " + parts.keySet());
    }
    return bytes;
  }

  /** The names of the sheets, a hidden one in brackets. */
  public List<String> sheets() {
    return elements(part("xl/workbook.xml"), "sheet").stream()
        .map(
            sheet ->
                sheet.getAttribute("state").equals("hidden")
                    ? "(" + unescaped(sheet.getAttribute("name")) + ")"
                    : unescaped(sheet.getAttribute("name")))
        .toList();
  }

  /** The root element of a sheet, 1-based. */
  public Element sheet(int number) {
    return part("xl/worksheets/sheet" + number + ".xml");
  }

  /** The texts of a sheet, 1-based. */
  public List<List<String>> texts(int sheet) {
    return cells(sheet).stream().map(row -> row.stream().map(Cell::text).toList()).toList();
  }

  /** The cells of a sheet, 1-based. */
  public List<List<Cell>> cells(int sheet) {
    Element styles = part("xl/styles.xml");
    List<List<Cell>> rows = new ArrayList<>();
    for (Element row : elements(sheet(sheet), "row")) {
      List<Cell> cells = new ArrayList<>();
      for (Element cell : elements(row, "c")) {
        int column = column(cell.getAttribute("r"));
        while (cells.size() < column) {
          cells.add(new Cell("", "n", 0, "", ""));
        }
        cells.add(cell(cell, styles));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Cell cell(Element cell, Element styles) {
    Element formats = elements(styles, "cellXfs").get(0);
    Element style = elements(formats, "xf").get(Integer.parseInt(cell.getAttribute("s")));
    Element fill = elements(styles, "fill").get(Integer.parseInt(style.getAttribute("fillId")));
    Element font = elements(styles, "font").get(Integer.parseInt(style.getAttribute("fontId")));
    List<Element> colours = elements(fill, "fgColor");
    String type = cell.getAttribute("t").isEmpty() ? "n" : cell.getAttribute("t");
    String content = cell.getTextContent();
    return new Cell(
        type.equals("inlineStr") ? unescaped(content) : content,
        type,
        Integer.parseInt(style.getAttribute("numFmtId")),
        colours.isEmpty() ? "" : colours.get(0).getAttribute("rgb"),
        elements(font, "b").isEmpty() ? "" : "bold");
  }

  /** Elements within another by their name. */
  public static List<Element> elements(Element within, String name) {
    NodeList found = within.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static int column(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    if (!matcher.matches()) {
      throw new AssertionError("'" + reference + "' is no reference");
    }
    return matcher.group(1).chars().reduce(0, (sum, c) -> sum * 26 + c - 'A' + 1) - 1;
  }

  /** A text whose characters were written as {@code _xHHHH_}. */
  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(match.group(1), 16))));
  }
}
