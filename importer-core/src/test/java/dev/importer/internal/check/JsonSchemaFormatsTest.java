package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.row.JsonText;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.testing.Corpora;
import dev.importer.type.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The formats and constraints that Table Schema shares with JSON Schema, on the cases of JSON
 * Schema's own test suite; and all cases of some keywords through the constraint {@code
 * jsonSchema}.
 */
class JsonSchemaFormatsTest {

  /**
   * What is judged in another way here. Dates and times are those of XML Schema, not of RFC 3339
   * alone; docs/conformance.md says more.
   */
  private static final Map<String, Set<String>> DIFFERENT =
      Map.of(
          "format/time",
          Set.of(
              "a valid time string with leap second, Zulu",
              "valid leap second, zero time-offset",
              "valid leap second, positive time-offset",
              "valid leap second, large positive time-offset",
              "valid leap second, negative time-offset",
              "valid leap second, large negative time-offset",
              "no time offset",
              "no time offset with second fraction",
              "only RFC3339 not all of ISO 8601 are valid"),
          "format/date-time",
          Set.of(
              "a valid date-time with a leap second, UTC",
              "a valid date-time with a leap second, with minus offset",
              "a numeric offset without minutes is invalid",
              "a second fraction of fifteen nines is valid"),
          "format/duration",
          Set.of(
              "two weeks",
              "fractional duration is not allowed by RFC 3339 ABNF",
              "years and days cannot appear without months",
              "hours and seconds cannot appear without minutes",
              "a leading sign is not allowed",
              "a component with many digits is valid"),
          "type",
          Set.of(
              "a string is still not an integer, even if it looks like one",
              "a string is still not a number, even if it looks like one"),
          "ecmascript-regex",
          Set.of(
              "matches",
              "EM SPACE does not match (Space_Separator)",
              "EM SPACE matches (Space_Separator)",
              "Line tabulation does not match",
              "Line tabulation matches",
              "latin-1 non-breaking-space does not match",
              "latin-1 non-breaking-space matches",
              "paragraph separator does not match (line terminator)",
              "paragraph separator matches (line terminator)",
              "zero-width whitespace does not match",
              "zero-width whitespace matches"));

