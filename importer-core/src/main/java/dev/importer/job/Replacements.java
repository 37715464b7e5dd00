package dev.importer.job;

import dev.importer.internal.json.OptionTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several {@linkplain Replacement replacements}, in their order.
 *
 * @param list the replacements
 */
record Replacements(List<Replacement> list) {

  static final Replacements NONE = new Replacements(List.of());

  private static final Set<String> MEMBERS = Set.of("field", "from", "to");

  Replacements {
    list = List.copyOf(list);
  }

  /** Reads {@code field:from=to}, or what {@link #text} has written; null if it is neither. */
  static @Nullable Replacements read(String text) {
    if (text.startsWith("[")) {
      return OptionTexts.objects(text)
          .filter(objects -> objects.stream().allMatch(Replacements::isReplacement))
          .map(objects -> new Replacements(objects.stream().map(Replacements::of).toList()))
          .orElse(null);
    }
    int colon = text.indexOf(':');
    int sign = text.indexOf('=', colon + 1);
    return colon <= 0 || sign < 0
        ? null
        : new Replacements(
            List.of(
                new Replacement(
                    text.substring(0, colon),
                    text.substring(colon + 1, sign),
                    text.substring(sign + 1))));
  }

  private static boolean isReplacement(Map<String, String> members) {
    return members.keySet().equals(MEMBERS) && !members.getOrDefault("field", "").isEmpty();
  }

  private static Replacement of(Map<String, String> members) {
    return new Replacement(
        members.getOrDefault("field", ""),
        members.getOrDefault("from", ""),
        members.getOrDefault("to", ""));
  }

  /** These and others. */
  Replacements and(Replacements others) {
    return new Replacements(Stream.concat(list.stream(), others.list.stream()).toList());
  }

  String text() {
    return OptionTexts.ofObjects(list.stream().map(Replacements::members).toList());
  }

  private static Map<String, String> members(Replacement replacement) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("field", replacement.field());
    members.put("from", replacement.from());
    members.put("to", replacement.to());
    return members;
  }
}
