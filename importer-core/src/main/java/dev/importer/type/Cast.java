package dev.importer.type;

/**
 * Turns a cell into a value of one type. It takes exactly what the type allows: nothing is trimmed,
 * rounded or replaced.
 */
public interface Cast {

  /**
   * The typed value, or an {@link Unfit} that says why the cell is none.
   *
   * @param cell what the source says, a {@link String}, {@link Long}, {@link java.math.BigInteger},
   *     {@link java.math.BigDecimal}, {@link Boolean} or {@link dev.importer.row.JsonText}; never
   *     null and never a missing value
   */
  Object apply(Object cell);

  /**
   * The cast for a type.
   *
   * @param format a format of the type as Table Schema writes it, {@code default} for the usual one
   * @param options options of the type
   * @throws IllegalArgumentException if the type has no such format or no such options
   */
  static Cast to(FieldType type, String format, TypeOptions options) {
    if (type == FieldType.INTEGER && !format.equals("default")) {
      throw new IllegalArgumentException("an integer has no format '" + format + "'");
    }
    return switch (type) {
      case STRING -> Cast::toText;
      case INTEGER -> NumberCasts::toInteger;
      case NUMBER -> NumberCasts::toNumber;
      case BOOLEAN -> Cast::toBoolean;
      case DATE -> TimeCasts::toDate;
      case DATETIME -> TimeCasts::toDateTime;
      default -> cell -> cell;
    };
  }

  private static Object toText(Object cell) {
    return cell instanceof String ? cell : new Unfit(Quoted.of(cell) + " is not a text");
  }

  private static Object toBoolean(Object cell) {
    if (cell instanceof Boolean) {
      return cell;
    }
    if (cell instanceof String text) {
      switch (text) {
        case "true", "True", "TRUE", "1" -> {
          return true;
        }
        case "false", "False", "FALSE", "0" -> {
          return false;
        }
        default -> {}
      }
    }
    return new Unfit(Quoted.of(cell) + " is neither true nor false");
  }
}
