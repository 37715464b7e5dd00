package dev.importer.type;

import java.util.HashMap;
import java.util.Map;

/** Cast to truth values, for fields that say which texts stand for them. */
final class BooleanCast implements Cast {

  private final Map<String, Boolean> meanings = new HashMap<>();

  BooleanCast(TypeOptions.OfBoolean options) {
    options.trueValues().forEach(text -> meanings.put(text, true));
    options.falseValues().forEach(text -> meanings.put(text, false));
  }

  @Override
  public Object apply(Object cell) {
    if (cell instanceof Boolean) {
      return cell;
    }
    Boolean meaning = cell instanceof String text ? meanings.get(text) : null;
    return meaning == null ? unfit(cell) : meaning;
  }

  /** The texts that stand for truth values if a field does not say it. */
  static Object ofDefault(Object cell) {
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
    return unfit(cell);
  }

  private static Unfit unfit(Object cell) {
    return new Unfit(Quoted.of(cell) + " is neither true nor false");
  }
}
