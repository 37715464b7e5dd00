package dev.importer.results;

import dev.importer.error.LabelProposal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a source feeds which field of a schema, and why. Immutable.
 *
 * @param columns every column, in the order of the source; of JSON, every member name met so far
 * @param missing the names of the fields that neither a column nor a constant feeds, in the order
 *     of the schema
 * @param constants the fields that have one value for all rows, in the order in which it was given
 * @param proposals columns that probably belong to missing fields, the most likely first; only a
 *     check looks for them
 */
public record HeaderMapping(
    List<Column> columns,
    List<String> missing,
    List<Constant> constants,
    List<LabelProposal> proposals) {

  /** Why a column feeds a field, or is left out. */
  public enum Reason {
    /** The label is the name of the field, letter by letter. */
    EXACT,
    /** The label is the name but for case, separators and marks. */
    NORMALISED,
    /** The label is an alias of the field, perhaps in another spelling. */
    ALIAS,
    /** The column has no label of its own, and stands where the schema has the field. */
    POSITION,
    /** The import was told so. */
    GIVEN,
    /** An earlier import of a file with these labels was told so. */
    REMEMBERED;

    /** The name in small letters. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One column.
   *
   * @param column its position, 1-based
   * @param label its label in the source
   * @param field the name of the field; null if the schema has none for it, or if it is left out.
   *     Under a schema without fields, the name that a column was given
   * @param reason why it is this field, or why it is left out; null if nothing is known of it
   */
  public record Column(int column, String label, @Nullable String field, @Nullable Reason reason) {

    /** Whether it is left out, as was asked for: it is neither checked nor stored. */
    public boolean isLeftOut() {
      return field == null && reason != null;
    }

    /** Whether nothing is known of it: it is kept as it is. */
    public boolean isUnknown() {
      return field == null && reason == null;
    }
  }

  /**
   * A field that has one value for all rows.
   *
   * @param field the name of the field
   * @param value as it would stand in a cell
   */
  public record Constant(String field, String value) {}

  /** Copies the lists. */
  public HeaderMapping {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
    constants = List.copyOf(constants);
    proposals = List.copyOf(proposals);
  }

  /** A mapping without constants and proposals. */
  public HeaderMapping(List<Column> columns, List<String> missing) {
    this(columns, missing, List.of(), List.of());
  }

  /** This mapping with columns that probably belong to missing fields. */
  public HeaderMapping withProposals(List<LabelProposal> likely) {
    return new HeaderMapping(columns, missing, constants, likely);
  }
}
