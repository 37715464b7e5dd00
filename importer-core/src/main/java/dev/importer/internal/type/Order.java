package dev.importer.internal.type;

/** How one value compares with another. */
public enum Order {
  /** It is less. */
  LESS,
  /** They are equal. */
  EQUAL,
  /** It is greater. */
  GREATER,
  /** Neither, for example a month and thirty days, or anything and NaN. */
  NONE;

  public static Order of(int comparison) {
    return comparison < 0 ? LESS : comparison > 0 ? GREATER : EQUAL;
  }
}
