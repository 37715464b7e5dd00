package dev.importer.internal.plan;

import dev.importer.job.Replacement;
import dev.importer.job.Trim;
import java.util.List;

/**
 * What is done to cells before they are checked, besides what their fields say themselves.
 * Immutable.
 *
 * @param trim whose cells are trimmed
 * @param unwrap whether {@code ="01234"} and a guard apostrophe are read as the text inside
 * @param shown whether the numbers of a workbook in columns of text are read as people see them
 * @param replacements values that are replaced, in their order
 */
public record Cleaning(Trim trim, boolean unwrap, boolean shown, List<Replacement> replacements) {

  /** Nothing is done. */
  public static final Cleaning NONE = new Cleaning(Trim.NONE, false, false, List.of());

  /** Copies the list. */
  public Cleaning {
    replacements = List.copyOf(replacements);
  }
}
