package dev.importer.validate;

import dev.importer.schema.FieldType;

/**
 * Turns a cell into a value of one type. It takes exactly what the type allows: nothing is trimmed,
 * rounded or replaced.
 */
interface Cast {

  /**
   * The typed value, or a {@link Finding} that says why the cell is none.
   *
   * @param cell what the source says; never null and never a missing value
   */
  Object apply(Object cell);

  /** The cast for a type. */
  static Cast to(FieldType type) {
    return switch (type) {
      case STRING -> Cast::toText;
      case INTEGER -> NumberCasts::toInteger;
      case NUMBER -> NumberCasts::toNumber;
      case BOOLEAN -> Cast::toBoolean;
      case DATE -> TimeCasts::toDate;
      case DATETIME -> TimeCasts::toDateTime;
      case ANY -> cell -> cell;
    };
  }

  private static Object toText(Object cell) {
    return cell instanceof String
        ? cell
        : Finding.type("string", Quoted.of(cell) + " is not a text");
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
    return Finding.type("boolean", Quoted.of(cell) + " is neither true nor false");
  }
}
