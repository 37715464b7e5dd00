package dev.importer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.type.Values;
import dev.importer.row.JsonText;
import dev.importer.schema.Field;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.testing.Corpora;
import dev.importer.type.CalendarDuration;
import dev.importer.type.FieldType;
import dev.importer.type.GeoPoint;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cells with which the reference implementation of Table Schema tests itself. */
class FrictionlessCellsTest {

  private static final Pattern OFFSET = Pattern.compile("tzoffset', 'args': \\['\\w+', (-?\\d+)]");

  /** Why some cells are judged in another way here; the reasons stand in docs/conformance.md. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "integer \" 01 \"", "nothing is trimmed",
          "number \" 01 \"", "nothing is trimmed",
          "time \"\"", "the format 'invalid' is refused with the schema",
          "geojson {\"coordinates\":[0,0,0],\"type\":\"Point\"}", "RFC 7946 has altitudes");

  @Test
  void cellsBecomeTheSameValuesOrErrors() {
    Map<String, String> wrong = new TreeMap<>();
    int right = 0;
    for (JsonNode each : cases("cast")) {
      String outcome = outcome(each);
      if (outcome.isEmpty()) {
        right++;
      } else {
        wrong.put(key(each), outcome);
      }
    }
    System.out.println("frictionless, cells to values: " + right + " of 350");
    assertThat(wrong.keySet())
        .as("%s", wrong)
        .containsExactlyInAnyOrderElementsOf(DIFFERENT.keySet());
    assertThat(right).isEqualTo(350 - DIFFERENT.size());
  }

  @Test
  void constraintsAndMissingValuesAreTheSame() {
    List<String> wrong = new ArrayList<>();
    List<JsonNode> cases = cases("cell-constraint");
    for (JsonNode each : cases) {
      CheckedRow checked = Cells.check(schema(each.get("field")), Cells.cell(each.get("source")));
      List<String> rules = new ArrayList<>();
      if (checked instanceof CheckedRow.Failed failed) {
        for (ImportError error : failed.errors()) {
          rules.add(error.code().equals(ErrorCode.TYPE_ERROR) ? "type" : error.rule());
        }
      }
      List<String> expected = new ArrayList<>();
      each.get("expect").get("failed_constraints").forEach(rule -> expected.add(rule.textValue()));
      if (!rules.equals(expected) || (rules.isEmpty() && !same(each, checked))) {
        wrong.add(each.toString());
      }
    }
    System.out.println(
        "frictionless, constraints: " + (cases.size() - wrong.size()) + " of " + cases.size());
    assertThat(cases).hasSize(13);
    assertThat(wrong).isEmpty();
  }

  private static List<JsonNode> cases(String kind) {
    return Cells.cases(Corpora.suite("frictionless")).stream()
        .filter(each -> each.get("kind").textValue().equals(kind))
        .toList();
  }

  private static String key(JsonNode each) {
    return each.get("field").get("type").textValue() + " " + each.get("source");
  }

  /** Empty if all is as expected, otherwise what happened. */
  private static String outcome(JsonNode each) {
    boolean error = each.get("expect").get("error").booleanValue();
    Schema schema;
    try {
      schema = schema(each.get("field"));
    } catch (IllegalArgumentException refused) {
      // Whoever refuses the schema lets no cell pass either.
      return error ? "" : String.valueOf(refused.getMessage());
    }
    CheckedRow checked = Cells.check(schema, source(each.get("source")));
    boolean failed = checked instanceof CheckedRow.Failed;
    boolean right = failed == error && (failed || same(each, checked));
    return right ? "" : checked instanceof CheckedRow.Failed f ? f.errors().toString() : "accepted";
  }

  private static boolean same(JsonNode each, CheckedRow checked) {
    Object value = ((CheckedRow.Valid) checked).value(0);
    JsonNode expected = each.get("expect").get("value");
    if (value == null || expected.isNull()) {
      return value == null && expected.isNull();
    }
    FieldType type = type(each.get("field"));
    return Values.canonical(value).equals(Values.canonical(value(expected, type)));
  }

