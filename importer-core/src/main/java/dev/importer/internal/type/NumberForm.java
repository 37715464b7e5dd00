package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forms in which people and programs write numbers, and which are no numbers of data: they are
 * refused, and the message says what to write instead.
 */
enum NumberForm {
  PARENTHESES("a negative number in parentheses"),
  MINUS_BEHIND("a negative number with its minus behind it"),
  OTHER_MINUS("a negative number with another minus than that of the keyboard, U+002D"),
  OTHER_DIGITS("its digits are others than 0 to 9"),
  EXPONENT("it has an exponent, as spreadsheets give to long numbers; write all digits");

  private static final List<Set<NegativeForm>> PROPOSALS =
      List.of(
          EnumSet.of(NegativeForm.PARENTHESES),
          EnumSet.of(NegativeForm.TRAILING_MINUS),
          EnumSet.of(NegativeForm.UNICODE_MINUS),
          EnumSet.of(NegativeForm.TRAILING_MINUS, NegativeForm.UNICODE_MINUS));

  private static final Pattern WITH_EXPONENT =
      Pattern.compile("[-+]?[0-9]+([.,][0-9]*)?[eE][-+]?[0-9]+");

  private final String words;

  NumberForm(String words) {
    this.words = words;
  }

  /** What is to be said of a text besides that it is no number; empty if nothing is. */
  static String hint(String text, FieldType type, TypeOptions.OfNumber options) {
    if (text.length() > Quoted.MAX_LENGTH) {
      return "";
    }
    for (NumberForm form : values()) {
      String usual = form == EXPONENT && type == FieldType.NUMBER ? null : form.usual(text);
      if (usual != null) {
        boolean fits = !usual.equals(text) && new NumberFormat(type, options).isNumber(usual);
        String names = form.negatives(text, type, options);
        return ": "
            + form.words
            + (fits ? "; write " + usual : "")
            + (names.isEmpty() ? "" : (fits ? ", or" : ";") + " let its field have " + names);
      }
    }
    return "";
  }

  /** What a field would have to say for the text to be a number; empty if nothing helps. */
  private String negatives(String text, FieldType type, TypeOptions.OfNumber options) {
    if (this == OTHER_DIGITS || this == EXPONENT) {
      return "";
    }
    // One form alone is proposed before two together.
    for (Set<NegativeForm> added : PROPOSALS) {
      Set<NegativeForm> forms = new TreeSet<>(options.negatives());
      if (forms.addAll(added)) {
        TypeOptions.OfNumber wider =
            new TypeOptions.OfNumber(
                options.decimalChar(), options.groupChar(), options.bareNumber(), forms);
        if (new NumberFormat(type, wider).isNumber(text)) {
          String names =
              forms.stream().map(form -> '"' + form.text() + '"').collect(Collectors.joining(", "));
          return "\"importer:negative\": " + (forms.size() == 1 ? names : "[" + names + "]");
        }
      }
    }
    return "";
  }

  /** The text in the usual form, as far as it is known; null if it is not of this form. */
  private @Nullable String usual(String text) {
    int last = text.length() - 1;
    return switch (this) {
      case PARENTHESES ->
          last > 1 && text.charAt(0) == '(' && text.charAt(last) == ')' && hasDigit(text)
              ? "-" + text.substring(1, last)
              : null;
      case MINUS_BEHIND ->
          last > 0 && Minus.isAny(text.charAt(last)) && Digits.isDigit(text.charAt(last - 1))
              ? "-" + text.substring(0, last)
              : null;
      case OTHER_MINUS ->
          last > 0 && Minus.isOther(text.charAt(0)) && hasDigit(text)
              ? "-" + text.substring(1)
              : null;
      case OTHER_DIGITS -> ofDigits(text);
      case EXPONENT -> isWithExponent(text) ? text : null;
    };
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> Digits.isDigit((char) c));
  }

  private static @Nullable String ofDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              int digit = Character.isDigit(character) ? Character.digit(character, 10) : -1;
              ascii.appendCodePoint(digit < 0 ? character : '0' + digit);
            });
    return ascii.toString().equals(text) ? null : ascii.toString();
  }

  /** Digits, perhaps with a point among them, and an exponent. */
  private static boolean isWithExponent(String text) {
    return WITH_EXPONENT.matcher(text).matches();
  }
}
