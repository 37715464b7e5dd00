package dev.importer.internal.workbook;

import dev.importer.error.SourceException;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.text.Quoted;
import dev.importer.source.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook in Office Open XML, transitional or strict, with macros or without, or a template of
 * one ({@code .xlsx}, {@code .xlsm}, {@code .xltx}). It takes little memory, however large it is.
 */
final class XlsxWorkbook implements Workbook {

  private static final String TRANSITIONAL =
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";

  private static final int MAX_SHEETS = 10_000;

  /** Excel takes 31 characters. */
  private static final int MAX_NAME_LENGTH = 1_000;

  private final Parts parts;
  private final Limits limits;
  private final KeyFiles scratch;
  private final String part;
  private final Relationships relationships;
  private final List<Sheet> sheets = new ArrayList<>();

  /** The relationship of each sheet. */
  private final List<String> sheetIds = new ArrayList<>();

  private boolean since1904;
  private @Nullable Styles styles;
  private @Nullable SharedStrings strings;

  private XlsxWorkbook(Parts parts, Limits limits, KeyFiles scratch) {
    this.parts = parts;
    this.limits = limits;
    this.scratch = scratch;
    String found = Relationships.of(parts, "").first("officeDocument");
    if (found == null) {
      throw WorkbookErrors.notAWorkbook(
          "the archive does not say which part of it is the workbook");
    }
    if (found.endsWith(".bin")) {
      throw WorkbookErrors.notAWorkbook("it is a binary one (.xlsb), which is not read");
    }
    this.part = found;
    this.relationships = Relationships.of(parts, part);
    readSheets();
  }

  /**
   * Opens a workbook; whoever does so closes it.
   *
   * @param path the file, which must not change while it is open
   * @param limits bounds of what is read
   * @param scratch where texts go that are too many for the memory
   * @throws SourceException if it is no workbook, or a damaged or harmful one
   */
  static Workbook open(Path path, Limits limits, KeyFiles scratch) {
    Parts parts = Parts.open(path, limits);
    try {
      return new XlsxWorkbook(parts, limits, scratch);
    } catch (RuntimeException e) {
      try (parts) {
        throw e;
      } catch (IOException closing) {
        throw WorkbookErrors.unreadable(closing);
      }
    }
  }

  private void readSheets() {
    Place place = () -> "in its part " + part;
    try (XmlPart xml = parts.find(part, place)) {
      if (xml == null || !xml.root().equals("workbook")) {
        throw WorkbookErrors.notAWorkbook("the archive holds none, or another kind of document");
      }
      for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
        if (event == XmlPart.START) {
          switch (xml.name()) {
            case "workbookPr" -> readProperties(xml);
            case "sheet" -> addSheet(xml);
            default -> {
              // Where windows stand, and the like.
            }
          }
        }
      }
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
    if (sheets.isEmpty()) {
      throw WorkbookErrors.notAWorkbook("it has no worksheet");
    }
  }

  private void readProperties(XmlPart xml) {
    String namespace = xml.namespace();
    // An extension has an element of the same name, which says nothing of this.
    if (namespace.equals(TRANSITIONAL) || namespace.equals(STRICT)) {
      since1904 |= xml.isTrue("date1904");
    }
  }

  private void addSheet(XmlPart xml) {
    String name = xml.attribute("name");
    String id = xml.attribute("id");
    if (name == null || id == null || name.length() + id.length() > MAX_NAME_LENGTH) {
      throw WorkbookErrors.damaged("in its part " + part, "a sheet has no name, or no part");
    }
    if (relationships.leadsElsewhere(id, "worksheet")) {
      return;
    }
    if (sheets.size() == MAX_SHEETS) {
      throw WorkbookErrors.damaged(
          "in its part " + part, "it has more than " + MAX_SHEETS + " sheets");
    }
    String state = xml.attribute("state");
    boolean visible = state == null || state.equals("visible");
    sheets.add(new Sheet(name, sheets.size() + 1, visible));
    sheetIds.add(id);
  }

  @Override
  public List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public SheetRows rows(Sheet sheet) {
    String id = sheetIds.get(sheet.number() - 1);
    String sheetPart = relationships.part(id);
    SheetPlace place = new SheetPlace(sheet.name());
    Styles ready = styles();
    SharedStrings texts = strings();
    XmlPart xml = sheetPart == null ? null : parts.find(sheetPart, place);
    if (xml == null) {
      throw WorkbookErrors.damaged(
          place.now(), "the part " + Quoted.of(String.valueOf(sheetPart)) + " is missing");
    }
    try {
      return new XlsxRows(xml, place, ready, texts, since1904, limits);
    } catch (RuntimeException e) {
      try (xml) {
        throw e;
      } catch (IOException closing) {
        throw WorkbookErrors.unreadable(closing);
      }
    }
  }

  private Styles styles() {
    Styles known = styles;
    if (known == null) {
      String name = relationships.first("styles");
      known = name == null ? Styles.NONE : Styles.of(parts, name);
      styles = known;
    }
    return known;
  }

  private SharedStrings strings() {
    SharedStrings known = strings;
    if (known == null) {
      known = readStrings();
      strings = known;
    }
    return known;
  }

  private SharedStrings readStrings() {
    SharedStrings read = new SharedStrings(scratch);
    String name = relationships.first("sharedStrings");
    Place place = () -> "in its table of texts";
    try {
      XmlPart xml = name == null ? null : parts.find(name, place);
      if (xml != null) {
        read.addAllOf(xml, place);
      }
      return read;
    } catch (RuntimeException e) {
      try (read) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (parts) {
      if (strings != null) {
        strings.close();
      }
    }
  }
}
