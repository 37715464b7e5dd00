package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.job.Severities;
import dev.importer.results.HeaderMapping;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows against a schema: every row comes out valid, with typed values, or failed, with every
 * reason. Not thread-safe; make one for each source, give it all rows from the first on, and close
 * it.
 */
public final class RowValidator implements AutoCloseable {

  private final Schema schema;
  private final Severities severities;
  private final FieldCheck[] checks;
  private final List<Finding> findings = new ArrayList<>();
  private final @Nullable KeyCheck keys;
  private @Nullable HeaderBinding binding;

  /** That of the header of the file, if it has one. */
  private @Nullable HeaderBinding columns;

  /** A validator by which every fault refuses its row. */
  public RowValidator(Schema schema, KeyFiles keyFiles) {
    this(schema, keyFiles, Severities.DEFAULT);
  }

  /**
   * A validator for rows of one source.
   *
   * @param keyFiles where the keys of rows lie if they are too many for the memory
   * @param severities which faults are warnings only
   */
  public RowValidator(Schema schema, KeyFiles keyFiles, Severities severities) {
    List<KeyRule> rules = KeyRule.of(schema);
    this.schema = schema;
    this.severities = severities;
    this.keys = rules.isEmpty() ? null : new KeyCheck(schema, rules, keyFiles);
    this.checks =
        schema.fields().stream()
            .map(field -> schema.primaryKey().contains(field.name()) ? field.required() : field)
            .map(field -> new FieldCheck(field, schema.missingValues()))
            .toArray(FieldCheck[]::new);
  }

  /** Whether a row may be refused because of an earlier one. */
  public boolean comparesRows() {
    return keys != null;
  }

  /** Whether every row has to be offered before the first is checked. */
  public boolean needsOffers() {
    return keys != null && !keys.referencedFields().isEmpty();
  }

  /** Takes note of what other rows may refer to in this one; it does not check it. */
  public void offer(Row row) {
    if (keys == null || isNoObject(row)) {
      return;
    }
    HeaderBinding bound = bindingOf(row.header());
    @Nullable Object[] values = new Object[row.size()];
    for (int field : keys.referencedFields()) {
      int column = bound.columnOf(field);
      if (column != HeaderBinding.NO_COLUMN) {
        values[column] = checks[field].check(row.cell(column), findings);
      }
    }
    findings.clear();
    keys.offer(row, bound, values);
  }

  /**
   * Takes note of the keys of a valid row that was stored earlier, as {@link #check} does of
   * others.
   *
   * @param row its typed values, in the form in which they are stored
   */
  public void remember(Row row) {
    if (keys == null) {
      return;
    }
    HeaderBinding bound = bindingOf(row.header());
    @Nullable Object[] values = new Object[row.size()];
    for (int column = 0; column < values.length; column++) {
      int field = bound.fieldOf(column);
      Object cell = row.cell(column);
      if (field != HeaderBinding.NO_FIELD && cell != null) {
        values[column] = FieldCheck.storedValue(schema.fields().get(field), cell);
      }
    }
    keys.offer(row, bound, values);
    keys.remember(row, bound, values);
  }

  /**
   * Makes sure that the header of a file agrees with the schema as the schema asks for it.
   *
   * @param written the labels as they stand in the file, where the same may stand twice
   * @return how many columns the schema does not name
   * @throws SourceException {@code missing-label}, {@code duplicate-label}, {@code extra-label} or
   *     {@code incorrect-label}
   */
  public long requireHeader(Header header, List<String> written) {
    HeaderRules.require(HeaderMapping.ofHeader(header, schema), written, schema);
    return takeHeader(header);
  }

  /**
   * Takes the header of a file that was required to agree with the schema when it was imported.
   *
   * @return how many columns the schema does not name
   */
  public long takeHeader(Header header) {
    HeaderBinding bound = HeaderBinding.of(header, schema, true);
    columns = bound;
    binding = bound;
    return schema.fields().isEmpty()
        ? 0
        : header.size() - (long) (schema.fields().size() - bound.unboundFields().size());
  }

  /** Checks one row. */
  public CheckedRow check(Row row) {
    return check(row, keys);
  }

  /** Checks one row as if it were the only one: rules across rows are left out. */
  public CheckedRow checkAlone(Row row) {
    return check(row, null);
  }

  /**
   * The values of the primary key of a row.
   *
   * @param stored whether the cells are typed values in the form in which they are stored, and not
   *     as they came
   * @return null unless all of them are there
   */
  public Object @Nullable [] primaryKey(Row row, boolean stored) {
    List<String> names = schema.primaryKey();
    Object[] key = new Object[names.size()];
    HeaderBinding bound = bindingOf(row.header());
    for (int i = 0; i < key.length; i++) {
      int field = schema.indexOf(names.get(i));
      int column = bound.columnOf(field);
      Object cell =
          column == HeaderBinding.NO_COLUMN || column >= row.size() ? null : row.cell(column);
      Object value =
          stored && cell != null
              ? FieldCheck.storedValue(schema.fields().get(field), cell)
              : checks[field].check(cell, findings);
      findings.clear();
      if (value == null) {
        return null;
      }
      key[i] = value;
    }
    return key;
  }

