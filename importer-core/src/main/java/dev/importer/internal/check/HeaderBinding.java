package dev.importer.internal.check;

import dev.importer.results.HeaderMapping;
import dev.importer.row.Header;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which column of a header feeds which field of a schema. Made once for a header. */
public final class HeaderBinding {

  static final int NO_FIELD = HeaderMapping.NO_FIELD;
  static final int NO_COLUMN = -1;

  private final Header header;
  private final Header names;
  private final int[] fieldOfColumn;
  private final int[] columnOfField;
  private final List<Integer> unboundFields;
  private final List<Integer> repeatedColumns;

  private HeaderBinding(
      Header header,
      Header names,
      int[] fieldOfColumn,
      int[] columnOfField,
      List<Integer> unboundFields,
      List<Integer> repeatedColumns) {
    this.header = header;
    this.names = names;
    this.fieldOfColumn = fieldOfColumn;
    this.columnOfField = columnOfField;
    this.unboundFields = unboundFields;
    this.repeatedColumns = repeatedColumns;
  }

  /**
   * Binds the labels of a header, or of one record that has labels of its own.
   *
   * @param columns whether they are columns, in which a position may mean something
   */
  static HeaderBinding of(Header header, Schema schema, boolean columns) {
    int[] fieldOfColumn = new int[header.size()];
    int[] columnOfField = new int[schema.fields().size()];
    Arrays.fill(columnOfField, NO_COLUMN);
    List<Integer> repeated = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      int field = HeaderMapping.fieldOf(header.label(column), column, schema, columns);
      if (field != NO_FIELD && columnOfField[field] >= 0) {
        repeated.add(column);
        field = NO_FIELD;
      }
      fieldOfColumn[column] = field;
      if (field != NO_FIELD) {
        columnOfField[field] = column;
      }
    }
    List<Integer> unbound = new ArrayList<>();
    for (int field = 0; field < columnOfField.length; field++) {
      if (columnOfField[field] < 0) {
        unbound.add(field);
      }
    }
    return new HeaderBinding(
        header,
        names(header, schema, fieldOfColumn),
        fieldOfColumn,
        columnOfField,
        unbound,
        repeated);
  }

  private static Header names(Header header, Schema schema, int[] fieldOfColumn) {
    Set<String> taken = new HashSet<>();
    for (int field : fieldOfColumn) {
      if (field != NO_FIELD) {
        taken.add(schema.fields().get(field).name());
      }
    }
    List<String> names = new ArrayList<>(header.size());
    for (int column = 0; column < header.size(); column++) {
      int field = fieldOfColumn[column];
      names.add(
          field == NO_FIELD
              ? free(header.label(column), taken)
              : schema.fields().get(field).name());
    }
    return new Header(names);
  }

  /** A label outside the schema keeps its name unless a field has it already. */
  private static String free(String label, Set<String> taken) {
    String name = label;
    for (int i = 2; !taken.add(name); i++) {
      name = label + "_" + i;
    }
    return name;
  }

  Header header() {
    return header;
  }

  /** The names under which values are stored, column by column. */
  Header names() {
    return names;
  }

  /** The field that a column feeds, or {@link #NO_FIELD}. */
  int fieldOf(int column) {
    return fieldOfColumn[column];
  }

  /** The column that feeds a field, or {@link #NO_COLUMN}. */
  int columnOf(int field) {
    return columnOfField[field];
  }

  /** The fields that no column feeds. */
  List<Integer> unboundFields() {
    return unboundFields;
  }

  /** The columns whose field is fed by an earlier column already. */
  List<Integer> repeatedColumns() {
    return repeatedColumns;
  }
}
