package dev.importer.internal.suggest;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it, taken apart.
 *
 * @param negative whether a sign, a sign behind it, or parentheses make it negative
 * @param digits its digits from 0 to 9, with spaces, apostrophes, points and commas among them
 * @param unit its unit or currency in a form that is equal for spellings of the same one; empty if
 *     it has none
 */
record Amount(boolean negative, String digits, String unit) {

  private static final int MAX_LENGTH = 60;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<open>\\()?\\s*(?<before>[^-+0-9.,()]*?)\\s*(?<sign>[-+])?\\s*(?<between>[^-+0-9.,()]*?)"
              + "\\s*(?<digits>[.,]?[0-9](?:[ '.,]?[0-9])*)(?<behind>-)?\\s*"
              + "(?<after>[^-+0-9,()]*?)\\s*(?<close>\\))?");

  /** Where they part no digits, as many as there may be are one; otherwise they take hours. */
  private static final Pattern SPACES = Pattern.compile("(?<![0-9]) {2,}| {2,}(?![0-9])");

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,20}\\.?");
  private static final Pattern ENDING = Pattern.compile("(?<=.{2})s?\\.?$");

  /** Behind a number these change it, or leave open by what. */
  private static final Set<String> NO_UNITS =
      Set.of(
          "mn",
          "mio",
          "mill",
          "million",
          "millions",
          "millionen",
          "bn",
          "bio",
          "billion",
          "billions",
          "mrd",
          "milliarden",
          "trillion",
          "thousand",
          "thousands",
          "tsd",
          "tausend",
          "hundred",
          "hundreds",
          "hundert",
          "lakh",
          "lakhs",
          "crore",
          "crores",
          "cr",
          "dr",
          "credit",
          "debit",
          "soll",
          "haben",
          "dozen",
          "dozens",
          "dutzend",
          "half",
          "percent",
          "prozent",
          "pct",
          "am",
          "pm",
          "bc",
          "bce",
          "ac",
          "plus",
          "minus",
          "negative",
          "or",
          "to",
          "and",
          "approx",
          "about",
          "ca",
          "circa",
          "over",
          "under",
          "more",
          "less",
          "max",
          "min",
          "st",
          "nd",
          "rd",
          "th");

  private static final Set<String> CURRENCIES =
      Stream.concat(
              Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
              Stream.of("RS", "KR", "FR", "SFR", "ZL", "KC"))
          .map(code -> code.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  /** The amount that a text is; null if it is none, or if it may be more than one. */
  static @Nullable Amount of(String text) {
    Matcher form = text.length() > MAX_LENGTH ? null : FORM.matcher(usual(text));
    if (form == null || !form.matches()) {
      return null;
    }
    boolean inParentheses = form.group("open") != null;
    boolean signed = form.group("sign") != null;
    boolean signedBehind = form.group("behind") != null;
    int signs = (inParentheses ? 1 : 0) + (signed ? 1 : 0) + (signedBehind ? 1 : 0);
    String before = (form.group("before") + form.group("between")).strip();
    String after = form.group("after").strip();
    boolean fits =
        inParentheses == (form.group("close") != null)
            && signs <= 1
            && (before.isEmpty() || after.isEmpty())
            && (before.isEmpty() || isCurrency(before))
            && (after.isEmpty() || isUnit(after));
    boolean negative = inParentheses || signedBehind || "-".equals(form.group("sign"));
    return fits ? new Amount(negative, form.group("digits"), unit(before + after)) : null;
  }

  /** With usual digits, spaces, apostrophes and minus signs. */
  private static String usual(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (Character.isDigit(character)) {
                usual.append((char) ('0' + Character.digit(character, 10)));
              } else if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
                usual.append(' ');
              } else {
                switch (character) {
                  case '\u2212', '\u2013', '\u2010', '\u2011' -> usual.append('-');
                  case '\u2019', '\u02bc' -> usual.append('\'');
                  default -> usual.appendCodePoint(character);
                }
              }
            });
    return SPACES.matcher(usual).replaceAll(" ");
  }

  private static boolean isCurrency(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return (text.codePointCount(0, text.length()) == 1
            && Character.getType(text.codePointAt(0)) == Character.CURRENCY_SYMBOL)
        || CURRENCIES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isUnit(String text) {
    return isCurrency(text)
        || (WORD.matcher(text).matches()
            && !NO_UNITS.contains(Folding.fold(text).replace(".", "")));
  }

  /** Without the ending of the plural. */
  private static String unit(String text) {
    return ENDING.matcher(Folding.fold(text)).replaceFirst("");
  }
}
