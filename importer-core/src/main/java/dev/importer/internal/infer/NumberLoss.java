package dev.importer.internal.infer;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text that looks like a number would lose as one; the gravest first. */
enum NumberLoss {
  LEADING_ZERO("[-+]?0[0-9].*", "begins with a zero"),
  EXPONENT(".*[eE].*", "has an exponent, as codes may have"),
  PLUS("\\+.*", "begins with a plus sign"),
  BARE_POINT("-?(?:\\..*|.*\\.)", "begins or ends with the point"),
  TOO_LONG("-?[0-9.]{16,}", "has more digits than the 15 that every program keeps");

  private final Pattern shape;
  private final String text;

  NumberLoss(String shape, String text) {
    this.shape = Pattern.compile(shape);
    this.text = text;
  }

  /** The gravest one of a number, if it has any. */
  static Optional<NumberLoss> of(String number) {
    return Arrays.stream(values()).filter(odd -> odd.shape.matcher(number).matches()).findFirst();
  }

  /** What is odd, to be read after the place. */
  String text() {
    return text;
  }
}
