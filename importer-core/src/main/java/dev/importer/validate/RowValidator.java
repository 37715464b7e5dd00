package dev.importer.validate;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows against a schema: every row comes out valid, with typed values, or failed, with every
 * reason. Not thread-safe; make one for each source.
 */
public final class RowValidator {

  private static final int MAX_LISTED_LABELS = 20;

  private final Schema schema;
  private final Severities severities;
  private final FieldCheck[] checks;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable HeaderBinding binding;

  /** A validator for rows of one source, by which every fault refuses its row. */
  public RowValidator(Schema schema) {
    this(schema, Severities.DEFAULT);
  }

  /** A validator for rows of one source. */
  public RowValidator(Schema schema, Severities severities) {
    this.schema = schema;
    this.severities = severities;
    this.checks = schema.fields().stream().map(FieldCheck::new).toArray(FieldCheck[]::new);
  }

  /**
   * Makes sure that the header of a file has all that the schema requires.
   *
   * @return how many columns the schema does not name
   * @throws SourceException {@code missing-label} or {@code duplicate-label}
   */
  public long requireHeader(Header header) {
    HeaderBinding bound = bindingOf(header);
    if (!bound.repeatedColumns().isEmpty()) {
      String repeated = header.label(bound.repeatedColumns().get(0));
      String field = schema.fields().get(schema.indexOf(repeated)).name();
      throw new SourceException(
          ErrorCode.DUPLICATE_LABEL,
          "Two columns claim the field '" + field + "'. Rename or remove one of them.");
    }
    Set<String> missing =
        bound.unboundFields().stream()
            .map(schema.fields()::get)
            .filter(Field::isRequired)
            .map(Field::name)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    if (!missing.isEmpty()) {
      throw new SourceException(
          ErrorCode.MISSING_LABEL,
          "The header lacks "
              + list(List.copyOf(missing))
              + ". It has "
              + list(header.labels())
              + "; the schema '"
              + schema.name()
              + "' expects "
              + list(schema.fields().stream().map(Field::name).toList())
              + ".");
    }
    return schema.fields().isEmpty()
        ? 0
        : header.size() - (long) (schema.fields().size() - bound.unboundFields().size());
  }

  /** Checks one row. */
  public CheckedRow check(Row row) {
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
    for (ImportError error : errors) {
      if (refuses(error)) {
        reported.add(String.valueOf(error.field()));
      }
    }
    for (int field : bound.unboundFields()) {
      FieldCheck check = checks[field];
      if (check.isRequired() && !reported.contains(check.name()) && !isNoObject(row)) {
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

  private HeaderBinding bindingOf(Header header) {
    HeaderBinding current = binding;
    if (current == null || current.header() != header) {
      current = HeaderBinding.of(header, schema);
      binding = current;
    }
    return current;
  }

  private static @Nullable String textOf(@Nullable Object cell) {
    return cell == null ? null : cell.toString();
  }

  private static String list(List<String> labels) {
    String listed =
        labels.stream().limit(MAX_LISTED_LABELS).map(Quoted::of).collect(Collectors.joining(", "));
    int left = labels.size() - MAX_LISTED_LABELS;
    return left > 0 ? listed + " and " + left + " more" : listed;
  }
}
