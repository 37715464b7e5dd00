package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A workbook in OpenDocument, or a template of one ({@code .ods}, {@code .ots}). It takes little
 * memory, however large it is. All sheets are in one part, which is read once to find them.
 */
final class OdsWorkbook implements Workbook {

  private static final String PART = "content.xml";

  /** Under this style, programs keep what they have seen of other workbooks. */
  private static final String STYLE_OF_COPIES = "ta_extref";

  private static final int MAX_SHEETS = 10_000;
  private static final int MAX_NAME_LENGTH = 1_000;

  private final Parts parts;
  private final Limits limits;
  private final Set<String> hiddenStyles = new HashSet<>();
  private final List<Sheet> sheets = new ArrayList<>();

  /** Where in the part each sheet is. */
  private final List<Extent> extents = new ArrayList<>();

  /**
   * A stretch of the part.
   *
   * @param start which share of the part comes before it, from 0 to 1
   * @param end which share of the part has been read at its end, from 0 to 1
   */
  record Extent(double start, double end) {

    /** Which share of the stretch has been read, from 0 to 1. */
    double share(double ofPart) {
      return end <= start ? 1 : Math.max(0, Math.min(1, (ofPart - start) / (end - start)));
    }
  }

  private OdsWorkbook(Parts parts, Limits limits) {
    this.parts = parts;
    this.limits = limits;
    readSheets();
  }

  /**
   * Opens a workbook; whoever does so closes it.
   *
   * @param path the file, which must not change while it is open
   * @param limits bounds of what is read
   * @param scratch not used: nothing of such a workbook has to be kept
   * @throws SourceException if it is no workbook, or a damaged or harmful one
   */
  static Workbook open(Path path, Limits limits, KeyFiles scratch) {
    Parts parts = Parts.open(path, limits);
    try {
      return new OdsWorkbook(parts, limits);
    } catch (RuntimeException e) {
      try (parts) {
        throw e;
      } catch (IOException closing) {
        throw WorkbookErrors.unreadable(closing);
      }
    }
  }

  private XmlPart openPart(Place place) {
    XmlPart xml = parts.find(PART, place);
    if (xml == null) {
      throw WorkbookErrors.notAWorkbook("the archive has no part " + PART);
    }
    return xml;
  }

  private void readSheets() {
    Place place = () -> "in its part " + PART;
    boolean spreadsheet = false;
    try (XmlPart xml = openPart(place)) {
      if (!xml.root().equals("document-content")) {
        throw WorkbookErrors.notAWorkbook("its part " + PART + " is no document");
      }
      for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
        if (event == XmlPart.START) {
          switch (xml.name()) {
            case "automatic-styles", "body" -> {
              // What is looked for is in it.
            }
            case "spreadsheet" -> spreadsheet = true;
            case "style" -> readStyle(xml);
            case "table" -> addSheet(xml, place);
            default -> xml.skip();
          }
        }
      }
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
    if (!spreadsheet) {
      throw WorkbookErrors.notAWorkbook("it is another kind of document");
    }
    if (sheets.isEmpty()) {
      throw WorkbookErrors.notAWorkbook("it has no worksheet");
    }
  }

  private void readStyle(XmlPart xml) {
    String name = xml.attribute("name");
    boolean ofTables = "table".equals(xml.attribute("family"));
    for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
      if (event == XmlPart.START) {
        if (ofTables
            && name != null
            && name.length() <= MAX_NAME_LENGTH
            && hiddenStyles.size() < MAX_SHEETS
            && "false".equals(xml.attribute("display"))) {
          hiddenStyles.add(name);
        }
        xml.skip();
      }
    }
  }

  private void addSheet(XmlPart xml, Place place) {
    double start = xml.share();
    if (!isSheet(xml)) {
      xml.skip();
      return;
    }
    if (sheets.size() == MAX_SHEETS) {
      throw WorkbookErrors.damaged(place.now(), "it has more than " + MAX_SHEETS + " sheets");
    }
    int number = sheets.size() + 1;
    String name = xml.attribute("name");
    if (name != null && name.length() > MAX_NAME_LENGTH) {
      throw WorkbookErrors.damaged(
          place.now(), "a sheet has a name of more than " + MAX_NAME_LENGTH + " characters");
    }
    String style = xml.attribute("style-name");
    boolean visible = style == null || !hiddenStyles.contains(style);
    sheets.add(new Sheet(name == null ? "Sheet" + number : name, number, visible));
    xml.skip();
    extents.add(new Extent(start, xml.share()));
  }

  private static boolean isSheet(XmlPart xml) {
    return !STYLE_OF_COPIES.equals(xml.attribute("style-name"));
  }

  @Override
  public List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public SheetRows rows(Sheet sheet) {
    SheetPlace place = new SheetPlace(sheet.name());
    XmlPart xml = openPart(place);
    try {
      if (!find(xml, sheet.number())) {
        throw WorkbookErrors.damaged(place.now(), "the sheet is no longer there");
      }
      return new OdsRows(xml, place, extents.get(sheet.number() - 1), limits);
    } catch (RuntimeException e) {
      try (xml) {
        throw e;
      } catch (IOException closing) {
        throw WorkbookErrors.unreadable(closing);
      }
    }
  }

  /** Goes on to the beginning of a sheet, 1-based; tells whether it is there. */
  private static boolean find(XmlPart xml, int number) {
    int left = number;
    xml.root();
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event == XmlPart.START) {
        boolean table = xml.name().equals("table") && isSheet(xml);
        left -= table ? 1 : 0;
        if (left == 0) {
          return true;
        }
        if (!xml.name().equals("body") && !xml.name().equals("spreadsheet")) {
          xml.skip();
        }
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
