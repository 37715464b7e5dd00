package dev.importer.error;

import java.util.List;

/**
 * Fields for which a file has no label, beside the labels it has. Immutable.
 *
 * @param missing the names of the fields, in the order of the schema
 * @param labels the labels of the file, in their order: the first {@value #MAX_LABELS}, and of each
 *     the first {@value #MAX_LENGTH} characters
 * @param proposals columns that feed no field, with the missing fields that they probably feed; the
 *     most likely first
 */
public record MissingLabels(
    List<String> missing, List<String> labels, List<LabelProposal> proposals) {

  /** How many labels are listed. */
  public static final int MAX_LABELS = 1_000;

  /** How many characters of a label are kept. */
  public static final int MAX_LENGTH = 200;

  /** Copies the lists, within their bounds. */
  public MissingLabels {
    missing = List.copyOf(missing);
    labels = labels.stream().limit(MAX_LABELS).map(MissingLabels::shortened).toList();
    proposals = List.copyOf(proposals);
  }

  private static String shortened(String label) {
    if (label.length() <= MAX_LENGTH) {
      return label;
    }
    boolean half = Character.isHighSurrogate(label.charAt(MAX_LENGTH - 1));
    return label.substring(0, half ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
