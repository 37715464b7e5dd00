package dev.importer.internal.check;

import dev.importer.internal.text.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Names within a sentence. */
final class Listed {

  /** More are not listed. */
  static final int MOST = 20;

  private Listed() {}

  /** The first names in quotes, and how many more there are. */
  static String of(List<String> names) {
    String listed = names.stream().limit(MOST).map(Quoted::of).collect(Collectors.joining(", "));
    int left = names.size() - MOST;
    return left > 0 ? listed + " and " + left + " more" : listed;
  }
}
