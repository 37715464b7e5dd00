package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import dev.importer.internal.text.Suggestion;
import dev.importer.internal.text.VisibleText;
import dev.importer.internal.type.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** None but these values, which are compared as values: 1.0 allows 1.00. */
final class AllowedValues implements ConstraintCheck {

  private static final int MAX_LISTED = 10;

  private final String rule;
  private final List<String> written;
  private final Set<Object> allowed = new HashSet<>();
  private final String listed;

  /**
   * A check.
   *
   * @param written the values as the schema writes them, for messages
   * @param values the same as typed values
   */
  AllowedValues(String rule, List<Object> written, List<Object> values) {
    this.rule = rule;
    this.written = written.stream().map(Object::toString).toList();
    values.forEach(value -> allowed.add(Values.canonical(value)));
    int left = this.written.size() - MAX_LISTED;
    this.listed =
        this.written.stream()
                .limit(MAX_LISTED)
                .map(VisibleText::of)
                .collect(Collectors.joining(", "))
            + (left > 0 ? " and " + left + " more" : "");
  }

  @Override
  public @Nullable Finding apply(Object value) {
    if (allowed.contains(Values.canonical(value))) {
      return null;
    }
    String text = Values.text(value);
    return Finding.constraint(
        rule, Quoted.of(text) + " is not one of " + listed + Suggestion.hint(text, written));
  }
}
