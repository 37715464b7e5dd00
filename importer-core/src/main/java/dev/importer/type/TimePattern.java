package dev.importer.type;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A date or time written by a pattern of C and Python ({@code strptime}), for example {@code
 * %d.%m.%Y}. What stands between the directives has to stand in the text character by character;
 * names of months and days are the English ones in any case. As in Python, leading zeros may be
 * left out, and numbers take as many digits as they may have. Immutable.
 */
final class TimePattern {

  /** One directive, or one literal character. */
  private interface Step {
    /** Where the text goes on, or -1 if it does not fit. */
    int read(String text, int at, TimeParts into);
  }

  private final String pattern;
  private final FieldType type;
  private final List<Step> steps;

  private TimePattern(String pattern, FieldType type, List<Step> steps) {
    this.pattern = pattern;
    this.type = type;
    this.steps = steps;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it has an unknown directive, or does not make a value of
   *     the type
   */
  static TimePattern of(String pattern, FieldType type) {
    List<Step> steps = new ArrayList<>();
    Set<Directive> directives = EnumSet.noneOf(Directive.class);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        steps.add(literal(c));
        continue;
      }
      i++;
      if (i == pattern.length()) {
        throw new IllegalArgumentException("the format '" + pattern + "' ends with a lone %");
      }
      char letter = pattern.charAt(i);
      if (letter == '%') {
        steps.add(literal('%'));
      } else {
        Directive directive = Directive.of(letter, pattern);
        if (!directives.add(directive)) {
          throw new IllegalArgumentException(
              "the format '" + pattern + "' has the directive %" + letter + " twice");
        }
        steps.add(directive::read);
      }
    }
    Directive.requireValueOf(type, directives, pattern);
    return new TimePattern(pattern, type, List.copyOf(steps));
  }

  private static Step literal(char c) {
    return (text, at, into) -> at < text.length() && text.charAt(at) == c ? at + 1 : -1;
  }

  /** A value of the type, or an {@link Unfit}. */
  Object read(String text) {
    TimeParts parts = new TimeParts();
    int at = 0;
    for (Step step : steps) {
      at = step.read(text, at, parts);
      if (at < 0) {
        return unfit(text);
      }
    }
    Object value = at == text.length() ? valueOf(parts) : null;
    return value == null ? unfit(text) : value;
  }

  private @Nullable Object valueOf(TimeParts parts) {
    return switch (type) {
      case DATE -> parts.date();
      case TIME -> parts.time();
      default -> parts.dateTime();
    };
  }

  private Unfit unfit(String text) {
    return new Unfit(
        Quoted.of(text)
            + " is not a "
            + type.text().toLowerCase(Locale.ROOT)
            + " written as "
            + pattern);
  }
}
