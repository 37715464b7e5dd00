package dev.importer.schema;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import dev.importer.type.TypeOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the type of a field, and the options that Table Schema has for it, from JSON. */
final class OptionsReader {

  /** Our own names: Table Schema has no such options. */
  static final String NEGATIVE = "importer:negative";

  static final String IGNORE_CASE = "importer:ignoreCase";

  private OptionsReader() {}

  /** The type of this name; a fault of the part if there is none. */
  static @Nullable FieldType type(JsonPart json) {
    String name = json.text();
    if (name == null) {
      return null;
    }
    Optional<FieldType> type =
        Arrays.stream(FieldType.values()).filter(each -> each.text().equals(name)).findFirst();
    if (type.isEmpty()) {
      List<String> names = Arrays.stream(FieldType.values()).map(FieldType::text).toList();
      json.fault(
          "there is no type "
              + Quoted.of(name)
              + Suggestion.hint(name, names)
              + (Suggestion.of(name, names).isPresent() ? "" : "; there are " + names));
    }
    return type.orElse(null);
  }

  /** The options in the members of a field; null if they do not go together, which is a fault. */
  static @Nullable TypeOptions options(JsonPart field, FieldType type) {
    Map<String, JsonPart> members = field.members();
    return switch (type) {
      case NUMBER -> number(field, members, true);
      case INTEGER -> number(field, members, false);
      case BOOLEAN -> truth(field, members);
      case LIST -> list(field, members);
      default -> TypeOptions.NONE;
    };
  }

  private static @Nullable TypeOptions number(
      JsonPart field, Map<String, JsonPart> members, boolean fraction) {
    TypeOptions.OfNumber usual = TypeOptions.OfNumber.DEFAULT;
    String decimalChar =
        fraction
            ? read(members, "decimalChar", JsonPart::text, usual.decimalChar())
            : usual.decimalChar();
    String groupChar = read(members, "groupChar", JsonPart::text, usual.groupChar());
    boolean bare = read(members, "bareNumber", JsonPart::truth, usual.bareNumber());
    JsonPart negative = members.get(NEGATIVE);
    Set<NegativeForm> negatives = negative == null ? Set.of() : negatives(negative);
    return field.make(() -> new TypeOptions.OfNumber(decimalChar, groupChar, bare, negatives));
  }

  private static Set<NegativeForm> negatives(JsonPart json) {
    Set<NegativeForm> forms = EnumSet.noneOf(NegativeForm.class);
    for (JsonPart item : json.textOrItems()) {
      String text = item.text();
      Optional<NegativeForm> form = text == null ? Optional.empty() : NegativeForm.of(text);
      form.ifPresent(forms::add);
      if (text != null && form.isEmpty()) {
        item.fault(
            "there is no form "
                + Quoted.of(text)
                + " of negative numbers"
                + Suggestion.hint(text, NegativeForm.texts())
                + (Suggestion.of(text, NegativeForm.texts()).isPresent()
                    ? ""
                    : "; there are " + NegativeForm.texts()));
      }
    }
    return forms;
  }

  private static @Nullable TypeOptions truth(JsonPart field, Map<String, JsonPart> members) {
    TypeOptions.OfBoolean usual = TypeOptions.OfBoolean.DEFAULT;
    List<String> yes = read(members, "trueValues", JsonPart::texts, usual.trueValues());
    List<String> no = read(members, "falseValues", JsonPart::texts, usual.falseValues());
    boolean ignoreCase = read(members, IGNORE_CASE, JsonPart::truth, usual.ignoreCase());
    return field.make(() -> new TypeOptions.OfBoolean(yes, no, ignoreCase));
  }

  private static @Nullable TypeOptions list(JsonPart field, Map<String, JsonPart> members) {
    TypeOptions.OfList usual = TypeOptions.OfList.DEFAULT;
    String delimiter = read(members, "delimiter", JsonPart::text, usual.delimiter());
    FieldType itemType = read(members, "itemType", OptionsReader::type, usual.itemType());
    return field.make(() -> new TypeOptions.OfList(delimiter, itemType));
  }

  /** What a member says, or what holds if it is missing or faulty. */
  private static <T> T read(
      Map<String, JsonPart> members, String name, Function<JsonPart, @Nullable T> how, T usual) {
    JsonPart member = members.get(name);
    T value = member == null ? null : how.apply(member);
    return value == null ? usual : value;
  }
}
