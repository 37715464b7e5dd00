package dev.importer.error;

import java.util.Locale;

/**
 * A label of a file and the field that was probably meant by it.
 *
 * @param label the label, as it stands in the file
 * @param field the name of the field
 * @param reason why they are taken for the same
 * @param score how alike they are, from 0 to 1: the share of the letters of the longer one that
 *     need no change to make it the other. Case, spaces, hyphens and underscores do not count; an
 *     alias of the field counts like its name
 */
public record LabelProposal(String label, String field, Reason reason, double score) {

  /** Why a label and a field are taken for the same. */
  public enum Reason {
    /** They differ in few letters. */
    SPELLING,
    /** One is part of the other. */
    PART;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
