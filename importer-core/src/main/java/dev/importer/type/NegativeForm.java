package dev.importer.type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A way to write negative numbers, besides a minus right before the digits. */
public enum NegativeForm {
  /** In parentheses, as accountants do: {@code (30.00)}. */
  PARENTHESES("parentheses"),

  /** With the minus right behind the digits: {@code 5.00-}. */
  TRAILING_MINUS("trailing-minus"),

  /** With another minus than that of ASCII, such as U+2212, or a dash. */
  UNICODE_MINUS("unicode-minus");

  private final String text;

  NegativeForm(String text) {
    this.text = text;
  }

  /** The name, as schemas in JSON have it. */
  public String text() {
    return text;
  }

  /** The form of this name; empty if there is none. */
  public static Optional<NegativeForm> of(String text) {
    return Arrays.stream(values()).filter(form -> form.text.equals(text)).findFirst();
  }

  /** All names. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(NegativeForm::text).toList();
  }
}
