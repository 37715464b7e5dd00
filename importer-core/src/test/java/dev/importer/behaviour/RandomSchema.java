package dev.importer.behaviour;

import dev.importer.row.JsonText;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import dev.importer.schema.FieldCleaning;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.MissingValue;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schemas of whatever may stand in one, made out of a seed. */
final class RandomSchema {

  private static final Map<FieldType, List<String>> FORMATS =
      Map.of(
          FieldType.STRING, List.of("default", "email", "uri", "binary", "uuid"),
          FieldType.DATE, List.of("default", "any", "%d.%m.%Y", "%m/%d/%y"),
          FieldType.TIME, List.of("default", "any", "%H:%M"),
          FieldType.DATETIME, List.of("default", "any", "%d.%m.%Y %H:%M:%S"),
          FieldType.GEOPOINT, List.of("default", "array", "object"),
          FieldType.GEOJSON, List.of("default", "topojson"));

  private static final Map<FieldType, List<Object>> VALUES =
      Map.of(
          FieldType.INTEGER,
              List.of(0L, -7L, "12", new BigInteger("99999999999999999999"), Long.MIN_VALUE),
          FieldType.NUMBER,
              List.of(
                  0L,
                  "1.50",
                  new BigDecimal("1.50"),
                  new BigDecimal("1E+3"),
                  new BigDecimal("1000"),
                  new BigDecimal("-0.0000000000000000000001")),
          FieldType.DATE, List.of("2026-11-23", "1900-01-01"),
          FieldType.TIME, List.of("10:30:00", "23:59:59"),
          FieldType.DATETIME, List.of("2026-11-23T10:30:00Z", "1900-01-01T00:00:00"),
          FieldType.YEAR, List.of("2026", "1900"),
          FieldType.YEARMONTH, List.of("2026-11", "1900-01"),
          FieldType.DURATION, List.of("P1D", "P1Y2M3DT4H"),
          FieldType.STRING, List.of("a", "", "ä\"\\\n\u0001 \ud83d\ude00", "7"),
          FieldType.ANY,
              List.of("a", 7L, true, new BigDecimal("2.0"), new JsonText("{ \"a\": [1,2.0] }")));

  private final Random random;

  private RandomSchema(Random random) {
    this.random = random;
  }

  static Schema of(long seed) {
    return new RandomSchema(new Random(seed)).schema();
  }

  private Schema schema() {
    Schema.Builder schema =
        Schema.builder("random")
            .title(text())
            .description(text())
            .fieldsMatch(any(FieldsMatch.values()));
    if (random.nextBoolean()) {
      schema.missingValues(missingValues());
    }
    int count = 1 + random.nextInt(6);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Field field = field(any("f", "Größe ", "a \"b\" ", "~/", "x-y_") + i);
      names.add(field.name());
      schema.field(field);
    }
    if (random.nextBoolean()) {
      schema.primaryKey(some(names));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      schema.uniqueKey(some(names));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> key = List.of(some(names));
      boolean own = random.nextBoolean();
      List<String> to = own ? key : key.stream().map(name -> name + "*").toList();
      schema.foreignKey(new ForeignKey(key, own ? null : "other", to));
    }
    return schema.build();
  }

  private Field field(String name) {
    FieldType type = any(FieldType.values());
    Field field = Field.of(name, type).options(options(type));
    if (random.nextInt(3) == 0) {
      field = field.format(anyOf(FORMATS.getOrDefault(type, List.of(Field.DEFAULT_FORMAT))));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      field = with(field, type);
    }
    if (random.nextInt(4) == 0) {
      field = field.missingValues(missingValues());
    }
    if (random.nextInt(4) == 0) {
      field = field.cleaning(cleaning());
    }
    if (random.nextInt(3) == 0) {
      field = field.aliases(name + " too", "again " + name);
    }
    if (random.nextBoolean()) {
      field = field.description(new Description(text(), text(), text(), text()));
    }
    boolean categorical = type == FieldType.STRING || type == FieldType.INTEGER;
    boolean free = field.constraints().stream().noneMatch(Constraint.OneOf.class::isInstance);
    return categorical && free && random.nextInt(3) == 0 ? categorical(field) : field;
  }

  /** Categories that the constraints forbid are left out. */
  private Field categorical(Field field) {
    try {
      return field.categories(categories(field.type()));
    } catch (IllegalArgumentException e) {
      return field;
    }
  }

  /** A constraint that is not possible for the field as it is is left out. */
  private Field with(Field field, FieldType type) {
    List<Object> values = VALUES.getOrDefault(type, List.of("1"));
    List<Supplier<Constraint>> kinds =
        List.of(
            Constraint.Required::new,
            Constraint.Unique::new,
            () -> new Constraint.MinLength(random.nextInt(5)),
            () -> new Constraint.MaxLength(random.nextInt(50)),
            () -> new Constraint.Minimum(anyOf(values)),
            () -> new Constraint.Maximum(anyOf(values)),
            () -> new Constraint.ExclusiveMinimum(anyOf(values)),
            () -> new Constraint.ExclusiveMaximum(anyOf(values)),
            () -> new Constraint.Pattern(any("a*", "[\"\\\\]+", "\\d{3}")),
            () -> new Constraint.OneOf(random.nextBoolean() ? values : values.subList(0, 1)),
            () -> new Constraint.JsonSchema(new JsonText("{ \"minProperties\" : 1 }")));
    try {
      return field.with(anyOf(kinds).get());
    } catch (IllegalArgumentException e) {
      return field;
    }
  }

  private FieldCleaning cleaning() {
    Map<String, String> replacements = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      replacements.put(any("", "n/a", "\u2028\"", "b"), any("", "a"));
    }
    return new FieldCleaning(random.nextBoolean(), random.nextBoolean(), replacements);
  }

  private NegativeForm[] negatives() {
    NegativeForm[] all = NegativeForm.values();
    return Arrays.copyOf(all, random.nextInt(all.length + 1));
  }

  private TypeOptions options(FieldType type) {
    if (random.nextInt(3) > 0) {
      return TypeOptions.defaultOf(type);
    }
    return switch (type) {
      case NUMBER ->
          new TypeOptions.OfNumber(any(",", "."), any("", " ", "'"), random.nextBoolean())
              .withNegatives(negatives());
      case INTEGER ->
          new TypeOptions.OfNumber(".", any("", " ", "'"), random.nextBoolean())
              .withNegatives(negatives());
      case BOOLEAN ->
          new TypeOptions.OfBoolean(
              List.of(any("yes", "1")), List.of(any("no", "0")), random.nextBoolean());
      case LIST ->
          new TypeOptions.OfList(
              any(";", ","), any(FieldType.STRING, FieldType.INTEGER, FieldType.DATE));
      default -> TypeOptions.NONE;
    };
  }

  private Categories categories(FieldType type) {
    Categories.Order order = any(Categories.Order.values());
    return type == FieldType.INTEGER
        ? new Categories(List.of(new Category(1L, text()), new Category(2L, text())), order)
        : new Categories(List.of(new Category("low", text()), new Category("1", null)), order);
  }

  private MissingValue[] missingValues() {
    MissingValue[] values = new MissingValue[random.nextInt(3)];
    for (int i = 0; i < values.length; i++) {
      values[i] = new MissingValue(any("", "-", "n/a") + (i == 0 ? "" : i), text());
    }
    return values;
  }

  private String[] some(List<String> names) {
    return names.subList(0, 1 + random.nextInt(names.size())).toArray(String[]::new);
  }

  private @Nullable String text() {
    return random.nextBoolean() ? null : any("T", "", "\u2028 <b>", "two\nlines");
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T anyOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
