package dev.importer.internal.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what a simple regular expression stands for: one character, or one set of
 * characters, after the other, each so many times. Expressions with groups, alternatives or
 * anything else are not put into words.
 */
final class PatternWords {

  /** Longer lists help nobody. */
  private static final int MAX_PARTS = 8;

  private static final String LITERAL = "[^\\\\\\[\\](){}*+?.^$|]|\\\\[^A-Za-z0-9]";

  /** A set, an escape, or characters that stand for themselves; then how often. */
  private static final Pattern PART =
      Pattern.compile(
          "(?:(\\[[^\\[\\]\\\\^][^\\[\\]\\\\]*\\]|\\\\d)|("
              + LITERAL
              + "))(\\{[0-9]{1,4}(?:,[0-9]{0,4})?\\}|[*+?]?)");

  private final String regex;
  private final List<String> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private PatternWords(String regex) {
    this.regex = regex;
  }

  /** The words, or null if there are none. */
  static @Nullable String of(String regex) {
    int start = regex.startsWith("^") ? 1 : 0;
    int end = regex.endsWith("$") && !regex.endsWith("\\$") ? regex.length() - 1 : regex.length();
    return start >= end ? null : new PatternWords(regex.substring(start, end)).words();
  }

  private @Nullable String words() {
    Matcher part = PART.matcher(regex);
    int at = 0;
    while (at < regex.length()) {
      part.region(at, regex.length());
      if (!part.lookingAt() || !add(part.group(1), part.group(2), part.group(3))) {
        return null;
      }
      at = part.end();
    }
    endLiteral();
    return parts.size() > MAX_PARTS ? null : String.join(", ", parts);
  }

  private boolean add(@Nullable String set, @Nullable String character, String times) {
    if (set != null) {
      endLiteral();
      List<String> kinds = set.equals("\\d") ? List.of("digit") : kinds(set);
      parts.add(kinds.isEmpty() ? "" : counted(kinds, times));
      return !kinds.isEmpty();
    }
    String shown = String.valueOf(character).replace("\\", "");
    if (times.isEmpty()) {
      literal.append(shown);
    } else {
      endLiteral();
      parts.add("perhaps '" + shown + "'");
    }
    return times.isEmpty() || times.equals("?");
  }

  private void endLiteral() {
    if (literal.length() > 0) {
      parts.add("'" + literal + "'");
      literal.setLength(0);
    }
  }

  /** What the characters of a set are called; empty if one of its ranges has no name. */
  private static List<String> kinds(String set) {
    List<String> kinds = new ArrayList<>();
    String left = set.substring(1, set.length() - 1);
    if (left.contains("A-Z") && left.contains("a-z")) {
      kinds.add("letter");
    } else if (left.contains("A-Z")) {
      kinds.add("capital letter");
    } else if (left.contains("a-z")) {
      kinds.add("small letter");
    }
    if (left.contains("0-9")) {
      kinds.add("digit");
    }
    left = left.replace("A-Z", "").replace("a-z", "").replace("0-9", "");
    if (left.indexOf('-', 1) > 0 && left.indexOf('-', 1) < left.length() - 1) {
      return List.of();
    }
    left.codePoints().mapToObj(c -> "'" + Character.toString(c) + "'").forEach(kinds::add);
    return kinds;
  }

  private static String counted(List<String> kinds, String times) {
    if (times.equals("?")) {
      return "perhaps one " + joined(kinds, "");
    } else if (times.isEmpty() || times.equals("{1}")) {
      return "one " + joined(kinds, "");
    }
    String many = joined(kinds, "s");
    if (times.equals("*")) {
      return "any number of " + many;
    } else if (times.equals("+")) {
      return "one or more " + many;
    }
    String[] bounds = times.substring(1, times.length() - 1).split(",", -1);
    if (bounds.length == 1) {
      return bounds[0] + " " + many;
    }
    return bounds[1].isEmpty()
        ? bounds[0] + " or more " + many
        : bounds[0] + " to " + bounds[1] + " " + many;
  }

  private static String joined(List<String> kinds, String ending) {
    List<String> words =
        kinds.stream().map(kind -> kind.startsWith("'") ? kind : kind + ending).toList();
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
