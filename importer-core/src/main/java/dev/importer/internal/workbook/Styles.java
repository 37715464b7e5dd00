package dev.importer.internal.workbook;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The styles of cells by their numbers. Immutable. */
final class Styles {

  /** What a workbook without styles has. */
  static final Styles NONE = new Styles(new CellStyle[0]);

  /** Excel writes up to 65,490. */
  private static final int MAX_STYLES = 1 << 20;

  private static final int MAX_FORMATS = 10_000;

  /** Excel takes 255 characters. */
  private static final int MAX_CODE_LENGTH = 1_000;

  private final CellStyle[] styles;

  private Styles(CellStyle[] styles) {
    this.styles = styles;
  }

  /** Reads the part of the styles; if it is not there, there are none. */
  static Styles of(Parts parts, String part) {
    Place place = () -> "in its part " + part;
    try (XmlPart xml = parts.find(part, place)) {
      return xml == null ? NONE : new Reading(xml, place).styles();
    } catch (IOException e) {
      throw WorkbookErrors.unreadable(e);
    }
  }

  /** The style with a number, 0-based; a plain one if there is none. */
  CellStyle get(int index) {
    return index >= 0 && index < styles.length ? styles[index] : CellStyle.GENERAL;
  }

  private static final class Reading {

    private final XmlPart xml;
    private final Place place;
    private final Map<Integer, String> codes = new HashMap<>();
    private int[] formats = new int[256];
    private int count;

    Reading(XmlPart xml, Place place) {
      this.xml = xml;
      this.place = place;
    }

    Styles styles() {
      String parent = "";
      for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
        if (event == XmlPart.START) {
          String name = xml.name();
          // Both names stand elsewhere too, with another meaning.
          if (xml.depth() == 2) {
            parent = name;
          } else if (name.equals("numFmt") && parent.equals("numFmts")) {
            addFormat();
          } else if (name.equals("xf") && parent.equals("cellXfs")) {
            addStyle();
          }
        }
      }
      Map<Integer, CellStyle> styles = new HashMap<>();
      return new Styles(
          Arrays.stream(formats, 0, count)
              .mapToObj(id -> styles.computeIfAbsent(id, this::style))
              .toArray(CellStyle[]::new));
    }

    private CellStyle style(int id) {
      String code = codes.get(id);
      return CellStyle.of(code == null ? BuiltInFormats.code(id) : code);
    }

    private void addFormat() {
      String code = xml.attribute("formatCode");
      int id = number(xml.attribute("numFmtId"));
      if (code != null && id >= 0 && code.length() <= MAX_CODE_LENGTH) {
        codes.put(id, code);
        if (codes.size() > MAX_FORMATS) {
          throw WorkbookErrors.damaged(
              place.now(), "it has more than " + MAX_FORMATS + " number formats");
        }
      }
    }

    private void addStyle() {
      if (count == MAX_STYLES) {
        throw WorkbookErrors.damaged(
            place.now(), "it has more than " + MAX_STYLES + " formats of cells");
      }
      if (count == formats.length) {
        formats = Arrays.copyOf(formats, 2 * count);
      }
      formats[count++] = Math.max(0, number(xml.attribute("numFmtId")));
    }

    private static int number(@Nullable String text) {
      return text == null ? -1 : WholeNumber.of(text);
    }
  }
}
