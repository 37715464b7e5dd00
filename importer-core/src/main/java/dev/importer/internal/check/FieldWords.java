package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.type.TypeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a field takes, in words for those who fill it in. */
public final class FieldWords {

  private static final int MOST_NAMED = 100;

  private FieldWords() {}

  /**
   * The values from which people choose, as they stand in a file: an enumeration, categories, or
   * one word each for true and false. Empty if a field has none of these, or takes lists or
   * structures.
   */
  public static List<String> choices(Field field) {
    return switch (field.type()) {
      case LIST, OBJECT, ARRAY, GEOJSON, GEOPOINT -> List.of();
      case BOOLEAN -> {
        List<String> values = values(field);
        yield values.isEmpty() ? truth((TypeOptions.OfBoolean) field.options()) : values;
      }
      default -> values(field);
    };
  }

  private static List<String> truth(TypeOptions.OfBoolean options) {
    return Stream.of(options.trueValues(), options.falseValues())
        .flatMap(texts -> texts.stream().limit(1))
        .toList();
  }

  private static List<String> values(Field field) {
    for (Constraint constraint : field.constraints()) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        return oneOf.values().stream().map(Object::toString).toList();
      }
    }
    Categories categories = field.categories();
    return categories == null
        ? List.of()
        : categories.values().stream().map(category -> category.value().toString()).toList();
  }

  /** The type, and how its values are written where there is a choice. */
  static String type(Field field) {
    return switch (field.type()) {
      case STRING -> text(field.format());
      case NUMBER -> "decimal number, such as " + usual(field);
      case INTEGER -> "whole number";
      case BOOLEAN -> String.join(" or ", truth((TypeOptions.OfBoolean) field.options()));
      case OBJECT -> "JSON object";
      case ARRAY -> "JSON array";
      case LIST -> "list, such as " + usual(field);
      case DATETIME -> "date and time, such as " + usual(field);
      case DATE -> "date, such as " + usual(field);
      case TIME -> "time of day, such as " + usual(field);
      case YEAR -> "year, such as " + usual(field);
      case YEARMONTH -> "month of a year, such as " + usual(field);
      case DURATION -> "length of time, such as " + usual(field);
      case GEOPOINT -> "place on the earth, such as " + usual(field);
      case GEOJSON -> field.format().equals("topojson") ? "TopoJSON" : "GeoJSON";
      case ANY -> "anything";
    };
  }

  private static String text(String format) {
    return switch (format) {
      case "email" -> "e-mail address";
      case "uri" -> "address of the web (URI)";
      case "uuid" -> "UUID";
      case "binary" -> "data in Base64";
      case "wkt" -> "geometry in WKT";
      default -> "text";
    };
  }

  private static String usual(Field field) {
    return UsualValues.of(field).get(0);
  }

  /** What its values must keep to besides the type; empty if nothing. */
  static String allowed(Field field) {
    List<String> rules = new ArrayList<>();
    Categories categories = field.categories();
    if (categories != null) {
      rules.add(named(categories.values().stream().map(FieldWords::named).toList()));
    } else if (!values(field).isEmpty()) {
      rules.add(named(values(field)));
    } else if (field.options() instanceof TypeOptions.OfBoolean truth) {
      rules.add(named(truth.trueValues()) + " or " + named(truth.falseValues()));
    }
    field.constraints().stream().map(FieldWords::rule).forEach(rules::add);
    return rules.stream().filter(rule -> !rule.isEmpty()).collect(Collectors.joining("; "));
  }

  private static String named(Category category) {
    String value = category.value().toString();
    return category.label() == null ? value : value + " (" + category.label() + ")";
  }

  private static String named(List<String> values) {
    String listed =
        values.stream()
            .limit(MOST_NAMED)
            .map(value -> value.contains(",") ? Quoted.of(value) : value)
            .collect(Collectors.joining(", "));
    int left = values.size() - MOST_NAMED;
    return left > 0 ? listed + " and " + left + " more" : listed;
  }

  private static String rule(Constraint constraint) {
    if (constraint instanceof Constraint.Unique) {
      return "different in every row";
    } else if (constraint instanceof Constraint.Minimum minimum) {
      return "at least " + minimum.bound();
    } else if (constraint instanceof Constraint.Maximum maximum) {
      return "at most " + maximum.bound();
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      return "more than " + minimum.bound();
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      return "less than " + maximum.bound();
    } else if (constraint instanceof Constraint.MinLength length) {
      return "length at least " + length.length();
    } else if (constraint instanceof Constraint.MaxLength length) {
      return "length at most " + length.length();
    } else if (constraint instanceof Constraint.Pattern pattern) {
      return pattern.equals(Constraint.Pattern.NOT_BLANK)
          ? "not blank"
          : "matches " + pattern.regex();
    } else if (constraint instanceof Constraint.JsonSchema) {
      return "keeps to a JSON Schema";
    }
    // Said elsewhere: what is required, and the values of an enumeration.
    return "";
  }
}
