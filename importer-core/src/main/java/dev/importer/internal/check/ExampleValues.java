package dev.importer.internal.check;

import dev.importer.row.JsonText;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values that a field may well take, the best first. Whether it does is for others to check. */
final class ExampleValues {

  private static final int MOST_REPEATED = 10_000;

  private final Field field;
  private final List<Object> values = new ArrayList<>();

  private ExampleValues(Field field) {
    this.field = field;
  }

  /** The forms in which a value may be written in a source. */
  @FunctionalInterface
  interface Forms {
    Stream<Object> of(Field field, Object value);
  }

  /** Values as they would stand in a source. */
  static List<Object> of(Field field) {
    ExampleValues examples = new ExampleValues(field);
    String example = field.description().example();
    if (example != null) {
      examples.values.add(example);
    }
    Categories categories = field.categories();
    if (categories != null) {
      categories.values().stream().map(Category::value).forEach(examples.values::add);
    }
    examples.values.addAll(UsualValues.of(field));
    field.constraints().forEach(examples::add);
    return examples.values;
  }

  /** A value in the forms that JSON has for it, and as text. */
  static Stream<Object> inJson(Field field, Object value) {
    if (!(value instanceof String text)) {
      return Stream.of(value);
    }
    return switch (field.type()) {
      case NUMBER, INTEGER, YEAR -> Stream.concat(number(text), Stream.of(text));
      case BOOLEAN ->
          field.options().equals(TypeOptions.OfBoolean.DEFAULT)
              ? Stream.of(text.equalsIgnoreCase("true"), text)
              : Stream.of(text);
      case OBJECT, ARRAY, GEOJSON, GEOPOINT ->
          text.startsWith("{") || text.startsWith("[")
              ? Stream.of(new JsonText(text), text)
              : Stream.of(text);
      default -> Stream.of(text);
    };
  }

  private static Stream<Object> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Stream.of(number.scale() == 0 ? (Object) number.longValueExact() : number);
    } catch (ArithmeticException | NumberFormatException e) {
      // Written in a way of its own, or too large: it stays text.
      return Stream.empty();
    }
  }

  /** What a constraint allows is found at its edge, if not among the usual values. */
  private void add(Constraint constraint) {
    if (constraint instanceof Constraint.OneOf oneOf) {
      values.addAll(0, oneOf.values());
    } else if (constraint instanceof Constraint.Minimum minimum) {
      values.add(minimum.bound());
    } else if (constraint instanceof Constraint.Maximum maximum) {
      values.add(maximum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      addBeside(minimum.bound(), BigDecimal.ONE);
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      addBeside(maximum.bound(), BigDecimal.ONE.negate());
    } else if (constraint instanceof Constraint.MinLength length && isText()) {
      values.add("example".repeat(Math.min(length.length(), MOST_REPEATED) / 7 + 1));
      values.add("x".repeat(Math.min(length.length(), MOST_REPEATED)));
    } else if (constraint instanceof Constraint.MaxLength length && isText()) {
      values.add("example".substring(0, Math.min(length.length(), "example".length())));
    }
  }

  private boolean isText() {
    return field.type() == FieldType.STRING;
  }

  private void addBeside(Object bound, BigDecimal step) {
    try {
      BigDecimal number = new BigDecimal(bound.toString());
      values.add(number.add(step).toPlainString());
      values.add(number.add(step.movePointLeft(number.scale() + 1)).toPlainString());
    } catch (NumberFormatException e) {
      // A date or the like: the usual values have to do.
      values.add(bound);
    }
  }
}
