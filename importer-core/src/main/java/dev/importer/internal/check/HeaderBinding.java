package dev.importer.internal.check;

import dev.importer.results.HeaderMapping.Column;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a header feeds which field of a schema. Made once for a header. Behind the
 * columns stand the constants, as if every row had a cell for each.
 */
final class HeaderBinding {

  static final int NO_FIELD = ColumnMeanings.NO_FIELD;
  static final int NO_COLUMN = -1;

  /**
   * A column whose field has a value already.
   *
   * @param column its position, 0-based
   * @param field the name of the field
   * @param isConstant whether it has a constant, and not an earlier column
   */
  record Repeated(int column, String field, boolean isConstant) {}

  private final Header header;
  private final Header names;
  private final int[] fieldOfColumn;
  private final int[] columnOfField;
  private final int[] numbers;
  private final List<BoundConstant> constants;
  private final List<Integer> unboundFields;
  private final List<Repeated> repeatedColumns;

  private HeaderBinding(
      Header header,
      Header names,
      int[] fieldOfColumn,
      int[] columnOfField,
      int[] numbers,
      List<BoundConstant> constants,
      List<Repeated> repeatedColumns) {
    this.header = header;
    this.names = names;
    this.fieldOfColumn = fieldOfColumn;
    this.columnOfField = columnOfField;
    this.numbers = numbers;
    this.constants = constants;
    this.repeatedColumns = repeatedColumns;
    List<Integer> unbound = new ArrayList<>();
    for (int field = 0; field < columnOfField.length; field++) {
      if (columnOfField[field] < 0) {
        unbound.add(field);
      }
    }
    this.unboundFields = List.copyOf(unbound);
  }

  /**
   * Binds the labels of a header, or of one record that has labels of its own.
   *
   * @param known what labels mean
   * @param whole the header of the source, with the columns that are left out; null if each record
   *     brings its labels, so that positions mean nothing
   */
  static HeaderBinding of(
      Header header, ColumnMeanings known, List<BoundConstant> constants, @Nullable Header whole) {
    ColumnMeanings meanings = whole == null ? known.among(header.labels(), false) : known;
    int[] fieldOfColumn = new int[header.size()];
    int[] columnOfField = new int[meanings.schema().fields().size()];
    int[] numbers = new int[header.size()];
    Arrays.fill(columnOfField, NO_COLUMN);
    @Nullable String[] names = new String[header.size()];
    Set<String> constantNames = new HashSet<>();
    for (int i = 0; i < constants.size(); i++) {
      constantNames.add(constants.get(i).name());
      if (constants.get(i).field() != NO_FIELD) {
        columnOfField[constants.get(i).field()] = header.size() + i;
      }
    }
    Set<String> taken = new HashSet<>(constantNames);
    List<Repeated> repeated = new ArrayList<>();
    // Cells beyond the header stand behind all of its columns.
    int gone = whole == null ? 0 : meanings.leftOut().size();
    for (int i = 0; i < header.size(); i++) {
      int position = whole == null ? -1 : whole.indexOf(header.label(i));
      numbers[i] = (position >= 0 ? position : i + gone) + 1;
      Column column = meanings.of(numbers[i] - 1, header.label(i), whole != null);
      String field = column.field();
      fieldOfColumn[i] = NO_FIELD;
      if (field != null && !taken.add(field)) {
        repeated.add(new Repeated(i, field, constantNames.contains(field)));
      } else if (field != null) {
        names[i] = field;
        fieldOfColumn[i] = meanings.positionOf(field);
        if (fieldOfColumn[i] != NO_FIELD) {
          columnOfField[fieldOfColumn[i]] = i;
        }
      }
    }
    return new HeaderBinding(
        header,
        names(header, names, taken, repeated, constants),
        fieldOfColumn,
        columnOfField,
        numbers,
        constants,
        List.copyOf(repeated));
  }

  /** A label outside the schema keeps its name unless something else has it already. */
  private static Header names(
      Header header,
      @Nullable String[] names,
      Set<String> taken,
      List<Repeated> repeated,
      List<BoundConstant> constants) {
    Set<String> asked = new HashSet<>(taken);
    List<String> all = new ArrayList<>(names.length + constants.size());
    for (int i = 0; i < names.length; i++) {
      String label = header.label(i);
      int column = i;
      if (names[i] != null) {
        all.add(Objects.requireNonNull(names[i]));
        continue;
      }
      if (asked.contains(label) && repeated.stream().noneMatch(each -> each.column() == column)) {
        boolean isConstant = constants.stream().anyMatch(each -> each.name().equals(label));
        repeated.add(new Repeated(i, label, isConstant));
      }
      all.add(free(label, taken));
    }
    constants.forEach(constant -> all.add(constant.name()));
    return new Header(all);
  }

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

  /** The names under which values are stored, column by column, and those of the constants. */
  Header names() {
    return names;
  }

  /** Room for the values of a row, in which those of the constants stand. */
  @Nullable Object[] values() {
    @Nullable Object[] values = new Object[fieldOfColumn.length + constants.size()];
    for (int i = 0; i < constants.size(); i++) {
      values[fieldOfColumn.length + i] = constants.get(i).value();
    }
    return values;
  }

  /** The field that a column feeds, or {@link #NO_FIELD}. */
  int fieldOf(int column) {
    return fieldOfColumn[column];
  }

  /** Where the value of a field stands: a column or a constant, or {@link #NO_COLUMN}. */
  int columnOf(int field) {
    return columnOfField[field];
  }

  /** The number of a column in the source, 1-based; null for a constant. */
  @Nullable Integer numberOf(int column) {
    return column < numbers.length ? numbers[column] : null;
  }

  /** The cell of a row, or the text of the constant. */
  @Nullable Object cellOf(Row row, int column) {
    return column < numbers.length
        ? row.cell(column)
        : constants.get(column - numbers.length).text();
  }

  /** The fields that nothing feeds. */
  List<Integer> unboundFields() {
    return unboundFields;
  }

  /** The columns whose field has a value already. */
  List<Repeated> repeatedColumns() {
    return repeatedColumns;
  }
}
