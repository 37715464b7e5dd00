package dev.importer.internal.suggest;

import dev.importer.results.ValueSuggestion;
import dev.importer.results.ValueSuggestion.Reason;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses with something around them, or with signs in words or mistyped. */
final class EmailTexts implements Slip {

  private record Step(Pattern wrong, String right) {
    static Step of(String wrong, String right) {
      return new Step(Pattern.compile(wrong, Pattern.CASE_INSENSITIVE), right);
    }

    String apply(String text) {
      return wrong.matcher(text).replaceFirst(right);
    }
  }

  /** What stands around an address. */
  private static final List<Step> AROUND =
      List.of(
          Step.of("^[^<>@]*<([^<>]+)>[;,.]?$", "$1"),
          Step.of("^mailto:\\s*", ""),
          Step.of("^[\"'\u2018\u201c\u201e](.+)[\"'\u2019\u201d\u201c]$", "$1"),
          Step.of("[.,;:]+$", ""));

  /** The sign in words. */
  private static final List<Step> AT_IN_WORDS =
      List.of(
          Step.of("\\s*[(\\[{]\\s*at\\s*[)\\]}]\\s*", "@"),
          Step.of("\\s+at\\s+", "@"),
          Step.of("[_-]at[_-]", "@"));

  private static final Pattern DOT_IN_WORDS =
      Pattern.compile(
          "\\s*[(\\[{]\\s*dot\\s*[)\\]}]\\s*|\\s+dot\\s+|_dot_", Pattern.CASE_INSENSITIVE);

  private static final Pattern DOUBLE_AT = Pattern.compile("@{2,}");
  private static final Pattern DOUBLE_DOT = Pattern.compile("\\.{2,}");
  private static final Pattern SPACE_AT_SIGN = Pattern.compile("\\s*([@.,])\\s*");

  @Override
  public @Nullable ValueSuggestion undo(String value) {
    String text = value;
    for (Step step : AROUND) {
      text = step.apply(text).strip();
    }
    for (Step step : AT_IN_WORDS) {
      text = text.indexOf('@') < 0 ? step.apply(text) : text;
    }
    text = DOUBLE_AT.matcher(text).replaceFirst("@");
    text = SPACE_AT_SIGN.matcher(text).replaceAll("$1");
    int at = text.indexOf('@');
    if (at < 1 || text.indexOf('@', at + 1) >= 0) {
      return null;
    }
    return new ValueSuggestion(
        text.substring(0, at + 1) + domain(text.substring(at + 1)), Reason.EMAIL_NOTATION);
  }

  /** A comma is a mistyped dot only where no dot is; behind one it begins something else. */
  private static String domain(String text) {
    String domain = DOT_IN_WORDS.matcher(text).replaceAll(".");
    return domain.indexOf('.') < 0
        ? domain.replace(',', '.')
        : DOUBLE_DOT.matcher(domain).replaceAll(".");
  }
}