  private CheckedRow check(Row row, @Nullable KeyCheck keys) {
    HeaderBinding bound = bindingOf(row.header());
    List<ImportError> errors = null;
    if (!row.faults().isEmpty()) {
      errors = new ArrayList<>();
      for (ImportError fault : row.faults()) {
        errors.add(namedAfterField(fault));
      }
    }
    @Nullable Object[] values = new Object[row.size()];
    for (int column = 0; column < values.length; column++) {
      Object cell = row.cell(column);
      int field = bound.fieldOf(column);
      if (field == HeaderBinding.NO_FIELD) {
        values[column] = cell;
      } else {
        values[column] = checks[field].check(cell, findings);
        if (!findings.isEmpty()) {
          errors = errors == null ? new ArrayList<>() : errors;
          place(errors, row, checks[field].name(), column + 1, cell);
        }
      }
    }
    if (!bound.unboundFields().isEmpty() || !bound.repeatedColumns().isEmpty()) {
      errors = checkShape(row, bound, errors);
    }
    if (columns == null && !schema.fields().isEmpty() && !isNoObject(row)) {
      errors = checkMembers(row, bound, errors);
    }
    if (keys != null && !isNoObject(row)) {
      List<ImportError> broken = keys.check(row, bound, values);
      if (!broken.isEmpty()) {
        errors = errors == null ? new ArrayList<>() : errors;
        errors.addAll(broken);
      }
    }
    return errors == null
        ? new CheckedRow.Valid(row, bound.names(), values, List.of())
        : judge(row, bound.names(), values, errors);
  }

  private CheckedRow judge(
      Row row, Header names, @Nullable Object[] values, List<ImportError> faults) {
    List<ImportError> errors = faults.stream().filter(this::refuses).toList();
    List<ImportError> warnings =
        errors.size() == faults.size()
            ? List.of()
            : faults.stream().filter(fault -> !refuses(fault)).toList();
    return errors.isEmpty()
        ? new CheckedRow.Valid(row, names, values, warnings)
        : new CheckedRow.Failed(row, errors, warnings);
  }

  private boolean refuses(ImportError fault) {
    return severities.of(fault) == Severities.Level.ERROR;
  }

  /** Rows that bring their own labels, and rows that are too short, may lack fields. */
  private @Nullable List<ImportError> checkShape(
      Row row, HeaderBinding bound, @Nullable List<ImportError> soFar) {
    List<ImportError> errors = soFar == null ? new ArrayList<>() : soFar;
    Set<String> reported = new HashSet<>();
    boolean cutOff = false;
    for (ImportError error : errors) {
      if (refuses(error)) {
        reported.add(String.valueOf(error.field()));
        cutOff |= error.code().equals(ErrorCode.MISSING_CELL);
      }
    }
    for (int field : bound.unboundFields()) {
      FieldCheck check = checks[field];
      boolean known = reported.contains(check.name()) || (cutOff && hasColumn(field));
      if (check.isRequired() && !known && !isNoObject(row)) {
        check.check(null, findings);
        place(errors, row, check.name(), null, null);
      }
    }
    for (int column : bound.repeatedColumns()) {
      String label = row.header().label(column);
      errors.add(
          new ImportError(
              ErrorCode.DUPLICATE_MEMBER,
              null,
              schema.fields().get(schema.indexOf(label)).name(),
              null,
              textOf(row.cell(column)),
              "the record has more than one member for this field",
              row.number(),
              row.line()));
    }
    return errors.isEmpty() ? null : errors;
  }

  /**
   * What a header would be checked for, of a record that brings its own labels. A member that is
   * not there is one without a value, and the order of members means nothing.
   */
  private @Nullable List<ImportError> checkMembers(
      Row row, HeaderBinding bound, @Nullable List<ImportError> soFar) {
    List<ImportError> errors = soFar == null ? new ArrayList<>() : soFar;
    if (!HeaderRules.allowsSurplus(schema.fieldsMatch())) {
      for (int column = 0; column < row.size(); column++) {
        if (bound.fieldOf(column) == HeaderBinding.NO_FIELD
            && !bound.repeatedColumns().contains(column)) {
          errors.add(
              new ImportError(
                  ErrorCode.EXTRA_CELL,
                  null,
                  row.header().label(column),
                  column + 1,
                  textOf(row.cell(column)),
                  "the schema has no field for this member",
                  row.number(),
                  row.line()));
        }
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  /** Whether the file has a column for a field, be it that a row ends before it. */
  private boolean hasColumn(int field) {
    HeaderBinding whole = columns;
    return whole != null && whole.columnOf(field) != HeaderBinding.NO_COLUMN;
  }

  private static boolean isNoObject(Row row) {
    return row.faults().stream().anyMatch(f -> f.code().equals(ErrorCode.JSON_NOT_OBJECT));
  }

  private ImportError namedAfterField(ImportError fault) {
    int field = fault.field() == null ? -1 : schema.indexOf(fault.field());
    return field < 0
        ? fault
        : new ImportError(
            fault.code(),
            fault.rule(),
            schema.fields().get(field).name(),
            fault.column(),
            fault.value(),
            fault.message(),
            fault.row(),
            fault.line());
  }

  private void place(
      List<ImportError> errors,
      Row row,
      String field,
      @Nullable Integer column,
      @Nullable Object cell) {
    for (Finding finding : findings) {
      errors.add(
          new ImportError(
              finding.code(),
              finding.rule(),
              field,
              column,
              textOf(cell),
              finding.message(),
              row.number(),
              row.line()));
    }
    findings.clear();
  }

  /** Forgets the keys. */
  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }

  private HeaderBinding bindingOf(Header header) {
    HeaderBinding current = binding;
    if (current == null || current.header() != header) {
      current = HeaderBinding.of(header, schema, columns != null);
      binding = current;
    }
    return current;
  }

  private static @Nullable String textOf(@Nullable Object cell) {
    return cell == null ? null : cell.toString();
  }
}
