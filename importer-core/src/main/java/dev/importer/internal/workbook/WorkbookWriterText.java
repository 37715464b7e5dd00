package dev.importer.internal.workbook;

import java.util.Collection;
import java.util.Locale;

/** Texts as the parts of a workbook hold them. */
final class WorkbookWriterText {

  private static final int MOST_OF_A_NAME = 31;
  private static final int ESCAPE = "_x0000_".length();

  private WorkbookWriterText() {}

  /**
   * Appends a text for XML. What XML cannot hold, or would change, is written as {@code _xHHHH_},
   * which spreadsheets read as the character; so is the underscore of a text that looks like that.
   */
  static void append(StringBuilder xml, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '_' -> {
          if (isEscape(text, i)) {
            escape(xml, c);
          } else {
            xml.append(c);
          }
        }
        default -> {
          if (isKept(text, i)) {
            xml.append(c);
          } else {
            escape(xml, c);
          }
        }
      }
    }
  }

  private static void escape(StringBuilder xml, char c) {
    xml.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
  }

  private static boolean isEscape(String text, int start) {
    return text.length() - start >= ESCAPE
        && text.charAt(start + 1) == 'x'
        && text.charAt(start + ESCAPE - 1) == '_'
        && text.substring(start + 2, start + ESCAPE - 1)
            .chars()
            .allMatch(WorkbookWriterText::isHex);
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Whether XML holds the character at this place; a carriage return would become a line feed. */
  private static boolean isKept(String text, int place) {
    char c = text.charAt(place);
    if (Character.isHighSurrogate(c)) {
      return place + 1 < text.length() && Character.isLowSurrogate(text.charAt(place + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return place > 0 && Character.isHighSurrogate(text.charAt(place - 1));
    }
    return c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n';
  }

  /**
   * The name of a sheet as spreadsheets take it: no more than 31 characters, none that has a
   * meaning in references, not the one that Excel keeps to itself.
   *
   * @param others the names of the other sheets, from which it has to differ
   */
  static String sheetName(String wanted, Collection<String> others) {
    StringBuilder legal = new StringBuilder();
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      boolean fine = c >= ' ' && "[]:*?/\\'".indexOf(c) < 0 && isKept(wanted, i);
      legal.append(fine ? c : '_');
    }
    String name = cut(legal.toString().strip(), MOST_OF_A_NAME);
    if (name.isBlank()) {
      name = "Sheet";
    }
    String unique = name;
    for (int i = 2; isTaken(unique, others); i++) {
      String number = " " + i;
      unique = cut(name, MOST_OF_A_NAME - number.length()) + number;
    }
    return unique;
  }

  private static boolean isTaken(String name, Collection<String> others) {
    return name.equalsIgnoreCase("History") || others.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** No more than so many characters of a text, and no half of one. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** The letters of a column, 0-based. */
  static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }

  /** A name as it stands in a reference. */
  static String quoted(String sheetName) {
    return "'" + sheetName.replace("'", "''") + "'";
  }
}
