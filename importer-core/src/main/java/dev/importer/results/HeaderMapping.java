package dev.importer.results;

import dev.importer.internal.check.HeaderBinding;
import dev.importer.row.Header;
import dev.importer.schema.Field;
import dev.importer.schema.FieldsMatch;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a source feeds which field of a schema, and why. Immutable.
 *
 * @param columns every column, in the order of the source; of JSON, every member name met so far
 * @param missing the names of the fields that no column feeds, in the order of the schema
 */
public record HeaderMapping(List<Column> columns, List<String> missing) {

  /** The position of a field that does not exist. */
  public static final int NO_FIELD = -1;

  /** Why a column feeds a field. */
  public enum Reason {
    /** The label is the name of the field, letter by letter. */
    EXACT,
    /** The label is the name but for case, surrounding space or the kind of separator. */
    NORMALISED,
    /** The label is an alias of the field, perhaps in another spelling. */
    ALIAS,
    /** The column has no label of its own, and stands where the schema has the field. */
    POSITION;

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
   * @param field the name of the field; null if the schema has none for it
   * @param reason why it is this field; null if there is none
   */
  public record Column(int column, String label, @Nullable String field, @Nullable Reason reason) {}

  /** Copies the lists. */
  public HeaderMapping {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
  }

  /** The mapping of a header. */
  public static HeaderMapping ofHeader(Header header, Schema schema) {
    return of(header.labels(), schema, true);
  }

  /** The mapping of the member names of JSON objects, in which no position means anything. */
  public static HeaderMapping ofMembers(List<String> names, Schema schema) {
    return of(names, schema, false);
  }

  private static HeaderMapping of(List<String> labels, Schema schema, boolean header) {
    List<Column> columns = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    schema.fields().forEach(field -> missing.add(field.name()));
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int position = fieldOf(label, i, schema, header);
      if (position == NO_FIELD) {
        columns.add(new Column(i + 1, label, null, null));
      } else {
        Field field = schema.fields().get(position);
        columns.add(new Column(i + 1, label, field.name(), reason(label, position, schema)));
        missing.remove(field.name());
      }
    }
    return new HeaderMapping(columns, List.copyOf(missing));
  }

  private static Reason reason(String label, int position, Schema schema) {
    if (schema.indexOf(label) != position) {
      return Reason.POSITION;
    }
    Field field = schema.fields().get(position);
    if (field.name().equals(label)) {
      return Reason.EXACT;
    }
    return field.isNamed(label) ? Reason.NORMALISED : Reason.ALIAS;
  }

  /**
   * The position of the field that a column feeds, or {@link HeaderBinding#NO_FIELD}. Only if the
   * fields stand in the order of the columns, a column without a label is told by its position.
   */
  public static int fieldOf(String label, int column, Schema schema, boolean header) {
    int named = schema.indexOf(label);
    if (named != NO_FIELD) {
      return named;
    }
    boolean byPosition =
        header
            && schema.fieldsMatch() == FieldsMatch.EXACT
            && column < schema.fields().size()
            && label.equals(Header.positionalLabel(column));
    return byPosition ? column : NO_FIELD;
  }
}
