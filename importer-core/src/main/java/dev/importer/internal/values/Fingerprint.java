package dev.importer.internal.values;

import dev.importer.internal.suggest.Folding;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is left of a text without case, accents, punctuation and the order of its words, as
 * OpenRefine makes it. Marks within and before numbers mean something and stay.
 */
final class Fingerprint {

  private static final Pattern MARKS =
      Pattern.compile("(?![-+.,:/]\\p{Nd})[\\p{P}\\p{S}\\p{C}&&[^\\p{Cs}]]|(?<=\\p{L})[-+.,:/]");

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private Fingerprint() {}

  /** The words in order, each once; empty if there are none. */
  static String of(String text) {
    String words = MARKS.matcher(Folding.fold(text)).replaceAll(" ");
    return Arrays.stream(SPACE.split(words, -1))
        .filter(word -> !word.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The words of a fingerprint that have a digit. */
  static List<String> numbers(String print) {
    return SPACE
        .splitAsStream(print)
        .filter(word -> word.codePoints().anyMatch(Character::isDigit))
        .toList();
  }
}
