package dev.importer.internal.export;

import dev.importer.internal.check.ColumnMeanings;
import dev.importer.results.HeaderMapping;
import dev.importer.results.RecordStatus;
import dev.importer.results.RowsExport.Names;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One set of columns for the rows of an import. Valid rows have their values under the names of
 * fields, refused ones their cells under the labels of the source, several of which may mean one
 * field. Not thread-safe.
 */
final class ExportColumns {

  /** A column. It is the same as no other one. */
  static final class Column {

    private final String name;
    private final String label;
    private final String written;
    private final @Nullable Field field;

    private Column(String name, String label, String written, @Nullable Field field) {
      this.name = name;
      this.label = label;
      this.written = written;
      this.field = field;
    }

    /** Under which valid rows have its values. */
    String name() {
      return name;
    }

    /** The label of the source for it, different from those of all others. */
    String label() {
      return label;
    }

    /** The label as it stands in the source, be it blank or that of another column, too. */
    String written() {
      return written;
    }

    /** What its values are; null if the schema says nothing of it. */
    @Nullable Field field() {
      return field;
    }
  }

  private final ColumnMeanings meanings;
  private final boolean ofMembers;
  private final List<Column> columns = new ArrayList<>();
  private final Set<Column> constants = new HashSet<>();
  private final Set<String> labels = new HashSet<>();

  /** The columns by the names of valid rows. */
  private final Map<String, Column> byName = new HashMap<>();

  /** The columns of fields that labels feed, by the names of these fields. */
  private final Map<String, Column> ofFields = new HashMap<>();

  /** The columns that hold what stands under a label if it means no field, or not its value. */
  private final Map<String, Column> byLabel = new HashMap<>();

  /** The fields that labels mean, by the labels: those of the table, or of the last record. */
  private Map<String, String> meant = Map.of();

  private Set<String> meantOf = Set.of();

  private ExportColumns(ColumnMeanings meanings, boolean ofMembers) {
    this.meanings = meanings;
    this.ofMembers = ofMembers;
  }

  /**
   * The columns of an import.
   *
   * @param summary the import
   * @param schema its schema
   * @param meanings what its labels mean; those that are left out are stored nowhere
   * @param names what the columns are called; under the labels of the source there are no constants
   */
  static ExportColumns of(
      StoredImport summary, Schema schema, ColumnMeanings meanings, Names names) {
    ExportColumns made = new ExportColumns(meanings, !summary.format().isTable());
    Map<String, Field> fields = new LinkedHashMap<>();
    schema.fields().forEach(field -> fields.put(field.name(), field));
    HeaderMapping mapping = meanings.of(summary);
    made.meant = meant(mapping);
    made.addLabels(summary, mapping, fields);
    if (summary.columns().isEmpty()) {
      fields.forEach((name, field) -> made.add(new Column(name, name, name, field)));
      return made;
    }
    for (HeaderMapping.Constant constant : mapping.constants()) {
      String name = constant.field();
      Column column = new Column(name, name, name, fields.get(name));
      made.byName.put(name, column);
      made.constants.add(column);
      if (names == Names.FIELDS) {
        made.columns.add(column);
      }
    }
    return made;
  }

  private void addLabels(StoredImport summary, HeaderMapping mapping, Map<String, Field> fields) {
    // Of several labels for one field, the first has its values.
    Map<String, String> fed = new HashMap<>();
    mapping.columns().stream()
        .filter(column -> column.field() != null)
        .forEach(column -> fed.putIfAbsent(column.field(), column.label()));
    Set<String> taken = new HashSet<>(fed.keySet());
    for (HeaderMapping.Constant constant : mapping.constants()) {
      fed.remove(constant.field());
      taken.add(constant.field());
    }
    boolean headed = !Boolean.FALSE.equals(summary.detection().dialect().header());
    for (int i = 0; i < summary.columns().size(); i++) {
      String label = summary.columns().get(i);
      if (meanings.isLeftOut(label)) {
        continue;
      }
      String written = headed && i < summary.labels().size() ? summary.labels().get(i) : label;
      String field = i < mapping.columns().size() ? mapping.columns().get(i).field() : null;
      if (field != null && label.equals(fed.get(field))) {
        Column column = new Column(field, label, written, fields.get(field));
        add(column);
        ofFields.put(field, column);
      } else {
        // As it is stored: a label outside the schema keeps its name unless something else has it.
        Column column = new Column(another(label, taken), label, written, null);
        taken.add(column.name());
        add(column);
        byLabel.put(label, column);
      }
    }
  }

  private void add(Column column) {
    columns.add(column);
    labels.add(column.label());
    byName.put(column.name(), column);
  }

  /** All columns, in the order of the source; those of constants behind. */
  List<Column> all() {
    return columns;
  }

  /** Whether a column has one value for all rows, which the source does not have. */
  boolean isConstant(Column column) {
    return constants.contains(column);
  }

  /**
   * The cells of a row by their columns, in the order of the row: by those that are among {@link
   * #all}, those of constants, and others for what none of these is for.
   */
  Map<Column, @Nullable Object> cells(StoredRecord row) {
    Map<String, @Nullable Object> members = row.cells();
    Map<Column, @Nullable Object> cells = new LinkedHashMap<>();
    if (row.status() == RecordStatus.VALID) {
      members.forEach((name, cell) -> cells.put(known(byName, name), cell));
      return cells;
    }
    if (ofMembers && !members.keySet().equals(meantOf)) {
      meantOf = Set.copyOf(members.keySet());
      meant = meant(meanings.ofMembers(List.copyOf(members.keySet())));
    }
    members.forEach(
        (label, cell) -> {
          Column column = ofFields.get(meant.getOrDefault(label, ""));
          // A second cell for one field stands beside the first.
          boolean another =
              column == null
                  || cells.containsKey(column)
                  || (!column.label().equals(label) && members.containsKey(column.label()));
          cells.put(another ? known(byLabel, label) : column, cell);
        });
    return cells;
  }

  /** One that is not among all is made for the row alone: labels may never come again. */
  private Column known(Map<String, Column> some, String name) {
    Column column = some.get(name);
    if (column != null) {
      return column;
    }
    return new Column(another(name, byName.keySet()), another(name, labels), name, null);
  }

  private static String another(String label, Set<String> taken) {
    String name = label;
    for (int i = 2; taken.contains(name); i++) {
      name = label + "_" + i;
    }
    return name;
  }

  /** Takes columns that were made for a row alone among all. */
  void keep(Set<Column> made) {
    for (Column column : made) {
      if (!isKnown(column)) {
        add(column);
        byLabel.putIfAbsent(column.written(), column);
      }
    }
  }

  /** Whether a column is among all, or that of a constant. */
  boolean isKnown(Column column) {
    return column.equals(byName.get(column.name()));
  }

  private static Map<String, String> meant(HeaderMapping mapping) {
    Map<String, String> fields = new HashMap<>();
    for (HeaderMapping.Column column : mapping.columns()) {
      String field = column.field();
      if (field != null) {
        fields.put(column.label(), field);
      }
    }
    return fields;
  }
}
