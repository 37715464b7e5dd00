package dev.importer.schema;

import dev.importer.internal.shape.Part;
import dev.importer.row.JsonText;
import dev.importer.schema.JavaType.Presence;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a field of a part of an object: of its name, its type, and what is said beside it. */
final class PartReader {

  /** Between a small letter or digit and a capital, and before the last of several capitals. */
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  /** Has a component of which nothing is said. */
  private record Unsaid(@SchemaField String component) {}

  private final Part part;
  private final SchemaField said;
  private final JavaType java;
  private final FieldType type;

  private PartReader(Part part, SchemaField said, JavaType java) {
    this.part = part;
    this.said = said;
    this.java = java;
    this.type = said.type().length == 1 ? said.type()[0] : java.type();
    if (said.type().length > 1) {
      throw refused("has more than one type");
    }
    if (said.required() && java.presence() == Presence.OPTIONAL) {
      throw refused("is required, and Optional all the same");
    }
  }

  /**
   * The field of a part.
   *
   * @throws IllegalArgumentException if no field has values of its type, or what is said of it does
   *     not go together
   */
  static Field read(Part part) {
    SchemaField said = part.annotation(SchemaField.class);
    JavaType java =
        JavaType.of(part.type())
            .orElseThrow(
                () ->
                    refused(
                        part,
                        "has the type " + part.type().getTypeName() + ", which no field has"));
    return new PartReader(part, said == null ? nothing() : said, java).field();
  }

  /** A name as columns have it: {@code first_name} for firstName. */
  static String snake(String name) {
    return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static MissingValue[] missingValues(String... texts) {
    return Arrays.stream(texts)
        .map(text -> new MissingValue(text, null))
        .toArray(MissingValue[]::new);
  }

  private static SchemaField nothing() {
    return Objects.requireNonNull(
        Unsaid.class.getRecordComponents()[0].getAnnotation(SchemaField.class));
  }

  private Field field() {
    String format = said.format().isEmpty() && type == java.type() ? java.format() : said.format();
    return new Field(
        said.name().isEmpty() ? snake(part.name()) : said.name(),
        type,
        format.isEmpty() ? Field.DEFAULT_FORMAT : format,
        options(),
        constraints(),
        said.missingValues().length == 0 ? null : List.of(missingValues(said.missingValues())),
        null,
        aliases(),
        new FieldCleaning(said.trim(), said.unwrap(), replacements()),
        new Description(
            textOrNull(said.title()),
            textOrNull(said.description()),
            textOrNull(said.example()),
            textOrNull(said.rdfType())));
  }

  /** Files made by programs may have the very name of the part. */
  private List<String> aliases() {
    List<String> aliases = new ArrayList<>(List.of(said.aliases()));
    String name = part.name();
    if (said.name().isEmpty() && !Labels.normal(name).equals(Labels.normal(snake(name)))) {
      aliases.add(name);
    }
    return aliases;
  }

  private Map<String, String> replacements() {
    Map<String, String> replacements = new LinkedHashMap<>();
    for (String each : said.replace()) {
      int sign = each.indexOf('=');
      if (sign < 0) {
        throw refused("has a replacement without an equals sign, '" + each + "'");
      }
      replacements.put(each.substring(0, sign), each.substring(sign + 1));
    }
    return replacements;
  }

  private TypeOptions options() {
    return switch (type) {
      case NUMBER, INTEGER ->
          new TypeOptions.OfNumber(
              said.decimalChar(),
              said.groupChar(),
              said.bareNumber(),
              Set.copyOf(List.of(said.negative())));
      case BOOLEAN -> {
        TypeOptions.OfBoolean usual = TypeOptions.OfBoolean.DEFAULT;
        yield new TypeOptions.OfBoolean(
            said.trueValues().length == 0 ? usual.trueValues() : List.of(said.trueValues()),
            said.falseValues().length == 0 ? usual.falseValues() : List.of(said.falseValues()),
            said.ignoreCase());
      }
      case LIST ->
          new TypeOptions.OfList(
              said.delimiter(),
              Objects.requireNonNullElse(java.itemType(), TypeOptions.OfList.DEFAULT.itemType()));
      default -> TypeOptions.NONE;
    };
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    if (said.required() || java.presence() == Presence.ALWAYS) {
      constraints.add(new Constraint.Required());
    }
    if (said.unique()) {
      constraints.add(new Constraint.Unique());
    }
    addBound(constraints, said.minimum(), Constraint.Minimum::new);
    addBound(constraints, said.maximum(), Constraint.Maximum::new);
    addBound(constraints, said.exclusiveMinimum(), Constraint.ExclusiveMinimum::new);
    addBound(constraints, said.exclusiveMaximum(), Constraint.ExclusiveMaximum::new);
    if (said.minLength() >= 0) {
      constraints.add(new Constraint.MinLength(said.minLength()));
    }
    if (said.maxLength() >= 0) {
      constraints.add(new Constraint.MaxLength(said.maxLength()));
    }
    if (!said.pattern().isEmpty()) {
      constraints.add(new Constraint.Pattern(said.pattern()));
    }
    List<String> allowed = said.oneOf().length == 0 ? java.constants() : List.of(said.oneOf());
    if (!allowed.isEmpty()) {
      constraints.add(new Constraint.OneOf(allowed.stream().map(this::value).toList()));
    }
    if (!said.jsonSchema().isEmpty()) {
      constraints.add(new Constraint.JsonSchema(new JsonText(said.jsonSchema())));
    }
    return constraints;
  }

  private void addBound(
      List<Constraint> constraints, String written, Function<Object, Constraint> kind) {
    if (!written.isEmpty()) {
      constraints.add(kind.apply(value(written)));
    }
  }

  /** A number is kept as one, as JSON and the builder have it. */
  private Object value(String written) {
    boolean plainNumber =
        (type == FieldType.INTEGER || type == FieldType.NUMBER)
            && options().equals(TypeOptions.OfNumber.DEFAULT);
    if (plainNumber) {
      try {
        return new BigDecimal(written);
      } catch (NumberFormatException e) {
        // The field itself says what is wrong with it.
        return written;
      }
    }
    return written;
  }

  private IllegalArgumentException refused(String why) {
    return refused(part, why);
  }

  private static IllegalArgumentException refused(Part part, String why) {
    return new IllegalArgumentException("the " + part.words() + " " + why);
  }
}
