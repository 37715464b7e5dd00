package dev.importer.job;

import dev.importer.internal.json.OptionTexts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of several row checks, each once, in their order.
 *
 * @param names the names
 */
record RowChecks(List<String> names) {

  static final RowChecks NONE = new RowChecks(List.of());

  private static final String NAME = "name";

  RowChecks {
    names = List.copyOf(new LinkedHashSet<>(names));
  }

  /** Reads one name, or what {@link #text} has written. */
  static RowChecks read(String text) {
    return OptionTexts.objects(text)
        .filter(
            objects -> objects.stream().allMatch(object -> object.keySet().equals(Set.of(NAME))))
        .map(objects -> objects.stream().map(object -> object.getOrDefault(NAME, "")).toList())
        .map(RowChecks::new)
        .orElseGet(() -> new RowChecks(List.of(text)));
  }

  /** These and others. */
  RowChecks and(RowChecks others) {
    LinkedHashSet<String> all = new LinkedHashSet<>(names);
    all.addAll(others.names);
    return new RowChecks(List.copyOf(all));
  }

  String text() {
    return OptionTexts.ofObjects(names.stream().map(name -> Map.of(NAME, name)).toList());
  }
}
