package dev.importer.internal.check;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.clean.RowCleaner;
import dev.importer.internal.keys.KeyFiles;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.Mapping;
import dev.importer.job.Severities;
import dev.importer.results.HeaderMapping;
import dev.importer.row.CellChange;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** Null if no cell is changed before it is checked. */
  private final @Nullable RowCleaner cleaner;

  private final List<BoundConstant> constants;
  private ColumnMeanings meanings;
  private @Nullable HeaderBinding binding;

  /** That of the header of the file, if it has one. */
  private @Nullable HeaderBinding columns;

  /** How values stand in the cells of fields, by their positions. */
  private final Map<Integer, FieldCells> written = new HashMap<>();

  private Header lastHeader = new Header(List.of());

  /** A validator by which every fault refuses its row, and which cleans as the schema says. */
  public RowValidator(Schema schema, KeyFiles keyFiles) {
    this(schema, Mapping.NONE, Cleaning.NONE, keyFiles, Severities.DEFAULT);
  }

  /**
   * A validator for rows of one source.
   *
   * @param mapping which column feeds which field, as far as that was asked for
   * @param cleaning what is done to cells before they are checked
   * @param keyFiles where the keys of rows lie if they are too many for the memory
   * @param severities which faults are warnings only
   * @throws SourceException {@code unknown-field} or {@code bad-constant} if the schema has no room
   *     for what was asked for
   */
  public RowValidator(
      Schema schema, Mapping mapping, Cleaning cleaning, KeyFiles keyFiles, Severities severities) {
    List<KeyRule> rules = KeyRule.of(schema);
    this.schema = schema;
    this.meanings = ColumnMeanings.of(schema, mapping);
    this.severities = severities;
    this.cleaner = RowCleaner.of(cleaning, schema);
    this.keys = rules.isEmpty() ? null : new KeyCheck(schema, rules, keyFiles);
    this.checks = checksOf(schema).toArray(FieldCheck[]::new);
    this.constants = BoundConstant.of(meanings, checks);
  }

  /** A check for each field; those of the primary key need a value. */
  static List<FieldCheck> checksOf(Schema schema) {
    return schema.fields().stream()
        .map(field -> schema.primaryKey().contains(field.name()) ? field.required() : field)
        .map(field -> new FieldCheck(field, schema.missingValues()))
        .toList();
  }

  /** Whether a row may be refused because of an earlier one. */
  public boolean comparesRows() {
    return keys != null;
  }

  /** What cleans the rows before they are checked; null if nothing does. */
  public @Nullable RowCleaner cleaner() {
    return cleaner;
  }

  /** Whether one of some cells of a row belongs to a rule across rows. */
  public boolean touchesKeys(Row row, BitSet cells) {
    HeaderBinding bound = bindingOf(row.header());
    return keys != null && cells.stream().anyMatch(cell -> keys.uses(bound.fieldOf(cell)));
  }

  /** Whether a field belongs to a rule across rows. */
  public boolean isInKey(String field) {
    return keys != null && keys.uses(positionOf(field));
  }

  /** Whether every row has to be offered before the first is checked. */
  public boolean needsOffers() {
    return keys != null && !keys.referencedFields().isEmpty();
  }

  /** Takes note of what other rows may refer to in this one; it does not check it. */
  public void offer(Row read) {
    if (keys == null || isNoObject(read)) {
      return;
    }
    HeaderBinding bound = bindingOf(read.header());
    Row row = cleaner == null ? read : cleaner.clean(read, bound::fieldOf);
    @Nullable Object[] values = bound.values();
    for (int field : keys.referencedFields()) {
      int column = bound.columnOf(field);
      if (column != HeaderBinding.NO_COLUMN && column < row.size()) {
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
   * @param row its typed values, in the form in which they are stored, under the names of the
   *     fields
   */
  public void remember(Row row) {
    if (keys == null) {
      return;
    }
    HeaderBinding bound =
        HeaderBinding.of(row.header(), ColumnMeanings.of(schema), List.of(), null);
    @Nullable Object[] values = bound.values();
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
   * @param sample the beginning of the file, to see what may be meant if something is missing
   * @throws SourceException {@code missing-label}, {@code duplicate-label}, {@code extra-label},
   *     {@code incorrect-label}, {@code unknown-label} or {@code bad-constant}
   */
  public void requireHeader(Header header, List<String> written, SourceSample sample) {
    takeHeader(header, written);
    HeaderMapping mapping = meanings.ofHeader(header);
    HeaderRules rules = new HeaderRules(meanings, mapping, written);
    rules.requireDistinct();
    List<String> lacking = rules.lacking();
    if (!lacking.isEmpty()) {
      throw new MissingFields(meanings, checks, mapping, written).fault(lacking, sample);
    }
    rules.requireNoOthers();
  }

  /**
   * Takes the header of a file that was required to agree with the schema when it was imported.
   *
   * @param written the labels as they stand in the file, where the same may stand twice
   */
  public void takeHeader(Header header, List<String> written) {
    meanings = meanings.under(header, written);
    columns = HeaderBinding.of(header, meanings, constants, header);
    binding = null;
  }

  /** What the labels mean; of a file with a header known once that is taken. */
  public ColumnMeanings meanings() {
    return meanings;
  }

  /** The mapping with columns that probably belong to fields which nothing feeds. */
  public HeaderMapping withProposals(HeaderMapping mapping, SourceSample sample) {
    boolean incomplete =
        !mapping.missing().isEmpty()
            && mapping.columns().stream().anyMatch(HeaderMapping.Column::isUnknown);
    return incomplete
        ? mapping.withProposals(LabelProposals.of(schema, checks, mapping, sample.rows()))
        : mapping;
  }

  /** Cleans and checks one row. */
  public CheckedRow check(Row row) {
    return compare(checkAlone(row));
  }

  /** Cleans and checks one row as if it were the only one: rules across rows are left out. */
  public CheckedRow checkAlone(Row read) {
    if (cleaner == null) {
      return checkCleaned(read, null);
    }
    Row row = cleaner.clean(read, bindingOf(read.header())::fieldOf);
    CheckedRow checked = checkCleaned(row, null);
    return row == read ? checked : checked.cleanedFrom(read, cleaner.changes());
  }

  /**
   * Checks the rules across rows that {@link #checkAlone} leaves out, and takes note of the keys of
   * the row. Rows come in the order of the source.
   */
  public CheckedRow compare(CheckedRow checked) {
    Row row = checked.cleaned();
    if (keys == null || isNoObject(row)) {
      return checked;
    }
    List<ImportError> broken = keys.check(row, bindingOf(row.header()), checked.values());
    return broken.isEmpty() ? checked : checked.refused(broken);
  }

  /** Takes note of what other rows may refer to in one that {@link #compare} will see. */
  public void offer(CheckedRow checked) {
    Row row = checked.cleaned();
    if (keys != null && !isNoObject(row)) {
      keys.offer(row, bindingOf(row.header()), checked.values());
    }
  }

  /** Begins to change or refuse a row that nothing was found wrong with so far. */
  public RowAmendment amend(CheckedRow.Valid valid) {
    return new RowAmendment(this, valid);
  }

  /**
   * Checks a valid row again of which some cells were changed since; only these are cleaned and
   * checked, besides the rules across rows.
   *
   * @param row the row under the labels of its source: in the changed cells what came, in the
   *     others typed values in the form in which they are stored
   * @param changed the positions of the changed cells, 0-based
   */
  public CheckedRow recheck(Row row, BitSet changed) {
    return kept(compare(recheckAlone(row, changed)), changed);
  }

  /** As {@link #recheck}, without the rules across rows; what is valid has typed values. */
  public CheckedRow recheckAlone(Row row, BitSet changed) {
    Row cleaned = cleanChanged(row, changed);
    CheckedRow checked = checkCleaned(cleaned, changed);
    return cleaned == row || cleaner == null
        ? checked
        : checked.cleanedFrom(row, cleaner.changes());
  }

  /** A row that was checked again, if it is valid with what nobody has changed as it is stored. */
  public CheckedRow kept(CheckedRow checked, BitSet changed) {
    if (!(checked instanceof CheckedRow.Valid valid)) {
      return checked;
    }
    Row row = valid.row();
    Set<String> set = new HashSet<>();
    for (CellChange change : valid.changes()) {
      if (change.by().contains(ErrorCode.CHECKED_CELL)) {
        set.add(change.field());
      }
    }
    return valid.with(
        column ->
            changed.get(column) || set.contains(valid.names().label(column))
                ? null
                : row.cell(column),
        row.size());
  }

  private Row cleanChanged(Row row, BitSet changed) {
    if (cleaner == null) {
      return row;
    }
    @Nullable Object[] cells = new Object[row.size()];
    for (int column = 0; column < cells.length; column++) {
      cells[column] = changed.get(column) ? row.cell(column) : null;
    }
    Row alone = new Row(row.header(), cells, row.number(), row.line(), row.faults());
    Row cleaned = cleaner.clean(alone, bindingOf(row.header())::fieldOf);
    if (cleaned == alone) {
      return row;
    }
    for (int column = 0; column < cells.length; column++) {
      cells[column] = changed.get(column) ? cleaned.cell(column) : row.cell(column);
    }
    return new Row(row.header(), cells, row.number(), row.line(), row.faults());
  }

  /** Takes note of what other rows may refer to in one that {@link #recheck} will check. */
  public void offer(Row row, BitSet changed) {
    if (keys == null) {
      return;
    }
    HeaderBinding bound = bindingOf(row.header());
    Row cleaned = cleanChanged(row, changed);
    @Nullable Object[] values = bound.values();
    for (int field : keys.referencedFields()) {
      int column = bound.columnOf(field);
      if (column != HeaderBinding.NO_COLUMN && column < row.size()) {
        values[column] = valueOf(field, cleaned.cell(column), changed.get(column));
      }
    }
    findings.clear();
    keys.offer(cleaned, bound, values);
  }

  private @Nullable Object valueOf(int field, @Nullable Object cell, boolean changed) {
    if (changed) {
      return checks[field].check(cell, findings);
    }
    return cell == null ? null : FieldCheck.storedValue(schema.fields().get(field), cell);
  }

  /**
   * The names under which the values of valid rows are stored: those of the columns of a header,
   * and behind them those of constants.
   */
  public Header namesOf(Header header) {
    return bindingOf(header).names();
  }

  /**
   * The values of the primary key of a row.
   *
   * @param stored whether the cells are typed values in the form in which they are stored, and not
   *     as they came
   * @return null unless all of them are there
   */
  public Object @Nullable [] primaryKey(Row read, boolean stored) {
    List<String> names = schema.primaryKey();
    Object[] key = new Object[names.size()];
    HeaderBinding bound =
        stored
            ? HeaderBinding.of(read.header(), ColumnMeanings.of(schema), List.of(), null)
            : bindingOf(read.header());
    Row row = stored || cleaner == null ? read : cleaner.clean(read, bound::fieldOf);
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

  /** As {@link #recheckAlone} if the changed cells are named. */
  private CheckedRow checkCleaned(Row row, @Nullable BitSet changed) {
    HeaderBinding bound = bindingOf(row.header());
    List<ImportError> errors = null;
    if (!row.faults().isEmpty()) {
      errors = new ArrayList<>();
      for (ImportError fault : row.faults()) {
        errors.add(namedAfterField(fault));
      }
    }
    @Nullable Object[] values = bound.values();
    for (int column = 0; column < row.size(); column++) {
      Object cell = row.cell(column);
      int field = bound.fieldOf(column);
      if (field == HeaderBinding.NO_FIELD) {
        values[column] = cell;
      } else {
        values[column] = valueOf(field, cell, changed == null || changed.get(column));
        if (!findings.isEmpty()) {
          errors = errors == null ? new ArrayList<>() : errors;
          place(errors, row, checks[field].name(), bound.numberOf(column), cell);
        }
      }
    }
    if (!bound.unboundFields().isEmpty() || !bound.repeatedColumns().isEmpty()) {
      errors = checkShape(row, bound, errors);
    }
    if (columns == null && !schema.fields().isEmpty() && !isNoObject(row)) {
      errors = checkMembers(row, bound, errors);
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
        : new CheckedRow.Failed(row, values, errors, warnings);
  }

  boolean refuses(ImportError fault) {
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
    for (HeaderBinding.Repeated repeated : bound.repeatedColumns()) {
      errors.add(
          new ImportError(
              ErrorCode.DUPLICATE_MEMBER,
              null,
              repeated.field(),
              null,
              textOf(row.cell(repeated.column())),
              repeated.isConstant()
                  ? "the record has a member for this field, which has a constant"
                  : "the record has more than one member for this field",
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
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        if (bound.fieldOf(column) == HeaderBinding.NO_FIELD
            && bound.repeatedColumns().stream().noneMatch(each -> each.column() == column)) {
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
    String field = fault.field() == null ? null : meanings.of(fault.field()).field();
    return field == null
        ? fault
        : new ImportError(
            fault.code(),
            fault.rule(),
            field,
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

  HeaderBinding bindingOf(Header header) {
    HeaderBinding current = binding;
    if (current == null || current.header() != header) {
      Header whole = columns == null ? null : columns.header();
      current = HeaderBinding.of(header, meanings, constants, whole);
      binding = current;
    }
    return current;
  }

  Schema schema() {
    return schema;
  }

  /** The position of the field of exactly this name, or {@link HeaderBinding#NO_FIELD}. */
  int positionOf(String name) {
    for (int i = 0; i < checks.length; i++) {
      if (checks[i].name().equals(name)) {
        return i;
      }
    }
    return HeaderBinding.NO_FIELD;
  }

  FieldCheck checkOf(int field) {
    return checks[field];
  }

  /** The label of a cell that feeds a field; null if the source has no such column. */
  @Nullable String labelFor(int field) {
    HeaderBinding whole = columns;
    if (whole == null) {
      return checks[field].name();
    }
    int column = whole.columnOf(field);
    return column < 0 || column >= whole.header().size() ? null : whole.header().label(column);
  }

  /** One header for all rows in a row that have these labels. */
  Header sharedHeader(List<String> labels) {
    if (!lastHeader.labels().equals(labels)) {
      lastHeader = new Header(labels);
    }
    return lastHeader;
  }

  /**
   * A value as its source would have it in a cell.
   *
   * @param field the position of its field, or {@link HeaderBinding#NO_FIELD}
   * @param stored the value in the form in which it is stored
   */
  @Nullable Object asCell(int field, @Nullable Object stored) {
    boolean table = columns != null;
    Object cell = stored;
    if (field != HeaderBinding.NO_FIELD) {
      FieldCells cells =
          written.computeIfAbsent(
              field,
              position -> FieldCells.of(schema.fields().get(position), schema.missingValues()));
      cell = table ? cells.text(stored) : cells.json(stored);
    }
    Object shown = cell == null ? stored : cell;
    return table && shown != null ? shown.toString() : shown;
  }

  private static @Nullable String textOf(@Nullable Object cell) {
    return cell == null ? null : cell.toString();
  }
}
