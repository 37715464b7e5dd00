package dev.importer.error;

import java.util.Locale;

/**
 * A column of a file and the field that it probably feeds.
 *
 * @param column its position, 1-based
 * @param label its label, as it stands in the file
 * @param field the name of the field
 * @param reason what speaks for it most
 * @param sentence what speaks for it, for people
 * @param score how likely it is, from 0 to 1 in hundredths. Of labels: the share of the letters of
 *     the longer one that need no change to make it the other, where case, separators and marks do
 *     not count and an alias of the field counts like its name. Of values: the share that fits the
 *     field, less as the field takes more of everything and as there are fewer values
 */
public record LabelProposal(
    int column, String label, String field, Reason reason, String sentence, double score) {

  /** What speaks for a column. */
  public enum Reason {
    /** Label and name differ in few letters. */
    SPELLING,
    /** One of label and name is part of the other. */
    PART,
    /** The values fit the field, and those of other columns do not. */
    VALUES;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
