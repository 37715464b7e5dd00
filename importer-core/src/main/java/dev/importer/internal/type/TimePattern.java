package dev.importer.internal.type;

import dev.importer.internal.text.Quoted;
import dev.importer.type.FieldType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    /** What stands there at a time; null if that cannot be said. */
    @Nullable String write(LocalDateTime time, @Nullable ZoneOffset offset);
  }

  private final FieldType type;
  private final List<Step> steps;
  private final String words;
  private final String example;

  private TimePattern(FieldType type, List<Step> steps, String words, String example) {
    this.type = type;
    this.steps = steps;
    this.words = words;
    this.example = example;
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
    StringBuilder words = new StringBuilder();
    StringBuilder example = new StringBuilder();
    int next = 0;
    while (next < pattern.length()) {
      char c = pattern.charAt(next++);
      if (c != '%') {
        steps.add(literal(c));
        words.append(c);
        example.append(c);
        continue;
      }
      if (next == pattern.length()) {
        throw new IllegalArgumentException("the format '" + pattern + "' ends with a lone %");
      }
      char letter = pattern.charAt(next++);
      if (letter == '%') {
        steps.add(literal('%'));
        words.append('%');
        example.append('%');
      } else {
        Directive directive = Directive.of(letter, pattern);
        if (!directives.add(directive)) {
          throw new IllegalArgumentException(
              "the format '" + pattern + "' has the directive %" + letter + " twice");
        }
        steps.add(step(directive));
        words.append(directive.words());
        example.append(directive.example());
      }
    }
    Directive.requireValueOf(type, directives, pattern);
    return new TimePattern(type, List.copyOf(steps), words.toString(), example.toString());
  }

  private static Step literal(char c) {
    return new Step() {
      @Override
      public int read(String text, int at, TimeParts into) {
        return at < text.length() && text.charAt(at) == c ? at + 1 : -1;
      }

      @Override
      public String write(LocalDateTime time, @Nullable ZoneOffset offset) {
        return String.valueOf(c);
      }
    };
  }

  private static Step step(Directive directive) {
    return new Step() {
      @Override
      public int read(String text, int at, TimeParts into) {
        return directive.read(text, at, into);
      }

      @Override
      public @Nullable String write(LocalDateTime time, @Nullable ZoneOffset offset) {
        return directive.write(time, offset);
      }
    };
  }

  /** A time as the pattern writes it; null if it has something that no such time has. */
  @Nullable String write(LocalDateTime time, @Nullable ZoneOffset offset) {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      String part = step.write(time, offset);
      if (part == null) {
        return null;
      }
      text.append(part);
    }
    return text.toString();
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
    if (at < text.length()) {
      return unfit(text);
    }
    Object value = valueOf(parts);
    return value == null
        ? new Unfit(Quoted.of(text) + " is written as " + words + ", but there is none such")
        : value;
  }

  private @Nullable Object valueOf(TimeParts parts) {
    return switch (type) {
      case DATE -> parts.date();
      case TIME -> parts.time();
      default -> parts.dateTime();
    };
  }

  /** Why a cell is none: its form is another, which people know best by an example. */
  Unfit unfit(Object cell) {
    return new Unfit(
        Quoted.of(cell)
            + " is not a "
            + TimeCasts.kind(type)
            + " written as "
            + words
            + ", such as "
            + example);
  }
}
