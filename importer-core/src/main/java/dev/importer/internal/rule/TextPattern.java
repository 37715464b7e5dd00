package dev.importer.internal.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.importer.internal.text.Quoted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression for whole texts. The effort of matching grows with the length of the text
 * and no faster, whatever the expression is. Immutable and thread-safe.
 *
 * <p>The dialect is that of RE2 with the names of characters in XML ({@code \i}, {@code \c}) and
 * the blocks of Unicode ({@code \p{IsBasicLatin}}) of XML Schema, and {@code \}{@code uXXXX}. Back
 * references and look-around do not exist, because they cannot be matched in linear time; neither
 * do sets that are subtracted from sets. {@code \d}, {@code \w} and {@code \s} are ASCII. {@code ^}
 * and {@code $} may be written, though whole texts match anyway.
 */
public final class TextPattern {

  private static final int MAX_LENGTH = 10_000;

  /** The steps of the machine that matches, in which repetitions are written out. */
  private static final int MAX_STEPS = 10_000;

  /** Characters of a text times steps of the machine; a few seconds. */
  private static final int MAX_WORK = 200_000_000;

  private final Pattern pattern;
  private final int longestText;
  private final @Nullable String words;

  private TextPattern(Pattern pattern, @Nullable String words) {
    this.pattern = pattern;
    this.words = words;
    this.longestText = MAX_WORK / pattern.programSize();
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none, or none that can be matched in linear time, or
   *     too large; the message says which
   */
  public static TextPattern of(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw refused(regex, "it has more than " + MAX_LENGTH + " characters");
    }
    String translated;
    Pattern compiled;
    try {
      translated = XmlRegex.toRe2(regex);
      RegexSize.require(translated, MAX_STEPS);
      compiled = Pattern.compile(translated);
    } catch (PatternSyntaxException e) {
      throw refused(
          regex, e.getDescription() + " (look-around and back references are not possible)");
    } catch (IllegalArgumentException e) {
      throw refused(regex, String.valueOf(e.getMessage()));
    }
    if (compiled.programSize() > MAX_STEPS) {
      throw refused(regex, "its repetitions are too many");
    }
    return new TextPattern(compiled, PatternWords.of(regex));
  }

  private static IllegalArgumentException refused(String regex, String reason) {
    return new IllegalArgumentException(
        Quoted.of(regex) + " is no regular expression that can be used: " + reason);
  }

  /** Whether the whole text matches; texts longer than {@link #longestText} never do. */
  public boolean matches(String text) {
    return text.length() <= longestText && pattern.matches(text);
  }

  /** The same for some part of the text, as JSON Schema has it. */
  boolean isIn(String text) {
    return text.length() <= longestText && pattern.matcher(text).find();
  }

  /** What the expression asks for in words, for example {@code 2 digits, '-', one letter}. */
  public Optional<String> words() {
    return Optional.ofNullable(words);
  }

  /**
   * The length up to which texts can be matched in a few seconds, in characters: 20,000 for the
   * largest expressions, and far beyond the longest cells for usual ones.
   */
  public int longestText() {
    return longestText;
  }
}
