package dev.importer.internal.rule;

/**
 * Puts what regular expressions of XML Schema have of their own into the terms of RE2, and refuses
 * what RE2 would take for something else.
 */
final class XmlRegex {

  private static final String NAME_START =
      ":A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}"
          + "\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}"
          + "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";
  private static final String NAME =
      NAME_START + "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}";

  private final String regex;
  private final StringBuilder out = new StringBuilder();
  private boolean inSet;
  private int at;

  private XmlRegex(String regex) {
    this.regex = regex;
  }

  static String toRe2(String regex) {
    return new XmlRegex(regex).translate();
  }

  private String translate() {
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '\\') {
        escape();
      } else if (inSet && c == '[') {
        bracketInSet();
      } else {
        out.append(c);
        at++;
        if (c == '[') {
          beginSet();
        } else if (c == ']') {
          inSet = false;
        }
      }
    }
    return out.toString();
  }

  /** A closing bracket that comes first stands for itself. */
  private void beginSet() {
    inSet = true;
    for (char first : new char[] {'^', ']'}) {
      if (at < regex.length() && regex.charAt(at) == first) {
        out.append(first);
        at++;
      }
    }
  }

  private void bracketInSet() {
    int end = regex.indexOf(":]", at);
    if (!regex.startsWith("[:", at) || end < 0) {
      throw new IllegalArgumentException(
          "it has a set inside a set; list the characters, or write \\[ for a bracket");
    }
    out.append(regex, at, end + 2);
    at = end + 2;
  }

  private void escape() {
    char letter = at + 1 < regex.length() ? regex.charAt(at + 1) : ' ';
    switch (letter) {
      case 'i' -> set(NAME_START, 2, Sense.IS);
      case 'I' -> set(NAME_START, 2, Sense.IS_NOT);
      case 'c' -> set(NAME, 2, Sense.IS);
      case 'C' -> set(NAME, 2, Sense.IS_NOT);
      case 'p', 'P' -> property(letter == 'p' ? Sense.IS : Sense.IS_NOT);
      case 'u' -> unicode();
      case 'Q' ->
          throw new IllegalArgumentException(
              "\\Q is not possible; put a \\ before each sign instead");
      default -> copy(at + 1 < regex.length() ? 2 : 1);
    }
  }

  /** Whether a set is meant, or all that is not in it. */
  private enum Sense {
    IS,
    IS_NOT
  }

  private void set(String ranges, int length, Sense sense) {
    if (inSet && sense == Sense.IS_NOT) {
      throw new IllegalArgumentException(
          regex.substring(at, at + length) + " is not possible inside a set");
    }
    if (inSet) {
      out.append(ranges);
    } else {
      out.append(sense == Sense.IS ? "[" : "[^").append(ranges).append(']');
    }
    at += length;
  }

  /** {@code \p{IsGreek}} is a block of characters; other properties are those of RE2. */
  private void property(Sense sense) {
    int end = regex.indexOf('}', at);
    if (end < 0 || regex.charAt(at + 2) != '{') {
      copy(2);
      return;
    }
    String name = regex.substring(at + 3, end);
    if (name.startsWith("Is")) {
      set(UnicodeNames.block(name.substring(2)), end + 1 - at, sense);
    } else {
      copy(2);
      out.append('{').append(UnicodeNames.category(name)).append('}');
      at = end + 1;
    }
  }

  /** Four digits, or eight for a pair of surrogates. */
  private void unicode() {
    int unit = hex(at + 2);
    if (unit < 0) {
      copy(2);
      return;
    }
    int length = 6;
    int low =
        Character.isHighSurrogate((char) unit) && regex.startsWith("\\u", at + 6)
            ? hex(at + 8)
            : -1;
    if (low >= 0 && Character.isLowSurrogate((char) low)) {
      unit = Character.toCodePoint((char) unit, (char) low);
      length = 12;
    }
    out.append("\\x{").append(Integer.toHexString(unit)).append('}');
    at += length;
  }

  private int hex(int start) {
    if (start + 4 > regex.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = Character.digit(regex.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private void copy(int length) {
    out.append(regex, at, at + length);
    at += length;
  }
}
