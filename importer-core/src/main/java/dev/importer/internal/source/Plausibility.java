package dev.importer.internal.source;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * How likely it is that text was written in a language, as the logarithm of a probability. Only
 * characters beyond ASCII count, each by itself and by its neighbours.
 */
final class Plausibility {

  private static final double BORROWED_LETTER = Math.log(1e-3);
  private static final double UNUSUAL_LETTER = Math.log(1e-4);
  private static final double FOREIGN_LETTER = Math.log(1e-6);
  private static final double TYPOGRAPHY = Math.log(3e-3);
  private static final double SIGN = Math.log(1e-4);
  private static final double SIGN_IN_WORD = Math.log(1e-7);
  private static final double CAPITAL = Math.log(0.1);
  private static final double CAPITAL_AFTER_SMALL = Math.log(1e-3);
  private static final double TWO_ACCENTS = Math.log(0.1);
  private static final double ALONE = Math.log(0.1);
  private static final double MIXED_SCRIPTS = Math.log(1e-3);

  private static final double COMMON_CHARACTER = Math.log(0.35 / 4_000);
  private static final double RARE_CHARACTER = Math.log(0.03 / 15_000);
  private static final double WIDE_PUNCTUATION = Math.log(0.01);
  private static final double HALF_WIDTH_KATAKANA = Math.log(1e-4);

  /** Signs that stand between letters, that end a word, that begin one, and that do neither. */
  private static final String JOINING = "\u00a0’–—·\u200e\u200f";

  private static final String ENDING = "”“‘»«…™®©²³°º";
  private static final String BEGINNING = "“„‘‚«»¿¡§©€";
  private static final String TYPOGRAPHIC = "€…‘‚“”„«»§°£©®™²³µ½×¿¡º";

  private final Language language;
  private final String text;

  private Plausibility(Language language, String text) {
    this.language = language;
    this.text = text;
  }

  static double of(Language language, String text) {
    Plausibility plausibility = new Plausibility(language, text);
    double sum = -language.rarity();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        sum += plausibility.at(at);
      }
    }
    return sum;
  }

  private double at(int at) {
    char c = text.charAt(at);
    if (language.family().isLarge()) {
      return large(c) + (isAsciiLetter(at - 1) && isAsciiLetter(at + 1) ? MIXED_SCRIPTS : 0);
    }
    double known = language.logarithm(c);
    if (!Character.isLetter(c) && Double.isNaN(known)) {
      return sign(c, at);
    }
    return language.family().isLatin() ? latin(c, at) : other(c, at);
  }

  private double sign(char c, int at) {
    boolean ends = isLetter(at - 1);
    boolean begins = isLetter(at + 1);
    if (JOINING.indexOf(c) >= 0) {
      return TYPOGRAPHY;
    }
    if (TYPOGRAPHIC.indexOf(c) < 0) {
      return ends || begins ? SIGN_IN_WORD : SIGN;
    }
    boolean fits =
        !(ends && begins)
            && (!ends || ENDING.indexOf(c) >= 0)
            && (!begins || BEGINNING.indexOf(c) >= 0);
    return fits ? TYPOGRAPHY : SIGN_IN_WORD;
  }

  private double latin(char c, int at) {
    double sum = letter(c, at, UnicodeScript.LATIN);
    if (isForeign(at - 1)) {
      sum += TWO_ACCENTS;
    }
    if (!isLetter(at - 1) && !isLetter(at + 1)) {
      sum += ALONE;
    }
    if (Character.isLowerCase(c) && isAsciiCapital(at + 1)) {
      sum += CAPITAL_AFTER_SMALL;
    }
    return sum;
  }

  private boolean isAsciiCapital(int at) {
    return at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
  }

  private double other(char c, int at) {
    double sum = letter(c, at, language.family().script());
    if (isAsciiLetter(at - 1) || isAsciiLetter(at + 1)) {
      sum += MIXED_SCRIPTS;
    } else if (!isForeign(at - 1) && !isForeign(at + 1)) {
      sum += ALONE;
    }
    return sum;
  }

  private double letter(char c, int at, UnicodeScript script) {
    char small = Character.toLowerCase(c);
    double known = language.logarithm(small);
    double sum = Double.isNaN(known) ? unlisted(small, script) : known;
    if (Character.isUpperCase(c)) {
      boolean afterSmall = at > 0 && Character.isLowerCase(text.charAt(at - 1));
      sum += afterSmall ? CAPITAL_AFTER_SMALL : isLetter(at - 1) ? CAPITAL / 2 : CAPITAL;
    }
    return sum;
  }

  private double unlisted(char small, UnicodeScript script) {
    if (language.borrows(small)) {
      return BORROWED_LETTER;
    }
    return UnicodeScript.of(small).equals(script) ? UNUSUAL_LETTER : FOREIGN_LETTER;
  }

  private double large(char c) {
    double known = language.logarithm(c);
    if (!Double.isNaN(known)) {
      return known;
    }
    if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60)) {
      return WIDE_PUNCTUATION;
    }
    if (c >= 0xFF61 && c <= 0xFF9F) {
      return HALF_WIDTH_KATAKANA;
    }
    return CommonCharacters.of(language, c) ? COMMON_CHARACTER : RARE_CHARACTER;
  }

  private boolean isForeign(int at) {
    return isLetter(at) && text.charAt(at) >= 0x80;
  }

  private boolean isAsciiLetter(int at) {
    return isLetter(at) && text.charAt(at) < 0x80;
  }

  private boolean isLetter(int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetter(text.charAt(at))
            || Character.getType(text.charAt(at)) == Character.NON_SPACING_MARK);
  }

  /** National standards sort their characters by use: those in common use come first. */
  private static final class CommonCharacters {

    private CommonCharacters() {}

    static boolean of(Language language, char c) {
      return switch (language) {
        case SIMPLIFIED_CHINESE -> leadIs("GB2312", c, 0xB0, 0xD7);
        case TRADITIONAL_CHINESE -> leadIs("Big5", c, 0xA4, 0xC6);
        case JAPANESE ->
            (c >= 0x3041 && c <= 0x30FE) || c == '々' || leadIs("EUC-JP", c, 0xB0, 0xCF);
        default -> leadIs("EUC-KR", c, 0xB0, 0xC8);
      };
    }

    private static boolean leadIs(String standard, char c, int least, int most) {
      CharsetEncoder encoder = Charset.forName(standard).newEncoder();
      if (!encoder.canEncode(c)) {
        return false;
      }
      byte[] bytes = String.valueOf(c).getBytes(encoder.charset());
      int lead = bytes[0] & 0xFF;
      return bytes.length == 2 && lead >= least && lead <= most;
    }
  }
}
