package dev.importer.type;

import java.util.List;

/** How values of some types are written, as far as Table Schema leaves a choice. */
public sealed interface TypeOptions {

  /** The options of a type that has none. */
  None NONE = new None();

  /** There is nothing to choose. */
  record None() implements TypeOptions {}

  /**
   * How numbers and whole numbers are written.
   *
   * @param decimalChar what stands before the fraction; whole numbers have none
   * @param groupChar what stands between groups of digits; empty if nothing does
   * @param bareNumber whether nothing but the number may stand in the cell; if not, what stands
   *     around it, such as {@code €} or {@code %}, is left out
   */
  record OfNumber(String decimalChar, String groupChar, boolean bareNumber) implements TypeOptions {
    /** A point, no groups, nothing around. */
    public static final OfNumber DEFAULT = new OfNumber(".", "", true);
  }

  /**
   * How truth values are written.
   *
   * @param trueValues the texts for true, exactly as they stand in cells
   * @param falseValues the texts for false
   */
  record OfBoolean(List<String> trueValues, List<String> falseValues) implements TypeOptions {
    /** true, True, TRUE, 1 and false, False, FALSE, 0. */
    public static final OfBoolean DEFAULT =
        new OfBoolean(
            List.of("true", "True", "TRUE", "1"), List.of("false", "False", "FALSE", "0"));

    /** Copies the lists. */
    public OfBoolean {
      trueValues = List.copyOf(trueValues);
      falseValues = List.copyOf(falseValues);
    }
  }

  /**
   * How lists are written.
   *
   * @param delimiter what stands between the items
   * @param itemType the type of each item, in its default format
   */
  record OfList(String delimiter, FieldType itemType) implements TypeOptions {
    /** Texts with commas in between. */
    public static final OfList DEFAULT = new OfList(",", FieldType.STRING);
  }

  /** What holds for a type if nothing is said. */
  static TypeOptions defaultOf(FieldType type) {
    return switch (type) {
      case NUMBER, INTEGER -> OfNumber.DEFAULT;
      case BOOLEAN -> OfBoolean.DEFAULT;
      case LIST -> OfList.DEFAULT;
      default -> NONE;
    };
  }
}