  private static Schema schema(JsonNode descriptor) {
    FieldType type = type(descriptor);
    Field field = Field.of("name", type).options(options(descriptor, type));
    if (descriptor.has("format")) {
      field = field.format(descriptor.get("format").textValue());
    }
    if (descriptor.has("constraints")) {
      assertThat(descriptor.get("constraints").toString()).isEqualTo("{\"required\":true}");
      field = field.required();
    }
    if (descriptor.has("missingValues")) {
      List<MissingValue> missing = new ArrayList<>();
      for (JsonNode each : descriptor.get("missingValues")) {
        missing.add(
            each.isTextual()
                ? new MissingValue(each.textValue(), null)
                : new MissingValue(each.get("value").textValue(), each.get("label").textValue()));
      }
      field = field.missingValues(missing.toArray(MissingValue[]::new));
    }
    return Schema.builder("cells").field(field).build();
  }

  private static FieldType type(JsonNode descriptor) {
    return FieldType.valueOf(descriptor.get("type").textValue().toUpperCase(Locale.ROOT));
  }

  private static TypeOptions options(JsonNode descriptor, FieldType type) {
    return switch (type) {
      case NUMBER, INTEGER ->
          new TypeOptions.OfNumber(
              descriptor.path("decimalChar").asText("."),
              descriptor.path("groupChar").asText(""),
              descriptor.path("bareNumber").asBoolean(true));
      case BOOLEAN ->
          new TypeOptions.OfBoolean(
              texts(descriptor, "trueValues", TypeOptions.OfBoolean.DEFAULT.trueValues()),
              texts(descriptor, "falseValues", TypeOptions.OfBoolean.DEFAULT.falseValues()));
      default -> TypeOptions.defaultOf(type);
    };
  }

  private static List<String> texts(JsonNode descriptor, String name, List<String> otherwise) {
    if (!descriptor.has(name)) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    descriptor.get(name).forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** What the source says; a source that has types of its own may say a date. */
  private static Object source(JsonNode source) {
    return isNotation(source) ? notation(source) : Cells.cell(source);
  }

  private static boolean isNotation(JsonNode node) {
    return node.isObject() && node.size() > 0 && node.fieldNames().next().startsWith("$");
  }

  private static Object notation(JsonNode node) {
    if (node.has("$decimal")) {
      return new BigDecimal(node.get("$decimal").textValue());
    } else if (node.has("$date")) {
      return LocalDate.parse(node.get("$date").textValue());
    } else if (node.has("$datetime")) {
      LocalDateTime time = LocalDateTime.parse(node.get("$datetime").textValue());
      return node.has("tz") ? time.atOffset(offset(node)) : time;
    } else if (node.has("$time")) {
      LocalTime time = LocalTime.parse(node.get("$time").textValue());
      return node.has("tz") ? time.atOffset(offset(node)) : time;
    }
    JsonNode parts = node.get("kwargs");
    return new CalendarDuration(
        Period.of(part(parts, "years"), part(parts, "months"), part(parts, "days")),
        Duration.ofHours(part(parts, "hours"))
            .plusMinutes(part(parts, "minutes"))
            .plusSeconds(part(parts, "seconds")));
  }

  private static int part(JsonNode parts, String name) {
    return parts.path(name).asInt(0);
  }

  private static ZoneOffset offset(JsonNode node) {
    Matcher seconds = OFFSET.matcher(node.get("tz").textValue());
    return seconds.find()
        ? ZoneOffset.ofTotalSeconds(Integer.parseInt(seconds.group(1)))
        : ZoneOffset.UTC;
  }

  private static Object value(JsonNode expected, FieldType type) {
    if (isNotation(expected)) {
      return notation(expected);
    }
    return switch (type) {
      case YEAR -> Year.of(expected.intValue());
      case YEARMONTH -> YearMonth.of(expected.get(0).intValue(), expected.get(1).intValue());
      case GEOPOINT -> new GeoPoint(expected.get(0).decimalValue(), expected.get(1).decimalValue());
      case OBJECT, ARRAY, GEOJSON -> new JsonText(expected.toString());
      default -> Cells.cell(expected);
    };
  }
}
