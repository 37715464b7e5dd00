package dev.importer.internal.check;

import java.util.Locale;
import java.util.Map;

/**
 * A geometry in well-known text (OGC 06-103r4): its words, its brackets and its numbers. Not in
 * Table Schema, but in its reference implementation.
 */
final class WktRule {

  private static final int MAX_DEPTH = 50;

  /** What stands in the brackets of a geometry. */
  private enum Content {
    /** One point. */
    POINT,
    /** Points with commas in between. */
    POINTS,
    /** Points, each in brackets of its own or not. */
    MULTIPOINT,
    /** Lists of points. */
    LINES,
    /** Lists of lists of points. */
    SURFACES,
    /** Lists of points, or named curves. */
    CURVES,
    /** Lists of lists of points, or named surfaces. */
    NAMED_SURFACES,
    /** Named geometries. */
    GEOMETRIES
  }

  private static final Map<String, Content> GEOMETRIES =
      Map.ofEntries(
          Map.entry("POINT", Content.POINT),
          Map.entry("LINESTRING", Content.POINTS),
          Map.entry("CIRCULARSTRING", Content.POINTS),
          Map.entry("POLYGON", Content.LINES),
          Map.entry("TRIANGLE", Content.LINES),
          Map.entry("MULTIPOINT", Content.MULTIPOINT),
          Map.entry("MULTILINESTRING", Content.LINES),
          Map.entry("MULTIPOLYGON", Content.SURFACES),
          Map.entry("POLYHEDRALSURFACE", Content.SURFACES),
          Map.entry("TIN", Content.SURFACES),
          Map.entry("COMPOUNDCURVE", Content.CURVES),
          Map.entry("CURVEPOLYGON", Content.CURVES),
          Map.entry("MULTICURVE", Content.CURVES),
          Map.entry("MULTISURFACE", Content.NAMED_SURFACES),
          Map.entry("GEOMETRYCOLLECTION", Content.GEOMETRIES));

  private final String text;
  private int at;
  private int depth;

  private WktRule(String text) {
    this.text = text;
  }

  static boolean matches(String text) {
    WktRule reading = new WktRule(text);
    return reading.isGeometry() && reading.at == text.length();
  }

  private boolean isGeometry() {
    Content content = GEOMETRIES.get(word());
    if (content == null || depth++ > MAX_DEPTH) {
      return false;
    }
    blanks();
    int start = at;
    String dimension = word();
    if (dimension.equals("Z") || dimension.equals("M") || dimension.equals("ZM")) {
      blanks();
      start = at;
      dimension = word();
    }
    boolean sound = dimension.equals("EMPTY") || (at == start && isContent(content));
    depth--;
    return sound;
  }

  private boolean isContent(Content content) {
    return switch (content) {
      case POINT -> isBracketed(this::isPoint, Count.ONE);
      case POINTS -> isPoints();
      case MULTIPOINT -> isBracketed(this::isPointOfMany, Count.MANY);
      case LINES -> isLines();
      case SURFACES -> isBracketed(this::isLines, Count.MANY);
      case CURVES -> isBracketed(() -> isNamedOr(this::isPoints), Count.MANY);
      case NAMED_SURFACES -> isBracketed(() -> isNamedOr(this::isLines), Count.MANY);
      case GEOMETRIES -> isBracketed(this::isGeometry, Count.MANY);
    };
  }

  private boolean isPoints() {
    return isBracketed(this::isPoint, Count.MANY);
  }

  private boolean isLines() {
    return isBracketed(this::isPoints, Count.MANY);
  }

  private boolean isPointOfMany() {
    return (at < text.length() && text.charAt(at) == '(')
        ? isBracketed(this::isPoint, Count.ONE)
        : isPoint();
  }

  private boolean isNamedOr(Part part) {
    return (at < text.length() && text.charAt(at) == '(') ? part.isThere() : isGeometry();
  }

  /** Something that may begin at the current place. */
  private interface Part {
    boolean isThere();
  }

  /** How many parts may be in brackets. */
  private enum Count {
    ONE,
    MANY
  }

  private boolean isBracketed(Part part, Count count) {
    if (!takes('(')) {
      return false;
    }
    do {
      blanks();
      if (!part.isThere()) {
        return false;
      }
      blanks();
    } while (count == Count.MANY && takes(','));
    return takes(')');
  }

  /** Two to four numbers. */
  private boolean isPoint() {
    int numbers = 0;
    while (isNumber()) {
      numbers++;
      int end = at;
      blanks();
      if (at == end) {
        break;
      }
    }
    return numbers >= 2 && numbers <= 4;
  }

  private boolean isNumber() {
    int start = at;
    boolean signed = takes('-') || takes('+');
    int digits = digits();
    if (takes('.')) {
      digits += digits();
    }
    if (digits == 0) {
      at = signed ? start : at;
      return false;
    }
    if (takes('e') || takes('E')) {
      boolean ignored = takes('-') || takes('+');
      return digits() > 0;
    }
    return true;
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private String word() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean takes(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }
}
