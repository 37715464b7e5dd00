package dev.importer.type;

import dev.importer.internal.text.Quoted;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
   * @param negatives how negative numbers may be written besides with a minus before the digits
   */
  record OfNumber(
      String decimalChar, String groupChar, boolean bareNumber, Set<NegativeForm> negatives)
      implements TypeOptions {
    /** A point, no groups, nothing around. */
    public static final OfNumber DEFAULT = new OfNumber(".", "", true);

    /** Negative numbers have a minus before the digits, and nothing else. */
    public OfNumber(String decimalChar, String groupChar, boolean bareNumber) {
      this(decimalChar, groupChar, bareNumber, Set.of());
    }

    /** Checks that the two characters can be told from digits, signs and each other. */
    public OfNumber {
      negatives =
          negatives.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(negatives));
      requireSeparator("decimalChar", decimalChar);
      requireSeparator("groupChar", groupChar);
      if (decimalChar.isEmpty()) {
        throw new IllegalArgumentException("decimalChar must not be empty");
      }
      if (decimalChar.equals(groupChar)) {
        throw new IllegalArgumentException("decimalChar and groupChar must not be the same");
      }
    }

    /** These options, and negative numbers in these forms, too. */
    public OfNumber withNegatives(NegativeForm... forms) {
      return new OfNumber(decimalChar, groupChar, bareNumber, Set.copyOf(List.of(forms)));
    }

    private static void requireSeparator(String name, String text) {
      if (text.chars().anyMatch(c -> (c >= '0' && c <= '9') || "+-eE".indexOf(c) >= 0)) {
        throw new IllegalArgumentException(
            name + " must have no digit, sign or e, but is " + Quoted.of(text));
      }
    }
  }

  /**
   * How truth values are written.
   *
   * @param trueValues the texts for true, as they stand in cells
   * @param falseValues the texts for false
   * @param ignoreCase whether they may stand in cells in capital letters as well as in small ones
   */
  record OfBoolean(List<String> trueValues, List<String> falseValues, boolean ignoreCase)
      implements TypeOptions {
    /** true, True, TRUE, 1 and false, False, FALSE, 0. */
    public static final OfBoolean DEFAULT =
        new OfBoolean(
            List.of("true", "True", "TRUE", "1"), List.of("false", "False", "FALSE", "0"));

    /** The texts stand in cells exactly as they are here. */
    public OfBoolean(List<String> trueValues, List<String> falseValues) {
      this(trueValues, falseValues, false);
    }

    /** Copies the lists, and checks that no text stands for both. */
    public OfBoolean {
      trueValues = List.copyOf(trueValues);
      falseValues = List.copyOf(falseValues);
      for (String text : trueValues) {
        boolean both =
            ignoreCase
                ? falseValues.stream().anyMatch(text::equalsIgnoreCase)
                : falseValues.contains(text);
        if (both) {
          throw new IllegalArgumentException(
              Quoted.of(text) + " is among the trueValues and the falseValues");
        }
      }
    }

    /** These options, where capital and small letters mean the same. */
    public OfBoolean ignoringCase() {
      return new OfBoolean(trueValues, falseValues, true);
    }
  }

  /**
   * How lists are written.
   *
   * @param delimiter what stands between the items
   * @param itemType the type of each item, in its default format
   */
  record OfList(String delimiter, FieldType itemType) implements TypeOptions {
    private static final Set<FieldType> ITEM_TYPES =
        EnumSet.of(
            FieldType.STRING,
            FieldType.INTEGER,
            FieldType.BOOLEAN,
            FieldType.NUMBER,
            FieldType.DATETIME,
            FieldType.DATE,
            FieldType.TIME);

    /** Texts with commas in between. */
    public static final OfList DEFAULT = new OfList(",", FieldType.STRING);

    /** Checks that there is a delimiter, and that Table Schema has lists of the type. */
    public OfList {
      if (delimiter.isEmpty()) {
        throw new IllegalArgumentException("the delimiter of a list must not be empty");
      }
      if (!ITEM_TYPES.contains(itemType)) {
        throw new IllegalArgumentException(
            "the items of a list cannot be of the type " + itemType.text());
      }
    }
  }

  /**
   * Makes sure that options are those of a type.
   *
   * @throws IllegalArgumentException if they are of another one, or say something of whole numbers
   *     that these do not have
   */
  static void require(FieldType type, TypeOptions options) {
    if (options.getClass() != defaultOf(type).getClass()) {
      throw new IllegalArgumentException("a " + type.text() + " has no options such as " + options);
    }
    if (type == FieldType.INTEGER
        && options instanceof OfNumber number
        && !number.decimalChar().equals(OfNumber.DEFAULT.decimalChar())) {
      throw new IllegalArgumentException("an integer has no decimalChar");
    }
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
