package dev.importer.internal.source;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An encoding that text may be in, with the share of belief that it gets. Every encoding that can
 * read the text competes, and the one in which it is the most plausible wins.
 */
record EncodingGuess(Charset charset, double confidence) {

  /**
   * How plausible text in an encoding that is not known here looks at best, by byte beyond ASCII,
   * in one that is; and the same where there are thousands of characters.
   */
  private static final double UNKNOWN = -4.6;

  private static final double UNKNOWN_LARGE = -6;

  /** What the few bytes of a short text may cost it by chance. */
  private static final double CHANCE = 14;

  private record Candidate(LegacyEncoding encoding, String text, double score) {

    /** How much more plausible it is than text in an unknown encoding. */
    double surplus(int bytes) {
      return score - bytes * (encoding.isMultiByte() ? UNKNOWN_LARGE : UNKNOWN);
    }
  }

  /** The encodings that can read the text, the most plausible first; empty if it is nonsense. */
  static List<EncodingGuess> rank(LegacyText text) {
    int bytes = text.countBeyondAscii();
    List<Candidate> candidates = new ArrayList<>();
    for (LegacyEncoding encoding : LegacyEncoding.available()) {
      Candidate candidate = candidate(encoding, text);
      if (candidate != null && candidate.surplus(bytes) > -CHANCE) {
        candidates.add(candidate);
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    // Encodings that give the same text are one reading of it; the most usual stands for all.
    Set<String> readings = new HashSet<>();
    candidates.removeIf(candidate -> !readings.add(candidate.text()));
    return shares(candidates, bytes);
  }

  private static @Nullable Candidate candidate(LegacyEncoding encoding, LegacyText text) {
    String decoded = encoding.decode(text);
    if (decoded == null) {
      return null;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (Language language : encoding.languages()) {
      best = Math.max(best, Plausibility.of(language, decoded));
    }
    return new Candidate(encoding, decoded, best - encoding.rarity());
  }

  /**
   * Belief is shared out by plausibility, and an encoding that is not known here gets a part of it,
   * too. Characters depend on each other, so more of them prove less than if they did not: that is
   * what the root is for. What holds for a few bytes need not hold for the next one (Laplace's rule
   * of succession), so that few are never sure.
   */
  private static List<EncodingGuess> shares(List<Candidate> candidates, int bytes) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    double best = candidates.get(0).score();
    double scale = Math.max(1, Math.sqrt(bytes));
    double sum = Math.exp(-Math.max(0, candidates.get(0).surplus(bytes)) / scale);
    double succession = (bytes + 1.0) / (bytes + 2);
    for (Candidate candidate : candidates) {
      sum += Math.exp((candidate.score() - best) / scale);
    }
    List<EncodingGuess> guesses = new ArrayList<>();
    for (Candidate candidate : candidates) {
      guesses.add(
          new EncodingGuess(
              candidate.encoding().charset(),
              succession * Math.exp((candidate.score() - best) / scale) / sum));
    }
    return guesses;
  }
}
