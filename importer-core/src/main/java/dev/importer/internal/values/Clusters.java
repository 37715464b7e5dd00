package dev.importer.internal.values;

import dev.importer.internal.text.Suggestion;
import dev.importer.results.ErrorValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of one kind together that are probably spellings of one another: those of the same
 * {@link Fingerprint}, and those near a more frequent one by the rule of {@link Suggestion}. A word
 * with a digit has no slips, and a value without letters is like no other.
 *
 * <p>A value is compared only with those that begin or end alike, and with a bounded number of
 * these, so that the work grows with the number of values and not with its square.
 */
final class Clusters {

  private static final int BLOCK_LETTERS = 3;
  private static final int MAX_BLOCK = 20;

  /** Longer texts are no spellings of one another. */
  private static final int MAX_LENGTH = 100;

  private final List<List<CountedValue>> clusters = new ArrayList<>();
  private final Map<String, List<CountedValue>> byPrint = new HashMap<>();
  private final Map<String, Set<String>> blocks = new HashMap<>();

  private Clusters() {}

  /**
   * The clusters of two values or more.
   *
   * @param values those of one kind, the most frequent first
   */
  static List<List<CountedValue>> of(List<CountedValue> values) {
    Clusters clusters = new Clusters();
    values.forEach(clusters::add);
    return clusters.clusters.stream().filter(each -> each.size() > 1).toList();
  }

  private void add(CountedValue counted) {
    String value = counted.value();
    if (value == null
        || value.length() > MAX_LENGTH
        || value.codePoints().noneMatch(Character::isLetter)) {
      return;
    }
    String print = Fingerprint.of(value);
    if (print.isEmpty()) {
      return;
    }
    List<CountedValue> cluster = byPrint.get(print);
    if (cluster == null) {
      String leader = leader(print);
      cluster = leader == null ? begin(print) : Objects.requireNonNull(byPrint.get(leader));
      byPrint.put(print, cluster);
    }
    if (cluster.size() < ErrorValues.MAX_VALUES_OF_CLUSTER) {
      cluster.add(counted);
    }
  }

  private List<CountedValue> begin(String print) {
    for (String block : blocksOf(print)) {
      Set<String> prints = blocks.computeIfAbsent(block, each -> new LinkedHashSet<>());
      if (prints.size() < MAX_BLOCK) {
        prints.add(print);
      }
    }
    List<CountedValue> cluster = new ArrayList<>();
    clusters.add(cluster);
    return cluster;
  }

  /** The more frequent one that a fingerprint is near; null if none is, or several are. */
  private @Nullable String leader(String print) {
    Set<String> near = new LinkedHashSet<>();
    for (String block : blocksOf(print)) {
      near.addAll(blocks.getOrDefault(block, Set.of()));
    }
    List<String> numbers = Fingerprint.numbers(print);
    near.removeIf(each -> !Fingerprint.numbers(each).equals(numbers));
    return Suggestion.of(print, near).orElse(null);
  }

  private static List<String> blocksOf(String print) {
    String letters = print.replace(" ", "");
    int length = Math.min(BLOCK_LETTERS, letters.length());
    return List.of(
        "^" + letters.substring(0, length), letters.substring(letters.length() - length) + "$");
  }
}
