package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.VisibleText;
import dev.importer.type.TypeOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Cast to truth values, for fields that say which texts stand for them. */
final class BooleanCast implements Cast {

  private final Map<String, Boolean> meanings = new HashMap<>();
  private final TypeOptions.OfBoolean options;

  BooleanCast(TypeOptions.OfBoolean options) {
    this.options = options;
    options.trueValues().forEach(text -> meanings.put(written(text), true));
    options.falseValues().forEach(text -> meanings.put(written(text), false));
  }

  private String written(String text) {
    return options.ignoreCase() ? withoutCase(text) : text;
  }

  /** By both ways, because some letters have two small forms, and others two capital ones. */
  private static String withoutCase(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  @Override
  public Object apply(Object cell) {
    if (cell instanceof Boolean) {
      return cell;
    }
    Boolean meaning = cell instanceof String text ? meanings.get(written(text)) : null;
    return meaning == null ? unfit(cell, options) : meaning;
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
    return unfit(cell, TypeOptions.OfBoolean.DEFAULT);
  }

  private static Unfit unfit(Object cell, TypeOptions.OfBoolean options) {
    return new Unfit(
        Quoted.of(cell)
            + " is neither true ("
            + listed(options.trueValues())
            + ") nor false ("
            + listed(options.falseValues())
            + ")"
            + (options.ignoreCase() ? " in any case" : hint(cell, options)));
  }

  private static String hint(Object cell, TypeOptions.OfBoolean options) {
    boolean known =
        cell instanceof String text
            && Stream.of(options.trueValues(), options.falseValues())
                .flatMap(List::stream)
                .anyMatch(text::equalsIgnoreCase);
    return known
        ? "; in another case this would be valid: let its field have \"importer:ignoreCase\": true"
        : "";
  }

  private static String listed(List<String> texts) {
    return VisibleText.of(String.join(", ", texts));
  }
}
