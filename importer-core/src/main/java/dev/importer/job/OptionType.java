package dev.importer.job;

import dev.importer.internal.source.EncodingNames;
import dev.importer.job.ImportOptions.OnDuplicate;
import dev.importer.source.Dialect;
import dev.importer.source.Format;
import dev.importer.source.QuoteRepair;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of an option: how they are read from text, written as text, and described. Immutable.
 *
 * @param <T> the values
 * @param values the class of the values
 * @param label what stands for a value where a person is told of the option
 * @param rule what a value must be, as the end of "must be"
 * @param known the values to choose from; empty if there is no such list
 * @param jsonSchema the values in JSON, as JSON Schema
 * @param reader gives the value of a text, or null if it has none; may say why by throwing {@link
 *     IllegalArgumentException}
 * @param writer gives the text of a value
 * @param joiner makes one value of two, where an option may be given several times; otherwise null
 */
record OptionType<T>(
    Class<T> values,
    String label,
    String rule,
    Collection<String> known,
    Map<String, Object> jsonSchema,
    Reader<T> reader,
    Function<T, String> writer,
    @Nullable BinaryOperator<T> joiner) {

  OptionType(
      Class<T> values,
      String label,
      String rule,
      Collection<String> known,
      Map<String, Object> jsonSchema,
      Reader<T> reader,
      Function<T, String> writer) {
    this(values, label, rule, known, jsonSchema, reader, writer, null);
  }

  /** Gives the value of a text. */
  interface Reader<T> {
    @Nullable T read(String text);
  }

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  /** What would be taken for a tab, or for its own escaped form, if it stood as it is. */
  private static final Pattern TAKEN_FOR_A_TAB = Pattern.compile("\\\\*(?i:tab)|\\\\+t");

  static final OptionType<SchemaChoice> SCHEMA =
      new OptionType<>(
          SchemaChoice.class,
          "NAME",
          "the name of a schema",
          List.of(),
          text(Map.of()),
          SchemaChoice::parse,
          SchemaChoice::text);

  static final OptionType<String> FILE_NAME =
      new OptionType<>(
          String.class,
          "NAME",
          "a name",
          List.of(),
          text(Map.of()),
          text -> text,
          Function.identity());

  static final OptionType<String> HANDLER =
      new OptionType<>(
          String.class,
          "NAME",
          "the name of a row handler",
          List.of(),
          text(Map.of()),
          text -> text,
          Function.identity());

  static final OptionType<String> TARGET =
      new OptionType<>(
          String.class,
          "NAME",
          "the name of a target",
          List.of(),
          text(Map.of()),
          text -> text,
          Function.identity());

  static final OptionType<RowChecks> ROW_CHECKS =
      new OptionType<>(
          RowChecks.class,
          "NAME",
          "the name of a row check",
          List.of(),
          Map.of(
              "type",
              "array",
              "items",
              Map.of(
                  "type",
                  "object",
                  "required",
                  List.of("name"),
                  "properties",
                  Map.of("name", Map.of("type", "string")))),
          RowChecks::read,
          RowChecks::text,
          RowChecks::and);

  static final OptionType<Format> FORMAT = choice(Format.class, words(Format.class));

  static final OptionType<Charset> ENCODING =
      new OptionType<>(
          Charset.class,
          "NAME",
          "the name of a character encoding, such as utf-8",
          Charset.availableCharsets().keySet(),
          text(Map.of()),
          text -> EncodingNames.named(text).orElse(null),
          charset -> charset.name().toLowerCase(Locale.ROOT));

  static final OptionType<String> DELIMITER =
      new OptionType<>(
          String.class,
          "TEXT",
          "1 to 8 characters, none of them a line end or a quote",
          List.of(),
          text(Map.of("minLength", 1, "maxLength", 8)),
          OptionType::delimiter,
          text -> TAKEN_FOR_A_TAB.matcher(text).matches() ? "\\" + text : text);

  static final OptionType<Character> CHARACTER =
      new OptionType<>(
          Character.class,
          "CHARACTER",
          "one character, or empty for none",
          List.of(),
          text(Map.of("maxLength", 1)),
          OptionType::character,
          character -> character == Dialect.NONE ? "" : character.toString());

  static final OptionType<String> SHORT_TEXT =
      new OptionType<>(
          String.class,
          "TEXT",
          "at most 8 characters without line ends",
          List.of(),
          text(Map.of("maxLength", 8)),
          text -> ifFit(text, each -> Dialect.UNSPECIFIED.withHeaderJoin(each).headerJoin()),
          Function.identity());

  /** Where the records are in JSON. */
  static final OptionType<String> PROPERTY =
      new OptionType<>(
          String.class,
          "MEMBER",
          "the name of a member, or a JSON Pointer such as /result/rows",
          List.of(),
          text(Map.of()),
          text -> ifFit(text, each -> Dialect.UNSPECIFIED.withProperty(each).property()),
          Function.identity());

  /** The sheet of a workbook. */
  static final OptionType<String> SHEET =
      new OptionType<>(
          String.class,
          "NAME|N",
          "the name of a sheet, or its number from 1",
          List.of(),
          text(Map.of("minLength", 1)),
          text -> text.isEmpty() ? null : text,
          Function.identity());

  static final OptionType<Boolean> TRUTH = truth(Boolean.class, true, false);

  static final OptionType<QuoteRepair> REPAIR =
      truth(QuoteRepair.class, QuoteRepair.BY_ROW_WIDTH, QuoteRepair.OFF);

  static final OptionType<ErrorLimit> LIMIT =
      new OptionType<>(
          ErrorLimit.class,
          "N|N%",
          "a number of rows, such as 100, or a share, such as 5%",
          List.of(),
          text(Map.of("pattern", "^([0-9]{1,18}|[0-9]{1,3}(\\.[0-9]{1,4})? ?%|any|strict)$")),
          text -> ifFit(text, ErrorLimit::parse),
          ErrorLimit::text);

  static final OptionType<Severities> SEVERITIES =
      new OptionType<>(
          Severities.class,
          "FAULT:LEVEL",
          "faults with their levels, such as extra-cell:warning",
          List.of(),
          text(Map.of()),
          Severities::parse,
          Severities::text);

  static final OptionType<OnDuplicate> ON_DUPLICATE =
      choice(
          OnDuplicate.class,
          Map.of(
              OnDuplicate.RETURN_EXISTING, "return",
              OnDuplicate.REFUSE, "refuse",
              OnDuplicate.ALLOW, "allow"));

  static final OptionType<RowMatch> MATCH =
      choice(
          RowMatch.class,
          Map.of(RowMatch.ROW_NUMBER, "row_number", RowMatch.PRIMARY_KEY, "primary_key"));

  static final OptionType<Pairs> PAIRS_BY_LAST_SIGN =
      pairs("LABEL=FIELD", "a label and a field, such as E-Mail=email", Pairs::readByLastSign);

  static final OptionType<Pairs> PAIRS_BY_FIRST_SIGN =
      pairs("FIELD=VALUE", "a field and a value, such as country=DE", Pairs::readByFirstSign);

  static final OptionType<Trim> TRIM =
      new OptionType<>(
          Trim.class,
          "none|cells|FIELD,...",
          "none, cells, or the names of fields separated by commas",
          List.of("none", "cells"),
          text(Map.of("minLength", 1)),
          Trim::read,
          Trim::text);

  static final OptionType<Replacements> REPLACEMENTS =
      new OptionType<>(
          Replacements.class,
          "FIELD:FROM=TO",
          "a field, a value and the one in its place, such as age:n/a=",
          List.of(),
          Map.of(
              "type",
              "array",
              "items",
              Map.of(
                  "type",
                  "object",
                  "required",
                  List.of("field", "from", "to"),
                  "additionalProperties",
                  false,
                  "properties",
                  Map.of("field", text(Map.of()), "from", text(Map.of()), "to", text(Map.of())))),
          Replacements::read,
          Replacements::text,
          Replacements::and);

  private static OptionType<Pairs> pairs(String label, String rule, Reader<Pairs> reader) {
    return new OptionType<>(
        Pairs.class,
        label,
        rule,
        List.of(),
        Map.of("type", "object", "additionalProperties", text(Map.of())),
        reader,
        Pairs::text,
        Pairs::and);
  }

  /** A whole number. */
  static OptionType<Integer> number(int least, int most) {
    boolean open = most == Integer.MAX_VALUE;
    Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "integer"));
    schema.put("minimum", least);
    if (!open) {
      schema.put("maximum", most);
    }
    return new OptionType<>(
        Integer.class,
        "N",
        "a whole number, " + (open ? least + " or more" : least + " to " + most),
        List.of(),
        schema,
        text -> number(text, least, most),
        String::valueOf);
  }

  private static @Nullable Integer number(String text, int least, int most) {
    if (!DIGITS.matcher(text).matches()) {
      return null;
    }
    int number = Integer.parseInt(text);
    return number < least || number > most ? null : number;
  }

  private static <E extends Enum<E>> OptionType<E> choice(Class<E> type, Map<E, String> words) {
    List<E> choices = List.of(type.getEnumConstants());
    List<String> known = choices.stream().map(choice -> word(words, choice)).toList();
    int last = known.size() - 1;
    Map<String, Object> schema = text(Map.of("enum", known));
    return new OptionType<>(
        type,
        String.join("|", known),
        String.join(", ", known.subList(0, last)) + " or " + known.get(last),
        known,
        schema,
        text -> {
          int at = known.indexOf(text.toLowerCase(Locale.ROOT));
          return at < 0 ? null : choices.get(at);
        },
        choice -> word(words, choice));
  }

  private static <E extends Enum<E>> String word(Map<E, String> words, E choice) {
    String word = words.get(choice);
    if (word == null) {
      throw new IllegalArgumentException("there is no word for " + choice);
    }
    return word;
  }

  private static <E extends Enum<E>> Map<E, String> words(Class<E> type) {
    Map<E, String> words = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      words.put(each, each.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static <T> OptionType<T> truth(Class<T> values, T whenTrue, T whenFalse) {
    return new OptionType<>(
        values,
        "true|false",
        "true or false",
        List.of("true", "false"),
        Map.of("type", "boolean"),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> whenTrue;
              case "false" -> whenFalse;
              default -> null;
            },
        value -> String.valueOf(value.equals(whenTrue)));
  }

  private static Map<String, Object> text(Map<String, ?> bounds) {
    Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "string"));
    schema.putAll(bounds);
    return schema;
  }

  private static @Nullable String delimiter(String text) {
    String value = text;
    if (text.equals("\\t") || text.equalsIgnoreCase("tab")) {
      value = "\t";
    } else if (text.startsWith("\\") && TAKEN_FOR_A_TAB.matcher(text.substring(1)).matches()) {
      value = text.substring(1);
    }
    return ifFit(value, each -> Dialect.UNSPECIFIED.withDelimiter(each).delimiter());
  }

  private static @Nullable Character character(String text) {
    if (text.isEmpty()) {
      return Dialect.NONE;
    }
    boolean one = text.length() == 1 && text.charAt(0) != Dialect.NONE;
    return one
        ? ifFit(text, each -> Dialect.UNSPECIFIED.withQuoteChar(each.charAt(0)).quoteChar())
        : null;
  }

  /** Null where the reason is the rule itself, which is told anyway. */
  private static <T> @Nullable T ifFit(String text, Reader<T> reader) {
    try {
      return reader.read(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
