package dev.importer.internal.check;

import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values of each type look like: 23 November 2026, a Monday, at half past ten. */
final class UsualValues {

  private static final Pattern DIRECTIVE = Pattern.compile("%(.)");

  /** What stands for each directive of a pattern of times. */
  private static final Map<String, String> TIMES =
      Map.ofEntries(
          Map.entry("Y", "2026"),
          Map.entry("y", "26"),
          Map.entry("m", "11"),
          Map.entry("b", "Nov"),
          Map.entry("B", "November"),
          Map.entry("d", "23"),
          Map.entry("j", "327"),
          Map.entry("a", "Mon"),
          Map.entry("A", "Monday"),
          Map.entry("H", "10"),
          Map.entry("I", "10"),
          Map.entry("p", "AM"),
          Map.entry("M", "30"),
          Map.entry("S", "00"),
          Map.entry("f", "000000"),
          Map.entry("z", "+0000"),
          Map.entry("Z", "UTC"),
          Map.entry("%", "%"));

  private UsualValues() {}

  /** Values of the type and format of a field, as they stand in a source. */
  static List<String> of(Field field) {
    return switch (field.type()) {
      case STRING -> List.of(text(field.format()));
      case INTEGER -> List.of("1", "0", "10", "100", "1000");
      case NUMBER -> numbers((TypeOptions.OfNumber) field.options());
      case BOOLEAN -> {
        TypeOptions.OfBoolean truth = (TypeOptions.OfBoolean) field.options();
        yield java.util.stream.Stream.of(truth.trueValues(), truth.falseValues())
            .flatMap(List::stream)
            .toList();
      }
      case DATE -> List.of(time(field.format(), "2026-11-23"));
      case TIME -> List.of(time(field.format(), "10:30:00"));
      case DATETIME -> List.of(time(field.format(), "2026-11-23T10:30:00Z"));
      case YEAR -> List.of("2026");
      case YEARMONTH -> List.of("2026-11");
      case DURATION -> List.of("P1D", "PT1H", "P1Y");
      case GEOPOINT -> List.of(point(field.format()));
      case GEOJSON ->
          List.of(
              field.format().equals("topojson")
                  ? "{\"type\": \"Topology\", \"objects\": {}, \"arcs\": []}"
                  : "{\"type\": \"Point\", \"coordinates\": [10.5, 50.25]}");
      case OBJECT -> List.of("{\"key\": \"value\"}", "{}");
      case ARRAY -> List.of("[1, 2]", "[1]", "[\"a\"]", "[]");
      case LIST -> lists((TypeOptions.OfList) field.options());
      case ANY -> List.of("example");
    };
  }

  private static String text(String format) {
    return switch (format) {
      case "email" -> "name@example.com";
      case "uri" -> "https://example.com/";
      case "uuid" -> "123e4567-e89b-42d3-a456-426614174000";
      case "binary" -> "ZXhhbXBsZQ==";
      case "wkt" -> "POINT (10.5 50.25)";
      default -> "example";
    };
  }

  private static List<String> numbers(TypeOptions.OfNumber options) {
    return List.of("1" + options.decimalChar() + "5", "0" + options.decimalChar() + "5", "1", "10");
  }

  private static String point(String format) {
    return switch (format) {
      case "array" -> "[10.5, 50.25]";
      case "object" -> "{\"lon\": 10.5, \"lat\": 50.25}";
      default -> "10.5, 50.25";
    };
  }

  private static String time(String format, String usual) {
    return format.indexOf('%') < 0
        ? usual
        : DIRECTIVE
            .matcher(format)
            .replaceAll(
                directive ->
                    Matcher.quoteReplacement(
                        TIMES.getOrDefault(directive.group(1), directive.group())));
  }

  private static List<String> lists(TypeOptions.OfList options) {
    String item =
        options.itemType() == FieldType.STRING
            ? "a"
            : of(Field.of("item", options.itemType())).get(0);
    return List.of(item + options.delimiter() + item, item);
  }
}
