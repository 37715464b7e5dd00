package dev.importer.job;

import dev.importer.internal.json.OptionTexts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names with a text for each, in the order in which they were given.
 *
 * @param texts the text by its name
 */
record Pairs(Map<String, String> texts) {

  Pairs {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * Reads {@code name=text}, where the name may hold equals signs, or what {@link #text} writes.
   */
  static @Nullable Pairs readByLastSign(String text) {
    return read(text, text.lastIndexOf('='));
  }

  /**
   * Reads {@code name=text}, where the text may hold equals signs, or what {@link #text} writes.
   */
  static @Nullable Pairs readByFirstSign(String text) {
    return read(text, text.indexOf('='));
  }

  private static @Nullable Pairs read(String text, int sign) {
    Optional<Map<String, String>> object =
        text.startsWith("{") ? OptionTexts.members(text) : Optional.empty();
    if (object.isPresent()) {
      return new Pairs(object.get());
    }
    return sign <= 0 ? null : new Pairs(Map.of(text.substring(0, sign), text.substring(sign + 1)));
  }

  /** These and others. */
  Pairs and(Pairs others) {
    Map<String, String> all = new LinkedHashMap<>(texts);
    others.texts.forEach(
        (name, text) -> {
          if (all.putIfAbsent(name, text) != null) {
            throw new IllegalArgumentException("'" + name + "' is given twice");
          }
        });
    return new Pairs(all);
  }

  String text() {
    return OptionTexts.ofMembers(texts);
  }
}
