package dev.importer.internal.rows;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.shape.Part;
import dev.importer.internal.shape.RefusedException;
import dev.importer.internal.shape.Shape;
import dev.importer.results.HeaderMapping;
import dev.importer.row.Header;
import dev.importer.row.TypedRow;
import dev.importer.schema.SchemaField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes objects of an application from checked rows, matching their parts to columns by name. */
final class RowBinder<T> {

  private static final Logger LOG = LoggerFactory.getLogger(RowBinder.class);

  private final Shape<T> shape;
  private final List<Part> parts;
  private final Conversion[] conversions;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int[] columnOfPart;
  private @Nullable Header boundNames;

  private RowBinder(Shape<T> shape) {
    this.shape = shape;
    this.parts = shape.parts();
    this.conversions = new Conversion[parts.size()];
    this.columnOfPart = new int[parts.size()];
    for (int i = 0; i < conversions.length; i++) {
      conversions[i] = Conversion.to(parts.get(i));
      positions.put(normal(nameOf(parts.get(i))), i);
    }
  }

  /** A part may be the field of another name. */
  private static String nameOf(Part part) {
    SchemaField field = part.annotation(SchemaField.class);
    return field == null || field.name().isEmpty() ? part.name() : field.name();
  }

  static <T> RowBinder<T> of(Class<T> type) {
    return new RowBinder<>(Shape.of(type).opened());
  }

  TypedRow<T> bind(CheckedRow checked) {
    long number = checked.row().number();
    long line = checked.row().line();
    if (checked instanceof CheckedRow.Failed failed) {
      return new TypedRow<>(number, line, null, failed.errors());
    }
    CheckedRow.Valid valid = (CheckedRow.Valid) checked;
    bindColumns(valid.names());
    List<ImportError> errors = new ArrayList<>();
    @Nullable Object[] arguments = new Object[conversions.length];
    for (int i = 0; i < conversions.length; i++) {
      try {
        arguments[i] = conversions[i].apply(valueOf(valid, i));
      } catch (UnfitValueException e) {
        errors.add(unfit(valid, i, e));
      }
    }
    return errors.isEmpty()
        ? make(valid, arguments)
        : new TypedRow<>(number, line, null, List.copyOf(errors));
  }

  private TypedRow<T> make(CheckedRow.Valid row, @Nullable Object[] arguments) {
    long number = row.row().number();
    long line = row.row().line();
    try {
      return new TypedRow<>(number, line, shape.make(arguments), List.of());
    } catch (RefusedException e) {
      LOG.debug("Row {} on line {} is refused by {}", number, line, shape.type(), e.getCause());
      return new TypedRow<>(number, line, null, List.of(refusal(row, e)));
    }
  }

  private ImportError unfit(CheckedRow.Valid row, int part, UnfitValueException why) {
    boolean isMissing = valueOf(row, part) == null;
    return error(
        isMissing ? ErrorCode.CONSTRAINT_ERROR : ErrorCode.TYPE_ERROR,
        isMissing ? "required" : parts.get(part).typeName(),
        row,
        part,
        String.valueOf(why.getMessage()));
  }

  /** The object's own code refused the values of a row; the next row may be fine. */
  private ImportError refusal(CheckedRow.Valid row, RefusedException why) {
    String rule = shape.type().getSimpleName();
    return why.part() == RefusedException.ALL
        ? new ImportError(
            ErrorCode.ROW_CONSTRAINT,
            rule,
            null,
            null,
            null,
            why.reason(),
            row.row().number(),
            row.row().line())
        : error(ErrorCode.ROW_CONSTRAINT, rule, row, why.part(), why.reason());
  }

  private ImportError error(
      ErrorCode code, String rule, CheckedRow.Valid row, int part, String message) {
    int column = columnOfPart[part];
    Object value = valueOf(row, part);
    return new ImportError(
        code,
        rule,
        column < 0 ? parts.get(part).name() : row.names().label(column),
        column < 0 ? null : column + 1,
        value == null ? null : value.toString(),
        message,
        row.row().number(),
        row.row().line());
  }

  private @Nullable Object valueOf(CheckedRow.Valid row, int part) {
    int column = columnOfPart[part];
    return column < 0 ? null : row.value(column);
  }

  /** The names of the parts to which no column of a source leads. */
  List<String> unfed(HeaderMapping mapping) {
    Set<String> fed =
        Stream.concat(
                mapping.columns().stream()
                    .filter(column -> !column.isLeftOut())
                    .map(column -> column.field() == null ? column.label() : column.field()),
                mapping.constants().stream().map(HeaderMapping.Constant::field))
            .map(RowBinder::normal)
            .collect(Collectors.toSet());
    return parts.stream()
        .filter(part -> !fed.contains(normal(nameOf(part))))
        .map(Part::name)
        .toList();
  }

  private void bindColumns(Header names) {
    if (names == boundNames) {
      return;
    }
    Arrays.fill(columnOfPart, -1);
    for (int column = 0; column < names.size(); column++) {
      Integer part = positions.get(normal(names.label(column)));
      if (part != null && columnOfPart[part] < 0) {
        columnOfPart[part] = column;
      }
    }
    boundNames = names;
  }

  /** Java writes firstName what files call first_name, First Name or first-name. */
  static String normal(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
