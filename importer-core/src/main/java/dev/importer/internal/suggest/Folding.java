package dev.importer.internal.suggest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes texts equal that differ in nothing that a person would hear. */
public final class Folding {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Letters that are no other letter with a mark. */
  private static final Map<Integer, String> LETTERS =
      Map.of(
          (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'ł', "l",
          (int) 'đ', "d", (int) 'ð', "d", (int) 'þ', "th", (int) 'ı', "i");

  private Folding() {}

  /** A text in lower case, in compatible forms, and without accents. */
  public static String fold(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder folded = new StringBuilder(plain.length());
    plain
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            letter -> {
              String usual = LETTERS.get(letter);
              if (usual == null) {
                folded.appendCodePoint(letter);
              } else {
                folded.append(usual);
              }
            });
    return folded.toString();
  }

  /** The digits of a text. */
  public static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.codePoints().filter(Character::isDigit).forEach(digits::appendCodePoint);
    return digits.toString();
  }
}