  @ParameterizedTest
  @CsvSource({
    "format/date,      date,     default, 75",
    "format/time,      time,     default, 41",
    "format/date-time, datetime, default, 27",
    "format/duration,  duration, default, 46",
    "format/uri,       string,   uri,     40",
    "format/uuid,      string,   uuid,    22",
  })
  void textsOfAFormatAreTaken(String file, String type, String format, int count) {
    Field field =
        Field.of("name", FieldType.valueOf(type.toUpperCase(java.util.Locale.ROOT)))
            .format(format)
            .withoutMissingValues();
    Set<String> different = new TreeSet<>();
    int all = 0;
    for (JsonNode each : cases(file)) {
      // Other values than texts are taken by JSON Schema, and are for the type to judge here.
      if (each.get("input").isTextual()) {
        all++;
        if (isTaken(field, each) != expected(each)) {
          different.add(each.get("description").textValue());
        }
      }
    }
    System.out.println(file + ": " + (all - different.size()) + " of " + all);
    assertThat(different).isEqualTo(new TreeSet<>(DIFFERENT.getOrDefault(file, Set.of())));
    assertThat(all).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "minimum, 9",
    "maximum, 7",
    "exclusiveMinimum, 3",
    "exclusiveMaximum, 3",
    "minLength, 6",
    "maxLength, 6",
    "enum, 25",
    "bignum, 9",
    "pattern, 5",
    "non-bmp-regex, 7",
    "type, 45",
    "ecmascript-regex, 46"
  })
  void valuesKeepToTheSameConstraints(String file, int count) {
    Set<String> different = new TreeSet<>();
    int all = 0;
    for (JsonNode each : cases(file)) {
      Optional<Field> field = field(each.get("schema"), each.get("input"));
      if (field.isPresent()) {
        all++;
        if (isTaken(field.get(), each) != expected(each)) {
          different.add(each.get("description").textValue());
        }
      }
    }
    System.out.println(file + ": " + (all - different.size()) + " of " + all);
    assertThat(different).isEqualTo(new TreeSet<>(DIFFERENT.getOrDefault(file, Set.of())));
    assertThat(all).isEqualTo(count);
  }

  @Test
  void regularExpressionsAreToldFromOthers() {
    for (JsonNode each : cases("format/regex")) {
      if (each.get("input").isTextual()) {
        assertThat(isRegex(each.get("input").textValue())).isEqualTo(expected(each));
      }
    }
  }

  private static boolean isRegex(String text) {
    try {
      return new Constraint.Pattern(text).regex().equals(text);
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** Whole schemas, as objects and arrays meet them in the constraint of that name. */
  @Test
  void objectsAndArraysKeepToWholeSchemas() {
    Map<String, List<String>> different = new TreeMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (JsonNode each : Cells.cases(Corpora.suite("jsonschema-formats"))) {
      JsonNode input = each.get("input");
      String file = each.get("file").textValue().replace(".json", "");
      if (input.isContainerNode() && !file.startsWith("format")) {
        Field field = input.isArray() ? Field.array("name") : Field.object("name");
        counts.merge(file, 1, Integer::sum);
        String outcome = outcome(field, each);
        if (!outcome.isEmpty()) {
          different.computeIfAbsent(file, name -> new ArrayList<>()).add(outcome);
        }
      }
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int wrong = different.values().stream().mapToInt(List::size).sum();
    System.out.println("whole schemas: " + (all - wrong) + " of " + all + " " + counts);
    assertThat(all).isGreaterThan(100);
    assertThat(different).isEmpty();
  }

  private static String outcome(Field field, JsonNode each) {
    try {
      Field checked =
          field.with(new Constraint.JsonSchema(new JsonText(each.get("schema").toString())));
      return isTaken(checked, each) == expected(each) ? "" : each.toString();
    } catch (IllegalArgumentException refused) {
      return refused.getMessage() + " " + each;
    }
  }

  private static List<JsonNode> cases(String file) {
    return Cells.cases(Corpora.suite("jsonschema-formats")).stream()
        .filter(each -> each.get("file").textValue().equals(file + ".json"))
        .toList();
  }

  private static boolean expected(JsonNode each) {
    return each.get("expect").get("valid").booleanValue();
  }

  private static boolean isTaken(Field field, JsonNode each) {
    return Cells.check(field.withoutMissingValues(), Cells.cell(each.get("input")))
        instanceof CheckedRow.Valid;
  }

  /** The field that means what a schema of one keyword means, if Table Schema has one. */
  private static Optional<Field> field(JsonNode schema, JsonNode input) {
    Field field =
        input.isTextual()
            ? Field.string("name")
            : input.isNumber()
                ? Field.number("name")
                : input.isBoolean()
                    ? Field.bool("name")
                    : input.isArray() ? Field.array("name") : Field.object("name");
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      Optional<Field> narrowed = narrowed(field, keyword.getKey(), keyword.getValue());
      if (narrowed.isEmpty()) {
        return Optional.empty();
      }
      field = narrowed.get();
    }
    return input.isNull() ? Optional.empty() : Optional.of(field);
  }

  private static Optional<Field> narrowed(Field field, String keyword, JsonNode value) {
    try {
      return switch (keyword) {
        case "$schema" -> Optional.of(field);
        case "type" -> type(value);
        case "minimum" -> Optional.of(field.with(new Constraint.Minimum(Cells.cell(value))));
        case "maximum" -> Optional.of(field.with(new Constraint.Maximum(Cells.cell(value))));
        case "exclusiveMinimum" ->
            Optional.of(field.with(new Constraint.ExclusiveMinimum(Cells.cell(value))));
        case "exclusiveMaximum" ->
            Optional.of(field.with(new Constraint.ExclusiveMaximum(Cells.cell(value))));
        case "minLength" -> Optional.of(field.minLength(value.intValue()));
        case "maxLength" -> Optional.of(field.maxLength(value.intValue()));
        case "enum" -> Optional.of(field.with(new Constraint.OneOf(texts(value))));
        case "pattern" -> pattern(field, value.textValue());
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException notOfTableSchema) {
      return Optional.empty();
    }
  }

  private static List<Object> texts(JsonNode values) {
    List<Object> cells = new ArrayList<>();
    values.forEach(value -> cells.add(value.isNull() ? "null" : Cells.cell(value)));
    return cells;
  }

  /** Table Schema matches whole texts. */
  private static Optional<Field> pattern(Field field, String regex) {
    return regex.startsWith("^") && regex.endsWith("$")
        ? Optional.of(field.pattern(regex))
        : Optional.empty();
  }

  private static Optional<Field> type(JsonNode type) {
    return type.isTextual() && !type.textValue().equals("null")
        ? Optional.of(
            Field.of(
                "name", FieldType.valueOf(type.textValue().toUpperCase(java.util.Locale.ROOT))))
        : Optional.empty();
  }
}
