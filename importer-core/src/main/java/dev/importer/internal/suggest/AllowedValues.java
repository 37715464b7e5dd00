package dev.importer.internal.suggest;

import dev.importer.internal.check.FieldWords;
import dev.importer.internal.text.Suggestion;
import dev.importer.internal.text.VisibleText;
import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Field;
import dev.importer.type.TypeOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spellings of allowed values: in another case, without their accents, with other marks between
 * their words, or near them by the rule of {@link Suggestion}. A digit is never a slip. Labels of
 * categories mean their values.
 */
final class AllowedValues implements Slip {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\p{P}\\s]+");

  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<String, Set<String>> labels = new HashMap<>();

  AllowedValues(Field field) {
    texts(field).forEach(text -> add(values, text, text));
    Categories categories = field.categories();
    if (categories != null) {
      for (Category category : categories.values()) {
        String label = category.label();
        if (label != null) {
          add(labels, label, category.value().toString());
        }
      }
    }
  }

  private static Stream<String> texts(Field field) {
    List<String> choices = FieldWords.choices(field);
    // The words for true and false are more than those which are offered as choices.
    return field.options() instanceof TypeOptions.OfBoolean truth
        ? Stream.of(choices.stream(), words(truth.trueValues()), words(truth.falseValues()))
            .flatMap(Function.identity())
        : choices.stream();
  }

  /** Words that mean the same, each in its first spelling. */
  private static Stream<String> words(List<String> spellings) {
    Map<String, String> words = new LinkedHashMap<>();
    spellings.forEach(word -> words.putIfAbsent(key(word), word));
    return words.values().stream();
  }

  private static void add(Map<String, Set<String>> known, String text, String value) {
    String key = key(text);
    if (!key.isEmpty()) {
      known.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(value);
    }
  }

  private static String key(String text) {
    return BETWEEN_WORDS.matcher(Folding.fold(VisibleText.strip(text))).replaceAll(" ").strip();
  }

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    String key = key(value);
    if (key.isEmpty() || values.isEmpty()) {
      return null;
    }
    Set<String> same = values.get(key);
    if (same != null) {
      return only(same, Reason.ALLOWED_VALUE);
    }
    Set<String> labelled = labels.get(key);
    if (labelled != null) {
      return only(labelled, Reason.CATEGORY_LABEL);
    }
    String near = near(key, values.keySet());
    if (near != null) {
      return only(values.getOrDefault(near, Set.of()), Reason.ALLOWED_VALUE);
    }
    String label = near(key, labels.keySet());
    return label == null ? null : only(labels.getOrDefault(label, Set.of()), Reason.CATEGORY_LABEL);
  }

  private static @Nullable String near(String key, Set<String> known) {
    Optional<String> near = Suggestion.of(key, known);
    return near.filter(each -> Folding.digits(each).equals(Folding.digits(key))).orElse(null);
  }

  /** Of several spellings that are the same to the ear nothing says which was meant. */
  private static @Nullable ValueSuggestion only(Set<String> meant, Reason reason) {
    return meant.size() == 1 ? new ValueSuggestion(meant.iterator().next(), reason) : null;
  }
}
