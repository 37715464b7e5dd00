package dev.importer.internal.rows;

/**
 * Text that was UTF-8 and was read as windows-1252 somewhere before: {@code JÃ¼rgen}, {@code â€™}.
 * Each character beyond ASCII is then two to four, of which the first is a letter of a few and the
 * others are mostly signs.
 */
final class Mojibake {

  /** What windows-1252 has from the byte 0x80 to 0x9F; blank where it has nothing. */
  private static final String SIGNS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

  private static final int FIRST_SIGN = 0x80;

  private static final int NONE = -1;

  private Mojibake() {}

  /** Whether a text has been misread. */
  static boolean isIn(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xC2 && c <= 0xF4 && isMisread(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMisread(String text, int at) {
    int character = characterAt(text, at);
    if (character == NONE) {
      return false;
    }
    if (isUnmistakable(character)) {
      return true;
    }
    // Two in succession happen to nobody else, and no word has a capital after a small letter.
    int next = at + length(text.charAt(at));
    boolean followed =
        next < text.length() && isOfWord(character) && isOfWord(characterAt(text, next));
    boolean inWord =
        at > 0
            && Character.isLowerCase(text.charAt(at - 1))
            && Character.isUpperCase(text.charAt(at))
            && Character.isLetter(character);
    return followed || inWord;
  }

  private static boolean isOfWord(int character) {
    return switch (character == NONE ? Character.UNASSIGNED : Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetter(character);
    };
  }

  /** What a letter and a sign, such as {@code Ã¼} or {@code â€™}, hardly stand for by chance. */
  private static boolean isUnmistakable(int character) {
    return character <= 0xFF
        || (character >= 0x2010 && character <= 0x27BF)
        || character == 0xFEFF
        || character == 0xFFFD
        || (character >= 0x1F000 && character <= 0x1FAFF);
  }

  /** The character whose bytes in UTF-8 stand here as characters of windows-1252, or none. */
  private static int characterAt(String text, int at) {
    char lead = text.charAt(at);
    int length = lead >= 0xC2 && lead <= 0xF4 ? length(lead) : 0;
    if (length == 0 || at + length > text.length()) {
      return NONE;
    }
    int character = lead & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      int next = byteOf(text.charAt(at + i));
      if ((next & 0xC0) != 0x80) {
        return NONE;
      }
      character = (character << 6) | (next & 0x3F);
    }
    boolean overlong = character < (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
    boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
    return overlong || surrogate ? NONE : character;
  }

  private static int length(char lead) {
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  }

  /** The byte that windows-1252 or ISO-8859-1 has for a character; 0 for others. */
  private static int byteOf(char c) {
    if (c >= 0x80 && c <= 0xFF) {
      return c;
    }
    int sign = c == ' ' ? NONE : SIGNS.indexOf(c);
    return sign < 0 ? 0 : FIRST_SIGN + sign;
  }
}
